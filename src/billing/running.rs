//! When subscriptions were running, as it was known when.
use crate::calendar::Instant;
use crate::db::spans::{Differing, differing};
use crate::db::{Conn, Fault, Tx, sql};
use crate::ids::{CompanyId, EventId, PersonId, SubscriptionId};
use diesel::prelude::QueryableByName;
use diesel::sql_types::{Array, Nullable, Timestamptz, Uuid as SqlUuid};
use uuid::Uuid;

/// From an instant until another, or until something changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Running {
    pub person: PersonId,
    pub subscription: SubscriptionId,
    pub company: CompanyId,
    pub from: Instant,
    pub until: Option<Instant>,
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = SqlUuid)]
    span_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    person_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    subscription_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    company_id: Uuid,
    #[diesel(sql_type = Timestamptz)]
    from_at: Instant,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    until_at: Option<Instant>,
}

impl Row {
    fn read(self) -> (Uuid, Running) {
        let running = Running {
            person: PersonId(self.person_id),
            subscription: SubscriptionId(self.subscription_id),
            company: CompanyId(self.company_id),
            from: self.from_at,
            until: self.until_at,
        };
        (self.span_id, running)
    }
}

/// Makes this all that is known of when the subscriptions of these persons run.
pub async fn set_running(tx: &Tx, people: &[PersonId], wanted: Vec<Running>) -> Result<(), Fault> {
    let rows: Vec<Row> =
        sql("SELECT span_id, person_id, subscription_id, company_id, from_at, until_at FROM subscription_spans
         WHERE person_id = ANY(?) AND replaced_at IS NULL")
        .bind::<Array<SqlUuid>, _>(people.iter().map(|person| person.0).collect::<Vec<_>>())
        .load(tx)
        .await?;
    let Differing { old, new } = differing(rows.into_iter().map(Row::read), wanted);
    if !old.is_empty() {
        sql("UPDATE subscription_spans SET replaced_at = ? WHERE person_id = ANY(?) AND span_id = ANY(?)")
            .bind::<Timestamptz, _>(tx.now())
            .bind::<Array<SqlUuid>, _>(people.iter().map(|person| person.0).collect::<Vec<_>>())
            .bind::<Array<SqlUuid>, _>(old)
            .execute(tx)
            .await?;
    }
    if new.is_empty() {
        return Ok(());
    }
    sql("INSERT INTO subscription_spans (person_id, subscription_id, span_id, company_id, from_at, until_at, recorded_at)
         SELECT s.*, ? FROM unnest(?::uuid[], ?::uuid[], ?::uuid[], ?::uuid[], ?::timestamptz[], ?::timestamptz[]) AS s")
    .bind::<Timestamptz, _>(tx.now())
    .bind::<Array<SqlUuid>, _>(new.iter().map(|s| s.person.0).collect::<Vec<_>>())
    .bind::<Array<SqlUuid>, _>(new.iter().map(|s| s.subscription.0).collect::<Vec<_>>())
    .bind::<Array<SqlUuid>, _>(new.iter().map(|_| EventId::new(tx.now()).0).collect::<Vec<_>>())
    .bind::<Array<SqlUuid>, _>(new.iter().map(|s| s.company.0).collect::<Vec<_>>())
    .bind::<Array<Timestamptz>, _>(new.iter().map(|s| s.from).collect::<Vec<_>>())
    .bind::<Array<Nullable<Timestamptz>>, _>(new.iter().map(|s| s.until).collect::<Vec<_>>())
    .execute(tx)
    .await?;
    Ok(())
}

/// The subscriptions of these persons that were running at `at`, as it was known at `known_at`.
pub async fn running(
    conn: &Conn,
    people: &[PersonId],
    at: Instant,
    known_at: Instant,
) -> Result<Vec<(PersonId, CompanyId, SubscriptionId)>, Fault> {
    #[derive(QueryableByName)]
    struct Found {
        #[diesel(sql_type = SqlUuid)]
        person_id: Uuid,
        #[diesel(sql_type = SqlUuid)]
        company_id: Uuid,
        #[diesel(sql_type = SqlUuid)]
        subscription_id: Uuid,
    }
    let rows: Vec<Found> = sql("SELECT person_id, company_id, subscription_id FROM subscription_spans
         WHERE person_id = ANY(?) AND from_at <= ? AND (until_at IS NULL OR until_at > ?)
           AND recorded_at <= ? AND (replaced_at IS NULL OR replaced_at > ?)")
    .bind::<Array<SqlUuid>, _>(people.iter().map(|person| person.0).collect::<Vec<_>>())
    .bind::<Timestamptz, _>(at)
    .bind::<Timestamptz, _>(at)
    .bind::<Timestamptz, _>(known_at)
    .bind::<Timestamptz, _>(known_at)
    .load(conn)
    .await?;
    let found = |row: Found| (PersonId(row.person_id), CompanyId(row.company_id), SubscriptionId(row.subscription_id));
    Ok(rows.into_iter().map(found).collect())
}
