//! Invoices as staff look for them: everybody's that are still to be paid, and all of a few people.
use super::invoices::Invoice;
use super::unpaid::{Found, by_due_date};
use crate::calendar::Instant;
use crate::db::dated::{self, Mark, dated};
use crate::db::{Conn, Fault, Way, sql};
use crate::ids::{CompanyId, InvoiceId, PersonId};
use chrono::{Days, NaiveDate, NaiveTime};
use diesel::sql_types::{Array, BigInt, Nullable, Text, Timestamptz, Uuid as SqlUuid};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// Something is left to pay.
    Open,
    /// Of these, what was due before this instant.
    Overdue(Instant),
    /// Of few people alone, as are the next ones.
    Paid,
    Voided,
    All,
}

/// Which invoices are asked for, and in which order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    pub which: Which,
    /// Of these people alone.
    pub people: Option<Vec<PersonId>>,
    /// Of this company of theirs alone.
    pub company: Option<CompanyId>,
    pub way: Way,
    pub after: Option<Mark>,
}

macro_rules! open {
    () => {
        "voided_at IS NULL AND paid + credit < total"
    };
}

macro_rules! listing {
    ($which:expr) => {
        dated!(
            concat!(
                "SELECT person_id, invoice_id FROM invoices WHERE due_at < coalesce(?, timestamptz 'infinity') AND ",
                $which
            ),
            "due_at",
            "invoice_id"
        )
    };
}

impl Which {
    fn word(self) -> &'static str {
        match self {
            Which::Open | Which::Overdue(_) => "open",
            Which::Paid => "paid",
            Which::Voided => "voided",
            Which::All => "all",
        }
    }
}

/// By due date. Of everybody only what is still to be paid.
pub async fn looked_for(conn: &Conn, wanted: &Wanted, limit: i64) -> Result<Vec<Invoice>, Fault> {
    let due_before = if let Which::Overdue(now) = wanted.which { Some(now) } else { None };
    let statement = match &wanted.people {
        None => sql(listing!(open!())).bind::<Nullable<Timestamptz>, _>(due_before),
        Some(people) => {
            let company = wanted.company.map(|company| company.0);
            let statement = sql(listing!(concat!(
                "person_id = ANY(?) AND (?::uuid IS NULL OR company_id = ?) AND CASE ? WHEN 'open' THEN ",
                open!(),
                " WHEN 'paid' THEN voided_at IS NULL AND paid + credit >= total WHEN 'voided' THEN voided_at IS NOT NULL ELSE true END"
            )));
            statement
                .bind::<Nullable<Timestamptz>, _>(due_before)
                .bind::<Array<SqlUuid>, _>(people.iter().map(|person| person.0).collect::<Vec<_>>())
                .bind::<Nullable<SqlUuid>, _>(company)
                .bind::<Nullable<SqlUuid>, _>(company)
                .bind::<Text, _>(wanted.which.word())
        }
    };
    let statement = dated::from(statement, wanted.after, wanted.way);
    let found: Vec<Found> = statement.bind::<BigInt, _>(limit).load(conn).await?;
    let mut invoices = by_due_date(conn, found).await?;
    if wanted.way == Way::Descending {
        invoices.reverse();
    }
    Ok(invoices)
}

/// Those still to be paid that Beckon issued on this day (UTC) and whose number ends so: what stands on a bank's statement.
pub async fn numbered(conn: &Conn, day: NaiveDate, end: &str) -> Result<Vec<InvoiceId>, Fault> {
    let from = day.and_time(NaiveTime::MIN).and_utc();
    let found: Vec<Found> = sql(concat!(
        "SELECT person_id, invoice_id FROM invoices WHERE ",
        open!(),
        " AND issued_at >= ? AND issued_at < ? AND length(external_id) = 36 AND right(external_id, 4) = lower(?) LIMIT 2"
    ))
    .bind::<Timestamptz, _>(from)
    .bind::<Timestamptz, _>(from + Days::new(1))
    .bind::<Text, _>(end)
    .load(conn)
    .await?;
    Ok(found.iter().map(|found| InvoiceId(found.invoice_id)).collect())
}
