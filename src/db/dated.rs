//! Lists in the order of an instant: one range of one index, from where the page before ended.

use super::Way;
use super::sql::Sql;
use crate::calendar::Instant;
use diesel::sql_types::{Nullable, Timestamptz, Uuid as SqlUuid};
use uuid::Uuid;

/// The last line of the page before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    pub at: Instant,
    pub id: Uuid,
}

impl Mark {
    pub fn read(text: &str) -> Option<Mark> {
        let (at, id) = text.split_once('_')?;
        Some(Mark { at: Instant::from_timestamp_micros(at.parse().ok()?)?, id: id.parse().ok()? })
    }

    pub fn text(&self) -> String {
        format!("{}_{}", self.at.timestamp_micros(), self.id)
    }
}

/// A list's `ORDER BY`, with what comes before it: `dated!("SELECT … WHERE …", "due_at", "invoice_id")`. [`from`] binds the rest.
macro_rules! dated {
    ($select:expr, $at:literal, $id:literal) => {
        concat!(
            $select,
            " AND (",
            $at,
            ", ",
            $id,
            ") {>} (coalesce(?, timestamptz '{end}'), ?) ORDER BY ",
            $at,
            " {ASC}, ",
            $id,
            " {ASC} LIMIT ?"
        )
    };
}
pub(crate) use dated;

/// Binds what [`dated`] asks for but how many.
pub fn from(statement: Sql<'_>, after: Option<Mark>, way: Way) -> Sql<'_> {
    statement
        .along(way)
        .bind::<Nullable<Timestamptz>, _>(after.map(|mark| mark.at))
        .bind::<SqlUuid, _>(after.map_or(way.end(), |mark| mark.id))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_read_as_it_was_written() {
        let mark = Mark { at: "2026-04-10T09:30:00.123456Z".parse().unwrap(), id: Uuid::from_u128(7) };
        assert_eq!(Mark::read(&mark.text()), Some(mark));
        for wrong in ["", "_", "1_", "x_00000000000000000000000000000007", "9999999999999999999_1", "1_x"] {
            assert_eq!(Mark::read(wrong), None, "{wrong:?}");
        }
    }
}
