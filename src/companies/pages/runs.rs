//! The runs of a person: what each found and gave, and what became of it.

use super::list;
use crate::app::App;
use crate::billing;
use crate::calendar::{Instant, Month};
use crate::companies;
use crate::db::{Conn, Fault};
use crate::discounts::{self, Assignment, Outcome};
use crate::ids::{CompanyId, InvoiceId, PersonId};
use crate::money::Percent;
use crate::people::SignedIn;
use crate::programs::{self, Program};
use crate::referrals::{self, Asked};
use crate::rules::explain;
use crate::rules::scale::CompanyResult;
use crate::verification::{Question, Referrer, Run, count_finished, finished, forecast};
use crate::web::{Error, Page, Paging, Words, filters};
use actix_web::web;
use askama::Template;
use futures_util::future::try_join_all;
use serde::Deserialize;
use std::collections::HashMap;

const RUNS: i64 = 12;

#[derive(Template)]
#[template(path = "companies/runs.html")]
pub struct RunsPage {
    pub program: String,
    pub back: String,
    pub runs: Vec<RunCard>,
    pub paging: Paging,
}

#[derive(Debug, Clone)]
pub struct RunCard {
    pub month: Month,
    pub at: Instant,
    pub active: u32,
    /// Taken by no company.
    pub unused: u32,
    pub companies: Vec<RunRow>,
}

#[derive(Debug, Clone)]
pub struct RunRow {
    pub name: String,
    pub places: i64,
    pub percent: Percent,
    /// At the run before, where it was another.
    pub before: Option<Percent>,
    pub why: Words,
    /// None where there was nothing to be used.
    pub fate: Option<Fate>,
    /// Those that used it: path and number.
    pub invoices: Vec<(String, String)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    Waits,
    Used,
    Superseded,
    Lost,
}

impl Fate {
    pub fn key(self) -> &'static str {
        match self {
            Fate::Waits => "run-waits",
            Fate::Used => "run-used",
            Fate::Superseded => "run-superseded",
            Fate::Lost => "run-lost",
        }
    }

    pub fn class(self) -> &'static str {
        match self {
            Fate::Waits => "wait",
            Fate::Used => "",
            Fate::Superseded | Fate::Lost => "none",
        }
    }
}

#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
pub struct Query {
    program: String,
    page: String,
}

pub async fn show(app: web::Data<App>, who: SignedIn, query: web::Query<Query>) -> Result<Page<RunsPage>, Error> {
    let (page, now) = (Paging::asked(&query.page), app.clock.now());
    let found = app
        .db
        .read(async |conn| {
            let catalogue = programs::catalogue(conn).await?;
            let programs = list::monthly(conn, &catalogue, who.person).await?;
            let Some(program) = list::chosen(&programs, &query.program) else { return Ok(None) };
            let name = program.told(now)?.terms.name.clone();
            let (runs, count) = runs(conn, program, who.person, page, now).await?;
            Ok::<_, Fault>(Some((name, program.slug.clone(), runs, count)))
        })
        .await?;
    let (program, slug, runs, count) = found.ok_or(Error::NotFound)?;
    let paging = Paging::of(Paging::base("/companies/runs", &[("program", &slug)]), page, count, RUNS);
    let back = Paging::base("/companies", &[("program", &slug)]).trim_end_matches('&').to_owned();
    Ok(Page::new(RunsPage { program, back, runs, paging }))
}

/// A page of runs since the person's first referral, and how many there are.
async fn runs(
    conn: &Conn,
    program: &Program,
    person: PersonId,
    page: i64,
    now: Instant,
) -> Result<(Vec<RunCard>, i64), Fault> {
    let asked = Asked { program: program.id, at: now, known_at: now };
    let Some(since) = referrals::oldest_of(conn, asked, &[person]).await?.remove(&person) else {
        return Ok((Vec::new(), 0));
    };
    // With the one after, which took the place of the first, and the one before, against which the last changed.
    let first = (page - 1) * RUNS;
    let from = (first - 1).max(0);
    let limit = first - from + RUNS + 1;
    let (runs, count, companies) = futures_util::try_join!(
        finished(conn, program.id, since, from, limit),
        count_finished(conn, program.id, since),
        companies::of(conn, person)
    )?;
    let read = try_join_all(runs.iter().map(|run| snapshot(conn, program, run, person))).await?;
    let ids: Vec<_> = runs.iter().map(|run| run.id).collect();
    let outcomes = discounts::outcomes(conn, person, &ids).await?;
    let used: Vec<_> = outcomes.iter().filter_map(|outcome| Some((person, outcome.used_by?))).collect();
    let invoices = billing::find_invoices(conn, &used).await?;
    let told = Told {
        names: companies.into_iter().map(|company| (company.id, company.name)).collect(),
        numbers: invoices.into_iter().map(|invoice| (invoice.id, invoice.external_id)).collect(),
        outcomes,
    };
    let shown = (first - from) as usize..((first - from + RUNS) as usize).min(runs.len());
    let card = |n: usize| {
        let after = n.checked_sub(1).map(|n| runs[n].scheduled_at);
        told.card(&runs[n], &read[n], read.get(n + 1), after)
    };
    Ok((shown.map(card).collect(), count))
}

/// What a run read of a person, and what it left.
struct Snapshot {
    referrer: Option<Referrer>,
    given: Vec<Assignment>,
}

impl Snapshot {
    /// As it is stored, where anything was; what got no places is only read again.
    fn result(&self, company: CompanyId) -> Option<CompanyResult> {
        let stored = self.given.iter().find(|given| given.company == company);
        let stored =
            stored.map(|given| CompanyResult { places: given.places, percent: given.percent, reason: given.reason });
        let read = || self.referrer.as_ref()?.companies.iter().find(|given| given.company == company);
        stored.or_else(|| read().map(|given| given.result))
    }
}

async fn snapshot(conn: &Conn, program: &Program, run: &Run, person: PersonId) -> Result<Snapshot, Fault> {
    let (month, scheduled_at, known_at) = (run.month, run.scheduled_at, run.cut_off);
    let question = Question { program: program.clone(), month, scheduled_at, known_at };
    let people = [person];
    let (referrer, given) = futures_util::try_join!(
        forecast(conn, &question, person),
        discounts::assignments_of_run(conn, run.id, &people)
    )?;
    Ok(Snapshot { referrer, given })
}

struct Told {
    names: HashMap<CompanyId, String>,
    numbers: HashMap<InvoiceId, String>,
    outcomes: Vec<Outcome>,
}

impl Told {
    /// `after`: the instant of the run that took its place.
    fn card(&self, run: &Run, read: &Snapshot, before: Option<&Snapshot>, after: Option<Instant>) -> RunCard {
        let companies = read.referrer.iter().flat_map(|referrer| &referrer.companies).map(|given| given.company);
        let row = |company: CompanyId| {
            let result = read.result(company)?;
            let outcomes = self.outcomes.iter().filter(|o| o.run == run.id && o.company == company);
            let outcomes: Vec<&Outcome> = outcomes.collect();
            let invoices = outcomes.iter().filter_map(|outcome| outcome.used_by);
            let named = |id: InvoiceId| (format!("/invoices/{id}"), self.numbers.get(&id).cloned().unwrap_or_default());
            let was = before.and_then(|before| before.result(company)).map(|before| before.percent);
            Some(RunRow {
                name: self.names.get(&company).cloned().unwrap_or_default(),
                places: result.places.into(),
                percent: result.percent,
                before: was.filter(|was| *was != result.percent),
                why: explain::company_result(&result).into(),
                fate: (!result.percent.is_zero()).then(|| fate(&outcomes, after)),
                invoices: invoices.map(named).collect(),
            })
        };
        RunCard {
            month: run.month,
            at: run.scheduled_at,
            active: read.referrer.as_ref().map_or(0, |referrer| referrer.active),
            unused: read.referrer.as_ref().map_or(0, |referrer| referrer.unused),
            companies: companies.filter_map(row).collect(),
        }
    }
}

fn fate(outcomes: &[&Outcome], after: Option<Instant>) -> Fate {
    let closed = outcomes.iter().filter_map(|outcome| outcome.closed_at).min();
    match (closed, after) {
        _ if outcomes.iter().any(|outcome| outcome.used_by.is_some()) => Fate::Used,
        (Some(closed), Some(after)) if closed < after => Fate::Lost,
        (Some(_), None) => Fate::Lost,
        (_, Some(_)) => Fate::Superseded,
        (None, None) => Fate::Waits,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_run_gave_waits_is_used_superseded_or_lost() {
        let at = |text: &str| text.parse::<Instant>().unwrap();
        let (invoice, after) = (Some(InvoiceId::new(at("2026-05-01T00:00:00Z"))), Some(at("2026-05-28T00:00:00Z")));
        let (early, late) = (Some(at("2026-05-20T00:00:00Z")), Some(at("2026-06-01T00:00:00Z")));
        let of = |used_by, closed_at| Outcome {
            run: crate::ids::RunId::new(at("2026-04-28T00:00:00Z")),
            company: CompanyId::new(at("2026-01-01T00:00:00Z")),
            used_by,
            closed_at,
        };
        assert_eq!(fate(&[&of(None, None)], None), Fate::Waits);
        assert_eq!(fate(&[&of(None, None), &of(invoice, None)], after), Fate::Used);
        assert_eq!(fate(&[&of(invoice, early)], None), Fate::Used, "before it closed");
        assert_eq!(fate(&[&of(None, None)], after), Fate::Superseded);
        assert_eq!(fate(&[&of(None, late)], after), Fate::Superseded, "closed only when it was over");
        assert_eq!(fate(&[&of(None, early)], after), Fate::Lost);
        assert_eq!(fate(&[&of(None, early)], None), Fate::Lost);
    }
}
