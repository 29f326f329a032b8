use super::invoices::json;
use crate::calendar::Instant;
use crate::db::{Conn, Fault, Tx, sql};
use crate::events::Line;
use crate::ids::{CompanyId, EventId, InvoiceId, PaymentId, PersonId};
use crate::money::{Currency, Money};
use crate::notices::{self, Kind, News};
use diesel::prelude::QueryableByName;
use diesel::sql_types::{Array, Nullable, Numeric, Text, Timestamptz, Uuid as SqlUuid};
use rust_decimal::Decimal;
use uuid::Uuid;

/// Money received for one of a person's companies.
pub struct NewPayment {
    pub id: PaymentId,
    pub person: PersonId,
    pub company: CompanyId,
    pub invoice: Option<InvoiceId>,
    pub event: EventId,
    pub external_id: String,
    pub amount: Money,
    pub tax: Option<Money>,
    pub promo_code: Option<String>,
    /// Its own; none when they are its invoice's, or when it names none.
    pub lines: Option<Vec<Line>>,
    pub paid_at: Instant,
}

/// Records payments and adds them to what their invoices were paid.
pub async fn record(tx: &Tx, payments: &[NewPayment]) -> Result<(), Fault> {
    if payments.is_empty() {
        return Ok(());
    }
    let mut payments: Vec<&NewPayment> = payments.iter().collect();
    payments.sort_unstable_by_key(|p| (p.person, p.id));
    let lines: Vec<Option<String>> =
        payments.iter().map(|p| p.lines.as_ref().map(json).transpose()).collect::<Result<_, _>>()?;
    let inserted =
        sql("INSERT INTO payments (person_id, payment_id, company_id, invoice_id, event_id, external_id, currency,
                              amount, paid_at, recorded_at, tax, promo_code, lines)
         SELECT p.person_id, p.payment_id, p.company_id, p.invoice_id, p.event_id, p.external_id, p.currency, p.amount,
                p.paid_at, ?, p.tax, p.promo_code, p.lines::jsonb
         FROM unnest(?::uuid[], ?::uuid[], ?::uuid[], ?::uuid[], ?::uuid[], ?::text[], ?::text[], ?::numeric[],
                     ?::timestamptz[], ?::numeric[], ?::text[], ?::text[])
            AS p (person_id, payment_id, company_id, invoice_id, event_id, external_id, currency, amount, paid_at, tax,
                  promo_code, lines)")
        .bind::<Timestamptz, _>(tx.now())
        .bind::<Array<SqlUuid>, _>(payments.iter().map(|p| p.person.0).collect::<Vec<_>>())
        .bind::<Array<SqlUuid>, _>(payments.iter().map(|p| p.id.0).collect::<Vec<_>>())
        .bind::<Array<SqlUuid>, _>(payments.iter().map(|p| p.company.0).collect::<Vec<_>>())
        .bind::<Array<Nullable<SqlUuid>>, _>(payments.iter().map(|p| p.invoice.map(|i| i.0)).collect::<Vec<_>>())
        .bind::<Array<SqlUuid>, _>(payments.iter().map(|p| p.event.0).collect::<Vec<_>>())
        .bind::<Array<Text>, _>(payments.iter().map(|p| p.external_id.as_str()).collect::<Vec<_>>())
        .bind::<Array<Text>, _>(payments.iter().map(|p| p.amount.currency().to_string()).collect::<Vec<_>>())
        .bind::<Array<Numeric>, _>(payments.iter().map(|p| p.amount.amount()).collect::<Vec<_>>())
        .bind::<Array<Timestamptz>, _>(payments.iter().map(|p| p.paid_at).collect::<Vec<_>>())
        .bind::<Array<Nullable<Numeric>>, _>(payments.iter().map(|p| p.tax.map(Money::amount)).collect::<Vec<_>>())
        .bind::<Array<Nullable<Text>>, _>(payments.iter().map(|p| p.promo_code.as_deref()).collect::<Vec<_>>())
        .bind::<Array<Nullable<Text>>, _>(lines)
        .execute(tx);
    let on_invoices: Vec<&&NewPayment> = payments.iter().filter(|p| p.invoice.is_some()).collect();
    let paid = async {
        if on_invoices.is_empty() {
            return Ok(0);
        }
        // What came before its price changed, and is told only now, may have paid it in time.
        sql("UPDATE invoices i SET paid = i.paid + p.amount,
                    look_at = CASE WHEN p.paid_at < i.repriced_at THEN i.repriced_at ELSE i.look_at END
             FROM (SELECT person_id, invoice_id, sum(amount) AS amount, min(paid_at) AS paid_at
                   FROM unnest(?::uuid[], ?::uuid[], ?::numeric[], ?::timestamptz[]) AS paid (person_id, invoice_id, amount, paid_at)
                   GROUP BY person_id, invoice_id) p
             WHERE i.person_id = p.person_id AND i.invoice_id = p.invoice_id")
        .bind::<Array<SqlUuid>, _>(on_invoices.iter().map(|p| p.person.0).collect::<Vec<_>>())
        .bind::<Array<Nullable<SqlUuid>>, _>(on_invoices.iter().map(|p| p.invoice.map(|i| i.0)).collect::<Vec<_>>())
        .bind::<Array<Numeric>, _>(on_invoices.iter().map(|p| p.amount.amount()).collect::<Vec<_>>())
        .bind::<Array<Timestamptz>, _>(on_invoices.iter().map(|p| p.paid_at).collect::<Vec<_>>())
        .execute(tx)
        .await
    };
    let news = on_invoices.iter().filter(|p| p.amount.is_positive());
    let news = notices::tell(tx, news.map(|p| News::of_no_program(p.person, Kind::Paid, p.paid_at)));
    futures_util::try_join!(inserted, paid, news)?;
    Ok(())
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = SqlUuid)]
    event_id: Uuid,
    #[diesel(sql_type = Nullable<SqlUuid>)]
    invoice_id: Option<Uuid>,
    #[diesel(sql_type = Text)]
    currency: String,
    #[diesel(sql_type = Numeric)]
    amount: Decimal,
    #[diesel(sql_type = Numeric)]
    refunded: Decimal,
    #[diesel(sql_type = Timestamptz)]
    paid_at: Instant,
}

#[derive(Debug, Clone)]
pub struct Payment {
    pub person: PersonId,
    pub id: PaymentId,
    pub event: EventId,
    pub invoice: Option<InvoiceId>,
    pub amount: Money,
    pub refunded: Money,
    pub paid_at: Instant,
}

/// The payment, locked until the transaction ends.
pub async fn lock_payment(tx: &Tx, person: PersonId, id: PaymentId) -> Result<Payment, Fault> {
    let row: Row = sql("SELECT event_id, invoice_id, currency, amount, refunded, paid_at FROM payments
         WHERE person_id = ? AND payment_id = ? FOR UPDATE")
    .bind::<SqlUuid, _>(person.0)
    .bind::<SqlUuid, _>(id.0)
    .one(tx)
    .await?;
    let currency = stored_currency(&row.currency)?;
    Ok(Payment {
        person,
        id,
        event: EventId(row.event_id),
        invoice: row.invoice_id.map(InvoiceId),
        amount: stored_money(row.amount, currency)?,
        refunded: stored_money(row.refunded, currency)?,
        paid_at: row.paid_at,
    })
}

pub(super) fn stored_currency(code: &str) -> Result<Currency, Fault> {
    code.parse().map_err(|e| Fault::contradiction(format!("a stored currency: {e}")))
}

pub(super) fn stored_money(amount: Decimal, currency: Currency) -> Result<Money, Fault> {
    Money::new(amount, currency).map_err(|e| Fault::contradiction(format!("a stored amount: {e}")))
}

/// What was given back of a payment so far, all refunds together.
pub async fn set_refunded(tx: &Conn, person: PersonId, id: PaymentId, refunded: Money) -> Result<(), Fault> {
    sql("UPDATE payments SET refunded = ? WHERE person_id = ? AND payment_id = ?")
        .bind::<Numeric, _>(refunded.amount())
        .bind::<SqlUuid, _>(person.0)
        .bind::<SqlUuid, _>(id.0)
        .execute(tx)
        .await?;
    Ok(())
}

/// (given back, received) of an invoice, all its payments together.
pub async fn refunded_of_invoice(
    conn: &Conn,
    person: PersonId,
    invoice: InvoiceId,
    currency: Currency,
) -> Result<(Money, Money), Fault> {
    #[derive(QueryableByName)]
    struct Sums {
        #[diesel(sql_type = Numeric)]
        refunded: Decimal,
        #[diesel(sql_type = Numeric)]
        received: Decimal,
    }
    let sums: Sums =
        sql("SELECT coalesce(sum(refunded), 0) AS refunded, coalesce(sum(amount), 0) AS received FROM payments
         WHERE person_id = ? AND invoice_id = ?")
        .bind::<SqlUuid, _>(person.0)
        .bind::<SqlUuid, _>(invoice.0)
        .one(conn)
        .await?;
    Ok((stored_money(sums.refunded, currency)?, stored_money(sums.received, currency)?))
}

#[derive(QueryableByName)]
struct NamedRow {
    #[diesel(sql_type = Text)]
    external_id: String,
    #[diesel(sql_type = Text)]
    currency: String,
    #[diesel(sql_type = Numeric)]
    amount: Decimal,
    #[diesel(sql_type = Numeric)]
    refunded: Decimal,
}

/// A payment as the sender calls it, and what was given back of it.
#[derive(Debug, Clone)]
pub struct NamedPayment {
    pub name: String,
    pub amount: Money,
    pub refunded: Money,
}

impl TryFrom<NamedRow> for NamedPayment {
    type Error = Fault;
    fn try_from(row: NamedRow) -> Result<NamedPayment, Fault> {
        let currency = stored_currency(&row.currency)?;
        let (amount, refunded) = (stored_money(row.amount, currency)?, stored_money(row.refunded, currency)?);
        Ok(NamedPayment { name: row.external_id, amount, refunded })
    }
}

pub async fn named_payment(conn: &Conn, person: PersonId, id: PaymentId) -> Result<NamedPayment, Fault> {
    let row: NamedRow =
        sql("SELECT external_id, currency, amount, refunded FROM payments WHERE person_id = ? AND payment_id = ?")
            .bind::<SqlUuid, _>(person.0)
            .bind::<SqlUuid, _>(id.0)
            .one(conn)
            .await?;
    row.try_into()
}

/// The payment that an event told of, if it told of one by one of these people.
pub async fn payment_told_by(conn: &Conn, people: &[PersonId], event: EventId) -> Result<Option<NamedPayment>, Fault> {
    let row: Option<NamedRow> = sql("SELECT external_id, currency, amount, refunded FROM payments
         WHERE person_id = ANY(?) AND event_id = ?")
    .bind::<Array<SqlUuid>, _>(people.iter().map(|person| person.0).collect::<Vec<_>>())
    .bind::<SqlUuid, _>(event.0)
    .optional(conn)
    .await?;
    row.map(NamedPayment::try_from).transpose()
}
