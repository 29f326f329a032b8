//! A program's rules as one typed value: the receipt, the page, the calculator and the letters are all made from it.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::expression::Expression;
use super::facts::{Answer, Word};
use super::receipt::ReceiptReason;
use super::rule::{Campaign, CampaignBy, Count, Rule, Schemes, Span};
use super::uses::Use;
use crate::calendar::{Instant, Zone};
use crate::events::{LineKind, PersonKind};
use crate::money::{Currency, Money, Percent, Rounding, Unit};

#[derive(Debug, Clone, PartialEq)]
pub struct Terms {
    /// The program's slug.
    pub program: String,
    pub name: String,
    pub currency: Currency,
    pub time_zone: Zone,
    pub applies: Applies,
    pub rounding: Rounding,
    /// None: since always.
    pub effective_from: Option<Instant>,
    pub attribution: Attribution,
    pub offers: Vec<Offer>,
    pub rewards: Vec<Clause>,
    /// `[[reward]]` with `on = "month"`: discounts for the referrer's companies.
    pub monthly: Vec<MonthlyDiscount>,
    /// Every reward but the monthly discounts, where any of them needs the whole language; `rewards` is empty then.
    pub rules: Vec<Rule>,
    pub counts: Vec<Count>,
    pub schemes: Option<Schemes>,
    /// Besides what `credit_pays` and `withdrawal` say; in the order of the file.
    pub uses: Vec<Use>,
    /// Of the whole program.
    pub campaign: Option<Campaign>,
    /// How turnover makes a customer's class, where it does.
    pub classes: Option<Classes>,
    /// What bonuses may pay; empty where nothing is given as credit.
    pub credit_pays: Vec<LineKind>,
    /// None: cash cannot be withdrawn.
    pub withdrawal: Option<Withdrawal>,
    /// A second member of staff approves an adjustment of the unit that is larger.
    pub adjusted_by_two_over: Vec<(Unit, Money)>,
    /// What people read instead of the words by which the program knows its products, rewards and counts.
    pub names: Vec<(String, String)>,
    pub examples: Vec<Example>,
}

/// Whom a new version governs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Applies {
    /// Referrals keep the version under which they registered.
    NewReferrals,
    /// Everyone, from its date on.
    AllFromDate,
    /// Who accepts it, from then on.
    OptIn,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Touch {
    First,
    Last,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Attribution {
    /// GET parameters that are recognised on any page.
    pub parameters: Vec<String>,
    /// Whether codes may be typed.
    pub codes: bool,
    pub touch: Touch,
    pub window_days: u32,
    /// Only such persons may refer; none: everybody.
    pub referrer_kind: Option<PersonKind>,
    /// Visits from paid advertisements refer nobody.
    pub excludes_paid_ads: bool,
    /// Each visit through the same link begins the window anew.
    pub renews: bool,
    /// So many days after the registration a referral may still be claimed.
    pub late_days: Option<u32>,
    /// Who is registered already may still be referred by a visit of so many days.
    pub existing_days: Option<u32>,
    /// Whether staff may bind a referral by hand.
    pub staff: bool,
    /// Judged at the registration.
    pub referrer_when: Option<Expression>,
    pub invitee_when: Option<Expression>,
}

/// What the invitee gets off listed products.
#[derive(Debug, Clone, PartialEq)]
pub struct Offer {
    pub off: OfferOff,
    /// Empty: all.
    pub products: Vec<String>,
    /// Empty: all.
    pub kinds: Vec<LineKind>,
    /// Since registration; none: for ever.
    pub window_days: Option<u32>,
    /// Among the first so many invoices that were not voided.
    pub first_invoices: Option<u32>,
    /// Which of them, from 1; empty: all.
    pub invoices: Vec<u32>,
    pub when: Option<Expression>,
    pub scheme: Option<String>,
    pub campaign: Option<Campaign>,
    /// Only for who came by a typed code.
    pub by_code: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OfferOff {
    Percent(Percent),
    /// Off each line.
    Amount(Money),
    /// Instead of the line's own.
    Price(Money),
}

impl OfferOff {
    pub fn percent(self) -> Option<Percent> {
        match self {
            OfferOff::Percent(percent) => Some(percent),
            OfferOff::Amount(_) | OfferOff::Price(_) => None,
        }
    }
}

/// One `[[reward]]`: a percent of each payment.
#[derive(Debug, Clone, PartialEq)]
pub struct Clause {
    pub id: String,
    pub rate: Rate,
    pub base: Base,
    pub exclude: Vec<Excluded>,
    pub hold_days: u32,
    pub unit: Unit,
    pub refund: RefundRule,
    pub first_payments: Option<u32>,
    pub first_months: Option<u32>,
}

/// The percent of the base.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rate {
    Fixed(Percent),
    /// By the invitee's class at the payment's instant; a class that is not listed, or none, has the default.
    ByClass {
        default: Percent,
        classes: Vec<(String, Percent)>,
    },
}

impl Rate {
    pub fn of_class(&self, class: Option<&str>) -> Percent {
        match self {
            Rate::Fixed(percent) => *percent,
            Rate::ByClass { default, classes } => {
                let listed = classes.iter().find(|(name, _)| Some(name.as_str()) == class);
                listed.map_or(*default, |(_, percent)| *percent)
            }
        }
    }
}

/// Classes by turnover: the highest threshold that a customer's turnover is over. A class that is reported wins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Classes {
    /// Other currencies are converted by the rate in force at each payment; without one the class is unknown.
    pub currency: Currency,
    /// Rising.
    pub over: Vec<(String, Money)>,
}

/// A percent off the next scheduled payment of each of the referrer's companies, by how many Active Referrals it gets in the cascade.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MonthlyDiscount {
    pub id: String,
    /// Of the month; clamped to its last.
    pub day: u32,
    /// 0 to 23, on the program's wall clock.
    pub hour: u32,
    /// At most so many referrals count for one company.
    pub cap: u32,
    /// Companies without an active subscription are passed over.
    pub skip_inactive: bool,
    /// Rising; the highest threshold not above the number applies.
    pub steps: Vec<(u32, Percent)>,
    pub blocked_by: BlockedBy,
    /// The program's.
    pub campaign: Option<Campaign>,
}

impl MonthlyDiscount {
    /// Whether a run at an instant gives anything.
    pub fn is_on(&self, run_at: Instant) -> bool {
        self.campaign.is_none_or(|campaign| campaign.by == CampaignBy::Registration || campaign.covers(run_at, run_at))
    }

    /// Which invitees count, by their registration, where not all do.
    pub fn registered_within(&self) -> Option<Campaign> {
        self.campaign.filter(|campaign| campaign.by == CampaignBy::Registration)
    }
}

/// What of the referrer's own invoices keeps a month's discount from them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BlockedBy {
    Nothing,
    /// `unless = "referrer.pending_payments"`: unpaid past its due date.
    Overdue,
    /// `unless = "referrer.open_invoices"`: any that is not paid.
    AnyOpen,
}

/// `[use.cash]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Withdrawal {
    pub minimum: Money,
    /// Of each payout; none: nothing.
    pub fee: Option<Money>,
    pub methods: Vec<WithdrawalMethod>,
    /// Decided and paid within so many days of the request.
    pub within_days: u32,
    /// A second member of staff approves what is larger.
    pub second_approval_over: Option<Money>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WithdrawalMethod {
    Card,
    Iban,
    Custom,
}

/// Which lines count, and whether their tax does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Base {
    pub kinds: Vec<LineKind>,
    /// Empty: all.
    pub products: Vec<String>,
    pub never: Vec<String>,
    pub tax_counts: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Excluded {
    /// The whole payment, when a promo code was used on the order.
    PromoCode,
    PromotionalLine,
    /// A discount for a longer period does not count as one.
    DiscountedLine,
    /// A discount for paying a longer period.
    TermDiscountLine,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RefundRule {
    Proportional,
    Forfeit,
    Keep,
}

/// A worked example: publishing is refused while it does not come out of the rules.
#[derive(Debug, Clone, PartialEq)]
pub struct Example {
    pub says: String,
    /// The given events happen to so many invitees, each with names of their own.
    pub repeat: u32,
    /// How many companies with an active, paid subscription the referrer has: `own-1`, `own-2`, ….
    pub companies: u32,
    /// How many referrers there are: `referrer`, `referrer-2`, ….
    pub referrers: u32,
    /// Who referred whom, besides `referrer` the invitees.
    pub tree: Vec<(Option<String>, String)>,
    /// Totals that a page states without their history.
    pub assume: Vec<(Word, Answer)>,
    pub given: Vec<Given>,
    pub expect: Vec<Expected>,
    pub line: usize,
    pub column: usize,
}

/// An event of the example's invitee, or of the referrer when it names a company of theirs or their choice; what its `data` leaves
/// out is filled in.
#[derive(Debug, Clone, PartialEq)]
pub struct Given {
    pub type_name: String,
    pub at: Instant,
    /// Whose company or person it is of; none: the invitees'.
    pub by: Option<String>,
    /// It happens so often, each time that much later.
    pub times: u32,
    pub every: Option<Span>,
    /// Only to so many of the invitees.
    pub first: Option<u32>,
    /// It must be refused, and change nothing.
    pub refused: bool,
    pub data: serde_json::Map<String, serde_json::Value>,
    pub line: usize,
    pub column: usize,
}

/// What has come of it for one person at an instant.
#[derive(Debug, Clone, PartialEq)]
pub struct Expected {
    pub at: Instant,
    /// None: the referrer.
    pub of: Option<String>,
    /// `earned`, `rate` and `reason` of this reward alone.
    pub reward: Option<String>,
    /// None: credit and cash together.
    pub unit: Option<Unit>,
    pub on_hold: Option<Money>,
    pub available: Option<Money>,
    /// All grants less what was taken back.
    pub earned: Option<Money>,
    pub spent: Option<Money>,
    pub withdrawing: Option<Money>,
    pub paid_out: Option<Money>,
    pub expired: Option<Money>,
    /// On the given invoices.
    pub to_pay: Option<Money>,
    /// The newest run's percent for each of the referrer's companies.
    pub discounts: Option<Vec<Percent>>,
    /// Of the newest receipt.
    pub rate: Option<Percent>,
    /// At the payout instants so far.
    pub payouts: Option<Vec<Money>>,
    /// What was put to each of the own subscriptions, in the order of their registration.
    pub applied: Option<Vec<Money>>,
    /// When the own subscriptions are charged next, in the order of their registration.
    pub ends: Option<Vec<NaiveDate>>,
    pub free_invoices: Option<u32>,
    /// By the place of the count in the terms.
    pub counts: Vec<(usize, Decimal)>,
    /// Of the newest receipt.
    pub reason: Option<ReceiptReason>,
    pub line: usize,
    pub column: usize,
}

impl Attribution {
    /// Whether a registration asks what is known of who refers, or of who is referred.
    pub fn is_conditional(&self) -> bool {
        self.referrer_when.is_some() || self.invitee_when.is_some()
    }
}

impl Offer {
    /// Whether it asks more than how many invoices there were, and when.
    pub fn is_conditional(&self) -> bool {
        self.when.is_some() || self.scheme.is_some() || self.by_code
    }
}

impl Terms {
    /// Whether anything is said that only the reckoning over the whole history answers; else the direct path of payment clauses and
    /// the monthly discount does.
    pub fn is_reckoned(&self) -> bool {
        let of_offer = |offer: &Offer| {
            let of_history = offer.when.is_some() || offer.scheme.is_some() || !offer.invoices.is_empty();
            offer.off.percent().is_none() || of_history || offer.campaign.is_some() || offer.by_code
        };
        let attribution = &self.attribution;
        let late = attribution.late_days.is_some() || attribution.existing_days.is_some();
        let named = !self.counts.is_empty() || self.schemes.is_some();
        !self.rules.is_empty()
            || named
            || self.campaign.is_some()
            || self.offers.iter().any(of_offer)
            || (attribution.is_conditional() || late || attribution.renews || !attribution.staff)
    }

    pub fn clause(&self, id: &str) -> Option<&Clause> {
        self.rewards.iter().find(|clause| clause.id == id)
    }
}
