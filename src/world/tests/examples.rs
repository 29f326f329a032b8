//! What examples say, and what is told where they do not come out.

use super::*;

/// Whoever gave any other reward for a referral has qualified; what a milestone of it says in words is the same.
#[test]
fn a_milestone_counts_the_referrals_of_all_other_rewards() {
    let terms = |other: &str, early: &str, late: &str| {
        format!(
            "program = \"x\"\nname = \"X\"\ncurrency = \"USD\"\ntime_zone = \"UTC\"\n\
             [[reward]]\nid = \"pay\"\non = \"payment\"\ngive = \"1.00\"\nwhen = \"= payment.amount > 100\"\nas = \"cash\"\n\
             {other}[[reward]]\nid = \"m\"\non = {{ milestone = \"referrer.qualified\", at = [2, 5] }}\ngive = \"10.00\"\nas = \"cash\"\n\
             [[example]]\nsays = \"five friends pay too little, and then three of them enough\"\nrepeat = 5\n\
             given = [ {{ type = \"payment.succeeded\", at = \"2026-04-10T09:00:00Z\", amount = \"20.00\" }},\n\
                       {{ type = \"payment.succeeded\", at = \"2026-05-10T09:00:00Z\", amount = \"120.00\", first = 3 }} ]\n\
             expect = [ {{ at = \"2026-04-10T09:00:00Z\", reward = \"m\", earned = \"{early}\" }},\n\
                        {{ at = \"2026-05-10T09:00:00Z\", reward = \"m\", earned = \"{late}\" }} ]\n"
        )
    };
    let points = "[[reward]]\nid = \"reg\"\non = \"registered\"\ngive = 5\nas = \"points\"\n";
    let off = "[[reward]]\nid = \"off\"\non = \"payment\"\nfirst_payments = 1\ngive = \"5.00\"\nas = \"discount\"\n";
    let nothing_first = terms("", "0.00", "10.00");
    assert_eq!(check_terms(&nothing_first).map(drop), Ok(()));
    for other in [points, off] {
        assert_eq!(check_terms(&terms(other, "20.00", "20.00")).map(drop), Ok(()));
    }
    let said = explain_terms(&nothing_first, crate::rules::explain::Language::English).unwrap();
    assert!(said.contains("the number of invited persons who brought another reward"), "{said}");
}
