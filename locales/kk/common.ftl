# Әр бетте тұратын сөздер, күндер, қателер.
language = Тіл
skip-to-content = Мазмұнға өту
nav-label = Кабинет
nav-account = Мәзір: { $name }
nav-overview = Шолу
nav-invited = Шақырылғандар
nav-clicks = Сілтемемен кіргендер
nav-earnings = Бонустар
nav-statement = Үзінді көшірме
nav-companies = Компаниялар
nav-billing = Шоттар
nav-invitation = Шақыруым
nav-admin = Қызметкерлерге
nav-settings = Баптаулар
nav-sign-in = Кіру
nav-sign-out = Шығу

form-refused = Мыналарды тексеріңіз
form-optional = (міндетті емес)
pages-label = Беттер
pages-at = { $pages } беттің { $page }-беті
pages-previous = Алдыңғы
pages-following = Келесі
button-save = Сақтау
button-copy = Көшіру
button-copied = Көшірілді

date-day = { $day } { $month }
date-day-year = { $year } ж. { $day } { $month }
month-1 = қаңтар
month-2 = ақпан
month-3 = наурыз
month-4 = сәуір
month-5 = мамыр
month-6 = маусым
month-7 = шілде
month-8 = тамыз
month-9 = қыркүйек
month-10 = қазан
month-11 = қараша
month-12 = желтоқсан
month-alone-1 = Қаңтар
month-alone-2 = Ақпан
month-alone-3 = Наурыз
month-alone-4 = Сәуір
month-alone-5 = Мамыр
month-alone-6 = Маусым
month-alone-7 = Шілде
month-alone-8 = Тамыз
month-alone-9 = Қыркүйек
month-alone-10 = Қазан
month-alone-11 = Қараша
month-alone-12 = Желтоқсан
date-month = { $month } { $year }
just-now = жаңа ғана
in-days = { $count ->
    [1] ертең
   *[other] { $count } күннен кейін
}
days-ago = { $count ->
    [1] кеше
   *[other] { $count } күн бұрын
}
in-hours = { $count ->
    [1] бір сағаттан кейін
   *[other] { $count } сағаттан кейін
}
hours-ago = { $count ->
    [1] бір сағат бұрын
   *[other] { $count } сағат бұрын
}
in-minutes = { $count ->
    [1] бір минуттан кейін
   *[other] { $count } минуттан кейін
}
minutes-ago = { $count ->
    [1] бір минут бұрын
   *[other] { $count } минут бұрын
}

error-number = { $number } қатесі
error-home = Басты бетке
error-id = Бізге жазсаңыз, мына нөмірді көрсетіңіз:
error-400-title = Сұрау түсініксіз болды
error-400-text = Мекенжайда не пішінде қате бар. Артқа қайтып, бетті жаңартып, қайта көріңіз.
error-403-title = Бұған рұқсат жоқ
error-403-text = Кабинетіңізге бұған рұқсат берілмеген немесе пішін басқа сайттан келген. Бетті мәзірден қайта ашыңыз.
error-404-title = Мұнда ештеңе жоқ
error-404-text = Мекенжайда қате болуы мүмкін немесе ондағы дерек басқа кабинетке тиесілі.
error-405-title = Бұл мекенжай басқа сұрауларға жауап береді
error-405-text = Бетті мәзірден қайта ашыңыз.
error-413-title = Дерек тым көп
error-413-text = Бір жолы азырақ жіберіп, қайта көріңіз.
error-422-title = Бірдеңені түзету керек
error-422-text = Ештеңе өзгерген жоқ. Артқа қайтып, көрсетілгенді түзетіп, қайта жіберіңіз.
error-429-title = Әрекет тым көп
error-429-text = Бірнеше минут күтіп, қайта көріңіз. Бұл кабинетіңізді құпиясөз теруден қорғайды.
error-500-title = Бізде бірдеңе істен шықты
error-500-text = Қате жазып алынды, ештеңе жартылай орындалған жоқ. Сәлден соң қайта көріңіз.
error-503-title = Қазір ораламыз
error-503-text = Қызмет қайта іске қосылып жатыр. Ештеңе өзгерген жоқ, бірнеше секундтан кейін көріңіз.

demo-bar = Демо
demo-today = Демо сағаты:
demo-days = { $count ->
    [one] +{ $count } күн
   *[other] +{ $count } күн
}
demo-28th = 28-іне дейін
demo-wrong-step = 1–31 күнге немесе айдың 28-іне дейін жылжытыңыз.
demo-switch = Рөлді ауыстыру
demo-referrer = Шақырушы
demo-owner = Екі компанияның иесі
demo-partner = Хостинг серіктесі
demo-invitee = Шақырылған
demo-staff = Қызметкер
nav-share = Бөлісу
invitation-bar = Сізге шақыру
pages-first = Басына
