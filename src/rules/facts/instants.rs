//! The instants at which a fact may change.

use chrono::TimeDelta;

use super::timeline::Timeline;
use crate::calendar::{CalendarError, Instant, Zone, hold_end};
use crate::rules::circle::Place;

impl Timeline<'_> {
    /// Whenever something happened to the person.
    pub fn add_instants(&self, place: Place, instants: &mut Vec<Instant>) {
        let person = self.person(place);
        let member = person.member;
        instants.push(member.registered_at);
        for paid in &member.payments {
            instants.push(paid.at);
            instants.extend(paid.refunds.iter().map(|(at, _)| *at));
        }
        for action in &member.actions {
            instants.push(action.at);
            instants.extend(action.reversed_at);
        }
        for invoice in &member.invoices {
            instants.extend([invoice.at, invoice.due_at.max(invoice.at) + TimeDelta::microseconds(1)]);
            instants.extend([invoice.settled_at, invoice.voided_at].into_iter().flatten());
        }
        for subscription in &member.subscriptions {
            instants.push(subscription.facts.started_at);
            instants.extend(subscription.facts.running().flat_map(|(from, until)| [Some(from), until]).flatten());
        }
        instants.extend(person.spans().iter().map(|span| span.from));
        instants.extend(member.kinds.iter().map(|(at, _)| *at));
        instants.extend(member.countries.iter().map(|(at, _)| *at));
        instants.extend(member.labels.iter().map(|(at, _)| *at));
        instants.extend(member.classes.iter().map(|(at, _)| *at));
        instants.extend(member.schemes.iter().map(|(at, _)| *at));
    }

    /// Whenever something happened to a referrer or their invitees.
    pub fn add_all_instants(&self, owner: Place, instants: &mut Vec<Instant>) {
        self.add_instants(owner, instants);
        for bond in self.bonds(owner) {
            instants.push(bond.registered_at);
            instants.extend(bond.voided_at);
            instants.extend(bond.schemes.iter().map(|(since, _)| *since));
            self.add_instants(bond.invitee, instants);
        }
    }
}

/// Whenever what began at `since` is a day older.
pub fn days_after(since: Instant, until: Instant, zone: Zone) -> Result<Vec<Instant>, CalendarError> {
    let mut instants = Vec::new();
    for days in 1.. {
        let at = hold_end(since, days, zone)?;
        if at > until {
            break;
        }
        instants.push(at);
    }
    Ok(instants)
}
