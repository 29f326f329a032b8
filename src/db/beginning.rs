//! Lists in the order of a text, of which those lines are looked for that begin with what was typed: one range of one index, from where the
//! page before ended.

use super::Way;
use super::sql::Sql;
use diesel::sql_types::{Nullable, Text, Uuid as SqlUuid};
use uuid::Uuid;

/// The last line of the page before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    pub id: Uuid,
    /// By what the list is ordered; empty where that is the id.
    pub key: String,
}

impl Mark {
    pub fn read(text: &str) -> Option<Mark> {
        let (id, key) = text.split_at_checked(36)?;
        Some(Mark { id: id.parse().ok()?, key: key.to_owned() })
    }

    pub fn text(&self) -> String {
        format!("{}{}", self.id, self.key)
    }
}

impl Way {
    /// The id before all others.
    pub fn end(self) -> Uuid {
        match self {
            Way::Ascending => Uuid::nil(),
            Way::Descending => Uuid::max(),
        }
    }
}

/// `key` begins with what is asked for and comes after the page before. Where that range begins is said once: of two PostgreSQL would
/// choose the row, and read all before it. What is asked for stands in subqueries, which are worked out once and not for each line.
macro_rules! beginning {
    ($select:expr, $key:literal, $id:literal, $asked:literal) => {
        concat!(
            $select,
            " AND ",
            $key,
            " COLLATE \"C\" {<=} (SELECT ",
            $asked,
            " || ?) AND (",
            $key,
            " COLLATE \"C\", ",
            $id,
            ") {>} ((SELECT {greatest}((",
            $asked,
            " || ?) COLLATE \"C\", ? COLLATE \"C\")), ?) ORDER BY ",
            $key,
            " COLLATE \"C\" {ASC}, ",
            $id,
            " {ASC} LIMIT ?"
        )
    };
}
pub(crate) use beginning;

/// Binds what [`beginning`] asks for but how many.
pub fn begun<'a>(statement: Sql<'a>, text: &'a str, after: Option<&'a Mark>, way: Way) -> Sql<'a> {
    /// After whatever goes on from the text.
    const LAST: &str = "\u{10FFFF}";
    let (near, far) = match way {
        Way::Ascending => ("", LAST),
        Way::Descending => (LAST, ""),
    };
    statement
        .along(way)
        .bind::<Text, _>(text)
        .bind::<Text, _>(far)
        .bind::<Text, _>(text)
        .bind::<Text, _>(near)
        .bind::<Nullable<Text>, _>(after.map(|mark| mark.key.as_str()))
        .bind::<SqlUuid, _>(after.map_or(way.end(), |mark| mark.id))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_read_as_it_was_written() {
        let id = Uuid::from_u128(7);
        for key in ["", "айгерим", "a b"] {
            let mark = Mark { id, key: key.into() };
            assert_eq!(Mark::read(&mark.text()), Some(mark));
        }
        for wrong in ["", "x", "01981a3c-0000-7000-8000-00000000000", "жжжжжжжжжжжжжжжжжжжжжжжжжжжжжжжжжжжжжж"]
        {
            assert_eq!(Mark::read(wrong), None, "{wrong}");
        }
    }
}
