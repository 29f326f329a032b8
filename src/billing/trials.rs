//! Trials that end soon, as letters tell of them.
use super::products::{Product, products};
use crate::calendar::Instant;
use crate::db::{Conn, Fault, Tx, sql};
use crate::ids::{PersonId, ProductId};
use crate::money::Money;
use crate::notices::{self, Kind, News};
use diesel::prelude::QueryableByName;
use diesel::sql_types::{Array, Text, Timestamptz, Uuid as SqlUuid};
use uuid::Uuid;

/// Has everybody told whose trial ends in the next three days and began before; each trial once.
pub async fn tell_ending_trials(tx: &Tx) -> Result<(), Fault> {
    #[derive(QueryableByName)]
    struct Ending {
        #[diesel(sql_type = SqlUuid)]
        person_id: Uuid,
    }
    let ending: Vec<Ending> = sql("UPDATE own_subscriptions o SET trial_told_at = ? FROM (
             SELECT person_id, subscription_id FROM own_subscriptions
             WHERE status = 'trialing' AND trial_told_at IS NULL AND canceled_at IS NULL AND next_charge_at > ?
                AND next_charge_at <= ? + interval '3 days' AND since < next_charge_at - interval '3 days'
             FOR NO KEY UPDATE SKIP LOCKED) ends
         WHERE o.person_id = ends.person_id AND o.subscription_id = ends.subscription_id RETURNING o.person_id")
    .bind::<Timestamptz, _>(tx.now())
    .bind::<Timestamptz, _>(tx.now())
    .bind::<Timestamptz, _>(tx.now())
    .load(tx)
    .await?;
    let news = ending.iter().map(|row| News::of_no_program(PersonId(row.person_id), Kind::Trial, tx.now()));
    notices::tell(tx, news).await
}

/// What a company goes on with, and pays for, once its trial ends.
pub(super) struct EndingTrial {
    pub company_name: String,
    pub product: Product,
    pub price: Money,
    pub ends_at: Instant,
}

/// Of one person, those that became news at these instants and still go on; the first to end first.
pub(super) async fn ending_trials(conn: &Conn, person: PersonId, told: &[Instant]) -> Result<Vec<EndingTrial>, Fault> {
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = Text)]
        company_name: String,
        #[diesel(sql_type = SqlUuid)]
        product_id: Uuid,
        #[diesel(sql_type = Timestamptz)]
        chosen_at: Instant,
        #[diesel(sql_type = Timestamptz)]
        next_charge_at: Instant,
    }
    let rows = sql("SELECT c.name AS company_name, coalesce(o.next_product_id, o.product_id) AS product_id,
                coalesce(o.next_chosen_at, o.chosen_at) AS chosen_at, o.next_charge_at
         FROM own_subscriptions o JOIN companies c ON c.person_id = o.person_id AND c.company_id = o.company_id
         WHERE o.person_id = ? AND o.trial_told_at = ANY(?) AND o.status = 'trialing' AND o.canceled_at IS NULL
            AND c.closed_at IS NULL AND o.next_charge_at IS NOT NULL
         ORDER BY o.next_charge_at, o.subscription_id")
    .bind::<SqlUuid, _>(person.0)
    .bind::<Array<Timestamptz>, _>(told.to_vec())
    .load::<Row>(conn);
    let (rows, products) = futures_util::try_join!(rows, products(conn))?;
    let trial = |row: Row| {
        let product = products.iter().find(|product| product.id == ProductId(row.product_id)).cloned();
        let product = product.ok_or_else(|| Fault::contradiction("a trial of a product that is not there"))?;
        let price = product.price(row.chosen_at, row.next_charge_at)?;
        Ok(EndingTrial { company_name: row.company_name, product, price, ends_at: row.next_charge_at })
    };
    rows.into_iter().map(trial).collect()
}
