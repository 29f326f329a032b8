# Собственные компании.
companies-lead = Организации, которые вы регистрируете и за которые платите. Бонусами можно оплатить счета любой из них.
companies-since = Добавлена
companies-billing-id = Номер для биллинга
companies-billing-id-text = Под этим номером компанию называет биллинговая система.
companies-no-tax-id = пока нет
companies-closed = закрыта
companies-add = Добавить компанию
companies-add-button = Добавить компанию
flash-company-added = Компания добавлена.
companies-move = Порядок
companies-up = Поднять { $name } выше
companies-down = Опустить { $name } ниже
