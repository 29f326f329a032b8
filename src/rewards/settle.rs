//! What was granted on payments, brought to what the payments earn and their refunds leave.
use super::grant::Assessed;
use super::receipts::{self, StoredReceipt};
use super::release::release_due_of;
use super::store::{self, NewReceipt, NewReward, Reward};
use crate::book::{Move, RewardState};
use crate::calendar::Instant;
use crate::db::{Fault, Tx};
use crate::ids::{EventId, PaymentId, PersonId, ProgramId, ReceiptId, RewardId};
use crate::ledger;
use crate::money::{Amount, Money, MoneyError, Unit};
use crate::notices::{self, Kind, News};
use crate::programs::Catalogue;
use crate::referrals;
use crate::rules::history::refunded;
use crate::rules::{Receipt, ReceiptReason};
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

/// What became known of a payment that has receipts.
#[derive(Debug, Clone)]
pub struct Change {
    pub payment: PaymentId,
    pub paid_at: Instant,
    pub paid: Money,
    /// Since when the rewards are worth what follows.
    pub at: Instant,
    /// Given back so far, all completed refunds together.
    pub refunded: Money,
    /// A refund is asked for and not settled.
    pub asked: bool,
    /// What it earns as far as is known now, for each version and clause that looks back; none: as before.
    pub again: Option<Vec<(PersonId, ProgramId, Receipt)>>,
}

/// A receipt by what it is of: (beneficiary, program, event, clause).
type Of = (PersonId, ProgramId, EventId, String);

fn wrong(error: MoneyError) -> Fault {
    Fault::contradiction(error.to_string())
}

/// Brings the rewards of an invitee's payments to what the changes say, one after another: corrected to what is earned and left,
/// frozen while a refund is asked for. Each change that a receipt states makes a revision of it. What is due is released first,
/// so that it makes no difference when the job that releases came by.
pub async fn settle(
    tx: &Tx,
    catalogue: &Catalogue,
    beneficiaries: &[PersonId],
    invitee: PersonId,
    changes: &[Change],
) -> Result<(), Fault> {
    let payments: Vec<(PaymentId, Instant)> = changes.iter().map(|change| (change.payment, change.paid_at)).collect();
    let stored = receipts::newest_of_payments(tx, beneficiaries, invitee, &payments).await?;
    let mut work = Work {
        catalogue,
        receipts: stored,
        revised: Vec::new(),
        rewards: HashMap::new(),
        new: Vec::new(),
        held: HashSet::new(),
        frozen: Vec::new(),
    };
    let changes: Vec<&Change> = changes.iter().filter(|change| work.changes_anything(change)).collect();
    if changes.is_empty() {
        return Ok(());
    }
    let payments: Vec<PaymentId> = changes.iter().map(|change| change.payment).collect();
    let programs: Vec<ProgramId> = work.receipts.iter().map(|stored| stored.program).collect();
    let held = referrals::held_of(tx, beneficiaries, &programs);
    let (rewards, held) = futures_util::try_join!(lock_released(tx, beneficiaries, &payments), held)?;
    work.held = held.into_iter().filter(|bond| bond.2 == invitee).map(|bond| (bond.0, bond.1)).collect();
    work.rewards = rewards.into_iter().map(|r| ((r.person, r.program, r.event, r.clause.clone()), r)).collect();
    let mut available = work.lock_available(tx, &changes).await?;
    let mut transfers = Vec::new();
    for change in changes {
        for place in work.places(change.payment)? {
            let Some((owner, cause, moves)) = work.settle_one(tx, place, change, &available)? else { continue };
            if let Some(left) = available.get_mut(&owner) {
                *left = Move::leave(*left, &moves).map_err(wrong)?;
            }
            transfers.extend(moves.into_iter().map(|m| m.transfer(owner, &cause)));
        }
    }
    work.save(tx, &transfers).await
}

/// The rewards of payments, locked, with nothing of their persons' left to release.
async fn lock_released(tx: &Tx, people: &[PersonId], payments: &[PaymentId]) -> Result<Vec<Reward>, Fault> {
    let rewards = store::lock_of_payments(tx, people, payments).await?;
    let mut owners: Vec<_> = rewards.iter().map(|reward| (reward.person, reward.program)).collect();
    owners.sort_unstable();
    owners.dedup();
    let mut released = 0;
    for (person, program) in owners {
        released += release_due_of(tx, person, program).await?;
    }
    if released > 0 { store::lock_of_payments(tx, people, payments).await } else { Ok(rewards) }
}

type Owner = (PersonId, ProgramId, Unit);

struct Work<'a> {
    catalogue: &'a Catalogue,
    /// The newest revisions.
    receipts: Vec<StoredReceipt>,
    revised: Vec<(i32, Assessed)>,
    rewards: HashMap<Of, Reward>,
    /// Those that were not there: a receipt said that nothing is earned.
    new: Vec<(Of, NewReward<'static>)>,
    /// Whose referral of the invitee staff look into, and in which program.
    held: HashSet<(PersonId, ProgramId)>,
    /// Of whom something waits now for the decision about a refund.
    frozen: Vec<News>,
}

impl Work<'_> {
    /// A late fact that no receipt states otherwise than before changes nothing; a refund may freeze whatever it finds.
    fn changes_anything(&self, change: &Change) -> bool {
        let Some(again) = &change.again else { return true };
        let of_payment = || self.receipts.iter().filter(|stored| stored.payment == Some(change.payment));
        again.iter().any(|(person, program, receipt)| {
            let mut same = of_payment().filter(|s| is_of(s, *person, *program, receipt));
            same.any(|stored| !states_the_same(&stored.receipt, receipt))
        })
    }

    /// The receipts of a payment, program by program, in the order of the clauses of the terms.
    fn places(&self, payment: PaymentId) -> Result<Vec<usize>, Fault> {
        let mut places = Vec::new();
        for (n, stored) in self.receipts.iter().enumerate().filter(|(_, stored)| stored.payment == Some(payment)) {
            let version = self.catalogue.get(stored.program)?.version(stored.receipt.terms_version);
            let clauses = version.map(|version| &version.terms.rewards).into_iter().flatten();
            let clause = clauses.into_iter().position(|clause| clause.id == stored.receipt.clause);
            places.push((stored.program, clause, n));
        }
        places.sort_unstable();
        Ok(places.into_iter().map(|(.., n)| n).collect())
    }

    async fn lock_available(&self, tx: &Tx, changes: &[&Change]) -> Result<HashMap<Owner, Money>, Fault> {
        let asked: HashSet<PaymentId> = changes.iter().filter(|c| c.asked).map(|c| c.payment).collect();
        let receipts =
            self.receipts.iter().filter(|stored| stored.payment.is_some_and(|payment| asked.contains(&payment)));
        let mut owners: Vec<_> =
            receipts.map(|s| ((s.beneficiary, s.program, s.receipt.unit), s.receipt.amount.currency())).collect();
        owners.sort_unstable_by(|(one, _), (other, _)| {
            (one.0, one.1, one.2.name()).cmp(&(other.0, other.1, other.2.name()))
        });
        owners.dedup();
        let mut available = HashMap::new();
        for (owner, currency) in owners {
            available.insert(owner, ledger::lock_available(tx, owner, currency).await?);
        }
        Ok(available)
    }

    fn settle_one(
        &mut self,
        tx: &Tx,
        place: usize,
        change: &Change,
        available: &HashMap<Owner, Money>,
    ) -> Result<Option<(Owner, String, Vec<Move>)>, Fault> {
        let stored = &self.receipts[place];
        let version = self.catalogue.get(stored.program)?.version(stored.receipt.terms_version);
        let clause = version.and_then(|version| version.terms.clause(&stored.receipt.clause));
        let clause = clause.ok_or_else(|| Fault::contradiction("a receipt names a clause that is not there"))?;
        let before = match &change.again {
            None => stored.receipt.clone(),
            Some(again) => {
                let same = again.iter().find(|(person, program, r)| is_of(stored, *person, *program, r));
                match same.filter(|(.., receipt)| !states_the_same(&stored.receipt, receipt)) {
                    Some((.., receipt)) => receipt.clone(),
                    None => return Ok(None),
                }
            }
        };
        let receipt = refunded(before, clause.refund, change.refunded, change.paid).map_err(wrong)?;
        let of = (stored.beneficiary, stored.program, stored.event, receipt.clause.to_string());
        let owner = (stored.beneficiary, stored.program, receipt.unit);
        let cause = store::cause(stored.event, &receipt.clause);
        let moves = self.move_reward(tx, &of, stored.assessed(receipt.clone()), change, available.get(&owner))?;
        let stored = &mut self.receipts[place];
        if receipt != stored.receipt {
            stored.revision += 1;
            stored.receipt = receipt;
            self.revised.push((stored.revision, stored.assessed(stored.receipt.clone())));
        }
        Ok(Some((owner, cause, moves)))
    }

    fn move_reward(
        &mut self,
        tx: &Tx,
        of: &Of,
        assessed: Assessed,
        change: &Change,
        available: Option<&Money>,
    ) -> Result<Vec<Move>, Fault> {
        let (target, mut moves) = (assessed.receipt.amount, Vec::new());
        let known = self.rewards.get_mut(of).map(|reward| &mut reward.state);
        let known = known.or_else(|| self.new.iter_mut().find(|(new, _)| new == of).map(|(_, new)| &mut new.state));
        let state = match (known, Amount::positive(target)) {
            (Some(state), _) => state,
            (None, None) => return Ok(moves),
            (None, Some(amount)) => {
                let (mut state, granted) = RewardState::grant(amount, change.paid_at, assessed.receipt.hold_until);
                state.held = self.held.contains(&(of.0, of.1));
                moves.push(granted);
                self.new.push((
                    of.clone(),
                    NewReward { id: RewardId::new(tx.now()), assessed: Cow::Owned(assessed), state, terms: None },
                ));
                let last = self.new.last_mut().map(|(_, new)| &mut new.state);
                let state = last.ok_or_else(|| Fault::contradiction("a reward was not kept"))?;
                moves.extend(state.release(tx.now()));
                state
            }
        };
        moves.extend(state.correct_to(target, change.at).map_err(wrong)?);
        let was_frozen = state.frozen;
        if change.asked {
            let left = available.copied().unwrap_or(Money::zero(target.currency()));
            let left = Move::leave(left, &moves).map_err(wrong)?;
            moves.extend(state.freeze(change.at, left).map_err(wrong)?);
        } else {
            moves.extend(state.unfreeze(change.at));
        }
        moves.extend(state.release(tx.now()));
        if state.freezes_something(was_frozen) {
            self.frozen.push(News::new(of.0, of.1, Kind::Frozen, change.at));
        }
        Ok(moves)
    }

    async fn save(&self, tx: &Tx, transfers: &[crate::book::Transfer]) -> Result<(), Fault> {
        let changed: Vec<Reward> = self.rewards.values().cloned().collect();
        let new: Vec<&NewReward<'_>> = self.new.iter().map(|(_, new)| new).collect();
        let rows = self.revised.iter().map(|(revision, assessed)| NewReceipt {
            id: ReceiptId::new(tx.now()),
            revision: *revision,
            assessed,
        });
        let rows: Vec<NewReceipt<'_>> = rows.collect();
        let posted = async {
            ledger::post(tx, transfers).await.map_err(|refused| match refused {
                ledger::Refused::Fault(fault) => fault,
                ledger::Refused::NotEnough => Fault::contradiction("a freeze took more than was available"),
            })
        };
        futures_util::try_join!(
            posted,
            store::add_rewards(tx, &new),
            store::save(tx, &changed),
            store::add_receipts(tx, &rows),
            notices::tell_transfers(tx, transfers),
            notices::tell(tx, self.frozen.iter().copied())
        )?;
        Ok(())
    }
}

/// A payment is assessed again under every version: only the receipt's own counts.
fn is_of(stored: &StoredReceipt, person: PersonId, program: ProgramId, again: &Receipt) -> bool {
    let known = &stored.receipt;
    let clause = (known.terms_version, &known.clause) == (again.terms_version, &again.clause);
    clause && (stored.beneficiary, stored.program) == (person, program)
}

/// Whether a payment that is assessed again earns the same, for the same reason.
fn states_the_same(stored: &Receipt, again: &Receipt) -> bool {
    let reason = match stored.reason {
        // Only what was granted can be refunded.
        ReceiptReason::Refunded => ReceiptReason::Granted,
        reason => reason,
    };
    (stored.earned, reason, &stored.class, stored.rate, stored.base)
        == (again.earned, again.reason, &again.class, again.rate, again.base)
}
