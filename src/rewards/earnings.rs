//! What one person earned, in lists and sums. Every revision of a receipt is a line of its own, which says what it changed.
use super::receipts::{Row, StoredReceipt, columns};
use crate::calendar::Instant;
use crate::db::sql::Sql;
use crate::db::{Conn, Fault, sql};
use crate::ids::{EventId, PersonId, ProgramId, ReceiptId};
use crate::money::Money;
use crate::rules::Receipt;
use diesel::prelude::QueryableByName;
use diesel::sql_types::{Array, BigInt, Bool, Nullable, Numeric, Text, Timestamptz, Uuid as SqlUuid};
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
    /// What happened from one instant until before another.
    pub within: Option<(Instant, Instant)>,
}

impl Filter {
    pub fn all(program: ProgramId) -> Filter {
        Filter { program, invitee: None, which: Which::All, within: None }
    }
}

#[derive(Debug, Clone)]
pub struct EarnedLine {
    pub receipt: StoredReceipt,
    /// Masked; empty when the invitee hides it; none where it is of nobody's deed but one's own.
    pub invitee_name: Option<String>,
    /// What this revision added to the one before it.
    pub earned: Money,
    /// The revision before it.
    pub corrects: Option<ReceiptId>,
    /// As of when it took something back; none: nothing was moved.
    pub taken_at: Option<Instant>,
    pub reward: Option<Stands>,
}

/// Where a reward stands now.
#[derive(Debug, Clone)]
pub struct Stands {
    pub granted: Decimal,
    pub on_hold: Decimal,
    pub frozen: bool,
    pub held: bool,
    pub hold_until: Instant,
    /// Put to the person's own subscriptions.
    pub applied: Decimal,
}

#[derive(QueryableByName)]
struct LineRow {
    #[diesel(embed)]
    receipt: Row,
    #[diesel(sql_type = Nullable<Text>)]
    invitee_name: Option<String>,
    #[diesel(sql_type = Numeric)]
    earned: Decimal,
    #[diesel(sql_type = Nullable<SqlUuid>)]
    corrects: Option<Uuid>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    taken_at: Option<Instant>,
    #[diesel(sql_type = Nullable<Numeric>)]
    granted: Option<Decimal>,
    #[diesel(sql_type = Nullable<Numeric>)]
    on_hold: Option<Decimal>,
    #[diesel(sql_type = Nullable<Bool>)]
    frozen: Option<bool>,
    #[diesel(sql_type = Nullable<Bool>)]
    held: Option<bool>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    hold_until: Option<Instant>,
    #[diesel(sql_type = Numeric)]
    applied: Decimal,
}

impl TryFrom<LineRow> for EarnedLine {
    type Error = Fault;
    fn try_from(row: LineRow) -> Result<EarnedLine, Fault> {
        let receipt: StoredReceipt = row.receipt.try_into()?;
        let reward = match (row.granted, row.on_hold, row.frozen, row.hold_until) {
            (Some(granted), Some(on_hold), Some(frozen), Some(hold_until)) => {
                let held = row.held.unwrap_or_default();
                Some(Stands { granted, on_hold, frozen, held, hold_until, applied: row.applied })
            }
            _ => None,
        };
        Ok(EarnedLine {
            invitee_name: row.invitee_name,
            earned: money(row.earned, &receipt.receipt)?,
            corrects: row.corrects.map(ReceiptId),
            taken_at: row.taken_at,
            reward,
            receipt,
        })
    }
}

pub(super) fn money(amount: Decimal, like: &Receipt) -> Result<Money, Fault> {
    Money::new(amount, like.amount.currency()).map_err(|e| Fault::contradiction(format!("a stored receipt: {e}")))
}

/// The reward of receipt `r`: that of a payment is found by the payment (`w`), that of a rule by its cause (`q`).
macro_rules! rewards {
    () => {
        " LEFT JOIN rewards w ON w.person_id = r.person_id AND w.payment_id = r.payment_id AND w.program_id = r.program_id
                            AND w.clause = r.clause AND w.reckoned IS NULL
          LEFT JOIN rewards q ON q.person_id = r.person_id AND q.program_id = r.program_id AND q.event_id = r.event_id
                            AND q.clause = r.clause AND q.unit = r.unit AND q.reckoned IS NOT NULL "
    };
}

/// One statement over lines: of which receipts, and what to select of them.
macro_rules! lines {
    ([$($receipts:expr),+], [$($which:expr),+]) => {
        concat!(
            "SELECT ",
            columns!(),
            ", n.name AS invitee_name, CASE WHEN b.unit = r.unit THEN r.amount - b.amount ELSE r.amount END AS earned,
              b.receipt_id AS corrects, CASE WHEN b.unit = r.unit AND r.amount < b.amount THEN (
                  SELECT min(t.effective_at) FROM transfers t
                  WHERE t.person_id = r.person_id AND t.program_id = r.program_id AND t.unit = r.unit
                    AND t.kind IN ('reward_canceled', 'reward_clawed_back')
                    AND starts_with(t.cause, concat(r.event_id, '/', r.clause, '/')) AND t.recorded_at = r.recorded_at
              ) END AS taken_at, coalesce(w.granted, q.granted) AS granted, coalesce(w.on_hold, q.on_hold) AS on_hold,
              coalesce(w.frozen, q.frozen) AS frozen, coalesce(w.held, q.held) AS held, coalesce(w.hold_until, q.hold_until) AS hold_until,
              coalesce(q.applied, 0) AS applied
              FROM ",
            $($receipts,)+
            " r JOIN programs p ON p.program_id = r.program_id
              LEFT JOIN invitee_names n ON n.person_id = r.invitee_id AND n.person_id <> r.person_id
              LEFT JOIN receipts b ON b.person_id = r.person_id AND b.program_id = r.program_id AND b.event_id = r.event_id
                                  AND b.clause = r.clause AND b.revision = r.revision - 1",
            rewards!(),
            $($which),+
        )
    };
}

/// Whose lines of which program and time: person, program, from, until, and what else is asked.
macro_rules! chosen {
    ($more:literal) => {
        concat!(
            " WHERE r.person_id = ? AND r.program_id = ? AND r.happened_at >= coalesce(?::timestamptz, '-infinity')
              AND r.happened_at < coalesce(?::timestamptz, 'infinity') ",
            $more
        )
    };
}

macro_rules! newest_first {
    () => {
        " ORDER BY r.happened_at DESC, r.receipt_id DESC"
    };
}

/// The statement for one filter. Each filter has a text of its own, as one text for all of them is planned as if it might leave
/// out nearly everything, and reads all of a person's receipts. `$all` is asked where the receipt alone decides, `$standing`
/// where its reward does.
macro_rules! filtered {
    ($filter:expr, $all:ident, $standing:ident) => {
        match ($filter.which, $filter.invitee) {
            (Which::All, None) => sql($all!("")),
            (Which::All, Some(_)) => sql($all!("AND r.invitee_id = ?")),
            (Which::Nothing, None) => sql($all!("AND r.revision = 1 AND r.amount = 0")),
            (Which::Nothing, Some(_)) => sql($all!("AND r.revision = 1 AND r.amount = 0 AND r.invitee_id = ?")),
            (Which::OnHold, None) => sql($standing!("AND coalesce(w.on_hold, q.on_hold) > 0")),
            (Which::OnHold, Some(_)) => sql($standing!("AND coalesce(w.on_hold, q.on_hold) > 0 AND r.invitee_id = ?")),
            (Which::Available, None) => sql($standing!("AND coalesce(w.granted > w.on_hold, q.granted > q.on_hold)")),
            (Which::Available, Some(_)) => {
                sql($standing!("AND coalesce(w.granted > w.on_hold, q.granted > q.on_hold) AND r.invitee_id = ?"))
            }
        }
    };
}

/// Binds what `filtered!` asks for.
fn asked<'a>(statement: Sql<'a>, person: PersonId, filter: Filter) -> Sql<'a> {
    let (from, until) = filter.within.unzip();
    let statement = statement
        .bind::<SqlUuid, _>(person.0)
        .bind::<SqlUuid, _>(filter.program.0)
        .bind::<Nullable<Timestamptz>, _>(from)
        .bind::<Nullable<Timestamptz>, _>(until);
    match filter.invitee {
        Some(invitee) => statement.bind::<SqlUuid, _>(invitee.0),
        None => statement,
    }
}

/// A person's lines in one program, newest first.
pub async fn earnings(
    conn: &Conn,
    person: PersonId,
    filter: Filter,
    skip: i64,
    limit: i64,
) -> Result<Vec<EarnedLine>, Fault> {
    // Which lines of many is known before what became of their rewards is read, unless it hangs on that.
    macro_rules! chosen_first {
        ($more:literal) => {
            lines!(
                ["(SELECT * FROM receipts r", chosen!($more), newest_first!(), " OFFSET ? LIMIT ?)"],
                [newest_first!()]
            )
        };
    }
    macro_rules! joined_first {
        ($more:literal) => {
            lines!(["receipts"], [chosen!($more), newest_first!(), " OFFSET ? LIMIT ?"])
        };
    }
    let statement = filtered!(filter, chosen_first, joined_first);
    let rows: Vec<LineRow> =
        asked(statement, person, filter).bind::<BigInt, _>(skip).bind::<BigInt, _>(limit).load(conn).await?;
    rows.into_iter().map(EarnedLine::try_from).collect()
}

/// One of a person's own lines; another's is not found.
pub async fn earned_line(conn: &Conn, person: PersonId, id: ReceiptId) -> Result<Option<EarnedLine>, Fault> {
    let row: Option<LineRow> = sql(lines!(["receipts"], ["WHERE r.person_id = ? AND r.receipt_id = ?"]))
        .bind::<SqlUuid, _>(person.0)
        .bind::<SqlUuid, _>(id.0)
        .optional(conn)
        .await?;
    row.map(EarnedLine::try_from).transpose()
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    count: i64,
}

/// How many lines the filter leaves.
pub async fn count(conn: &Conn, person: PersonId, filter: Filter) -> Result<i64, Fault> {
    macro_rules! receipts {
        ($more:literal) => {
            concat!("SELECT count(*) AS count FROM receipts r", chosen!($more))
        };
    }
    macro_rules! standing {
        ($more:literal) => {
            concat!("SELECT count(*) AS count FROM receipts r", rewards!(), chosen!($more))
        };
    }
    let count: Count = asked(filtered!(filter, receipts, standing), person, filter).one(conn).await?;
    Ok(count.count)
}

/// Whether there is any line of one program.
pub async fn has_earnings(conn: &Conn, person: PersonId, program: ProgramId) -> Result<bool, Fault> {
    let count: Count =
        sql("SELECT count(*) AS count FROM (SELECT FROM receipts WHERE person_id = ? AND program_id = ? LIMIT 1) one")
            .bind::<SqlUuid, _>(person.0)
            .bind::<SqlUuid, _>(program.0)
            .one(conn)
            .await?;
    Ok(count.count > 0)
}

/// What a transfer of a reward comes from.
#[derive(Debug, Clone)]
pub struct Caused {
    pub receipt: ReceiptId,
    /// Masked, empty where it is hidden; none where it is the person's own.
    pub invitee: Option<String>,
}

#[derive(QueryableByName)]
struct CauseRow {
    #[diesel(sql_type = Text)]
    cause: String,
    #[diesel(sql_type = SqlUuid)]
    receipt_id: Uuid,
    #[diesel(sql_type = Nullable<Text>)]
    invitee_name: Option<String>,
}

/// The current receipts of rewards by the first two parts of their transfers' cause: `EVENT/CLAUSE`.
pub async fn receipts_of_causes(
    conn: &Conn,
    person: PersonId,
    program: ProgramId,
    events: &[EventId],
) -> Result<HashMap<String, Caused>, Fault> {
    let rows: Vec<CauseRow> =
        sql("SELECT DISTINCT ON (r.event_id, r.clause) r.event_id || '/' || r.clause AS cause, r.receipt_id, n.name AS invitee_name
         FROM receipts r LEFT JOIN invitee_names n ON n.person_id = r.invitee_id AND n.person_id <> r.person_id
         WHERE r.person_id = ? AND r.program_id = ? AND r.event_id = ANY(?)
         ORDER BY r.event_id, r.clause, r.revision DESC")
        .bind::<SqlUuid, _>(person.0)
        .bind::<SqlUuid, _>(program.0)
        .bind::<Array<SqlUuid>, _>(events.iter().map(|e| e.0).collect::<Vec<_>>())
        .load(conn)
        .await?;
    let caused = |row: CauseRow| (row.cause, Caused { receipt: ReceiptId(row.receipt_id), invitee: row.invitee_name });
    Ok(rows.into_iter().map(caused).collect())
}
