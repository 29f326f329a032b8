# Умови й розрахунки словами.

terms-program = { $name }
terms-reward-percent = Той, хто запросив, отримує { $percent } від кожного платежу запрошеного клієнта, { $unit ->
    [credit] бонусами.
    [paid] грошима, які виплачують.
    [money] грошима.
   *[cash] грошима, які можна вивести.
}
terms-class-rate = Від клієнтів зі статусом лояльності { $classes } — { $percent }, за статусом на момент платежу.
terms-class-over = Статус лояльності { $class } — понад { $turnover } обороту.
terms-class-refreshed = Оборот — це всі платежі без повернених, у його валюті за курсом дня кожного платежу. Його оновлюють раз на день: платіж, яким перейдено межу, ще рахують за старим статусом. Статус, який надала компанія, має перевагу.
terms-base-kinds = { $kinds ->
    [plan] Ураховуються тарифи; додаткові послуги — ні.
    [service] Ураховуються додаткові послуги; тарифи — ні.
   *[both] Ураховуються тарифи й додаткові послуги.
}
terms-base-products = Ураховуються лише ці продукти: { $products }.
terms-base-never = Ніколи не враховуються: { $products }.
terms-base-without-tax = Податок не враховується.
terms-exclude-promo-code = Замовлення з промокодом не враховується.
terms-exclude-promotional-line = Продане за акцією не враховується.
terms-exclude-discounted-line = Продане зі знижкою не враховується.
terms-exclude-term-discount-line = Здешевлене за оплату довшого строку не враховується.
terms-first-payments = { $count ->
    [1] Ураховується лише перший платіж.
    [one] Ураховується лише перший { $count } платіж.
    [few] Ураховуються лише перші { $count } платежі.
   *[other] Ураховуються лише перші { $count } платежів.
}
terms-first-months = { $count ->
    [1] Ураховуються платежі за перший місяць після реєстрації.
    [one] Ураховуються платежі за перший { $count } місяць після реєстрації.
    [few] Ураховуються платежі за перші { $count } місяці після реєстрації.
   *[other] Ураховуються платежі за перші { $count } місяців після реєстрації.
}
terms-first-months-paid = { $count ->
    [1] Ураховуються платежі за перший місяць від першого платежу.
    [one] Ураховуються платежі за перший { $count } місяць від першого платежу.
    [few] Ураховуються платежі за перші { $count } місяці від першого платежу.
   *[other] Ураховуються платежі за перші { $count } місяців від першого платежу.
}
terms-rounding-half-away = Суму округлюють до найдрібнішої монети, половину — вгору.
terms-rounding-down = Суму округлюють до найдрібнішої монети вниз.
terms-rounding-up = Суму округлюють до найдрібнішої монети вгору.
terms-hold = { $days ->
    [0] Нарахування доступне одразу.
    [one] Після платежу нарахування { $days } день в очікуванні, потім доступне.
    [few] Після платежу нарахування { $days } дні в очікуванні, потім доступне.
   *[other] Після платежу нарахування { $days } днів в очікуванні, потім доступне.
}
terms-refund-proportional = У разі повернення відкликають ту саму частку нарахування.
terms-refund-forfeit = У разі будь-якого повернення нарахування відкликають повністю.
terms-refund-keep = Повернення не змінює нарахування.
terms-month = Той, хто запрошує, отримує знижку на підписки своїх компаній — за кількістю активних рефералів.
terms-month-step = Від { $from } до { $until } активних рефералів: { $percent }.
terms-month-step-one = Активних рефералів — { $count }: { $percent }.
terms-month-step-last = Активних рефералів — { $from } і більше: { $percent }.
terms-month-active = Активний реферал — це запрошений, у якого є підписка: пробний період завершено, після нього її оплачено, вона чинна, і прострочених рахунків за нею немає.
terms-active = Активна людина — та, у якої є чинна й оплачена підписка: пробний період завершено, після нього її оплачено, і прострочених рахунків за нею немає.
terms-month-cascade = На одну компанію припадає не більше { $cap }; компанії отримують їх у тому порядку, який обрав власник, і лише решта йде наступній.
terms-month-skip-inactive = Компанії без чинної підписки пропускаються.
terms-month-day = Перевірка відбувається щомісяця { $day } числа (або останнього дня) о { $hour }:00.
terms-month-unless-pending = Якщо в цю мить є прострочений рахунок, знижки цього місяця немає, і згодом її не відшкодовують.
terms-month-unless-open = Якщо в цю мить є неоплачений рахунок, знижки цього місяця немає, і згодом її не відшкодовують.
terms-month-next-payment = Знижка діє лише на наступний плановий платіж: не на вже виставлені рахунки й не на іншу компанію.
terms-offer = Запрошеним клієнтам знижка { $percent } на { $products }.
terms-offer-all = Запрошеним клієнтам знижка { $percent }.
terms-offer-amount-all = Запрошеним клієнтам знижка { $percent } на кожен рядок рахунку.
terms-offer-amount = Запрошеним клієнтам знижка { $percent } на кожен рядок рахунку з таких: { $products }.
terms-offer-price-all = Запрошені клієнти платять { $percent }.
terms-offer-price = Запрошені клієнти платять { $percent } за { $products }.
terms-offer-kinds = { $kinds ->
    [plan] Пропозиція стосується тарифів, не додаткових послуг.
   *[service] Пропозиція стосується додаткових послуг, не тарифів.
}
terms-offer-window = { $days ->
    [one] Пропозиція діє { $days } день після реєстрації.
    [few] Пропозиція діє { $days } дні після реєстрації.
   *[other] Пропозиція діє { $days } днів після реєстрації.
}
terms-offer-first-invoices = { $count ->
    [1] Пропозиція стосується першого рахунку.
    [one] Пропозиція стосується першого { $count } рахунку.
   *[other] Пропозиція стосується перших { $count } рахунків.
}
terms-discounts-best = Знижки на один рядок рахунку не додаються, діє найбільша: { $rewards ->
    [yes] його власна, одна з пропозицій або все, що разом дають винагороди.
   *[no] його власна або одна з пропозицій.
}
terms-link = Посилання — це будь-яка сторінка сайту з { $parameters } і кодом того, хто запрошує.
terms-window = { $days ->
    [one] Перехід за посиланням ураховується { $days } день.
    [few] Перехід за посиланням ураховується { $days } дні.
   *[other] Перехід за посиланням ураховується { $days } днів.
}
terms-touch-first = З кількох посилань ураховується те, за яким перейшли першим; коли його строк мине — наступне.
terms-touch-last = З кількох посилань ураховується те, за яким перейшли останнім.
terms-codes = Код запрошення можна й увести.
terms-no-self = Запросити себе не можна, і не враховується нова реєстрація з уже відомою електронною адресою чи податковим номером.
terms-referrer-individual = Запрошувати можуть лише фізичні особи.
terms-referrer-business = Запрошувати можуть лише компанії.
terms-no-paid-ads = Переходи з платної реклами не враховуються.
terms-credit-use = { $kinds ->
    [plan] Бонусами тут оплачують тарифи. Вивести чи передати їх не можна.
    [service] Бонусами тут оплачують додаткові послуги. Вивести чи передати їх не можна.
    [none] Бонуси не можна вивести чи передати.
   *[both] Бонусами тут оплачують тарифи й додаткові послуги{ $whole ->
        [yes] {", "}аж до всього рахунку
       *[no] {""}
    }. Вивести чи передати їх не можна.
}
terms-withdraw-minimum = Вивести гроші можна від { $minimum }.
terms-withdraw-card = Виплачують на картку.
terms-withdraw-iban = Виплачують на банківський рахунок.
terms-withdraw-custom = Виплачують в інший узгоджений спосіб.
terms-withdraw-fee = Кожне виведення коштує { $fee }.
terms-withdraw-within = { $days ->
    [one] Виведення розглядають і виплачують протягом { $days } дня.
   *[other] Виведення розглядають і виплачують протягом { $days } днів.
}
terms-money-no-way = Як виплачують гроші, ці умови не визначають.
terms-no-limit = Кількість запрошених клієнтів не обмежено.
terms-currency-and-zone = Суми — у { $currency }; дні рахують за годинником { $zone }.
terms-effective-from = Умови діють від { $from }.
terms-applies-new-referrals = За запрошеними лишаються умови, за яких вони зареєструвалися.
terms-applies-all-from-date = Умови стосуються всіх запрошених від дня набуття чинності.
terms-applies-opt-in = Умови стосуються тих, хто їх прийме, від тієї миті.

receipt-percent = { $rounding ->
    [down] { $percent } від { $base } — це { $amount }, округлено вниз.
    [up] { $percent } від { $base } — це { $amount }, округлено вгору.
   *[half_away] { $percent } від { $base } — це { $amount }.
}
receipt-class = Статус лояльності клієнта на момент платежу: { $class }.
receipt-refunded = Після повернення лишається { $amount }.
receipt-nothing-paid = Гроші не надійшли, нараховувати немає з чого.
receipt-nothing-counts = У цьому платежі нема чого враховувати, тому нарахування немає.
receipt-rounded-to-zero = { $percent } від { $base } — менше за найдрібнішу монету.
receipt-rate-is-zero = Ставка дорівнює нулю.
receipt-after-first-payments = Цей платіж не належить до перших, які враховуються.
receipt-after-first-months = Цей платіж зроблено після перших місяців, які враховуються.
receipt-other-currency = Платіж в іншій валюті, ніж програма; перерахунку немає.
receipt-class-unknown = Відсоток залежить від обороту у валюті, курс якої поки невідомий; коли він стане відомим, розрахунок буде повторено.
receipt-condition-not-met = Умову винагороди не виконано.
receipt-outside-campaign = Поза строками кампанії.
receipt-other-scheme = Той, хто запрошує, обрав іншу схему.
receipt-no-case = Жодна ставка винагороди це не охоплює.
receipt-limit-reached = Досягнуто межі винагороди.
receipt-not-released = Коли очікування закінчилося, умова виплати не виконувалася.
receipt-taken-back = Винагороду відкликано.
receipt-unanswered = Відповіді немає: десь ділення на нуль або надто велике число.
receipt-line-counted = { $named ->
    [no] { $paid } — ураховано.
   *[yes] { $product }, { $paid } — ураховано.
}
receipt-line-excluded = { $named ->
    [no] { $paid }
   *[yes] { $product }, { $paid },
} не враховано: { $why ->
    [product_not_listed] цього продукту немає в переліку.
    [product_never] цей продукт не враховується ніколи.
    [promo_code] використано промокод.
    [promotional] це була акція.
    [discounted] продано зі знижкою.
    [term_discounted] дешевше за оплату довшого строку.
    [label] її мітку виключено.
    [order] такий вид замовлення виключено.
   *[kind] такий вид не враховується.
}
receipt-hold = В очікуванні до { $until }.
receipt-terms = Умови версії { $version }, пункт { $clause }.

run-company = { $why ->
    [assigned] Активних рефералів — { $places }: { $percent } на наступний платіж.
    [outside_campaign] Цього місяця знижки немає: програма тоді не діє.
    [pending_payments] Цього місяця знижки немає: є прострочений рахунок.
    [open_invoices] Цього місяця знижки немає: є неоплачений рахунок.
    [no_active_subscription] Пропущено: немає чинної підписки.
    [no_active_referrals] Активних рефералів немає.
    [none_left] Усіх активних рефералів зайняли попередні компанії.
   *[too_few] Активних рефералів — { $places }: для знижки цього замало.
}
standing = { $standing ->
    [active] Активний реферал з { $since }.
    [past_due] Не активний: платіж прострочено з { $since }.
    [never_paid] Не активний: після пробного періоду оплат немає, з { $since }.
    [trial] Не активний: пробний період з { $since }.
    [canceled] Не активний: підписку скасовано { $since }.
    [expired] Не активний: підписка сплила { $since }.
    [closed] Не активний: компанію закрито { $since }.
   *[no_subscription] Не активний: підписки немає з { $since }.
}

# Винагороди повної мови. Те, що в `$names` стоїть у лапках, так пише програма.

part-and = { $one } і { $other }
part-or = { $one } або { $other }
part-list = { $one }, { $other }
part-products = { $products }
part-quoted = «{ $name }»
part-bracket = ({ $one })
part-semicolon = { $one }; { $other }
part-unit = { $unit ->
    [credit] бонуси
    [cash] гроші
    [months] місяці
    [days] дні
    [weeks] тижні
    [minutes] хвилини
    [points] бали
    [emails] листи
    [gb] ГБ
   *[other] { $unit }
}
part-label = { $unit ->
    [credit] Бонуси
    [cash] Гроші
    [months] Місяці
    [days] Дні
    [weeks] Тижні
    [minutes] Хвилини
    [points] Бали
    [emails] Листи
    [gb] ГБ
   *[other] { $unit }
}
part-amount = { $unit ->
    [months] { $count ->
        [one] { $count } місяць
        [few] { $count } місяці
       *[other] { $count } місяців
    }
    [days] { $count ->
        [one] { $count } день
        [few] { $count } дні
       *[other] { $count } днів
    }
    [weeks] { $count ->
        [one] { $count } тиждень
        [few] { $count } тижні
       *[other] { $count } тижнів
    }
    [minutes] { $count ->
        [one] { $count } хвилину
        [few] { $count } хвилини
       *[other] { $count } хвилин
    }
    [points] { $count ->
        [one] { $count } бал
        [few] { $count } бали
       *[other] { $count } балів
    }
    [emails] { $count ->
        [one] { $count } лист
        [few] { $count } листи
       *[other] { $count } листів
    }
    [gb] { $count } ГБ
   *[other] { $count ->
        [1] { $count } × { $unit }
       *[other] { $count } { $unit }
    }
}
part-who = { $who ->
    [invitee] запрошений
    [parent] посередник
   *[referrer] запрошувач
}
part-who-of = { $who ->
    [invitee] запрошеного
    [parent] посередника
   *[referrer] запрошувача
}
part-invitee-of = { $level ->
    [1] запрошеного
   *[other] запрошеного рівня { $level }
}
part-over = { $over ->
    [month] за календарний місяць
    [quarter] за календарний квартал
    [year] за календарний рік
    [period] від минулого разу
    [last] за { $span }
    [so_far] за весь час
    [rolling] за { $span }
    [campaign] за кампанію
   *[ever] за весь час
}
part-lines = { $kinds ->
    [plan] тарифи
    [service] додаткові послуги
   *[both] тарифи й додаткові послуги
}
part-taken = { $whose ->
    [invitee] { $on ->
        [canceled] підписку запрошеного скасовано
        [past_due] платіж запрошеного прострочено
        [closed] компанію запрошеного закрито
        [action_reversed] дію запрошеного скасовано
        [not_active] запрошений більше не активний
        [payment] цей платіж повернуто
       *[refund] будь-який платіж запрошеного повернуто
    }
   *[own] { part-taken-own }
}
part-taken-own = { $on ->
    [canceled] підписку скасовано
    [past_due] платіж прострочено
    [closed] компанію закрито
    [action_reversed] дію скасовано
    [not_active] людина більше не активна
    [payment] цей платіж повернуто
   *[refund] щось повернуто
}
part-text = { $text ->
    [new] нове замовлення
    [renewal] продовження
    [upgrade] перехід на дорожчий тариф
    [plan] тариф
    [service] додаткова послуга
    [individual] фізична особа
    [business] компанія
    [true] так
    [false] ні
   *[none] немає
}

every-day = Щодня
every-days = { $count ->
    [1] Щодня
    [one] Кожен { $count } день
    [few] Кожні { $count } дні
   *[other] Кожні { $count } днів
}
every-week = { $weekday ->
    [mon] Щопонеділка
    [tue] Щовівторка
    [wed] Щосереди
    [thu] Щочетверга
    [fri] Щоп’ятниці
    [sat] Щосуботи
   *[sun] Щонеділі
}
every-months = { $count ->
    [1] Щомісяця { $day } числа{ part-last }
    [12] Щороку { $day } числа { $months }-го місяця{ part-last }
    [few] Кожні { $count } місяці { $day } числа{ part-last } (місяці { $months })
   *[other] Кожні { $count } місяців { $day } числа{ part-last } (місяці { $months })
}
every-at = { $every } о { $hour }:00
part-last = { $last ->
    [yes] {" "}(або в останній день місяця)
   *[no] {""}
}

on-payment = За кожен платіж { part-invitee-of }
on-first-payment = За перший платіж { part-invitee-of }
on-registered = За реєстрацію { part-invitee-of }
on-joined = За свою реєстрацію
on-own-payment = За кожен власний платіж
on-own-invoice = З кожного власного рахунку
on-action = За дію { $names } { part-invitee-of }
on-own-action = За власну дію { $names }
on-tenure = Через { $span } після { $since }
on-becomes = Один раз за кожного запрошеного, щойно { $condition },
on-milestone-at = По одному разу, коли { $fact } уперше сягає { $values },
on-milestone-every = { $count ->
    [1] Щоразу, коли { $fact } зростає на 1,
   *[other] Щоразу, коли { $fact } зростає ще на { $count },
}
on-schedule = { $each ->
    [referral] { $every } за кожного запрошеного
    [subscription] { $every } за кожну підписку запрошеного
   *[recipient] { $every }
}
on-share = За кожну винагороду «{ $id }» запрошеного
since-registration = реєстрації { part-invitee-of }
since-first-payment = першого платежу { part-invitee-of }
since-action = дії { $names } { part-invitee-of }

give-percent = { $percent } від { $of }
give-percent-by = відсоток від { $of }
give-a-percent = відсоток
give-rate-by = відсоток (цей відсоток: { $number })
of-payment = його суми
of-lines = ураховуваної частини платежу
of-period = { $of ->
    [subscription] оплаченого за цю підписку від минулого разу
    [invitee] оплаченого запрошеним від минулого разу
   *[all] { $level ->
        [1] оплаченого всіма запрошеними від минулого разу
       *[other] оплаченого всіма запрошеними рівня { $level } від минулого разу
    }
}
of-action = її суми
of-reward = її суми
of-amount = ({ $number })

rule-name = Винагорода «{ $id }»:
rule-gives = { $when } { part-who } отримує { $what }{ $form ->
    [credit] {" "}бонусами
    [cash] {" "}грошима, які можна вивести
    [paid] {" "}грошима, які виплачують
    [money] {" "}грошима
    [discount] {" "}знижки на наступний власний рахунок
    [invoice] {" "}знижки на цей рахунок
    [months] {" "}безкоштовно
    [unit] {" "}({ $unit })
   *[none] {""}
}.
rule-reward = { $when } { part-who } отримує винагороду{ $form ->
    [credit] {" "}бонусами
    [cash] {" "}грошима, які можна вивести
    [paid] {" "}грошима, які виплачують
    [money] {" "}грошима
    [discount] {" "}— знижку на наступний власний рахунок
    [invoice] {" "}— знижку на цей рахунок
    [months] {" "}— безкоштовні місяці
    [unit] {" "}({ $unit })
   *[none] {""}
}.
rule-percent = Цей відсоток: { $number }.
case-of = { $case } ({ $fact })
rule-named-number = Це число: { $number }.
rule-first-months = { $count ->
    [1] Надається лише протягом першого місяця { part-months-since }.
    [one] Надається лише протягом перших { $count } місяця { part-months-since }.
   *[other] Надається лише протягом перших { $count } місяців { part-months-since }.
}
part-months-since = { $since ->
    [first_payment] { $whose ->
        [own] від першого платежу одержувача
       *[invitee] від першого платежу запрошеного
    }
   *[registration] { $whose ->
        [own] після реєстрації одержувача
       *[invitee] після реєстрації запрошеного
    }
}
rule-depends = Скільки — залежить від такого: { $facts }.
rule-amount = Її розмір ({ $unit }): { $number }.
rule-case = { $case }: { $give }.
case-range = від { $from } до { $until }
case-under = від { $from }, але менше { $until }
case-from = { $from } і більше
case-default = усе інше
rule-percent-of = Кожен відсоток — від { $of }.
rule-by-line = { $of ->
    [invoice] Кожен рядок рахунку обчислюють окремо, потім усе додають.
   *[payment] Кожен рядок платежу рахують окремо, потім усе додають.
}
rule-slices = Кожна з цих ставок стосується лише своєї частини цілого.
rule-discounts-add = Знижки за кількох запрошених додаються, щонайбільше до всього рахунку.
rule-level = { $level ->
    [2] Людину рівня 2 запросив запрошений.
    [one] До людини рівня { $level } — { $level } запрошення.
    [few] До людини рівня { $level } — { $level } запрошення.
   *[other] До людини рівня { $level } — { $level } запрошень.
}
rule-labels = Ураховується лише те, що має одну з цих міток: { $labels }.
rule-never-labels = Те, що має одну з цих міток, не враховується ніколи: { $labels }.
rule-orders = Ураховуються лише такі замовлення: { $orders }.
rule-rounding = { $rounding ->
    [down] Округлюють униз до { part-rounded }.
    [up] Округлюють угору до { part-rounded }.
   *[half_away] Округлюють до { part-rounded }, половину — вгору.
}
part-rounded = { $to ->
    [whole] цілого числа
    [digits] двох знаків після коми
   *[step] кратного { $step }
}
rule-carry = Залишок від округлення переходить на наступну винагороду.
rule-when = Надається, лише якщо { $condition }.
rule-unless = Не надається, якщо { $condition }.
rule-scheme = Лише для схеми «{ $scheme }».
rule-campaign = { $by ->
    [registration] { $dates ->
        [both] Ураховуються лише реєстрації з { $from } по { $until }.
        [from] Ураховуються лише реєстрації з { $from }.
       *[until] Ураховуються лише реєстрації по { $until }.
    }
   *[event] { $dates ->
        [both] Ураховується лише те, що стається з { $from } по { $until }.
        [from] Ураховується лише те, що стається з { $from }.
       *[until] Ураховується лише те, що стається по { $until }.
    }
}
rule-limit-count = Надається не більше ніж { $count ->
    [one] { $count } раз
    [few] { $count } рази
   *[other] { $count } разів
} { $per ->
    [invitee] за одного запрошеного
    [payment] за один платіж
    [referrer] усім запрошеним однієї людини разом
   *[recipient] одній людині
} { part-over }.
rule-limit-amount = Межа — { $amount } { $per ->
    [invitee] за одного запрошеного
    [payment] за один платіж
    [referrer] усім запрошеним однієї людини разом
   *[recipient] одній людині
} { part-over }.
rule-limit-kept = Те, що не стало доступним або було відкликано повністю, не рахують: його місце знову вільне.
rule-hold-none = Нарахування доступне одразу.
rule-hold = Нарахування { $span } в очікуванні, потім доступне.
rule-hold-by = Стільки днів нарахування в очікуванні: { $number }.
rule-hold-until = { $until ->
    [service_end] Нарахування в очікуванні до кінця оплаченого строку.
    [month_end] Нарахування в очікуванні до кінця місяця.
   *[next_month_end] Нарахування в очікуванні до кінця наступного місяця.
}
rule-hold-latest = Нарахування в очікуванні до найпізнішого із цих строків, потім доступне: { $list }.
part-hold-after = { $span } після нарахування
part-hold-by = стільки днів після нарахування: { $number }
part-hold-until = { $until ->
    [service_end] кінець оплаченого строку
    [month_end] кінець місяця
   *[next_month_end] кінець наступного місяця
}
rule-release = Коли очікування завершується, нарахування стає доступним, лише якщо { $condition }; інакше його відкликають.
rule-release-at-once = Нарахування доступне відразу, але лише якщо { $condition }; інакше його відкликають.
rule-take-back = Відкликають повністю, якщо { $cause }.
rule-take-back-within = Відкликають повністю, якщо протягом строку ({ $span } після нарахування) { $cause }.
rule-refund-later-proportional = За пізнішого повернення коштів відкликають ту саму частку.
rule-refund-later-forfeit = За пізнішого повернення коштів нарахування теж відкликають повністю.
rule-refund-later-keep = Пізніше повернення коштів його не змінює.
rule-take-back-milestone = Відкликають лише тоді, коли зарахованих запрошених лишається замало, і надають знову, коли їх знову досить.
rule-take-back-since = Відкликають повністю, якщо протягом строку ({ $span } { $since ->
    [first_payment] від першого платежу
   *[registration] від реєстрації
}) { $cause }.
rule-refund-within = Це стосується повернень протягом строку ({ $span }) від платежу; пізніше повернення нічого не змінює.
rule-reversed = Якщо дію скасовано, нарахування відкликають.
rule-share-lost = Якщо ту винагороду зменшують або відкликають, так само й цю, у тій самій частці.
rule-instalments = { $count ->
    [1] Надається одразу.
    [one] Надається { $count } рівною частиною: перша одразу, кожна наступна через { $span }.
   *[other] Надається { $count } рівними частинами: перша одразу, кожна наступна через { $span }.
}
rule-instalments-while = Частина надається, лише поки { $condition }; після ненаданої частини решти немає.
rule-expires = Те, що не використано через { $span } після того, як стало доступним, згорає.
rule-apply-subscription = { $order ->
    [oldest] Іде на найстарішу власну підписку.
    [chosen] Іде на ту власну підписку, яку обрала людина.
    [from_link] Іде на ту власну підписку, за посиланням якої прийшли.
   *[soonest_end] Іде на власну підписку, яка завершується найраніше.
}
rule-apply-invoice = Наступні власні рахунки стають безкоштовними.
rule-apply-each = { $to ->
    [invoice] Найбільше на один рахунок: { $amount }.
   *[subscription] Найбільше на одну підписку: { $amount }.
}

part-payments-of = { $whose ->
    [invitee] платежів запрошеного
    [own] власних платежів
   *[invitees] платежів усіх запрошених
}
part-actions-of = { $whose ->
    [invitee] дій запрошеного
    [own] власних дій
   *[invitees] дій усіх запрошених
}
part-subscriptions-of = { $whose ->
    [invitee] підписок запрошеного
    [own] власних підписок
   *[invitees] підписок усіх запрошених
}
count-referrals = { $sum ->
    [yes] «{ $name }» — сума { part-over }: за кожного із запрошених додається { $number }.
   *[no] «{ $name }» — кількість запрошених { part-over }.
}
count-payments = { $sum ->
    [yes] «{ $name }» — сума { part-over }: за кожен із { part-payments-of } додається { $number }.
   *[no] «{ $name }» — кількість { part-payments-of } { part-over }.
}
count-actions = { $sum ->
    [yes] «{ $name }» — сума { part-over }: за кожну з { part-actions-of } додається { $number }.
   *[no] «{ $name }» — кількість { part-actions-of } { part-over }.
}
count-subscriptions = { $sum ->
    [yes] «{ $name }» — сума { part-over }: за кожну з { part-subscriptions-of } додається { $number }.
   *[no] «{ $name }» — кількість { part-subscriptions-of } { part-over }.
}
count-where = Ураховуються лише ті, для яких справджується: { $condition }.
count-kept = { $every } «{ $name }» стає таким: { $number }; до першого разу — { $starts }.
count-kept-always = Щоразу, коли щось відбувається, «{ $name }» стає таким: { $number }; до того — { $starts }.

terms-scheme = { $chosen ->
    [per_link] Для кожного посилання можна обрати одну зі схем: { $options }.
    [per_referral] Для кожного запрошеного можна обрати одну зі схем: { $options }.
   *[per_referrer] Запрошувач може обрати одну зі схем: { $options }.
}
terms-scheme-default = Без вибору діє «{ $scheme }».
terms-renews = Кожен перехід за тим самим посиланням починає цей строк заново.
terms-late = { $count ->
    [one] Заявити про запрошення можна ще { $count } день після реєстрації.
    [few] Заявити про запрошення можна ще { $count } дні після реєстрації.
   *[other] Заявити про запрошення можна ще { $count } днів після реєстрації.
}
terms-existing = { $count ->
    [one] Того, хто вже зареєстрований і ніким не запрошений, ще можна запросити — за посиланням, за яким перейшли не раніше ніж { $count } день тому.
    [few] Того, хто вже зареєстрований і ніким не запрошений, ще можна запросити — за посиланням, за яким перейшли не раніше ніж { $count } дні тому.
   *[other] Того, хто вже зареєстрований і ніким не запрошений, ще можна запросити — за посиланням, за яким перейшли не раніше ніж { $count } днів тому.
}
terms-no-staff = Уручну компанія запрошень не прив’язує.
terms-referrer-when = Умова, щоб запрошувати: { $condition }.
terms-invitee-when = Умова, за якої запрошений ураховується: { $condition }.
terms-offer-invoices = { $count ->
    [1] Пропозиція стосується лише рахунку № { $numbers }, рахуючи від першого.
   *[other] Пропозиція стосується лише рахунків № { $numbers }, рахуючи від першого.
}
terms-offer-when = Пропозиція діє, лише якщо { $condition }.
terms-offer-code = Пропозиція лише для тих, хто ввів код.

use-pays = { part-label }: ними тут можна оплатити { part-lines }.
use-worth = { part-label }: одна одиниця варта { $amount }.
use-worth-of = { part-label }: { $units } — це { $amount }.
use-at-most = { part-label }: ним оплачують щонайбільше { $percent } рахунку.
use-at-most-amount = { part-label }: ним оплачують щонайбільше { $amount } одного рахунку.
use-minimum = { part-label }: найменше за один раз — { $amount }.
use-auto = { part-label }: наступний рахунок сам бере, скільки може.
use-above-tax = { part-label }: податок у рахунку лишається до сплати.
use-alone = { part-label }: ними оплачують рахунок повністю або не оплачують зовсім.
use-expires = { part-label }: те, що не використано через { $span } після того, як стало доступним, згорає.
use-expires-else = { part-label }: те, що не використано через { $span } після того, як стало доступним, згорає, якщо сама винагорода не визначає іншого.
use-forfeit = { part-label }: усе згорає, якщо { $cause }.
use-payout = { $every } доступне виплачують ({ part-unit }).
use-payout-minimum = Менше ніж { $amount } не виплачують, воно чекає наступного разу.
use-payout-within = { $count ->
    [one] Виплата надходить протягом { $count } дня.
   *[other] Виплата надходить протягом { $count } днів.
}
use-convert = Гроші можна перетворити на бонуси: вони стають { $percent } від себе.
use-convert-minimum = За один раз — не менше ніж { $amount }.
use-first-minimum = Перше виведення — не менше ніж { $amount }.
use-minimum-by = { $method ->
    [card] На картку виводять не менше ніж { $amount }.
    [iban] На банківський рахунок виводять не менше ніж { $amount }.
   *[custom] В інший спосіб виводять не менше ніж { $amount }.
}
use-fee-by = { $method ->
    [card] Виведення на картку коштує { $fee }.
    [iban] Виведення на банківський рахунок коштує { $fee }.
   *[custom] Виведення в інший спосіб коштує { $fee }.
}
use-fee-by-part = { $method ->
    [card] Комісія кожного виведення на картку — { $percent }.
    [iban] Комісія кожного виведення на банківський рахунок — { $percent }.
   *[custom] Комісія кожного виведення в інший спосіб — { $percent }.
}
use-fee-percent = Комісія кожного виведення — { $percent }.

part-span = { $span }
span-days = { $count ->
    [one] { $count } день
    [few] { $count } дні
   *[other] { $count } днів
}
span-months = { $count ->
    [one] { $count } місяць
    [few] { $count } місяці
   *[other] { $count } місяців
}

span-last-days = { $count ->
    [1] останній день
    [one] останній { $count } день
    [few] останні { $count } дні
   *[other] останні { $count } днів
}
span-last-months = { $count ->
    [1] останній місяць
    [one] останній { $count } місяць
    [few] останні { $count } місяці
   *[other] останні { $count } місяців
}

num-plus = { $one } + { $other }
num-minus = { $one } − { $other }
num-times = { $one } × { $other }
num-divided = { $one } ÷ { $other }
num-least = найменше з ({ $list })
num-most = найбільше з ({ $list })
num-round = округлене ({ $one })
num-floor = округлене вниз ({ $one })
num-ceil = округлене вгору ({ $one })
num-if = { $one }, якщо { $condition }, інакше { $other }
num-formula = результат формули `{ $source }`
num-count = «{ $name }»
num-named = число, назване нижче,

if-formula = справджується `{ $source }`
if-equal = { $fact } — { $value }
if-unequal = { $fact } — не { $value }
if-less = { $fact } — менше ніж { $value }
if-at-most = { $fact } — не більше ніж { $value }
if-more = { $fact } — більше ніж { $value }
if-at-least = { $fact } — не менше ніж { $value }
if-known = { $is ->
    [no] { $fact } — невідомо
   *[yes] { $fact } — відомо
}
if-flag = { $is ->
    [no] не так: { $fact }
   *[yes] так: { $fact }
}
if-never = ніколи
if-always = завжди
if-payments = { $count ->
    [one] у { part-who-of } не менше ніж { $count } платіж
    [few] у { part-who-of } не менше ніж { $count } платежі
   *[other] у { part-who-of } не менше ніж { $count } платежів
}
if-no-payments = у { part-who-of } немає платежів
if-actions = { $count ->
    [one] у { part-who-of } не менше ніж { $count } дія { $names }
    [few] у { part-who-of } не менше ніж { $count } дії { $names }
   *[other] у { part-who-of } не менше ніж { $count } дій { $names }
}
if-months-active = { $count ->
    [one] { part-who } активний без перерви щонайменше { $count } місяць
    [few] { part-who } активний без перерви щонайменше { $count } місяці
   *[other] { part-who } активний без перерви щонайменше { $count } місяців
}
if-first = { $thing ->
    [payment] { $is ->
        [no] платіж — не перший
       *[yes] платіж — перший
    }
   *[action] { $is ->
        [no] дія — не перша
       *[yes] дія — перша
    }
}
if-age = { $count ->
    [one] від реєстрації { part-who-of } минув щонайменше { $count } день
    [few] від реєстрації { part-who-of } минуло щонайменше { $count } дні
   *[other] від реєстрації { part-who-of } минуло щонайменше { $count } днів
}
if-active = { $is ->
    [no] { part-who } не активний
   *[yes] { part-who } активний
}
if-label = { $is ->
    [no] у { part-who-of } немає мітки { $names }
   *[yes] у { part-who-of } є мітка { $names }
}
if-customer = { $is ->
    [no] { part-who } ще нічого не платив
   *[yes] { part-who } — клієнт, який уже платив
}
if-standing = { $is ->
    [no] у { part-who-of } є прострочене
   *[yes] у { part-who-of } немає нічого простроченого
}
if-overdue = { $is ->
    [no] у { part-who-of } немає прострочених рахунків
   *[yes] у { part-who-of } є прострочений рахунок
}
if-open = { $is ->
    [no] у { part-who-of } немає неоплачених рахунків
   *[yes] у { part-who-of } є неоплачений рахунок
}
if-promo-code = { $is ->
    [no] у замовленні немає промокоду
   *[yes] у замовленні є промокод
}
if-thing-label = { $thing ->
    [payment] { $is ->
        [no] ніщо в платежі не має мітки { $names }
       *[yes] щось у платежі має мітку { $names }
    }
    [line] { $is ->
        [no] рядок не має мітки { $names }
       *[yes] рядок має мітку { $names }
    }
   *[action] { $is ->
        [no] дія не має мітки { $names }
       *[yes] дія має мітку { $names }
    }
}
if-subscription-active = { $is ->
    [no] підписка не чинна
   *[yes] підписка чинна
}
if-late = { $is ->
    [no] про запрошення заявлено не після реєстрації
   *[yes] про запрошення заявлено після реєстрації
}

fact-payment-amount = сума платежу
fact-payment-base = ураховувана частина платежу
fact-payment-tax = податок у платежі
fact-payment-ordinal = порядковий номер платежу
fact-payment-months = кількість оплачених місяців
fact-payment-quantity = кількість у платежі
fact-payment-monthly = ураховувана частина платежу за один місяць
fact-payment-order = вид замовлення
fact-payment-product = продукт
fact-payment-promo-code = промокод у замовленні
fact-payment-credit = оплачене бонусами
fact-payment-cost = собівартість оплаченого
fact-payment-discount-percent = знижка в платежі у відсотках
fact-payment-age-days = кількість днів від реєстрації до платежу
fact-payment-has = мітка в платежі
fact-line-amount = сума рядка до знижок
fact-line-net = сума рядка після знижок
fact-line-paid = оплачене за рядок
fact-line-product = продукт
fact-line-kind = вид рядка
fact-line-months = кількість місяців у рядку
fact-line-quantity = кількість у рядку
fact-line-order = вид замовлення
fact-line-cost = собівартість рядка
fact-line-discount = знижка рядка
fact-line-monthly = оплачене за один місяць рядка
fact-line-has = мітка рядка
fact-action-name = дія
fact-action-amount = сума дії
fact-action-ordinal = порядковий номер дії
fact-action-product = продукт дії
fact-action-has = мітка дії
fact-subscription-product = продукт підписки
fact-subscription-price = ціна підписки
fact-subscription-monthly-price = ціна підписки за один місяць
fact-subscription-months = кількість місяців у періоді підписки
fact-subscription-age-days = вік підписки в днях
fact-subscription-active = чинна підписка
fact-class = статус лояльності { part-who-of }
fact-country = країна { part-who-of }
fact-kind = { part-who } (хто це)
fact-product = продукт { part-who-of }
fact-price = ціна підписки { part-who-of }
fact-monthly-price = ціна всіх підписок { part-who-of } за один місяць
fact-age-days = кількість днів від реєстрації { part-who-of }
fact-age-months = кількість місяців від реєстрації { part-who-of }
fact-payments = кількість платежів { part-who-of }
fact-paid-total = сума всіх платежів { part-who-of }
fact-paid = { $count ->
    [one] сума платежів { part-who-of } за останній { $count } день
    [few] сума платежів { part-who-of } за останні { $count } дні
   *[other] сума платежів { part-who-of } за останні { $count } днів
}
fact-active = активність { part-who-of }
fact-months-active = кількість місяців безперервної активності { part-who-of }
fact-inactive-days = кількість днів від кінця активності { part-who-of }
fact-subscriptions = кількість чинних підписок { part-who-of }
fact-first-payment-days = кількість днів від реєстрації до першого платежу { part-who-of }
fact-has = мітка { part-who-of }
fact-actions = кількість дій { $names } { part-who-of }
fact-action-total = загальна сума за діями { $names } { part-who-of }
fact-is-customer = статус клієнта в { part-who-of }
fact-in-good-standing = відсутність прострочень у { part-who-of }
fact-pending-payments = кількість прострочених рахунків { part-who-of }
fact-open-invoices = кількість неоплачених рахунків { part-who-of }
fact-active-referrals = кількість активних запрошених у { part-who-of }
fact-referrals = кількість запрошених у { part-who-of }
fact-qualified = кількість запрошених у { part-who-of } з цією винагородою
fact-rewarded = кількість запрошених у { part-who-of } з цією невідкликаною винагородою
fact-qualified-others = кількість запрошених у { part-who-of } з іншою винагородою
fact-rewarded-others = кількість запрошених у { part-who-of } з іншою невідкликаною винагородою
fact-turnover = { $who ->
    [invitee] скільки заплатили ті, кого привів запрошений
    [parent] скільки заплатили ті, кого привів посередник
   *[referrer] скільки заплатили всі запрошені
}
fact-referrals-days = { $count ->
    [one] кількість запрошених у { part-who-of } за останній { $count } день
    [few] кількість запрошених у { part-who-of } за останні { $count } дні
   *[other] кількість запрошених у { part-who-of } за останні { $count } днів
}
fact-qualified-days = { $count ->
    [one] кількість запрошених у { part-who-of } з цією винагородою за останній { $count } день
    [few] кількість запрошених у { part-who-of } з цією винагородою за останні { $count } дні
   *[other] кількість запрошених у { part-who-of } з цією винагородою за останні { $count } днів
}
fact-qualified-others-days = { $count ->
    [one] кількість запрошених у { part-who-of } з іншою винагородою за останній { $count } день
    [few] кількість запрошених у { part-who-of } з іншою винагородою за останні { $count } дні
   *[other] кількість запрошених у { part-who-of } з іншою винагородою за останні { $count } днів
}
fact-turnover-days = { $count ->
    [one] сума платежів усіх запрошених у { part-who-of } за останній { $count } день
    [few] сума платежів усіх запрошених у { part-who-of } за останні { $count } дні
   *[other] сума платежів усіх запрошених у { part-who-of } за останні { $count } днів
}
fact-referral-ordinal = порядковий номер запрошеного за реєстрацією
fact-referral-qualified-ordinal = порядковий номер запрошеного за першою винагородою
fact-referral-age-days = кількість днів від запрошення
fact-referral-age-months = кількість місяців від запрошення
fact-referral-level = рівень
fact-referral-code = код посилання
fact-referral-sub = мітка переходу
fact-referral-scheme = схема
fact-referral-late = заява після реєстрації
fact-period-days = кількість днів періоду
fact-period-months = кількість місяців періоду
fact-charge-amount = сума рахунку
fact-charge-net = сума рахунку без податку
fact-charge-tax = податок у рахунку
fact-charge-months = кількість місяців у рахунку
fact-charge-product = продукт рахунку
fact-places = кількість активних рефералів компанії
fact-event = подія
fact-milestone = досягнуте число

receipt-amount = Винагорода — { $amount }.
receipt-too-small = Винагорода менша за найменшу суму, яку дають.
receipt-part = Межа винагороди лишає з неї { $amount }.
receipt-cause-person = Її дають один раз за людину.
receipt-cause-milestone = Досягнуте число: { $number }.
receipt-cause-scheduled = Термін настав { $at }.
receipt-cause-share = Це частка того, що заробив запрошений.
receipt-cause-part = Частина { $number }.
