//! The table `announcements`: news of many, told in steps so that whoever makes it does not wait for their number.
use super::news::tell_as_of;
use super::{Kind, Topic};
use crate::calendar::Instant;
use crate::db::{Fault, Tx, sql};
use crate::ids::{PersonId, ProgramId};
use diesel::prelude::QueryableByName;
use diesel::sql_types::{Text, Timestamptz, Uuid as SqlUuid};
use uuid::Uuid;

/// Persons told in one transaction.
pub(super) const STEP: i64 = 1_000;

/// Has everybody told whom this concerns; who that is, the job finds out.
pub async fn announce(tx: &Tx, program: ProgramId, kind: Kind) -> Result<(), Fault> {
    sql("INSERT INTO announcements (program_id, kind, recorded_at, marker) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING")
        .bind::<SqlUuid, _>(program.0)
        .bind::<Text, _>(kind.word())
        .bind::<Timestamptz, _>(tx.now())
        .bind::<SqlUuid, _>(Uuid::nil())
        .execute(tx)
        .await?;
    Ok(())
}

pub(super) async fn forget_all(tx: &Tx) -> Result<(), Fault> {
    sql("DELETE FROM announcements").execute(tx).await?;
    Ok(())
}

/// An announcement and how far it came.
#[derive(Debug, Clone, Copy)]
pub(super) struct Announcement {
    pub program: ProgramId,
    pub kind: Kind,
    pub recorded_at: Instant,
    /// The last person who was told.
    pub marker: PersonId,
}

/// The oldest one, held until the transaction ends.
pub(super) async fn hold(tx: &Tx) -> Result<Option<Announcement>, Fault> {
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = SqlUuid)]
        program_id: Uuid,
        #[diesel(sql_type = Text)]
        kind: String,
        #[diesel(sql_type = Timestamptz)]
        recorded_at: Instant,
        #[diesel(sql_type = SqlUuid)]
        marker: Uuid,
    }
    let row: Option<Row> = sql("SELECT program_id, kind, recorded_at, marker FROM announcements
         ORDER BY recorded_at, program_id, kind LIMIT 1 FOR UPDATE")
    .optional(tx)
    .await?;
    let read = |row: Row| {
        let unknown = || Fault::contradiction(format!("an announcement of {}", row.kind));
        Ok(Announcement {
            program: ProgramId(row.program_id),
            kind: Kind::from_word(&row.kind).ok_or_else(unknown)?,
            recorded_at: row.recorded_at,
            marker: PersonId(row.marker),
        })
    };
    row.map(read).transpose()
}

/// Makes it news of the next persons, in the order of their ids; whoever finds fewer than [`STEP`] is done.
pub(super) async fn spread(tx: &Tx, held: Announcement, people: &[PersonId]) -> Result<(), Fault> {
    let topics = people.iter().map(|&person| Topic { person, program: held.program, kind: held.kind });
    tell_as_of(tx, topics.collect(), held.recorded_at).await?;
    let next = people.last().filter(|_| people.len() as i64 >= STEP);
    let statement = match next {
        Some(last) => sql("UPDATE announcements SET marker = ? WHERE program_id = ? AND kind = ? AND recorded_at = ?")
            .bind::<SqlUuid, _>(last.0),
        None => sql("DELETE FROM announcements WHERE program_id = ? AND kind = ? AND recorded_at = ?"),
    };
    statement
        .bind::<SqlUuid, _>(held.program.0)
        .bind::<Text, _>(held.kind.word())
        .bind::<Timestamptz, _>(held.recorded_at)
        .execute(tx)
        .await?;
    Ok(())
}
