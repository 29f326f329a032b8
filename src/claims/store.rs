//! The table `claims`.
use super::{Ask, Claim, Decided, Named, Stage};
use crate::calendar::Instant;
use crate::db::{Conn, Fault, Tx, sql};
use crate::ids::{ClaimId, PersonId, ProgramId};
use chrono::NaiveDate;
use diesel::prelude::QueryableByName;
use diesel::sql_types::{BigInt, Date, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use uuid::Uuid;

#[derive(QueryableByName)]
pub(super) struct Row {
    #[diesel(sql_type = SqlUuid)]
    person_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    claim_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    program_id: Uuid,
    #[diesel(sql_type = Text)]
    invitee: String,
    #[diesel(sql_type = Date)]
    invited_on: NaiveDate,
    #[diesel(sql_type = Text)]
    evidence: String,
    #[diesel(sql_type = Timestamptz)]
    claimed_at: Instant,
    #[diesel(sql_type = Text)]
    state: String,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    decided_at: Option<Instant>,
    #[diesel(sql_type = Nullable<SqlUuid>)]
    decided_by: Option<Uuid>,
    #[diesel(sql_type = Nullable<Text>)]
    reason: Option<String>,
}

impl TryFrom<Row> for Claim {
    type Error = Fault;

    fn try_from(row: Row) -> Result<Claim, Fault> {
        let stage = Stage::named(&row.state);
        let decided = row.decided_by.zip(row.decided_at).zip(row.reason);
        Ok(Claim {
            person: PersonId(row.person_id),
            id: ClaimId(row.claim_id),
            program: ProgramId(row.program_id),
            invitee: Named(row.invitee),
            invited_on: row.invited_on,
            evidence: row.evidence,
            claimed_at: row.claimed_at,
            stage: stage.ok_or_else(|| Fault::contradiction(format!("a claim that is {}", row.state)))?,
            decided: decided.map(|((by, at), reason)| Decided { by: PersonId(by), at, reason }),
        })
    }
}

/// The statement's text is one constant: the connection keeps it prepared.
macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT person_id, claim_id, program_id, invitee, invited_on, evidence, claimed_at, state, decided_at, decided_by, reason
             FROM claims ",
            $rest
        )
    };
}
pub(super) use select;

pub(super) fn claims(rows: Vec<Row>) -> Result<Vec<Claim>, Fault> {
    rows.into_iter().map(Claim::try_from).collect()
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    Open,
    All,
    Of(PersonId),
    OpenOf(PersonId),
}

/// Open ones the oldest first, all others the newest first.
pub async fn listed(conn: &Conn, which: Which, skip: i64, limit: i64) -> Result<Vec<Claim>, Fault> {
    let statement = match which {
        Which::Open => sql(select!("WHERE state = 'open' ORDER BY claimed_at, claim_id OFFSET ? LIMIT ?")),
        Which::All => sql(select!("ORDER BY claimed_at DESC, claim_id DESC OFFSET ? LIMIT ?")),
        Which::Of(person) => {
            sql(select!("WHERE person_id = ? ORDER BY claimed_at DESC, claim_id DESC OFFSET ? LIMIT ?"))
                .bind::<SqlUuid, _>(person.0)
        }
        Which::OpenOf(person) => {
            sql(select!("WHERE person_id = ? AND state = 'open' ORDER BY claimed_at, claim_id OFFSET ? LIMIT ?"))
                .bind::<SqlUuid, _>(person.0)
        }
    };
    claims(statement.bind::<BigInt, _>(skip).bind::<BigInt, _>(limit).load(conn).await?)
}

pub async fn count(conn: &Conn, which: Which) -> Result<i64, Fault> {
    #[derive(QueryableByName)]
    struct Count {
        #[diesel(sql_type = BigInt)]
        count: i64,
    }
    let statement = match which {
        Which::Open => sql("SELECT count(*) AS count FROM claims WHERE state = 'open'"),
        Which::All => sql("SELECT count(*) AS count FROM claims"),
        Which::Of(person) => {
            sql("SELECT count(*) AS count FROM claims WHERE person_id = ?").bind::<SqlUuid, _>(person.0)
        }
        Which::OpenOf(person) => sql("SELECT count(*) AS count FROM claims WHERE person_id = ? AND state = 'open'")
            .bind::<SqlUuid, _>(person.0),
    };
    let count: Count = statement.one(conn).await?;
    Ok(count.count)
}

pub async fn find(conn: &Conn, id: ClaimId) -> Result<Option<Claim>, Fault> {
    let row: Option<Row> = sql(select!("WHERE claim_id = ?")).bind::<SqlUuid, _>(id.0).optional(conn).await?;
    row.map(Claim::try_from).transpose()
}

/// Waited for: whoever is second sees what the first one did.
pub(super) async fn lock(tx: &Tx, id: ClaimId) -> Result<Option<Claim>, Fault> {
    let row: Option<Row> = sql(select!("WHERE claim_id = ? FOR UPDATE")).bind::<SqlUuid, _>(id.0).optional(tx).await?;
    row.map(Claim::try_from).transpose()
}

/// A person's in one program that were decided at these instants, the newest first.
pub(super) async fn decided_at(
    conn: &Conn,
    person: PersonId,
    program: ProgramId,
    recorded: &[Instant],
) -> Result<Vec<Claim>, Fault> {
    let rows = sql(select!(
        "WHERE person_id = ? AND program_id = ? AND decided_at = ANY(?) ORDER BY decided_at DESC, claim_id DESC"
    ))
    .bind::<SqlUuid, _>(person.0)
    .bind::<SqlUuid, _>(program.0)
    .bind::<diesel::sql_types::Array<Timestamptz>, _>(recorded)
    .load(conn)
    .await?;
    claims(rows)
}

pub(super) async fn is_sent(tx: &Tx, person: PersonId, key: Uuid) -> Result<bool, Fault> {
    #[derive(QueryableByName)]
    struct Sent {
        #[diesel(sql_type = diesel::sql_types::Bool)]
        sent: bool,
    }
    let sent: Sent = sql("SELECT EXISTS (SELECT FROM claims WHERE person_id = ? AND key = ?) AS sent")
        .bind::<SqlUuid, _>(person.0)
        .bind::<SqlUuid, _>(key)
        .one(tx)
        .await?;
    Ok(sent.sent)
}

pub(super) async fn add(tx: &Tx, person: PersonId, ask: &Ask) -> Result<(), Fault> {
    sql("INSERT INTO claims (person_id, claim_id, key, program_id, invitee, invited_on, evidence, claimed_at, state)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'open')")
    .bind::<SqlUuid, _>(person.0)
    .bind::<SqlUuid, _>(ClaimId::new(tx.now()).0)
    .bind::<SqlUuid, _>(ask.key)
    .bind::<SqlUuid, _>(ask.program.0)
    .bind::<Text, _>(ask.invitee.as_str())
    .bind::<Date, _>(ask.invited_on)
    .bind::<Text, _>(ask.evidence.as_str())
    .bind::<Timestamptz, _>(tx.now())
    .execute(tx)
    .await?;
    Ok(())
}

/// `invitee`: who is bound by it.
pub(super) async fn decide(
    tx: &Tx,
    claim: &Claim,
    stage: Stage,
    by: PersonId,
    (reason, invitee): (&str, Option<PersonId>),
) -> Result<(), Fault> {
    sql("UPDATE claims SET state = ?, decided_at = ?, decided_by = ?, reason = ?, invitee_id = ?
         WHERE person_id = ? AND claim_id = ?")
    .bind::<Text, _>(stage.name())
    .bind::<Timestamptz, _>(tx.now())
    .bind::<SqlUuid, _>(by.0)
    .bind::<Text, _>(reason)
    .bind::<Nullable<SqlUuid>, _>(invitee.map(|person| person.0))
    .bind::<SqlUuid, _>(claim.person.0)
    .bind::<SqlUuid, _>(claim.id.0)
    .execute(tx)
    .await?;
    Ok(())
}
