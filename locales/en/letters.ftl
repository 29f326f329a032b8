# Letters, and the pages that their links lead to.
letter-greeting = Hello { $name },
letter-greeting-unknown = Hello,
letter-button-beside = If the button does nothing, open this address:
letter-foot = This letter comes from { $host }, because this address was typed there. If it was not you, nothing happens: you may delete it.

letter-confirm-subject = Confirm your e-mail
letter-confirm-text = An account was made with this address. Confirm that it is yours, then you can sign in.
letter-confirm-until = The link works until { $until }.
letter-confirm-button = Confirm my e-mail
letter-reset-subject = Your new password
letter-reset-text = Somebody, probably you, asked for a new password for your account.
letter-reset-until = The link works once, until { $until }. Your password stays as it is if you do nothing.
letter-reset-button = Choose a new password
letter-taken-subject = You have an account already
letter-taken-text = Somebody, probably you, wanted to make an account with this address, but it has one. Sign in with your password, or choose a new one here.

confirm-title = Is this your e-mail?
confirm-text = An account was made with your address. Confirm it only if you made it.
confirm-button = Yes, it is mine

letter-foot-news = This letter comes from { $host }, where you have an account.
letter-foot-support = This letter comes from { $host }. It was sent to this address because questions of participants are answered there.
letter-switch-off = No more letters of this kind
letter-settings = Choose which letters I get
letter-both = { $one } and { $other }
letter-figure = { $sum }
letter-percent = { $percent }
letter-name = { $name }
letter-line = { $name }, { $day }
letter-line-day = { $day }
letter-line-somebody = Somebody who hides the name, { $day }
letter-on-hold = on hold until { $day }
letter-not-on-hold = available already
letter-more = { $count ->
    [one] … and one more
   *[other] … and { $count } more
}
letter-earnings-button = See my earnings
letter-statement-button = See my account

letter-earned-subject = You earned { $sum }
letter-earned-text = { $count ->
    [one] You earned { $sum } in the program “{ $program }”.
   *[other] You earned { $sum } in the program “{ $program }”: { $count } bonuses.
}
letter-earned-taken = Of this { $sum } was taken back meanwhile.
letter-available-subject = { $sum } can be used now
letter-available-text = { $count ->
    [one] A bonus of { $sum } in the program “{ $program }” is no longer on hold.
   *[other] { $count } bonuses in the program “{ $program }”, { $sum } in all, are no longer on hold.
}
letter-available-now = Available now, all together: { $sum }.
letter-frozen-subject = { $sum } waits for a decision about a refund
letter-frozen-text = { $count ->
    [one] A refund is asked for of a payment that earned you a bonus in the program “{ $program }”: { $sum } waits until it is decided.
   *[other] Refunds are asked for of payments that earned you { $count } bonuses in the program “{ $program }”: { $sum } waits until they are decided.
}
letter-frozen-next = If the refund is declined, the bonus goes on as before; if the money is given back, the bonus is taken back in the same share. We write to you then.
letter-taken-back-subject = { $sum } was taken back
letter-taken-back-text = { $count ->
    [one] A bonus in the program “{ $program }” was corrected: { $sum } was taken back. This happens when a payment is refunded or turns out not to count.
   *[other] Bonuses in the program “{ $program }” were corrected: { $sum } was taken back in all. This happens when payments are refunded or turn out not to count.
}
letter-owed = More was taken back than was available: your next earnings fill { $sum } first.
letter-expired-subject = { $sum } expired
letter-expired-text = In the program “{ $program }” { $sum } was not used in time and expired, as its terms say.
letter-payout-subject = { $sum } was paid out
letter-payout-text = The program “{ $program }” paid { $sum } out to you, as its terms schedule it.

letter-invited-subject = { $count ->
    [one] Somebody registered by your invitation
   *[other] { $count } people registered by your invitation
}
letter-invited-text = { $count ->
    [one] Somebody accepted your invitation to the program “{ $program }”.
   *[other] { $count } people accepted your invitation to the program “{ $program }”.
}
letter-invited-next = We write again when it earns you something.
letter-invited-button = See whom I invited
letter-welcome-subject = You were invited: welcome
letter-welcome-from = { $name } invited you to the program “{ $program }”. Welcome!
letter-welcome-nobody = You were invited to the program “{ $program }”. Welcome!
letter-welcome-offer = What you get
letter-welcome-until = The offer holds until { $day }.
letter-welcome-terms = The terms: { $address }
letter-welcome-button = See my invitation
letter-claim-approved-subject = Your claim is approved
letter-claim-rejected-subject = Your claim is not approved
letter-claim-both-subject = Your claims are decided
letter-claim-text = Our staff looked at whom you say you invited to the program “{ $program }”.
letter-claim-approved = approved
letter-claim-rejected = not approved
letter-claim-next = Whoever was approved is among your invited, and what they pay counts as the terms say.
letter-claim-button = See my claims
letter-converted-subject = { $sum } of credit from your cash
letter-converted-text = { $count ->
    [one] You turned cash into credit in the program “{ $program }”: { $sum } was added, and it pays invoices.
   *[other] You turned cash into credit { $count } times in the program “{ $program }”: { $sum } was added in all, and it pays invoices.
}
letter-converted-why = If it was not you, { $told ->
    [no] tell us at once.
   *[yes] tell us at once: { $support }.
}

letter-terms-subject = The terms of “{ $program }” change
letter-terms-from = Version { $version } of the terms of the program “{ $program }” begins on { $from }.
letter-terms-now = Version { $version } of the terms of the program “{ $program }” is in force.
letter-terms-new-referrals = It holds for people who register from then on. Whoever you invited before stays under the terms that held then.
letter-terms-all = It holds for everybody from then on, also for those whom you invited before.
letter-terms-opt-in = It holds for you only if you accept it.
letter-terms-new = New
letter-terms-old = No longer
letter-terms-details = The terms page shows the whole text.
letter-terms-button = Read the new terms

letter-verification-subject = Your companies’ discounts for the next payment
letter-verification-none-subject = No discount for your companies this month
letter-verification-text = The program “{ $program }” was verified as of { $day }.
letter-verification-next = Each discount is for the next scheduled payment of that company only.
letter-verification-again = It is verified again next month.
letter-verification-lost = { $before } last time, nothing now
letter-verification-lost-why = None of those whom you invited counts as an Active Referral now, so there is nothing to give a discount for.
letter-verification-button = See my companies

letter-withdrawal-subject = Withdrawal of { $amount }: { $stage }
letter-withdrawal-requested = You asked for { $amount }, to: { $method }. The amount is reserved. It is decided and paid by { $due }.
letter-withdrawal-approved = Your withdrawal of { $amount } is approved. It is paid by { $due }, to: { $method }.
letter-withdrawal-paid = Your withdrawal of { $amount } is paid, to: { $method }.
letter-withdrawal-fee = The fee of { $fee } was kept back.
letter-withdrawal-rejected = Your withdrawal of { $amount } is rejected. The amount is available again.
letter-withdrawal-failed = Your withdrawal of { $amount } could not be paid. The money is available again.
letter-withdrawal-canceled = You canceled your withdrawal of { $amount }. The amount is available again.
letter-withdrawal-button = See my withdrawals

letter-invoice-subject = { $count ->
    [one] A new invoice: { $sum }
   *[other] { $count } new invoices: { $sum }
}
letter-invoice-text = { $count ->
    [one] An invoice was issued to your company; { $sum } is left to pay.
   *[other] { $count } invoices were issued to your companies; { $sum } is left to pay in all.
}
letter-invoice-line = { $company }, invoice { $number }
letter-invoice-due = pay by { $day }
letter-invoice-bonuses = If you have bonuses, they may pay a part of it: its page shows how much.
letter-invoice-button = See the invoice
letter-invoices-button = See my invoices
letter-overdue-subject = { $count ->
    [one] An invoice is overdue: { $sum }
   *[other] { $count } invoices are overdue: { $sum }
}
letter-overdue-text = { $count ->
    [one] An invoice of your company was not paid in time; { $sum } is left to pay.
   *[other] { $count } invoices of your companies were not paid in time; { $sum } is left to pay in all.
}
letter-overdue-due = was due on { $day }
letter-overdue-paid = If you paid in the last days, there is nothing to do: the payment is on its way.
letter-paid-subject = We received { $sum }
letter-paid-text = { $count ->
    [one] A payment of { $sum } for an invoice of your company has arrived. Thank you.
   *[other] { $count } payments for invoices of your companies have arrived, { $sum } in all. Thank you.
}
letter-paid-left = { $sum } left to pay, by { $day }
letter-paid-whole = paid in full
letter-trial-subject = A trial ends soon
letter-trial-text = { $count ->
    [one] The trial of a plan of your company ends soon. If you do nothing, the plan goes on, and its first invoice is issued then.
   *[other] { $count } trials of plans of your companies end soon. If you do nothing, the plans go on, and their first invoices are issued then.
}
letter-trial-line = { $product }, { $company }
letter-trial-then = free until { $day }, then { $price }
letter-trial-choice = You can choose another plan or cancel until then, at no charge.
letter-trial-button = My plans

settings-letters = Letters
settings-letters-hint = What we may write to you about. Letters about your password and your address always come.
wrong-letter = Choose from the kinds of letters in the list.
letters-kind-invited = Somebody registered by my invitation
letters-kind-earned = I earned something
letters-kind-available = A bonus became available
letters-kind-frozen = A bonus waits for a decision about a refund
letters-kind-taken_back = A bonus was taken back
letters-kind-expired = A bonus expired
letters-kind-payout = Something was paid out
letters-kind-verification = The monthly discounts of my companies
letters-kind-withdrawal = Each step of a withdrawal
letters-kind-terms = New terms
letters-kind-welcome = An invitation that I accepted
letters-kind-claim = Claims of mine that were decided
letters-kind-converted = Cash turned into credit
letters-kind-invoice = New invoices of my companies
letters-kind-overdue = Invoices of mine that are overdue
letters-kind-paid = Payments received for my invoices
letters-kind-trial = Trials of mine that end soon
letters-off-title = Letters
letters-off-ask = Shall these letters no longer come?
letters-off-button = Yes, switch them off
letters-off-done = These letters no longer come:
