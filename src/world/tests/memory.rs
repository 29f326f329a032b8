//! Numbers with a memory: `[count.NAME]` with a `value`.

use crate::rules::check;
use crate::world::examples;

const HEAD: &str = "program = \"memory\"\nname = \"Memory\"\ncurrency = \"USD\"\ntime_zone = \"Europe/Kyiv\"\n";

pub(super) fn comes_out(more: &str) {
    let terms = check(&format!("{HEAD}{more}")).unwrap_or_else(|problems| panic!("{problems:?}"));
    let problems = examples::check(&terms);
    assert!(problems.is_empty(), "{problems:?}");
}

#[test]
fn one_sees_what_those_above_it_became_and_what_those_below_it_were() {
    comes_out(
        r#"
[count.first]
value = "= count.first + count.last"
checked = "month"
starts = 1

[count.last]
value = "= count.first * 2"
checked = "month"
starts = 1

[[reward]]
on = "payment"
give = "= count.first"
as = "cash"

[[example]]
says = "first 1, last 1; first 2, last 4; first 6, last 12"
given = [ { type = "person.registered", at = "2026-01-10T09:00:00Z" },
          { type = "payment.succeeded", at = "2026-02-28T22:00:00Z", amount = "10.00" } ]
expect = [ { at = "2026-01-31T21:59:59Z", count = { first = "1", last = "1" } },
           { at = "2026-01-31T22:00:00Z", count = { first = "2", last = "4" } },
           { at = "2026-02-28T22:00:00Z", count = { first = "6", last = "12" }, earned = "6.00" } ]
"#,
    );
}

/// A refund is as if that money had never been paid, from then on; what a check came to stays.
#[test]
fn a_check_is_of_its_own_instant() {
    comes_out(
        r#"
[count.sold]
of = "payments"
sum = "payment.amount"

[count.best]
value = "= max(count.best, count.sold)"

[count.at_month]
value = "= count.sold"
checked = "month"
day = 15
hour = 12

[[reward]]
on = "payment"
give = "10 %"
as = "cash"

[[example]]
says = "at noon of the fifteenth, by the clock of Kyiv"
given = [ { type = "payment.succeeded", at = "2026-01-15T10:00:00Z", amount = "30.00" },
          { type = "payment.succeeded", at = "2026-01-15T10:00:01Z", amount = "5.00" },
          { type = "refund.completed", at = "2026-02-01T10:00:00Z" } ]
expect = [ { at = "2026-01-15T10:00:00Z", count = { at_month = "30", best = "30" } },
           { at = "2026-01-16T10:00:00Z", count = { at_month = "30", best = "35" } },
           { at = "2026-02-15T10:00:00Z", count = { at_month = "5", best = "35", sold = "5" } } ]
"#,
    );
}

#[test]
fn what_has_no_answer_has_one_again_at_a_later_check() {
    comes_out(
        r#"
[count.sold]
of = "payments"
over = "month"

[count.each]
value = "= 12 / count.sold"
checked = "month"

[[reward]]
on = "payment"
give = "= count.each"
as = "cash"

[[example]]
says = "two in January: six; none in February: no answer in March; one in March: twelve in April"
given = [ { type = "payment.succeeded", at = "2026-01-10T10:00:00Z", times = 2, every = "1 days", amount = "30.00" },
          { type = "payment.succeeded", at = "2026-03-10T10:00:00Z", amount = "30.00" },
          { type = "payment.succeeded", at = "2026-04-10T10:00:00Z", amount = "30.00" } ]
expect = [ { at = "2026-02-10T10:00:00Z", count = { each = "6" } },
           { at = "2026-03-10T10:00:00Z", earned = "0.00", reason = "unanswered" },
           { at = "2026-04-10T10:00:00Z", earned = "12.00" } ]
"#,
    );
}
