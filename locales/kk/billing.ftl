# Тарифтер, шоттар, бонусты пайдалану.
invoices-available = Сізде { $amount } бонус бар: онымен ашық шоттарды төлеуге болады.
invoices-plans = Тарифтер
invoices-plan = Тариф
invoices-next = Келесі төлем
invoices-state = Күйі
invoices-price = Бағасы
invoices-empty = Әзірге шот жоқ
invoices-empty-text = Компанияларыңыздың біріне шот қойылса, ол осында шығады, оны бонуспен толық немесе жартылай төлей аласыз.
invoices-all = Шоттар
invoices-invoice = Шот
invoices-due = Төлеу мерзімі
invoices-left = Төленетіні
invoices-total = Сома
subscription-active = белсенді
subscription-trialing = сынақ мерзімі
subscription-past-due = мерзімі өткен
subscription-canceled = тоқтатылған
subscription-expired = аяқталған
invoice-open = ашық
invoice-overdue = мерзімі өткен
invoice-paid = төленген
invoice-voided = жойылған
invoice-title = { $number } шоты
invoice-issued = қойылған күні
invoice-due = төлеу мерзімі
invoice-lines = Шот жолдары
invoice-line = Не үшін
invoice-total = Барлығы
invoice-bonuses = Бонуспен төленді
invoice-money = Ақшамен төленді
invoice-left = Төленетін қалдық
discount-offer = Шақыру: { $percent } жеңілдік{ $beaten ->
    [yes] {" "}(басқа жеңілдіктерден тиімдірек)
   *[no] {""}
}
discount-assignment = Белсенді рефералдар: { $percent } жеңілдік{ $beaten ->
    [yes] {" "}(басқа жеңілдіктерден тиімдірек)
   *[no] {""}
}
spend-title = Бонусты пайдалану
spend-available = Сізде { $available } бар.
spend-most = Мұнда ең көбі { $most } жұмсауға болады.
spend-amount = Қанша
spend-slider = Қанша, жүгірткімен
spend-hint = Қалғаны ақшамен төленеді.
spend-button = Жұмсау
spend-all = { $most } жұмсау
spend-history = Осы шоттағы бонустар
spend-used = жұмсалды
spend-returned = қайтарылды
spend-returns-text = Шот жойылса, бонустар шотыңызға қайтады.
wrong-spend-amount = Соманы жазыңыз, мысалы 1500.00.
wrong-spend-zero = Нөлден үлкен сома жазыңыз.
wrong-spend-too-much = Мұнда ең көбі { $most } жұмсауға болады.
wrong-spend-pays-nothing = Бұл бағдарламада мұндай бонуспен шот төленбейді.
wrong-spend-minimum = Бір жолы кемінде { $minimum } жұмсалады.
wrong-spend-alone = Бұл бонустар шотты толық төлейді немесе мүлде төлемейді: { $whole }.
wrong-spend-raced = Бонустарыңыз жаңа ғана басқа жерде жұмсалды. Енді қалғаны көрсетілген.
wrong-spend-not-open = Бұл шот енді бонус қабылдамайды.
flash-spent = Бонустар жұмсалды.
wrong-spend-currency = Бонустарыңыз { $bonuses } валютасында, ал шот { $invoice } валютасында.
discount-own = Жеңілдік
