//! Letters to both sides of an invitation.
use super::pages::{invitation, offer};
use crate::db::{Conn, Fault};
use crate::notices::jobs::Telling;
use crate::notices::{Button, Line, List, Note};
use crate::people::{self, masked};
use crate::referrals;
use crate::rules::explain;
use crate::web::{Value, Words};

/// Lines of one letter.
const LINES: usize = 12;

/// To the referrer: who registered.
pub async fn invited(conn: &Conn, telling: &Telling<'_>) -> Result<Option<Note>, Fault> {
    let (person, program) = (telling.person.id, telling.program);
    let invited = referrals::bound_at(conn, person, program.id, telling.recorded).await?;
    if invited.is_empty() {
        return Ok(None);
    }
    let name = program.told(telling.app.clock.now())?.terms.name.as_str();
    let lines = invited.iter().take(LINES).map(|one| {
        let day = Value::Day(one.registered_at);
        let what = match one.name.as_str() {
            "" => Words::new("letter-line-somebody").with("day", day),
            name => Words::new("letter-line").with("day", day).with("name", name),
        };
        Line { what, note: None, figure: None }
    });
    let more = invited.len().saturating_sub(LINES);
    let more = (more > 0).then(|| Words::new("letter-more").with("count", more));
    let count = |key: &'static str| Words::new(key).with("count", invited.len());
    let mut note = Note::new(count("letter-invited-subject"), vec![count("letter-invited-text").with("program", name)]);
    note.lists.push(List { title: None, lines: lines.collect(), more });
    note.after.push("letter-invited-next".into());
    let path = format!("/invited?program={}", program.slug);
    note.button = Some(Button::new("letter-invited-button", &telling.app.url, &path));
    Ok(Some(note))
}

/// To whoever was invited: by whom, and what they get by it.
pub async fn welcome(conn: &Conn, telling: &Telling<'_>) -> Result<Option<Note>, Fault> {
    let (invitee, program) = ([telling.person.id], telling.program);
    let referrals = referrals::of_invitees(conn, &invitee).await?;
    let bound = referrals.iter().find(|referral| referral.program == program.id && referral.voided_at.is_none());
    let Some(referral) = bound else { return Ok(None) };
    let now = telling.app.clock.now();
    let from = people::find(conn, referral.referrer).await?;
    let from = from.filter(|from| !from.hides_name && !from.name.is_empty());
    let number = u32::try_from(referral.terms_version).unwrap_or_default();
    let version = program.version(number).map_or_else(|| program.told(now), Ok)?;
    let terms = &version.terms;
    let first = match from {
        Some(from) => Words::new("letter-welcome-from").with("name", masked(&from.name)),
        None => Words::new("letter-welcome-nobody"),
    };
    let mut note = Note::new("letter-welcome-subject", vec![first.with("program", terms.name.as_str())]);
    let offered = terms.offers.iter().flat_map(|offer| explain::invitee_offer(offer, terms));
    let lines: Vec<Line> = offered.map(|said| Line { what: Words::from(said), note: None, figure: None }).collect();
    if !lines.is_empty() {
        note.lists.push(List { title: Some("letter-welcome-offer".into()), lines, more: None });
    }
    if let Some(until) = invitation::offer_until(terms, referral, now)? {
        note.after.push(Words::new("letter-welcome-until").with("day", Value::Moment(until)));
    }
    note.button = Some(Button::new("letter-welcome-button", &telling.app.url, "/invitation"));
    let terms = format!("{}?version={}", offer::terms_path(&program.slug), version.number);
    note.after.push(
        Words::new("letter-welcome-terms").with("address", Button::new("", &telling.app.url, &terms).href.to_string()),
    );
    Ok(Some(note))
}
