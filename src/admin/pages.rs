//! The staff's overview: `/admin`. What may be opened from each staff page is listed in `templates/parts/console.html`.

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
mod short;
mod sought;
pub mod verification;
pub mod view_as;
pub mod withdrawals;

use crate::audit::Audited;
use crate::calendar::{Instant, Month};
use crate::money::Money;
use crate::web::{Words, filters};
use crate::withdrawals::MANY;
use askama::Template;

/// What somebody typed to look for, as the database takes it.
fn printable(typed: &str) -> String {
    typed.trim().chars().filter(|c| !c.is_control()).take(320).collect()
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

/// Something to do, and how much of it there is.
#[derive(Debug, Clone)]
pub struct Task {
    pub href: &'static str,
    pub key: &'static str,
    pub count: i64,
    /// It should not have come so far.
    pub is_bad: bool,
}

impl Task {
    fn class(&self) -> &'static str {
        match (self.count, self.is_bad) {
            (0, _) => "",
            (_, true) => "bad",
            (_, false) => "wait",
        }
    }

    /// Not counted any further.
    fn is_many(&self) -> bool {
        self.count >= MANY
    }
}

/// As it was counted last.
#[derive(Debug, Clone)]
pub struct Figured {
    pub counted_at: Instant,
    pub units: Vec<UnitRow>,
    pub came: Vec<CameRow>,
}

/// What is owed to people in one unit of a program.
#[derive(Debug, Clone)]
pub struct UnitRow {
    pub slug: String,
    pub program: String,
    /// As in the query of lists.
    pub word: String,
    pub unit: Words,
    pub on_hold: Money,
    pub available: Money,
    pub withdrawing: Money,
    /// By people.
    pub owed: Money,
    /// What is on hold, by the week in which it becomes available.
    pub weeks: Vec<(Words, Money)>,
}

/// How many came how far.
#[derive(Debug, Clone)]
pub struct CameRow {
    pub slug: String,
    pub program: String,
    pub clicks: i64,
    pub registered: i64,
    pub paying: i64,
}

/// The last run of a program.
#[derive(Debug, Clone)]
pub struct RunRow {
    pub slug: String,
    pub program: String,
    pub month: Month,
    pub finished_at: Instant,
    pub referrers: i64,
    pub companies: i64,
}

#[derive(Template)]
#[template(path = "admin/overview.html")]
pub struct AdminPage {
    pub tasks: Vec<Task>,
    /// None before the first count.
    pub figures: Option<Figured>,
    pub runs: Vec<RunRow>,
    /// The last audit; `None` before the first.
    pub audit: Option<Audited>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::gallery::{Looks, at, show, tenge};

    #[test]
    fn staff_see_what_waits() {
        let task = |key, count, is_bad| Task { href: "/admin/withdrawals", key, count, is_bad };
        let unit = |word: &'static str, owed| UnitRow {
            slug: "business-bonus".into(),
            program: "Business bonus".into(),
            word: word.into(),
            unit: Words::new(if word == "cash" { "unit-cash" } else { "unit-credit" }),
            on_hold: tenge("412000"),
            available: tenge("1280400.50"),
            withdrawing: tenge(owed),
            owed: tenge(owed),
            weeks: vec![
                (Words::new("figures-week-of").with("day", at("2026-04-13T12:00:00Z")), tenge("400000")),
                ("figures-later".into(), tenge("10000")),
                ("figures-undated".into(), tenge("2000")),
            ],
        };
        let came = CameRow {
            slug: "business-bonus".into(),
            program: "Business bonus".into(),
            clicks: 18_240,
            registered: 213,
            paying: 64,
        };
        let run = RunRow {
            slug: "company-discounts".into(),
            program: "Company discounts".into(),
            month: "2026-03".parse().unwrap(),
            finished_at: at("2026-03-28T03:00:00Z"),
            referrers: 6_913,
            companies: 9_120,
        };
        let mut page = AdminPage {
            tasks: vec![
                task("admin-task-undecided", 4, false),
                task("admin-task-overdue", 1, true),
                task("admin-task-second", 0, false),
                task("admin-task-deliveries", MANY, true),
            ],
            figures: Some(Figured {
                counted_at: at("2026-04-15T09:00:00Z"),
                units: vec![unit("credit", "0"), unit("cash", "300")],
                came: vec![came],
            }),
            runs: vec![run],
            audit: Some(Audited {
                audited_at: at("2026-04-15T01:00:00Z"),
                differences: 0,
                first_differences: vec![],
                transfers: 18_240,
                receipts: 6_913,
            }),
        };
        show("admin", "/admin", Looks::Staff, &page);
        if let Some(audit) = &mut page.audit {
            audit.differences = 3;
            audit.first_differences.push("transfer 0198…: its chain link differs".into());
        }
        show("admin-differs", "/admin", Looks::Staff, &page);
        (page.audit, page.figures, page.runs) = (None, None, Vec::new());
        show("admin-empty", "/admin", Looks::Staff, &page);
    }
}
