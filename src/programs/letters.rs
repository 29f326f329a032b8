//! The letter about new terms.
use super::Version;
use crate::db::Fault;
use crate::notices::jobs::Telling;
use crate::notices::{Button, Line, List, Note};
use crate::referrals::pages::offer;
use crate::rules::explain;
use crate::rules::terms::Applies;
use crate::web::{Value, Words};

/// What is different in the newest of the versions that were published, and for whom it holds from when.
pub fn changed(telling: &Telling<'_>) -> Result<Option<Note>, Fault> {
    let (program, now) = (telling.program, telling.app.clock.now());
    let published = program.versions.iter().filter(|version| telling.recorded.contains(&version.published_at));
    let Some(version) = published.max_by_key(|version| version.number) else { return Ok(None) };
    // Several at once are one change to whoever reads of them only now.
    let first = telling.recorded.first().copied().unwrap_or(now);
    let before = program.versions.iter().rfind(|version| version.published_at < first);
    let before = before.or_else(|| program.versions.iter().rfind(|before| before.number < version.number));
    let Some(before) = before else { return Ok(None) };
    let name = version.terms.name.as_str();
    let start = match version.effective_from.filter(|from| *from > now) {
        Some(from) => Words::new("letter-terms-from").with("from", Value::Moment(from)),
        None => Words::new("letter-terms-now"),
    };
    let applies = match version.terms.applies {
        Applies::NewReferrals => "letter-terms-new-referrals",
        Applies::AllFromDate => "letter-terms-all",
        Applies::OptIn => "letter-terms-opt-in",
    };
    let start = start.with("program", name).with("version", i64::from(version.number));
    let mut note = Note::new(Words::new("letter-terms-subject").with("program", name), vec![start, applies.into()]);
    note.lists.extend(only_in("letter-terms-new", version, before));
    note.lists.extend(only_in("letter-terms-old", before, version));
    if note.lists.is_empty() {
        note.paragraphs.push("letter-terms-details".into());
    }
    let path = format!("{}?version={}", offer::terms_path(&program.slug), version.number);
    note.button = Some(Button::new("letter-terms-button", &telling.app.url, &path));
    Ok(Some(note))
}

/// The sentences that only one of two versions says.
fn only_in(title: &'static str, one: &Version, other: &Version) -> Option<List> {
    let (said, known) = (explain::terms(&one.terms), explain::terms(&other.terms));
    let new = said.into_iter().filter(|sentence| !known.contains(sentence));
    let lines: Vec<Line> = new.map(|said| Line { what: said.into(), note: None, figure: None }).collect();
    (!lines.is_empty()).then(|| List { title: Some(title.into()), lines, more: None })
}
