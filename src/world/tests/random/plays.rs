//! Random facts under random terms.

use std::collections::BTreeMap;

use chrono::TimeDelta;
use rand::Rng;
use rand::seq::SliceRandom;
use rand_chacha::ChaCha8Rng;
use serde_json::{Value, json};

use super::made::facts::{Facts, happened};
use super::made::{CODES, Maker, PROGRAM, Span};
use super::{Catalogue, Language, checked, is_unsaid};
use crate::calendar::Instant;
use crate::events::parse_internal;
use crate::ids::Code;
use crate::money::{Money, Unit};
use crate::rules::earning::Cause;
use crate::rules::rule::{Limit, Most, Over, Per, Rule, RuleBase, Trigger};
use crate::rules::terms::RefundRule;
use crate::rules::{Receipt, Terms, explain};
use crate::world::{Balances, Earned, Outcome, World};

struct Played {
    world: World,
    /// Why events changed nothing.
    refused: Vec<String>,
}

struct Books {
    balances: BTreeMap<String, Balances>,
    receipts: BTreeMap<String, Receipt>,
}

impl Played {
    fn new(terms: &Terms) -> Played {
        Played { world: World::new([terms.clone()]).with_runs(), refused: Vec::new() }
    }

    /// Whoever has a code gets it as soon as they are there.
    fn hears(&mut self, event: &Value, recorded_at: Instant) {
        let parsed = parse_internal(event.to_string().as_bytes()).unwrap_or_else(|wrong| panic!("{event}: {wrong}"));
        if let Outcome::Refused { refusal } = self.world.apply("crm", parsed, recorded_at) {
            self.refused.push(refusal.to_string());
        }
        for (person, code) in ["p0", "p1"].into_iter().zip(CODES) {
            if event["type"] == "person.registered" && event["data"]["person"] == person {
                let code = code.parse::<Code>().unwrap();
                assert!(self.world.add_code("crm", &person.parse().unwrap(), PROGRAM, code));
            }
        }
    }

    fn ends(mut self, at: Instant) -> Played {
        self.world.advance_to(at).unwrap();
        // Only payments in another currency are.
        let foreign = |why: &&String| !why.ends_with("nothing is converted");
        assert_eq!(self.refused.iter().find(foreign), None);
        self
    }

    fn books(&self) -> Books {
        let balances = self.world.balances();
        let earned = self.world.earned().iter().map(|earned| {
            let (recipient, invitee) = self.world.earned_by(earned);
            let key = format!("{} {recipient} {invitee:?} {:?}", earned.receipt.clause, earned.cause);
            (key, earned.receipt.clone())
        });
        let direct = self.world.receipts().iter().map(|stored| {
            let (event, referrer, invitee, _) = self.world.receipt_is_about(stored);
            (format!("{} {referrer} {invitee} {event}", stored.receipt.clause), stored.receipt.clone())
        });
        Books {
            balances: balances.map(|(person, _, unit, held)| (format!("{person} {unit}"), held)).collect(),
            receipts: earned.chain(direct).collect(),
        }
    }
}

/// Each when it happened.
fn straight(terms: &Terms, facts: &Facts) -> Played {
    let mut played = Played::new(terms);
    facts.events.iter().for_each(|event| played.hears(event, happened(event)));
    played.ends(facts.ends)
}

/// Late, twice and in any order; but who has a link is there before it is followed, and a visit is known when somebody registers.
fn mixed(terms: &Terms, facts: &Facts, rng: &mut ChaCha8Rng) -> Played {
    let has_link = |event: &Value| ["p0", "p1"].iter().any(|person| event["data"]["person"] == **person);
    let first =
        |event: &&Value| event["type"] == "link.clicked" || (event["type"] == "person.registered" && has_link(event));
    let (mut told, mut rest): (Vec<&Value>, Vec<&Value>) = facts.events.iter().partition(first);
    rest.shuffle(rng);
    for _ in 0..10 {
        let again = rest[rng.random_range(0..rest.len())];
        rest.insert(rng.random_range(0..=rest.len()), again);
    }
    told.extend(rest);
    let mut played = Played::new(terms);
    let mut now = happened(told[0]);
    for event in told {
        now = now.max(happened(event));
        if rng.random_bool(0.1) {
            now = facts.ends.min(now + TimeDelta::minutes(rng.random_range(0..40 * 24 * 60)));
            played.world.advance_to(now).unwrap();
        }
        played.hears(event, now);
    }
    let played = played.ends(facts.ends);
    assert_eq!(played.world.waiting(), 0);
    played
}

fn agree(expected: &Books, found: &Books, about: &str) {
    for (key, receipt) in &found.receipts {
        // What was earned for a while only is left as a receipt of nothing.
        let gone = receipt.earned.is_zero() && receipt.amount.is_zero() && !expected.receipts.contains_key(key);
        assert!(gone || expected.receipts.get(key) == Some(receipt), "{about}: {key} {receipt:?}");
    }
    for (key, receipt) in &expected.receipts {
        assert!(found.receipts.contains_key(key), "{about}: {key} {receipt:?}");
    }
    for (key, balances) in &found.balances {
        let none = Balances::zero(balances.available.currency());
        assert_eq!(*balances, expected.balances.get(key).copied().unwrap_or(none), "{about}: {key}");
    }
}

#[test]
fn any_order_and_any_repetition_end_in_the_same_books() {
    for seed in 0..40_u64 {
        let (terms, toml) = checked(seed, Span::Dated);
        let mut maker = Maker::new(seed, Span::Dated);
        maker.terms();
        let facts = maker.facts(6, 40);
        let expected = straight(&terms, &facts).books();
        for _ in 0..2 {
            agree(&expected, &mixed(&terms, &facts, &mut maker.rng).books(), &format!("seed {seed}\n{toml}\n"));
        }
    }
}

/// Of each person and unit, what their receipts come to.
fn sums(receipts: &BTreeMap<String, Receipt>) -> BTreeMap<(String, Unit), Money> {
    let mut sums = BTreeMap::new();
    for (key, receipt) in receipts {
        let recipient = key.split(' ').nth(1).unwrap().to_owned();
        let sum = sums.entry((recipient, receipt.unit)).or_insert(Money::zero(receipt.amount.currency()));
        *sum = sum.plus(receipt.amount).unwrap();
    }
    sums
}

#[test]
fn whatever_happens_is_told_in_every_language_and_adds_up() {
    let catalogues = Language::ALL.map(|language| (language, Catalogue::new(language)));
    for seed in 0..40_u64 {
        let (terms, toml) = checked(seed, Span::Whole);
        let mut maker = Maker::new(seed, Span::Whole);
        maker.terms();
        let facts = maker.facts(6, 60);
        let played = straight(&terms, &facts);
        let receipts = played.books().receipts;
        for receipt in receipts.values() {
            for (words, (language, catalogue)) in
                explain::receipt(receipt).iter().flat_map(|words| catalogues.iter().map(move |of| (words, of)))
            {
                let sentence = catalogue.say(words);
                assert!(!is_unsaid(words, &sentence), "seed {seed}, {}: {sentence}\n{receipt:?}", language.code());
            }
        }
        let sums = sums(&receipts);
        for (person, _, unit, held) in played.world.balances() {
            let out =
                [held.withdrawing, held.spent, held.paid_out, held.fees, held.expired, held.adjusted, held.converted];
            let has = held.on_hold.plus(held.available).unwrap();
            let all = out.into_iter().fold(has, |sum, out| sum.plus(out).unwrap());
            let earned = sums.get(&(person.to_string(), unit)).copied();
            assert_eq!(all, earned.unwrap_or(Money::zero(all.currency())), "seed {seed}: {person} {unit}\n{toml}");
        }
    }
}

/// The same facts, and then all that was paid is given back.
fn refunded(facts: &Facts) -> Facts {
    let begins = |event: &&Value, of: &str| event["type"].as_str().is_some_and(|name| name.starts_with(of));
    let asked =
        |event: &&Value| begins(event, "refund.") || begins(event, "dispute.") || begins(event, "payment.disputed");
    let mut events: Vec<Value> = facts.events.iter().filter(|event| !asked(event)).cloned().collect();
    let paid: Vec<Value> = events.iter().filter(|event| event["type"] == "payment.succeeded").cloned().collect();
    for (n, paid) in paid.iter().enumerate() {
        let at = (facts.ends - TimeDelta::days(1)).to_rfc3339();
        let data = json!({"refund": format!("all-{n}"), "payment": paid["data"]["payment"]});
        events.push(json!({"id": format!("all-{n}"), "type": "refund.completed", "timestamp": at, "data": data}));
    }
    Facts { events, ends: facts.ends }
}

#[test]
fn when_all_is_given_back_nothing_is_left_of_payments_but_what_is_kept() {
    let (mut taken, mut kept) = (0, 0);
    for seed in 0..80_u64 {
        let (terms, toml) = checked(seed, Span::Logged);
        let mut maker = Maker::new(seed, Span::Logged);
        maker.terms();
        let facts = refunded(&maker.facts(6, 40));
        let played = straight(&terms, &facts);
        for earned in played.world.earned() {
            let Earned { receipt, cause, .. } = earned;
            let rule = terms.rules.iter().find(|rule| rule.id == receipt.clause).unwrap();
            let of_payment = matches!(rule.on, Trigger::Payment | Trigger::OwnPayment);
            let share = matches!(rule.base, RuleBase::Reward(_));
            // The payment of nothing was not given back, and of a debt nothing is.
            if !of_payment || share || !receipt.earned.is_positive() || !matches!(cause, Cause::Event(_)) {
                continue;
            }
            // What is given back too late takes nothing.
            if rule.refund_within.is_some() {
                continue;
            }
            let ends = rule.take_back.is_some() || rule.release_when.is_some();
            match rule.refund {
                RefundRule::Keep if !ends => {
                    assert_eq!(receipt.amount, receipt.earned, "seed {seed}: {earned:?}\n{toml}");
                    kept += 1;
                }
                RefundRule::Keep => {}
                RefundRule::Proportional | RefundRule::Forfeit => {
                    assert!(receipt.amount.is_zero(), "seed {seed}: {earned:?}\n{toml}");
                    taken += 1;
                }
            }
        }
    }
    assert!(taken > 20 && kept > 5, "{taken} {kept}");
}

/// What a rule may give a person in all.
fn limits(terms: &Terms) -> impl Iterator<Item = (&Rule, &Limit)> {
    let whole = terms.rules.iter().filter(|rule| rule.instalments.is_none());
    let limits = whole.flat_map(|rule| rule.limits.iter().map(move |limit| (rule, limit)));
    limits.filter(|(_, limit)| limit.per == Per::Recipient && limit.over == Over::Ever)
}

#[test]
fn no_limit_is_ever_passed() {
    let mut full = 0;
    for seed in 0..150_u64 {
        let (terms, toml) = checked(seed, Span::Dated);
        if limits(&terms).next().is_none() {
            continue;
        }
        let mut maker = Maker::new(seed, Span::Dated);
        maker.terms();
        let receipts = straight(&terms, &maker.facts(6, 60)).books().receipts;
        for (rule, limit) in limits(&terms) {
            let mut given: BTreeMap<&str, Vec<Money>> = BTreeMap::new();
            for (key, receipt) in receipts.iter().filter(|(_, receipt)| receipt.clause == rule.id) {
                let given = given.entry(key.split(' ').nth(1).unwrap()).or_default();
                let kept = !matches!(limit.most, Most::Kept(_)) || receipt.amount.is_positive();
                given.extend(Some(receipt.earned).filter(|earned| earned.is_positive() && kept));
            }
            for given in given.values() {
                let (within, reached) = match limit.most {
                    Most::Count(most) | Most::Kept(most) => {
                        (given.len() <= most as usize, given.len() == most as usize)
                    }
                    Most::Amount(most) => {
                        let sum = Money::sum(most.currency(), given.iter().copied()).unwrap();
                        (sum <= most, sum == most)
                    }
                };
                assert!(within, "seed {seed}: {given:?} under {limit:?}\n{toml}");
                full += u32::from(reached);
            }
        }
    }
    assert!(full > 5, "{full}");
}
