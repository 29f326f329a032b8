use super::HEAD;
use super::mistakes::told;
use crate::rules::check;
use crate::rules::explain::{self, english};
use crate::rules::rule::{FirstMonths, Span, Start};
use crate::rules::terms::RefundRule;

macro_rules! with {
    ($more:literal) => {
        concat!("[[reward]]\non = \"payment\"\ngive = \"10 %\"\nas = \"cash\"\n", $more)
    };
}

#[test]
fn mistakes_say_what_to_write() {
    told(&[
        (with!("refund = { share = ^\"half\", within = \"60 days\" }"), "\"half\" is unknown"),
        (with!("refund = ^{ share = \"forfeit\" }"), "refund needs `within`"),
        (with!("refund = { share = ^\"keep\", within = \"60 days\" }"), "takes nothing back at any time"),
        (with!("refund = { ^part = \"forfeit\", within = \"60 days\" }"), "unknown word `part` in refund"),
        (with!("refund = ^60"), "or { share = \"proportional\", within = \"60 days\" }, not a whole number"),
        (
            "[[reward]]\non = \"month\"\ngive = \"10 %\"\nas = \"cash\"\nrefund = ^{ within = \"60 days\" }",
            "only a reward on a payment has one",
        ),
        (with!("take_back = { on = \"canceled\", since = ^\"registration\" }"), "from when `within` is counted"),
        (
            with!("take_back = { on = \"canceled\", within = \"1 year\", since = ^\"registred\" }"),
            "did you mean \"registration\"?",
        ),
        (with!("first_months = ^{ count = 12 }"), "first_months needs `since`"),
        (with!("first_months = { count = ^0, since = \"first_payment\" }"), "a whole number from 1 to 1200"),
        (with!("first_months = ^\"12\""), "a whole number from 1 to 1200"),
    ]);
}

#[test]
fn what_is_as_ever_stays_direct_and_the_rest_is_said() {
    let terms = |more: &str| {
        let reward = "[[reward]]\non = \"payment\"\ngive = \"10 %\"\nas = \"cash\"\n";
        check(&format!("{HEAD}{reward}{more}")).unwrap()
    };
    let direct = terms("first_months = { count = 12, since = \"registration\" }\nrefund = \"forfeit\"");
    assert_eq!((direct.rules.len(), direct.rewards[0].first_months), (0, Some(12)));
    let said = |more: &str| {
        let terms = terms(more);
        explain::terms(&terms).iter().map(english).collect::<Vec<_>>().join("\n")
    };
    let paid = "first_months = { count = 12, since = \"first_payment\" }\nrefund = { within = \"60 days\" }";
    let rule = terms(paid).rules.remove(0);
    assert_eq!(rule.first_months, Some(FirstMonths { count: 12, since: Start::FirstPayment }));
    assert_eq!((rule.refund, rule.refund_within), (RefundRule::Proportional, Some(Span::Days(60))));
    for sentence in [
        "Payments count for the first 12 months from the first payment on.",
        "A refund takes back the same part of it.",
        "That is so for refunds up to 60 days after the payment; a later one changes nothing.",
    ] {
        assert!(said(paid).contains(sentence), "{}", said(paid));
    }
    let lost = said("take_back = { on = \"canceled\", within = \"6 months\", since = \"registration\" }");
    let sentence =
        "It is taken back as a whole if within 6 months after the registration the subscription is canceled.";
    assert!(lost.contains(sentence), "{lost}");
}
