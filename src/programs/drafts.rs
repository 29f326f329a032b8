//! The table `drafts`: terms that staff work on. Several may work on one: who saves what grew from an older revision is told who was
//! first, and nothing is lost.
use crate::calendar::Instant;
use crate::db::{Conn, Fault, Tx, sql};
use crate::ids::{DraftId, PersonId};
use crate::people::{Admin, Staff, deed};
use crate::rules::{self, figures};
use diesel::prelude::QueryableByName;
use diesel::sql_types::{BigInt, Integer, Nullable, Text as SqlText, Timestamptz, Uuid as SqlUuid};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use uuid::Uuid;

/// Longer ones nobody reads.
pub const MOST_BYTES: usize = 200_000;

/// A draft without its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    pub id: DraftId,
    /// As the text named the program when it could last be read.
    pub slug: String,
    pub name: String,
    pub saved_at: Instant,
    pub saved_by: PersonId,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    pub listed: Listed,
    pub text: String,
    pub revision: u32,
    /// None: it is still worked on.
    pub closed: Option<Closed>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed {
    pub at: Instant,
    pub by: PersonId,
    /// The version that it became; none: it was thrown away.
    pub published_as: Option<u32>,
}

#[derive(Debug, thiserror::Error)]
pub enum NotSaved {
    #[error("there is no such draft")]
    NoDraft,
    #[error("it was published or thrown away")]
    Closed(Closed),
    /// Somebody saved it meanwhile: the draft as they left it.
    #[error("somebody else saved it meanwhile")]
    Elsewhere(Box<Draft>),
    #[error(transparent)]
    Fault(#[from] Fault),
}

#[derive(QueryableByName)]
struct ListedRow {
    #[diesel(sql_type = SqlUuid)]
    draft_id: Uuid,
    #[diesel(sql_type = SqlText)]
    slug: String,
    #[diesel(sql_type = SqlText)]
    name: String,
    #[diesel(sql_type = Timestamptz)]
    saved_at: Instant,
    #[diesel(sql_type = SqlUuid)]
    saved_by: Uuid,
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(embed)]
    listed: ListedRow,
    #[diesel(sql_type = SqlText)]
    source_text: String,
    #[diesel(sql_type = Integer)]
    revision: i32,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    closed_at: Option<Instant>,
    #[diesel(sql_type = Nullable<SqlUuid>)]
    closed_by: Option<Uuid>,
    #[diesel(sql_type = Nullable<Integer>)]
    published_as: Option<i32>,
}

impl From<ListedRow> for Listed {
    fn from(row: ListedRow) -> Listed {
        let (id, saved_by) = (DraftId(row.draft_id), PersonId(row.saved_by));
        Listed { id, slug: row.slug, name: row.name, saved_at: row.saved_at, saved_by }
    }
}

impl From<Row> for Draft {
    fn from(row: Row) -> Draft {
        let published_as = row.published_as.map(i32::cast_unsigned);
        let closed = row.closed_at.zip(row.closed_by);
        Draft {
            listed: row.listed.into(),
            text: row.source_text,
            revision: row.revision.cast_unsigned(),
            closed: closed.map(|(at, by)| Closed { at, by: PersonId(by), published_as }),
        }
    }
}

/// Those that are worked on, the latest saved first.
pub async fn open(conn: &Conn, at_most: i64) -> Result<Vec<Listed>, Fault> {
    let rows: Vec<ListedRow> =
        sql("SELECT draft_id, slug, name, saved_at, saved_by FROM drafts WHERE closed_at IS NULL
         ORDER BY saved_at DESC, draft_id DESC LIMIT ?")
        .bind::<BigInt, _>(at_most)
        .load(conn)
        .await?;
    Ok(rows.into_iter().map(Listed::from).collect())
}

macro_rules! draft {
    ($more:literal) => {
        concat!(
            "SELECT draft_id, slug, name, saved_at, saved_by, source_text, revision, closed_at, closed_by, published_as
             FROM drafts WHERE draft_id = ?",
            $more
        )
    };
}

pub async fn find(conn: &Conn, id: DraftId) -> Result<Option<Draft>, Fault> {
    let row: Option<Row> = sql(draft!("")).bind::<SqlUuid, _>(id.0).optional(conn).await?;
    Ok(row.map(Draft::from))
}

/// One that is still worked on, held until the transaction ends.
pub async fn hold(tx: &Tx, id: DraftId) -> Result<Draft, NotSaved> {
    let row: Option<Row> = sql(draft!(" FOR UPDATE")).bind::<SqlUuid, _>(id.0).optional(tx).await?;
    let draft = row.map(Draft::from).ok_or(NotSaved::NoDraft)?;
    match draft.closed {
        Some(closed) => Err(NotSaved::Closed(closed)),
        None => Ok(draft),
    }
}

/// As `hold`, if nobody saved it since that revision.
pub async fn hold_at(tx: &Tx, id: DraftId, revision: u32) -> Result<Draft, NotSaved> {
    let draft = hold(tx, id).await?;
    if draft.revision == revision { Ok(draft) } else { Err(NotSaved::Elsewhere(Box::new(draft))) }
}

/// Makes one; a form that is sent twice makes it once. Answers whether this made it.
pub async fn make(tx: &Tx, by: &Staff<Admin>, id: DraftId, text: &str) -> Result<bool, Fault> {
    let (slug, name) = named(text).unwrap_or_default();
    let added =
        sql("INSERT INTO drafts (draft_id, slug, name, source_text, revision, made_at, made_by, saved_at, saved_by)
         VALUES (?, ?, ?, ?, 1, ?, ?, ?, ?) ON CONFLICT DO NOTHING")
        .bind::<SqlUuid, _>(id.0)
        .bind::<SqlText, _>(&slug)
        .bind::<SqlText, _>(&name)
        .bind::<SqlText, _>(text)
        .bind::<Timestamptz, _>(tx.now())
        .bind::<SqlUuid, _>(by.who.person.0)
        .bind::<Timestamptz, _>(tx.now())
        .bind::<SqlUuid, _>(by.who.person.0)
        .execute(tx)
        .await?;
    if added == 1 {
        deed(tx, &by.by(), "draft-made", &format!("draft {id}"), None, Some(json!({"program": slug}))).await?;
    }
    Ok(added == 1)
}

fn named(text: &str) -> Option<(String, String)> {
    rules::check(text).ok().map(|terms| (terms.program, terms.name))
}

/// Saves what grew from a revision; the same text saved again changes nothing. Answers the revision that it now is.
pub async fn save(tx: &Tx, by: &Staff<Admin>, id: DraftId, revision: u32, text: &str) -> Result<u32, NotSaved> {
    let draft = hold(tx, id).await?;
    if draft.text == text {
        return Ok(draft.revision);
    }
    if draft.revision != revision {
        return Err(NotSaved::Elsewhere(Box::new(draft)));
    }
    let (slug, name) = named(text).unwrap_or((draft.listed.slug, draft.listed.name));
    sql("UPDATE drafts SET source_text = ?, slug = ?, name = ?, revision = revision + 1, saved_at = ?, saved_by = ?
         WHERE draft_id = ?")
    .bind::<SqlText, _>(text)
    .bind::<SqlText, _>(slug)
    .bind::<SqlText, _>(name)
    .bind::<Timestamptz, _>(tx.now())
    .bind::<SqlUuid, _>(by.who.person.0)
    .bind::<SqlUuid, _>(id.0)
    .execute(tx)
    .await?;
    let (mut was, mut is) = changed(&draft.text, text);
    was.insert("revision".into(), revision.into());
    is.insert("revision".into(), (revision + 1).into());
    deed(tx, &by.by(), "draft-saved", &format!("draft {id}"), Some(was.into()), Some(is.into())).await?;
    Ok(revision + 1)
}

/// The figures of two texts that differ, before and after: what the log of deeds tells of a text.
pub fn changed(before: &str, after: &str) -> (Map<String, Value>, Map<String, Value>) {
    let told = |text: &str| -> BTreeMap<String, String> {
        figures::figures(text).into_iter().map(|figure| (figure.path, figure.value)).collect()
    };
    let (before, after) = (told(before), told(after));
    let only = |one: &BTreeMap<String, String>, other: &BTreeMap<String, String>| {
        let new = one.iter().filter(|(path, value)| other.get(*path) != Some(*value));
        new.map(|(path, value)| (path.clone(), Value::from(value.as_str()))).collect()
    };
    (only(&before, &after), only(&after, &before))
}

/// Throws one away. Its text stays in the table, for the log.
pub async fn discard(tx: &Tx, by: &Staff<Admin>, id: DraftId) -> Result<(), NotSaved> {
    let draft = hold(tx, id).await?;
    close(tx, by, id, None).await?;
    let was = json!({"program": draft.listed.slug, "revision": draft.revision});
    Ok(deed(tx, &by.by(), "draft-discarded", &format!("draft {id}"), Some(was), None).await?)
}

/// `version`: what it became.
pub async fn close(tx: &Tx, by: &Staff<Admin>, id: DraftId, version: Option<u32>) -> Result<(), Fault> {
    sql("UPDATE drafts SET closed_at = ?, closed_by = ?, published_as = ? WHERE draft_id = ?")
        .bind::<Timestamptz, _>(tx.now())
        .bind::<SqlUuid, _>(by.who.person.0)
        .bind::<Nullable<Integer>, _>(version.map(u32::cast_signed))
        .bind::<SqlUuid, _>(id.0)
        .execute(tx)
        .await?;
    Ok(())
}
