use super::payments::{stored_currency, stored_money};
use crate::calendar::Instant;
use crate::db::{Conn, Fault, sql};
use crate::events::Line;
use crate::ids::{PersonId, SourceId};
use crate::money::{Currency, Money, Percent};
use crate::rules::offer::DiscountSource;
use diesel::prelude::QueryableByName;
use diesel::sql_types::{Array, Text, Uuid as SqlUuid};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What an offer or an assignment took off one line, beyond the line's own discount.
#[derive(Debug, Clone, PartialEq)]
pub struct Discount {
    /// The place of the line, from 0.
    pub line: usize,
    pub source: DiscountSource,
    pub percent: Percent,
    pub amount: Money,
    /// What it was better than.
    pub lost: Vec<DiscountSource>,
    /// When it is over for whoever has not paid; none: never.
    pub until: Option<Instant>,
    /// What is taken off then.
    pub instead: Option<Box<Discount>>,
}

#[derive(Serialize, Deserialize)]
pub(super) struct WrittenDiscount {
    line: usize,
    #[serde(default = "offer")]
    source: DiscountSource,
    percent: Percent,
    amount: Decimal,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    lost: Vec<DiscountSource>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    until: Option<Instant>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    instead: Option<Box<WrittenDiscount>>,
}

/// Before there were assignments there were only offers.
fn offer() -> DiscountSource {
    DiscountSource::Offer
}

impl Discount {
    pub(super) fn written(&self) -> WrittenDiscount {
        let Discount { line, source, percent, amount, lost, until, instead } = self.clone();
        let instead = instead.map(|instead| Box::new(instead.written()));
        WrittenDiscount { line, source, percent, amount: amount.amount(), lost, until, instead }
    }

    pub(super) fn read(json: &str, currency: Currency) -> Result<Vec<Discount>, Fault> {
        let written: Vec<WrittenDiscount> =
            serde_json::from_str(json).map_err(|e| Fault::contradiction(format!("stored discounts: {e}")))?;
        written.into_iter().map(|written| Discount::of(written, currency)).collect()
    }

    fn of(written: WrittenDiscount, currency: Currency) -> Result<Discount, Fault> {
        let WrittenDiscount { line, source, percent, amount, lost, until, instead } = written;
        let instead = instead.map(|instead| Discount::of(*instead, currency)).transpose()?.map(Box::new);
        Ok(Discount { line, source, percent, amount: stored_money(amount, currency)?, lost, until, instead })
    }
}

/// What is to be paid for the line at a place, after its own discounts and these.
pub(super) fn net_after(line: &Line, place: usize, discounts: &[Discount]) -> Result<Money, Fault> {
    let off = discounts.iter().filter(|discount| discount.line == place);
    let net = off.into_iter().try_fold(line.net(), |net, discount| net.minus(discount.amount));
    net.map_err(|e| Fault::contradiction(e.to_string()))
}

/// What offers and assignments took off an invoice as it was issued, by the sender's id of it.
#[derive(Debug, Clone)]
pub struct TakenOff {
    pub source: SourceId,
    pub invoice: String,
    pub discounts: Vec<Discount>,
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = SqlUuid)]
    source_id: Uuid,
    #[diesel(sql_type = Text)]
    external_id: String,
    #[diesel(sql_type = Text)]
    currency: String,
    #[diesel(sql_type = Text)]
    discounts: String,
}

/// Of the invoices of these persons, those that were discounted here.
pub async fn taken_off(conn: &Conn, people: &[PersonId]) -> Result<Vec<TakenOff>, Fault> {
    let rows: Vec<Row> = sql("SELECT source_id, external_id, currency, discounts::text AS discounts FROM invoices
         WHERE person_id = ANY(?) AND discounts <> '[]'::jsonb")
    .bind::<Array<SqlUuid>, _>(people.iter().map(|p| p.0).collect::<Vec<_>>())
    .load(conn)
    .await?;
    let read = |row: Row| {
        let discounts = Discount::read(&row.discounts, stored_currency(&row.currency)?)?;
        Ok(TakenOff { source: SourceId(row.source_id), invoice: row.external_id, discounts })
    };
    rows.into_iter().map(read).collect()
}
