//! Terms that were published before a word came to be refused: they are run as if the word were not there.

use super::super::{World, examples};
use super::Play;
use crate::calendar::Instant;
use crate::events::TermsPublished;
use crate::rules::{Terms, check, published};

const HEAD: &str = "program = \"p\"\nname = \"P\"\ncurrency = \"USD\"\ntime_zone = \"UTC\"\n";

const REGISTERED: &str = "{ type = \"person.registered\", at = \"2026-04-01T09:00:00Z\" }";
const INVOICE: &str = "{ type = \"invoice.issued\", at = \"2026-04-02T09:00:00Z\", lines = [{ product = \"pro\", kind = \"plan\", amount = \"100.00\" }] }";

/// `reward` with what happens and what comes of it; each word of `idle` does nothing there.
fn do_nothing(reward: &str, idle: &[&str], given: &[&str], expect: &str) {
    let given = given.join(", ");
    let example = format!("[[example]]\nsays = \"as it always was\"\ngiven = [{given}]\nexpect = [{expect}]\n");
    let plain = check(&format!("{HEAD}{reward}\n{example}")).unwrap();
    assert_eq!(examples::check(&plain), [], "{reward}");
    for word in idle {
        let file = format!("{HEAD}{reward}\n{word}\n{example}");
        assert!(check(&file).is_err(), "{word} would be published");
        let terms = published(&file).unwrap_or_else(|problems| panic!("{word}: {problems:?}"));
        assert_eq!(examples::check(&terms), [], "{word}");
    }
}

#[test]
fn what_is_refused_today_does_nothing_in_what_was_published() {
    let reward = |on: &str, more: &str| format!("[[reward]]\non = \"{on}\"\ngive = \"10.00\"\nas = \"credit\"\n{more}");
    do_nothing(
        &reward("registered", "to = \"invitee\"").replace("credit", "discount"),
        &[
            "hold_days = 30",
            "hold = { days = 30 }",
            "take_back = { on = \"refund\" }",
            "refund = \"forfeit\"",
            "instalments = { count = 2, every = \"1 month\" }",
            "expires = \"1 day\"",
            "release_when = '= invitee.country == \"XX\"'",
        ],
        &[REGISTERED, INVOICE],
        "{ at = \"2026-04-03T09:00:00Z\", to_pay = \"90.00\" }",
    );
    for (plain, idle) in [
        (reward("registered", ""), &["first_payments = 1", "exclude = [\"promo_code\"]", "refund = \"forfeit\""][..]),
        (reward("month", ""), &["refund = \"forfeit\"", "take_back = { on = \"refund\" }"]),
        (reward("joined", ""), &["take_back = { on = \"refund\" }"]),
        (reward("payment", ""), &["[use.stars]\nworth = \"0.01\"", "[names]\npaymnet = \"Payment\""]),
    ] {
        let plain = format!("{HEAD}{plain}");
        let had = has(&check(&plain).unwrap());
        assert_ne!(had.1, "0.00", "{plain}");
        for word in idle {
            let file = format!("{plain}\n{word}\n");
            assert!(check(&file).is_err(), "{word} would be published");
            let terms = published(&file).unwrap_or_else(|problems| panic!("{word}: {problems:?}"));
            assert_eq!(has(&terms), had, "{word}");
        }
    }
}

/// What the referrer has after a payment that was refunded in part, and a month.
fn has(terms: &Terms) -> (String, String, String) {
    let mut play = Play { world: World::new([terms.clone()]), program: "p".into(), made: 0 }.couple();
    let paid = "{'payment':'p1','company':'bobs','amount':'100.00','currency':'USD'}";
    play.applies("payment.succeeded", "2026-04-02T09:00:00Z", paid);
    play.applies("refund.completed", "2026-04-05T09:00:00Z", "{'refund':'r1','payment':'p1','amount':'50.00'}");
    play.passes("2026-05-20T09:00:00Z");
    play.ann()
}

/// The number is of nobody whom a loss leaves: the rules as they are today say what is left.
#[test]
fn a_milestone_that_could_not_be_taken_back_today_still_runs() {
    for of in ["referrer.referrals", "= referrer.referrals + 0"] {
        let reward =
            format!("[[reward]]\non = {{ milestone = \"{of}\", at = [1] }}\ngive = \"10.00\"\nas = \"credit\"\n");
        let file = format!("{HEAD}{reward}take_back = {{ on = \"closed\" }}\n");
        assert!(check(&file).is_err());
        assert_eq!(has(&published(&file).unwrap()), has(&check(&format!("{HEAD}{reward}")).unwrap()), "{of}");
    }
}

#[test]
fn examples_are_not_needed_to_run_terms_and_what_earns_is() {
    let reward = "[[reward]]\non = \"payment\"\ngive = \"10 %\"\nas = \"credit\"\n";
    let example = "[[example]]\nsays = \"of another time\"\nwhatever = 1\n";
    let terms = published(&format!("{HEAD}{reward}{example}")).unwrap();
    assert_eq!((terms.rewards.len(), terms.examples.len()), (1, 0));
    // One that is read no more is not run without what it says.
    for (needed, at) in [("give = \"10 %%\"", (7, 8)), ("whatever = 1", (7, 1)), ("refund = \"half\"", (7, 10))] {
        let given = if needed.starts_with("give") { "" } else { "\ngive = \"10 %\"" };
        let problems =
            published(&format!("{HEAD}[[reward]]\non = \"payment\"\n{needed}\nas = \"credit\"{given}")).unwrap_err();
        assert_eq!((problems[0].line, problems[0].column), at, "{needed}: {problems:?}");
    }
}

#[test]
fn the_log_is_played_under_what_was_published() {
    let old = format!("{HEAD}[[reward]]\non = \"registered\"\ngive = \"10.00\"\nas = \"credit\"\n");
    let tells = |more: &str| {
        let (program, terms) = ("p".parse().unwrap(), format!("{old}{more}\n"));
        let at: Instant = "2026-04-01T09:00:00Z".parse().unwrap();
        World::new([]).publish(at, &TermsPublished { program, version: 1, terms, effective_from: None })
    };
    assert!(tells("refund = \"forfeit\"").is_ok());
    assert!(tells("refund = \"half\"").is_err());
}
