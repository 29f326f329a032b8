//! Invoices that take bonuses by themselves as they are issued, where terms say so.
use super::batch::Batch;
use super::standings::subscription_for;
use crate::billing::{self, NewInvoice, Subscription};
use crate::calendar::Instant;
use crate::db::{Conn, Fault, sql};
use crate::events::{Fact, parse_internal};
use crate::ids::PersonId;
use crate::money::Unit;
use crate::programs::{Catalogue, Program};
use crate::rules::spend::Allocation;
use crate::spending;
use diesel::prelude::QueryableByName;
use diesel::sql_types::{Array, Text, Uuid as SqlUuid};
use std::collections::HashMap;
use uuid::Uuid;

/// One after another, as they were issued: `companies` are the senders' ids of theirs.
pub(super) async fn pay(batch: &Batch<'_>, issued: &[NewInvoice], companies: &[&str]) -> Result<(), Fault> {
    if !batch.catalogue.programs.iter().any(pays_by_itself) {
        return Ok(());
    }
    let people: Vec<PersonId> = issued.iter().map(|invoice| invoice.person).collect();
    let (chosen, subscriptions) =
        futures_util::try_join!(choices(batch.tx, &people), billing::subscriptions_of(batch.tx, &people))?;
    for (invoice, company) in issued.iter().zip(companies) {
        let allocation = chosen.get(&invoice.person).map(|choices| in_force(choices, invoice.issued_at));
        let allocation = allocation.unwrap_or_default();
        let subscription = if allocation.is_empty() { None } else { subscription_of(&subscriptions, invoice) };
        let names: Vec<&str> = subscription.into_iter().chain([*company]).collect();
        for (program, unit) in units(&batch.catalogue, invoice.issued_at)? {
            let of = (invoice.person, invoice.id, invoice.issued_at);
            spending::pay_by_itself(batch.tx, of, (program, unit), |has| allocation.allots(&names, has)).await?;
        }
    }
    Ok(())
}

fn pays_by_itself(program: &Program) -> bool {
    program.versions.iter().any(|version| version.terms.uses.iter().any(|found| found.auto))
}

/// What pays by itself at an instant.
fn units(catalogue: &Catalogue, at: Instant) -> Result<Vec<(&Program, Unit)>, Fault> {
    let mut units = Vec::new();
    for program in &catalogue.programs {
        let auto = program.told(at)?.terms.uses.iter().filter(|found| found.auto);
        units.extend(auto.map(|found| (program, found.unit)));
    }
    Ok(units)
}

fn subscription_of<'s>(subscriptions: &'s [Subscription], invoice: &NewInvoice) -> Option<&'s str> {
    let (owner, named) = ((invoice.person, invoice.company), (invoice.source, invoice.subscription.as_deref()));
    let found = subscription_for(subscriptions, owner, named, &invoice.lines, invoice.issued_at)?;
    subscriptions.get(found).map(|found| found.external_id.as_str())
}

/// What a person chose, since when, in the order in which it holds.
type Choices = Vec<(Instant, String)>;

fn in_force(choices: &Choices, at: Instant) -> Allocation {
    let chosen = choices.iter().rev().find(|(since, _)| *since <= at);
    chosen.map(|(_, written)| Allocation::read(written)).unwrap_or_default()
}

async fn choices(conn: &Conn, people: &[PersonId]) -> Result<HashMap<PersonId, Choices>, Fault> {
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = SqlUuid)]
        person_id: Uuid,
        #[diesel(sql_type = Text)]
        body: String,
    }
    let rows: Vec<Row> = sql("SELECT person_id, body::text AS body FROM events
         WHERE person_id = ANY(?) AND applied_order IS NOT NULL AND type = 'choice.made' AND state <> 'refused'
         ORDER BY happened_at, external_id")
    .bind::<Array<SqlUuid>, _>(people.iter().map(|person| person.0).collect::<Vec<_>>())
    .load(conn)
    .await?;
    let mut choices: HashMap<PersonId, Choices> = HashMap::new();
    for row in rows {
        let event = parse_internal(row.body.as_bytes());
        let event = event.map_err(|e| Fault::contradiction(format!("a kept choice does not read: {e}")))?;
        if let Fact::ChoiceMade(choice) = event.fact
            && let Some(allocation) = choice.allocation
        {
            choices.entry(PersonId(row.person_id)).or_default().push((event.timestamp, allocation.to_string()));
        }
    }
    Ok(choices)
}
