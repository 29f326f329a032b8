# What stands on every page, dates, errors.
language = Language
skip-to-content = Skip to the content
nav-label = Account
nav-account = Account menu of { $name }
nav-overview = Overview
nav-invited = Invited
nav-clicks = Clicks on my links
nav-earnings = Earnings
nav-statement = Statement
nav-companies = Companies
nav-billing = Invoices
nav-invitation = My invitation
nav-admin = Staff
nav-settings = Settings
nav-sign-in = Sign in
nav-sign-out = Sign out

form-refused = Please check these
form-optional = (optional)
pages-label = Pages
pages-at = Page { $page } of { $pages }
pages-previous = Previous
pages-following = Next
button-save = Save
button-copy = Copy
button-copied = Copied

date-day = { $day } { $month }
date-day-year = { $day } { $month } { $year }
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
month-alone-1 = January
month-alone-2 = February
month-alone-3 = March
month-alone-4 = April
month-alone-5 = May
month-alone-6 = June
month-alone-7 = July
month-alone-8 = August
month-alone-9 = September
month-alone-10 = October
month-alone-11 = November
month-alone-12 = December
date-month = { $month } { $year }
just-now = just now
in-days = { $count ->
    [1] tomorrow
   *[other] in { $count } days
}
days-ago = { $count ->
    [1] yesterday
   *[other] { $count } days ago
}
in-hours = { $count ->
    [1] in an hour
   *[other] in { $count } hours
}
hours-ago = { $count ->
    [1] an hour ago
   *[other] { $count } hours ago
}
in-minutes = { $count ->
    [1] in a minute
   *[other] in { $count } minutes
}
minutes-ago = { $count ->
    [1] a minute ago
   *[other] { $count } minutes ago
}

error-number = Error { $number }
error-home = To the start page
error-id = If you write to us, name this id:
error-400-title = This request cannot be understood
error-400-text = Something in the address or the form is malformed. Go back, reload the page and try again.
error-403-title = This is not allowed
error-403-text = Your account may not do this, or the form came from another site. Open the page again from the menu.
error-404-title = There is nothing here
error-404-text = The address may be mistyped, or what it led to belongs to another account.
error-405-title = This address answers other requests
error-405-text = Open the page again from the menu.
error-413-title = That is too large
error-413-text = Send less at once and try again.
error-422-title = Something has to be corrected
error-422-text = Nothing was changed. Go back, correct what is listed here and send it again.
error-429-title = Too many tries
error-429-text = Wait a few minutes, then try again. This protects your account from guessing.
error-500-title = Something of ours failed
error-500-text = It has been logged and nothing was half done. Try again in a moment.
error-503-title = Back in a moment
error-503-text = The service is restarting. Nothing was changed; try again in a few seconds.

demo-bar = Demo
demo-today = Demo clock:
demo-days = { $count ->
    [one] +1 day
   *[other] +{ $count } days
}
demo-28th = to the 28th
demo-wrong-step = Move by 1 to 31 days, or to the 28th.
demo-switch = Switch role
demo-referrer = Referrer
demo-owner = Owner of two companies
demo-partner = Hosting partner
demo-invitee = Invitee
demo-staff = Staff
nav-share = Share
invitation-bar = Your invitation
pages-first = To the start
