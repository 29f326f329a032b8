# Огляд і умови програми.
overview-programs = Програми
overview-terms = Умови
overview-link = Ваше посилання
overview-bonuses = Ваші бонуси
overview-release = { $amount } стануть доступні
overview-spend = Оплатити рахунок бонусами
overview-empty = З чого почати
overview-last = Останні нарахування
overview-last-none = Поки нічого. Щойно запрошений вами заплатить, тут з’явиться рядок із поясненням.
overview-all = Усі нарахування
overview-months = Нараховано за місяцями
overview-month = Місяць
overview-as-table = Таблицею
overview-releases = Коли стане доступно
overview-releases-none = Ніщо не чекає на свою дату.
offer-referrer = Ви отримуєте { $percent } від кожного платежу запрошеної компанії.
offer-them = { $count ->
    [one] Вона має знижку { $percent } на { $count } день.
    [few] Вона має знижку { $percent } на { $count } дні.
   *[other] Вона має знижку { $percent } на { $count } днів.
}
share-email = Пошта
share-more = Ще
share-qr = QR-код
share-subject = { $program }: запрошення
share-text = Я користуюся { $program }. За моїм посиланням для вас буде знижка:
terms-title = Умови: { $program }
terms-version = Версія { $version }
terms-since = діє від
terms-always = від самого початку
terms-old = Діє новіша версія. Ця й далі стосується тих, хто зареєструвався за неї.
terms-you-earn = Що отримуєте ви
terms-they-get = Що отримують вони
terms-examples = Розібрані приклади
terms-examples-text = Їх порахували ті самі правила, що вирішують про ваші гроші. Умови, приклади яких не сходяться, не можна опублікувати.
terms-versions = Усі версії
offer-referrer-nothing = За платежі запрошених компаній у цій програмі нічого не нараховується.
home-title = Запрошуйте інших і отримуйте подяку
home-lead = Поділіться посиланням. Хто зареєструється за ним, платить менше, а ви отримуєте частину його платежів: кожен бонус із поясненням, до останньої копійки.
terms-rules = Що ще діє
example-payment = { $at }: сплачено { $amount }
example-refund = { $at }: повернуто { $amount }
example-invoice = { $at }: виставлено рахунок
example-event = { $at }: { $what }
example-on-hold = { $at }: утримується { $amount }
example-available = { $at }: доступно { $amount }
example-to-pay = { $at }: до сплати { $amount }
