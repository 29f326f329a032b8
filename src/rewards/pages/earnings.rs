//! The list of everything that was earned, and of what earned nothing; the same as a file.

use super::{EarningRow, EarningState, EarningsPage, Figures, MonthChoice};
use crate::app::App;
use crate::calendar::{Instant, Month};
use crate::db::Fault;
use crate::ledger;
use crate::people::{self, SignedIn};
use crate::programs::{self, Catalogue, Choice, Program};
use crate::referrals::{self, Invited, pages::own_link};
use crate::rewards::{self, EarnedLine, Filter, Months, Which};
use crate::rules::{Receipt, ReceiptReason, explain};
use crate::web::{Error, Lang, Page, Paging, Shell, Visit, Words, csv};
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use serde::Deserialize;
use uuid::Uuid;

const ROWS: i64 = 50;
/// Months to choose from.
const MONTHS: usize = 24;

#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
pub struct Query {
    program: String,
    state: String,
    /// `2026-04`.
    month: String,
    /// The id of a referral: what came of this invitee alone.
    invited: String,
    page: String,
}

/// What the query asks for; a referral of somebody else is not found.
struct Asked {
    program: Program,
    /// How links name it.
    slug: String,
    programs: Vec<Choice>,
    filter: Filter,
    invited: Option<Invited>,
    month: Option<Month>,
    /// When the account began.
    since: Instant,
}

impl Query {
    async fn asked(&self, app: &App, who: &SignedIn) -> Result<Asked, Error> {
        let (now, person) = (app.clock.now(), who.person);
        let referral: Option<Uuid> = match self.invited.as_str() {
            "" => None,
            id => Some(id.parse().map_err(|_| Error::NotFound)?),
        };
        let (catalogue, reader, invited): (Catalogue, _, _) = app
            .db
            .read(async |conn| {
                futures_util::try_join!(programs::catalogue(conn), people::find(conn, person), async {
                    match referral {
                        Some(id) => referrals::invited_by(conn, person, id, now).await,
                        None => Ok(None),
                    }
                })
            })
            .await?;
        if referral.is_some() && invited.is_none() {
            return Err(Error::NotFound);
        }
        let program = match &invited {
            Some(invited) => catalogue.get(invited.program())?,
            None => catalogue.chosen(&self.program, who.program.as_deref()).ok_or(Error::NotFound)?,
        };
        let month: Option<Month> = self.month.parse().ok();
        let within = month.map(|month| bounds(program, month, now)).transpose()?;
        let (which, invitee) = (Which::from_word(&self.state), invited.as_ref().map(Invited::invitee));
        let filter = Filter { invitee, which, within, ..Filter::all(program.id) };
        let (slug, programs) = (catalogue.named(program).to_owned(), catalogue.choices(program, now)?);
        let since = reader.map_or(now, |reader| reader.registered_at);
        Ok(Asked { program: program.clone(), slug, programs, filter, invited, month, since })
    }

    fn base(&self, path: &str, asked: &Asked) -> String {
        let month = asked.month.map(|month| month.to_string()).unwrap_or_default();
        let filters = [
            ("program", asked.slug.as_str()),
            ("state", asked.filter.which.word()),
            ("month", month.as_str()),
            ("invited", self.invited.as_str()),
        ];
        Paging::base(path, &filters)
    }
}

/// From its first instant to the next month's, by the calendar of the program's time zone.
pub(super) fn bounds(program: &Program, month: Month, now: Instant) -> Result<(Instant, Instant), Fault> {
    let zone = program.told(now)?.terms.time_zone;
    let ends = || Ok((month.instant(1, 0, zone)?, month.next()?.instant(1, 0, zone)?));
    ends().map_err(|error: crate::calendar::CalendarError| Fault::contradiction(error.to_string()))
}

/// The last months since an account began, the newest first, and the one that is shown.
pub(super) fn choices(
    program: &Program,
    shown: Option<Month>,
    (since, now): (Instant, Instant),
) -> Result<Vec<MonthChoice>, Fault> {
    let zone = program.told(now)?.terms.time_zone;
    let mut last = Months::last(MONTHS, now, zone)?;
    last.months.retain(|month| *month >= Month::of(since, zone));
    let earlier = shown.filter(|month| !last.months.contains(month));
    let choice = |month: Month| MonthChoice { month, word: month.to_string(), current: shown == Some(month) };
    Ok(last.months.iter().rev().copied().chain(earlier).map(choice).collect())
}

pub async fn list(
    app: web::Data<App>,
    who: SignedIn,
    request: HttpRequest,
    query: web::Query<Query>,
) -> Result<Page<EarningsPage>, Error> {
    let asked = query.asked(&app, &who).await?;
    let (program, filter, now) = (&asked.program, asked.filter, app.clock.now());
    let page = Paging::asked(&query.page);
    let (balances, links, found, any, lines) = app
        .db
        .read(async |conn| {
            futures_util::try_join!(
                ledger::balances(conn, who.person),
                referrals::links_of(conn, who.person),
                rewards::count(conn, who.person, filter),
                rewards::has_earnings(conn, who.person, program.id),
                rewards::earnings(conn, who.person, filter, (page - 1) * ROWS, ROWS)
            )
        })
        .await?;
    let lang = Visit::of(&request).lang;
    let screen = EarningsPage {
        program: asked.slug.clone(),
        programs: asked.programs.clone(),
        figures: Figures::of(&balances, program.id, &program.told(now)?.terms)?,
        state: filter.which.word().to_owned(),
        months: choices(program, asked.month, (asked.since, now))?,
        invited: asked.invited.as_ref().map(|one| (one.id.to_string(), shown_name(&one.name, lang))),
        is_empty: !any,
        earns: super::statement::earns(&program.told(now)?.terms),
        rows: lines.iter().map(|line| row(line, lang)).collect(),
        paging: Paging::of(query.base("/earnings", &asked), page, found, ROWS),
        csv: query.base("/earnings.csv", &asked),
        link: own_link::address(&app, &who, program.id, &links).await?,
    };
    Ok(Page::new(screen).about(&asked.slug).block("earnings", |page, values| page.as_list().render_with_values(values)))
}

/// What the list shows with these filters, all pages of it; instants in UTC, sentences in the reader's language.
pub async fn file(
    app: web::Data<App>,
    who: SignedIn,
    request: HttpRequest,
    query: web::Query<Query>,
) -> Result<HttpResponse, Error> {
    let Asked { program, filter, .. } = query.asked(&app, &who).await?;
    let shell = Shell::speaking(Visit::of(&request).lang, who.zone, app.clock.now());
    let head = csv::line(&[
        "receipt",
        "happened_at",
        "recorded_at",
        "invitee",
        "base",
        "base_currency",
        "rate_percent",
        "earned",
        "unit",
        "state",
        "why",
        "reverses",
    ]);
    let name = format!("earnings-{}", program.slug);
    let parts = csv::parts(0, move |skip: i64| {
        let (app, shell) = (app.clone(), shell.clone());
        async move {
            let lines = app.db.read(async |conn| rewards::earnings(conn, who.person, filter, skip, csv::PART).await);
            let lines = lines.await?;
            let more = lines.len() == csv::LINES;
            Ok((lines.iter().map(|line| written(line, &shell)).collect(), more.then_some(skip + csv::PART)))
        }
    });
    Ok(csv::file(&name, head, parts))
}

fn written(line: &EarnedLine, shell: &Shell) -> String {
    let row = row(line, shell.lang);
    let base = row.base.map(|base| (base.to_string(), base.currency().to_string())).unwrap_or_default();
    csv::line(&[
        &row.id,
        &csv::at(row.paid_at),
        &csv::at(line.receipt.recorded_at),
        &row.invitee,
        &base.0,
        &base.1,
        &row.rate.map(|rate| rate.value().normalize().to_string()).unwrap_or_default(),
        &row.earned.to_string(),
        row.earned.currency().code(),
        &shell.say(&row.state.words()),
        &shell.say(&row.why),
        &row.reverses.unwrap_or_default(),
    ])
}

/// A line as every list shows it.
pub fn row(line: &EarnedLine, lang: Lang) -> EarningRow {
    // Its sum is the difference to the line that it corrects, of which base and rate are not the reason.
    let corrects = line.corrects.is_some();
    EarningRow {
        id: line.receipt.id.to_string(),
        invitee: whose(line, lang),
        why: why(line),
        paid_at: line.receipt.happened_at,
        base: (!corrects).then_some(line.receipt.receipt.base),
        rate: (!corrects && !line.receipt.receipt.rate.is_zero()).then_some(line.receipt.receipt.rate),
        earned: line.earned,
        state: state(line),
        reverses: line.corrects.map(|id| id.to_string()),
    }
}

/// By whose deed it was earned.
pub fn whose(line: &EarnedLine, lang: Lang) -> String {
    line.invitee_name.as_deref().map_or_else(|| lang.t("earnings-own"), |name| shown_name(name, lang))
}

/// A masked name, or the words for one that is hidden.
pub fn shown_name(masked: &str, lang: Lang) -> String {
    if masked.is_empty() { lang.t("name-hidden") } else { masked.to_owned() }
}

pub fn why(line: &EarnedLine) -> Words {
    told(&line.receipt.receipt)
}

/// What came of it, and why.
pub fn told(receipt: &Receipt) -> Words {
    if receipt.reason == ReceiptReason::Refunded {
        let is_whole = !receipt.amount.is_positive();
        let part = || Words::new("taken-back-part").with("left", receipt.amount);
        return if is_whole { "taken-back-refund".into() } else { part() };
    }
    explain::receipt(receipt).into_iter().next().map_or_else(|| "earning-nothing".into(), Words::from)
}

/// Of a line: what it took back is gone, whatever stays of the reward.
pub fn state(line: &EarnedLine) -> EarningState {
    if line.earned.is_negative() { taken_back(line) } else { standing(line) }
}

fn taken_back(line: &EarnedLine) -> EarningState {
    let at = line.taken_at.unwrap_or(line.receipt.recorded_at);
    EarningState::TakenBack { at: line.earned.is_negative().then_some(at) }
}

/// Of the whole reward.
pub fn standing(line: &EarnedLine) -> EarningState {
    match &line.reward {
        None => EarningState::Nothing,
        Some(reward) if reward.granted.is_zero() => taken_back(line),
        Some(reward) if reward.applied >= reward.granted => EarningState::Applied,
        Some(reward) if reward.on_hold.is_zero() => EarningState::Available { since: reward.hold_until },
        Some(reward) if reward.frozen => EarningState::Frozen,
        Some(reward) if reward.held => EarningState::Held,
        Some(reward) => EarningState::OnHold { until: reward.hold_until },
    }
}
