//! From a number of Active Referrals to the discount of each company: the scale, the cascade, one person's month.

use serde::{Deserialize, Serialize};

use super::terms::{BlockedBy, MonthlyDiscount};
use crate::calendar::Instant;
use crate::money::Percent;

mod best;

pub use best::{BestOrder, Lift, best_order, lift};

/// The highest threshold that is not above the number applies to it; below the first there is nothing.
pub fn percent(steps: &[(u32, Percent)], places: u32) -> Percent {
    let reached = steps.iter().take_while(|(from, _)| *from <= places).last();
    reached.map_or(Percent::ZERO, |(_, percent)| *percent)
}

/// Active Referrals going to companies in their owner's order: each takes up to the cap, only then does the rest go on.
#[derive(Debug, Clone, Copy)]
pub struct Cascade {
    cap: u32,
    skip_inactive: bool,
    left: u32,
}

impl Cascade {
    pub fn new(active: u32, cap: u32, skip_inactive: bool) -> Cascade {
        Cascade { cap, skip_inactive, left: active }
    }

    /// How many the next company takes.
    pub fn places(&mut self, has_active_subscription: bool) -> u32 {
        if self.skip_inactive && !has_active_subscription {
            return 0;
        }
        let places = self.left.min(self.cap);
        self.left -= places;
        places
    }

    /// How many nobody has taken.
    pub fn unused(self) -> u32 {
        self.left
    }
}

/// How many each company gets, and how many are left over. `companies`: whether each has an active subscription.
pub fn cascade(active: u32, companies: &[bool], cap: u32, skip_inactive: bool) -> (Vec<u32>, u32) {
    let mut cascade = Cascade::new(active, cap, skip_inactive);
    let places = companies.iter().map(|&running| cascade.places(running)).collect();
    (places, cascade.unused())
}

/// What one person's month depends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PersonFacts<'a> {
    /// The run's.
    pub at: Instant,
    /// Active Referrals.
    pub active: u32,
    /// An invoice that the terms' `unless` means.
    pub blocked: bool,
    /// In the person's order: whether each has an active subscription. Closed companies are left out.
    pub companies: &'a [bool],
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CompanyResult {
    pub places: u32,
    pub percent: Percent,
    pub reason: PlacesReason,
}

/// Why a company gets its percent, or none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlacesReason {
    Assigned,
    /// The run is not between the program's `from` and `until`.
    OutsideCampaign,
    /// The referrer has an invoice past its due date.
    PendingPayments,
    /// The referrer has an unpaid invoice.
    OpenInvoices,
    NoActiveSubscription,
    NoActiveReferrals,
    /// The companies before it took all.
    NoneLeft,
    TooFew,
}

impl PlacesReason {
    pub const ALL: [PlacesReason; 8] = [
        PlacesReason::Assigned,
        PlacesReason::OutsideCampaign,
        PlacesReason::PendingPayments,
        PlacesReason::OpenInvoices,
        PlacesReason::NoActiveSubscription,
        PlacesReason::NoActiveReferrals,
        PlacesReason::NoneLeft,
        PlacesReason::TooFew,
    ];

    pub fn name(self) -> &'static str {
        match self {
            PlacesReason::Assigned => "assigned",
            PlacesReason::OutsideCampaign => "outside_campaign",
            PlacesReason::PendingPayments => "pending_payments",
            PlacesReason::OpenInvoices => "open_invoices",
            PlacesReason::NoActiveSubscription => "no_active_subscription",
            PlacesReason::NoActiveReferrals => "no_active_referrals",
            PlacesReason::NoneLeft => "none_left",
            PlacesReason::TooFew => "too_few",
        }
    }

    pub fn named(name: &str) -> Option<PlacesReason> {
        PlacesReason::ALL.into_iter().find(|reason| reason.name() == name)
    }
}

/// One person's month: each company's places and percent, into `results`, and how many referrals are left over. Whoever is blocked
/// keeps their places and gets no percent; so does everybody outside the program's campaign.
pub fn verify(rule: &MonthlyDiscount, person: &PersonFacts<'_>, results: &mut Vec<CompanyResult>) -> u32 {
    let blocked = match rule.blocked_by {
        _ if !rule.is_on(person.at) => Some(PlacesReason::OutsideCampaign),
        BlockedBy::Overdue if person.blocked => Some(PlacesReason::PendingPayments),
        BlockedBy::AnyOpen if person.blocked => Some(PlacesReason::OpenInvoices),
        BlockedBy::Nothing | BlockedBy::Overdue | BlockedBy::AnyOpen => None,
    };
    let mut cascade = Cascade::new(person.active, rule.cap, rule.skip_inactive);
    results.clear();
    results.extend(person.companies.iter().map(|&running| {
        let places = cascade.places(running);
        let reached = percent(&rule.steps, places);
        let reason = match blocked {
            Some(blocked) => blocked,
            None if !running => PlacesReason::NoActiveSubscription,
            None if !reached.is_zero() => PlacesReason::Assigned,
            None if person.active == 0 => PlacesReason::NoActiveReferrals,
            None if places == 0 => PlacesReason::NoneLeft,
            None => PlacesReason::TooFew,
        };
        let percent = if reason == PlacesReason::Assigned { reached } else { Percent::ZERO };
        CompanyResult { places, percent, reason }
    }));
    cascade.unused()
}

/// Companies that are named come first, in that order; the others follow in theirs.
pub fn reorder<T: PartialEq + Copy>(companies: &mut [T], named: &[T]) {
    let place = |company: &T| named.iter().position(|name| name == company).unwrap_or(named.len());
    companies.sort_by_key(place);
}
