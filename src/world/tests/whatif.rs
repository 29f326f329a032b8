//! A draft over months that are past.

use uuid::Uuid;

use super::*;
use crate::ids::PersonId;
use crate::world::whatif::{Change, Changes, GivenAs, NotAsked, Question, Report, Role};

const BONUS: &str = include_str!("../../../programs/business-bonus.toml");
const TIERS: &str = include_str!("../../../programs/company-discounts.toml");

/// Terms without their examples, in which `from` says `to`.
fn changed(terms: &str, from: &str, to: &str) -> String {
    let rules = terms.split("[[example]]").next().unwrap();
    assert!(rules.contains(from), "{from}");
    rules.replace(from, to)
}

fn question(draft: &str, from: &str, until: &str, now: &str) -> Result<Question, NotAsked> {
    let draft = crate::rules::check(draft).unwrap_or_else(|problems| panic!("{}: {draft}", problems[0]));
    Question::new(draft, from.parse().unwrap(), until.parse().unwrap(), now.parse().unwrap())
}

/// The sender's ids as ours, so that whoever is named can be read.
fn of(play: &Play, person: PersonId) -> &str {
    play.world.people[person.0.as_u128() as usize].id.as_str()
}

impl Play {
    fn person(&self, name: &str) -> usize {
        self.world.people.iter().position(|person| person.id.as_str() == name).unwrap()
    }

    /// Each group of referrers is told the report for itself.
    fn what_if_in_parts(&mut self, question: &Question, groups: &[&[&str]]) -> Report {
        let people: Vec<PersonId> =
            (0..self.world.people.len()).map(|n| PersonId(Uuid::from_u128(n as u128))).collect();
        let mut report = Report::new(question);
        for group in groups {
            let referrers: Vec<usize> = group.iter().map(|name| self.person(name)).collect();
            self.world.what_if(question, &people, &referrers, &mut report).unwrap();
        }
        let written = serde_json::to_string(&report).unwrap();
        assert_eq!(serde_json::from_str::<Report>(&written).unwrap(), report, "{written}");
        report
    }

    fn what_if(&mut self, draft: &str, months: (&str, &str), referrers: &[&str]) -> Report {
        let question = question(draft, months.0, months.1, "2026-12-01T00:00:00Z").unwrap();
        self.what_if_in_parts(&question, &[referrers])
    }

    fn buys(&mut self, payment: &str, at: &str, amount: &str) {
        let data = format!("{{'payment':'{payment}','company':'bobs','amount':'{amount}','currency':'KZT'}}");
        self.applies("payment.succeeded", at, &data);
    }
}

/// `unit before after` of each unit, and of each of its months.
fn costs(report: &Report) -> Vec<String> {
    let mut said = Vec::new();
    for cost in &report.costs {
        said.push(format!("{} {} {}", cost.given_as, cost.before, cost.after));
        said.extend(cost.months.iter().map(|month| format!("{} {} {}", month.month, month.before, month.after)));
    }
    said
}

fn changes(play: &Play, changes: &Changes) -> Vec<String> {
    assert!(changes.count as usize >= changes.named.len());
    let said =
        |change: &Change| format!("{} {:?} {} {}", of(play, change.person), change.role, change.before, change.after);
    changes.named.iter().map(said).collect()
}

/// (same, changed, lost, gained)
fn occasions(report: &Report) -> (u64, u64, u64, u64) {
    let occasions = &report.occasions;
    (occasions.same, occasions.changed, occasions.lost, occasions.gained)
}

/// `of: what it was, what it would be` of each flip.
fn flips(play: &Play, report: &Report) -> Vec<String> {
    let side = |said: &[crate::world::whatif::Said]| -> Vec<String> {
        said.iter().map(|said| format!("{} {} {}", said.reward, said.amount, said.reason.name())).collect()
    };
    let flip = |flip: &crate::world::whatif::Flip| {
        let (before, after) = (side(&flip.before).join(" and "), side(&flip.after).join(" and "));
        format!("{} for {}: [{before}] [{after}]", flip.of, of(play, flip.person))
    };
    report.occasions.flips.iter().map(flip).collect()
}

/// Bob pays 1,000 in May, twice; 500 in June; 3,000 in July.
fn paying() -> Play {
    let mut play = Play::bonus().couple();
    play.buys("p1", "2026-05-02T00:00:00Z", "1000.00");
    play.buys("p2", "2026-05-20T00:00:00Z", "1000.00");
    play.buys("p3", "2026-06-10T00:00:00Z", "500.00");
    play.buys("p4", "2026-07-10T00:00:00Z", "3000.00");
    play
}

#[test]
fn another_percent_costs_another_sum_in_each_month() {
    let mut play = paying();
    let draft = changed(BONUS, "give = \"10 %\"", "give = \"4 %\"");
    let report = play.what_if(&draft, ("2026-05", "2026-06"), &["ann", "bob"]);
    // 10 % and 4 % of 2,000 and of 500; July is not asked about.
    assert_eq!(costs(&report), ["credit 250.00 100.00", "2026-05 200.00 80.00", "2026-06 50.00 20.00"]);
    assert_eq!(changes(&play, &report.costs[0].losers), ["ann Referrer 250.00 100.00"]);
    assert_eq!((report.costs[0].winners.count, report.costs[0].unchanged), (0, 0));
    assert_eq!((occasions(&report), report.referrers), ((0, 3, 0, 0), 2));
    assert_eq!(report.occasions.flips, []);
}

#[test]
fn the_draft_governs_existing_referrals_from_the_first_instant_of_its_first_month_in_its_own_zone() {
    let mut play = Play::bonus().couple();
    // June begins at 19:00 UTC in Almaty.
    play.buys("may", "2026-05-31T18:59:59Z", "1000.00");
    play.buys("june", "2026-05-31T19:00:00Z", "2000.00");
    let draft = changed(BONUS, "give = \"10 %\"", "give = \"20 %\"");
    assert!(draft.contains("\"new_referrals\""));
    let june = play.what_if(&draft, ("2026-06", "2026-06"), &["ann"]);
    assert_eq!(costs(&june), ["credit 200.00 400.00", "2026-06 200.00 400.00"]);
    assert_eq!(changes(&play, &june.costs[0].winners), ["ann Referrer 200.00 400.00"]);
    let may = play.what_if(&draft, ("2026-05", "2026-05"), &["ann"]);
    assert_eq!(costs(&may), ["credit 100.00 200.00", "2026-05 100.00 200.00"]);
}

#[test]
fn the_same_terms_change_nothing_whatever_their_rewards_are_called() {
    let mut play = paying();
    let draft = changed(BONUS, "id = \"bonus\"", "id = \"another\"");
    let report = play.what_if(&draft, ("2026-05", "2026-07"), &["ann"]);
    assert_eq!(costs(&report)[0], "credit 550.00 550.00");
    assert_eq!((occasions(&report), report.costs[0].unchanged), ((4, 0, 0, 0), 1));
}

#[test]
fn a_reckoned_draft_over_direct_terms_names_what_flips_and_why() {
    let mut play = paying();
    let draft = changed(BONUS, "on = \"payment\"", "on = \"payment\"\nwhen = \"= payment.amount >= 1000\"");
    let report = play.what_if(&draft, ("2026-05", "2026-07"), &["ann"]);
    assert_eq!(occasions(&report), (3, 0, 1, 0));
    assert_eq!(flips(&play, &report), ["e5 for ann: [bonus 50.00 granted] [bonus 0.00 condition_not_met]"]);
    let flip = &report.occasions.flips[0];
    assert_eq!((of(&play, flip.invitee.unwrap()), flip.at), ("bob", "2026-06-10T00:00:00Z".parse().unwrap()));

    // The other way round: what is live refuses what the draft gives.
    let mut play = Play::under(&draft).couple();
    play.buys("small", "2026-05-02T00:00:00Z", "500.00");
    let report = play.what_if(&changed(BONUS, "hold_days = 14", "hold_days = 7"), ("2026-05", "2026-05"), &["ann"]);
    assert_eq!(occasions(&report), (0, 0, 0, 1));
    assert_eq!(flips(&play, &report), ["e3 for ann: [bonus 0.00 condition_not_met] [bonus 50.00 granted]"]);
}

#[test]
fn a_reward_for_the_friend_makes_winners_of_invitees_and_a_unit_of_its_own() {
    let mut play = paying();
    let friend = "[[reward]]\nid = \"thanks\"\non = \"payment\"\nto = \"invitee\"\ngive = 5\nas = \"points\"\n";
    let draft = format!("{}{friend}", changed(BONUS, "hold_days = 14", "hold_days = 14"));
    let report = play.what_if(&draft, ("2026-05", "2026-05"), &["ann"]);
    assert_eq!(costs(&report), ["credit 200.00 200.00", "2026-05 200.00 200.00", "points 0 10", "2026-05 0 10"]);
    assert_eq!(changes(&play, &report.costs[1].winners), ["bob Invitee 0 10"]);
    // Each payment answers ann as before, and bob, to whom no reward was for it.
    assert_eq!(occasions(&report), (2, 0, 0, 2));
    assert_eq!(flips(&play, &report)[0], "e3 for bob: [] [thanks 5 granted]");
}

#[test]
fn instalments_are_one_answer_and_cost_in_their_own_months() {
    let mut play = Play::bonus().couple();
    play.buys("p", "2026-05-02T00:00:00Z", "1000.00");
    let draft = changed(BONUS, "hold_days = 14", "instalments = { count = 2, every = \"month\" }\nhold_days = 14");
    let report = play.what_if(&draft, ("2026-05", "2026-06"), &["ann"]);
    assert_eq!(costs(&report), ["credit 100.00 100.00", "2026-05 100.00 50.00", "2026-06 0.00 50.00"]);
    assert_eq!(occasions(&report), (1, 0, 0, 0));
}

#[test]
fn what_was_refunded_is_no_cost() {
    let mut play = paying();
    play.applies("refund.requested", "2026-05-05T00:00:00Z", "{'refund':'r','payment':'p1','amount':'400.00'}");
    play.applies("refund.completed", "2026-08-05T00:00:00Z", "{'refund':'r','payment':'p1','amount':'400.00'}");
    let draft = changed(BONUS, "refund = \"proportional\"", "refund = \"forfeit\"");
    let report = play.what_if(&draft, ("2026-05", "2026-05"), &["ann"]);
    // 60 % of 100 is left of the first, or nothing at all.
    assert_eq!(costs(&report)[0], "credit 160.00 100.00");
    assert_eq!(flips(&play, &report), ["e3 for ann: [bonus 60.00 refunded] [bonus 0.00 refunded]"]);
}

#[test]
fn parts_add_up_and_the_largest_are_named() {
    let mut play = Play::bonus();
    let mut names = Vec::new();
    for n in 1..=25 {
        let (referrer, invitee) = (format!("r{n:02}"), format!("i{n:02}"));
        let at = "2026-05-01T00:00:00Z";
        play.applies("person.registered", at, &format!("{{'person':'{referrer}','email':'{referrer}@example.com'}}"));
        play.applies("person.registered", at, &format!("{{'person':'{invitee}','email':'{invitee}@example.com','program':'business-bonus','referrer':'{referrer}','company':{{'company':'{invitee}','name':'I'}}}}"));
        let data = format!("{{'payment':'{invitee}','company':'{invitee}','amount':'{n}00.00','currency':'KZT'}}");
        play.applies("payment.succeeded", at, &data);
        names.push(referrer);
    }
    let draft = changed(BONUS, "kinds = [\"plan\", \"service\"]", "kinds = [\"plan\", \"service\"], never = [\"-\"]");
    let draft = draft.replace("give = \"10 %\"", "give = \"0 %\"");
    let question = question(&draft, "2026-05", "2026-05", "2026-12-01T00:00:00Z").unwrap();
    let all: Vec<&str> = names.iter().map(String::as_str).collect();
    let whole = play.what_if_in_parts(&question, &[&all]);
    let in_parts = play.what_if_in_parts(&question, &[&all[20..], &all[..7], &[], &all[7..20]]);
    assert_eq!(whole, in_parts);
    // 10 % of 100 × (1 + … + 25).
    assert_eq!(costs(&whole)[0], "credit 3250.00 0.00");
    assert_eq!((whole.costs[0].losers.count, whole.referrers, occasions(&whole)), (25, 25, (0, 0, 25, 0)));
    let losers = changes(&play, &whole.costs[0].losers);
    assert_eq!(
        (losers.len(), losers[0].as_str(), losers[19].as_str()),
        (20, "r25 Referrer 250.00 0.00", "r06 Referrer 60.00 0.00")
    );
    assert_eq!((whole.occasions.flips.len(), of(&play, whole.occasions.flips[0].person)), (20, "r25"));
}

fn bill(play: &mut Play, invoice: &str, company: &str, at: &str, currency: &str, product: &str) {
    let due = "2026-12-31T00:00:00Z";
    let lines = format!("[{{'product':'{product}','kind':'plan','amount':'100'}}]");
    let data = format!(
        "{{'invoice':'{invoice}','company':'{company}','currency':'{currency}','due_at':'{due}','lines':{lines}}}"
    );
    play.applies("invoice.issued", at, &data);
}

#[test]
fn the_friends_offer_is_a_discount_that_costs_too() {
    let mut play = Play::bonus().couple();
    bill(&mut play, "one", "bobs", "2026-04-05T00:00:00Z", "KZT", "business");
    bill(&mut play, "void", "bobs", "2026-04-05T00:00:00Z", "KZT", "business");
    play.applies("invoice.voided", "2026-04-06T00:00:00Z", "{'invoice':'void'}");
    // After 21 days, within 60.
    bill(&mut play, "two", "bobs", "2026-05-05T00:00:00Z", "KZT", "business");
    let draft = changed(BONUS, "window_days = 21", "window_days = 60");
    let report = play.what_if(&draft, ("2026-04", "2026-05"), &["ann"]);
    assert_eq!(costs(&report), ["discount 10.00 20.00", "2026-04 10.00 10.00", "2026-05 0.00 10.00"]);
    assert_eq!(changes(&play, &report.costs[0].winners), ["bob Invitee 10.00 20.00"]);
    assert_eq!((report.costs[0].given_as, occasions(&report)), (GivenAs::Discount, (0, 0, 0, 0)));
}

#[test]
fn another_scale_gives_another_discount_on_the_next_invoice_of_each_subscription() {
    let mut play = Play::under(TIERS).couple();
    let at = "2026-04-01T02:00:00Z";
    play.applies("subscription.started", at, "{'subscription':'own','company':'acme','product':'plan'}");
    play.applies("subscription.started", at, "{'subscription':'bobs','company':'bobs','product':'plan'}");
    play.applies("payment.succeeded", at, "{'payment':'p','company':'bobs','amount':'10','currency':'USD'}");
    for (invoice, at) in
        [("may", "2026-05-01T00:00:00Z"), ("again", "2026-05-02T00:00:00Z"), ("june", "2026-06-01T00:00:00Z")]
    {
        bill(&mut play, invoice, "acme", at, "USD", "plan");
    }
    // One Active Referral gives nothing, and would give 30 %: on the 28th of May for June; that of April was before the draft.
    let draft = changed(TIERS, "0 = \"0 %\",", "0 = \"0 %\", 1 = \"30 %\",");
    let from_may = play.what_if(&draft, ("2026-05", "2026-06"), &["ann"]);
    assert_eq!(costs(&from_may), ["discount 0.00 30.00", "2026-06 0.00 30.00"]);
    let from_april = play.what_if(&draft, ("2026-04", "2026-06"), &["ann"]);
    assert_eq!(costs(&from_april), ["discount 0.00 60.00", "2026-05 0.00 30.00", "2026-06 0.00 30.00"]);
    assert_eq!(changes(&play, &from_april.costs[0].winners), ["ann Referrer 0.00 60.00"]);
}

#[test]
fn what_a_rule_takes_off_an_invoice_costs_in_the_month_of_the_invoice() {
    let mut play = Play::bonus().couple();
    play.buys("p1", "2026-05-02T00:00:00Z", "1000.00");
    play.buys("p2", "2026-05-03T00:00:00Z", "1000.00");
    for (invoice, at) in [("june", "2026-06-01T00:00:00Z"), ("july", "2026-07-01T00:00:00Z")] {
        bill(&mut play, invoice, "acme", at, "KZT", "plan");
    }
    // A fixed sum off the referrer's next invoice for each payment, instead of a bonus: both are off the one of June.
    let draft = changed(BONUS, "give = \"10 %\"", "give = \"15.00\"").replace("as = \"credit\"", "as = \"discount\"");
    let draft = draft
        .split("[use.credit]")
        .next()
        .unwrap()
        .replace("hold_days = 14\n", "")
        .replace("refund = \"proportional\"\n", "");
    let report = play.what_if(&draft, ("2026-05", "2026-07"), &["ann"]);
    let discounts = ["discount 0.00 30.00", "2026-06 0.00 30.00"];
    assert_eq!(costs(&report), [&["credit 200.00 0.00", "2026-05 200.00 0.00"][..], &discounts].concat());
    // Not for the invoice of June when June is not asked about.
    let report = play.what_if(&draft, ("2026-07", "2026-07"), &["ann"]);
    assert_eq!(costs(&report), Vec::<String>::new());
}

#[test]
fn months_that_are_reversed_or_to_come_are_refused() {
    let ask = |from, until| question(BONUS, from, until, "2026-06-30T18:59:59Z").map(|_| ()).map_err(|e| e.to_string());
    assert_eq!(ask("2026-06", "2026-06"), Ok(()));
    assert_eq!(ask("2026-06", "2026-05"), Err("2026-05 comes before 2026-06: name the earlier month first".into()));
    let future = "2026-07 is still to come: a draft is replayed over months that have begun, 2026-06 at the latest";
    assert_eq!(ask("2026-06", "2026-07"), Err(future.into()));
    assert_eq!(ask("2026-07", "2026-07"), Err(future.into()));
    // Almaty is five hours ahead.
    assert_eq!(question(BONUS, "2026-07", "2026-07", "2026-06-30T19:00:00Z").map(|_| ()), Ok(()));
}

#[test]
fn whoever_refers_and_is_referred_is_told_as_each() {
    let mut play = paying();
    let at = "2026-05-03T00:00:00Z";
    play.applies("person.registered", at, "{'person':'eve','email':'eve@example.com','program':'business-bonus','referrer':'bob','company':{'company':'eves','name':'E'}}");
    play.applies("payment.succeeded", at, "{'payment':'e','company':'eves','amount':'100','currency':'KZT'}");
    let friend = "[[reward]]\nid = \"thanks\"\non = \"payment\"\nto = \"invitee\"\ngive = \"1 %\"\nas = \"credit\"\n";
    let draft = format!("{}{friend}", changed(BONUS, "give = \"10 %\"", "give = \"5 %\""));
    let report = play.what_if(&draft, ("2026-05", "2026-05"), &["ann", "bob", "eve"]);
    assert_eq!(changes(&play, &report.costs[0].winners), ["bob Invitee 0.00 20.00", "eve Invitee 0.00 1.00"]);
    assert_eq!(changes(&play, &report.costs[0].losers), ["ann Referrer 200.00 100.00", "bob Referrer 10.00 5.00"]);
    assert!(report.costs[0].winners.named.iter().all(|change| change.role == Role::Invitee));
}
