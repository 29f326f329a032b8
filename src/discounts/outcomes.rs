//! What became of what runs gave a person.
use crate::calendar::Instant;
use crate::db::{Conn, Fault, sql};
use crate::ids::{CompanyId, InvoiceId, PersonId, RunId};
use diesel::prelude::QueryableByName;
use diesel::sql_types::{Array, Nullable, Timestamptz, Uuid as SqlUuid};
use uuid::Uuid;

/// Of one subscription that may, or might have, used its company's assignment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outcome {
    pub run: RunId,
    pub company: CompanyId,
    /// The invoice that used it and was not voided.
    pub used_by: Option<InvoiceId>,
    /// The company's: what it has not used by then is lost.
    pub closed_at: Option<Instant>,
}

/// One for each subscription, in no order.
pub async fn outcomes(conn: &Conn, person: PersonId, runs: &[RunId]) -> Result<Vec<Outcome>, Fault> {
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = SqlUuid)]
        run_id: Uuid,
        #[diesel(sql_type = SqlUuid)]
        company_id: Uuid,
        #[diesel(sql_type = Nullable<SqlUuid>)]
        invoice_id: Option<Uuid>,
        #[diesel(sql_type = Nullable<Timestamptz>)]
        closed_at: Option<Instant>,
    }
    let rows: Vec<Row> = sql("SELECT a.run_id, a.company_id, u.invoice_id, c.closed_at
         FROM assignments a CROSS JOIN unnest(a.subscriptions) AS s (subscription_id)
         JOIN companies c ON c.person_id = a.person_id AND c.company_id = a.company_id
         LEFT JOIN assignment_uses u ON u.person_id = a.person_id AND u.run_id = a.run_id
           AND u.subscription_id = s.subscription_id AND u.returned_at IS NULL
         WHERE a.person_id = ? AND a.run_id = ANY(?)")
    .bind::<SqlUuid, _>(person.0)
    .bind::<Array<SqlUuid>, _>(runs.iter().map(|run| run.0).collect::<Vec<_>>())
    .load(conn)
    .await?;
    let read = |row: Row| Outcome {
        run: RunId(row.run_id),
        company: CompanyId(row.company_id),
        used_by: row.invoice_id.map(InvoiceId),
        closed_at: row.closed_at,
    };
    Ok(rows.into_iter().map(read).collect())
}
