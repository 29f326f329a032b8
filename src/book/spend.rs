//! What was used on an invoice and what of it came back, the same for the database and for the world in memory.

use crate::money::{Amount, Money, MoneyError, Rounding, proportion};

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SpendState {
    /// What it paid, in the invoice's currency.
    pub amount: Amount,
    pub returned: Money,
    /// What left the account for it, and what of that came back: the same, but of units that are no money.
    pub units: Amount,
    pub units_returned: Money,
}

impl SpendState {
    pub fn new(amount: Amount, units: Amount) -> SpendState {
        let (returned, units_returned) = (Money::zero(amount.currency()), Money::zero(units.currency()));
        SpendState { amount, returned, units, units_returned }
    }

    pub fn is_returned(&self) -> bool {
        self.returned >= self.amount.money()
    }

    /// Returns what is missing up to `target` of the amount, and never takes back what was returned. Answers the units that come
    /// back now.
    pub fn return_up_to(&mut self, target: Money) -> Result<Option<Amount>, MoneyError> {
        if !target.minus(self.returned)?.is_positive() {
            return Ok(None);
        }
        self.returned = target;
        let units = self.units_for(target)?;
        let missing = Amount::positive(units.minus(self.units_returned)?);
        if missing.is_some() {
            self.units_returned = units;
        }
        Ok(missing)
    }

    /// What of the units comes back when so much of the money does.
    fn units_for(&self, target: Money) -> Result<Money, MoneyError> {
        let (units, amount) = (self.units.money(), self.amount.money());
        if units == amount { Ok(target) } else { proportion(units, target, amount, Rounding::HalfAway) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn usd(text: &str) -> Money {
        Money::parse(text, "USD".parse().unwrap()).unwrap()
    }

    fn points(text: &str) -> Money {
        Money::parse(text, "points".parse().unwrap()).unwrap()
    }

    fn back(state: &mut SpendState, target: &str) -> Option<String> {
        state.return_up_to(usd(target)).unwrap().map(|units| units.to_string())
    }

    #[test]
    fn money_comes_back_as_it_was_used_and_once() {
        let amount = Amount::new(usd("90.00")).unwrap();
        let mut state = SpendState::new(amount, amount);
        assert_eq!(back(&mut state, "30.00").as_deref(), Some("30.00"));
        assert_eq!(back(&mut state, "20.00"), None, "what was returned stays returned");
        assert!(!state.is_returned());
        assert_eq!(back(&mut state, "90.00").as_deref(), Some("60.00"));
        assert!(state.is_returned());
        assert_eq!(back(&mut state, "90.00"), None);
    }

    /// 700 points paid 7.00: 2.50 is worth 250 of them.
    #[test]
    fn units_come_back_in_the_proportion_of_what_they_paid() {
        let mut state = SpendState::new(Amount::new(usd("7.00")).unwrap(), Amount::new(points("700")).unwrap());
        assert_eq!(back(&mut state, "2.50").as_deref(), Some("250"));
        assert_eq!(back(&mut state, "7.00").as_deref(), Some("450"));
    }

    /// 0.03 of a point paid 7.00: 1.00 is 0.0043 of one, which is none; 2.00 is 0.0086 of one, which is 0.01.
    #[test]
    fn a_part_that_is_no_smallest_unit_waits_for_the_next() {
        let mut state = SpendState::new(Amount::new(usd("7.00")).unwrap(), Amount::new(points("0.03")).unwrap());
        assert_eq!(back(&mut state, "1.00"), None);
        assert_eq!(back(&mut state, "2.00").as_deref(), Some("0.01"));
        assert_eq!(back(&mut state, "7.00").as_deref(), Some("0.02"));
    }
}
