//! `[use.cash] withdraw`: how cash goes out when its owner asks for it.

use toml::de::DeValue;

use crate::money::{Currency, Money, Percent};
use crate::rules::document::{Section, list_of, meant, money, number, one_of, percent};
use crate::rules::terms::{Withdrawal, WithdrawalMethod};
use crate::rules::uses::Use;

use super::MAX_DAYS;

const METHODS: [(&str, WithdrawalMethod); 3] =
    [("card", WithdrawalMethod::Card), ("iban", WithdrawalMethod::Iban), ("custom", WithdrawalMethod::Custom)];

/// Where the terms do not say within how many days a withdrawal is decided and paid.
const WITHIN_DAYS: u32 = 10;

enum Fee {
    Amount(Money),
    Part(Percent),
}

fn method(value: &DeValue<'_>) -> Result<WithdrawalMethod, String> {
    one_of(&METHODS)(value).map_err(|words| format!("{words}; \"custom\" is any other way, such as PayPal or a cheque"))
}

/// What [`Withdrawal`] does not say goes to the unit's use.
pub(super) fn read(mut section: Section<'_, '_>, this: &mut Use, currency: Currency) -> Option<Withdrawal> {
    let minimum = section.optional("minimum", money(currency)).unwrap_or(Money::zero(currency));
    let fee = section.optional("fee", |value| match value.as_str().filter(|text| text.contains('%')) {
        Some(_) => match percent(value)? {
            all if all.value() >= 100.into() => Err(format!("{all} leaves nothing to pay out")),
            part => Ok(Fee::Part(part)),
        },
        None => money(currency)(value).map(Fee::Amount),
    });
    let methods = section.required("methods", list_of(method));
    let within_days = section.optional("within_days", number(1..=MAX_DAYS)).unwrap_or(WITHIN_DAYS);
    let second_approval_over = section.optional("second_approval_over", money(currency));
    if methods.as_ref().is_some_and(Vec::is_empty) {
        section.problem("`methods` lists nothing, so nothing could be paid out");
    }
    let (fee, part) = match fee {
        Some(Fee::Amount(fee)) => (Some(fee).filter(|fee| fee.is_positive()), None),
        Some(Fee::Part(part)) => (None, Some(part).filter(|part| !part.is_zero())),
        None => (None, None),
    };
    if fee.is_some_and(|fee| fee >= minimum) {
        section.problem("the `fee` needs a `minimum` above it, so that something is left to pay out");
    }
    this.fee_percent = part;
    this.first_minimum = section.optional("first_minimum", money(currency));
    this.minimum_by = minimum_by(&mut section, methods.as_deref().unwrap_or_default(), currency);
    section.end();
    Some(Withdrawal { minimum, fee, methods: methods?, within_days, second_approval_over })
}

fn minimum_by(
    withdraw: &mut Section<'_, '_>,
    methods: &[WithdrawalMethod],
    currency: Currency,
) -> Vec<(WithdrawalMethod, Money)> {
    let Some(section) = withdraw.table("minimum_by") else { return Vec::new() };
    let mut minimums = Vec::new();
    for (name, value) in section.written() {
        let listed = || METHODS.iter().filter(|(_, method)| methods.contains(method));
        let method = listed().find(|(known, _)| *known == name).map(|(_, method)| *method).ok_or_else(|| {
            let known: Vec<&str> = listed().map(|(name, _)| *name).collect();
            format!("`methods` does not list it{}: {}", meant(name, known.iter().copied()), known.join(", "))
        });
        match method.and_then(|method| Ok((method, money(currency)(value.get_ref())?))) {
            Ok(minimum) => minimums.push(minimum),
            Err(words) => section.document.problem(value.span(), format!("`{name}`: {words}")),
        }
    }
    minimums
}
