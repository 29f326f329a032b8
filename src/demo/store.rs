//! The table `demo`.

use crate::calendar::Instant;
use crate::db::{Conn, Fault, Tx, sql};
use crate::ids::PersonId;
use chrono::TimeDelta;
use diesel::QueryableByName;
use diesel::sql_types::{BigInt, Bool, Nullable, Timestamptz, Uuid as SqlUuid};
use uuid::Uuid;

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = Timestamptz)]
    began_at: Instant,
    #[diesel(sql_type = BigInt)]
    ahead_micros: i64,
    #[diesel(sql_type = Nullable<SqlUuid>)]
    referrer_id: Option<Uuid>,
    #[diesel(sql_type = Nullable<SqlUuid>)]
    invitee_id: Option<Uuid>,
    #[diesel(sql_type = Nullable<SqlUuid>)]
    staff_id: Option<Uuid>,
    #[diesel(sql_type = Nullable<SqlUuid>)]
    owner_id: Option<Uuid>,
    #[diesel(sql_type = Nullable<SqlUuid>)]
    partner_id: Option<Uuid>,
    #[diesel(sql_type = Bool)]
    ready: bool,
}

impl Row {
    fn players(&self) -> Option<Players> {
        Some(Players {
            referrer: PersonId(self.referrer_id?),
            invitee: PersonId(self.invitee_id?),
            staff: PersonId(self.staff_id?),
            owner: PersonId(self.owner_id?),
            partner: PersonId(self.partner_id?),
        })
    }
}

/// A demo as it stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Demo {
    /// The world's dates count back from here.
    pub began_at: Instant,
    /// How far its clock is ahead of the machine's.
    pub ahead: TimeDelta,
    pub players: Option<Players>,
    /// Its world is complete.
    pub ready: bool,
}

/// Who stands behind each role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Players {
    pub referrer: PersonId,
    pub invitee: PersonId,
    pub staff: PersonId,
    pub owner: PersonId,
    pub partner: PersonId,
}

pub(super) async fn find(conn: &Conn) -> Result<Option<Demo>, Fault> {
    let row: Option<Row> =
        sql("SELECT began_at, ahead_micros, referrer_id, invitee_id, staff_id, owner_id, partner_id,
                is_ready AS ready
         FROM demo")
        .optional(conn)
        .await?;
    Ok(row.map(|row| Demo {
        began_at: row.began_at,
        ahead: TimeDelta::microseconds(row.ahead_micros),
        players: row.players(),
        ready: row.ready,
    }))
}

/// Makes this database a demo's.
pub(super) async fn begin(tx: &Tx, ahead: TimeDelta) -> Result<(), Fault> {
    sql("INSERT INTO demo (began_at, ahead_micros) VALUES (?, ?) ON CONFLICT DO NOTHING")
        .bind::<Timestamptz, _>(tx.now())
        .bind::<BigInt, _>(ahead.num_microseconds().unwrap_or(0))
        .execute(tx)
        .await?;
    Ok(())
}

/// Lets one process at a time make the world; the others wait until its transaction ends, and find it made.
pub(super) async fn lock(tx: &Tx) -> Result<(), Fault> {
    sql("SELECT is_demo FROM demo FOR UPDATE").execute(tx).await?;
    Ok(())
}

pub(super) async fn set_ready(tx: &Tx, players: Players) -> Result<(), Fault> {
    sql("UPDATE demo SET referrer_id = ?, invitee_id = ?, staff_id = ?, owner_id = ?, partner_id = ?, is_ready = true")
        .bind::<SqlUuid, _>(players.referrer.0)
        .bind::<SqlUuid, _>(players.invitee.0)
        .bind::<SqlUuid, _>(players.staff.0)
        .bind::<SqlUuid, _>(players.owner.0)
        .bind::<SqlUuid, _>(players.partner.0)
        .execute(tx)
        .await?;
    Ok(())
}

#[derive(QueryableByName)]
struct Ahead {
    #[diesel(sql_type = BigInt)]
    ahead_micros: i64,
}

/// Moves the clock of all processes; answers how far it is ahead of the machine's now.
pub(super) async fn advance(tx: &Tx, step: TimeDelta) -> Result<TimeDelta, Fault> {
    let moved: Ahead = sql("UPDATE demo SET ahead_micros = ahead_micros + ? RETURNING ahead_micros")
        .bind::<BigInt, _>(step.num_microseconds().unwrap_or(0))
        .one(tx)
        .await?;
    Ok(TimeDelta::microseconds(moved.ahead_micros))
}
