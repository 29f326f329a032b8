# Обзор и условия программы.
overview-programs = Программы
overview-terms = Условия
overview-link = Ваша ссылка
overview-bonuses = Ваши бонусы
overview-release = { $amount } станут доступны
overview-spend = Оплатить счёт бонусами
overview-empty = С чего начать
overview-last = Последние начисления
overview-last-none = Пока ничего. Как только приглашённый вами заплатит, здесь появится строка с объяснением.
overview-all = Все начисления
overview-months = Начислено по месяцам
overview-month = Месяц
overview-months-none = За последние двенадцать месяцев ничего не заработано.
overview-typed = Кто вводит ваш код сам, регистрируется без перехода.
overview-releases-none = Ничто не ждёт своей даты.
offer-referrer = Вы получаете { $percent } от каждого платежа приглашённого клиента.
offer-referrer-up-to = Вы получаете до { $percent } от каждого платежа приглашённого клиента.
offer-them = { $count ->
    [one] У него скидка { $percent } на { $count } день.
    [few] У него скидка { $percent } на { $count } дня.
   *[other] У него скидка { $percent } на { $count } дней.
}
share-email = Почта
share-more = Ещё
share-qr = QR-код
terms-title = Условия: { $program }
terms-version = Версия { $version }
terms-since = действует с
terms-always = с самого начала
terms-old = Действует более новая версия. Эта по-прежнему касается тех, кто зарегистрировался при ней.
terms-you-earn = Что получаете вы
terms-they-get = Что получают они
terms-examples = Разобранные примеры
terms-examples-text = Их посчитали те же правила, что решают о ваших деньгах. Условия, чьи примеры не сходятся, опубликовать нельзя.
terms-versions = Все версии
offer-referrer-nothing = За платежи приглашённых клиентов в этой программе ничего не начисляется.
home-title = Приглашайте других и получайте благодарность
home-lead = Поделитесь ссылкой. Вы получаете часть платежей тех, кто зарегистрируется по ней, а где так велит программа, они платят меньше: каждый бонус с объяснением, до последней копейки.
terms-rules = Что ещё действует
terms-description = { $program }: { $earn } Все условия словами, с примерами и всеми версиями.
terms-future = Эта версия ещё не действует.
terms-optional = Эта версия действует для тех, кто её примет; остальные остаются при своей.
terms-what-changed = Что изменилось
terms-governs = Какая версия действует для вас
terms-governs-new = Кто регистрируется по вашему приглашению сейчас
terms-governs-invited = { $count ->
    [one] { $count } уже приглашённый
    [few] { $count } уже приглашённых
   *[other] { $count } уже приглашённых
}
terms-accepted = Вы приняли эту версию
terms-accept = Принять версию { $version }
terms-accept-text = С этого момента она действует для всех, кого вы пригласили, навсегда. Заработанное раньше остаётся как есть.
terms-offered = Вашего ответа ждёт версия:
terms-in-force = действует
terms-published = Опубликована
terms-applies-first = Первая версия.
terms-changes = Что меняет версия { $version }: { $program }
terms-compared = По сравнению с версией { $version }
terms-changes-none = Правила обеих версий одинаковы; различаются только даты или примеры.
terms-compare = Сравнить с
terms-clause-reward = Вознаграждение «{ $id }»
terms-clause-offer = Предложение { $number }
terms-clause-added = новое
terms-clause-removed = отменено
terms-clause-changed = изменено
terms-before = Было:
terms-after = Стало:
flash-terms-accepted = Версия принята.

# The steps of worked examples: what happened, and what came of it.
example-step = { $at }: { $what }
example-title = Пример { $number }
example-line = { $product }, { $kind ->
    [service] услуга
   *[plan] тариф
}: { $amount }
example-line-promotional = { $line }, по акции
example-line-discount = { $line }, скидка { $amount }
example-line-term = { $line }, на { $amount } дешевле за более долгий срок
example-lines = { $what }: { $lines }
example-promo-code = { $what }, с промокодом
example-due = { $what }, оплатить до { $at }
example-trial = { $what }, пробный период до { $at }
example-choice = { $what }: { $choice }
example-choice-order = порядок компаний — { $list }
example-by = { $what } ({ $who })
example-times = { $what }, { $count ->
    [one] { $count } раз
    [few] { $count } раза
   *[other] { $count } раз
}, каждый раз через { $span }
example-refused = { $what }: отказано
example-repeat = { $count ->
    [one] То же для { $count } приглашённого:
   *[other] То же для { $count } приглашённых:
}
example-on-hold = в ожидании { $amount }
example-available = доступно { $amount }
example-earned = всего начислено { $amount }
example-spent = всего использовано { $amount }
example-withdrawing = выводится { $amount }
example-paid-out = всего выплачено { $amount }
example-expired = всего сгорело { $amount }
example-to-pay = к оплате { $amount }
example-rate = ставка — { $percent }
example-discounts = скидки собственных компаний: { $list }
example-payouts = выплаты до сих пор: { $list }
happened-person-registered = регистрация
happened-person-changed = изменение данных
happened-person-class-changed = статус лояльности становится { $class }
happened-choice-made = сделан выбор
happened-company-registered = добавлена компания
happened-company-closed = компания закрыта
happened-link-clicked = переход по ссылке
happened-subscription-started = начинается подписка
happened-subscription-changed = { $status ->
    [trialing] у подписки пробный период
    [active] подписка действует
    [past_due] платёж за подписку просрочен
    [canceled] подписка отменена
   *[expired] подписка истекает
}
happened-invoice-issued = выставлен счёт
happened-invoice-voided = счёт аннулирован
happened-payment-succeeded = оплачено { $amount }
happened-payment-disputed = { $told ->
    [no] платёж оспорен
   *[yes] оспорено { $amount } платежа
}
happened-dispute-won = спор завершён: платёж остаётся
happened-dispute-lost = { $told ->
    [no] спор завершён: платёж возвращается
   *[yes] спор завершён: возвращается { $amount }
}
happened-refund-requested = { $told ->
    [no] запрошен возврат
   *[yes] запрошен возврат { $amount }
}
happened-refund-completed = { $told ->
    [no] платёж возвращён
   *[yes] возвращено { $amount }
}
happened-refund-declined = в возврате отказано
happened-action-completed = { $told ->
    [no] действие { $name }
   *[yes] действие { $name }: { $amount }
}
happened-action-reversed = действие отменено
happened-rate-changed = один { $from } стоит { $rate } { $to }
happened-credit-spent = { $amount } использовано на счёт
happened-credit-returned = использованное на счёт возвращается
happened-cash-converted = { $amount } денег становятся бонусами
happened-withdrawal-requested = запрошен вывод { $amount }
happened-withdrawal-approved = вывод одобрен
happened-withdrawal-rejected = вывод отклонён
happened-withdrawal-canceled = вывод отменён
happened-withdrawal-paid = вывод выплачен
happened-withdrawal-failed = вывод не удалось выплатить
happened-adjustment-made = сотрудники меняют баланс на { $amount }
happened-referral-replaced = пригласившим становится кто-то другой
happened-referral-voided = приглашение прекращено
