//! What is lost of rewards: what expires unused, and everything when the last own subscription ends.
use super::store::lapsing::{self, Expiring, Owner};
use crate::billing;
use crate::book::{Posting, Transfer};
use crate::calendar::Instant;
use crate::db::{Db, Fault, TRIES, Tx};
use crate::ids::{PersonId, ProgramId};
use crate::ledger;
use crate::money::{Currency, Money};
use crate::notices;
use crate::programs::Catalogue;
use crate::rules::activity::SubscriptionFacts;
use crate::rules::loss::{Left, Loss, Lot, left_at};
use std::collections::BTreeMap;

/// People in one transaction.
const BATCH: i64 = 500;

/// Everything that expires by now; answers of how many people. A crash loses nothing: what is left is still due.
pub async fn lapse_due(db: &Db) -> Result<usize, Fault> {
    let (mut lapsed, mut raced) = (0, 0);
    loop {
        let batch = db.write(async |tx| {
            let people = lapsing::expiring(tx, tx.now(), BATCH).await?;
            super::release_due_of_all(tx, &people).await?;
            Ok::<_, Fault>(people.len())
        });
        match batch.await {
            Ok(0) => return Ok(lapsed),
            Ok(batch) => (lapsed, raced) = (lapsed + batch, 0),
            // Facts about the same accounts came in at the same time.
            Err(fault) if fault.is_race() && raced < TRIES => raced += 1,
            Err(fault) => return Err(fault),
        }
    }
}

/// What of these people's expires by now, once what is due was released.
pub(super) async fn lapse(tx: &Tx, people: &[(PersonId, ProgramId)]) -> Result<(), Fault> {
    if people.is_empty() {
        return Ok(());
    }
    let mut accounts: BTreeMap<Owner, Vec<Expiring>> = BTreeMap::new();
    for expiring in lapsing::lock_expiring(tx, people).await? {
        accounts.entry(expiring.reward.owner()).or_default().push(expiring);
    }
    for (owner, rewards) in accounts {
        let by_now = |expiring: &&Expiring| expiring.pending && expires_at(expiring).is_some_and(|at| at <= tx.now());
        let due: Vec<&Expiring> = rewards.iter().filter(by_now).collect();
        let mut instants: Vec<Instant> = due.iter().filter_map(|expiring| expires_at(expiring)).collect();
        instants.sort_unstable();
        instants.dedup();
        for at in instants {
            let of = due.iter().find(|expiring| expires_at(expiring) == Some(at));
            let cause =
                of.map_or_else(String::new, |expiring| format!("{}/{}", expiring.reward.id, at.timestamp_micros()));
            let forfeited = lapsing::forfeited_at(tx, owner, at).await?;
            lose(tx, owner, &rewards, forfeited, (Loss::Expired, at, cause)).await?;
        }
        lapsing::set_lapsed(tx, &due.iter().map(|expiring| &expiring.reward).collect::<Vec<_>>()).await?;
    }
    Ok(())
}

/// What these people lose because their last subscription ended: known as soon as it is told.
pub async fn forfeit(tx: &Tx, catalogue: &Catalogue, people: &[PersonId]) -> Result<(), Fault> {
    let mut ways = Vec::new();
    for program in &catalogue.programs {
        let terms = &program.told(tx.now())?.terms;
        let forfeits = terms.uses.iter().filter(|found| !found.forfeit_on.is_empty());
        ways.extend(forfeits.map(|found| (program.id, found.unit, terms.forfeits(found.unit))));
    }
    if ways.is_empty() {
        return Ok(());
    }
    let subscriptions = billing::subscriptions_of(tx, people).await?;
    for &person in people {
        let own = subscriptions.iter().filter(|subscription| subscription.person == person).map(facts);
        let own: Vec<SubscriptionFacts> = own.collect();
        for (program, unit, ways) in &ways {
            let owner = (person, *program, *unit);
            let mut left: Vec<Instant> = left_at(&own, ways).filter(|at| *at <= tx.now()).collect();
            left.sort_unstable();
            left.dedup();
            if left.is_empty() {
                continue;
            }
            super::release_due_of(tx, person, *program).await?;
            let rewards = lapsing::lock_of(tx, owner).await?;
            if rewards.is_empty() {
                continue;
            }
            for at in left {
                if lapsing::forfeit(tx, owner, at).await? {
                    lose(tx, owner, &rewards, None, (Loss::Everything, at, format!("all/{}", at.timestamp_micros())))
                        .await?;
                }
            }
        }
    }
    Ok(())
}

fn facts(subscription: &billing::Subscription) -> SubscriptionFacts {
    SubscriptionFacts {
        started_at: subscription.started_at,
        trial_ends_at: subscription.trial_ends_at,
        statuses: subscription.statuses.clone(),
        closed_at: subscription.closed_at,
        payments: Vec::new(),
        dues: Vec::new(),
    }
}

fn expires_at(expiring: &Expiring) -> Option<Instant> {
    expiring.reward.terms.as_ref()?.kept.expires_at
}

async fn lose(
    tx: &Tx,
    (person, program, unit): Owner,
    rewards: &[Expiring],
    forfeited: Option<Instant>,
    (loss, at, cause): (Loss, Instant, String),
) -> Result<(), Fault> {
    let wrong = |e: crate::money::MoneyError| Fault::contradiction(format!("what is lost cannot be told: {e}"));
    let Some(currency) = rewards.first().map(|expiring| expiring.reward.state.granted.currency()) else {
        return Ok(());
    };
    let left = left(tx, (person, program, unit), currency).await?;
    let lot = |expiring: &Expiring| {
        let state = &expiring.reward.state;
        Ok(Lot { released: state.available()?, hold_until: state.hold_until, expires_at: expires_at(expiring) })
    };
    let lots = rewards.iter().map(lot).collect::<Result<Vec<Lot>, crate::money::MoneyError>>().map_err(wrong)?;
    let Some(amount) = loss.of(lots, at, forfeited, left).map_err(wrong)? else { return Ok(()) };
    let kind = Posting::CreditExpired;
    let lost = [Transfer { person, program, unit, kind, cause, amount, effective_at: at }];
    let posted = async {
        ledger::post(tx, &lost).await.map_err(|refused| match refused {
            ledger::Refused::Fault(fault) => fault,
            ledger::Refused::NotEnough => Fault::contradiction("more was lost than the locked account had"),
        })
    };
    futures_util::try_join!(posted, notices::tell_transfers(tx, &lost))?;
    Ok(())
}

async fn left(tx: &Tx, owner: Owner, currency: Currency) -> Result<Left, Fault> {
    let available = ledger::lock_available(tx, owner, currency).await?;
    let used: Money = ledger::used(tx, owner, currency).await?;
    Ok(Left { used, available })
}
