//! The letter about a monthly run.
use super::store;
use crate::companies;
use crate::db::{Conn, Fault};
use crate::discounts;
use crate::notices::jobs::Telling;
use crate::notices::{Button, Line, List, Note};
use crate::rules::explain;
use crate::rules::scale::CompanyResult;
use crate::web::{Value, Words};

/// What the newest run gave each company of the person, and why.
pub async fn verified(conn: &Conn, telling: &Telling<'_>) -> Result<Option<Note>, Fault> {
    let Some(run) = store::current(conn, telling.program.id).await? else { return Ok(None) };
    let people = [telling.person.id];
    let (given, companies) = futures_util::try_join!(
        discounts::assignments_of_run(conn, run.id, &people),
        companies::of(conn, telling.person.id)
    )?;
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
    let name = telling.program.told(run.scheduled_at)?.terms.name.as_str();
    let gives = given.iter().any(|given| !given.percent.is_zero());
    let (subject, next) = match gives {
        true => ("letter-verification-subject", "letter-verification-next"),
        false => ("letter-verification-none-subject", "letter-verification-again"),
    };
    let day = Value::Day(run.scheduled_at);
    let first = Words::new("letter-verification-text").with("program", name).with("day", day);
    let mut note = Note::new(subject, vec![first]);
    note.lists.push(List { title: None, lines, more: None });
    note.after.push(next.into());
    note.button = Some(Button::new("letter-verification-button", &telling.app.url, "/companies"));
    Ok(Some(note))
}
