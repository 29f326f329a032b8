//! What a person does with their company's subscriptions.
use super::facts::{named, once, tell, text};
use super::{NotChosen, steps};
use crate::billing::{self, OwnSubscription, Product};
use crate::calendar::{Instant, Zone, hold_end};
use crate::companies;
use crate::db::{Fault, Tx};
use crate::events::{Fact, LineKind, Major, SubscriptionStarted, SubscriptionStatus};
use crate::ids::{AdditionId, CompanyId, PersonId, ProductId, SubscriptionId};
use crate::intake::{self, Noun};
use crate::people;
use crate::rules::charging::Rhythm;

/// A plan as it was chosen. The subscription's name is drawn beforehand: chosen twice, it begins once.
#[derive(Debug, Clone, Copy)]
pub struct Choice {
    pub subscription: SubscriptionId,
    pub company: CompanyId,
    pub product: ProductId,
}

/// The trial that a company would get of a plan: none where it had one before.
pub fn trial_days(product: &Product, company: CompanyId, owns: &[OwnSubscription]) -> u32 {
    let had =
        |own: &OwnSubscription| own.company == company && own.product == product.id && own.trial_ends_at.is_some();
    if owns.iter().any(had) { 0 } else { product.trial_days }
}

/// A company begins a plan, with its trial or with its first invoice.
pub async fn choose(tx: &Tx, person: PersonId, choice: Choice) -> Result<(), NotChosen> {
    // Whoever chooses for the same person at the same time comes after this.
    people::lock(tx, &[person]).await?;
    let ids = [choice.company.0];
    let (owns, products, company, names) = futures_util::try_join!(
        billing::own_subscriptions(tx, person),
        billing::products(tx),
        companies::find(tx, person, choice.company),
        intake::names_of(tx, Noun::Company, &ids)
    )?;
    let name = choice.subscription.to_string();
    if let Some(own) = owns.iter().find(|own| own.external_id == name) {
        let same = own.company == choice.company && own.product == choice.product;
        return if same { Ok(()) } else { Err(NotChosen::AskedOtherwise) };
    }
    let company = company.filter(|company| company.closed_at.is_none()).ok_or(NotChosen::NotFound)?;
    let product = plan(&products, choice.product, tx.now())?;
    let period = product.period.ok_or(NotChosen::NotSold)?;
    let runs = |own: &&OwnSubscription| own.company == company.id && own.next_charge_at.is_some();
    if owns.iter().filter(runs).any(|own| own.product == product.id) {
        return Err(NotChosen::HasIt);
    }
    let days = trial_days(product, company.id, &owns);
    let ends = hold_end(tx.now(), days, Zone::UTC).map_err(|error| Fault::contradiction(error.to_string()))?;
    let trial_ends_at = (days > 0).then_some(ends);
    let known = names.get(&company.id.0).ok_or(NotChosen::NotFound)?;
    let price = product.price(tx.now(), tx.now())?;
    let started = SubscriptionStarted {
        subscription: named(&name)?,
        company: known.id.clone(),
        product: text(&product.name)?,
        price: Some(Major::parse(&price.to_string()).map_err(Fault::contradiction)?),
        trial_ends_at,
        next_charge_at: Some(ends),
        period: Some(period),
    };
    let fact = once(known.source, format!("{name}.started"), tx.now(), Fact::SubscriptionStarted(Box::new(started)))?;
    if !tell(tx, &[fact]).await?.is_empty() {
        return Err(NotChosen::IdTaken);
    }
    let begun = billing::subscriptions_of(tx, &[person]).await?;
    let begun = begun.into_iter().find(|begun| begun.source == known.source && begun.external_id == name);
    let begun = begun.ok_or(NotChosen::IdTaken)?;
    let own = OwnSubscription {
        person,
        id: begun.id,
        company: company.id,
        source: known.source,
        external_id: name,
        product: product.id,
        chosen_at: tx.now(),
        next_product: None,
        rhythm: Rhythm { anchor_at: ends, months: 0 },
        charges: 0,
        told: 0,
        trial_ends_at,
        status: if days > 0 { SubscriptionStatus::Trialing } else { SubscriptionStatus::Active },
        since: tx.now(),
        next_charge_at: Some(ends),
        look_at: None,
        canceled_at: None,
        closed_at: None,
    };
    billing::save_own(tx, &[own]).await?;
    if days == 0 {
        steps::take(tx, &[(person, begun.id)], tx.now()).await?;
    }
    Ok(())
}

fn plan(products: &[Product], id: ProductId, now: Instant) -> Result<&Product, NotChosen> {
    let found = products.iter().find(|product| product.id == id && product.kind == LineKind::Plan);
    found.filter(|product| product.is_listed(now)).ok_or(NotChosen::NotSold)
}

/// A person's own that has not ended, locked. Its charges are made up for first, so that nothing is changed that is over.
async fn lock(tx: &Tx, person: PersonId, id: SubscriptionId) -> Result<OwnSubscription, NotChosen> {
    let found = billing::lock_own(tx, &[(person, id)]).await?.pop().ok_or(NotChosen::NotFound)?;
    let now = tx.now();
    match found.next_charge_at {
        None => Err(NotChosen::Ended),
        _ if found.closed_at.is_some_and(|closed| closed <= now) => Err(NotChosen::Ended),
        Some(_) => Ok(found),
    }
}

/// It goes on under another plan from the next charge on; back to its own plan takes a change back.
pub async fn change_plan(tx: &Tx, person: PersonId, id: SubscriptionId, product: ProductId) -> Result<(), NotChosen> {
    let mut own = lock(tx, person, id).await?;
    if own.canceled_at.is_some() {
        return Err(NotChosen::Ending);
    }
    let (products, owns) = futures_util::try_join!(billing::products(tx), billing::own_subscriptions(tx, person))?;
    let now = products.iter().find(|known| known.id == own.product);
    let now = now.ok_or_else(|| Fault::contradiction("a subscription to a product that is not there"))?;
    if product == own.product {
        own.next_product = None;
        return Ok(billing::save_own(tx, &[own]).await?);
    }
    let next = plan(&products, product, tx.now())?;
    if next.currency != now.currency {
        return Err(NotChosen::OtherCurrency);
    }
    let same = |other: &OwnSubscription| {
        let planned = other.next_product.map_or(other.product, |(planned, _)| planned);
        other.company == own.company && other.id != own.id && other.next_charge_at.is_some() && planned == product
    };
    if owns.iter().any(same) {
        return Err(NotChosen::HasIt);
    }
    if own.next_product.is_none_or(|(planned, _)| planned != product) {
        own.next_product = Some((product, tx.now()));
    }
    Ok(billing::save_own(tx, &[own]).await?)
}

/// It ends where the next period would begin. What was added is still charged then.
pub async fn cancel(tx: &Tx, person: PersonId, id: SubscriptionId) -> Result<(), NotChosen> {
    let mut own = lock(tx, person, id).await?;
    own.canceled_at = own.canceled_at.or(Some(tx.now()));
    own.next_product = None;
    Ok(billing::save_own(tx, &[own]).await?)
}

/// A cancellation is taken back, as long as it has not ended.
pub async fn resume(tx: &Tx, person: PersonId, id: SubscriptionId) -> Result<(), NotChosen> {
    let mut own = lock(tx, person, id).await?;
    own.canceled_at = None;
    Ok(billing::save_own(tx, &[own]).await?)
}

/// An additional service, charged with the next invoice. Its id is drawn beforehand: added twice, it is there once.
pub async fn add(
    tx: &Tx,
    person: PersonId,
    id: SubscriptionId,
    (addition, product): (AdditionId, ProductId),
) -> Result<(), NotChosen> {
    let own = lock(tx, person, id).await?;
    if own.canceled_at.is_some() {
        return Err(NotChosen::Ending);
    }
    let (products, known) =
        futures_util::try_join!(billing::products(tx), billing::additions_of(tx, std::slice::from_ref(&person)))?;
    if let Some(known) = known.iter().find(|known| known.id == addition) {
        let same = known.subscription == id && known.product == product;
        return if same { Ok(()) } else { Err(NotChosen::AskedOtherwise) };
    }
    let found = products.iter().find(|known| known.id == product && known.kind == LineKind::Service);
    let found = found.filter(|found| found.is_listed(tx.now())).ok_or(NotChosen::NotSold)?;
    let plan = products.iter().find(|known| known.id == own.product);
    if plan.is_some_and(|plan| plan.currency != found.currency) {
        return Err(NotChosen::OtherCurrency);
    }
    Ok(billing::add_to(tx, &own, addition, product).await?)
}

/// Takes back what was added, as long as it is not charged.
pub async fn remove(tx: &Tx, person: PersonId, id: SubscriptionId, addition: AdditionId) -> Result<(), NotChosen> {
    let own = lock(tx, person, id).await?;
    if billing::take_off(tx, &own, addition).await? { Ok(()) } else { Err(NotChosen::NotFound) }
}
