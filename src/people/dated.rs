//! What senders tell of a person after the registration, dated by them: the tables `class_changes` and `kind_changes`.

use std::collections::HashMap;

use diesel::QueryableByName;
use diesel::sql_types::{Array, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use uuid::Uuid;

use super::store::{kind_word, read_kind};
use crate::calendar::Instant;
use crate::db::{Conn, Fault, Tx, sql};
use crate::events::PersonKind;
use crate::ids::{EventId, ExternalId, PersonId};

/// One thing told of a person, true from `since` on; of two at one instant the later by the sender's event id is later.
#[derive(Debug, Clone)]
pub struct Dated<T> {
    pub person: PersonId,
    pub event: EventId,
    pub external_id: ExternalId,
    pub since: Instant,
    pub told: T,
}

/// Holds these persons until the transaction ends: facts about what one invitee paid, and when, are decided one after another.
pub async fn lock(tx: &Tx, people: &[PersonId]) -> Result<(), Fault> {
    if people.is_empty() {
        return Ok(());
    }
    sql("SELECT 1 FROM persons WHERE person_id = ANY(?) ORDER BY person_id FOR NO KEY UPDATE")
        .bind::<Array<SqlUuid>, _>(people.iter().map(|p| p.0).collect::<Vec<_>>())
        .execute(tx)
        .await?;
    Ok(())
}

#[derive(QueryableByName)]
struct Registered {
    #[diesel(sql_type = SqlUuid)]
    person_id: Uuid,
    #[diesel(sql_type = Timestamptz)]
    registered_at: Instant,
}

pub async fn registered_at(conn: &Conn, people: &[PersonId]) -> Result<HashMap<PersonId, Instant>, Fault> {
    let rows: Vec<Registered> = sql("SELECT person_id, registered_at FROM persons WHERE person_id = ANY(?)")
        .bind::<Array<SqlUuid>, _>(people.iter().map(|p| p.0).collect::<Vec<_>>())
        .load(conn)
        .await?;
    Ok(rows.into_iter().map(|row| (PersonId(row.person_id), row.registered_at)).collect())
}

pub async fn record_classes(tx: &Tx, changes: &[Dated<String>]) -> Result<(), Fault> {
    if changes.is_empty() {
        return Ok(());
    }
    let statement = sql("INSERT INTO class_changes (person_id, event_id, external_id, since, class, recorded_at)
         SELECT c.*, ? FROM unnest(?::uuid[], ?::uuid[], ?::text[], ?::timestamptz[], ?::text[]) AS c");
    record(tx, statement, changes, String::as_str).await
}

pub async fn record_kinds(tx: &Tx, changes: &[Dated<PersonKind>]) -> Result<(), Fault> {
    if changes.is_empty() {
        return Ok(());
    }
    let statement = sql("INSERT INTO kind_changes (person_id, event_id, external_id, since, kind, recorded_at)
         SELECT c.*, ? FROM unnest(?::uuid[], ?::uuid[], ?::text[], ?::timestamptz[], ?::text[]) AS c");
    record(tx, statement, changes, |kind| kind_word(*kind)).await
}

async fn record<T>(
    tx: &Tx,
    statement: crate::db::sql::Sql<'_>,
    changes: &[Dated<T>],
    word: impl Fn(&T) -> &str,
) -> Result<(), Fault> {
    statement
        .bind::<Timestamptz, _>(tx.now())
        .bind::<Array<SqlUuid>, _>(changes.iter().map(|c| c.person.0).collect::<Vec<_>>())
        .bind::<Array<SqlUuid>, _>(changes.iter().map(|c| c.event.0).collect::<Vec<_>>())
        .bind::<Array<Text>, _>(changes.iter().map(|c| c.external_id.to_string()).collect::<Vec<_>>())
        .bind::<Array<Timestamptz>, _>(changes.iter().map(|c| c.since).collect::<Vec<_>>())
        .bind::<Array<Text>, _>(changes.iter().map(|c| word(&c.told).to_owned()).collect::<Vec<_>>())
        .execute(tx)
        .await?;
    Ok(())
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = SqlUuid)]
    person_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    event_id: Uuid,
    #[diesel(sql_type = Text)]
    external_id: String,
    #[diesel(sql_type = Timestamptz)]
    since: Instant,
    #[diesel(sql_type = Text)]
    told: String,
}

fn read<T>(rows: Vec<Row>, told: impl Fn(String) -> Result<T, Fault>) -> Result<Vec<Dated<T>>, Fault> {
    let read = |row: Row| {
        Ok(Dated {
            person: PersonId(row.person_id),
            event: EventId(row.event_id),
            external_id: row.external_id.parse().map_err(|e| Fault::contradiction(format!("a stored id: {e}")))?,
            since: row.since,
            told: told(row.told)?,
        })
    };
    rows.into_iter().map(read).collect()
}

/// Every loyalty status that was told of these persons.
pub async fn classes_of(conn: &Conn, people: &[PersonId]) -> Result<Vec<Dated<String>>, Fault> {
    let rows = sql(
        "SELECT person_id, event_id, external_id, since, class AS told FROM class_changes WHERE person_id = ANY(?)",
    )
    .bind::<Array<SqlUuid>, _>(people.iter().map(|p| p.0).collect::<Vec<_>>())
    .load(conn)
    .await?;
    read(rows, Ok)
}

/// Every kind that these persons became after their registration.
pub async fn kinds_of(conn: &Conn, people: &[PersonId]) -> Result<Vec<Dated<PersonKind>>, Fault> {
    let rows =
        sql("SELECT person_id, event_id, external_id, since, kind AS told FROM kind_changes WHERE person_id = ANY(?)")
            .bind::<Array<SqlUuid>, _>(people.iter().map(|p| p.0).collect::<Vec<_>>())
            .load(conn)
            .await?;
    read(rows, |word| read_kind(&word))
}

#[derive(QueryableByName)]
struct First {
    #[diesel(sql_type = SqlUuid)]
    person_id: Uuid,
    #[diesel(sql_type = Timestamptz)]
    registered_at: Instant,
    #[diesel(sql_type = Nullable<Text>)]
    kind: Option<String>,
}

/// With what kind these persons registered, and when.
pub async fn first_kinds(
    conn: &Conn,
    people: &[PersonId],
) -> Result<HashMap<PersonId, (Instant, Option<PersonKind>)>, Fault> {
    let rows: Vec<First> = sql("SELECT person_id, registered_at, kind FROM persons WHERE person_id = ANY(?)")
        .bind::<Array<SqlUuid>, _>(people.iter().map(|p| p.0).collect::<Vec<_>>())
        .load(conn)
        .await?;
    let read = |row: First| {
        let kind = row.kind.as_deref().map(read_kind).transpose()?;
        Ok((PersonId(row.person_id), (row.registered_at, kind)))
    };
    rows.into_iter().map(read).collect()
}
