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
overview-months-none = За останні дванадцять місяців нічого не зароблено.
overview-typed = Хто вводить ваш код сам, реєструється без переходу.
overview-releases-none = Ніщо не чекає на свою дату.
offer-referrer = Ви отримуєте { $percent } від кожного платежу запрошеного клієнта.
offer-referrer-up-to = Ви отримуєте до { $percent } від кожного платежу запрошеного клієнта.
offer-them = { $count ->
    [one] Він має знижку { $percent } на { $count } день.
    [few] Він має знижку { $percent } на { $count } дні.
   *[other] Він має знижку { $percent } на { $count } днів.
}
share-email = Пошта
share-more = Ще
share-qr = QR-код
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
offer-referrer-nothing = За платежі запрошених клієнтів у цій програмі нічого не нараховується.
home-title = Запрошуйте інших і отримуйте подяку
home-lead = Поділіться посиланням. Ви отримуєте частину платежів тих, хто зареєструється за ним, а де так велить програма, вони платять менше: кожен бонус із поясненням, до останньої копійки.
terms-rules = Що ще діє
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

# The steps of worked examples: what happened, and what came of it.
example-step = { $at }: { $what }
example-title = Приклад { $number }
example-line = { $product }, { $kind ->
    [service] послуга
   *[plan] тариф
}: { $amount }
example-line-promotional = { $line }, за акцією
example-line-discount = { $line }, знижка { $amount }
example-line-term = { $line }, на { $amount } дешевше за довший період
example-lines = { $what }: { $lines }
example-promo-code = { $what }, із промокодом
example-due = { $what }, сплатити до { $at }
example-trial = { $what }, пробний період до { $at }
example-choice = { $what }: { $choice }
example-choice-order = порядок компаній — { $list }
example-by = { $what } ({ $who })
example-times = { $what }, { $count ->
    [one] { $count } раз
    [few] { $count } рази
   *[other] { $count } разів
}, щоразу через { $span }
example-refused = { $what }: відмовлено
example-repeat = { $count ->
    [one] Те саме для { $count } запрошеного:
   *[other] Те саме для { $count } запрошених:
}
example-on-hold = в очікуванні { $amount }
example-available = доступно { $amount }
example-earned = усього нараховано { $amount }
example-spent = усього використано { $amount }
example-withdrawing = виводиться { $amount }
example-paid-out = усього виплачено { $amount }
example-expired = усього згоріло { $amount }
example-to-pay = до сплати { $amount }
example-rate = ставка — { $percent }
example-discounts = знижки власних компаній: { $list }
example-payouts = виплати дотепер: { $list }
happened-person-registered = реєстрація
happened-person-changed = зміна даних
happened-person-class-changed = статус лояльності стає { $class }
happened-choice-made = зроблено вибір
happened-company-registered = додано компанію
happened-company-closed = компанію закрито
happened-link-clicked = перехід за посиланням
happened-subscription-started = починається підписка
happened-subscription-changed = { $status ->
    [trialing] у підписки пробний період
    [active] підписка чинна
    [past_due] платіж за підписку прострочено
    [canceled] підписку скасовано
   *[expired] підписка закінчується
}
happened-invoice-issued = виставлено рахунок
happened-invoice-voided = рахунок анульовано
happened-payment-succeeded = сплачено { $amount }
happened-payment-disputed = { $told ->
    [no] платіж оскаржено
   *[yes] оскаржено { $amount } платежу
}
happened-dispute-won = спір завершено: платіж лишається
happened-dispute-lost = { $told ->
    [no] спір завершено: платіж повертається
   *[yes] спір завершено: повертається { $amount }
}
happened-refund-requested = { $told ->
    [no] запитано повернення
   *[yes] запитано повернення { $amount }
}
happened-refund-completed = { $told ->
    [no] платіж повернуто
   *[yes] повернуто { $amount }
}
happened-refund-declined = у поверненні відмовлено
happened-action-completed = { $told ->
    [no] дія { $name }
   *[yes] дія { $name }: { $amount }
}
happened-action-reversed = дію скасовано
happened-rate-changed = один { $from } коштує { $rate } { $to }
happened-credit-spent = { $amount } використано на рахунок
happened-credit-returned = використане на рахунок повертається
happened-cash-converted = { $amount } грошей стають бонусами
happened-withdrawal-requested = запитано виведення { $amount }
happened-withdrawal-approved = виведення схвалено
happened-withdrawal-rejected = виведення відхилено
happened-withdrawal-canceled = виведення скасовано
happened-withdrawal-paid = виведення виплачено
happened-withdrawal-failed = виведення не вдалося виплатити
happened-adjustment-made = працівники змінюють баланс на { $amount }
happened-referral-replaced = тим, хто запросив, стає хтось інший
happened-referral-voided = запрошення припинено
