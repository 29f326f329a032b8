# One's companies.
companies-lead = The organisations that you register and pay for. Your bonuses pay the invoices of any of them.
companies-since = Since
companies-billing-id = Id for billing
companies-billing-id-text = The billing system names a company by this id.
companies-no-tax-id = none yet
companies-closed = closed
companies-add = Add a company
companies-add-button = Add the company
flash-company-added = The company is added.
companies-up = Move { $name } up
companies-down = Move { $name } down
ladder-lead = Your companies, in the order that you choose. Active Referrals go to the first until it is full, and only then to the next.
ladder-title = Forecast for the run of { $day }
ladder-today = Active Referrals today
ladder-today-count = { $count ->
    [one] One Active Referral today.
   *[other] { $count } Active Referrals today.
}
ladder-by-then = { $count ->
    [one] As things stand, one will count on that day: trials that end and invoices that fall due before then are reckoned in.
   *[other] As things stand, { $count } will count on that day: trials that end and invoices that fall due before then are reckoned in.
}
ladder-order-saves = This order saves
ladder-best-saves = The best order saves
ladder-best = Another order saves { $amount } more.
ladder-best-button = Take the best order
ladder-best-already = This order saves the most.
ladder-places = { $places } of { $cap } places
ladder-saves = saves { $amount } on the first charge after it
ladder-saves-on = saves { $amount } on the charge of { $day }
ladder-saves-unknown = how much it saves is not known, as billing told no price
ladder-won-on = Won already: { $percent } on { $day }, whatever the order is now
ladder-won = Won already: { $percent } on the next charge, whatever the order is now
ladder-once-paid = { $percent } once that is paid
ladder-lift = { $count ->
    [one] one more lifts it from { $from } to { $to }
   *[other] { $count } more lift it from { $from } to { $to }
}
ladder-pending = { $count ->
    [one] An invoice is past its due date. While it is unpaid, there is no discount on { $day }:
   *[other] { $count } invoices are past their due dates. While they are unpaid, there is no discount on { $day }:
}
ladder-pending-soon = { $count ->
    [one] An invoice falls due before { $day }. If it is not paid by then, there is no discount:
   *[other] { $count } invoices fall due before { $day }. If they are not paid by then, there is no discount:
}
ladder-open = { $count ->
    [one] An invoice is not paid. While it is open, there is no discount on { $day }:
   *[other] { $count } invoices are not paid. While they are open, there is no discount on { $day }:
}
ladder-empty = You have no open company yet. Add one below: the people you invite lower its price.
ladder-unused = { $count ->
    [one] One Active Referral is left over: no company can take it.
   *[other] { $count } Active Referrals are left over: no company can take them.
}
ladder-next = Next verification:
ladder-go = See and change the order
ladder-changed = The list of your companies changed meanwhile, perhaps in another window. Nothing is lost: this is how it stands. Move again what you wanted to move.
ladder-failed = The new order could not be saved, so the old one stands. Check your connection and move it again.
ladder-said = { $name } is now number { $place } of { $count } and gets { $percent }.
ladder-said-saves = This order saves { $amount }.
flash-order-saved = The order is saved.
companies-all = All your companies
runs-title = Past verifications
runs-lead = What each found on its day, what each company got, and what became of it. Changing the order changes nothing of the past.
runs-empty = There has been none since you invited the first person.
runs-active = { $count ->
    [one] One Active Referral counted.
   *[other] { $count } Active Referrals counted.
}
runs-fate = What became of it
runs-places = Places
runs-percent = Discount
runs-before = before: { $percent }
run-waits = for the next charge
run-used = used
run-superseded = not used before the next verification
run-lost = lost, the company closed
admin-companies = Companies
companies-in-tax-ids = Tax numbers
companies-search-hint = A whole tax number, or an id, leads straight to the company.
companies-none-found = No company is found.
companies-owner = Owner
companies-tax-id = Tax number
companies-closed-at = Closed
companies-place = Place in the owner’s order
companies-place-of = { $place } of { $of }
companies-given = What monthly runs gave
companies-given-none = No run gave this company anything.
companies-places = Places
companies-percent = Discount
companies-subscriptions = Subscriptions
companies-subscriptions-none = It has no subscription.
companies-subscribed = Since
