# Entering and one's own settings.
field-name = Your name
field-email = E-mail
field-email-hint = We send one letter to confirm it.
field-password = Password
field-password-hint = At least 10 characters. A few plain words work well.
field-new-password = New password
field-current-password = Current password
field-company = Company name
field-tax-id = Tax number
field-tax-id-hint = Needed on invoices.
field-country = Country
field-country-none = Choose
field-code = Invitation code
field-code-hint = Eight letters and digits, such as K7QM2XWA.
field-language = Language
field-time-zone = Time zone
field-time-zone-hint = Dates on pages and in letters follow it.
field-time-zone-none = You have chosen none yet: times are told in UTC.
field-language-hint = Pages and letters use it.

register-title = Create your account
register-lead = One account for your company, its invoices and your own referral link.
register-invited-by = { $name } invites you.
register-with-code = You come with the code
register-code-remove = Go on without the code
register-code-go-on = You can register all the same.
register-have-code = I have an invitation code
register-code-apply = Apply
register-button = Create account
register-consent = We keep what you type here, the code you came with and the time of your visit, to run your account and to know who invited you. Nothing goes to advertisers.
register-known = You have an account?

sign-in-title = Sign in
sign-in-description = Sign in to your referral account: what you earn and why, whom you invited, your plans and invoices.
sign-in-forgot = Forgot the password?
sign-in-register = Create an account
sign-in-back = Back to sign-in

confirm-sent-title = Confirm your e-mail
confirm-sent-text = We have sent a letter to { $email }. Open the link in it within 24 hours, then you can sign in.
reset-sent-title = Look into your mailbox
reset-sent-text = If there is an account for { $email }, a letter with a link to a new password is on its way. The link works for one hour.
letter-missing = No letter? Look into the spam folder, or ask for it again in a few minutes.
letter-again = Send a new letter
confirmed-title = Your e-mail is confirmed
confirmed-text = You can sign in now: your link, your invoices and your bonuses are waiting.
confirmed-go-on = Go on
confirm-stale-title = This link no longer works
confirm-stale-text = It was used before or is older than 24 hours. We can send you a new one.

forgot-title = A new password
forgot-lead = Type the e-mail of your account. We send you a link.
forgot-button = Send the link
reset-title = Choose a new password
reset-ends-sessions = All other devices are signed out.
reset-button = Save and sign in
reset-stale = This link was used before or is too old.

settings-profile = Profile
settings-email-confirmed = confirmed
settings-email-unconfirmed = not confirmed yet
settings-hide-name = Hide my name from who invited me
settings-hide-name-hint = They see only that somebody registered, and what they earn.
settings-password = Password
settings-password-button = Change the password
settings-sessions = Where you are signed in
settings-session-unknown = Unknown browser
settings-session-here = This browser, now
settings-session-current = this one
settings-session-seen = Last used
settings-session-end = Sign out
settings-sessions-end = Sign out everywhere

wrong-name = Type your name, at most 200 characters.
wrong-email = Type a whole address, such as name@example.com.
wrong-password-short = { $count ->
    [one] Use at least { $count } character.
   *[other] Use at least { $count } characters.
}
wrong-password-long = { $count ->
    [one] Use at most { $count } character.
   *[other] Use at most { $count } characters.
}
wrong-password-common = This password is among the first that are guessed. Choose another.
wrong-password-current = This is not your current password.
wrong-company = Type the company's name, at most 200 characters.
wrong-tax-id = Use digits and letters only, at most 40 characters.
wrong-tax-id-taken = This tax number belongs to a company that is registered already. If it is yours, write to { $told ->
    [no] us.
   *[yes] { $support }.
}
wrong-country = Choose a country from the list.
wrong-code = A code has eight letters and digits.
wrong-sign-in = E-mail and password do not match. Check both, or ask for a new password.
code-unknown = We do not know this code.
code-over = The invitation of this code is over.
code-expired = The time to use this code is over.
code-own = This is your own code.
code-closed = The program of this code takes no new invitations.
code-links-only = Its program takes invitations through links only: open the link that you were given.

flash-signed-out = You are signed out.
flash-sign-in-ended = Your sign-in had ended, and nothing was changed. Sign in, then press again.
flash-signed-out-everywhere = All other devices are signed out.
flash-saved = Saved.
flash-password-changed = Your password is changed. All other devices are signed out.
flash-letter-sent = The letter is on its way.
flash-welcome = Welcome! Your account stands.

settings-nav = Pages of the settings
settings-security = Signing in
two-step-title = Two-step sign-in
two-step-is-on = on
two-step-since = since
two-step-codes-left = { $count ->
    [one] { $count } recovery code is left.
   *[other] { $count } recovery codes are left.
}
two-step-change = Change or turn off
two-step-lead = Besides your password, a code from your phone is asked for. Whoever learns your password still cannot get in.
two-step-turn-on = Turn on
two-step-needed = Staff need two-step sign-in. Your staff pages open as soon as it is on.
two-step-apps = You need an authenticator app on your phone; any will do.
two-step-begin = Begin
two-step-scan = 1. Scan this with the app
two-step-open = Or open it in an app on this device
two-step-key = Or type this key into the app
two-step-first = 2. Type the code that the app shows
field-app-code = Code from the app
field-app-code-hint = Six digits. It changes every 30 seconds.
field-code-step = Code from the app, or a recovery code
field-code-step-hint = Each code works once.
two-step-new-codes = New recovery codes
two-step-turn-off = Turn off
two-step-new-codes-hint = New recovery codes make all earlier ones worthless.
recovery-title = Your recovery codes
recovery-text = Two-step sign-in is on. If you lose your phone, each of these codes lets you in once. This page is shown only now: print it or write the codes down.
recovery-print = Keep them where your password is not. Without phone and codes only our staff can help, and that takes time.
recovery-kept = I have kept them
code-title = One more step
code-hint = Six digits. Without your phone, type one of your recovery codes.
wrong-code-step = This code does not fit, or was used before. Wait for the next one and type that.
wrong-code-first = This code does not fit. Check that the clock of your phone is right, and type the next code.
flash-code-late = That took too long. Sign in again.
flash-recovery-code-used = You are in. This recovery code is used up.
flash-two-step-off = Two-step sign-in is off.
letter-two-step-on-subject = Two-step sign-in is on
letter-two-step-on-text = From now on signing in to your account asks for a code from your app. All other devices were signed out.
letter-two-step-off-subject = Two-step sign-in is off
letter-two-step-off-text = Signing in to your account asks for the password alone again.
letter-codes-subject = New recovery codes
letter-codes-text = New recovery codes were made for your account. The earlier ones no longer work.
letter-code-used-subject = A recovery code was used
letter-code-used-text = { $count ->
    [one] Somebody signed in to your account with a recovery code. { $count } is left.
   *[other] Somebody signed in to your account with a recovery code. { $count } are left.
}
letter-security-warning = If it was not you, choose a new password at once and sign out everywhere.
letter-security-button = See how I sign in

settings-payout = Payout details
payout-locked = Your payout details changed: nothing can be withdrawn until { $until }.
payout-nothing = None of your programs pays cash out.
payout-lead = A withdrawal goes to the details that stand here when you request it. A change needs your password and a link in a letter; after it nothing can be withdrawn for 24 hours.
payout-none = Not given yet
payout-waits = waits for you
payout-waits-text = Open the link in the letter that we sent you. Until then nothing changes.
payout-change = Change
payout-add = Add
payout-holder = Holder of the account
payout-holder-hint = As the bank knows it.
payout-iban = IBAN
payout-iban-hint = It begins with two letters, such as KZ86 125K ZT50 0410 0100.
payout-card-holder = Name on the card
payout-card-holder-hint = As it is printed there.
payout-card = Card number
payout-card-hint = 12 to 19 digits. Never the three digits on the back.
payout-custom = What is agreed
payout-custom-hint = Where your money goes, as agreed with our staff.
payout-ask = Send me the letter
payout-ask-hint = Nothing changes until you open the link in the letter.
payout-confirm-title = Are these your payout details?
payout-confirm-text = From now on your money goes there. Confirm it only if you asked for it.
payout-confirm-button = Yes, they are mine
payout-confirm-stale = It was used before, is older than 24 hours, or you asked for something else since. The details that stood before still count.
payout-confirm-other-title = This link is not yours
payout-confirm-other = This link was sent to somebody else, not to the account that you are signed in with. Nothing was changed. Sign out, and open it as whoever asked for it.
wrong-payout-holder = Type the name, at most 70 characters.
wrong-payout-iban = This is not a whole IBAN: a character is missing or mistyped. Copy it from your bank.
wrong-payout-card = This is not a whole card number: a digit is missing or mistyped.
wrong-payout-text = Type what is agreed, 3 to 200 characters on one line.
flash-payout-asked = A letter is on its way. Open the link in it to confirm the change.
flash-payout-confirmed = Your payout details are changed. You can withdraw again after 24 hours.
letter-details-subject = Confirm your payout details
letter-details-text = Somebody, probably you, changed where your money is paid to. Look at it and confirm it here. If it was not you, choose a new password at once.
letter-details-until = The link works once, until { $until }. If you do nothing, nothing changes.
letter-details-button = Look at the change
letter-details-changed-subject = Your payout details changed
letter-details-changed-text = Your payout details were changed. Nothing can be withdrawn until { $until }.

settings-data = My data
export-title = A copy of my data
export-text = Everything that we keep about you in one file (JSON): profile, companies, invoices, links, clicks, referrals, receipts, every movement of money, withdrawals. Keep it safe.
export-button = Download
deletion-title = Delete my account
deletion-lead = Your name, e-mail, companies' names and payout details are erased. This cannot be undone.
deletion-go = Delete my account
deletion-goes = Your name, e-mail, companies' names and tax numbers, payout details and sessions are erased at once. Nobody can sign in any more.
deletion-stays = What was earned, spent and paid stays in our books without your name, as the law wants it. Whoever you invited keeps what they have.
deletion-address = This e-mail address cannot be registered here again.
deletion-subscriptions = Subscriptions of your companies do not end by this: cancel them first.
deletion-money = This is still yours. Withdraw or spend it first, or give it up:
deletion-on-hold = { $sum } on hold
deletion-gives-up = I give all of it up. It will not be paid out or used any more.
deletion-sure = I know that this cannot be undone.
deletion-button = Delete my account for good
deletion-withdrawing = A withdrawal is on its way. Wait until it is paid, or cancel it; then you can delete your account.
deletion-staff = You are staff. Ask an administrator to take your role away first.
deletion-demo = Nobody is deleted in the demo: the next visitor wants to look around too.
wrong-deletion-sure = Tick this if you are sure.
wrong-deletion-money = Tick this to give it up, or withdraw or spend it first.
flash-deleted = Your account is deleted. A last letter is on its way.
letter-deleted-subject = Your account is deleted
letter-deleted-text = Your account is deleted, as you asked. We have erased your name, your e-mail, your companies' names and your payout details.
letter-deleted-stays = What was earned, spent and paid stays in our books without your name.
letter-deleted-thanks = Thank you for having been with us. This is our last letter.
register-other-code = I have another code
admin-anonymise = Anonymise
anonymise-lead = What says who it was is erased; what happened to money and referrals stays. This cannot be undone.
anonymise-what = What happens
anonymise-goes = Erased at once: name, e-mail, companies’ names and tax numbers, payout details and sessions. Nobody can sign in any more.
anonymise-stays = Kept without the name: what was earned, spent and paid, receipts, referrals and the log of deeds.
anonymise-letter = A last letter tells the person.
anonymise-subscriptions = Subscriptions of the person’s companies do not end by this.
anonymise-sure = Are you sure?
anonymise-reason-hint = Colleagues read it in the log of deeds, where it stays: do not name the person.
anonymise-money = This is still the person’s. Without their consent it stays theirs.
anonymise-gives-up = The person gave it up. It will not be paid out or used any more.
anonymise-type = To confirm, type:
anonymise-typed = Confirmation
anonymise-button = Anonymise for good
anonymise-done = This person is anonymous already.
anonymise-staff = This person is staff. Take the role away first.
anonymise-withdrawing = A withdrawal is on its way. Pay or reject it first.
anonymise-did = { $who } did it on { $at }.
wrong-anonymise-reason = Type the reason, up to 500 characters on one line.
wrong-anonymise-typed = Type exactly what stands above.
wrong-anonymise-money = Tick this only if the person gave it up; else have it paid out first.
flash-anonymised = The person is anonymous now.
deed-person-anonymised = Person anonymised
letter-erased-text = Our staff deleted your account. We have erased your name, your e-mail, your companies’ names and your payout details.
