//! The page behind a link.

use super::arrival::Arrived;
use super::offer::{self, conditions, headline};
use super::{LandingPage, NoOffer, Offered};
use crate::app::App;
use crate::people::masked;
use crate::programs::Program;
use crate::referrals::Door;
use crate::web::{Error, Page};
use actix_web::{HttpMessage, HttpRequest, web};

pub async fn show(app: web::Data<App>, request: HttpRequest) -> Result<Page<LandingPage>, Error> {
    let arrived = request.extensions().get::<Arrived>().cloned();
    let invitation = match arrived {
        Some(Arrived::At { door, program }) => Ok(offered(&app, &door, &program)?),
        Some(Arrived::Own) => Err(NoOffer::OwnCode),
        Some(Arrived::Closed) => Err(NoOffer::Closed),
        Some(Arrived::Retired) => Err(NoOffer::Expired),
        Some(Arrived::Unknown) | None => Err(NoOffer::UnknownCode),
    };
    Ok(Page::new(LandingPage { invitation }))
}

fn offered(app: &App, door: &Door, program: &Program) -> Result<Offered, Error> {
    let terms = &program.told(app.clock.now())?.terms;
    Ok(Offered {
        code: door.link.code.to_string(),
        from: (!door.owner.is_empty()).then(|| masked(&door.owner)),
        program: terms.name.clone(),
        headline: headline(terms),
        conditions: conditions(terms),
        kept_days: terms.attribution.window_days,
        terms: offer::terms_path(&program.slug),
    })
}
