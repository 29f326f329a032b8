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
overview-releases-none = Күтуде ештеңе жоқ.
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
