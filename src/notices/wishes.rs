//! The table `letters_off`: which letters a person does not want.
use super::Kind;
use crate::db::{Conn, Fault, Tx, sql};
use crate::ids::PersonId;
use diesel::prelude::QueryableByName;
use diesel::sql_types::{Array, Text, Timestamptz, Uuid as SqlUuid};

pub async fn switched_off(conn: &Conn, person: PersonId) -> Result<Vec<Kind>, Fault> {
    #[derive(QueryableByName)]
    struct Off {
        #[diesel(sql_type = Text)]
        kind: String,
    }
    let off: Vec<Off> =
        sql("SELECT kind FROM letters_off WHERE person_id = ?").bind::<SqlUuid, _>(person.0).load(conn).await?;
    // A kind that a newer version knows is none of ours.
    Ok(off.iter().filter_map(|off| Kind::from_word(&off.kind)).collect())
}

/// Switches one kind off; off already, it stays so.
pub async fn switch_off(tx: &Tx, person: PersonId, kind: Kind) -> Result<(), Fault> {
    off(tx, person, &[kind]).await
}

/// These kinds come, all others do not.
pub async fn choose(tx: &Tx, person: PersonId, on: &[Kind]) -> Result<(), Fault> {
    sql("DELETE FROM letters_off WHERE person_id = ? AND kind = ANY(?)")
        .bind::<SqlUuid, _>(person.0)
        .bind::<Array<Text>, _>(on.iter().map(|kind| kind.word()).collect::<Vec<_>>())
        .execute(tx)
        .await?;
    let others: Vec<Kind> = Kind::ALL.into_iter().filter(|kind| !on.contains(kind)).collect();
    off(tx, person, &others).await
}

async fn off(tx: &Tx, person: PersonId, kinds: &[Kind]) -> Result<(), Fault> {
    sql("INSERT INTO letters_off (person_id, kind, off_since)
         SELECT p.person_id, k.kind, ? FROM persons p, unnest(?::text[]) AS k (kind) WHERE p.person_id = ?
         ON CONFLICT DO NOTHING")
    .bind::<Timestamptz, _>(tx.now())
    .bind::<Array<Text>, _>(kinds.iter().map(|kind| kind.word()).collect::<Vec<_>>())
    .bind::<SqlUuid, _>(person.0)
    .execute(tx)
    .await?;
    Ok(())
}
