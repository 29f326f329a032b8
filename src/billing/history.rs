//! Everything that persons were billed and paid, as their standing depends on it.
use super::payments::{stored_currency, stored_money};
use crate::calendar::Instant;
use crate::db::{Conn, Fault, sql};
use crate::events::{Line, lines_from_json};
use crate::ids::{CompanyId, InvoiceId, PersonId, SourceId};
use crate::money::Money;
use diesel::prelude::QueryableByName;
use diesel::sql_types::{Array, Nullable, Numeric, Text, Timestamptz, Uuid as SqlUuid};
use rust_decimal::Decimal;
use uuid::Uuid;

pub struct Billed {
    pub person: PersonId,
    pub invoice: InvoiceId,
    pub company: CompanyId,
    pub source: SourceId,
    /// The sender's id of the subscription that it names.
    pub subscription: Option<String>,
    pub lines: Vec<Line>,
    pub total: Money,
    pub issued_at: Instant,
    pub due_at: Instant,
    pub voided_at: Option<Instant>,
}

pub struct Paid {
    pub person: PersonId,
    pub company: CompanyId,
    pub invoice: Option<InvoiceId>,
    pub amount: Money,
    /// Its own.
    pub lines: Option<Vec<Line>>,
    pub at: Instant,
    pub refunded_whole_at: Option<Instant>,
}

#[derive(Default)]
pub struct History {
    pub billed: Vec<Billed>,
    pub paid: Vec<Paid>,
}

#[derive(QueryableByName)]
struct BilledRow {
    #[diesel(sql_type = SqlUuid)]
    person_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    invoice_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    company_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    source_id: Uuid,
    #[diesel(sql_type = Nullable<Text>)]
    subscription: Option<String>,
    #[diesel(sql_type = Text)]
    currency: String,
    #[diesel(sql_type = Text)]
    lines: String,
    #[diesel(sql_type = Numeric)]
    total: Decimal,
    #[diesel(sql_type = Timestamptz)]
    issued_at: Instant,
    #[diesel(sql_type = Timestamptz)]
    due_at: Instant,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    voided_at: Option<Instant>,
}

impl TryFrom<BilledRow> for Billed {
    type Error = Fault;

    fn try_from(row: BilledRow) -> Result<Billed, Fault> {
        let currency = stored_currency(&row.currency)?;
        Ok(Billed {
            person: PersonId(row.person_id),
            invoice: InvoiceId(row.invoice_id),
            company: CompanyId(row.company_id),
            source: SourceId(row.source_id),
            subscription: row.subscription,
            lines: lines_from_json(&row.lines, currency).map_err(|e| Fault::contradiction(e.to_string()))?,
            total: stored_money(row.total, currency)?,
            issued_at: row.issued_at,
            due_at: row.due_at,
            voided_at: row.voided_at,
        })
    }
}

#[derive(QueryableByName)]
struct PaidRow {
    #[diesel(sql_type = SqlUuid)]
    person_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    company_id: Uuid,
    #[diesel(sql_type = Nullable<SqlUuid>)]
    invoice_id: Option<Uuid>,
    #[diesel(sql_type = Text)]
    currency: String,
    #[diesel(sql_type = Numeric)]
    amount: Decimal,
    #[diesel(sql_type = Nullable<Text>)]
    lines: Option<String>,
    #[diesel(sql_type = Timestamptz)]
    paid_at: Instant,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    refunded_whole_at: Option<Instant>,
}

impl TryFrom<PaidRow> for Paid {
    type Error = Fault;

    fn try_from(row: PaidRow) -> Result<Paid, Fault> {
        let currency = stored_currency(&row.currency)?;
        let lines = row.lines.map(|lines| lines_from_json(&lines, currency)).transpose();
        Ok(Paid {
            person: PersonId(row.person_id),
            company: CompanyId(row.company_id),
            invoice: row.invoice_id.map(InvoiceId),
            amount: stored_money(row.amount, currency)?,
            lines: lines.map_err(|e| Fault::contradiction(e.to_string()))?,
            at: row.paid_at,
            refunded_whole_at: row.refunded_whole_at,
        })
    }
}

/// Oldest first.
pub async fn history_of(conn: &Conn, people: &[PersonId]) -> Result<History, Fault> {
    let ids: Vec<Uuid> = people.iter().map(|person| person.0).collect();
    let billed =
        sql("SELECT person_id, invoice_id, company_id, source_id, subscription, currency, lines::text AS lines, total,
                issued_at, due_at, voided_at
         FROM invoices WHERE person_id = ANY(?) ORDER BY person_id, issued_at, invoice_id")
        .bind::<Array<SqlUuid>, _>(ids.clone())
        .load::<BilledRow>(conn);
    // Refunded as a whole by the completed refund with which all of them reach what was paid.
    let paid =
        sql("SELECT p.person_id, p.company_id, p.invoice_id, p.currency, p.amount, p.lines::text AS lines, p.paid_at,
                CASE WHEN p.amount > 0 AND p.refunded >= p.amount THEN (
                    SELECT min(r.settled_at) FROM (
                        SELECT settled_at, sum(amount) OVER (ORDER BY settled_at, refund_id) AS so_far FROM refunds
                        WHERE person_id = p.person_id AND payment_id = p.payment_id AND state = 'completed') r
                    WHERE r.so_far >= p.amount) END AS refunded_whole_at
         FROM payments p WHERE p.person_id = ANY(?) ORDER BY p.person_id, p.paid_at, p.payment_id")
        .bind::<Array<SqlUuid>, _>(ids)
        .load::<PaidRow>(conn);
    let (billed, paid) = futures_util::try_join!(billed, paid)?;
    Ok(History {
        billed: billed.into_iter().map(Billed::try_from).collect::<Result<_, _>>()?,
        paid: paid.into_iter().map(Paid::try_from).collect::<Result<_, _>>()?,
    })
}

/// The next thousand persons, in the order of their ids, who have companies; none when there are no more.
pub async fn customers_after(conn: &Conn, last: Option<PersonId>) -> Result<Option<Vec<PersonId>>, Fault> {
    #[derive(QueryableByName)]
    struct Found {
        #[diesel(sql_type = SqlUuid)]
        person_id: Uuid,
    }
    let rows: Vec<Found> =
        sql("SELECT DISTINCT person_id FROM companies WHERE person_id > ? ORDER BY person_id LIMIT 1000")
            .bind::<SqlUuid, _>(last.map_or(Uuid::nil(), |last| last.0))
            .load(conn)
            .await?;
    Ok((!rows.is_empty()).then(|| rows.into_iter().map(|row| PersonId(row.person_id)).collect()))
}
