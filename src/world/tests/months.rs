//! The monthly verification as it happens to people: sections 5 to 7 of the discount program.

use super::*;
use crate::rules::offer::DiscountSource;

const TERMS: &str = include_str!("../../../programs/company-discounts.toml");
const RUN: &str = "2026-04-28T00:00:00Z";

/// `ann`, invited by `zoe`, with companies `a1`, `a2`, each with a running subscription of the same name, and `active` people whom she invited, each with
/// an active, paid one. Runs happen by themselves.
fn ladder(active: usize) -> Play {
    ladder_under(TERMS, active)
}

fn ladder_under(terms: &str, active: usize) -> Play {
    let mut play = Play::under(terms);
    play.world = World::new([crate::rules::check(terms).unwrap()]).with_runs();
    let at = "2026-04-01T00:00:00Z";
    play.applies("person.registered", at, "{'person':'zoe','email':'zoe@example.com'}");
    let program = play.program.clone();
    let ann = format!("{{'person':'ann','email':'ann@example.com','program':'{program}','referrer':'zoe'}}");
    play.applies("person.registered", at, &ann);
    for own in ["a1", "a2"] {
        play.applies("company.registered", at, &format!("{{'person':'ann','company':'{own}','name':'Own'}}"));
        play.subscribes(own, own, at);
    }
    for n in 0..active {
        play.invites(n, at);
    }
    play
}

impl Play {
    fn subscribes(&mut self, subscription: &str, company: &str, at: &str) {
        let data = format!("{{'subscription':'{subscription}','company':'{company}','product':'plan'}}");
        self.applies("subscription.started", at, &data);
    }

    fn invites(&mut self, n: usize, at: &str) {
        let company = format!("{{'company':'c{n}','name':'Invited'}}");
        let program = self.program.clone();
        let data = format!(
            "{{'person':'p{n}','email':'p{n}@example.com','program':'{program}','referrer':'ann','company':{company}}}"
        );
        self.applies("person.registered", at, &data);
        self.subscribes(&format!("s{n}"), &format!("c{n}"), at);
        self.pays(&format!("pay{n}"), &format!("c{n}"), at);
    }

    fn pays(&mut self, payment: &str, company: &str, at: &str) {
        let data = format!("{{'payment':'{payment}','company':'{company}','amount':'10','currency':'USD'}}");
        self.applies("payment.succeeded", at, &data);
    }

    /// An invoice over a plan for 100; what is to be paid of it.
    fn bills(&mut self, invoice: &str, company: &str, at: &str) -> String {
        self.bills_lines(invoice, company, at, "{'product':'plan','kind':'plan','amount':'100'}")
    }

    fn bills_lines(&mut self, invoice: &str, company: &str, at: &str, lines: &str) -> String {
        let due = "2026-12-31T00:00:00Z";
        let data = format!(
            "{{'invoice':'{invoice}','company':'{company}','currency':'USD','due_at':'{due}','lines':[{lines}]}}"
        );
        self.applies("invoice.issued", at, &data);
        self.world.to_pay("crm", &invoice.parse().unwrap()).unwrap().to_string()
    }

    /// `company places percent reason` of the month's run.
    fn month(&self, month: &str) -> Vec<String> {
        let given = self.world.assignments(&self.program).filter(|given| given.month.to_string() == month);
        let said = given.map(|Assignment { company, result, .. }| {
            format!("{company} {} {} {}", result.places, result.percent, result.reason.name())
        });
        said.collect()
    }

    fn run_applied(&mut self, month: &str, scheduled_at: &str, now: &str) -> Outcome {
        let program = self.program.clone();
        let data = format!("{{'program':'{program}','month':'{month}','scheduled_at':'{scheduled_at}','inputs':''}}");
        self.happens("run.applied", now, &data)
    }
}

fn refused(outcome: Outcome) -> Refusal {
    let Outcome::Refused { refusal } = outcome else { panic!("{outcome:?}") };
    refusal
}

#[test]
fn on_the_28th_of_each_month_the_ladder_is_filled_in_the_owners_order() {
    let mut play = ladder(25);
    play.passes("2026-04-27T23:59:59Z");
    assert!(play.month("2026-04").is_empty());
    play.passes(RUN);
    assert_eq!(play.month("2026-04"), ["a1 20 40 % assigned", "a2 5 5 % assigned"]);
    play.applies("choice.made", "2026-05-10T00:00:00Z", "{'person':'ann','order':['a2']}");
    play.applies("subscription.changed", "2026-05-11T00:00:00Z", "{'subscription':'s0','status':'canceled'}");
    play.passes("2026-07-01T00:00:00Z");
    let swapped = ["a2 20 40 % assigned", "a1 4 0 % too_few"];
    assert_eq!(
        (play.month("2026-05"), play.month("2026-06")),
        (swapped.map(Into::into).into(), swapped.map(Into::into).into())
    );
    assert_eq!(play.world.assignments(&play.program).count(), 6, "once a month");
}

/// The terms, as a campaign.
fn campaign(lines: &str) -> String {
    TERMS.replacen("currency", &format!("{lines}\ncurrency"), 1)
}

#[test]
fn a_run_outside_the_programs_campaign_gives_nothing_and_takes_the_place_of_the_one_before() {
    let mut play = ladder_under(&campaign("until = \"2026-05-28T00:00:00Z\""), 25);
    play.passes("2026-05-28T00:00:00Z");
    assert_eq!(play.month("2026-04"), ["a1 20 40 % assigned", "a2 5 5 % assigned"]);
    assert_eq!(play.month("2026-05"), ["a1 20 0 % outside_campaign", "a2 5 0 % outside_campaign"]);
    assert_eq!(play.bills("i1", "a1", "2026-06-01T00:00:00Z"), "100.00");
}

#[test]
fn only_who_registered_within_the_programs_campaign_counts() {
    let lines = "from = \"2026-04-02T00:00:00Z\"\nuntil = \"2026-04-10T00:00:00Z\"\nby = \"registered\"";
    let mut play = ladder_under(&campaign(lines), 3);
    (3..9).for_each(|n| play.invites(n, "2026-04-02T00:00:00Z"));
    (9..20).for_each(|n| play.invites(n, "2026-04-10T00:00:00Z"));
    play.passes(RUN);
    assert_eq!(play.month("2026-04"), ["a1 6 5 % assigned", "a2 0 0 % none_left"]);
    play.passes("2026-05-28T00:00:00Z");
    assert_eq!(play.month("2026-05"), ["a1 6 5 % assigned", "a2 0 0 % none_left"], "for as long as they are active");
}

#[test]
fn whoever_has_an_overdue_invoice_gets_nothing_and_nothing_later_for_it() {
    let mut play = ladder(20);
    let due = "{'invoice':'late','company':'a2','currency':'USD','due_at':'2026-04-20T00:00:00Z','lines':[{'product':'plan','kind':'plan','amount':'10'}]}";
    play.applies("invoice.issued", "2026-04-05T00:00:00Z", due);
    play.passes(RUN);
    assert_eq!(play.month("2026-04"), ["a1 20 0 % pending_payments", "a2 0 0 % pending_payments"]);
    let paid = "{'payment':'late','company':'a2','amount':'10','currency':'USD','invoice':'late'}";
    play.applies("payment.succeeded", "2026-04-29T00:00:00Z", paid);
    assert_eq!(play.bills("i1", "a1", "2026-04-30T00:00:00Z"), "100.00");
    play.passes("2026-05-28T00:00:00Z");
    assert_eq!(play.month("2026-05"), ["a1 20 40 % assigned", "a2 0 0 % none_left"]);
    assert_eq!(play.bills("i2", "a1", "2026-05-30T00:00:00Z"), "60.00", "not cumulative");
}

#[test]
fn it_is_for_the_next_plan_invoice_of_each_subscription_only() {
    let mut play = ladder(20);
    play.subscribes("a1-more", "a1", "2026-04-02T00:00:00Z");
    assert_eq!(play.bills("before", "a1", "2026-04-27T00:00:00Z"), "100.00");
    play.passes(RUN);
    assert_eq!(play.world.to_pay("crm", &"before".parse().unwrap()).unwrap().to_string(), "100.00");
    assert_eq!(play.bills("told late", "a1", "2026-04-27T12:00:00Z"), "100.00", "issued before the run");
    let service = "{'product':'seats','kind':'service','amount':'100'}";
    let at = "2026-05-01T00:00:00Z";
    assert_eq!(play.bills_lines("service", "a1", at, service), "100.00");
    let named = "{'invoice':'first','company':'a1','subscription':'a1','currency':'USD','due_at':'2026-12-31T00:00:00Z','lines':[{'product':'plan','kind':'plan','amount':'100'},{'product':'seats','kind':'service','amount':'100'}]}";
    play.applies("invoice.issued", at, named);
    assert_eq!(play.world.to_pay("crm", &"first".parse().unwrap()).unwrap().to_string(), "160.00", "plan lines only");
    assert_eq!(play.bills("other subscription", "a1", at), "60.00", "by its product: the one started last");
    assert_eq!(play.bills("second", "a1", at), "100.00");
}

#[test]
fn voiding_gives_it_back_and_a_newer_run_takes_its_place() {
    let mut play = ladder(20);
    play.passes(RUN);
    assert_eq!(play.bills("i1", "a1", "2026-05-01T00:00:00Z"), "60.00");
    play.applies("invoice.voided", "2026-05-02T00:00:00Z", "{'invoice':'i1'}");
    assert_eq!(play.bills("i2", "a1", "2026-05-03T00:00:00Z"), "60.00");
    assert_eq!(play.bills("i3", "a1", "2026-05-03T00:00:00Z"), "100.00");
    play.applies("subscription.changed", "2026-05-11T00:00:00Z", "{'subscription':'s0','status':'canceled'}");
    play.passes("2026-05-28T00:00:00Z");
    play.applies("invoice.voided", "2026-05-29T00:00:00Z", "{'invoice':'i2'}");
    assert_eq!(play.bills("i4", "a1", "2026-06-01T00:00:00Z"), "80.00", "the newer run's 20 %");
    assert_eq!(play.bills("i5", "a1", "2026-06-01T00:00:00Z"), "100.00", "the older one's is gone");
}

#[test]
fn unused_it_is_gone_with_the_next_run_also_when_that_gives_nothing() {
    let mut play = ladder(5);
    play.passes(RUN);
    play.applies("subscription.changed", "2026-05-11T00:00:00Z", "{'subscription':'s0','status':'canceled'}");
    play.passes("2026-05-28T00:00:00Z");
    assert_eq!(play.bills("i", "a1", "2026-06-01T00:00:00Z"), "100.00");
}

#[test]
fn a_company_that_closes_loses_it_and_nobody_else_gets_it() {
    let mut play = ladder(20);
    play.passes(RUN);
    play.applies("company.closed", "2026-04-29T00:00:00Z", "{'company':'a1'}");
    assert_eq!(play.bills("i1", "a1", "2026-05-01T00:00:00Z"), "100.00");
    assert_eq!(play.bills("i2", "a2", "2026-05-01T00:00:00Z"), "100.00");
    play.passes("2026-05-28T00:00:00Z");
    assert_eq!(play.month("2026-05"), ["a2 20 40 % assigned"]);
}

#[test]
fn of_offer_own_discount_and_assignment_the_best_is_used_and_the_assignment_is_used_up() {
    let with_offer = |percent: &str| {
        let offer = format!("[[offer]]\npercent = \"{percent}\"\n\n[[reward]]");
        let mut play = ladder_under(&TERMS.replacen("[[reward]]", &offer, 1), 20);
        play.passes(RUN);
        play
    };
    let at = "2026-05-01T00:00:00Z";
    let own = |off: &str| format!("{{'product':'plan','kind':'plan','amount':'100','discount':'{off}'}}");
    let mut play = with_offer("30 %");
    assert_eq!(play.bills("i1", "a1", at), "60.00", "the assignment is better");
    assert_eq!(play.bills("i2", "a1", at), "70.00", "then there is the offer");
    let [first, second] = [0, 1].map(|n| &play.world.invoices[n].discounts[0]);
    assert_eq!((first.source, second.source), (DiscountSource::Assignment, DiscountSource::Offer));
    assert_eq!(first.lost.iter().map(|lost| lost.source).collect::<Vec<_>>(), [DiscountSource::Offer]);
    let mut play = with_offer("45 %");
    assert_eq!(play.bills("i1", "a1", at), "55.00", "the offer is better");
    assert_eq!(play.bills_lines("i2", "a1", at, &own("44")), "55.00", "and the assignment was used up by that");
    assert_eq!(play.world.invoices[0].discounts[0].lost[0].source, DiscountSource::Assignment);
    let mut play = ladder(20);
    play.passes(RUN);
    assert_eq!(play.bills_lines("i1", "a1", at, &own("10")), "60.00", "they do not stack");
    let mut play = ladder(20);
    play.passes(RUN);
    assert_eq!(play.bills_lines("i1", "a1", at, &own("50")), "50.00");
    assert_eq!(play.bills("i2", "a1", at), "100.00", "used up although it lost");
}

#[test]
fn companies_without_a_running_subscription_are_passed_over() {
    let mut play = ladder(25);
    play.applies("subscription.changed", "2026-04-20T00:00:00Z", "{'subscription':'a1','status':'expired'}");
    play.passes(RUN);
    assert_eq!(play.month("2026-04"), ["a1 0 0 % no_active_subscription", "a2 20 40 % assigned"]);
}

#[test]
fn a_late_run_is_as_of_its_instant_and_happens_once() {
    let mut play = ladder(20);
    play.world.run_clock = None;
    play.applies("subscription.changed", "2026-04-29T00:00:00Z", "{'subscription':'s0','status':'canceled'}");
    play.applies("companies.ordered", "2026-04-29T00:00:00Z", &ordered(&["a2"]));
    let early = play.run_applied("2026-05", "2026-05-28T00:00:00Z", "2026-05-20T00:00:00Z");
    assert!(matches!(refused(early), Refusal::FutureRun { .. }));
    let late = play.run_applied("2026-04", RUN, "2026-05-20T00:00:00Z");
    assert!(matches!(late, Outcome::Applied { .. }), "{late:?}");
    let expected = ["a1 20 40 % assigned", "a2 0 0 % none_left"];
    assert_eq!(play.month("2026-04"), expected);
    let again = play.run_applied("2026-04", RUN, "2026-05-21T00:00:00Z");
    assert!(matches!(refused(again), Refusal::AlreadyRun { .. }));
    // dated before the run, recorded after it
    play.applies("subscription.changed", "2026-04-10T00:00:00Z", "{'subscription':'s1','status':'canceled'}");
    play.applies("companies.ordered", "2026-04-10T00:00:00Z", &ordered(&["a2"]));
    assert_eq!(play.month("2026-04"), expected, "what comes after a run does not change it");
    assert_eq!(play.bills("i", "a1", "2026-05-22T00:00:00Z"), "60.00");
}

fn ordered(companies: &[&str]) -> String {
    let key = |id: &&str| format!("{{'source':'crm','id':'{id}'}}");
    let companies: Vec<String> = companies.iter().map(key).collect();
    format!("{{'person':{},'companies':[{}]}}", key(&"ann"), companies.join(","))
}

#[test]
fn only_ones_own_companies_are_put_in_order() {
    let mut play = ladder(1);
    let at = "2026-04-10T00:00:00Z";
    let strange = play.happens("companies.ordered", at, &ordered(&["a2", "c0"]));
    assert_eq!(refused(strange), Refusal::NotTheirCompany("c0".into()));
    let strange = play.happens("choice.made", at, "{'person':'ann','order':['c0']}");
    assert_eq!(refused(strange), Refusal::NotTheirCompany("c0".into()));
    let twice = play.happens("companies.ordered", at, &ordered(&["a2", "a2"]));
    assert_eq!(refused(twice), Refusal::NamedTwice("a2".into()));
    let early = play.happens("companies.ordered", at, &ordered(&["a3", "a2"]));
    assert!(matches!(early, Outcome::Waiting { on } if on.to_string() == "company:a3"));
    play.applies("company.registered", "2026-04-11T00:00:00Z", "{'person':'ann','company':'a3','name':'Own'}");
    assert_eq!(play.world.waiting(), 0);
    play.passes(RUN);
    let companies: Vec<String> = play.month("2026-04").iter().map(|said| said[..2].to_owned()).collect();
    assert_eq!(companies, ["a3", "a2", "a1"]);
}

#[test]
fn a_voided_referral_and_one_after_the_instant_do_not_count() {
    let mut play = ladder(5);
    play.invites(5, "2026-04-28T00:00:00.000001Z");
    play.passes(RUN);
    let voided = "{'invitee':{'source':'crm','id':'p0'},'program':'company-discounts','reason':'fraud'}";
    play.applies("referral.voided", "2026-05-01T00:00:00Z", voided);
    let places = |month: &str| play.month(month)[0].clone();
    assert_eq!(places("2026-04"), "a1 5 5 % assigned");
    play.passes("2026-06-28T00:00:00Z");
    assert_eq!(play.month("2026-06")[0], "a1 5 5 % assigned", "one voided, one come");
}
