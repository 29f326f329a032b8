# Ежемесячные проверки глазами персонала.
admin-verification = Ежемесячные проверки
deed-run-applied = Проверка применена
deed-run-recomputed = Проверка пересчитана
subject-run = Проверка
verification-none-monthly = Ни одна программа не даёт ежемесячных скидок.
verification-next = Следующая проверка
verification-next-text = Она применится сама:
verification-no-next = Впереди нет проверок: программа закрыта или её условия больше ничего не дают ежемесячно.
verification-preview = Предварительный просмотр
verification-preview-text = Что она дала бы, если бы больше ничего не произошло. Ничего не записывается.
verification-history = Проверки
verification-no-runs = Проверок ещё не было.
verification-blocked = Заблокировано счётом
verification-companies = Компании со скидкой
verification-done = применена
verification-begun = не завершена
verification-due = срок настал
verification-apply = Применить сейчас
verification-run = Проверка
verification-sum = Что она нашла
verification-inputs = Хеш всего прочитанного
verification-inputs-now = Хеш теперь:
verification-recompute = Пересчитать
verification-recompute-text = Читает снова то, что было известно на момент среза, и сравнивает хеш и каждую скидку. Ничего не меняется.
verification-same-again = { $count ->
    [one] Тот же хеш, и { $count } скидка такая, как сохранена.
    [few] Тот же хеш, и { $count } скидки такие, как сохранены.
   *[other] Тот же хеш, и { $count } скидок такие, как сохранены.
}
verification-differs = { $count ->
    [one] { $count } расхождение
    [few] { $count } расхождения
   *[other] { $count } расхождений
}
verification-search-hint = По началу имени или адреса.
verification-nobody = Здесь никого.
verification-before = Было
verification-change = Изменение
verification-more = больше
verification-less = меньше
verification-same = без изменений
verification-is-blocked = заблокировано
verification-no-company = Без компании: приглашения пока ничего не дают.
flash-run-applied = Проверка применена.
flash-run-before = Проверка применена раньше и остаётся как есть.
flash-run-future = Срок проверки ещё не настал.
flash-run-refused = Проверка не применена: применена более новая, а скидка никогда не даётся задним числом.
flash-run-unfinished = Проверка не завершена: сравнивать ещё рано.
verification-month-hint = Год или месяц: 2026 или 2026-04.
verification-none-so-far = Среди просмотренных пока никого. Перейдите к следующим.
verification-differs-inputs = Проверка прочитала данные с хешем { $run }; теперь он { $now }.
verification-differs-count = Сохранено скидок: { $stored }; должно быть: { $follow }.
verification-differs-company = { $company } ({ $person }) по версии { $version } условий должна получить это, а сохранено другое: { $why }
