//! Files of the share kit: codes for cameras, and pictures for other people's pages.

use super::banner::{self, Said, Size};
use super::{offer, own_link};
use crate::app::App;
use crate::calendar::Zone;
use crate::ids::Code;
use crate::people::SignedIn;
use crate::programs;
use crate::referrals;
use crate::web::pictures::{Qr, qr_png};
use crate::web::{Error, Lang, Shell};
use actix_web::http::header;
use actix_web::{HttpResponse, web};

/// `/share/links/CODE/qr.svg` and `.png`.
pub async fn qr(app: web::Data<App>, who: SignedIn, path: web::Path<(String, String)>) -> Result<HttpResponse, Error> {
    let (code, kind) = path.into_inner();
    let code: Code = code.parse().map_err(|_| Error::NotFound)?;
    let link = app.db.read(async |conn| referrals::own_link(conn, who.person, &code).await).await?;
    let link = link.ok_or(Error::NotFound)?;
    let address = own_link::of_code(&app, link.code.as_str())?;
    let (content, kind_of) = match kind.as_str() {
        "svg" => (Qr::of(&address).map(|qr| qr.to_svg().into_bytes()), "image/svg+xml"),
        "png" => (qr_png(&address).map_err(|error| Error::Broken(error.to_string()))?, "image/png"),
        _ => return Err(Error::NotFound),
    };
    let content = content.ok_or_else(|| Error::Broken("the address is too long for a QR code".into()))?;
    Ok(HttpResponse::Ok()
        .content_type(kind_of)
        .insert_header((header::CONTENT_DISPOSITION, format!("attachment; filename=\"qr-{code}.{kind}\"")))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .body(content))
}

/// `/programs/SLUG/banners/LANGUAGE/SIZE.svg`: shown by other sites, so it says nothing about who shares and sets no cookie.
pub async fn banner(app: web::Data<App>, path: web::Path<(String, String, String)>) -> Result<HttpResponse, Error> {
    let (slug, language, size) = path.into_inner();
    let lang = Lang::ALL.into_iter().find(|lang| lang.code() == language).ok_or(Error::NotFound)?;
    let size = Size::of(&size).ok_or(Error::NotFound)?;
    let catalogue = app.db.read(async |conn| programs::catalogue(conn).await).await?;
    let (program, now) = (catalogue.by_slug(&slug).ok_or(Error::NotFound)?, app.clock.now());
    let terms = &program.told(now)?.terms;
    let speaker = Shell::speaking(lang, Zone::UTC, now);
    let offer = if program.is_open(now) { offer::for_invitee(terms) } else { None };
    let said = Said {
        program: terms.name.clone(),
        offer: offer.map(|words| speaker.say(&words)).unwrap_or_default(),
        button: lang.t("landing-register"),
    };
    Ok(HttpResponse::Ok()
        .content_type("image/svg+xml")
        .insert_header((header::CACHE_CONTROL, "public, max-age=3600"))
        .insert_header(("Cross-Origin-Resource-Policy", "cross-origin"))
        .body(banner::draw(size, &said)))
}
