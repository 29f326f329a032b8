# The overview and the terms of a program.
overview-programs = Programs
overview-terms = Terms
overview-link = Your link
overview-bonuses = Your bonuses
overview-release = { $amount } become available on
overview-spend = Use bonuses on an invoice
overview-empty = How it begins
overview-last = Last earnings
overview-last-none = Nothing yet. As soon as somebody you invited pays, it stands here with the reason.
overview-all = All earnings
overview-months = Earned by month
overview-month = Month
overview-months-none = Nothing was earned in the last twelve months.
overview-typed = Whoever types your code registers without a visit.
overview-releases-none = Nothing waits for a date.
offer-referrer = You earn { $percent } of what each invited customer pays.
offer-referrer-up-to = You earn up to { $percent } of what each invited customer pays.
offer-them = { $count ->
    [one] They get { $percent } off for { $count } day.
   *[other] They get { $percent } off for { $count } days.
}
share-email = E-mail
share-more = More
share-qr = QR code
terms-title = Terms: { $program }
terms-version = Version { $version }
terms-since = in force since
terms-always = since the beginning
terms-old = A newer version is in force. This one still counts for whoever registered under it.
terms-you-earn = What you earn
terms-they-get = What they get
terms-examples = Worked examples
terms-examples-text = The same rules that decide about your money worked these out; terms whose examples do not come out cannot be published.
terms-versions = All versions
offer-referrer-nothing = Payments of invited customers earn nothing in this program.
home-title = Invite others and be thanked for it
home-lead = Share a link. You earn from what those pay who register through it, and where the program says so they pay less: every bonus with its reason, to the last coin.
terms-rules = What else holds
terms-description = { $program }: { $earn } All terms in words, with worked examples and every version.
terms-future = This version is not in force yet.
terms-optional = This version holds for those who accept it; everybody else keeps theirs.
terms-what-changed = What changed
terms-governs = Which version governs you
terms-governs-new = Whoever registers through you now
terms-governs-invited = { $count ->
    [one] { $count } whom you invited already
   *[other] { $count } whom you invited already
}
terms-accepted = You accepted this version on
terms-accept = Accept version { $version }
terms-accept-text = It then governs what happens to everybody you invited, from that moment on and for good. What was earned before stays as it is.
terms-offered = A version waits for your answer:
terms-in-force = in force
terms-published = Published
terms-applies-first = The first version.
terms-changes = What version { $version } changes: { $program }
terms-compared = Compared with version { $version }
terms-changes-none = The rules of both versions are the same; only dates or examples differ.
terms-compare = Compare with
terms-clause-reward = Reward “{ $id }”
terms-clause-offer = Offer { $number }
terms-clause-added = new
terms-clause-removed = gone
terms-clause-changed = changed
terms-before = Before:
terms-after = Now:
flash-terms-accepted = The version is accepted.

# The steps of worked examples: what happened, and what came of it.
example-step = { $at }: { $what }
example-title = Example { $number }
example-line = { $product }, { $kind ->
    [service] service
   *[plan] plan
}: { $amount }
example-line-promotional = { $line }, in a promotion
example-line-discount = { $line }, { $amount } off
example-line-term = { $line }, { $amount } off for the longer period
example-lines = { $what }: { $lines }
example-promo-code = { $what }, with a promo code
example-due = { $what }, due on { $at }
example-trial = { $what }, in trial until { $at }
example-choice = { $what }: { $choice }
example-choice-order = companies in the order { $list }
example-by = { $what } ({ $who })
example-times = { $what }, { $count ->
    [one] once
   *[other] { $count } times, { $span } between each
}
example-refused = { $what }: refused
example-repeat = { $count ->
    [one] One invited person
   *[other] The same for { $count } invited persons:
}
example-on-hold = { $amount } on hold
example-available = { $amount } available
example-earned = { $amount } earned so far
example-spent = { $amount } used so far
example-withdrawing = { $amount } in a withdrawal
example-paid-out = { $amount } paid out so far
example-expired = { $amount } expired so far
example-to-pay = { $amount } to pay
example-rate = the rate is { $percent }
example-discounts = discounts of own companies: { $list }
example-payouts = payouts so far: { $list }
happened-person-registered = registration
happened-person-changed = a change of details
happened-person-class-changed = the loyalty status becomes { $class }
happened-choice-made = a choice is made
happened-company-registered = a company is added
happened-company-closed = a company is closed
happened-link-clicked = a visit through a link
happened-subscription-started = a subscription begins
happened-subscription-changed = { $status ->
    [trialing] the subscription is in trial
    [active] the subscription is active
    [past_due] a payment for the subscription is overdue
    [canceled] the subscription is canceled
   *[expired] the subscription expires
}
happened-invoice-issued = an invoice is issued
happened-invoice-voided = an invoice is voided
happened-payment-succeeded = { $amount } is paid
happened-payment-disputed = { $told ->
    [no] a payment is disputed
   *[yes] { $amount } of a payment is disputed
}
happened-dispute-won = a dispute ends: the payment stays
happened-dispute-lost = { $told ->
    [no] a dispute ends: the payment goes back
   *[yes] a dispute ends: { $amount } goes back
}
happened-refund-requested = { $told ->
    [no] a refund is asked for
   *[yes] a refund of { $amount } is asked for
}
happened-refund-completed = { $told ->
    [no] the payment is paid back
   *[yes] { $amount } is paid back
}
happened-refund-declined = the refund is declined
happened-action-completed = { $told ->
    [no] the action { $name }
   *[yes] the action { $name }: { $amount }
}
happened-action-reversed = the action is reversed
happened-rate-changed = one { $from } is worth { $rate } { $to }
happened-credit-spent = { $amount } is used on an invoice
happened-credit-returned = what was used on an invoice comes back
happened-cash-converted = { $amount } of money becomes bonuses
happened-withdrawal-requested = a withdrawal of { $amount } is asked for
happened-withdrawal-approved = the withdrawal is approved
happened-withdrawal-rejected = the withdrawal is rejected
happened-withdrawal-canceled = the withdrawal is canceled
happened-withdrawal-paid = the withdrawal is paid
happened-withdrawal-failed = the withdrawal could not be paid
happened-adjustment-made = staff change the balance by { $amount }
happened-referral-replaced = somebody else counts as the one who invited
happened-referral-voided = the referral ends
