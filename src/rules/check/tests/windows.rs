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
            with!("take_back = { on = \"canceled\", within = \"1 year\", since = ^\"registraton\" }"),
            "did you mean \"registration\"?",
        ),
        (with!("first_months = ^{ count = 12 }"), "first_months needs `since`"),
        (with!("first_months = { count = ^0, since = \"first_payment\" }"), "a whole number from 1 to 1200"),
        (with!("first_months = ^\"12\""), "a whole number from 1 to 1200"),
    ]);
}

#[test]
fn limits_and_uses_say_what_to_write() {
    const CASH: &str = "[[reward]]\non = \"payment\"\ngive = \"10 %\"\nas = \"cash\"\n[use.cash]\n";
    let of_cash = |line: &str| format!("{CASH}{line}");
    let pays = |most: &str| of_cash(&format!("spend = true\nat_most = {most}"));
    let costs = |fee: &str| {
        of_cash(&format!("withdraw = {{ minimum = \"1.00\", methods = [\"card\", \"iban\"], fee = {fee} }}"))
    };
    let below = "withdraw = ^{ minimum = \"5.00\", methods = [\"card\"], fee = { card = \"2.00\" }, minimum_by = { card = \"2.00\" } }";
    let wrong = [
        (with!("limit = { count = 1, counts = ^\"keep\" }").to_owned(), "did you mean \"kept\"?"),
        (with!("limit = { amount = \"1.00\", counts = ^\"kept\" }").to_owned(), "it is a word of `count`"),
        (
            "[[reward]]\non = \"own_invoice\"\ngive = \"10 %\"\nas = \"discount\"\nlimit = { count = 1, counts = ^\"kept\" }".into(),
            "a discount is never taken back",
        ),
        (pays("^\"0.00\""), "it would never pay anything"),
        (pays("^\"0 %\""), "more than 0 % and at most 100 %"),
        (pays("^\"much\""), "write an amount of each invoice, or a part of it as \"30 %\""),
        (costs("{ ^crad = \"1 %\" }").replace("^crad = ", "crad = ^"), "(did you mean \"card\"?)"),
        (costs("{ custom = ^\"1 %\" }"), "`methods` does not list it: card, iban"),
        (costs("{ iban = ^\"100 %\" }"), "leaves nothing to pay out"),
        (costs("{ iban = \"1.00\" }").replace("withdraw = {", "withdraw = ^{"), "the `fee` of iban needs a `minimum` above it"),
        (of_cash(below), "the `fee` of card needs a `minimum` above it"),
    ];
    told(&wrong.each_ref().map(|(marked, words)| (marked.as_str(), *words)));
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
    let sentence = "It is taken back as a whole if, within 6 months after the registration, ";
    assert!(lost.contains(sentence), "{lost}");
    let kept = said("limit = { count = 5, over = \"calendar_year\", counts = \"kept\" }");
    assert!(kept.contains("was taken back as a whole, does not count: its place is free again."), "{kept}");
    let cash = said(
        "[use.cash]\nspend = true\nat_most = \"200.00\"\nwithdraw = { minimum = \"1.00\", methods = [\"card\", \"iban\"], fee = { card = \"0.8 %\", iban = \"0.50\" } }",
    );
    for sentence in [
        "at most 200.00 USD of one invoice is paid with it.",
        "0.8 % of each withdrawal to a card is its fee.",
        "A withdrawal to a bank account costs 0.50 USD.",
    ] {
        assert!(cash.contains(sentence), "{sentence}\n{cash}");
    }
}
