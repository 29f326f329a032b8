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
overview-months-none = Соңғы он екі айда ештеңе табылмады.
overview-typed = Кодыңызды өзі терген адам сілтемемен кірмей-ақ тіркеледі.
overview-releases-none = Күнін күтіп тұрған ештеңе жоқ.
offer-referrer = Шақырылған клиенттің әр төлемінен { $percent } аласыз.
offer-referrer-up-to = Шақырылған клиенттің әр төлемінен ең көбі { $percent } аласыз.
offer-them = { $count ->
    [one] Оған { $count } күнге { $percent } жеңілдік.
   *[other] Оған { $count } күнге { $percent } жеңілдік.
}
share-email = Пошта
share-more = Тағы
share-qr = QR-код
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
offer-referrer-nothing = Бұл бағдарламада шақырылған клиенттердің төлемдері үшін ештеңе есептелмейді.
home-title = Басқаларды шақырып, алғыс алыңыз
home-lead = Сілтемемен бөлісіңіз. Ол арқылы тіркелгендердің төлемдерінен бонус аласыз, ал бағдарламада солай делінсе, олар аз төлейді: әр бонустың себебі соңғы тиынына дейін көрсетіледі.
terms-rules = Тағы не қолданылады
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

# The steps of worked examples: what happened, and what came of it.
example-step = { $at }: { $what }
example-title = { $number }-мысал
example-line = { $product }, { $kind ->
    [service] қызмет
   *[plan] тариф
}: { $amount }
example-line-promotional = { $line }, акция бойынша
example-line-discount = { $line }, жеңілдігі { $amount }
example-line-term = { $line }, ұзақ мерзім үшін { $amount } арзан
example-lines = { $what }: { $lines }
example-promo-code = { $what }, промокодпен
example-due = { $what }, төлеу мерзімі: { $at }
example-trial = { $what }, сынақ мерзімінің соңы: { $at }
example-choice = { $what }: { $choice }
example-choice-order = компаниялар реті: { $list }
example-by = { $what } ({ $who })
example-times = { $what }, { $count ->
    [one] { $count } рет
   *[other] { $count } рет
}, әр { $span } сайын
example-refused = { $what }: бас тартылды
example-repeat = { $count ->
    [one] { $count } шақырылған адам үшін дәл солай:
   *[other] { $count } шақырылған адам үшін дәл солай:
}
example-on-hold = { $amount } күтуде
example-available = { $amount } қолжетімді
example-earned = барлығы { $amount } есептелді
example-spent = барлығы { $amount } пайдаланылды
example-withdrawing = { $amount } шығарылып жатыр
example-paid-out = барлығы { $amount } төленді
example-expired = барлығы { $amount } күйді
example-to-pay = { $amount } төлеу керек
example-rate = мөлшерлеме — { $percent }
example-discounts = өз компанияларының жеңілдіктері: { $list }
example-payouts = осы уақытқа дейінгі төлемдер: { $list }
happened-person-registered = тіркелу
happened-person-changed = деректер өзгереді
happened-person-class-changed = адалдық мәртебесі { $class } болады
happened-choice-made = таңдау жасалды
happened-company-registered = компания қосылды
happened-company-closed = компания жабылды
happened-link-clicked = сілтемемен кіру
happened-subscription-started = жазылым басталады
happened-subscription-changed = { $status ->
    [trialing] жазылым сынақ мерзімінде
    [active] жазылым жарамды
    [past_due] жазылым төлемінің мерзімі өтті
    [canceled] жазылымнан бас тартылды
   *[expired] жазылым мерзімі аяқталды
}
happened-invoice-issued = шот ұсынылды
happened-invoice-voided = шот күшін жойды
happened-payment-succeeded = { $amount } төленді
happened-payment-disputed = { $told ->
    [no] төлем дауланды
   *[yes] төлемнің { $amount } бөлігі дауланды
}
happened-dispute-won = дау аяқталды: төлем қалады
happened-dispute-lost = { $told ->
    [no] дау аяқталды: төлем қайтарылады
   *[yes] дау аяқталды: { $amount } қайтарылады
}
happened-refund-requested = { $told ->
    [no] төлемді қайтару сұралды
   *[yes] { $amount } қайтару сұралды
}
happened-refund-completed = { $told ->
    [no] төлем қайтарылды
   *[yes] { $amount } қайтарылды
}
happened-refund-declined = қайтарудан бас тартылды
happened-action-completed = { $told ->
    [no] { $name } әрекеті
   *[yes] { $name } әрекеті: { $amount }
}
happened-action-reversed = әрекет кері қайтарылды
happened-rate-changed = бір { $from } құны { $rate } { $to }
happened-credit-spent = { $amount } шотқа жұмсалды
happened-credit-returned = шотқа жұмсалғаны қайтарылады
happened-cash-converted = { $amount } ақша бонусқа айналады
happened-withdrawal-requested = { $amount } шығару сұралды
happened-withdrawal-approved = шығару мақұлданды
happened-withdrawal-rejected = шығару қабылданбады
happened-withdrawal-canceled = шығарудан бас тартылды
happened-withdrawal-paid = шығарылған ақша төленді
happened-withdrawal-failed = шығаруды төлеу мүмкін болмады
happened-adjustment-made = қызметкерлер балансты { $amount } өзгертеді
happened-referral-replaced = шақырған адам ретінде басқа біреу саналады
happened-referral-voided = шақыру тоқтатылды
