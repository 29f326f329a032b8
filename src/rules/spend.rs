//! What of an invoice a unit pays, and what so many of it are worth.

use super::terms::Terms;
use super::uses::Use;
use crate::events::LineKind;
use crate::money::{Amount, Money, MoneyError, Rounding, Unit, rounded};

/// An invoice as bonuses pay it.
#[derive(Debug, Clone)]
pub struct Bill {
    /// What is to be paid for each line, after every discount.
    pub lines: Vec<(LineKind, Money)>,
    /// Still to be paid, after money received and bonuses used.
    pub remainder: Money,
    /// By bonuses of whatever unit.
    pub used: Money,
    pub tax: Option<Money>,
}

/// Why so much of a unit pays nothing: each is something a person can understand and act on.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotSpent {
    #[error("zero moves nothing")]
    Nothing,
    #[error("the program lets no {0} pay an invoice")]
    PaysNothing(Unit),
    #[error("at least {0} is used at once")]
    BelowMinimum(Money),
    #[error("it pays an invoice whole or not at all: {0} is to be paid")]
    NotAlone(Money),
    #[error("only {0} is left that bonuses may pay")]
    MoreThanPayable(Money),
    #[error(transparent)]
    Money(#[from] MoneyError),
}

impl Terms {
    /// What the terms say becomes of a unit; none where they say nothing of it.
    pub fn use_of(&self, unit: Unit) -> Option<&Use> {
        self.uses.iter().find(|found| found.unit == unit)
    }

    /// Whether a person may pay invoices with it: credit, unless something else is said of it.
    fn spent(&self, unit: Unit) -> Result<Use, NotSpent> {
        let credit = || (unit == Unit::Credit).then(|| Use::none(unit, self.currency));
        self.use_of(unit).cloned().or_else(credit).ok_or(NotSpent::PaysNothing(unit))
    }

    /// What a unit may still pay of an invoice: its remainder, at most the lines of the kinds that it pays. Nothing of an invoice in
    /// another currency.
    pub fn payable(&self, unit: Unit, bill: &Bill) -> Result<Money, MoneyError> {
        let found = self.use_of(unit);
        let own = found.map_or(&[][..], |found| &found.pays);
        let pays = if own.is_empty() && unit == Unit::Credit { &self.credit_pays } else { own };
        let zero = Money::zero(bill.remainder.currency());
        let counted =
            found.and_then(|found| found.worth).map_or(unit.currency(self.currency), |worth| worth.money.currency());
        if counted != zero.currency() {
            return Ok(zero);
        }
        let covered = bill.lines.iter().filter(|(kind, _)| pays.contains(kind)).map(|(_, net)| *net);
        let covered = Money::sum(zero.currency(), covered)?;
        let most =
            found.and_then(|found| found.at_most).map_or(Ok(covered), |part| part.of(covered, Rounding::Down))?;
        let allowed = most.minus(bill.used)?;
        let tax = bill.tax.filter(|_| found.is_some_and(|found| found.never_below_tax)).unwrap_or(zero);
        bill.remainder.minus(tax)?.smaller(allowed)?.larger(zero)
    }

    /// What so much of a unit pays, of whatever invoice.
    pub fn money_of(&self, unit: Unit, units: Amount) -> Result<Amount, NotSpent> {
        Amount::positive(self.spent(unit)?.money_of(units.money())?).ok_or(NotSpent::Nothing)
    }

    /// What so much of a unit pays, where it may be used at once. Whether there is so much of it is another question.
    pub fn spend(&self, unit: Unit, units: Amount, bill: &Bill) -> Result<Amount, NotSpent> {
        let (found, amount) = (self.spent(unit)?, self.money_of(unit, units)?);
        let payable = self.payable(unit, bill)?;
        let missing = payable.minus(amount.money())?;
        match found.minimum {
            Some(minimum) if minimum.minus(units.money())?.is_positive() => Err(NotSpent::BelowMinimum(minimum)),
            _ if found.alone && missing.is_positive() => Err(NotSpent::NotAlone(payable)),
            _ if missing.is_negative() => Err(NotSpent::MoreThanPayable(payable)),
            _ => Ok(amount),
        }
    }

    /// The most of a unit that may be used at once, and what it pays; none where nothing may.
    pub fn spend_most(
        &self,
        unit: Unit,
        available: Money,
        bill: &Bill,
    ) -> Result<Option<(Amount, Amount)>, MoneyError> {
        let payable = self.payable(unit, bill)?;
        let Ok(found) = self.spent(unit) else { return Ok(None) };
        if !payable.is_positive() || !available.is_positive() {
            return Ok(None);
        }
        let (units, amount) = found.pays_of(available, payable)?;
        let enough = !found.alone || amount == payable;
        let reaches = found.minimum.is_none_or(|minimum| minimum <= units);
        Ok(Amount::positive(units).zip(Amount::positive(amount)).filter(|_| enough && reaches))
    }
}

impl Use {
    /// (units, money) of what is available that go into what may be paid.
    fn pays_of(&self, available: Money, payable: Money) -> Result<(Money, Money), MoneyError> {
        let Some(worth) = self.worth else {
            let amount = available.smaller(payable)?;
            return Ok((amount, amount));
        };
        let exact = payable.amount().checked_mul(worth.of.amount()).ok_or(MoneyError::TooLarge)? / worth.money.amount();
        let round = |exact| rounded(exact, available.currency(), self.step, Rounding::Down);
        let units = round(available.amount())?.smaller(round(exact)?)?;
        Ok((units, self.money_of(units)?))
    }

    /// What so many units are worth, rounded down.
    fn money_of(&self, units: Money) -> Result<Money, MoneyError> {
        let Some(worth) = self.worth else { return Ok(units) };
        let exact = units.amount().checked_mul(worth.money.amount()).ok_or(MoneyError::TooLarge)? / worth.of.amount();
        rounded(exact, worth.money.currency(), None, Rounding::Down)
    }
}
