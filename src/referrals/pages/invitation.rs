//! What an invitee sees: who invited them, what they get by it, and what the other side sees; and the code, until the first payment.

use super::offer;
use super::prices::{Invitee, prices};
use super::{Choice, CodeForm, InvitationPage, InvitationState, InvitedBy, Visited};
use crate::app::App;
use crate::billing::{self, Invoice, InvoiceState};
use crate::calendar::{Instant, hold_end};
use crate::db::{Conn, Fault};
use crate::ids::{Code, PersonId};
use crate::intake::{self, NotChanged, To};
use crate::money::Money;
use crate::people::{self, Profile, SignedIn, masked};
use crate::programs::{self, Catalogue};
use crate::referrals::{self, Referral};
use crate::rules::Terms;
use crate::rules::attribution::ReferralRefused;
use crate::web::{Error, Page, Refusals, SeeOther, Words};
use actix_web::{Either, HttpRequest, web};
use serde::Deserialize;

/// Of the newest invoices, so many are looked through for those that are not paid.
const BILLS: i64 = 50;

#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
pub struct Query {
    program: String,
}

type Answer = Result<Either<SeeOther, Page<InvitationPage>>, Error>;

pub async fn show(
    app: web::Data<App>,
    who: SignedIn,
    request: HttpRequest,
    query: web::Query<Query>,
) -> Result<Page<InvitationPage>, Error> {
    let followed = followed(&app, &request).await?;
    Ok(Page::new(screen(&app, who.person, &query.program, followed, Refusals::none()).await?))
}

/// The code of the link that the visitor followed and that still counts; empty without one.
async fn followed(app: &App, request: &HttpRequest) -> Result<String, Error> {
    let visited = Visited::of(app, request);
    if visited.is_empty() {
        return Ok(String::new());
    }
    let catalogue = app.db.read(async |conn| programs::catalogue(conn).await).await?;
    let chosen = visited.chosen(&catalogue, app.clock.now());
    let chosen = chosen.map_err(|error| Error::Broken(error.to_string()))?;
    Ok(chosen.map(|visit| visit.code.to_string()).unwrap_or_default())
}

async fn screen(
    app: &App,
    person: PersonId,
    slug: &str,
    typed: String,
    errors: Refusals,
) -> Result<InvitationPage, Error> {
    let (invitee, now) = ([person], app.clock.now());
    let (known, catalogue, has_paid) = app
        .db
        .read(async |conn| {
            futures_util::try_join!(
                referrals::of_invitees(conn, &invitee),
                programs::catalogue(conn),
                billing::has_paid(conn, person)
            )
        })
        .await?;
    let shown = match slug {
        "" => known.first(),
        slug => known.iter().find(|referral| catalogue.get(referral.program).is_ok_and(|p| p.slug == slug)),
    };
    let choice = |referral: &Referral| {
        let program = catalogue.get(referral.program)?;
        let (slug, name) = (program.slug.clone(), program.told(now)?.terms.name.clone());
        Ok(Choice { slug, name, current: shown.is_some_and(|shown| shown.id == referral.id) })
    };
    let is_refused = !errors.is_empty();
    let invited = match shown {
        Some(referral) => {
            let page = async |conn: &Conn| invited_by(conn, &catalogue, referral, has_paid, now).await;
            Some(app.db.read(page).await?)
        }
        None => None,
    };
    let may = match &invited {
        Some(invited) => invited.state == InvitationState::Open,
        None => app.db.read(async |conn| intake::may_name(conn, &catalogue, person, now).await).await?,
    };
    // What was followed is named already by whoever came by it.
    let typed = if invited.is_some() && !is_refused { String::new() } else { typed };
    Ok(InvitationPage {
        choices: known.iter().map(choice).collect::<Result<_, Fault>>()?,
        invited,
        code: (may || is_refused).then_some(CodeForm { typed }),
        errors,
    })
}

/// Whether somebody whom nobody invited may still name a code.
pub async fn may_begin(conn: &Conn, catalogue: &Catalogue, person: PersonId, now: Instant) -> Result<bool, Fault> {
    let invitee = [person];
    let (known, may) = futures_util::try_join!(
        referrals::of_invitees(conn, &invitee),
        intake::may_name(conn, catalogue, person, now)
    )?;
    Ok(known.is_empty() && may)
}

async fn invited_by(
    conn: &Conn,
    catalogue: &Catalogue,
    referral: &Referral,
    has_paid: bool,
    now: Instant,
) -> Result<InvitedBy, Fault> {
    let program = catalogue.get(referral.program)?;
    let both = [referral.invitee, referral.referrer];
    let (people, code, products, invoices, bills) = futures_util::try_join!(
        people::find_all(conn, &both),
        referrals::my_code(conn, referral.invitee, referral.program),
        billing::products(conn),
        billing::count_of(conn, &both[..1]),
        billing::invoices_of(conn, referral.invitee, 0, BILLS)
    )?;
    let person = |id| people.iter().find(|person| person.id == id);
    let from = person(referral.referrer).filter(|from| !from.hides_name && !from.name.is_empty());
    let hides_name = person(referral.invitee).is_some_and(|me| me.hides_name);
    let governing = program.governing(referral.registered_at, now, &referral.accepted);
    let version = governing.map_or_else(|| program.told(now), Ok)?;
    let invoices = invoices.get(&referral.invitee).copied().unwrap_or_default();
    let invitee = Invitee { registered_at: referral.joined_at, invoices };
    let listed = if referral.voided_at.is_none() { products.as_slice() } else { &[] };
    Ok(InvitedBy {
        slug: program.slug.clone(),
        from: from.map(|from| masked(&from.name)),
        program: version.terms.name.clone(),
        terms: format!("{}/{}", offer::terms_path(&program.slug), version.number),
        registered_at: referral.registered_at,
        code,
        state: match (referral.voided_at, has_paid) {
            (Some(_), _) => InvitationState::Ended,
            (None, true) => InvitationState::Final,
            (None, false) => InvitationState::Open,
        },
        offer: offer::for_invitee(&version.terms),
        offer_until: offer_until(&version.terms, referral, now)?,
        prices: prices(listed, &version.terms, &invitee, now)?,
        bills: bills.iter().filter_map(|invoice| bill(invoice).transpose()).collect::<Result<_, Fault>>()?,
        referrer_sees: seen(hides_name),
        hides_name,
    })
}

/// An unpaid invoice whose price with the discount holds for a time, or did.
#[derive(Debug, Clone)]
pub struct Bill {
    pub id: String,
    pub number: String,
    /// Until when, and what it comes to then.
    pub until: Option<(Instant, Money)>,
    pub repriced_at: Option<Instant>,
}

fn bill(invoice: &Invoice) -> Result<Option<Bill>, Fault> {
    if invoice.state()? != InvoiceState::Open {
        return Ok(None);
    }
    let (until, repriced_at) = (invoice.price_until()?, invoice.repriced_at);
    let told = until.is_some() || repriced_at.is_some();
    Ok(told.then(|| Bill { id: invoice.id.to_string(), number: invoice.number(), until, repriced_at }))
}

pub fn offer_until(terms: &Terms, referral: &Referral, now: Instant) -> Result<Option<Instant>, Fault> {
    let Some(days) = terms.offers.first().and_then(|offer| offer.window_days) else { return Ok(None) };
    let end = hold_end(referral.joined_at, days, terms.time_zone);
    let end = end.map_err(|error| Fault::contradiction(error.to_string()))?;
    Ok((end > now).then_some(end))
}

fn seen(hides_name: bool) -> Vec<Words> {
    let name = if hides_name { "sees-hidden-name" } else { "sees-masked-name" };
    vec![name.into(), "sees-registered".into(), "sees-payments".into()]
}

#[derive(Deserialize)]
pub struct Typed {
    #[serde(default)]
    code: String,
    /// Of the page on which it was typed.
    #[serde(default)]
    program: String,
}

/// Another code, or a first one.
pub async fn change_code(app: web::Data<App>, who: SignedIn, request: HttpRequest, form: web::Form<Typed>) -> Answer {
    let refused = async |words: &'static str| {
        let typed = form.code.chars().take(40).collect();
        let screen = screen(&app, who.person, &form.program, typed, Refusals::one("code", words)).await?;
        Ok(Either::Right(Page::refused(screen)))
    };
    let Ok(code) = form.code.parse::<Code>() else { return refused("code-unknown").await };
    let click = match Visited::of(&app, &request) {
        visited if visited.is_empty() => None,
        visited => {
            let catalogue = app.db.read(async |conn| programs::catalogue(conn).await).await?;
            let through = visited.through(&catalogue, &code, app.clock.now());
            through.map_err(|error| Error::Broken(error.to_string()))?.map(|visit| visit.click)
        }
    };
    match change(&app, who.person, To::Code { code: code.clone(), click }).await {
        Ok(()) => Ok(Either::Left(SeeOther::to("/invitation").flash("flash-invitation-changed"))),
        Err(NotChanged::Fault(fault)) => Err(fault.into()),
        Err(NotChanged::Refused(ReferralRefused::UnknownCode))
            if app.db.read(async |conn| referrals::is_over(conn, &code).await).await? =>
        {
            refused("code-over").await
        }
        Err(why) => refused(words(&why)).await,
    }
}

#[derive(Deserialize)]
pub struct Removal {
    program: String,
}

pub async fn remove_code(app: web::Data<App>, who: SignedIn, form: web::Form<Removal>) -> Answer {
    let catalogue = app.db.read(async |conn| programs::catalogue(conn).await).await?;
    let program = catalogue.by_slug(&form.program).ok_or(Error::NotFound)?.id;
    match change(&app, who.person, To::Nobody(program)).await {
        Ok(()) => Ok(Either::Left(SeeOther::to("/invitation").flash("flash-invitation-removed"))),
        Err(NotChanged::Fault(fault)) => Err(fault.into()),
        Err(why) => {
            let errors = Refusals::one("", words(&why));
            let screen = screen(&app, who.person, &form.program, String::new(), errors).await?;
            Ok(Either::Right(Page::refused(screen)))
        }
    }
}

async fn change(app: &App, person: PersonId, to: To) -> Result<(), NotChanged> {
    let lost = |refused: &NotChanged| matches!(refused, NotChanged::Fault(fault) if fault.is_race());
    app.db.write_again(lost, async |tx| intake::change(tx, person, to.clone()).await).await
}

/// What would do; nothing that tells of other people.
fn words(why: &NotChanged) -> &'static str {
    match why {
        NotChanged::Final | NotChanged::Bound => "wrong-invitation-final",
        NotChanged::Refused(ReferralRefused::UnknownCode) => "code-unknown",
        NotChanged::Refused(ReferralRefused::ProgramClosed) => "code-closed",
        NotChanged::Refused(ReferralRefused::OwnCode) => "wrong-invitation-own",
        NotChanged::Refused(_) | NotChanged::NotByStaff | NotChanged::Fault(_) => "wrong-invitation-code",
    }
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
