use super::accounts::Owner;
use super::names::Source;
use super::{Applied, Balances, Noun, Refusal, World};
use crate::book::{Posting, SpendState};
use crate::calendar::Instant;
use crate::events::{AdjustmentMade, CreditSpent, Direction};
use crate::ids::ExternalId;
use crate::money::{Amount, Money, MoneyError, Unit};
use crate::rules::spend::Bill;

#[derive(Debug)]
pub(super) struct Spend {
    account: usize,
    pub(super) invoice: usize,
    pub(super) at: Instant,
    pub(super) state: SpendState,
}

impl Spend {
    pub(super) fn new(account: usize, invoice: usize, at: Instant, amount: Amount, units: Amount) -> Spend {
        Spend { account, invoice, at, state: SpendState::new(amount, units) }
    }
}

impl World {
    pub(super) fn spend(&mut self, source: Source, at: Instant, fact: CreditSpent) -> Applied {
        let (people, invoices) = (self.names.source_of(&fact.person), self.names.source_of(&fact.invoice));
        let person = self.find(Noun::Person, people, &fact.person.id)?;
        let invoice = self.find(Noun::Invoice, invoices, &fact.invoice.id)?;
        let program = self.wanted_program(fact.program.as_str())?;
        let units = Amount::positive(fact.amount).ok_or(Refusal::Nothing)?;
        let bill = &self.invoices[invoice];
        if bill.voided_at.is_some() || bill.person != person || bill.issued.currency != fact.currency {
            return Err(Refusal::InvoiceNotOpen);
        }
        let unit = fact.unit.unwrap_or(Unit::Credit);
        let (terms, owner) = (self.programs[program].told(at), (person, program, unit));
        let amount = if self.told.is_none() {
            let amount = terms.spend(unit, units, &self.bill(invoice)?).map_err(Refusal::NotSpent)?;
            self.check_available(owner, units)?;
            amount
        } else {
            // Those who keep the accounts decided it.
            terms.money_of(unit, units).map_err(Refusal::NotSpent)?
        };
        let account = self.accounts.open(owner, units.currency());
        self.accounts.post(account, Posting::CreditSpent, units, at)?;
        let place = self.spends.len();
        self.spends.push(Spend::new(account, invoice, at, amount, units));
        self.invoices[invoice].spends.push(place);
        self.touched.invoices.push(invoice);
        self.names.add(Noun::Spend, source, fact.spend, place);
        Ok(())
    }

    fn check_available(&mut self, owner: Owner, units: Amount) -> Applied {
        let (person, program, _) = owner;
        self.reckon_for(program, person)?;
        let zero = Money::zero(units.currency());
        let available = self.accounts.find(owner).map_or(zero, |balances| balances.available);
        if units.money().minus(available)?.is_positive() { Err(Refusal::NotEnough { available }) } else { Ok(()) }
    }

    pub(super) fn bill(&self, invoice: usize) -> Result<Bill, MoneyError> {
        let bill = &self.invoices[invoice];
        let lines = bill.issued.lines.iter().zip(bill.nets()?).map(|(line, net)| (line.kind, net));
        let (remainder, used) = (self.remainder(invoice)?, self.used_bonuses(invoice)?);
        Ok(Bill { lines: lines.collect(), remainder, used, tax: bill.issued.tax })
    }

    pub(super) fn return_spend(&mut self, source: Source, at: Instant, spend: &ExternalId) -> Applied {
        let place = self.find(Noun::Spend, source, spend)?;
        let spend = &self.spends[place];
        let invoice = &self.invoices[spend.invoice];
        let is_over = invoice.voided_at.is_some() || self.remainder(spend.invoice)?.is_zero();
        if is_over && self.told.is_none() {
            return Err(Refusal::InvoiceNotOpen);
        }
        let whole = spend.state.amount.money();
        self.return_up_to(place, whole, at)?;
        Ok(())
    }

    pub(super) fn return_up_to(&mut self, place: usize, target: Money, at: Instant) -> Result<(), MoneyError> {
        let spend = &mut self.spends[place];
        if let Some(units) = spend.state.return_up_to(target)? {
            self.accounts.post(spend.account, Posting::CreditReturned, units, at)?;
            self.touched.invoices.push(spend.invoice);
        }
        Ok(())
    }

    pub(super) fn adjust(&mut self, at: Instant, fact: &AdjustmentMade) -> Applied {
        let source = self.names.source_of(&fact.person);
        let person = self.find(Noun::Person, source, &fact.person.id)?;
        let program = self.wanted_program(fact.program.as_str())?;
        let currency = self.programs[program].newest().currency;
        if fact.currency != currency {
            return Err(MoneyError::CurrenciesDiffer(fact.currency, currency).into());
        }
        let amount = Amount::positive(fact.amount).ok_or(Refusal::Nothing)?;
        if self.told.is_none() {
            // What was told before finds what was available then.
            self.reckon_for(program, person)?;
        }
        let account = self.accounts.open((person, program, fact.unit), fact.unit.currency(currency));
        let posting = match fact.direction {
            Direction::Add => Posting::AdjustedUp,
            Direction::Take => Posting::AdjustedDown,
        };
        self.accounts.post(account, posting, amount, at)?;
        Ok(())
    }

    /// What a person has in a program and unit; none if they never had anything.
    pub fn balance(&self, source: &str, person: &ExternalId, program: &str, unit: Unit) -> Option<Balances> {
        let person = self.names.find_named(Noun::Person, source, person)?;
        self.accounts.find((person, self.program(program)?, unit))
    }

    /// All accounts: (person's id, program's slug, unit, balances), in the order in which they were opened.
    pub fn balances(&self) -> impl Iterator<Item = (&ExternalId, &str, Unit, Balances)> {
        self.accounts.owners.iter().zip(&self.accounts.balances).map(|(&(person, program, unit), balances)| {
            (&self.people[person].id, self.programs[program].slug(), unit, *balances)
        })
    }
}
