//! The tables `receipts` and `rewards`.
use super::grant::Assessed;
use super::receipts::Key;
use crate::book::RewardState;
use crate::calendar::Instant;
use crate::db::{Conn, Fault, Tx, sql};
use crate::ids::{EventId, PaymentId, PersonId, ProgramId, ReceiptId, RewardId};
use crate::money::{Currency, Money, Unit};
use diesel::prelude::QueryableByName;
use diesel::sql_types::{Array, Bool, Integer, Nullable, Numeric, Text, Timestamptz, Uuid as SqlUuid};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use uuid::Uuid;

/// The name under which a reward's transfers are unique.
pub(super) fn cause(event: EventId, clause: &str) -> String {
    format!("{event}/{clause}")
}

pub(super) struct NewReceipt<'a> {
    pub id: ReceiptId,
    pub revision: i32,
    pub assessed: &'a Assessed,
}

pub(super) async fn add_receipts(tx: &Tx, new: &[NewReceipt<'_>]) -> Result<(), Fault> {
    if new.is_empty() {
        return Ok(());
    }
    let details: Vec<String> = new.iter().map(|n| json(&n.assessed.receipt)).collect::<Result<_, _>>()?;
    let origins = || new.iter().map(|n| n.assessed.origin.as_ref());
    let causes: Vec<Option<String>> =
        origins().map(|o| o.map(|o| json(&o.cause)).transpose()).collect::<Result<_, _>>()?;
    let ids = |pick: fn(&NewReceipt<'_>) -> Uuid| new.iter().map(pick).collect::<Vec<_>>();
    let version = |n: &NewReceipt<'_>| i32::try_from(n.assessed.receipt.terms_version).unwrap_or(i32::MAX);
    sql("INSERT INTO receipts (person_id, receipt_id, program_id, event_id, clause, revision, invitee_id, payment_id, unit,
                               amount, reason, terms_version, happened_at, hold_until, detail, circle_id, cause, fact_id, recorded_at)
         SELECT r.person_id, r.receipt_id, r.program_id, r.event_id, r.clause, r.revision, r.invitee_id, r.payment_id, r.unit,
                r.amount, r.reason, r.terms_version, r.happened_at, r.hold_until, r.detail::jsonb,
                r.circle_id, r.cause::jsonb, r.fact_id, ?
         FROM unnest(?::uuid[], ?::uuid[], ?::uuid[], ?::uuid[], ?::text[], ?::integer[], ?::uuid[], ?::uuid[], ?::text[],
                     ?::numeric[], ?::text[], ?::integer[], ?::timestamptz[], ?::timestamptz[], ?::text[], ?::uuid[],
                     ?::text[], ?::uuid[])
            AS r (person_id, receipt_id, program_id, event_id, clause, revision, invitee_id, payment_id, unit, amount,
                  reason, terms_version, happened_at, hold_until, detail, circle_id, cause, fact_id)")
    .bind::<Timestamptz, _>(tx.now())
    .bind::<Array<SqlUuid>, _>(ids(|n| n.assessed.beneficiary.0))
    .bind::<Array<SqlUuid>, _>(ids(|n| n.id.0))
    .bind::<Array<SqlUuid>, _>(ids(|n| n.assessed.program.0))
    .bind::<Array<SqlUuid>, _>(ids(|n| n.assessed.event.0))
    .bind::<Array<Text>, _>(new.iter().map(|n| n.assessed.receipt.clause.as_str()).collect::<Vec<_>>())
    .bind::<Array<Integer>, _>(new.iter().map(|n| n.revision).collect::<Vec<_>>())
    .bind::<Array<Nullable<SqlUuid>>, _>(new.iter().map(|n| n.assessed.invitee.map(|i| i.0)).collect::<Vec<_>>())
    .bind::<Array<Nullable<SqlUuid>>, _>(new.iter().map(|n| n.assessed.payment.map(|p| p.0)).collect::<Vec<_>>())
    .bind::<Array<Text>, _>(new.iter().map(|n| n.assessed.receipt.unit.name()).collect::<Vec<_>>())
    .bind::<Array<Numeric>, _>(new.iter().map(|n| n.assessed.receipt.amount.amount()).collect::<Vec<_>>())
    .bind::<Array<Text>, _>(new.iter().map(|n| n.assessed.receipt.reason.name()).collect::<Vec<_>>())
    .bind::<Array<Integer>, _>(new.iter().map(version).collect::<Vec<_>>())
    .bind::<Array<Timestamptz>, _>(new.iter().map(|n| n.assessed.happened_at).collect::<Vec<_>>())
    .bind::<Array<Timestamptz>, _>(new.iter().map(|n| n.assessed.receipt.hold_until).collect::<Vec<_>>())
    .bind::<Array<Text>, _>(details)
    .bind::<Array<Nullable<SqlUuid>>, _>(origins().map(|o| o.map(|o| o.circle.0)).collect::<Vec<_>>())
    .bind::<Array<Nullable<Text>>, _>(causes)
    .bind::<Array<Nullable<SqlUuid>>, _>(origins().map(|o| o?.fact.map(|f| f.0)).collect::<Vec<_>>())
    .execute(tx)
    .await?;
    Ok(())
}

pub(super) fn json(value: &impl Serialize) -> Result<String, Fault> {
    serde_json::to_string(value).map_err(|e| Fault::contradiction(e.to_string()))
}

/// What of a reward of a rule its state does not say.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Kept {
    /// What it was worth from each instant on, as far as it was posted.
    pub worth: Vec<(Instant, Money)>,
    pub frozen_since: Option<Instant>,
    pub expires_at: Option<Instant>,
    /// What had expired of it and was taken back since.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expiry_undone: Option<Money>,
}

/// Of a reward of a rule: whose circle it is of, and whether its release was still to be asked of the terms.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct ByTerms {
    pub circle: PersonId,
    pub kept: Kept,
    pub waits: bool,
    /// It is put to the person's own subscriptions.
    pub applies: bool,
}

pub(super) struct NewReward<'a> {
    pub id: RewardId,
    pub assessed: Cow<'a, Assessed>,
    pub state: RewardState,
    /// Of reckoned terms.
    pub terms: Option<ByTerms>,
}

pub(super) async fn add_rewards(tx: &Tx, new: &[&NewReward<'_>]) -> Result<(), Fault> {
    if new.is_empty() {
        return Ok(());
    }
    let ids = |pick: fn(&NewReward<'_>) -> Uuid| new.iter().map(|n| pick(n)).collect::<Vec<_>>();
    let terms = || new.iter().map(|n| n.terms.as_ref());
    let kept: Vec<Option<String>> = terms().map(|t| t.map(|t| json(&t.kept)).transpose()).collect::<Result<_, _>>()?;
    let steps = |n: &&NewReward<'_>| i32::try_from(n.state.steps).unwrap_or(i32::MAX);
    sql("INSERT INTO rewards (person_id, reward_id, program_id, unit, event_id, clause, invitee_id, payment_id, currency,
                              granted, on_hold, hold_until, frozen, held, steps, circle_id, reckoned, waits, to_apply)
         SELECT person_id, reward_id, program_id, unit, event_id, clause, invitee_id, payment_id, currency, granted, on_hold,
                hold_until, frozen, held, steps, circle_id, reckoned::jsonb, waits, to_apply
         FROM unnest(?::uuid[], ?::uuid[], ?::uuid[], ?::text[], ?::uuid[], ?::text[], ?::uuid[], ?::uuid[],
                              ?::text[], ?::numeric[], ?::numeric[], ?::timestamptz[], ?::boolean[], ?::boolean[], ?::integer[], ?::uuid[],
                     ?::text[], ?::boolean[], ?::boolean[])
            AS w (person_id, reward_id, program_id, unit, event_id, clause, invitee_id, payment_id, currency, granted, on_hold,
                  hold_until, frozen, held, steps, circle_id, reckoned, waits, to_apply)")
    .bind::<Array<SqlUuid>, _>(ids(|n| n.assessed.beneficiary.0))
    .bind::<Array<SqlUuid>, _>(ids(|n| n.id.0))
    .bind::<Array<SqlUuid>, _>(ids(|n| n.assessed.program.0))
    .bind::<Array<Text>, _>(new.iter().map(|n| n.assessed.receipt.unit.name()).collect::<Vec<_>>())
    .bind::<Array<SqlUuid>, _>(ids(|n| n.assessed.event.0))
    .bind::<Array<Text>, _>(new.iter().map(|n| n.assessed.receipt.clause.as_str()).collect::<Vec<_>>())
    .bind::<Array<Nullable<SqlUuid>>, _>(new.iter().map(|n| n.assessed.invitee.map(|i| i.0)).collect::<Vec<_>>())
    .bind::<Array<Nullable<SqlUuid>>, _>(new.iter().map(|n| n.assessed.payment.map(|p| p.0)).collect::<Vec<_>>())
    .bind::<Array<Text>, _>(new.iter().map(|n| n.state.granted.currency().to_string()).collect::<Vec<_>>())
    .bind::<Array<Numeric>, _>(new.iter().map(|n| n.state.granted.amount()).collect::<Vec<_>>())
    .bind::<Array<Numeric>, _>(new.iter().map(|n| n.state.on_hold.amount()).collect::<Vec<_>>())
    .bind::<Array<Timestamptz>, _>(new.iter().map(|n| n.state.hold_until).collect::<Vec<_>>())
    .bind::<Array<Bool>, _>(new.iter().map(|n| n.state.frozen).collect::<Vec<_>>())
    .bind::<Array<Bool>, _>(new.iter().map(|n| n.state.held).collect::<Vec<_>>())
    .bind::<Array<Integer>, _>(new.iter().map(steps).collect::<Vec<_>>())
    .bind::<Array<Nullable<SqlUuid>>, _>(terms().map(|t| t.map(|t| t.circle.0)).collect::<Vec<_>>())
    .bind::<Array<Nullable<Text>>, _>(kept)
    .bind::<Array<Bool>, _>(terms().map(|t| t.is_some_and(|t| t.waits)).collect::<Vec<_>>())
    .bind::<Array<Nullable<Bool>>, _>(terms().map(|t| t.is_some_and(|t| t.applies).then_some(true)).collect::<Vec<_>>())
    .execute(tx)
    .await?;
    Ok(())
}

#[derive(QueryableByName)]
pub(super) struct RewardRow {
    #[diesel(sql_type = SqlUuid)]
    person_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    reward_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    program_id: Uuid,
    #[diesel(sql_type = Text)]
    unit: String,
    #[diesel(sql_type = SqlUuid)]
    event_id: Uuid,
    #[diesel(sql_type = Text)]
    clause: String,
    #[diesel(sql_type = Text)]
    currency: String,
    #[diesel(sql_type = Numeric)]
    granted: Decimal,
    #[diesel(sql_type = Numeric)]
    on_hold: Decimal,
    #[diesel(sql_type = Bool)]
    frozen: bool,
    #[diesel(sql_type = Bool)]
    held: bool,
    #[diesel(sql_type = Timestamptz)]
    hold_until: Instant,
    #[diesel(sql_type = Integer)]
    steps: i32,
    #[diesel(sql_type = Nullable<SqlUuid>)]
    circle_id: Option<Uuid>,
    #[diesel(sql_type = Nullable<Text>)]
    reckoned: Option<String>,
    #[diesel(sql_type = Bool)]
    waits: bool,
    #[diesel(sql_type = Bool)]
    applies: bool,
}

/// The columns of a [`RewardRow`].
macro_rules! columns {
    () => {
        "w.person_id, w.reward_id, w.program_id, w.unit, w.event_id, w.clause, w.currency, w.granted, w.on_hold, w.frozen, w.held,
         w.hold_until, w.steps, w.circle_id, w.reckoned::text AS reckoned, w.waits,
         w.to_apply IS NOT NULL AS applies"
    };
}

pub(super) use columns;

pub(super) mod lapsing;

/// A granted reward and where it stands.
#[derive(Debug, Clone)]
pub(super) struct Reward {
    pub person: PersonId,
    pub id: RewardId,
    pub program: ProgramId,
    pub unit: Unit,
    pub event: EventId,
    pub clause: String,
    pub state: RewardState,
    /// Of reckoned terms.
    pub terms: Option<ByTerms>,
}

impl Reward {
    pub fn owner(&self) -> (PersonId, ProgramId, Unit) {
        (self.person, self.program, self.unit)
    }

    pub fn key(&self) -> Key {
        (self.person, self.program, self.event, self.clause.clone())
    }

    pub fn cause(&self) -> String {
        cause(self.event, &self.clause)
    }
}

impl TryFrom<RewardRow> for Reward {
    type Error = Fault;
    fn try_from(row: RewardRow) -> Result<Reward, Fault> {
        let wrong = |e: String| Fault::contradiction(format!("a stored reward: {e}"));
        let currency: Currency = row.currency.parse().map_err(|e: crate::money::MoneyError| wrong(e.to_string()))?;
        let money = |amount| Money::new(amount, currency).map_err(|e| wrong(e.to_string()));
        let kept = row.reckoned.as_deref().map(serde_json::from_str).transpose().map_err(|e| wrong(e.to_string()))?;
        let terms = row.circle_id.zip(kept);
        Ok(Reward {
            person: PersonId(row.person_id),
            id: RewardId(row.reward_id),
            program: ProgramId(row.program_id),
            unit: row.unit.parse().map_err(wrong)?,
            event: EventId(row.event_id),
            clause: row.clause,
            state: RewardState {
                granted: money(row.granted)?,
                on_hold: money(row.on_hold)?,
                hold_until: row.hold_until,
                frozen: row.frozen,
                held: row.held,
                steps: u32::try_from(row.steps).map_err(|e| wrong(e.to_string()))?,
            },
            terms: terms.map(|(circle, kept)| ByTerms {
                circle: PersonId(circle),
                kept,
                waits: row.waits,
                applies: row.applies,
            }),
        })
    }
}

pub(super) fn rewards(rows: Vec<RewardRow>) -> Result<Vec<Reward>, Fault> {
    rows.into_iter().map(Reward::try_from).collect()
}

/// The rewards that payments earned their beneficiaries, locked.
pub(super) async fn lock_of_payments(
    tx: &Tx,
    beneficiaries: &[PersonId],
    payments: &[PaymentId],
) -> Result<Vec<Reward>, Fault> {
    let rows = sql(concat!(
        "SELECT ",
        columns!(),
        " FROM rewards w WHERE person_id = ANY(?) AND payment_id = ANY(?) AND reckoned IS NULL
         ORDER BY person_id, reward_id FOR UPDATE"
    ))
    .bind::<Array<SqlUuid>, _>(beneficiaries.iter().map(|p| p.0).collect::<Vec<_>>())
    .bind::<Array<SqlUuid>, _>(payments.iter().map(|p| p.0).collect::<Vec<_>>())
    .load(tx)
    .await?;
    rewards(rows)
}

pub(super) async fn save(tx: &Conn, changed: &[Reward]) -> Result<(), Fault> {
    if changed.is_empty() {
        return Ok(());
    }
    let steps = |r: &Reward| i32::try_from(r.state.steps).unwrap_or(i32::MAX);
    sql("UPDATE rewards r SET granted = c.granted, on_hold = c.on_hold, frozen = c.frozen, held = c.held, steps = c.steps
         FROM unnest(?::uuid[], ?::uuid[], ?::numeric[], ?::numeric[], ?::boolean[], ?::boolean[], ?::integer[])
            AS c (person_id, reward_id, granted, on_hold, frozen, held, steps)
         WHERE r.person_id = c.person_id AND r.reward_id = c.reward_id")
    .bind::<Array<SqlUuid>, _>(changed.iter().map(|r| r.person.0).collect::<Vec<_>>())
    .bind::<Array<SqlUuid>, _>(changed.iter().map(|r| r.id.0).collect::<Vec<_>>())
    .bind::<Array<Numeric>, _>(changed.iter().map(|r| r.state.granted.amount()).collect::<Vec<_>>())
    .bind::<Array<Numeric>, _>(changed.iter().map(|r| r.state.on_hold.amount()).collect::<Vec<_>>())
    .bind::<Array<Bool>, _>(changed.iter().map(|r| r.state.frozen).collect::<Vec<_>>())
    .bind::<Array<Bool>, _>(changed.iter().map(|r| r.state.held).collect::<Vec<_>>())
    .bind::<Array<Integer>, _>(changed.iter().map(steps).collect::<Vec<_>>())
    .execute(tx)
    .await?;
    Ok(())
}

/// Rewards of every `lanes`th person whose hold has ended, at most `limit`, locked; those that another process works on are
/// passed over.
pub(super) async fn lock_due(tx: &Tx, (lane, lanes): (i32, i32), limit: i64) -> Result<Vec<Reward>, Fault> {
    let rows = sql(concat!("SELECT ", columns!(), " FROM rewards w WHERE on_hold > 0 AND NOT frozen AND NOT held AND NOT waits AND hold_until <= ? AND get_byte(uuid_send(person_id), 15) % ? = ?
         ORDER BY hold_until LIMIT ? FOR UPDATE SKIP LOCKED"))
    .bind::<Timestamptz, _>(tx.now())
    .bind::<Integer, _>(lanes)
    .bind::<Integer, _>(lane)
    .bind::<diesel::sql_types::BigInt, _>(limit)
    .load(tx)
    .await?;
    rewards(rows)
}

/// Of some people, waited for.
pub(super) async fn lock_due_of_all(tx: &Tx, people: &[(PersonId, ProgramId)]) -> Result<Vec<Reward>, Fault> {
    let rows = sql(concat!(
        "SELECT ",
        columns!(),
        " FROM rewards w JOIN unnest(?::uuid[], ?::uuid[]) AS p (person_id, program_id) USING (person_id, program_id)
         WHERE w.on_hold > 0 AND NOT w.frozen AND NOT w.held AND NOT w.waits AND w.hold_until <= ?
         ORDER BY w.person_id, w.reward_id FOR UPDATE OF w"
    ))
    .bind::<Array<SqlUuid>, _>(people.iter().map(|p| p.0.0).collect::<Vec<_>>())
    .bind::<Array<SqlUuid>, _>(people.iter().map(|p| p.1.0).collect::<Vec<_>>())
    .bind::<Timestamptz, _>(tx.now())
    .load(tx)
    .await?;
    rewards(rows)
}
