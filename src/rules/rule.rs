//! A `[[reward]]` in the whole language: what happens, who gets what for it, and what becomes of that. [`super::reckon`] reckons it.

mod apart;
mod count;
mod formulas;

use rust_decimal::Decimal;

use super::expression::Expression;
use super::facts::Word;
use super::terms::{Base, Excluded, RefundRule};
use crate::calendar::Instant;
use crate::events::{LineKind, Order};
use crate::money::{Currency, Money, Percent, Rounding, Unit};

pub use self::count::{Count, Counted, CountedOver, Kept, Made, Things, What, Whose};

#[derive(Debug, Clone, PartialEq)]
pub struct Rule {
    pub id: String,
    pub on: Trigger,
    pub to: Recipient,
    pub give: Give,
    pub base: RuleBase,
    pub exclude: Vec<Excluded>,
    pub form: Form,
    /// To a multiple of `step`.
    pub rounding: Rounding,
    /// In the unit of the reward; none: its smallest.
    pub step: Option<Money>,
    /// What rounding leaves goes to the next one of the same recipient.
    pub carry: bool,
    /// All must hold at the trigger.
    pub when: Vec<Condition>,
    pub scheme: Option<String>,
    pub campaign: Option<Campaign>,
    pub first_payments: Option<u32>,
    pub first_months: Option<FirstMonths>,
    pub limits: Vec<Limit>,
    pub hold: Hold,
    /// Judged when the hold ends; if it does not hold then, nothing is released.
    pub release_when: Option<Expression>,
    pub take_back: Option<TakeBack>,
    pub refund: RefundRule,
    /// After the payment; later refunds change nothing. None: for ever.
    pub refund_within: Option<Span>,
    pub instalments: Option<Instalments>,
    /// After the release.
    pub expires: Option<Span>,
    pub apply: Option<Apply>,
}

impl Rule {
    /// Whether a percent of it is off the charge as a percent; otherwise it is an amount, known when it is given.
    pub fn is_of_charge(&self) -> bool {
        let limited = self.limits.iter().any(|limit| !limit.is_count());
        let rounded = self.step.is_some() || self.carry;
        let in_part = self.give.is_by_line() || self.base.leaves_out() || !self.exclude.is_empty();
        let is_amount = self.on == Trigger::OwnInvoice && (limited || rounded || in_part);
        self.form == (Form::Discount { of: Of::Charge }) && !is_amount
    }
}

/// What makes a rule be judged.
#[derive(Debug, Clone, PartialEq)]
pub enum Trigger {
    /// Of an invitee.
    Payment,
    /// An invitee registered.
    Registered,
    /// The recipient registered.
    Joined,
    /// Of the recipient.
    OwnPayment,
    /// To a company of the recipient; for discounts.
    OwnInvoice,
    Action(Vec<String>),
    OwnAction(Vec<String>),
    /// So long after the registration, or after what `since` names.
    Tenure {
        span: Span,
        since: Since,
    },
    /// Once for each referral, at the first instant at which it is true.
    Becomes(Expression),
    /// Each threshold once, when the number first reaches it.
    Milestone {
        of: Expression,
        at: Thresholds,
    },
    Scheduled {
        schedule: Schedule,
        each: Each,
    },
}

#[derive(Debug, Clone, PartialEq)]
pub enum Since {
    Registration,
    FirstPayment,
    Action(String),
}

#[derive(Debug, Clone, PartialEq)]
pub enum Thresholds {
    /// Rising.
    At(Vec<Decimal>),
    Every(u32),
}

/// What a scheduled reward is judged for, once for each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Each {
    Recipient,
    Referral,
    Subscription,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Schedule {
    pub every: Every,
    /// 0 to 23, on the program's wall clock.
    pub hour: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Every {
    Day,
    Week(chrono::Weekday),
    /// Every 1, 3, 6 or 12 months; `month` is one of them (1 to 12), `day` is clamped.
    Months {
        count: u32,
        month: u32,
        day: u32,
    },
    /// From the recipient's first referral, or with `each` from the referral.
    Days(u32),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recipient {
    /// The referrer of level 1, or the level-1 referrer's referrer for 2, and so on.
    Level(u32),
    Invitee,
}

/// How much. Tables nest.
#[derive(Debug, Clone, PartialEq)]
pub enum Give {
    Percent(Percent),
    /// Of the reward's unit.
    Amount(Money),
    /// A number of the unit, or a rate.
    Expression(Expression),
    By {
        fact: Word,
        default: Option<Box<Give>>,
        cases: Vec<(String, Give)>,
    },
    Steps {
        by: Expression,
        /// Rising; the highest threshold that is not above the number applies.
        steps: Vec<(Decimal, Give)>,
        /// Each to its own part of the number, instead of the highest to the whole.
        slices: bool,
    },
}

#[derive(Debug, Clone, PartialEq)]
pub enum RuleBase {
    Lines {
        base: Base,
        /// Empty: all.
        labels: Vec<String>,
        never_labels: Vec<String>,
        /// Empty: all.
        orders: Vec<Order>,
    },
    /// What the recipient's own invitee earned by the reward of this name.
    Reward(String),
    Amount(Expression),
}

impl RuleBase {
    /// Whether some lines may not count.
    pub fn leaves_out(&self) -> bool {
        let RuleBase::Lines { base, labels, never_labels, orders } = self else { return true };
        let of_kinds = [LineKind::Plan, LineKind::Service].iter().any(|kind| !base.kinds.contains(kind));
        let named = !base.products.is_empty() || !base.never.is_empty();
        of_kinds || named || !labels.is_empty() || !never_labels.is_empty() || !orders.is_empty()
    }
}

/// What a reward is given as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    Unit(Unit, Currency),
    /// Off an invoice: of the recipient's next one, or of the one that triggers it.
    Discount {
        of: Of,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Of {
    Base,
    Charge,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Condition {
    pub expression: Expression,
    /// `when`; false: `unless`.
    pub holds: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Campaign {
    pub from: Option<Instant>,
    /// The first instant after it.
    pub until: Option<Instant>,
    pub by: CampaignBy,
}

impl Campaign {
    /// Whether it covers what happens to, or for, somebody who registered then.
    pub fn covers(&self, happens_at: Instant, registered_at: Instant) -> bool {
        let at = match self.by {
            CampaignBy::Event => happens_at,
            CampaignBy::Registration => registered_at,
        };
        self.from.is_none_or(|from| from <= at) && self.until.is_none_or(|until| at < until)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CampaignBy {
    Event,
    Registration,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    pub most: Most,
    pub per: Per,
    pub over: Over,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Most {
    Count(u32),
    /// Only those count that were not lost as a whole by then.
    Kept(u32),
    /// The last one is given in part.
    Amount(Money),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Per {
    Recipient,
    /// Of what the invitees receive: one referrer's all together.
    Referrer,
    Invitee,
    Payment,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Over {
    Ever,
    /// Of 1, 3 or 12 months, on the program's calendar.
    Calendar {
        months: u32,
    },
    /// Up to the instant.
    Rolling(Span),
    Campaign,
}

/// A length of time on the program's calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Span {
    Days(u32),
    Months(u32),
}

/// From when a length of time is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Start {
    Registration,
    FirstPayment,
}

/// What happens later gives nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FirstMonths {
    pub count: u32,
    pub since: Start,
}

/// The later of all that are said.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Hold {
    pub days: Option<Days>,
    pub months: u32,
    pub until: Option<Until>,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Days {
    Fixed(u32),
    By(Expression),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Until {
    /// The longest `service_until` of the counted lines.
    ServiceEnd,
    MonthEnd,
    NextMonthEnd,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakeBack {
    pub on: Vec<TakenOn>,
    /// None: for ever.
    pub within: Option<Span>,
    /// From when that is counted; none: from the grant.
    pub since: Option<Start>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TakenOn {
    /// Any refund, of the whole reward.
    Refund,
    Canceled,
    PastDue,
    Closed,
    ActionReversed,
    /// No longer an Active Referral.
    NotActive,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Instalments {
    pub count: u32,
    pub every: Span,
    pub while_: Option<Expression>,
}

/// How free time or another thing that is not money is put to one's own subscriptions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Apply {
    pub to: ApplyTo,
    pub order: ApplyOrder,
    /// At most so many at once.
    pub each: Option<u32>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ApplyTo {
    Subscription,
    /// The next invoices are free, `each` at a time.
    Invoice,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ApplyOrder {
    SoonestEnd,
    Oldest,
    Chosen,
    FromLink,
}

/// What a referrer may choose between.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Schemes {
    pub options: Vec<String>,
    pub default: String,
    pub chosen: Chosen,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chosen {
    PerLink,
    PerReferrer,
    PerReferral,
}
