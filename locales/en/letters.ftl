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
