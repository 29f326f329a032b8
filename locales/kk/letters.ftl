# Letters, and the pages that their links lead to.
letter-greeting = Сәлеметсіз бе, { $name }!
letter-greeting-unknown = Сәлеметсіз бе!
letter-button-beside = Батырма жұмыс істемесе, мына мекенжайды ашыңыз:
letter-foot = Бұл хат { $host } сайтынан келді, өйткені онда осы мекенжай көрсетілді. Бұл сіз болмасаңыз, ештеңе болмайды: хатты жойып тастаңыз.

letter-confirm-subject = Поштаңызды растаңыз
letter-confirm-text = Осы мекенжаймен кабинет ашылды. Ол сіздікі екенін растаңыз, сонда кіре аласыз.
letter-confirm-until = Сілтеменің жарамдылық мерзімі: { $until }.
letter-confirm-button = Поштаны растау
letter-reset-subject = Жаңа құпиясөзіңіз
letter-reset-text = Біреу, бәлкім сіз, кабинетіңізге жаңа құпиясөз сұрады.
letter-reset-until = Сілтеме бір рет жұмыс істейді, жарамдылық мерзімі: { $until }. Ештеңе істемесеңіз, құпиясөз бұрынғыша қалады.
letter-reset-button = Жаңа құпиясөз таңдау
letter-taken-subject = Сізде кабинет бар
letter-taken-text = Біреу, бәлкім сіз, осы мекенжаймен кабинет ашқысы келді, бірақ ол бұрыннан бар. Құпиясөзіңізбен кіріңіз немесе осы жерде жаңасын таңдаңыз.

confirm-title = Бұл сіздің поштаңыз ба?
confirm-text = Сіздің мекенжайыңызбен кабинет ашылды. Оны өзіңіз жасаған болсаңыз ғана растаңыз.
confirm-button = Иә, менікі

letter-foot-news = Бұл хат { $host } сайтынан келді, онда сіздің кабинетіңіз бар.
letter-foot-support = Бұл хат { $host } сайтынан келді. Ол осы мекенжайға жіберілді, өйткені қатысушылардың сұрақтарына осында жауап беріледі.
letter-switch-off = Мұндай хаттарды енді жібермеу
letter-settings = Қандай хаттар алатынымды таңдау
letter-both = { $one } және { $other }
letter-figure = { $sum }
letter-percent = { $percent }
letter-name = { $name }
letter-line = { $name }, { $day }
letter-line-day = { $day }
letter-line-somebody = Атын жасырған адам, { $day }
letter-on-hold = күтуде, босайтын күні: { $day }
letter-not-on-hold = қазірдің өзінде қолжетімді
letter-more = { $count ->
    [one] … және тағы { $count }
   *[other] … және тағы { $count }
}
letter-earnings-button = Менің табысым
letter-statement-button = Менің шотым

letter-earned-subject = Сізге { $sum } есептелді
letter-earned-text = { $count ->
    [one] «{ $program }» бағдарламасында сізге { $sum } есептелді: { $count } бонус.
   *[other] «{ $program }» бағдарламасында сізге { $sum } есептелді: { $count } бонус.
}
letter-earned-taken = Осы арада оның { $sum } бөлігі қайтарып алынды.
letter-available-subject = Енді қолжетімді: { $sum }
letter-available-text = { $count ->
    [one] «{ $program }» бағдарламасында { $sum } енді күтуде емес: { $count } бонус.
   *[other] «{ $program }» бағдарламасында { $sum } енді күтуде емес: { $count } бонус.
}
letter-available-now = Қазір барлығы қолжетімді: { $sum }.
letter-frozen-subject = { $sum } қайтару шешімін күтуде
letter-frozen-text = { $count ->
    [one] «{ $program }» бағдарламасында сізге бонус әкелген төлемді қайтару сұралды: { $sum } шешім шыққанша күтеді.
   *[other] «{ $program }» бағдарламасында сізге { $count } бонус әкелген төлемдерді қайтару сұралды: { $sum } шешім шыққанша күтеді.
}
letter-frozen-next = Қайтарудан бас тартылса, бонус бұрынғыдай қалады; ақша қайтарылса, бонус сол үлесте қайтарып алынады. Сол кезде сізге хат жазамыз.
letter-taken-back-subject = { $sum } қайтарып алынды
letter-taken-back-text = { $count ->
    [one] «{ $program }» бағдарламасында { $count } бонус түзетілді: { $sum } қайтарып алынды. Төлем қайтарылғанда немесе ол есептелмеуі тиіс болғанда осылай болады.
   *[other] «{ $program }» бағдарламасында { $count } бонус түзетілді: барлығы { $sum } қайтарып алынды. Төлемдер қайтарылғанда немесе олар есептелмеуі тиіс болғанда осылай болады.
}
letter-owed = Қолжетімді сомадан көп қайтарып алынды: келесі табысыңыз алдымен { $sum } жабады.
letter-expired-subject = Мерзімі өтті: { $sum }
letter-expired-text = «{ $program }» бағдарламасында { $sum } уақытында пайдаланылмай, шарттарда айтылғандай мерзімі өтті.
letter-payout-subject = { $sum } төленді
letter-payout-text = «{ $program }» бағдарламасы шарттардағы кесте бойынша сізге { $sum } төледі.

letter-invited-subject = { $count ->
    [one] Сіздің шақыруыңызбен { $count } адам тіркелді
   *[other] Сіздің шақыруыңызбен { $count } адам тіркелді
}
letter-invited-text = { $count ->
    [one] «{ $program }» бағдарламасына шақыруыңызды { $count } адам қабылдады.
   *[other] «{ $program }» бағдарламасына шақыруыңызды { $count } адам қабылдады.
}
letter-invited-next = Бұл сізге табыс әкелгенде жазамыз.
letter-invited-button = Мен шақырғандар
letter-welcome-subject = Сіз шақырылдыңыз: қош келдіңіз
letter-welcome-from = Сізді «{ $program }» бағдарламасына { $name } шақырды. Қош келдіңіз!
letter-welcome-nobody = Сіз «{ $program }» бағдарламасына шақырылдыңыз. Қош келдіңіз!
letter-welcome-offer = Сіз не аласыз
letter-welcome-until = Ұсыныстың мерзімі: { $day }.
letter-welcome-terms = Шарттар: { $address }
letter-welcome-button = Менің шақыруым
letter-claim-approved-subject = Өтінішіңіз мақұлданды
letter-claim-rejected-subject = Өтінішіңіз мақұлданбады
letter-claim-both-subject = Өтініштеріңіз бойынша шешім
letter-claim-text = Қызметкерлеріміз «{ $program }» бағдарламасына кімді шақырғаныңыз туралы өтінішіңізді қарады.
letter-claim-approved = мақұлданды
letter-claim-rejected = мақұлданбады
letter-claim-next = Мақұлданғандар шақырылғандарыңыздың қатарында, олардың төлемдері бағдарлама шарттарына сай есептеледі.
letter-claim-button = Өтініштерім
letter-converted-subject = Ақшаңыздан { $sum } бонус
letter-converted-text = { $count ->
    [one] Сіз «{ $program }» бағдарламасында ақшаны бонусқа айырбастадыңыз: { $sum } қосылды, онымен шоттарды төлеуге болады.
   *[other] Сіз «{ $program }» бағдарламасында ақшаны бонусқа { $count } рет айырбастадыңыз: барлығы { $sum } қосылды, онымен шоттарды төлеуге болады.
}
letter-converted-why = Егер бұл сіз болмасаңыз, бірден { $told ->
    [no] бізге хабарлаңыз.
   *[yes] бізге жазыңыз: { $support }
}

letter-terms-subject = «{ $program }» бағдарламасының шарттары өзгереді
letter-terms-from = «{ $program }» бағдарламасы шарттарының { $version }-нұсқасы { $from } күнінен бастап күшіне енеді.
letter-terms-now = «{ $program }» бағдарламасы шарттарының { $version }-нұсқасы күшінде.
letter-terms-new-referrals = Ол осы уақыттан бастап тіркелетіндерге қатысты. Бұрын шақырылғандарға бұрынғы шарттар қалады.
letter-terms-all = Осы уақыттан бастап ол барлығына, бұрын шақырылғандарға да қатысты.
letter-terms-opt-in = Сіз үшін ол қабылдасаңыз ғана күшіне енеді.
letter-terms-new = Жаңа
letter-terms-old = Енді күшінде емес
letter-terms-details = Толық мәтін шарттар бетінде.
letter-terms-button = Жаңа шарттарды оқу

letter-verification-subject = Компанияларыңыздың келесі төлемге жеңілдіктері
letter-verification-none-subject = Бұл айда компанияларыңызда жеңілдік жоқ
letter-verification-text = «{ $program }» бағдарламасы { $day } күнгі жағдай бойынша тексерілді.
letter-verification-next = Әр жеңілдік сол компанияның тек келесі жоспарлы төлеміне арналған.
letter-verification-again = Келесі тексеру бір айдан кейін.
letter-verification-lost = өткен жолы { $before }, енді ештеңе жоқ
letter-verification-lost-why = Қазір сіз шақырғандардың ешқайсысы белсенді реферал болып саналмайды, сондықтан жеңілдік берілмейді.
letter-verification-button = Менің компанияларым

letter-withdrawal-subject = { $amount } шығару өтінімі: { $stage }
letter-withdrawal-requested = Сіз { $amount } сұрадыңыз, қайда: { $method }. Сома резервке қойылды. Шешім мен төлем мерзімі: { $due }.
letter-withdrawal-approved = { $amount } шығаруыңыз мақұлданды. Төлем мерзімі: { $due }, қайда: { $method }.
letter-withdrawal-paid = { $amount } шығаруыңыз төленді, қайда: { $method }.
letter-withdrawal-fee = { $fee } комиссия ұсталды.
letter-withdrawal-rejected = { $amount } шығаруыңыз қабылданбады. Сома қайтадан қолжетімді.
letter-withdrawal-failed = { $amount } шығаруыңызды төлеу мүмкін болмады. Ақша қайтадан қолжетімді.
letter-withdrawal-canceled = Сіз { $amount } шығарудан бас тарттыңыз. Сома қайтадан қолжетімді.
letter-withdrawal-button = Менің шығаруларым

letter-invoice-subject = { $count ->
    [one] Жаңа шот: { $sum }
   *[other] { $count } жаңа шот: { $sum }
}
letter-invoice-text = { $count ->
    [one] Компанияңызға шот жазылды; төлейтін сома: { $sum }.
   *[other] Компанияларыңызға { $count } шот жазылды; барлығы төлейтін сома: { $sum }.
}
letter-invoice-line = { $company }, { $number } шоты
letter-invoice-due = төлеу мерзімі: { $day }
letter-invoice-bonuses = Бонустарыңыз болса, шоттың бір бөлігін солармен төлеуге болады: қаншасын екені шот бетінде көрсетілген.
letter-invoice-button = Шотты көру
letter-invoices-button = Шоттарымды көру
letter-overdue-subject = { $count ->
    [one] Шоттың мерзімі өтті: { $sum }
   *[other] { $count } шоттың мерзімі өтті: { $sum }
}
letter-overdue-text = { $count ->
    [one] Компанияңыздың шоты уақытында төленбеді; төлейтін сома: { $sum }.
   *[other] Компанияларыңыздың { $count } шоты уақытында төленбеді; барлығы төлейтін сома: { $sum }.
}
letter-overdue-due = төлеу мерзімі { $day } болған
letter-overdue-paid = Соңғы күндері төлеген болсаңыз, ештеңе істеудің қажеті жоқ: төлем жолда.
letter-paid-subject = { $sum } алынды
letter-paid-text = { $count ->
    [one] Компанияңыздың шоты бойынша { $sum } төлем келіп түсті. Рақмет.
   *[other] Компанияларыңыздың шоттары бойынша { $count } төлем келіп түсті, барлығы { $sum }. Рақмет.
}
letter-paid-left = төлейтін сома: { $sum }, мерзімі { $day }
letter-paid-whole = толық төленді
letter-trial-subject = Сынақ мерзімі жақында аяқталады
letter-trial-text = { $count ->
    [one] Компанияңыз тарифінің сынақ мерзімі жақында аяқталады. Ештеңе істемесеңіз, тариф жалғасады және сол кезде алғашқы шот беріледі.
   *[other] Компанияларыңыздың { $count } сынақ мерзімі жақында аяқталады. Ештеңе істемесеңіз, тарифтер жалғасады және сол кезде алғашқы шоттар беріледі.
}
letter-trial-line = { $product }, { $company }
letter-trial-then = { $day } күніне дейін тегін, одан кейін { $price }
letter-trial-choice = Оған дейін басқа тарифті таңдауға немесе бас тартуға болады, ақы алынбайды.
letter-trial-button = Менің тарифтерім

settings-letters = Хаттар
settings-letters-hint = Сізге не туралы жазуға болады. Құпиясөз бен мекенжай туралы хаттар әрқашан келеді.
wrong-letter = Тізімдегі хат түрлерінен таңдаңыз.
letters-kind-invited = Менің шақыруыммен тіркелді
letters-kind-earned = Маған бірдеңе есептелді
letters-kind-available = Бонус қолжетімді болды
letters-kind-frozen = Бонус қайтару шешімін күтуде
letters-kind-taken_back = Бонус қайтарып алынды
letters-kind-expired = Бонустың мерзімі өтті
letters-kind-payout = Бірдеңе төленді
letters-kind-verification = Компанияларымның ай сайынғы жеңілдіктері
letters-kind-withdrawal = Ақша шығарудың әр қадамы
letters-kind-terms = Жаңа шарттар
letters-kind-welcome = Мен қабылдаған шақыру
letters-kind-claim = Өтініштерім бойынша шешімдер
letters-kind-converted = Ақшаны бонусқа айырбастау
letters-kind-invoice = Компанияларымның жаңа шоттары
letters-kind-overdue = Мерзімі өткен шоттарым
letters-kind-paid = Шоттарым бойынша алынған төлемдер
letters-kind-trial = Жақында аяқталатын сынақ мерзімдерім
letters-off-title = Хаттар
letters-off-ask = Бұл хаттар енді келмесін бе?
letters-off-button = Иә, өшіру
letters-off-done = Бұл хаттар енді келмейді:
