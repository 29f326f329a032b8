//! Units of one's own: what they are worth, and that a program may have whole ones only.

use super::memory::comes_out;

#[test]
fn whole_points_are_earned_and_used() {
    comes_out(
        r#"
[[reward]]
on = "payment"
give = "5 %"
as = "points"
rounding = "down"

[use.points]
round_to = 1
worth = "1.00 for 3"
pays = ["plan"]
auto = "next_invoice"

[[example]]
says = "39.99 are one point and 0.9995; of 20 points 19 pay 6.33, as 19.5 would pay 6.50"
companies = 1
given = [ { type = "payment.succeeded", at = "2026-04-01T10:00:00Z", amount = "39.99" },
          { type = "payment.succeeded", at = "2026-04-02T10:00:00Z", amount = "399.00" },
          { type = "invoice.issued", at = "2026-04-03T10:00:00Z", company = "own-1", lines = [
            { product = "plan", kind = "plan", amount = "6.50" } ] } ]
expect = [ { at = "2026-04-01T10:00:00Z", unit = "points", earned = "1" },
           { at = "2026-04-02T10:00:00Z", unit = "points", earned = "20" },
           { at = "2026-04-03T10:00:00Z", of = "referrer", unit = "points", spent = "19", available = "1", to_pay = "0.17" } ]
"#,
    );
}

#[test]
fn who_leaves_loses_what_is_on_hold_too() {
    comes_out(
        r#"
[[reward]]
on = "payment"
give = "10.00"
as = "credit"
hold_days = 30

[use.credit]
forfeit_on = ["canceled"]

[[example]]
says = "one is available, one is on hold; what comes after is another matter"
companies = 1
given = [ { type = "payment.succeeded", at = "2026-04-01T10:00:00Z", amount = "50.00" },
          { type = "payment.succeeded", at = "2026-05-01T09:00:00Z", amount = "50.00" },
          { type = "subscription.changed", at = "2026-05-02T10:00:00Z", subscription = "own-1", status = "canceled" },
          { type = "payment.succeeded", at = "2026-05-03T10:00:00Z", amount = "50.00" } ]
expect = [ { at = "2026-05-02T09:00:00Z", available = "10.00", on_hold = "10.00" },
           { at = "2026-05-02T10:00:00Z", available = "0.00", on_hold = "0.00", expired = "10.00", reason = "taken_back" },
           { at = "2026-06-10T10:00:00Z", available = "10.00", on_hold = "0.00" } ]
"#,
    );
}
