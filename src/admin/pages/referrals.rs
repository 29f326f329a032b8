//! Who invited whom: the list (`list.rs`), who invited one person (`/admin/referrals/PERSON`), and below it `POST voiding` (`program`,
//! `note`).

mod list;

pub use list::{file, list, state_class, state_key};

use super::claims::{name, read};
use crate::app::App;
use crate::calendar::Instant;
use crate::db::Tx;
use crate::events::Text;
use crate::ids::{PersonId, ProgramId};
use crate::intake::{self, NotVoided};
use crate::people::{self, Finance, Role, SignedIn, Staff, Support, deed};
use crate::programs;
use crate::referrals;
use crate::web::{Error, Page, Refusals, SeeOther, Words, filters};
use actix_web::{Either, web};
use askama::Template;
use serde::Deserialize;
use serde_json::json;

/// Who invited somebody in one program.
#[derive(Debug, Clone)]
pub struct Bound {
    pub slug: String,
    pub program: String,
    pub by: Words,
    pub code: Option<String>,
    pub since: Instant,
    pub first_payment_at: Option<Instant>,
    pub ended_at: Option<Instant>,
}

#[derive(Template)]
#[template(path = "admin/referrals.html")]
pub struct ReferralsPage {
    pub who: String,
    /// Id and name.
    pub person: (String, String),
    pub bound: Vec<Bound>,
    pub may_end: bool,
    /// Of the program whose form was refused.
    pub typed: Option<(String, String)>,
    pub errors: Refusals,
}

impl ReferralsPage {
    fn typed_of(&self, slug: &str) -> &str {
        self.typed.as_ref().filter(|(of, _)| of == slug).map(|(_, note)| note.as_str()).unwrap_or_default()
    }

    fn refused(&self, slug: &str) -> Refusals {
        let own = self.typed.as_ref().is_some_and(|(of, _)| of == slug);
        if own { self.errors.clone() } else { Refusals::none() }
    }
}

pub async fn one(
    app: web::Data<App>,
    staff: Staff<Support>,
    id: web::Path<String>,
) -> Result<Page<ReferralsPage>, Error> {
    let person: PersonId = id.parse().map_err(|_| Error::NotFound)?;
    Ok(Page::new(screen(&app, &staff.who, person, None, Refusals::none()).await?))
}

async fn screen(
    app: &App,
    staff: &SignedIn,
    invitee: PersonId,
    typed: Option<(String, String)>,
    errors: Refusals,
) -> Result<ReferralsPage, Error> {
    let (now, invitees) = (app.clock.now(), [invitee]);
    let (person, known, catalogue) = app
        .db
        .read(async |conn| {
            futures_util::try_join!(
                people::find(conn, invitee),
                referrals::of_invitees(conn, &invitees),
                programs::catalogue(conn)
            )
        })
        .await?;
    let person = person.ok_or(Error::NotFound)?;
    let referrers: Vec<PersonId> = known.iter().map(|referral| referral.referrer).collect();
    let people = app.db.read(async |conn| people::find_all(conn, &referrers).await).await?;
    let mut bound = Vec::with_capacity(known.len());
    for referral in known {
        let program = catalogue.get(referral.program)?;
        let code = app.db.read(async |conn| referrals::my_code(conn, invitee, referral.program).await).await?;
        bound.push(Bound {
            slug: program.slug.clone(),
            program: program.told(now)?.terms.name.clone(),
            by: name(people.iter().find(|person| person.id == referral.referrer)),
            code,
            since: referral.registered_at,
            first_payment_at: referral.first_payment_at,
            ended_at: referral.voided_at,
        });
    }
    Ok(ReferralsPage {
        who: person.email.clone().unwrap_or_default(),
        person: (invitee.to_string(), person.name),
        bound,
        may_end: staff.role.is_some_and(|role| role >= Role::Finance) && staff.person != invitee,
        typed,
        errors,
    })
}

#[derive(Deserialize)]
pub struct Form {
    program: String,
    #[serde(default)]
    note: String,
}

pub async fn end(
    app: web::Data<App>,
    staff: Staff<Finance>,
    id: web::Path<String>,
    form: web::Form<Form>,
) -> Result<Either<SeeOther, Page<ReferralsPage>>, Error> {
    let person: PersonId = id.parse().map_err(|_| Error::NotFound)?;
    let catalogue = app.db.read(async |conn| programs::catalogue(conn).await).await?;
    let program = catalogue.by_slug(&form.program).ok_or(Error::NotFound)?;
    let refused = async |field: &'static str, words: &'static str| {
        let typed = Some((form.program.clone(), form.note.clone()));
        let screen = screen(&app, &staff.who, person, typed, Refusals::one(field, words)).await?;
        Ok(Either::Right(Page::refused(screen)))
    };
    let Some(note) = read(&form.note) else { return refused("note", "wrong-admin-claim-reason").await };
    if person == staff.who.person {
        return refused("", "admin-claim-own").await;
    }
    let lost = |not: &NotVoided| matches!(not, NotVoided::Fault(fault) if fault.is_race());
    let done = app.db.write_again(lost, async |tx| void(tx, &staff, (person, program.id), &note).await).await;
    match done {
        Ok(()) => {
            let path = format!("/admin/referrals/{person}");
            Ok(Either::Left(SeeOther::to(path).flash("flash-referral-ended")))
        }
        Err(NotVoided::NoReferral) => Err(Error::NotFound),
        Err(NotVoided::Ended) => refused("", "wrong-admin-referral-ended").await,
        Err(NotVoided::Fault(fault)) => Err(fault.into()),
    }
}

/// The referral ends with its deed, or not at all.
async fn void(
    tx: &Tx,
    staff: &Staff<Finance>,
    (person, program): (PersonId, ProgramId),
    note: &Text,
) -> Result<(), NotVoided> {
    let ended = intake::void(tx, person, program, note).await?;
    let (was, is) = (json!({"voided": false}), json!({"voided": true, "note": note.as_str()}));
    let subject = format!("referral {}", ended.id);
    deed(tx, &staff.by(), "referral-voided", &subject, Some(was), Some(is)).await.map_err(NotVoided::from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::gallery::{Looks, at, show};

    #[test]
    fn staff_see_who_invited_somebody_and_may_end_it() {
        let bound = |slug: &str, ended| Bound {
            slug: slug.into(),
            program: "Documentolog Business".into(),
            by: Words::new("withdrawal-name").with("name", "Aigerim Sadykova"),
            code: Some("K7QM2XWA".into()),
            since: at("2026-04-03T05:00:00Z"),
            first_payment_at: Some(at("2026-04-10T05:00:00Z")),
            ended_at: ended,
        };
        let mut page = ReferralsPage {
            who: "nurlan.abenov@example.kz".into(),
            person: ("0198".into(), "Nurlan Abenov".into()),
            bound: vec![bound("business-bonus", None), bound("partners", Some(at("2026-04-14T05:00:00Z")))],
            may_end: true,
            typed: None,
            errors: Refusals::none(),
        };
        show("admin-referrals", "/admin/referrals/0198", Looks::Staff, &page);
        page.typed = Some(("business-bonus".into(), "x".into()));
        page.errors = Refusals::one("note", "wrong-admin-claim-reason");
        show("admin-referrals-refused", "/admin/referrals/0198", Looks::Staff, &page);
        (page.typed, page.errors, page.bound) = (None, Refusals::none(), Vec::new());
        show("admin-referrals-none", "/admin/referrals/0198", Looks::Staff, &page);
    }
}
