//! The tables `payout_runs` and `payouts`.
use super::Payout;
use crate::calendar::Instant;
use crate::db::dated::Mark;
use crate::db::sql::Sql;
use crate::db::{Conn, Fault, Tx, Way, sql};
use crate::ids::{PayoutId, PersonId, ProgramId};
use crate::ledger;
use crate::money::{Amount, Currency, Money, Unit};
use diesel::prelude::QueryableByName;
use diesel::sql_types::{Array, BigInt, Bool, Integer, Nullable, Numeric, Text, Timestamptz, Uuid as SqlUuid};
use rust_decimal::Decimal;
use uuid::Uuid;

/// One instant of a program's schedule.
#[derive(Debug, Clone, Copy, QueryableByName)]
pub(super) struct Last {
    #[diesel(sql_type = Timestamptz)]
    pub scheduled_at: Instant,
    #[diesel(sql_type = Bool)]
    pub finished: bool,
}

/// The instant that was begun and is not finished, or else the newest: the next one begins only when the one before is finished.
pub(super) async fn last(conn: &Conn, program: ProgramId) -> Result<Option<Last>, Fault> {
    sql("SELECT scheduled_at, bool_and(finished_at IS NOT NULL) AS finished FROM payout_runs WHERE program_id = ?
         GROUP BY scheduled_at ORDER BY finished, scheduled_at DESC LIMIT 1")
    .bind::<SqlUuid, _>(program.0)
    .optional(conn)
    .await
}

pub(super) async fn begin(tx: &Tx, program: ProgramId, units: &[Unit], at: Instant) -> Result<(), Fault> {
    sql("INSERT INTO payout_runs (program_id, unit, scheduled_at, marker)
         SELECT ?, u.unit, ?, ? FROM unnest(?::text[]) AS u (unit) ON CONFLICT DO NOTHING")
    .bind::<SqlUuid, _>(program.0)
    .bind::<Timestamptz, _>(at)
    .bind::<SqlUuid, _>(Uuid::nil())
    .bind::<Array<Text>, _>(units.iter().map(Unit::name).collect::<Vec<_>>())
    .execute(tx)
    .await?;
    Ok(())
}

pub(super) type Key = (ProgramId, Unit, Instant);

/// The last person who was looked at, until the transaction ends; none when everybody was.
pub(super) async fn hold(tx: &Tx, (program, unit, at): Key) -> Result<Option<PersonId>, Fault> {
    #[derive(QueryableByName)]
    struct Held {
        #[diesel(sql_type = SqlUuid)]
        marker: Uuid,
        #[diesel(sql_type = Bool)]
        finished: bool,
    }
    let held: Held = sql("SELECT marker, finished_at IS NOT NULL AS finished FROM payout_runs
         WHERE program_id = ? AND unit = ? AND scheduled_at = ? FOR UPDATE")
    .bind::<SqlUuid, _>(program.0)
    .bind::<Text, _>(unit.name())
    .bind::<Timestamptz, _>(at)
    .one(tx)
    .await?;
    Ok((!held.finished).then_some(PersonId(held.marker)))
}

pub(super) async fn move_on(tx: &Tx, (program, unit, at): Key, marker: PersonId) -> Result<(), Fault> {
    sql("UPDATE payout_runs SET marker = ? WHERE program_id = ? AND unit = ? AND scheduled_at = ?")
        .bind::<SqlUuid, _>(marker.0)
        .bind::<SqlUuid, _>(program.0)
        .bind::<Text, _>(unit.name())
        .bind::<Timestamptz, _>(at)
        .execute(tx)
        .await?;
    Ok(())
}

pub(super) async fn finish(tx: &Tx, (program, unit, at): Key) -> Result<(), Fault> {
    sql("UPDATE payout_runs SET finished_at = ? WHERE program_id = ? AND unit = ? AND scheduled_at = ?")
        .bind::<Timestamptz, _>(tx.now())
        .bind::<SqlUuid, _>(program.0)
        .bind::<Text, _>(unit.name())
        .bind::<Timestamptz, _>(at)
        .execute(tx)
        .await?;
    Ok(())
}

/// Who has something available, in the order of their ids.
pub(super) async fn owners_after(
    conn: &Conn,
    (program, unit): (ProgramId, Unit),
    marker: PersonId,
    limit: i64,
) -> Result<Vec<PersonId>, Fault> {
    #[derive(QueryableByName)]
    struct Owner {
        #[diesel(sql_type = SqlUuid)]
        person_id: Uuid,
    }
    let owners: Vec<Owner> = sql("SELECT person_id FROM accounts
         WHERE program_id = ? AND unit = ? AND account = 'available' AND balance > 0 AND person_id > ?
         ORDER BY person_id LIMIT ?")
    .bind::<SqlUuid, _>(program.0)
    .bind::<Text, _>(unit.name())
    .bind::<SqlUuid, _>(marker.0)
    .bind::<BigInt, _>(limit)
    .load(conn)
    .await?;
    Ok(owners.into_iter().map(|owner| PersonId(owner.person_id)).collect())
}

pub(super) async fn add(tx: &Tx, made: &[Payout]) -> Result<(), Fault> {
    if made.is_empty() {
        return Ok(());
    }
    let version = |p: &Payout| i32::try_from(p.terms_version).unwrap_or(i32::MAX);
    sql("INSERT INTO payouts (person_id, payout_id, program_id, unit, scheduled_at, terms_version, currency, amount, due_at, made_at)
         SELECT p.*, ? FROM unnest(?::uuid[], ?::uuid[], ?::uuid[], ?::text[], ?::timestamptz[], ?::integer[], ?::text[],
                                   ?::numeric[], ?::timestamptz[]) AS p")
    .bind::<Timestamptz, _>(tx.now())
    .bind::<Array<SqlUuid>, _>(made.iter().map(|p| p.person.0).collect::<Vec<_>>())
    .bind::<Array<SqlUuid>, _>(made.iter().map(|p| p.id.0).collect::<Vec<_>>())
    .bind::<Array<SqlUuid>, _>(made.iter().map(|p| p.program.0).collect::<Vec<_>>())
    .bind::<Array<Text>, _>(made.iter().map(|p| p.unit.name()).collect::<Vec<_>>())
    .bind::<Array<Timestamptz>, _>(made.iter().map(|p| p.scheduled_at).collect::<Vec<_>>())
    .bind::<Array<Integer>, _>(made.iter().map(version).collect::<Vec<_>>())
    .bind::<Array<Text>, _>(made.iter().map(|p| p.amount.currency().to_string()).collect::<Vec<_>>())
    .bind::<Array<Numeric>, _>(made.iter().map(|p| p.amount.money().amount()).collect::<Vec<_>>())
    .bind::<Array<Timestamptz>, _>(made.iter().map(|p| p.due_at).collect::<Vec<_>>())
    .execute(tx)
    .await?;
    Ok(())
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = SqlUuid)]
    person_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    payout_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    program_id: Uuid,
    #[diesel(sql_type = Text)]
    unit: String,
    #[diesel(sql_type = Timestamptz)]
    scheduled_at: Instant,
    #[diesel(sql_type = Integer)]
    terms_version: i32,
    #[diesel(sql_type = Text)]
    currency: String,
    #[diesel(sql_type = Numeric)]
    amount: Decimal,
    #[diesel(sql_type = Timestamptz)]
    due_at: Instant,
}

impl TryFrom<Row> for Payout {
    type Error = Fault;

    fn try_from(row: Row) -> Result<Payout, Fault> {
        let wrong = |e: String| Fault::contradiction(format!("a stored payout: {e}"));
        let currency: Currency = row.currency.parse().map_err(|e: crate::money::MoneyError| wrong(e.to_string()))?;
        let amount: Money = ledger::money(row.amount, currency)?;
        Ok(Payout {
            person: PersonId(row.person_id),
            id: PayoutId(row.payout_id),
            program: ProgramId(row.program_id),
            unit: row.unit.parse().map_err(wrong)?,
            scheduled_at: row.scheduled_at,
            terms_version: u32::try_from(row.terms_version).map_err(|e| wrong(e.to_string()))?,
            amount: Amount::new(amount).map_err(|e| wrong(e.to_string()))?,
            due_at: row.due_at,
        })
    }
}

macro_rules! payouts {
    ($rest:literal) => {
        concat!(
            "SELECT person_id, payout_id, program_id, unit, scheduled_at, terms_version, currency, amount, due_at FROM payouts ",
            $rest
        )
    };
}

/// A person's in one program, the newest first.
pub async fn payouts_of(conn: &Conn, person: PersonId, program: ProgramId, limit: i64) -> Result<Vec<Payout>, Fault> {
    let rows: Vec<Row> =
        sql(payouts!("WHERE person_id = ? AND program_id = ? ORDER BY scheduled_at DESC, payout_id LIMIT ?"))
            .bind::<SqlUuid, _>(person.0)
            .bind::<SqlUuid, _>(program.0)
            .bind::<BigInt, _>(limit)
            .load(conn)
            .await?;
    rows.into_iter().map(Payout::try_from).collect()
}

/// Which payouts staff ask for, and in which order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    pub program: Option<ProgramId>,
    pub unit: Option<Unit>,
    /// To these people alone.
    pub people: Option<Vec<PersonId>>,
    pub way: Way,
    pub after: Option<Mark>,
}

macro_rules! range {
    ($which:literal, $range:literal) => {
        concat!(
            "(",
            payouts!("WHERE "),
            $which,
            " AND (?::uuid IS NULL OR program_id = ?) AND (?::text IS NULL OR unit = ?) AND ",
            $range,
            " ORDER BY scheduled_at {ASC}, payout_id {DESC} LIMIT ?)"
        )
    };
}

/// Very many go out at one instant: what is left of it comes from one range of the index, and what follows it from another.
macro_rules! listing {
    ($which:literal) => {
        concat!(
            "SELECT * FROM (",
            range!($which, "scheduled_at = ? AND payout_id {<} ?"),
            " UNION ALL ",
            range!($which, "scheduled_at {>} coalesce(?, timestamptz '{end}')"),
            ") p ORDER BY scheduled_at {ASC}, payout_id {DESC} LIMIT ?"
        )
    };
}

/// What both ranges ask.
fn asked<'a>(statement: Sql<'a>, wanted: &'a Wanted) -> Sql<'a> {
    let statement = match &wanted.people {
        Some(people) => statement.bind::<Array<SqlUuid>, _>(people.iter().map(|person| person.0).collect::<Vec<_>>()),
        None => statement,
    };
    let (program, unit) = (wanted.program.map(|program| program.0), wanted.unit.as_ref().map(Unit::name));
    let statement = statement.bind::<Nullable<SqlUuid>, _>(program).bind::<Nullable<SqlUuid>, _>(program);
    statement.bind::<Nullable<Text>, _>(unit).bind::<Nullable<Text>, _>(unit)
}

pub async fn payouts(conn: &Conn, wanted: &Wanted, limit: i64) -> Result<Vec<Payout>, Fault> {
    let text = if wanted.people.is_some() { listing!("person_id = ANY(?)") } else { listing!("true") };
    let (at, id) = wanted.after.map(|mark| (mark.at, mark.id)).unzip();
    let rest = asked(sql(text).along(wanted.way), wanted)
        .bind::<Nullable<Timestamptz>, _>(at)
        .bind::<Nullable<SqlUuid>, _>(id)
        .bind::<BigInt, _>(limit);
    let rows: Vec<Row> = asked(rest, wanted)
        .bind::<Nullable<Timestamptz>, _>(at)
        .bind::<BigInt, _>(limit)
        .bind::<BigInt, _>(limit)
        .load(conn)
        .await?;
    rows.into_iter().map(Payout::try_from).collect()
}
