# Terms and receipts in words.

terms-program = { $name }
terms-reward-percent = The person who invites earns { $percent } of every payment of an invited company, { $unit ->
    [credit] as bonuses.
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
terms-month-cascade = At most { $cap } count for one company; the companies are served in the order that their owner chooses, and only what is left goes on to the next.
terms-month-skip-inactive = Companies without an active subscription are passed over.
terms-month-day = This is verified each month on day { $day } (or the last one) at { $hour }:00.
terms-month-unless-pending = Whoever has an invoice past its due date then gets no discount that month; it is not made up for later.
terms-month-unless-open = Whoever has an unpaid invoice then gets no discount that month; it is not made up for later.
terms-month-next-payment = The discount is for the next scheduled payment only: not for invoices that exist already, and not for another company.
terms-offer = Invited companies get { $percent } off: { $products }.
terms-offer-all = Invited companies get { $percent } off.
terms-offer-price-all = Invited companies pay { $percent }.
terms-offer-price = Invited companies pay { $percent } for: { $products }.
terms-offer-window = { $days ->
    [one] This offer holds for one day after registration.
   *[other] This offer holds for { $days } days after registration.
}
terms-offer-first-invoices = { $count ->
    [one] This offer is for the first invoice.
   *[other] This offer is for the first { $count } invoices.
}
terms-link = A link is any page of the site with { $parameters } and the referrer's code.
terms-window = { $days ->
    [one] A visit through a link counts for one day.
   *[other] A visit through a link counts for { $days } days.
}
terms-codes = The invitation code may also be typed.
terms-referrer-individual = Only natural persons can refer.
terms-referrer-business = Only businesses can refer.
terms-no-paid-ads = Visits from paid advertising are not counted.
terms-credit-use = { $kinds ->
    [plan] Bonuses pay for plans here. They cannot be withdrawn or transferred.
    [service] Bonuses pay for additional services here. They cannot be withdrawn or transferred.
    [none] Bonuses cannot be withdrawn or transferred.
   *[both] Bonuses pay for plans and additional services here, up to the whole invoice. They cannot be withdrawn or transferred.
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
terms-no-limit = There is no limit on the number of invited companies.
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
