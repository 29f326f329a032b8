//! The staff's overview: `/admin`, and what each member of staff may open from it.

pub mod adjustments;
pub mod anonymise;
pub mod api_keys;
pub mod batches;
pub mod books;
pub mod claims;
pub mod companies;
pub mod deeds;
pub mod deliveries;
pub mod events;
mod exported;
pub mod flags;
pub mod invoices;
pub mod jobs;
pub mod keys;
pub mod members;
pub mod overview;
pub mod payouts;
pub mod people;
pub mod person;
pub mod products;
pub mod programs;
pub mod referrals;
pub mod replays;
pub mod rewards;
pub mod verification;
pub mod view_as;
pub mod withdrawals;

use crate::audit::Audited;
use crate::calendar::Instant;
use crate::people::Role;
use crate::web::{Words, filters};
use crate::withdrawals::Counts;
use askama::Template;

/// What somebody typed to look for, as the database takes it.
fn printable(typed: &str) -> String {
    typed.trim().chars().filter(|c| !c.is_control()).take(320).collect()
}

/// A page of the console, what leads there says, and whom it is for.
pub struct Place {
    pub href: &'static str,
    pub key: &'static str,
    role: Role,
}

const PLACES: &[Place] = &[
    Place { href: "/admin/people", key: "admin-people", role: Role::Support },
    Place { href: "/admin/companies", key: "admin-companies", role: Role::Support },
    Place { href: "/admin/rewards", key: "admin-rewards", role: Role::Support },
    Place { href: "/admin/adjustments", key: "admin-adjustments", role: Role::Support },
    Place { href: "/admin/programs", key: "admin-programs", role: Role::Support },
    Place { href: "/admin/verification", key: "admin-verification", role: Role::Support },
    Place { href: "/admin/referrals", key: "admin-referrals", role: Role::Support },
    Place { href: "/admin/products", key: "admin-products", role: Role::Support },
    Place { href: "/admin/invoices", key: "admin-invoices", role: Role::Support },
    Place { href: "/admin/events", key: "admin-events", role: Role::Support },
    Place { href: "/admin/deliveries", key: "admin-deliveries", role: Role::Support },
    Place { href: "/admin/books", key: "admin-books", role: Role::Support },
    Place { href: "/admin/jobs", key: "admin-jobs", role: Role::Support },
    Place { href: "/admin/api-keys", key: "admin-api-keys", role: Role::Support },
    Place { href: "/admin/staff", key: "admin-staff", role: Role::Support },
    Place { href: "/admin/deeds", key: "admin-deeds", role: Role::Support },
    Place { href: "/admin/keys", key: "admin-keys", role: Role::Support },
];

#[derive(Debug, Clone)]
pub struct EventRow {
    pub id: String,
    pub kind: String,
    pub source: String,
    pub recorded_at: Instant,
    pub state: EventState,
    /// What a parked event waits for, why one was refused.
    pub why: Option<Words>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EventState {
    Applied,
    /// Kept for a room that does not stand yet.
    Recorded,
    Parked,
    Refused,
}

impl EventState {
    fn key(self) -> &'static str {
        match self {
            EventState::Applied => "event-applied",
            EventState::Recorded => "event-recorded",
            EventState::Parked => "event-parked",
            EventState::Refused => "event-refused",
        }
    }

    /// As in the table.
    fn word(self) -> &'static str {
        match self {
            EventState::Applied => "applied",
            EventState::Recorded => "recorded",
            EventState::Parked => "waiting",
            EventState::Refused => "refused",
        }
    }

    fn class(self) -> &'static str {
        match self {
            EventState::Applied => "",
            EventState::Recorded => "none",
            EventState::Parked => "wait",
            EventState::Refused => "bad",
        }
    }
}

#[derive(Template)]
#[template(path = "admin/overview.html")]
pub struct AdminPage {
    /// Of whoever looks.
    pub role: Role,
    pub parked: i64,
    pub refused: i64,
    pub failed_jobs: i64,
    pub withdrawals: Counts,
    /// Open ones.
    pub claims: i64,
    /// Those that wait for a second member of staff.
    pub adjustments: i64,
    /// Flags that wait for a decision.
    pub flags: i64,
    /// The last audit; `None` before the first.
    pub audit: Option<Audited>,
    /// Newest first.
    pub events: Vec<EventRow>,
}

impl AdminPage {
    fn places(&self) -> impl Iterator<Item = &'static Place> {
        PLACES.iter().filter(|place| place.role <= self.role)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::gallery::{Looks, at, show};

    #[test]
    fn staff_see_what_waits() {
        let event = |kind: &str, state, why: Option<Words>| EventRow {
            id: "evt_81".into(),
            kind: kind.into(),
            source: "billing".into(),
            recorded_at: at("2026-04-15T09:12:00Z"),
            state,
            why,
        };
        let waits = Words::new("event-waits-for").with("what", "person p_77");
        let mut page = AdminPage {
            role: Role::Support,
            parked: 2,
            refused: 0,
            failed_jobs: 0,
            withdrawals: Counts { open: 4, overdue: 1, all: 40 },
            claims: 2,
            adjustments: 1,
            flags: 3,
            audit: Some(Audited {
                audited_at: at("2026-04-15T01:00:00Z"),
                differences: 0,
                first_differences: vec![],
                transfers: 18_240,
                receipts: 6_913,
            }),
            events: vec![
                event("payment.succeeded", EventState::Applied, None),
                event("payment.succeeded", EventState::Parked, Some(waits)),
                event("invoice.issued", EventState::Refused, Some("event-refused-currency".into())),
            ],
        };
        show("admin", "/admin", Looks::Staff, &page);
        if let Some(audit) = &mut page.audit {
            audit.differences = 3;
            audit.first_differences.push("transfer 0198…: its chain link differs".into());
        }
        show("admin-differs", "/admin", Looks::Staff, &page);
        page.audit = None;
        page.events.clear();
        show("admin-empty", "/admin", Looks::Staff, &page);
    }
}
