//! Subscriptions that Beckon itself bills, and how far each came. What became of them is in the log; this says whose turn it is.
use super::subscriptions::{StatusChange, status, word};
use crate::calendar::Instant;
use crate::db::{Conn, Fault, Tx, sql};
use crate::events::SubscriptionStatus;
use crate::ids::{CompanyId, PersonId, ProductId, SourceId, SubscriptionId};
use crate::rules::charging::Rhythm;
use diesel::prelude::QueryableByName;
use diesel::sql_types::{self, Array, BigInt, Integer, Nullable, Timestamptz, Uuid as SqlUuid};
use uuid::Uuid;

#[derive(Debug, Clone)]
pub struct OwnSubscription {
    pub person: PersonId,
    pub id: SubscriptionId,
    pub company: CompanyId,
    /// By which names it stands in the log.
    pub source: SourceId,
    pub external_id: String,
    pub product: ProductId,
    /// Its price is the one of that instant.
    pub chosen_at: Instant,
    /// From the next charge on, and when that was chosen.
    pub next_product: Option<(ProductId, Instant)>,
    pub rhythm: Rhythm,
    pub charges: u32,
    /// Facts told of it so far.
    pub told: u32,
    pub trial_ends_at: Option<Instant>,
    pub status: SubscriptionStatus,
    pub since: Instant,
    /// None once it ended.
    pub next_charge_at: Option<Instant>,
    /// When an invoice falls due of which it is not known yet whether it will be paid.
    pub look_at: Option<Instant>,
    /// It ends at the next charge.
    pub canceled_at: Option<Instant>,
    /// Of its company.
    pub closed_at: Option<Instant>,
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = SqlUuid)]
    person_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    subscription_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    company_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    source_id: Uuid,
    #[diesel(sql_type = sql_types::Text)]
    external_id: String,
    #[diesel(sql_type = SqlUuid)]
    product_id: Uuid,
    #[diesel(sql_type = Timestamptz)]
    chosen_at: Instant,
    #[diesel(sql_type = Nullable<SqlUuid>)]
    next_product_id: Option<Uuid>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    next_chosen_at: Option<Instant>,
    #[diesel(sql_type = Timestamptz)]
    anchor_at: Instant,
    #[diesel(sql_type = Integer)]
    months: i32,
    #[diesel(sql_type = Integer)]
    charges: i32,
    #[diesel(sql_type = Integer)]
    told: i32,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    trial_ends_at: Option<Instant>,
    #[diesel(sql_type = sql_types::Text)]
    status: String,
    #[diesel(sql_type = Timestamptz)]
    since: Instant,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    next_charge_at: Option<Instant>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    look_at: Option<Instant>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    canceled_at: Option<Instant>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    closed_at: Option<Instant>,
}

impl TryFrom<Row> for OwnSubscription {
    type Error = Fault;

    fn try_from(row: Row) -> Result<OwnSubscription, Fault> {
        Ok(OwnSubscription {
            person: PersonId(row.person_id),
            id: SubscriptionId(row.subscription_id),
            company: CompanyId(row.company_id),
            source: SourceId(row.source_id),
            external_id: row.external_id,
            product: ProductId(row.product_id),
            chosen_at: row.chosen_at,
            next_product: row.next_product_id.map(ProductId).zip(row.next_chosen_at),
            rhythm: Rhythm { anchor_at: row.anchor_at, months: row.months.unsigned_abs() },
            charges: row.charges.unsigned_abs(),
            told: row.told.unsigned_abs(),
            trial_ends_at: row.trial_ends_at,
            status: status(&row.status)?,
            since: row.since,
            next_charge_at: row.next_charge_at,
            look_at: row.look_at,
            canceled_at: row.canceled_at,
            closed_at: row.closed_at,
        })
    }
}

macro_rules! own {
    ($rest:literal) => {
        concat!(
            "SELECT o.person_id, o.subscription_id, o.company_id, o.source_id, o.external_id, o.product_id, o.chosen_at,
                    o.next_product_id, o.next_chosen_at, o.anchor_at, o.months, o.charges, o.told, o.trial_ends_at, o.status,
                    o.since, o.next_charge_at, o.look_at, o.canceled_at, c.closed_at
             FROM own_subscriptions o JOIN companies c ON c.person_id = o.person_id AND c.company_id = o.company_id ",
            $rest
        )
    };
}

/// A person's, oldest first; those too that ended.
pub async fn own_subscriptions(conn: &Conn, person: PersonId) -> Result<Vec<OwnSubscription>, Fault> {
    let rows: Vec<Row> =
        sql(own!("WHERE o.person_id = ? ORDER BY o.subscription_id")).bind::<SqlUuid, _>(person.0).load(conn).await?;
    rows.into_iter().map(OwnSubscription::try_from).collect()
}

/// Locked until the transaction ends, as whoever held them before left them.
pub async fn lock_own(tx: &Tx, ids: &[(PersonId, SubscriptionId)]) -> Result<Vec<OwnSubscription>, Fault> {
    let rows: Vec<Row> = sql(own!(
        "JOIN unnest(?::uuid[], ?::uuid[]) AS asked (person_id, subscription_id)
           ON asked.person_id = o.person_id AND asked.subscription_id = o.subscription_id
         ORDER BY o.person_id, o.subscription_id FOR UPDATE OF o"
    ))
    .bind::<Array<SqlUuid>, _>(ids.iter().map(|id| id.0.0).collect::<Vec<_>>())
    .bind::<Array<SqlUuid>, _>(ids.iter().map(|id| id.1.0).collect::<Vec<_>>())
    .load(tx)
    .await?;
    rows.into_iter().map(OwnSubscription::try_from).collect()
}

/// Up to so many for whom something happens by an instant: whoever is due longest first, then those past due whose invoices are
/// all paid. `left_out` are passed over.
pub async fn due_own(
    conn: &Conn,
    by: Instant,
    left_out: &[SubscriptionId],
    at_most: i64,
) -> Result<Vec<(PersonId, SubscriptionId)>, Fault> {
    #[derive(QueryableByName)]
    struct Due {
        #[diesel(sql_type = SqlUuid)]
        person_id: Uuid,
        #[diesel(sql_type = SqlUuid)]
        subscription_id: Uuid,
    }
    let left_out: Vec<Uuid> = left_out.iter().map(|id| id.0).collect();
    let due = sql("SELECT person_id, subscription_id FROM own_subscriptions
         WHERE next_charge_at IS NOT NULL AND least(next_charge_at, look_at) <= ? AND subscription_id <> ALL(?)
         ORDER BY least(next_charge_at, look_at), subscription_id LIMIT ?")
    .bind::<Timestamptz, _>(by)
    .bind::<Array<SqlUuid>, _>(left_out.clone())
    .bind::<BigInt, _>(at_most)
    .load::<Due>(conn);
    let paid = sql("SELECT o.person_id, o.subscription_id FROM own_subscriptions o
         WHERE o.status = 'past_due' AND o.subscription_id <> ALL(?) AND NOT EXISTS (
             SELECT FROM invoices i
             WHERE i.person_id = o.person_id AND i.source_id = o.source_id AND i.subscription = o.external_id
               AND i.voided_at IS NULL AND i.paid + i.credit < i.total AND i.due_at < ?)
         ORDER BY o.subscription_id LIMIT ?")
    .bind::<Array<SqlUuid>, _>(left_out)
    .bind::<Timestamptz, _>(by)
    .bind::<BigInt, _>(at_most)
    .load::<Due>(conn);
    let (mut due, paid) = futures_util::try_join!(due, paid)?;
    if due.is_empty() {
        due = paid;
    }
    Ok(due.into_iter().map(|due| (PersonId(due.person_id), SubscriptionId(due.subscription_id))).collect())
}

/// Whoever told that a subscription ended, it is charged no more.
pub(super) async fn end_own(tx: &Tx, ended: &[&StatusChange]) -> Result<(), Fault> {
    if ended.is_empty() {
        return Ok(());
    }
    sql("UPDATE own_subscriptions o
         SET status = e.status, since = greatest(o.since, e.changed_at), next_charge_at = NULL, look_at = NULL
         FROM unnest(?::uuid[], ?::uuid[], ?::text[], ?::timestamptz[]) AS e (person_id, subscription_id, status, changed_at)
         WHERE o.person_id = e.person_id AND o.subscription_id = e.subscription_id AND o.next_charge_at IS NOT NULL")
    .bind::<Array<SqlUuid>, _>(ended.iter().map(|e| e.person.0).collect::<Vec<_>>())
    .bind::<Array<SqlUuid>, _>(ended.iter().map(|e| e.subscription.0).collect::<Vec<_>>())
    .bind::<Array<sql_types::Text>, _>(ended.iter().map(|e| word(e.status)).collect::<Vec<_>>())
    .bind::<Array<Timestamptz>, _>(ended.iter().map(|e| e.changed_at).collect::<Vec<_>>())
    .execute(tx)
    .await?;
    Ok(())
}

/// Keeps how far they came; new ones are added.
pub async fn save_own(tx: &Tx, saved: &[OwnSubscription]) -> Result<(), Fault> {
    if saved.is_empty() {
        return Ok(());
    }
    let next = |own: &OwnSubscription| own.next_product.map(|(product, _)| product.0);
    sql("INSERT INTO own_subscriptions (person_id, subscription_id, company_id, source_id, external_id, product_id, chosen_at,
             next_product_id, next_chosen_at, anchor_at, months, charges, told, trial_ends_at, status, since, next_charge_at,
             look_at, canceled_at, recorded_at)
         SELECT o.*, ? FROM unnest(?::uuid[], ?::uuid[], ?::uuid[], ?::uuid[], ?::text[], ?::uuid[], ?::timestamptz[],
             ?::uuid[], ?::timestamptz[], ?::timestamptz[], ?::int[], ?::int[], ?::int[], ?::timestamptz[], ?::text[],
             ?::timestamptz[], ?::timestamptz[], ?::timestamptz[], ?::timestamptz[]) AS o
         ON CONFLICT (person_id, subscription_id) DO UPDATE
         SET product_id = excluded.product_id, chosen_at = excluded.chosen_at, next_product_id = excluded.next_product_id,
             next_chosen_at = excluded.next_chosen_at, anchor_at = excluded.anchor_at, months = excluded.months,
             charges = excluded.charges, told = excluded.told, status = excluded.status, since = excluded.since,
             next_charge_at = excluded.next_charge_at, look_at = excluded.look_at, canceled_at = excluded.canceled_at")
    .bind::<Timestamptz, _>(tx.now())
    .bind::<Array<SqlUuid>, _>(saved.iter().map(|o| o.person.0).collect::<Vec<_>>())
    .bind::<Array<SqlUuid>, _>(saved.iter().map(|o| o.id.0).collect::<Vec<_>>())
    .bind::<Array<SqlUuid>, _>(saved.iter().map(|o| o.company.0).collect::<Vec<_>>())
    .bind::<Array<SqlUuid>, _>(saved.iter().map(|o| o.source.0).collect::<Vec<_>>())
    .bind::<Array<sql_types::Text>, _>(saved.iter().map(|o| o.external_id.as_str()).collect::<Vec<_>>())
    .bind::<Array<SqlUuid>, _>(saved.iter().map(|o| o.product.0).collect::<Vec<_>>())
    .bind::<Array<Timestamptz>, _>(saved.iter().map(|o| o.chosen_at).collect::<Vec<_>>())
    .bind::<Array<Nullable<SqlUuid>>, _>(saved.iter().map(next).collect::<Vec<_>>())
    .bind::<Array<Nullable<Timestamptz>>, _>(saved.iter().map(|o| o.next_product.map(|n| n.1)).collect::<Vec<_>>())
    .bind::<Array<Timestamptz>, _>(saved.iter().map(|o| o.rhythm.anchor_at).collect::<Vec<_>>())
    .bind::<Array<Integer>, _>(saved.iter().map(|o| o.rhythm.months.cast_signed()).collect::<Vec<_>>())
    .bind::<Array<Integer>, _>(saved.iter().map(|o| o.charges.cast_signed()).collect::<Vec<_>>())
    .bind::<Array<Integer>, _>(saved.iter().map(|o| o.told.cast_signed()).collect::<Vec<_>>())
    .bind::<Array<Nullable<Timestamptz>>, _>(saved.iter().map(|o| o.trial_ends_at).collect::<Vec<_>>())
    .bind::<Array<sql_types::Text>, _>(saved.iter().map(|o| word(o.status)).collect::<Vec<_>>())
    .bind::<Array<Timestamptz>, _>(saved.iter().map(|o| o.since).collect::<Vec<_>>())
    .bind::<Array<Nullable<Timestamptz>>, _>(saved.iter().map(|o| o.next_charge_at).collect::<Vec<_>>())
    .bind::<Array<Nullable<Timestamptz>>, _>(saved.iter().map(|o| o.look_at).collect::<Vec<_>>())
    .bind::<Array<Nullable<Timestamptz>>, _>(saved.iter().map(|o| o.canceled_at).collect::<Vec<_>>())
    .execute(tx)
    .await?;
    Ok(())
}
