//! What monthly runs assigned, held against what follows from the log.
use super::replay::Found;
use crate::calendar::{Instant, Month, Zone};
use crate::db::{Conn, Fault, sql};
use crate::money::Percent;
use crate::world::World;
use diesel::prelude::QueryableByName;
use diesel::sql_types::{Date, Integer, Numeric, Text, Timestamptz, Uuid as SqlUuid};
use rust_decimal::Decimal;
use std::collections::VecDeque;
use uuid::Uuid;

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = Text)]
    slug: String,
    #[diesel(sql_type = Date)]
    month: chrono::NaiveDate,
    #[diesel(sql_type = Timestamptz)]
    scheduled_at: Instant,
    #[diesel(sql_type = Timestamptz)]
    cut_off: Instant,
    #[diesel(sql_type = SqlUuid)]
    cut_order: Uuid,
}

/// Where in the log the runs that were applied read it.
pub(super) struct Cuts(VecDeque<Row>);

pub(super) async fn cuts(conn: &Conn) -> Result<Cuts, Fault> {
    let rows: Vec<Row> = sql("SELECT p.slug, r.month, r.scheduled_at, r.cut_off, r.cut_order
         FROM runs r JOIN programs p USING (program_id) WHERE r.finished_at IS NOT NULL ORDER BY r.cut_order")
    .load(conn)
    .await?;
    Ok(Cuts(rows.into()))
}

impl Cuts {
    /// Lets the world read what runs read that were cut off before a place in the log; answers what is wrong with it.
    pub(super) fn before(&mut self, order: Uuid, world: &mut World) -> Option<String> {
        let mut wrong = Vec::new();
        while let Some(cut) = self.0.pop_front_if(|cut| cut.cut_order < order) {
            let read = world.advance_to(cut.cut_off).map_err(|e| e.to_string());
            let month = month(cut.month);
            let read = read.and_then(|()| world.cut_run(&cut.slug, month, cut.scheduled_at).map_err(|e| e.to_string()));
            wrong.extend(read.err().map(|e| format!("the run of {} for {month} does not follow: {e}", cut.slug)));
        }
        (!wrong.is_empty()).then(|| wrong.join("; "))
    }
}

fn month(first_day: chrono::NaiveDate) -> Month {
    Month::of(first_day.and_time(chrono::NaiveTime::MIN).and_utc(), Zone::UTC)
}

pub(super) async fn expected(conn: &Conn, world: &World) -> Result<Found, Fault> {
    #[derive(QueryableByName)]
    struct Slug {
        #[diesel(sql_type = Text)]
        slug: String,
    }
    let slugs: Vec<Slug> = sql("SELECT slug FROM programs").load(conn).await?;
    let mut found = Found::new();
    for Slug { slug } in slugs {
        for given in world.assignments(&slug).filter(|given| given.result.places > 0) {
            let key = format!("of {slug} for {}, company {} of {}", given.month, given.company, given.person);
            let (places, reason) = (given.result.places, given.result.reason.name());
            found.entry(key).or_default().push(format!("{places} places, {} ({reason})", given.result.percent));
        }
    }
    Ok(found)
}

#[derive(QueryableByName)]
struct Assigned {
    #[diesel(sql_type = Text)]
    slug: String,
    #[diesel(sql_type = Date)]
    month: chrono::NaiveDate,
    #[diesel(sql_type = Text)]
    company: String,
    #[diesel(sql_type = Text)]
    person: String,
    #[diesel(sql_type = Integer)]
    places: i32,
    #[diesel(sql_type = Numeric)]
    percent: Decimal,
    #[diesel(sql_type = Text)]
    reason: String,
}

/// Of runs that are finished.
pub(super) async fn stored(conn: &Conn) -> Result<Found, Fault> {
    let rows: Vec<Assigned> =
        sql("SELECT p.slug, r.month, c.external_id AS company, k.external_id AS person, a.places, a.percent, a.reason
         FROM assignments a JOIN runs r USING (run_id) JOIN programs p USING (program_id)
         JOIN external_ids c ON c.id = a.company_id AND c.noun = 'company'
         JOIN external_ids k ON k.id = a.person_id AND k.noun = 'person'
         WHERE r.finished_at IS NOT NULL")
        .load(conn)
        .await?;
    let mut found = Found::new();
    for row in rows {
        let percent = Percent::new(row.percent).map_err(|e| Fault::contradiction(format!("a stored percent: {e}")))?;
        let key = format!("of {} for {}, company {} of {}", row.slug, month(row.month), row.company, row.person);
        found.entry(key).or_default().push(format!("{} places, {percent} ({})", row.places, row.reason));
    }
    Ok(found)
}
