//! The orders in which persons put their companies, dated: the table `company_orders`.
use crate::calendar::Instant;
use crate::db::{Conn, Fault, Tx, sql};
use crate::ids::{CompanyId, EventId, PersonId};
use crate::rules::scale;
use diesel::prelude::QueryableByName;
use diesel::sql_types::{Array, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use std::collections::HashMap;
use uuid::Uuid;

pub(super) async fn keep(
    tx: &Tx,
    person: PersonId,
    (at, event): (Instant, &str),
    named: &[CompanyId],
) -> Result<(), Fault> {
    sql("INSERT INTO company_orders (person_id, order_id, ordered_at, external_id, companies, recorded_at)
         VALUES (?, ?, ?, ?, ?, ?)")
    .bind::<SqlUuid, _>(person.0)
    .bind::<SqlUuid, _>(EventId::new(tx.now()).0)
    .bind::<Timestamptz, _>(at)
    .bind::<Text, _>(event)
    .bind::<Array<SqlUuid>, _>(named.iter().map(|company| company.0).collect::<Vec<_>>())
    .bind::<Timestamptz, _>(tx.now())
    .execute(tx)
    .await?;
    Ok(())
}

#[derive(QueryableByName)]
struct OrderRow {
    #[diesel(sql_type = SqlUuid)]
    person_id: Uuid,
    #[diesel(sql_type = Array<SqlUuid>)]
    companies: Vec<Uuid>,
}

/// The orders of each person up to an instant, as they were known at another, oldest first.
pub(super) async fn of(
    conn: &Conn,
    people: &[PersonId],
    at: Instant,
    known_at: Instant,
) -> Result<HashMap<PersonId, Vec<Vec<CompanyId>>>, Fault> {
    let rows: Vec<OrderRow> = sql("SELECT person_id, companies FROM company_orders
         WHERE person_id = ANY(?) AND ordered_at <= ? AND recorded_at <= ? ORDER BY person_id, ordered_at, external_id COLLATE \"C\"")
    .bind::<Array<SqlUuid>, _>(people.iter().map(|person| person.0).collect::<Vec<_>>())
    .bind::<Timestamptz, _>(at)
    .bind::<Timestamptz, _>(known_at)
    .load(conn)
    .await?;
    let mut orders: HashMap<PersonId, Vec<Vec<CompanyId>>> = HashMap::new();
    for row in rows {
        let named = row.companies.into_iter().map(CompanyId).collect();
        orders.entry(PersonId(row.person_id)).or_default().push(named);
    }
    Ok(orders)
}

/// Companies in the order of their registration, put in one order after the other.
pub(super) fn arranged(mut companies: Vec<CompanyId>, orders: &[Vec<CompanyId>]) -> Vec<CompanyId> {
    for named in orders {
        scale::reorder(&mut companies, named);
    }
    companies
}

/// A company in its owner's order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placed {
    pub person: PersonId,
    pub company: CompanyId,
}

#[derive(QueryableByName)]
struct OpenRow {
    #[diesel(sql_type = SqlUuid)]
    person_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    company_id: Uuid,
    #[diesel(sql_type = Timestamptz)]
    registered_at: Instant,
    #[diesel(sql_type = Nullable<Text>)]
    name: Option<String>,
}

/// The companies of these persons that were open at an instant, in each person's order, as it was known at another. The companies
/// of one person follow each other.
pub async fn placed(conn: &Conn, people: &[PersonId], at: Instant, known_at: Instant) -> Result<Vec<Placed>, Fault> {
    // The sender's id decides between those registered at one instant.
    let open = sql("SELECT person_id, company_id, registered_at,
                CASE WHEN count(*) OVER (PARTITION BY person_id, registered_at) > 1 THEN (
                    SELECT k.external_id FROM external_ids k WHERE k.id = c.company_id AND k.noun = 'company') END AS name
         FROM companies c
         WHERE person_id = ANY(?) AND registered_at <= ? AND recorded_at <= ?
           AND (closed_at IS NULL OR closed_at > ? OR closing_recorded_at > ?)")
    .bind::<Array<SqlUuid>, _>(people.iter().map(|person| person.0).collect::<Vec<_>>())
    .bind::<Timestamptz, _>(at)
    .bind::<Timestamptz, _>(known_at)
    .bind::<Timestamptz, _>(at)
    .bind::<Timestamptz, _>(known_at)
    .load::<OpenRow>(conn);
    let (mut open, orders) = futures_util::try_join!(open, of(conn, people, at, known_at))?;
    open.sort_by(|a, b| (a.person_id, a.registered_at, &a.name).cmp(&(b.person_id, b.registered_at, &b.name)));
    let mut placed: Vec<Placed> = open
        .into_iter()
        .map(|row| Placed { person: PersonId(row.person_id), company: CompanyId(row.company_id) })
        .collect();
    for own in placed.chunk_by_mut(|one, next| one.person == next.person) {
        let Some(orders) = own.first().and_then(|first| orders.get(&first.person)) else { continue };
        let (person, companies) = (own[0].person, own.iter().map(|placed| placed.company).collect());
        for (place, company) in own.iter_mut().zip(arranged(companies, orders)) {
            *place = Placed { person, company };
        }
    }
    Ok(placed)
}
