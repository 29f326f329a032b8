//! What rules take off a person's own invoices.

use super::{Refusal, World};
use crate::book::Posting;
use crate::calendar::Instant;
use crate::money::{Amount, Money, MoneyError, Percent, Unit};
use crate::rules::offer::Claim;
use crate::rules::reduction::TakenOff;

use super::reckoned::{Given, key_of};

/// What an invoice took of an account to be free, or cheaper.
#[derive(Debug, Clone, Copy)]
pub(super) struct Freed {
    account: usize,
    amount: Amount,
}

impl World {
    /// A claim for each line that something is taken off.
    pub(super) fn reduced(&mut self, place: usize) -> Result<Vec<Claim<'static>>, Refusal> {
        let (person, at) = (self.invoices[place].person, self.invoices[place].at);
        self.touch_person(person);
        let mut claims = Vec::new();
        for program in 0..self.programs.len() {
            let terms = self.programs[program].told(at);
            let (reduces, frees) = (terms.reduces(), terms.frees());
            if !reduces && frees.is_none() {
                continue;
            }
            self.reckon_for(program, person)?;
            let mut taken = TakenOff::default();
            if reduces {
                taken.off = self.taken_off(program, person, place).into_iter().map(|used| used.off).collect();
            }
            if let Some((unit, each)) = frees {
                taken.plans = self.freed(program, unit, each, place)?;
            }
            claims.extend(self.programs[program].told(at).reduced(&self.invoices[place].charged(), &taken)?);
        }
        Ok(claims)
    }

    fn taken_off(&mut self, program: usize, person: usize, place: usize) -> Vec<Given> {
        let given = self.reckoned.reductions_of(program, person, self.referrer_in(program, person));
        let unused = given.filter(|given| !self.reckoned.used.contains_key(&key_of(program, given)));
        let used = self.invoices[place].charged().uses(unused.cloned());
        self.reckoned.used.extend(used.iter().map(|given| (key_of(program, given), place)));
        used
    }

    fn freed(
        &mut self,
        program: usize,
        unit: Unit,
        each: Option<u32>,
        place: usize,
    ) -> Result<Option<Percent>, MoneyError> {
        let invoice = &self.invoices[place];
        let (at, owner) = (invoice.at, (invoice.person, program, unit));
        let Some(account) = self.accounts.place(owner) else { return Ok(None) };
        let available = self.accounts.balances[account].available;
        let Some((amount, percent)) = self.invoices[place].charged().freed(each, available)? else { return Ok(None) };
        self.accounts.post(account, Posting::CreditSpent, amount, at)?;
        self.reckoned.freed.entry(place).or_default().push(Freed { account, amount });
        Ok(Some(percent))
    }

    /// A voided invoice used nothing.
    pub(super) fn give_back_reductions(&mut self, place: usize, at: Instant) -> Result<(), MoneyError> {
        self.reckoned.used.retain(|_, by| *by != place);
        let freed = self.reckoned.freed.remove(&place).unwrap_or_default();
        freed
            .into_iter()
            .try_for_each(|freed| self.accounts.post(freed.account, Posting::CreditReturned, freed.amount, at))
    }

    /// How many invoices of the person were free.
    pub(super) fn free_invoices(&self, person: usize) -> usize {
        let own = self.people[person].invoices.iter();
        own.filter(|&&place| {
            let invoice = &self.invoices[place];
            invoice.voided_at.is_none() && invoice.total().is_ok_and(|total: Money| total.is_zero())
        })
        .count()
    }
}
