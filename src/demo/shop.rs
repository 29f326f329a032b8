//! What is sold in the demo by Beckon itself, and what the referrer's company has of it.

use super::world::{NotMade, fixed, refused};
use crate::app::App;
use crate::billing::{self, Invoice, NewProduct};
use crate::charging::{self, Choice, NotChosen};
use crate::companies;
use crate::db::Fault;
use crate::events::{LineKind, Period};
use crate::ids::{AdditionId, PersonId, ProductId, SubscriptionId};
use crate::money::Money;
use crate::people::By;
use uuid::Uuid;

/// Name, price, currency, days of its trial where it is a plan.
type Sold = (&'static str, &'static str, &'static str, Option<u32>);

const PRODUCTS: [Sold; 6] = [
    ("Archive", "40000.00", "KZT", Some(14)),
    ("Archive Plus", "90000.00", "KZT", Some(0)),
    ("Mailing", "12.00", "USD", Some(30)),
    ("Digitisation", "60000.00", "KZT", None),
    // Those of the bonus program's offer, by the words of its terms.
    ("business", "100000.00", "KZT", Some(0)),
    ("start-plus", "50000.00", "KZT", Some(0)),
];
/// The plan that the referrer's company has, and what is added to it.
const CHOSEN: u32 = 0;
const ADDED: u32 = 3;
const DUE_DAYS: u32 = 7;

pub(super) async fn open(app: &App) -> Result<(), NotMade> {
    for (number, (name, price, currency, trial)) in (0..).zip(PRODUCTS) {
        let new = NewProduct {
            id: product(number),
            kind: if trial.is_some() { LineKind::Plan } else { LineKind::Service },
            name: name.parse().map_err(refused)?,
            price: Money::parse(price, currency.parse().map_err(refused)?).map_err(refused)?,
            period: trial.map(|_| Period::Month),
            trial_days: trial.unwrap_or(0),
            due_days: DUE_DAYS,
        };
        let added = app.db.write(async |tx| billing::add_product(tx, &By::OPERATOR, &new).await).await;
        added.map_err(|refusal: billing::NotSold| refused(refusal))?;
    }
    Ok(())
}

/// Begins the plan, with its trial.
pub(super) async fn choose(app: &App, person: PersonId) -> Result<(), NotMade> {
    let company = app.db.read(async |conn| companies::of(conn, person).await).await?;
    let company = company.first().ok_or_else(|| refused("the referrer has no company"))?.id;
    let choice = Choice { subscription: SubscriptionId(fixed(0x50b5, 1)), company, product: product(CHOSEN) };
    let chosen = app.db.write(async |tx| charging::choose(tx, person, choice).await).await;
    chosen.map_err(|refusal: NotChosen| refused(refusal))
}

/// Adds a service, which comes with the next invoice of the plan.
pub(super) async fn add(app: &App, person: PersonId) -> Result<(), NotMade> {
    let known: Result<_, Fault> = app.db.read(async |conn| billing::own_subscriptions(conn, person).await).await;
    let own = known?.into_iter().next().ok_or_else(|| refused("the plan was never chosen"))?;
    let what = (AdditionId(fixed(0xadd0, 1)), product(ADDED));
    let added = app.db.write(async |tx| charging::add(tx, person, own.id, what).await).await;
    added.map_err(|refusal: NotChosen| refused(refusal))
}

/// Those that Beckon itself issued have names of its own.
pub(super) fn is_ours(invoice: &Invoice) -> bool {
    Uuid::parse_str(&invoice.external_id).is_ok()
}

fn product(number: u32) -> ProductId {
    ProductId(fixed(0x9d0d, number))
}
