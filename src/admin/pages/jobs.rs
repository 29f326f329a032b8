//! What runs when, and how it ended last: `/admin/jobs?q=&kind=&state=&sort=` and the same as a file, and below it `POST ID/retry` and `POST ID/removal` of a job at rest.

use super::exported::exported;
use super::short::{self, Asked, Short, both, letters};
use crate::app::App;
use crate::calendar::{Instant, Zone};
use crate::db::{Fault, Tx};
use crate::jobs::{self, Every, Failed, Handlers, Round, Waiting};
use crate::people::{Admin, Role, Staff, Support, deed};
use crate::web::{Error, Lang, Listing, Page, SeeOther, Shell, Visit, Words, csv, filters};
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use serde_json::json;
use uuid::Uuid;

/// Jobs at rest that are listed.
const ROWS: i64 = 1_000;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ended {
    /// It has not been worked since it is kept how jobs end.
    NotYet,
    Well(Instant),
    Failed(Instant, String),
}

/// What comes round by itself.
#[derive(Debug, Clone)]
pub struct Scheduled {
    pub every: Words,
    pub ended: Ended,
}

/// A line of one of the three tables.
#[derive(Debug, Clone)]
pub struct Line<T> {
    pub kind: String,
    /// In the reader's language.
    pub name: String,
    /// When it is due next, or was given up.
    pub at: Instant,
    /// As in the address.
    pub state: &'static str,
    pub error: Option<String>,
    pub of: T,
}

impl<T: 'static> Line<T> {
    const LIST: Short<Line<T>> = Short {
        filters: &[("kind", |line, wanted| line.kind == wanted), ("state", |line, wanted| line.state == wanted)],
        text: |line| format!("{} {} {}", line.name, line.kind, line.error.as_deref().unwrap_or_default()),
        orders: both!(up "time", up "job"),
        by: |column, a, b| if column == "job" { letters(&a.name, &b.name) } else { a.at.cmp(&b.at) },
    };
}

#[derive(Template)]
#[template(path = "admin/jobs.html", blocks = ["list"])]
pub struct JobsPage {
    pub list: Listing,
    pub scheduled: Vec<Line<Scheduled>>,
    pub waiting: Vec<Line<Waiting>>,
    pub failed: Vec<Line<Failed>>,
    pub may_decide: bool,
}

/// All three, narrowed and in order.
struct Found {
    list: Listing,
    scheduled: Vec<Line<Scheduled>>,
    waiting: Vec<Line<Waiting>>,
    failed: Vec<Line<Failed>>,
}

async fn found(app: &App, handlers: &Handlers, lang: Lang, asked: &Asked) -> Result<Found, Error> {
    let now = app.clock.now();
    let (rounds, waiting, failed) = app
        .db
        .read(async |conn| {
            futures_util::try_join!(jobs::rounds(conn), jobs::waiting(conn), jobs::graveyard(conn, ROWS))
        })
        .await?;
    let speaking = Shell::speaking(lang, Zone::UTC, now);
    let name = |kind: &str| speaking.say(&kind_words(kind));
    let scheduled = handlers.schedules().iter().map(|schedule| {
        let ended = ended(rounds.iter().find(|round| round.name == schedule.kind()));
        let (state, error) = match &ended {
            Ended::NotYet => ("new", None),
            Ended::Well(_) => ("well", None),
            Ended::Failed(_, error) => ("failed", Some(error.clone())),
        };
        let (kind, at) = (schedule.kind().to_owned(), schedule.every().next(now));
        Line { name: name(&kind), kind, at, state, error, of: Scheduled { every: every(schedule.every()), ended } }
    });
    let waiting = waiting.into_iter().map(|of| {
        let state = if of.failing > 0 { "failing" } else { "waiting" };
        Line { name: name(&of.kind), kind: of.kind.clone(), at: of.due_at, state, error: of.last_error.clone(), of }
    });
    let failed = failed.into_iter().map(|of| {
        let error = Some(of.last_error.clone());
        Line { name: name(&of.kind), kind: of.kind.clone(), at: of.failed_at, state: "given-up", error, of }
    });
    let list = Line::<Scheduled>::LIST.listing("/admin/jobs", asked);
    Ok(Found {
        scheduled: Line::LIST.narrowed(&list, scheduled.collect()),
        waiting: Line::LIST.narrowed(&list, waiting.collect()),
        failed: Line::LIST.narrowed(&list, failed.collect()),
        list,
    })
}

pub async fn show(
    app: web::Data<App>,
    staff: Staff<Support>,
    handlers: web::Data<Handlers>,
    request: HttpRequest,
    asked: web::Query<Asked>,
) -> Result<Page<JobsPage>, Error> {
    let Found { list, scheduled, waiting, failed } = found(&app, &handlers, Visit::of(&request).lang, &asked).await?;
    let page = JobsPage { list, scheduled, waiting, failed, may_decide: staff.who.role >= Some(Role::Admin) };
    Ok(Page::new(page).block("jobs", |page, values| page.as_list().render_with_values(values)))
}

/// All three tables one after the other; instants in UTC.
pub async fn file(
    app: web::Data<App>,
    staff: Staff<Support>,
    handlers: web::Data<Handlers>,
    request: HttpRequest,
    asked: web::Query<Asked>,
) -> Result<HttpResponse, Error> {
    exported(&app, &staff, "jobs").await?;
    let Found { scheduled, waiting, failed, .. } = found(&app, &handlers, Visit::of(&request).lang, &asked).await?;
    let lines = failed.iter().map(|line| written("given up", line, 1, Some(line.of.attempts.into())));
    let lines = lines.chain(scheduled.iter().map(|line| written("scheduled", line, 1, None)));
    let lines = lines.chain(waiting.iter().map(|line| written("waiting", line, line.of.jobs, None)));
    let head = ["table", "job", "name", "at", "state", "jobs", "attempts", "error"];
    Ok(short::file("jobs", &head, lines))
}

fn written<T>(table: &str, line: &Line<T>, jobs: i64, attempts: Option<i64>) -> String {
    csv::line(&[
        table,
        &line.kind,
        &line.name,
        &line.at.to_rfc3339(),
        line.state,
        &jobs.to_string(),
        &attempts.map(|attempts| attempts.to_string()).unwrap_or_default(),
        line.error.as_deref().unwrap_or_default(),
    ])
}

fn every(every: Every) -> Words {
    match every {
        Every::Minute => "jobs-every-minute".into(),
        Every::Hour => "jobs-every-hour".into(),
        Every::Day { minute } => {
            Words::new("jobs-every-day").with("time", format!("{:02}:{:02}", minute / 60, minute % 60))
        }
    }
}

fn ended(round: Option<&Round>) -> Ended {
    let Some(round) = round else { return Ended::NotYet };
    match (round.worked_at, round.failed_at.zip(round.last_error.clone())) {
        (worked, Some((failed, error))) if worked.is_none_or(|worked| worked < failed) => Ended::Failed(failed, error),
        (Some(worked), _) => Ended::Well(worked),
        (None, _) => Ended::NotYet,
    }
}

/// What a kind of job does; one of a version to come as the queue calls it.
pub fn kind_words(kind: &str) -> Words {
    if KINDS.contains(&kind) {
        Words::new(format!("job-{}", kind.replace(['.', '_'], "-")))
    } else {
        Words::new("job-other").with("kind", kind)
    }
}

const KINDS: &[&str] = &[
    "audit.asked",
    "audit.nightly",
    "billing.tell_overdue",
    "billing.tell_trials",
    "charging.pass_time",
    "extensions.extend_due",
    "flags.look_at_new",
    "figures.count",
    "intake.wake_overlooked",
    "notices.letter",
    "notices.tell_news",
    "people.end_view",
    "people.entry_letter",
    "people.sweep",
    "reckoning.sweep_due",
    "referrals.count_clicks",
    "replays.work",
    "rewards.count_earned",
    "rewards.release_due",
    "verification.apply_due",
    "withdrawals.pay_batch",
    "withdrawals.pay_out_due",
];

pub async fn retry(app: web::Data<App>, staff: Staff<Admin>, id: web::Path<String>) -> Result<SeeOther, Error> {
    decide(&app, &staff, &id, "job-retried").await
}

pub async fn remove(app: web::Data<App>, staff: Staff<Admin>, id: web::Path<String>) -> Result<SeeOther, Error> {
    decide(&app, &staff, &id, "job-removed").await
}

async fn decide(app: &App, staff: &Staff<Admin>, id: &str, verb: &'static str) -> Result<SeeOther, Error> {
    let id: Uuid = id.parse().map_err(|_| Error::NotFound)?;
    let done = app.db.write(async |tx| decided(tx, staff, id, verb).await).await?;
    let flash = match (done, verb) {
        (false, _) => "flash-job-gone",
        (true, "job-retried") => "flash-job-retried",
        (true, _) => "flash-job-removed",
    };
    Ok(SeeOther::to("/admin/jobs").flash(flash))
}

/// With its deed, or not at all; false when somebody else was first.
async fn decided(tx: &Tx, staff: &Staff<Admin>, id: Uuid, verb: &'static str) -> Result<bool, Fault> {
    let Some(job) = jobs::at_rest(tx, id).await? else { return Ok(false) };
    let done = if verb == "job-retried" { jobs::retry(tx, id).await? } else { jobs::remove(tx, id).await? };
    if done {
        let was = json!({"kind": job.kind, "attempts": job.attempts, "error": job.last_error});
        deed(tx, &staff.by(), verb, &format!("job {id}"), Some(was), None).await?;
    }
    Ok(done)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::gallery::{Looks, at, show};

    #[test]
    fn jobs_are_listed() {
        fn line<T>(kind: &str, error: Option<&str>, of: T) -> Line<T> {
            let name = Shell::speaking(Lang::En, Zone::UTC, at("2026-04-15T09:30:00Z")).say(&kind_words(kind));
            let (at, error) = (at("2026-04-16T03:00:00Z"), error.map(Into::into));
            Line { kind: kind.into(), name, at, state: "well", error, of }
        }
        let scheduled = |kind: &str, every: Every, ended: Ended| {
            let error = if let Ended::Failed(_, error) = &ended { Some(error.clone()) } else { None };
            line(kind, error.as_deref(), Scheduled { every: super::every(every), ended })
        };
        let well = Ended::Well(at("2026-04-15T09:29:00Z"));
        let failed = Ended::Failed(at("2026-04-15T09:00:00Z"), "the database is away".into());
        let mut rows = vec![
            scheduled("rewards.release_due", Every::Minute, well.clone()),
            scheduled("referrals.count_clicks", Every::Hour, failed),
            scheduled("audit.nightly", Every::Day { minute: 180 }, Ended::NotYet),
            scheduled("of.tomorrow", Every::Minute, well.clone()),
        ];
        rows.extend(KINDS.iter().map(|kind| scheduled(kind, Every::Minute, well.clone())));
        let waiting = |last_error: Option<&str>| {
            let of = Waiting {
                kind: "notices.letter".into(),
                jobs: 3,
                failing: i64::from(last_error.is_some()),
                due_at: at("2026-04-15T09:35:00Z"),
                last_error: last_error.map(Into::into),
            };
            line("notices.letter", last_error, of)
        };
        let rests = Failed {
            job_id: Uuid::nil(),
            kind: "people.entry_letter".into(),
            attempts: 16,
            last_error: "550 no such mailbox".into(),
            enqueued_at: at("2026-04-13T09:35:00Z"),
            failed_at: at("2026-04-14T15:35:00Z"),
        };
        let rests = line("people.entry_letter", Some("550 no such mailbox"), rests);
        let waits = vec![waiting(None), waiting(Some("the server is away"))];
        let list = Line::<Scheduled>::LIST.listing("/admin/jobs", &Asked::new());
        let mut page = JobsPage { list, scheduled: rows, waiting: waits, failed: vec![rests], may_decide: true };
        show("admin-jobs", "/admin/jobs", Looks::Staff, &page);
        (page.may_decide, page.waiting) = (false, Vec::new());
        show("admin-jobs-support", "/admin/jobs", Looks::Staff, &page);
        page.failed.clear();
        show("admin-jobs-quiet", "/admin/jobs", Looks::Staff, &page);
    }

    #[test]
    fn every_job_that_comes_round_has_a_name_for_people() {
        let handlers = crate::schedule::handlers().unwrap();
        let nameless = handlers.schedules().iter().map(jobs::Schedule::kind).filter(|kind| !KINDS.contains(kind));
        assert_eq!(nameless.collect::<Vec<_>>(), [""; 0]);
    }

    #[test]
    fn what_happened_last_counts() {
        let (early, late) = (at("2026-04-15T09:00:00Z"), at("2026-04-15T09:01:00Z"));
        let round = |worked_at, failed_at: Option<Instant>| Round {
            name: "a".into(),
            last_slot: late,
            worked_at,
            failed_at,
            last_error: failed_at.map(|_| "away".into()),
        };
        assert_eq!(ended(None), Ended::NotYet);
        assert_eq!(ended(Some(&round(None, None))), Ended::NotYet);
        assert_eq!(ended(Some(&round(Some(late), Some(early)))), Ended::Well(late));
        assert_eq!(ended(Some(&round(Some(early), Some(late)))), Ended::Failed(late, "away".into()));
        assert_eq!(ended(Some(&round(None, Some(late)))), Ended::Failed(late, "away".into()));
    }
}
