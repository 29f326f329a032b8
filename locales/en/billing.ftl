# Plans, invoices, using bonuses.
invoices-available = You have { $amount } in bonuses to use on open invoices.
invoices-plans = Plans
invoices-plan = Plan
invoices-next = Next charge
invoices-state = State
invoices-price = Price
invoices-empty = No invoices yet
invoices-empty-text = As soon as one of your companies is charged, the invoice stands here, and you can pay it with bonuses wholly or in part.
invoices-all = Invoices
invoices-invoice = Invoice
invoices-due = Due
invoices-left = To pay
invoices-total = Total
subscription-active = active
subscription-trialing = on trial
subscription-past-due = past due
subscription-canceled = canceled
subscription-expired = expired
invoice-open = open
invoice-overdue = overdue
invoice-paid = paid
invoice-voided = voided
invoice-title = Invoice { $number }
invoice-issued = issued
invoice-due = due
invoice-lines = Lines of the invoice
invoice-line = For
invoice-total = Total
invoice-bonuses = Paid with bonuses
invoice-money = Paid with money
invoice-left = Left to pay
discount-offer = Invitation: { $percent } off{ $beaten ->
    [yes] {" "}(better than the other discounts)
   *[no] {""}
}
discount-assignment = Active Referrals: { $percent } off{ $beaten ->
    [yes] {" "}(better than the other discounts)
   *[no] {""}
}
spend-title = Use bonuses
spend-available = You have { $available }.
spend-most = Up to { $most } can be used here.
spend-amount = How much
spend-slider = How much, as a slider
spend-hint = The rest stays to be paid with money.
spend-button = Use
spend-all = Use { $most }
spend-history = Bonuses used here
spend-used = used
spend-returned = returned
spend-returns-text = If this invoice is voided, its bonuses return to your account.
wrong-spend-amount = Type an amount, such as 1500.00.
wrong-spend-zero = Type an amount above zero.
wrong-spend-too-much = At most { $most } can be used here.
wrong-spend-pays-nothing = This program lets no such bonuses pay an invoice.
wrong-spend-minimum = At least { $minimum } is used at once.
wrong-spend-alone = These bonuses pay an invoice whole or not at all: { $whole }.
wrong-spend-raced = Your bonuses were just used elsewhere. What is left is shown now.
wrong-spend-not-open = This invoice takes no bonuses any more.
flash-spent = The bonuses are used.
wrong-spend-currency = Your bonuses are in { $bonuses }; this invoice is in { $invoice }.
discount-own = Discount
