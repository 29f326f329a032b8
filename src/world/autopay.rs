//! Credit that pays the next invoice by itself.

use super::spends::Spend;
use super::{Applied, World};
use crate::book::Posting;
use crate::ids::ExternalId;
use crate::money::{Money, MoneyError, Unit};

impl World {
    pub(super) fn pay_by_itself(&mut self, invoice: usize) -> Applied {
        let (at, person) = (self.invoices[invoice].at, self.invoices[invoice].person);
        for program in 0..self.programs.len() {
            let auto = self.programs[program].told(at).uses.iter().filter(|found| found.auto);
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
        let available = self.accounts.balances[account].available;
        let available = self.allotted(invoice, available)?;
        let most = self.programs[program].told(at).spend_most(unit, available, &self.bill(invoice)?)?;
        let Some((units, amount)) = most else { return Ok(()) };
        self.accounts.post(account, Posting::CreditSpent, units, at)?;
        let place = self.spends.len();
        self.spends.push(Spend::new(account, invoice, at, amount, units));
        self.invoices[invoice].spends.push(place);
        Ok(())
    }

    /// How much the person set apart for the invoice's company or subscription.
    fn allotted(&self, invoice: usize, available: Money) -> Result<Money, MoneyError> {
        let bill = &self.invoices[invoice];
        let allocation = self.people[bill.person].recorded.allocation_at(bill.at);
        let subscription = self.subscription_of_invoice(bill).map(|place| &self.subscriptions[place].fact.subscription);
        let names = [Some(&self.companies[bill.company].id), subscription];
        let names: Vec<&str> = names.into_iter().flatten().map(ExternalId::as_str).collect();
        allocation.allots(&names, available)
    }
}
