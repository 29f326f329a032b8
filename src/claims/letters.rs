//! The letter about what staff decided.
use super::{Stage, store};
use crate::db::{Conn, Fault};
use crate::notices::jobs::Telling;
use crate::notices::{Button, Line, List, Note};
use crate::web::Words;

/// Whom the person had named, what was decided and why.
pub async fn decided(conn: &Conn, telling: &Telling<'_>) -> Result<Option<Note>, Fault> {
    let (person, program) = (telling.person.id, telling.program);
    let claims = store::decided_at(conn, person, program.id, telling.recorded).await?;
    let approved = claims.iter().filter(|claim| claim.stage == Stage::Approved).count();
    let subject = match (approved, claims.len()) {
        (_, 0) => return Ok(None),
        (0, _) => "letter-claim-rejected-subject",
        (approved, all) if approved == all => "letter-claim-approved-subject",
        _ => "letter-claim-both-subject",
    };
    let name = program.told(telling.app.clock.now())?.terms.name.as_str();
    let lines = claims.iter().map(|claim| {
        let reason = claim.decided.as_ref().map(|decided| decided.reason.as_str());
        Line {
            what: Words::new("letter-name").with("name", claim.invitee.as_str()),
            note: reason.map(|reason| Words::new("withdrawals-reason").with("text", reason)),
            figure: Some(Words::new(format!("letter-claim-{}", claim.stage.name()))),
        }
    });
    let mut note = Note::new(subject, vec![Words::new("letter-claim-text").with("program", name)]);
    note.lists.push(List { title: None, lines: lines.collect(), more: None });
    if approved > 0 {
        note.after.push("letter-claim-next".into());
    }
    note.button = Some(Button::new("letter-claim-button", &telling.app.url, "/claims"));
    Ok(Some(note))
}
