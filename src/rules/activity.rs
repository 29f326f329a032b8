//! Whether an invited person is an Active Referral at an instant, and if not, why: from dated facts, so that any instant can be
//! asked for, also one that is long past or not yet here.

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

use crate::calendar::Instant;
use crate::events::{Line, LineKind, SubscriptionStatus};
use crate::money::{Money, MoneyError};

/// Everything that is known about one subscription. Closing its company ends it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SubscriptionFacts {
    pub started_at: Instant,
    pub trial_ends_at: Option<Instant>,
    /// Of two at the same instant the later in the list holds.
    pub statuses: Vec<(Instant, SubscriptionStatus)>,
    pub closed_at: Option<Instant>,
    pub payments: Vec<PaidAt>,
    pub dues: Vec<Due>,
}

/// A payment for the subscription, of money or bonuses; one of nothing is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PaidAt {
    pub at: Instant,
    pub refunded_whole_at: Option<Instant>,
}

/// An invoice that is to be paid by an instant, which is not before it was issued.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    pub due_at: Instant,
    pub settled_at: Option<Instant>,
    pub voided_at: Option<Instant>,
}

impl Due {
    /// Past its due date, and neither paid nor voided. At the due instant itself it may still be paid.
    pub fn is_overdue(&self, at: Instant) -> bool {
        self.due_at < at && self.is_open(at)
    }

    pub fn is_open(&self, at: Instant) -> bool {
        [self.settled_at, self.voided_at].into_iter().flatten().all(|ended| ended > at)
    }
}

/// The first instant at which money received and bonuses used, in any order, came to the total. A total of nothing is settled when
/// it is issued.
pub fn settled_at(
    total: Money,
    issued_at: Instant,
    moves: &mut [(Instant, Money)],
) -> Result<Option<Instant>, MoneyError> {
    if !total.is_positive() {
        return Ok(Some(issued_at));
    }
    moves.sort_by_key(|(at, _)| *at);
    let mut left = total;
    for (at, money) in moves {
        left = left.minus(*money)?;
        if !left.is_positive() {
            return Ok(Some(*at));
        }
    }
    Ok(None)
}

/// Ordered: what comes later is nearer to being active.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    NoSubscription,
    Closed,
    Expired,
    Canceled,
    Trial,
    NeverPaid,
    PastDue,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    Inactive(Why),
    Active,
}

impl Standing {
    pub const ALL: [Standing; 8] = [
        Standing::Active,
        Standing::Inactive(Why::PastDue),
        Standing::Inactive(Why::NeverPaid),
        Standing::Inactive(Why::Trial),
        Standing::Inactive(Why::Canceled),
        Standing::Inactive(Why::Expired),
        Standing::Inactive(Why::Closed),
        Standing::Inactive(Why::NoSubscription),
    ];

    pub fn is_active(self) -> bool {
        self == Standing::Active
    }

    /// `active`, or why not: as it is stored and printed.
    pub fn name(self) -> &'static str {
        match self {
            Standing::Active => "active",
            Standing::Inactive(Why::PastDue) => "past_due",
            Standing::Inactive(Why::NeverPaid) => "never_paid",
            Standing::Inactive(Why::Trial) => "trial",
            Standing::Inactive(Why::Canceled) => "canceled",
            Standing::Inactive(Why::Expired) => "expired",
            Standing::Inactive(Why::Closed) => "closed",
            Standing::Inactive(Why::NoSubscription) => "no_subscription",
        }
    }

    pub fn named(name: &str) -> Option<Standing> {
        Standing::ALL.into_iter().find(|standing| standing.name() == name)
    }
}

/// From an instant on, until the next span begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    pub from: Instant,
    pub standing: Standing,
}

/// A subscription at one instant.
#[derive(Debug, Clone, Copy, Default)]
struct State {
    started: bool,
    trial_over: bool,
    status: Option<SubscriptionStatus>,
    closed: bool,
    payments: u32,
    overdue: u32,
}

impl State {
    fn standing(self) -> Standing {
        let why = match self.status {
            _ if !self.started => Why::NoSubscription,
            _ if self.closed => Why::Closed,
            Some(SubscriptionStatus::Canceled) => Why::Canceled,
            Some(SubscriptionStatus::Expired) => Why::Expired,
            _ if !self.trial_over => Why::Trial,
            _ if self.payments == 0 => Why::NeverPaid,
            Some(SubscriptionStatus::PastDue) => Why::PastDue,
            _ if self.overdue > 0 => Why::PastDue,
            None | Some(SubscriptionStatus::Trialing | SubscriptionStatus::Active) => return Standing::Active,
        };
        Standing::Inactive(why)
    }

    /// Not in trial, not past due by its status, not ended: its owner's discount may be assigned to it.
    fn is_running(self) -> bool {
        let by_status = matches!(self.status, None | Some(SubscriptionStatus::Trialing | SubscriptionStatus::Active));
        self.started && !self.closed && self.trial_over && by_status
    }
}

impl SubscriptionFacts {
    /// A trial that is said to run, but not until when, has not ended.
    fn trial_over(&self, status: Option<SubscriptionStatus>, at: Instant) -> bool {
        match self.trial_ends_at {
            Some(ends) => ends <= at,
            None => status != Some(SubscriptionStatus::Trialing),
        }
    }

    /// A payment counts from then on.
    fn pays_from(&self) -> Instant {
        self.trial_ends_at.map_or(self.started_at, |ends| ends.max(self.started_at))
    }

    fn status_at(&self, at: Instant) -> Option<SubscriptionStatus> {
        let until = self.statuses.iter().filter(|(changed, _)| *changed <= at);
        until.max_by_key(|(changed, _)| *changed).map(|(_, status)| *status)
    }

    fn state_at(&self, at: Instant) -> State {
        let from = self.pays_from();
        let counts = |paid: &&PaidAt| {
            paid.at >= from && paid.at <= at && paid.refunded_whole_at.is_none_or(|refunded| refunded > at)
        };
        State {
            payments: self.payments.iter().filter(counts).count() as u32,
            overdue: self.dues.iter().filter(|due| due.is_overdue(at)).count() as u32,
            ..self.unpaid_at(at)
        }
    }

    /// Without what was paid and is due.
    fn unpaid_at(&self, at: Instant) -> State {
        let status = self.status_at(at);
        State {
            started: self.started_at <= at,
            trial_over: self.trial_over(status, at),
            status,
            closed: self.closed_at.is_some_and(|closed| closed <= at),
            payments: 0,
            overdue: 0,
        }
    }

    /// Whether it is `active` at the instant, paid for or not: what makes a company of a referrer one that takes referrals.
    pub fn is_running(&self, at: Instant) -> bool {
        self.unpaid_at(at).is_running()
    }

    fn changes(&self, of: usize, changes: &mut Vec<(Instant, usize, Change)>) {
        changes.push((self.started_at, of, Change::Started));
        changes.extend(self.trial_ends_at.map(|ends| (ends, of, Change::TrialEnded)));
        changes.extend(self.statuses.iter().map(|&(at, status)| (at, of, Change::Status(status))));
        changes.extend(self.closed_at.map(|at| (at, of, Change::Closed)));
        let from = self.pays_from();
        for paid in self.payments.iter().filter(|paid| paid.at >= from) {
            push_between(changes, of, paid.at, paid.refunded_whole_at, Change::Payments);
        }
        for due in &self.dues {
            let ended = [due.settled_at, due.voided_at].into_iter().flatten().min();
            push_between(changes, of, due.due_at + TimeDelta::microseconds(1), ended, Change::Overdue);
        }
    }
}

#[derive(Debug, Clone, Copy)]
enum Change {
    Started,
    TrialEnded,
    Status(SubscriptionStatus),
    Closed,
    Payments(bool),
    Overdue(bool),
}

fn push_between(
    changes: &mut Vec<(Instant, usize, Change)>,
    of: usize,
    from: Instant,
    until: Option<Instant>,
    change: fn(bool) -> Change,
) {
    if until.is_none_or(|until| until > from) {
        changes.push((from, of, change(true)));
        changes.extend(until.map(|until| (until, of, change(false))));
    }
}

impl Change {
    fn apply(self, facts: &SubscriptionFacts, at: Instant, state: &mut State) {
        let count = |number: &mut u32, more: bool| *number = if more { *number + 1 } else { number.saturating_sub(1) };
        match self {
            Change::Started => state.started = true,
            Change::Status(status) => state.status = Some(status),
            Change::Closed => state.closed = true,
            Change::Payments(more) => count(&mut state.payments, more),
            Change::Overdue(more) => count(&mut state.overdue, more),
            Change::TrialEnded => {}
        }
        state.trial_over = facts.trial_over(state.status, at);
    }
}

/// The person's standing: one and the same subscription must satisfy everything; of several reasons the one nearest to active.
pub fn standing_at(subscriptions: &[SubscriptionFacts], at: Instant) -> Standing {
    let standings = subscriptions.iter().map(|subscription| subscription.state_at(at).standing());
    standings.max().unwrap_or(Standing::Inactive(Why::NoSubscription))
}

/// The whole dated history, including what is known ahead: a trial's end, an invoice that falls due. Neighbours differ; before the
/// first span there was no subscription.
pub fn spans(subscriptions: &[SubscriptionFacts]) -> Vec<Span> {
    let mut changes = Vec::new();
    for (of, subscription) in subscriptions.iter().enumerate() {
        subscription.changes(of, &mut changes);
    }
    changes.sort_by_key(|(at, ..)| *at);
    let mut states = vec![State::default(); subscriptions.len()];
    let mut spans: Vec<Span> = Vec::new();
    for together in changes.chunk_by(|one, next| one.0 == next.0) {
        for &(at, of, change) in together {
            change.apply(&subscriptions[of], at, &mut states[of]);
        }
        let standing = states.iter().map(|state| state.standing()).max();
        let standing = standing.unwrap_or(Standing::Inactive(Why::NoSubscription));
        let before = spans.last().map_or(Standing::Inactive(Why::NoSubscription), |span| span.standing);
        if standing != before {
            spans.push(Span { from: together[0].0, standing });
        }
    }
    spans
}

/// A subscription of a company: its product, its start, the sender's id.
pub type Told<'t> = (&'t str, Instant, &'t str);

/// Which subscription of its company an invoice or a payment with lines is for, by place in the list: the product of a plan line; of
/// several with that product the last one started by then, or else the first one after; of those that start together by their ids, so
/// that it does not matter which was told first.
pub fn subscription_of(subscriptions: &[Told<'_>], lines: &[Line], at: Instant) -> Option<usize> {
    let plans = lines.iter().filter(|line| line.kind == LineKind::Plan);
    plans.into_iter().find_map(|line| {
        let same = || (0..subscriptions.len()).filter(|&n| subscriptions[n].0 == line.product.as_str());
        let begun = |&n: &usize| (subscriptions[n].1, subscriptions[n].2);
        let started = same().filter(|&n| subscriptions[n].1 <= at).max_by_key(begun);
        started.or_else(|| same().min_by_key(begun))
    })
}

/// The same for a payment that says nothing of what it paid for: the only subscription that had started by then.
pub fn only_subscription(subscriptions: &[Told<'_>], at: Instant) -> Option<usize> {
    let mut started = (0..subscriptions.len()).filter(|&n| subscriptions[n].1 <= at);
    started.next().filter(|_| started.next().is_none())
}

impl SubscriptionFacts {
    /// From when to when it runs ([`SubscriptionFacts::is_running`]); the last may be open.
    pub fn running(&self) -> impl Iterator<Item = (Instant, Option<Instant>)> {
        let mut changes = vec![self.started_at];
        changes.extend(self.trial_ends_at);
        changes.extend(self.statuses.iter().map(|(at, _)| *at));
        changes.extend(self.closed_at);
        changes.sort_unstable();
        let mut spans: Vec<(Instant, Option<Instant>)> = Vec::new();
        for at in changes {
            match (self.is_running(at), spans.last_mut()) {
                (true, Some((_, None))) => {}
                (true, _) => spans.push((at, None)),
                (false, Some((_, until @ None))) => *until = Some(at),
                (false, _) => {}
            }
        }
        spans.into_iter()
    }
}
