//! The letter about a monthly run.
use super::{Run, store};
use crate::companies::{self, Company};
use crate::db::{Conn, Fault};
use crate::discounts::{self, Assignment};
use crate::money::Percent;
use crate::notices::jobs::Telling;
use crate::notices::{Button, Line, List, Note};
use crate::rules::explain;
use crate::rules::scale::CompanyResult;
use crate::web::{Value, Words};

/// What the newest run gave each company of the person, and why; or that it gave nothing any more.
pub async fn verified(conn: &Conn, telling: &Telling<'_>) -> Result<Option<Note>, Fault> {
    let Some(run) = store::current(conn, telling.program.id).await? else { return Ok(None) };
    let people = [telling.person.id];
    let (given, companies) = futures_util::try_join!(
        discounts::assignments_of_run(conn, run.id, &people),
        companies::of(conn, telling.person.id)
    )?;
    if given.is_empty() {
        return lost(conn, telling, &run, &companies).await;
    }
    let lines = companies.iter().filter_map(|company| {
        let given = given.iter().find(|given| given.company == company.id)?;
        let result = CompanyResult { places: given.places, percent: given.percent, reason: given.reason };
        Some(Line {
            what: Words::new("letter-name").with("name", company.name.as_str()),
            note: Some(explain::company_result(&result).into()),
            figure: Some(Words::new("letter-percent").with("percent", given.percent)),
        })
    });
    let lines: Vec<Line> = lines.collect();
    if lines.is_empty() {
        return Ok(None);
    }
    let gives = given.iter().any(|given| !given.percent.is_zero());
    let (subject, next) = match gives {
        true => ("letter-verification-subject", "letter-verification-next"),
        false => ("letter-verification-none-subject", "letter-verification-again"),
    };
    note(telling, &run, subject, lines, vec![next.into()]).map(Some)
}

/// The run did not look at the person, as nobody counts for them; the one before gave something.
async fn lost(conn: &Conn, telling: &Telling<'_>, run: &Run, companies: &[Company]) -> Result<Option<Note>, Fault> {
    let Some(before) = store::before(conn, telling.program.id, run.month).await? else { return Ok(None) };
    let given = discounts::assignments_of_run(conn, before.id, &[telling.person.id]).await?;
    let line = |company: &Company| {
        let fits = |given: &&Assignment| given.company == company.id && !given.percent.is_zero();
        let given = given.iter().find(fits)?;
        Some(Line {
            what: Words::new("letter-name").with("name", company.name.as_str()),
            note: Some(Words::new("letter-verification-lost").with("before", given.percent)),
            figure: Some(Words::new("letter-percent").with("percent", Percent::ZERO)),
        })
    };
    let open = companies.iter().filter(|company| company.closed_at.is_none());
    let lines: Vec<Line> = open.filter_map(line).collect();
    if lines.is_empty() {
        return Ok(None);
    }
    let after = vec!["letter-verification-lost-why".into(), "letter-verification-again".into()];
    note(telling, run, "letter-verification-none-subject", lines, after).map(Some)
}

fn note(
    telling: &Telling<'_>,
    run: &Run,
    subject: &'static str,
    lines: Vec<Line>,
    after: Vec<Words>,
) -> Result<Note, Fault> {
    let name = telling.program.told(run.scheduled_at)?.terms.name.as_str();
    let day = Value::Day(run.scheduled_at);
    let first = Words::new("letter-verification-text").with("program", name).with("day", day);
    let mut note = Note::new(subject, vec![first]);
    note.lists.push(List { title: None, lines, more: None });
    note.after = after;
    note.button = Some(Button::new("letter-verification-button", &telling.app.url, "/companies"));
    Ok(note)
}
