//! The tables `programs`, `terms_versions` and `acceptances`.
use crate::calendar::Instant;
use crate::db::{Conn, Fault, Tx, sql};
use crate::ids::{PersonId, ProgramId};
use diesel::prelude::QueryableByName;
use diesel::sql_types::{Array, Binary, Bool, Integer, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use std::collections::HashMap;
use uuid::Uuid;

#[derive(QueryableByName)]
pub(super) struct VersionRow {
    #[diesel(sql_type = SqlUuid)]
    pub program_id: Uuid,
    #[diesel(sql_type = Text)]
    pub slug: String,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub closed_at: Option<Instant>,
    #[diesel(sql_type = Integer)]
    pub version: i32,
    #[diesel(sql_type = Binary)]
    pub digest: Vec<u8>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub effective_from: Option<Instant>,
    #[diesel(sql_type = Timestamptz)]
    pub published_at: Instant,
}

/// Every version of every program, without its text.
pub(super) async fn versions(conn: &Conn) -> Result<Vec<VersionRow>, Fault> {
    sql("SELECT p.program_id, p.slug, p.closed_at, v.version, v.digest, v.effective_from, v.published_at
         FROM programs p JOIN terms_versions v USING (program_id) ORDER BY p.program_id, v.version")
    .load(conn)
    .await
}

#[derive(QueryableByName)]
pub(super) struct TextRow {
    #[diesel(sql_type = Text)]
    pub slug: String,
    #[diesel(sql_type = Integer)]
    pub version: i32,
    #[diesel(sql_type = Binary)]
    pub digest: Vec<u8>,
    #[diesel(sql_type = Text)]
    pub source_text: String,
}

/// The texts of these digests: where several versions have the same, of the first.
pub(super) async fn texts(conn: &Conn, digests: &[Vec<u8>]) -> Result<Vec<TextRow>, Fault> {
    sql("SELECT DISTINCT ON (v.digest) p.slug, v.version, v.digest, v.source_text
         FROM terms_versions v JOIN programs p USING (program_id)
         WHERE v.digest = ANY(?) ORDER BY v.digest, v.program_id, v.version")
    .bind::<Array<Binary>, _>(digests.to_vec())
    .load(conn)
    .await
}

/// Whether this database knows programs at all.
pub(super) async fn is_there(conn: &Conn) -> Result<bool, Fault> {
    #[derive(QueryableByName)]
    struct Found {
        #[diesel(sql_type = Bool)]
        found: bool,
    }
    let found: Found = sql("SELECT to_regclass('terms_versions') IS NOT NULL AS found").one(conn).await?;
    Ok(found.found)
}

/// Of every version, by what its table has had since its first migration.
pub(super) async fn all_texts(conn: &Conn) -> Result<Vec<TextRow>, Fault> {
    sql("SELECT p.slug, v.version, v.digest, v.source_text
         FROM terms_versions v JOIN programs p USING (program_id) ORDER BY p.slug, v.version")
    .load(conn)
    .await
}

/// The text of one version, and who published it.
pub async fn source(conn: &Conn, program: ProgramId, version: u32) -> Result<(String, Option<PersonId>), Fault> {
    #[derive(QueryableByName)]
    struct Source {
        #[diesel(sql_type = Text)]
        source_text: String,
        #[diesel(sql_type = Nullable<SqlUuid>)]
        published_by: Option<Uuid>,
    }
    let source: Source =
        sql("SELECT source_text, published_by FROM terms_versions WHERE program_id = ? AND version = ?")
            .bind::<SqlUuid, _>(program.0)
            .bind::<Integer, _>(version.cast_signed())
            .one(conn)
            .await?;
    Ok((source.source_text, source.published_by.map(PersonId)))
}

/// A version about to be published; the first one makes its program.
pub struct NewVersion<'a> {
    pub program: ProgramId,
    pub slug: &'a str,
    pub name: &'a str,
    pub version: u32,
    pub text: &'a str,
    pub digest: [u8; 32],
    pub effective_from: Option<Instant>,
    pub published_by: Option<PersonId>,
}

pub async fn add(tx: &Tx, new: &NewVersion<'_>) -> Result<(), Fault> {
    let version = i32::try_from(new.version).map_err(|_| Fault::contradiction("too many versions"))?;
    if version == 1 {
        sql("INSERT INTO programs (program_id, slug, name, created_at) VALUES (?, ?, ?, ?)")
            .bind::<SqlUuid, _>(new.program.0)
            .bind::<Text, _>(new.slug)
            .bind::<Text, _>(new.name)
            .bind::<Timestamptz, _>(tx.now())
            .execute(tx)
            .await?;
    }
    sql("INSERT INTO terms_versions (program_id, version, source_text, digest, effective_from, published_at, published_by)
         VALUES (?, ?, ?, ?, ?, ?, ?)")
    .bind::<SqlUuid, _>(new.program.0)
    .bind::<Integer, _>(version)
    .bind::<Text, _>(new.text)
    .bind::<Binary, _>(new.digest.to_vec())
    .bind::<Nullable<Timestamptz>, _>(new.effective_from)
    .bind::<Timestamptz, _>(tx.now())
    .bind::<Nullable<SqlUuid>, _>(new.published_by.map(|p| p.0))
    .execute(tx)
    .await?;
    Ok(())
}

/// Whether it is new: who accepted before, did.
pub(super) async fn accept(tx: &Tx, person: PersonId, program: ProgramId, version: i32) -> Result<bool, Fault> {
    let added = sql("INSERT INTO acceptances (person_id, program_id, version, accepted_at) VALUES (?, ?, ?, ?)
         ON CONFLICT DO NOTHING")
    .bind::<SqlUuid, _>(person.0)
    .bind::<SqlUuid, _>(program.0)
    .bind::<Integer, _>(version)
    .bind::<Timestamptz, _>(tx.now())
    .execute(tx)
    .await?;
    Ok(added > 0)
}

/// Which versions of a program these persons had accepted by an instant, and when.
pub async fn accepted_by(
    conn: &Conn,
    program: ProgramId,
    people: &[PersonId],
    known_at: Instant,
) -> Result<HashMap<PersonId, Vec<(u32, Instant)>>, Fault> {
    #[derive(QueryableByName)]
    struct Accepted {
        #[diesel(sql_type = SqlUuid)]
        person_id: Uuid,
        #[diesel(sql_type = Integer)]
        version: i32,
        #[diesel(sql_type = Timestamptz)]
        accepted_at: Instant,
    }
    let rows: Vec<Accepted> = sql("SELECT person_id, version, accepted_at FROM acceptances
         WHERE person_id = ANY(?) AND program_id = ? AND accepted_at <= ?")
    .bind::<Array<SqlUuid>, _>(people.iter().map(|person| person.0).collect::<Vec<_>>())
    .bind::<SqlUuid, _>(program.0)
    .bind::<Timestamptz, _>(known_at)
    .load(conn)
    .await?;
    let mut accepted: HashMap<PersonId, Vec<(u32, Instant)>> = HashMap::new();
    for row in rows {
        let version = (row.version.cast_unsigned(), row.accepted_at);
        accepted.entry(PersonId(row.person_id)).or_default().push(version);
    }
    Ok(accepted)
}
