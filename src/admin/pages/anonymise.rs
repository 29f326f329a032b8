//! Anonymising somebody: `/admin/people/ID/anonymising`, and the same as a POST: `reason`, `typed`, the person's address, name or id as the
//! page asks for it, and `gives_up` = `yes` where something is still theirs.
//!
//! Nobody is removed: what happened to money and referrals stays, without the name (docs/decisions/0011).

use super::claims::read as words;
use crate::app::App;
use crate::db::{Conn, Fault, Tx};
use crate::events::Text;
use crate::ids::PersonId;
use crate::ledger::{self, Balances};
use crate::people::letters::Change;
use crate::people::pages::MoneyRow;
use crate::people::pages::settings::deletion::{self, NotDeleted};
use crate::people::{self, Admin, Person, Staff, Wanted, deed};
use crate::web::{Error, Page, Refusals, SeeOther, Value, Words, filters};
use actix_web::{Either, web};
use askama::Template;
use serde::Deserialize;
use serde_json::{Value as Json, json};

const VERB: &str = "person-anonymised";

#[derive(Deserialize, Debug, Clone)]
#[serde(default)]
#[derive(Default)]
pub struct Typed {
    reason: String,
    typed: String,
    gives_up: String,
}

#[derive(Template)]
#[template(path = "admin/anonymise.html")]
pub struct AnonymisePage {
    /// Id and name.
    pub person: (String, String),
    /// What is to be typed.
    pub asked: String,
    /// What is still theirs.
    pub rows: Vec<MoneyRow>,
    pub withdrawing: bool,
    /// Why it cannot be done.
    pub note: Option<&'static str>,
    pub typed: Typed,
    pub errors: Refusals,
}

pub async fn form(
    app: web::Data<App>,
    _staff: Staff<Admin>,
    id: web::Path<String>,
) -> Result<Page<AnonymisePage>, Error> {
    let id = id.parse().map_err(|_| Error::NotFound)?;
    Ok(Page::new(screen(&app, id, Typed::default(), Refusals::none()).await?))
}

/// By which somebody is told apart from whoever else could have been meant.
fn asked(person: &Person) -> String {
    match &person.email {
        Some(email) => email.clone(),
        None if person.name.is_empty() => person.id.to_string(),
        None => person.name.clone(),
    }
}

async fn screen(app: &App, id: PersonId, typed: Typed, errors: Refusals) -> Result<AnonymisePage, Error> {
    let person = app.db.read(async |conn| people::find(conn, id).await).await?.ok_or(Error::NotFound)?;
    let (rows, withdrawing) = deletion::held(app, id).await?;
    let note = match &person {
        _ if app.clock.is_demo() => Some("deletion-demo"),
        person if person.deleted_at.is_some() => Some("anonymise-done"),
        person if person.role.is_some() => Some("anonymise-staff"),
        _ if withdrawing => Some("anonymise-withdrawing"),
        _ => None,
    };
    Ok(AnonymisePage {
        asked: asked(&person),
        person: (id.to_string(), person.name),
        rows,
        withdrawing,
        note,
        typed,
        errors,
    })
}

/// Why nobody was anonymised.
#[derive(Debug, thiserror::Error)]
enum Not {
    #[error("there is no such person")]
    NoPerson,
    #[error("staff lose their role first")]
    IsStaff,
    #[error("it was done before")]
    Before,
    #[error("something is theirs, or on its way to them")]
    Money(NotDeleted),
    #[error(transparent)]
    Fault(#[from] Fault),
}

impl From<NotDeleted> for Not {
    fn from(not: NotDeleted) -> Not {
        match not {
            NotDeleted::Failed(fault) => Not::Fault(fault),
            not => Not::Money(not),
        }
    }
}

pub async fn anonymise(
    app: web::Data<App>,
    staff: Staff<Admin>,
    id: web::Path<String>,
    form: web::Form<Typed>,
) -> Result<Either<SeeOther, Page<AnonymisePage>>, Error> {
    let (id, form) = (id.parse().map_err(|_| Error::NotFound)?, form.into_inner());
    let person = app.db.read(async |conn| people::find(conn, id).await).await?.ok_or(Error::NotFound)?;
    let (mut errors, reason) = (Refusals::none(), words(&form.reason));
    if app.clock.is_demo() {
        errors.add("", "deletion-demo");
    }
    if reason.is_none() {
        errors.add("reason", "wrong-anonymise-reason");
    }
    if form.typed.trim() != asked(&person) {
        errors.add("typed", "wrong-anonymise-typed");
    }
    if let Some(reason) = reason.filter(|_| errors.is_empty()) {
        let lost = |not: &Not| matches!(not, Not::Fault(fault) if fault.is_race());
        let gives_up = form.gives_up == "yes";
        let gone = app.db.write_again(lost, async |tx| go(tx, &app, &staff, id, (&reason, gives_up)).await).await;
        match gone {
            Ok(()) => return Ok(Either::Left(SeeOther::to(format!("/admin/people/{id}")).flash("flash-anonymised"))),
            Err(Not::NoPerson) => return Err(Error::NotFound),
            Err(Not::Fault(fault)) => return Err(fault.into()),
            Err(Not::IsStaff) => errors.add("", "anonymise-staff"),
            Err(Not::Before) => errors.add("", before(&app, id).await?),
            Err(Not::Money(NotDeleted::Withdrawing)) => errors.add("", "anonymise-withdrawing"),
            Err(Not::Money(_)) => errors.add("gives_up", "wrong-anonymise-money"),
        }
    }
    Ok(Either::Right(Page::refused(screen(&app, id, form, errors).await?)))
}

/// Of two at once the second waits for the first, and finds it done.
async fn go(
    tx: &Tx,
    app: &App,
    staff: &Staff<Admin>,
    id: PersonId,
    (reason, gives_up): (&Text, bool),
) -> Result<(), Not> {
    people::lock(tx, &[id]).await?;
    let person = people::find(tx, id).await?.ok_or(Not::NoPerson)?;
    if person.deleted_at.is_some() {
        return Err(Not::Before);
    }
    if person.role.is_some() {
        return Err(Not::IsStaff);
    }
    let was = available(tx, id).await?;
    deletion::erase(tx, app, id, gives_up, Change::Erased).await?;
    // Who it was is told nowhere any more.
    let before = json!({"anonymous": false, "available": was});
    let after = json!({"anonymous": true, "available": available(tx, id).await?, "reason": reason.as_str()});
    deed(tx, &staff.by(), VERB, &format!("person {id}"), Some(before), Some(after)).await?;
    Ok(())
}

/// What there is of each unit.
async fn available(conn: &Conn, person: PersonId) -> Result<Vec<Json>, Fault> {
    let said = |balance: &Balances| format!("{} {}", balance.available.normalize(), balance.unit).into();
    Ok(ledger::balances(conn, person).await?.iter().map(said).collect())
}

/// Who was faster.
async fn before(app: &App, id: PersonId) -> Result<Words, Error> {
    let wanted = Wanted { about: Some(vec![id.to_string()]), verb: Some(VERB.into()), ..Wanted::default() };
    let done = app.db.read(async |conn| people::deeds_wanted(conn, &wanted, 1).await).await?;
    let Some(done) = done.first() else { return Ok("anonymise-done".into()) };
    let who = Words::new("withdrawal-name").with("name", done.name.clone().unwrap_or_default());
    Ok(Words::new("anonymise-did").with("who", who).with("at", Value::Moment(done.done_at)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::gallery::{Looks, at, show, tenge};

    #[test]
    fn somebody_is_anonymised_after_typing_who_it_is() {
        let mut page = AnonymisePage {
            person: ("0190".into(), "Aigerim Sadykova".into()),
            asked: "aigerim.sadykova@dala-logistics.example".into(),
            rows: vec![MoneyRow {
                program: "Business bonus".into(),
                available: tenge("40500"),
                on_hold: tenge("1000"),
            }],
            withdrawing: false,
            note: None,
            typed: Typed::default(),
            errors: Refusals::none(),
        };
        show("admin-anonymise", "/admin/people/0190/anonymising", Looks::Staff, &page);
        page.errors = Refusals::one("reason", "wrong-anonymise-reason");
        page.errors.add("typed", "wrong-anonymise-typed");
        page.errors.add("gives_up", "wrong-anonymise-money");
        let who = Words::new("withdrawal-name").with("name", "Dana Akhmetova");
        page.errors.add(
            "",
            Words::new("anonymise-did").with("who", who).with("at", Value::Moment(at("2026-04-14T05:00:00Z"))),
        );
        show("admin-anonymise-refused", "/admin/people/0190/anonymising", Looks::Staff, &page);
        (page.rows, page.errors) = (Vec::new(), Refusals::none());
        for note in ["deletion-demo", "anonymise-done", "anonymise-staff", "anonymise-withdrawing"] {
            page.note = Some(note);
            show(note, "/admin/people/0190/anonymising", Looks::Staff, &page);
        }
    }
}
