//! Everything dated that the rules of one program may read about one referrer: the referrer's own facts, the referrals, and theirs.
//! People are places in [`Circle::people`]; lists are in the order of their instants, then of the senders' ids.

use rust_decimal::Decimal;

use super::activity::SubscriptionFacts;
use super::class::Rates;
use super::reward::PaidLine;
use super::watch::Watched;
use crate::calendar::Instant;
use crate::events::{Order, Period, PersonKind};
use crate::ids::ExternalId;
use crate::money::Money;

/// A place in [`Circle::people`].
pub type Place = usize;

#[derive(Debug, Clone, Default)]
pub struct Circle {
    /// The first is the referrer whose circle it is.
    pub people: Vec<Member>,
    /// Of each person at most one, as invitee.
    pub referrals: Vec<Bond>,
    pub rates: Rates,
    pub watch: Watched,
}

#[derive(Debug, Clone)]
pub struct Member {
    pub id: ExternalId,
    pub registered_at: Instant,
    /// What was recorded, since when; the last of the list holds.
    pub kinds: Vec<(Instant, PersonKind)>,
    pub countries: Vec<(Instant, String)>,
    pub labels: Vec<(Instant, Vec<String>)>,
    /// Reported classes.
    pub classes: Vec<(Instant, String)>,
    /// Chosen by `choice.made`.
    pub schemes: Vec<(Instant, String)>,
    pub payments: Vec<MemberPayment>,
    pub actions: Vec<MemberAction>,
    pub subscriptions: Vec<MemberSubscription>,
    pub invoices: Vec<MemberInvoice>,
    /// When a company of the person closed, whether it ever had a subscription or not.
    pub closed: Vec<Instant>,
    /// Which versions of the terms were accepted.
    pub accepted: Vec<(u32, Instant)>,
}

/// A referral.
#[derive(Debug, Clone)]
pub struct Bond {
    pub referrer: Place,
    pub invitee: Place,
    pub registered_at: Instant,
    pub voided_at: Option<Instant>,
    /// The link's code and the click's sub-id.
    pub code: Option<String>,
    pub sub: Option<String>,
    /// What was chosen for the link or the referral, since when; the last of the list holds.
    pub schemes: Vec<(Instant, String)>,
    /// By a typed code.
    pub typed: bool,
    /// Claimed after the registration.
    pub late: bool,
}

#[derive(Debug, Clone)]
pub struct MemberPayment {
    pub id: ExternalId,
    /// The event's id.
    pub event: ExternalId,
    pub at: Instant,
    /// Money received, with tax, without bonuses.
    pub amount: Money,
    pub tax: Option<Money>,
    /// The part that bonuses paid, beside `amount`.
    pub credit: Option<Money>,
    pub promo_code: bool,
    pub lines: Vec<MemberLine>,
    /// What went back, and when.
    pub refunds: Vec<(Instant, Money)>,
    /// Since when refunds or disputes are asked for, and until when (none: still).
    pub asked: Vec<(Instant, Option<Instant>)>,
}

#[derive(Debug, Clone)]
pub struct MemberLine {
    pub product: String,
    pub kind: crate::events::LineKind,
    pub amount: Money,
    pub net: Money,
    pub quantity: Option<u64>,
    pub months: Option<u32>,
    pub order: Option<Order>,
    pub service_until: Option<Instant>,
    pub cost: Option<Money>,
    pub labels: Vec<String>,
    pub promotional: bool,
    /// By a discount, an offer of ours included.
    pub discounted: bool,
    pub term_discounted: bool,
}

impl MemberLine {
    pub fn paid_line(&self) -> PaidLine<'_> {
        PaidLine {
            product: &self.product,
            kind: self.kind,
            net: self.net,
            promotional: self.promotional,
            discounted: self.discounted,
            term_discounted: self.term_discounted,
        }
    }
}

#[derive(Debug, Clone)]
pub struct MemberAction {
    pub id: ExternalId,
    pub event: ExternalId,
    pub at: Instant,
    pub name: String,
    pub product: Option<String>,
    pub amount: Option<Decimal>,
    pub labels: Vec<String>,
    pub reversed_at: Option<Instant>,
}

#[derive(Debug, Clone)]
pub struct MemberSubscription {
    pub id: ExternalId,
    pub company: ExternalId,
    pub product: String,
    /// Of one period.
    pub price: Option<Decimal>,
    pub period: Option<Period>,
    /// As reported with the subscription and its changes.
    pub next_charges: Vec<(Instant, Instant)>,
    pub facts: SubscriptionFacts,
    /// The payments that were for it, where there are several subscriptions that they may be for.
    pub payments: Vec<ExternalId>,
}

#[derive(Debug, Clone)]
pub struct MemberInvoice {
    pub id: ExternalId,
    pub event: ExternalId,
    pub at: Instant,
    pub subscription: Option<ExternalId>,
    pub due_at: Instant,
    pub lines: Vec<MemberLine>,
    pub total: Money,
    pub tax: Option<Money>,
    pub settled_at: Option<Instant>,
    pub voided_at: Option<Instant>,
}
