//! The partners of a hosting company: who came through them, and what they paid.

use super::billing::{MONTH, line, tenge};
use super::{Story, Untold};
use crate::demo::cast::guests::{OF_PARTNER, OF_SECOND_PARTNER};
use serde_json::json;

/// Hryvnias that each guest pays, in the order of the guests: the first has a loyalty status after some months.
const PAID: [u32; 7] = [1_800, 900, 1_200, 600, 2_400, 2_900, 3_100];

impl Story {
    pub(super) fn is_hosted(&mut self) -> Result<(), Untold> {
        let at = self.at(200, (8, 0))?;
        let rate = json!({"from": "UAH", "to": "USD", "rate": "0.0240"});
        self.bills(at, "rate-uah-usd", "rate.changed", rate)?;
        for (guest, paid) in OF_PARTNER.iter().chain(OF_SECOND_PARTNER).zip(PAID) {
            self.comes(guest)?;
            for days_ago in (1..guest.registered).rev().step_by(MONTH as usize) {
                let payment = format!("{}-{days_ago}", guest.company);
                let mut lines = vec![line("hosting", "plan", paid)];
                let mut amount = paid;
                if days_ago + 1 == guest.registered {
                    // A certificate is never credited.
                    lines.push(line("ssl", "service", 450));
                    amount += 450;
                }
                let data = json!({"payment": payment, "company": guest.company, "amount": tenge(amount), "currency": "UAH",
                    "lines": lines});
                let at = self.at(days_ago.into(), (13, 15))?;
                self.bills(at, &format!("paid-{payment}"), "payment.succeeded", data)?;
            }
        }
        Ok(())
    }
}
