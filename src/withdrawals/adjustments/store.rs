//! The table `adjustments`.
use super::{Adjustment, Reason, State};
use crate::calendar::Instant;
use crate::db::{Conn, Fault, Tx, Way, sql};
use crate::events::Direction;
use crate::ids::{AdjustmentId, PersonId, ProgramId};
use crate::ledger;
use crate::money::{Amount, Currency, Unit};
use crate::withdrawals::{Done, Shift};
use diesel::prelude::QueryableByName;
use diesel::sql_types::{Array, BigInt, Bool, Nullable, Numeric, Text, Timestamptz, Uuid as SqlUuid};
use rust_decimal::Decimal;
use uuid::Uuid;

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = SqlUuid)]
    person_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    adjustment_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    program_id: Uuid,
    #[diesel(sql_type = Text)]
    unit: String,
    #[diesel(sql_type = Text)]
    currency: String,
    #[diesel(sql_type = Text)]
    direction: String,
    #[diesel(sql_type = Numeric)]
    amount: Decimal,
    #[diesel(sql_type = Text)]
    reason: String,
    #[diesel(sql_type = Text)]
    note: String,
    #[diesel(sql_type = Text)]
    state: String,
    #[diesel(sql_type = SqlUuid)]
    asked_by: Uuid,
    #[diesel(sql_type = Timestamptz)]
    asked_at: Instant,
    #[diesel(sql_type = Nullable<SqlUuid>)]
    decided_by: Option<Uuid>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    decided_at: Option<Instant>,
    #[diesel(sql_type = Nullable<Text>)]
    why: Option<String>,
}

/// The statement's text is one constant: the connection keeps it prepared.
macro_rules! select {
    ($($rest:literal),+) => {
        concat!(
            "SELECT person_id, adjustment_id, program_id, unit, currency, direction, amount, reason, note, state, asked_by, asked_at,
                    decided_by, decided_at, why FROM adjustments ",
            $($rest),+
        )
    };
}

fn direction_word(direction: Direction) -> &'static str {
    match direction {
        Direction::Add => "add",
        Direction::Take => "take",
    }
}

impl TryFrom<Row> for Adjustment {
    type Error = Fault;

    fn try_from(row: Row) -> Result<Adjustment, Fault> {
        let wrong = |what: &str| Fault::contradiction(format!("a stored adjustment: {what}"));
        let currency: Currency = row.currency.parse().map_err(|_| wrong(&row.currency))?;
        let unit: Unit = row.unit.parse().map_err(|_| wrong(&row.unit))?;
        let direction = if row.direction == direction_word(Direction::Add) { Direction::Add } else { Direction::Take };
        let amount = Amount::positive(ledger::money(row.amount, currency)?).ok_or_else(|| wrong("it moves nothing"))?;
        let decided = row.decided_by.zip(row.decided_at);
        Ok(Adjustment {
            person: PersonId(row.person_id),
            id: AdjustmentId(row.adjustment_id),
            program: ProgramId(row.program_id),
            shift: Shift { unit, direction, amount },
            reason: Reason::named(&row.reason).ok_or_else(|| wrong(&row.reason))?,
            note: row.note,
            state: State::named(&row.state).ok_or_else(|| wrong(&row.state))?,
            asked: Done { by: PersonId(row.asked_by), at: row.asked_at },
            decided: decided.map(|(by, at)| Done { by: PersonId(by), at }),
            why: row.why,
        })
    }
}

fn read(rows: Vec<Row>) -> Result<Vec<Adjustment>, Fault> {
    rows.into_iter().map(Adjustment::try_from).collect()
}

/// The adjustment that a form of this key has made.
pub(super) async fn sent(tx: &Tx, person: PersonId, key: Uuid) -> Result<Option<AdjustmentId>, Fault> {
    let row: Option<Row> = sql(select!("WHERE person_id = ? AND key = ?"))
        .bind::<SqlUuid, _>(person.0)
        .bind::<SqlUuid, _>(key)
        .optional(tx)
        .await?;
    Ok(row.map(|row| AdjustmentId(row.adjustment_id)))
}

/// Of one form sent twice at once the second is a race ([`Fault::is_race`]).
pub(super) async fn add(tx: &Tx, new: &Adjustment, key: Uuid) -> Result<(), Fault> {
    sql("INSERT INTO adjustments (person_id, adjustment_id, key, program_id, unit, currency, direction, amount, reason, note, state,
                                  asked_by, asked_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
    .bind::<SqlUuid, _>(new.person.0)
    .bind::<SqlUuid, _>(new.id.0)
    .bind::<SqlUuid, _>(key)
    .bind::<SqlUuid, _>(new.program.0)
    .bind::<Text, _>(new.shift.unit.name().to_owned())
    .bind::<Text, _>(new.shift.amount.currency().code().to_owned())
    .bind::<Text, _>(direction_word(new.shift.direction))
    .bind::<Numeric, _>(new.shift.amount.money().amount())
    .bind::<Text, _>(new.reason.name())
    .bind::<Text, _>(new.note.as_str())
    .bind::<Text, _>(new.state.name())
    .bind::<SqlUuid, _>(new.asked.by.0)
    .bind::<Timestamptz, _>(new.asked.at)
    .execute(tx)
    .await?;
    Ok(())
}

/// Waited for: whoever is second sees what the first one did.
pub(super) async fn lock(tx: &Tx, id: AdjustmentId) -> Result<Option<Adjustment>, Fault> {
    let row: Option<Row> =
        sql(select!("WHERE adjustment_id = ? FOR UPDATE")).bind::<SqlUuid, _>(id.0).optional(tx).await?;
    row.map(Adjustment::try_from).transpose()
}

pub(super) async fn decide(tx: &Tx, decided: &Adjustment) -> Result<(), Fault> {
    sql("UPDATE adjustments SET state = ?, decided_by = ?, decided_at = ?, why = ? WHERE person_id = ? AND adjustment_id = ?")
        .bind::<Text, _>(decided.state.name())
        .bind::<Nullable<SqlUuid>, _>(decided.decided.map(|done| done.by.0))
        .bind::<Nullable<Timestamptz>, _>(decided.decided.map(|done| done.at))
        .bind::<Nullable<Text>, _>(decided.why.as_deref())
        .bind::<SqlUuid, _>(decided.person.0)
        .bind::<SqlUuid, _>(decided.id.0)
        .execute(tx)
        .await?;
    Ok(())
}

pub async fn find(conn: &Conn, id: AdjustmentId) -> Result<Option<Adjustment>, Fault> {
    let row: Option<Row> = sql(select!("WHERE adjustment_id = ?")).bind::<SqlUuid, _>(id.0).optional(conn).await?;
    row.map(Adjustment::try_from).transpose()
}

/// How many wait for a second member of staff.
pub async fn count_waiting(conn: &Conn) -> Result<i64, Fault> {
    #[derive(QueryableByName)]
    struct Count {
        #[diesel(sql_type = BigInt)]
        count: i64,
    }
    let count: Count = sql("SELECT count(*) AS count FROM adjustments WHERE state = 'waiting'").one(conn).await?;
    Ok(count.count)
}

/// Which adjustments are asked for; what is none narrows nothing.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Wanted {
    pub state: Option<State>,
    /// Of any of these.
    pub people: Option<Vec<PersonId>>,
    pub program: Option<ProgramId>,
    pub unit: Option<Unit>,
    pub reason: Option<Reason>,
    pub asked_by: Option<PersonId>,
    pub way: Way,
    /// The last one of the page before.
    pub after: Option<AdjustmentId>,
}

/// The first of those that are wanted, by when they were asked for.
pub async fn adjustments(conn: &Conn, wanted: &Wanted, at_most: i64) -> Result<Vec<Adjustment>, Fault> {
    // One range of one index, but for what is rare and has an index of its own.
    macro_rules! narrowed {
        ($also:literal) => {
            sql(select!(
                $also,
                "adjustment_id {>} ? AND (? OR person_id = ANY(?)) AND program_id = coalesce(?, program_id)
                 AND asked_by = coalesce(?, asked_by) AND state = coalesce(?, state) AND unit = coalesce(?, unit)
                 AND reason = coalesce(?, reason) ORDER BY adjustment_id {ASC} LIMIT ?"
            ))
        };
    }
    let people: Vec<Uuid> = wanted.people.iter().flatten().map(|person| person.0).collect();
    let statement = match (wanted.state, &wanted.people) {
        (Some(State::Waiting), _) => narrowed!("WHERE state = 'waiting' AND "),
        (_, Some(_)) => narrowed!("WHERE person_id = ANY(?) AND ").bind::<Array<SqlUuid>, _>(people.clone()),
        _ => narrowed!("WHERE "),
    };
    let rows = statement
        .along(wanted.way)
        .bind::<SqlUuid, _>(wanted.after.map_or(wanted.way.end(), |after| after.0))
        .bind::<Bool, _>(wanted.people.is_none())
        .bind::<Array<SqlUuid>, _>(people)
        .bind::<Nullable<SqlUuid>, _>(wanted.program.map(|program| program.0))
        .bind::<Nullable<SqlUuid>, _>(wanted.asked_by.map(|person| person.0))
        .bind::<Nullable<Text>, _>(wanted.state.map(State::name))
        .bind::<Nullable<Text>, _>(wanted.unit.map(|unit| unit.name().to_owned()))
        .bind::<Nullable<Text>, _>(wanted.reason.map(Reason::name))
        .bind::<BigInt, _>(at_most)
        .load(conn)
        .await?;
    read(rows)
}

/// A person's in one program that were made at these instants, the newest first.
pub(in crate::withdrawals) async fn made_at(
    conn: &Conn,
    person: PersonId,
    program: ProgramId,
    recorded: &[Instant],
) -> Result<Vec<Adjustment>, Fault> {
    let rows = sql(select!(
        "WHERE person_id = ? AND program_id = ? AND state = 'made' AND decided_at = ANY(?) ORDER BY adjustment_id DESC"
    ))
    .bind::<SqlUuid, _>(person.0)
    .bind::<SqlUuid, _>(program.0)
    .bind::<Array<Timestamptz>, _>(recorded)
    .load(conn)
    .await?;
    read(rows)
}

/// Those of a person that were made, of these ids.
pub async fn made_of(conn: &Conn, person: PersonId, ids: &[AdjustmentId]) -> Result<Vec<Adjustment>, Fault> {
    let rows = sql(select!("WHERE person_id = ? AND adjustment_id = ANY(?) AND state = 'made'"))
        .bind::<SqlUuid, _>(person.0)
        .bind::<Array<SqlUuid>, _>(ids.iter().map(|id| id.0).collect::<Vec<_>>())
        .load(conn)
        .await?;
    read(rows)
}
