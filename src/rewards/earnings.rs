//! What one person earned, in lists and sums. Every revision of a receipt is a line of its own, which says what it changed.
use super::receipts::{Row, StoredReceipt};
use crate::calendar::Instant;
use crate::db::{Conn, Fault, sql};
use crate::ids::{EventId, PersonId, ProgramId, ReceiptId};
use crate::money::Money;
use crate::rules::Receipt;
use diesel::prelude::QueryableByName;
use diesel::sql_types::{Array, BigInt, Bool, Integer, Nullable, Numeric, Text, Timestamptz, Uuid as SqlUuid};
use rust_decimal::Decimal;
use std::collections::HashMap;
use uuid::Uuid;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    All,
    OnHold,
    Available,
    Nothing,
}

impl Which {
    /// As in the query of the earnings page.
    pub fn word(self) -> &'static str {
        match self {
            Which::All => "",
            Which::OnHold => "on-hold",
            Which::Available => "available",
            Which::Nothing => "nothing",
        }
    }

    pub fn from_word(word: &str) -> Which {
        let named = [Which::OnHold, Which::Available, Which::Nothing].into_iter().find(|which| which.word() == word);
        named.unwrap_or(Which::All)
    }
}

#[derive(Debug, Clone, Copy)]
pub struct Filter {
    pub program: ProgramId,
    pub invitee: Option<PersonId>,
    pub which: Which,
}

#[derive(Debug, Clone)]
pub struct EarnedLine {
    pub receipt: StoredReceipt,
    /// Masked; empty when the invitee hides it.
    pub invitee_name: String,
    /// What this revision added to the one before it.
    pub earned: Money,
    /// The revision before it.
    pub corrects: Option<ReceiptId>,
    pub reward: Option<Stands>,
}

/// Where a reward stands now.
#[derive(Debug, Clone)]
pub struct Stands {
    pub granted: Decimal,
    pub on_hold: Decimal,
    pub frozen: bool,
    pub hold_until: Instant,
}

#[derive(QueryableByName)]
struct LineRow {
    #[diesel(embed)]
    receipt: Row,
    #[diesel(sql_type = Text)]
    invitee_name: String,
    #[diesel(sql_type = Numeric)]
    earned: Decimal,
    #[diesel(sql_type = Nullable<SqlUuid>)]
    corrects: Option<Uuid>,
    #[diesel(sql_type = Nullable<Numeric>)]
    granted: Option<Decimal>,
    #[diesel(sql_type = Nullable<Numeric>)]
    on_hold: Option<Decimal>,
    #[diesel(sql_type = Nullable<Bool>)]
    frozen: Option<bool>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    hold_until: Option<Instant>,
}

impl TryFrom<LineRow> for EarnedLine {
    type Error = Fault;
    fn try_from(row: LineRow) -> Result<EarnedLine, Fault> {
        let receipt: StoredReceipt = row.receipt.try_into()?;
        let reward = match (row.granted, row.on_hold, row.frozen, row.hold_until) {
            (Some(granted), Some(on_hold), Some(frozen), Some(hold_until)) => {
                Some(Stands { granted, on_hold, frozen, hold_until })
            }
            _ => None,
        };
        Ok(EarnedLine {
            invitee_name: row.invitee_name,
            earned: money(row.earned, &receipt.receipt)?,
            corrects: row.corrects.map(ReceiptId),
            reward,
            receipt,
        })
    }
}

fn money(amount: Decimal, like: &Receipt) -> Result<Money, Fault> {
    Money::new(amount, like.amount.currency()).map_err(|e| Fault::contradiction(format!("a stored receipt: {e}")))
}

/// One statement over lines, with what to select of them.
macro_rules! lines {
    ($which:literal) => {
        concat!(
            "SELECT r.person_id, r.receipt_id, r.program_id, p.slug, r.event_id, r.revision, r.invitee_id,
                     r.payment_id, r.happened_at, r.recorded_at, r.detail::text AS detail, n.name AS invitee_name,
                     r.amount - coalesce(b.amount, 0) AS earned, b.receipt_id AS corrects,
                     w.granted, w.on_hold, w.frozen, w.hold_until
              FROM receipts r JOIN programs p ON p.program_id = r.program_id
              JOIN invitee_names n ON n.person_id = r.invitee_id
              LEFT JOIN receipts b ON b.person_id = r.person_id AND b.program_id = r.program_id AND b.event_id = r.event_id
                                  AND b.clause = r.clause AND b.revision = r.revision - 1
              LEFT JOIN rewards w ON w.person_id = r.person_id AND w.payment_id = r.payment_id AND w.program_id = r.program_id
                                 AND w.clause = r.clause ",
            $which
        )
    };
}

/// A person's lines in one program, newest first.
pub async fn earnings(
    conn: &Conn,
    person: PersonId,
    filter: Filter,
    skip: i64,
    limit: i64,
) -> Result<Vec<EarnedLine>, Fault> {
    let rows: Vec<LineRow> = sql(lines!(
        "WHERE r.person_id = ? AND r.program_id = ? AND (?::uuid IS NULL OR r.invitee_id = ?)
           AND CASE ? WHEN 'on-hold' THEN w.on_hold > 0 WHEN 'available' THEN w.granted > w.on_hold
                      WHEN 'nothing' THEN r.revision = 1 AND r.amount = 0 ELSE true END
         ORDER BY r.happened_at DESC, r.receipt_id DESC OFFSET ? LIMIT ?"
    ))
    .bind::<SqlUuid, _>(person.0)
    .bind::<SqlUuid, _>(filter.program.0)
    .bind::<Nullable<SqlUuid>, _>(filter.invitee.map(|i| i.0))
    .bind::<Nullable<SqlUuid>, _>(filter.invitee.map(|i| i.0))
    .bind::<Text, _>(filter.which.word())
    .bind::<BigInt, _>(skip)
    .bind::<BigInt, _>(limit)
    .load(conn)
    .await?;
    rows.into_iter().map(EarnedLine::try_from).collect()
}

/// One of a person's own lines; another's is not found.
pub async fn earned_line(conn: &Conn, person: PersonId, id: ReceiptId) -> Result<Option<EarnedLine>, Fault> {
    let row: Option<LineRow> = sql(lines!("WHERE r.person_id = ? AND r.receipt_id = ?"))
        .bind::<SqlUuid, _>(person.0)
        .bind::<SqlUuid, _>(id.0)
        .optional(conn)
        .await?;
    row.map(EarnedLine::try_from).transpose()
}

/// How many lines there are of each kind.
#[derive(Debug, Clone, Copy, QueryableByName)]
pub struct Counts {
    #[diesel(sql_type = BigInt)]
    all: i64,
    #[diesel(sql_type = BigInt)]
    on_hold: i64,
    #[diesel(sql_type = BigInt)]
    available: i64,
    #[diesel(sql_type = BigInt)]
    nothing: i64,
}

impl Counts {
    pub fn of(self, which: Which) -> i64 {
        match which {
            Which::All => self.all,
            Which::OnHold => self.on_hold,
            Which::Available => self.available,
            Which::Nothing => self.nothing,
        }
    }
}

pub async fn count(conn: &Conn, person: PersonId, program: ProgramId) -> Result<Counts, Fault> {
    sql("SELECT count(*) AS all, count(*) FILTER (WHERE w.on_hold > 0) AS on_hold,
                count(*) FILTER (WHERE w.granted > w.on_hold) AS available,
                count(*) FILTER (WHERE r.revision = 1 AND r.amount = 0) AS nothing
         FROM receipts r LEFT JOIN rewards w ON w.person_id = r.person_id AND w.payment_id = r.payment_id
              AND w.program_id = r.program_id AND w.clause = r.clause
         WHERE r.person_id = ? AND r.program_id = ?")
    .bind::<SqlUuid, _>(person.0)
    .bind::<SqlUuid, _>(program.0)
    .one(conn)
    .await
}

/// What came of one invitee's payments, all together, and the latest receipt.
#[derive(Debug, Clone)]
pub struct EarnedFrom {
    pub earned: Money,
    pub latest: Receipt,
}

#[derive(QueryableByName)]
struct FromRow {
    #[diesel(sql_type = SqlUuid)]
    invitee_id: Uuid,
    #[diesel(sql_type = Text)]
    detail: String,
    #[diesel(sql_type = Numeric)]
    earned: Decimal,
}

pub async fn earned_from(
    conn: &Conn,
    person: PersonId,
    program: ProgramId,
    invitees: &[PersonId],
) -> Result<HashMap<PersonId, EarnedFrom>, Fault> {
    let rows: Vec<FromRow> = sql("SELECT DISTINCT ON (r.invitee_id) r.invitee_id, r.detail::text AS detail,
                sum(r.amount - coalesce(b.amount, 0)) OVER (PARTITION BY r.invitee_id) AS earned
         FROM receipts r
         LEFT JOIN receipts b ON b.person_id = r.person_id AND b.program_id = r.program_id AND b.event_id = r.event_id
                             AND b.clause = r.clause AND b.revision = r.revision - 1
         WHERE r.person_id = ? AND r.program_id = ? AND r.invitee_id = ANY(?)
         ORDER BY r.invitee_id, r.happened_at DESC, r.receipt_id DESC")
    .bind::<SqlUuid, _>(person.0)
    .bind::<SqlUuid, _>(program.0)
    .bind::<Array<SqlUuid>, _>(invitees.iter().map(|i| i.0).collect::<Vec<_>>())
    .load(conn)
    .await?;
    rows.into_iter()
        .map(|row| {
            let latest: Receipt = serde_json::from_str(&row.detail)
                .map_err(|e| Fault::contradiction(format!("a receipt about {}: {e}", row.invitee_id)))?;
            Ok((PersonId(row.invitee_id), EarnedFrom { earned: money(row.earned, &latest)?, latest }))
        })
        .collect()
}

/// What was earned from each of these instants to the next, and from the last one on; in their order.
pub async fn earned_since(
    conn: &Conn,
    person: PersonId,
    program: ProgramId,
    starts: &[Instant],
) -> Result<Vec<Decimal>, Fault> {
    #[derive(QueryableByName)]
    struct Sum {
        #[diesel(sql_type = Integer)]
        place: i32,
        #[diesel(sql_type = Numeric)]
        earned: Decimal,
    }
    let mut earned = vec![Decimal::ZERO; starts.len()];
    let Some(first) = starts.first() else { return Ok(earned) };
    // A revision earns what it adds to the one before it; few receipts are ever revised.
    let sums: Vec<Sum> = sql("SELECT width_bucket(at, ?::timestamptz[]) AS place, sum(amount) AS earned FROM (
             SELECT happened_at AS at, amount FROM receipts WHERE person_id = ? AND program_id = ? AND happened_at >= ?
             UNION ALL
             SELECT r.happened_at, -b.amount FROM receipts r
             JOIN receipts b ON b.person_id = r.person_id AND b.program_id = r.program_id AND b.event_id = r.event_id
                            AND b.clause = r.clause AND b.revision = r.revision - 1
             WHERE r.person_id = ? AND r.program_id = ? AND r.happened_at >= ? AND r.revision > 1
         ) added GROUP BY 1")
    .bind::<Array<Timestamptz>, _>(starts)
    .bind::<SqlUuid, _>(person.0)
    .bind::<SqlUuid, _>(program.0)
    .bind::<Timestamptz, _>(first)
    .bind::<SqlUuid, _>(person.0)
    .bind::<SqlUuid, _>(program.0)
    .bind::<Timestamptz, _>(first)
    .load(conn)
    .await?;
    for sum in sums {
        let place = usize::try_from(sum.place - 1).ok().and_then(|place| earned.get_mut(place));
        *place.ok_or_else(|| Fault::contradiction("something was earned before it was asked for"))? = sum.earned;
    }
    Ok(earned)
}

#[derive(Debug, Clone, QueryableByName)]
pub struct Release {
    #[diesel(sql_type = Timestamptz)]
    pub at: Instant,
    #[diesel(sql_type = Numeric)]
    pub amount: Decimal,
}

/// When something becomes available, and how much; the next ones first.
pub async fn releases(conn: &Conn, person: PersonId, program: ProgramId, limit: i64) -> Result<Vec<Release>, Fault> {
    sql("SELECT hold_until AS at, sum(on_hold) AS amount FROM rewards
         WHERE person_id = ? AND program_id = ? AND on_hold > 0 AND NOT frozen GROUP BY hold_until ORDER BY hold_until LIMIT ?")
    .bind::<SqlUuid, _>(person.0)
    .bind::<SqlUuid, _>(program.0)
    .bind::<BigInt, _>(limit)
    .load(conn)
    .await
}

#[derive(QueryableByName)]
struct CauseRow {
    #[diesel(sql_type = Text)]
    cause: String,
    #[diesel(sql_type = SqlUuid)]
    receipt_id: Uuid,
}

/// The current receipts of rewards by the first two parts of their transfers' cause: `EVENT/CLAUSE`.
pub async fn receipts_of_causes(
    conn: &Conn,
    person: PersonId,
    program: ProgramId,
    events: &[EventId],
) -> Result<HashMap<String, ReceiptId>, Fault> {
    let rows: Vec<CauseRow> =
        sql("SELECT DISTINCT ON (event_id, clause) event_id || '/' || clause AS cause, receipt_id FROM receipts
         WHERE person_id = ? AND program_id = ? AND event_id = ANY(?) ORDER BY event_id, clause, revision DESC")
        .bind::<SqlUuid, _>(person.0)
        .bind::<SqlUuid, _>(program.0)
        .bind::<Array<SqlUuid>, _>(events.iter().map(|e| e.0).collect::<Vec<_>>())
        .load(conn)
        .await?;
    Ok(rows.into_iter().map(|row| (row.cause, ReceiptId(row.receipt_id))).collect())
}
