# The monthly runs, as staff see them.
admin-verification = Monthly runs
deed-run-applied = Run applied
deed-run-recomputed = Run recomputed
subject-run = Run
verification-none-monthly = No program gives discounts by the month.
verification-next = Next run
verification-next-text = It is applied by itself on
verification-no-next = No run lies ahead: the program is closed, or its terms give nothing by the month any more.
verification-preview = Preview
verification-preview-text = What it would give if nothing more happened. Nothing is written.
verification-history = Runs
verification-no-runs = There was no run yet.
verification-blocked = Blocked by an invoice
verification-companies = Companies with a discount
verification-done = applied
verification-begun = not finished
verification-due = due
verification-apply = Apply now
verification-run = Run
verification-sum = What it found
verification-inputs = Hash of all that it read
verification-inputs-now = The hash now:
verification-recompute = Recompute
verification-recompute-text = Reads again what was known at the run's cut-off, and compares the hash and every discount. Nothing is changed.
verification-same-again = { $count ->
    [one] The same hash, and { $count } discount as it is stored.
   *[other] The same hash, and { $count } discounts as they are stored.
}
verification-differs = { $count ->
    [one] { $count } difference
   *[other] { $count } differences
}
verification-search-hint = By the beginning of a name or an address.
verification-nobody = Nobody here.
verification-before = Before
verification-change = Change
verification-more = more
verification-less = less
verification-same = the same
verification-is-blocked = blocked
verification-no-company = Without a company: the referrals bring nothing yet.
flash-run-applied = The run is applied.
flash-run-before = The run had been applied before and stays as it is.
flash-run-future = The run is not due yet.
flash-run-refused = The run was not applied: a newer one was, and a discount is never given later.
flash-run-unfinished = The run is not finished: it cannot be compared yet.
verification-month-hint = A year or a month: 2026 or 2026-04.
verification-none-so-far = Nobody among those looked through so far. Go on to the next ones.
verification-differs-inputs = The run read what has the hash { $run }; now it is { $now }.
verification-differs-count = Stored discounts: { $stored }; those that follow: { $follow }.
verification-differs-company = { $company } of { $person } should have this by version { $version } of the terms, and it is not stored so: { $why }
