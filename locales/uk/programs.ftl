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
terms-description = { $program }: { $earn } Усі умови словами, з прикладами та всіма версіями.
terms-future = Ця версія ще не діє.
terms-optional = Ця версія діє для тих, хто її прийме; решта лишаються за своєю.
terms-what-changed = Що змінилося
terms-governs = Яка версія діє для вас
terms-governs-new = Хто реєструється за вашим запрошенням зараз
terms-governs-invited = { $count ->
    [one] { $count } уже запрошений
    [few] { $count } уже запрошені
   *[other] { $count } уже запрошених
}
terms-accepted = Ви прийняли цю версію
terms-accept = Прийняти версію { $version }
terms-accept-text = Відтоді вона діє для всіх, кого ви запросили, назавжди. Зароблене раніше лишається як є.
terms-offered = На вашу відповідь чекає версія:
terms-in-force = діє
terms-published = Опубліковано
terms-applies-first = Перша версія.
terms-changes = Що змінює версія { $version }: { $program }
terms-compared = Порівняно з версією { $version }
terms-changes-none = Правила обох версій однакові; відрізняються лише дати або приклади.
terms-compare = Порівняти з
terms-clause-reward = Винагорода «{ $id }»
terms-clause-offer = Пропозиція { $number }
terms-clause-added = нове
terms-clause-removed = скасовано
terms-clause-changed = змінено
terms-before = Було:
terms-after = Стало:
flash-terms-accepted = Версію прийнято.
