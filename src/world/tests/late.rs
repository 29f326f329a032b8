//! Facts that come late change the receipts that had read them, and bad ones change nothing.

use super::*;

fn pay(play: &mut Play, payment: &str, at: &str, amount: &str) -> String {
    let line = format!("{{'product':'hosting','kind':'plan','amount':'{amount}'}}");
    let data =
        format!("{{'payment':'{payment}','company':'bobs','currency':'UAH','amount':'{amount}','lines':[{line}]}}");
    play.applies("payment.succeeded", at, &data);
    format!("e{}", play.made)
}

fn refusal(outcome: Outcome) -> String {
    let Outcome::Refused { refusal } = outcome else { panic!("{outcome:?}") };
    refusal.to_string()
}

#[test]
fn a_late_class_is_counted_from_its_own_instant() {
    let mut play = Play::hosting().couple();
    play.applies("rate.changed", "2026-04-01T00:00:00Z", "{'from':'UAH','to':'USD','rate':'0.025'}");
    let before = pay(&mut play, "p", "2026-04-10T09:00:00Z", "1000.00");
    let after = pay(&mut play, "q", "2026-04-12T09:00:00Z", "1000.00");
    assert_eq!(play.cash(), "200.00");
    play.passes("2026-06-01T00:00:00Z");
    play.applies("person.class_changed", "2026-04-11T09:00:00Z", "{'person':'bob','class':'gold'}");
    assert_eq!(play.receipt(&before), ("100.00".into(), "10 %".into(), "-".into(), "granted"));
    assert_eq!(play.receipt(&after), ("10.00".into(), "1 %".into(), "gold".into(), "granted"));
    assert_eq!(play.cash(), "110.00");
    let revisions: Vec<u32> = play.world.receipts().iter().map(|stored| stored.revision).collect();
    assert_eq!(revisions, [1, 2]);
    // Another class at the same percent is another receipt, and moves nothing.
    play.applies("person.class_changed", "2026-04-11T10:00:00Z", "{'person':'bob','class':'silver'}");
    assert_eq!(play.receipt(&after), ("10.00".into(), "1 %".into(), "silver".into(), "granted"));
    assert_eq!((play.world.receipts()[1].revision, play.cash()), (3, "110.00".into()));
}

#[test]
fn a_correction_is_never_dated_before_the_grant() {
    let mut play = Play::hosting().couple();
    pay(&mut play, "p", "2026-04-12T09:00:00Z", "1000.00");
    play.applies("person.class_changed", "2026-04-11T09:00:00Z", "{'person':'bob','class':'gold'}");
    let on_hold = |at: &str| {
        let totals = play.world.as_of("hosting-remuneration", at.parse().unwrap()).unwrap().unwrap();
        totals.on_hold.to_string()
    };
    assert_eq!(on_hold("2026-04-12T08:59:59Z"), "0.00");
    assert_eq!(on_hold("2026-04-12T09:00:00Z"), "10.00");
}

#[test]
fn without_a_rate_the_class_is_unknown_until_it_is_given() {
    let mut play = Play::hosting().couple();
    let first = pay(&mut play, "p", "2026-04-10T09:00:00Z", "4000.00");
    let second = pay(&mut play, "q", "2026-04-11T09:00:00Z", "1000.00");
    // Nothing was paid before the first, so nothing is to be converted.
    assert_eq!(play.receipt(&first), ("400.00".into(), "10 %".into(), "-".into(), "granted"));
    assert_eq!(play.receipt(&second), ("0.00".into(), "10 %".into(), "-".into(), "class_unknown"));
    play.applies("rate.changed", "2026-04-10T09:00:01Z", "{'from':'UAH','to':'USD','rate':'0.025'}");
    assert_eq!(play.receipt(&second).3, "class_unknown", "a rate of later than the payment is none for it");
    play.applies("rate.changed", "2026-04-01T00:00:00Z", "{'from':'USD','to':'UAH','rate':'40'}");
    assert_eq!(play.receipt(&second).3, "class_unknown", "no rate is inverted");
    play.applies("rate.changed", "2026-04-01T00:00:00Z", "{'from':'UAH','to':'USD','rate':'0.025'}");
    assert_eq!(play.receipt(&second), ("10.00".into(), "1 %".into(), "bronze".into(), "granted"));
    assert_eq!(play.cash(), "410.00");
    // A better known rate: 4,000 UAH were 60 USD only.
    play.applies("rate.changed", "2026-04-05T00:00:00Z", "{'from':'UAH','to':'USD','rate':'0.015'}");
    assert_eq!(play.receipt(&second), ("100.00".into(), "10 %".into(), "-".into(), "granted"));
    play.passes("2026-06-01T00:00:00Z");
    assert_eq!(play.cash(), "500.00");
}

#[test]
fn a_late_payment_or_refund_changes_the_turnover_that_was_read() {
    let mut play = Play::hosting().couple();
    play.applies("rate.changed", "2026-04-01T00:00:00Z", "{'from':'UAH','to':'USD','rate':'0.025'}");
    let third = pay(&mut play, "third", "2026-04-20T09:00:00Z", "1000.00");
    assert_eq!(play.receipt(&third).2, "-");
    pay(&mut play, "first", "2026-04-10T09:00:00Z", "3500.00");
    assert_eq!(play.receipt(&third), ("10.00".into(), "1 %".into(), "bronze".into(), "granted"));
    play.applies("refund.completed", "2026-04-15T09:00:00Z", "{'refund':'r','payment':'first','amount':'500'}");
    assert_eq!(play.receipt(&third), ("100.00".into(), "10 %".into(), "-".into(), "granted"));
    // The refund forfeits the first payment's own 350.
    assert_eq!(play.cash(), "100.00");
}

#[test]
fn a_refunded_payment_stays_refunded_when_its_class_comes_late() {
    let mut play = Play::hosting().couple();
    let event = pay(&mut play, "p", "2026-04-12T09:00:00Z", "1000.00");
    play.applies("refund.completed", "2026-04-13T09:00:00Z", "{'refund':'r','payment':'p'}");
    play.applies("person.class_changed", "2026-04-11T09:00:00Z", "{'person':'bob','class':'gold'}");
    assert_eq!(play.receipt(&event), ("0.00".into(), "1 %".into(), "gold".into(), "refunded"));
    assert_eq!(play.cash(), "0.00");
}

#[test]
fn a_class_before_the_person_is_refused_with_a_reason() {
    let mut play = Play::hosting().couple();
    let early = play.happens("person.class_changed", "2026-04-01T00:59:59Z", "{'person':'bob','class':'gold'}");
    let said =
        "the class is dated 2026-04-01 00:59:59 UTC, before the person's registration on 2026-04-01 01:00:00 UTC";
    assert_eq!(refusal(early), said);
    let event = pay(&mut play, "p", "2026-04-12T09:00:00Z", "1000.00");
    assert_eq!(play.receipt(&event).0, "100.00");
    play.applies("person.class_changed", "2026-04-01T01:00:00Z", "{'person':'bob','class':'gold'}");
    assert_eq!(play.receipt(&event).0, "10.00");
}

#[test]
fn a_class_of_somebody_who_is_not_known_yet_waits() {
    let mut play = Play::hosting();
    let waits = play.happens("person.class_changed", "2026-04-11T09:00:00Z", "{'person':'bob','class':'gold'}");
    assert!(matches!(waits, Outcome::Waiting { on } if on.to_string() == "person:bob"));
    let mut play = play.couple();
    let event = pay(&mut play, "p", "2026-04-12T09:00:00Z", "1000.00");
    assert_eq!(play.receipt(&event).2, "gold");
}

#[test]
fn refunds_that_cannot_be_change_nothing() {
    let mut play = Play::hosting().couple();
    pay(&mut play, "p", "2026-04-12T09:00:00Z", "1000.00");
    let at = "2026-04-13T09:00:00Z";
    let larger = play.happens("refund.completed", at, "{'refund':'r','payment':'p','amount':'1000.01'}");
    assert_eq!(refusal(larger), "refunds would come to 1000.01, more than the payment of 1000.00");
    let unknown = play.happens("refund.completed", at, "{'refund':'u','payment':'nobody'}");
    assert!(matches!(unknown, Outcome::Waiting { on } if on.to_string() == "payment:nobody"));
    assert_eq!(play.cash(), "100.00");
    play.applies("refund.completed", at, "{'refund':'r','payment':'p','amount':'1000'}");
    let again = "{'refund':'r','payment':'p','amount':'1000'}";
    assert_eq!(play.happens("refund.completed", at, again), Outcome::Duplicate);
    let twice = play.happens("refund.completed", at, "{'refund':'s','payment':'p','amount':'0.01'}");
    assert_eq!(refusal(twice), "refunds would come to 1000.01, more than the payment of 1000.00");
    let settled = play.happens("refund.declined", at, again);
    assert_eq!(refusal(settled), "the refund was already completed or declined otherwise");
    assert_eq!(play.cash(), "0.00");
}

#[test]
fn terms_that_are_accepted_govern_from_then_on_and_never_back() {
    let mut play = Play::hosting().couple();
    let second = include_str!("../../../programs/hosting-remuneration.2.toml").replacen("new_referrals", "opt_in", 1);
    let terms = serde_json::to_string(&second).unwrap();
    let mut inside = |id: &str, type_name: &str, at: &str, data: String| {
        let json = format!(r#"{{"id":"{id}","type":"{type_name}","timestamp":"{at}","data":{data}}}"#);
        let event = parse_internal(json.as_bytes()).unwrap();
        let outcome = play.world.apply(BECKON, event, at.parse().unwrap());
        assert!(matches!(outcome, Outcome::Applied { .. }), "{outcome:?}");
    };
    let program = r#""program":"hosting-remuneration","version":2"#;
    inside("t", "terms.published", "2026-04-02T00:00:00Z", format!("{{{program},\"terms\":{terms}}}"));
    let ann = r#""person":{"source":"crm","id":"ann"}"#;
    inside("a", "terms.accepted", "2026-05-01T00:00:00Z", format!("{{{ann},{program}}}"));
    for (n, (at, version)) in
        [("2026-04-30T23:59:59Z", 1), ("2026-05-01T00:00:00Z", 2), ("2026-04-15T00:00:00Z", 1)].into_iter().enumerate()
    {
        pay(&mut play, &format!("p{n}"), at, "1.00");
        assert_eq!(play.world.receipts().last().unwrap().receipt.terms_version, version, "{at}");
    }
}
