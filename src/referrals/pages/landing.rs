//! The page behind a link.

use super::arrival::Arrived;
use super::invitation::may_begin;
use super::offer::{self, conditions, headline};
use super::{LandingPage, NoOffer, Offered};
use crate::app::App;
use crate::ids::ClickId;
use crate::people::{SignedIn, masked};
use crate::programs::Program;
use crate::referrals::Door;
use crate::web::{Error, Page};
use actix_web::{HttpMessage, HttpRequest, web};

pub async fn show(
    app: web::Data<App>,
    who: Option<SignedIn>,
    request: HttpRequest,
) -> Result<Page<LandingPage>, Error> {
    let arrived = request.extensions().get::<Arrived>().cloned();
    let invitation = match (arrived, who) {
        (Some(Arrived::At { program, door, .. }), Some(who)) if !takes_known(&app, &program)? => {
            let (catalogue, now) = (&door.catalogue, app.clock.now());
            let is_new = app.db.read(async |conn| may_begin(conn, catalogue, who.person, now).await).await?;
            Err(if is_new { NoOffer::New } else { NoOffer::Registered })
        }
        (Some(Arrived::At { door, program, click, asks }), _) => Ok(offered(&app, &door, &program, (click, asks))?),
        (Some(Arrived::Own), _) => Err(NoOffer::OwnCode),
        (Some(Arrived::Closed), _) => Err(NoOffer::Closed),
        (Some(Arrived::Retired), _) => Err(NoOffer::Expired),
        (Some(Arrived::Unknown) | None, _) => Err(NoOffer::UnknownCode),
    };
    Ok(Page::new(LandingPage { invitation }))
}

/// Whether somebody who has an account may still be referred by a visit.
fn takes_known(app: &App, program: &Program) -> Result<bool, Error> {
    Ok(program.told(app.clock.now())?.terms.attribution.existing_days.is_some())
}

fn offered(
    app: &App,
    door: &Door,
    program: &Program,
    (click, asks): (Option<ClickId>, bool),
) -> Result<Offered, Error> {
    let now = app.clock.now();
    let terms = &program.told(now)?.terms;
    Ok(Offered {
        takes_codes: terms.attribution.codes,
        gives: !terms.offers.is_empty(),
        code: door.link.code.to_string(),
        click: click.map(|click| click.to_string()).unwrap_or_default(),
        asks,
        from: (!door.owner.is_empty()).then(|| masked(&door.owner)),
        program: terms.name.clone(),
        headline: headline(terms),
        conditions: conditions(terms),
        valid_until: offer::valid_until(terms, now)?,
        kept_days: terms.attribution.window_days,
        terms: offer::terms_path(&program.slug),
    })
}
