use super::*;

const END: &str = "2026-12-31";

/// a refers b, who refers c, who refers d.
fn chain() -> (Circle, [Place; 3]) {
    let mut circle = circle();
    let b = invite(&mut circle, 0, "b", "2026-02-01");
    let c = invite(&mut circle, b, "c", "2026-02-02");
    let d = invite(&mut circle, c, "d", "2026-02-03");
    (circle, [b, c, d])
}

#[test]
fn each_level_has_its_rate_and_one_that_fails_is_not_filled_by_the_next() {
    // A > B > C; C renews for 30,000 and B for 30,000: 10 % and 5 % are 4,500 for A.
    let first = rule(Trigger::Payment, percent("10 %"));
    let second = Rule { id: "second".into(), to: Recipient::Level(2), ..rule(Trigger::Payment, percent("5 %")) };
    let (mut circle, [b, c, d]) = chain();
    for who in [b, c, d] {
        pay(&mut circle, who, "2026-03-01", &[line("plan", "30000")]);
    }
    let both = terms([first, second.clone()]);
    let earned = reckoned(&both, &circle, END).earnings;
    let told: Vec<_> = earned.iter().map(|one| (one.recipient, one.invitee, one.receipt.earned)).collect();
    assert_eq!(told, [(0, Some(b), usd("3000")), (0, Some(c), usd("1500"))]);
    let parent = Rule { when: vec![when("parent.payments > 0 && referral.level == 2")], ..second };
    assert_eq!(self::told(&terms([parent.clone()]), &circle, END), ["03-01 1500.00 granted"]);
    circle.people[b].payments.clear();
    assert_eq!(self::told(&terms([parent]), &circle, END), ["03-01 0.00 condition_not_met"]);
    circle.referrals[0].voided_at = Some(at("2026-02-15"));
    assert_eq!(reckoned(&both, &circle, END).earnings, []);
}

#[test]
fn a_share_of_what_the_own_invitee_earned_follows_its_corrections() {
    // A quarter of the recruit's own commission: of 80 it is 20.
    let direct = Rule { id: "direct".into(), ..rule(Trigger::Payment, percent("10 %")) };
    let base = RuleBase::Reward("direct".into());
    let share = Rule { id: "share".into(), base, ..rule(Trigger::Payment, percent("25 %")) };
    let (mut circle, [_, c, d]) = chain();
    pay(&mut circle, c, "2026-03-01", &[line("plan", "800")]).refunds = vec![(at("2026-03-09"), usd("400"))];
    pay(&mut circle, d, "2026-03-02", &[line("plan", "800")]);
    let earned = reckoned(&terms([direct, share]), &circle, END).earnings;
    assert_eq!(earned.len(), 1, "nobody whom the owner invited paid, and the owner shares in b only");
    let one = &earned[0];
    assert_eq!((one.receipt.clause.as_str(), one.receipt.base, one.receipt.earned), ("share", usd("80"), usd("20")));
    assert_eq!((one.at, one.corrections.clone()), (at("2026-03-01"), vec![(at("2026-03-09"), usd("10"))]));
    assert_eq!((one.invitee, one.receipt.reason.name()), (Some(c), "refunded"));
}
