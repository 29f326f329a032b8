# Қызметкерлерге арналған айлық тексерулер.
admin-verification = Айлық тексерулер
deed-run-applied = Тексеру қолданылды
deed-run-recomputed = Тексеру қайта есептелді
subject-run = Тексеру
verification-none-monthly = Ешбір бағдарлама ай сайынғы жеңілдік бермейді.
verification-next = Келесі тексеру
verification-next-text = Ол өздігінен қолданылады:
verification-no-next = Алда тексеру жоқ: бағдарлама жабық немесе шарттары ай сайын енді ештеңе бермейді.
verification-preview = Алдын ала қарау
verification-preview-text = Енді ештеңе болмаса, ол не берер еді. Ештеңе жазылмайды.
verification-history = Тексерулер
verification-no-runs = Әзірге тексеру болған жоқ.
verification-blocked = Шот салдарынан бұғатталған
verification-companies = Жеңілдігі бар компаниялар
verification-done = қолданылды
verification-begun = аяқталмаған
verification-due = мерзімі келді
verification-apply = Қазір қолдану
verification-run = Тексеру
verification-sum = Не тапты
verification-inputs = Оқылғанның бәрінің хеші
verification-inputs-now = Қазіргі хеш:
verification-recompute = Қайта есептеу
verification-recompute-text = Қима сәтінде белгілі болғанды қайта оқып, хешті және әр жеңілдікті салыстырады. Ештеңе өзгермейді.
verification-same-again = { $count ->
    [one] Хеш сол, { $count } жеңілдік сақталғандай.
   *[other] Хеш сол, { $count } жеңілдік сақталғандай.
}
verification-differs = { $count ->
    [one] { $count } айырма
   *[other] { $count } айырма
}
verification-search-hint = Атының немесе мекенжайының басы бойынша.
verification-nobody = Мұнда ешкім жоқ.
verification-before = Бұрын
verification-change = Өзгеріс
verification-more = көбірек
verification-less = азырақ
verification-same = өзгеріссіз
verification-is-blocked = бұғатталған
verification-no-company = Компаниясы жоқ: шақырулар әзірге ештеңе бермейді.
flash-run-applied = Тексеру қолданылды.
flash-run-before = Тексеру бұрын қолданылған, сол күйі қалады.
flash-run-future = Тексеру мерзімі әлі келген жоқ.
flash-run-refused = Тексеру қолданылмады: жаңарағы қолданылған, ал жеңілдік кейін ешқашан берілмейді.
flash-run-unfinished = Тексеру аяқталмаған: әзірге салыстыруға болмайды.
verification-month-hint = Жыл не ай: 2026 немесе 2026-04.
verification-none-so-far = Қаралғандардың арасында әзірге ешкім жоқ. Келесілерге өтіңіз.
verification-differs-inputs = Тексеру { $run } хеші бар деректі оқыған; қазір ол { $now }.
verification-differs-count = Сақталған жеңілдік: { $stored }; болуы тиіс: { $follow }.
verification-differs-company = { $company } ({ $person }) шарттардың { $version }-нұсқасы бойынша мынаны алуы тиіс, ал басқаша сақталған: { $why }
