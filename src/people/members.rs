//! Members of staff: who they are, and how administrators invite, move and remove them.
//!
//! Invariants: nobody changes their own role, so that an administrator stays; whoever lost the role a moment ago changes nobody's; who
//! is removed is signed out everywhere at once.

use diesel::QueryableByName;
use diesel::sql_types::{Bool, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use serde_json::json;
use uuid::Uuid;

use super::letters::EntryLetter;
use super::staff::{promote, remove_staff};
use super::{Admin, Role, Staff, deed, store};
use crate::calendar::Instant;
use crate::db::{Conn, Fault, Tx, sql};
use crate::events::Email;
use crate::ids::PersonId;
use crate::jobs;

#[derive(Debug, Clone)]
pub struct Member {
    pub id: PersonId,
    pub name: String,
    pub email: Option<String>,
    pub role: Role,
    pub two_step_since: Option<Instant>,
    pub last_seen_at: Option<Instant>,
    /// Has not chosen a password yet.
    pub is_expected: bool,
}

/// Everybody with a role, highest first.
pub async fn members(conn: &Conn) -> Result<Vec<Member>, Fault> {
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = SqlUuid)]
        person_id: Uuid,
        #[diesel(sql_type = Text)]
        name: String,
        #[diesel(sql_type = Nullable<Text>)]
        email: Option<String>,
        #[diesel(sql_type = Text)]
        role: String,
        #[diesel(sql_type = Nullable<Timestamptz>)]
        two_step_since: Option<Instant>,
        #[diesel(sql_type = Nullable<Timestamptz>)]
        last_seen_at: Option<Instant>,
        #[diesel(sql_type = Bool)]
        is_expected: bool,
    }
    let rows: Vec<Row> = sql("SELECT p.person_id, p.name, p.email, p.role, t.enabled_at AS two_step_since,
             (SELECT max(s.seen_at) FROM sessions s WHERE s.person_id = p.person_id AND NOT s.awaits_code) AS last_seen_at,
             p.password_hash IS NULL AS is_expected
         FROM persons p LEFT JOIN second_steps t USING (person_id) WHERE p.role IS NOT NULL
         ORDER BY array_position(ARRAY['admin', 'finance', 'support'], p.role), folded(p.name), p.person_id")
    .load(conn)
    .await?;
    let member = |row: Row| {
        Ok(Member {
            id: PersonId(row.person_id),
            name: row.name,
            email: row.email,
            role: Role::read(&row.role)?,
            two_step_since: row.two_step_since,
            last_seen_at: row.last_seen_at,
            is_expected: row.is_expected,
        })
    };
    rows.into_iter().map(member).collect()
}

/// Why a member of staff is not changed.
#[derive(Debug, thiserror::Error)]
pub enum NotStaffed {
    #[error("nobody changes their own role")]
    Own,
    #[error("this person is staff already")]
    Already,
    #[error("this person is no staff any more")]
    Gone,
    #[error("only administrators change roles")]
    NoAdmin,
    #[error(transparent)]
    Fault(#[from] Fault),
}

/// Of two administrators who take each other's role at once, one is first: all wait here, and whoever lost the role is told.
async fn as_admin(tx: &Tx, staff: &Staff<Admin>) -> Result<(), NotStaffed> {
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = SqlUuid)]
        person_id: Uuid,
    }
    let admins: Vec<Row> =
        sql("SELECT person_id FROM persons WHERE role = 'admin' ORDER BY person_id FOR UPDATE").load(tx).await?;
    let is_admin = admins.iter().any(|row| row.person_id == staff.who.person.0);
    if is_admin { Ok(()) } else { Err(NotStaffed::NoAdmin) }
}

/// Gives the owner of an address a role and writes to them: with a link to choose a password where they have none, or where to
/// sign in. Whoever was invited and has not come yet gets another letter.
pub async fn invite(tx: &Tx, staff: &Staff<Admin>, email: &Email, role: Role) -> Result<PersonId, NotStaffed> {
    as_admin(tx, staff).await?;
    let key = email.normalised();
    let known = super::known_emails(tx, std::slice::from_ref(&key)).await?.remove(&key);
    let before = match known {
        Some(person) => store::find(tx, person).await?,
        None => None,
    };
    if before.as_ref().is_some_and(|person| person.id == staff.who.person) {
        return Err(NotStaffed::Own);
    }
    if before.is_some_and(|person| person.role.is_some() && person.has_password) {
        return Err(NotStaffed::Already);
    }
    let promoted = promote(tx, &staff.by(), email, role).await?;
    jobs::enqueue(tx, &EntryLetter::Staff { person: promoted.person }).await?;
    Ok(promoted.person)
}

/// The role holds from the person's next request on. False when they have it already.
pub async fn change_role(tx: &Tx, staff: &Staff<Admin>, person: PersonId, role: Role) -> Result<bool, NotStaffed> {
    let was = other(tx, staff, person).await?;
    if was == role {
        return Ok(false);
    }
    store::set_role(tx, person, Some(role)).await?;
    let (before, after) = (json!({"role": was.word()}), json!({"role": role.word()}));
    deed(tx, &staff.by(), "staff-role-changed", &format!("person {person}"), Some(before), Some(after)).await?;
    Ok(true)
}

/// Takes the role away and signs them out everywhere.
pub async fn dismiss(tx: &Tx, staff: &Staff<Admin>, person: PersonId) -> Result<(), NotStaffed> {
    other(tx, staff, person).await?;
    remove_staff(tx, &staff.by(), person).await?;
    Ok(())
}

/// The role of somebody else.
async fn other(tx: &Tx, staff: &Staff<Admin>, person: PersonId) -> Result<Role, NotStaffed> {
    if person == staff.who.person {
        return Err(NotStaffed::Own);
    }
    as_admin(tx, staff).await?;
    let found = store::find(tx, person).await?;
    found.and_then(|person| person.role).ok_or(NotStaffed::Gone)
}
