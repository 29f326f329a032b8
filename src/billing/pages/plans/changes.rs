//! What a person does on the page. The forms carry the ids of what they make: however often one is sent, that happens once.
use super::PlansPage;
use super::shown::screen;
use crate::app::App;
use crate::charging::{self, Choice, NotChosen};
use crate::db::Tx;
use crate::ids::{AdditionId, ProductId, SubscriptionId};
use crate::people::SignedIn;
use crate::web::{Error, Page, Refusals, SeeOther};
use actix_web::{Either, web};
use serde::Deserialize;

type Answer = Result<Either<SeeOther, Page<PlansPage>>, Error>;

#[derive(Deserialize)]
pub struct Chosen {
    subscription: String,
    company: String,
    #[serde(default)]
    product: String,
}

#[derive(Deserialize)]
pub struct Added {
    addition: String,
    #[serde(default)]
    product: String,
}

#[derive(Deserialize)]
pub struct Changed {
    #[serde(default)]
    product: String,
}

pub async fn choose(app: web::Data<App>, who: SignedIn, form: web::Form<Chosen>) -> Answer {
    let subscription: SubscriptionId = form.subscription.parse().map_err(|_| Error::malformed())?;
    let company = form.company.parse().map_err(|_| Error::NotFound)?;
    let Ok(product) = form.product.parse::<ProductId>() else {
        return refused(&app, &who, &form.product, "wrong-not-listed").await;
    };
    let choice = Choice { subscription, company, product };
    let done = change(&app, async |tx| charging::choose(tx, who.person, choice).await).await;
    answer(&app, &who, done, &form.product, "flash-plan-begun").await
}

pub async fn change_plan(
    app: web::Data<App>,
    who: SignedIn,
    id: web::Path<String>,
    form: web::Form<Changed>,
) -> Answer {
    let id = read(&id)?;
    let Ok(product) = form.product.parse::<ProductId>() else {
        return refused(&app, &who, &form.product, "wrong-not-listed").await;
    };
    let done = change(&app, async |tx| charging::change_plan(tx, who.person, id, product).await).await;
    answer(&app, &who, done, &form.product, "flash-plan-changed").await
}

pub async fn cancel(app: web::Data<App>, who: SignedIn, id: web::Path<String>) -> Answer {
    let id = read(&id)?;
    let done = change(&app, async |tx| charging::cancel(tx, who.person, id).await).await;
    answer(&app, &who, done, "", "flash-plan-canceled").await
}

pub async fn resume(app: web::Data<App>, who: SignedIn, id: web::Path<String>) -> Answer {
    let id = read(&id)?;
    let done = change(&app, async |tx| charging::resume(tx, who.person, id).await).await;
    answer(&app, &who, done, "", "flash-plan-resumed").await
}

pub async fn add(app: web::Data<App>, who: SignedIn, id: web::Path<String>, form: web::Form<Added>) -> Answer {
    let id = read(&id)?;
    let addition: AdditionId = form.addition.parse().map_err(|_| Error::malformed())?;
    let Ok(product) = form.product.parse::<ProductId>() else {
        return refused(&app, &who, &form.product, "wrong-not-listed").await;
    };
    let done = change(&app, async |tx| charging::add(tx, who.person, id, (addition, product)).await).await;
    answer(&app, &who, done, &form.product, "flash-plan-added").await
}

pub async fn remove(app: web::Data<App>, who: SignedIn, ids: web::Path<(String, String)>) -> Answer {
    let (id, addition) = ids.into_inner();
    let (id, addition) = (read(&id)?, addition.parse::<AdditionId>().map_err(|_| Error::NotFound)?);
    let done = change(&app, async |tx| charging::remove(tx, who.person, id, addition).await).await;
    answer(&app, &who, done, "", "flash-plan-removed").await
}

fn read(id: &str) -> Result<SubscriptionId, Error> {
    id.parse().map_err(|_| Error::NotFound)
}

async fn change(app: &App, work: impl AsyncFn(&Tx) -> Result<(), NotChosen>) -> Result<(), NotChosen> {
    let lost = |refused: &NotChosen| matches!(refused, NotChosen::Fault(fault) if fault.is_race());
    app.db.write_again(lost, work).await
}

async fn answer(app: &App, who: &SignedIn, done: Result<(), NotChosen>, chosen: &str, flash: &'static str) -> Answer {
    let key = match done {
        Ok(()) => return Ok(Either::Left(SeeOther::to("/plans").flash(flash))),
        Err(NotChosen::NotFound) => return Err(Error::NotFound),
        Err(NotChosen::IdTaken) => return Err(Error::malformed()),
        Err(NotChosen::Fault(fault)) => return Err(fault.into()),
        Err(NotChosen::AskedOtherwise) => "wrong-sent-otherwise",
        Err(NotChosen::NotSold) => "wrong-plan-not-sold",
        Err(NotChosen::HasIt) => "wrong-plan-has-it",
        Err(NotChosen::Ended) => "wrong-plan-ended",
        Err(NotChosen::Ending) => "wrong-plan-ending",
        Err(NotChosen::OtherCurrency) => "wrong-plan-currency",
    };
    refused(app, who, chosen, key).await
}

async fn refused(app: &App, who: &SignedIn, chosen: &str, key: &'static str) -> Answer {
    Ok(Either::Right(Page::refused(screen(app, who.person, chosen, Refusals::one("", key)).await?)))
}
