//! What comes of it: sums by unit and month, who gains and who loses most, what flips. Circles are added one after another, so it is
//! never larger than its lists, however many there are.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::super::names::HashMap;
use super::super::printed::named;
use super::{Answer, Given, Question, Recipient};
use crate::calendar::{Instant, Month};
use crate::ids::PersonId;
use crate::money::{Currency, Money, MoneyError, Unit};
use crate::rules::ReceiptReason;
use crate::rules::earning::Cause;

/// How many of those who gain, of those who lose and of what flips are named.
const NAMED: usize = 20;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Report {
    pub program: String,
    pub from: Month,
    pub until: Month,
    /// Whose circles were reckoned.
    pub referrers: u64,
    /// In the order of what is given.
    pub costs: Vec<Cost>,
    pub occasions: Occasions,
}

/// What is given in one unit, or as discounts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Cost {
    pub given_as: GivenAs,
    pub before: Money,
    pub after: Money,
    /// Those in which anything was or would have been given.
    pub months: Vec<MonthCost>,
    pub winners: Changes,
    pub losers: Changes,
    /// How many are given the same as before.
    pub unchanged: u64,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MonthCost {
    pub month: Month,
    pub before: Money,
    pub after: Money,
}

/// All of them are counted, those whom it concerns most are named.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Changes {
    pub count: u64,
    pub named: Vec<Change>,
}

/// What somebody was given in these months, and would have been.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Change {
    pub person: PersonId,
    pub role: Role,
    pub before: Money,
    pub after: Money,
}

/// Whoever refers and is referred too is counted once as each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    Referrer,
    Invitee,
}

/// What a payment, or whatever else is rewarded, is answered with, each counted for one recipient.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Occasions {
    /// Nothing before and nothing after is the same too.
    pub same: u64,
    pub changed: u64,
    /// Earned something and would earn nothing.
    pub lost: u64,
    /// Earned nothing and would earn something.
    pub gained: u64,
    /// Of those lost and gained; the largest.
    pub flips: Vec<Flip>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Flip {
    pub at: Instant,
    /// The event's id, or else what it is that is rewarded.
    pub of: String,
    pub person: PersonId,
    pub role: Role,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub invitee: Option<PersonId>,
    /// Empty where no reward of the terms is for it.
    pub before: Vec<Said>,
    pub after: Vec<Said>,
}

/// What a reward of the terms answers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Said {
    pub reward: String,
    pub unit: GivenAs,
    pub amount: Money,
    pub reason: ReceiptReason,
}

/// A unit, or `discount`: what is taken off invoices.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum GivenAs {
    Reward(Unit),
    Discount,
}

impl fmt::Display for GivenAs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            GivenAs::Reward(unit) => unit.fmt(f),
            GivenAs::Discount => f.write_str("discount"),
        }
    }
}

impl FromStr for GivenAs {
    type Err = String;

    fn from_str(name: &str) -> Result<GivenAs, String> {
        if name == "discount" { Ok(GivenAs::Discount) } else { name.parse().map(GivenAs::Reward) }
    }
}

impl TryFrom<String> for GivenAs {
    type Error = String;

    fn try_from(name: String) -> Result<GivenAs, String> {
        name.parse()
    }
}

impl From<GivenAs> for String {
    fn from(given_as: GivenAs) -> String {
        given_as.to_string()
    }
}

/// Before and after.
type Both<T> = (T, T);

impl Report {
    pub fn new(question: &Question) -> Report {
        Report {
            program: question.program().to_owned(),
            from: question.from,
            until: question.until,
            referrers: 0,
            costs: Vec::new(),
            occasions: Occasions::default(),
        }
    }

    /// One circle, under the live versions and under the draft.
    pub(super) fn add(
        &mut self,
        question: &Question,
        before: &[Given],
        after: &[Given],
        people: &[PersonId],
    ) -> Result<(), MoneyError> {
        let mut sums: BTreeMap<(GivenAs, Currency), BTreeMap<Recipient, Both<Money>>> = BTreeMap::new();
        for (given, is_after) in both(before, after) {
            let currency = given.amount.currency();
            let nothing = (Money::zero(currency), Money::zero(currency));
            let month = Month::of(given.at, question.zone());
            let of_person = sums.entry((given.given_as, currency)).or_default();
            let sum = of_person.entry((given.recipient, given.role)).or_insert(nothing);
            *sum = with(*sum, given.amount, is_after)?;
            if !given.amount.is_zero() {
                self.cost(given.given_as, currency).spend(month, given.amount, is_after)?;
            }
        }
        for ((given_as, currency), by_person) in sums {
            for ((person, role), both) in by_person {
                if !both.0.is_zero() || !both.1.is_zero() {
                    self.cost(given_as, currency).tell(people[person], role, both);
                }
            }
        }
        self.occasions.add(before, after, people)?;
        self.referrers += 1;
        Ok(())
    }

    /// Everybody who is named.
    pub fn people(&self) -> impl Iterator<Item = PersonId> {
        let changed = self.costs.iter().flat_map(|cost| cost.winners.named.iter().chain(&cost.losers.named));
        let of_flips = self.occasions.flips.iter().flat_map(|flip| flip.invitee.into_iter().chain([flip.person]));
        changed.map(|change| change.person).chain(of_flips)
    }

    fn cost(&mut self, given_as: GivenAs, currency: Currency) -> &mut Cost {
        let key = |cost: &Cost| (cost.given_as, cost.before.currency());
        let place = match self.costs.binary_search_by_key(&(given_as, currency), key) {
            Ok(place) => place,
            Err(place) => {
                let (before, after) = (Money::zero(currency), Money::zero(currency));
                let (winners, losers, unchanged) = (Changes::default(), Changes::default(), 0);
                self.costs
                    .insert(place, Cost { given_as, before, after, months: Vec::new(), winners, losers, unchanged });
                place
            }
        };
        &mut self.costs[place]
    }
}

/// Each, and whether it is of those after.
fn both<'g>(before: &'g [Given], after: &'g [Given]) -> impl Iterator<Item = (&'g Given, bool)> {
    before.iter().map(|one| (one, false)).chain(after.iter().map(|one| (one, true)))
}

fn with(sum: Both<Money>, amount: Money, is_after: bool) -> Result<Both<Money>, MoneyError> {
    let (before, after) = sum;
    Ok(if is_after { (before, after.plus(amount)?) } else { (before.plus(amount)?, after) })
}

impl Cost {
    fn spend(&mut self, month: Month, amount: Money, is_after: bool) -> Result<(), MoneyError> {
        (self.before, self.after) = with((self.before, self.after), amount, is_after)?;
        let place = self.months.binary_search_by_key(&month, |known| known.month).unwrap_or_else(|place| {
            let nothing = Money::zero(amount.currency());
            self.months.insert(place, MonthCost { month, before: nothing, after: nothing });
            place
        });
        let known = &mut self.months[place];
        (known.before, known.after) = with((known.before, known.after), amount, is_after)?;
        Ok(())
    }

    fn tell(&mut self, person: PersonId, role: Role, (before, after): Both<Money>) {
        let changes = match after.minor().cmp(&before.minor()) {
            std::cmp::Ordering::Greater => &mut self.winners,
            std::cmp::Ordering::Less => &mut self.losers,
            std::cmp::Ordering::Equal => {
                self.unchanged += 1;
                return;
            }
        };
        changes.count += 1;
        let change = Change { person, role, before, after };
        keep_largest(&mut changes.named, change, |one| (one.difference(), (one.person, one.role)));
    }
}

impl Change {
    /// In minor units, whichever way.
    fn difference(&self) -> u128 {
        (self.after.minor() - self.before.minor()).unsigned_abs()
    }
}

/// The largest by the first of the key, of equal ones the first by the second.
fn keep_largest<T, A: Ord, B: Ord>(kept: &mut Vec<T>, one: T, key: impl Fn(&T) -> (A, B)) {
    let (size, name) = key(&one);
    let before = |other: &T| {
        let (other_size, other_name) = key(other);
        other_size > size || (other_size == size && other_name < name)
    };
    let place = kept.partition_point(before);
    if place < NAMED {
        kept.insert(place, one);
        kept.truncate(NAMED);
    }
}

impl Occasions {
    fn add(&mut self, before: &[Given], after: &[Given], people: &[PersonId]) -> Result<(), MoneyError> {
        let mut answers: HashMap<(Recipient, &Cause), Both<Vec<Said>>> = HashMap::default();
        let mut told: HashMap<(Recipient, &Cause), (Instant, Option<usize>)> = HashMap::default();
        for (given, is_after) in both(before, after) {
            let Some(answer) = &given.answer else { continue };
            let key = ((given.recipient, given.role), &answer.cause);
            let (before, after) = answers.entry(key).or_default();
            if is_after {
                after.push(answer.said(given))
            } else {
                before.push(answer.said(given))
            }
            let first = told.entry(key).or_insert((given.at, answer.invitee));
            first.0 = first.0.min(given.at);
        }
        for (((person, role), cause), (before, after)) in answers {
            let (earned, would_earn) = (sums(&before)?, sums(&after)?);
            match (earned.is_empty(), would_earn.is_empty()) {
                (true, false) => self.gained += 1,
                (false, true) => self.lost += 1,
                _ => {
                    let counted = if earned == would_earn { &mut self.same } else { &mut self.changed };
                    *counted += 1;
                    continue;
                }
            }
            let (at, invitee) = told[&((person, role), cause)];
            let invitee = invitee.map(|invitee| people[invitee]);
            let flip = Flip { at, of: named(cause), person: people[person], role, invitee, before, after };
            keep_largest(&mut self.flips, flip, |flip| (flip.size(), (flip.at, flip.of.clone(), flip.person)));
        }
        Ok(())
    }
}

/// What was earned of each unit, where it is not nothing.
fn sums(said: &[Said]) -> Result<BTreeMap<(GivenAs, Currency), Money>, MoneyError> {
    let mut sums = BTreeMap::new();
    for one in said {
        let currency = one.amount.currency();
        let sum = sums.entry((one.unit, currency)).or_insert(Money::zero(currency));
        *sum = sum.plus(one.amount)?;
    }
    sums.retain(|_, sum: &mut Money| !sum.is_zero());
    Ok(sums)
}

impl Answer {
    fn said(&self, given: &Given) -> Said {
        Said { reward: self.reward.clone(), unit: given.given_as, amount: given.amount, reason: self.reason }
    }
}

impl Flip {
    fn size(&self) -> rust_decimal::Decimal {
        let said = self.before.iter().chain(&self.after);
        said.map(|said| said.amount.amount().abs()).max().unwrap_or_default()
    }
}
