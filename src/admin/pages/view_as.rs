//! Looking at a person's account as they see it: `/admin/people/ID/view`, `POST` the same (`reason`), and `POST /admin/view/end`. What is open
//! meanwhile says `people::guard`.

use super::printable;
use crate::app::App;
use crate::ids::PersonId;
use crate::people::views::{self, NotViewed};
use crate::people::{self, Looking, Person, Staff, Support};
use crate::referrals;
use crate::web::{Error, Page, Refusals, SeeOther, filters};
use actix_web::{Either, web};
use askama::Template;
use serde::Deserialize;

const MOST: usize = 300;

#[derive(Template)]
#[template(path = "admin/view_as.html")]
pub struct ViewAsPage {
    pub id: String,
    pub name: String,
    pub reason: String,
    pub errors: Refusals,
}

pub async fn form(
    app: web::Data<App>,
    _staff: Staff<Support>,
    id: web::Path<String>,
) -> Result<Page<ViewAsPage>, Error> {
    let person = person(&app, &id).await?;
    Ok(Page::new(screen(person, String::new(), Refusals::none())))
}

async fn person(app: &App, id: &str) -> Result<Person, Error> {
    let id: PersonId = id.parse().map_err(|_| Error::NotFound)?;
    app.db.read(async |conn| people::find(conn, id).await).await?.ok_or(Error::NotFound)
}

fn screen(person: Person, reason: String, errors: Refusals) -> ViewAsPage {
    ViewAsPage { id: person.id.to_string(), name: person.name, reason, errors }
}

#[derive(Deserialize)]
pub struct Form {
    #[serde(default)]
    reason: String,
}

pub async fn begin(
    app: web::Data<App>,
    staff: Staff<Support>,
    id: web::Path<String>,
    form: web::Form<Form>,
) -> Result<Either<SeeOther, Page<ViewAsPage>>, Error> {
    let (person, typed) = (person(&app, &id).await?, form.into_inner().reason);
    let reason = printable(&typed);
    if reason.is_empty() || reason.chars().count() > MOST {
        let errors = Refusals::one("reason", "wrong-view-reason");
        return Ok(Either::Right(Page::refused(screen(person, typed, errors))));
    }
    let id = person.id;
    let invited = app.db.read(async |conn| referrals::of_invitees(conn, &[id]).await).await?;
    let lost = |refusal: &NotViewed| matches!(refusal, NotViewed::Fault(fault) if fault.is_race());
    let begun =
        app.db.write_again(lost, async |tx| views::begin(tx, &staff, id, !invited.is_empty(), &reason).await).await;
    let key = match begun {
        Ok(()) => return Ok(Either::Left(SeeOther::to("/overview"))),
        Err(NotViewed::Nobody) => "wrong-view-nobody",
        Err(NotViewed::Staff) => "wrong-view-staff",
        Err(NotViewed::Fault(fault)) => return Err(fault.into()),
    };
    Ok(Either::Right(Page::refused(screen(person, typed, Refusals::one("", key)))))
}

/// Back to the console.
pub async fn end(app: web::Data<App>, looking: Looking) -> Result<SeeOther, Error> {
    app.db.write(async |tx| views::end(tx, &looking.by, looking.session).await).await?;
    Ok(SeeOther::to(format!("/admin/people/{}", looking.person)).flash("flash-view-ended"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::gallery::{Looks, show};

    #[test]
    fn a_reason_is_asked_for() {
        let mut page = ViewAsPage {
            id: "0190".into(),
            name: "Aigerim Sadykova".into(),
            reason: String::new(),
            errors: Refusals::none(),
        };
        show("admin-view-as", "/admin/people/0190/view", Looks::Staff, &page);
        page.errors = Refusals::one("reason", "wrong-view-reason");
        page.errors.add("", "wrong-view-staff");
        page.errors.add("", "wrong-view-nobody");
        show("admin-view-as-refused", "/admin/people/0190/view", Looks::Staff, &page);
    }
}
