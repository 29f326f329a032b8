//! Companies as staff look for them: by what their name or tax id begins with. Each search reads one range of one index, from where the
//! page before ended, and never more than a page.

use diesel::QueryableByName;
use diesel::sql_types::{BigInt, Text, Uuid as SqlUuid};

use super::Company;
use super::store::Row;
use crate::db::beginning::{Mark, beginning, begun};
use crate::db::{Conn, Fault, Way, sql};
use crate::ids::CompanyId;

/// What is looked through. Letters are the same in either case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Among {
    /// Every company by when it was registered; no text narrows it.
    All,
    /// Empty text: every company by name.
    Names,
    /// As they were written; of another spelling the whole is looked up by [`super::known_tax_ids`].
    TaxIds,
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
        Among::All => sql(select!("''", "company_id {>} ? ORDER BY company_id {ASC} LIMIT ?"))
            .along(way)
            .bind::<SqlUuid, _>(after.map_or(way.end(), |mark| mark.id)),
        Among::Names => {
            let statement = sql(beginning!(select!("folded(name)", "true"), "folded(name)", "company_id", "folded(?)"));
            begun(statement, text, after, way)
        }
        Among::TaxIds => {
            let from = beginning!(
                select!("folded(tax_id)", "tax_id IS NOT NULL"),
                "folded(tax_id)",
                "company_id",
                "folded(?)"
            );
            begun(sql(from), text, after, way)
        }
    };
    let rows: Vec<FoundRow> = statement.bind::<BigInt, _>(limit).load(conn).await?;
    let found = |row: FoundRow| {
        let company = Company::from(row.company);
        Found { mark: Mark { id: company.id.0, key: row.key }, company }
    };
    Ok(rows.into_iter().map(found).collect())
}

/// Whosever it is; for staff.
pub async fn find_any(conn: &Conn, company: CompanyId) -> Result<Option<Company>, Fault> {
    let row: Option<FoundRow> =
        sql(select!("''", "company_id = ?")).bind::<SqlUuid, _>(company.0).optional(conn).await?;
    Ok(row.map(|row| Company::from(row.company)))
}
