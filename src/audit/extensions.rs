//! What was put to own subscriptions, held against what follows from the log.
use super::replay::Found;
use crate::calendar::Instant;
use crate::db::{Conn, Fault, sql};
use crate::world::World;
use diesel::prelude::QueryableByName;
use diesel::sql_types::{Numeric, Text, Timestamptz};
use rust_decimal::Decimal;

pub(super) fn expected(world: &World) -> Found {
    let mut found = Found::new();
    for (person, program, subscription, put) in world.extensions() {
        let key = key(subscription.as_str(), person.as_str(), program, put.at);
        found.entry(key).or_default().push(said(put.amount.amount(), put.unit.name(), put.new_end));
    }
    found
}

fn key(subscription: &str, person: &str, program: &str, at: Instant) -> String {
    format!("of {subscription} of {person} by {program} as of {}", at.timestamp_micros())
}

fn said(amount: Decimal, unit: &str, next_charge_at: Instant) -> String {
    format!("{} {unit} until {}", amount.normalize(), next_charge_at.timestamp_micros())
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = Text)]
    person: String,
    #[diesel(sql_type = Text)]
    program: String,
    #[diesel(sql_type = Text)]
    subscription: String,
    #[diesel(sql_type = Text)]
    unit: String,
    #[diesel(sql_type = Numeric)]
    amount: Decimal,
    #[diesel(sql_type = Timestamptz)]
    extended_at: Instant,
    #[diesel(sql_type = Timestamptz)]
    next_charge_at: Instant,
}

pub(super) async fn stored(conn: &Conn) -> Result<Found, Fault> {
    let rows: Vec<Row> =
        sql("SELECT k.external_id AS person, p.slug AS program, s.external_id AS subscription, e.unit, e.amount, e.extended_at,
                e.next_charge_at
         FROM extensions e JOIN programs p USING (program_id) JOIN subscriptions s USING (person_id, subscription_id)
         JOIN external_ids k ON k.id = e.person_id AND k.noun = 'person'")
        .load(conn)
        .await?;
    let mut found = Found::new();
    for row in rows {
        let key = key(&row.subscription, &row.person, &row.program, row.extended_at);
        found.entry(key).or_default().push(said(row.amount, &row.unit, row.next_charge_at));
    }
    Ok(found)
}
