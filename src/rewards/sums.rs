//! What one person earned, and when it becomes available, in sums: of each unit its own.
use super::earnings::money;
use crate::calendar::{Instant, Zone};
use crate::db::{Conn, Fault, sql};
use crate::ids::{PersonId, ProgramId};
use crate::ledger;
use crate::money::{Currency, Money, MoneyError};
use crate::rules::Receipt;
use chrono::NaiveDate;
use diesel::prelude::QueryableByName;
use diesel::sql_types::{Array, BigInt, Date, Nullable, Numeric, Text, Timestamptz, Uuid as SqlUuid};
use rust_decimal::Decimal;
use std::collections::HashMap;
use uuid::Uuid;

/// What came of one invitee, all together, and the latest receipt.
#[derive(Debug, Clone)]
pub struct EarnedFrom {
    /// Of each unit once, not zero.
    pub earned: Vec<Money>,
    pub latest: Receipt,
}

#[derive(QueryableByName)]
struct FromRow {
    #[diesel(sql_type = SqlUuid)]
    invitee_id: Uuid,
    #[diesel(sql_type = Text)]
    detail: String,
    #[diesel(sql_type = Timestamptz)]
    happened_at: Instant,
    #[diesel(sql_type = SqlUuid)]
    receipt_id: Uuid,
    #[diesel(sql_type = Nullable<Numeric>)]
    earned: Option<Decimal>,
}

pub async fn earned_from(
    conn: &Conn,
    person: PersonId,
    program: ProgramId,
    invitees: &[PersonId],
) -> Result<HashMap<PersonId, EarnedFrom>, Fault> {
    // Of each currency or unit the latest, with what the newest revisions of all of it say.
    let mut rows: Vec<FromRow> =
        sql("SELECT DISTINCT ON (r.invitee_id, r.detail #>> '{amount,currency}') r.invitee_id,
                r.detail::text AS detail, r.happened_at, r.receipt_id, sum(r.amount) FILTER (WHERE NOT EXISTS (
                    SELECT FROM receipts n WHERE n.person_id = r.person_id AND n.program_id = r.program_id
                    AND n.event_id = r.event_id AND n.clause = r.clause AND n.revision > r.revision))
                    OVER (PARTITION BY r.invitee_id, r.detail #>> '{amount,currency}') AS earned
         FROM receipts r
         WHERE r.person_id = ? AND r.program_id = ? AND r.invitee_id = ANY(?)
         ORDER BY r.invitee_id, r.detail #>> '{amount,currency}', r.happened_at DESC, r.receipt_id DESC")
        .bind::<SqlUuid, _>(person.0)
        .bind::<SqlUuid, _>(program.0)
        .bind::<Array<SqlUuid>, _>(invitees.iter().map(|i| i.0).collect::<Vec<_>>())
        .load(conn)
        .await?;
    rows.sort_by_key(|row| (row.happened_at, row.receipt_id));
    let mut from: HashMap<PersonId, EarnedFrom> = HashMap::new();
    for row in rows {
        let latest: Receipt = serde_json::from_str(&row.detail)
            .map_err(|e| Fault::contradiction(format!("a receipt about {}: {e}", row.invitee_id)))?;
        let earned = row.earned.map(|earned| money(earned, &latest)).transpose()?.filter(|earned| !earned.is_zero());
        let of = from.entry(PersonId(row.invitee_id));
        let of = of.or_insert_with(|| EarnedFrom { earned: Vec::new(), latest: latest.clone() });
        of.latest = latest;
        of.earned.extend(earned);
    }
    Ok(from)
}

#[derive(Debug, Clone)]
pub struct Release {
    pub at: Instant,
    pub amount: Money,
}

/// When something becomes available, and how much; the next ones first.
pub async fn releases(conn: &Conn, person: PersonId, program: ProgramId, limit: i64) -> Result<Vec<Release>, Fault> {
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = Timestamptz)]
        at: Instant,
        #[diesel(sql_type = Text)]
        currency: String,
        #[diesel(sql_type = Numeric)]
        amount: Decimal,
    }
    let rows: Vec<Row> = sql("SELECT hold_until AS at, currency, sum(on_hold) AS amount FROM rewards
         WHERE person_id = ? AND program_id = ? AND on_hold > 0 AND NOT frozen AND NOT held
         GROUP BY hold_until, currency ORDER BY hold_until, currency LIMIT ?")
    .bind::<SqlUuid, _>(person.0)
    .bind::<SqlUuid, _>(program.0)
    .bind::<BigInt, _>(limit)
    .load(conn)
    .await?;
    let release = |row: Row| {
        let currency: Currency =
            row.currency.parse().map_err(|e: MoneyError| Fault::contradiction(format!("a stored reward: {e}")))?;
        Ok(Release { at: row.at, amount: ledger::money(row.amount, currency)? })
    };
    rows.into_iter().map(release).collect()
}

/// What is on hold for everybody.
#[derive(Debug, Clone, QueryableByName)]
pub struct HeldIn {
    #[diesel(sql_type = Text)]
    pub unit: String,
    /// The Monday of the week in which the hold ends; none of what is frozen, or waits for what the terms ask for.
    #[diesel(sql_type = Nullable<Date>)]
    pub week: Option<NaiveDate>,
    #[diesel(sql_type = Numeric)]
    pub amount: Decimal,
}

/// By unit and week. Reads every reward on hold: for jobs.
pub async fn held_by_week(conn: &Conn, program: ProgramId, zone: Zone) -> Result<Vec<HeldIn>, Fault> {
    sql("SELECT unit, CASE WHEN NOT frozen AND NOT waits THEN date_trunc('week', hold_until AT TIME ZONE ?)::date END AS week,
                sum(on_hold) AS amount
         FROM rewards WHERE program_id = ? AND on_hold > 0 GROUP BY 1, 2 ORDER BY 1, 2")
    .bind::<Text, _>(zone.name())
    .bind::<SqlUuid, _>(program.0)
    .load(conn)
    .await
}
