# Terms and receipts in words.

terms-program = { $name }
terms-reward-percent = The person who invites earns { $percent } of every payment of an invited customer, { $unit ->
    [credit] as bonuses.
    [paid] as money that is paid out.
    [money] as money.
   *[cash] as money that can be withdrawn.
}
terms-class-rate = From customers with the loyalty status { $classes } it is { $percent }, by the status at the payment.
terms-class-over = The loyalty status { $class } begins over a turnover of { $turnover }.
terms-class-refreshed = The turnover is all payments without what was refunded, in its currency by the rate of each payment's day. It is refreshed once a day: a payment that crosses a threshold is still at the old status. A status that is set by the company goes before.
terms-base-kinds = { $kinds ->
    [plan] Plans count; additional services do not.
    [service] Additional services count; plans do not.
   *[both] Plans and additional services count.
}
terms-base-products = Only these products count: { $products }.
terms-base-never = These products never count: { $products }.
terms-base-without-tax = Tax does not count.
terms-exclude-promo-code = An order with a promo code does not count.
terms-exclude-promotional-line = What is sold in a promotion does not count.
terms-exclude-discounted-line = What is sold with a discount does not count.
terms-exclude-term-discount-line = What is cheaper for paying a longer period does not count.
terms-first-payments = { $count ->
    [one] Only the first payment counts.
   *[other] Only the first { $count } payments count.
}
terms-first-months = { $count ->
    [one] Payments count for the first month after registration.
   *[other] Payments count for the first { $count } months after registration.
}
terms-first-months-paid = { $count ->
    [one] Payments count for the first month from the first payment on.
   *[other] Payments count for the first { $count } months from the first payment on.
}
terms-rounding-half-away = The amount is rounded to the smallest coin, a half of it upwards.
terms-rounding-down = The amount is rounded down to the smallest coin.
terms-rounding-up = The amount is rounded up to the smallest coin.
terms-hold = { $days ->
    [0] It is available at once.
    [one] It is on hold for one day after the payment, then it is available.
   *[other] It is on hold for { $days } days after the payment, then it is available.
}
terms-refund-proportional = A refund takes back the same part of it.
terms-refund-forfeit = Any refund takes all of it back.
terms-refund-keep = A refund does not change it.
terms-month = Whoever invites gets a percent off the subscriptions of their own companies, by the number of Active Referrals.
terms-month-step = { $from } to { $until } Active Referrals: { $percent }.
terms-month-step-one = { $count ->
    [one] One Active Referral: { $percent }.
   *[other] { $count } Active Referrals: { $percent }.
}
terms-month-step-last = { $from } or more Active Referrals: { $percent }.
terms-month-active = An Active Referral is an invited person with a subscription whose trial is over, that was paid after it, is active, and has nothing overdue.
terms-active = A person is active who has a subscription that runs and is paid: its trial is over, it was paid after it, and nothing of it is overdue.
terms-month-cascade = At most { $cap } count for one company; the companies are served in the order that their owner chooses, and only what is left goes on to the next.
terms-month-skip-inactive = Companies without an active subscription are passed over.
terms-month-day = This is verified each month on day { $day } (or the last one) at { $hour }:00.
terms-month-unless-pending = Whoever has an invoice past its due date then gets no discount that month; it is not made up for later.
terms-month-unless-open = Whoever has an unpaid invoice then gets no discount that month; it is not made up for later.
terms-month-next-payment = The discount is for the next scheduled payment only: not for invoices that exist already, and not for another company.
terms-offer = Invited customers get { $percent } off { $products }.
terms-offer-all = Invited customers get { $percent } off.
terms-offer-amount-all = Invited customers get { $percent } off each line of an invoice.
terms-offer-amount = Invited customers get { $percent } off each line of { $products }.
terms-offer-price-all = Invited customers pay { $percent }.
terms-offer-price = Invited customers pay { $percent } for { $products }.
terms-offer-kinds = { $kinds ->
    [plan] This offer is for plans, not for additional services.
   *[service] This offer is for additional services, not for plans.
}
terms-offer-window = { $days ->
    [one] This offer holds for one day after registration.
   *[other] This offer holds for { $days } days after registration.
}
terms-offer-first-invoices = { $count ->
    [one] This offer is for the first invoice.
   *[other] This offer is for the first { $count } invoices.
}
terms-discounts-best = Discounts on one line of an invoice do not add up, the best is used: { $rewards ->
    [yes] its own, one offer, or what all rewards take off together.
   *[no] its own or one offer.
}
terms-link = A link is any page of the site with { $parameters } and the referrer's code.
terms-window = { $days ->
    [one] A visit through a link counts for one day.
   *[other] A visit through a link counts for { $days } days.
}
terms-touch-first = Of several links the one that was followed first counts; when its time is over, the next one.
terms-touch-last = Of several links the one that was followed last counts.
terms-codes = The invitation code may also be typed.
terms-no-self = Inviting oneself does not count, and neither does a new registration with an e-mail address or tax number that is known already.
terms-referrer-individual = Only natural persons can refer.
terms-referrer-business = Only businesses can refer.
terms-no-paid-ads = Visits from paid advertising are not counted.
terms-credit-use = { $kinds ->
    [plan] Bonuses pay for plans here. They cannot be withdrawn or transferred.
    [service] Bonuses pay for additional services here. They cannot be withdrawn or transferred.
    [none] Bonuses cannot be withdrawn or transferred.
   *[both] Bonuses pay for plans and additional services here{ $whole ->
        [yes] {", "}up to the whole invoice
       *[no] {""}
    }. They cannot be withdrawn or transferred.
}
terms-withdraw-minimum = Money can be withdrawn from { $minimum } on.
terms-withdraw-card = It is paid to a card.
terms-withdraw-iban = It is paid to a bank account.
terms-withdraw-custom = It is paid in another way that is agreed.
terms-withdraw-fee = Each withdrawal costs { $fee }.
terms-withdraw-within = { $days ->
    [one] A withdrawal is decided and paid within one day.
   *[other] A withdrawal is decided and paid within { $days } days.
}
terms-money-no-way = These terms do not say how money is paid out.
terms-no-limit = There is no limit on the number of invited customers.
terms-currency-and-zone = Amounts are in { $currency }; days end by the clock of { $zone }.
terms-effective-from = These terms are in force from { $from }.
terms-applies-new-referrals = Referrals keep the terms under which they registered.
terms-applies-all-from-date = These terms hold for all referrals from their date on.
terms-applies-opt-in = These terms hold for those who accept them, from then on.

receipt-percent = { $rounding ->
    [down] { $percent } of { $base } is { $amount }, rounded down.
    [up] { $percent } of { $base } is { $amount }, rounded up.
   *[half_away] { $percent } of { $base } is { $amount }.
}
receipt-class = The customer's loyalty status at the payment was { $class }.
receipt-refunded = After the refund { $amount } is left.
receipt-nothing-paid = No money was received, so nothing was earned.
receipt-nothing-counts = Nothing in this payment counts, so nothing was earned.
receipt-rounded-to-zero = { $percent } of { $base } is less than the smallest coin.
receipt-rate-is-zero = The rate is zero.
receipt-after-first-payments = This payment is not among the first ones that count.
receipt-after-first-months = This payment came after the first months that count.
receipt-other-currency = The payment is in another currency than the program; nothing is converted.
receipt-class-unknown = The rate depends on a turnover in a currency whose exchange rate is not known yet; it is reckoned again when it is.
receipt-condition-not-met = A condition of the reward was not met.
receipt-outside-campaign = It is outside the dates of the campaign.
receipt-other-scheme = The referrer chose another scheme.
receipt-no-case = No rate of the reward covers it.
receipt-limit-reached = The limit of the reward is reached.
receipt-not-released = What the release depends on did not hold when the hold ended.
receipt-taken-back = The reward was taken back.
receipt-unanswered = There is no answer, as something is divided by zero or too large.
receipt-line-counted = { $named ->
    [no] { $paid } counts.
   *[yes] { $product }, { $paid }, counts.
}
receipt-line-excluded = { $named ->
    [no] { $paid }
   *[yes] { $product }, { $paid },
} does not count: { $why ->
    [product_not_listed] it is not among the listed products.
    [product_never] this product never counts.
    [promo_code] a promo code was used.
    [promotional] it was a promotion.
    [discounted] it was sold with a discount.
    [term_discounted] it was cheaper for paying a longer period.
    [label] its label is excluded.
    [order] this kind of order is excluded.
   *[kind] this kind does not count.
}
receipt-hold = It is on hold until { $until }.
receipt-terms = Terms version { $version }, reward { $clause }.

run-company = { $why ->
    [assigned] { $places ->
        [one] One Active Referral: { $percent } off the next payment.
       *[other] { $places } Active Referrals: { $percent } off the next payment.
    }
    [outside_campaign] No discount this month: the program does not run then.
    [pending_payments] No discount this month: an invoice is past its due date.
    [open_invoices] No discount this month: an invoice is not paid.
    [no_active_subscription] Passed over: no active subscription.
    [no_active_referrals] There are no Active Referrals.
    [none_left] The companies before it take all Active Referrals.
   *[too_few] { $places ->
        [one] One Active Referral is too few for a discount.
       *[other] { $places } Active Referrals are too few for a discount.
    }
}
standing = { $standing ->
    [active] An Active Referral since { $since }.
    [past_due] Not active: a payment is overdue since { $since }.
    [never_paid] Not active: nothing was paid after the trial, since { $since }.
    [trial] Not active: in trial since { $since }.
    [canceled] Not active: canceled since { $since }.
    [expired] Not active: expired since { $since }.
    [closed] Not active: the company is closed since { $since }.
   *[no_subscription] Not active: no subscription since { $since }.
}

# Rewards of the whole language. What is in quotes in `$names` is written so by the program.

part-and = { $one } and { $other }
part-or = { $one } or { $other }
part-list = { $one }, { $other }
part-products = { $products }
part-quoted = “{ $name }”
part-bracket = ({ $one })
part-semicolon = { $one }; { $other }
part-unit = { $unit ->
    [credit] bonuses
    [cash] money
    [months] months
    [days] days
    [weeks] weeks
    [minutes] minutes
    [points] points
    [emails] e-mails
    [gb] GB
   *[other] { $unit }
}
part-label = { $unit ->
    [credit] Bonuses
    [cash] Money
    [months] Months
    [days] Days
    [weeks] Weeks
    [minutes] Minutes
    [points] Points
    [emails] E-mails
    [gb] GB
   *[other] { $unit }
}
part-amount = { $unit ->
    [months] { $count ->
        [one] { $count } month
       *[other] { $count } months
    }
    [days] { $count ->
        [one] { $count } day
       *[other] { $count } days
    }
    [weeks] { $count ->
        [one] { $count } week
       *[other] { $count } weeks
    }
    [minutes] { $count ->
        [one] { $count } minute
       *[other] { $count } minutes
    }
    [points] { $count ->
        [one] { $count } point
       *[other] { $count } points
    }
    [emails] { $count ->
        [one] { $count } e-mail
       *[other] { $count } e-mails
    }
    [gb] { $count } GB
   *[other] { $count ->
        [1] { $count } × { $unit }
       *[other] { $count } { $unit }
    }
}
part-who = { $who ->
    [invitee] the invited person
    [parent] the person between
   *[referrer] the person who invites
}
part-who-of = { $who ->
    [invitee] of the invited person
    [parent] of the person between
   *[referrer] of the person who invites
}
part-invitee-of = { $level ->
    [1] of an invited person
   *[other] of a person of level { $level }
}
part-over = { $over ->
    [month] in a calendar month
    [quarter] in a calendar quarter
    [year] in a calendar year
    [period] since the last time
    [last] in the last { $span }
    [so_far] so far
    [rolling] within { $span }
    [campaign] in the campaign
   *[ever] in all
}
part-lines = { $kinds ->
    [plan] plans
    [service] additional services
   *[both] plans and additional services
}
part-taken = { $whose ->
    [invitee] { $on ->
        [canceled] a subscription of the invited person is canceled
        [past_due] a payment of the invited person is overdue
        [closed] a company of the invited person is closed
        [action_reversed] an action of the invited person is reversed
        [not_active] the invited person is no longer active
        [payment] the payment is refunded
       *[refund] any payment of the invited person is refunded
    }
   *[own] { part-taken-own }
}
part-taken-own = { $on ->
    [canceled] the subscription is canceled
    [past_due] a payment is overdue
    [closed] the company is closed
    [action_reversed] the action is reversed
    [not_active] the person is no longer active
    [payment] the payment is refunded
   *[refund] something is refunded
}
part-text = { $text ->
    [new] a new order
    [renewal] a renewal
    [upgrade] an upgrade
    [plan] a plan
    [service] an additional service
    [individual] a natural person
    [business] a business
    [true] yes
    [false] no
   *[none] none
}

every-day = Every day
every-days = { $count ->
    [one] Every day
   *[other] Every { $count } days
}
every-week = { $weekday ->
    [mon] Every Monday
    [tue] Every Tuesday
    [wed] Every Wednesday
    [thu] Every Thursday
    [fri] Every Friday
    [sat] Every Saturday
   *[sun] Every Sunday
}
every-months = { $count ->
    [1] Every month on day { $day }{ part-last }
    [12] Every year on day { $day } of month { $months }{ part-last }
   *[other] Every { $count } months on day { $day }{ part-last } (months { $months })
}
every-at = { $every } at { $hour }:00
part-last = { $last ->
    [yes] {" "}(or on the last day of the month)
   *[no] {""}
}

on-payment = For every payment { part-invitee-of },
on-first-payment = For the first payment { part-invitee-of },
on-registered = For the registration { part-invitee-of },
on-joined = For registering,
on-own-payment = For every payment of their own,
on-own-invoice = On every invoice of their own,
on-action = For the action { $names } { part-invitee-of },
on-own-action = For the own action { $names },
on-tenure = { $span } after { $since },
on-becomes = Once for each invited person, as soon as { $condition },
on-milestone-at = Once each, when { $fact } first reaches { $values },
on-milestone-every = { $count ->
    [one] Each time when { $fact } grows by one,
   *[other] Each time when { $fact } grows by another { $count },
}
on-schedule = { $each ->
    [referral] { $every }, for each invited person,
    [subscription] { $every }, for each subscription of an invited person,
   *[recipient] { $every },
}
on-share = For every reward “{ $id }” of an invited person,
since-registration = the registration { part-invitee-of }
since-first-payment = the first payment { part-invitee-of }
since-action = the action { $names } { part-invitee-of }

give-percent = { $percent } of { $of }
give-percent-by = a percent of { $of }
give-a-percent = a percent
give-rate-by = a percent (the percent is { $number })
of-payment = it
of-lines = what counts of the payment
of-period = { $of ->
    [subscription] what was paid for that subscription since the last time
    [invitee] what the invited person paid since the last time
   *[all] { $level ->
        [1] what all invited persons paid since the last time
       *[other] what all persons of level { $level } paid since the last time
    }
}
of-action = its amount
of-reward = it
of-amount = ({ $number })

rule-name = Reward “{ $id }”:
rule-gives = { $when } { part-who } gets { $what }{ $form ->
    [credit] {" "}as bonuses
    [cash] {" "}as money that can be withdrawn
    [paid] {" "}as money that is paid out
    [money] {" "}as money
    [discount] {" "}off their own next invoice
    [invoice] {" "}off that invoice
    [months] {" "}free
    [unit] {" "}as { $unit }
   *[none] {""}
}.
rule-reward = { $when } { part-who } gets a reward{ $form ->
    [credit] {" "}as bonuses
    [cash] {" "}as money that can be withdrawn
    [paid] {" "}as money that is paid out
    [money] {" "}as money
    [discount] {" "}off their own next invoice
    [invoice] {" "}off that invoice
    [months] {" "}as free months
    [unit] {" "}as { $unit }
   *[none] {""}
}.
rule-percent = That percent is { $number }.
case-of = { $case } ({ $fact })
rule-named-number = That number is { $number }.
rule-first-months = { $count ->
    [one] It is given only in the first month { part-months-since }.
   *[other] It is given only in the first { $count } months { part-months-since }.
}
part-months-since = { $since ->
    [first_payment] { $whose ->
        [own] from the first payment of whoever gets it on
       *[invitee] from the first payment of the invited person on
    }
   *[registration] { $whose ->
        [own] after the registration of whoever gets it
       *[invitee] after the registration of the invited person
    }
}
rule-depends = How much depends on: { $facts }.
rule-amount = It is, in { $unit }: { $number }.
rule-case = { $case }: { $give }.
case-range = { $from } to { $until }
case-under = { $from } to under { $until }
case-from = { $from } or more
case-default = anything else
rule-percent-of = Each percent is of { $of }.
rule-by-line = { $of ->
    [invoice] Each line of the invoice is reckoned by itself, then they are added up.
   *[payment] Each line of the payment is reckoned by itself, then they are added up.
}
rule-slices = Each of these is for its own part of the whole only.
rule-discounts-add = Those for several invited persons add up, at most to the whole of the invoice.
rule-level = { $level ->
    [2] A person of level 2 was invited by an invited person.
   *[other] A person of level { $level } is { $level } invitations away.
}
rule-labels = Only what has one of these labels counts: { $labels }.
rule-never-labels = What has one of these labels never counts: { $labels }.
rule-orders = Only these orders count: { $orders }.
rule-rounding = { $rounding ->
    [down] It is rounded down to { part-rounded }.
    [up] It is rounded up to { part-rounded }.
   *[half_away] It is rounded to { part-rounded }, a half of it upwards.
}
part-rounded = { $to ->
    [whole] a whole number
    [digits] two digits after the point
   *[step] a multiple of { $step }
}
rule-carry = What rounding leaves goes to the next reward.
rule-when = It is given only if { $condition }.
rule-unless = It is not given if { $condition }.
rule-scheme = It is only for the scheme “{ $scheme }”.
rule-campaign = { $by ->
    [registration] { $dates ->
        [both] Only registrations from { $from } until { $until } count.
        [from] Only registrations from { $from } on count.
       *[until] Only registrations until { $until } count.
    }
   *[event] { $dates ->
        [both] Only what happens from { $from } until { $until } counts.
        [from] Only what happens from { $from } on counts.
       *[until] Only what happens until { $until } counts.
    }
}
rule-limit-count = It is given at most { $count ->
    [one] once
   *[other] { $count } times
} { $per ->
    [invitee] for one invited person
    [payment] for one payment
    [referrer] to all invited by one person together
   *[recipient] to one person
}, { part-over }.
rule-limit-amount = It is at most { $amount } { $per ->
    [invitee] for one invited person
    [payment] for one payment
    [referrer] to all invited by one person together
   *[recipient] to one person
}, { part-over }.
rule-limit-kept = What was not released, or was taken back as a whole, does not count: its place is free again.
rule-hold-none = It is available at once.
rule-hold = It is on hold for { $span }, then it is available.
rule-hold-by = It is on hold for this number of days: { $number }.
rule-hold-until = { $until ->
    [service_end] It is on hold until the end of the time that was paid.
    [month_end] It is on hold until the end of the month.
   *[next_month_end] It is on hold until the end of the next month.
}
rule-hold-latest = It is on hold until the latest of these, then it is available: { $list }.
part-hold-after = { $span } after it was earned
part-hold-by = this number of days after it was earned: { $number }
part-hold-until = { $until ->
    [service_end] the end of the time that was paid
    [month_end] the end of the month
   *[next_month_end] the end of the next month
}
rule-release = When the hold ends it is released only if { $condition }; otherwise it is taken back.
rule-release-at-once = It is available at once, but only if { $condition }; otherwise it is taken back.
rule-take-back = It is taken back as a whole if { $cause }.
rule-take-back-within = It is taken back as a whole if, within { $span } after it was given, { $cause }.
rule-refund-later-proportional = A later refund takes back the same part of it.
rule-refund-later-forfeit = A later refund takes all of it back too.
rule-refund-later-keep = A later refund does not change it.
rule-take-back-milestone = It is taken back only when too few of the counted invited persons are left, and given again when there are enough.
rule-take-back-since = It is taken back as a whole if, within { $span } { $since ->
    [first_payment] after the first payment
   *[registration] after the registration
}, { $cause }.
rule-refund-within = That is so for refunds up to { $span } after the payment; a later one changes nothing.
rule-reversed = If the action is reversed, it is taken back.
rule-share-lost = When that reward is reduced or taken back, so is this one, in the same part.
rule-instalments = { $count ->
    [one] It is given at once.
   *[other] It is given in { $count } equal parts: the first at once, each next one { $span } later.
}
rule-instalments-while = A part is given only while { $condition }; after a part that is not given come no more.
rule-expires = What is not used { $span } after it became available is lost.
rule-apply-subscription = { $order ->
    [oldest] It goes to the oldest own subscription.
    [chosen] It goes to the own subscription that the person chooses.
    [from_link] It goes to the own subscription whose link was used.
   *[soonest_end] It goes to the own subscription that ends first.
}
rule-apply-invoice = It makes the next own invoices free.
rule-apply-each = { $to ->
    [invoice] The most for one invoice: { $amount }.
   *[subscription] The most for one subscription: { $amount }.
}

part-payments-of = { $whose ->
    [invitee] payments of the invited person
    [own] own payments
   *[invitees] payments of all invited persons
}
part-actions-of = { $whose ->
    [invitee] actions of the invited person
    [own] own actions
   *[invitees] actions of all invited persons
}
part-subscriptions-of = { $whose ->
    [invitee] subscriptions of the invited person
    [own] own subscriptions
   *[invitees] subscriptions of all invited persons
}
count-referrals = { $sum ->
    [yes] “{ $name }” is the sum { part-over } over the invited persons: of each, { $number } is added.
   *[no] “{ $name }” is the number of invited persons, { part-over }.
}
count-payments = { $sum ->
    [yes] “{ $name }” is the sum { part-over } over the { part-payments-of }: of each, { $number } is added.
   *[no] “{ $name }” is the number of { part-payments-of }, { part-over }.
}
count-actions = { $sum ->
    [yes] “{ $name }” is the sum { part-over } over the { part-actions-of }: of each, { $number } is added.
   *[no] “{ $name }” is the number of { part-actions-of }, { part-over }.
}
count-subscriptions = { $sum ->
    [yes] “{ $name }” is the sum { part-over } over the { part-subscriptions-of }: of each, { $number } is added.
   *[no] “{ $name }” is the number of { part-subscriptions-of }, { part-over }.
}
count-where = Only those count for which this holds: { $condition }.
count-kept = { $every }, “{ $name }” becomes { $number }; before the first time it is { $starts }.
count-kept-always = Whenever something happens, “{ $name }” becomes { $number }; before that it is { $starts }.

terms-scheme = { $chosen ->
    [per_link] These schemes can be chosen for each link: { $options }.
    [per_referral] These schemes can be chosen for each invited person: { $options }.
   *[per_referrer] The person who invites can choose between these schemes: { $options }.
}
terms-scheme-default = Without a choice it is “{ $scheme }”.
terms-renews = Each visit through the same link begins this time anew.
terms-late = { $count ->
    [one] A referral can still be claimed for one day after the registration.
   *[other] A referral can still be claimed for { $count } days after the registration.
}
terms-existing = { $count ->
    [one] Who is registered already and was invited by nobody can still be invited, by a link that was followed within the last day.
   *[other] Who is registered already and was invited by nobody can still be invited, by a link that was followed within the last { $count } days.
}
terms-no-staff = The company does not bind referrals by hand.
terms-referrer-when = Condition for inviting: { $condition }.
terms-invitee-when = Condition for an invited person to count: { $condition }.
terms-offer-invoices = { $count ->
    [one] This offer is only for invoice number { $numbers }, counted from the first.
   *[other] This offer is only for invoices number { $numbers }, counted from the first.
}
terms-offer-when = This offer holds only if { $condition }.
terms-offer-code = This offer is only for those who typed a code.

use-pays = { part-label }: can pay for { part-lines } here.
use-worth = { part-label }: one is worth { $amount }.
use-worth-of = { part-label }: { $units } are worth { $amount }.
use-at-most = { part-label }: at most { $percent } of an invoice is paid with it.
use-at-most-amount = { part-label }: at most { $amount } of one invoice is paid with it.
use-minimum = { part-label }: the least that is used at once is { $amount }.
use-auto = { part-label }: the next invoice takes what it can by itself.
use-above-tax = { part-label }: the tax of an invoice stays to be paid.
use-alone = { part-label }: an invoice is paid with it as a whole or not at all.
use-expires = { part-label }: what is not used { $span } after it became available is lost.
use-expires-else = { part-label }: what is not used { $span } after it became available is lost, unless its reward says otherwise.
use-forfeit = { part-label }: all is lost if { $cause }.
use-payout = { $every }, what is available is paid out ({ part-unit }).
use-payout-minimum = Below { $amount } it waits for the next time.
use-payout-within = { $count ->
    [one] It is paid within one day from then.
   *[other] It is paid within { $count } days from then.
}
use-convert = Money can be turned into bonuses: it becomes { $percent } of itself.
use-convert-minimum = At least { $amount } is turned at once.
use-first-minimum = The first withdrawal is at least { $amount }.
use-minimum-by = { $method ->
    [card] To a card at least { $amount } is withdrawn.
    [iban] To a bank account at least { $amount } is withdrawn.
   *[custom] In another way at least { $amount } is withdrawn.
}
use-fee-by = { $method ->
    [card] A withdrawal to a card costs { $fee }.
    [iban] A withdrawal to a bank account costs { $fee }.
   *[custom] A withdrawal in another way costs { $fee }.
}
use-fee-by-part = { $method ->
    [card] { $percent } of each withdrawal to a card is its fee.
    [iban] { $percent } of each withdrawal to a bank account is its fee.
   *[custom] { $percent } of each withdrawal in another way is its fee.
}
use-fee-percent = { $percent } of each withdrawal is its fee.

part-span = { $span }
span-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
span-months = { $count ->
    [one] { $count } month
   *[other] { $count } months
}

span-last-days = { $count ->
    [one] day
   *[other] { $count } days
}
span-last-months = { $count ->
    [one] month
   *[other] { $count } months
}

num-plus = { $one } + { $other }
num-minus = { $one } − { $other }
num-times = { $one } × { $other }
num-divided = { $one } ÷ { $other }
num-least = the smallest of ({ $list })
num-most = the largest of ({ $list })
num-round = rounded ({ $one })
num-floor = rounded down ({ $one })
num-ceil = rounded up ({ $one })
num-if = { $one } if { $condition }, otherwise { $other }
num-formula = the result of `{ $source }`
num-count = “{ $name }”
num-named = the number named below

if-formula = this holds: `{ $source }`
if-equal = { $fact } is { $value }
if-unequal = { $fact } is not { $value }
if-less = { $fact } is less than { $value }
if-at-most = { $fact } is at most { $value }
if-more = { $fact } is more than { $value }
if-at-least = { $fact } is at least { $value }
if-known = { $is ->
    [no] { $fact } is not known
   *[yes] { $fact } is known
}
if-flag = { $is ->
    [no] this is not so: { $fact }
   *[yes] this is so: { $fact }
}
if-never = never
if-always = always
if-payments = { $count ->
    [one] { part-who } has made at least one payment
   *[other] { part-who } has made at least { $count } payments
}
if-no-payments = { part-who } has made no payment
if-actions = { $count ->
    [one] { part-who } has done { $names } at least once
   *[other] { part-who } has done { $names } at least { $count } times
}
if-months-active = { $count ->
    [one] { part-who } has been active for at least one month without a break
   *[other] { part-who } has been active for at least { $count } months without a break
}
if-first = { $thing ->
    [payment] { $is ->
        [no] the payment is not the first one
       *[yes] the payment is the first one
    }
   *[action] { $is ->
        [no] the action is not the first one
       *[yes] the action is the first one
    }
}
if-age = { $count ->
    [one] { part-who } registered at least one day ago
   *[other] { part-who } registered at least { $count } days ago
}
if-active = { $is ->
    [no] { part-who } is not active
   *[yes] { part-who } is active
}
if-label = { $is ->
    [no] { part-who } does not have the label { $names }
   *[yes] { part-who } has the label { $names }
}
if-customer = { $is ->
    [no] { part-who } has never paid
   *[yes] { part-who } is a customer who has paid
}
if-standing = { $is ->
    [no] { part-who } has something overdue
   *[yes] { part-who } has nothing overdue
}
if-overdue = { $is ->
    [no] { part-who } has no overdue invoice
   *[yes] { part-who } has an overdue invoice
}
if-open = { $is ->
    [no] { part-who } has no unpaid invoice
   *[yes] { part-who } has an unpaid invoice
}
if-promo-code = { $is ->
    [no] no promo code was used on the order
   *[yes] a promo code was used on the order
}
if-thing-label = { $thing ->
    [payment] { $is ->
        [no] nothing in the payment has the label { $names }
       *[yes] something in the payment has the label { $names }
    }
    [line] { $is ->
        [no] the line does not have the label { $names }
       *[yes] the line has the label { $names }
    }
   *[action] { $is ->
        [no] the action does not have the label { $names }
       *[yes] the action has the label { $names }
    }
}
if-subscription-active = { $is ->
    [no] the subscription is not active
   *[yes] the subscription is active
}
if-late = { $is ->
    [no] the referral was not claimed after the registration
   *[yes] the referral was claimed after the registration
}

fact-payment-amount = the amount of the payment
fact-payment-base = what counts of the payment
fact-payment-tax = the tax of the payment
fact-payment-ordinal = the number of the payment in its order
fact-payment-months = the number of months that the payment is for
fact-payment-quantity = the number of pieces in the payment
fact-payment-monthly = what counts of the payment for one month
fact-payment-order = the kind of order
fact-payment-product = the product
fact-payment-promo-code = a promo code on the order
fact-payment-credit = what bonuses paid of it
fact-payment-cost = the cost of what was paid
fact-payment-discount-percent = the discount of the payment in percent
fact-payment-age-days = the number of days from the registration to the payment
fact-payment-has = a label in the payment
fact-line-amount = the amount of the line before discounts
fact-line-net = the amount of the line after discounts
fact-line-paid = what was paid for the line
fact-line-product = the product
fact-line-kind = the kind of the line
fact-line-months = the number of months that the line is for
fact-line-quantity = the number of pieces of the line
fact-line-order = the kind of order
fact-line-cost = the cost of the line
fact-line-discount = the discount of the line
fact-line-monthly = what was paid for one month of the line
fact-line-has = a label of the line
fact-action-name = the action
fact-action-amount = the amount of the action
fact-action-ordinal = the number of the action in its order
fact-action-product = the product of the action
fact-action-has = a label of the action
fact-subscription-product = the product of the subscription
fact-subscription-price = the price of the subscription
fact-subscription-monthly-price = the price of the subscription for one month
fact-subscription-months = the number of months of one period of the subscription
fact-subscription-age-days = the age of the subscription in days
fact-subscription-active = an active subscription
fact-class = the loyalty status { part-who-of }
fact-country = the country { part-who-of }
fact-kind = what kind of person it is: { part-who }
fact-product = the product { part-who-of }
fact-price = the price of the subscription { part-who-of }
fact-monthly-price = the price of all subscriptions { part-who-of } for one month
fact-age-days = the number of days since the registration { part-who-of }
fact-age-months = the number of months since the registration { part-who-of }
fact-payments = the number of payments { part-who-of }
fact-paid-total = the sum of all payments { part-who-of }
fact-paid = { $count ->
    [one] the sum of the payments { part-who-of } in the last day
   *[other] the sum of the payments { part-who-of } in the last { $count } days
}
fact-active = the activity { part-who-of }
fact-months-active = the number of months of uninterrupted activity { part-who-of }
fact-inactive-days = the number of days since the end of the activity { part-who-of }
fact-subscriptions = the number of active subscriptions { part-who-of }
fact-first-payment-days = the number of days from the registration to the first payment { part-who-of }
fact-has = a label { part-who-of }
fact-actions = the number of actions { $names } { part-who-of }
fact-action-total = the sum of the amounts of the actions { $names } { part-who-of }
fact-is-customer = the customer status { part-who-of }
fact-in-good-standing = the absence of overdue payments { part-who-of }
fact-pending-payments = the number of overdue invoices { part-who-of }
fact-open-invoices = the number of unpaid invoices { part-who-of }
fact-active-referrals = the number of active invited persons { part-who-of }
fact-referrals = the number of invited persons { part-who-of }
fact-qualified = the number of invited persons who brought this reward { part-who-of }
fact-rewarded = the number of invited persons who brought this reward and kept it { part-who-of }
fact-qualified-others = the number of invited persons who brought another reward { part-who-of }
fact-rewarded-others = the number of invited persons who brought another reward and kept it { part-who-of }
fact-turnover = { $who ->
    [invitee] what those invited by the invited person paid
    [parent] what those invited by the person between paid
   *[referrer] what all invited persons paid
}
fact-referrals-days = { $count ->
    [one] the number of invited persons { part-who-of } in the last day
   *[other] the number of invited persons { part-who-of } in the last { $count } days
}
fact-qualified-days = { $count ->
    [one] the number of invited persons who brought this reward { part-who-of } in the last day
   *[other] the number of invited persons who brought this reward { part-who-of } in the last { $count } days
}
fact-qualified-others-days = { $count ->
    [one] the number of invited persons who brought another reward { part-who-of } in the last day
   *[other] the number of invited persons who brought another reward { part-who-of } in the last { $count } days
}
fact-turnover-days = { $count ->
    [one] { fact-turnover } in the last day
   *[other] { fact-turnover } in the last { $count } days
}
fact-referral-ordinal = the number of the invited person in the order of registration
fact-referral-qualified-ordinal = the number of the invited person in the order of first rewards
fact-referral-age-days = the number of days since the referral
fact-referral-age-months = the number of months since the referral
fact-referral-level = the level
fact-referral-code = the code of the link
fact-referral-sub = the sub-id of the link
fact-referral-scheme = the scheme
fact-referral-late = a claim after the registration
fact-period-days = the number of days of the period
fact-period-months = the number of months of the period
fact-charge-amount = the amount of the invoice
fact-charge-net = the amount of the invoice without tax
fact-charge-tax = the tax of the invoice
fact-charge-months = the number of months that the invoice is for
fact-charge-product = the product of the invoice
fact-places = the number of Active Referrals of the company
fact-event = what happened
fact-milestone = the number that was reached

receipt-amount = The reward is { $amount }.
receipt-too-small = The reward is less than the smallest amount that is given.
receipt-part = The limit of the reward leaves { $amount } of it.
receipt-cause-person = It is given once for a person.
receipt-cause-milestone = The number that was reached: { $number }.
receipt-cause-scheduled = It was due on { $at }.
receipt-cause-share = It is a share of what an invited person earned.
receipt-cause-part = Part { $number } of it.
