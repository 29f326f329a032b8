# What staff see of everybody at once.
admin-task-undecided = Withdrawals to decide
admin-task-second = Second approvals
admin-task-deliveries = Letters given up
figures-liability = What is owed to people
figures-counted = Counted each hour:
figures-owing = Owed by people
figures-weeks = When it becomes available
figures-week = Week
figures-week-of = Week of { $day }
figures-later = Later
figures-undated = Without a date: frozen, or waiting
figures-came = { $days ->
    [one] Who came in the last day
   *[other] Who came in the last { $days } days
}
figures-clicks = Clicks
figures-registered = Registered
figures-paying = Paying
figures-none = What is owed and who came is counted each hour; the first count comes soon.
figures-runs = Last monthly runs
figures-ran = Run
figures-referrers = Referrers
figures-companies = Companies
job-figures-count = Count the overview’s figures
