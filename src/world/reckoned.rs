//! Rewards of programs whose terms need the whole language. A touched circle is reckoned anew, once, when somebody asks, and the
//! difference between what it earned and what was posted is posted.

use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap};

use super::accounts::Owner;
use super::aging::Held;
use super::applied::Extension;
use super::circles::Gathered;
use super::names::HashMap;
use super::payouts::{PaidOut, PayoutClock};
use super::people::Referral;
use super::reductions::Freed;
use super::{Applied, Noun, Refusal, World};
use crate::book::{Posted, RewardState, Worth};
use crate::calendar::Instant;
use crate::ids::ExternalId;
use crate::money::{Money, Unit};
use crate::rules::earning::{Cause, Earning, Reduction};
use crate::rules::reckon::Judgement;
use crate::rules::{Receipt, ReceiptReason};

use smol_str::SmolStr;

/// (program, referrer)
type Whose = (usize, usize);

#[derive(Default)]
pub(super) struct Reckoned {
    referrals: HashMap<Whose, Vec<usize>>,
    /// How many of the world's referrals `referrals` knows.
    indexed: usize,
    touched: BTreeSet<Whose>,
    circles: HashMap<Whose, Reckoning>,
    /// Until when somebody else reckoned them; the others until now.
    until: HashMap<Whose, Instant>,
    pub(super) earned: Vec<Earned>,
    /// (program, person): the accounts that earnings opened.
    pub(super) held: HashMap<Whose, Vec<Held>>,
    /// (when, program, person) of what expires.
    pub(super) expiring: BinaryHeap<Reverse<(Instant, usize, usize)>>,
    /// (program, person) of whom something was told since the clock moved on, where something may be lost.
    pub(super) may_lose: BTreeSet<Whose>,
    /// What was put to subscriptions, in the order in which it was.
    pub(super) extensions: Vec<Extension>,
    /// Of each subscription, (when, new end).
    pub(super) extended: HashMap<usize, Vec<(Instant, Instant)>>,
    /// Which invoice used a reduction that was for the next one, or for itself.
    pub(super) used: HashMap<(usize, Key), usize>,
    pub(super) freed: HashMap<usize, Vec<Freed>>,
    pub(super) paid_out: Vec<PaidOut>,
    /// Of each payout of a unit, whether anything went out or not.
    pub(super) payout_instants: Vec<(Instant, Unit)>,
    pub(super) payout_clock: PayoutClock,
    /// Places in `earned` of receipts that were written or revised and that nobody has asked for yet.
    pub(super) newly_earned: Vec<usize>,
    /// How many payouts and extensions somebody has asked for.
    pub(super) told_payouts: usize,
    pub(super) told_extensions: usize,
}

/// What was posted of a circle when it was last reckoned.
struct Reckoning {
    until: Instant,
    earned: HashMap<EarnedKey, usize>,
    reductions: Vec<Given>,
    discounts: Vec<Judgement<usize>>,
}

/// What a rule takes off an invoice of the recipient; people are places in the world.
pub(super) type Given = Reduction<usize>;

/// What is used once.
pub(super) fn key_of(program: usize, given: &Given) -> (usize, Key) {
    (program, (given.recipient, given.invitee, given.rule.as_str().into(), given.cause.clone()))
}

/// (recipient, invitee, rule, cause): what two senders call the same is told apart by whose it is.
pub(super) type Key = (usize, Option<usize>, SmolStr, Cause);

/// The same, and which of them: one person may have two senders, who give two events one id, or two subscriptions.
type EarnedKey = (usize, Option<usize>, SmolStr, Cause, Option<Instant>, u32);

/// A receipt of a rule, with whose it is and what was posted of it. The newest revision replaces the one before.
#[derive(Debug, Clone)]
pub struct Earned {
    pub(super) program: usize,
    pub(super) recipient: usize,
    pub(super) invitee: Option<usize>,
    pub cause: Cause,
    pub at: Instant,
    pub revision: u32,
    pub receipt: Receipt,
    /// What it was worth since when, from its grant on.
    worth: Vec<(Instant, Money)>,
    frozen_since: Option<Instant>,
    pub(super) expires_at: Option<Instant>,
    /// The expiry at which it was lost, as far as it was not used.
    pub(super) lapsed: Option<Instant>,
    expiry_undone: Money,
    pub(super) reward: Option<usize>,
    /// Put to the person's own subscriptions.
    pub(super) applied: Money,
}

impl Reckoned {
    pub(super) fn index(&mut self, referrals: &[Referral]) {
        for (place, referral) in referrals.iter().enumerate().skip(self.indexed) {
            self.referrals.entry((referral.program, referral.referrer)).or_default().push(place);
        }
        self.indexed = referrals.len();
    }

    /// Also those that were replaced since.
    pub(super) fn referrals_of(&self, program: usize, referrer: usize) -> &[usize] {
        self.referrals.get(&(program, referrer)).map_or(&[], Vec::as_slice)
    }

    pub(super) fn touch(&mut self, program: usize, referrer: usize) {
        self.touched.insert((program, referrer));
    }

    /// Whether there is something that nobody has asked for yet.
    pub(super) fn has_news(&self) -> bool {
        let untold = self.paid_out.len() > self.told_payouts || self.extensions.len() > self.told_extensions;
        untold || !self.newly_earned.is_empty()
    }

    /// What was said of discounts for a person.
    pub(super) fn discounts_of(&self, person: usize) -> impl Iterator<Item = &Judgement<usize>> {
        let all = self.circles.values().flat_map(|known| &known.discounts);
        all.filter(move |judged| judged.recipient == person)
    }

    /// Of the own circle, and of that of who invited the person.
    pub(super) fn reductions_of(
        &self,
        program: usize,
        person: usize,
        referrer: Option<usize>,
    ) -> impl Iterator<Item = &Given> {
        let circles =
            [Some(person), referrer].into_iter().flatten().filter_map(move |of| self.circles.get(&(program, of)));
        circles.flat_map(|known| &known.reductions).filter(move |given| given.recipient == person)
    }
}

impl World {
    /// Every circle that was touched, or in which time alone may have changed something.
    pub(super) fn reckon_all(&mut self) -> Applied {
        if !self.reckons() {
            return Ok(());
        }
        let by_time = |&&(program, _): &&Whose| self.programs[program].reach().is_some_and(|reach| reach.by_time);
        let mut due: BTreeSet<Whose> = self.reckoned.circles.keys().filter(by_time).copied().collect();
        due.extend(&self.reckoned.touched);
        due.into_iter().try_for_each(|(program, referrer)| self.reckon_circle(program, referrer))?;
        let mut held: Vec<Whose> = self.reckoned.held.keys().copied().collect();
        held.sort_unstable();
        held.into_iter().try_for_each(|(program, person)| self.age(program, person))
    }

    /// What a person's balances in a program depend on: the own circle, and that of who invited them.
    pub(super) fn reckon_for(&mut self, program: usize, person: usize) -> Applied {
        if self.programs[program].reach().is_none() {
            return Ok(());
        }
        if let Some(referrer) = self.referrer_in(program, person) {
            self.reckon_circle(program, referrer)?;
        }
        self.reckon_circle(program, person)?;
        self.age(program, person)
    }

    pub(super) fn reckons(&self) -> bool {
        self.programs.iter().any(|program| program.reach().is_some())
    }

    fn reckon_circle(&mut self, program: usize, referrer: usize) -> Applied {
        let Some(reach) = self.programs[program].reach() else { return Ok(()) };
        let whose = (program, referrer);
        let known = self.reckoned.circles.get(&whose);
        let until = self.reckoned.until.get(&whose).copied().unwrap_or(self.now);
        let moved = known.is_some_and(|known| reach.by_time && known.until < until);
        if !self.reckoned.touched.contains(&whose) && !moved {
            return Ok(());
        }
        let gathered = self.gather(program, referrer, reach.depth)?;
        let found = self.programs[program].reckon(&gathered.circle, until)?;
        let known = self.reckoned.circles.remove(&whose);
        let mut before = known.map(|known| known.earned).unwrap_or_default();
        let mut earned = HashMap::default();
        for earning in found.earnings {
            let (recipient, invitee) = gathered.named(earning.recipient, earning.invitee);
            let (rule, cause) = (earning.receipt.clause.clone(), earning.cause.clone());
            let mut key = (recipient, invitee, rule, cause, earning.happened_at, 0);
            while earned.contains_key(&key) {
                key.5 += 1;
            }
            let place = match before.remove(&key) {
                Some(place) => self.earn_again(place, earning)?,
                None => self.earn(program, &gathered, earning)?,
            };
            earned.insert(key, place);
        }
        let mut gone: Vec<(EarnedKey, usize)> = before.into_iter().collect();
        gone.sort_by_key(|(_, place)| *place);
        for (key, place) in gone {
            self.unearn(place)?;
            earned.insert(key, place);
        }
        let given = |reduction: Reduction| reduction.by(|place| gathered.people[place]);
        let reductions = found.reductions.into_iter().map(given).collect();
        let discounts = found.discounts.into_iter().map(|judged| {
            let Judgement { recipient, at, receipt } = judged;
            Judgement { recipient: gathered.people[recipient], at, receipt }
        });
        let discounts = discounts.collect();
        self.reckoned.circles.insert(whose, Reckoning { until, earned, reductions, discounts });
        self.reckoned.touched.remove(&whose);
        Ok(())
    }

    fn earn(&mut self, program: usize, gathered: &Gathered, earning: Earning) -> Result<usize, Refusal> {
        let place = self.reckoned.earned.len();
        let (worth, zero) = (earning.worth(), Money::zero(earning.receipt.earned.currency()));
        let (recipient, invitee) = gathered.named(earning.recipient, earning.invitee);
        self.reckoned.earned.push(Earned {
            program,
            recipient,
            invitee,
            cause: earning.cause,
            at: earning.at,
            revision: 1,
            receipt: earning.receipt,
            worth: Vec::new(),
            frozen_since: None,
            expires_at: earning.expires_at,
            lapsed: None,
            expiry_undone: zero,
            reward: None,
            applied: zero,
        });
        self.reckoned.newly_earned.push(place);
        self.will_expire(place);
        self.settle_earned(place, worth, earning.frozen_since)?;
        Ok(place)
    }

    fn will_expire(&mut self, place: usize) {
        let earned = &self.reckoned.earned[place];
        if let Some(at) = earned.expires_at.filter(|_| earned.expires_at != earned.lapsed) {
            self.reckoned.expiring.push(Reverse((at, earned.program, earned.recipient)));
        }
    }

    fn earn_again(&mut self, place: usize, earning: Earning) -> Result<usize, Refusal> {
        let worth = earning.worth();
        let known = &mut self.reckoned.earned[place];
        if known.receipt.unit != earning.receipt.unit {
            // Another version gives another thing: what was given before is taken back whole.
            self.settle_earned(place, Vec::new(), None)?;
            let (known, zero) = (&mut self.reckoned.earned[place], Money::zero(earning.receipt.earned.currency()));
            (known.reward, known.applied, known.expiry_undone) = (None, zero, zero);
        }
        let known = &mut self.reckoned.earned[place];
        let moved = std::mem::replace(&mut known.expires_at, earning.expires_at) != earning.expires_at;
        known.at = earning.at;
        if known.receipt != earning.receipt {
            known.receipt = earning.receipt;
            known.revision += 1;
            self.reckoned.newly_earned.push(place);
        }
        if moved {
            self.will_expire(place);
        }
        self.settle_earned(place, worth, earning.frozen_since)?;
        Ok(place)
    }

    /// A late fact made that it was never earned.
    fn unearn(&mut self, place: usize) -> Applied {
        let known = &mut self.reckoned.earned[place];
        if !known.receipt.earned.is_zero() {
            let zero = Money::zero(known.receipt.earned.currency());
            (known.receipt.earned, known.receipt.amount) = (zero, zero);
            known.receipt.reason = ReceiptReason::ConditionNotMet;
            known.revision += 1;
            self.reckoned.newly_earned.push(place);
        }
        self.settle_earned(place, Vec::new(), None)
    }

    /// Brings a reward to what it is worth now.
    fn settle_earned(&mut self, place: usize, steps: Vec<(Instant, Money)>, frozen_since: Option<Instant>) -> Applied {
        let known = &mut self.reckoned.earned[place];
        let whose = (known.recipient, known.program, known.receipt.unit);
        let hold_until = known.receipt.hold_until;
        let currency = known.receipt.earned.currency();
        let was_until = known.reward.map(|reward| self.rewards[reward].state.hold_until);
        let steps_before = std::mem::take(&mut known.worth);
        let (frozen_before, reward) = (known.frozen_since, known.reward);
        let mut purse = self.purse(whose, currency)?;
        let posted = reward.map(|reward| Posted {
            state: self.rewards[reward].state,
            steps: steps_before,
            frozen_since: frozen_before,
            lost: self.was_lost(place).then(|| self.reckoned.earned[place].expiry_undone),
        });
        let held = self.is_held(whose.1, whose.0, self.reckoned.earned[place].invitee);
        let worth = Worth { steps, hold_until, frozen_since, held };
        let (posted, moves) = Posted::settle(posted, worth, self.now, &mut purse)?;
        let Some(Posted { state, steps, frozen_since, lost }) = posted else { return Ok(()) };
        let reward = match self.reckoned.earned[place].reward {
            Some(reward) => reward,
            None => self.open_reward(place, whose, state),
        };
        self.rewards[reward].state = state;
        self.moved(whose, reward)?;
        self.post_moves(reward, &moves)?;
        if was_until != Some(hold_until) {
            self.due.push(Reverse((hold_until, reward)));
        }
        let known = &mut self.reckoned.earned[place];
        (known.worth, known.frozen_since) = (steps, frozen_since);
        known.expiry_undone = lost.unwrap_or(known.expiry_undone);
        Ok(())
    }

    fn open_reward(&mut self, place: usize, owner: Owner, state: RewardState) -> usize {
        let account = self.accounts.open(owner, state.granted.currency());
        let reward = self.rewards.len();
        self.rewards.push(super::payments::Reward { state, account });
        self.reckoned.earned[place].reward = Some(reward);
        let (recipient, program, unit) = owner;
        let held = self.reckoned.held.entry((program, recipient)).or_default();
        let own = held.iter().position(|held| held.account == account).unwrap_or(held.len());
        if own == held.len() {
            held.push(Held::new(account, unit));
        }
        held[own].earned.push(place);
        reward
    }

    /// What rules gave, newest revisions, in the order in which it was first reckoned.
    pub fn earned(&self) -> &[Earned] {
        &self.reckoned.earned
    }

    /// From here on a circle is reckoned until an instant only, as whoever is held against this world reckoned it.
    pub fn reckon_until(&mut self, source: &str, person: &ExternalId, program: &str, until: Instant) {
        let found = self.program(program).zip(self.names.find_named(Noun::Person, source, person));
        if let Some(whose) = found {
            self.reckoned.until.insert(whose, until);
        }
    }

    /// The program that gave it.
    pub fn earned_program(&self, earned: &Earned) -> &str {
        self.programs[earned.program].slug()
    }

    /// (recipient, invitee) of what a rule gave, by the senders' ids.
    pub fn earned_by(&self, earned: &Earned) -> (&ExternalId, Option<&ExternalId>) {
        (&self.people[earned.recipient].id, earned.invitee.map(|invitee| &self.people[invitee].id))
    }
}
