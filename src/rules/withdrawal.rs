//! Whether cash may be withdrawn, and what of it is kept back.

use std::fmt;
use std::str::FromStr;

use super::terms::{Terms, Withdrawal, WithdrawalMethod};
use super::uses::{Fee, Use};
use crate::money::{Amount, Money, MoneyError, Unit};

/// A request that the terms allow.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Asked {
    pub amount: Amount,
    /// Part of the amount, kept back when it is paid; zero where there is none.
    pub fee: Money,
    /// By so many different members of staff.
    pub approvals: u32,
}

/// Why cash may not be withdrawn: each is something a person can understand and act on.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotAllowed {
    #[error("zero moves nothing")]
    Nothing,
    #[error("it is not paid out that way")]
    MethodNotOffered,
    #[error("at least {0} is withdrawn at once")]
    BelowMinimum(Money),
    #[error("the fee of {0} would take all of it")]
    NotAboveFee(Money),
    #[error("{0} is owed")]
    Owed(Money),
    #[error("only {0} is available")]
    NotEnough(Money),
    #[error(transparent)]
    Money(#[from] MoneyError),
}

impl Terms {
    /// What is kept back of a withdrawal: by any method, or by one.
    pub fn withdrawal_fees(&self) -> Vec<(Option<WithdrawalMethod>, Fee)> {
        let cash = self.use_of(Unit::Cash);
        let fixed = self.withdrawal.as_ref().and_then(|withdrawal| withdrawal.fee).map(Fee::Amount);
        let part = cash.and_then(|cash| cash.fee_percent).map(Fee::Part);
        let by = cash.into_iter().flat_map(|cash| &cash.fee_by).map(|(method, fee)| (Some(*method), *fee));
        fixed.into_iter().chain(part).map(|fee| (None, fee)).chain(by).collect()
    }

    pub fn withdrawal_fee(&self, amount: Money, method: WithdrawalMethod) -> Result<Money, MoneyError> {
        let fees = self.withdrawal_fees().into_iter().filter(|(of, _)| of.is_none_or(|of| of == method));
        let fees = fees.map(|(_, fee)| match fee {
            Fee::Amount(fee) => Ok(fee),
            Fee::Part(part) => part.of(amount, self.rounding),
        });
        Money::sum(self.currency, fees.collect::<Result<Vec<Money>, MoneyError>>()?)
    }

    /// Whether an adjustment by staff needs a second one's approval.
    pub fn is_adjusted_by_two(&self, unit: Unit, amount: Amount) -> Result<bool, MoneyError> {
        let limit = self.adjusted_by_two_over.iter().find(|(of, _)| *of == unit);
        limit.map_or(Ok(false), |(_, over)| Ok(amount.money().minus(*over)?.is_positive()))
    }

    /// A request, where the terms pay cash out. `first`: nothing was withdrawn before.
    pub fn ask_withdrawal(
        &self,
        allowed: &Withdrawal,
        (amount, method): (Money, WithdrawalMethod),
        available: Money,
        first: bool,
    ) -> Result<Asked, NotAllowed> {
        let cash = self.uses.iter().find(|found| found.unit == Unit::Cash);
        let by_method = |cash: &Use| cash.minimum_by.iter().find(|(by, _)| *by == method).map(|(_, minimum)| *minimum);
        let of_first = cash.and_then(|cash| cash.first_minimum).filter(|_| first);
        let minimum = cash.and_then(by_method).or(of_first).unwrap_or(allowed.minimum);
        let fee = Some(self.withdrawal_fee(amount, method)?).filter(|fee| fee.is_positive());
        Withdrawal { minimum, fee, ..allowed.clone() }.ask(amount, method, available)
    }
}

impl Withdrawal {
    /// `available`: the person's cash in the program, after everything that is due was released.
    pub fn ask(&self, amount: Money, method: WithdrawalMethod, available: Money) -> Result<Asked, NotAllowed> {
        let fee = self.fee.unwrap_or(Money::zero(self.minimum.currency()));
        if !self.methods.contains(&method) {
            return Err(NotAllowed::MethodNotOffered);
        }
        let below = self.minimum.minus(amount)?.is_positive();
        let amount = Amount::positive(amount).ok_or(NotAllowed::Nothing)?;
        if below {
            return Err(NotAllowed::BelowMinimum(self.minimum));
        }
        if !amount.money().minus(fee)?.is_positive() {
            return Err(NotAllowed::NotAboveFee(fee));
        }
        if available.is_negative() {
            return Err(NotAllowed::Owed(available.negated()));
        }
        if amount.money().minus(available)?.is_positive() {
            return Err(NotAllowed::NotEnough(available));
        }
        let over = |limit: Money| Ok::<bool, MoneyError>(amount.money().minus(limit)?.is_positive());
        let second = self.second_approval_over.map(over).transpose()?.unwrap_or(false);
        Ok(Asked { amount, fee, approvals: if second { 2 } else { 1 } })
    }
}

impl WithdrawalMethod {
    pub const ALL: [WithdrawalMethod; 3] = [WithdrawalMethod::Card, WithdrawalMethod::Iban, WithdrawalMethod::Custom];

    pub fn name(self) -> &'static str {
        match self {
            WithdrawalMethod::Card => "card",
            WithdrawalMethod::Iban => "iban",
            WithdrawalMethod::Custom => "custom",
        }
    }
}

impl fmt::Display for WithdrawalMethod {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for WithdrawalMethod {
    type Err = NotAllowed;

    fn from_str(name: &str) -> Result<WithdrawalMethod, NotAllowed> {
        let found = WithdrawalMethod::ALL.into_iter().find(|method| method.name() == name);
        found.ok_or(NotAllowed::MethodNotOffered)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use WithdrawalMethod::{Card, Custom, Iban};

    fn uah(text: &str) -> Money {
        Money::parse(text, "UAH".parse().unwrap()).unwrap()
    }

    fn terms() -> Withdrawal {
        Withdrawal {
            minimum: uah("100.00"),
            fee: Some(uah("1.00")),
            methods: vec![Card, Iban],
            within_days: 10,
            second_approval_over: Some(uah("5000.00")),
        }
    }

    #[test]
    fn what_the_terms_allow_has_its_fee_and_its_approvals() {
        for (amount, approvals) in [("100.00", 1), ("5000.00", 1), ("5000.01", 2)] {
            let asked = terms().ask(uah(amount), Card, uah("9000.00")).unwrap();
            assert_eq!((asked.amount.money(), asked.fee, asked.approvals), (uah(amount), uah("1.00"), approvals));
        }
        let free = Withdrawal { fee: None, second_approval_over: None, ..terms() };
        let asked = free.ask(uah("9000.00"), Iban, uah("9000.00")).unwrap();
        assert_eq!((asked.fee, asked.approvals), (uah("0.00"), 1));
    }

    #[test]
    fn what_they_do_not_allow_is_refused_with_what_would_do() {
        let minimum = NotAllowed::BelowMinimum(uah("100.00"));
        for (amount, method, available, refused) in [
            ("500.00", Custom, "900.00", NotAllowed::MethodNotOffered),
            ("0.00", Card, "900.00", NotAllowed::Nothing),
            ("-5.00", Card, "900.00", NotAllowed::Nothing),
            ("99.99", Card, "900.00", minimum.clone()),
            ("99.99", Card, "-1.00", minimum),
            ("100.00", Card, "-0.01", NotAllowed::Owed(uah("0.01"))),
            ("100.01", Card, "100.00", NotAllowed::NotEnough(uah("100.00"))),
            ("100.00", Card, "0.00", NotAllowed::NotEnough(uah("0.00"))),
        ] {
            assert_eq!(terms().ask(uah(amount), method, uah(available)), Err(refused), "{amount} {method} {available}");
        }
        let dear = Withdrawal { minimum: uah("1.00"), fee: Some(uah("1.00")), ..terms() };
        assert_eq!(dear.ask(uah("1.00"), Card, uah("9.00")), Err(NotAllowed::NotAboveFee(uah("1.00"))));
        assert!(dear.ask(uah("1.01"), Card, uah("9.00")).is_ok());
    }

    #[test]
    fn a_fee_may_depend_on_the_method() {
        let head = "program = \"p\"\nname = \"P\"\ncurrency = \"UAH\"\ntime_zone = \"UTC\"\n";
        let reward = "[[reward]]\non = \"payment\"\ngive = \"10 %\"\nas = \"cash\"\n[use.cash]\n";
        let said = "withdraw = { methods = [\"card\", \"iban\", \"custom\"], minimum = \"2.00\", fee = { card = \"0.8 %\", iban = \"1.50\" } }";
        let terms = crate::rules::check(&format!("{head}{reward}{said}")).unwrap();
        let allowed = terms.withdrawal.as_ref().unwrap();
        for (method, fee) in [(Card, "1.00"), (Iban, "1.50"), (Custom, "0.00")] {
            let asked = terms.ask_withdrawal(allowed, (uah("125.00"), method), uah("900.00"), true).unwrap();
            assert_eq!((asked.amount.money(), asked.fee), (uah("125.00"), uah(fee)), "{method}");
        }
    }

    #[test]
    fn another_currency_is_never_converted() {
        let usd = Money::parse("500.00", "USD".parse().unwrap()).unwrap();
        assert!(matches!(terms().ask(usd, Card, uah("900.00")), Err(NotAllowed::Money(_))));
    }

    #[test]
    fn methods_are_read_by_their_names() {
        for method in WithdrawalMethod::ALL {
            assert_eq!(method.name().parse(), Ok(method));
        }
        assert_eq!("cash".parse::<WithdrawalMethod>(), Err(NotAllowed::MethodNotOffered));
    }
}
