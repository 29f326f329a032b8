//! What happened in the demo's world: about a year of it, told as the facts that a billing system and the site report.
//!
//! It is the same each time it is told from the same day: chance comes from a fixed seed.

mod billing;
mod desk;
mod discounts;
mod hosting;
mod visits;

pub(super) use discounts::{Charge, charges};

use super::cast::{
    AMINA, CUSTOMERS, Came, Customer, IRYNA, MARKO, OKSANA, OLIVER, OWNER, PARTNER, REFERRER, SECOND_PARTNER, SOFIA,
};
use super::desk::Deed;
use super::world::{DISCOUNTS, HOSTING, PROGRAM};
use crate::calendar::{CalendarError, Instant, Zone};
use crate::events::{self, Event, Malformed};
use chrono::{Days, NaiveDate};
use serde_json::{Value, json};
use std::ops::Range;

/// The one fact that Beckon refuses: its sender is told why, and staff see it.
pub(super) const REFUSED: &str = "paid-thames-tea-pounds";

/// One step of the story.
#[derive(Debug)]
pub(super) struct Step {
    pub at: Instant,
    pub does: Does,
}

#[derive(Debug)]
pub(super) enum Does {
    /// The billing system reports a fact.
    Bills(Event),
    /// The site's own pages report one.
    Visits(Event),
    /// The owner of the address takes up their link.
    TakesUpLink {
        email: String,
        code: &'static str,
        program: &'static str,
    },
    /// The referrer pays part of an invoice with bonuses; `number` tells spends apart.
    Spends {
        invoice: String,
        amount: &'static str,
        number: u32,
    },
    /// The owner's company pays what is left of an invoice.
    PaysWhole {
        invoice: String,
        company: &'static str,
    },
    /// The referrer's company begins a plan that Beckon itself sells.
    ChoosesPlan,
    /// Its trial is over.
    IsCharged,
    PaysPlan,
    AddsService,
    /// The monthly run.
    Verifies,
    /// What staff have on their desk, or do.
    Desk(Deed),
}

#[derive(Debug, thiserror::Error)]
pub enum Untold {
    #[error("the demo's story has an event that does not read: {0}")]
    Malformed(#[from] Malformed),
    #[error("the demo's story: {0}")]
    Calendar(#[from] CalendarError),
}

/// The whole story, in its order. `zone` is the program's.
pub(super) fn tell(began_at: Instant, zone: Zone) -> Result<Vec<Step>, Untold> {
    let mut story = Story::of(began_at, zone);
    for customer in CUSTOMERS {
        story.comes(customer)?;
        story.pays_monthly(customer)?;
    }
    story.is_refunded()?;
    story.owes()?;
    story.is_visited()?;
    story.is_verified()?;
    story.is_hosted()?;
    story.has_a_plan()?;
    story.is_withdrawn()?;
    story.is_claimed()?;
    story.is_adjusted()?;
    story.is_renewed()?;
    story.is_doubted()?;
    story.is_registered_twice()?;
    // Stable: what is told first at one instant happens first.
    story.steps.sort_by_key(|step| step.at);
    Ok(story.steps)
}

/// What is told so far.
struct Story {
    zone: Zone,
    today: NaiveDate,
    steps: Vec<Step>,
    chance: Chance,
}

impl Story {
    fn of(began_at: Instant, zone: Zone) -> Story {
        Story { zone, today: zone.local(began_at).date(), steps: Vec::new(), chance: Chance::seeded() }
    }

    /// So many days before the demo begins (negative: after), at a time of day in the program's zone.
    fn at(&self, days_ago: i64, (hour, minute): (u32, u32)) -> Result<Instant, Untold> {
        let days = Days::new(days_ago.unsigned_abs());
        let day = if days_ago >= 0 { self.today.checked_sub_days(days) } else { self.today.checked_add_days(days) };
        let local = day.and_then(|day| day.and_hms_opt(hour, minute, 0)).ok_or(CalendarError::OutOfRange)?;
        Ok(self.zone.instant(local)?)
    }

    fn bills(&mut self, at: Instant, id: &str, kind: &str, data: Value) -> Result<(), Untold> {
        let event = event(at, id, kind, data)?;
        self.steps.push(Step { at, does: Does::Bills(event) });
        Ok(())
    }

    fn comes(&mut self, customer: &Customer) -> Result<(), Untold> {
        let time = self.chance.time_of_day(9..18);
        let at = self.at(customer.registered.into(), time)?;
        let mut data = json!({
            "person": customer.person(), "email": customer.email(), "name": customer.name, "country": customer.country,
            "kind": if [PARTNER, SECOND_PARTNER].contains(&customer.company) { "individual" } else { "business" },
            "company": {"company": customer.company, "name": customer.company_name},
        });
        if !customer.tax_id.is_empty() {
            data["company"]["tax_id"] = json!(customer.tax_id);
        }
        match customer.came {
            Came::Alone => {}
            Came::Code(code) => data["code"] = json!(code),
            Came::Link(code, sub) => {
                let clicked = self.at(i64::from(customer.registered) + 1, time)?;
                data["code"] = json!(code);
                data["click"] = json!(self.click(clicked, code, sub)?);
            }
        }
        self.bills(at, &format!("registered-{}", customer.company), "person.registered", data)?;
        let (code, program) = match customer.company {
            REFERRER => (AMINA, PROGRAM),
            "vyshyvanka" => (IRYNA, PROGRAM),
            "grant-daughters" => (OLIVER, PROGRAM),
            OWNER => (SOFIA, DISCOUNTS),
            PARTNER => (MARKO, HOSTING),
            SECOND_PARTNER => (OKSANA, HOSTING),
            _ => return Ok(()),
        };
        self.steps.push(Step { at, does: Does::TakesUpLink { email: customer.email(), code, program } });
        Ok(())
    }
}

pub(super) fn event(at: Instant, id: &str, kind: &str, data: Value) -> Result<Event, Malformed> {
    let written = json!({"id": id, "type": kind, "timestamp": at, "data": data});
    events::parse(written.to_string().as_bytes())
}

/// A small linear congruential generator (Knuth's MMIX constants): the same world each time.
struct Chance(u64);

impl Chance {
    fn seeded() -> Chance {
        Chance(2_026)
    }

    fn below(&mut self, bound: u32) -> u32 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) % u64::from(bound.max(1))) as u32
    }

    fn time_of_day(&mut self, hours: Range<u32>) -> (u32, u32) {
        (hours.start + self.below(hours.end - hours.start), self.below(60))
    }
}
