use super::*;
use crate::rules::circle::MemberInvoice;
use crate::rules::earning::Off;
use crate::rules::rule::Of;

fn invoice(circle: &mut Circle, who: Place, name: &str, when: &str, total: &str) {
    circle.people[who].invoices.push(MemberInvoice {
        id: id(name),
        event: id(name),
        at: at(when),
        subscription: None,
        due_at: at(when),
        lines: vec![line("plan", total)],
        total: usd(total),
        tax: None,
        settled_at: None,
        voided_at: None,
    });
}

#[test]
fn a_percent_off_each_own_invoice_by_active_referrals() {
    // Each active referral takes ten percent off, ten of them all.
    let give = Give::Expression(written("percent(min(referrer.active_referrals * 10, 100))"));
    let form = Form::Discount { of: Of::Charge };
    let rule = Rule { form, ..rule(Trigger::OwnInvoice, give) };
    let mut circle = circle();
    invoice(&mut circle, 0, "early", "2026-02-09", "300");
    for n in 0..12 {
        let friend = invite(&mut circle, 0, &format!("f{n:02}"), "2026-02-10");
        let days = if n < 3 { "2026-02-11" } else { "2026-04-11" };
        subscribe(&mut circle, friend, days, "plan", "10");
    }
    invoice(&mut circle, 0, "three", "2026-03-01", "300");
    invoice(&mut circle, 0, "twelve", "2026-05-01", "300");
    let reckoning = reckoned(&terms([rule]), &circle, "2026-12-31");
    let told = reckoning.reductions.iter().map(|one| (one.invoice.clone().unwrap(), one.off, one.recipient));
    let of = |percent: &str| Off::Percent(percent.parse().unwrap());
    let expected = [(id("three"), of("30 %"), 0), (id("twelve"), of("100 %"), 0)];
    assert_eq!((told.collect::<Vec<_>>(), reckoning.earnings), (expected.to_vec(), vec![]));
}

#[test]
fn an_amount_off_the_next_invoice_of_the_base_or_fixed() {
    use crate::rules::rule::{Limit, Most, Over, Per};
    let next = |of, give| Rule { form: Form::Discount { of }, ..rule(Trigger::Payment, give) };
    let mut circle = circle();
    let a = invite(&mut circle, 0, "a", "2026-02-10");
    pay(&mut circle, a, "2026-03-01", &[line("plan", "80")]);
    pay(&mut circle, a, "2026-04-01", &[line("plan", "80")]);
    let offs = |rule: Rule| -> Vec<(Instant, Off)> {
        let reductions = reckoned(&terms([rule]), &circle, "2026-12-31").reductions;
        assert!(reductions.iter().all(|one| one.invoice.is_none()));
        reductions.iter().map(|one| (one.at, one.off)).collect()
    };
    let (march, april) = (at("2026-03-01"), at("2026-04-01"));
    let five = Off::Amount(usd("5"));
    assert_eq!(offs(next(Of::Charge, amount("5"))), [(march, five), (april, five)]);
    assert_eq!(offs(next(Of::Base, percent("10 %"))), [(march, Off::Amount(usd("8"))), (april, Off::Amount(usd("8")))]);
    let limits = vec![Limit { most: Most::Count(1), per: Per::Recipient, over: Over::Ever }];
    let once = Rule { limits, ..next(Of::Charge, percent("50 %")) };
    assert_eq!(offs(once), [(march, Off::Percent("50 %".parse().unwrap()))]);
}
