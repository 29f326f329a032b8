//! The table `payout_details`: where people want their money, sealed.
//!
//! What is asked for counts once the link of a letter confirmed it; until then the old details stay. From then on nothing is
//! withdrawn for a day, so that whoever owns the account can stop a stranger. Rows are never changed, so a withdrawal names the
//! details that stood when it was requested. One for each way to pay counts at a time, and one is asked for at a time.

use std::collections::HashMap;

use chrono::TimeDelta;
use diesel::QueryableByName;
use diesel::sql_types::{Array, Bytea, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use uuid::Uuid;

use super::details::Details;
use super::tokens::{self, Purpose};
use crate::calendar::Instant;
use crate::db::{Conn, Fault, Tx, sql};
use crate::ids::{PayoutDetailsId, PersonId};
use crate::rules::terms::WithdrawalMethod;
use crate::seal::{Seal, SealError};

/// How long nothing is withdrawn after a change.
pub const LOCK: TimeDelta = TimeDelta::hours(24);

/// Details that count, or that are asked for.
#[derive(Debug, Clone)]
pub struct Kept {
    pub id: PayoutDetailsId,
    pub details: Details,
    /// None: asked for, not confirmed yet.
    pub confirmed_at: Option<Instant>,
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = SqlUuid)]
    details_id: Uuid,
    #[diesel(sql_type = Bytea)]
    sealed: Vec<u8>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    confirmed_at: Option<Instant>,
}

#[derive(QueryableByName)]
struct Owned {
    #[diesel(sql_type = SqlUuid)]
    person_id: Uuid,
    #[diesel(embed)]
    row: Row,
}

impl Row {
    fn opened(self, seal: &Seal) -> Result<Kept, Fault> {
        let id = PayoutDetailsId(self.details_id);
        let json = seal.open(&place(id), &self.sealed).map_err(broken)?;
        let details = serde_json::from_slice(&json).map_err(broken)?;
        Ok(Kept { id, details, confirmed_at: self.confirmed_at })
    }
}

fn place(id: PayoutDetailsId) -> String {
    format!("payout_details.sealed of {id}")
}

fn broken(error: impl std::fmt::Display) -> Fault {
    Fault::contradiction(format!("payout details: {error}"))
}

/// Keeps what is asked for, until a letter's link confirms it. What was asked for before and not confirmed never counts.
pub async fn ask(tx: &Tx, seal: &Seal, person: PersonId, details: &Details) -> Result<PayoutDetailsId, Fault> {
    let id = PayoutDetailsId::new(tx.now());
    let json = serde_json::to_vec(details).map_err(broken)?;
    let sealed = seal.seal(&place(id), &json).map_err(|error: SealError| broken(error))?;
    sql("DELETE FROM payout_details WHERE person_id = ? AND confirmed_at IS NULL")
        .bind::<SqlUuid, _>(person.0)
        .execute(tx)
        .await?;
    tokens::void(tx, person, Purpose::ConfirmPayout).await?;
    sql("INSERT INTO payout_details (person_id, details_id, method, sealed, asked_at) VALUES (?, ?, ?, ?, ?)")
        .bind::<SqlUuid, _>(person.0)
        .bind::<SqlUuid, _>(id.0)
        .bind::<Text, _>(details.method().name())
        .bind::<Bytea, _>(sealed)
        .bind::<Timestamptz, _>(tx.now())
        .execute(tx)
        .await?;
    Ok(id)
}

/// What counts, and what is asked for.
pub async fn of(conn: &Conn, seal: &Seal, person: PersonId) -> Result<Vec<Kept>, Fault> {
    let rows: Vec<Row> = sql("SELECT details_id, sealed, confirmed_at FROM payout_details \
         WHERE person_id = ? AND ended_at IS NULL ORDER BY details_id")
    .bind::<SqlUuid, _>(person.0)
    .load(conn)
    .await?;
    rows.into_iter().map(|row| row.opened(seal)).collect()
}

/// What a withdrawal names: to be paid to, for whoever may see it. None where its owner is deleted.
pub async fn find(
    conn: &Conn,
    seal: &Seal,
    person: PersonId,
    details: PayoutDetailsId,
) -> Result<Option<Details>, Fault> {
    let row: Option<Row> = sql("SELECT details_id, sealed, confirmed_at FROM payout_details \
         WHERE person_id = ? AND details_id = ? AND sealed IS NOT NULL")
    .bind::<SqlUuid, _>(person.0)
    .bind::<SqlUuid, _>(details.0)
    .optional(conn)
    .await?;
    row.map(|row| row.opened(seal).map(|kept| kept.details)).transpose()
}

/// The same of many.
pub async fn find_all(
    conn: &Conn,
    seal: &Seal,
    named: &[(PersonId, PayoutDetailsId)],
) -> Result<HashMap<(PersonId, PayoutDetailsId), Details>, Fault> {
    let rows: Vec<Owned> = sql("SELECT p.person_id, p.details_id, p.sealed, p.confirmed_at \
         FROM unnest(?::uuid[], ?::uuid[]) AS n (person_id, details_id) JOIN payout_details p USING (person_id, details_id) \
         WHERE p.sealed IS NOT NULL")
    .bind::<Array<SqlUuid>, _>(named.iter().map(|(person, _)| person.0).collect::<Vec<_>>())
    .bind::<Array<SqlUuid>, _>(named.iter().map(|(_, details)| details.0).collect::<Vec<_>>())
    .load(conn)
    .await?;
    let opened = |owned: Owned| {
        let kept = owned.row.opened(seal)?;
        Ok(((PersonId(owned.person_id), kept.id), kept.details))
    };
    rows.into_iter().map(opened).collect()
}

/// Deletes what was asked for and not confirmed while the letter's link worked.
pub(super) async fn sweep(tx: &Tx) -> Result<usize, Fault> {
    sql("DELETE FROM payout_details WHERE confirmed_at IS NULL AND asked_at < ?")
        .bind::<Timestamptz, _>(tx.now() - Purpose::ConfirmPayout.lasts())
        .execute(tx)
        .await
}

/// Whether these are still waiting to be confirmed.
pub(super) async fn is_asked_for(conn: &Conn, person: PersonId, details: PayoutDetailsId) -> Result<bool, Fault> {
    #[derive(QueryableByName)]
    struct Asked {
        #[diesel(sql_type = SqlUuid)]
        details_id: Uuid,
    }
    let asked: Option<Asked> =
        sql("SELECT details_id FROM payout_details WHERE person_id = ? AND confirmed_at IS NULL")
            .bind::<SqlUuid, _>(person.0)
            .optional(conn)
            .await?;
    Ok(asked.is_some_and(|asked| asked.details_id == details.0))
}

/// Lets what was asked for count from now on, by a letter's link: whose it is, and until when nothing is withdrawn. None when
/// the link was used, is too old, or something else was asked for since.
pub async fn confirm(tx: &Tx, token: &str) -> Result<Option<(PersonId, Instant)>, Fault> {
    let Some(person) = tokens::redeem(tx, Purpose::ConfirmPayout, token).await? else { return Ok(None) };
    sql("UPDATE payout_details SET ended_at = ? \
         WHERE person_id = ? AND confirmed_at IS NOT NULL AND ended_at IS NULL AND method = \
           (SELECT method FROM payout_details WHERE person_id = ? AND confirmed_at IS NULL)")
    .bind::<Timestamptz, _>(tx.now())
    .bind::<SqlUuid, _>(person.0)
    .bind::<SqlUuid, _>(person.0)
    .execute(tx)
    .await?;
    let confirmed = sql("UPDATE payout_details SET confirmed_at = ? WHERE person_id = ? AND confirmed_at IS NULL")
        .bind::<Timestamptz, _>(tx.now())
        .bind::<SqlUuid, _>(person.0)
        .execute(tx)
        .await?;
    Ok((confirmed > 0).then(|| (person, tx.now() + LOCK)))
}

/// Until when nothing is withdrawn, where that is still to come.
pub async fn locked_until(conn: &Conn, person: PersonId, now: Instant) -> Result<Option<Instant>, Fault> {
    #[derive(QueryableByName)]
    struct Latest {
        #[diesel(sql_type = Nullable<Timestamptz>)]
        confirmed_at: Option<Instant>,
    }
    let latest: Latest = sql("SELECT max(confirmed_at) AS confirmed_at FROM payout_details WHERE person_id = ?")
        .bind::<SqlUuid, _>(person.0)
        .one(conn)
        .await?;
    Ok(latest.confirmed_at.map(|at| at + LOCK).filter(|until| *until > now))
}

/// The details that count for a way to pay.
pub async fn current(
    conn: &Conn,
    person: PersonId,
    method: WithdrawalMethod,
) -> Result<Option<PayoutDetailsId>, Fault> {
    #[derive(QueryableByName)]
    struct Current {
        #[diesel(sql_type = SqlUuid)]
        details_id: Uuid,
    }
    let current: Option<Current> = sql("SELECT details_id FROM payout_details \
         WHERE person_id = ? AND method = ? AND confirmed_at IS NOT NULL AND ended_at IS NULL")
    .bind::<SqlUuid, _>(person.0)
    .bind::<Text, _>(method.name())
    .optional(conn)
    .await?;
    Ok(current.map(|current| PayoutDetailsId(current.details_id)))
}
