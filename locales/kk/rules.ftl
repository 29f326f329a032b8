# Шарттар мен есептер сөзбен.

terms-program = { $name }
terms-reward-percent = Шақырған адам шақырылған компанияның әр төлемінен { $percent } алады, { $unit ->
    [credit] бонуспен.
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
terms-offer = Шақырылған компанияларға { $percent } жеңілдік: { $products }.
terms-offer-all = Шақырылған компанияларға { $percent } жеңілдік.
terms-offer-window = { $days ->
    [one] Ұсыныс тіркелгеннен кейін { $days } күн жарамды.
   *[other] Ұсыныс тіркелгеннен кейін { $days } күн жарамды.
}
terms-offer-first-invoices = { $count ->
    [1] Ұсыныс бірінші шотқа арналған.
   *[other] Ұсыныс алғашқы { $count } шотқа арналған.
}
terms-link = Сілтеме — { $parameters } мен шақырушының коды бар сайттың кез келген беті.
terms-window = { $days ->
    [one] Сілтемемен кіру { $days } күн есепке алынады.
   *[other] Сілтемемен кіру { $days } күн есепке алынады.
}
terms-codes = Шақыру кодын жазуға да болады.
terms-referrer-individual = Тек жеке тұлғалар шақыра алады.
terms-referrer-business = Тек компаниялар шақыра алады.
terms-no-paid-ads = Ақылы жарнамадан келгендер ескерілмейді.
terms-credit-use = { $kinds ->
    [plan] Бонуспен мұнда тарифтер төленеді. Оларды шығаруға не біреуге беруге болмайды.
    [service] Бонуспен мұнда қосымша қызметтер төленеді. Оларды шығаруға не біреуге беруге болмайды.
    [none] Бонустарды шығаруға не біреуге беруге болмайды.
   *[both] Бонуспен мұнда тарифтер мен қосымша қызметтер төленеді, тіпті шот түгел. Оларды шығаруға не біреуге беруге болмайды.
}
terms-withdraw-minimum = Ақшаны { $minimum } сомасынан бастап шығаруға болады.
terms-withdraw-card = Картаға төленеді.
terms-withdraw-iban = Банк шотына төленеді.
terms-withdraw-custom = Келісілген басқа жолмен төленеді.
terms-withdraw-fee = Әр шығару құны — { $fee }.
terms-withdraw-within = Шығару өтінімі { $days } күн ішінде қаралып, төленеді.
terms-no-limit = Шақырылатын компаниялардың саны шектелмеген.
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
   *[kind] мұндай түрі ескерілмейді.
}
receipt-hold = Күтуде, босайтын күні: { $until }.
receipt-terms = Шарттардың { $version }-нұсқасы, { $clause } тармағы.
