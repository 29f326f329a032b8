//! Paying with bonuses. The form carries the id of the spend that it makes: however often it is sent, that happens once.

use super::{InvoicePage, invoice};
use crate::app::App;
use crate::db::{Fault, Tx};
use crate::events::{CreditSpent, Event, Fact, Key};
use crate::ids::{EventId, InvoiceId, PersonId, SpendId};
use crate::intake::{self, Noun};
use crate::money::{Amount, Currency, Money, Unit};
use crate::people::SignedIn;
use crate::programs::{self, Catalogue, Program};
use crate::reckoning;
use crate::rules::Terms;
use crate::rules::spend::NotSpent;
use crate::spending::{self, Ask, Refused};
use crate::verification;
use crate::web::{Error, Page, Refusals, SeeOther, Words};
use actix_web::{Either, web};
use serde::Deserialize;
use uuid::Uuid;

#[derive(Deserialize)]
pub struct Form {
    spend: String,
    program: String,
    #[serde(default = "credit")]
    unit: String,
    amount: String,
    most: String,
    #[serde(default)]
    all: String,
}

fn credit() -> String {
    Unit::Credit.name().to_owned()
}

/// One spend as it was asked for.
struct Wish<'a> {
    person: PersonId,
    invoice: InvoiceId,
    catalogue: &'a Catalogue,
    program: &'a Program,
    terms: &'a Terms,
    ask: Ask,
}

pub async fn spend(
    app: web::Data<App>,
    who: SignedIn,
    id: web::Path<String>,
    form: web::Form<Form>,
) -> Result<Either<SeeOther, Page<InvoicePage>>, Error> {
    let invoice: InvoiceId = id.parse().map_err(|_| Error::NotFound)?;
    let form = form.into_inner();
    let id: SpendId = form.spend.parse().map_err(|_| Error::malformed())?;
    let unit: Unit = form.unit.parse().map_err(|_| Error::malformed())?;
    let catalogue = app.db.read(async |conn| programs::catalogue(conn).await).await?;
    let program = catalogue.by_slug(&form.program).ok_or_else(Error::malformed)?;
    let terms = &program.told(app.clock.now())?.terms;
    let typed = if form.all == "yes" { &form.most } else { &form.amount };
    let refused = async |words: Words| {
        let errors = Refusals::one("amount", words);
        let screen = invoice::screen(&app, who.person, invoice, Some(typed.clone()), errors).await?;
        Ok(Either::Right(Page::refused(screen)))
    };
    let counted = unit.currency(terms.currency);
    let units = match amount(typed, counted) {
        Ok(amount) => amount,
        Err(words) => return refused(words.into()).await,
    };
    let wish =
        Wish { person: who.person, invoice, catalogue: &catalogue, program, terms, ask: Ask { id, unit, units } };
    match fulfil(&app, &wish).await {
        Ok(()) => Ok(Either::Left(SeeOther::to(format!("/invoices/{invoice}")).flash("flash-spent"))),
        Err(Refused::NoInvoice) => Err(Error::NotFound),
        Err(Refused::Fault(fault)) => Err(fault.into()),
        Err(Refused::AskedOtherwise) => refused("wrong-sent-otherwise".into()).await,
        Err(Refused::NotOpen) => refused("wrong-spend-not-open".into()).await,
        Err(Refused::NotSpent(why)) => refused(not_spent(why)?).await,
        Err(Refused::OtherCurrency { bonuses, invoice }) => {
            refused(Words::new("wrong-spend-currency").with("bonuses", bonuses).with("invoice", invoice)).await
        }
        Err(Refused::NotEnough(available)) => {
            let offered = Money::parse(&form.most, counted).unwrap_or(available);
            refused(match units.money().amount() <= offered.amount() {
                true => "wrong-spend-raced".into(),
                false => Words::new("wrong-spend-too-much").with("most", available),
            })
            .await
        }
    }
}

fn not_spent(why: NotSpent) -> Result<Words, Error> {
    let with = |key: &'static str, name: &'static str, money: Money| Words::new(key).with(name, money);
    Ok(match why {
        NotSpent::Nothing => "wrong-spend-zero".into(),
        NotSpent::PaysNothing(_) => "wrong-spend-pays-nothing".into(),
        NotSpent::BelowMinimum(minimum) => with("wrong-spend-minimum", "minimum", minimum),
        NotSpent::NotAlone(whole) => with("wrong-spend-alone", "whole", whole),
        NotSpent::MoreThanPayable(most) => with("wrong-spend-too-much", "most", most),
        NotSpent::Money(error) => return Err(Error::Broken(error.to_string())),
    })
}

async fn fulfil(app: &App, wish: &Wish<'_>) -> Result<(), Refused> {
    let lost = |refused: &Refused| matches!(refused, Refused::Fault(fault) if fault.is_race());
    app.db.write_again(lost, async |tx| once(tx, wish).await).await
}

/// The spend and its event, or neither.
async fn once(tx: &Tx, wish: &Wish<'_>) -> Result<(), Refused> {
    reckoning::catch_up(tx, wish.catalogue, wish.person).await?;
    if wish.catalogue.is_monthly() {
        verification::admit(tx).await?;
    }
    let Ask { id, unit, units } = wish.ask;
    let (before, person, invoice) = futures_util::try_join!(
        spending::is_same(tx, wish.person, (wish.program.id, wish.invoice), &wish.ask),
        key(tx, Noun::Person, wish.person.0),
        key(tx, Noun::Invoice, wish.invoice.0)
    )?;
    match before {
        Some(true) => return Ok(()),
        Some(false) => return Err(Refused::AskedOtherwise),
        None => {}
    }
    spending::spend(tx, wish.person, wish.program, wish.terms, wish.invoice, wish.ask).await?;
    let wrong = |error: String| Fault::contradiction(format!("a spend cannot be recorded: {error}"));
    let nameless = || wrong("its person or its invoice has no name".into());
    let fact = CreditSpent {
        unit: Some(unit).filter(|unit| *unit != Unit::Credit),
        // Two persons' forms may carry the same id.
        spend: format!("{}.{id}", wish.person).parse().map_err(|e| wrong(format!("{e}")))?,
        person: person.ok_or_else(nameless)?,
        program: wish.program.slug.parse().map_err(|e: &str| wrong(e.to_owned()))?,
        invoice: invoice.ok_or_else(nameless)?,
        amount: units.money(),
        currency: wish.terms.currency,
    };
    let id = EventId::new(tx.now()).to_string().parse().map_err(|e| wrong(format!("{e}")))?;
    let event = Event { id, timestamp: tx.now(), fact: Fact::CreditSpent(fact.into()) };
    intake::record(tx, &event, Some(wish.person)).await?;
    intake::refresh(tx, wish.catalogue, vec![wish.person]).await?;
    Ok(reckoning::reckon(tx, wish.catalogue, &[wish.person]).await?)
}

/// `None` where nothing has that id.
async fn key(tx: &Tx, noun: Noun, id: Uuid) -> Result<Option<Key>, Fault> {
    let Some(name) = intake::names_of(tx, noun, &[id]).await?.remove(&id) else { return Ok(None) };
    let source = name.source_name.parse().map_err(Fault::contradiction)?;
    Ok(Some(Key { source, id: name.id }))
}

/// As people type it: spaces between thousands, a point or a comma before the smallest coins. `1,500` could mean either, and
/// is asked again.
pub fn amount(typed: &str, currency: Currency) -> Result<Amount, &'static str> {
    let plain: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
    let plain = match (plain.contains('.'), plain.matches(',').count()) {
        (true, 1..) => plain.replace(',', ""),
        (false, 1) if plain.rsplit(',').next().is_none_or(|digits| digits.len() != 3) => plain.replace(',', "."),
        _ => plain,
    };
    let money = Money::parse(&plain, currency).map_err(|_| "wrong-spend-amount")?;
    Amount::positive(money).ok_or("wrong-spend-zero")
}

#[cfg(test)]
mod tests {
    use super::amount;

    #[test]
    fn amounts_are_read_as_people_type_them() {
        let read = |typed: &str| amount(typed, "KZT".parse().unwrap()).map(|amount| amount.to_string());
        for typed in ["1500", "1500.00", "1 500,00", "1\u{a0}500", "1,500.00", "1500,0"] {
            assert_eq!(read(typed).as_deref(), Ok("1500.00"), "{typed}");
        }
        for typed in ["", "abc", "1,500", "15.001", "1.2.3", "1,2,3", "1e3"] {
            assert_eq!(read(typed), Err("wrong-spend-amount"), "{typed}");
        }
        assert_eq!(read("0"), Err("wrong-spend-zero"));
        assert_eq!(read("-5"), Err("wrong-spend-zero"));
    }
}
