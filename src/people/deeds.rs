//! The table `deeds`: what staff did. Append only.

use diesel::QueryableByName;
use diesel::sql_types::{Array, BigInt, Jsonb, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use serde_json::Value;
use uuid::Uuid;

use crate::calendar::Instant;
use crate::db::{Conn, Fault, Tx, sql};
use crate::ids::{DeedId, PersonId};

/// Who does something, and from where.
#[derive(Debug, Clone)]
pub struct By {
    pub person: PersonId,
    /// The address the request came from.
    pub peer: Option<String>,
}

impl By {
    /// Whoever may run commands on the machine itself.
    pub const OPERATOR: By = By { person: PersonId(Uuid::nil()), peer: None };
}

/// Logs a deed: `verb` is the route's noun or the command, `subject` what it was done to (`person 0190…`, `program hosting`).
pub async fn deed(
    tx: &Tx,
    by: &By,
    verb: &'static str,
    subject: &str,
    before: Option<Value>,
    after: Option<Value>,
) -> Result<(), Fault> {
    sql("INSERT INTO deeds (person_id, deed_id, verb, subject, before, after, peer, done_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
        .bind::<SqlUuid, _>(by.person.0)
        .bind::<SqlUuid, _>(DeedId::new(tx.now()).0)
        .bind::<Text, _>(verb)
        .bind::<Text, _>(subject)
        .bind::<Nullable<Jsonb>, _>(before)
        .bind::<Nullable<Jsonb>, _>(after)
        .bind::<Nullable<Text>, _>(by.peer.as_deref())
        .bind::<Timestamptz, _>(tx.now())
        .execute(tx)
        .await?;
    Ok(())
}

#[derive(Debug, QueryableByName)]
pub struct Deed {
    #[diesel(sql_type = SqlUuid)]
    deed_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    person_id: Uuid,
    #[diesel(sql_type = Nullable<Text>)]
    pub name: Option<String>,
    #[diesel(sql_type = Text)]
    pub verb: String,
    #[diesel(sql_type = Text)]
    pub subject: String,
    #[diesel(sql_type = Nullable<Jsonb>)]
    pub before: Option<Value>,
    #[diesel(sql_type = Nullable<Jsonb>)]
    pub after: Option<Value>,
    #[diesel(sql_type = Nullable<Text>)]
    pub peer: Option<String>,
    #[diesel(sql_type = Timestamptz)]
    pub done_at: Instant,
}

impl Deed {
    pub fn id(&self) -> DeedId {
        DeedId(self.deed_id)
    }

    pub fn by(&self) -> PersonId {
        PersonId(self.person_id)
    }
}

/// Which deeds are asked for; what is none narrows nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    pub by: Option<PersonId>,
    pub verb: Option<String>,
    /// The ids of subjects, without their nouns.
    pub about: Option<Vec<String>>,
    /// Only older ones.
    pub before: Option<DeedId>,
}

/// The latest deeds, newest first.
pub async fn deeds(conn: &Conn, at_most: i64) -> Result<Vec<Deed>, Fault> {
    deeds_wanted(conn, &Wanted::default(), at_most).await
}

/// The latest of those that are wanted, newest first.
pub async fn deeds_wanted(conn: &Conn, wanted: &Wanted, at_most: i64) -> Result<Vec<Deed>, Fault> {
    let by = wanted.by.map(|person| person.0);
    sql("SELECT d.deed_id, d.person_id, p.name, d.verb, d.subject, d.before, d.after, d.peer, d.done_at \
         FROM deeds d LEFT JOIN persons p USING (person_id) \
         WHERE (?::uuid IS NULL OR d.person_id = ?) AND (?::text IS NULL OR d.verb = ?) \
         AND (?::text[] IS NULL OR split_part(d.subject, ' ', 2) = ANY(?)) AND d.deed_id < ? \
         ORDER BY d.deed_id DESC LIMIT ?")
    .bind::<Nullable<SqlUuid>, _>(by)
    .bind::<Nullable<SqlUuid>, _>(by)
    .bind::<Nullable<Text>, _>(wanted.verb.as_deref())
    .bind::<Nullable<Text>, _>(wanted.verb.as_deref())
    .bind::<Nullable<Array<Text>>, _>(wanted.about.as_deref())
    .bind::<Nullable<Array<Text>>, _>(wanted.about.as_deref())
    .bind::<SqlUuid, _>(wanted.before.map_or(Uuid::max(), |deed| deed.0))
    .bind::<BigInt, _>(at_most)
    .load(conn)
    .await
}
