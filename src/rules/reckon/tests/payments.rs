use super::*;
use crate::events::Order;
use crate::rules::rule::{Campaign, CampaignBy, Limit, Most, Over, Per, Until};

const END: &str = "2030-01-01";

fn plan(net: &str) -> MemberLine {
    line("plan", net)
}

#[test]
fn each_product_has_its_rate_and_the_lines_are_summed_before_they_are_rounded() {
    // An Indian host: 5 % of the domain's part and 20 % of the hosting's, 800 and 3000: 640.
    let give = by("payment.product", None, &[("domain", percent("5 %")), ("hosting", percent("20 %"))]);
    let mut circle = circle();
    let a = invite(&mut circle, 0, "a", "2026-02-01");
    pay(&mut circle, a, "2026-02-02", &[line("domain", "800"), line("hosting", "3000")]);
    pay(&mut circle, a, "2026-02-03", &[line("domain", "0.05"), line("hosting", "0.02"), line("gift", "7")]);
    pay(&mut circle, a, "2026-02-04", &[line("gift", "7")]);
    let told = told(&terms([rule(Trigger::Payment, give)]), &circle, END);
    assert_eq!(told, ["02-02 640.00 granted", "02-03 0.01 granted", "02-04 0.00 no_case"]);
}

#[test]
fn tables_nest_and_orders_are_new_or_renewals() {
    // 15 % of a new website, 7 % of its prolongation: 200 twice is 44; a virtual server 7 % and 2 %.
    let orders = |new, renewal| by("line.order", None, &[("new", percent(new)), ("renewal", percent(renewal))]);
    let give = by("line.product", None, &[("website", orders("15 %", "7 %")), ("server", orders("7 %", "2 %"))]);
    let mut circle = circle();
    let a = invite(&mut circle, 0, "a", "2026-02-01");
    pay(&mut circle, a, "2026-02-02", &[line("website", "200")]);
    pay(&mut circle, a, "2026-03-02", &[line("website", "200"), line("server", "100")]);
    let upgrade = MemberLine { order: Some(Order::Upgrade), ..line("server", "100") };
    pay(&mut circle, a, "2026-04-02", &[upgrade]);
    let told = told(&terms([rule(Trigger::Payment, give)]), &circle, END);
    assert_eq!(told, ["02-02 30.00 granted", "03-02 21.00 granted", "04-02 0.00 no_case"]);
}

#[test]
fn steps_take_the_highest_threshold_and_slices_each_its_own_part() {
    // 15 for an order from 200, 30 from 600, 50 from 1000.
    let bands = [("200", amount("15")), ("600", amount("30")), ("1000", amount("50"))];
    let whole = rule(Trigger::Payment, steps("payment.base", &bands, false));
    let parts = [("0", percent("10 %")), ("100", percent("20 %"))];
    let sliced = Rule { id: "s".into(), ..rule(Trigger::Payment, steps("payment.base", &parts, true)) };
    let mut circle = circle();
    let a = invite(&mut circle, 0, "a", "2026-02-01");
    for (day, net) in [("01", "199"), ("02", "200"), ("03", "600"), ("04", "999.99"), ("05", "1000")] {
        pay(&mut circle, a, &format!("2026-03-{day}"), &[plan(net)]);
    }
    let expected = [
        "03-01 0.00 no_case",
        "03-02 15.00 granted",
        "03-03 30.00 granted",
        "03-04 30.00 granted",
        "03-05 50.00 granted",
    ];
    assert_eq!(told(&terms([whole]), &circle, END), expected);
    let told = told(&terms([sliced]), &circle, END);
    // 10 % of the first hundred and 20 % of the rest: 10 + 19.8, 10 + 20, 10 + 100, ….
    assert_eq!(told[..3], ["03-01 29.80 granted", "03-02 30.00 granted", "03-03 110.00 granted"]);
}

#[test]
fn expressions_give_rates_and_amounts_with_a_minimum_and_steps_of_rounding() {
    // At most 5000 for an order at 25 %.
    let capped = rule(Trigger::Payment, Give::Expression(written("min(payment.base * 0.25, 5000)")));
    // The whole monthly price, rounded up to five dollars.
    let month = Give::Expression(written("payment.monthly"));
    let rounded =
        Rule { id: "m".into(), step: Some(usd("5")), rounding: Rounding::Up, ..rule(Trigger::Payment, month) };
    let coupon = Give::Expression(written("percent(60 - payment.discount_percent)"));
    let coupon = Rule { id: "c".into(), ..rule(Trigger::Payment, coupon) };
    let mut circle = circle();
    let a = invite(&mut circle, 0, "a", "2026-02-01");
    let yearly = MemberLine { months: Some(12), amount: usd("60000"), ..plan("30000") };
    pay(&mut circle, a, "2026-02-02", &[yearly]);
    let all = [capped, rounded, coupon];
    // 30,000 for a year is 2,500 a month; half of the price is off, so 10 % are left.
    let of = |place: usize| told(&terms([all[place].clone()]), &circle, END);
    assert_eq!((of(0), of(1)), (vec!["02-02 5000.00 granted".into()], vec!["02-02 2500.00 granted".into()]));
    let coupon = reckoned(&terms([all[2].clone()]), &circle, END).earnings;
    assert_eq!((coupon[0].receipt.rate.to_string(), coupon[0].receipt.earned), ("10 %".into(), usd("3000")));
    let mut circle = self::circle();
    let a = invite(&mut circle, 0, "a", "2026-02-01");
    pay(&mut circle, a, "2026-02-02", &[MemberLine { months: Some(12), ..plan("47.88") }]);
    assert_eq!(told(&terms([all[1].clone()]), &circle, END), ["02-02 5.00 granted"]);
}

#[test]
fn a_rate_by_the_number_of_the_payment() {
    // 75 % of the first period, 10 % of renewals up to the twelfth: 15 payments of 10 give 18.50.
    let give = steps("payment.ordinal", &[("1", percent("75 %")), ("2", percent("10 %"))], false);
    let rule = Rule { first_payments: Some(12), ..rule(Trigger::Payment, give) };
    let mut circle = circle();
    let a = invite(&mut circle, 0, "a", "2026-01-01");
    for month in 1..=15 {
        pay(&mut circle, a, &format!("202{}-{:02}-05", 6 + (month - 1) / 12, (month - 1) % 12 + 1), &[plan("10")]);
    }
    let earnings = reckoned(&terms([rule]), &circle, END).earnings;
    let sum = earnings.iter().map(|earning| earning.receipt.amount);
    assert_eq!(Money::sum("USD".parse().unwrap(), sum).unwrap(), usd("18.50"));
    assert_eq!(earnings[12].receipt.reason.name(), "after_first_payments");
}

#[test]
fn limits_count_in_the_order_of_time_and_give_the_last_in_part() {
    // At most 50 of one client: 1.50 and 1.00 were given, then 10 % of 600 would be 60.
    let limit = |most, per, over| Limit { most, per, over };
    let fifty = limit(Most::Amount(usd("50")), Per::Invitee, Over::Ever);
    let two = limit(Most::Count(2), Per::Recipient, Over::Calendar { months: 1 });
    let mut circle = circle();
    let (a, b) = (invite(&mut circle, 0, "a", "2026-02-01"), invite(&mut circle, 0, "b", "2026-02-01"));
    for (day, net) in [("02", "15"), ("03", "10"), ("04", "600"), ("05", "10")] {
        pay(&mut circle, a, &format!("2026-02-{day}"), &[plan(net)]);
    }
    pay(&mut circle, b, "2026-02-06", &[plan("100")]);
    pay(&mut circle, b, "2026-03-01", &[plan("100")]);
    let limited = |limits: Vec<Limit>| Rule { limits, ..rule(Trigger::Payment, percent("10 %")) };
    let expected = [
        "02-02 1.50 granted",
        "02-03 1.00 granted",
        "02-04 47.50 limit_reached",
        "02-05 0.00 limit_reached",
        "02-06 10.00 granted",
        "03-01 10.00 granted",
    ];
    assert_eq!(told(&terms([limited(vec![fifty])]), &circle, END), expected);
    let expected = ["1.50", "1.00", "0.00", "0.00", "0.00", "10.00"];
    let earned = |limits| -> Vec<String> {
        let earnings = reckoned(&terms([limited(limits)]), &circle, END).earnings;
        earnings.iter().map(|earning| earning.receipt.earned.to_string()).collect()
    };
    assert_eq!(earned(vec![two]), expected);
    let rolling = limit(Most::Amount(usd("5")), Per::Recipient, Over::Rolling(crate::rules::rule::Span::Days(2)));
    assert_eq!(earned(vec![rolling]), ["1.50", "1.00", "4.00", "1.00", "4.00", "5.00"]);
}

#[test]
fn conditions_campaigns_and_schemes_say_why_nothing_is_given() {
    let base = rule(Trigger::Payment, percent("10 %"));
    let mut circle = circle();
    let a = invite(&mut circle, 0, "a", "2026-02-01");
    circle.people[a].countries = vec![(at("2026-02-01"), "UA".into()), (at("2026-05-01"), "PL".into())];
    pay(&mut circle, a, "2026-03-01", &[plan("10")]);
    pay(&mut circle, a, "2026-05-01", &[plan("10")]);
    let told = |rule: Rule| told(&terms([rule]), &circle, END);
    let country = Rule { when: vec![when("invitee.country == \"UA\"")], ..base.clone() };
    assert_eq!(told(country), ["03-01 1.00 granted", "05-01 0.00 condition_not_met"]);
    let unless = Condition { holds: false, ..when("payment.ordinal == 1") };
    assert_eq!(
        told(Rule { when: vec![unless], ..base.clone() }),
        ["03-01 0.00 condition_not_met", "05-01 1.00 granted"]
    );
    let campaign = |by| Some(Campaign { from: Some(at("2026-02-01")), until: Some(at("2026-05-01")), by });
    let event = Rule { campaign: campaign(CampaignBy::Event), ..base.clone() };
    assert_eq!(told(event), ["03-01 1.00 granted", "05-01 0.00 outside_campaign"]);
    let registered = Rule { campaign: campaign(CampaignBy::Registration), ..base.clone() };
    assert_eq!(told(registered), ["03-01 1.00 granted", "05-01 1.00 granted"]);
    let divided = Rule { when: vec![when("1 / (payment.ordinal - 1) > 0")], ..base.clone() };
    assert_eq!(told(divided), ["03-01 0.00 unanswered", "05-01 1.00 granted"]);
    let months = Rule { first_months: Some(FirstMonths { count: 3, since: Start::Registration }), ..base };
    assert_eq!(told(months), ["03-01 1.00 granted", "05-01 0.00 after_first_months"]);
}

#[test]
fn a_scheme_is_the_links_or_the_referrers() {
    use crate::rules::rule::{Chosen, Schemes};
    let options = vec!["percent".to_owned(), "flat".to_owned()];
    let fifteen =
        Rule { id: "percent".into(), scheme: Some("percent".into()), ..rule(Trigger::Payment, percent("15 %")) };
    let flat = Rule {
        id: "flat".into(),
        scheme: Some("flat".into()),
        first_payments: Some(1),
        ..rule(Trigger::Payment, amount("10"))
    };
    let mut circle = circle();
    let (a, b) = (invite(&mut circle, 0, "a", "2026-02-01"), invite(&mut circle, 0, "b", "2026-02-01"));
    circle.referrals[1].schemes = vec![(circle.referrals[1].registered_at, "flat".into())];
    for year in 6..9 {
        pay(&mut circle, a, &format!("202{year}-03-01"), &[plan("60")]);
        pay(&mut circle, b, &format!("202{year}-03-01"), &[plan("60")]);
    }
    let mut terms = terms([fifteen, flat]);
    terms.schemes = Some(Schemes { options, default: "percent".into(), chosen: Chosen::PerLink });
    let of = |place: Place, terms: &Terms, circle: &Circle| {
        let earnings = reckoned(terms, circle, END).earnings.into_iter();
        let amounts = earnings.filter(|earning| earning.invitee == Some(place)).map(|earning| earning.receipt.amount);
        Money::sum("USD".parse().unwrap(), amounts).unwrap().to_string()
    };
    // 15 % of 60 for three years, or 10 once.
    assert_eq!((of(a, &terms, &circle), of(b, &terms, &circle)), ("27.00".into(), "10.00".into()));
    terms.schemes.as_mut().unwrap().chosen = Chosen::PerReferrer;
    circle.people[0].schemes = vec![(at("2027-01-01"), "flat".into())];
    assert_eq!(of(a, &terms, &circle), "9.00");
}

#[test]
fn labels_and_orders_choose_lines() {
    let labelled = |label: &str, net| MemberLine { labels: vec![label.into()], ..plan(net) };
    let RuleBase::Lines { base, .. } = lines_base() else { unreachable!() };
    let base = RuleBase::Lines {
        base,
        labels: vec!["own".into()],
        never_labels: vec!["manual".into()],
        orders: vec![Order::New],
    };
    let rule = Rule { base, ..rule(Trigger::Payment, percent("10 %")) };
    let mut circle = circle();
    let a = invite(&mut circle, 0, "a", "2026-02-01");
    let both = MemberLine { labels: vec!["own".into(), "manual".into()], ..plan("10") };
    pay(&mut circle, a, "2026-03-01", &[labelled("own", "100"), both, plan("10")]);
    pay(&mut circle, a, "2026-04-01", &[labelled("own", "100")]);
    let earnings = reckoned(&terms([rule]), &circle, END).earnings;
    assert_eq!(earnings[0].receipt.earned, usd("10"));
    let why: Vec<_> = earnings[0].receipt.excluded.iter().map(|excluded| excluded.why.name()).collect();
    assert_eq!(why, ["label", "label"]);
    assert_eq!(earnings[1].receipt.reason.name(), "nothing_counts");
    assert_eq!(earnings[1].receipt.excluded[0].why.name(), "order");
}

#[test]
fn the_hold_is_the_later_of_all_that_it_says() {
    let days = Some(Days::By(written("if payment.months == 1 { 90 } else { 30 }")));
    let by = Rule { hold: Hold { days, ..Hold::default() }, ..rule(Trigger::Payment, percent("10 %")) };
    let service = Hold { until: Some(Until::ServiceEnd), ..held(3) };
    let service = Rule { id: "s".into(), hold: service, ..by.clone() };
    let month = Hold { until: Some(Until::NextMonthEnd), months: 1, days: None };
    let month = Rule { id: "t".into(), hold: month, ..by.clone() };
    let mut circle = circle();
    let a = invite(&mut circle, 0, "a", "2023-12-01");
    let until = Some(at("2024-01-20"));
    pay(&mut circle, a, "2024-01-03", &[MemberLine { months: Some(1), service_until: until, ..plan("10") }]);
    pay(&mut circle, a, "2024-01-04", &[MemberLine { months: Some(12), ..plan("10") }]);
    let holds = |rule: &Rule| -> Vec<String> {
        let earnings = reckoned(&terms([rule.clone()]), &circle, END).earnings;
        earnings.iter().map(|earning| earning.receipt.hold_until.format("%Y-%m-%d").to_string()).collect()
    };
    assert_eq!(holds(&by), ["2024-04-02", "2024-02-03"]);
    assert_eq!(holds(&service), ["2024-01-20", "2024-01-07"]);
    assert_eq!(holds(&month), ["2024-03-01", "2024-03-01"]);
}

#[test]
fn what_rounding_leaves_is_carried_to_the_next_of_the_same_recipient() {
    // A tenth of 9.95 a month for a year is 11.94, not twelve times 1.00.
    let rule = Rule { carry: true, ..rule(Trigger::Payment, percent("10 %")) };
    let mut circle = circle();
    let a = invite(&mut circle, 0, "a", "2026-01-01");
    for month in 1..=12 {
        pay(&mut circle, a, &format!("2026-{month:02}-05"), &[plan("9.95")]);
    }
    let earnings = reckoned(&terms([rule]), &circle, END).earnings;
    let amounts: Vec<String> = earnings.iter().map(|earning| earning.receipt.amount.to_string()).collect();
    // 0.995, 1.990, 2.985, …: each to the cent, half away from zero.
    assert_eq!(amounts[..4], ["1.00", "0.99", "1.00", "0.99"]);
    let sum = Money::sum("USD".parse().unwrap(), earnings.iter().map(|earning| earning.receipt.amount)).unwrap();
    assert_eq!(sum, usd("11.94"));
}

#[test]
fn an_expression_may_be_the_base_also_of_what_bonuses_paid_and_may_make_a_debt() {
    let base = RuleBase::Amount(written("payment.amount + payment.credit"));
    let all = Rule { base, ..rule(Trigger::Payment, percent("10 %")) };
    let margin = rule(Trigger::Payment, Give::Expression(written("payment.amount - payment.cost")));
    let mut circle = circle();
    let a = invite(&mut circle, 0, "a", "2026-01-01");
    pay(&mut circle, a, "2026-02-02", &[plan("0")]).credit = Some(usd("40"));
    pay(&mut circle, a, "2026-02-03", &[MemberLine { cost: Some(usd("150")), ..plan("100") }]).credit = Some(usd("5"));
    assert_eq!(told(&terms([all]), &circle, END), ["02-02 4.00 granted", "02-03 10.50 granted"]);
    assert_eq!(told(&terms([margin]), &circle, END), ["02-02 0.00 nothing_paid", "02-03 -50.00 granted"]);
}

#[test]
fn each_referral_has_its_version_and_limits_go_on_over_versions() {
    use crate::calendar::Instant;
    let two = vec![Limit { most: Most::Count(3), per: Per::Recipient, over: Over::Ever }];
    let of = |give| terms([Rule { limits: two.clone(), ..rule(Trigger::Payment, percent(give)) }]);
    let (old, new) = (of("10 %"), of("20 %"));
    let mut circle = circle();
    let (a, b) = (invite(&mut circle, 0, "a", "2026-01-01"), invite(&mut circle, 0, "b", "2026-03-01"));
    for (who, day) in [(a, "2026-02-15"), (a, "2026-03-10"), (b, "2026-03-11"), (b, "2026-03-12")] {
        pay(&mut circle, who, day, &[plan("10")]);
    }
    let reckoned = |applies, accepted: Option<Instant>| -> Vec<(u32, String)> {
        let mut circle = circle.clone();
        circle.people[0].accepted = accepted.map(|at| (2, at)).into_iter().collect();
        let first = Published { version: 1, effective_from: None, applies };
        let second = Published { version: 2, effective_from: Some(at("2026-03-01")), applies };
        let versions = [(first, &old), (second, &new)];
        let earnings = reckon(&Reckoned { versions: &versions, assumed: &[] }, &circle, at(END)).unwrap().earnings;
        earnings.iter().map(|one| (one.receipt.terms_version, one.receipt.earned.to_string())).collect()
    };
    let told = |list: [(u32, &str); 4]| list.map(|(version, earned)| (version, earned.to_owned())).to_vec();
    let expected = told([(1, "1.00"), (1, "1.00"), (2, "2.00"), (2, "0.00")]);
    assert_eq!(reckoned(Applies::NewReferrals, None), expected);
    let expected = told([(1, "1.00"), (2, "2.00"), (2, "2.00"), (2, "0.00")]);
    assert_eq!(reckoned(Applies::AllFromDate, None), expected);
    let expected = told([(1, "1.00"), (1, "1.00"), (2, "2.00"), (2, "0.00")]);
    assert_eq!(reckoned(Applies::OptIn, Some(at("2026-03-11"))), expected);
}

#[test]
fn a_table_is_by_line_wherever_it_asks_for_one() {
    let by_product = || by("payment.product", None, &[("plan", percent("5 %"))]);
    let ten = || percent("10 %");
    assert!(by_product().is_by_line());
    assert!(by("invitee.kind", None, &[("business", by_product()), ("individual", ten())]).is_by_line());
    assert!(by("invitee.kind", Some(by_product()), &[("business", ten())]).is_by_line());
    assert!(steps("payment.amount", &[("0", ten()), ("5", by_product())], false).is_by_line());
    assert!(steps("line.amount", &[("0", ten())], false).is_by_line());
    assert!(!by("invitee.kind", Some(ten()), &[("business", ten())]).is_by_line());
    assert!(!steps("payment.amount", &[("0", ten())], false).is_by_line());
    assert!(!ten().is_by_line());
}

#[test]
fn own_payments_to_invitees_are_the_invitees() {
    let mut circle = circle();
    let a = invite(&mut circle, 0, "a", "2026-02-01");
    pay(&mut circle, a, "2026-03-01", &[line("plan", "100")]);
    pay(&mut circle, 0, "2026-03-02", &[line("plan", "100")]);
    let earned = |to| {
        let rule = Rule { to, ..rule(Trigger::OwnPayment, percent("10 %")) };
        let earnings = reckoned(&terms([rule]), &circle, "2026-04-01").earnings;
        earnings.iter().map(|earning| (earning.recipient, earning.at)).collect::<Vec<_>>()
    };
    assert_eq!(earned(Recipient::Invitee), [(a, at("2026-03-01"))]);
    assert_eq!(earned(Recipient::Level(1)), [(0, at("2026-03-02"))]);
}
