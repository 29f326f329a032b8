# Сторінки працівників і демо.
admin-title = Працівникам
admin-tasks = Потребує уваги
admin-parked = Відкладені події
admin-refused = Відхилені події
admin-failed-jobs = Збійні завдання
admin-books = Облік
admin-books-whole = Остання звірка розбіжностей не знайшла.
admin-books-differ = { $count ->
    [one] Остання звірка знайшла { $count } розбіжність.
    [few] Остання звірка знайшла { $count } розбіжності.
   *[other] Остання звірка знайшла { $count } розбіжностей.
}
admin-books-counted = Перераховано проведень: { $transfers }, розрахунків: { $receipts }
admin-books-none = Звірки ще не було; вона йде щоночі.
admin-events = Отримані події
admin-events-none = Подій ще немає. Їх приносять API та імпорт.
admin-event = Подія
admin-recorded = Записано
admin-source = Джерело
event-applied = застосовано
event-parked = відкладено
event-refused = відхилено
event-waits-for = Чекає: { $what }.
event-refused-currency = Вона в іншій валюті, ніж програма.

demo-title = Роздивіться Beckon
demo-lead = Вигаданий світ з історією за кілька місяців. Виберіть, хто ви; роль можна змінити будь-коли, і до справжніх людей звідси нічого не дійде.
demo-referrer-text = Запрошує компанії, отримує бонуси з їхніх платежів і оплачує ними власні рахунки.
demo-referrer-button = Увійти як той, хто запросив
demo-invitee-text = Прийшов за посиланням, кілька днів має знижку й бачить, кому що про нього видно.
demo-invitee-button = Увійти як запрошений
demo-staff-text = Бачить, що надходить, що чекає та чи сходиться облік.
demo-staff-button = Увійти як працівник
demo-clock = Годинник у ваших руках
demo-clock-text = Переведіть його: очікування закінчиться, пропозиції минуть, настануть терміни рахунків.
demo-stranger = Прийти з вулиці
demo-stranger-text = Вийдіть і відкрийте реферальне посилання:
demo-letters = Листи тут не надсилаються, вони лежать у
admin-audit-now = Перевірити книги зараз
event-recorded = записано
event-refused-for = Відхилено: { $reason }.
demo-billing = Станьте білінговою системою
demo-billing-text = Ця команда в терміналі на цьому комп’ютері повідомляє, що компанія запрошеного сплатила 405 000 ₸; той, хто запросив, отримує десяту частину.
