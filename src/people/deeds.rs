//! The table `deeds`: what staff did. Append only.

use diesel::QueryableByName;
use diesel::sql_types::{Array, BigInt, Jsonb, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use serde_json::Value;
use uuid::Uuid;

use crate::calendar::Instant;
use crate::db::{Conn, Fault, Tx, Way, sql};
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
    pub way: Way,
    /// The last one of the page before.
    pub after: Option<DeedId>,
}

/// The latest deeds, newest first.
pub async fn deeds(conn: &Conn, at_most: i64) -> Result<Vec<Deed>, Fault> {
    deeds_wanted(conn, &Wanted::default(), at_most).await
}

macro_rules! listed {
    ($deeds:literal) => {
        concat!(
            "SELECT d.deed_id, d.person_id, p.name, d.verb, d.subject, d.before, d.after, d.peer, d.done_at FROM (",
            $deeds,
            ") d LEFT JOIN persons p USING (person_id) ORDER BY d.deed_id {ASC} LIMIT ?"
        )
    };
}

/// The first of those that are wanted, by when they were done: one range of the index of whatever narrows them most.
pub async fn deeds_wanted(conn: &Conn, wanted: &Wanted, at_most: i64) -> Result<Vec<Deed>, Fault> {
    let by = wanted.by.map(|person| person.0);
    let verb = wanted.verb.as_deref();
    let after = wanted.after.map_or(wanted.way.end(), |deed| deed.0);
    let statement = match (&wanted.about, by, verb) {
        (Some(about), ..) => sql(listed!(
            "SELECT found.* FROM unnest(?::text[]) AS about (id) CROSS JOIN LATERAL (
                 SELECT * FROM deeds WHERE split_part(subject, ' ', 2) = about.id AND deed_id {>} ?
                 AND (?::uuid IS NULL OR person_id = ?) AND (?::text IS NULL OR verb = ?)
                 ORDER BY split_part(subject, ' ', 2) {ASC}, deed_id {ASC} LIMIT ?) found"
        ))
        .bind::<Array<Text>, _>(about.as_slice())
        .bind::<SqlUuid, _>(after)
        .bind::<Nullable<SqlUuid>, _>(by)
        .bind::<Nullable<SqlUuid>, _>(by)
        .bind::<Nullable<Text>, _>(verb)
        .bind::<Nullable<Text>, _>(verb),
        (None, Some(by), _) => sql(listed!(
            "SELECT * FROM deeds WHERE person_id = ? AND deed_id {>} ? AND (?::text IS NULL OR verb = ?)
             ORDER BY person_id {ASC}, deed_id {ASC} LIMIT ?"
        ))
        .bind::<SqlUuid, _>(by)
        .bind::<SqlUuid, _>(after)
        .bind::<Nullable<Text>, _>(verb)
        .bind::<Nullable<Text>, _>(verb),
        (None, None, Some(verb)) => sql(listed!(
            "SELECT * FROM deeds WHERE verb = ? AND deed_id {>} ? ORDER BY verb {ASC}, deed_id {ASC} LIMIT ?"
        ))
        .bind::<Text, _>(verb)
        .bind::<SqlUuid, _>(after),
        (None, None, None) => sql(listed!("SELECT * FROM deeds WHERE deed_id {>} ? ORDER BY deed_id {ASC} LIMIT ?"))
            .bind::<SqlUuid, _>(after),
    };
    statement.along(wanted.way).bind::<BigInt, _>(at_most).bind::<BigInt, _>(at_most).load(conn).await
}
