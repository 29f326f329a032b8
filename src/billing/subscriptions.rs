//! Subscriptions, the statuses that were reported of them, and when each was running.
use super::own::end_own;
use crate::calendar::Instant;
use crate::db::{Conn, Fault, Tx, sql};
use crate::events::{Period, SubscriptionStatus};
use crate::ids::{CompanyId, EventId, PersonId, SourceId, SubscriptionId};
use diesel::prelude::QueryableByName;
use diesel::sql_types::{Array, Nullable, Numeric, Text, Timestamptz, Uuid as SqlUuid};
use rust_decimal::Decimal;
use uuid::Uuid;

/// A subscription as it starts.
pub struct NewSubscription {
    pub id: SubscriptionId,
    pub person: PersonId,
    pub company: CompanyId,
    pub source: SourceId,
    pub external_id: String,
    pub product: String,
    /// In whatever currency its invoices are.
    pub price: Option<Decimal>,
    pub period: Option<Period>,
    pub trial_ends_at: Option<Instant>,
    pub next_charge_at: Option<Instant>,
    pub started_at: Instant,
}

/// A status as it was reported.
pub struct StatusChange {
    pub person: PersonId,
    pub subscription: SubscriptionId,
    /// The sender's id of the event.
    pub event: String,
    pub status: SubscriptionStatus,
    pub changed_at: Instant,
    pub next_charge_at: Option<Instant>,
}

pub async fn start(tx: &Tx, started: &[NewSubscription]) -> Result<(), Fault> {
    if started.is_empty() {
        return Ok(());
    }
    let period = |s: &NewSubscription| s.period.map(period_word);
    sql("INSERT INTO subscriptions (person_id, subscription_id, company_id, source_id, external_id, product, price, period,
                                    trial_ends_at, next_charge_at, started_at, recorded_at)
         SELECT s.*, ? FROM unnest(?::uuid[], ?::uuid[], ?::uuid[], ?::uuid[], ?::text[], ?::text[], ?::numeric[], ?::text[],
                                   ?::timestamptz[], ?::timestamptz[], ?::timestamptz[]) AS s")
    .bind::<Timestamptz, _>(tx.now())
    .bind::<Array<SqlUuid>, _>(started.iter().map(|s| s.person.0).collect::<Vec<_>>())
    .bind::<Array<SqlUuid>, _>(started.iter().map(|s| s.id.0).collect::<Vec<_>>())
    .bind::<Array<SqlUuid>, _>(started.iter().map(|s| s.company.0).collect::<Vec<_>>())
    .bind::<Array<SqlUuid>, _>(started.iter().map(|s| s.source.0).collect::<Vec<_>>())
    .bind::<Array<Text>, _>(started.iter().map(|s| s.external_id.as_str()).collect::<Vec<_>>())
    .bind::<Array<Text>, _>(started.iter().map(|s| s.product.as_str()).collect::<Vec<_>>())
    .bind::<Array<Nullable<Numeric>>, _>(started.iter().map(|s| s.price).collect::<Vec<_>>())
    .bind::<Array<Nullable<Text>>, _>(started.iter().map(period).collect::<Vec<_>>())
    .bind::<Array<Nullable<Timestamptz>>, _>(started.iter().map(|s| s.trial_ends_at).collect::<Vec<_>>())
    .bind::<Array<Nullable<Timestamptz>>, _>(started.iter().map(|s| s.next_charge_at).collect::<Vec<_>>())
    .bind::<Array<Timestamptz>, _>(started.iter().map(|s| s.started_at).collect::<Vec<_>>())
    .execute(tx)
    .await?;
    Ok(())
}

pub async fn change(tx: &Tx, changes: &[StatusChange]) -> Result<(), Fault> {
    if changes.is_empty() {
        return Ok(());
    }
    sql("INSERT INTO subscription_changes (person_id, subscription_id, change_id, changed_at, external_id, status, next_charge_at,
                                           recorded_at)
         SELECT c.*, ? FROM unnest(?::uuid[], ?::uuid[], ?::uuid[], ?::timestamptz[], ?::text[], ?::text[], ?::timestamptz[])
           AS c")
    .bind::<Timestamptz, _>(tx.now())
    .bind::<Array<SqlUuid>, _>(changes.iter().map(|c| c.person.0).collect::<Vec<_>>())
    .bind::<Array<SqlUuid>, _>(changes.iter().map(|c| c.subscription.0).collect::<Vec<_>>())
    .bind::<Array<SqlUuid>, _>(changes.iter().map(|_| EventId::new(tx.now()).0).collect::<Vec<_>>())
    .bind::<Array<Timestamptz>, _>(changes.iter().map(|c| c.changed_at).collect::<Vec<_>>())
    .bind::<Array<Text>, _>(changes.iter().map(|c| c.event.as_str()).collect::<Vec<_>>())
    .bind::<Array<Text>, _>(changes.iter().map(|c| word(c.status)).collect::<Vec<_>>())
    .bind::<Array<Nullable<Timestamptz>>, _>(changes.iter().map(|c| c.next_charge_at).collect::<Vec<_>>())
    .execute(tx)
    .await?;
    let ends =
        |change: &&StatusChange| matches!(change.status, SubscriptionStatus::Canceled | SubscriptionStatus::Expired);
    end_own(tx, &changes.iter().filter(ends).collect::<Vec<_>>()).await
}

pub(super) fn period_word(period: Period) -> &'static str {
    match period {
        Period::Month => "month",
        Period::Year => "year",
    }
}

pub(super) fn period(word: &str) -> Result<Period, Fault> {
    let found = [Period::Month, Period::Year].into_iter().find(|period| period_word(*period) == word);
    found.ok_or_else(|| Fault::contradiction(format!("a period of a {word}")))
}

pub(super) fn word(status: SubscriptionStatus) -> &'static str {
    match status {
        SubscriptionStatus::Trialing => "trialing",
        SubscriptionStatus::Active => "active",
        SubscriptionStatus::PastDue => "past_due",
        SubscriptionStatus::Canceled => "canceled",
        SubscriptionStatus::Expired => "expired",
    }
}

pub(super) fn status(word: &str) -> Result<SubscriptionStatus, Fault> {
    use SubscriptionStatus::{Active, Canceled, Expired, PastDue, Trialing};
    let all = [Trialing, Active, PastDue, Canceled, Expired];
    let found = all.into_iter().find(|status| self::word(*status) == word);
    found.ok_or_else(|| Fault::contradiction(format!("a subscription that is {word}")))
}

/// What is known of a subscription by itself.
#[derive(Debug, Clone)]
pub struct Subscription {
    pub id: SubscriptionId,
    pub person: PersonId,
    pub company: CompanyId,
    pub source: SourceId,
    pub external_id: String,
    pub product: String,
    pub trial_ends_at: Option<Instant>,
    pub started_at: Instant,
    /// In the order in which they hold.
    pub statuses: Vec<(Instant, SubscriptionStatus)>,
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
    #[diesel(sql_type = Text)]
    external_id: String,
    #[diesel(sql_type = Text)]
    product: String,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    trial_ends_at: Option<Instant>,
    #[diesel(sql_type = Timestamptz)]
    started_at: Instant,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    closed_at: Option<Instant>,
}

#[derive(QueryableByName)]
struct ChangeRow {
    #[diesel(sql_type = SqlUuid)]
    subscription_id: Uuid,
    #[diesel(sql_type = Timestamptz)]
    changed_at: Instant,
    #[diesel(sql_type = Text)]
    status: String,
}

/// The subscriptions of these persons, in the order in which they were recorded.
pub async fn subscriptions_of(conn: &Conn, people: &[PersonId]) -> Result<Vec<Subscription>, Fault> {
    let ids: Vec<Uuid> = people.iter().map(|person| person.0).collect();
    let rows = sql("SELECT s.person_id, s.subscription_id, s.company_id, s.source_id, s.external_id, s.product,
                s.trial_ends_at, s.started_at, c.closed_at
         FROM subscriptions s JOIN companies c ON c.person_id = s.person_id AND c.company_id = s.company_id
         WHERE s.person_id = ANY(?) ORDER BY s.person_id, s.subscription_id")
    .bind::<Array<SqlUuid>, _>(ids.clone())
    .load::<Row>(conn);
    let changes = sql("SELECT subscription_id, changed_at, status FROM subscription_changes WHERE person_id = ANY(?)
         ORDER BY person_id, subscription_id, changed_at, external_id COLLATE \"C\"")
    .bind::<Array<SqlUuid>, _>(ids)
    .load::<ChangeRow>(conn);
    let (rows, changes) = futures_util::try_join!(rows, changes)?;
    let mut changes = changes.into_iter().peekable();
    let read = |row: Row| {
        let mut statuses = Vec::new();
        while let Some(change) = changes.next_if(|change| change.subscription_id == row.subscription_id) {
            statuses.push((change.changed_at, status(&change.status)?));
        }
        Ok(Subscription {
            id: SubscriptionId(row.subscription_id),
            person: PersonId(row.person_id),
            company: CompanyId(row.company_id),
            source: SourceId(row.source_id),
            external_id: row.external_id,
            product: row.product,
            trial_ends_at: row.trial_ends_at,
            started_at: row.started_at,
            statuses,
            closed_at: row.closed_at,
        })
    };
    rows.into_iter().map(read).collect()
}
