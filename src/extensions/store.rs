//! The table `extensions`.
use crate::calendar::Instant;
use crate::db::{Conn, Fault, Tx, sql};
use crate::ids::{EventId, ExtensionId, ExternalId, PersonId, ProgramId, RewardId, SubscriptionId};
use crate::ledger;
use crate::money::{Amount, Currency, Money};
use crate::rewards::ToApply;
use diesel::prelude::QueryableByName;
use diesel::sql_types::{Array, Numeric, Text, Timestamptz, Uuid as SqlUuid};
use rust_decimal::Decimal;
use uuid::Uuid;

/// What of a reward is put to which subscription.
pub(super) struct NewExtension<'a> {
    pub id: ExtensionId,
    pub reward: &'a ToApply,
    pub subscription: SubscriptionId,
    pub amount: Amount,
    pub at: Instant,
    pub next_charge_at: Instant,
}

pub(super) async fn add(tx: &Tx, new: &[NewExtension<'_>]) -> Result<(), Fault> {
    if new.is_empty() {
        return Ok(());
    }
    sql("INSERT INTO extensions (person_id, extension_id, program_id, reward_id, subscription_id, unit, currency, amount,
                                 extended_at, next_charge_at, recorded_at)
         SELECT e.*, ? FROM unnest(?::uuid[], ?::uuid[], ?::uuid[], ?::uuid[], ?::uuid[], ?::text[], ?::text[], ?::numeric[],
                                   ?::timestamptz[], ?::timestamptz[]) AS e")
    .bind::<Timestamptz, _>(tx.now())
    .bind::<Array<SqlUuid>, _>(new.iter().map(|n| n.reward.person.0).collect::<Vec<_>>())
    .bind::<Array<SqlUuid>, _>(new.iter().map(|n| n.id.0).collect::<Vec<_>>())
    .bind::<Array<SqlUuid>, _>(new.iter().map(|n| n.reward.program.0).collect::<Vec<_>>())
    .bind::<Array<SqlUuid>, _>(new.iter().map(|n| n.reward.reward.0).collect::<Vec<_>>())
    .bind::<Array<SqlUuid>, _>(new.iter().map(|n| n.subscription.0).collect::<Vec<_>>())
    .bind::<Array<Text>, _>(new.iter().map(|n| n.reward.unit.name()).collect::<Vec<_>>())
    .bind::<Array<Text>, _>(new.iter().map(|n| n.amount.money().currency().to_string()).collect::<Vec<_>>())
    .bind::<Array<Numeric>, _>(new.iter().map(|n| n.amount.money().amount()).collect::<Vec<_>>())
    .bind::<Array<Timestamptz>, _>(new.iter().map(|n| n.at).collect::<Vec<_>>())
    .bind::<Array<Timestamptz>, _>(new.iter().map(|n| n.next_charge_at).collect::<Vec<_>>())
    .execute(tx)
    .await?;
    Ok(())
}

#[derive(QueryableByName)]
struct PutRow {
    #[diesel(sql_type = SqlUuid)]
    reward_id: Uuid,
    #[diesel(sql_type = Text)]
    source: String,
    #[diesel(sql_type = Text)]
    subscription: String,
    #[diesel(sql_type = Text)]
    currency: String,
    #[diesel(sql_type = Numeric)]
    amount: Decimal,
}

/// (reward, (sender, what they call the subscription), how much of it was put there).
pub(super) type Put = (RewardId, (String, ExternalId), Money);

/// What was put of these rewards so far.
pub(super) async fn put(conn: &Conn, rewards: &[ToApply]) -> Result<Vec<Put>, Fault> {
    let rows: Vec<PutRow> =
        sql("SELECT e.reward_id, o.name AS source, s.external_id AS subscription, e.currency, e.amount
         FROM unnest(?::uuid[], ?::uuid[]) AS w (person_id, reward_id) JOIN extensions e USING (person_id, reward_id)
         JOIN subscriptions s USING (person_id, subscription_id) JOIN sources o USING (source_id)")
        .bind::<Array<SqlUuid>, _>(rewards.iter().map(|reward| reward.person.0).collect::<Vec<_>>())
        .bind::<Array<SqlUuid>, _>(rewards.iter().map(|reward| reward.reward.0).collect::<Vec<_>>())
        .load(conn)
        .await?;
    let read = |row: PutRow| {
        let id = row.subscription.parse().map_err(|e| Fault::contradiction(format!("a stored id: {e}")))?;
        Ok((RewardId(row.reward_id), (row.source, id), money(row.amount, &row.currency)?))
    };
    rows.into_iter().map(read).collect()
}

fn money(amount: Decimal, currency: &str) -> Result<Money, Fault> {
    let currency: Currency = currency.parse().map_err(|e| Fault::contradiction(format!("a stored extension: {e}")))?;
    ledger::money(amount, currency)
}

/// What was put to a subscription, as its owner reads it.
#[derive(Debug, Clone)]
pub struct Extension {
    /// Of the subscription.
    pub product: String,
    pub company: String,
    pub amount: Money,
    pub at: Instant,
    pub next_charge_at: Instant,
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = Text)]
    product: String,
    #[diesel(sql_type = Text)]
    company: String,
    #[diesel(sql_type = Text)]
    currency: String,
    #[diesel(sql_type = Numeric)]
    amount: Decimal,
    #[diesel(sql_type = Timestamptz)]
    extended_at: Instant,
    #[diesel(sql_type = Timestamptz)]
    next_charge_at: Instant,
}

/// Where the reward by the name of its transfers went, oldest first.
pub async fn extensions_of(
    conn: &Conn,
    person: PersonId,
    program: ProgramId,
    (event, clause): (EventId, &str),
) -> Result<Vec<Extension>, Fault> {
    let rows: Vec<Row> = sql("SELECT s.product, c.name AS company, e.currency, e.amount, e.extended_at, e.next_charge_at
         FROM rewards w JOIN extensions e USING (person_id, reward_id) JOIN subscriptions s USING (person_id, subscription_id)
         JOIN companies c USING (person_id, company_id)
         WHERE w.person_id = ? AND w.program_id = ? AND w.event_id = ? AND w.clause = ? AND w.reckoned IS NOT NULL
         ORDER BY e.extension_id")
    .bind::<SqlUuid, _>(person.0)
    .bind::<SqlUuid, _>(program.0)
    .bind::<SqlUuid, _>(event.0)
    .bind::<Text, _>(clause.to_owned())
    .load(conn)
    .await?;
    let read = |row: Row| {
        Ok(Extension {
            amount: money(row.amount, &row.currency)?,
            product: row.product,
            company: row.company,
            at: row.extended_at,
            next_charge_at: row.next_charge_at,
        })
    };
    rows.into_iter().map(read).collect()
}
