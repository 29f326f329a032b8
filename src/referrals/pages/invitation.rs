//! What an invitee sees: who invited them, what they get by it, and what the other side sees.

use super::InvitationPage;
use super::offer;
use crate::app::App;
use crate::calendar::{Instant, hold_end};
use crate::db::Fault;
use crate::people::{self, Profile, SignedIn, masked};
use crate::programs;
use crate::referrals::{self, Referral};
use crate::rules::Terms;
use crate::web::{Error, Page, SeeOther, Words};
use actix_web::web;
use serde::Deserialize;

pub async fn show(app: web::Data<App>, who: SignedIn) -> Result<Page<InvitationPage>, Error> {
    let (invitee, now) = ([who.person], app.clock.now());
    let (referrals, catalogue) = app
        .db
        .read(async |conn| futures_util::try_join!(referrals::of_invitees(conn, &invitee), programs::catalogue(conn)))
        .await?;
    let referral = referrals.first().ok_or(Error::NotFound)?;
    let program = catalogue.get(referral.program)?;
    let both = [who.person, referral.referrer];
    let (people, code) = app
        .db
        .read(async |conn| {
            futures_util::try_join!(
                people::find_all(conn, &both),
                referrals::my_code(conn, who.person, referral.program)
            )
        })
        .await?;
    let person = |id| people.iter().find(|person| person.id == id);
    let from = person(referral.referrer).filter(|from| !from.hides_name && !from.name.is_empty());
    let hides_name = person(who.person).is_some_and(|me| me.hides_name);
    let number = u32::try_from(referral.terms_version).unwrap_or_default();
    let version = program.version(number).map_or_else(|| program.told(now), Ok)?;
    Ok(Page::new(InvitationPage {
        from: from.map(|from| masked(&from.name)),
        program: version.terms.name.clone(),
        terms: format!("{}?version={}", offer::terms_path(&program.slug), version.number),
        registered_at: referral.registered_at,
        code,
        is_final: referral.first_payment_at.is_some(),
        offer: offer::for_invitee(&version.terms),
        offer_until: offer_until(&version.terms, referral, now)?,
        prices: Vec::new(),
        referrer_sees: seen(hides_name),
        hides_name,
    }))
}

pub fn offer_until(terms: &Terms, referral: &Referral, now: Instant) -> Result<Option<Instant>, Fault> {
    let Some(days) = terms.offers.first().and_then(|offer| offer.window_days) else { return Ok(None) };
    let end = hold_end(referral.registered_at, days, terms.time_zone);
    let end = end.map_err(|error| Fault::contradiction(error.to_string()))?;
    Ok((end > now).then_some(end))
}

fn seen(hides_name: bool) -> Vec<Words> {
    let name = if hides_name { "sees-hidden-name" } else { "sees-masked-name" };
    vec![name.into(), "sees-registered".into(), "sees-payments".into()]
}

#[derive(Deserialize)]
pub struct NameForm {
    hides_name: String,
}

pub async fn change_name(app: web::Data<App>, who: SignedIn, form: web::Form<NameForm>) -> Result<SeeOther, Error> {
    let hides_name = form.hides_name == "yes";
    app.db
        .write(async |tx| {
            let me = people::find(tx, who.person).await?.ok_or(Error::Unauthorized)?;
            let profile = Profile { name: me.name, language: me.language, time_zone: me.time_zone, hides_name };
            people::change_profile(tx, who.person, &profile).await?;
            Ok::<_, Error>(())
        })
        .await?;
    Ok(SeeOther::to("/invitation").flash("flash-saved"))
}
