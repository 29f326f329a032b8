//! The table `spends`.
use super::Ask;
use crate::billing::Invoice;
use crate::book::SpendState;
use crate::calendar::Instant;
use crate::db::{Conn, Fault, Tx, sql};
use crate::ids::{InvoiceId, PersonId, ProgramId, SpendId};
use crate::ledger;
use crate::money::{Amount, Money, Unit};
use diesel::prelude::QueryableByName;
use diesel::sql_types::{Array, Bool, Numeric, Text, Timestamptz, Uuid as SqlUuid};
use rust_decimal::Decimal;
use std::collections::HashMap;
use uuid::Uuid;

/// Bonuses used on an invoice, and how much of them came back.
#[derive(Debug, Clone)]
pub struct Spend {
    pub person: PersonId,
    pub id: SpendId,
    pub program: ProgramId,
    pub unit: Unit,
    pub invoice: InvoiceId,
    pub state: SpendState,
    pub spent_at: Instant,
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = SqlUuid)]
    spend_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    program_id: Uuid,
    #[diesel(sql_type = Text)]
    unit: String,
    #[diesel(sql_type = Numeric)]
    amount: Decimal,
    #[diesel(sql_type = Numeric)]
    returned: Decimal,
    #[diesel(sql_type = Numeric)]
    units: Decimal,
    #[diesel(sql_type = Numeric)]
    units_returned: Decimal,
    #[diesel(sql_type = Timestamptz)]
    spent_at: Instant,
}

impl Row {
    fn of(self, invoice: &Invoice) -> Result<Spend, Fault> {
        let wrong = |e: String| Fault::contradiction(format!("a stored spend: {e}"));
        let currency = invoice.total.currency();
        let unit: Unit = self.unit.parse().map_err(wrong)?;
        let counted = unit.currency(currency);
        let amount = |money: Money| Amount::new(money).map_err(|e| wrong(e.to_string()));
        Ok(Spend {
            person: invoice.person,
            id: SpendId(self.spend_id),
            program: ProgramId(self.program_id),
            unit,
            invoice: invoice.id,
            state: SpendState {
                amount: amount(ledger::money(self.amount, currency)?)?,
                returned: ledger::money(self.returned, currency)?,
                units: amount(ledger::money(self.units, counted)?)?,
                units_returned: ledger::money(self.units_returned, counted)?,
            },
            spent_at: self.spent_at,
        })
    }
}

pub(super) async fn of_invoice(conn: &Conn, invoice: &Invoice) -> Result<Vec<Spend>, Fault> {
    let rows: Vec<Row> =
        sql("SELECT spend_id, program_id, unit, amount, returned, units, units_returned, spent_at FROM spends
         WHERE person_id = ? AND invoice_id = ? ORDER BY spend_id")
        .bind::<SqlUuid, _>(invoice.person.0)
        .bind::<SqlUuid, _>(invoice.id.0)
        .load(conn)
        .await?;
    rows.into_iter().map(|row| row.of(invoice)).collect()
}

pub(super) async fn add(tx: &Tx, spend: &Spend) -> Result<(), Fault> {
    sql("INSERT INTO spends (person_id, spend_id, program_id, unit, invoice_id, amount, units, spent_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
    .bind::<SqlUuid, _>(spend.person.0)
    .bind::<SqlUuid, _>(spend.id.0)
    .bind::<SqlUuid, _>(spend.program.0)
    .bind::<Text, _>(spend.unit.name())
    .bind::<SqlUuid, _>(spend.invoice.0)
    .bind::<Numeric, _>(spend.state.amount.money().amount())
    .bind::<Numeric, _>(spend.state.units.money().amount())
    .bind::<Timestamptz, _>(spend.spent_at)
    .execute(tx)
    .await?;
    Ok(())
}

pub(super) async fn set_returned(tx: &Tx, spend: &Spend) -> Result<(), Fault> {
    sql("UPDATE spends SET returned = ?, units_returned = ? WHERE person_id = ? AND spend_id = ?")
        .bind::<Numeric, _>(spend.state.returned.amount())
        .bind::<Numeric, _>(spend.state.units_returned.amount())
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

/// Whether a spend of the person was of the same units for the same invoice; none where no spend of theirs has that id.
pub async fn is_same(
    conn: &Conn,
    person: PersonId,
    (program, invoice): (ProgramId, InvoiceId),
    ask: &Ask,
) -> Result<Option<bool>, Fault> {
    #[derive(QueryableByName)]
    struct Same {
        #[diesel(sql_type = Bool)]
        same: bool,
    }
    let found: Option<Same> = sql("SELECT program_id = ? AND invoice_id = ? AND unit = ? AND units = ? AS same
         FROM spends WHERE person_id = ? AND spend_id = ?")
    .bind::<SqlUuid, _>(program.0)
    .bind::<SqlUuid, _>(invoice.0)
    .bind::<Text, _>(ask.unit.name())
    .bind::<Numeric, _>(ask.units.money().amount())
    .bind::<SqlUuid, _>(person.0)
    .bind::<SqlUuid, _>(ask.id.0)
    .optional(conn)
    .await?;
    Ok(found.map(|found| found.same))
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
