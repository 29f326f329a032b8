//! What rules gave rewards for: how a cause is named, and the table `rewards` by causes.
use super::receipts::{Asked, Key};
use super::store::{Reward, columns, json, rewards, save};
use crate::book::Purse;
use crate::db::{Conn, Fault, Tx, sql};
use crate::ids::{EventId, PersonId, ProgramId};
use crate::ledger;
use crate::money::{Currency, Money, Unit};
use crate::rules::earning::Cause;
use diesel::prelude::QueryableByName;
use diesel::sql_types::{Array, Bool, Nullable, Numeric, Text, Timestamptz, Uuid as SqlUuid};
use rust_decimal::Decimal;
use sha2::{Digest, Sha256};

/// The id of a cause that is no event of the log: always the same of the same.
pub(super) fn named(
    program: ProgramId,
    rule: &str,
    invitee: Option<PersonId>,
    (cause, event): (&Cause, Option<EventId>),
) -> Result<EventId, Fault> {
    let (invitee, event) = (invitee.map(|invitee| invitee.0), event.map(|event| event.0));
    let name = serde_json::to_vec(&(program.0, rule, invitee, cause, event))
        .map_err(|e| Fault::contradiction(e.to_string()))?;
    Ok(EventId(hashed(name)))
}

pub(super) fn hashed(name: impl AsRef<[u8]>) -> uuid::Uuid {
    let digest: [u8; 32] = Sha256::digest(name).into();
    let (first, _) = digest.as_chunks::<16>();
    uuid::Builder::from_custom_bytes(first.first().copied().unwrap_or_default()).into_uuid()
}

/// The rewards of circles, and those of keys.
pub(super) async fn of_circles(conn: &Conn, circles: &[Asked], keys: &[Key]) -> Result<Vec<Reward>, Fault> {
    let rows = sql(concat!(
        "WITH c AS (SELECT * FROM unnest(?::uuid[], ?::uuid[], ?::uuid[]) AS c (program_id, circle_id, invitee_id)),
         asked AS (
             SELECT r.person_id, r.program_id, r.event_id, r.clause
             FROM c JOIN receipts r ON r.program_id = c.program_id AND r.circle_id = c.circle_id
             WHERE c.invitee_id IS NULL
             UNION SELECT r.person_id, r.program_id, r.event_id, r.clause
             FROM c JOIN receipts r ON r.program_id = c.program_id AND r.circle_id = c.circle_id AND r.invitee_id = c.invitee_id
             UNION SELECT * FROM unnest(?::uuid[], ?::uuid[], ?::uuid[], ?::text[]))
         SELECT ",
        columns!(),
        " FROM asked JOIN rewards w USING (person_id, program_id, event_id, clause) WHERE w.reckoned IS NOT NULL"
    ))
    .bind::<Array<SqlUuid>, _>(circles.iter().map(|c| c.0.0).collect::<Vec<_>>())
    .bind::<Array<SqlUuid>, _>(circles.iter().map(|c| c.1.0).collect::<Vec<_>>())
    .bind::<Array<Nullable<SqlUuid>>, _>(circles.iter().map(|c| c.2.map(|invitee| invitee.0)).collect::<Vec<_>>())
    .bind::<Array<SqlUuid>, _>(keys.iter().map(|k| k.0.0).collect::<Vec<_>>())
    .bind::<Array<SqlUuid>, _>(keys.iter().map(|k| k.1.0).collect::<Vec<_>>())
    .bind::<Array<SqlUuid>, _>(keys.iter().map(|k| k.2.0).collect::<Vec<_>>())
    .bind::<Array<Text>, _>(keys.iter().map(|k| k.3.as_str()).collect::<Vec<_>>())
    .load(conn)
    .await?;
    rewards(rows)
}

/// The rewards of keys, locked.
pub(super) async fn lock_of_causes(tx: &Tx, keys: &[Key]) -> Result<Vec<Reward>, Fault> {
    let rows = sql(concat!(
        "SELECT ",
        columns!(),
        " FROM rewards w JOIN unnest(?::uuid[], ?::uuid[], ?::uuid[], ?::text[]) AS k (person_id, program_id, event_id, clause)
             USING (person_id, program_id, event_id, clause)
         WHERE w.reckoned IS NOT NULL ORDER BY w.person_id, w.reward_id FOR UPDATE OF w"
    ))
    .bind::<Array<SqlUuid>, _>(keys.iter().map(|k| k.0.0).collect::<Vec<_>>())
    .bind::<Array<SqlUuid>, _>(keys.iter().map(|k| k.1.0).collect::<Vec<_>>())
    .bind::<Array<SqlUuid>, _>(keys.iter().map(|k| k.2.0).collect::<Vec<_>>())
    .bind::<Array<Text>, _>(keys.iter().map(|k| k.3.as_str()).collect::<Vec<_>>())
    .load(tx)
    .await?;
    rewards(rows)
}

/// What one account has that rules give into, locked.
pub(super) async fn lock_purse(
    tx: &Tx,
    owner: (PersonId, ProgramId, Unit),
    currency: Currency,
) -> Result<Purse, Fault> {
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = Numeric)]
        owed: Decimal,
    }
    // What follows sees what whoever had the account before wrote.
    let available = ledger::lock_available(tx, owner, currency).await?;
    let owed = async {
        sql("SELECT coalesce(sum(granted - on_hold), 0) AS owed FROM rewards
             WHERE person_id = ? AND program_id = ? AND unit = ? AND reckoned IS NOT NULL AND granted < on_hold")
        .bind::<SqlUuid, _>(owner.0.0)
        .bind::<SqlUuid, _>(owner.1.0)
        .bind::<Text, _>(owner.2.name())
        .one(tx)
        .await
    };
    let (row, expired): (Row, Money) = futures_util::try_join!(owed, ledger::expired(tx, owner, currency))?;
    let owed = Money::new(row.owed, currency).map_err(|e| Fault::contradiction(format!("a stored debt: {e}")))?;
    Ok(Purse { available, owed, expired })
}

/// With what the terms say of them anew.
pub(super) async fn save_reckoned(tx: &Conn, changed: &[Reward]) -> Result<(), Fault> {
    let terms = || changed.iter().filter_map(|r| r.terms.as_ref());
    let kept: Vec<String> = terms().map(|t| json(&t.kept)).collect::<Result<_, _>>()?;
    if kept.is_empty() {
        return Ok(());
    }
    let said = async {
        sql("UPDATE rewards r SET hold_until = c.hold_until, circle_id = c.circle_id, reckoned = c.reckoned::jsonb, waits = c.waits,
                    to_apply = c.to_apply
             FROM unnest(?::uuid[], ?::uuid[], ?::timestamptz[], ?::uuid[], ?::text[], ?::boolean[], ?::boolean[])
                AS c (person_id, reward_id, hold_until, circle_id, reckoned, waits, to_apply)
             WHERE r.person_id = c.person_id AND r.reward_id = c.reward_id")
        .bind::<Array<SqlUuid>, _>(changed.iter().map(|r| r.person.0).collect::<Vec<_>>())
        .bind::<Array<SqlUuid>, _>(changed.iter().map(|r| r.id.0).collect::<Vec<_>>())
        .bind::<Array<Timestamptz>, _>(changed.iter().map(|r| r.state.hold_until).collect::<Vec<_>>())
        .bind::<Array<SqlUuid>, _>(terms().map(|t| t.circle.0).collect::<Vec<_>>())
        .bind::<Array<Text>, _>(kept)
        .bind::<Array<Bool>, _>(terms().map(|t| t.waits).collect::<Vec<_>>())
        .bind::<Array<Nullable<Bool>>, _>(terms().map(|t| t.applies.then_some(true)).collect::<Vec<_>>())
        .execute(tx)
        .await
    };
    futures_util::try_join!(save(tx, changed), said)?;
    Ok(())
}
