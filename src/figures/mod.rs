//! What staff look at of everybody at once: what is owed to people, by the week in which it is released, and how many came how far.
//!
//! It is counted each hour and kept, as counting reads whole tables: a page shows the last count, and when that was.
pub mod jobs;
mod store;

use crate::calendar::Instant;
use crate::db::{Db, Fault};
use crate::ids::ProgramId;
use crate::programs;
use crate::{ledger, referrals, rewards};
use chrono::{NaiveDate, TimeDelta};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

pub use store::latest;

/// How far back those who came are counted.
pub const DAYS: i64 = 30;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figures {
    pub counted_at: Instant,
    pub programs: Vec<OfProgram>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfProgram {
    pub program: ProgramId,
    /// Of each unit in which anybody has something.
    pub units: Vec<OfUnit>,
    /// Visitors, each once a day, those who registered, and who of them has paid: of the last [`DAYS`].
    pub came: Came,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfUnit {
    pub unit: String,
    /// On hold, by the Monday of the week in which the hold ends, in the program's time zone.
    pub weeks: Vec<(NaiveDate, Decimal)>,
    /// On hold without a date: frozen, or waiting for what the terms ask for.
    pub undated: Decimal,
    pub available: Decimal,
    /// Asked for, and not paid yet.
    pub withdrawing: Decimal,
    /// What people owe.
    pub owed: Decimal,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Came {
    pub clicks: i64,
    pub registered: i64,
    pub paying: i64,
}

/// Counts all of it, each program in one look, and keeps it.
pub async fn count(db: &Db) -> Result<(), Fault> {
    let now = db.now();
    let catalogue = db.read(async |conn| programs::catalogue(conn).await).await?;
    let mut counted = Vec::new();
    for program in &catalogue.programs {
        let zone = program.told(now)?.terms.time_zone;
        let since = now - TimeDelta::days(DAYS);
        let (held, has, came) = db
            .read(async |conn| {
                futures_util::try_join!(
                    rewards::held_by_week(conn, program.id, zone),
                    ledger::held(conn, program.id),
                    referrals::funnel_since(conn, program.id, since)
                )
            })
            .await?;
        let units = has.into_iter().map(|has| unit(has, &held)).filter(|unit| !unit.is_empty());
        let came = Came { clicks: came.clicks, registered: came.registered, paying: came.paying };
        counted.push(OfProgram { program: program.id, units: units.collect(), came });
    }
    db.write(async |tx| store::keep(tx, &counted).await).await
}

fn unit(has: ledger::Held, held: &[rewards::HeldIn]) -> OfUnit {
    let ours = || held.iter().filter(|held| held.unit == has.unit);
    OfUnit {
        weeks: ours().filter_map(|held| Some((held.week?, held.amount))).collect(),
        undated: ours().filter(|held| held.week.is_none()).map(|held| held.amount).sum(),
        unit: has.unit.clone(),
        available: has.available,
        withdrawing: has.withdrawing,
        owed: has.owed,
    }
}

impl OfUnit {
    fn is_empty(&self) -> bool {
        let sums = [self.undated, self.available, self.withdrawing, self.owed];
        self.weeks.is_empty() && sums.iter().all(Decimal::is_zero)
    }
}
