//! Where the money is paid to.

use actix_web::{Either, HttpRequest, web};
use serde::Deserialize;

use crate::app::App;
use crate::db::Fault;
use crate::ids::PersonId;
use crate::jobs;
use crate::people::details::{Details, Malformed};
use crate::people::letters::{Change, EntryLetter, tell_change};
use crate::people::pages::{DetailsPage, DetailsRow, PayoutConfirmPage, PayoutPage, Quotas};
use crate::people::payout_details::{self, Kept};
use crate::people::tokens::{self, Purpose};
use crate::people::{self, SignedIn};
use crate::programs;
use crate::rules::terms::WithdrawalMethod;
use crate::web::{Error, Page, Refusals, SeeOther};

pub async fn show(app: web::Data<App>, who: SignedIn) -> Result<Page<PayoutPage>, Error> {
    let now = app.clock.now();
    let offered = offered(&app).await?;
    let (kept, locked) = app
        .db
        .read(async |conn| {
            tokio::try_join!(
                payout_details::of(conn, &app.seal, who.person),
                payout_details::locked_until(conn, who.person, now)
            )
        })
        .await?;
    let row = |method: WithdrawalMethod| {
        let found = |confirmed: bool| {
            let fits = |kept: &&Kept| kept.details.method() == method && kept.confirmed_at.is_some() == confirmed;
            kept.iter().find(fits).map(|kept| kept.details.masked())
        };
        DetailsRow { method, current: found(true), asked: found(false) }
    };
    let known = |method: &WithdrawalMethod| {
        offered.contains(method) || kept.iter().any(|kept| kept.details.method() == *method)
    };
    let rows = WithdrawalMethod::ALL.into_iter().filter(known).map(row).collect();
    Ok(Page::new(PayoutPage { rows, locked }))
}

/// The ways in which some program pays cash out now.
async fn offered(app: &App) -> Result<Vec<WithdrawalMethod>, Error> {
    let catalogue = app.db.read(async |conn| programs::catalogue(conn).await).await?;
    let mut offered = Vec::new();
    for program in &catalogue.programs {
        let terms = &program.told(app.clock.now())?.terms;
        offered.extend(terms.withdrawal.iter().flat_map(|withdrawal| withdrawal.methods.iter().copied()));
    }
    Ok(offered)
}

async fn named(app: &App, method: &str) -> Result<WithdrawalMethod, Error> {
    let method = method.parse().map_err(|_| Error::NotFound)?;
    if offered(app).await?.contains(&method) { Ok(method) } else { Err(Error::NotFound) }
}

pub async fn form(app: web::Data<App>, _: SignedIn, method: web::Path<String>) -> Result<Page<DetailsPage>, Error> {
    let method = named(&app, &method).await?;
    Ok(Page::new(DetailsPage { method, holder: String::new(), number: String::new(), errors: Refusals::none() }))
}

#[derive(Deserialize)]
pub struct Form {
    #[serde(default)]
    holder: String,
    number: String,
    current: String,
}

/// Asks for a change: a letter's link confirms it.
pub async fn ask(
    app: web::Data<App>,
    quotas: web::Data<Quotas>,
    who: SignedIn,
    request: HttpRequest,
    method: web::Path<String>,
    form: web::Form<Form>,
) -> Result<Either<SeeOther, Page<DetailsPage>>, Error> {
    let method = named(&app, &method).await?;
    quotas.try_own_password(&request, who.person)?;
    let Form { holder, number, current } = form.into_inner();
    let mut errors = Refusals::none();
    let details = Details::read(method, &holder, &number);
    if let Err(malformed) = details {
        let (field, key) = refusal(malformed);
        errors.add(field, key);
        if field != "holder" && method != WithdrawalMethod::Custom && !Details::is_holder(&holder) {
            errors.add("holder", "wrong-payout-holder");
        }
    }
    if !people::is_password(&app.db, who.person, current).await? {
        errors.add("current", "wrong-password-current");
    }
    let details = match details {
        Ok(details) if errors.is_empty() => details,
        _ => return Ok(Either::Right(Page::refused(DetailsPage { method, holder, number, errors }))),
    };
    quotas.ask_for_letter(&request, &who.person.to_string())?;
    app.db
        .write_again(Fault::is_race, async |tx| {
            let details = payout_details::ask(tx, &app.seal, who.person, &details).await?;
            jobs::enqueue(tx, &EntryLetter::Payout { person: who.person, details }).await
        })
        .await?;
    Ok(Either::Left(SeeOther::to("/settings/payout").flash("flash-payout-asked")))
}

fn refusal(malformed: Malformed) -> (&'static str, &'static str) {
    match malformed {
        Malformed::Holder => ("holder", "wrong-payout-holder"),
        Malformed::Iban => ("number", "wrong-payout-iban"),
        Malformed::Card => ("number", "wrong-payout-card"),
        Malformed::Text => ("number", "wrong-payout-text"),
    }
}

#[derive(Deserialize)]
pub struct Link {
    #[serde(default)]
    token: String,
}

/// Where the letter's link leads. Only the button changes something, as programs that inspect mail open links.
pub async fn confirmation(
    app: web::Data<App>,
    who: Option<SignedIn>,
    link: web::Query<Link>,
) -> Result<Page<PayoutConfirmPage>, Error> {
    let token = link.into_inner().token;
    let now = app.clock.now();
    let (others, kept) = app
        .db
        .read(async |conn| match tokens::owner(conn, Purpose::ConfirmPayout, &token, now).await? {
            Some(owner) if is_others(owner, who.as_ref()) => Ok((true, Vec::new())),
            Some(owner) => Ok((false, payout_details::of(conn, &app.seal, owner).await?)),
            None => Ok::<_, Fault>((false, Vec::new())),
        })
        .await?;
    let asked = kept.into_iter().find(|kept| kept.confirmed_at.is_none());
    let details = asked.map(|asked| (asked.details.method(), asked.details.masked()));
    Ok(Page::new(PayoutConfirmPage { token, details, others }))
}

/// Somebody else's money goes where they say, and not by a hand that is signed in as another.
fn is_others(owner: PersonId, who: Option<&SignedIn>) -> bool {
    who.is_some_and(|who| owner != who.person)
}

pub async fn confirm(
    app: web::Data<App>,
    who: Option<SignedIn>,
    link: web::Form<Link>,
) -> Result<Either<SeeOther, Page<PayoutConfirmPage>>, Error> {
    let token = link.into_inner().token;
    let now = app.clock.now();
    let owner = app.db.read(async |conn| tokens::owner(conn, Purpose::ConfirmPayout, &token, now).await).await?;
    if owner.is_some_and(|owner| is_others(owner, who.as_ref())) {
        return Ok(Either::Right(Page::refused(PayoutConfirmPage { token, details: None, others: true })));
    }
    let confirmed: Result<_, Fault> = app
        .db
        .write(async |tx| {
            let confirmed = payout_details::confirm(tx, &token).await?;
            if let Some((person, until)) = confirmed {
                tell_change(tx, &app, person, Change::PayoutDetails { until }).await?;
            }
            Ok(confirmed)
        })
        .await;
    Ok(match confirmed? {
        Some(_) => Either::Left(SeeOther::to("/settings/payout").flash("flash-payout-confirmed")),
        None => Either::Right(Page::new(PayoutConfirmPage { token, details: None, others: false })),
    })
}
