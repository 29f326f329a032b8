//! What circles earned, brought into the books: of each earning the difference to what was posted of it before.
use super::causes;
use super::due::{Due, Owner, posted};
use super::grant::Assessed;
use super::receipts::{self, Asked, Key, StoredReceipt};
use super::release::release_due_of_all;
use super::store::{self, NewReceipt, NewReward, Reward, lapsing};
use crate::book::{Posted, Purse, Transfer, Worth};
use crate::db::{Fault, Tx};
use crate::ids::{PersonId, ProgramId, ReceiptId, RewardId};
use crate::ledger;
use crate::money::{Currency, MoneyError};
use crate::notices::{self, Kind, News};
use crate::programs::Catalogue;
use crate::referrals::{self, Bond};
use crate::world::PersonEarning;
use std::borrow::Cow;
use std::collections::hash_map::Entry;
use std::collections::{BTreeSet, HashMap, HashSet};

/// What a circle earned.
pub struct CircleEarned {
    pub program: ProgramId,
    /// Whose circle.
    pub circle: PersonId,
    /// By the deeds of these invitees alone; none: everything.
    pub only: Option<Vec<PersonId>>,
    pub earnings: Vec<PersonEarning>,
}

impl CircleEarned {
    /// (program, circle, invitee), an invitee for each of those that it is limited to.
    fn asked(&self) -> impl Iterator<Item = Asked> {
        let all = self.only.is_none().then_some(None);
        let only = self.only.iter().flatten().map(|invitee| Some(*invitee));
        all.into_iter().chain(only).map(|invitee| (self.program, self.circle, invitee))
    }
}

/// Posts what circles earned. Receipts that read otherwise are revised, rewards
/// brought to what they are worth, and what was posted of a circle and is not earned any more is taken back. The same again
/// changes nothing. Whoever calls holds the circles, so that nobody else posts of them.
pub async fn post_earnings(tx: &Tx, catalogue: &Catalogue, circles: &[CircleEarned]) -> Result<(), Fault> {
    let mut due = Vec::new();
    for CircleEarned { program, circle, earnings, .. } in circles {
        let mut keys = HashSet::new();
        for earned in earnings {
            let mut one = Due::of(catalogue, (*program, *circle), earned, tx.now())?;
            one.tell_apart(&mut keys);
            due.push(one);
        }
    }
    let referrers: Vec<PersonId> =
        circles.iter().map(|circle| circle.circle).chain(due.iter().map(|due| due.key.0)).collect();
    let programs: Vec<ProgramId> = circles.iter().map(|circle| circle.program).collect();
    let whose: Vec<Asked> = circles.iter().flat_map(CircleEarned::asked).collect();
    let keys: Vec<Key> = due.iter().map(|due| due.key.clone()).collect();
    let (stored, rewards, held) = futures_util::try_join!(
        receipts::newest_of_circles(tx, &whose, &keys),
        causes::of_circles(tx, &whose, &keys),
        referrals::held_of(tx, &referrers, &programs)
    )?;
    let mut work = Work::new(stored, rewards, due, &whose);
    work.hold(&held);
    work.keep_what_differs();
    if work.is_empty() {
        return Ok(());
    }
    work.lock(tx).await?;
    if loses(catalogue, &whose)? {
        work.know_lost(tx).await?;
    }
    work.settle(tx)?;
    work.save(tx).await
}

/// Whether anything that circles of these programs earn may be lost again.
fn loses(catalogue: &Catalogue, circles: &[Asked]) -> Result<bool, Fault> {
    let programs: BTreeSet<ProgramId> = circles.iter().map(|(program, ..)| *program).collect();
    for program in programs {
        if catalogue.get(program)?.versions.iter().any(|version| version.terms.loses()) {
            return Ok(true);
        }
    }
    Ok(false)
}

struct Work {
    stored: HashMap<Key, StoredReceipt>,
    /// By unit: another version of the terms may have given another thing before.
    rewards: HashMap<Key, Vec<Reward>>,
    due: Vec<Due>,
    purses: HashMap<Owner, Purse>,
    /// What was released of these was lost since.
    lost: HashSet<RewardId>,
    transfers: Vec<Transfer>,
    /// Of whom something waits now for the decision about a refund.
    frozen: Vec<News>,
    receipts: Vec<(i32, Assessed)>,
    changed: Vec<Reward>,
    new: Vec<NewReward<'static>>,
}

impl Work {
    fn new(stored: Vec<StoredReceipt>, rewards: Vec<Reward>, mut due: Vec<Due>, circles: &[Asked]) -> Work {
        let circles: HashSet<&Asked> = circles.iter().collect();
        let ours = |stored: &StoredReceipt| {
            let origin = stored.origin.as_ref();
            origin.is_some_and(|origin| {
                let of = |invitee| circles.contains(&(stored.program, origin.circle, invitee));
                of(None) || stored.invitee.is_some_and(|invitee| of(Some(invitee)))
            })
        };
        let earned: BTreeSet<&Key> = due.iter().map(|due| &due.key).collect();
        let mut gone: Vec<&StoredReceipt> =
            stored.iter().filter(|stored| ours(stored) && !earned.contains(&stored.key())).collect();
        gone.sort_by_key(|stored| stored.id);
        let gone: Vec<Due> = gone.into_iter().map(Due::nothing).collect();
        due.extend(gone);
        let mut work = Work {
            stored: stored.into_iter().map(|stored| (stored.key(), stored)).collect(),
            rewards: HashMap::new(),
            due,
            purses: HashMap::new(),
            lost: HashSet::new(),
            transfers: Vec::new(),
            frozen: Vec::new(),
            receipts: Vec::new(),
            changed: Vec::new(),
            new: Vec::new(),
        };
        work.know(rewards);
        work
    }

    fn know(&mut self, rewards: Vec<Reward>) {
        self.rewards.clear();
        for reward in rewards {
            self.rewards.entry(reward.key()).or_default().push(reward);
        }
    }

    /// What is earned by those whom staff look into is not released.
    fn hold(&mut self, held: &[Bond]) {
        for due in &mut self.due {
            let bond = due.assessed.invitee.map(|invitee| (due.assessed.beneficiary, due.assessed.program, invitee));
            due.worth.held = bond.is_some_and(|bond| held.contains(&bond));
        }
    }

    fn is_empty(&self) -> bool {
        self.receipts.is_empty() && self.due.is_empty()
    }

    /// Receipts that read otherwise are to be written; of the rest only that stays whose reward moves.
    fn keep_what_differs(&mut self) {
        for due in &self.due {
            let revision = match self.stored.get(&due.key) {
                None => 1,
                Some(stored) if due.differs_from(stored) => stored.revision + 1,
                Some(_) => continue,
            };
            self.receipts.push((revision, due.assessed.clone()));
        }
        let rewards = &self.rewards;
        self.due.retain(|due| {
            let of_key = rewards.get(&due.key).map_or(&[][..], Vec::as_slice);
            let (own, other): (Vec<&Reward>, Vec<&Reward>) =
                of_key.iter().partition(|reward| reward.unit == due.assessed.receipt.unit);
            due.moves(own.first().copied()) || other.into_iter().any(is_worth_something)
        });
    }

    /// The rewards that move, with nothing of their persons' left to release.
    async fn lock(&mut self, tx: &Tx) -> Result<(), Fault> {
        let people: BTreeSet<(PersonId, ProgramId)> = self.due.iter().map(|due| (due.key.0, due.key.1)).collect();
        if people.is_empty() {
            return Ok(());
        }
        let people: Vec<(PersonId, ProgramId)> = people.into_iter().collect();
        release_due_of_all(tx, &people).await?;
        let keys: Vec<Key> = self.due.iter().map(|due| due.key.clone()).collect();
        self.know(causes::lock_of_causes(tx, &keys).await?);
        let freezing = self.due.iter().filter(|due| due.worth.frozen_since.is_some());
        let owners: BTreeSet<_> = freezing.map(|due| (due.owner(), due.assessed.receipt.amount.currency())).collect();
        self.lock_purses(tx, owners).await
    }

    async fn know_lost(&mut self, tx: &Tx) -> Result<(), Fault> {
        let known: Vec<&Reward> = self.rewards.values().flatten().collect();
        self.lost = lapsing::lost_of(tx, &known).await?.into_iter().collect();
        let lost = self.rewards.values().flatten().filter(|reward| self.lost.contains(&reward.id));
        let owners: BTreeSet<_> = lost.map(|reward| (reward.owner(), reward.state.granted.currency())).collect();
        self.lock_purses(tx, owners).await
    }

    async fn lock_purses(&mut self, tx: &Tx, owners: BTreeSet<(Owner, Currency)>) -> Result<(), Fault> {
        for (owner, currency) in owners {
            if let Entry::Vacant(free) = self.purses.entry(owner) {
                free.insert(causes::lock_purse(tx, owner, currency).await?);
            }
        }
        Ok(())
    }

    fn settle(&mut self, tx: &Tx) -> Result<(), Fault> {
        for due in std::mem::take(&mut self.due) {
            let mut known = self.rewards.remove(&due.key).unwrap_or_default();
            let unit = due.assessed.receipt.unit;
            let own = known.iter().position(|reward| reward.unit == unit).map(|place| known.swap_remove(place));
            let gave_another = known.iter().any(is_worth_something);
            for reward in known.into_iter().filter(is_worth_something) {
                let hold_until = reward.state.hold_until;
                let nothing = Worth { steps: Vec::new(), hold_until, frozen_since: None, ..due.worth };
                self.settle_one(tx, &due, Some(reward), nothing)?;
            }
            let own = own.map(|mut reward| {
                if gave_another {
                    // It is given anew.
                    reward.state.hold_until = due.worth.hold_until;
                }
                reward
            });
            self.settle_one(tx, &due, own, due.worth.clone())?;
        }
        Ok(())
    }

    fn settle_one(&mut self, tx: &Tx, due: &Due, reward: Option<Reward>, worth: Worth) -> Result<(), Fault> {
        let wrong = |e: MoneyError| Fault::contradiction(e.to_string());
        let owner = reward.as_ref().map_or_else(|| due.owner(), Reward::owner);
        let currency = reward.as_ref().map_or(due.assessed.receipt.earned.currency(), |r| r.state.granted.currency());
        let before = reward.as_ref().and_then(|reward| posted(reward, self.lost.contains(&reward.id)));
        let purse = self.purses.entry(owner).or_insert_with(|| Purse::empty(currency));
        let asked_at = worth.frozen_since;
        let (after, mut moves) = Posted::settle(before, worth, tx.now(), purse).map_err(wrong)?;
        let Some(mut after) = after else { return Ok(()) };
        if !due.waits {
            moves.extend(after.state.release(tx.now()));
        }
        let was_frozen = reward.as_ref().is_some_and(|reward| reward.state.frozen);
        if let Some(asked_at) = asked_at.filter(|_| after.state.freezes_something(was_frozen)) {
            self.frozen.push(News::new(owner.0, owner.1, Kind::Frozen, asked_at));
        }
        let cause = store::cause(due.key.2, &due.key.3);
        self.transfers.extend(moves.into_iter().map(|step| step.transfer(owner, &cause)));
        let terms = due.terms(&after);
        match reward {
            Some(reward) => self.changed.push(Reward { state: after.state, terms, ..reward }),
            None => {
                let (id, assessed) = (RewardId::new(tx.now()), Cow::Owned(due.assessed.clone()));
                self.new.push(NewReward { id, assessed, state: after.state, terms });
            }
        }
        Ok(())
    }

    async fn save(&self, tx: &Tx) -> Result<(), Fault> {
        let receipts = self.receipts.iter().map(|(revision, assessed)| NewReceipt {
            id: ReceiptId::new(tx.now()),
            revision: *revision,
            assessed,
        });
        let receipts: Vec<NewReceipt<'_>> = receipts.collect();
        let new: Vec<&NewReward<'_>> = self.new.iter().collect();
        let posted = async {
            ledger::post(tx, &self.transfers).await.map_err(|refused| match refused {
                ledger::Refused::Fault(fault) => fault,
                ledger::Refused::NotEnough => Fault::contradiction("a correction took more than was there"),
            })
        };
        futures_util::try_join!(
            store::add_receipts(tx, &receipts),
            store::add_rewards(tx, &new),
            causes::save_reckoned(tx, &self.changed),
            posted,
            notices::tell_transfers(tx, &self.transfers),
            notices::tell(tx, self.frozen.iter().copied())
        )?;
        Ok(())
    }
}

fn is_worth_something(reward: &Reward) -> bool {
    reward.terms.as_ref().is_some_and(|terms| !terms.kept.worth.is_empty())
}
