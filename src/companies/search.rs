//! Companies as staff look for them: by what their name or tax id begins with. Each search reads one range of one index, from where the
//! page before ended, and never more than a page.

use diesel::QueryableByName;
use diesel::sql_types::{BigInt, Text, Uuid as SqlUuid};
use uuid::Uuid;

use super::Company;
use super::store::Row;
use crate::db::{Conn, Fault, sql};
use crate::ids::CompanyId;

/// What is looked through. Letters are the same in either case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Among {
    /// Every company, the newest first; no text narrows it.
    All,
    Names,
    /// As they were written; of another spelling the whole is looked up by [`super::known_tax_ids`].
    TaxIds,
}

/// The last line of the page before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    pub company: CompanyId,
    /// By what the list is ordered.
    pub key: String,
}

impl Mark {
    pub fn read(text: &str) -> Option<Mark> {
        let (company, key) = text.split_at_checked(36)?;
        Some(Mark { company: company.parse().ok()?, key: key.to_owned() })
    }

    pub fn text(&self) -> String {
        format!("{}{}", self.company, self.key)
    }
}

#[derive(Debug)]
pub struct Found {
    pub company: Company,
    pub mark: Mark,
}

#[derive(QueryableByName)]
struct FoundRow {
    #[diesel(embed)]
    company: Row,
    #[diesel(sql_type = Text)]
    key: String,
}

macro_rules! select {
    ($key:literal, $rest:literal) => {
        concat!(
            "SELECT person_id, company_id, name, tax_id, position, registered_at, closed_at, ",
            $key,
            " AS key FROM companies WHERE ",
            $rest
        )
    };
}

/// `key` begins with what is asked for and comes after the page before.
macro_rules! beginning {
    ($key:literal, $also:literal) => {
        concat!(
            select!($key, ""),
            $also,
            $key,
            " COLLATE \"C\" < folded(?) || chr(1114111) AND (",
            $key,
            " COLLATE \"C\", company_id) > (greatest(folded(?) COLLATE \"C\", ? COLLATE \"C\"), ?) ORDER BY ",
            $key,
            " COLLATE \"C\", company_id LIMIT ?"
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
        Among::All => sql(select!("''", "company_id < ? ORDER BY company_id DESC LIMIT ?"))
            .bind::<SqlUuid, _>(after.map_or(Uuid::max(), |mark| mark.company.0)),
        Among::Names | Among::TaxIds => {
            let statement = match among {
                Among::TaxIds => sql(beginning!("folded(tax_id)", "tax_id IS NOT NULL AND ")),
                _ => sql(beginning!("folded(name)", "")),
            };
            statement
                .bind::<Text, _>(text)
                .bind::<Text, _>(text)
                .bind::<Text, _>(after.map_or("", |mark| mark.key.as_str()))
                .bind::<SqlUuid, _>(after.map_or(Uuid::nil(), |mark| mark.company.0))
        }
    };
    let rows: Vec<FoundRow> = statement.bind::<BigInt, _>(limit).load(conn).await?;
    let found = |row: FoundRow| {
        let company = Company::from(row.company);
        Found { mark: Mark { company: company.id, key: row.key }, company }
    };
    Ok(rows.into_iter().map(found).collect())
}

/// Whosever it is; for staff.
pub async fn find_any(conn: &Conn, company: CompanyId) -> Result<Option<Company>, Fault> {
    let row: Option<FoundRow> =
        sql(select!("''", "company_id = ?")).bind::<SqlUuid, _>(company.0).optional(conn).await?;
    Ok(row.map(|row| Company::from(row.company)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_read_as_it_was_written() {
        let company: CompanyId = "01981a3c-0000-7000-8000-000000000001".parse().unwrap();
        for key in ["", "дала", "a b"] {
            let mark = Mark { company, key: key.into() };
            assert_eq!(Mark::read(&mark.text()), Some(mark));
        }
        assert_eq!(Mark::read("x"), None);
    }
}
