//! The table `spends`.
use crate::billing::Invoice;
use crate::calendar::Instant;
use crate::db::{Conn, Fault, Tx, sql};
use crate::ids::{InvoiceId, PersonId, ProgramId, SpendId};
use crate::money::{Currency, Money};
use diesel::prelude::QueryableByName;
use diesel::sql_types::{Array, Numeric, Text, Timestamptz, Uuid as SqlUuid};
use rust_decimal::Decimal;
use std::collections::HashMap;
use uuid::Uuid;

/// Bonuses used on an invoice, and how much of them came back.
#[derive(Debug, Clone)]
pub struct Spend {
    pub person: PersonId,
    pub id: SpendId,
    pub program: ProgramId,
    pub invoice: InvoiceId,
    pub amount: Money,
    pub returned: Money,
    pub spent_at: Instant,
}

impl Spend {
    pub(super) fn new(
        person: PersonId,
        id: SpendId,
        program: ProgramId,
        invoice: InvoiceId,
        amount: Money,
        spent_at: Instant,
    ) -> Spend {
        Spend { person, id, program, invoice, amount, returned: Money::zero(amount.currency()), spent_at }
    }
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = SqlUuid)]
    spend_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    program_id: Uuid,
    #[diesel(sql_type = Numeric)]
    amount: Decimal,
    #[diesel(sql_type = Numeric)]
    returned: Decimal,
    #[diesel(sql_type = Timestamptz)]
    spent_at: Instant,
}

pub(super) async fn of_invoice(conn: &Conn, invoice: &Invoice) -> Result<Vec<Spend>, Fault> {
    let rows: Vec<Row> = sql("SELECT spend_id, program_id, amount, returned, spent_at FROM spends
         WHERE person_id = ? AND invoice_id = ? ORDER BY spend_id")
    .bind::<SqlUuid, _>(invoice.person.0)
    .bind::<SqlUuid, _>(invoice.id.0)
    .load(conn)
    .await?;
    let currency: Currency = invoice.total.currency();
    let money = |amount| Money::new(amount, currency).map_err(|e| Fault::contradiction(format!("a stored spend: {e}")));
    rows.into_iter()
        .map(|row| {
            Ok(Spend {
                person: invoice.person,
                id: SpendId(row.spend_id),
                program: ProgramId(row.program_id),
                invoice: invoice.id,
                amount: money(row.amount)?,
                returned: money(row.returned)?,
                spent_at: row.spent_at,
            })
        })
        .collect()
}

pub(super) async fn add(tx: &Tx, spend: &Spend) -> Result<(), Fault> {
    sql("INSERT INTO spends (person_id, spend_id, program_id, unit, invoice_id, amount, spent_at)
         VALUES (?, ?, ?, ?, ?, ?, ?)")
    .bind::<SqlUuid, _>(spend.person.0)
    .bind::<SqlUuid, _>(spend.id.0)
    .bind::<SqlUuid, _>(spend.program.0)
    .bind::<Text, _>("credit")
    .bind::<SqlUuid, _>(spend.invoice.0)
    .bind::<Numeric, _>(spend.amount.amount())
    .bind::<Timestamptz, _>(spend.spent_at)
    .execute(tx)
    .await?;
    Ok(())
}

pub(super) async fn set_returned(tx: &Tx, spend: &Spend) -> Result<(), Fault> {
    sql("UPDATE spends SET returned = ? WHERE person_id = ? AND spend_id = ?")
        .bind::<Numeric, _>(spend.returned.amount())
        .bind::<SqlUuid, _>(spend.person.0)
        .bind::<SqlUuid, _>(spend.id.0)
        .execute(tx)
        .await?;
    Ok(())
}

#[derive(QueryableByName)]
struct UsedOn {
    #[diesel(sql_type = SqlUuid)]
    spend_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    invoice_id: Uuid,
}

/// On which invoices a person used these spends; those that are no spends of theirs are left out.
pub async fn invoices_of(
    conn: &Conn,
    person: PersonId,
    spends: &[SpendId],
) -> Result<HashMap<SpendId, InvoiceId>, Fault> {
    let rows: Vec<UsedOn> = sql("SELECT spend_id, invoice_id FROM spends WHERE person_id = ? AND spend_id = ANY(?)")
        .bind::<SqlUuid, _>(person.0)
        .bind::<Array<SqlUuid>, _>(spends.iter().map(|spend| spend.0).collect::<Vec<_>>())
        .load(conn)
        .await?;
    Ok(rows.into_iter().map(|row| (SpendId(row.spend_id), InvoiceId(row.invoice_id))).collect())
}

/// Bonuses used on an invoice, in the invoice's currency.
#[derive(Debug, Clone, QueryableByName)]
pub struct Used {
    #[diesel(sql_type = SqlUuid)]
    invoice_id: Uuid,
    #[diesel(sql_type = Numeric)]
    pub amount: Decimal,
    #[diesel(sql_type = Timestamptz)]
    pub at: Instant,
}

impl Used {
    pub fn invoice(&self) -> InvoiceId {
        InvoiceId(self.invoice_id)
    }
}

/// What these persons used on their invoices and did not get back as a whole, oldest first.
pub async fn used_by(conn: &Conn, people: &[PersonId]) -> Result<Vec<Used>, Fault> {
    sql("SELECT invoice_id, amount, spent_at AS at FROM spends
         WHERE person_id = ANY(?) AND returned < amount ORDER BY spent_at, spend_id")
    .bind::<Array<SqlUuid>, _>(people.iter().map(|person| person.0).collect::<Vec<_>>())
    .load(conn)
    .await
}
