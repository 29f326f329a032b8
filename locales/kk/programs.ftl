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
terms-description = { $program }: { $earn } Барлық шарттар сөзбен, мысалдармен және барлық нұсқасымен.
terms-future = Бұл нұсқа әлі күшіне енген жоқ.
terms-optional = Бұл нұсқа оны қабылдағандарға жарамды; қалғандары өз нұсқасында қалады.
terms-what-changed = Не өзгерді
terms-governs = Сізге қай нұсқа қолданылады
terms-governs-new = Қазір сіз арқылы тіркелетіндер
terms-governs-invited = { $count ->
    [one] Бұрын шақырылған { $count } қатысушы
   *[other] Бұрын шақырылған { $count } қатысушы
}
terms-accepted = Бұл нұсқаны қабылдаған уақытыңыз:
terms-accept = { $version }-нұсқаны қабылдау
terms-accept-text = Содан бастап ол сіз шақырғандардың бәріне біржола қолданылады. Бұрын табылғаны өзгермейді.
terms-offered = Жауабыңызды күтіп тұрған нұсқа:
terms-in-force = күшінде
terms-published = Жарияланған күні:
terms-applies-first = Бірінші нұсқа.
terms-changes = { $version }-нұсқа нені өзгертеді: { $program }
terms-compared = { $version }-нұсқамен салыстырғанда
terms-changes-none = Екі нұсқаның ережелері бірдей; тек күндері не мысалдары бөлек.
terms-compare = Салыстыру:
terms-clause-reward = «{ $id }» сыйақысы
terms-clause-offer = { $number }-ұсыныс
terms-clause-added = жаңа
terms-clause-removed = алынып тасталды
terms-clause-changed = өзгерді
terms-before = Бұрын:
terms-after = Енді:
flash-terms-accepted = Нұсқа қабылданды.
