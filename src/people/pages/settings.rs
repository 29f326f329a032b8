//! One's own settings: a page for each concern.

pub mod deletion;
pub mod export;
pub mod letters;
pub mod payout;
pub mod security;
pub mod two_step;

use actix_web::{Either, web};
use serde::Deserialize;

use super::SettingsPage;
use crate::app::App;
use crate::calendar::Zone;
use crate::people::{self, Profile, SignedIn};
use crate::web::{Error, Lang, Page, Refusals, SeeOther};

pub async fn show(app: web::Data<App>, who: SignedIn) -> Result<Page<SettingsPage>, Error> {
    Ok(Page::new(screen(&app, &who, Refusals::none()).await?))
}

async fn screen(app: &App, who: &SignedIn, errors: Refusals) -> Result<SettingsPage, Error> {
    let person = app.db.read(async |conn| people::find(conn, who.person).await).await?.ok_or(Error::Unauthorized)?;
    Ok(SettingsPage {
        name: person.name,
        email: person.email.unwrap_or_default(),
        email_confirmed: person.email_confirmed_at.is_some(),
        // The account's, whichever language this page is read in: letters are written in it.
        language: person.language.as_deref().and_then(Lang::from_code).unwrap_or_default(),
        has_zone: person.time_zone.is_some(),
        time_zone: person.time_zone.unwrap_or_else(|| "UTC".into()),
        hides_name: person.hides_name,
        errors,
    })
}

#[derive(Deserialize)]
pub struct ProfileForm {
    name: String,
    language: String,
    time_zone: String,
    hides_name: Option<String>,
}

pub async fn change_profile(
    app: web::Data<App>,
    who: SignedIn,
    form: web::Form<ProfileForm>,
) -> Result<Either<SeeOther, Page<SettingsPage>>, Error> {
    let name = form.name.trim();
    if !super::is_name(name) {
        let mut page = screen(&app, &who, Refusals::one("name", "wrong-name")).await?;
        page.name = form.into_inner().name;
        return Ok(Either::Right(Page::refused(page)));
    }
    // The lists offer only what exists; whoever sends something else keeps what is.
    let language = Lang::from_code(&form.language).or(who.language);
    let zone = form.time_zone.parse::<Zone>().unwrap_or(who.zone);
    let profile = Profile {
        name: name.to_owned(),
        language: language.map(|lang| lang.code().to_owned()),
        time_zone: Some(zone.to_string()),
        hides_name: form.hides_name.is_some(),
    };
    app.db.write(async |tx| people::change_profile(tx, who.person, &profile).await).await?;
    let to = language.map_or("/settings".into(), |lang| format!("/settings?lang={}", lang.code()));
    Ok(Either::Left(SeeOther::to(to).flash("flash-saved")))
}
