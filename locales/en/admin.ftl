# Staff pages and the demo.
admin-title = Staff
admin-tasks = To look at
admin-parked = Parked events
admin-refused = Refused events
admin-failed-jobs = Failed jobs
admin-books = Books
admin-books-whole = The last audit found the books whole.
admin-books-differ = { $count ->
    [one] The last audit found { $count } difference.
   *[other] The last audit found { $count } differences.
}
admin-books-counted = { $transfers } transfers and { $receipts } receipts recomputed
admin-books-none = No audit has run yet; one runs every night.
admin-events = Events received
admin-events-none = No events yet. The API and the import bring them.
admin-event = Event
admin-recorded = Recorded
admin-source = Source
event-applied = applied
event-parked = parked
event-refused = refused
event-waits-for = Waits for { $what }.
event-refused-currency = It is in another currency than the program's.

demo-title = Look around Beckon
demo-lead = A made-up world with months of history. Choose who you are; you can switch at any time, and nothing you do here reaches anybody.
demo-referrer-text = Invites companies, earns from their payments and pays own invoices with it.
demo-referrer-button = Sign in as the referrer
demo-owner-text = Invited 29 customers: the more of them are active, the less her own companies pay. The order of the companies decides which.
demo-owner-button = Sign in as the owner
demo-partner-text = Earns cash from what others pay for hosting, and has asked for some of it.
demo-partner-button = Sign in as the partner
demo-invitee-text = Came through a link, has a discount for some days and sees who sees what.
demo-invitee-button = Sign in as the invitee
demo-staff-text = Sees what arrives, what waits and whether the books are whole.
demo-staff-button = Sign in as staff
demo-clock = The clock is yours
demo-clock-text = Move it, and holds end, offers run out and invoices fall due.
demo-stranger = Come as a stranger
demo-stranger-text = Sign out, then open a referral link:
demo-letters = Letters are not sent here; they lie in
admin-audit-now = Audit the books now
event-recorded = recorded
event-refused-for = Refused: { $reason }.
demo-billing = Be the billing system
demo-billing-text = This command, in a terminal on this machine, reports that the invitee's company paid 405,000 ₸; the referrer earns a tenth of it.
