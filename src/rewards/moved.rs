//! Postings, and what waits for the decision about a refund, as letters tell of them.
use crate::book::Posting;
use crate::calendar::Instant;
use crate::db::{Conn, Fault, sql};
use crate::ids::{PersonId, ProgramId};
use crate::notices::STALE;
use diesel::prelude::QueryableByName;
use diesel::sql_types::{Array, BigInt, Nullable, Numeric, Text, Timestamptz, Uuid as SqlUuid};
use rust_decimal::Decimal;
use uuid::Uuid;

/// What a letter is about: postings of these kinds that were recorded at these instants.
#[derive(Debug, Clone)]
pub struct Moved<'a> {
    pub person: PersonId,
    pub program: ProgramId,
    pub postings: Vec<Posting>,
    /// The first to the last.
    pub recorded: &'a [Instant],
}

/// What was moved of one unit, all together.
#[derive(Debug, Clone, QueryableByName)]
pub struct Sum {
    #[diesel(sql_type = Text)]
    pub unit: String,
    #[diesel(sql_type = Numeric)]
    pub amount: Decimal,
    #[diesel(sql_type = BigInt)]
    pub count: i64,
}

#[derive(Debug, Clone, QueryableByName)]
pub struct Posted {
    #[diesel(sql_type = Text)]
    pub unit: String,
    #[diesel(sql_type = Numeric)]
    pub amount: Decimal,
    #[diesel(sql_type = Timestamptz)]
    pub effective_at: Instant,
    /// Masked; empty when they hide it; none where it comes from nobody in particular.
    #[diesel(sql_type = Nullable<Text>)]
    pub invitee_name: Option<String>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub hold_until: Option<Instant>,
    /// Its receipt, where there is one.
    #[diesel(sql_type = Nullable<SqlUuid>)]
    pub receipt: Option<Uuid>,
}

/// History that was imported together with news is left out; a payout is news whenever it is made. What was granted and released in one go,
/// or without any hold, is told once, as earned. Transfers are found by their ids, which are not older than the instant at which they were
/// recorded. Each row found is asked about by itself, in the order of an index: plans made while the tables were empty stay right.
macro_rules! moved {
    ($select:literal, $rest:literal) => {
        concat!(
            "WITH at AS (SELECT unnest(?::timestamptz[]) AS recorded_at)
             SELECT ",
            $select,
            " WHERE t.person_id = ? AND t.program_id = ? AND t.transfer_id >= ? AND t.kind = ANY(?)
                AND (t.kind = 'withdrawal_paid' OR t.effective_at >= t.recorded_at - ? * interval '1 second')
                AND (t.kind <> 'reward_released' OR (
                    SELECT true FROM transfers g WHERE g.person_id = t.person_id AND g.program_id = t.program_id
                       AND g.unit = t.unit AND g.kind = 'reward_granted'
                       AND (g.recorded_at = t.recorded_at OR g.effective_at = t.effective_at)
                       AND g.cause = regexp_replace(t.cause, '[0-9]+$', (substring(t.cause from '[0-9]+$')::bigint - 1)::text)
                    ORDER BY g.person_id, g.program_id, g.unit, g.kind, g.cause LIMIT 1) IS NULL)
             ",
            $rest
        )
    };
}

impl Moved<'_> {
    fn bind<'a>(&self, statement: sql::Sql<'a>) -> sql::Sql<'a> {
        statement
            .bind::<Array<Timestamptz>, _>(self.recorded.to_vec())
            .bind::<SqlUuid, _>(self.person.0)
            .bind::<SqlUuid, _>(self.program.0)
            .bind::<SqlUuid, _>(self.recorded.first().map_or(Uuid::nil(), |first| earliest(*first)))
            .bind::<Array<Text>, _>(self.postings.iter().map(|posting| posting.name()).collect::<Vec<_>>())
            .bind::<BigInt, _>(STALE.num_seconds())
    }

    /// For each unit, in the order of their names.
    pub async fn sums(&self, conn: &Conn) -> Result<Vec<Sum>, Fault> {
        let statement = sql(moved!(
            "t.unit, sum(t.amount) AS amount, count(*) AS count FROM transfers t JOIN at ON at.recorded_at = t.recorded_at",
            "GROUP BY t.unit ORDER BY t.unit"
        ));
        self.bind(statement).load(conn).await
    }

    /// What was taken back since of the rewards that were granted.
    pub async fn taken_since(&self, conn: &Conn) -> Result<Vec<Sum>, Fault> {
        let statement = sql(concat!(
            "SELECT unit, sum(amount) AS amount, count(*) AS count FROM (",
            moved!(
                "DISTINCT b.transfer_id, b.unit, b.amount FROM transfers t JOIN at ON at.recorded_at = t.recorded_at
                 JOIN transfers b ON b.person_id = t.person_id AND b.program_id = t.program_id AND b.unit = t.unit
                    AND b.kind IN ('reward_canceled', 'reward_clawed_back') AND b.transfer_id > t.transfer_id
                    AND regexp_replace(b.cause, '[0-9]+$', '') = regexp_replace(t.cause, '[0-9]+$', '')",
                ""
            ),
            ") taken GROUP BY unit ORDER BY unit"
        ));
        self.bind(statement).load(conn).await
    }

    /// The newest.
    pub async fn newest(&self, conn: &Conn, limit: i64) -> Result<Vec<Posted>, Fault> {
        let statement = sql(concat!(
            "SELECT t.unit, t.amount, t.effective_at, n.name AS invitee_name, r.hold_until, r.receipt_id AS receipt FROM (",
            moved!(
                "t.* FROM transfers t JOIN at ON at.recorded_at = t.recorded_at",
                "ORDER BY t.effective_at DESC, t.transfer_id DESC LIMIT ?"
            ),
            ") t LEFT JOIN LATERAL (
                 SELECT invitee_id, hold_until, receipt_id FROM receipts
                 WHERE t.kind LIKE 'reward%' AND person_id = t.person_id AND program_id = t.program_id
                    AND event_id = CASE WHEN t.kind LIKE 'reward%' THEN split_part(t.cause, '/', 1)::uuid END
                    AND clause = split_part(t.cause, '/', 2) AND revision = 1
                 ORDER BY person_id, program_id, event_id, clause, revision LIMIT 1
             ) r ON true
             LEFT JOIN invitee_names n ON n.person_id = r.invitee_id
             ORDER BY t.effective_at DESC, t.transfer_id DESC"
        ));
        self.bind(statement).bind::<BigInt, _>(limit).load(conn).await
    }
}

/// What waits of a person in a program while refunds are asked for, all together, for each unit, in the order of their names.
pub async fn frozen_sums(conn: &Conn, person: PersonId, program: ProgramId) -> Result<Vec<Sum>, Fault> {
    sql("SELECT unit, sum(on_hold) AS amount, count(*) AS count FROM rewards
         WHERE person_id = ? AND program_id = ? AND on_hold > 0 AND frozen GROUP BY unit ORDER BY unit")
    .bind::<SqlUuid, _>(person.0)
    .bind::<SqlUuid, _>(program.0)
    .load(conn)
    .await
}

/// The newest of that which waits, by when it was earned.
pub async fn frozen_newest(
    conn: &Conn,
    person: PersonId,
    program: ProgramId,
    limit: i64,
) -> Result<Vec<Posted>, Fault> {
    sql("SELECT w.unit, w.on_hold AS amount, r.happened_at AS effective_at, n.name AS invitee_name, w.hold_until,
                r.receipt_id AS receipt
         FROM rewards w JOIN LATERAL (
             SELECT happened_at, receipt_id FROM receipts
             WHERE person_id = w.person_id AND program_id = w.program_id AND event_id = w.event_id AND clause = w.clause
             ORDER BY person_id, program_id, event_id, clause, revision LIMIT 1
         ) r ON true
         LEFT JOIN invitee_names n ON n.person_id = w.invitee_id
         WHERE w.person_id = ? AND w.program_id = ? AND w.on_hold > 0 AND w.frozen
         ORDER BY r.happened_at DESC, w.reward_id DESC LIMIT ?")
    .bind::<SqlUuid, _>(person.0)
    .bind::<SqlUuid, _>(program.0)
    .bind::<BigInt, _>(limit)
    .load(conn)
    .await
}

/// The least UUIDv7 of an instant's millisecond.
fn earliest(at: Instant) -> Uuid {
    let millis = u128::try_from(at.timestamp_millis()).unwrap_or(0);
    Uuid::from_u128(millis << 80)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::TransferId;

    /// RFC 9562: the first 48 bits are the milliseconds since 1970, here 1,775,813,400,123.
    #[test]
    fn no_id_of_an_instant_is_before_the_earliest() {
        let at: Instant = "2026-04-10T09:30:00.123456Z".parse().unwrap();
        assert_eq!(earliest(at).to_string(), "019d76ba-163b-0000-0000-000000000000");
        assert!(earliest(at) <= TransferId::new(at).0);
    }
}
