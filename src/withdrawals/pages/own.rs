//! What a person has in a program, and what may be done with it.

use super::{AskForm, Conditions, ConvertForm, NextPayout, PayoutRow, Wallet, day, goes_out};
use crate::calendar::Instant;
use crate::db::Fault;
use crate::ids::{ConversionId, WithdrawalId};
use crate::ledger::{self, Balances};
use crate::money::{Money, MoneyError, Unit};
use crate::programs::{Catalogue, Program};
use crate::rules::Terms;
use crate::rules::terms;
use crate::withdrawals::Payout;
use rust_decimal::Decimal;

/// What was refused, to be shown again in its form.
#[derive(Debug, Clone, Copy)]
pub(super) enum Typed<'a> {
    Nothing,
    Withdrawal { amount: &'a str, method: &'a str },
    Conversion { cash: &'a str },
}

/// The programs of which something goes out or is converted.
pub(super) fn paying(catalogue: &Catalogue, now: Instant) -> Result<Vec<&Program>, Fault> {
    let mut paying = Vec::new();
    for program in &catalogue.programs {
        if goes_out(&program.told(now)?.terms) {
            paying.push(program);
        }
    }
    Ok(paying)
}

pub(super) fn wallet(
    program: &Program,
    balances: &[Balances],
    payouts: &[Payout],
    now: Instant,
    typed: Typed<'_>,
) -> Result<Wallet, Fault> {
    let terms = &program.told(now)?.terms;
    let ours = balances.iter().find(|balance| balance.program() == program.id && balance.unit == "cash");
    let part = |pick: fn(&Balances) -> Decimal| ledger::money(ours.map(pick).unwrap_or_default(), terms.currency);
    let available = part(|balance| balance.available)?;
    let least = terms.withdrawal.as_ref().map(least).transpose().map_err(wrong)?;
    let form = terms.withdrawal.as_ref().and_then(|allowed| {
        let enough = least.is_some_and(|least| available.amount() >= least.amount());
        let (amount, method) = match typed {
            Typed::Withdrawal { amount, method } => (amount.to_owned(), method.to_owned()),
            Typed::Nothing | Typed::Conversion { .. } => (available.to_string(), String::new()),
        };
        let withdrawal = WithdrawalId::new(now).to_string();
        enough.then(|| AskForm { withdrawal, methods: allowed.methods.clone(), amount, method })
    });
    let conditions = terms.withdrawal.as_ref().zip(least).map(|(allowed, minimum)| Conditions {
        minimum,
        fees: terms.withdrawal_fees(),
        within_days: allowed.within_days,
    });
    let row = |payout: &Payout| PayoutRow {
        at: payout.scheduled_at,
        amount: payout.amount.money(),
        says: day("withdrawals-paid-by", "due", payout.due_at),
    };
    Ok(Wallet {
        slug: program.slug.clone(),
        program: terms.name.clone(),
        available,
        withdrawing: part(|balance| balance.withdrawing)?,
        paid_out: part(|balance| balance.paid_out)?,
        conditions,
        form,
        next_payout: next_payout(program, now)?,
        convert: convert(terms, available, now, typed).map_err(wrong)?,
        payouts: payouts.iter().map(row).collect(),
    })
}

/// The smallest amount that may be asked for: it leaves something after the fee.
fn least(allowed: &terms::Withdrawal) -> Result<Money, MoneyError> {
    let coin = Money::from_minor(1, allowed.minimum.currency())?;
    allowed.minimum.larger(allowed.fee.map_or(Ok(coin), |fee| fee.plus(coin))?)
}

fn next_payout(program: &Program, now: Instant) -> Result<Option<NextPayout>, Fault> {
    let next = program.payouts_after(now).map_err(|error| Fault::contradiction(error.to_string()))?;
    let cash = |next: crate::rules::payout::Payouts| {
        let (_, payout) = next.units.into_iter().find(|(unit, _)| *unit == Unit::Cash)?;
        Some(NextPayout { says: day("withdrawals-next-payout", "day", next.at), minimum: payout.minimum })
    };
    Ok(next.and_then(cash))
}

fn convert(terms: &Terms, available: Money, now: Instant, typed: Typed<'_>) -> Result<Option<ConvertForm>, MoneyError> {
    let Some(convert) = terms.use_of(Unit::Cash).and_then(|cash| cash.convert) else { return Ok(None) };
    let reaches =
        convert.minimum.map_or(Ok(true), |minimum| available.minus(minimum).map(|over| !over.is_negative()))?;
    if !available.is_positive() || !reaches {
        return Ok(None);
    }
    let cash = match typed {
        Typed::Conversion { cash } => cash.to_owned(),
        Typed::Nothing | Typed::Withdrawal { .. } => available.to_string(),
    };
    Ok(Some(ConvertForm { conversion: ConversionId::new(now).to_string(), worth: convert.worth, cash }))
}

fn wrong(error: MoneyError) -> Fault {
    Fault::contradiction(error.to_string())
}
