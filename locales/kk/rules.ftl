# Шарттар мен есептер сөзбен.

terms-program = { $name }
terms-reward-percent = Шақырған адам шақырылған клиенттің әр төлемінен { $percent } алады, { $unit ->
    [credit] бонуспен.
    [paid] төленетін ақшамен.
    [money] ақшамен.
   *[cash] шығарып алуға болатын ақшамен.
}
terms-class-rate = Адалдық мәртебесі { $classes } болатын клиенттерден — { $percent }, төлем кезіндегі мәртебе бойынша.
terms-class-over = { $class } адалдық мәртебесі { $turnover } айналымнан асқанда беріледі.
terms-class-refreshed = Айналым — қайтарылғандары шегерілген барлық төлемдер, әр төлем күнінің бағамымен. Ол күніне бір рет жаңартылады: шектен асырған төлем әлі ескі мәртебемен есептеледі. Компания берген мәртебе басым.
terms-base-kinds = { $kinds ->
    [plan] Тарифтер ескеріледі; қосымша қызметтер ескерілмейді.
    [service] Қосымша қызметтер ескеріледі; тарифтер ескерілмейді.
   *[both] Тарифтер де, қосымша қызметтер де ескеріледі.
}
terms-base-products = Тек мына өнімдер ескеріледі: { $products }.
terms-base-never = Мына өнімдер ешқашан ескерілмейді: { $products }.
terms-base-without-tax = Салық ескерілмейді.
terms-exclude-promo-code = Промокоды бар тапсырыс ескерілмейді.
terms-exclude-promotional-line = Акциямен сатылғаны ескерілмейді.
terms-exclude-discounted-line = Жеңілдікпен сатылғаны ескерілмейді.
terms-exclude-term-discount-line = Ұзақ мерзімге төленгендіктен арзандағаны ескерілмейді.
terms-first-payments = { $count ->
    [1] Тек бірінші төлем ескеріледі.
   *[other] Тек алғашқы { $count } төлем ескеріледі.
}
terms-first-months = { $count ->
    [1] Тіркелгеннен кейінгі бірінші айдың төлемдері ескеріледі.
   *[other] Тіркелгеннен кейінгі алғашқы { $count } айдың төлемдері ескеріледі.
}
terms-first-months-paid = { $count ->
    [1] Бірінші төлемнен бастап бірінші айдың төлемдері ескеріледі.
   *[other] Бірінші төлемнен бастап алғашқы { $count } айдың төлемдері ескеріледі.
}
terms-rounding-half-away = Сома ең ұсақ тиынға дейін дөңгелектеледі, жартысы — жоғары.
terms-rounding-down = Сома ең ұсақ тиынға дейін төмен дөңгелектеледі.
terms-rounding-up = Сома ең ұсақ тиынға дейін жоғары дөңгелектеледі.
terms-hold = { $days ->
    [0] Бонус бірден қолжетімді.
   *[other] Төлемнен кейін бонус { $days } күн күтуде тұрады, сосын қолжетімді болады.
}
terms-refund-proportional = Қайтарылса, бонустың сондай бөлігі қайтарып алынады.
terms-refund-forfeit = Кез келген қайтаруда бонус толық қайтарып алынады.
terms-refund-keep = Қайтару бонусты өзгертпейді.
terms-month = Шақырушы өз компанияларының жазылымдарына белсенді рефералдар санына қарай жеңілдік алады.
terms-month-step = { $from }–{ $until } белсенді реферал: { $percent }.
terms-month-step-one = { $count } белсенді реферал: { $percent }.
terms-month-step-last = { $from } және одан көп белсенді реферал: { $percent }.
terms-month-active = Белсенді реферал — жазылымы бар шақырылған адам: сынақ мерзімі аяқталған, одан кейін төленген, жарамды және мерзімі өткен шоты жоқ.
terms-active = Қолданыстағы әрі төленген жазылымы бар адам белсенді: сынақ мерзімі аяқталған, одан кейін төленген және мерзімі өткен шоты жоқ.
terms-month-cascade = Бір компанияға ең көбі { $cap } есептеледі; компаниялар иесі таңдаған ретпен алады, тек артығы келесісіне өтеді.
terms-month-skip-inactive = Жарамды жазылымы жоқ компаниялар өткізіліп жіберіледі.
terms-month-day = Тексеру ай сайын { $day }-күні (немесе соңғы күні) сағат { $hour }:00-де өтеді.
terms-month-unless-pending = Сол сәтте мерзімі өткен шоты бар адам бұл айда жеңілдік алмайды, кейін де өтелмейді.
terms-month-unless-open = Сол сәтте төленбеген шоты бар адам бұл айда жеңілдік алмайды, кейін де өтелмейді.
terms-month-next-payment = Жеңілдік тек келесі жоспарлы төлемге беріледі: бұрын шығарылған шоттарға да, басқа компанияға да емес.
terms-offer = Шақырылған клиенттерге { $products } үшін { $percent } жеңілдік.
terms-offer-all = Шақырылған клиенттерге { $percent } жеңілдік.
terms-offer-amount-all = Шақырылған клиенттерге шоттың әр жолына { $percent } жеңілдік.
terms-offer-amount = Шақырылған клиенттерге шоттың әр жолына { $percent } жеңілдік, тек мыналарға: { $products }.
terms-offer-price-all = Шақырылған клиенттер { $percent } төлейді.
terms-offer-price = Шақырылған клиенттер { $products } үшін { $percent } төлейді.
terms-offer-kinds = { $kinds ->
    [plan] Ұсыныс тарифтерге арналған, қосымша қызметтерге емес.
   *[service] Ұсыныс қосымша қызметтерге арналған, тарифтерге емес.
}
terms-offer-window = { $days ->
    [one] Ұсыныс тіркелгеннен кейін { $days } күн жарамды.
   *[other] Ұсыныс тіркелгеннен кейін { $days } күн жарамды.
}
terms-offer-first-invoices = { $count ->
    [1] Ұсыныс бірінші шотқа арналған.
   *[other] Ұсыныс алғашқы { $count } шотқа арналған.
}
terms-discounts-best = Шоттың бір жолына жеңілдіктер қосылмайды, ең үлкені қолданылады: { $rewards ->
    [yes] жолдың өз жеңілдігі, ұсыныстардың бірі немесе барлық сыйақылар бірге беретін жеңілдік.
   *[no] жолдың өз жеңілдігі немесе ұсыныстардың бірі.
}
terms-link = Сілтеме — { $parameters } мен шақырушының коды бар сайттың кез келген беті.
terms-window = { $days ->
    [one] Сілтемемен кіру { $days } күн есепке алынады.
   *[other] Сілтемемен кіру { $days } күн есепке алынады.
}
terms-touch-first = Бірнеше сілтеменің ішінен бірінші кірілгені ескеріледі; оның мерзімі өткенде — келесісі.
terms-touch-last = Бірнеше сілтеменің ішінен соңғы кірілгені ескеріледі.
terms-codes = Шақыру кодын жазуға да болады.
terms-no-self = Өзін-өзі шақыруға болмайды, бұрыннан белгілі электрондық мекенжаймен немесе салық нөмірімен жаңадан тіркелу де есепке алынбайды.
terms-referrer-individual = Тек жеке тұлғалар шақыра алады.
terms-referrer-business = Тек компаниялар шақыра алады.
terms-no-paid-ads = Ақылы жарнамадан келгендер ескерілмейді.
terms-credit-use = { $kinds ->
    [plan] Бонуспен мұнда тарифтер төленеді. Оларды шығаруға не біреуге беруге болмайды.
    [service] Бонуспен мұнда қосымша қызметтер төленеді. Оларды шығаруға не біреуге беруге болмайды.
    [none] Бонустарды шығаруға не біреуге беруге болмайды.
   *[both] Бонуспен мұнда тарифтер мен қосымша қызметтер төленеді{ $whole ->
        [yes] {", "}тіпті шот түгел
       *[no] {""}
    }. Оларды шығаруға не біреуге беруге болмайды.
}
terms-withdraw-minimum = Ақшаны { $minimum } сомасынан бастап шығаруға болады.
terms-withdraw-card = Картаға төленеді.
terms-withdraw-iban = Банк шотына төленеді.
terms-withdraw-custom = Келісілген басқа жолмен төленеді.
terms-withdraw-fee = Әр шығару құны — { $fee }.
terms-withdraw-within = Шығару өтінімі { $days } күн ішінде қаралып, төленеді.
terms-money-no-way = Ақшаның қалай төленетіні бұл шарттарда айтылмаған.
terms-no-limit = Шақырылатын клиенттердің саны шектелмеген.
terms-currency-and-zone = Сомалар { $currency } валютасында; күндер { $zone } сағатымен есептеледі.
terms-effective-from = Шарттардың күшіне енетін күні: { $from }.
terms-applies-new-referrals = Шақырылғандарға тіркелген кездегі шарттар қалады.
terms-applies-all-from-date = Шарттар күшіне енген күннен бастап барлық шақырылғандарға қатысты.
terms-applies-opt-in = Шарттар қабылдағандарға сол сәттен бастап қатысты.

receipt-percent = { $rounding ->
    [down] { $base } сомасынан { $percent } — { $amount }, төмен дөңгелектелді.
    [up] { $base } сомасынан { $percent } — { $amount }, жоғары дөңгелектелді.
   *[half_away] { $base } сомасынан { $percent } — { $amount }.
}
receipt-class = Төлем кезіндегі клиенттің адалдық мәртебесі: { $class }.
receipt-refunded = Қайтарудан кейін { $amount } қалады.
receipt-nothing-paid = Ақша түскен жоқ, сондықтан ештеңе есептелмеді.
receipt-nothing-counts = Бұл төлемде ескерілетін ештеңе жоқ, сондықтан бонус есептелмеді.
receipt-rounded-to-zero = { $base } сомасынан { $percent } ең ұсақ тиыннан аз.
receipt-rate-is-zero = Мөлшерлеме нөлге тең.
receipt-after-first-payments = Бұл төлем ескерілетін алғашқы төлемдерге кірмейді.
receipt-after-first-months = Бұл төлем ескерілетін алғашқы айлардан кейін жасалды.
receipt-other-currency = Төлем бағдарламадан басқа валютада; ештеңе айырбасталмайды.
receipt-class-unknown = Мөлшерлеме айырбас бағамы әлі белгісіз валютадағы айналымға байланысты; бағам белгілі болғанда қайта есептеледі.
receipt-condition-not-met = Сыйақы шарты орындалмады.
receipt-outside-campaign = Науқан мерзімінен тыс.
receipt-other-scheme = Шақырушы басқа схеманы таңдады.
receipt-no-case = Сыйақының бірде-бір мөлшерлемесі мұны қамтымайды.
receipt-limit-reached = Сыйақы шегіне жетті.
receipt-not-released = Күту мерзімі аяқталғанда босату шарты орындалмады.
receipt-taken-back = Сыйақы қайтарып алынды.
receipt-unanswered = Жауап жоқ: бір жерде нөлге бөлінеді немесе сан тым үлкен.
receipt-line-counted = { $named ->
    [no] { $paid } — ескерілді.
   *[yes] { $product }, { $paid } — ескерілді.
}
receipt-line-excluded = { $named ->
    [no] { $paid }
   *[yes] { $product }, { $paid },
} ескерілмеді: { $why ->
    [product_not_listed] бұл өнім тізімде жоқ.
    [product_never] бұл өнім ешқашан ескерілмейді.
    [promo_code] промокод қолданылған.
    [promotional] бұл акция болды.
    [discounted] жеңілдікпен сатылған.
    [term_discounted] ұзақ мерзімге төленгендіктен арзанырақ болды.
    [label] белгісі алынып тасталған.
    [order] тапсырыстың бұл түрі алынып тасталған.
   *[kind] мұндай түрі ескерілмейді.
}
receipt-hold = Күтуде, босайтын күні: { $until }.
receipt-terms = Шарттардың { $version }-нұсқасы, { $clause } тармағы.

run-company = { $why ->
    [assigned] { $places } белсенді реферал: келесі төлемге { $percent } жеңілдік.
    [outside_campaign] Бұл айда жеңілдік жоқ: бағдарлама ол кезде жүрмейді.
    [pending_payments] Бұл айда жеңілдік жоқ: мерзімі өткен шот бар.
    [open_invoices] Бұл айда жеңілдік жоқ: төленбеген шот бар.
    [no_active_subscription] Өткізіліп жіберілді: жарамды жазылымы жоқ.
    [no_active_referrals] Белсенді рефералдар жоқ.
    [none_left] Барлық белсенді рефералды алдыңғы компаниялар алды.
   *[too_few] { $places } белсенді реферал: жеңілдікке жеткіліксіз.
}
standing = { $standing ->
    [active] { $since } күнінен бастап белсенді реферал.
    [past_due] Белсенді емес: төлем мерзімі { $since } күнінен бастап өтіп кеткен.
    [never_paid] Белсенді емес: { $since } күнінен бастап, сынақтан кейін төлем болған жоқ.
    [trial] Белсенді емес: { $since } күнінен бастап сынақ мерзімінде.
    [canceled] Белсенді емес: { $since } күнінен бастап жазылым тоқтатылған.
    [expired] Белсенді емес: { $since } күнінен бастап жазылым мерзімі біткен.
    [closed] Белсенді емес: { $since } күнінен бастап компания жабылған.
   *[no_subscription] Белсенді емес: { $since } күнінен бастап жазылым жоқ.
}

# Толық тілдің сыйақылары. `$names` ішінде тырнақшада тұрғанды бағдарлама солай жазады.

part-and = { $one } және { $other }
part-or = { $one } немесе { $other }
part-list = { $one }, { $other }
part-products = { $products }
part-quoted = «{ $name }»
part-bracket = ({ $one })
part-semicolon = { $one }; { $other }
part-unit = { $unit ->
    [credit] бонустар
    [cash] ақша
    [months] айлар
    [days] күндер
    [weeks] апталар
    [minutes] минуттар
    [points] ұпайлар
    [emails] хаттар
    [gb] ГБ
   *[other] { $unit }
}
part-label = { $unit ->
    [credit] Бонустар
    [cash] Ақша
    [months] Айлар
    [days] Күндер
    [weeks] Апталар
    [minutes] Минуттар
    [points] Ұпайлар
    [emails] Хаттар
    [gb] ГБ
   *[other] { $unit }
}
part-amount = { $unit ->
    [months] { $count ->
        [one] { $count } ай
       *[other] { $count } ай
    }
    [days] { $count ->
        [one] { $count } күн
       *[other] { $count } күн
    }
    [weeks] { $count ->
        [one] { $count } апта
       *[other] { $count } апта
    }
    [minutes] { $count ->
        [one] { $count } минут
       *[other] { $count } минут
    }
    [points] { $count ->
        [one] { $count } ұпай
       *[other] { $count } ұпай
    }
    [emails] { $count ->
        [one] { $count } хат
       *[other] { $count } хат
    }
    [gb] { $count } ГБ
   *[other] { $count ->
        [1] { $count } × { $unit }
       *[other] { $count } { $unit }
    }
}
part-who = { $who ->
    [invitee] шақырылған адам
    [parent] аралық адам
   *[referrer] шақырушы
}
part-who-of = { $who ->
    [invitee] шақырылған адамның
    [parent] аралық адамның
   *[referrer] шақырушының
}
part-invitee-of = { $level ->
    [1] Шақырылған адамның
   *[other] { $level }-деңгейдегі адамның
}
part-over = { $over ->
    [month] күнтізбелік айда
    [quarter] күнтізбелік тоқсанда
    [year] күнтізбелік жылда
    [period] өткен жолдан бері
    [last] соңғы { $span }
    [so_far] осы уақытқа дейін
    [rolling] { $span } ішінде
    [campaign] науқан кезінде
   *[ever] барлығы
}
part-lines = { $kinds ->
    [plan] тарифтер
    [service] қосымша қызметтер
   *[both] тарифтер мен қосымша қызметтер
}
part-taken = { $whose ->
    [invitee] { $on ->
        [canceled] шақырылған адамның жазылымы тоқтатылған
        [past_due] шақырылған адамның төлем мерзімі өткен
        [closed] шақырылған адамның компаниясы жабылған
        [action_reversed] шақырылған адамның әрекеті кері қайтарылған
        [not_active] шақырылған адам енді белсенді емес
        [payment] осы төлем қайтарылған
       *[refund] шақырылған адамның кез келген төлемі қайтарылған
    }
   *[own] { part-taken-own }
}
part-taken-own = { $on ->
    [canceled] жазылым тоқтатылған
    [past_due] төлем мерзімі өткен
    [closed] компания жабылған
    [action_reversed] әрекет кері қайтарылған
    [not_active] адам енді белсенді емес
    [payment] осы төлем қайтарылған
   *[refund] бірдеңе қайтарылған
}
part-text = { $text ->
    [new] жаңа тапсырыс
    [renewal] ұзарту
    [upgrade] қымбатырақ тарифке көшу
    [plan] тариф
    [service] қосымша қызмет
    [individual] жеке тұлға
    [business] компания
    [true] иә
    [false] жоқ
   *[none] жоқ
}

every-day = Күн сайын
every-days = { $count ->
    [1] Күн сайын
   *[other] Әр { $count } күн сайын
}
every-week = { $weekday ->
    [mon] Әр дүйсенбіде
    [tue] Әр сейсенбіде
    [wed] Әр сәрсенбіде
    [thu] Әр бейсенбіде
    [fri] Әр жұмада
    [sat] Әр сенбіде
   *[sun] Әр жексенбіде
}
every-months = { $count ->
    [1] Ай сайын { $day }-күні{ part-last }
    [12] Жыл сайын { $months }-айдың { $day }-күні{ part-last }
   *[other] Әр { $count } ай сайын { $day }-күні{ part-last } (айлар: { $months })
}
every-at = { $every } сағат { $hour }:00-де
part-last = { $last ->
    [yes] {" "}(немесе айдың соңғы күні)
   *[no] {""}
}

on-payment = { part-invitee-of } әр төлемі үшін
on-first-payment = { part-invitee-of } бірінші төлемі үшін
on-registered = { part-invitee-of } тіркелгені үшін
on-joined = Өзі тіркелгені үшін
on-own-payment = Өзінің әр төлемі үшін
on-own-invoice = Өзінің әр шотынан
on-action = { part-invitee-of } { $names } әрекеті үшін
on-own-action = Өзінің { $names } әрекеті үшін
on-tenure = { $since } кейін { $span } өткенде
on-becomes = Әр шақырылған адам үшін бір рет, { $condition } болған сәтте,
on-milestone-at = { $fact } алғаш рет мынаған жеткенде ({ $values }), әрқайсысы үшін бір рет
on-milestone-every = { $count ->
    [1] { $fact } 1-ге өскен сайын
   *[other] { $fact } тағы { $count }-ге өскен сайын
}
on-schedule = { $each ->
    [referral] { $every } әр шақырылған адам үшін
    [subscription] { $every } шақырылған адамның әр жазылымы үшін
   *[recipient] { $every }
}
on-share = Шақырылған адамның әр «{ $id }» сыйақысы үшін
since-registration = { part-invitee-of } тіркелуінен
since-first-payment = { part-invitee-of } бірінші төлемінен
since-action = { part-invitee-of } { $names } әрекетінен

give-percent = { $of } { $percent }
give-percent-by = { $of } пайыз
give-a-percent = пайыз
give-rate-by = пайыз (бұл пайыз: { $number })
of-payment = оның сомасынан
of-lines = төлемнің ескерілетін бөлігінен
of-period = { $of ->
    [subscription] өткен жолдан бері осы жазылым үшін төленгеннен
    [invitee] өткен жолдан бері шақырылған адам төлегеннен
   *[all] { $level ->
        [1] өткен жолдан бері барлық шақырылған адамдар төлегеннен
       *[other] өткен жолдан бері { $level }-деңгейдегі барлық адамдар төлегеннен
    }
}
of-action = оның сомасынан
of-reward = оның сомасынан
of-amount = ({ $number }) мәнінен

rule-name = «{ $id }» сыйақысы:
rule-gives = { $when } { part-who } { $what }{ $form ->
    [credit] {" "}бонуспен
    [cash] {" "}шығарып алуға болатын ақшамен
    [paid] {" "}төленетін ақшамен
    [money] {" "}ақшамен
    [discount] {" "}өзінің келесі шотына жеңілдік
    [invoice] {" "}осы шотқа жеңілдік
    [months] {" "}тегін
    [unit] {" "}({ $unit })
   *[none] {""}
} алады.
rule-reward = { $when } { part-who } сыйақыны{ $form ->
    [credit] {" "}бонуспен
    [cash] {" "}шығарып алуға болатын ақшамен
    [paid] {" "}төленетін ақшамен
    [money] {" "}ақшамен
    [discount] {" "}өзінің келесі шотына жеңілдікпен
    [invoice] {" "}осы шотқа жеңілдікпен
    [months] {" "}тегін айлармен
    [unit] {" "}({ $unit })
   *[none] {""}
} алады.
rule-percent = Бұл пайыз: { $number }.
case-of = { $case } ({ $fact })
rule-named-number = Ол сан: { $number }.
rule-first-months = { $count ->
    [1] { part-months-since } бірінші айда ғана беріледі.
   *[other] { part-months-since } алғашқы { $count } айда ғана беріледі.
}
part-months-since = { $since ->
    [first_payment] { $whose ->
        [own] Алушының бірінші төлемінен кейінгі
       *[invitee] Шақырылған адамның бірінші төлемінен кейінгі
    }
   *[registration] { $whose ->
        [own] Алушы тіркелгеннен кейінгі
       *[invitee] Шақырылған адам тіркелгеннен кейінгі
    }
}
rule-depends = Қанша екені мынаған байланысты: { $facts }.
rule-amount = Оның мөлшері ({ $unit }): { $number }.
rule-case = { $case }: { $give }.
case-range = { $from }–{ $until }
case-under = { $from }–{ $until } (соңғысынсыз)
case-from = { $from } және одан көп
case-default = қалғанының бәрі
rule-percent-of = Әр пайыз { $of } есептеледі.
rule-by-line = { $of ->
    [invoice] Шоттың әр жолы бөлек есептеліп, сосын қосылады.
   *[payment] Төлемнің әр жолы бөлек есептеліп, сосын қосылады.
}
rule-slices = Бұл мөлшерлемелердің әрқайсысы тұтастың өз бөлігіне ғана қатысты.
rule-discounts-add = Бірнеше шақырылған адам үшін жеңілдіктер қосылады, бірақ бүкіл шоттан аспайды.
rule-level = { $level ->
    [2] 2-деңгейдегі адамды шақырылған адам шақырған.
   *[other] { $level }-деңгейдегі адамға дейін { $level } шақыру бар.
}
rule-labels = Мына белгілердің бірі барлары ғана ескеріледі: { $labels }.
rule-never-labels = Мына белгілердің бірі барлары ешқашан ескерілмейді: { $labels }.
rule-orders = Тек мынадай тапсырыстар ескеріледі: { $orders }.
rule-rounding = { $rounding ->
    [down] { part-rounded } дейін төмен дөңгелектеледі.
    [up] { part-rounded } дейін жоғары дөңгелектеледі.
   *[half_away] { part-rounded } дейін дөңгелектеледі, жартысы — жоғары.
}
part-rounded = { $to ->
    [whole] Бүтін санға
    [digits] Үтірден кейінгі екі таңбаға
   *[step] { $step } еселігіне
}
rule-carry = Дөңгелектеуден қалғаны келесі сыйақыға өтеді.
rule-when = Тек { $condition } болса беріледі.
rule-unless = Егер { $condition } болса, берілмейді.
rule-scheme = Тек «{ $scheme }» схемасына арналған.
rule-campaign = { $by ->
    [registration] { $dates ->
        [both] Тек { $from } мен { $until } аралығындағы тіркелулер ескеріледі.
        [from] Тек { $from } күнінен бастап тіркелулер ескеріледі.
       *[until] Тек { $until } күніне дейінгі тіркелулер ескеріледі.
    }
   *[event] { $dates ->
        [both] Тек { $from } мен { $until } аралығында болғаны ескеріледі.
        [from] Тек { $from } күнінен бастап болғаны ескеріледі.
       *[until] Тек { $until } күніне дейін болғаны ескеріледі.
    }
}
rule-limit-count = Ең көбі { $count ->
    [1] бір рет
   *[other] { $count } рет
} беріледі: { $per ->
    [invitee] бір шақырылған адам үшін
    [payment] бір төлем үшін
    [referrer] бір адам шақырғандардың бәріне бірге
   *[recipient] бір адамға
}, { part-over }.
rule-limit-amount = Ең көбі { $amount }: { $per ->
    [invitee] бір шақырылған адам үшін
    [payment] бір төлем үшін
    [referrer] бір адам шақырғандардың бәріне бірге
   *[recipient] бір адамға
}, { part-over }.
rule-limit-kept = Қолжетімді болмағаны немесе толық қайтарып алынғаны есептелмейді: оның орны қайта босайды.
rule-hold-none = Сыйақы бірден қолжетімді.
rule-hold = Сыйақы { $span } күтуде тұрады, сосын қолжетімді болады.
rule-hold-by = Сыйақы сонша күн күтуде тұрады: { $number }.
rule-hold-until = { $until ->
    [service_end] Сыйақы төленген мерзімнің соңына дейін күтуде тұрады.
    [month_end] Сыйақы айдың соңына дейін күтуде тұрады.
   *[next_month_end] Сыйақы келесі айдың соңына дейін күтуде тұрады.
}
rule-hold-latest = Сыйақы мына мерзімдердің ең кешіне дейін күтуде тұрады, сосын қолжетімді болады: { $list }.
part-hold-after = есептелгеннен кейін { $span }
part-hold-by = есептелгеннен кейін сонша күн: { $number }
part-hold-until = { $until ->
    [service_end] төленген мерзімнің соңы
    [month_end] айдың соңы
   *[next_month_end] келесі айдың соңы
}
rule-release = Күту аяқталғанда сыйақы тек { $condition } болса босатылады; әйтпесе қайтарып алынады.
rule-release-at-once = Сыйақы бірден, бірақ тек { $condition } болса қолжетімді; әйтпесе қайтарып алынады.
rule-take-back = Егер { $cause } болса, толық қайтарып алынады.
rule-take-back-within = Егер берілгеннен кейін { $span } ішінде { $cause } болса, толық қайтарып алынады.
rule-refund-later-proportional = Ақша кейінірек қайтарылса, сыйақының сондай үлесі қайтарып алынады.
rule-refund-later-forfeit = Ақша кейінірек қайтарылса да, сыйақы толық қайтарып алынады.
rule-refund-later-keep = Ақша кейінірек қайтарылса, сыйақы өзгермейді.
rule-take-back-milestone = Есепке алынған шақырылған адамдар тым аз қалғанда ғана қайтарып алынады, олар қайта жеткілікті болғанда қайта беріледі.
rule-take-back-since = Егер { $since ->
    [first_payment] бірінші төлемнен
   *[registration] тіркелгеннен
} кейін { $span } ішінде { $cause } болса, толық қайтарып алынады.
rule-refund-within = Бұл төлемнен кейін { $span } ішінде жасалған қайтаруларға қатысты; одан кейінгісі ештеңені өзгертпейді.
rule-reversed = Әрекет кері қайтарылса, сыйақы қайтарып алынады.
rule-share-lost = Сол сыйақы азайса немесе қайтарып алынса, бұл да сондай үлеспен азаяды немесе қайтарып алынады.
rule-instalments = { $count ->
    [1] Бірден беріледі.
   *[other] { $count } тең бөлікпен беріледі: біріншісі бірден, келесілері { $span } сайын.
}
rule-instalments-while = Бөлік тек { $condition } болғанда беріледі; берілмеген бөліктен кейін қалғандары да берілмейді.
rule-expires = Қолжетімді болғаннан кейін { $span } ішінде пайдаланылмағаны жойылады.
rule-apply-subscription = { $order ->
    [oldest] Өзінің ең ескі жазылымына жұмсалады.
    [chosen] Адам таңдаған өз жазылымына жұмсалады.
    [from_link] Сілтемесі пайдаланылған өз жазылымына жұмсалады.
   *[soonest_end] Ең ерте аяқталатын өз жазылымына жұмсалады.
}
rule-apply-invoice = Өзінің келесі шоттары тегін болады.
rule-apply-each = { $to ->
    [invoice] Бір шотқа ең көбі: { $amount }.
   *[subscription] Бір жазылымға ең көбі: { $amount }.
}

part-payments-of = { $whose ->
    [invitee] шақырылған адам төлемдерінің
    [own] өз төлемдерінің
   *[invitees] барлық шақырылған адамдар төлемдерінің
}
part-actions-of = { $whose ->
    [invitee] шақырылған адам әрекеттерінің
    [own] өз әрекеттерінің
   *[invitees] барлық шақырылған адамдар әрекеттерінің
}
part-subscriptions-of = { $whose ->
    [invitee] шақырылған адам жазылымдарының
    [own] өз жазылымдарының
   *[invitees] барлық шақырылған адамдар жазылымдарының
}
count-referrals = { $sum ->
    [yes] «{ $name }» — қосынды, { part-over }: шақырылған адамдардың әрқайсысы үшін { $number } қосылады.
   *[no] «{ $name }» — шақырылған адамдардың саны, { part-over }.
}
count-payments = { $sum ->
    [yes] «{ $name }» — қосынды, { part-over }: { part-payments-of } әрқайсысы үшін { $number } қосылады.
   *[no] «{ $name }» — { part-payments-of } саны, { part-over }.
}
count-actions = { $sum ->
    [yes] «{ $name }» — қосынды, { part-over }: { part-actions-of } әрқайсысы үшін { $number } қосылады.
   *[no] «{ $name }» — { part-actions-of } саны, { part-over }.
}
count-subscriptions = { $sum ->
    [yes] «{ $name }» — қосынды, { part-over }: { part-subscriptions-of } әрқайсысы үшін { $number } қосылады.
   *[no] «{ $name }» — { part-subscriptions-of } саны, { part-over }.
}
count-where = Тек { $condition } болғандары есептеледі.
count-kept = { $every } «{ $name }» мынаған тең болады: { $number }; бірінші ретке дейін — { $starts }.
count-kept-always = Бірдеңе болған сайын «{ $name }» мынаған тең болады: { $number }; оған дейін — { $starts }.

terms-scheme = { $chosen ->
    [per_link] Әр сілтемеге мына схемалардың бірін таңдауға болады: { $options }.
    [per_referral] Әр шақырылған адамға мына схемалардың бірін таңдауға болады: { $options }.
   *[per_referrer] Шақырушы мына схемалардың бірін таңдай алады: { $options }.
}
terms-scheme-default = Таңдалмаса, «{ $scheme }» жарамды.
terms-renews = Сол сілтемемен әр кіру бұл мерзімді қайта бастайды.
terms-late = { $count ->
    [one] Шақыруды тіркелгеннен кейін тағы { $count } күн мәлімдеуге болады.
   *[other] Шақыруды тіркелгеннен кейін тағы { $count } күн мәлімдеуге болады.
}
terms-existing = { $count ->
    [one] Бұрын тіркелген, бірақ ешкім шақырмаған адамды соңғы { $count } күнде кірілген сілтеме арқылы әлі шақыруға болады.
   *[other] Бұрын тіркелген, бірақ ешкім шақырмаған адамды соңғы { $count } күнде кірілген сілтеме арқылы әлі шақыруға болады.
}
terms-no-staff = Компания шақыруларды қолмен байламайды.
terms-referrer-when = Шақыру шарты: { $condition }.
terms-invitee-when = Шақырылған адамның есептелу шарты: { $condition }.
terms-offer-invoices = { $count ->
    [1] Ұсыныс біріншіден санағанда тек № { $numbers } шотқа арналған.
   *[other] Ұсыныс біріншіден санағанда тек № { $numbers } шоттарға арналған.
}
terms-offer-when = Ұсыныс тек { $condition } болса жарамды.
terms-offer-code = Ұсыныс тек код жазғандарға арналған.

use-pays = { part-label }: мұнда төлеуге болатыны — { part-lines }.
use-worth = { part-label }: біреуінің құны — { $amount }.
use-worth-of = { part-label }: { $units } құны — { $amount }.
use-at-most = { part-label }: онымен шоттың ең көбі { $percent } төленеді.
use-at-most-amount = { part-label }: онымен бір шоттың ең көбі { $amount } төленеді.
use-minimum = { part-label }: бір жолы кемінде { $amount } жұмсалады.
use-auto = { part-label }: келесі шот алатынын өзі алады.
use-above-tax = { part-label }: шоттағы салық төлеуге қалады.
use-alone = { part-label }: шотты толық төлейді немесе мүлдем төлемейді.
use-expires = { part-label }: қолжетімді болғаннан кейін { $span } ішінде пайдаланылмағаны жойылады.
use-expires-else = { part-label }: қолжетімді болғаннан кейін { $span } ішінде пайдаланылмағаны жойылады, егер сыйақының өзінде басқаша айтылмаса.
use-forfeit = { part-label }: егер { $cause } болса, бәрі жойылады.
use-payout = { $every } қолжетімдісі төленеді ({ part-unit }).
use-payout-minimum = { $amount } сомасынан азы келесі жолға қалады.
use-payout-within = { $count ->
    [one] Содан бастап { $count } күн ішінде төленеді.
   *[other] Содан бастап { $count } күн ішінде төленеді.
}
use-convert = Ақшаны бонусқа айналдыруға болады: ол өзінің { $percent } мөлшеріне айналады.
use-convert-minimum = Бір жолы кемінде { $amount } айналдырылады.
use-first-minimum = Бірінші шығару кемінде { $amount }.
use-minimum-by = { $method ->
    [card] Картаға кемінде { $amount } шығарылады.
    [iban] Банк шотына кемінде { $amount } шығарылады.
   *[custom] Басқа жолмен кемінде { $amount } шығарылады.
}
use-fee-by = { $method ->
    [card] Картаға шығару құны — { $fee }.
    [iban] Банк шотына шығару құны — { $fee }.
   *[custom] Басқа жолмен шығару құны — { $fee }.
}
use-fee-by-part = { $method ->
    [card] Картаға әр шығарудың комиссиясы — { $percent }.
    [iban] Банк шотына әр шығарудың комиссиясы — { $percent }.
   *[custom] Басқа жолмен әр шығарудың комиссиясы — { $percent }.
}
use-fee-percent = Әр шығарудың комиссиясы — { $percent }.

part-span = { $span }
span-days = { $count ->
    [one] { $count } күн
   *[other] { $count } күн
}
span-months = { $count ->
    [one] { $count } ай
   *[other] { $count } ай
}

span-last-days = { $count ->
    [1] күнде
   *[other] { $count } күнде
}
span-last-months = { $count ->
    [1] айда
   *[other] { $count } айда
}

num-plus = { $one } + { $other }
num-minus = { $one } − { $other }
num-times = { $one } × { $other }
num-divided = { $one } ÷ { $other }
num-least = ({ $list }) ішіндегі ең кішісі
num-most = ({ $list }) ішіндегі ең үлкені
num-round = дөңгелектелген ({ $one })
num-floor = төмен дөңгелектелген ({ $one })
num-ceil = жоғары дөңгелектелген ({ $one })
num-if = { $condition } болса { $one }, әйтпесе { $other }
num-formula = `{ $source }` формуласының нәтижесі
num-count = «{ $name }»
num-named = төменде аталған сан

if-formula = `{ $source }` дұрыс
if-equal = { $fact } — { $value }
if-unequal = { $fact } — { $value } емес
if-less = { $fact } { $value } мәнінен кем
if-at-most = { $fact } ең көбі { $value }
if-more = { $fact } { $value } мәнінен көп
if-at-least = { $fact } кемінде { $value }
if-known = { $is ->
    [no] { $fact } белгісіз
   *[yes] { $fact } белгілі
}
if-flag = { $is ->
    [no] { $fact } жоқ
   *[yes] { $fact } бар
}
if-never = ешқашан
if-always = әрқашан
if-payments = { $count ->
    [one] { part-who } кемінде { $count } төлем жасаған
   *[other] { part-who } кемінде { $count } төлем жасаған
}
if-no-payments = { part-who } төлем жасамаған
if-actions = { $count ->
    [one] { part-who } { $names } әрекетін кемінде { $count } рет жасаған
   *[other] { part-who } { $names } әрекетін кемінде { $count } рет жасаған
}
if-months-active = { $count ->
    [one] { part-who } кемінде { $count } ай үзіліссіз белсенді
   *[other] { part-who } кемінде { $count } ай үзіліссіз белсенді
}
if-first = { $thing ->
    [payment] { $is ->
        [no] төлем бірінші емес
       *[yes] төлем бірінші
    }
   *[action] { $is ->
        [no] әрекет бірінші емес
       *[yes] әрекет бірінші
    }
}
if-age = { $count ->
    [one] { part-who } тіркелгеніне кемінде { $count } күн өткен
   *[other] { part-who } тіркелгеніне кемінде { $count } күн өткен
}
if-active = { $is ->
    [no] { part-who } белсенді емес
   *[yes] { part-who } белсенді
}
if-label = { $is ->
    [no] { part-who-of } { $names } белгісі жоқ
   *[yes] { part-who-of } { $names } белгісі бар
}
if-customer = { $is ->
    [no] { part-who } бұрын төлемеген
   *[yes] { part-who } бұрын төлеген клиент
}
if-standing = { $is ->
    [no] { part-who-of } мерзімі өткені бар
   *[yes] { part-who-of } мерзімі өткен ештеңесі жоқ
}
if-overdue = { $is ->
    [no] { part-who-of } мерзімі өткен шоты жоқ
   *[yes] { part-who-of } мерзімі өткен шоты бар
}
if-open = { $is ->
    [no] { part-who-of } төленбеген шоты жоқ
   *[yes] { part-who-of } төленбеген шоты бар
}
if-promo-code = { $is ->
    [no] тапсырыста промокод жоқ
   *[yes] тапсырыста промокод бар
}
if-thing-label = { $thing ->
    [payment] { $is ->
        [no] төлемде { $names } белгісі бар ештеңе жоқ
       *[yes] төлемде { $names } белгісі барлар бар
    }
    [line] { $is ->
        [no] жолдың { $names } белгісі жоқ
       *[yes] жолдың { $names } белгісі бар
    }
   *[action] { $is ->
        [no] әрекеттің { $names } белгісі жоқ
       *[yes] әрекеттің { $names } белгісі бар
    }
}
if-subscription-active = { $is ->
    [no] жазылым жарамсыз
   *[yes] жазылым жарамды
}
if-late = { $is ->
    [no] шақыру тіркелгеннен кейін мәлімделмеген
   *[yes] шақыру тіркелгеннен кейін мәлімделген
}

fact-payment-amount = төлем сомасы
fact-payment-base = төлемнің ескерілетін бөлігі
fact-payment-tax = төлемдегі салық
fact-payment-ordinal = төлемнің реттік нөмірі
fact-payment-months = төленетін айлар саны
fact-payment-quantity = төлемдегі дана саны
fact-payment-monthly = төлемнің бір айға ескерілетін бөлігі
fact-payment-order = тапсырыс түрі
fact-payment-product = өнім
fact-payment-promo-code = тапсырыстағы промокод
fact-payment-credit = бонуспен төленгені
fact-payment-cost = төленгеннің өзіндік құны
fact-payment-discount-percent = төлемдегі жеңілдік пайызы
fact-payment-age-days = тіркелуден төлемге дейінгі күн саны
fact-payment-has = төлемдегі белгі
fact-line-amount = жолдың жеңілдікке дейінгі сомасы
fact-line-net = жолдың жеңілдіктен кейінгі сомасы
fact-line-paid = жол үшін төленгені
fact-line-product = өнім
fact-line-kind = жол түрі
fact-line-months = жолдағы айлар саны
fact-line-quantity = жолдағы дана саны
fact-line-order = тапсырыс түрі
fact-line-cost = жолдың өзіндік құны
fact-line-discount = жолдың жеңілдігі
fact-line-monthly = жолдың бір айы үшін төленгені
fact-line-has = жолдың белгісі
fact-action-name = әрекет
fact-action-amount = әрекет сомасы
fact-action-ordinal = әрекеттің реттік нөмірі
fact-action-product = әрекет өнімі
fact-action-has = әрекет белгісі
fact-subscription-product = жазылым өнімі
fact-subscription-price = жазылым бағасы
fact-subscription-monthly-price = жазылымның бір айлық бағасы
fact-subscription-months = жазылым кезеңіндегі айлар саны
fact-subscription-age-days = жазылым басталғаннан бергі күн саны
fact-subscription-active = жарамды жазылым
fact-class = { part-who-of } адалдық мәртебесі
fact-country = { part-who-of } елі
fact-kind = { part-who-of } түрі
fact-product = { part-who-of } өнімі
fact-price = { part-who-of } жазылым бағасы
fact-monthly-price = { part-who-of } барлық жазылымдарының бір айлық бағасы
fact-age-days = { part-who-of } тіркелгенінен бергі күн саны
fact-age-months = { part-who-of } тіркелгенінен бергі ай саны
fact-payments = { part-who-of } төлемдер саны
fact-paid-total = { part-who-of } барлық төлемдерінің сомасы
fact-paid = { $count ->
    [one] { part-who-of } соңғы { $count } күндегі төлемдерінің сомасы
   *[other] { part-who-of } соңғы { $count } күндегі төлемдерінің сомасы
}
fact-active = { part-who-of } белсенділігі
fact-months-active = { part-who-of } үзіліссіз белсенді айлар саны
fact-inactive-days = { part-who-of } белсенділігі аяқталғаннан бергі күн саны
fact-subscriptions = { part-who-of } жарамды жазылымдар саны
fact-first-payment-days = { part-who-of } тіркелуінен бірінші төлеміне дейінгі күн саны
fact-has = { part-who-of } белгісі
fact-actions = { part-who-of } { $names } әрекеттерінің саны
fact-action-total = { part-who-of } { $names } әрекеттерінің сомасы
fact-is-customer = { part-who-of } клиент мәртебесі
fact-in-good-standing = { part-who-of } мерзімі өткен төлемінің болмауы
fact-pending-payments = { part-who-of } мерзімі өткен шоттарының саны
fact-open-invoices = { part-who-of } төленбеген шоттарының саны
fact-active-referrals = { part-who-of } шақырған белсенді адамдарының саны
fact-referrals = { part-who-of } шақырған адамдарының саны
fact-qualified = { part-who-of } осы сыйақыны әкелген шақырылғандарының саны
fact-rewarded = { part-who-of } осы сыйақыны әкелген, қайтарып алынбаған шақырылғандарының саны
fact-qualified-others = { part-who-of } басқа сыйақыны әкелген шақырылғандарының саны
fact-rewarded-others = { part-who-of } басқа сыйақыны әкелген, қайтарып алынбаған шақырылғандарының саны
fact-turnover = { $who ->
    [invitee] шақырылған адам шақырғандардың төлегені
    [parent] аралық адам шақырғандардың төлегені
   *[referrer] барлық шақырылғандардың төлегені
}
fact-referrals-days = { $count ->
    [one] { part-who-of } соңғы { $count } күнде шақырған адамдарының саны
   *[other] { part-who-of } соңғы { $count } күнде шақырған адамдарының саны
}
fact-qualified-days = { $count ->
    [one] { part-who-of } соңғы { $count } күнде осы сыйақыны әкелген шақырылғандарының саны
   *[other] { part-who-of } соңғы { $count } күнде осы сыйақыны әкелген шақырылғандарының саны
}
fact-qualified-others-days = { $count ->
    [one] { part-who-of } соңғы { $count } күнде басқа сыйақыны әкелген шақырылғандарының саны
   *[other] { part-who-of } соңғы { $count } күнде басқа сыйақыны әкелген шақырылғандарының саны
}
fact-turnover-days = { $count ->
    [one] { part-who-of } барлық шақырғандарының соңғы { $count } күндегі төлемдерінің сомасы
   *[other] { part-who-of } барлық шақырғандарының соңғы { $count } күндегі төлемдерінің сомасы
}
fact-referral-ordinal = шақырылған адамның тіркелу бойынша реттік нөмірі
fact-referral-qualified-ordinal = шақырылған адамның бірінші сыйақы бойынша реттік нөмірі
fact-referral-age-days = шақырудан бергі күн саны
fact-referral-age-months = шақырудан бергі ай саны
fact-referral-level = деңгей
fact-referral-code = сілтеме коды
fact-referral-sub = кіру белгісі
fact-referral-scheme = схема
fact-referral-late = тіркелгеннен кейінгі мәлімдеу
fact-period-days = кезеңдегі күн саны
fact-period-months = кезеңдегі ай саны
fact-charge-amount = шот сомасы
fact-charge-net = шоттың салықсыз сомасы
fact-charge-tax = шоттағы салық
fact-charge-months = шоттағы айлар саны
fact-charge-product = шот өнімі
fact-places = компанияның белсенді рефералдар саны
fact-event = болған оқиға
fact-milestone = жеткен сан

receipt-amount = Сыйақы — { $amount }.
receipt-too-small = Сыйақы берілетін ең аз мөлшерден кем.
receipt-part = Сыйақы шегі бойынша одан { $amount } қалады.
receipt-cause-person = Ол бір адам үшін бір рет беріледі.
receipt-cause-milestone = Жеткен сан: { $number }.
receipt-cause-scheduled = Мерзімі { $at } келді.
receipt-cause-share = Бұл — шақырылған адам тапқан сыйақының үлесі.
receipt-cause-part = Оның { $number }-бөлігі.
