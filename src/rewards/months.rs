//! What one person earned in each month. Receipts that were recorded long enough ago are summed up each night into `earned_months`,
//! by the calendar of the program's time zone; those since are added where it is read, so that any instant's answer is exact. A receipt's
//! id is made when it is recorded.
use crate::calendar::{CalendarError, Instant, Month, Zone, truncated};
use crate::db::{Conn, Fault, Tx, sql};
use crate::ids::{PersonId, ProgramId, first_id};
use crate::money::{Currency, Unit};
use crate::programs::Program;
use chrono::{NaiveDate, TimeDelta};
use diesel::prelude::QueryableByName;
use diesel::sql_types::{Array, Date, Integer, Nullable, Numeric, Text, Timestamptz, Uuid as SqlUuid};
use rust_decimal::Decimal;
use std::collections::HashMap;

/// Whatever has an id older than this is committed.
const COMMITTED_AFTER: TimeDelta = TimeDelta::hours(1);

/// Months and when each begins.
#[derive(Debug, Clone)]
pub struct Months {
    pub zone: Zone,
    pub months: Vec<Month>,
    starts: Vec<Instant>,
}

impl Months {
    /// The last so many months of the zone's calendar, oldest first.
    pub fn last(count: usize, now: Instant, zone: Zone) -> Result<Months, Fault> {
        let mut months = vec![Month::of(now, zone)];
        for _ in 1..count {
            let earliest = months.last().copied();
            months.extend(earliest.map(Month::previous).transpose().map_err(out_of_range)?);
        }
        months.reverse();
        Months::of(months, zone)
    }

    fn between(first: Instant, last: Instant, zone: Zone) -> Result<Months, Fault> {
        let mut months = vec![Month::of(first, zone)];
        while let Some(month) = months.last().copied().filter(|month| *month < Month::of(last, zone)) {
            months.push(month.next().map_err(out_of_range)?);
        }
        Months::of(months, zone)
    }

    fn of(months: Vec<Month>, zone: Zone) -> Result<Months, Fault> {
        let starts = months.iter().map(|month| month.instant(1, 0, zone)).collect::<Result<_, _>>();
        Ok(Months { zone, starts: starts.map_err(out_of_range)?, months })
    }

    fn days(&self) -> Vec<NaiveDate> {
        self.months.iter().map(|month| month.first_day()).collect()
    }
}

fn out_of_range(error: CalendarError) -> Fault {
    Fault::contradiction(error.to_string())
}

/// A revision earns what it adds to the one before it; few receipts are ever revised.
macro_rules! added {
    ($whose:literal) => {
        concat!(
            "SELECT r.person_id, r.unit, r.happened_at AS at, r.amount FROM receipts r WHERE ",
            $whose,
            " UNION ALL
             SELECT b.person_id, b.unit, b.happened_at, -b.amount FROM receipts r
             JOIN receipts b ON b.person_id = r.person_id AND b.program_id = r.program_id AND b.event_id = r.event_id
                            AND b.clause = r.clause AND b.revision = r.revision - 1
             WHERE r.revision > 1 AND ",
            $whose
        )
    };
}

/// What was earned in each of these months, in their order.
pub async fn earned_in(conn: &Conn, person: PersonId, program: ProgramId, months: &Months) -> Result<EarnedIn, Fault> {
    #[derive(QueryableByName)]
    struct Sum {
        #[diesel(sql_type = Text)]
        unit: String,
        #[diesel(sql_type = Integer)]
        place: i32,
        #[diesel(sql_type = Numeric)]
        earned: Decimal,
    }
    let sums: Vec<Sum> = sql(concat!(
        "WITH counted AS (SELECT until FROM earned_counted WHERE program_id = ? AND time_zone = ?)
         SELECT unit, place, sum(amount) AS earned FROM (
             SELECT unit, array_position(?::date[], month) AS place, earned AS amount FROM earned_months
             WHERE person_id = ? AND program_id = ? AND month = ANY(?) AND EXISTS (SELECT FROM counted)
             UNION ALL
             SELECT unit, width_bucket(at, ?::timestamptz[]), amount FROM (",
        added!(
            "r.person_id = ? AND r.program_id = ? AND r.receipt_id >= coalesce((
                 SELECT (lpad(to_hex((extract(epoch FROM until) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid FROM counted),
                 '00000000-0000-0000-0000-000000000000') AND r.receipt_id < 'ffffffff-ffff-ffff-ffff-ffffffffffff'"
        ),
        ") since
         ) parts WHERE place > 0 GROUP BY 1, 2"
    ))
    .bind::<SqlUuid, _>(program.0)
    .bind::<Text, _>(months.zone.name())
    .bind::<Array<Date>, _>(months.days())
    .bind::<SqlUuid, _>(person.0)
    .bind::<SqlUuid, _>(program.0)
    .bind::<Array<Date>, _>(months.days())
    .bind::<Array<Timestamptz>, _>(&months.starts)
    .bind::<SqlUuid, _>(person.0)
    .bind::<SqlUuid, _>(program.0)
    .bind::<SqlUuid, _>(person.0)
    .bind::<SqlUuid, _>(program.0)
    .load(conn)
    .await?;
    let mut earned = EarnedIn { months: months.months.len(), by_unit: HashMap::new() };
    for sum in sums {
        let unit: Unit = sum.unit.parse().map_err(Fault::contradiction)?;
        let of_unit = earned.by_unit.entry(unit).or_insert_with(|| vec![Decimal::ZERO; months.months.len()]);
        let place = usize::try_from(sum.place - 1).ok().and_then(|place| of_unit.get_mut(place));
        *place.ok_or_else(|| Fault::contradiction("something was earned in a month that was not asked for"))? =
            sum.earned;
    }
    Ok(earned)
}

#[derive(Debug, Clone)]
pub struct EarnedIn {
    months: usize,
    by_unit: HashMap<Unit, Vec<Decimal>>,
}

impl EarnedIn {
    /// Of what is counted in `currency` in a program of that currency, or in another unit.
    pub fn counted_in(&self, currency: Currency, program: Currency) -> Vec<Decimal> {
        let mut sums = vec![Decimal::ZERO; self.months];
        for earned in self.by_unit.iter().filter(|(unit, _)| unit.currency(program) == currency).map(|(_, sums)| sums) {
            sums.iter_mut().zip(earned).for_each(|(sum, earned)| *sum += *earned);
        }
        sums
    }
}

#[derive(QueryableByName)]
struct Counted {
    #[diesel(sql_type = Text)]
    time_zone: String,
    #[diesel(sql_type = Timestamptz)]
    until: Instant,
}

/// Sums up what was recorded since the last time; all of it where the program's time zone became another.
pub async fn count_earned(tx: &Tx, program: &Program) -> Result<(), Fault> {
    let zone = program.told(tx.now())?.terms.time_zone;
    let until = truncated(tx.now() - COMMITTED_AFTER);
    sql("INSERT INTO earned_counted (program_id, time_zone, until) VALUES (?, ?, ?) ON CONFLICT DO NOTHING")
        .bind::<SqlUuid, _>(program.id.0)
        .bind::<Text, _>(zone.name())
        .bind::<Timestamptz, _>(Instant::UNIX_EPOCH)
        .execute(tx)
        .await?;
    let counted: Counted = sql("SELECT time_zone, until FROM earned_counted WHERE program_id = ? FOR UPDATE")
        .bind::<SqlUuid, _>(program.id.0)
        .one(tx)
        .await?;
    let anew = counted.time_zone != zone.name();
    if anew {
        sql("DELETE FROM earned_months WHERE program_id = ?").bind::<SqlUuid, _>(program.id.0).execute(tx).await?;
    }
    let from = if anew { Instant::UNIX_EPOCH } else { counted.until };
    if until > from {
        sum_up(tx, program.id, zone, from, until).await?;
        sql("UPDATE earned_counted SET time_zone = ?, until = ? WHERE program_id = ?")
            .bind::<Text, _>(zone.name())
            .bind::<Timestamptz, _>(until)
            .bind::<SqlUuid, _>(program.id.0)
            .execute(tx)
            .await?;
    }
    Ok(())
}

async fn sum_up(tx: &Tx, program: ProgramId, zone: Zone, from: Instant, until: Instant) -> Result<(), Fault> {
    #[derive(QueryableByName)]
    struct Span {
        #[diesel(sql_type = Nullable<Timestamptz>)]
        first: Option<Instant>,
        #[diesel(sql_type = Nullable<Timestamptz>)]
        last: Option<Instant>,
    }
    let span: Span = sql(concat!(
        "SELECT min(at) AS first, max(at) AS last FROM (",
        added!("r.program_id = ? AND r.receipt_id >= ? AND r.receipt_id < ?"),
        ") added"
    ))
    .bind::<SqlUuid, _>(program.0)
    .bind::<SqlUuid, _>(first_id(from))
    .bind::<SqlUuid, _>(first_id(until))
    .bind::<SqlUuid, _>(program.0)
    .bind::<SqlUuid, _>(first_id(from))
    .bind::<SqlUuid, _>(first_id(until))
    .one(tx)
    .await?;
    let Some((first, last)) = span.first.zip(span.last) else { return Ok(()) };
    let months = Months::between(first, last, zone)?;
    sql(concat!(
        "INSERT INTO earned_months AS m (person_id, program_id, unit, month, earned)
         SELECT person_id, ?, unit, (?::date[])[width_bucket(at, ?::timestamptz[])], sum(amount) FROM (",
        added!("r.program_id = ? AND r.receipt_id >= ? AND r.receipt_id < ?"),
        ") added GROUP BY 1, 3, 4 HAVING sum(amount) <> 0
         ON CONFLICT (person_id, program_id, unit, month) DO UPDATE SET earned = m.earned + excluded.earned"
    ))
    .bind::<SqlUuid, _>(program.0)
    .bind::<Array<Date>, _>(months.days())
    .bind::<Array<Timestamptz>, _>(&months.starts)
    .bind::<SqlUuid, _>(program.0)
    .bind::<SqlUuid, _>(first_id(from))
    .bind::<SqlUuid, _>(first_id(until))
    .bind::<SqlUuid, _>(program.0)
    .bind::<SqlUuid, _>(first_id(from))
    .bind::<SqlUuid, _>(first_id(until))
    .execute(tx)
    .await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::Months;

    #[test]
    fn months_begin_at_the_zones_midnight() {
        let zone = "Asia/Almaty".parse().unwrap();
        let months = Months::last(3, "2026-03-31T20:00:00Z".parse().unwrap(), zone).unwrap();
        let said: Vec<String> = months.months.iter().map(ToString::to_string).collect();
        assert_eq!(said, ["2026-02", "2026-03", "2026-04"], "it is April there already");
        assert_eq!(months.starts[2].to_rfc3339(), "2026-03-31T19:00:00+00:00");
        let between = Months::between("2025-12-31T10:00:00Z".parse().unwrap(), months.starts[0], zone).unwrap();
        let said: Vec<String> = between.months.iter().map(ToString::to_string).collect();
        assert_eq!(said, ["2025-12", "2026-01", "2026-02"]);
    }
}
