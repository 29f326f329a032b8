# Власні компанії.
companies-lead = Організації, які ви реєструєте й за які платите. Бонусами можна оплатити рахунки будь-якої з них.
companies-since = Додано
companies-billing-id = Номер для білінгу
companies-billing-id-text = Під цим номером компанію називає білінгова система.
companies-no-tax-id = поки немає
companies-closed = закрито
companies-add = Додати компанію
companies-add-button = Додати компанію
flash-company-added = Компанію додано.
companies-move = Порядок
companies-up = Підняти { $name } вище
companies-down = Опустити { $name } нижче
