# Шолу және бағдарлама шарттары.
overview-programs = Бағдарламалар
overview-terms = Шарттар
overview-link = Сілтемеңіз
overview-bonuses = Бонустарыңыз
overview-release = { $amount } қолжетімді болады:
overview-spend = Шотты бонуспен төлеу
overview-empty = Неден бастау керек
overview-last = Соңғы бонустар
overview-last-none = Әзірге ештеңе жоқ. Сіз шақырған біреу төлесе, осында түсіндірмесімен шығады.
overview-all = Барлық бонустар
overview-months = Айлар бойынша
overview-month = Ай
overview-as-table = Кесте түрінде
overview-releases = Қашан қолжетімді болады
overview-releases-none = Күнін күтіп тұрған ештеңе жоқ.
offer-referrer = Шақырылған компанияның әр төлемінен { $percent } аласыз.
offer-them = { $count ->
    [one] Оған { $count } күнге { $percent } жеңілдік.
   *[other] Оған { $count } күнге { $percent } жеңілдік.
}
share-email = Пошта
share-more = Тағы
share-qr = QR-код
share-subject = { $program }: шақыру
share-text = Мен { $program } пайдаланамын. Сілтемеммен сізге жеңілдік болады:
terms-title = Шарттар: { $program }
terms-version = { $version }-нұсқа
terms-since = күшіне енген күні:
terms-always = әу бастан
terms-old = Жаңарақ нұсқасы күшінде. Бұл нұсқа онымен тіркелгендерге әлі де қатысты.
terms-you-earn = Сіз не аласыз
terms-they-get = Олар не алады
terms-examples = Есептелген мысалдар
terms-examples-text = Оларды сіздің ақшаңыз туралы шешетін ережелердің өзі есептеген. Мысалдары шықпайтын шарттарды жариялауға болмайды.
terms-versions = Барлық нұсқалар
offer-referrer-nothing = Бұл бағдарламада шақырылған компаниялардың төлемдері үшін ештеңе есептелмейді.
home-title = Басқаларды шақырып, алғыс алыңыз
home-lead = Сілтемемен бөлісіңіз. Ол арқылы тіркелген адам аз төлейді, ал сіз оның төлемдерінен бонус аласыз: әр бонустың себебі соңғы тиынға дейін көрсетіледі.
terms-rules = Тағы не қолданылады
example-payment = { $at }: { $amount } төленді
example-refund = { $at }: { $amount } қайтарылды
example-invoice = { $at }: шот ұсынылды
example-event = { $at }: { $what }
example-on-hold = { $at }: { $amount } ұсталып тұр
example-available = { $at }: { $amount } қолжетімді
example-to-pay = { $at }: { $amount } төлеу керек
