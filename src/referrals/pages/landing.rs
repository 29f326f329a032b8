//! The page behind a link.

use super::arrival::Arrived;
use super::offer::{self, conditions, headline};
use super::{LandingPage, NoOffer, Offered};
use crate::app::App;
use crate::people::{self, masked};
use crate::programs::Program;
use crate::referrals::Link;
use crate::web::{Error, Page};
use actix_web::{HttpMessage, HttpRequest, web};

pub async fn show(app: web::Data<App>, request: HttpRequest) -> Result<Page<LandingPage>, Error> {
    let arrived = request.extensions().get::<Arrived>().cloned();
    let invitation = match arrived {
        Some(Arrived::At { link, program }) => Ok(offered(&app, &link, &program).await?),
        Some(Arrived::Own) => Err(NoOffer::OwnCode),
        Some(Arrived::Closed) => Err(NoOffer::Closed),
        Some(Arrived::Retired) => Err(NoOffer::Expired),
        Some(Arrived::Unknown) | None => Err(NoOffer::UnknownCode),
    };
    Ok(Page::new(LandingPage { invitation }))
}

async fn offered(app: &App, link: &Link, program: &Program) -> Result<Offered, Error> {
    let person = app.db.read(async |conn| people::find(conn, link.person).await).await?;
    let shown = person.filter(|person| !person.hides_name && !person.name.is_empty());
    let terms = &program.told(app.clock.now())?.terms;
    Ok(Offered {
        code: link.code.to_string(),
        from: shown.map(|person| masked(&person.name)),
        program: terms.name.clone(),
        headline: headline(terms),
        conditions: conditions(terms),
        kept_days: terms.attribution.window_days,
        terms: offer::terms_path(&program.slug),
    })
}
