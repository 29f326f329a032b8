use crate::calendar::{Month, Zone};
use crate::db::{Conn, Fault, Tx, sql};
use crate::ids::{CompanyId, PersonId, ProgramId, RunId, SubscriptionId};
use crate::money::Percent;
use crate::rules::scale::PlacesReason;
use chrono::{NaiveDate, NaiveTime};
use diesel::prelude::QueryableByName;
use diesel::sql_types::{Array, BigInt, Date, Integer, Numeric, Text, Uuid as SqlUuid};
use rust_decimal::Decimal;
use std::fmt::Write;
use uuid::Uuid;

/// What a run gives a company: how many of its owner's Active Referrals it took, and what that is worth.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assignment {
    pub person: PersonId,
    pub company: CompanyId,
    pub places: u32,
    pub percent: Percent,
    pub reason: PlacesReason,
    /// Of the terms that the run read for the person.
    pub version: u32,
}

pub struct NewAssignment<'a> {
    pub assignment: Assignment,
    /// Those active at the run: each may use it once.
    pub subscriptions: &'a [SubscriptionId],
}

pub async fn assign(tx: &Tx, run: RunId, new: &[NewAssignment<'_>]) -> Result<(), Fault> {
    if new.is_empty() {
        return Ok(());
    }
    let places = |n: &NewAssignment<'_>| i32::try_from(n.assignment.places).unwrap_or(i32::MAX);
    sql("INSERT INTO assignments (person_id, run_id, company_id, places, percent, reason, subscriptions, terms_version)
         SELECT a.person_id, r.run_id, a.company_id, a.places, a.percent, a.reason, a.subscriptions::uuid[], a.terms_version
         FROM (SELECT ?::uuid AS run_id) r,
              unnest(?::uuid[], ?::uuid[], ?::integer[], ?::numeric[], ?::text[], ?::text[], ?::integer[])
                AS a (person_id, company_id, places, percent, reason, subscriptions, terms_version)")
    .bind::<SqlUuid, _>(run.0)
    .bind::<Array<SqlUuid>, _>(new.iter().map(|n| n.assignment.person.0).collect::<Vec<_>>())
    .bind::<Array<SqlUuid>, _>(new.iter().map(|n| n.assignment.company.0).collect::<Vec<_>>())
    .bind::<Array<Integer>, _>(new.iter().map(places).collect::<Vec<_>>())
    .bind::<Array<Numeric>, _>(new.iter().map(|n| n.assignment.percent.value()).collect::<Vec<_>>())
    .bind::<Array<Text>, _>(new.iter().map(|n| n.assignment.reason.name()).collect::<Vec<_>>())
    .bind::<Array<Text>, _>(new.iter().map(|n| list(n.subscriptions)).collect::<Vec<_>>())
    .bind::<Array<Integer>, _>(new.iter().map(|n| n.assignment.version.cast_signed()).collect::<Vec<_>>())
    .execute(tx)
    .await?;
    Ok(())
}

/// As PostgreSQL reads an array: `{1,2}`.
fn list(ids: &[SubscriptionId]) -> String {
    let mut list = String::from("{");
    for (n, id) in ids.iter().enumerate() {
        let comma = if n > 0 { "," } else { "" };
        // Writing to a String cannot fail.
        let _ = write!(list, "{comma}{}", id.0.simple());
    }
    list.push('}');
    list
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = SqlUuid)]
    person_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    company_id: Uuid,
    #[diesel(sql_type = Integer)]
    places: i32,
    #[diesel(sql_type = Numeric)]
    percent: Decimal,
    #[diesel(sql_type = Text)]
    reason: String,
    #[diesel(sql_type = Integer)]
    terms_version: i32,
}

/// What a run gave these persons.
pub async fn assignments_of_run(conn: &Conn, run: RunId, people: &[PersonId]) -> Result<Vec<Assignment>, Fault> {
    let rows: Vec<Row> = sql("SELECT person_id, company_id, places, percent, reason, terms_version FROM assignments
         WHERE run_id = ? AND person_id = ANY(?)")
    .bind::<SqlUuid, _>(run.0)
    .bind::<Array<SqlUuid>, _>(people.iter().map(|person| person.0).collect::<Vec<_>>())
    .load(conn)
    .await?;
    rows.into_iter().map(Assignment::try_from).collect()
}

impl TryFrom<Row> for Assignment {
    type Error = Fault;

    fn try_from(row: Row) -> Result<Assignment, Fault> {
        let reason = PlacesReason::named(&row.reason);
        Ok(Assignment {
            person: PersonId(row.person_id),
            company: CompanyId(row.company_id),
            places: u32::try_from(row.places).map_err(|_| Fault::contradiction("places below zero"))?,
            percent: stored_percent(row.percent)?,
            reason: reason.ok_or_else(|| Fault::contradiction(format!("an assignment because of {}", row.reason)))?,
            version: row.terms_version.cast_unsigned(),
        })
    }
}

/// What the newest finished runs of every program gave a company.
pub async fn assignments_of_company(
    conn: &Conn,
    person: PersonId,
    company: CompanyId,
    limit: i64,
) -> Result<Vec<(ProgramId, Month, Assignment)>, Fault> {
    #[derive(QueryableByName)]
    struct OfRun {
        #[diesel(embed)]
        assignment: Row,
        #[diesel(sql_type = SqlUuid)]
        program_id: Uuid,
        #[diesel(sql_type = Date)]
        month: NaiveDate,
    }
    let rows: Vec<OfRun> = sql("SELECT a.person_id, a.company_id, a.places, a.percent, a.reason, a.terms_version, r.program_id, r.month
         FROM assignments a JOIN runs r USING (run_id)
         WHERE a.person_id = ? AND a.company_id = ? AND r.finished_at IS NOT NULL ORDER BY r.month DESC, r.program_id LIMIT ?")
    .bind::<SqlUuid, _>(person.0)
    .bind::<SqlUuid, _>(company.0)
    .bind::<BigInt, _>(limit)
    .load(conn)
    .await?;
    let read = |row: OfRun| {
        let month = Month::of(row.month.and_time(NaiveTime::MIN).and_utc(), Zone::UTC);
        Ok((ProgramId(row.program_id), month, row.assignment.try_into()?))
    };
    rows.into_iter().map(read).collect()
}

/// What a run gave, in the order of the persons' ids: the next after a place, so many at most. `reason`: only those because of it.
pub async fn assignments_after(
    conn: &Conn,
    run: RunId,
    (person, company): (PersonId, CompanyId),
    reason: Option<PlacesReason>,
    limit: i64,
) -> Result<Vec<Assignment>, Fault> {
    // A statement for each: one for both would be planned as if it left out nearly everything.
    macro_rules! after {
        ($rest:literal) => {
            concat!(
                "SELECT person_id, company_id, places, percent, reason, terms_version FROM assignments
                 WHERE run_id = ? AND person_id >= ? AND (person_id, company_id) > (?, ?) ",
                $rest,
                " ORDER BY person_id, run_id, company_id LIMIT ?"
            )
        };
    }
    let statement = if reason.is_some() { sql(after!("AND reason = ?")) } else { sql(after!("")) };
    let statement = statement
        .bind::<SqlUuid, _>(run.0)
        .bind::<SqlUuid, _>(person.0)
        .bind::<SqlUuid, _>(person.0)
        .bind::<SqlUuid, _>(company.0);
    let statement = match reason {
        Some(reason) => statement.bind::<Text, _>(reason.name()),
        None => statement,
    };
    let rows: Vec<Row> = statement.bind::<BigInt, _>(limit).load(conn).await?;
    rows.into_iter().map(Assignment::try_from).collect()
}

pub(super) fn stored_percent(percent: Decimal) -> Result<Percent, Fault> {
    Percent::new(percent).map_err(|e| Fault::contradiction(format!("a stored percent: {e}")))
}

/// Whom the newest finished run of a program gave places, or the one before it a discount, in the order of their ids.
pub async fn given_after(conn: &Conn, program: ProgramId, after: PersonId, limit: i64) -> Result<Vec<PersonId>, Fault> {
    #[derive(QueryableByName)]
    struct Given {
        #[diesel(sql_type = SqlUuid)]
        person_id: Uuid,
    }
    let given: Vec<Given> = sql("SELECT DISTINCT a.person_id FROM (
             SELECT run_id, row_number() OVER (ORDER BY month DESC) AS place FROM runs
             WHERE program_id = ? AND finished_at IS NOT NULL ORDER BY month DESC LIMIT 2
         ) r JOIN assignments a ON a.run_id = r.run_id
         WHERE (r.place = 1 OR a.percent > 0) AND a.person_id > ? ORDER BY a.person_id LIMIT ?")
    .bind::<SqlUuid, _>(program.0)
    .bind::<SqlUuid, _>(after.0)
    .bind::<BigInt, _>(limit)
    .load(conn)
    .await?;
    Ok(given.into_iter().map(|given| PersonId(given.person_id)).collect())
}

pub async fn count_of_run(conn: &Conn, run: RunId) -> Result<i64, Fault> {
    #[derive(QueryableByName)]
    struct Count {
        #[diesel(sql_type = BigInt)]
        count: i64,
    }
    let count: Count =
        sql("SELECT count(*) AS count FROM assignments WHERE run_id = ?").bind::<SqlUuid, _>(run.0).one(conn).await?;
    Ok(count.count)
}
