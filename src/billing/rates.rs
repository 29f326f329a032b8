//! Exchange rates as they were given, for turnovers in other currencies.
use crate::calendar::Instant;
use crate::db::{Conn, Fault, Tx, sql};
use crate::events::RateChanged;
use crate::ids::{EventId, ExternalId, PersonId, ProgramId};
use crate::money::Currency;
use crate::rules::class::Rates;
use diesel::prelude::QueryableByName;
use diesel::sql_types::{Array, Text, Timestamptz, Uuid as SqlUuid};
use uuid::Uuid;

pub async fn record_rate(
    tx: &Tx,
    (event, external_id): (EventId, &ExternalId),
    since: Instant,
    fact: &RateChanged,
) -> Result<(), Fault> {
    sql("INSERT INTO exchange_rates (from_currency, to_currency, since, event_id, external_id, rate, recorded_at)
         VALUES (?, ?, ?, ?, ?, ?, ?)")
    .bind::<Text, _>(fact.from.to_string())
    .bind::<Text, _>(fact.to.to_string())
    .bind::<Timestamptz, _>(since)
    .bind::<SqlUuid, _>(event.0)
    .bind::<Text, _>(external_id.as_str())
    .bind::<Text, _>(fact.rate.to_string())
    .bind::<Timestamptz, _>(tx.now())
    .execute(tx)
    .await?;
    Ok(())
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = Text)]
    from_currency: String,
    #[diesel(sql_type = Text)]
    to_currency: String,
    #[diesel(sql_type = Timestamptz)]
    since: Instant,
    #[diesel(sql_type = Text)]
    external_id: String,
    #[diesel(sql_type = Text)]
    rate: String,
}

/// All rates into these currencies.
pub async fn rates_into(conn: &Conn, currencies: &[Currency]) -> Result<Rates, Fault> {
    let rows: Vec<Row> = sql("SELECT from_currency, to_currency, since, external_id, rate FROM exchange_rates
         WHERE to_currency = ANY(?)")
    .bind::<Array<Text>, _>(currencies.iter().map(ToString::to_string).collect::<Vec<_>>())
    .load(conn)
    .await?;
    let wrong = |e: String| Fault::contradiction(format!("a stored exchange rate: {e}"));
    let mut rates = Rates::default();
    for row in rows {
        let currency = |code: &str| code.parse::<Currency>().map_err(|e| wrong(e.to_string()));
        let event = row.external_id.parse().map_err(|e: crate::ids::IdError| wrong(e.to_string()))?;
        let rate = row.rate.parse().map_err(|e: crate::money::MoneyError| wrong(e.to_string()))?;
        rates.add(row.since, event, (currency(&row.from_currency)?, currency(&row.to_currency)?), rate);
    }
    Ok(rates)
}

#[derive(QueryableByName)]
struct Payer {
    #[diesel(sql_type = SqlUuid)]
    person_id: Uuid,
}

/// Invitees of these programs who paid in a currency at an instant or later.
pub async fn payers_since(
    conn: &Conn,
    programs: &[ProgramId],
    currency: Currency,
    since: Instant,
) -> Result<Vec<PersonId>, Fault> {
    let rows: Vec<Payer> = sql("SELECT DISTINCT p.person_id FROM payments p
         WHERE p.currency = ? AND p.paid_at >= ?
           AND EXISTS (SELECT FROM attributions a WHERE a.program_id = ANY(?) AND a.invitee_id = p.person_id)
         ORDER BY p.person_id")
    .bind::<Text, _>(currency.to_string())
    .bind::<Timestamptz, _>(since)
    .bind::<Array<SqlUuid>, _>(programs.iter().map(|p| p.0).collect::<Vec<_>>())
    .load(conn)
    .await?;
    Ok(rows.into_iter().map(|row| PersonId(row.person_id)).collect())
}
