use super::assignments::stored_percent;
use crate::calendar::Instant;
use crate::db::{Conn, Fault, Tx, sql};
use crate::ids::{CompanyId, InvoiceId, PersonId, ProgramId, RunId, SubscriptionId};
use crate::money::Percent;
use diesel::prelude::QueryableByName;
use diesel::sql_types::{Array, Integer, Numeric, Timestamptz, Uuid as SqlUuid};
use rust_decimal::Decimal;
use uuid::Uuid;

/// A subscription that an invoice is about to be issued for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asking {
    pub person: PersonId,
    pub company: CompanyId,
    pub subscription: SubscriptionId,
}

/// What the next invoice of a subscription may use, if it is issued at the run's instant or later.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Usable {
    pub asking: Asking,
    pub program: ProgramId,
    pub run: RunId,
    pub scheduled_at: Instant,
    pub percent: Percent,
    /// Of the terms that the run read.
    pub version: u32,
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = SqlUuid)]
    person_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    company_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    subscription_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    program_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    run_id: Uuid,
    #[diesel(sql_type = Timestamptz)]
    scheduled_at: Instant,
    #[diesel(sql_type = Numeric)]
    percent: Decimal,
    #[diesel(sql_type = Integer)]
    terms_version: i32,
}

/// What these subscriptions may use.
pub async fn usable(conn: &Conn, asking: &[Asking]) -> Result<Vec<Usable>, Fault> {
    if asking.is_empty() {
        return Ok(Vec::new());
    }
    let rows: Vec<Row> =
        sql("SELECT DISTINCT a.person_id, a.company_id, asked.subscription_id, r.program_id, r.run_id, r.scheduled_at, a.percent,
                a.terms_version
         FROM unnest(?::uuid[], ?::uuid[], ?::uuid[]) AS asked (person_id, company_id, subscription_id)
         CROSS JOIN current_runs r
         JOIN assignments a ON a.person_id = asked.person_id AND a.run_id = r.run_id AND a.company_id = asked.company_id
         WHERE a.percent > 0 AND asked.subscription_id = ANY(a.subscriptions) AND NOT EXISTS (
             SELECT 1 FROM assignment_uses u
             WHERE u.person_id = a.person_id AND u.run_id = a.run_id AND u.subscription_id = asked.subscription_id
               AND u.returned_at IS NULL)
         ORDER BY r.program_id")
        .bind::<Array<SqlUuid>, _>(asking.iter().map(|a| a.person.0).collect::<Vec<_>>())
        .bind::<Array<SqlUuid>, _>(asking.iter().map(|a| a.company.0).collect::<Vec<_>>())
        .bind::<Array<SqlUuid>, _>(asking.iter().map(|a| a.subscription.0).collect::<Vec<_>>())
        .load(conn)
        .await?;
    let read = |row: Row| {
        Ok(Usable {
            asking: Asking {
                person: PersonId(row.person_id),
                company: CompanyId(row.company_id),
                subscription: SubscriptionId(row.subscription_id),
            },
            program: ProgramId(row.program_id),
            run: RunId(row.run_id),
            scheduled_at: row.scheduled_at,
            percent: stored_percent(row.percent)?,
            version: row.terms_version.cast_unsigned(),
        })
    };
    rows.into_iter().map(read).collect()
}

/// An invoice that uses an assignment, whether or not something better wins on its lines.
#[derive(Debug, Clone, Copy)]
pub struct Use {
    pub person: PersonId,
    pub run: RunId,
    pub subscription: SubscriptionId,
    pub invoice: InvoiceId,
    pub at: Instant,
}

/// Another invoice that uses the same at the same time is a race.
pub async fn use_up(tx: &Tx, uses: &[Use]) -> Result<(), Fault> {
    if uses.is_empty() {
        return Ok(());
    }
    sql("INSERT INTO assignment_uses (person_id, run_id, subscription_id, invoice_id, used_at)
         SELECT * FROM unnest(?::uuid[], ?::uuid[], ?::uuid[], ?::uuid[], ?::timestamptz[])")
    .bind::<Array<SqlUuid>, _>(uses.iter().map(|u| u.person.0).collect::<Vec<_>>())
    .bind::<Array<SqlUuid>, _>(uses.iter().map(|u| u.run.0).collect::<Vec<_>>())
    .bind::<Array<SqlUuid>, _>(uses.iter().map(|u| u.subscription.0).collect::<Vec<_>>())
    .bind::<Array<SqlUuid>, _>(uses.iter().map(|u| u.invoice.0).collect::<Vec<_>>())
    .bind::<Array<Timestamptz>, _>(uses.iter().map(|u| u.at).collect::<Vec<_>>())
    .execute(tx)
    .await?;
    Ok(())
}

/// A voided invoice used nothing.
pub async fn give_back(tx: &Tx, person: PersonId, invoice: InvoiceId, at: Instant) -> Result<(), Fault> {
    sql("UPDATE assignment_uses SET returned_at = ? WHERE person_id = ? AND invoice_id = ? AND returned_at IS NULL")
        .bind::<Timestamptz, _>(at)
        .bind::<SqlUuid, _>(person.0)
        .bind::<SqlUuid, _>(invoice.0)
        .execute(tx)
        .await?;
    Ok(())
}
