# Условия и расчёты словами.

terms-program = { $name }
terms-reward-percent = Пригласивший получает { $percent } от каждого платежа приглашённого клиента, { $unit ->
    [credit] бонусами.
    [paid] деньгами, которые выплачиваются.
    [money] деньгами.
   *[cash] деньгами, которые можно вывести.
}
terms-class-rate = От клиентов со статусом лояльности { $classes } — { $percent }, по статусу на момент платежа.
terms-class-over = Статус лояльности { $class } — свыше { $turnover } оборота.
terms-class-refreshed = Оборот — это все платежи без возвращённых, в его валюте по курсу дня каждого платежа. Он обновляется раз в день: платёж, которым перейдена граница, ещё считается по старому статусу. Статус, который присвоила компания, важнее.
terms-base-kinds = { $kinds ->
    [plan] Учитываются тарифы; дополнительные услуги — нет.
    [service] Учитываются дополнительные услуги; тарифы — нет.
   *[both] Учитываются тарифы и дополнительные услуги.
}
terms-base-products = Учитываются только эти продукты: { $products }.
terms-base-never = Никогда не учитываются: { $products }.
terms-base-without-tax = Налог не учитывается.
terms-exclude-promo-code = Заказ с промокодом не учитывается.
terms-exclude-promotional-line = Проданное по акции не учитывается.
terms-exclude-discounted-line = Проданное со скидкой не учитывается.
terms-exclude-term-discount-line = Подешевевшее за оплату более долгого срока не учитывается.
terms-first-payments = { $count ->
    [1] Учитывается только первый платёж.
    [one] Учитывается только первый { $count } платёж.
    [few] Учитываются только первые { $count } платежа.
   *[other] Учитываются только первые { $count } платежей.
}
terms-first-months = { $count ->
    [1] Учитываются платежи за первый месяц после регистрации.
    [one] Учитываются платежи за первый { $count } месяц после регистрации.
    [few] Учитываются платежи за первые { $count } месяца после регистрации.
   *[other] Учитываются платежи за первые { $count } месяцев после регистрации.
}
terms-first-months-paid = { $count ->
    [1] Учитываются платежи за первый месяц с первого платежа.
    [one] Учитываются платежи за первый { $count } месяц с первого платежа.
    [few] Учитываются платежи за первые { $count } месяца с первого платежа.
   *[other] Учитываются платежи за первые { $count } месяцев с первого платежа.
}
terms-rounding-half-away = Сумма округляется до самой мелкой монеты, половина — вверх.
terms-rounding-down = Сумма округляется до самой мелкой монеты вниз.
terms-rounding-up = Сумма округляется до самой мелкой монеты вверх.
terms-hold = { $days ->
    [0] Начисление доступно сразу.
    [one] После платежа начисление { $days } день в ожидании, затем доступно.
    [few] После платежа начисление { $days } дня в ожидании, затем доступно.
   *[other] После платежа начисление { $days } дней в ожидании, затем доступно.
}
terms-refund-proportional = При возврате отзывается та же доля начисления.
terms-refund-forfeit = При любом возврате начисление отзывается целиком.
terms-refund-keep = Возврат начисление не меняет.
terms-month = Тот, кто приглашает, получает скидку на подписки своих компаний — по числу активных рефералов.
terms-month-step = От { $from } до { $until } активных рефералов: { $percent }.
terms-month-step-one = Активных рефералов — { $count }: { $percent }.
terms-month-step-last = Активных рефералов — { $from } и больше: { $percent }.
terms-month-active = Активный реферал — это приглашённый, у которого есть подписка: пробный период закончен, после него она оплачена, действует, и по ней нет просроченных счетов.
terms-active = Активен тот, у кого есть действующая и оплаченная подписка: пробный период закончен, после него она оплачена, и просроченных счетов по ней нет.
terms-month-cascade = На одну компанию идёт не больше { $cap }; компании получают их в том порядке, который выбрал владелец, и только остаток идёт следующей.
terms-month-skip-inactive = Компании без действующей подписки пропускаются.
terms-month-day = Проверка проходит каждый месяц { $day } числа (или в последний день) в { $hour }:00.
terms-month-unless-pending = Если в этот момент есть просроченный счёт, скидки в этом месяце нет, и позже она не возмещается.
terms-month-unless-open = Если в этот момент есть неоплаченный счёт, скидки в этом месяце нет, и позже она не возмещается.
terms-month-next-payment = Скидка действует только на следующий плановый платёж: не на уже выставленные счета и не на другую компанию.
terms-offer = Приглашённым клиентам скидка { $percent } на { $products }.
terms-offer-all = Приглашённым клиентам скидка { $percent }.
terms-offer-amount-all = Приглашённым клиентам скидка { $percent } на каждую строку счёта.
terms-offer-amount = Приглашённым клиентам скидка { $percent } на каждую строку счёта из таких: { $products }.
terms-offer-price-all = Приглашённые клиенты платят { $percent }.
terms-offer-price = Приглашённые клиенты платят { $percent } за { $products }.
terms-offer-kinds = { $kinds ->
    [plan] Предложение касается тарифов, не дополнительных услуг.
   *[service] Предложение касается дополнительных услуг, не тарифов.
}
terms-offer-window = { $days ->
    [one] Предложение действует { $days } день после регистрации.
    [few] Предложение действует { $days } дня после регистрации.
   *[other] Предложение действует { $days } дней после регистрации.
}
terms-offer-first-invoices = { $count ->
    [1] Предложение касается первого счёта.
    [one] Предложение касается первого { $count } счёта.
   *[other] Предложение касается первых { $count } счетов.
}
terms-discounts-best = Скидки на одну строку счёта не складываются, действует наибольшая: { $rewards ->
    [yes] её собственная, одно из предложений или всё, что вместе дают вознаграждения.
   *[no] её собственная или одно из предложений.
}
terms-link = Ссылка — это любая страница сайта с { $parameters } и кодом пригласившего.
terms-window = { $days ->
    [one] Переход по ссылке учитывается { $days } день.
    [few] Переход по ссылке учитывается { $days } дня.
   *[other] Переход по ссылке учитывается { $days } дней.
}
terms-touch-first = Из нескольких ссылок учитывается та, по которой перешли первой; когда её срок пройдёт — следующая.
terms-touch-last = Из нескольких ссылок учитывается та, по которой перешли последней.
terms-codes = Код приглашения можно и ввести.
terms-no-self = Пригласить самого себя нельзя, и не учитывается новая регистрация с уже известным адресом электронной почты или налоговым номером.
terms-referrer-individual = Приглашать могут только физические лица.
terms-referrer-business = Приглашать могут только компании.
terms-no-paid-ads = Переходы с платной рекламы не учитываются.
terms-credit-use = { $kinds ->
    [plan] Бонусами здесь оплачивают тарифы. Вывести или передать их нельзя.
    [service] Бонусами здесь оплачивают дополнительные услуги. Вывести или передать их нельзя.
    [none] Бонусы нельзя вывести или передать.
   *[both] Бонусами здесь оплачивают тарифы и дополнительные услуги{ $whole ->
        [yes] {", "}вплоть до всего счёта
       *[no] {""}
    }. Вывести или передать их нельзя.
}
terms-withdraw-minimum = Вывести деньги можно от { $minimum }.
terms-withdraw-card = Выплачивают на карту.
terms-withdraw-iban = Выплачивают на банковский счёт.
terms-withdraw-custom = Выплачивают другим согласованным способом.
terms-withdraw-fee = Каждый вывод стоит { $fee }.
terms-withdraw-within = { $days ->
    [one] Вывод рассматривают и выплачивают в течение { $days } дня.
   *[other] Вывод рассматривают и выплачивают в течение { $days } дней.
}
terms-money-no-way = Как выплачиваются деньги, эти условия не определяют.
terms-no-limit = Число приглашённых клиентов не ограничено.
terms-currency-and-zone = Суммы — в { $currency }; дни считаются по часам { $zone }.
terms-effective-from = Условия действуют с { $from }.
terms-applies-new-referrals = За приглашёнными остаются условия, при которых они зарегистрировались.
terms-applies-all-from-date = Условия касаются всех приглашённых со дня вступления в силу.
terms-applies-opt-in = Условия касаются тех, кто их примет, с этого момента.

receipt-percent = { $rounding ->
    [down] { $percent } от { $base } — это { $amount }, округлено вниз.
    [up] { $percent } от { $base } — это { $amount }, округлено вверх.
   *[half_away] { $percent } от { $base } — это { $amount }.
}
receipt-class = Статус лояльности клиента на момент платежа: { $class }.
receipt-refunded = После возврата остаётся { $amount }.
receipt-nothing-paid = Деньги не поступили, начислять не с чего.
receipt-nothing-counts = В этом платеже нечего учитывать, поэтому начисления нет.
receipt-rounded-to-zero = { $percent } от { $base } — меньше самой мелкой монеты.
receipt-rate-is-zero = Ставка равна нулю.
receipt-after-first-payments = Этот платёж не входит в первые, которые учитываются.
receipt-after-first-months = Этот платёж сделан после первых месяцев, которые учитываются.
receipt-other-currency = Платёж в другой валюте, чем программа; пересчёта нет.
receipt-class-unknown = Процент зависит от оборота в валюте, курс которой пока неизвестен; когда он станет известен, расчёт будет повторён.
receipt-condition-not-met = Условие вознаграждения не выполнено.
receipt-outside-campaign = Вне сроков кампании.
receipt-other-scheme = Приглашающий выбрал другую схему.
receipt-no-case = Ни одна ставка вознаграждения это не покрывает.
receipt-limit-reached = Достигнут предел вознаграждения.
receipt-not-released = Когда ожидание закончилось, условие выплаты не выполнялось.
receipt-taken-back = Вознаграждение отозвано.
receipt-unanswered = Ответа нет: где-то деление на ноль или слишком большое число.
receipt-line-counted = { $named ->
    [no] { $paid } — учтено.
   *[yes] { $product }, { $paid } — учтено.
}
receipt-line-excluded = { $named ->
    [no] { $paid }
   *[yes] { $product }, { $paid },
} не учтено: { $why ->
    [product_not_listed] этого продукта нет в списке.
    [product_never] этот продукт не учитывается никогда.
    [promo_code] использован промокод.
    [promotional] это была акция.
    [discounted] продано со скидкой.
    [term_discounted] дешевле за оплату более долгого срока.
    [label] её метка исключена.
    [order] такой вид заказа исключён.
   *[kind] такой вид не учитывается.
}
receipt-hold = В ожидании до { $until }.
receipt-terms = Условия версии { $version }, пункт { $clause }.

run-company = { $why ->
    [assigned] Активных рефералов — { $places }: { $percent } на следующий платёж.
    [outside_campaign] В этом месяце скидки нет: программа тогда не действует.
    [pending_payments] В этом месяце скидки нет: есть просроченный счёт.
    [open_invoices] В этом месяце скидки нет: есть неоплаченный счёт.
    [no_active_subscription] Пропущена: нет действующей подписки.
    [no_active_referrals] Активных рефералов нет.
    [none_left] Всех активных рефералов заняли предыдущие компании.
   *[too_few] Активных рефералов — { $places }: для скидки этого мало.
}
standing = { $standing ->
    [active] Активный реферал с { $since }.
    [past_due] Не активен: платёж просрочен с { $since }.
    [never_paid] Не активен: после пробного периода оплат нет, с { $since }.
    [trial] Не активен: пробный период с { $since }.
    [canceled] Не активен: подписка отменена { $since }.
    [expired] Не активен: подписка истекла { $since }.
    [closed] Не активен: компания закрыта { $since }.
   *[no_subscription] Не активен: подписки нет с { $since }.
}

# Вознаграждения полного языка. То, что в `$names` стоит в кавычках, так пишет программа.

part-and = { $one } и { $other }
part-or = { $one } или { $other }
part-list = { $one }, { $other }
part-products = { $products }
part-quoted = «{ $name }»
part-bracket = ({ $one })
part-semicolon = { $one }; { $other }
part-unit = { $unit ->
    [credit] бонусы
    [cash] деньги
    [months] месяцы
    [days] дни
    [weeks] недели
    [minutes] минуты
    [points] баллы
    [emails] письма
    [gb] ГБ
   *[other] { $unit }
}
part-label = { $unit ->
    [credit] Бонусы
    [cash] Деньги
    [months] Месяцы
    [days] Дни
    [weeks] Недели
    [minutes] Минуты
    [points] Баллы
    [emails] Письма
    [gb] ГБ
   *[other] { $unit }
}
part-amount = { $unit ->
    [months] { $count ->
        [one] { $count } месяц
        [few] { $count } месяца
       *[other] { $count } месяцев
    }
    [days] { $count ->
        [one] { $count } день
        [few] { $count } дня
       *[other] { $count } дней
    }
    [weeks] { $count ->
        [one] { $count } неделю
        [few] { $count } недели
       *[other] { $count } недель
    }
    [minutes] { $count ->
        [one] { $count } минуту
        [few] { $count } минуты
       *[other] { $count } минут
    }
    [points] { $count ->
        [one] { $count } балл
        [few] { $count } балла
       *[other] { $count } баллов
    }
    [emails] { $count ->
        [one] { $count } письмо
        [few] { $count } письма
       *[other] { $count } писем
    }
    [gb] { $count } ГБ
   *[other] { $count ->
        [1] { $count } × { $unit }
       *[other] { $count } { $unit }
    }
}
part-who = { $who ->
    [invitee] приглашённый
    [parent] посредник
   *[referrer] пригласивший
}
part-who-of = { $who ->
    [invitee] приглашённого
    [parent] посредника
   *[referrer] пригласившего
}
part-invitee-of = { $level ->
    [1] приглашённого
   *[other] приглашённого уровня { $level }
}
part-over = { $over ->
    [month] за календарный месяц
    [quarter] за календарный квартал
    [year] за календарный год
    [period] с прошлого раза
    [last] за { $span }
    [so_far] за всё время
    [rolling] за { $span }
    [campaign] за кампанию
   *[ever] за всё время
}
part-lines = { $kinds ->
    [plan] тарифы
    [service] дополнительные услуги
   *[both] тарифы и дополнительные услуги
}
part-taken = { $whose ->
    [invitee] { $on ->
        [canceled] подписка приглашённого отменена
        [past_due] платёж приглашённого просрочен
        [closed] компания приглашённого закрыта
        [action_reversed] действие приглашённого отменено
        [not_active] приглашённый больше не активен
        [payment] этот платёж возвращён
       *[refund] любой платёж приглашённого возвращён
    }
   *[own] { part-taken-own }
}
part-taken-own = { $on ->
    [canceled] подписка отменена
    [past_due] платёж просрочен
    [closed] компания закрыта
    [action_reversed] действие отменено
    [not_active] человек больше не активен
    [payment] этот платёж возвращён
   *[refund] что-то возвращено
}
part-text = { $text ->
    [new] новый заказ
    [renewal] продление
    [upgrade] переход на более дорогой тариф
    [plan] тариф
    [service] дополнительная услуга
    [individual] физическое лицо
    [business] компания
    [true] да
    [false] нет
   *[none] нет
}

every-day = Каждый день
every-days = { $count ->
    [1] Каждый день
    [one] Каждый { $count } день
    [few] Каждые { $count } дня
   *[other] Каждые { $count } дней
}
every-week = { $weekday ->
    [mon] Каждый понедельник
    [tue] Каждый вторник
    [wed] Каждую среду
    [thu] Каждый четверг
    [fri] Каждую пятницу
    [sat] Каждую субботу
   *[sun] Каждое воскресенье
}
every-months = { $count ->
    [1] Каждый месяц { $day } числа{ part-last }
    [12] Каждый год { $day } числа { $months }-го месяца{ part-last }
    [few] Каждые { $count } месяца { $day } числа{ part-last } (месяцы { $months })
   *[other] Каждые { $count } месяцев { $day } числа{ part-last } (месяцы { $months })
}
every-at = { $every } в { $hour }:00
part-last = { $last ->
    [yes] {" "}(или в последний день месяца)
   *[no] {""}
}

on-payment = За каждый платёж { part-invitee-of }
on-first-payment = За первый платёж { part-invitee-of }
on-registered = За регистрацию { part-invitee-of }
on-joined = За свою регистрацию
on-own-payment = За каждый собственный платёж
on-own-invoice = С каждого собственного счёта
on-action = За действие { $names } { part-invitee-of }
on-own-action = За собственное действие { $names }
on-tenure = Через { $span } после { $since }
on-becomes = Один раз за каждого приглашённого, как только { $condition },
on-milestone-at = По одному разу, когда { $fact } впервые достигает { $values },
on-milestone-every = { $count ->
    [1] Каждый раз, когда { $fact } вырастает на 1,
   *[other] Каждый раз, когда { $fact } вырастает ещё на { $count },
}
on-schedule = { $each ->
    [referral] { $every } за каждого приглашённого
    [subscription] { $every } за каждую подписку приглашённого
   *[recipient] { $every }
}
on-share = За каждое вознаграждение «{ $id }» приглашённого
since-registration = регистрации { part-invitee-of }
since-first-payment = первого платежа { part-invitee-of }
since-action = действия { $names } { part-invitee-of }

give-percent = { $percent } от { $of }
give-percent-by = процент от { $of }
give-a-percent = процент
give-rate-by = процент (этот процент: { $number })
of-payment = его суммы
of-lines = учитываемой части платежа
of-period = { $of ->
    [subscription] оплаченного за эту подписку с прошлого раза
    [invitee] оплаченного приглашённым с прошлого раза
   *[all] { $level ->
        [1] оплаченного всеми приглашёнными с прошлого раза
       *[other] оплаченного всеми приглашёнными уровня { $level } с прошлого раза
    }
}
of-action = его суммы
of-reward = его суммы
of-amount = ({ $number })

rule-name = Вознаграждение «{ $id }»:
rule-gives = { $when } { part-who } получает { $what }{ $form ->
    [credit] {" "}бонусами
    [cash] {" "}деньгами, которые можно вывести
    [paid] {" "}деньгами, которые выплачиваются
    [money] {" "}деньгами
    [discount] {" "}скидки на следующий собственный счёт
    [invoice] {" "}скидки на этот счёт
    [months] {" "}бесплатно
    [unit] {" "}({ $unit })
   *[none] {""}
}.
rule-reward = { $when } { part-who } получает вознаграждение{ $form ->
    [credit] {" "}бонусами
    [cash] {" "}деньгами, которые можно вывести
    [paid] {" "}деньгами, которые выплачиваются
    [money] {" "}деньгами
    [discount] {" "}— скидку на следующий собственный счёт
    [invoice] {" "}— скидку на этот счёт
    [months] {" "}— бесплатные месяцы
    [unit] {" "}({ $unit })
   *[none] {""}
}.
rule-percent = Этот процент: { $number }.
case-of = { $case } ({ $fact })
rule-named-number = Это число: { $number }.
rule-first-months = { $count ->
    [1] Даётся только в течение первого месяца { part-months-since }.
    [one] Даётся только в течение первых { $count } месяца { part-months-since }.
   *[other] Даётся только в течение первых { $count } месяцев { part-months-since }.
}
part-months-since = { $since ->
    [first_payment] { $whose ->
        [own] с первого платежа получателя
       *[invitee] с первого платежа приглашённого
    }
   *[registration] { $whose ->
        [own] после регистрации получателя
       *[invitee] после регистрации приглашённого
    }
}
rule-depends = Сколько — зависит от следующего: { $facts }.
rule-amount = Его размер ({ $unit }): { $number }.
rule-case = { $case }: { $give }.
case-range = от { $from } до { $until }
case-under = от { $from }, но меньше { $until }
case-from = { $from } и больше
case-default = всё остальное
rule-percent-of = Каждый процент — от { $of }.
rule-by-line = { $of ->
    [invoice] Каждая строка счёта рассчитывается отдельно, затем всё складывается.
   *[payment] Каждая строка платежа считается отдельно, затем всё складывается.
}
rule-slices = Каждая из этих ставок относится только к своей части целого.
rule-discounts-add = Скидки за нескольких приглашённых складываются, но не больше всего счёта.
rule-level = { $level ->
    [2] Человека уровня 2 пригласил приглашённый.
    [one] До человека уровня { $level } — { $level } приглашение.
    [few] До человека уровня { $level } — { $level } приглашения.
   *[other] До человека уровня { $level } — { $level } приглашений.
}
rule-labels = Учитывается только то, у чего есть одна из этих меток: { $labels }.
rule-never-labels = То, у чего есть одна из этих меток, не учитывается никогда: { $labels }.
rule-orders = Учитываются только такие заказы: { $orders }.
rule-rounding = { $rounding ->
    [down] Округляется вниз до { part-rounded }.
    [up] Округляется вверх до { part-rounded }.
   *[half_away] Округляется до { part-rounded }, половина — вверх.
}
part-rounded = { $to ->
    [whole] целого числа
    [digits] двух знаков после запятой
   *[step] кратного { $step }
}
rule-carry = Остаток от округления переходит на следующее вознаграждение.
rule-when = Даётся, только если { $condition }.
rule-unless = Не даётся, если { $condition }.
rule-scheme = Только для схемы «{ $scheme }».
rule-campaign = { $by ->
    [registration] { $dates ->
        [both] Учитываются только регистрации с { $from } по { $until }.
        [from] Учитываются только регистрации с { $from }.
       *[until] Учитываются только регистрации по { $until }.
    }
   *[event] { $dates ->
        [both] Учитывается только то, что происходит с { $from } по { $until }.
        [from] Учитывается только то, что происходит с { $from }.
       *[until] Учитывается только то, что происходит по { $until }.
    }
}
rule-limit-count = Даётся не больше { $count ->
    [one] { $count } раза
   *[other] { $count } раз
} { $per ->
    [invitee] за одного приглашённого
    [payment] за один платёж
    [referrer] всем приглашённым одного человека вместе
   *[recipient] одному человеку
} { part-over }.
rule-limit-amount = Предел — { $amount } { $per ->
    [invitee] за одного приглашённого
    [payment] за один платёж
    [referrer] всем приглашённым одного человека вместе
   *[recipient] одному человеку
} { part-over }.
rule-limit-kept = То, что не стало доступным или было отозвано целиком, не считается: его место снова свободно.
rule-hold-none = Начисление доступно сразу.
rule-hold = Начисление { $span } в ожидании, затем доступно.
rule-hold-by = Столько дней начисление в ожидании: { $number }.
rule-hold-until = { $until ->
    [service_end] Начисление в ожидании до конца оплаченного срока.
    [month_end] Начисление в ожидании до конца месяца.
   *[next_month_end] Начисление в ожидании до конца следующего месяца.
}
rule-hold-latest = Начисление в ожидании до самого позднего из этих сроков, затем доступно: { $list }.
part-hold-after = { $span } после начисления
part-hold-by = столько дней после начисления: { $number }
part-hold-until = { $until ->
    [service_end] конец оплаченного срока
    [month_end] конец месяца
   *[next_month_end] конец следующего месяца
}
rule-release = Когда ожидание кончается, начисление становится доступным, только если { $condition }; иначе оно отзывается.
rule-release-at-once = Начисление доступно сразу, но только если { $condition }; иначе оно отзывается.
rule-take-back = Отзывается целиком, если { $cause }.
rule-take-back-within = Отзывается целиком, если в течение срока ({ $span } после начисления) { $cause }.
rule-refund-later-proportional = При более позднем возврате денег отзывается та же доля начисления.
rule-refund-later-forfeit = При более позднем возврате денег начисление тоже отзывается целиком.
rule-refund-later-keep = Более поздний возврат денег начисление не меняет.
rule-take-back-milestone = Отзывается, только когда засчитанных приглашённых остаётся слишком мало, и даётся снова, когда их опять достаточно.
rule-take-back-since = Отзывается целиком, если в течение срока ({ $span } { $since ->
    [first_payment] с первого платежа
   *[registration] с регистрации
}) { $cause }.
rule-refund-within = Это касается возвратов в течение срока ({ $span }) с момента платежа; более поздний возврат ничего не меняет.
rule-reversed = Если действие отменено, начисление отзывается.
rule-share-lost = Если то вознаграждение уменьшается или отзывается, в той же доле уменьшается или отзывается и это.
rule-instalments = { $count ->
    [1] Даётся сразу.
    [one] Даётся { $count } равной частью: первая сразу, каждая следующая через { $span }.
   *[other] Даётся { $count } равными частями: первая сразу, каждая следующая через { $span }.
}
rule-instalments-while = Часть даётся, только пока { $condition }; после неданной части остальных нет.
rule-expires = То, что не использовано через { $span } после того, как стало доступным, сгорает.
rule-apply-subscription = { $order ->
    [oldest] Идёт на самую старую собственную подписку.
    [chosen] Идёт на ту собственную подписку, которую выбрал человек.
    [from_link] Идёт на ту собственную подписку, по ссылке которой пришли.
   *[soonest_end] Идёт на собственную подписку, которая кончается раньше всех.
}
rule-apply-invoice = Следующие собственные счета становятся бесплатными.
rule-apply-each = { $to ->
    [invoice] Самое большее на один счёт: { $amount }.
   *[subscription] Самое большее на одну подписку: { $amount }.
}

part-payments-of = { $whose ->
    [invitee] платежей приглашённого
    [own] собственных платежей
   *[invitees] платежей всех приглашённых
}
part-actions-of = { $whose ->
    [invitee] действий приглашённого
    [own] собственных действий
   *[invitees] действий всех приглашённых
}
part-subscriptions-of = { $whose ->
    [invitee] подписок приглашённого
    [own] собственных подписок
   *[invitees] подписок всех приглашённых
}
count-referrals = { $sum ->
    [yes] «{ $name }» — сумма { part-over }: за каждого из приглашённых прибавляется { $number }.
   *[no] «{ $name }» — число приглашённых { part-over }.
}
count-payments = { $sum ->
    [yes] «{ $name }» — сумма { part-over }: за каждый из { part-payments-of } прибавляется { $number }.
   *[no] «{ $name }» — число { part-payments-of } { part-over }.
}
count-actions = { $sum ->
    [yes] «{ $name }» — сумма { part-over }: за каждое из { part-actions-of } прибавляется { $number }.
   *[no] «{ $name }» — число { part-actions-of } { part-over }.
}
count-subscriptions = { $sum ->
    [yes] «{ $name }» — сумма { part-over }: за каждую из { part-subscriptions-of } прибавляется { $number }.
   *[no] «{ $name }» — число { part-subscriptions-of } { part-over }.
}
count-where = Учитываются только те, для которых верно: { $condition }.
count-kept = { $every } «{ $name }» становится таким: { $number }; до первого раза — { $starts }.
count-kept-always = Каждый раз, когда что-то происходит, «{ $name }» становится таким: { $number }; до того — { $starts }.

terms-scheme = { $chosen ->
    [per_link] Для каждой ссылки можно выбрать одну из схем: { $options }.
    [per_referral] Для каждого приглашённого можно выбрать одну из схем: { $options }.
   *[per_referrer] Пригласивший может выбрать одну из схем: { $options }.
}
terms-scheme-default = Без выбора действует «{ $scheme }».
terms-renews = Каждый переход по той же ссылке начинает этот срок заново.
terms-late = { $count ->
    [one] Заявить о приглашении можно ещё { $count } день после регистрации.
    [few] Заявить о приглашении можно ещё { $count } дня после регистрации.
   *[other] Заявить о приглашении можно ещё { $count } дней после регистрации.
}
terms-existing = { $count ->
    [one] Того, кто уже зарегистрирован и никем не приглашён, ещё можно пригласить — по ссылке, по которой перешли не раньше чем { $count } день назад.
    [few] Того, кто уже зарегистрирован и никем не приглашён, ещё можно пригласить — по ссылке, по которой перешли не раньше чем { $count } дня назад.
   *[other] Того, кто уже зарегистрирован и никем не приглашён, ещё можно пригласить — по ссылке, по которой перешли не раньше чем { $count } дней назад.
}
terms-no-staff = Вручную компания приглашения не привязывает.
terms-referrer-when = Условие, чтобы приглашать: { $condition }.
terms-invitee-when = Условие, при котором приглашённый учитывается: { $condition }.
terms-offer-invoices = { $count ->
    [1] Предложение только для счёта № { $numbers }, считая с первого.
   *[other] Предложение только для счетов № { $numbers }, считая с первого.
}
terms-offer-when = Предложение действует, только если { $condition }.
terms-offer-code = Предложение только для тех, кто ввёл код.

use-pays = { part-label }: ими здесь можно оплатить { part-lines }.
use-worth = { part-label }: одна единица стоит { $amount }.
use-worth-of = { part-label }: { $units } — это { $amount }.
use-at-most = { part-label }: этим оплачивается не больше { $percent } счёта.
use-at-most-amount = { part-label }: этим оплачивается не больше { $amount } одного счёта.
use-minimum = { part-label }: наименьшее за один раз — { $amount }.
use-auto = { part-label }: следующий счёт сам берёт, сколько может.
use-above-tax = { part-label }: налог в счёте остаётся к оплате.
use-alone = { part-label }: ими оплачивают счёт целиком или не оплачивают вовсе.
use-expires = { part-label }: то, что не использовано через { $span } после того, как стало доступным, сгорает.
use-expires-else = { part-label }: то, что не использовано через { $span } после того, как стало доступным, сгорает, если само вознаграждение не говорит иного.
use-forfeit = { part-label }: всё сгорает, если { $cause }.
use-payout = { $every } доступное выплачивается ({ part-unit }).
use-payout-minimum = Меньше { $amount } не выплачивается, а ждёт следующего раза.
use-payout-within = { $count ->
    [one] Выплата приходит в течение { $count } дня.
   *[other] Выплата приходит в течение { $count } дней.
}
use-convert = Деньги можно превратить в бонусы: они становятся { $percent } от себя.
use-convert-minimum = За один раз — не меньше { $amount }.
use-first-minimum = Первый вывод — не меньше { $amount }.
use-minimum-by = { $method ->
    [card] На карту выводят не меньше { $amount }.
    [iban] На банковский счёт выводят не меньше { $amount }.
   *[custom] Другим способом выводят не меньше { $amount }.
}
use-fee-by = { $method ->
    [card] Вывод на карту стоит { $fee }.
    [iban] Вывод на банковский счёт стоит { $fee }.
   *[custom] Вывод другим способом стоит { $fee }.
}
use-fee-by-part = { $method ->
    [card] Комиссия каждого вывода на карту — { $percent }.
    [iban] Комиссия каждого вывода на банковский счёт — { $percent }.
   *[custom] Комиссия каждого вывода другим способом — { $percent }.
}
use-fee-percent = Комиссия каждого вывода — { $percent }.

part-span = { $span }
span-days = { $count ->
    [one] { $count } день
    [few] { $count } дня
   *[other] { $count } дней
}
span-months = { $count ->
    [one] { $count } месяц
    [few] { $count } месяца
   *[other] { $count } месяцев
}

span-last-days = { $count ->
    [1] последний день
    [one] последний { $count } день
    [few] последние { $count } дня
   *[other] последние { $count } дней
}
span-last-months = { $count ->
    [1] последний месяц
    [one] последний { $count } месяц
    [few] последние { $count } месяца
   *[other] последние { $count } месяцев
}

num-plus = { $one } + { $other }
num-minus = { $one } − { $other }
num-times = { $one } × { $other }
num-divided = { $one } ÷ { $other }
num-least = наименьшее из ({ $list })
num-most = наибольшее из ({ $list })
num-round = округлённое ({ $one })
num-floor = округлённое вниз ({ $one })
num-ceil = округлённое вверх ({ $one })
num-if = { $one }, если { $condition }, иначе { $other }
num-formula = результат формулы `{ $source }`
num-count = «{ $name }»
num-named = число, названное ниже,

if-formula = верно `{ $source }`
if-equal = { $fact } — { $value }
if-unequal = { $fact } — не { $value }
if-less = { $fact } — меньше { $value }
if-at-most = { $fact } — не больше { $value }
if-more = { $fact } — больше { $value }
if-at-least = { $fact } — не меньше { $value }
if-known = { $is ->
    [no] { $fact } — неизвестно
   *[yes] { $fact } — известно
}
if-flag = { $is ->
    [no] неверно: { $fact }
   *[yes] верно: { $fact }
}
if-never = никогда
if-always = всегда
if-payments = { $count ->
    [one] у { part-who-of } не меньше { $count } платежа
   *[other] у { part-who-of } не меньше { $count } платежей
}
if-no-payments = у { part-who-of } нет платежей
if-actions = { $count ->
    [one] у { part-who-of } не меньше { $count } действия { $names }
   *[other] у { part-who-of } не меньше { $count } действий { $names }
}
if-months-active = { $count ->
    [one] { part-who } активен без перерыва не меньше { $count } месяца
   *[other] { part-who } активен без перерыва не меньше { $count } месяцев
}
if-first = { $thing ->
    [payment] { $is ->
        [no] платёж — не первый
       *[yes] платёж — первый
    }
   *[action] { $is ->
        [no] действие — не первое
       *[yes] действие — первое
    }
}
if-age = { $count ->
    [one] с регистрации { part-who-of } прошло не меньше { $count } дня
   *[other] с регистрации { part-who-of } прошло не меньше { $count } дней
}
if-active = { $is ->
    [no] { part-who } не активен
   *[yes] { part-who } активен
}
if-label = { $is ->
    [no] у { part-who-of } нет метки { $names }
   *[yes] у { part-who-of } есть метка { $names }
}
if-customer = { $is ->
    [no] { part-who } ещё ничего не платил
   *[yes] { part-who } — клиент, который уже платил
}
if-standing = { $is ->
    [no] у { part-who-of } есть просроченное
   *[yes] у { part-who-of } нет ничего просроченного
}
if-overdue = { $is ->
    [no] у { part-who-of } нет просроченных счетов
   *[yes] у { part-who-of } есть просроченный счёт
}
if-open = { $is ->
    [no] у { part-who-of } нет неоплаченных счетов
   *[yes] у { part-who-of } есть неоплаченный счёт
}
if-promo-code = { $is ->
    [no] в заказе нет промокода
   *[yes] в заказе есть промокод
}
if-thing-label = { $thing ->
    [payment] { $is ->
        [no] ничто в платеже не имеет метки { $names }
       *[yes] что-то в платеже имеет метку { $names }
    }
    [line] { $is ->
        [no] у строки нет метки { $names }
       *[yes] у строки есть метка { $names }
    }
   *[action] { $is ->
        [no] у действия нет метки { $names }
       *[yes] у действия есть метка { $names }
    }
}
if-subscription-active = { $is ->
    [no] подписка не действует
   *[yes] подписка действует
}
if-late = { $is ->
    [no] о приглашении заявлено не после регистрации
   *[yes] о приглашении заявлено после регистрации
}

fact-payment-amount = сумма платежа
fact-payment-base = учитываемая часть платежа
fact-payment-tax = налог в платеже
fact-payment-ordinal = порядковый номер платежа
fact-payment-months = число оплаченных месяцев
fact-payment-quantity = количество в платеже
fact-payment-monthly = учитываемая часть платежа за один месяц
fact-payment-order = вид заказа
fact-payment-product = продукт
fact-payment-promo-code = промокод в заказе
fact-payment-credit = оплаченное бонусами
fact-payment-cost = себестоимость оплаченного
fact-payment-discount-percent = скидка в платеже в процентах
fact-payment-age-days = число дней от регистрации до платежа
fact-payment-has = метка в платеже
fact-line-amount = сумма строки до скидок
fact-line-net = сумма строки после скидок
fact-line-paid = оплаченное за строку
fact-line-product = продукт
fact-line-kind = вид строки
fact-line-months = число месяцев в строке
fact-line-quantity = количество в строке
fact-line-order = вид заказа
fact-line-cost = себестоимость строки
fact-line-discount = скидка строки
fact-line-monthly = оплаченное за один месяц строки
fact-line-has = метка строки
fact-action-name = действие
fact-action-amount = сумма действия
fact-action-ordinal = порядковый номер действия
fact-action-product = продукт действия
fact-action-has = метка действия
fact-subscription-product = продукт подписки
fact-subscription-price = цена подписки
fact-subscription-monthly-price = цена подписки за один месяц
fact-subscription-months = число месяцев в периоде подписки
fact-subscription-age-days = возраст подписки в днях
fact-subscription-active = действующая подписка
fact-class = статус лояльности { part-who-of }
fact-country = страна { part-who-of }
fact-kind = { part-who } (кто это)
fact-product = продукт { part-who-of }
fact-price = цена подписки { part-who-of }
fact-monthly-price = цена всех подписок { part-who-of } за один месяц
fact-age-days = число дней с регистрации { part-who-of }
fact-age-months = число месяцев с регистрации { part-who-of }
fact-payments = число платежей { part-who-of }
fact-paid-total = сумма всех платежей { part-who-of }
fact-paid = { $count ->
    [one] сумма платежей { part-who-of } за последний { $count } день
    [few] сумма платежей { part-who-of } за последние { $count } дня
   *[other] сумма платежей { part-who-of } за последние { $count } дней
}
fact-active = активность { part-who-of }
fact-months-active = число месяцев непрерывной активности { part-who-of }
fact-inactive-days = число дней с конца активности { part-who-of }
fact-subscriptions = число действующих подписок { part-who-of }
fact-first-payment-days = число дней от регистрации до первого платежа { part-who-of }
fact-has = метка { part-who-of }
fact-actions = число действий { $names } { part-who-of }
fact-action-total = общая сумма по действиям { $names } { part-who-of }
fact-is-customer = статус клиента у { part-who-of }
fact-in-good-standing = отсутствие просрочек у { part-who-of }
fact-pending-payments = число просроченных счетов { part-who-of }
fact-open-invoices = число неоплаченных счетов { part-who-of }
fact-active-referrals = число активных приглашённых у { part-who-of }
fact-referrals = число приглашённых у { part-who-of }
fact-qualified = число приглашённых у { part-who-of } с этим вознаграждением
fact-rewarded = число приглашённых у { part-who-of } с этим неотозванным вознаграждением
fact-qualified-others = число приглашённых у { part-who-of } с другим вознаграждением
fact-rewarded-others = число приглашённых у { part-who-of } с другим неотозванным вознаграждением
fact-turnover = { $who ->
    [invitee] сколько заплатили те, кого привёл приглашённый
    [parent] сколько заплатили те, кого привёл посредник
   *[referrer] сколько заплатили все приглашённые
}
fact-referrals-days = { $count ->
    [one] число приглашённых у { part-who-of } за последний { $count } день
    [few] число приглашённых у { part-who-of } за последние { $count } дня
   *[other] число приглашённых у { part-who-of } за последние { $count } дней
}
fact-qualified-days = { $count ->
    [one] число приглашённых у { part-who-of } с этим вознаграждением за последний { $count } день
    [few] число приглашённых у { part-who-of } с этим вознаграждением за последние { $count } дня
   *[other] число приглашённых у { part-who-of } с этим вознаграждением за последние { $count } дней
}
fact-qualified-others-days = { $count ->
    [one] число приглашённых у { part-who-of } с другим вознаграждением за последний { $count } день
    [few] число приглашённых у { part-who-of } с другим вознаграждением за последние { $count } дня
   *[other] число приглашённых у { part-who-of } с другим вознаграждением за последние { $count } дней
}
fact-turnover-days = { $count ->
    [one] сумма платежей всех приглашённых у { part-who-of } за последний { $count } день
    [few] сумма платежей всех приглашённых у { part-who-of } за последние { $count } дня
   *[other] сумма платежей всех приглашённых у { part-who-of } за последние { $count } дней
}
fact-referral-ordinal = порядковый номер приглашённого по регистрации
fact-referral-qualified-ordinal = порядковый номер приглашённого по первому вознаграждению
fact-referral-age-days = число дней с приглашения
fact-referral-age-months = число месяцев с приглашения
fact-referral-level = уровень
fact-referral-code = код ссылки
fact-referral-sub = метка перехода
fact-referral-scheme = схема
fact-referral-late = заявка после регистрации
fact-period-days = число дней периода
fact-period-months = число месяцев периода
fact-charge-amount = сумма счёта
fact-charge-net = сумма счёта без налога
fact-charge-tax = налог в счёте
fact-charge-months = число месяцев в счёте
fact-charge-product = продукт счёта
fact-places = число активных рефералов у компании
fact-event = событие
fact-milestone = достигнутое число

receipt-amount = Вознаграждение — { $amount }.
receipt-too-small = Вознаграждение меньше самой мелкой суммы, которую дают.
receipt-part = Предел вознаграждения оставляет от него { $amount }.
receipt-cause-person = Его дают один раз за человека.
receipt-cause-milestone = Достигнутое число: { $number }.
receipt-cause-scheduled = Срок наступил { $at }.
receipt-cause-share = Это доля от того, что заработал приглашённый.
receipt-cause-part = Часть { $number }.
