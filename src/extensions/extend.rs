use super::store::{self, NewExtension};
use crate::billing::{self, Subscription};
use crate::book::{Posting, Transfer};
use crate::charging;
use crate::db::{Db, Fault, TRIES, Tx};
use crate::events::{Event, Fact, Key, SubscriptionExtended, Text};
use crate::ids::{ExtensionId, ExternalId, PersonId, ProgramId, SourceId};
use crate::intake::{self, Noun};
use crate::ledger;
use crate::money::{Amount, Money, Unit};
use crate::people::sources;
use crate::programs::{self, Catalogue};
use crate::reckoning;
use crate::referrals;
use crate::rewards::{self, ToApply};
use crate::rules::rule::ApplyOrder;
use crate::world::{Part, PartLot, PartShare};
use std::collections::hash_map::Entry;
use std::collections::{BTreeSet, HashMap};
use uuid::Uuid;

type Whose = (PersonId, ProgramId);

/// People in one transaction.
const BATCH: i64 = 100;

/// Puts everything that is available to the subscriptions that the terms say; answers how often a subscription was extended. A crash
/// loses nothing: what is left is still to be put.
pub async fn extend_due(db: &Db) -> Result<usize, Fault> {
    let catalogue = db.read(async |conn| programs::catalogue(conn).await).await?;
    let mut versions = catalogue.programs.iter().flat_map(|program| &program.versions);
    if !versions.any(|version| version.terms.puts()) {
        return Ok(0);
    }
    reckoning::sweep(db).await?;
    rewards::release_due(db).await?;
    let (mut extended, mut raced, mut alone) = (0, 0, 0);
    let mut marker = (PersonId(Uuid::nil()), ProgramId(Uuid::nil()));
    loop {
        let limit = if alone > 0 { 1 } else { BATCH };
        let people = db.read(async |conn| rewards::to_apply_after(conn, marker, limit).await).await?;
        let Some(last) = people.last().copied() else { return Ok(extended) };
        match db.write(async |tx| batch(tx, &people).await).await {
            Ok(some) => (extended, marker, raced, alone) = (extended + some, last, 0, (alone - 1).max(0)),
            // Facts about the same people came in at the same time.
            Err(fault) if fault.is_race() && raced < TRIES => raced += 1,
            Err(fault) if fault.is_outage() => return Err(fault),
            // One whose subscriptions cannot be extended keeps no other waiting.
            Err(fault) if people.len() == 1 => {
                let (person, program) = last;
                tracing::error!(%program, %person, %fault, "subscriptions cannot be extended");
                metrics::counter!("subscriptions_unextended_total").increment(1);
                (marker, raced, alone) = (last, 0, (alone - 1).max(0));
            }
            Err(_) => (raced, alone) = (0, BATCH),
        }
    }
}

async fn batch(tx: &Tx, people: &[Whose]) -> Result<usize, Fault> {
    let (_, catalogue) = futures_util::try_join!(tx.share(), programs::catalogue(tx))?;
    // What expired by now is lost before.
    rewards::release_due_of_all(tx, people).await?;
    let rewards = rewards::lock_to_apply(tx, people).await?;
    let batch = Batch::load(tx, catalogue, &rewards).await?;
    let mut shares = Vec::new();
    let mut applied = Vec::new();
    for of_one in rewards.chunk_by(|one, other| one.person == other.person) {
        let programs: BTreeSet<ProgramId> = of_one.iter().map(|reward| reward.program).collect();
        for program in programs {
            let own: Vec<&ToApply> = of_one.iter().filter(|reward| reward.program == program).collect();
            batch.decide(tx, &own, &mut shares, &mut applied).await?;
        }
    }
    batch.keep(tx, &shares).await?;
    rewards::apply(tx, &applied).await?;
    Ok(shares.len())
}

/// What is put where.
struct Decided<'a> {
    reward: &'a ToApply,
    share: PartShare,
}

struct Batch {
    catalogue: Catalogue,
    part: Part,
    put: Vec<store::Put>,
    subscriptions: Vec<Subscription>,
    sources: HashMap<SourceId, String>,
}

impl Batch {
    async fn load(tx: &Tx, catalogue: Catalogue, rewards: &[ToApply]) -> Result<Batch, Fault> {
        let owners: BTreeSet<PersonId> = rewards.iter().map(|reward| reward.person).collect();
        let programs: BTreeSet<ProgramId> = rewards.iter().map(|reward| reward.program).collect();
        let (owners, programs) = (Vec::from_iter(owners), Vec::from_iter(programs));
        // By whose link an invitee came is read of both.
        let mut people: BTreeSet<PersonId> = owners.iter().copied().collect();
        let mut invitees = Vec::new();
        for reward in rewards {
            let by_link = apply(&catalogue, reward)?.is_some_and(|apply| apply.order == ApplyOrder::FromLink);
            invitees.extend(reward.invitee.filter(|_| by_link));
        }
        let bound = referrals::of_invitees(tx, &invitees).await?;
        people.extend(bound.iter().map(|referral| referral.referrer).chain(invitees));
        let people = Vec::from_iter(people);
        let (part, put, subscriptions, known) = futures_util::try_join!(
            reckoning::part(tx, &catalogue, &programs, &people, Vec::new()),
            store::put(tx, rewards),
            billing::subscriptions_of(tx, &owners),
            sources::all(tx)
        )?;
        let sources = known.into_iter().map(|source| (source.id(), source.name)).collect();
        Ok(Batch { catalogue, part, put, subscriptions, sources })
    }

    /// Where what one person has in one program goes.
    async fn decide<'a>(
        &self,
        tx: &Tx,
        rewards: &[&'a ToApply],
        decided: &mut Vec<Decided<'a>>,
        applied: &mut Vec<(&'a ToApply, Money, bool)>,
    ) -> Result<(), Fault> {
        let (mut known, mut lots) = (Vec::new(), Vec::new());
        let mut available: HashMap<Unit, Money> = HashMap::new();
        for &reward in rewards {
            let Some(apply) = apply(&self.catalogue, reward)? else { continue };
            if let Entry::Vacant(free) = available.entry(reward.unit) {
                let owner = (reward.person, reward.program, reward.unit);
                free.insert(ledger::lock_available(tx, owner, reward.left.currency()).await?);
            }
            let put = self.put.iter().filter(|(of, ..)| *of == reward.reward);
            lots.push(PartLot {
                apply,
                unit: reward.unit,
                invitee: reward.invitee,
                hold_until: reward.hold_until,
                earned: (reward.happened_at, reward.clause.clone(), reward.cause.clone()),
                left: reward.left,
                put: put.map(|(_, to, amount)| (to.clone(), *amount)).collect(),
            });
            known.push(reward);
        }
        let Some(one) = known.first() else { return Ok(()) };
        let program = &self.catalogue.get(one.program)?.slug;
        let shares = self.part.shares((program, one.person), &lots, available.clone(), tx.now());
        let shares = shares.map_err(|e| wrong(format!("the subscriptions of {}: {e}", one.person)))?;
        let mut rest = available;
        let mut put: Vec<Money> = known.iter().map(|reward| Money::zero(reward.left.currency())).collect();
        for share in shares {
            let (&reward, put) = known.get(share.lot).zip(put.get_mut(share.lot)).ok_or_else(|| wrong("no reward"))?;
            let rest = rest.get_mut(&reward.unit).ok_or_else(|| wrong("no account"))?;
            *put = put.plus(share.amount.money()).map_err(wrong)?;
            *rest = rest.minus(share.amount.money()).map_err(wrong)?;
            decided.push(Decided { reward, share });
        }
        // What a debt or a clock that is ahead keeps from being put is looked at again by itself.
        let ahead = self.part.latest() > tx.now();
        for (reward, put) in known.into_iter().zip(put) {
            let owes = rest.get(&reward.unit).is_none_or(|rest| !rest.is_positive());
            applied.push((reward, put, ahead || owes));
        }
        Ok(())
    }

    async fn keep(&self, tx: &Tx, decided: &[Decided<'_>]) -> Result<(), Fault> {
        let people: BTreeSet<Uuid> = decided.iter().map(|decided| decided.reward.person.0).collect();
        let names = intake::names_of(tx, Noun::Person, &Vec::from_iter(people)).await?;
        let (mut new, mut events, mut transfers) = (Vec::new(), Vec::new(), Vec::new());
        for Decided { reward, share } in decided {
            let id = ExtensionId::new(tx.now());
            let name = names.get(&reward.person.0).ok_or_else(|| wrong("somebody whom no event made"))?;
            let person = Key { source: text(&name.source_name)?, id: name.id.clone() };
            let (source, named) = &share.subscription;
            let program = self.catalogue.get(reward.program)?;
            let fact = SubscriptionExtended {
                extension: external(id)?,
                person,
                program: text(&program.slug)?,
                subscription: Key { source: text(source)?, id: named.clone() },
                unit: reward.unit,
                amount: share.amount.money(),
                currency: program.told(tx.now())?.terms.currency,
                next_charge_at: share.new_end,
            };
            let fact = Fact::SubscriptionExtended(fact.into());
            events.push((reward.person, Event { id: external(id)?, timestamp: share.at, fact }));
            transfers.push(transfer(reward, share, id));
            let subscription = self.subscriptions.iter().find(|known| {
                let told_by = self.sources.get(&known.source);
                let same = known.external_id == named.as_str() && told_by == Some(source);
                same && known.person == reward.person
            });
            new.push(NewExtension {
                id,
                reward,
                subscription: subscription.ok_or_else(|| wrong("a subscription that is not stored"))?.id,
                amount: share.amount,
                at: share.at,
                next_charge_at: share.new_end,
            });
        }
        let posted = async {
            ledger::post(tx, &transfers).await.map_err(|refused| match refused {
                ledger::Refused::Fault(fault) => fault,
                ledger::Refused::NotEnough => Fault::contradiction("more was put than the locked account had"),
            })
        };
        futures_util::try_join!(store::add(tx, &new), intake::record_all(tx, &events), posted)?;
        let moved: Vec<_> = new.iter().map(|one| (one.reward.person, one.subscription, one.next_charge_at)).collect();
        charging::postpone(tx, &moved).await
    }
}

fn apply(catalogue: &Catalogue, reward: &ToApply) -> Result<Option<crate::rules::rule::Apply>, Fault> {
    let version = catalogue.get(reward.program)?.version(reward.terms_version);
    Ok(version.and_then(|version| version.terms.put_by(&reward.clause)))
}

/// Named like its reward's, so that the receipt shows it.
fn transfer(reward: &ToApply, share: &PartShare, id: ExtensionId) -> Transfer {
    let amount: Amount = share.amount;
    Transfer {
        person: reward.person,
        program: reward.program,
        unit: reward.unit,
        kind: Posting::CreditSpent,
        cause: format!("{}/{id}", reward.name),
        amount,
        effective_at: share.at,
    }
}

fn external(id: ExtensionId) -> Result<ExternalId, Fault> {
    id.to_string().parse().map_err(wrong)
}

fn text(words: &str) -> Result<Text, Fault> {
    words.parse().map_err(wrong)
}

fn wrong(error: impl std::fmt::Display) -> Fault {
    Fault::contradiction(format!("a subscription cannot be extended: {error}"))
}
