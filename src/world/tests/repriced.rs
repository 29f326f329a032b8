//! Invoices that lose the invitee's offer: 10 % until 22 April 01:00 UTC, 21 days after the registration.

use super::*;

fn play(due: &str) -> Play {
    let mut play = Play::bonus().couple();
    let line = "{'product':'business','kind':'plan','amount':'100000'}";
    let invoice = format!("{{'invoice':'i','company':'bobs','currency':'KZT','due_at':'{due}','lines':[{line}]}}");
    play.applies("invoice.issued", "2026-04-10T09:00:00Z", &invoice);
    play
}

impl Play {
    fn to_pay(&self) -> String {
        self.world.to_pay("crm", &"i".parse().unwrap()).unwrap().to_string()
    }

    fn is_paid(&mut self, payment: &str, at: &str, amount: &str) {
        let paid =
            format!("{{'payment':'{payment}','company':'bobs','invoice':'i','amount':'{amount}','currency':'KZT'}}");
        self.applies("payment.succeeded", at, &paid);
    }

    /// Whether the world follows such a fact of the log.
    fn is_repriced(&mut self, at: &str, restored: bool) -> bool {
        let restored = if restored { ",'restored':true" } else { "" };
        let told = format!("{{'invoice':{{'source':'crm','id':'i'}}{restored}}}");
        match self.happens("invoice.repriced", at, &told) {
            Outcome::Applied { .. } => true,
            Outcome::Refused { refusal: Refusal::NotRepriced } => false,
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn only_at_its_instant_and_once() {
    let mut play = play("2026-04-20T09:00:00Z");
    assert!(!play.is_repriced("2026-04-20T09:00:00.000001Z", false), "the window is open");
    assert!(!play.is_repriced("2026-04-22T00:59:59Z", false));
    assert_eq!(play.to_pay(), "90000.00");
    assert!(play.is_repriced("2026-04-22T01:00:00Z", false));
    assert_eq!(play.to_pay(), "100000.00");
    assert!(!play.is_repriced("2026-04-22T01:00:00Z", false), "nothing is left to lose");
}

#[test]
fn kept_until_it_is_due_after_the_window() {
    let mut play = play("2026-05-30T09:00:00Z");
    assert!(!play.is_repriced("2026-04-22T01:00:00Z", false) && !play.is_repriced("2026-05-30T09:00:00Z", false));
    play.is_paid("p", "2026-05-01T00:00:00Z", "40000");
    assert!(play.is_repriced("2026-05-30T09:00:00.000001Z", false));
    assert_eq!(play.to_pay(), "60000.00");
}

#[test]
fn what_is_paid_or_voided_loses_nothing() {
    let mut paid = play("2026-04-20T09:00:00Z");
    paid.is_paid("p", "2026-04-21T00:00:00Z", "90000");
    assert!(!paid.is_repriced("2026-04-22T01:00:00Z", false));
    let mut voided = play("2026-04-20T09:00:00Z");
    voided.applies("invoice.voided", "2026-04-21T00:00:00Z", "{'invoice':'i'}");
    assert!(!voided.is_repriced("2026-04-22T01:00:00Z", false));
}

#[test]
fn restored_by_what_had_covered_it_before_and_by_nothing_else() {
    let (lost, now) = ("2026-04-22T01:00:00Z", "2026-04-25T00:00:00Z");
    let mut late = play("2026-04-20T09:00:00Z");
    assert!(late.is_repriced(lost, false) && !late.is_repriced(now, true));
    late.is_paid("p", lost, "90000");
    assert!(!late.is_repriced(now, true), "at that instant it was too late");
    assert_eq!(late.to_pay(), "10000.00");
    let mut told = play("2026-04-20T09:00:00Z");
    told.is_paid("p1", "2026-04-12T00:00:00Z", "50000");
    assert!(told.is_repriced(lost, false));
    told.is_paid("p2", "2026-04-22T00:59:59Z", "40000");
    assert_eq!(told.to_pay(), "10000.00");
    assert!(told.is_repriced(now, true) && !told.is_repriced(now, true));
    assert_eq!(told.to_pay(), "0.00");
}
