use super::payments::{stored_currency, stored_money};
use super::taken_off::{Discount, net_after};
use crate::calendar::Instant;
use crate::db::{Conn, Fault, Tx, sql};
use crate::events::{Line, lines_from_json};
use crate::ids::{CompanyId, InvoiceId, PersonId, SourceId};
use crate::money::Money;
use crate::notices::{self, Kind, News};
use crate::rules::offer;
use crate::rules::spend::Bill;
use diesel::prelude::QueryableByName;
use diesel::sql_types::{Array, BigInt, Nullable, Numeric, Text, Timestamptz, Uuid as SqlUuid};
use rust_decimal::Decimal;
use serde::Serialize;
use std::collections::HashMap;
use uuid::Uuid;

/// An invoice as it is issued; its total is the sum of its lines' nets.
pub struct NewInvoice {
    pub id: InvoiceId,
    pub person: PersonId,
    pub company: CompanyId,
    pub source: SourceId,
    pub external_id: String,
    /// The sender's id of the subscription that it is for.
    pub subscription: Option<String>,
    pub lines: Vec<Line>,
    pub discounts: Vec<Discount>,
    pub total: Money,
    pub tax: Option<Money>,
    pub promo_code: Option<String>,
    pub issued_at: Instant,
    pub due_at: Instant,
}

pub(super) fn json<T: Serialize>(value: &T) -> Result<String, Fault> {
    serde_json::to_string(value).map_err(|e| Fault::contradiction(e.to_string()))
}

/// How many invoices these persons have that were not voided.
pub async fn count_of(conn: &Conn, people: &[PersonId]) -> Result<HashMap<PersonId, u32>, Fault> {
    #[derive(QueryableByName)]
    struct Count {
        #[diesel(sql_type = SqlUuid)]
        person_id: Uuid,
        #[diesel(sql_type = BigInt)]
        invoices: i64,
    }
    let counts: Vec<Count> = sql("SELECT person_id, count(*) AS invoices FROM invoices
         WHERE person_id = ANY(?) AND voided_at IS NULL GROUP BY person_id")
    .bind::<Array<SqlUuid>, _>(people.iter().map(|p| p.0).collect::<Vec<_>>())
    .load(conn)
    .await?;
    Ok(counts.into_iter().map(|c| (PersonId(c.person_id), u32::try_from(c.invoices).unwrap_or(u32::MAX))).collect())
}

pub async fn issue(tx: &Tx, invoices: &[NewInvoice]) -> Result<(), Fault> {
    if invoices.is_empty() {
        return Ok(());
    }
    let lines: Vec<String> = invoices.iter().map(|i| json(&i.lines)).collect::<Result<_, _>>()?;
    let discounts = |i: &NewInvoice| json(&i.discounts.iter().map(Discount::written).collect::<Vec<_>>());
    let discounts: Vec<String> = invoices.iter().map(discounts).collect::<Result<_, _>>()?;
    let look_at = |i: &NewInvoice| offer::reprices_at(i.due_at, i.discounts.iter().filter_map(|d| d.until));
    // Whoever else issued it has told its price.
    sql("INSERT INTO invoices (person_id, invoice_id, company_id, source_id, external_id, currency, lines, discounts,
                              total, tax, promo_code, issued_at, due_at, subscription, look_at, recorded_at)
         SELECT i.person_id, i.invoice_id, i.company_id, i.source_id, i.external_id, i.currency, i.lines::jsonb,
                i.discounts::jsonb, i.total, i.tax, i.promo_code, i.issued_at, i.due_at, i.subscription,
                CASE WHEN EXISTS (SELECT FROM own_subscriptions o WHERE o.person_id = i.person_id AND o.source_id = i.source_id
                                  AND o.external_id = i.subscription) THEN i.look_at END, ?
         FROM unnest(?::uuid[], ?::uuid[], ?::uuid[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::numeric[],
                     ?::numeric[], ?::text[], ?::timestamptz[], ?::timestamptz[], ?::text[], ?::timestamptz[])
            AS i (person_id, invoice_id, company_id, source_id, external_id, currency, lines, discounts, total, tax, promo_code,
                  issued_at, due_at, subscription, look_at)")
    .bind::<Timestamptz, _>(tx.now())
    .bind::<Array<SqlUuid>, _>(invoices.iter().map(|i| i.person.0).collect::<Vec<_>>())
    .bind::<Array<SqlUuid>, _>(invoices.iter().map(|i| i.id.0).collect::<Vec<_>>())
    .bind::<Array<SqlUuid>, _>(invoices.iter().map(|i| i.company.0).collect::<Vec<_>>())
    .bind::<Array<SqlUuid>, _>(invoices.iter().map(|i| i.source.0).collect::<Vec<_>>())
    .bind::<Array<Text>, _>(invoices.iter().map(|i| i.external_id.as_str()).collect::<Vec<_>>())
    .bind::<Array<Text>, _>(invoices.iter().map(|i| i.total.currency().to_string()).collect::<Vec<_>>())
    .bind::<Array<Text>, _>(lines)
    .bind::<Array<Text>, _>(discounts)
    .bind::<Array<Numeric>, _>(invoices.iter().map(|i| i.total.amount()).collect::<Vec<_>>())
    .bind::<Array<Nullable<Numeric>>, _>(invoices.iter().map(|i| i.tax.map(Money::amount)).collect::<Vec<_>>())
    .bind::<Array<Nullable<Text>>, _>(invoices.iter().map(|i| i.promo_code.clone()).collect::<Vec<_>>())
    .bind::<Array<Timestamptz>, _>(invoices.iter().map(|i| i.issued_at).collect::<Vec<_>>())
    .bind::<Array<Timestamptz>, _>(invoices.iter().map(|i| i.due_at).collect::<Vec<_>>())
    .bind::<Array<Nullable<Text>>, _>(invoices.iter().map(|i| i.subscription.clone()).collect::<Vec<_>>())
    .bind::<Array<Nullable<Timestamptz>>, _>(invoices.iter().map(look_at).collect::<Vec<_>>())
    .execute(tx)
    .await?;
    notices::tell(tx, invoices.iter().map(|i| News::of_no_program(i.person, Kind::Invoice, i.issued_at))).await
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InvoiceState {
    Open,
    Paid,
    Voided,
}

#[derive(Debug, Clone)]
pub struct Invoice {
    pub person: PersonId,
    pub id: InvoiceId,
    pub company: CompanyId,
    pub company_name: String,
    pub source: SourceId,
    pub external_id: String,
    pub lines: Vec<Line>,
    /// As it was issued; [`Invoice::off`] are those that it still has.
    pub discounts: Vec<Discount>,
    pub total: Money,
    pub tax: Option<Money>,
    /// Money received for it.
    pub paid: Money,
    /// Bonuses used on it and not returned.
    pub credit: Money,
    pub promo_code: Option<String>,
    pub issued_at: Instant,
    pub due_at: Instant,
    pub voided_at: Option<Instant>,
    /// When it lost what was over of its discounts.
    pub repriced_at: Option<Instant>,
    /// When it is looked at whether it loses any, if it may.
    pub look_at: Option<Instant>,
}

impl Invoice {
    /// As people call it: the sender's id, or of what Beckon issued its day and the end of its id.
    pub fn number(&self) -> String {
        match Uuid::parse_str(&self.external_id) {
            Ok(id) => {
                let end = id.as_fields().3;
                format!("{}-{:02X}{:02X}", self.issued_at.format("%Y-%m-%d"), end[6], end[7])
            }
            Err(_) => self.external_id.clone(),
        }
    }

    /// What is left to pay, never below zero.
    pub fn remainder(&self) -> Result<Money, Fault> {
        let rest = self.total.minus(self.paid).and_then(|rest| rest.minus(self.credit));
        let zero = Money::zero(self.total.currency());
        rest.and_then(|rest| rest.larger(zero)).map_err(|e| Fault::contradiction(e.to_string()))
    }

    /// What is to be paid for a line, after its own discounts and those of offers.
    pub fn net(&self, line: usize) -> Result<Money, Fault> {
        let sent = self.lines.get(line).ok_or_else(|| Fault::contradiction("a discount on no line"))?;
        net_after(sent, line, &self.off())
    }

    /// As bonuses pay it.
    pub fn bill(&self) -> Result<Bill, Fault> {
        let lines = self.lines.iter().enumerate().map(|(n, line)| Ok((line.kind, self.net(n)?)));
        Ok(Bill {
            lines: lines.collect::<Result<_, Fault>>()?,
            remainder: self.remainder()?,
            used: self.credit,
            tax: self.tax,
        })
    }

    pub fn state(&self) -> Result<InvoiceState, Fault> {
        Ok(match self.voided_at {
            Some(_) => InvoiceState::Voided,
            None if self.remainder()?.is_zero() => InvoiceState::Paid,
            None => InvoiceState::Open,
        })
    }
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = SqlUuid)]
    person_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    invoice_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    company_id: Uuid,
    #[diesel(sql_type = Text)]
    company_name: String,
    #[diesel(sql_type = SqlUuid)]
    source_id: Uuid,
    #[diesel(sql_type = Text)]
    external_id: String,
    #[diesel(sql_type = Text)]
    currency: String,
    #[diesel(sql_type = Text)]
    lines: String,
    #[diesel(sql_type = Text)]
    discounts: String,
    #[diesel(sql_type = Numeric)]
    total: Decimal,
    #[diesel(sql_type = Nullable<Numeric>)]
    tax: Option<Decimal>,
    #[diesel(sql_type = Numeric)]
    paid: Decimal,
    #[diesel(sql_type = Numeric)]
    credit: Decimal,
    #[diesel(sql_type = Nullable<Text>)]
    promo_code: Option<String>,
    #[diesel(sql_type = Timestamptz)]
    issued_at: Instant,
    #[diesel(sql_type = Timestamptz)]
    due_at: Instant,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    voided_at: Option<Instant>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    repriced_at: Option<Instant>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    look_at: Option<Instant>,
}

impl TryFrom<Row> for Invoice {
    type Error = Fault;
    fn try_from(row: Row) -> Result<Invoice, Fault> {
        let currency = stored_currency(&row.currency)?;
        let lines = lines_from_json(&row.lines, currency).map_err(|e| Fault::contradiction(e.to_string()))?;
        Ok(Invoice {
            person: PersonId(row.person_id),
            id: InvoiceId(row.invoice_id),
            company: CompanyId(row.company_id),
            company_name: row.company_name,
            source: SourceId(row.source_id),
            external_id: row.external_id,
            lines,
            discounts: Discount::read(&row.discounts, currency)?,
            total: stored_money(row.total, currency)?,
            tax: row.tax.map(|tax| stored_money(tax, currency)).transpose()?,
            paid: stored_money(row.paid, currency)?,
            credit: stored_money(row.credit, currency)?,
            promo_code: row.promo_code,
            issued_at: row.issued_at,
            due_at: row.due_at,
            voided_at: row.voided_at,
            repriced_at: row.repriced_at,
            look_at: row.look_at,
        })
    }
}

/// Selects [`Row`]s of invoices `i` and companies `c`.
macro_rules! invoices {
    ($from:literal) => {
        concat!(
            "SELECT i.person_id, i.invoice_id, i.company_id, c.name AS company_name, i.source_id, i.external_id, i.currency,
                    i.lines::text AS lines, i.discounts::text AS discounts, i.total, i.tax, i.paid, i.credit, i.promo_code,
                    i.issued_at, i.due_at, i.voided_at, i.repriced_at, i.look_at ",
            $from
        )
    };
}

pub async fn find(conn: &Conn, ids: &[(PersonId, InvoiceId)]) -> Result<Vec<Invoice>, Fault> {
    let rows: Vec<Row> = sql(invoices!(
        "FROM unnest(?::uuid[], ?::uuid[]) AS asked (person_id, invoice_id)
         JOIN invoices i USING (person_id, invoice_id)
         JOIN companies c ON c.person_id = i.person_id AND c.company_id = i.company_id"
    ))
    .bind::<Array<SqlUuid>, _>(ids.iter().map(|id| id.0.0).collect::<Vec<_>>())
    .bind::<Array<SqlUuid>, _>(ids.iter().map(|id| id.1.0).collect::<Vec<_>>())
    .load(conn)
    .await?;
    rows.into_iter().map(Invoice::try_from).collect()
}

/// A person's own invoice, or nothing.
pub async fn find_one(conn: &Conn, person: PersonId, id: InvoiceId) -> Result<Option<Invoice>, Fault> {
    Ok(find(conn, &[(person, id)]).await?.into_iter().next())
}

/// The same, locked until the transaction ends, as whoever held the lock before left it.
pub async fn lock_invoice(tx: &Tx, person: PersonId, id: InvoiceId) -> Result<Option<Invoice>, Fault> {
    let row: Option<Row> = sql(invoices!(
        "FROM invoices i JOIN companies c ON c.person_id = i.person_id AND c.company_id = i.company_id
         WHERE i.person_id = ? AND i.invoice_id = ? FOR UPDATE OF i"
    ))
    .bind::<SqlUuid, _>(person.0)
    .bind::<SqlUuid, _>(id.0)
    .optional(tx)
    .await?;
    row.map(Invoice::try_from).transpose()
}

/// All invoices of a person's companies, newest first.
pub async fn invoices_of(conn: &Conn, person: PersonId, skip: i64, limit: i64) -> Result<Vec<Invoice>, Fault> {
    let rows: Vec<Row> = sql(invoices!(
        "FROM invoices i JOIN companies c ON c.person_id = i.person_id AND c.company_id = i.company_id
         WHERE i.person_id = ? ORDER BY i.issued_at DESC, i.invoice_id DESC OFFSET ? LIMIT ?"
    ))
    .bind::<SqlUuid, _>(person.0)
    .bind::<BigInt, _>(skip)
    .bind::<BigInt, _>(limit)
    .load(conn)
    .await?;
    rows.into_iter().map(Invoice::try_from).collect()
}

/// Those of one company.
pub async fn invoices_of_company(
    conn: &Conn,
    person: PersonId,
    company: CompanyId,
    limit: i64,
) -> Result<Vec<Invoice>, Fault> {
    let rows: Vec<Row> = sql(invoices!(
        "FROM invoices i JOIN companies c ON c.person_id = i.person_id AND c.company_id = i.company_id
         WHERE i.person_id = ? AND i.company_id = ? ORDER BY i.issued_at DESC, i.invoice_id DESC LIMIT ?"
    ))
    .bind::<SqlUuid, _>(person.0)
    .bind::<SqlUuid, _>(company.0)
    .bind::<BigInt, _>(limit)
    .load(conn)
    .await?;
    rows.into_iter().map(Invoice::try_from).collect()
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    count: i64,
}

pub async fn count_invoices(conn: &Conn, person: PersonId) -> Result<i64, Fault> {
    let count: Count = sql("SELECT count(*) AS count FROM invoices WHERE person_id = ?")
        .bind::<SqlUuid, _>(person.0)
        .one(conn)
        .await?;
    Ok(count.count)
}

/// Sets what bonuses pay of it.
pub async fn set_credit(tx: &Tx, person: PersonId, id: InvoiceId, credit: Money) -> Result<(), Fault> {
    sql("UPDATE invoices SET credit = ? WHERE person_id = ? AND invoice_id = ?")
        .bind::<Numeric, _>(credit.amount())
        .bind::<SqlUuid, _>(person.0)
        .bind::<SqlUuid, _>(id.0)
        .execute(tx)
        .await?;
    Ok(())
}

pub async fn void(tx: &Tx, person: PersonId, id: InvoiceId, at: Instant) -> Result<(), Fault> {
    sql("UPDATE invoices SET voided_at = ? WHERE person_id = ? AND invoice_id = ?")
        .bind::<Timestamptz, _>(at)
        .bind::<SqlUuid, _>(person.0)
        .bind::<SqlUuid, _>(id.0)
        .execute(tx)
        .await?;
    Ok(())
}
