//! What new users wrote first, and what teaches them to write it otherwise.

use super::HEAD;
use super::mistakes::told;
use crate::rules::check;

macro_rules! with {
    ($more:literal) => {
        concat!("[[reward]]\non = \"payment\"\ngive = \"10 %\"\nas = \"cash\"\n", $more)
    };
}

#[test]
fn in_rewards_and_counts() {
    told(&[
        (
            "[[reward]]\non = ^\"first_payment\"\ngive = 5\nas = \"points\"",
            "\"first_payment\" is no trigger: write on = \"payment\" with first_payments = 1",
        ),
        (
            "[[reward]]\non = ^\"subscription.started\"\ngive = 5\nas = \"points\"",
            "is no trigger: write on = { becomes = \"= invitee.subscriptions > 0\" }",
        ),
        ("[[reward]]\non = ^\"person.registered\"\ngive = 5\nas = \"points\"", "write on = \"registered\""),
        ("[count]\nnew = ^{ of = \"payments\" }", "`new` is a word of expressions, and `count.new` could not be read"),
        ("[count]\nin = ^{ of = \"payments\" }", "`in` is a word of expressions"),
        (
            "[[reward]]\non = \"payment\"\ngive = ^\"10 %, at most 50\"\nas = \"cash\"",
            "at most so much is limit = { amount = \"50.00\", per = \"payment\" }",
        ),
        (
            "[[reward]]\non = \"payment\"\ngive = \"= min(10 %^, 50)\"\nas = \"cash\"",
            "for ten percent and at most 50 write give = \"10 %\" with a `limit`, or `min(payment.base * 0.1, 50)`",
        ),
        (
            "[[reward]]\non = \"payment\"\ngive = ^\"10 %\"\nas = \"EUR\"",
            "10 % of what? it is of the program's currency and nothing is converted",
        ),
        (
            with!("[use.cash]\nminimum = ^\"50.00\"\nwithdraw = { methods = [\"iban\"] }"),
            "withdraw = { minimum = \"50.00\" }",
        ),
        (
            "[names]\nstartplus = ^\"Start+\"\nonline-shop = \"Shop\"\n[[reward]]\non = \"payment\"\ngive = \"10 %\"\nas = \"cash\"\nbase = { products = [\"start-plus\"] }",
            "`startplus`: nothing is called so (did you mean `start-plus`?)",
        ),
        (
            with!("[attribution]\nreferrer_when = ^[\"referrer.active\", \"referrer.in_good_standing\"]"),
            "not a list; several that must all hold are joined: \"= … && …\"",
        ),
        (with!("[use.cash]\nwithdraw = { methods = ^[\"paypal\"] }"), "\"custom\" is any other way, such as PayPal"),
    ]);
}

#[test]
fn of_a_charge_that_nobody_knows_yet() {
    let told_of =
        "cannot be known here: this discount is given before the invoice that it is off. Write on = \"own_invoice\"";
    told(&[
        (
            "[[reward]]\non = \"registered\"\nto = \"invitee\"\ngive = \"= min(^charge.amount * 0.5, 10)\"\nas = \"discount\"",
            told_of,
        ),
        (
            "[[reward]]\non = \"payment\"\nwhen = [\"invitee.active\", \"= ^charge.amount >= 50\"]\ngive = \"10.00\"\nas = \"discount\"",
            told_of,
        ),
        (
            "[[reward]]\non = \"month\"\ngive = { by = \"^charge.product\", plan = \"10 %\" }\nas = \"discount\"",
            "`give`: `charge.product` cannot be known here",
        ),
        (
            "[[reward]]\non = \"payment\"\ngive = \"= ^charge.amount\"\nas = \"credit\"",
            "known only of an invoice that is there: in rewards on \"own_invoice\", and in `when` of an [[offer]]",
        ),
    ]);
    let known = "[[offer]]\npercent = \"5 %\"\nwhen = \"= charge.amount > 5\"\n[[reward]]\non = \"own_invoice\"\n\
                 give = \"= charge.amount / 2\"\nas = \"discount\"";
    assert!(check(&format!("{HEAD}{known}")).is_ok());
}

#[test]
fn of_what_nobody_can_type() {
    told(&[(
        with!("[attribution]\ncodes = false\n[[offer]]\npercent = \"10 %\"\ncodes = ^true"),
        "nobody can type a code, as [attribution] says codes = false",
    )]);
    assert!(check(&format!("{HEAD}{}", with!("[[offer]]\npercent = \"10 %\"\ncodes = true"))).is_ok());
}

#[test]
fn in_examples() {
    let example = |more: &str, given: &str| {
        format!(
            "[[reward]]\non = \"payment\"\ngive = \"10 %\"\nas = \"cash\"\n[[example]]\nsays = \"x\"\n{more}\n\
             given = [ {{ type = \"payment.succeeded\", at = 2026-01-01T00:00:00Z{given} }} ]\n\
             expect = [ {{ at = 2026-01-01T00:00:00Z, earned = \"1.00\" }} ]"
        )
    };
    for (marked, words) in [
        (example("", ", times = 2, every = ^\"1 minutes\""), "`every`: \"1 minutes\" is no length of time"),
        (example("", ", times = ^0, every = \"month\""), "`times`: a whole number from 1 to 1000"),
        (
            example("tree = [\"referrer > c\", ^\"a > b\"]", ""),
            "`tree`: \"a\" is named only as who refers: put \"a\" before it, as in [\"a\", \"a > b\"], or write \"referrer > b\"",
        ),
        (
            example("repeat = 2\ntree = [\"invitee-2 > b\", ^\"invitee-3 > c\"]", ""),
            "\"invitee-3\" is named only as who refers",
        ),
    ] {
        told(&[(&marked, words)]);
    }
}

/// Only a slip of the finger is taken for one of the language's own units.
#[test]
fn a_unit_may_be_named_like_nothing_else() {
    for unit in ["fast", "tickets", "cards", "splash", "nights"] {
        let file = format!("{HEAD}[[reward]]\non = \"registered\"\ngive = 5\nas = \"{unit}\"\n");
        assert!(check(&file).is_ok(), "{unit}: {:?}", check(&file).err());
    }
    for (slip, meant) in [("cahs", "cash"), ("crdit", "credit"), ("discuont", "discount"), ("money", "cash")] {
        let file = format!("{HEAD}[[reward]]\non = \"registered\"\ngive = \"5.00\"\nas = \"{slip}\"\n");
        let told = check(&file).unwrap_err()[0].words.clone();
        assert!(told.contains(&format!("(did you mean {meant:?}?)")) && told.contains("as = \"tickets\""), "{told}");
    }
}
