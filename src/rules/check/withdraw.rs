//! `[use.cash] withdraw`: how cash goes out when its owner asks for it.

use toml::de::DeValue;

use crate::money::{Currency, Money};
use crate::rules::document::{Section, list_of, meant, money, number, one_of, percent};
use crate::rules::terms::{Withdrawal, WithdrawalMethod};
use crate::rules::uses::{Fee, Use};

use super::MAX_DAYS;

const METHODS: [(&str, WithdrawalMethod); 3] =
    [("card", WithdrawalMethod::Card), ("iban", WithdrawalMethod::Iban), ("custom", WithdrawalMethod::Custom)];

/// Where the terms do not say within how many days a withdrawal is decided and paid.
const WITHIN_DAYS: u32 = 10;

fn method(value: &DeValue<'_>) -> Result<WithdrawalMethod, String> {
    one_of(&METHODS)(value).map_err(|words| format!("{words}; \"custom\" is any other way, such as PayPal or a cheque"))
}

/// What [`Withdrawal`] does not say goes to the unit's use.
pub(super) fn read(mut section: Section<'_, '_>, this: &mut Use, currency: Currency) -> Option<Withdrawal> {
    let minimum = section.optional("minimum", money(currency)).unwrap_or(Money::zero(currency));
    let methods = section.required("methods", list_of(method));
    let listed = methods.as_deref().unwrap_or_default();
    let by = matches!(section.value("fee").map(|value| value.get_ref()), Some(DeValue::Table(_)));
    if by {
        this.fee_by = by_method(&mut section, "fee", listed, fee(currency));
    }
    let fee = if by { None } else { section.optional("fee", fee(currency)) };
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
    this.minimum_by = by_method(&mut section, "minimum_by", listed, money(currency));
    for (method, fee) in &this.fee_by {
        let own = this.minimum_by.iter().find(|(of, _)| of == method).map_or(minimum, |(_, own)| *own);
        if matches!(fee, Fee::Amount(fee) if fee.is_positive() && *fee >= own) {
            section.problem(format!(
                "the `fee` of {method} needs a `minimum` above it, so that something is left to pay out"
            ));
        }
    }
    section.end();
    Some(Withdrawal { minimum, fee, methods: methods?, within_days, second_approval_over })
}

/// `"5.00"`, or `"2 %"`.
fn fee(currency: Currency) -> impl Fn(&DeValue<'_>) -> Result<Fee, String> {
    move |value| match value.as_str().filter(|text| text.contains('%')) {
        Some(_) => match percent(value)? {
            all if all.value() >= 100.into() => Err(format!("{all} leaves nothing to pay out")),
            part => Ok(Fee::Part(part)),
        },
        None => money(currency)(value).map(Fee::Amount),
    }
}

/// A table with a value for some of the methods.
fn by_method<T>(
    withdraw: &mut Section<'_, '_>,
    word: &'static str,
    methods: &[WithdrawalMethod],
    read: impl Fn(&DeValue<'_>) -> Result<T, String>,
) -> Vec<(WithdrawalMethod, T)> {
    let Some(section) = withdraw.table(word) else { return Vec::new() };
    let mut found = Vec::new();
    for (name, value) in section.written() {
        let listed = || METHODS.iter().filter(|(_, method)| methods.contains(method));
        let method = listed().find(|(known, _)| *known == name).map(|(_, method)| *method).ok_or_else(|| {
            let known: Vec<&str> = listed().map(|(name, _)| *name).collect();
            format!("`methods` does not list it{}: {}", meant(name, known.iter().copied()), known.join(", "))
        });
        match method.and_then(|method| Ok((method, read(value.get_ref())?))) {
            Ok(one) => found.push(one),
            Err(words) => section.document.problem(value.span(), format!("`{name}`: {words}")),
        }
    }
    found
}
