# Қызметкерлер бәрі туралы бірден көретіні.
admin-task-undecided = Шешім күткен шығарулар
admin-task-second = Екінші мақұлдаулар
admin-task-deliveries = Жіберілмеген хаттар
figures-liability = Адамдарға тиесілі
figures-counted = Сағат сайын саналады:
figures-owing = Адамдардың борышы
figures-weeks = Қашан қолжетімді болады
figures-week = Апта
figures-week-of = { $day } басталатын апта
figures-later = Кейінірек
figures-undated = Күні жоқ: қатырылған немесе шартты күтеді
figures-came = { $days ->
    [one] Соңғы { $days } күнде кім келді
   *[other] Соңғы { $days } күнде кім келді
}
figures-clicks = Өтулер
figures-registered = Тіркелгендер
figures-paying = Төлейтіндер
figures-none = Кімге не тиесілі, кім келгені сағат сайын саналады; алғашқы санақ жақында.
figures-runs = Соңғы айлық тексерулер
figures-ran = Өткізілді
figures-referrers = Шақырушылар
figures-companies = Компаниялар
job-figures-count = Шолу көрсеткіштерін санау
