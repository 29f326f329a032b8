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
overview-as-table = As a table
overview-releases-none = Nothing waits for a date.
offer-referrer = You earn { $percent } of what each invited company pays.
offer-them = { $count ->
    [one] They get { $percent } off for { $count } day.
   *[other] They get { $percent } off for { $count } days.
}
share-email = E-mail
share-more = More
share-qr = QR code
share-subject = { $program }: an invitation
share-text = I use { $program }. With my link you get a discount:
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
offer-referrer-nothing = Payments of invited companies earn nothing in this program.
home-title = Invite others and be thanked for it
home-lead = Share a link. Whoever registers through it pays less, and you earn from what they pay: every bonus with its reason, to the last coin.
terms-rules = What else holds
example-payment = { $at }: { $amount } is paid
example-refund = { $at }: { $amount } is paid back
example-invoice = { $at }: an invoice is issued
example-event = { $at }: { $what }
example-on-hold = { $at }: { $amount } on hold
example-available = { $at }: { $amount } available
example-to-pay = { $at }: { $amount } to pay
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
