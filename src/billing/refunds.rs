use super::payments::stored_money;
use crate::calendar::Instant;
use crate::db::{Conn, Fault, Tx, sql};
use crate::ids::{PaymentId, PersonId, RefundId};
use crate::money::{Currency, Money};
use diesel::prelude::QueryableByName;
use diesel::sql_types::{Numeric, Text, Timestamptz, Uuid as SqlUuid};
use rust_decimal::Decimal;
use uuid::Uuid;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RefundState {
    Requested,
    Completed,
    Declined,
}

impl RefundState {
    pub fn word(self) -> &'static str {
        match self {
            RefundState::Requested => "requested",
            RefundState::Completed => "completed",
            RefundState::Declined => "declined",
        }
    }

    pub(super) fn read(word: &str) -> Result<RefundState, Fault> {
        match word {
            "requested" => Ok(RefundState::Requested),
            "completed" => Ok(RefundState::Completed),
            "declined" => Ok(RefundState::Declined),
            other => Err(Fault::contradiction(format!("a refund in state {other}"))),
        }
    }
}

#[derive(Debug, Clone)]
pub struct Refund {
    pub id: RefundId,
    pub amount: Money,
    pub state: RefundState,
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = SqlUuid)]
    refund_id: Uuid,
    #[diesel(sql_type = Numeric)]
    amount: Decimal,
    #[diesel(sql_type = Text)]
    state: String,
}

/// All refunds of one payment.
pub async fn refunds_of(
    conn: &Conn,
    person: PersonId,
    payment: PaymentId,
    currency: Currency,
) -> Result<Vec<Refund>, Fault> {
    let rows: Vec<Row> =
        sql("SELECT refund_id, amount, state FROM refunds WHERE person_id = ? AND payment_id = ? ORDER BY refund_id")
            .bind::<SqlUuid, _>(person.0)
            .bind::<SqlUuid, _>(payment.0)
            .load(conn)
            .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Refund {
                id: RefundId(row.refund_id),
                amount: stored_money(row.amount, currency)?,
                state: RefundState::read(&row.state)?,
            })
        })
        .collect()
}

/// Makes the refund, or moves the one that is there to its new state.
pub async fn save_refund(
    tx: &Tx,
    person: PersonId,
    payment: PaymentId,
    refund: &Refund,
    at: Instant,
) -> Result<(), Fault> {
    sql("INSERT INTO refunds AS r (person_id, refund_id, payment_id, amount, state, requested_at, settled_at)
         SELECT n.person_id, n.refund_id, n.payment_id, n.amount, n.state,
                CASE WHEN n.state = 'requested' THEN n.at END, CASE WHEN n.state <> 'requested' THEN n.at END
         FROM (SELECT ?::uuid AS person_id, ?::uuid AS refund_id, ?::uuid AS payment_id, ?::numeric AS amount,
                      ?::text AS state, ?::timestamptz AS at) n
         ON CONFLICT (person_id, refund_id) DO UPDATE
         SET amount = excluded.amount, state = excluded.state, settled_at = excluded.settled_at")
    .bind::<SqlUuid, _>(person.0)
    .bind::<SqlUuid, _>(refund.id.0)
    .bind::<SqlUuid, _>(payment.0)
    .bind::<Numeric, _>(refund.amount.amount())
    .bind::<Text, _>(refund.state.word())
    .bind::<Timestamptz, _>(at)
    .execute(tx)
    .await?;
    Ok(())
}
