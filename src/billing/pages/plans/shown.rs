use super::{AddedRow, CompanyPlans, Offered, PlanRow, PlansPage};
use crate::app::App;
use crate::billing::{self, Addition, Charge, OwnSubscription, Product, Subscription};
use crate::calendar::Instant;
use crate::charging;
use crate::companies::{self, Company};
use crate::db::Fault;
use crate::events::{LineKind, SubscriptionStatus};
use crate::ids::{AdditionId, PersonId, ProductId, SubscriptionId};
use crate::money::Money;
use crate::people::SignedIn;
use crate::programs::{self, Catalogue};
use crate::referrals::pages::prices;
use crate::web::{Error, Page, Refusals, Value, Words};
use actix_web::web;
use std::collections::HashMap;

pub async fn show(app: web::Data<App>, who: SignedIn) -> Result<Page<PlansPage>, Error> {
    Ok(Page::new(screen(&app, who.person, "", Refusals::none()).await?))
}

/// `chosen`: what was refused, to be shown again.
pub(super) async fn screen(app: &App, person: PersonId, chosen: &str, errors: Refusals) -> Result<PlansPage, Error> {
    let now = app.clock.now();
    let (companies, known, unpaid) = app
        .db
        .read(async |conn| {
            let (companies, products, owns, additions, subscriptions, charges, unpaid, catalogue) = futures_util::try_join!(
                companies::of(conn, person),
                billing::products(conn),
                billing::own_subscriptions(conn, person),
                billing::additions_of(conn, std::slice::from_ref(&person)),
                billing::subscriptions_of(conn, std::slice::from_ref(&person)),
                billing::charges_of(conn, person, now),
                billing::count_unpaid_of(conn, person),
                programs::catalogue(conn)
            )?;
            let invited = prices::first_invoices(conn, &catalogue, person, &products, now).await?;
            let known = Known { products, owns, additions, subscriptions, charges, catalogue, invited, now };
            Ok::<_, Fault>((companies, known, unpaid))
        })
        .await?;
    let open = companies.iter().filter(|company| company.closed_at.is_none());
    let companies = open.map(|company| known.company(company)).collect::<Result<_, Fault>>()?;
    Ok(PlansPage { companies, unpaid, chosen: chosen.to_owned(), errors })
}

struct Known {
    products: Vec<Product>,
    owns: Vec<OwnSubscription>,
    additions: Vec<Addition>,
    /// Those that other systems bill too.
    subscriptions: Vec<Subscription>,
    charges: Vec<Charge>,
    catalogue: Catalogue,
    /// What the first invoice of a product comes to by the person's invitation, where that is less.
    invited: HashMap<ProductId, Money>,
    now: Instant,
}

impl Known {
    fn company(&self, company: &Company) -> Result<CompanyPlans, Fault> {
        let owns: Vec<&OwnSubscription> = self.owns.iter().filter(|own| own.company == company.id).collect();
        let runs = |product: &Product| owns.iter().any(|own| own.product == product.id && own.next_charge_at.is_some());
        let plans = self.listed(LineKind::Plan).filter(|product| !runs(product)).map(|product| {
            let days = charging::trial_days(product, company.id, &self.owns);
            let trial = (days > 0).then(|| Words::new("plans-trial").with("count", days));
            let invited = self.invited.get(&product.id).copied();
            Ok(Offered { trial, invited, ..self.offered(product)? })
        });
        Ok(CompanyPlans {
            id: company.id.to_string(),
            name: company.name.clone(),
            elsewhere: self.elsewhere(company),
            rows: owns.iter().map(|own| self.row(own)).collect::<Result<_, Fault>>()?,
            subscription: SubscriptionId::new(self.now).to_string(),
            plans: plans.collect::<Result<_, Fault>>()?,
        })
    }

    /// What runs and is billed by another system: until when that is paid, as far as it told.
    fn elsewhere(&self, company: &Company) -> Vec<Words> {
        let ours = |found: &Subscription| self.owns.iter().any(|own| own.id == found.id);
        let runs = |found: &Subscription| {
            let last = found.statuses.iter().rfind(|(at, _)| *at <= self.now);
            !matches!(last, Some((_, SubscriptionStatus::Canceled | SubscriptionStatus::Expired)))
        };
        let others =
            self.subscriptions.iter().filter(|found| found.company == company.id && !ours(found) && runs(found));
        let said = others.map(|found| {
            let charge = self.charges.iter().find(|charge| charge.subscription == found.id);
            let words = match charge.and_then(|charge| charge.at) {
                Some(at) => Words::new("plans-elsewhere-until").with("at", Value::Day(at)),
                None => Words::new("plans-elsewhere"),
            };
            words.with("product", found.product.as_str())
        });
        said.collect()
    }

    fn listed(&self, kind: LineKind) -> impl Iterator<Item = &Product> {
        self.products.iter().filter(move |product| product.kind == kind && product.is_listed(self.now))
    }

    fn offered(&self, product: &Product) -> Result<Offered, Fault> {
        let price = product.priced(product.price(self.now, self.now)?);
        Ok(Offered { id: product.id.to_string(), name: self.called(product), price, invited: None, trial: None })
    }

    fn called(&self, product: &Product) -> String {
        self.catalogue.product(&product.name)
    }

    fn product(&self, id: ProductId) -> Result<&Product, Fault> {
        let found = self.products.iter().find(|product| product.id == id);
        found.ok_or_else(|| Fault::contradiction("a subscription to a product that is not there"))
    }

    fn row(&self, own: &OwnSubscription) -> Result<PlanRow, Fault> {
        let product = self.product(own.product)?;
        let additions = self.additions.iter().filter(|added| added.subscription == own.id && added.invoice.is_none());
        let additions = additions.map(|added| {
            let product = self.product(added.product)?;
            let (id, price) = (added.id.to_string(), product.price(added.added_at, self.now)?);
            Ok(AddedRow { id, name: self.called(product), price })
        });
        let additions: Vec<AddedRow> = additions.collect::<Result<_, Fault>>()?;
        let price = product.price(own.chosen_at, own.next_charge_at.unwrap_or(self.now))?;
        let planned = own.next_product.map_or(own.product, |(planned, _)| planned);
        let same = |other: &&Product| other.currency == product.currency;
        let plans = self.listed(LineKind::Plan).filter(same).filter(|other| other.id != planned);
        let (state, class) = match own.status {
            SubscriptionStatus::Trialing => ("subscription-trialing", "wait"),
            SubscriptionStatus::Active => ("subscription-active", ""),
            SubscriptionStatus::PastDue => ("subscription-past-due", "bad"),
            SubscriptionStatus::Canceled => ("subscription-canceled", "none"),
            SubscriptionStatus::Expired => ("subscription-expired", "none"),
        };
        Ok(PlanRow {
            id: own.id.to_string(),
            name: self.called(product),
            price: product.priced(price),
            state,
            class,
            says: self.says(own, &additions)?,
            additions,
            addition: AdditionId::new(self.now).to_string(),
            plans: plans.map(|other| self.offered(other)).collect::<Result<_, Fault>>()?,
            extras: self
                .listed(LineKind::Service)
                .filter(same)
                .map(|extra| self.offered(extra))
                .collect::<Result<_, Fault>>()?,
            ends: own.canceled_at.is_some(),
            ended: own.next_charge_at.is_none(),
        })
    }

    fn says(&self, own: &OwnSubscription, additions: &[AddedRow]) -> Result<Vec<Words>, Fault> {
        let Some(at) = own.next_charge_at else {
            let key = match own.status {
                SubscriptionStatus::Expired => "plans-expired",
                _ => "plans-ended",
            };
            return Ok(vec![Words::new(key).with("at", Value::Day(own.since))]);
        };
        let day = Value::Day(at);
        if own.canceled_at.is_some() {
            let key = if additions.is_empty() { "plans-ends" } else { "plans-ends-additions" };
            return Ok(vec![Words::new(key).with("at", day)]);
        }
        let (next, chosen_at) = own.next_product.unwrap_or((own.product, own.chosen_at));
        let next = self.product(next)?;
        let price = next.price(chosen_at, at)?;
        let mut says = Vec::new();
        if own.status == SubscriptionStatus::PastDue {
            says.push(Words::new("plans-past-due").with("at", day.clone()));
        }
        if own.next_product.is_some() {
            let words =
                Words::new("plans-changes").with("product", self.called(next)).with("price", next.priced(price));
            says.push(words);
        }
        let sum = Money::sum(price.currency(), additions.iter().map(|added| added.price).chain([price]));
        let amount = sum.map_err(|error| Fault::contradiction(error.to_string()))?;
        let key = match own.status {
            SubscriptionStatus::Trialing => "plans-free-until",
            _ => "plans-next",
        };
        says.push(Words::new(key).with("at", day).with("amount", amount));
        Ok(says)
    }
}
