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
field-tax-id-hint = Needed on invoices; you may add it later.
field-country = Country
field-country-none = Choose
field-code = Invitation code
field-code-hint = Eight letters and digits, such as K7QM2XWA.
field-language = Language
field-time-zone = Time zone
field-time-zone-hint = Dates on pages and in letters follow it.
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
reset-stale = This link was used before or is older than one hour.

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
wrong-tax-id = Type the tax number with its digits and letters only.
wrong-tax-id-taken = This tax number belongs to a company that is registered already. If it is yours, write to us.
wrong-country = Choose a country from the list.
wrong-code = A code has eight letters and digits.
wrong-sign-in = E-mail and password do not match. Check both, or ask for a new password.
code-unknown = We do not know this code.
code-expired = The time to use this code is over.
code-own = This is your own code.
code-closed = The program of this code takes no new invitations.

flash-signed-out = You are signed out.
flash-signed-out-everywhere = All other devices are signed out.
flash-saved = Saved.
flash-password-changed = Your password is changed. All other devices are signed out.
flash-letter-sent = The letter is on its way.
flash-welcome = Welcome! Your account stands.
register-other-code = I have another code
