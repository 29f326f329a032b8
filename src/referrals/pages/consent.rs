//! What a visitor answers to what is kept about their visit: go on with it, without a cookie, or without the invitation.

use super::arrival;
use super::visited::{Visit, Visited};
use crate::app::App;
use crate::ids::{ClickId, Code};
use crate::intake::Intake;
use crate::referrals::{self, Door, Doors};
use crate::rules::attribution::is_paid_ad;
use crate::web::Error;
use actix_web::cookie::Cookie;
use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;

#[derive(Deserialize)]
pub struct Form {
    code: String,
    /// The visit that was recorded when the page was opened.
    #[serde(default)]
    click: String,
    /// `with`, `without` (a cookie), or anything else: without the invitation.
    #[serde(default)]
    answer: String,
}

pub async fn answer(
    app: web::Data<App>,
    intake: web::Data<Intake>,
    doors: web::Data<Doors>,
    request: HttpRequest,
    form: web::Form<Form>,
) -> Result<HttpResponse, Error> {
    let Ok(code) = form.code.parse::<Code>() else { return Ok(lead("/register".into(), None)) };
    let had = !Visited::kept(&app, &request).is_empty();
    let forgotten = || had.then(|| Visited::forgotten(&app));
    match form.answer.as_str() {
        "with" => {
            let now = app.clock.now();
            let door = doors.ask(code.clone()).await?.filter(|door| door.link.closed_at.is_none());
            // The page of the link says why it leads nowhere.
            let Some(door) = door else { return Ok(lead(format!("/r/{code}"), None)) };
            let program = door.catalogue.get(door.link.program)?;
            let mut visited = Visited::kept(&app, &request);
            let visit = match recorded(&app, &door, &form.click).await? {
                Some(visit) => Some(visit),
                None if visited.click_of(&code).is_some() => None,
                None => arrival::come(&app, &intake, &request, &door, program, now).await?,
            };
            if let Some(visit) = visit.filter(|visit| visited.click_of(&code) != Some(visit.click)) {
                visited.add(visit);
            }
            let cookie = visited.cookie(&app, &door.catalogue, now)?;
            Ok(lead("/register".into(), Some(cookie)))
        }
        "without" => {
            let click = form.click.parse::<ClickId>().map(|click| format!("&click={click}")).unwrap_or_default();
            Ok(lead(format!("/register?code={code}{click}"), forgotten()))
        }
        _ => Ok(lead("/register".into(), forgotten())),
    }
}

/// The visit of that id, if it was through this link.
async fn recorded(app: &App, door: &Door, click: &str) -> Result<Option<Visit>, Error> {
    let Ok(click) = click.parse::<ClickId>() else { return Ok(None) };
    let asked = [(door.link.person, click)];
    let mut found = app.db.read(async |conn| referrals::visits(conn, &asked).await).await?;
    let visit = found.remove(&click).filter(|visit| visit.link == door.link.id);
    Ok(visit.map(|visit| Visit {
        program: visit.program,
        code: door.link.code.clone(),
        click,
        at: visit.at,
        paid_ad: visit.path.as_deref().is_some_and(is_paid_ad),
    }))
}

fn lead(to: String, cookie: Option<Cookie<'static>>) -> HttpResponse {
    let mut response = HttpResponse::SeeOther();
    response.insert_header((header::LOCATION, to));
    if let Some(cookie) = cookie {
        response.cookie(cookie);
    }
    response.finish()
}
