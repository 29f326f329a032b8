use super::accounts::Owner;
use super::names::Source;
use super::{Applied, Balances, Noun, Refusal, World};
use crate::book::Posting;
use crate::calendar::Instant;
use crate::events::{AdjustmentMade, CreditSpent, Direction};
use crate::ids::ExternalId;
use crate::money::{Amount, Money, MoneyError, Unit};
use crate::rules::uses::Use;

#[derive(Debug)]
pub(super) struct Spend {
    account: usize,
    pub(super) invoice: usize,
    pub(super) at: Instant,
    pub(super) amount: Amount,
    pub(super) returned: Money,
    /// What left the account for it, and what of that came back: the same, but of units that are no money.
    pub(super) units: Amount,
    units_returned: Money,
}

impl Spend {
    pub(super) fn new(account: usize, invoice: usize, at: Instant, amount: Amount, units: Amount) -> Spend {
        let (returned, units_returned) = (Money::zero(amount.currency()), Money::zero(units.currency()));
        Spend { account, invoice, at, amount, returned, units, units_returned }
    }

    pub(super) fn is_returned(&self) -> bool {
        self.returned >= self.amount.money()
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
        let owner = (person, program, unit);
        let amount = match &self.told {
            None => {
                let amount = self.worth(program, unit, units, invoice)?;
                self.check_available(owner, units)?;
                amount
            }
            // It was decided by those who keep the accounts.
            Some(_) => self.money_of(program, unit, units)?,
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

    fn money_of(&self, program: usize, unit: Unit, units: Amount) -> Result<Amount, Refusal> {
        let Some(found) = self.use_of(program, unit) else { return Ok(units) };
        Amount::positive(found.money_of(units.money())?).ok_or(Refusal::Nothing)
    }

    /// What so much of a unit pays of an invoice, where it may be used at once.
    fn worth(&self, program: usize, unit: Unit, units: Amount, invoice: usize) -> Result<Amount, Refusal> {
        let found = self.use_of(program, unit);
        let (remainder, amount) = match found {
            None if unit == Unit::Credit => (self.payable(program, invoice)?, units),
            None => return Err(Refusal::PaysNothing(unit)),
            Some(found) => {
                let amount = Amount::positive(found.money_of(units.money())?).ok_or(Refusal::Nothing)?;
                (self.payable_with(program, found, invoice)?, amount)
            }
        };
        match found {
            Some(Use { minimum: Some(minimum), .. }) if *minimum > units.money() => {
                Err(Refusal::BelowMinimum { minimum: *minimum })
            }
            Some(found) if found.alone && amount.money() < remainder => Err(Refusal::NotAlone { remainder }),
            _ if amount.money() > remainder => Err(Refusal::MoreThanRemainder { remainder }),
            _ => Ok(amount),
        }
    }

    /// What bonuses of the program may still pay of an invoice: its remainder, at most the lines of the kinds that they pay.
    fn payable(&self, program: usize, invoice: usize) -> Result<Money, MoneyError> {
        let pays = &self.programs[program].newest().credit_pays;
        let bill = &self.invoices[invoice];
        let lines = bill.issued.lines.iter().zip(bill.nets()?);
        let kinds = lines.filter(|(line, _)| pays.contains(&line.kind)).map(|(_, net)| net);
        let allowed = Money::sum(bill.issued.currency, kinds)?.minus(self.used_bonuses(invoice)?)?;
        self.remainder(invoice)?.smaller(allowed)
    }

    pub(super) fn return_spend(&mut self, source: Source, at: Instant, spend: &ExternalId) -> Applied {
        let place = self.find(Noun::Spend, source, spend)?;
        let spend = &self.spends[place];
        // Those who keep the accounts decided it.
        if self.told.is_none() && !self.is_open(spend.invoice)? {
            return Err(Refusal::InvoiceNotOpen);
        }
        let whole = spend.amount.money();
        self.return_up_to(place, whole, at)?;
        Ok(())
    }

    fn is_open(&self, invoice: usize) -> Result<bool, MoneyError> {
        Ok(self.invoices[invoice].voided_at.is_none() && !self.remainder(invoice)?.is_zero())
    }

    /// Returns what is missing up to `target`; never takes back what was returned.
    pub(super) fn return_up_to(&mut self, place: usize, target: Money, at: Instant) -> Result<(), MoneyError> {
        let spend = &mut self.spends[place];
        if target.minus(spend.returned)?.is_positive() {
            spend.returned = target;
            let units = spend.units_for(target)?;
            let Some(missing) = Amount::positive(units.minus(spend.units_returned)?) else { return Ok(()) };
            spend.units_returned = units;
            self.accounts.post(spend.account, Posting::CreditReturned, missing, at)?;
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
        let account = self.accounts.open((person, program, fact.unit), currency);
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
