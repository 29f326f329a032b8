//! Rewards of everybody, as staff look through them, by when they were granted: one range of one index for each program or person.
use crate::calendar::Instant;
use crate::db::{Conn, Fault, Way, sql};
use crate::ids::{PersonId, ProgramId, ReceiptId, RewardId, first_id};
use crate::ledger;
use crate::money::{Currency, Money, Unit};
use crate::referrals;
use diesel::prelude::QueryableByName;
use diesel::sql_types::{Array, BigInt, Bool, Nullable, Numeric, Text, Timestamptz, Uuid as SqlUuid};
use rust_decimal::Decimal;
use uuid::Uuid;

/// Where a reward stands as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    OnHold,
    /// A refund is asked for.
    Frozen,
    /// Staff look into who was invited.
    Held,
    Available,
    /// All of it was put to an own subscription.
    Applied,
    TakenBack,
    /// It is worth less than nothing.
    Owed,
}

impl Standing {
    pub const ALL: [Standing; 7] = [
        Standing::OnHold,
        Standing::Frozen,
        Standing::Held,
        Standing::Available,
        Standing::Applied,
        Standing::TakenBack,
        Standing::Owed,
    ];

    pub fn word(self) -> &'static str {
        match self {
            Standing::OnHold => "on-hold",
            Standing::Frozen => "frozen",
            Standing::Held => "held",
            Standing::Available => "available",
            Standing::Applied => "applied",
            Standing::TakenBack => "taken-back",
            Standing::Owed => "owed",
        }
    }

    pub fn from_word(word: &str) -> Option<Standing> {
        Standing::ALL.into_iter().find(|standing| standing.word() == word)
    }
}

/// Which rewards are asked for; what is none narrows nothing.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    pub program: Option<ProgramId>,
    pub person: Option<PersonId>,
    pub unit: Option<Unit>,
    pub standing: Option<Standing>,
    /// Granted from one instant until before another.
    pub within: Option<(Instant, Instant)>,
    pub one: Option<RewardId>,
    pub way: Way,
    /// The last one of the page before.
    pub after: Option<RewardId>,
}

#[derive(Debug, Clone)]
pub struct Reward {
    pub id: RewardId,
    pub person: PersonId,
    pub program: ProgramId,
    pub clause: String,
    pub unit: Unit,
    pub invitee: Option<PersonId>,
    pub granted: Money,
    pub on_hold: Money,
    pub standing: Standing,
    pub hold_until: Instant,
    pub granted_at: Instant,
    /// The newest.
    pub receipt: Option<ReceiptId>,
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = SqlUuid)]
    reward_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    person_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    program_id: Uuid,
    #[diesel(sql_type = Text)]
    clause: String,
    #[diesel(sql_type = Text)]
    unit: String,
    #[diesel(sql_type = Text)]
    currency: String,
    #[diesel(sql_type = Nullable<SqlUuid>)]
    invitee_id: Option<Uuid>,
    #[diesel(sql_type = Numeric)]
    granted: Decimal,
    #[diesel(sql_type = Numeric)]
    on_hold: Decimal,
    #[diesel(sql_type = Text)]
    standing: String,
    #[diesel(sql_type = Timestamptz)]
    hold_until: Instant,
    #[diesel(sql_type = Nullable<SqlUuid>)]
    receipt_id: Option<Uuid>,
}

impl TryFrom<Row> for Reward {
    type Error = Fault;

    fn try_from(row: Row) -> Result<Reward, Fault> {
        let wrong = |what: &str| Fault::contradiction(format!("a stored reward: {what}"));
        let currency: Currency = row.currency.parse().map_err(|_| wrong(&row.currency))?;
        let made = row.reward_id.get_timestamp().map(|made| made.to_unix());
        let made = made.and_then(|(seconds, nanos)| Instant::from_timestamp(i64::try_from(seconds).ok()?, nanos));
        Ok(Reward {
            id: RewardId(row.reward_id),
            person: PersonId(row.person_id),
            program: ProgramId(row.program_id),
            unit: row.unit.parse().map_err(|_| wrong(&row.unit))?,
            invitee: row.invitee_id.map(PersonId),
            granted: ledger::money(row.granted, currency)?,
            on_hold: ledger::money(row.on_hold, currency)?,
            standing: Standing::from_word(&row.standing).ok_or_else(|| wrong(&row.standing))?,
            hold_until: row.hold_until,
            granted_at: made.ok_or_else(|| wrong("its id has no instant"))?,
            receipt: row.receipt_id.map(ReceiptId),
            clause: row.clause,
        })
    }
}

/// As [`Standing`]; partial indexes are used where the condition stands in the statement.
macro_rules! standing {
    () => {
        "CASE WHEN w.frozen THEN 'frozen' WHEN w.on_hold > 0 AND w.held THEN 'held' WHEN w.on_hold > 0 THEN 'on-hold'
              WHEN w.granted = 0 THEN 'taken-back' WHEN w.granted < 0 THEN 'owed' WHEN w.applied >= w.granted THEN 'applied' ELSE 'available' END"
    };
}

/// Asks for: until and from by id, unit, standing, at most. Of `? IS NULL OR` PostgreSQL expects so few lines that it would read and sort
/// the whole range for one page.
macro_rules! chosen {
    ($where:literal, $order:literal) => {
        concat!(
            "SELECT w.*, ",
            standing!(),
            " AS standing FROM rewards w WHERE ",
            $where,
            " AND w.reward_id < ? AND w.reward_id >= ? AND coalesce(w.unit = ?, true) AND coalesce(",
            standing!(),
            " = ?, true) ORDER BY ",
            $order,
            " LIMIT ?"
        )
    };
}

/// With the newest receipt of each.
macro_rules! with_receipts {
    ($rewards:expr) => {
        concat!(
            "SELECT w.reward_id, w.person_id, w.program_id, w.clause, w.unit, w.currency, w.invitee_id, w.granted, w.on_hold, w.standing,
                    w.hold_until, r.receipt_id
             FROM (",
            $rewards,
            ") w LEFT JOIN LATERAL (
                 SELECT receipt_id FROM receipts n
                 WHERE n.person_id = w.person_id AND n.program_id = w.program_id AND n.event_id = w.event_id AND n.clause = w.clause
                 ORDER BY n.revision DESC LIMIT 1) r ON true
             ORDER BY w.reward_id {ASC} LIMIT ?"
        )
    };
}

/// The first of those that are wanted; `programs`: all there are.
pub async fn rewards(conn: &Conn, wanted: &Wanted, programs: &[ProgramId], at_most: i64) -> Result<Vec<Reward>, Fault> {
    let programs = wanted.program.map_or_else(|| programs.to_vec(), |program| vec![program]);
    let people = match (wanted.person, wanted.standing) {
        (Some(person), _) => Some(vec![person]),
        // No index has what is held; it is of few.
        (None, Some(Standing::Held)) => Some(referrals::with_held(conn, &programs).await?),
        (None, _) => None,
    };
    let programs: Vec<Uuid> = programs.iter().map(|program| program.0).collect();
    let statement = match (people, wanted.standing) {
        (Some(people), _) => sql(with_receipts!(concat!(
            "SELECT found.* FROM unnest(?::uuid[]) AS p (person_id) CROSS JOIN LATERAL (",
            chosen!("w.person_id = p.person_id AND w.program_id = ANY(?)", "w.person_id {ASC}, w.reward_id {ASC}"),
            ") found"
        )))
        .bind::<Array<SqlUuid>, _>(people.iter().map(|person| person.0).collect::<Vec<_>>())
        .bind::<Array<SqlUuid>, _>(programs),
        (None, Some(Standing::Frozen)) => sql(with_receipts!(concat!(
            "SELECT found.* FROM unnest(?::uuid[]) AS p (program_id) CROSS JOIN LATERAL (",
            chosen!("w.program_id = p.program_id AND w.frozen", "w.program_id {ASC}, w.reward_id {ASC}"),
            ") found"
        )))
        .bind::<Array<SqlUuid>, _>(programs),
        (None, _) => sql(with_receipts!(concat!(
            "SELECT found.* FROM unnest(?::uuid[]) AS p (program_id) CROSS JOIN LATERAL (",
            chosen!("w.program_id = p.program_id", "w.program_id {ASC}, w.reward_id {ASC}"),
            ") found"
        )))
        .bind::<Array<SqlUuid>, _>(programs),
    };
    let (from, until) = match (wanted.one, wanted.within) {
        (Some(one), _) => (one.0, next(one)),
        (None, Some((from, until))) => (first_id(from), first_id(until)),
        (None, None) => (Uuid::nil(), Uuid::max()),
    };
    let (from, until) = match (wanted.after, wanted.way) {
        (Some(after), Way::Ascending) => (from.max(next(after)), until),
        (Some(after), Way::Descending) => (from, until.min(after.0)),
        (None, _) => (from, until),
    };
    let rows: Vec<Row> = statement
        .along(wanted.way)
        .bind::<SqlUuid, _>(until)
        .bind::<SqlUuid, _>(from)
        .bind::<Nullable<Text>, _>(wanted.unit.map(|unit| unit.name().to_owned()))
        .bind::<Nullable<Text>, _>(wanted.standing.map(Standing::word))
        .bind::<BigInt, _>(at_most)
        .bind::<BigInt, _>(at_most)
        .load(conn)
        .await?;
    rows.into_iter().map(Reward::try_from).collect()
}

fn next(reward: RewardId) -> Uuid {
    Uuid::from_u128(reward.0.as_u128().saturating_add(1))
}

/// Whose receipt it is; for staff.
pub async fn beneficiary(conn: &Conn, receipt: ReceiptId) -> Result<Option<PersonId>, Fault> {
    #[derive(QueryableByName)]
    struct Whose {
        #[diesel(sql_type = SqlUuid)]
        person_id: Uuid,
    }
    let whose: Option<Whose> =
        sql("SELECT person_id FROM receipts WHERE receipt_id = ?").bind::<SqlUuid, _>(receipt.0).optional(conn).await?;
    Ok(whose.map(|whose| PersonId(whose.person_id)))
}

/// Whether a reward of this id was granted.
pub async fn is_reward(conn: &Conn, reward: RewardId, programs: &[ProgramId]) -> Result<bool, Fault> {
    #[derive(QueryableByName)]
    struct Known {
        #[diesel(sql_type = Bool)]
        known: bool,
    }
    let known: Known = sql("SELECT EXISTS (SELECT FROM rewards WHERE program_id = ANY(?) AND reward_id = ?) AS known")
        .bind::<Array<SqlUuid>, _>(programs.iter().map(|program| program.0).collect::<Vec<_>>())
        .bind::<SqlUuid, _>(reward.0)
        .one(conn)
        .await?;
    Ok(known.known)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_standing_is_read_as_it_is_written() {
        assert_eq!(Standing::ALL.map(|standing| Standing::from_word(standing.word())), Standing::ALL.map(Some));
        assert_eq!(Standing::from_word("gone"), None);
    }
}
