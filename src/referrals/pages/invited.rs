//! Whom one invited: the list, the same as a file, and what happened with one of them.

use super::{InvitedPage, InvitedRow, InviteePage, Mood, ReferralState, TimelineEntry};
use crate::app::App;
use crate::billing::{self, Past};
use crate::calendar::Instant;
use crate::db::Conn;
use crate::ids::PersonId;
use crate::money::{Currency, Money};
use crate::people::SignedIn;
use crate::programs::{self, Program};
use crate::referrals::pages::own_link;
use crate::referrals::{self, Invited, Search, Sort, Turn};
use crate::rewards::pages::earnings::{shown_name, why};
use crate::rewards::{self, EarnedFrom, EarnedLine, Filter};
use crate::rules::{Terms, explain};
use crate::web::{Error, Lang, Page, Paging, Shell, Visit, Words, csv};
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use chrono::TimeDelta;
use serde::Deserialize;
use uuid::Uuid;

const ROWS: i64 = 50;
/// Lines on one invitee's page; the list of earnings has them all.
const STORY: i64 = 200;
/// The newest payments there, where no receipts tell of them.
const PAID: usize = 200;

#[derive(Deserialize, Clone)]
#[serde(default)]
#[derive(Default)]
pub struct Query {
    program: String,
    q: String,
    state: String,
    source: String,
    sort: String,
    page: String,
}

impl Query {
    fn state(&self) -> Option<ReferralState> {
        ReferralState::from_word(&self.state)
    }

    fn text(&self) -> String {
        self.q.trim().chars().take(100).collect()
    }

    fn sort(&self) -> Sort {
        if self.sort == Sort::Payment.word() { Sort::Payment } else { Sort::Registered }
    }

    fn search<'a>(&'a self, program: &Program, text: &'a str, now: Instant) -> Search<'a> {
        let state = self.state().map_or("", ReferralState::word);
        Search { program: program.id, text, state, source: &self.source, sort: self.sort(), now }
    }

    fn base(&self, path: &str, program: &str) -> String {
        let state = self.state().map_or("", ReferralState::word);
        let text = self.text();
        let filters = [
            ("program", program),
            ("q", text.as_str()),
            ("state", state),
            ("source", self.source.as_str()),
            ("sort", self.sort().word()),
        ];
        Paging::base(path, &filters)
    }
}

pub async fn list(
    app: web::Data<App>,
    who: SignedIn,
    request: HttpRequest,
    query: web::Query<Query>,
) -> Result<Page<InvitedPage>, Error> {
    let now = app.clock.now();
    let catalogue = app.db.read(async |conn| programs::catalogue(conn).await).await?;
    let program = catalogue.chosen(&query.program, who.program.as_deref()).ok_or(Error::NotFound)?;
    let (slug, text) = (catalogue.named(program), query.text());
    let search = query.search(program, &text, now);
    let page = Paging::asked(&query.page);
    let (links, count, people) = app
        .db
        .read(async |conn| {
            futures_util::try_join!(
                referrals::links_of(conn, who.person),
                referrals::count_invited(conn, who.person, search),
                referrals::invited(conn, who.person, search, (page - 1) * ROWS, ROWS)
            )
        })
        .await?;
    let ids: Vec<_> = people.iter().map(Invited::invitee).collect();
    let earned = app.db.read(async |conn| rewards::earned_from(conn, who.person, program.id, &ids).await).await?;
    let (lang, unit) = (Visit::of(&request).lang, unit(&program.told(now)?.terms));
    let screen = InvitedPage {
        program: slug.to_owned(),
        programs: catalogue.choices(program, now)?,
        state: query.state(),
        source: query.source.clone(),
        sort: query.sort(),
        csv: query.base("/invited.csv", slug),
        registered: count.registered,
        refused: count.refused,
        earns: unit.is_some(),
        rows: people.iter().map(|one| row(one, earned.get(&one.invitee()), unit, lang)).collect(),
        paging: Paging::of(query.base("/invited", slug), page, count.found, ROWS),
        link: own_link::address(&app, &who, program.id, &links).await?,
        query: text,
    };
    Ok(Page::new(screen).about(slug).block("invited", |page, values| page.as_list().render_with_values(values)))
}

/// What the list shows with these filters, all pages of it; instants in UTC, reasons in the reader's language.
pub async fn file(
    app: web::Data<App>,
    who: SignedIn,
    request: HttpRequest,
    query: web::Query<Query>,
) -> Result<HttpResponse, Error> {
    let now = app.clock.now();
    let catalogue = app.db.read(async |conn| programs::catalogue(conn).await).await?;
    let program = catalogue.chosen(&query.program, who.program.as_deref()).ok_or(Error::NotFound)?.clone();
    let name = format!("invited-{}", program.slug);
    let (shell, query) = (Shell::speaking(Visit::of(&request).lang, who.zone, now), query.into_inner());
    let head = csv::line(&HEAD);
    let parts = csv::parts(0, move |skip: i64| {
        let (app, program, query, shell) = (app.clone(), program.clone(), query.clone(), shell.clone());
        async move {
            let lines = part(&app, who.person, &program, &query, skip, &shell).await?;
            Ok((lines.concat(), (lines.len() == csv::LINES).then_some(skip + csv::PART)))
        }
    });
    Ok(csv::file(&name, head, parts))
}

const HEAD: [&str; 10] = [
    "name",
    "source",
    "registered_at",
    "state",
    "state_in_words",
    "standing",
    "last_payment_at",
    "earned",
    "unit",
    "reason",
];

async fn part(
    app: &App,
    person: PersonId,
    program: &Program,
    query: &Query,
    skip: i64,
    shell: &Shell,
) -> Result<Vec<String>, Error> {
    let text = query.text();
    let search = query.search(program, &text, shell.now);
    let people = app.db.read(async |conn| referrals::invited(conn, person, search, skip, csv::PART).await).await?;
    let ids: Vec<_> = people.iter().map(Invited::invitee).collect();
    let earned = app.db.read(async |conn| rewards::earned_from(conn, person, program.id, &ids).await).await?;
    let unit = unit(&program.told(shell.now)?.terms);
    let line = |one: &Invited| {
        let row = row(one, earned.get(&one.invitee()), unit, shell.lang);
        // Of several units the amounts and the units stand in the same order.
        let amounts: Vec<String> = row.earned.iter().map(ToString::to_string).collect();
        let units: Vec<String> = row.earned.iter().map(|money| money.currency().to_string()).collect();
        let said = |words: &Option<Words>| words.as_ref().map(|words| shell.say(words)).unwrap_or_default();
        let at = |at: Option<Instant>| at.map(csv::at).unwrap_or_default();
        csv::line(&[
            &row.name,
            &row.source,
            &csv::at(row.registered_at),
            row.state.word(),
            &shell.lang.t(&row.state.key()),
            &said(&row.standing),
            &at(row.last_payment_at),
            &amounts.join(" + "),
            &units.join(" + "),
            &said(&row.reason),
        ])
    };
    Ok(people.iter().map(line).collect())
}

/// What nothing is counted in; none in a program that gives nothing to be earned.
fn unit(terms: &Terms) -> Option<Currency> {
    rewards::pages::statement::earns(terms).then_some(terms.currency)
}

fn row(one: &Invited, from: Option<&EarnedFrom>, unit: Option<Currency>, lang: Lang) -> InvitedRow {
    InvitedRow {
        id: one.id.to_string(),
        name: shown_name(&one.name, lang),
        source: one.source.clone(),
        registered_at: one.registered_at,
        state: state(one),
        last_payment_at: one.last_payment_at,
        earned: earned(one, from, unit),
        reason: reason(one, from, unit),
        standing: standing(one),
    }
}

fn state(one: &Invited) -> ReferralState {
    ReferralState::from_word(&one.state).unwrap_or(ReferralState::Registered)
}

fn standing(one: &Invited) -> Option<Words> {
    let (standing, since) = one.standing().filter(|_| one.refused.is_none())?;
    Some(explain::standing(standing, since).into())
}

/// A registration that was refused as a referral earned nothing, whatever another referral of the same person earned.
fn earned(one: &Invited, from: Option<&EarnedFrom>, unit: Option<Currency>) -> Vec<Money> {
    let counts = from.filter(|from| !is_refused(one) && !from.earned.is_empty());
    counts.map_or_else(|| unit.map(Money::zero).into_iter().collect(), |from| from.earned.clone())
}

/// Never bound; one that came to an end keeps what it earned.
fn is_refused(one: &Invited) -> bool {
    one.refused.as_deref().is_some_and(|why| why != "voided")
}

fn reason(one: &Invited, from: Option<&EarnedFrom>, unit: Option<Currency>) -> Option<Words> {
    if let Some(refused) = &one.refused {
        return Some(why_refused(refused));
    }
    match from {
        None => (unit.is_some() && one.first_payment_at.is_none()).then(|| "nothing-no-payment".into()),
        Some(from) if from.earned.is_empty() => explain::receipt(&from.latest).into_iter().next().map(Words::from),
        Some(_) => None,
    }
}

fn why_refused(reason: &str) -> Words {
    match reason {
        "unknown_code" => "refused-unknown-code",
        "expired_window" => "refused-expired",
        "own_code" => "refused-own-code",
        "email_known" => "refused-known-email",
        "tax_id_known" => "refused-tax-id",
        "program_closed" => "refused-closed",
        "codes_not_accepted" => "refused-codes",
        "voided" => "refused-voided",
        "replaced" => "refused-replaced",
        _ => "refused-otherwise",
    }
    .into()
}

pub async fn one(
    app: web::Data<App>,
    who: SignedIn,
    request: HttpRequest,
    id: web::Path<String>,
) -> Result<Page<InviteePage>, Error> {
    let (id, now): (Uuid, _) = (id.parse().map_err(|_| Error::NotFound)?, app.clock.now());
    let (one, catalogue) = app
        .db
        .read(async |conn| {
            futures_util::try_join!(referrals::invited_by(conn, who.person, id, now), programs::catalogue(conn))
        })
        .await?;
    let one = one.ok_or(Error::NotFound)?;
    let program = catalogue.get(one.program())?;
    let filter = Filter { invitee: Some(one.invitee()), ..Filter::all(program.id) };
    let invitees = [one.invitee()];
    let unit = unit(&program.told(now)?.terms);
    let payments = async |conn: &Conn| match unit {
        // Receipts tell of them.
        Some(_) => Ok(Vec::new()),
        None => billing::payments_of(conn, &invitees).await,
    };
    let (earned_from, lines, turns, paid) = app
        .db
        .read(async |conn| {
            futures_util::try_join!(
                rewards::earned_from(conn, who.person, program.id, &invitees),
                rewards::earnings(conn, who.person, filter, 0, STORY),
                referrals::turns_of(conn, &one, now, STORY),
                payments(conn)
            )
        })
        .await?;
    let from = earned_from.get(&one.invitee());
    let timeline = match is_refused(&one) {
        true => timeline(&one, &[], &[], &[]),
        false => timeline(&one, &lines, &turns, &paid[paid.len().saturating_sub(PAID)..]),
    };
    let screen = InviteePage {
        id: one.id.to_string(),
        name: shown_name(&one.name, Visit::of(&request).lang),
        source: one.source.clone(),
        registered_at: one.registered_at,
        state: state(&one),
        last_payment_at: one.last_payment_at,
        earns: unit.is_some(),
        earned: earned(&one, from, unit),
        reason: reason(&one, from, unit),
        standing: standing(&one),
        timeline,
    };
    Ok(Page::new(screen).about(catalogue.named(program)))
}

fn plain(at: Instant, mood: Mood, key: &'static str) -> TimelineEntry {
    TimelineEntry { at, mood, words: key.into(), why: None, earned: None, receipt: None }
}

/// The newest first; at one instant what follows from the other comes above it.
fn timeline(one: &Invited, lines: &[EarnedLine], turns: &[Turn], paid: &[Past]) -> Vec<TimelineEntry> {
    let mut entries: Vec<TimelineEntry> =
        one.clicked_at.map(|at| plain(at, Mood::Plain, "happened-clicked")).into_iter().collect();
    entries.push(match &one.refused {
        Some(reason) if is_refused(one) => {
            let why = Some(why_refused(reason));
            TimelineEntry { why, ..plain(one.registered_at, Mood::Bad, "happened-registered") }
        }
        _ => plain(one.registered_at, Mood::Good, "happened-registered"),
    });
    entries.extend(turns.iter().rev().filter_map(turn));
    entries.extend(one.first_payment_at.map(|at| plain(at, Mood::Plain, "happened-final")));
    entries.extend(lines.iter().rev().map(earning));
    let paid = paid.iter().filter(|paid| paid.paid_at >= one.registered_at && paid.amount.is_positive());
    entries.extend(paid.map(|paid| {
        let words = Words::new("happened-paid").with("amount", paid.amount);
        TimelineEntry { words, ..plain(paid.paid_at, Mood::Good, "happened-paid") }
    }));
    entries.sort_by_key(|entry| entry.at);
    // Of several subscriptions the same may begin at once: it is said once.
    entries.dedup_by(|later, earlier| {
        let is_again = later.words == earlier.words && later.receipt.is_none() && earlier.receipt.is_none();
        is_again && later.at - earlier.at < TimeDelta::minutes(1)
    });
    entries.reverse();
    entries
}

fn turn(turn: &Turn) -> Option<TimelineEntry> {
    let (mood, key) = match turn.what.as_str() {
        "trial" => (Mood::Wait, "happened-trial"),
        "active" => (Mood::Good, "happened-active"),
        "counts" => (Mood::Good, "happened-counts"),
        "canceled" => (Mood::Bad, "happened-canceled"),
        "expired" => (Mood::Bad, "happened-expired"),
        _ => return None,
    };
    Some(plain(turn.at, mood, key))
}

fn earning(line: &EarnedLine) -> TimelineEntry {
    let receipt = &line.receipt.receipt;
    let excluded = receipt.excluded.iter().map(|excluded| excluded.line.paid);
    let paid = Money::sum(receipt.base.currency(), receipt.counted.iter().map(|line| line.paid).chain(excluded));
    let corrects = line.corrects.is_some();
    let is_of_lines = line.receipt.origin.is_none() || paid.as_ref().is_ok_and(|paid| paid.is_positive());
    let is_payment = !corrects && is_of_lines;
    TimelineEntry {
        at: if corrects { line.taken_at.unwrap_or(line.receipt.recorded_at) } else { line.receipt.happened_at },
        mood: match (line.earned.is_negative(), line.earned.is_zero()) {
            (true, _) => Mood::Bad,
            (_, true) => Mood::Plain,
            _ => Mood::Good,
        },
        words: match paid {
            Ok(paid) if is_payment => Words::new("happened-paid").with("amount", paid),
            _ => why(line),
        },
        why: is_payment.then(|| why(line)),
        earned: Some(line.earned),
        receipt: Some(line.receipt.id.to_string()),
    }
}
