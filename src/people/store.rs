//! The tables `persons` and `emails`.

use std::collections::HashMap;

use diesel::QueryableByName;
use diesel::sql_types::{Array, Bool, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use uuid::Uuid;

use super::{NewPerson, Person, Role, turns};
use crate::calendar::Instant;
use crate::db::{Conn, Fault, Tx, sql};
use crate::events::PersonKind;
use crate::ids::PersonId;

#[derive(QueryableByName)]
struct Claim {
    #[diesel(sql_type = Text)]
    email_key: String,
    #[diesel(sql_type = SqlUuid)]
    person_id: Uuid,
}

/// Whether anybody registered here.
pub async fn is_anybody_here(conn: &Conn) -> Result<bool, Fault> {
    #[derive(QueryableByName)]
    struct Anybody {
        #[diesel(sql_type = Bool)]
        here: bool,
    }
    let anybody: Anybody = sql("SELECT EXISTS (SELECT FROM persons) AS here").one(conn).await?;
    Ok(anybody.here)
}

/// Who claimed which of these keys ([`crate::events::Email::normalised`]).
pub async fn known_emails(conn: &Conn, keys: &[String]) -> Result<HashMap<String, PersonId>, Fault> {
    let claims: Vec<Claim> = sql("SELECT email_key, person_id FROM emails WHERE email_key = ANY(?)")
        .bind::<Array<Text>, _>(keys)
        .load(conn)
        .await?;
    Ok(claims.into_iter().map(|claim| (claim.email_key, PersonId(claim.person_id))).collect())
}

/// Registers people in three statements, whatever their number. Claims the addresses of those that say so: an address that
/// somebody else claimed meanwhile is a race ([`Fault::is_race`]), and the caller looks again.
pub async fn register(tx: &Tx, people: &[NewPerson]) -> Result<(), Fault> {
    if people.is_empty() {
        return Ok(());
    }
    let names: Vec<(PersonId, &str)> = people.iter().map(|person| (person.id, person.name.as_str())).collect();
    futures_util::try_join!(insert_persons(tx, people), turns::add(tx, &names))?;
    let mut claims: Vec<(String, Uuid)> = people
        .iter()
        .filter(|person| person.claims_email)
        .filter_map(|person| Some((person.email.as_ref()?.normalised(), person.id.0)))
        .collect();
    if claims.is_empty() {
        return Ok(());
    }
    // In one order for everybody, so that two batches wait for each other instead of blocking each other.
    claims.sort_unstable();
    let (keys, ids): (Vec<String>, Vec<Uuid>) = claims.into_iter().unzip();
    sql("INSERT INTO emails (email_key, person_id) SELECT * FROM unnest(?, ?)")
        .bind::<Array<Text>, _>(keys)
        .bind::<Array<SqlUuid>, _>(ids)
        .execute(tx)
        .await?;
    Ok(())
}

async fn insert_persons(tx: &Tx, people: &[NewPerson]) -> Result<(), Fault> {
    let column = |of: fn(&NewPerson) -> Option<&str>| people.iter().map(of).collect::<Vec<_>>();
    sql("INSERT INTO persons (person_id, name, email, country, kind, registered_at, recorded_at) \
         SELECT t.*, ? FROM unnest(?, ?, ?, ?, ?, ?) t")
    .bind::<Timestamptz, _>(tx.now())
    .bind::<Array<SqlUuid>, _>(people.iter().map(|person| person.id.0).collect::<Vec<_>>())
    .bind::<Array<Text>, _>(people.iter().map(|person| person.name.as_str()).collect::<Vec<_>>())
    .bind::<Array<Nullable<Text>>, _>(column(|person| person.email.as_ref().map(|email| email.as_str())))
    .bind::<Array<Nullable<Text>>, _>(column(|person| person.country.as_deref()))
    .bind::<Array<Nullable<Text>>, _>(column(|person| person.kind.map(kind_word)))
    .bind::<Array<Timestamptz>, _>(people.iter().map(|person| person.registered_at).collect::<Vec<_>>())
    .execute(tx)
    .await?;
    Ok(())
}

pub(super) fn kind_word(kind: PersonKind) -> &'static str {
    match kind {
        PersonKind::Individual => "individual",
        PersonKind::Business => "business",
    }
}

pub(super) fn read_kind(word: &str) -> Result<PersonKind, Fault> {
    match word {
        "individual" => Ok(PersonKind::Individual),
        "business" => Ok(PersonKind::Business),
        other => Err(Fault::contradiction(format!("a person of the kind {other:?}"))),
    }
}

/// What a [`Row`] is made of, of `persons p`.
macro_rules! columns {
    () => {
        "p.person_id, p.name, p.email, p.country, p.kind, p.language, p.time_zone, p.hides_name, p.role, \
         p.password_hash IS NOT NULL AS has_password, p.email_confirmed_at, p.registered_at, p.deleted_at"
    };
}
pub(super) use columns;

#[derive(QueryableByName)]
pub(super) struct Row {
    #[diesel(sql_type = SqlUuid)]
    person_id: Uuid,
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Nullable<Text>)]
    email: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    country: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    kind: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    language: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    time_zone: Option<String>,
    #[diesel(sql_type = Bool)]
    hides_name: bool,
    #[diesel(sql_type = Nullable<Text>)]
    role: Option<String>,
    #[diesel(sql_type = Bool)]
    has_password: bool,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    email_confirmed_at: Option<Instant>,
    #[diesel(sql_type = Timestamptz)]
    registered_at: Instant,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    deleted_at: Option<Instant>,
}

impl TryFrom<Row> for Person {
    type Error = Fault;

    fn try_from(row: Row) -> Result<Person, Fault> {
        Ok(Person {
            id: PersonId(row.person_id),
            name: row.name,
            email: row.email,
            country: row.country,
            kind: row.kind.as_deref().map(read_kind).transpose()?,
            language: row.language,
            time_zone: row.time_zone,
            hides_name: row.hides_name,
            role: row.role.as_deref().map(Role::read).transpose()?,
            has_password: row.has_password,
            email_confirmed_at: row.email_confirmed_at,
            registered_at: row.registered_at,
            deleted_at: row.deleted_at,
        })
    }
}

pub async fn find(conn: &Conn, person: PersonId) -> Result<Option<Person>, Fault> {
    Ok(find_all(conn, &[person]).await?.pop())
}

/// Those of `people` that exist, in no order.
pub async fn find_all(conn: &Conn, people: &[PersonId]) -> Result<Vec<Person>, Fault> {
    let rows: Vec<Row> = sql(concat!("SELECT ", columns!(), " FROM persons p WHERE p.person_id = ANY(?)"))
        .bind::<Array<SqlUuid>, _>(people.iter().map(|person| person.0).collect::<Vec<_>>())
        .load(conn)
        .await?;
    rows.into_iter().map(Person::try_from).collect()
}

/// What signing in needs to know about the owner of an address.
#[derive(QueryableByName)]
pub(super) struct Login {
    #[diesel(sql_type = SqlUuid)]
    pub person_id: Uuid,
    #[diesel(sql_type = Text)]
    pub name: String,
    #[diesel(sql_type = Nullable<Text>)]
    pub email: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub time_zone: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub language: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub password_hash: Option<String>,
    #[diesel(sql_type = Bool)]
    pub confirmed: bool,
}

pub(super) async fn login_by_email(conn: &Conn, email_key: &str) -> Result<Option<Login>, Fault> {
    sql("SELECT p.person_id, p.name, p.email, p.time_zone, p.language, p.password_hash, p.email_confirmed_at IS NOT NULL AS confirmed \
         FROM emails e JOIN persons p USING (person_id) WHERE e.email_key = ?")
    .bind::<Text, _>(email_key)
    .optional(conn)
    .await
}

pub(super) async fn login_of(conn: &Conn, person: PersonId) -> Result<Option<Login>, Fault> {
    sql("SELECT person_id, name, email, time_zone, language, password_hash, email_confirmed_at IS NOT NULL AS confirmed \
         FROM persons WHERE person_id = ?")
    .bind::<SqlUuid, _>(person.0)
    .optional(conn)
    .await
}

pub(super) async fn set_password(tx: &Tx, person: PersonId, hash: &str) -> Result<(), Fault> {
    sql("UPDATE persons SET password_hash = ? WHERE person_id = ?")
        .bind::<Text, _>(hash)
        .bind::<SqlUuid, _>(person.0)
        .execute(tx)
        .await?;
    Ok(())
}

pub(super) async fn forget_password(tx: &Tx, person: PersonId) -> Result<(), Fault> {
    sql("UPDATE persons SET password_hash = NULL WHERE person_id = ?").bind::<SqlUuid, _>(person.0).execute(tx).await?;
    Ok(())
}

/// The first confirmation stays.
pub(super) async fn confirm_email(tx: &Tx, person: PersonId) -> Result<(), Fault> {
    sql("UPDATE persons SET email_confirmed_at = ? WHERE person_id = ? AND email_confirmed_at IS NULL")
        .bind::<Timestamptz, _>(tx.now())
        .bind::<SqlUuid, _>(person.0)
        .execute(tx)
        .await?;
    Ok(())
}

pub(super) async fn set_profile(tx: &Tx, person: PersonId, profile: &super::Profile) -> Result<(), Fault> {
    sql("UPDATE persons SET name = ?, language = ?, time_zone = ?, hides_name = ? WHERE person_id = ?")
        .bind::<Text, _>(profile.name.as_str())
        .bind::<Nullable<Text>, _>(profile.language.as_deref())
        .bind::<Nullable<Text>, _>(profile.time_zone.as_deref())
        .bind::<Bool, _>(profile.hides_name)
        .bind::<SqlUuid, _>(person.0)
        .execute(tx)
        .await?;
    turns::forget(tx, person).await?;
    turns::add(tx, &[(person, profile.name.as_str())]).await
}

pub(super) async fn set_language(tx: &Tx, person: PersonId, language: &str) -> Result<(), Fault> {
    sql("UPDATE persons SET language = ? WHERE person_id = ?")
        .bind::<Text, _>(language)
        .bind::<SqlUuid, _>(person.0)
        .execute(tx)
        .await?;
    Ok(())
}

pub(super) async fn set_role(tx: &Tx, person: PersonId, role: Option<Role>) -> Result<(), Fault> {
    sql("UPDATE persons SET role = ? WHERE person_id = ?")
        .bind::<Nullable<Text>, _>(role.map(Role::word))
        .bind::<SqlUuid, _>(person.0)
        .execute(tx)
        .await?;
    Ok(())
}
