//! Credit that pays the next invoice by itself.

use super::spends::Spend;
use super::{Applied, World};
use crate::book::Posting;
use crate::money::{Amount, Money, MoneyError, Rounding, Unit};
use crate::rules::uses::Use;

use rust_decimal::Decimal;

impl World {
    pub(super) fn pay_by_itself(&mut self, invoice: usize) -> Applied {
        let person = self.invoices[invoice].person;
        for program in 0..self.programs.len() {
            let auto = self.programs[program].newest().uses.iter().filter(|found| found.auto);
            for unit in auto.map(|found| found.unit).collect::<Vec<Unit>>() {
                self.reckon_for(program, person)?;
                self.pay_with(program, unit, invoice)?;
            }
        }
        Ok(())
    }

    fn pay_with(&mut self, program: usize, unit: Unit, invoice: usize) -> Applied {
        let (at, person) = (self.invoices[invoice].at, self.invoices[invoice].person);
        let Some(account) = self.accounts.place((person, program, unit)) else { return Ok(()) };
        let Some(found) = self.use_of(program, unit) else { return Ok(()) };
        let payable = self.payable_with(program, found, invoice)?;
        let available = self.accounts.balances[account].available;
        let available = available.smaller(self.allotted(invoice, available)?)?;
        if !payable.is_positive() || !available.is_positive() {
            return Ok(());
        }
        let (units, amount) = found.pays_of(available, payable)?;
        let enough = !found.alone || amount == payable;
        let reaches = found.minimum.is_none_or(|minimum| minimum <= units);
        let paid = Amount::positive(units).zip(Amount::positive(amount)).filter(|_| enough && reaches);
        let Some((units, amount)) = paid else { return Ok(()) };
        self.accounts.post(account, Posting::CreditSpent, units, at)?;
        let place = self.spends.len();
        self.spends.push(Spend::new(account, invoice, at, amount, units));
        self.invoices[invoice].spends.push(place);
        Ok(())
    }

    /// How much the person set apart for the invoice's company or subscription: what is set on others is not for this one.
    fn allotted(&self, invoice: usize, available: Money) -> Result<Money, MoneyError> {
        let bill = &self.invoices[invoice];
        let allocation = self.people[bill.person].recorded.allocation_at(bill.at);
        let subscription = self.subscription_of_invoice(bill).map(|place| &self.subscriptions[place].fact.subscription);
        let names = [Some(&self.companies[bill.company].id), subscription];
        let is_this = |name: &str| names.into_iter().flatten().any(|id| id.as_str() == name);
        match allocation.iter().find(|(name, _)| is_this(name)) {
            Some((_, Some(amount))) => {
                Money::new(amount.trunc_with_scale(available.currency().digits()), available.currency())
            }
            Some((_, None)) => Ok(available),
            None if allocation.iter().any(|(_, amount)| amount.is_none()) => Ok(Money::zero(available.currency())),
            None => Ok(available),
        }
    }

    /// What a unit may still pay of an invoice: its remainder, at most the lines of the kinds that it pays.
    pub(super) fn payable_with(&self, program: usize, found: &Use, invoice: usize) -> Result<Money, MoneyError> {
        let kinds = &self.programs[program].newest().credit_pays;
        let pays = if found.pays.is_empty() && found.unit == Unit::Credit { kinds } else { &found.pays };
        let bill = &self.invoices[invoice];
        let zero = Money::zero(bill.issued.currency);
        let lines = bill.issued.lines.iter().zip(bill.nets()?);
        let covered = lines.filter(|(line, _)| pays.contains(&line.kind)).map(|(_, net)| net);
        let allowed = Money::sum(zero.currency(), covered)?.minus(self.used_bonuses(invoice)?)?;
        let tax = bill.issued.tax.filter(|_| found.never_below_tax).unwrap_or(zero);
        self.remainder(invoice)?.minus(tax)?.smaller(allowed)?.larger(zero)
    }
}

impl Use {
    /// (units, money) of what is available that go into what may be paid.
    fn pays_of(&self, available: Money, payable: Money) -> Result<(Money, Money), MoneyError> {
        let Some(worth) = self.worth else {
            let amount = available.smaller(payable)?;
            return Ok((amount, amount));
        };
        let currency = available.currency();
        let unit = |number: Decimal| Money::new(number.trunc_with_scale(currency.digits()), currency);
        let units = available.smaller(unit(payable.amount() / worth.amount())?)?;
        Ok((units, self.money_of(units)?))
    }

    /// What so many units are worth, rounded down.
    pub(super) fn money_of(&self, units: Money) -> Result<Money, MoneyError> {
        let Some(worth) = self.worth else { return Ok(units) };
        let exact = units.amount() * worth.amount();
        Money::new(exact.trunc_with_scale(worth.currency().digits()), worth.currency())
    }
}

impl Spend {
    /// What of the units comes back when so much of the money does.
    pub(super) fn units_for(&self, target: Money) -> Result<Money, MoneyError> {
        let whole = self.units.money();
        if whole == self.amount.money() {
            return Ok(target);
        }
        crate::money::proportion(whole, target, self.amount.money(), Rounding::HalfAway)
    }
}
