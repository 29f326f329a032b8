//! Whom staff let refer nobody.

use std::collections::HashSet;

use diesel::QueryableByName;
use diesel::sql_types::{Array, Bool, Timestamptz, Uuid as SqlUuid};
use uuid::Uuid;

use crate::db::{Conn, Fault, Tx, sql};
use crate::ids::PersonId;

pub async fn banned_among(conn: &Conn, people: &[PersonId]) -> Result<HashSet<PersonId>, Fault> {
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = SqlUuid)]
        person_id: Uuid,
    }
    let rows: Vec<Row> = sql("SELECT person_id FROM persons WHERE person_id = ANY(?) AND banned_at IS NOT NULL")
        .bind::<Array<SqlUuid>, _>(people.iter().map(|person| person.0).collect::<Vec<_>>())
        .load(conn)
        .await?;
    Ok(rows.into_iter().map(|row| PersonId(row.person_id)).collect())
}

/// False where it was so before.
pub async fn set_banned(tx: &Tx, person: PersonId, banned: bool) -> Result<bool, Fault> {
    let changed = sql("UPDATE persons SET banned_at = CASE WHEN ? THEN ?::timestamptz END
         WHERE person_id = ? AND (banned_at IS NOT NULL) <> ?")
    .bind::<Bool, _>(banned)
    .bind::<Timestamptz, _>(tx.now())
    .bind::<SqlUuid, _>(person.0)
    .bind::<Bool, _>(banned)
    .execute(tx)
    .await?;
    Ok(changed == 1)
}
