# Страницы сотрудников и демо.
admin-title = Сотрудникам
admin-tasks = Требует внимания
admin-parked = Отложенные события
admin-refused = Отклонённые события
admin-failed-jobs = Сбойные задания
admin-books = Учёт
admin-books-whole = Последняя сверка расхождений не нашла.
admin-books-differ = { $count ->
    [one] Последняя сверка нашла { $count } расхождение.
    [few] Последняя сверка нашла { $count } расхождения.
   *[other] Последняя сверка нашла { $count } расхождений.
}
admin-books-counted = Пересчитано проводок: { $transfers }, расчётов: { $receipts }
admin-books-none = Сверки ещё не было; она идёт каждую ночь.
admin-events = Полученные события
admin-events-none = Событий ещё нет. Их приносят API и импорт.
admin-event = Событие
admin-recorded = Записано
admin-source = Источник
event-applied = применено
event-parked = отложено
event-refused = отклонено
event-waits-for = Ждёт: { $what }.
event-refused-currency = Оно в другой валюте, чем программа.

demo-title = Осмотритесь в Beckon
demo-lead = Выдуманный мир с историей за несколько месяцев. Выберите, кто вы; роль можно сменить в любой момент, и до настоящих людей отсюда ничего не дойдёт.
demo-referrer-text = Приглашает компании, получает бонусы с их платежей и оплачивает ими свои счета.
demo-referrer-button = Войти как пригласивший
demo-invitee-text = Пришёл по ссылке, несколько дней имеет скидку и видит, кому что о нём видно.
demo-invitee-button = Войти как приглашённый
demo-staff-text = Видит, что приходит, что ждёт и сходится ли учёт.
demo-staff-button = Войти как сотрудник
demo-clock = Часы в ваших руках
demo-clock-text = Переведите их: ожидание закончится, предложения истекут, подойдут сроки счетов.
demo-stranger = Прийти со стороны
demo-stranger-text = Выйдите и откройте реферальную ссылку:
demo-letters = Письма здесь не отправляются, они лежат в
admin-audit-now = Проверить книги сейчас
event-recorded = записано
event-refused-for = Отклонено: { $reason }.
demo-billing = Станьте биллинговой системой
demo-billing-text = Эта команда в терминале на этом компьютере сообщает, что компания приглашённого заплатила 405 000 ₸; пригласивший получает десятую часть.
