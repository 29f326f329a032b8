//! The owner of two companies: whom she invited, what her companies are billed, and the verifications on the way.

use super::billing::{MONTH, line};
use super::{Does, Step, Story, Untold};
use crate::calendar::{Instant, Month, Zone};
use crate::demo::cast::guests::{CANCELED, NEVER_PAID, OF_OWNER, PAST_DUE};
use crate::demo::cast::{CUSTOMERS, OWNER, SECOND_COMPANY};
use chrono::TimeDelta;
use serde_json::json;

/// Days of a trial.
const TRIAL: u32 = 14;
/// Months of verifications that are told.
const MONTHS: usize = 8;

impl Story {
    pub(super) fn is_verified(&mut self) -> Result<(), Untold> {
        let registered = CUSTOMERS.iter().find(|customer| customer.company == OWNER);
        let owner = registered.map(|customer| customer.person()).unwrap_or_default();
        let at = self.at(196, (10, 20))?;
        let (company, name) = SECOND_COMPANY;
        let data = json!({"company": company, "person": owner, "name": name, "tax_id": "ES B-66120984"});
        self.bills(at, &format!("registered-{company}"), "company.registered", data)?;
        // The cheaper one comes first: another order would save more.
        self.is_charged(OWNER, "90.00", 195)?;
        self.is_charged(company, "240.00", 187)?;
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

    /// A company of the owner, from so many days ago on each month, with what assignments take off.
    fn is_charged(&mut self, company: &'static str, price: &str, first: u32) -> Result<(), Untold> {
        self.subscribes(company, price, first, None)?;
        for (n, days_ago) in (0..first).rev().filter(|day| (first - day).is_multiple_of(MONTH)).enumerate() {
            let invoice = format!("{company}-{}", n + 1);
            let mut plan = line("team", "plan", 0);
            plan["amount"] = json!(price);
            let (at, due_at) = (self.at(days_ago.into(), (9, 0))?, self.at(i64::from(days_ago) - 10, (23, 59))?);
            let data = json!({"invoice": invoice, "company": company, "currency": "USD", "lines": [plan], "due_at": due_at,
                "subscription": format!("{company}-team")});
            self.bills(at, &format!("issued-{invoice}"), "invoice.issued", data)?;
            if days_ago > 0 {
                let at = self.at(days_ago.into(), (18, 30))?;
                self.steps.push(Step { at, does: Does::PaysWhole { invoice, company } });
            }
        }
        let next = MONTH - first % MONTH;
        let data = json!({"subscription": format!("{company}-team"), "status": "active",
            "next_charge_at": self.at(-i64::from(next), (9, 0))?});
        let at = self.at(i64::from(first % MONTH), (9, 1))?;
        self.bills(at, &format!("renewed-{company}"), "subscription.changed", data)
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
