//! People as staff look for them: by what a word of their name, their address or sender's id begins with. Each search reads one range of one index,
//! from where the page before ended, and never more than a page.

use diesel::QueryableByName;
use diesel::sql_types::{BigInt, Text, Uuid as SqlUuid};
use uuid::Uuid;

use super::Person;
use super::store::{Row, columns};
use crate::db::sql::Sql;
use crate::db::{Conn, Fault, sql};
use crate::ids::PersonId;

/// What is looked through. Letters are the same in either case, but in ids.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Among {
    /// Everybody, the newest first; no text narrows it.
    All,
    /// The same, the oldest first.
    Oldest,
    /// Those with a role, the newest first.
    Staff,
    /// Those of one country, the newest first.
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

/// The last line of the page before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    pub person: PersonId,
    /// By what the list is ordered.
    pub key: String,
}

impl Mark {
    pub fn read(text: &str) -> Option<Mark> {
        let (person, key) = text.split_at_checked(36)?;
        Some(Mark { person: person.parse().ok()?, key: key.to_owned() })
    }

    pub fn text(&self) -> String {
        format!("{}{}", self.person, self.key)
    }
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

/// `key` begins with what is asked for and comes after the page before: one range of the index over it, whose beginning is said once,
/// as of two PostgreSQL would choose the row, and read all before it.
macro_rules! beginning {
    ($key:literal, $id:literal, $asked:literal, $from:literal) => {
        concat!(
            "SELECT ",
            columns!(),
            ", ",
            $key,
            " AS key FROM ",
            $from,
            " AND ",
            $key,
            " COLLATE \"C\" < ",
            $asked,
            " || chr(1114111) AND (",
            $key,
            " COLLATE \"C\", ",
            $id,
            ") > (greatest(",
            $asked,
            " COLLATE \"C\", ? COLLATE \"C\"), ?) ORDER BY ",
            $key,
            " COLLATE \"C\", ",
            $id,
            " LIMIT ?"
        )
    };
}

/// Those of `among` that begin with `text`, in the order of what is looked through.
pub async fn search(
    conn: &Conn,
    among: Among,
    text: &str,
    after: Option<&Mark>,
    limit: i64,
) -> Result<Vec<Found>, Fault> {
    let statement = match among {
        Among::All => sql(concat!(
            "SELECT ",
            columns!(),
            ", '' AS key FROM persons p WHERE p.person_id < ? ORDER BY p.person_id DESC LIMIT ?"
        )),
        Among::Staff => sql(concat!(
            "SELECT ",
            columns!(),
            ", '' AS key FROM persons p WHERE p.role IS NOT NULL AND p.person_id < ? ORDER BY p.person_id DESC LIMIT ?"
        )),
        Among::Oldest => sql(concat!(
            "SELECT ",
            columns!(),
            ", '' AS key FROM persons p WHERE p.person_id > ? ORDER BY p.person_id LIMIT ?"
        )),
        Among::Country => sql(concat!(
            "SELECT ",
            columns!(),
            ", '' AS key FROM persons p WHERE p.country = ? AND p.person_id < ? ORDER BY p.person_id DESC LIMIT ?"
        )),
        Among::ByName => sql(beginning!("folded(p.name)", "p.person_id", "folded(?)", "persons p WHERE true")),
        // The subquery reads the few turns of the one name.
        Among::Names => sql(beginning!(
            "t.turn",
            "t.person_id",
            "folded(?)",
            "name_turns t JOIN persons p ON p.person_id = t.person_id
             WHERE (SELECT min(o.turn COLLATE \"C\") FROM name_turns o
                    WHERE o.person_id = t.person_id AND starts_with(o.turn, folded(?))) = t.turn COLLATE \"C\""
        )),
        Among::Emails => {
            sql(beginning!("folded(p.email)", "p.person_id", "folded(?)", "persons p WHERE p.email IS NOT NULL"))
        }
        Among::ExternalIds => sql(beginning!(
            "k.external_id",
            "k.id",
            "?",
            "external_ids k JOIN persons p ON p.person_id = k.id WHERE k.noun = 'person'"
        )),
    };
    let bound = match among {
        Among::All | Among::Staff => statement.bind::<SqlUuid, _>(after.map_or(Uuid::max(), |mark| mark.person.0)),
        Among::Oldest => statement.bind::<SqlUuid, _>(after.map_or(Uuid::nil(), |mark| mark.person.0)),
        Among::Country => {
            statement.bind::<Text, _>(text).bind::<SqlUuid, _>(after.map_or(Uuid::max(), |mark| mark.person.0))
        }
        Among::Names => ranged(statement.bind::<Text, _>(text), text, after),
        Among::ByName | Among::Emails | Among::ExternalIds => ranged(statement, text, after),
    };
    let rows: Vec<FoundRow> = bound.bind::<BigInt, _>(limit).load(conn).await?;
    let found = |row: FoundRow| {
        let person = Person::try_from(row.person)?;
        Ok(Found { mark: Mark { person: person.id, key: row.key }, person })
    };
    rows.into_iter().map(found).collect()
}

/// Binds the range of a search: where it begins and ends, and where the page before ended.
fn ranged<'a>(statement: Sql<'a>, text: &'a str, after: Option<&'a Mark>) -> Sql<'a> {
    statement
        .bind::<Text, _>(text)
        .bind::<Text, _>(text)
        .bind::<Text, _>(after.map_or("", |mark| mark.key.as_str()))
        .bind::<SqlUuid, _>(after.map_or(Uuid::nil(), |mark| mark.person.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_read_as_it_was_written() {
        let person: PersonId = "01981a3c-0000-7000-8000-000000000001".parse().unwrap();
        for key in ["", "айгерим", "a b"] {
            let mark = Mark { person, key: key.into() };
            assert_eq!(Mark::read(&mark.text()), Some(mark));
        }
        for wrong in ["", "x", "01981a3c-0000-7000-8000-00000000000", "жжжжжжжжжжжжжжжжжжжжжжжжжжжжжжжжжжжжжж"]
        {
            assert_eq!(Mark::read(wrong), None, "{wrong}");
        }
    }
}
