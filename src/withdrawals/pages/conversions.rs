//! Turning cash into credit. The form carries the id of the conversion that it makes: however often it is sent, that happens once.

use super::mine::{Answer, Query, refused_on, screen};
use super::own::Typed;
use crate::app::App;
use crate::billing::pages::spends;
use crate::ids::{ConversionId, PersonId};
use crate::money::Money;
use crate::people::SignedIn;
use crate::programs::{self, Program};
use crate::rules::conversion::NotConverted;
use crate::web::{Error, Refusals, SeeOther, Words};
use crate::withdrawals::{self, AskConversion, NotConverted as Refused};
use actix_web::{Either, web};
use serde::Deserialize;

#[derive(Deserialize)]
pub struct Form {
    conversion: String,
    program: String,
    cash: String,
}

pub async fn convert(app: web::Data<App>, who: SignedIn, form: web::Form<Form>) -> Answer {
    let id: ConversionId = form.conversion.parse().map_err(|_| Error::malformed())?;
    let catalogue = app.db.read(async |conn| programs::catalogue(conn).await).await?;
    let program = catalogue.by_slug(&form.program).ok_or_else(Error::malformed)?;
    let query = Query::of(program);
    let refused = async |words: Words| {
        let typed = Typed::Conversion { cash: &form.cash };
        let screen = screen(&app, &who, &query, typed, Refusals::one("cash", words)).await?;
        Ok(refused_on(screen))
    };
    let amount = match spends::amount(&form.cash, program.told(app.clock.now())?.terms.currency) {
        Ok(amount) => amount.money(),
        Err(words) => return refused(words.into()).await,
    };
    match fulfil(&app, who.person, program, AskConversion { id, amount }).await {
        Ok(()) => {
            let path = format!("/withdrawals?program={}", program.slug);
            Ok(Either::Left(SeeOther::to(path).flash("flash-converted")))
        }
        Err(Refused::NotConverted(why)) => refused(not_converted(why)?).await,
        Err(Refused::Fault(fault)) => Err(fault.into()),
    }
}

async fn fulfil(app: &App, person: PersonId, program: &Program, ask: AskConversion) -> Result<(), Refused> {
    // The same form at the same time, or facts about the same money.
    let lost = |refused: &Refused| matches!(refused, Refused::Fault(fault) if fault.is_race());
    app.db.write_again(lost, async |tx| withdrawals::convert(tx, person, program, ask).await).await
}

/// What would do.
fn not_converted(why: NotConverted) -> Result<Words, Error> {
    let with = |key: &'static str, name: &'static str, money: Money| Words::new(key).with(name, money);
    Ok(match why {
        NotConverted::NoConversion => "wrong-conversion-none".into(),
        NotConverted::Nothing => "wrong-spend-zero".into(),
        NotConverted::BelowMinimum(minimum) => with("wrong-withdrawal-minimum", "minimum", minimum),
        NotConverted::NotEnough(available) => with("wrong-withdrawal-enough", "available", available),
        NotConverted::Money(error) => return Err(Error::Broken(error.to_string())),
    })
}
