//! The owner of two companies: whom she invited, what her companies are billed, and the verifications on the way.

use super::billing::{MONTH, line};
use super::{Does, Step, Story, Untold, event};
use crate::calendar::{Instant, Month, Zone};
use crate::demo::cast::guests::{CANCELED, NEVER_PAID, OF_OWNER, PAST_DUE};
use crate::demo::cast::{CUSTOMERS, OWNER, SECOND_COMPANY};
use crate::events::Event;
use chrono::TimeDelta;
use serde_json::json;

/// Days of a trial.
const TRIAL: u32 = 14;
/// Months of verifications that are told.
const MONTHS: usize = 8;

/// A company of the owner, what it pays each month, and since so many days before the demo begins.
struct Billed {
    company: &'static str,
    price: &'static str,
    first: u32,
}

const BILLED: [Billed; 2] = [
    Billed { company: OWNER, price: "90.00", first: 195 },
    Billed { company: SECOND_COMPANY.0, price: "240.00", first: 187 },
];

/// One invoice of such a company.
pub(in crate::demo) struct Charge {
    pub at: Instant,
    pub company: &'static str,
    pub invoice: String,
    /// The facts that it consists of, but for the payment.
    pub facts: Vec<Event>,
}

/// What the owner's companies are billed after the demo began, until an instant, in its order.
pub(in crate::demo) fn charges(began_at: Instant, zone: Zone, until: Instant) -> Result<Vec<Charge>, Untold> {
    let story = Story::of(began_at, zone);
    let mut charges = Vec::new();
    for billed in &BILLED {
        for number in billed.first / MONTH.. {
            let charge = story.charge(billed, number)?;
            if charge.at > until {
                break;
            }
            charges.push(charge);
        }
    }
    charges.sort_by_key(|charge| charge.at);
    Ok(charges)
}

impl Story {
    pub(super) fn is_verified(&mut self) -> Result<(), Untold> {
        let registered = CUSTOMERS.iter().find(|customer| customer.company == OWNER);
        let owner = registered.map(|customer| customer.person()).unwrap_or_default();
        let at = self.at(196, (10, 20))?;
        let (company, name) = SECOND_COMPANY;
        let data = json!({"company": company, "person": owner, "name": name, "tax_id": "ES B-66120984"});
        self.bills(at, &format!("registered-{company}"), "company.registered", data)?;
        // The cheaper one comes first: another order would save more.
        for billed in &BILLED {
            self.is_charged(billed)?;
        }
        for guest in OF_OWNER {
            self.comes(guest)?;
            self.tries_and_pays(guest.company, guest.registered)?;
        }
        let mut month = Month::of(self.at(0, (0, 0))?, Zone::UTC);
        for _ in 0..MONTHS {
            let at = month.instant(28, 0, Zone::UTC)? + TimeDelta::minutes(5);
            if at < self.at(0, (0, 0))? {
                self.steps.push(Step { at, does: Does::Verifies });
            }
            month = month.previous()?;
        }
        Ok(())
    }

    /// With what assignments take off.
    fn is_charged(&mut self, billed: &Billed) -> Result<(), Untold> {
        let &Billed { company, price, first } = billed;
        self.subscribes(company, price, first, None)?;
        for number in 0..first / MONTH {
            let charge = self.charge(billed, number)?;
            let paid = self.at(i64::from(first - (number + 1) * MONTH), (18, 30))?;
            self.steps.extend(charge.facts.into_iter().map(|fact| Step { at: charge.at, does: Does::Bills(fact) }));
            self.steps.push(Step { at: paid, does: Does::PaysWhole { invoice: charge.invoice, company } });
        }
        Ok(())
    }

    /// Numbers count from nought.
    fn charge(&self, &Billed { company, price, first }: &Billed, number: u32) -> Result<Charge, Untold> {
        let days_ago = i64::from(first) - i64::from((number + 1) * MONTH);
        let (at, due_at) = (self.at(days_ago, (9, 0))?, self.at(days_ago - 10, (23, 59))?);
        let (invoice, subscription) = (format!("{company}-{}", number + 1), format!("{company}-team"));
        let mut plan = line("team", "plan", 0);
        plan["amount"] = json!(price);
        let issued = json!({"invoice": invoice, "company": company, "currency": "USD", "lines": [plan], "due_at": due_at,
            "subscription": subscription});
        let next = json!({"subscription": subscription, "status": "active",
            "next_charge_at": self.at(days_ago - i64::from(MONTH), (9, 0))?});
        let facts = vec![
            event(at, &format!("issued-{invoice}"), "invoice.issued", issued)?,
            event(at, &format!("renewed-{invoice}"), "subscription.changed", next)?,
        ];
        Ok(Charge { at, company, invoice, facts })
    }

    fn subscribes(
        &mut self,
        company: &str,
        price: &str,
        days_ago: u32,
        trial_ends_at: Option<Instant>,
    ) -> Result<(), Untold> {
        let mut data = json!({"subscription": format!("{company}-team"), "company": company, "product": "team",
            "price": price, "period": "month"});
        if let Some(ends) = trial_ends_at {
            data["trial_ends_at"] = json!(ends);
            data["next_charge_at"] = json!(ends);
        }
        let at = self.at(days_ago.into(), (19, 0))?;
        self.bills(at, &format!("subscribed-{company}"), "subscription.started", data)
    }

    /// A guest tries for two weeks and pays from then on, unless it is one of those who do not.
    fn tries_and_pays(&mut self, company: &str, registered: u32) -> Result<(), Untold> {
        let until = i64::from(registered) - i64::from(TRIAL);
        self.subscribes(company, "35.00", registered, Some(self.at(until, (19, 0))?))?;
        let ends = match company {
            NEVER_PAID => i64::MAX,
            CANCELED => 40,
            PAST_DUE => 9,
            _ => 0,
        };
        let mut days_ago = until;
        while days_ago > ends {
            let at = self.at(days_ago, (19, 30))?;
            let payment = format!("{company}-{days_ago}");
            let data = json!({"payment": payment, "company": company, "amount": "35.00", "currency": "USD"});
            self.bills(at, &format!("paid-{payment}"), "payment.succeeded", data)?;
            days_ago -= i64::from(MONTH);
        }
        let status = match company {
            CANCELED => "canceled",
            PAST_DUE => "past_due",
            _ => return Ok(()),
        };
        let at = self.at(ends, (20, 0))?;
        let data = json!({"subscription": format!("{company}-team"), "status": status});
        self.bills(at, &format!("{status}-{company}"), "subscription.changed", data)
    }
}
