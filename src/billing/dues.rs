//! From when to when invoices waited to be paid, as it was known when.
use crate::calendar::Instant;
use crate::db::spans::{Differing, differing};
use crate::db::{Conn, Fault, Tx, sql};
use crate::ids::{EventId, InvoiceId, PersonId};
use crate::rules::terms::BlockedBy;
use diesel::prelude::QueryableByName;
use diesel::sql_types::{Array, Nullable, Timestamptz, Uuid as SqlUuid};
use std::collections::HashSet;
use uuid::Uuid;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Due {
    pub person: PersonId,
    pub invoice: InvoiceId,
    pub issued_at: Instant,
    pub due_at: Instant,
    /// Settled or voided.
    pub ended_at: Option<Instant>,
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = SqlUuid)]
    due_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    person_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    invoice_id: Uuid,
    #[diesel(sql_type = Timestamptz)]
    issued_at: Instant,
    #[diesel(sql_type = Timestamptz)]
    due_at: Instant,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    ended_at: Option<Instant>,
}

impl Row {
    fn read(self) -> (Uuid, Due) {
        let due = Due {
            person: PersonId(self.person_id),
            invoice: InvoiceId(self.invoice_id),
            issued_at: self.issued_at,
            due_at: self.due_at,
            ended_at: self.ended_at,
        };
        (self.due_id, due)
    }
}

/// Makes this all that is known of what these persons have and had to pay.
pub async fn set_dues(tx: &Tx, people: &[PersonId], wanted: Vec<Due>) -> Result<(), Fault> {
    let rows: Vec<Row> = sql("SELECT due_id, person_id, invoice_id, issued_at, due_at, ended_at FROM dues
         WHERE person_id = ANY(?) AND replaced_at IS NULL")
    .bind::<Array<SqlUuid>, _>(people.iter().map(|person| person.0).collect::<Vec<_>>())
    .load(tx)
    .await?;
    let Differing { old, new } = differing(rows.into_iter().map(Row::read), wanted);
    if !old.is_empty() {
        sql("UPDATE dues SET replaced_at = ? WHERE person_id = ANY(?) AND due_id = ANY(?)")
            .bind::<Timestamptz, _>(tx.now())
            .bind::<Array<SqlUuid>, _>(people.iter().map(|person| person.0).collect::<Vec<_>>())
            .bind::<Array<SqlUuid>, _>(old)
            .execute(tx)
            .await?;
    }
    if new.is_empty() {
        return Ok(());
    }
    sql("INSERT INTO dues (person_id, invoice_id, due_id, issued_at, due_at, ended_at, recorded_at)
         SELECT d.*, ? FROM unnest(?::uuid[], ?::uuid[], ?::uuid[], ?::timestamptz[], ?::timestamptz[], ?::timestamptz[]) AS d")
    .bind::<Timestamptz, _>(tx.now())
    .bind::<Array<SqlUuid>, _>(new.iter().map(|d| d.person.0).collect::<Vec<_>>())
    .bind::<Array<SqlUuid>, _>(new.iter().map(|d| d.invoice.0).collect::<Vec<_>>())
    .bind::<Array<SqlUuid>, _>(new.iter().map(|_| EventId::new(tx.now()).0).collect::<Vec<_>>())
    .bind::<Array<Timestamptz>, _>(new.iter().map(|d| d.issued_at).collect::<Vec<_>>())
    .bind::<Array<Timestamptz>, _>(new.iter().map(|d| d.due_at).collect::<Vec<_>>())
    .bind::<Array<Nullable<Timestamptz>>, _>(new.iter().map(|d| d.ended_at).collect::<Vec<_>>())
    .execute(tx)
    .await?;
    Ok(())
}

/// Who had such invoices at `at`, as it was known at `known_at`.
pub async fn blocked(conn: &Conn, by: BlockedBy, at: Instant, known_at: Instant) -> Result<HashSet<PersonId>, Fault> {
    #[derive(QueryableByName)]
    struct Found {
        #[diesel(sql_type = SqlUuid)]
        person_id: Uuid,
    }
    // Each part is short and has an index of its own: what is open still, what ended since, what was known otherwise then.
    let asked = match by {
        BlockedBy::Nothing => return Ok(HashSet::new()),
        BlockedBy::Overdue => sql("SELECT person_id FROM dues
             WHERE replaced_at IS NULL AND ended_at IS NULL AND due_at < ? AND recorded_at <= ?
             UNION SELECT person_id FROM dues
             WHERE replaced_at IS NULL AND ended_at > ? AND due_at < ? AND recorded_at <= ?
             UNION SELECT person_id FROM dues
             WHERE replaced_at > ? AND due_at < ? AND (ended_at IS NULL OR ended_at > ?) AND recorded_at <= ?"),
        BlockedBy::AnyOpen => sql("SELECT person_id FROM dues
             WHERE replaced_at IS NULL AND ended_at IS NULL AND issued_at <= ? AND recorded_at <= ?
             UNION SELECT person_id FROM dues
             WHERE replaced_at IS NULL AND ended_at > ? AND issued_at <= ? AND recorded_at <= ?
             UNION SELECT person_id FROM dues
             WHERE replaced_at > ? AND issued_at <= ? AND (ended_at IS NULL OR ended_at > ?) AND recorded_at <= ?"),
    };
    let asked = [at, known_at, at, at, known_at, known_at, at, at, known_at]
        .into_iter()
        .fold(asked, |asked, instant| asked.bind::<Timestamptz, _>(instant));
    let rows: Vec<Found> = asked.load(conn).await?;
    Ok(rows.into_iter().map(|row| PersonId(row.person_id)).collect())
}

/// The invoices by which one person is [`blocked`], the oldest due first.
pub async fn blocking(
    conn: &Conn,
    person: PersonId,
    by: BlockedBy,
    at: Instant,
    known_at: Instant,
) -> Result<Vec<InvoiceId>, Fault> {
    #[derive(QueryableByName)]
    struct Found {
        #[diesel(sql_type = SqlUuid)]
        invoice_id: Uuid,
    }
    let asked = match by {
        BlockedBy::Nothing => return Ok(Vec::new()),
        BlockedBy::Overdue => sql("SELECT invoice_id FROM dues
             WHERE person_id = ? AND due_at < ? AND (ended_at IS NULL OR ended_at > ?)
               AND recorded_at <= ? AND (replaced_at IS NULL OR replaced_at > ?) ORDER BY due_at, invoice_id"),
        BlockedBy::AnyOpen => sql("SELECT invoice_id FROM dues
             WHERE person_id = ? AND issued_at <= ? AND (ended_at IS NULL OR ended_at > ?)
               AND recorded_at <= ? AND (replaced_at IS NULL OR replaced_at > ?) ORDER BY due_at, invoice_id"),
    };
    let asked = [at, at, known_at, known_at]
        .into_iter()
        .fold(asked.bind::<SqlUuid, _>(person.0), |asked, instant| asked.bind::<Timestamptz, _>(instant));
    let rows: Vec<Found> = asked.load(conn).await?;
    Ok(rows.into_iter().map(|row| InvoiceId(row.invoice_id)).collect())
}
