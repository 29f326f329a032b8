//! The staff's overview: what there is to do, what is owed, who came, and how the last run and the last audit went.

use super::{AdminPage, CameRow, Figured, RunRow, Task, UnitRow};
use crate::app::App;
use crate::audit;
use crate::calendar::Instant;
use crate::claims;
use crate::db::{Conn, Fault};
use crate::figures::{self, Figures, OfUnit};
use crate::flags;
use crate::intake::{self, Counted};
use crate::jobs::{self, Job};
use crate::ledger;
use crate::money::{Currency, Money, MoneyError, Unit};
use crate::notices::SendLetter;
use crate::people::letters::EntryLetter;
use crate::people::{Staff, Support};
use crate::programs::{self, Catalogue};
use crate::verification;
use crate::web::{Error, Page, Value, Words};
use crate::withdrawals::pages::unit_words;
use crate::withdrawals::{self, adjustments};
use actix_web::web;
use chrono::{NaiveDate, NaiveTime};
use rust_decimal::Decimal;

/// More jobs at rest than this are not counted one by one.
const FAILED: i64 = 1_000;
/// Weeks that are listed one by one.
const WEEKS: usize = 8;

pub async fn show(app: web::Data<App>, _staff: Staff<Support>) -> Result<Page<AdminPage>, Error> {
    let now = app.clock.now();
    let (tasks, figures, last, catalogue) = app
        .db
        .read(async |conn| {
            futures_util::try_join!(
                tasks(conn, now),
                figures::latest(conn),
                audit::latest(conn, 1),
                programs::catalogue(conn)
            )
        })
        .await?;
    let runs = app.db.read(async |conn| runs(conn, &catalogue, now).await).await?;
    let figures = figures.map(|figures| figured(&figures, &catalogue, now)).transpose()?;
    Ok(Page::new(AdminPage { tasks, figures, runs, audit: last.into_iter().next() }))
}

async fn tasks(conn: &Conn, now: Instant) -> Result<Vec<Task>, Fault> {
    let (counted, failed, withdrawals, claims, adjusted, flagged) = futures_util::try_join!(
        intake::count(conn),
        jobs::graveyard(conn, FAILED),
        withdrawals::counts(conn, now),
        claims::count(conn, claims::Which::Open),
        adjustments::count_waiting(conn),
        flags::counts(conn)
    )?;
    let flagged = flagged.iter().map(|(_, count)| count).sum();
    let Counted { waiting, refused } = counted;
    let letters =
        failed.iter().filter(|job| [SendLetter::KIND, EntryLetter::KIND].contains(&job.kind.as_str())).count();
    let letters = i64::try_from(letters).unwrap_or(FAILED);
    let others = i64::try_from(failed.len()).unwrap_or(FAILED) - letters;
    let task = |href, key, count, is_bad| Task { href, key, count, is_bad };
    Ok(vec![
        task("/admin/withdrawals?which=requested", "admin-task-undecided", withdrawals.undecided, false),
        task("/admin/withdrawals", "admin-task-withdrawals", withdrawals.open, false),
        task("/admin/withdrawals?which=overdue", "admin-task-overdue", withdrawals.overdue, true),
        task("/admin/withdrawals?which=second", "admin-task-second", withdrawals.second, false),
        task("/admin/adjustments?state=waiting", "admin-task-adjustments", adjusted, false),
        task("/admin/claims", "admin-claims", claims, false),
        task("/admin/flags?state=open", "admin-flags", flagged, false),
        task("/admin/events?state=waiting", "admin-parked", waiting, false),
        task("/admin/events?state=refused", "admin-refused", refused, true),
        task("/admin/jobs", "admin-failed-jobs", others, true),
        task("/admin/deliveries?state=given-up", "admin-task-deliveries", letters, true),
    ])
}

/// Of each program with monthly runs, the last.
async fn runs(conn: &Conn, catalogue: &Catalogue, now: Instant) -> Result<Vec<RunRow>, Fault> {
    let mut rows = Vec::new();
    for program in catalogue.programs.iter().filter(|program| program.is_monthly()) {
        let Some(run) = verification::current(conn, program.id).await? else { continue };
        let Some(finished_at) = run.finished_at else { continue };
        let (referrers, companies) = (run.done.referrers, run.done.companies);
        let (slug, program) = (program.slug.clone(), program.told(now)?.terms.name.clone());
        rows.push(RunRow { slug, program, month: run.month, finished_at, referrers, companies });
    }
    Ok(rows)
}

fn figured(figures: &Figures, catalogue: &Catalogue, now: Instant) -> Result<Figured, Fault> {
    let (mut units, mut came) = (Vec::new(), Vec::new());
    for counted in &figures.programs {
        let program = catalogue.get(counted.program)?;
        let terms = &program.told(now)?.terms;
        for unit in &counted.units {
            units.push(shown(unit, (&program.slug, &terms.name), terms.currency)?);
        }
        let figures::Came { clicks, registered, paying } = counted.came;
        came.push(CameRow { slug: program.slug.clone(), program: terms.name.clone(), clicks, registered, paying });
    }
    Ok(Figured { counted_at: figures.counted_at, units, came })
}

fn shown(counted: &OfUnit, (slug, program): (&str, &str), currency: Currency) -> Result<UnitRow, Fault> {
    let unit: Unit = counted.unit.parse().map_err(Fault::contradiction)?;
    let currency = unit.currency(currency);
    let money = |amount: Decimal| ledger::money(amount, currency);
    let mut weeks = Vec::new();
    for (monday, amount) in counted.weeks.iter().take(WEEKS) {
        weeks.push((Words::new("figures-week-of").with("day", Value::Day(noon(*monday))), money(*amount)?));
    }
    let later: Decimal = counted.weeks.iter().skip(WEEKS).map(|(_, amount)| *amount).sum();
    for (key, amount) in [("figures-later", later), ("figures-undated", counted.undated)] {
        if !amount.is_zero() {
            weeks.push((key.into(), money(amount)?));
        }
    }
    let on_hold = Money::sum(currency, weeks.iter().map(|(_, amount)| *amount));
    Ok(UnitRow {
        slug: slug.to_owned(),
        program: program.to_owned(),
        word: counted.unit.clone(),
        unit: unit_words(unit),
        on_hold: on_hold.map_err(|error: MoneyError| Fault::contradiction(error.to_string()))?,
        available: money(counted.available)?,
        withdrawing: money(counted.withdrawing)?,
        owed: money(counted.owed)?,
        weeks,
    })
}

/// The day is the same for readers almost everywhere.
fn noon(day: NaiveDate) -> Instant {
    day.and_time(NaiveTime::MIN).and_utc() + chrono::TimeDelta::hours(12)
}
