//! The rewards behind an amount that was withdrawn. Money has no names in an account: what came first is taken to have gone first.
use crate::calendar::Instant;
use crate::db::{Conn, Fault, sql};
use crate::ids::{PersonId, ProgramId};
use crate::money::{Currency, Money};
use crate::rules::Receipt;
use diesel::prelude::QueryableByName;
use diesel::sql_types::{BigInt, Nullable, Numeric, Text, Timestamptz, Uuid as SqlUuid};
use rust_decimal::Decimal;
use uuid::Uuid;

/// Something that was available when the amount was asked for.
#[derive(Debug, Clone)]
pub struct Source {
    /// What of it went into the amount.
    pub used: Money,
    /// All of it, less what was taken back until then.
    pub amount: Money,
    pub at: Instant,
    pub from: CameFrom,
}

#[derive(Debug, Clone)]
pub enum CameFrom {
    Reward {
        receipt: Box<Receipt>,
        invitee: Option<PersonId>,
    },
    /// Staff added it.
    Adjustment,
    /// Credit that was turned into cash.
    Conversion,
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = Text)]
    kind: String,
    #[diesel(sql_type = Numeric)]
    amount: Decimal,
    #[diesel(sql_type = Numeric)]
    used: Decimal,
    #[diesel(sql_type = Timestamptz)]
    at: Instant,
    #[diesel(sql_type = Nullable<SqlUuid>)]
    invitee_id: Option<Uuid>,
    #[diesel(sql_type = Nullable<Text>)]
    detail: Option<String>,
}

/// The oldest first. `cause` names the withdrawal; a reward's causes begin with its event and its clause.
pub async fn behind(
    conn: &Conn,
    (person, program): (PersonId, ProgramId),
    cause: &str,
    asked: Money,
    limit: i64,
) -> Result<Vec<Source>, Fault> {
    let rows: Vec<Row> = sql("WITH lines AS (
             SELECT transfer_id, kind, split_part(cause, '/', 1) AS event, split_part(cause, '/', 2) AS clause, effective_at,
                    CASE WHEN credit = 'available' THEN amount ELSE -amount END AS moved
             FROM transfers WHERE person_id = ? AND program_id = ? AND unit = 'cash' AND 'available' IN (debit, credit)
               AND transfer_id < (SELECT transfer_id FROM transfers WHERE person_id = ? AND program_id = ? AND unit = 'cash'
                                  AND kind = 'withdrawal_requested' AND cause = ?)
         ), parts AS (
             SELECT min(transfer_id::text) AS first, 'reward' AS kind, event, clause, min(effective_at) AS at, sum(moved) AS amount
             FROM lines WHERE kind LIKE 'reward%' GROUP BY event, clause
             UNION ALL
             SELECT transfer_id::text, kind, '', '', effective_at, moved FROM lines WHERE kind NOT LIKE 'reward%'
         ), gone AS (
             SELECT -coalesce(sum(amount), 0) AS gone FROM parts
             WHERE NOT (amount > 0 AND kind IN ('reward', 'adjusted_up', 'converted_in'))
         ), came AS (
             SELECT parts.*, sum(amount) OVER (ORDER BY first) AS upto FROM parts
             WHERE amount > 0 AND kind IN ('reward', 'adjusted_up', 'converted_in')
         )
         SELECT came.kind, came.amount, least(upto, gone + ?) - greatest(upto - came.amount, gone) AS used, came.at, r.invitee_id, r.detail
         FROM came CROSS JOIN gone LEFT JOIN LATERAL (
             SELECT invitee_id, detail::text AS detail FROM receipts
             WHERE came.kind = 'reward' AND person_id = ? AND program_id = ?
               AND event_id = CASE WHEN came.kind = 'reward' THEN came.event::uuid END AND clause = came.clause
             ORDER BY revision DESC LIMIT 1) r ON true
         WHERE upto > gone AND upto - came.amount < gone + ? ORDER BY first LIMIT ?")
    .bind::<SqlUuid, _>(person.0)
    .bind::<SqlUuid, _>(program.0)
    .bind::<SqlUuid, _>(person.0)
    .bind::<SqlUuid, _>(program.0)
    .bind::<Text, _>(cause.to_owned())
    .bind::<Numeric, _>(asked.amount())
    .bind::<SqlUuid, _>(person.0)
    .bind::<SqlUuid, _>(program.0)
    .bind::<Numeric, _>(asked.amount())
    .bind::<BigInt, _>(limit)
    .load(conn)
    .await?;
    rows.into_iter().map(|row| source(row, asked.currency())).collect()
}

fn source(row: Row, currency: Currency) -> Result<Source, Fault> {
    let wrong = |error: String| Fault::contradiction(format!("what is behind a withdrawal: {error}"));
    let money = |amount| Money::new(amount, currency).map_err(|error| wrong(error.to_string()));
    let from = match (row.kind.as_str(), row.detail) {
        ("reward", Some(detail)) => {
            let receipt = serde_json::from_str(&detail).map_err(|error| wrong(error.to_string()))?;
            CameFrom::Reward { receipt: Box::new(receipt), invitee: row.invitee_id.map(PersonId) }
        }
        ("reward", None) => return Err(wrong("a reward without a receipt".into())),
        ("adjusted_up", _) => CameFrom::Adjustment,
        _ => CameFrom::Conversion,
    };
    Ok(Source { used: money(row.used)?, amount: money(row.amount)?, at: row.at, from })
}
