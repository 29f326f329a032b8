use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{Currency, Money, MoneyError};

/// What happens to a fraction of the minor unit. All three treat negative amounts as mirror images.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rounding {
    #[default]
    HalfAway,
    /// Towards zero.
    Down,
    /// Away from zero.
    Up,
}

impl Rounding {
    pub(super) fn divide(self, dividend: i128, divisor: i128) -> i128 {
        let (quotient, rest) = (dividend / divisor, dividend % divisor);
        let away = match self {
            Rounding::HalfAway => rest.unsigned_abs() >= divisor.unsigned_abs() - rest.unsigned_abs(),
            Rounding::Down => false,
            Rounding::Up => rest != 0,
        };
        if away { quotient + dividend.signum() * divisor.signum() } else { quotient }
    }
}

/// `money × part ÷ whole`, rounded once to the minor unit.
pub fn proportion(money: Money, part: Money, whole: Money, rounding: Rounding) -> Result<Money, MoneyError> {
    part.same_currency(whole)?;
    if whole.is_zero() {
        return Err(MoneyError::ZeroWhole);
    }
    Money::from_minor(rounding.divide(money.minor() * part.minor(), whole.minor()), money.currency)
}

/// A number of major units, rounded once to a multiple of `step`, or of the minor unit where there is none.
pub fn rounded(
    exact: Decimal,
    currency: Currency,
    step: Option<Money>,
    rounding: Rounding,
) -> Result<Money, MoneyError> {
    let step = step.map_or(1, Money::minor).max(1);
    let exact = exact.normalize();
    let above = exact.mantissa().checked_mul(currency.units_per_major());
    let below = 10i128.checked_pow(exact.scale()).and_then(|scale| scale.checked_mul(step));
    let (Some(above), Some(below)) = (above, below) else { return Err(MoneyError::TooLarge) };
    let units = rounding.divide(above, below).checked_mul(step).ok_or(MoneyError::TooLarge)?;
    Money::from_minor(units, currency)
}

/// Divides `total` over the weights so that the parts sum to it: each gets its proportion rounded down, and the units that
/// are left go one each to the largest remainders, the earlier first. Weights must not be negative, nor all zero unless the
/// total is zero.
pub fn split(total: Money, weights: &[Money]) -> Result<Vec<Money>, MoneyError> {
    if let Some(negative) = weights.iter().find(|weight| weight.is_negative()) {
        return Err(MoneyError::NotPositive(*negative));
    }
    let whole: i128 = weights.iter().map(|weight| weight.minor()).sum();
    if whole == 0 {
        let nothing = || weights.iter().map(|_| Money::zero(total.currency)).collect();
        return if total.is_zero() { Ok(nothing()) } else { Err(MoneyError::ZeroWhole) };
    }
    let exact: Vec<(i128, i128)> = weights
        .iter()
        .map(|weight| total.minor() * weight.minor())
        .map(|product| (product / whole, (product % whole).abs()))
        .collect();
    let mut units: Vec<i128> = exact.iter().map(|(quotient, _)| *quotient).collect();
    let mut left = total.minor() - units.iter().sum::<i128>();
    let mut order: Vec<usize> = (0..units.len()).collect();
    order.sort_by_key(|&i| std::cmp::Reverse(exact[i].1));
    for i in order {
        units[i] += left.signum();
        left -= left.signum();
    }
    units.into_iter().map(|part| Money::from_minor(part, total.currency)).collect()
}
