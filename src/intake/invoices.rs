use super::autopay;
use super::batch::Batch;
use super::known::{Known, Noun};
use super::reductions::{self, Issuing, Reductions, total};
use super::standings::subscription_for;
use crate::billing::{self, Discount, NewInvoice};
use crate::calendar::Instant;
use crate::db::Fault;
use crate::discounts::{self, Asking, Usable, Use};
use crate::events::{Fact, InvoiceIssued, LineKind};
use crate::ids::{CompanyId, InvoiceId, PersonId, SourceId};
use crate::money::Money;
use crate::reckoning::{Decided, Door, line_discount};
use crate::referrals::{self, Referral};
use crate::rules::offer::{self, Claim, ClaimedLines, DiscountSource, InvoiceFacts, LineDiscount};
use crate::rules::terms::{Offer, OfferOff};
use crate::spending;
use crate::world::Refusal;
use std::collections::HashMap;

pub(super) async fn apply(batch: &mut Batch<'_>) -> Result<(), Fault> {
    issue(batch).await?;
    void(batch).await
}

async fn issue(batch: &mut Batch<'_>) -> Result<(), Fault> {
    let issued = open_issued(batch);
    if issued.is_empty() {
        return Ok(());
    }
    let owners = issued.iter().filter_map(|(n, fact)| batch.known(*n, Noun::Company, fact.company.as_str()));
    let owners: Vec<PersonId> = owners.map(|known| known.person).collect();
    let (bound, mut earlier, mut assigned) = futures_util::try_join!(
        referrals::of_invitees(batch.tx, &owners),
        billing::count_of(batch.tx, &owners),
        assigned(batch, &owners, &issued)
    )?;
    let mut reductions = Reductions::load(batch, &owners).await?;
    let mut door = door(batch, &owners, &bound).await?;
    let (mut new, mut uses, mut companies) = (Vec::with_capacity(issued.len()), Vec::new(), Vec::new());
    for (n, fact) in issued {
        let Some(company) = batch.known(n, Noun::Company, fact.company.as_str()) else {
            batch.park(n, Noun::Company, fact.company.as_str());
            continue;
        };
        let (person, company) = (company.person, CompanyId(company.id));
        let nth = earlier.entry(person).or_default();
        let at = batch.items[n].event.timestamp;
        let invited = bound.iter().filter(|referral| referral.invitee == person);
        let mut claims = offered(batch, door.as_ref(), invited, at, fact, *nth)?;
        let used = assigned.take(n, at);
        for usable in &used {
            claims.push(claim(batch, usable)?);
        }
        let mut discounts = priced(fact, &claims)?;
        let off = |discounts: &[Discount]| total(fact, discounts.iter().map(|discount| discount.amount));
        let Ok(mut total) = off(&discounts) else {
            batch.refuse(n, Some(person), "total_too_large");
            continue;
        };
        *nth += 1;
        let (source, event) = (batch.items[n].source, batch.items[n].event);
        let lines = |discounts: &[Discount]| discounts.iter().cloned().map(line_discount).collect();
        if let Some(door) = &mut door {
            door.tell(Decided { discounts: lines(&discounts), ..batch.as_decided(n, person) })?;
        }
        let id = InvoiceId::new(batch.tx.now());
        let issuing = Issuing { id, person, event, fact };
        let reduced = reductions.take_off(batch, door.as_ref(), &bound, &issuing).await?;
        if !reduced.is_empty() {
            claims.extend(reduced);
            discounts = priced(fact, &claims)?;
            total = off(&discounts).map_err(|e| unpriced(&e))?;
            if let Some(door) = &mut door {
                door.take_off((source, &fact.invoice), lines(&discounts))?;
            }
        }
        let content_hash = Some(event.content_hash().to_vec());
        batch.known.make(source, Noun::Invoice, fact.invoice.as_str(), Known { id: id.0, person, content_hash });
        uses.extend(used.iter().map(|usable| {
            let Usable { asking: Asking { subscription, .. }, run, .. } = *usable;
            Use { person, run, subscription, invoice: id, at }
        }));
        companies.push(fact.company.as_str());
        new.push(row(&issuing, company, source, (discounts, total)));
        batch.applied(n, person, Vec::new());
    }
    billing::issue(batch.tx, &new).await?;
    discounts::use_up(batch.tx, &uses).await?;
    reductions.keep(batch.tx).await?;
    autopay::pay(batch, &new, &companies).await
}

fn open_issued<'a>(batch: &Batch<'a>) -> Vec<(usize, &'a InvoiceIssued)> {
    let issued = batch.open().filter_map(|(n, item)| match &item.event.fact {
        Fact::InvoiceIssued(fact) => Some((n, fact.as_ref())),
        _ => None,
    });
    issued.collect()
}

fn row(
    issuing: &Issuing<'_>,
    company: CompanyId,
    source: SourceId,
    (discounts, total): (Vec<Discount>, Money),
) -> NewInvoice {
    let Issuing { id, person, event, fact } = *issuing;
    NewInvoice {
        id,
        person,
        company,
        source,
        external_id: fact.invoice.to_string(),
        subscription: fact.subscription.as_ref().map(ToString::to_string),
        lines: fact.lines.clone(),
        discounts,
        total,
        tax: fact.tax,
        promo_code: fact.promo_code.as_ref().map(ToString::to_string),
        issued_at: event.timestamp,
        due_at: fact.due_at,
    }
}

/// What the subscriptions of these invoices may use, until one of the batch has used it.
#[derive(Default)]
struct Assigned {
    /// By the invoice's place in the batch: the subscription that it is for.
    of: HashMap<usize, Asking>,
    usable: Vec<Usable>,
}

impl Assigned {
    fn take(&mut self, n: usize, at: Instant) -> Vec<Usable> {
        let Some(asking) = self.of.get(&n) else { return Vec::new() };
        self.usable.extract_if(.., |usable| usable.asking == *asking && usable.scheduled_at <= at).collect()
    }
}

async fn assigned(
    batch: &Batch<'_>,
    owners: &[PersonId],
    issued: &[(usize, &InvoiceIssued)],
) -> Result<Assigned, Fault> {
    if !batch.catalogue.is_monthly() {
        return Ok(Assigned::default());
    }
    let subscriptions = billing::subscriptions_of(batch.tx, owners).await?;
    let mut of = HashMap::new();
    for (n, fact) in issued.iter().filter(|(_, fact)| fact.lines.iter().any(|line| line.kind == LineKind::Plan)) {
        let Some(company) = batch.known(*n, Noun::Company, fact.company.as_str()) else { continue };
        let (source, at) = (batch.items[*n].source, batch.items[*n].event.timestamp);
        let (person, company) = (company.person, CompanyId(company.id));
        let named = (source, fact.subscription.as_ref().map(|named| named.as_str()));
        let found = subscription_for(&subscriptions, (person, company), named, &fact.lines, at);
        // A company that was closed before has lost it.
        let open = found.map(|n| &subscriptions[n]).filter(|s| s.closed_at.is_none_or(|closed| closed > at));
        of.extend(open.map(|s| (*n, Asking { person, company, subscription: s.id })));
    }
    let asking: Vec<Asking> = of.values().copied().collect();
    Ok(Assigned { of, usable: discounts::usable(batch.tx, &asking).await? })
}

/// Rounded as the terms say that the run read.
fn claim(batch: &Batch<'_>, usable: &Usable) -> Result<Claim<'static>, Fault> {
    let version = batch.catalogue.get(usable.program)?.version(usable.version);
    let version = version.ok_or_else(|| Fault::contradiction("an assignment under terms that are not there"))?;
    let (source, on) = (DiscountSource::Assignment, ClaimedLines::Plans);
    Ok(Claim { source, off: OfferOff::Percent(usable.percent), rounding: version.terms.rounding, on, until: None })
}

/// The circles of those who invited these persons, where offers ask for more than an invoice's place and time.
async fn door(batch: &Batch<'_>, owners: &[PersonId], bound: &[Referral]) -> Result<Option<Door>, Fault> {
    let mut circles = reductions::circles(&batch.catalogue, owners, bound);
    for referral in bound {
        let mut offers = batch.catalogue.get(referral.program)?.versions.iter().flat_map(|v| &v.terms.offers);
        if offers.any(Offer::is_conditional) {
            circles.entry((referral.program, referral.referrer)).or_insert(1);
        }
    }
    if circles.is_empty() {
        return Ok(None);
    }
    let circles: Vec<_> = circles.into_iter().collect();
    Ok(Some(Door::open(batch.tx, &batch.catalogue, &circles, batch.decided_of_persons()).await?))
}

/// The offers of all programs that invited the person.
fn offered<'b>(
    batch: &'b Batch<'_>,
    door: Option<&Door>,
    invited: impl Iterator<Item = &'b Referral>,
    at: Instant,
    fact: &InvoiceIssued,
    earlier: u32,
) -> Result<Vec<Claim<'b>>, Fault> {
    let mut claims = Vec::new();
    for referral in invited {
        let program = batch.catalogue.get(referral.program)?;
        let governing = program.governing(referral.registered_at, at, &referral.accepted);
        let Some(version) = governing.filter(|_| referral.voided_at.is_none_or(|voided| at < voided)) else { continue };
        let facts = InvoiceFacts { at, lines: &fact.lines, registered_at: referral.joined_at, earlier };
        let made = |offer: &Offer| match door {
            Some(door) if offer.is_conditional() => {
                door.is_offered((program, version), offer, referral.invitee, (at, fact))
            }
            _ => Ok(!offer.is_conditional()),
        };
        claims.extend(offer::claims_where::<Refusal>(&version.terms, &facts, made).map_err(|e| unpriced(&e))?);
    }
    Ok(claims)
}

/// The best claim of each line.
fn priced(fact: &InvoiceIssued, claims: &[Claim<'_>]) -> Result<Vec<Discount>, Fault> {
    let best = offer::best(&fact.lines, claims).map_err(|e| unpriced(&e))?;
    Ok(best.into_iter().map(discount).collect())
}

fn discount(best: LineDiscount) -> Discount {
    let LineDiscount { line, source, percent, amount, lost, until, instead } = best;
    let lost = lost.into_iter().map(|lost| lost.source).collect();
    let instead = instead.map(|instead| Box::new(discount(*instead)));
    Discount { line, source, percent, amount, lost, until, instead }
}

fn unpriced(error: &dyn std::fmt::Display) -> Fault {
    Fault::contradiction(format!("an invoice cannot be priced: {error}"))
}

/// Voiding gives back the bonuses that were used.
async fn void(batch: &mut Batch<'_>) -> Result<(), Fault> {
    let voided: Vec<(usize, &str)> = batch
        .open()
        .filter_map(|(n, item)| match &item.event.fact {
            Fact::InvoiceVoided(fact) => Some((n, fact.invoice.as_str())),
            _ => None,
        })
        .collect();
    for (n, invoice) in voided {
        let Some(known) = batch.known(n, Noun::Invoice, invoice) else {
            batch.park(n, Noun::Invoice, invoice);
            continue;
        };
        let (person, id): (PersonId, InvoiceId) = (known.person, InvoiceId(known.id));
        let at = batch.items[n].event.timestamp;
        let invoice = billing::lock_invoice(batch.tx, person, id).await?;
        let invoice = invoice.ok_or_else(|| Fault::contradiction("a known invoice is not there"))?;
        if invoice.voided_at.is_none() {
            spending::return_all(batch.tx, &invoice, at).await?;
            billing::void(batch.tx, person, id, at).await?;
            discounts::give_back(batch.tx, person, id, at).await?;
            reductions::give_back(batch.tx, (person, id), at).await?;
        }
        batch.applied(n, person, Vec::new());
    }
    Ok(())
}
