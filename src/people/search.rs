//! People as staff look for them: by what a word of their name, their address or sender's id begins with. Each search reads one range of one index,
//! from where the page before ended, and never more than a page.

use diesel::QueryableByName;
use diesel::sql_types::{BigInt, Text, Uuid as SqlUuid};

use super::Person;
use super::store::{Row, columns};
use crate::db::beginning::{Mark, beginning, begun};
use crate::db::{Conn, Fault, Way, sql};

/// What is looked through. Letters are the same in either case, but in ids.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Among {
    /// Everybody by when they registered; no text narrows it.
    All,
    /// Those with a role, in the same order.
    Staff,
    /// Those of one country, in the same order.
    Country,
    /// Everybody by name.
    ByName,
    /// By any word of the name and what follows it; who has two such words comes once.
    Names,
    /// Empty text: everybody who has one, in their order.
    Emails,
    /// What billing systems call them.
    ExternalIds,
}

#[derive(Debug)]
pub struct Found {
    pub person: Person,
    pub mark: Mark,
}

#[derive(QueryableByName)]
struct FoundRow {
    #[diesel(embed)]
    person: Row,
    #[diesel(sql_type = Text)]
    key: String,
}

macro_rules! select {
    ($key:literal, $from:literal) => {
        concat!("SELECT ", columns!(), ", ", $key, " AS key FROM ", $from)
    };
}

macro_rules! registered {
    ($which:literal) => {
        concat!(select!("''", "persons p WHERE "), $which, " AND p.person_id {>} ? ORDER BY p.person_id {ASC} LIMIT ?")
    };
}

/// Those of `among` that begin with `text`, in the order of what is looked through.
pub async fn search(
    conn: &Conn,
    among: Among,
    text: &str,
    way: Way,
    after: Option<&Mark>,
    limit: i64,
) -> Result<Vec<Found>, Fault> {
    let statement = match among {
        Among::All => sql(registered!("true")),
        Among::Staff => sql(registered!("p.role IS NOT NULL")),
        Among::Country => sql(registered!("p.country = ?")).bind::<Text, _>(text),
        Among::ByName => sql(beginning!(
            select!("folded(p.name)", "persons p WHERE true"),
            "folded(p.name)",
            "p.person_id",
            "folded(?)"
        )),
        // Where a later word begins so too, the subquery reads the few turns of the one name.
        Among::Names => sql(beginning!(
            select!(
                "t.turn",
                "name_turns t JOIN persons p ON p.person_id = t.person_id
                 WHERE (strpos(t.turn, (SELECT ' ' || folded(?))) = 0
                        OR (SELECT min(o.turn COLLATE \"C\") FROM name_turns o
                            WHERE o.person_id = t.person_id AND starts_with(o.turn, (SELECT folded(?)))) = t.turn COLLATE \"C\")"
            ),
            "t.turn",
            "t.person_id",
            "folded(?)"
        ))
        .bind::<Text, _>(text)
        .bind::<Text, _>(text),
        Among::Emails => sql(beginning!(
            select!("folded(p.email)", "persons p WHERE p.email IS NOT NULL"),
            "folded(p.email)",
            "p.person_id",
            "folded(?)"
        )),
        Among::ExternalIds => sql(beginning!(
            select!("k.external_id", "external_ids k JOIN persons p ON p.person_id = k.id WHERE k.noun = 'person'"),
            "k.external_id",
            "k.id",
            "?"
        )),
    };
    let bound = match among {
        Among::All | Among::Staff | Among::Country => {
            statement.along(way).bind::<SqlUuid, _>(after.map_or(way.end(), |mark| mark.id))
        }
        Among::ByName | Among::Names | Among::Emails | Among::ExternalIds => begun(statement, text, after, way),
    };
    let rows: Vec<FoundRow> = bound.bind::<BigInt, _>(limit).load(conn).await?;
    let found = |row: FoundRow| {
        let person = Person::try_from(row.person)?;
        Ok(Found { mark: Mark { id: person.id.0, key: row.key }, person })
    };
    rows.into_iter().map(found).collect()
}
