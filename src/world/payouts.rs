//! What is available goes out by itself, at the instants that `[use.X].payout` says.

use super::names::HashMap;
use super::{Applied, Noun, Refusal, World};
use crate::book::Posting;
use crate::calendar::{CalendarError, Instant};
use crate::events::PayoutMade;
use crate::ids::ExternalId;
use crate::money::{Money, Unit};
use crate::rules::payout::{Payouts, payouts_after};
use crate::rules::uses::Payout;

#[derive(Debug, Clone, PartialEq)]
pub struct PaidOut {
    pub at: Instant,
    pub(super) person: usize,
    pub(super) program: usize,
    pub unit: Unit,
    pub amount: Money,
}

/// When payouts are. They happen by themselves where runs do; else they are applied from the log.
#[derive(Debug, Default)]
pub(super) struct PayoutClock {
    /// The first fact: when programs began of which nobody told that they were published.
    began: Option<Instant>,
    done: Option<Instant>,
    /// None: not reckoned since the programs changed. Some(None): there are none.
    next: Option<Option<Instant>>,
    /// Of each account.
    last: HashMap<usize, Instant>,
}

impl PayoutClock {
    pub(super) fn programs_changed(&mut self) {
        self.next = None;
    }
}

impl World {
    /// Every payout before `until`, or at it too: a fact of that very instant still counts.
    pub(super) fn pay_out_what_is_due(&mut self, until: Instant, inclusive: bool) -> Applied {
        let began = *self.reckoned.payout_clock.began.get_or_insert(until);
        if self.run_clock.is_none() {
            return Ok(());
        }
        loop {
            let Some(next) = self.reckoned.payout_clock.next else {
                let done = self.reckoned.payout_clock.done.unwrap_or(began);
                let programs = (0..self.programs.len()).map(|program| self.payouts_after(program, done));
                let next = programs.collect::<Result<Vec<Option<Payouts>>, CalendarError>>()?;
                self.reckoned.payout_clock.next = Some(next.into_iter().flatten().map(|next| next.at).min());
                continue;
            };
            let Some(at) = next.filter(|at| *at < until || (inclusive && *at == until)) else { return Ok(()) };
            self.lapse_what_is_due(at)?;
            self.now = self.now.max(at);
            self.release_all_due()?;
            self.reckon_all()?;
            self.pay_out(at)?;
            self.reckoned.payout_clock.done = Some(at);
            self.reckoned.payout_clock.next = None;
        }
    }

    fn payouts_after(&self, program: usize, after: Instant) -> Result<Option<Payouts>, CalendarError> {
        let known = &self.programs[program];
        let began = known.published_at().or(self.reckoned.payout_clock.began).unwrap_or(after);
        payouts_after(&known.published(), began, after.max(began))
    }

    fn pay_out(&mut self, at: Instant) -> Applied {
        let before = at - chrono::TimeDelta::microseconds(1);
        for program in 0..self.programs.len() {
            let Some(due) = self.payouts_after(program, before)?.filter(|due| due.at == at) else { continue };
            for (unit, payout) in due.units {
                self.reckoned.payout_instants.push((at, unit));
                for account in 0..self.accounts.owners.len() {
                    if self.accounts.owners[account].1 == program && self.accounts.owners[account].2 == unit {
                        self.pay_out_account(account, payout, at)?;
                    }
                }
            }
        }
        Ok(())
    }

    fn pay_out_account(&mut self, account: usize, payout: Payout, at: Instant) -> Applied {
        let now = self.accounts.balances[account].available;
        let then = self.accounts.available_at(account, at)?;
        let Some(amount) = payout.amount(then, now)? else { return Ok(()) };
        self.accounts.post(account, Posting::WithdrawalRequested, amount, at)?;
        self.accounts.post(account, Posting::WithdrawalPaid, amount, at)?;
        let (person, program, unit) = self.accounts.owners[account];
        self.reckoned.payout_clock.last.insert(account, at);
        self.reckoned.paid_out.push(PaidOut { at, person, program, unit, amount: amount.money() });
        Ok(())
    }

    /// A payout of the log: how much it comes to is reckoned again.
    pub(super) fn payout_made(&mut self, at: Instant, fact: &PayoutMade) -> Applied {
        let people = self.names.source_of(&fact.person);
        let person = self.find(Noun::Person, people, &fact.person.id)?;
        let program = self.wanted_program(fact.program.as_str())?;
        let due = self.payouts_after(program, at - chrono::TimeDelta::microseconds(1))?.filter(|due| due.at == at);
        let payout = due.and_then(|due| due.units.into_iter().find(|(unit, _)| *unit == fact.unit));
        let (_, payout) = payout.filter(|_| at <= self.now).ok_or(Refusal::NoPayout(at))?;
        self.reckon_for(program, person)?;
        let account = self.accounts.place((person, program, fact.unit)).ok_or(Refusal::Nothing)?;
        if self.reckoned.payout_clock.last.get(&account).is_some_and(|last| *last >= at) {
            return Err(Refusal::NoPayout(at));
        }
        self.pay_out_account(account, payout, at)
    }

    /// What was paid out by itself, in the order in which it was.
    pub fn paid_out(&self) -> impl Iterator<Item = (&ExternalId, &str, &PaidOut)> {
        let paid = self.reckoned.paid_out.iter();
        paid.map(|paid| (&self.people[paid.person].id, self.programs[paid.program].slug(), paid))
    }
}
