use chrono::Weekday;

use super::HEAD;
use crate::calendar::Instant;
use crate::money::{Money, Unit};
use crate::rules::check;
use crate::rules::rule::*;
use crate::rules::terms::{Applies, OfferOff, Terms};

fn terms(body: &str) -> Terms {
    check(&format!("{HEAD}{body}")).unwrap_or_else(|problems| panic!("{body}\n{problems:#?}"))
}

fn rule(words: &str) -> Rule {
    terms(&format!("[[reward]]\n{words}")).rules.remove(0)
}

/// A reward on a payment with more than the direct path says.
fn with(words: &str) -> Rule {
    rule(&format!("on = \"payment\"\ngive = \"10 %\"\nas = \"cash\"\n{words}"))
}

fn at(text: &str) -> Instant {
    text.parse().unwrap()
}

fn usd(text: &str) -> Money {
    Money::parse(text, "USD".parse().unwrap()).unwrap()
}

#[test]
fn plain_programs_stay_direct_and_one_new_word_makes_all_rules() {
    let plain = "[[reward]]\nid = \"a\"\non = \"payment\"\ngive = \"10 %\"\nas = \"cash\"\n";
    let direct = terms(plain);
    assert_eq!((direct.rewards.len(), direct.rules.len(), direct.applies), (1, 0, Applies::NewReferrals));
    let orders = terms(&format!("{plain}base = {{ orders = [\"new\", \"renewal\", \"upgrade\"] }}"));
    assert_eq!(orders.rewards.len(), 1, "all orders are no condition");
    for more in ["round_to = \"1.00\"\n", "from = 2026-01-01\n", "carry = true\n"] {
        assert_eq!(terms(&format!("{more}{plain}")).rules.len(), 1, "{more}");
    }
    let two = terms(&format!("{plain}[[reward]]\nid = \"b\"\non = \"registered\"\ngive = 5\nas = \"points\"\n"));
    assert_eq!((two.rewards.len(), two.rules.len()), (0, 2));
    assert_eq!(terms(&format!("{plain}[use.cash]\nexpires = \"1 year\"\n")).rules[0].expires, Some(Span::Months(12)));
}

#[test]
fn what_only_the_whole_history_answers_is_reckoned() {
    let plain = "[[reward]]\non = \"payment\"\ngive = \"10 %\"\nas = \"cash\"\n";
    let monthly = "[[reward]]\non = \"month\"\nday = 28\nto = \"referrer.companies\"\ngive = { steps_by = \"places\", steps = { 5 = \"10 %\" } }\n\
                   cascade = { cap = 20 }\nas = \"discount\"\n";
    for direct in [
        "",
        "[attribution]\nwindow_days = 90\n",
        "[attribution]\nstaff = true\n",
        "[[offer]]\npercent = \"10 %\"\nwindow_days = 21\nfirst_invoices = 1\n",
    ] {
        assert!(!terms(&format!("{direct}{plain}")).is_reckoned(), "{direct}");
        assert!(!terms(&format!("{direct}{monthly}")).is_reckoned(), "{direct}");
    }
    for reckoned in [
        "from = 2026-01-01\n",
        "[attribution]\nlate_days = 14\n",
        "[attribution]\nexisting_days = 3\n",
        "[attribution]\nrenew = true\n",
        "[attribution]\nstaff = false\n",
        "[attribution]\nreferrer_when = \"referrer.is_customer\"\n",
        "[attribution]\ninvitee_when = \"= invitee.active\"\n",
        "[count.a]\nof = \"referrals\"\n",
        "[scheme]\noptions = [\"half\", \"yours\"]\ndefault = \"half\"\nchosen = \"per_referrer\"\n",
        "[[offer]]\namount = \"5.00\"\n",
        "[[offer]]\npercent = \"10 %\"\nwhen = \"= invitee.active\"\n",
        "[[offer]]\npercent = \"10 %\"\ninvoices = [1, 6]\n",
        "[[offer]]\npercent = \"10 %\"\ncodes = true\n",
        "[[offer]]\npercent = \"10 %\"\nfrom = 2026-01-01\n",
        "[[reward]]\nid = \"b\"\non = \"registered\"\ngive = 5\nas = \"points\"\n",
    ] {
        assert!(terms(&format!("{reckoned}{}", plain.replace("]]\n", "]]\nid = \"a\"\n"))).is_reckoned(), "{reckoned}");
    }
}

#[test]
fn what_hangs_on_one_referral_alone_is_judged_apart() {
    let apart = |words: &str| terms(&format!("[[reward]]\nas = \"cash\"\n{words}")).judges_apart();
    let ten = "on = \"payment\"\ngive = \"10 %\"\nround_to = \"1.00\"\n";
    for more in [
        "",
        "to = \"invitee\"",
        "first_payments = 1",
        "hold_days = 30",
        "when = \"= invitee.active\"",
        "limit = { count = 1, per = \"invitee\" }",
    ] {
        assert!(apart(&format!("{ten}{more}")), "{more}");
    }
    assert!(apart("on = \"registered\"\ngive = 5"));
    assert!(apart("on = { action = \"a\" }\ngive = 5"));
    assert!(apart("on = { own_action = \"a\" }\nto = \"invitee\"\ngive = 5"));
    assert!(apart("on = \"payment\"\nto = \"invitee\"\ngive = \"10 %\"\ncarry = true"));
    for more in [
        "to = \"level 2\"",
        "carry = true",
        "limit = { count = 4 }",
        "release_when = \"= invitee.active\"",
        "take_back = { on = [\"canceled\"] }",
        "instalments = { count = 2, every = \"month\" }",
        "when = \"= referrer.active_referrals > 1\"",
    ] {
        assert!(!apart(&format!("{ten}{more}")), "{more}");
    }
    assert!(!apart("on = { tenure_days = 28 }\ngive = 5"));
    assert!(!apart("on = { becomes = \"= invitee.active\" }\ngive = 5"));
    assert!(!apart("on = \"month\"\ngive = 5"));
    assert!(!apart("on = { own_action = \"a\" }\ngive = 5"));
}

#[test]
fn what_happens() {
    let on = |words: &str| rule(&format!("give = 5\nas = \"points\"\non = {words}")).on;
    let actions = |names: [&str; 2]| names.map(str::to_owned).to_vec();
    assert_eq!(on("{ action = [\"a\", \"b\"] }"), Trigger::Action(actions(["a", "b"])));
    assert_eq!(on("{ own_action = \"a\" }"), Trigger::OwnAction(vec!["a".into()]));
    assert_eq!(on("{ tenure_days = 28 }"), Trigger::Tenure { span: Span::Days(28), since: Since::Registration });
    let since = on("{ tenure_months = 3, since = \"first_payment\" }");
    assert_eq!(since, Trigger::Tenure { span: Span::Months(3), since: Since::FirstPayment });
    let since = on("{ tenure_months = 3, since = \"install\" }");
    assert_eq!(since, Trigger::Tenure { span: Span::Months(3), since: Since::Action("install".into()) });
    let Trigger::Milestone { of, at } = on("{ milestone = \"referrer.referrals\", at = [5, \"7.5\"] }") else {
        panic!()
    };
    let thresholds = ["5", "7.5"].map(|number| number.parse().unwrap()).to_vec();
    assert_eq!((of.source.as_str(), at), ("referrer.referrals", Thresholds::At(thresholds)));
    for (word, each, every, hour) in [
        ("month", Each::Recipient, Every::Months { count: 1, month: 1, day: 1 }, 0),
        ("quarter\"\nday = 20\nhour = 9#\"", Each::Recipient, Every::Months { count: 3, month: 1, day: 20 }, 9),
        ("half_year\"\nmonth = 6#\"", Each::Recipient, Every::Months { count: 6, month: 6, day: 1 }, 0),
        ("year\"\nmonth = 12\nday = 31#\"", Each::Recipient, Every::Months { count: 12, month: 12, day: 31 }, 0),
        ("week", Each::Recipient, Every::Week(Weekday::Mon), 0),
        ("week\"\nweekday = \"wednesday\"\neach = \"subscription", Each::Subscription, Every::Week(Weekday::Wed), 0),
        ("day\"\neach = \"referral", Each::Referral, Every::Day, 0),
    ] {
        let schedule = Schedule { every, hour };
        assert_eq!(on(&format!("\"{word}\"")), Trigger::Scheduled { schedule, each }, "{word}");
    }
    let every = on("{ every_days = 30 }\neach = \"referral\"");
    assert_eq!(
        every,
        Trigger::Scheduled { schedule: Schedule { every: Every::Days(30), hour: 0 }, each: Each::Referral }
    );
    assert_eq!(with("to = \"level 2\"").to, Recipient::Level(2));
    assert_eq!(with("to = \"invitee\"").to, Recipient::Invitee);
}

#[test]
fn how_much() {
    let give = |words: &str| rule(&format!("on = \"payment\"\nas = \"credit\"\ngive = {words}")).give;
    assert_eq!(give("25"), Give::Amount(usd("25.00")));
    assert_eq!(give("\"25.50\""), Give::Amount(usd("25.50")));
    let Give::By { fact, default: None, cases } = give(
        "{ by = \"payment.product\", a = \"5.00\", b = { steps_by = \"payment.amount\", steps = { 0 = \"1 %\", \"49.90\" = 3 } } }",
    ) else {
        panic!()
    };
    assert_eq!((fact.path(), cases[0].clone()), ("payment.product", ("a".into(), Give::Amount(usd("5.00")))));
    let Give::Steps { by, steps, slices } = &cases[1].1 else { panic!() };
    assert_eq!((by.source.as_str(), slices), ("payment.amount", &false));
    assert_eq!(steps[1], ("49.9".parse().unwrap(), Give::Amount(usd("3.00"))));
    let number = give("{ by = \"payment.ordinal\", 1 = \"5.00\", 2 = \"3.00\" }");
    assert!(matches!(number, Give::By { cases, .. } if cases[1].0 == "2"));
    let line = give("\"= if line.product == \\\"a\\\" { percent(5) } else { percent(1) }\"");
    assert!(matches!(line, Give::Expression(expression) if expression.reads_lines()));
    let free = rule("on = \"registered\"\nas = \"gb\"\ngive = 5").give;
    assert_eq!(free, Give::Amount(Money::parse("5", "gb".parse().unwrap()).unwrap()));
}

#[test]
fn what_it_is_and_what_becomes_of_it() {
    let discount =
        rule("on = \"own_invoice\"\nas = \"discount\"\ngive = \"= percent(min(100, referrer.active_referrals * 20))\"");
    assert_eq!(discount.form, Form::Discount { of: Of::Charge });
    let euros = rule("on = \"registered\"\nas = \"EUR\"\ngive = \"5.00\"");
    assert_eq!(euros.form, Form::Unit(Unit::Own("EUR".parse().unwrap()), "EUR".parse().unwrap()));
    let months = rule("on = \"registered\"\nas = \"months\"\ngive = 1\napply = { to = \"invoice\", each = 1 }");
    let apply = Apply { to: ApplyTo::Invoice, order: ApplyOrder::SoonestEnd, each: Some(1) };
    assert_eq!(months.apply, Some(apply));
    let kept = with(
        "hold = { days = 30, months = 1, until = \"next_month_end\" }\ntake_back = { on = \"canceled\", within = \"3 months\" }",
    );
    assert_eq!(kept.hold, Hold { days: Some(Days::Fixed(30)), months: 1, until: Some(Until::NextMonthEnd) });
    assert_eq!(
        kept.take_back,
        Some(TakeBack { on: vec![TakenOn::Canceled], within: Some(Span::Months(3)), since: None })
    );
    let parts = with("instalments = { count = 5, every = \"month\", while = \"invitee.active\" }").instalments.unwrap();
    assert_eq!(
        (parts.count, parts.every, parts.while_.unwrap().source.as_str()),
        (5, Span::Months(1), "invitee.active")
    );
    let limits = with("limit = [ { count = 4, over = \"calendar_year\" }, { amount = \"50.00\", per = \"invitee\", over = \"90 days\" } ]").limits;
    assert_eq!(limits[0], Limit { most: Most::Count(4), per: Per::Recipient, over: Over::Calendar { months: 12 } });
    let rolling = Over::Rolling(Span::Days(90));
    assert_eq!(limits[1], Limit { most: Most::Amount(usd("50.00")), per: Per::Invitee, over: rolling });
    let when =
        with("when = [\"= invitee.payments > 1\", \"referrer.active\"]\nunless = \"referrer.pending_payments\"").when;
    assert_eq!(when.iter().map(|condition| condition.holds).collect::<Vec<_>>(), [true, true, false]);
}

#[test]
fn a_campaign_of_dates_is_of_whole_days_on_the_programs_clock() {
    let body = "[[reward]]\non = \"payment\"\ngive = \"10 %\"\nas = \"cash\"\nfrom = \"2026-05-01\"\nuntil = 2026-06-30\nby = \"registered\"";
    let file = format!("{HEAD}{body}").replace("\"UTC\"", "\"Europe/Kyiv\"");
    let campaign = check(&file).unwrap().rules[0].campaign.unwrap();
    let expected = Campaign {
        from: Some(at("2026-04-30T21:00:00Z")),
        until: Some(at("2026-06-30T21:00:00Z")),
        by: CampaignBy::Registration,
    };
    assert_eq!(campaign, expected);
    let exact = with("until = \"2026-06-30T10:00:00Z\"").campaign.unwrap();
    assert_eq!((exact.from, exact.until), (None, Some(at("2026-06-30T10:00:00Z"))));
}

#[test]
fn a_share_needs_no_trigger_of_its_own() {
    let two = "[[reward]]\nid = \"a\"\non = { action = \"x\" }\ngive = 5\nas = \"cash\"\n[[reward]]\nid = \"b\"\ngive = \"50 %\"\nas = \"cash\"\nbase = { reward = \"a\" }";
    assert_eq!(terms(two).rules[1].base, RuleBase::Reward("a".into()));
}

#[test]
fn the_other_tables() {
    let file = r#"
[attribution]
renew = true
late_days = 14
existing_days = 3
staff = false
referrer_when = "referrer.is_customer"
invitee_when = '= !invitee.has("returning")'
[scheme]
options = ["percent", "flat"]
default = "flat"
chosen = "per_referrer"
[count.same_plan]
of = "referrals"
where = "= invitee.active && invitee.product == referrer.product"
[count.sold]
of = "own.payments"
sum = "payment.amount"
over = "month"
[[offer]]
price = "399.00"
kinds = ["plan"]
invoices = [1, 6]
scheme = "percent"
codes = true
[[reward]]
on = "payment"
give = "10 %"
as = "cash"
scheme = "flat"
[use.credit]
worth = "120 %"
minimum = "1.00"
auto = "next_invoice"
never_below = "tax"
[use.cash]
spend = true
withdraw = { methods = ["iban"], fee = "25 %", first_minimum = "10.00", minimum_by = { iban = "5000.00" } }
payout = { every = "14 days", minimum = "100.00", days = 15 }
"#;
    let terms = terms(file);
    let attribution = &terms.attribution;
    assert_eq!((attribution.renews, attribution.late_days, attribution.existing_days), (true, Some(14), Some(3)));
    assert!(!attribution.staff && attribution.referrer_when.is_some() && attribution.invitee_when.is_some());
    let schemes =
        Schemes { options: vec!["percent".into(), "flat".into()], default: "flat".into(), chosen: Chosen::PerReferrer };
    assert_eq!(terms.schemes, Some(schemes));
    assert_eq!(
        [counted(&terms.counts[0]), counted(&terms.counts[1])],
        [
            ("same_plan", Counted { whose: Whose::Invitees, what: What::Referrals }, CountedOver::Ever),
            ("sold", Counted { whose: Whose::Own, what: What::Payments }, CountedOver::Period),
        ]
    );
    let offer = &terms.offers[0];
    assert_eq!(
        (offer.off, offer.invoices.as_slice(), offer.by_code),
        (OfferOff::Price(usd("399.00")), [1, 6].as_slice(), true)
    );
    the_uses(&terms);
}

fn the_uses(terms: &Terms) {
    let credit = terms.uses.iter().find(|of| of.unit == Unit::Credit).unwrap();
    assert_eq!((credit.minimum, credit.auto, credit.never_below_tax), (Some(usd("1.00")), true, true));
    let cash = terms.uses.iter().find(|of| of.unit == Unit::Cash).unwrap();
    assert_eq!(
        (cash.pays.len(), cash.fee_percent.unwrap().to_string(), cash.first_minimum),
        (2, "25 %".into(), Some(usd("10.00")))
    );
    let payout = cash.payout.unwrap();
    assert_eq!((payout.every, payout.minimum, payout.within_days), (Every::Days(14), Some(usd("100.00")), 15));
    let convert = cash.convert.unwrap();
    assert_eq!(
        (convert.to, convert.worth.to_string(), convert.minimum),
        (Unit::Credit, "120 %".into(), Some(usd("1.00")))
    );
}

fn counted(count: &Count) -> (&str, Counted, CountedOver) {
    match &count.made {
        Made::Things(things) => (&count.name, things.of, things.over),
        Made::Kept(_) => panic!("it counts things"),
    }
}

#[test]
fn a_clause_as_a_rule_is_that_clause_again() {
    for file in [
        include_str!("../../../../programs/business-bonus.toml"),
        include_str!("../../../../programs/hosting-remuneration.toml"),
        include_str!("../../../../programs/hosting-remuneration.2.toml"),
    ] {
        let terms = check(file).unwrap();
        let rules: Vec<Rule> = terms.rewards.iter().map(|clause| Rule::from((clause, &terms))).collect();
        assert_eq!(super::super::direct::clauses(&rules, terms.rounding), Some(terms.rewards));
    }
}
