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
    let (language, zone) = (Lang::from_code(&form.language), form.time_zone.parse::<Zone>().ok());
    let mut errors = Refusals::none();
    if !super::is_name(name) {
        errors.add("name", "wrong-name");
    }
    if language.is_none() {
        errors.add("language", "wrong-not-listed");
    }
    if zone.is_none() {
        errors.add("time_zone", "wrong-not-listed");
    }
    let (Some(language), Some(zone), true) = (language, &zone, errors.is_empty()) else {
        let page = screen(&app, &who, errors).await?;
        let language = language.unwrap_or(page.language);
        let time_zone = zone.map_or(page.time_zone, |zone| zone.to_string());
        let form = form.into_inner();
        let (name, hides_name) = (form.name, form.hides_name.is_some());
        return Ok(Either::Right(Page::refused(SettingsPage { name, language, time_zone, hides_name, ..page })));
    };
    let profile = Profile {
        name: name.to_owned(),
        language: Some(language.code().to_owned()),
        time_zone: Some(zone.to_string()),
        hides_name: form.hides_name.is_some(),
    };
    app.db.write(async |tx| people::change_profile(tx, who.person, &profile).await).await?;
    Ok(Either::Left(SeeOther::to(format!("/settings?lang={}", language.code())).flash("flash-saved")))
}
