//! The tables `reduction_uses` and `freed_invoices`: what rules take off own invoices.
use crate::calendar::Instant;
use crate::db::{Conn, Fault, Tx, sql};
use crate::ids::{InvoiceId, PersonId, ProgramId};
use crate::money::{Amount, Money, Unit};
use diesel::prelude::QueryableByName;
use diesel::sql_types::{Array, Nullable, Numeric, Text, Timestamptz, Uuid as SqlUuid};
use rust_decimal::Decimal;
use uuid::Uuid;

/// What a rule gave off an invoice: with these it is one.
#[derive(Debug, Clone, PartialEq, Eq, Hash, QueryableByName)]
pub struct Reduced {
    #[diesel(sql_type = SqlUuid)]
    person_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    program_id: Uuid,
    #[diesel(sql_type = Nullable<SqlUuid>)]
    invitee_id: Option<Uuid>,
    #[diesel(sql_type = Text)]
    rule: String,
    #[diesel(sql_type = Text)]
    cause: String,
}

impl Reduced {
    /// `cause`: as it is written out.
    pub fn new(
        person: PersonId,
        program: ProgramId,
        invitee: Option<PersonId>,
        (rule, cause): (&str, String),
    ) -> Reduced {
        let (person_id, program_id, invitee_id) = (person.0, program.0, invitee.map(|invitee| invitee.0));
        Reduced { person_id, program_id, invitee_id, rule: rule.to_owned(), cause }
    }
}

/// What invoices of these persons used and still have.
pub async fn reduced(conn: &Conn, people: &[PersonId]) -> Result<Vec<Reduced>, Fault> {
    sql("SELECT person_id, program_id, invitee_id, rule, cause FROM reduction_uses
         WHERE person_id = ANY(?) AND returned_at IS NULL")
    .bind::<Array<SqlUuid>, _>(people.iter().map(|person| person.0).collect::<Vec<_>>())
    .load(conn)
    .await
}

/// Another invoice that uses the same at the same time is a race.
pub async fn reduce(tx: &Tx, uses: &[(Reduced, InvoiceId, Instant)]) -> Result<(), Fault> {
    if uses.is_empty() {
        return Ok(());
    }
    let of = |pick: fn(&Reduced) -> Uuid| uses.iter().map(|(used, ..)| pick(used)).collect::<Vec<_>>();
    sql("INSERT INTO reduction_uses (person_id, use_id, invoice_id, program_id, invitee_id, rule, cause, used_at)
         SELECT * FROM unnest(?::uuid[], ?::uuid[], ?::uuid[], ?::uuid[], ?::uuid[], ?::text[], ?::text[], ?::timestamptz[])")
    .bind::<Array<SqlUuid>, _>(of(|used| used.person_id))
    .bind::<Array<SqlUuid>, _>(uses.iter().map(|_| InvoiceId::new(tx.now()).0).collect::<Vec<_>>())
    .bind::<Array<SqlUuid>, _>(uses.iter().map(|(_, invoice, _)| invoice.0).collect::<Vec<_>>())
    .bind::<Array<SqlUuid>, _>(of(|used| used.program_id))
    .bind::<Array<Nullable<SqlUuid>>, _>(uses.iter().map(|(used, ..)| used.invitee_id).collect::<Vec<_>>())
    .bind::<Array<Text>, _>(uses.iter().map(|(used, ..)| used.rule.as_str()).collect::<Vec<_>>())
    .bind::<Array<Text>, _>(uses.iter().map(|(used, ..)| used.cause.as_str()).collect::<Vec<_>>())
    .bind::<Array<Timestamptz>, _>(uses.iter().map(|(.., at)| *at).collect::<Vec<_>>())
    .execute(tx)
    .await?;
    Ok(())
}

/// What an invoice took of an account to be free, or cheaper.
#[derive(Debug, Clone, Copy)]
pub struct Freed {
    pub person: PersonId,
    pub invoice: InvoiceId,
    pub program: ProgramId,
    pub unit: Unit,
    pub amount: Amount,
    pub at: Instant,
}

pub async fn keep_freed(tx: &Tx, freed: &[Freed]) -> Result<(), Fault> {
    if freed.is_empty() {
        return Ok(());
    }
    sql("INSERT INTO freed_invoices (person_id, invoice_id, program_id, unit, amount, freed_at)
         SELECT * FROM unnest(?::uuid[], ?::uuid[], ?::uuid[], ?::text[], ?::numeric[], ?::timestamptz[])")
    .bind::<Array<SqlUuid>, _>(freed.iter().map(|f| f.person.0).collect::<Vec<_>>())
    .bind::<Array<SqlUuid>, _>(freed.iter().map(|f| f.invoice.0).collect::<Vec<_>>())
    .bind::<Array<SqlUuid>, _>(freed.iter().map(|f| f.program.0).collect::<Vec<_>>())
    .bind::<Array<Text>, _>(freed.iter().map(|f| f.unit.to_string()).collect::<Vec<_>>())
    .bind::<Array<Numeric>, _>(freed.iter().map(|f| f.amount.money().amount()).collect::<Vec<_>>())
    .bind::<Array<Timestamptz>, _>(freed.iter().map(|f| f.at).collect::<Vec<_>>())
    .execute(tx)
    .await?;
    Ok(())
}

/// A voided invoice used nothing: answers what goes back to the person's accounts.
pub async fn give_back_reduced(
    tx: &Tx,
    (person, invoice): (PersonId, InvoiceId),
    at: Instant,
) -> Result<Vec<Freed>, Fault> {
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = SqlUuid)]
        program_id: Uuid,
        #[diesel(sql_type = Text)]
        unit: String,
        #[diesel(sql_type = Numeric)]
        amount: Decimal,
    }
    let used = sql("UPDATE reduction_uses SET returned_at = ?
         WHERE person_id = ? AND invoice_id = ? AND returned_at IS NULL")
    .bind::<Timestamptz, _>(at)
    .bind::<SqlUuid, _>(person.0)
    .bind::<SqlUuid, _>(invoice.0)
    .execute(tx);
    let freed =
        sql("UPDATE freed_invoices SET returned_at = ? WHERE person_id = ? AND invoice_id = ? AND returned_at IS NULL
         RETURNING program_id, unit, amount")
        .bind::<Timestamptz, _>(at)
        .bind::<SqlUuid, _>(person.0)
        .bind::<SqlUuid, _>(invoice.0)
        .load::<Row>(tx);
    let (_, freed) = futures_util::try_join!(used, freed)?;
    let read = |row: Row| {
        let wrong = |e: String| Fault::contradiction(format!("a freed invoice: {e}"));
        let unit: Unit = row.unit.parse().map_err(wrong)?;
        // Months, days and the like: such a unit is its own currency.
        let Unit::Own(currency) = unit else { return Err(wrong(format!("{unit} frees nothing"))) };
        let amount = Money::new(row.amount, currency).and_then(Amount::new).map_err(|e| wrong(e.to_string()))?;
        Ok(Freed { person, invoice, program: ProgramId(row.program_id), unit, amount, at })
    };
    freed.into_iter().map(read).collect()
}
