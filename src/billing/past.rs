//! What persons paid so far, with everything that a receipt of another payment may look back at.
use super::payments::{stored_currency, stored_money};
use super::repriced::off_at;
use super::taken_off::{Discount, net_after};
use crate::calendar::Instant;
use crate::db::{Conn, Fault, sql};
use crate::events::{Line, lines_from_json};
use crate::ids::{EventId, ExternalId, PaymentId, PersonId};
use crate::money::Money;
use crate::rules::reward::PaidLine;
use diesel::prelude::QueryableByName;
use diesel::sql_types::{self, Array, Bool, Nullable, Numeric, Timestamptz, Uuid as SqlUuid};
use rust_decimal::Decimal;
use std::collections::HashMap;
use uuid::Uuid;

/// One line that a payment paid for.
#[derive(Debug, Clone)]
pub struct PaidFor {
    line: Line,
    /// After its own discounts and ours.
    net: Money,
    /// One of our discounts was used on it.
    offered: bool,
}

impl PaidFor {
    /// As the rules read it.
    pub fn paid_line(&self) -> PaidLine<'_> {
        PaidLine::of(&self.line, self.net, self.offered)
    }
}

/// A payment as it is known now.
#[derive(Debug, Clone)]
pub struct Past {
    pub person: PersonId,
    pub id: PaymentId,
    pub event: EventId,
    pub external_id: ExternalId,
    pub amount: Money,
    pub tax: Option<Money>,
    pub paid_at: Instant,
    /// One was used on the order.
    pub promo_code: bool,
    pub lines: Vec<PaidFor>,
    /// Completed refunds, each with its instant.
    pub refunded: Vec<(Instant, Money)>,
    /// A refund is asked for and not settled.
    pub asked: bool,
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = SqlUuid)]
    person_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    payment_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    event_id: Uuid,
    #[diesel(sql_type = sql_types::Text)]
    external_id: String,
    #[diesel(sql_type = sql_types::Text)]
    currency: String,
    #[diesel(sql_type = Numeric)]
    amount: Decimal,
    #[diesel(sql_type = Nullable<Numeric>)]
    tax: Option<Decimal>,
    #[diesel(sql_type = Timestamptz)]
    paid_at: Instant,
    #[diesel(sql_type = Bool)]
    promo_code: bool,
    #[diesel(sql_type = Bool)]
    on_invoice: bool,
    #[diesel(sql_type = Nullable<sql_types::Text>)]
    lines: Option<String>,
    #[diesel(sql_type = Nullable<sql_types::Text>)]
    discounts: Option<String>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    due_at: Option<Instant>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    repriced_at: Option<Instant>,
}

impl TryFrom<Row> for Past {
    type Error = Fault;
    fn try_from(row: Row) -> Result<Past, Fault> {
        let currency = stored_currency(&row.currency)?;
        let amount = stored_money(row.amount, currency)?;
        let lines = match &row.lines {
            Some(json) => lines_from_json(json, currency).map_err(|e| Fault::contradiction(e.to_string()))?,
            None if row.on_invoice => return Err(Fault::contradiction("a payment's invoice is not there")),
            None => vec![Line::unnamed(amount)],
        };
        let discounts = match row.discounts.as_deref().zip(row.due_at) {
            Some((json, due_at)) => off_at(&Discount::read(json, currency)?, (due_at, row.repriced_at), row.paid_at),
            None => Vec::new(),
        };
        Ok(Past {
            person: PersonId(row.person_id),
            id: PaymentId(row.payment_id),
            event: EventId(row.event_id),
            external_id: row.external_id.parse().map_err(|e| Fault::contradiction(format!("a stored id: {e}")))?,
            amount,
            tax: row.tax.map(|tax| stored_money(tax, currency)).transpose()?,
            paid_at: row.paid_at,
            promo_code: row.promo_code,
            lines: paid_for(lines, &discounts)?,
            refunded: Vec::new(),
            asked: false,
        })
    }
}

/// Lines with what offers and assignments took off them.
pub fn paid_for(lines: Vec<Line>, discounts: &[Discount]) -> Result<Vec<PaidFor>, Fault> {
    let lines = lines.into_iter().enumerate().map(|(n, line)| {
        let net = net_after(&line, n, discounts)?;
        Ok(PaidFor { line, net, offered: discounts.iter().any(|discount| discount.line == n) })
    });
    lines.collect()
}

#[derive(QueryableByName)]
struct RefundRow {
    #[diesel(sql_type = SqlUuid)]
    payment_id: Uuid,
    #[diesel(sql_type = Numeric)]
    amount: Decimal,
    #[diesel(sql_type = sql_types::Text)]
    state: String,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    settled_at: Option<Instant>,
}

/// Whether a payment of the person's companies was recorded.
pub async fn has_paid(conn: &Conn, person: PersonId) -> Result<bool, Fault> {
    #[derive(QueryableByName)]
    struct Any {
        #[diesel(sql_type = Bool)]
        any: bool,
    }
    let found: Any = sql("SELECT EXISTS (SELECT FROM payments WHERE person_id = ?) AS \"any\"")
        .bind::<SqlUuid, _>(person.0)
        .one(conn)
        .await?;
    Ok(found.any)
}

/// All payments of these persons, in the order in which they were recorded.
pub async fn payments_of(conn: &Conn, people: &[PersonId]) -> Result<Vec<Past>, Fault> {
    if people.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<Uuid> = people.iter().map(|p| p.0).collect();
    let payments = sql("SELECT p.person_id, p.payment_id, p.event_id, p.external_id, p.currency, p.amount, p.tax, p.paid_at,
                (p.promo_code IS NOT NULL OR i.promo_code IS NOT NULL) AS promo_code, p.invoice_id IS NOT NULL AS on_invoice,
                coalesce(i.lines, p.lines)::text AS lines, i.discounts::text AS discounts, i.due_at, i.repriced_at
         FROM payments p LEFT JOIN invoices i ON i.person_id = p.person_id AND i.invoice_id = p.invoice_id
         WHERE p.person_id = ANY(?) ORDER BY p.payment_id")
    .bind::<Array<SqlUuid>, _>(ids.clone())
    .load::<Row>(conn);
    let refunds = sql("SELECT payment_id, amount, state, settled_at FROM refunds
         WHERE person_id = ANY(?) AND state <> 'declined' ORDER BY refund_id")
    .bind::<Array<SqlUuid>, _>(ids)
    .load::<RefundRow>(conn);
    let (payments, refunds) = futures_util::try_join!(payments, refunds)?;
    let mut payments: Vec<Past> = payments.into_iter().map(Past::try_from).collect::<Result<_, _>>()?;
    let places: HashMap<PaymentId, usize> = payments.iter().enumerate().map(|(n, p)| (p.id, n)).collect();
    for refund in refunds {
        let place = places.get(&PaymentId(refund.payment_id));
        let payment = place.and_then(|place| payments.get_mut(*place));
        let payment = payment.ok_or_else(|| Fault::contradiction("a refund of no payment"))?;
        match (refund.state.as_str(), refund.settled_at) {
            ("completed", Some(at)) => {
                payment.refunded.push((at, stored_money(refund.amount, payment.amount.currency())?));
            }
            _ => payment.asked = true,
        }
    }
    Ok(payments)
}
