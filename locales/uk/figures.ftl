# Що працівники бачать про всіх одразу.
admin-task-undecided = Виведення чекають на рішення
admin-task-second = Другі схвалення
admin-task-deliveries = Ненадіслані листи
figures-liability = Що належить людям
figures-counted = Рахується щогодини:
figures-owing = Винні люди
figures-weeks = Коли стане доступним
figures-week = Тиждень
figures-week-of = Тиждень із { $day }
figures-later = Пізніше
figures-undated = Без дати: заморожено або чекає на умову
figures-came = { $days ->
    [one] Хто прийшов за останній { $days } день
    [few] Хто прийшов за останні { $days } дні
    [many] Хто прийшов за останні { $days } днів
   *[other] Хто прийшов за останні { $days } дня
}
figures-clicks = Переходи
figures-registered = Реєстрації
figures-paying = Платять
figures-none = Що належить людям і хто прийшов, рахується щогодини; перший підрахунок невдовзі.
figures-runs = Останні місячні перевірки
figures-ran = Проведено
figures-referrers = Реферерів
figures-companies = Компаній
job-figures-count = Порахувати показники огляду
