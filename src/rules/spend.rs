//! What of an invoice a unit pays, and what so many of it are worth.

use super::terms::Terms;
use super::uses::{AtMost, Use};
use crate::events::LineKind;
use crate::money::{Amount, Money, MoneyError, Rounding, Unit, rounded};
use rust_decimal::Decimal;

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
        let most = match found.and_then(|found| found.at_most) {
            None => covered,
            Some(AtMost::Part(part)) => part.of(covered, Rounding::Down)?,
            Some(AtMost::Amount(most)) => covered.smaller(most)?,
        };
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

/// Which of the own subscriptions and companies are to be served, with how much: `gas 18.00, electricity`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Allocation(Vec<(String, Option<Decimal>)>);

impl Allocation {
    pub fn read(written: &str) -> Allocation {
        let parts = written.split(',').map(str::trim).filter(|part| !part.is_empty());
        let part = |part: &str| match part.rsplit_once(' ').map(|(name, amount)| (name, amount.parse::<Decimal>())) {
            Some((name, Ok(amount))) => (name.trim_end().to_owned(), Some(amount)),
            _ => (part.to_owned(), None),
        };
        Allocation(parts.map(part).collect())
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn first(&self) -> Option<&str> {
        self.0.first().map(|(name, _)| name.as_str())
    }

    /// How much of what is available is set apart for what has one of these names: what is set on others is not for this one.
    pub fn allots(&self, names: &[&str], available: Money) -> Result<Money, MoneyError> {
        let currency = available.currency();
        match self.0.iter().find(|(name, _)| names.contains(&name.as_str())) {
            Some((_, Some(amount))) if *amount >= available.amount() => Ok(available),
            Some((_, Some(amount))) => {
                Money::new(amount.trunc_with_scale(currency.digits()), currency)?.smaller(available)
            }
            None if self.0.iter().any(|(_, amount)| amount.is_none()) => Ok(Money::zero(currency)),
            Some((_, None)) | None => Ok(available),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::check;

    const USD: &str = "program = \"p\"\nname = \"P\"\ncurrency = \"USD\"\ntime_zone = \"UTC\"\n";

    fn terms(given: &str, uses: &str) -> Terms {
        check(&format!("{USD}[[reward]]\non = \"payment\"\nto = \"referrer\"\n{given}\n{uses}\n")).unwrap()
    }

    fn usd(text: &str) -> Money {
        Money::parse(text, "USD".parse().unwrap()).unwrap()
    }

    /// A plan of 100.00, a service of 50.00, of which 25.00 is tax; so much of it is paid with money and with bonuses.
    fn bill(paid: &str, used: &str) -> Bill {
        let remainder = usd("150.00").minus(usd(paid)).unwrap().minus(usd(used)).unwrap();
        let lines = vec![(LineKind::Plan, usd("100.00")), (LineKind::Service, usd("50.00"))];
        Bill { lines, remainder, used: usd(used), tax: Some(usd("25.00")) }
    }

    fn spends(terms: &Terms, unit: Unit, units: &str, bill: &Bill) -> Result<String, String> {
        let units = Money::parse(units, unit.currency(terms.currency)).unwrap();
        let spent = terms.spend(unit, Amount::new(units).unwrap(), bill);
        spent.map(|amount| amount.to_string()).map_err(|refused| refused.to_string())
    }

    fn most(terms: &Terms, unit: Unit, available: &str, bill: &Bill) -> Option<(String, String)> {
        let available = Money::parse(available, unit.currency(terms.currency)).unwrap();
        let most = terms.spend_most(unit, available, bill).unwrap();
        most.map(|(units, amount)| (units.to_string(), amount.to_string()))
    }

    fn both(units: &str, amount: &str) -> Option<(String, String)> {
        Some((units.to_owned(), amount.to_owned()))
    }

    const CREDIT: &str = "give = \"10 %\"\nas = \"credit\"";
    const POINTS: &str = "give = 100\nas = \"points\"";

    #[test]
    fn credit_pays_the_lines_that_the_terms_name_and_the_tax_if_they_let_it() {
        let plain = terms(CREDIT, "");
        assert_eq!(spends(&plain, Unit::Credit, "150.00", &bill("0.00", "0.00")).as_deref(), Ok("150.00"));
        let plans = terms(CREDIT, "[use.credit]\npays = [\"plan\"]");
        assert_eq!(most(&plans, Unit::Credit, "500.00", &bill("0.00", "0.00")), both("100.00", "100.00"));
        assert_eq!(most(&plans, Unit::Credit, "500.00", &bill("0.00", "30.00")), both("70.00", "70.00"));
        assert_eq!(most(&plans, Unit::Credit, "500.00", &bill("120.00", "0.00")), both("30.00", "30.00"));
        let taxed = terms(CREDIT, "[use.credit]\nnever_below = \"tax\"");
        assert_eq!(most(&taxed, Unit::Credit, "500.00", &bill("0.00", "0.00")), both("125.00", "125.00"));
        assert_eq!(most(&taxed, Unit::Credit, "500.00", &bill("130.00", "0.00")), None, "20.00 of the tax are left");
        assert_eq!(most(&taxed, Unit::Credit, "-1.00", &bill("0.00", "0.00")), None);
    }

    #[test]
    fn of_one_invoice_no_more_is_paid_than_the_terms_say() {
        let open = bill("0.00", "0.00");
        let some = terms(CREDIT, "[use.credit]\nat_most = \"60.00\"");
        assert_eq!(most(&some, Unit::Credit, "500.00", &open), both("60.00", "60.00"));
        assert_eq!(most(&some, Unit::Credit, "500.00", &bill("0.00", "45.00")), both("15.00", "15.00"));
        assert_eq!(most(&some, Unit::Credit, "500.00", &bill("0.00", "60.00")), None);
        assert_eq!(most(&some, Unit::Credit, "500.00", &bill("120.00", "0.00")), both("30.00", "30.00"));
        assert_eq!(spends(&some, Unit::Credit, "60.00", &open).as_deref(), Ok("60.00"));
        assert_eq!(spends(&some, Unit::Credit, "60.01", &open).unwrap_err(), "only 60.00 is left that bonuses may pay");
        let points: Unit = "points".parse().unwrap();
        let worth = terms(POINTS, "[use.points]\nworth = \"0.03\"\npays = [\"plan\"]\nat_most = \"60.00\"");
        assert_eq!(most(&worth, points, "9999", &open), both("2000", "60.00"));
    }

    #[test]
    fn what_may_not_be_used_is_refused_with_what_would_do() {
        let least = terms(CREDIT, "[use.credit]\nminimum = \"10.00\"\nnever_below = \"tax\"");
        let open = bill("0.00", "0.00");
        let refused = |terms: &Terms, unit, units| spends(terms, unit, units, &open).unwrap_err();
        assert_eq!(refused(&least, Unit::Credit, "9.99"), "at least 10.00 is used at once");
        assert_eq!(refused(&least, Unit::Credit, "125.01"), "only 125.00 is left that bonuses may pay");
        assert_eq!(refused(&least, Unit::Cash, "10.00"), "the program lets no cash pay an invoice");
        assert_eq!(most(&least, Unit::Credit, "9.99", &open), None);
        let alone = terms(CREDIT, "[use.credit]\nalone = true");
        assert_eq!(
            refused(&alone, Unit::Credit, "149.99"),
            "it pays an invoice whole or not at all: 150.00 is to be paid"
        );
        assert_eq!(most(&alone, Unit::Credit, "149.99", &open), None);
        assert_eq!(most(&alone, Unit::Credit, "200.00", &open), both("150.00", "150.00"));
    }

    /// A point pays 0.03: 100.00 takes 3333.33 of them, which pay 99.9999, rounded down.
    #[test]
    fn units_pay_what_they_are_worth_rounded_down() {
        let points: Unit = "points".parse().unwrap();
        let terms = terms(POINTS, "[use.points]\nworth = \"0.03\"\npays = [\"plan\"]\nminimum = 50");
        let open = bill("0.00", "0.00");
        assert_eq!(most(&terms, points, "1000", &open), both("1000", "30.00"));
        assert_eq!(most(&terms, points, "9999", &open), both("3333.33", "99.99"));
        assert_eq!(most(&terms, points, "49.99", &open), None);
        assert_eq!(spends(&terms, points, "51", &open).as_deref(), Ok("1.53"));
        assert_eq!(spends(&terms, points, "50.99", &open).as_deref(), Ok("1.52"));
        assert_eq!(spends(&terms, points, "3334", &open).unwrap_err(), "only 100.00 is left that bonuses may pay");
        assert_eq!(spends(&terms, points, "0.33", &open).unwrap_err(), "zero moves nothing");
        let unnamed = self::terms(POINTS, "[use.points]\nworth = \"0.03\"");
        assert_eq!(most(&unnamed, points, "1000", &open), both("1000", "30.00"), "both kinds where none is named");
    }

    #[test]
    fn an_invoice_in_another_currency_is_not_paid() {
        let eur = |text: &str| Money::parse(text, "EUR".parse().unwrap()).unwrap();
        let bill =
            Bill { lines: vec![(LineKind::Plan, eur("9.00"))], remainder: eur("9.00"), used: eur("0.00"), tax: None };
        let terms = terms(CREDIT, "");
        assert_eq!(most(&terms, Unit::Credit, "5.00", &bill), None);
        assert!(spends(&terms, Unit::Credit, "5.00", &bill).unwrap_err().contains("cannot be combined"));
    }

    #[test]
    fn what_is_set_apart_for_others_is_not_for_this_one() {
        let allots =
            |written: &str, names: &[&str]| Allocation::read(written).allots(names, usd("50.00")).unwrap().to_string();
        assert_eq!(allots("", &["gas"]), "50.00");
        assert_eq!(allots("gas 18.00, electricity", &["gas"]), "18.00");
        assert_eq!(allots("gas 18.009 , electricity", &["home", "gas"]), "18.00");
        assert_eq!(allots("gas 80.00", &["gas"]), "50.00");
        assert_eq!(allots("gas 99999999999999999999", &["gas"]), "50.00");
        assert_eq!(allots("gas 18.00, electricity", &["electricity"]), "50.00");
        assert_eq!(allots("gas 18.00, electricity", &["water"]), "0.00");
        assert_eq!(allots("gas 18.00", &["water"]), "50.00", "nothing says that the rest is for another");
        assert_eq!(Allocation::read("my flat, gas 1").first(), Some("my flat"));
    }
}
