//! What the last run gave and no invoice has used yet: the next charge has it, whatever the order is by now.

use crate::billing;
use crate::calendar::Instant;
use crate::db::{Conn, Fault};
use crate::discounts::{self, Asking};
use crate::ids::{CompanyId, PersonId, ProgramId};
use crate::web::{Value, Words};

/// In words, each with its company. What is charged from the next run (`run_at`) on has what that one gives.
pub(super) async fn won(
    conn: &Conn,
    person: PersonId,
    program: ProgramId,
    (now, run_at): (Instant, Instant),
) -> Result<Vec<(CompanyId, Words)>, Fault> {
    let charges = billing::charges_of(conn, person, now).await?;
    let asking = charges.iter().map(|charge| {
        let (company, subscription) = (charge.company, charge.subscription);
        Asking { person, company, subscription }
    });
    let usable = discounts::usable(conn, &asking.collect::<Vec<_>>()).await?;
    let said = usable.iter().filter(|usable| usable.program == program).filter_map(|usable| {
        let charge = charges.iter().find(|charge| charge.subscription == usable.asking.subscription)?;
        let words = match charge.at {
            Some(at) if at < run_at => Words::new("ladder-won-on").with("day", Value::Day(at)),
            // It ended, or comes too late.
            None if !charge.price.is_some_and(|price| price.is_zero()) => Words::new("ladder-won"),
            _ => return None,
        };
        Some((usable.asking.company, words.with("percent", usable.percent)))
    });
    Ok(said.collect())
}
