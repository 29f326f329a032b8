//! What subscriptions are charged next from an instant on: those that Beckon bills itself by their product's price then, others as far as
//! it was told.
use super::own::{OwnSubscription, own_subscriptions};
use super::payments::stored_currency;
use super::products::{Product, products};
use crate::calendar::Instant;
use crate::db::{Conn, Fault, sql};
use crate::ids::{CompanyId, PersonId, SubscriptionId};
use crate::money::Currency;
use diesel::prelude::QueryableByName;
use diesel::sql_types::{Nullable, Numeric, Text, Timestamptz, Uuid as SqlUuid};
use rust_decimal::Decimal;
use uuid::Uuid;

#[derive(Debug, Clone)]
pub struct Charge {
    pub subscription: SubscriptionId,
    pub company: CompanyId,
    pub price: Option<Decimal>,
    /// Of the product, or of the company's newest invoice: subscriptions that were told name none.
    pub currency: Option<Currency>,
    /// None where it is not known, or nothing is charged any more.
    pub at: Option<Instant>,
}

/// The first charge from then on of each subscription of a person, whether or not it runs.
pub async fn charges_of(conn: &Conn, person: PersonId, from: Instant) -> Result<Vec<Charge>, Fault> {
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = SqlUuid)]
        subscription_id: Uuid,
        #[diesel(sql_type = SqlUuid)]
        company_id: Uuid,
        #[diesel(sql_type = Nullable<Numeric>)]
        price: Option<Decimal>,
        #[diesel(sql_type = Nullable<Text>)]
        currency: Option<String>,
        #[diesel(sql_type = Nullable<Timestamptz>)]
        next_charge_at: Option<Instant>,
    }
    let rows = sql("SELECT s.subscription_id, s.company_id, s.price,
            (SELECT i.currency FROM invoices i WHERE i.person_id = s.person_id AND i.company_id = s.company_id
             ORDER BY i.issued_at DESC, i.invoice_id DESC LIMIT 1) AS currency,
            coalesce((SELECT c.next_charge_at FROM subscription_changes c
                      WHERE c.person_id = s.person_id AND c.subscription_id = s.subscription_id AND c.next_charge_at IS NOT NULL
                      ORDER BY c.changed_at DESC, c.external_id COLLATE \"C\" DESC LIMIT 1), s.next_charge_at) AS next_charge_at
         FROM subscriptions s WHERE s.person_id = ? ORDER BY s.subscription_id")
    .bind::<SqlUuid, _>(person.0)
    .load::<Row>(conn);
    let (rows, owns, products) = futures_util::try_join!(rows, own_subscriptions(conn, person), products(conn))?;
    let read = |row: Row| {
        let told = Charge {
            subscription: SubscriptionId(row.subscription_id),
            company: CompanyId(row.company_id),
            price: row.price,
            currency: row.currency.as_deref().map(stored_currency).transpose()?,
            at: row.next_charge_at.filter(|at| *at >= from),
        };
        match owns.iter().find(|own| own.id == told.subscription) {
            None => Ok(told),
            Some(own) => known(own, &products, told, from),
        }
    };
    rows.into_iter().map(read).collect()
}

fn known(own: &OwnSubscription, products: &[Product], told: Charge, from: Instant) -> Result<Charge, Fault> {
    let Some(mut at) = own.next_charge_at else { return Ok(told) };
    let (id, chosen_at) = own.next_product.unwrap_or((own.product, own.chosen_at));
    let product = products.iter().find(|product| product.id == id);
    let product = product
        .ok_or_else(|| Fault::contradiction(format!("a subscription to the product {id}, which is not there")))?;
    let mut rhythm = own.rhythm;
    while at < from {
        let period = product.period.ok_or_else(|| Fault::contradiction("a subscription to what is no plan"))?;
        rhythm = rhythm.after(period);
        at = rhythm.next_charge_at().map_err(|error| Fault::contradiction(error.to_string()))?;
    }
    // Then it has ended.
    if own.canceled_at.is_some() || own.closed_at.is_some_and(|closed| closed <= at) {
        return Ok(Charge { price: Some(Decimal::ZERO), at: None, ..told });
    }
    let price = product.price(chosen_at, at)?;
    Ok(Charge { price: Some(price.amount()), currency: Some(price.currency()), at: Some(at), ..told })
}
