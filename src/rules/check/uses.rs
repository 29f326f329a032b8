//! `[use.credit]` and `[use.cash]`: what becomes of what was earned.

use toml::de::DeValue;

use super::{KINDS, MAX_DAYS};
use crate::events::LineKind;
use crate::money::{Currency, Money, Unit};
use crate::rules::document::{Section, list_of, number, one_of, text};
use crate::rules::terms::{Clause, Withdrawal, WithdrawalMethod};

const METHODS: [(&str, WithdrawalMethod); 3] =
    [("card", WithdrawalMethod::Card), ("iban", WithdrawalMethod::Iban), ("custom", WithdrawalMethod::Custom)];

/// Where the terms do not say within how many days a withdrawal is decided and paid.
const WITHIN_DAYS: u32 = 10;

/// What credit pays, and how cash is withdrawn.
pub(super) fn read(
    program: &mut Section<'_, '_>,
    currency: Option<Currency>,
    rewards: &[Clause],
) -> (Vec<LineKind>, Option<Withdrawal>) {
    let everything = || KINDS.map(|(_, kind)| kind).into();
    let Some(value) = program.value("use") else { return (everything(), None) };
    let Some(mut section) = Section::of(program.document, value, "[use]") else { return (Vec::new(), None) };
    let pays = section.value("credit").and_then(|value| Section::of(section.document, value, "[use.credit]"));
    let pays = pays.and_then(|mut credit| {
        let pays = credit.optional("pays", list_of(one_of(&KINDS)));
        credit.end();
        pays
    });
    let cash = section.value("cash").and_then(|value| Section::of(section.document, value, "[use.cash]"));
    let withdrawal = cash.and_then(|mut cash| {
        if !rewards.is_empty() && rewards.iter().all(|clause| clause.unit != Unit::Cash) {
            cash.problem("no reward is given as cash; credit is never withdrawn");
        }
        let withdraw = cash.value("withdraw").and_then(|value| Section::of(cash.document, value, "withdraw"));
        cash.end();
        withdrawal(withdraw?, currency?)
    });
    section.end();
    (pays.unwrap_or_else(everything), withdrawal)
}

fn withdrawal(mut section: Section<'_, '_>, currency: Currency) -> Option<Withdrawal> {
    let money = |value: &DeValue| {
        let money = Money::parse(&text(value)?, currency).map_err(|error| error.to_string())?;
        if money.is_negative() { Err("an amount that is not below zero".to_owned()) } else { Ok(money) }
    };
    let minimum = section.optional("minimum", money).unwrap_or(Money::zero(currency));
    let fee = section.optional("fee", money);
    let methods = section.required("methods", list_of(one_of(&METHODS)));
    let within_days = section.optional("within_days", number(1..=MAX_DAYS)).unwrap_or(WITHIN_DAYS);
    let second_approval_over = section.optional("second_approval_over", money);
    if methods.as_ref().is_some_and(Vec::is_empty) {
        section.problem("`methods` lists nothing, so nothing could be paid out");
    }
    let fee = fee.filter(|fee| fee.is_positive());
    if fee.is_some_and(|fee| fee >= minimum) {
        section.problem("the `fee` needs a `minimum` above it, so that something is left to pay out");
    }
    section.end();
    Some(Withdrawal { minimum, fee, methods: methods?, within_days, second_approval_over })
}
