use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::line::{in_currency, lines_in_currency};
use super::read::{Data, plain};
use super::words::{write_amount, write_optional_amount};
use super::{Line, Major, Malformed, Reason, Text};
use crate::ids::ExternalId;
use crate::money::{Currency, Money, MoneyError};

/// Money received, tax included, bonuses not. What it paid for is said by its invoice or by its own lines, which then add up
/// to `amount + credit` (lines with tax) or to that less `tax` (lines without). With neither it paid for one unnamed plan.
#[derive(Debug, Clone, PartialEq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PaymentSucceeded<M: std::fmt::Display = Money> {
    pub payment: ExternalId,
    pub company: ExternalId,
    #[serde(serialize_with = "write_amount")]
    pub amount: M,
    pub currency: Currency,
    #[serde(default = "none", skip_serializing_if = "Option::is_none")]
    pub invoice: Option<ExternalId>,
    #[serde(default = "none", skip_serializing_if = "Option::is_none")]
    pub lines: Option<Vec<Line<M>>>,
    #[serde(default = "none", skip_serializing_if = "Option::is_none")]
    pub promo_code: Option<Text>,
    #[serde(default = "none", skip_serializing_if = "Option::is_none", serialize_with = "write_optional_amount")]
    pub tax: Option<M>,
    /// The part that was paid with bonuses; not in `amount`.
    #[serde(default = "none", skip_serializing_if = "Option::is_none", serialize_with = "write_optional_amount")]
    pub credit: Option<M>,
}

fn none<T>() -> Option<T> {
    None
}

impl PaymentSucceeded {
    /// Its own lines; none when they are the invoice's.
    pub fn own_lines(&self) -> Option<Cow<'_, [Line]>> {
        match (&self.invoice, &self.lines) {
            (Some(_), _) => None,
            (None, Some(lines)) => Some(Cow::Borrowed(lines)),
            (None, None) => Some(Cow::Owned(vec![Line::unnamed(self.amount)])),
        }
    }

    /// The same, of a payment that is needed no more.
    pub fn into_own_lines(self) -> Vec<Line> {
        match (self.invoice, self.lines) {
            (Some(_), _) => Vec::new(),
            (None, lines) => lines.unwrap_or_else(|| vec![Line::unnamed(self.amount)]),
        }
    }

    fn check_sum(&self, lines: &[Line]) -> Result<(), Malformed> {
        let sums = || {
            let credit = self.credit.unwrap_or(Money::zero(self.currency));
            let paid = self.amount.plus(credit)?;
            let without_tax = paid.minus(self.tax.unwrap_or(Money::zero(self.currency)))?;
            Ok((Money::sum(self.currency, lines.iter().map(Line::net))?, paid, without_tax))
        };
        let (lines, paid, without_tax) =
            sums().map_err(|error: MoneyError| Malformed::at("lines", Reason::Money(error.into())))?;
        if lines == paid || (lines == without_tax && !lines.is_zero()) {
            return Ok(());
        }
        let difference = lines.minus(paid).map_err(|error| Malformed::at("lines", Reason::Money(error.into())))?;
        Err(Malformed::at("lines", Reason::LinesDoNotAddUp { lines, paid, difference: difference.into() }))
    }
}

impl Data for PaymentSucceeded {
    type Wire = PaymentSucceeded<Major>;

    fn valid(wire: Self::Wire) -> Result<Self, Malformed> {
        let currency = wire.currency;
        let named = |field: &'static str, major: Major| in_currency(major, currency, || field.to_owned());
        let payment = PaymentSucceeded {
            amount: named("amount", wire.amount)?,
            tax: wire.tax.map(|tax| named("tax", tax)).transpose()?,
            credit: wire.credit.map(|credit| named("credit", credit)).transpose()?,
            lines: wire.lines.map(|lines| lines_in_currency(lines, currency)).transpose()?,
            payment: wire.payment,
            company: wire.company,
            currency,
            invoice: wire.invoice,
            promo_code: wire.promo_code,
        };
        if payment.tax.is_some_and(|tax| tax > payment.amount) {
            return Err(Malformed::at("tax", Reason::TaxOverAmount));
        }
        match &payment.lines {
            Some(_) if payment.invoice.is_some() => Err(Malformed::at("lines", Reason::InvoiceAndLines)),
            Some(lines) => payment.check_sum(lines).map(|()| payment),
            None => Ok(payment),
        }
    }
}

/// `refund.requested`, `refund.completed` and `refund.declined`: of the whole payment unless `amount` says less.
#[derive(Debug, Clone, PartialEq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Refund {
    pub refund: ExternalId,
    pub payment: ExternalId,
    #[serde(default, skip_serializing_if = "Option::is_none", serialize_with = "write_optional_amount")]
    pub amount: Option<Major>,
}

/// `payment.disputed`, `dispute.won` and `dispute.lost`: as a refund that is requested, declined, completed.
#[derive(Debug, Clone, PartialEq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dispute {
    pub payment: ExternalId,
    #[serde(default, skip_serializing_if = "Option::is_none", serialize_with = "write_optional_amount")]
    pub amount: Option<Major>,
}

plain!(Refund, Dispute);
