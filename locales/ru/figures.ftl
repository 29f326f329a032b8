# Что сотрудники видят обо всех сразу.
admin-task-undecided = Выводы ждут решения
admin-task-second = Вторые одобрения
admin-task-deliveries = Неотправленные письма
figures-liability = Что причитается людям
figures-counted = Считается каждый час:
figures-owing = Должны люди
figures-weeks = Когда станет доступным
figures-week = Неделя
figures-week-of = Неделя с { $day }
figures-later = Позже
figures-undated = Без даты: заморожено или ждёт условия
figures-came = { $days ->
    [one] Кто пришёл за последний { $days } день
    [few] Кто пришёл за последние { $days } дня
    [many] Кто пришёл за последние { $days } дней
   *[other] Кто пришёл за последние { $days } дня
}
figures-clicks = Переходы
figures-registered = Регистрации
figures-paying = Платят
figures-none = Что причитается и кто пришёл, считается каждый час; первый подсчёт скоро.
figures-runs = Последние месячные проверки
figures-ran = Проведена
figures-referrers = Рефереров
figures-companies = Компаний
job-figures-count = Посчитать показатели обзора
