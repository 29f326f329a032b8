use crate::book::{Account, Posting};
use crate::calendar::Instant;
use crate::money::{Amount, Currency, Money, MoneyError, Unit};

use super::names::HashMap;

/// What one person has, or had, in one program and unit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Balances {
    pub on_hold: Money,
    pub available: Money,
    pub withdrawing: Money,
    pub spent: Money,
    pub paid_out: Money,
    pub fees: Money,
    pub expired: Money,
    /// Taken by adjustments, less what they gave.
    pub adjusted: Money,
    /// Turned into credit, or negative: made of cash.
    pub converted: Money,
}

impl Balances {
    pub fn zero(currency: Currency) -> Balances {
        let zero = Money::zero(currency);
        #[rustfmt::skip]
        let nothing = Balances {
            on_hold: zero, available: zero, withdrawing: zero, spent: zero, paid_out: zero, fees: zero, expired: zero,
            adjusted: zero, converted: zero,
        };
        nothing
    }

    /// Of two units of one currency.
    pub(super) fn plus(&self, other: &Balances) -> Result<Balances, MoneyError> {
        Ok(Balances {
            on_hold: self.on_hold.plus(other.on_hold)?,
            available: self.available.plus(other.available)?,
            withdrawing: self.withdrawing.plus(other.withdrawing)?,
            spent: self.spent.plus(other.spent)?,
            paid_out: self.paid_out.plus(other.paid_out)?,
            fees: self.fees.plus(other.fees)?,
            expired: self.expired.plus(other.expired)?,
            adjusted: self.adjusted.plus(other.adjusted)?,
            converted: self.converted.plus(other.converted)?,
        })
    }

    fn balance(&mut self, account: Account) -> Option<&mut Money> {
        match account {
            Account::OnHold => Some(&mut self.on_hold),
            Account::Available => Some(&mut self.available),
            Account::Withdrawing => Some(&mut self.withdrawing),
            Account::Spent => Some(&mut self.spent),
            Account::PaidOut => Some(&mut self.paid_out),
            Account::Fees => Some(&mut self.fees),
            Account::Expired => Some(&mut self.expired),
            Account::Adjusted => Some(&mut self.adjusted),
            Account::Converted => Some(&mut self.converted),
            Account::Granted => None,
        }
    }

    fn post(&mut self, posting: Posting, amount: Amount) -> Result<(), MoneyError> {
        let before = *self;
        let moved = self.moved(posting, amount);
        if moved.is_err() {
            *self = before;
        }
        moved
    }

    fn moved(&mut self, posting: Posting, amount: Amount) -> Result<(), MoneyError> {
        if let Some(balance) = self.balance(posting.debit()) {
            *balance = balance.minus(amount.money())?;
        }
        if let Some(balance) = self.balance(posting.credit()) {
            *balance = balance.plus(amount.money())?;
        }
        Ok(())
    }
}

/// One posting of an account, as of the rules' instant.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Entry {
    account: usize,
    posting: Posting,
    amount: Amount,
    effective_at: Instant,
    /// The one before it of the same account.
    before: Option<usize>,
}

/// (person, program, unit)
pub(super) type Owner = (usize, usize, Unit);

#[derive(Default)]
pub(super) struct Accounts {
    places: HashMap<Owner, usize>,
    pub(super) owners: Vec<Owner>,
    pub(super) balances: Vec<Balances>,
    journal: Vec<Entry>,
    /// Of each account.
    last: Vec<Option<usize>>,
}

impl Accounts {
    pub(super) fn open(&mut self, owner: Owner, currency: Currency) -> usize {
        *self.places.entry(owner).or_insert_with(|| {
            self.owners.push(owner);
            self.balances.push(Balances::zero(currency));
            self.last.push(None);
            self.balances.len() - 1
        })
    }

    pub(super) fn place(&self, owner: Owner) -> Option<usize> {
        self.places.get(&owner).copied()
    }

    pub(super) fn find(&self, owner: Owner) -> Option<Balances> {
        self.places.get(&owner).map(|&place| self.balances[place])
    }

    pub(super) fn post(
        &mut self,
        account: usize,
        posting: Posting,
        amount: Amount,
        effective_at: Instant,
    ) -> Result<(), MoneyError> {
        self.balances[account].post(posting, amount)?;
        let before = self.last[account].replace(self.journal.len());
        self.journal.push(Entry { account, posting, amount, effective_at, before });
        Ok(())
    }

    /// What was available by an instant, as it is known now.
    pub(super) fn available_at(&self, account: usize, at: Instant) -> Result<Money, MoneyError> {
        let mut available = self.balances[account].available;
        let mut next = self.last[account];
        while let Some(entry) = next.map(|place| self.journal[place]) {
            let (from, to) = (entry.posting.debit(), entry.posting.credit());
            if entry.effective_at > at && from == Account::Available {
                available = available.plus(entry.amount.money())?;
            } else if entry.effective_at > at && to == Account::Available {
                available = available.minus(entry.amount.money())?;
            }
            next = entry.before;
        }
        Ok(available)
    }

    /// The sums of all postings up to an instant, over the accounts that are asked for.
    pub(super) fn as_of(
        &self,
        at: Instant,
        currency: Currency,
        wanted: impl Fn(Owner) -> bool,
    ) -> Result<Balances, MoneyError> {
        let mut total = Balances::zero(currency);
        for entry in &self.journal {
            if entry.effective_at <= at && wanted(self.owners[entry.account]) {
                total.post(entry.posting, entry.amount)?;
            }
        }
        Ok(total)
    }
}
