//! Receipts as they are read.
use super::grant::{Assessed, Origin};
use crate::calendar::Instant;
use crate::db::{Conn, Fault, sql};
use crate::ids::{EventId, PaymentId, PersonId, ProgramId, ReceiptId};
use crate::rules::Receipt;
use crate::rules::earning::Cause;
use diesel::prelude::QueryableByName;
use diesel::sql_types::{Array, Integer, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use serde::Serialize;
use std::collections::HashMap;
use uuid::Uuid;

/// The columns of a [`Row`].
macro_rules! columns {
    () => {
        "r.person_id, r.receipt_id, r.program_id, p.slug, r.event_id, r.revision, r.invitee_id, r.payment_id, r.circle_id,
         r.cause::text AS cause, r.fact_id, r.happened_at, r.recorded_at, r.detail::text AS detail"
    };
}

pub(super) use columns;

/// A receipt as the sender of the payment is told of it. Amounts are decimal strings in major units.
#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema)]
pub struct ReceiptSummary {
    /// Our id of the receipt's beneficiary.
    pub referrer: String,
    /// None: it is of no one invitee's deed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub invitee: Option<String>,
    pub program: String,
    /// The clause of the terms.
    pub reward: String,
    pub base: String,
    pub rate: String,
    pub amount: String,
    pub currency: String,
    pub unit: String,
    #[schema(value_type = String, format = DateTime)]
    pub hold_until: Instant,
    pub reason: String,
    /// The version of the terms.
    pub terms: u32,
}

impl ReceiptSummary {
    pub(super) fn of(a: &Assessed) -> ReceiptSummary {
        ReceiptSummary::new(a.beneficiary, a.invitee, a.program_slug.clone(), &a.receipt)
    }

    fn new(referrer: PersonId, invitee: Option<PersonId>, program: String, receipt: &Receipt) -> ReceiptSummary {
        ReceiptSummary {
            referrer: referrer.to_string(),
            invitee: invitee.map(|invitee| invitee.to_string()),
            program,
            reward: receipt.clause.to_string(),
            base: receipt.base.to_string(),
            rate: receipt.rate.to_string(),
            amount: receipt.amount.to_string(),
            currency: receipt.amount.currency().to_string(),
            unit: receipt.unit.to_string(),
            hold_until: receipt.hold_until,
            reason: receipt.reason.name().to_owned(),
            terms: receipt.terms_version,
        }
    }
}

#[derive(QueryableByName)]
pub(super) struct Row {
    #[diesel(sql_type = SqlUuid)]
    person_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    receipt_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    program_id: Uuid,
    #[diesel(sql_type = Text)]
    slug: String,
    #[diesel(sql_type = SqlUuid)]
    event_id: Uuid,
    #[diesel(sql_type = Integer)]
    revision: i32,
    #[diesel(sql_type = Nullable<SqlUuid>)]
    invitee_id: Option<Uuid>,
    #[diesel(sql_type = Nullable<SqlUuid>)]
    payment_id: Option<Uuid>,
    #[diesel(sql_type = Nullable<SqlUuid>)]
    circle_id: Option<Uuid>,
    #[diesel(sql_type = Nullable<Text>)]
    cause: Option<String>,
    #[diesel(sql_type = Nullable<SqlUuid>)]
    fact_id: Option<Uuid>,
    #[diesel(sql_type = Timestamptz)]
    happened_at: Instant,
    #[diesel(sql_type = Timestamptz)]
    recorded_at: Instant,
    #[diesel(sql_type = Text)]
    detail: String,
}

#[derive(Debug, Clone)]
pub struct StoredReceipt {
    pub id: ReceiptId,
    pub beneficiary: PersonId,
    pub program: ProgramId,
    pub program_slug: String,
    pub event: EventId,
    pub revision: i32,
    pub invitee: Option<PersonId>,
    pub payment: Option<PaymentId>,
    /// Of reckoned terms.
    pub origin: Option<Origin>,
    pub happened_at: Instant,
    pub recorded_at: Instant,
    pub receipt: Receipt,
}

impl TryFrom<Row> for StoredReceipt {
    type Error = Fault;
    fn try_from(row: Row) -> Result<StoredReceipt, Fault> {
        let wrong = |e: serde_json::Error| Fault::contradiction(format!("receipt {}: {e}", row.receipt_id));
        let receipt = serde_json::from_str(&row.detail).map_err(wrong)?;
        let cause = row.cause.as_deref().map(serde_json::from_str::<Cause>).transpose().map_err(wrong)?;
        let fact = row.fact_id.map(EventId);
        let origin = cause.zip(row.circle_id).map(|(cause, circle)| Origin { circle: PersonId(circle), cause, fact });
        Ok(StoredReceipt {
            id: ReceiptId(row.receipt_id),
            beneficiary: PersonId(row.person_id),
            program: ProgramId(row.program_id),
            program_slug: row.slug,
            event: EventId(row.event_id),
            revision: row.revision,
            invitee: row.invitee_id.map(PersonId),
            payment: row.payment_id.map(PaymentId),
            origin,
            happened_at: row.happened_at,
            recorded_at: row.recorded_at,
            receipt,
        })
    }
}

fn stored(rows: Vec<Row>) -> Result<Vec<StoredReceipt>, Fault> {
    rows.into_iter().map(StoredReceipt::try_from).collect()
}

/// The current receipts of events, each given with the person whose payment it is.
pub async fn receipts_of_events(
    conn: &Conn,
    events: &[(PersonId, EventId)],
) -> Result<HashMap<EventId, Vec<ReceiptSummary>>, Fault> {
    let rows: Vec<Row> = sql(concat!(
        "WITH asked AS (SELECT * FROM unnest(?::uuid[], ?::uuid[]) AS asked (payer, event_id))
         SELECT DISTINCT ON (r.person_id, r.program_id, r.event_id, r.clause) ",
        columns!(),
        " FROM (
             SELECT r.* FROM asked JOIN attributions a ON a.invitee_id = asked.payer
             JOIN receipts r ON r.person_id = a.referrer_id AND r.program_id = a.program_id AND r.event_id = asked.event_id
             WHERE r.cause IS NULL
             UNION ALL SELECT r.* FROM asked JOIN receipts r ON r.fact_id = asked.event_id
         ) r JOIN programs p ON p.program_id = r.program_id
         ORDER BY r.person_id, r.program_id, r.event_id, r.clause, r.revision DESC"
    ))
    .bind::<Array<SqlUuid>, _>(events.iter().map(|e| e.0.0).collect::<Vec<_>>())
    .bind::<Array<SqlUuid>, _>(events.iter().map(|e| e.1.0).collect::<Vec<_>>())
    .load(conn)
    .await?;
    let mut receipts = stored(rows)?;
    receipts.sort_by_key(|r| r.id);
    let mut of_events: HashMap<EventId, Vec<ReceiptSummary>> = HashMap::new();
    for r in receipts {
        let summary = ReceiptSummary::new(r.beneficiary, r.invitee, r.program_slug, &r.receipt);
        let of = r.origin.and_then(|origin| origin.fact).unwrap_or(r.event);
        of_events.entry(of).or_default().push(summary);
    }
    Ok(of_events)
}

/// A beneficiary's own receipt with all its revisions, first to last; another's is not found.
pub async fn revisions(conn: &Conn, person: PersonId, id: ReceiptId) -> Result<Vec<StoredReceipt>, Fault> {
    let rows: Vec<Row> = sql(concat!(
        "SELECT ",
        columns!(),
        " FROM receipts asked
         JOIN receipts r ON r.person_id = asked.person_id AND r.program_id = asked.program_id
                        AND r.event_id = asked.event_id AND r.clause = asked.clause
         JOIN programs p ON p.program_id = r.program_id
         WHERE asked.person_id = ? AND asked.receipt_id = ? ORDER BY r.revision"
    ))
    .bind::<SqlUuid, _>(person.0)
    .bind::<SqlUuid, _>(id.0)
    .load(conn)
    .await?;
    stored(rows)
}

/// The newest receipts of payments of one invitee, each payment given with its instant.
pub(super) async fn newest_of_payments(
    conn: &Conn,
    beneficiaries: &[PersonId],
    invitee: PersonId,
    payments: &[(PaymentId, Instant)],
) -> Result<Vec<StoredReceipt>, Fault> {
    let mut payments = payments.to_vec();
    payments.sort_unstable();
    payments.dedup();
    let rows: Vec<Row> = sql(concat!(
        "SELECT DISTINCT ON (r.person_id, r.program_id, r.event_id, r.clause) ",
        columns!(),
        " FROM unnest(?::uuid[], ?::timestamptz[]) AS asked (payment_id, happened_at)
         JOIN receipts r ON r.person_id = ANY(?) AND r.invitee_id = ? AND r.happened_at = asked.happened_at
                        AND r.payment_id = asked.payment_id AND r.cause IS NULL
         JOIN programs p ON p.program_id = r.program_id
         ORDER BY r.person_id, r.program_id, r.event_id, r.clause, r.revision DESC"
    ))
    .bind::<Array<SqlUuid>, _>(payments.iter().map(|p| p.0.0).collect::<Vec<_>>())
    .bind::<Array<Timestamptz>, _>(payments.iter().map(|p| p.1).collect::<Vec<_>>())
    .bind::<Array<SqlUuid>, _>(beneficiaries.iter().map(|p| p.0).collect::<Vec<_>>())
    .bind::<SqlUuid, _>(invitee.0)
    .load(conn)
    .await?;
    stored(rows)
}

/// What a receipt is of: (beneficiary, program, event or cause, clause).
pub(super) type Key = (PersonId, ProgramId, EventId, String);

/// A circle, and where only they are asked for, one of its invitees.
pub(super) type Asked = (ProgramId, PersonId, Option<PersonId>);

/// The newest receipts that were reckoned in circles, and those of keys, in whatever circle they were. Each is looked up by itself, in the
/// order of the index of revisions: a plan that was made while the table was small would read all of a person's for each.
pub(super) async fn newest_of_circles(
    conn: &Conn,
    circles: &[Asked],
    keys: &[Key],
) -> Result<Vec<StoredReceipt>, Fault> {
    let rows: Vec<Row> = sql(concat!(
        "WITH c AS (SELECT * FROM unnest(?::uuid[], ?::uuid[], ?::uuid[]) AS c (program_id, circle_id, invitee_id)),
         asked AS (
             SELECT r.person_id, r.program_id, r.event_id, r.clause
             FROM c JOIN receipts r ON r.program_id = c.program_id AND r.circle_id = c.circle_id
             WHERE c.invitee_id IS NULL
             UNION SELECT r.person_id, r.program_id, r.event_id, r.clause
             FROM c JOIN receipts r ON r.program_id = c.program_id AND r.circle_id = c.circle_id AND r.invitee_id = c.invitee_id
             UNION SELECT * FROM unnest(?::uuid[], ?::uuid[], ?::uuid[], ?::text[]))
         SELECT ",
        columns!(),
        " FROM asked a CROSS JOIN LATERAL (
             SELECT * FROM receipts n
             WHERE n.person_id = a.person_id AND n.program_id = a.program_id AND n.event_id = a.event_id AND n.clause = a.clause
               AND n.cause IS NOT NULL
             ORDER BY n.person_id DESC, n.program_id DESC, n.event_id DESC, n.clause DESC, n.revision DESC LIMIT 1) r
         JOIN programs p ON p.program_id = r.program_id"
    ))
    .bind::<Array<SqlUuid>, _>(circles.iter().map(|c| c.0.0).collect::<Vec<_>>())
    .bind::<Array<SqlUuid>, _>(circles.iter().map(|c| c.1.0).collect::<Vec<_>>())
    .bind::<Array<Nullable<SqlUuid>>, _>(circles.iter().map(|c| c.2.map(|invitee| invitee.0)).collect::<Vec<_>>())
    .bind::<Array<SqlUuid>, _>(keys.iter().map(|k| k.0.0).collect::<Vec<_>>())
    .bind::<Array<SqlUuid>, _>(keys.iter().map(|k| k.1.0).collect::<Vec<_>>())
    .bind::<Array<SqlUuid>, _>(keys.iter().map(|k| k.2.0).collect::<Vec<_>>())
    .bind::<Array<Text>, _>(keys.iter().map(|k| k.3.as_str()).collect::<Vec<_>>())
    .load(conn)
    .await?;
    stored(rows)
}

impl StoredReceipt {
    pub(super) fn key(&self) -> Key {
        (self.beneficiary, self.program, self.event, self.receipt.clause.to_string())
    }

    /// As it was, with another receipt.
    pub(super) fn assessed(&self, receipt: Receipt) -> Assessed {
        Assessed {
            beneficiary: self.beneficiary,
            program: self.program,
            program_slug: String::new(),
            invitee: self.invitee,
            event: self.event,
            payment: self.payment,
            held: false,
            origin: self.origin.clone(),
            happened_at: self.happened_at,
            receipt,
        }
    }
}
