//! What nothing would ever take back.

use super::HEAD;
use super::mistakes::told;
use crate::rules::check;

#[test]
fn in_what_nothing_could_take_back() {
    const OFF: &str = "a discount is no balance: nothing of it waits or is taken back";
    const COUNTS: &str = "[count.a]\nof = \"referrals\"\n[count.b]\nof = \"payments\"\n[count.c]\nof = \"referrals\"\nover = \"90 days\"\n[count.d]\nof = \"referrals\"\nsum = \"invitee.payments\"\n";
    let off = |more: &str| format!("[[reward]]\non = \"payment\"\ngive = \"10.00\"\nas = \"discount\"\n{more}");
    let milestone = |of: &str| {
        format!(
            "{COUNTS}[[reward]]\non = {{ milestone = \"{of}\", at = [5] }}\ngive = \"10.00\"\nas = \"cash\"\ntake_back = ^{{ on = \"refund\" }}"
        )
    };
    let back = |on: &str| {
        format!("[[reward]]\non = \"{on}\"\ngive = \"10.00\"\nas = \"cash\"\ntake_back = ^{{ on = \"canceled\" }}")
    };
    let few = "too few of the counted invitees are left";
    let mistakes = [
        (off("hold_days = ^30"), OFF),
        (off("hold = ^{ days = 30 }"), OFF),
        (off("take_back = ^{ on = \"refund\" }"), OFF),
        (off("refund = ^\"forfeit\""), OFF),
        (back("joined"), "an invitee's deeds take it back, and nobody was invited"),
        (back("month"), "it is of no single invitee: add `each` = \"referral\""),
        (milestone("count.b"), few),
        (milestone("count.c"), few),
        (milestone("count.d"), few),
        (milestone("= count.a + 1"), few),
        (milestone("referrer.referrals"), few),
    ];
    told(&mistakes.each_ref().map(|(marked, words)| (marked.as_str(), *words)));
    for known in [milestone("count.a"), back("month").replace("\"\ngive", "\"\neach = \"referral\"\ngive")] {
        assert!(check(&format!("{HEAD}{}", known.replace('^', ""))).is_ok(), "{known}");
    }
}
