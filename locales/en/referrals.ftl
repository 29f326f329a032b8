# Links, landing, invited people, clicks, one's own invitation.
offer-invitee = { $count ->
    [one] You get { $percent } off for { $count } day.
   *[other] You get { $percent } off for { $count } days.
}
offer-headline = { $count ->
    [one] { $percent } off if you decide today
   *[other] { $percent } off if you decide within { $count } days
}
offer-products = It is for { $products }.
offer-for = { $offer } { $products }
offer-window = { $count ->
    [one] You have { $count } day after registration to decide.
   *[other] You have { $count } days after registration to decide.
}
offer-invoices = { $count ->
    [one] It lowers your first invoice.
   *[other] It lowers your first { $count } invoices.
}

landing-from = { $name } invites you to { $program }
landing-from-nobody = You are invited to { $program }
landing-lead = Register with this invitation and the discount is on your invoice by itself: nothing to type, nothing to remember.
landing-lead-plain = Register with this invitation, so that whoever told you of it is thanked by us.
landing-button = Register with this invitation
landing-code = Your code:
landing-conditions = What you get, exactly
landing-terms = Read the terms
landing-how = How it works
landing-step-1 = Register
landing-step-1-text = Your name, e-mail and company. It takes a minute.
landing-step-2 = Choose a plan
landing-step-2-text = The price with the discount stands beside the usual one.
landing-step-2-plain = What suits your company. Prices are the usual ones.
landing-step-3 = Pay less
landing-step-3-plain = Use it
landing-step-3-text = Whoever invited you is thanked by us, at no cost to you.
landing-stored = What is stored about this visit
landing-stored-text = { $count ->
    [one] The time, this page, where you came from and the link you followed, for { $count } day. Your address is not stored; a one-day fingerprint that cannot be turned back keeps repeated visits from being counted.
   *[other] The time, this page, where you came from and the link you followed, for { $count } days. Your address is not stored; a one-day fingerprint that cannot be turned back keeps repeated visits from being counted.
}
landing-stored-without = You would rather not be connected to the invitation?
landing-without = Register without it
landing-register = Register
landing-unknown = This invitation is not known
landing-unknown-text = The link may be mistyped. You can register all the same, and type a code that you were given until your first payment.
landing-expired = This invitation is over
landing-expired-text = Its time has passed. You can register all the same.
landing-own = This is your own link
landing-own-text = Nobody can invite themselves, but the link works: share it.
landing-own-button = To my overview
landing-closed = This program takes no new invitations
landing-closed-text = You can register all the same.

invitation-from = { $name } invited you to { $program }.
invitation-from-nobody = You were invited to { $program }.
invitation-offer = What you get
invitation-no-offer = This invitation carries no discount.
invitation-until = The offer ends
invitation-over = The time to use the offer is over.
invitation-prices = Prices with and without the invitation
invitation-product = Plan
invitation-without = Usual price
invitation-with = Your price
invitation-plans = Choose a plan
invitation-sees = What they see about you
invitation-sees-not = They do not see your e-mail, your tax number, your invoices or what you do here.
invitation-name-hidden = Your name is hidden from them.
invitation-hide-name = Hide my name
invitation-show-name = Show my name again
invitation-how = How you came
invitation-since = Invited since
invitation-state = The invitation is
invitation-final = final
invitation-open = open
invitation-final-text = It became final with your first payment.
invitation-open-text = Until your first payment it can be removed, or replaced by another code.
invitation-ended = ended
invitation-ended-text = Our staff ended it: your payments earn nobody anything.
invitation-none = Nobody counts as having invited you.
invitation-never = Codes are taken from new people until their first payment. For you it is too late.
invitation-other-code = Another code
invitation-replace = Replace
invitation-remove = Remove the invitation
flash-invitation-changed = The code is accepted.
flash-invitation-removed = The invitation is removed.
wrong-invitation-final = Who invited you is final and cannot be changed any more.
wrong-invitation-own = This is your own code: nobody can invite themselves.
wrong-invitation-code = This code cannot be used for your account. Check it, or try another one.
sees-masked-name = The first letters of your company's name
sees-hidden-name = That somebody registered, without a name
sees-registered = When you registered and whether you use the product
sees-payments = When you paid and what they earned by it

link-label = Your referral link
teach-1 = Share your link
teach-1-text = In a letter, a messenger, a post: wherever people trust your word.
teach-2 = They register
teach-2-text = You see them here at once, with the state they are in.
teach-3 = They pay, you earn
teach-3-text = Every payment shows what you earn by it, and why.

invited-count = { $count ->
    [one] { $count } company or person registered through you.
   *[other] { $count } companies and people registered through you.
}
invited-refused-count = { $count ->
    [one] { $count } more stands here and does not count.
   *[other] { $count } more stand here and do not count.
}
invited-search = Name or source
invited-state = State
invited-state-any = Any
invited-find = Find
invited-empty = Nobody yet: it takes three steps
invited-none-found = Nobody fits these filters.
invited-show-all = Show all
invited-who = Invited
invited-registered = Registered
invited-last-payment = Last payment
invited-not-yet = not yet
invited-earned = You earned
referral-registered = registered
referral-trial = on trial
referral-paying = paying
referral-active = active
referral-canceled = canceled
referral-refused = not counted
nothing-no-payment = No payment yet: nothing to earn from.
refused-unknown-code = The code is not known.
refused-expired = They came after the time to use the code.
refused-own-code = A person cannot invite themselves.
refused-known-email = This person was registered before.
refused-tax-id = This company was registered before.
refused-closed = The program takes no new invitations.

invitee-story = What happened
happened-clicked = Opened your link
happened-registered = Registered
happened-trial = Began a trial
happened-paid = Paid { $amount }
happened-refunded = Was paid back { $amount }
happened-canceled = Canceled
happened-final = The invitation became final

clicks-lead = Every visit through your links, without anything that tells who it was.
clicks-empty = No visits yet
clicks-sources = By link
clicks-once = Here the visits of one visitor on one day count once.
clicks-source = Link
clicks-clicks = Visits
clicks-registered = Registered
clicks-paying = Paying
clicks-each = Each visit, repeated ones too
clicks-page = Page
clicks-when = When
clicks-from = Came from
clicks-became = Became
clicks-direct = typed or unknown
clicks-registration = registration
name-hidden = Hidden name
offer-headline-always = { $percent } off
refused-codes = This program takes no typed codes.
refused-replaced = They took the invitation back before their first payment.
refused-otherwise = It does not count as an invitation.
landing-valid = Valid until
landing-registered = You have an account already
landing-registered-text = Invitations are for those who have none yet. Nothing of yours has changed.
landing-new = You have an account already
landing-new-text = As long as you are new, this invitation may still count: name its code.
landing-new-button = Name the code
consent-ask = { $count ->
    [one] With the button above your browser keeps a cookie for { $count } day, so that the invitation counts even if you register later. It is read by this site alone.
   *[other] With the button above your browser keeps a cookie for { $count } days, so that the invitation counts even if you register later. It is read by this site alone.
}
consent-without = Go on without a cookie
consent-take-back = Go on without the cookie
clicks-all-links = All links
clicks-none-found = No visit fits these filters.
share-lead = Everything to pass your link on: for people, pages and paper.
share-qr-text = SVG for print of any size, PNG for documents and messages. It opens the link above.
share-links = Your links
share-links-text = A link of its own for each place shows where your invitations work. Every one earns the same.
share-change = Change
share-change-of = Change the link { $name }
share-clicks-of = Visits through { $name }
share-shown = shown here
share-closed = closed
share-label = Name for yourself
share-label-hint = Such as “Conference in May”. Only you see it.
share-sub = Sub-id
share-sub-hint = Letters, digits, hyphens and dots. Visits through the link are told under it.
share-add = Add a link
share-add-button = Add the link
share-close = Close this link
share-close-sure = Close it for good
share-close-text = Nobody new comes through it any more, and it cannot be opened again. Those who came stay yours.
share-texts = Ready texts
share-language = Language of texts and banners
share-whatsapp = WhatsApp
share-telegram = Telegram
share-sms = SMS
share-post = Post
share-banners = Banners and buttons
share-banners-text = Copy the HTML into your page. The picture always shows the offer of today.
share-mail-subject = An invitation to { $program }
share-mail-text =
    Hello,
    {""}
    I use { $program } and can recommend it.{ $offer } It is enough to register through my link:
    { $link }
    {""}
    If you have questions, just write to me.
share-whatsapp-text = I use { $program } and can recommend it.{ $offer } Register through my link: { $link }
share-telegram-text = I use { $program } and can recommend it.{ $offer }
share-sms-text = { $program }:{ $offer } { $link }
share-post-text = We work with { $program }.{ $offer } Register through this link:
flash-link-added = The link is open.
flash-link-closed = The link is closed.
wrong-link-label = Use at most { $count } characters in one line.
wrong-link-sub = Use Latin letters, digits, hyphens, underscores and dots, at most { $count }, without spaces.
wrong-link-too-many = You have { $count } links, which is the most. Use a sub-id in the address instead: add ?sub=name to a link.
wrong-link-last = One link of each program stays open. Add another before you close this one.
invited-source = Source
refused-voided = Our staff ended this invitation: payments since then earn nothing.
invitee-earnings = All earnings from this invitation
happened-active = Uses the product
happened-counts = Became an Active Referral
happened-expired = The subscription expired
