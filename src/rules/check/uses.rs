//! `[use.credit]`, `[use.cash]`, `[use.UNIT]`: what becomes of what was earned.

use toml::de::DeValue;

use super::context::Context;
use super::{KINDS, MAX_DAYS, form, hold, schedule, withdraw};
use crate::events::LineKind;
use crate::money::{Currency, Money, Percent, Unit};
use crate::rules::document::{Section, flag, list_of, meant, money, number, one_of, percent, span, text};
use crate::rules::terms::Withdrawal;
use crate::rules::uses::{AtMost, Convert, Payout, Use, Worth};

/// Where the terms do not say within how many days a payout is paid.
const PAID_WITHIN: u32 = 10;

#[derive(Default)]
pub(super) struct Uses {
    pub(super) credit_pays: Vec<LineKind>,
    pub(super) withdrawal: Option<Withdrawal>,
    pub(super) uses: Vec<Use>,
    pub(super) adjusted_by_two_over: Vec<(Unit, Money)>,
}

pub(super) fn read(program: &mut Section<'_, '_>, context: &Context) -> Uses {
    let everything: Vec<LineKind> = KINDS.map(|(_, kind)| kind).into();
    let mut found = Uses { credit_pays: everything, ..Uses::default() };
    let Some(value) = program.value("use") else { return found };
    let Some(section) = Section::of(program.document, value, "[use]") else { return found };
    let document = section.document;
    let mut worth = None;
    for (name, value) in section.written() {
        let unit = form::unit(&DeValue::String(name.into()), context.currency);
        let unit = unit
            .map_err(|words| document.problem(value.span(), format!("[use.{}]: {words}", name.escape_debug())))
            .ok();
        let label = format!("[use.{name}]");
        let Some((unit, mut section)) = unit.zip(Section::of(document, value, &label)) else { continue };
        let mut this = of_unit(&mut section, unit, context);
        found.adjusted_by_two_over.extend(by_two_over(&mut section, this.currency).map(|over| (unit, over)));
        if unit == Unit::Cash {
            found.withdrawal = cash(&mut section, &mut this, context);
        }
        if unit == Unit::Credit {
            let place = section.value("worth").map(|value| value.span());
            worth = section.optional("worth", worth_of_cash).zip(place);
            if section.has("pays") {
                found.credit_pays = this.pays.clone();
            }
        }
        section.end();
        found.uses.extend(Some(this).filter(says_more));
    }
    if let Some((worth, place)) = worth {
        let said = convert_into_credit(&mut found.uses, worth, context);
        said.unwrap_or_else(|words| document.problem(place, words));
    }
    found
}

/// The words of every unit.
fn of_unit(section: &mut Section<'_, '_>, unit: Unit, context: &Context) -> Use {
    let currency = unit.currency(context.currency);
    let pays = section.optional("pays", list_of(one_of(&KINDS)));
    let (mut worth_of, mut step) = (None, None);
    let unit_is_own = !matches!(unit, Unit::Credit | Unit::Cash);
    if unit_is_own {
        worth_of = section.optional("worth", worth(context.currency, currency));
        step = super::step(section, currency);
    }
    // Of credit without `pays`, `credit_pays` says it; cash pays with spend = true alone.
    let own = || {
        if worth_of.is_some() || (currency.is_money() && unit_is_own) {
            KINDS.map(|(_, kind)| kind).into()
        } else {
            Vec::new()
        }
    };
    let paid_in = if worth_of.is_some() || !currency.is_money() { context.currency } else { currency };
    Use {
        unit,
        currency,
        pays: pays.unwrap_or_else(own),
        worth: worth_of,
        step,
        at_most: section.optional("at_most", at_most(paid_in)),
        minimum: section.optional("minimum", money(currency)),
        auto: section.optional("auto", one_of(&[("next_invoice", true)])).unwrap_or(false),
        never_below_tax: section.optional("never_below", one_of(&[("tax", true)])).unwrap_or(false),
        alone: section.optional("alone", flag).unwrap_or(false),
        expires: section.optional("expires", span),
        forfeit_on: section.optional("forfeit_on", list_of(one_of(&hold::TAKEN))).unwrap_or_default(),
        payout: payout(section, unit, context),
        convert: None,
        first_minimum: None,
        minimum_by: Vec::new(),
        fee_percent: None,
        fee_by: Vec::new(),
    }
}

/// `"0.01"` is that of one, `"5.00 for 750"` that of so many.
fn worth(money_of: Currency, unit: Currency) -> impl Fn(&DeValue<'_>) -> Result<Worth, String> {
    move |value| {
        let written = text(value)?;
        let (amount, of) = written.split_once(" for ").unwrap_or((&written, "1"));
        let parse = |written: &str, currency| Money::parse(written, currency).map_err(|error| error.to_string());
        let shape = |words: String| format!("{words}; write \"0.01\" for one, or \"5.00 for 750\"");
        let (money, of) = (parse(amount, money_of).map_err(shape)?, parse(of.trim(), unit).map_err(shape)?);
        if money.is_positive() && of.is_positive() {
            Ok(Worth { money, of })
        } else {
            Err("nothing is worth nothing: leave it out".to_owned())
        }
    }
}

/// `adjust = { second_approval_over = "5000.00" }`
fn by_two_over(section: &mut Section<'_, '_>, currency: Currency) -> Option<Money> {
    let mut section = section.table("adjust")?;
    let over = section.required("second_approval_over", money(currency));
    section.end();
    over
}

/// Of an invoice: `"30 %"` of it, or `"200.00"`.
fn at_most(paid_in: Currency) -> impl Fn(&DeValue<'_>) -> Result<AtMost, String> {
    move |value| {
        if !value.as_str().is_some_and(|written| written.contains('%')) {
            let amount = money(paid_in)(value)
                .map_err(|words| format!("{words}; write an amount of each invoice, or a part of it as \"30 %\""))?;
            return if amount.is_zero() {
                Err("it would never pay anything".into())
            } else {
                Ok(AtMost::Amount(amount))
            };
        }
        let part = percent(value)?;
        let (none, whole) = (part.is_zero(), part.value() > 100.into());
        if none || whole { Err("more than 0 % and at most 100 % of an invoice".into()) } else { Ok(AtMost::Part(part)) }
    }
}

/// The words that only cash has.
fn cash(section: &mut Section<'_, '_>, this: &mut Use, context: &Context) -> Option<Withdrawal> {
    let spend = section.optional("spend", flag).unwrap_or(false);
    if !spend && section.has("pays") {
        section.refused("pays", "cash pays invoices only with spend = true");
    }
    if !spend {
        section.refused(
            "minimum",
            "it is the least that pays an invoice at once, and cash pays none without spend = true; the least of a withdrawal stands \
             in it: withdraw = { minimum = \"50.00\" }, as that of a payout does",
        );
    }
    if spend && !section.has("pays") {
        this.pays = KINDS.map(|(_, kind)| kind).into();
    }
    this.convert = convert(section, context);
    let withdraw = section.table("withdraw")?;
    withdraw::read(withdraw, this, context.currency)
}

fn payout(section: &mut Section<'_, '_>, unit: Unit, context: &Context) -> Option<Payout> {
    if unit == Unit::Credit {
        section.refused("payout", "credit is never paid out; what may be is given as = \"cash\"");
        return None;
    }
    let mut payout = section.table("payout")?;
    let every = schedule::needed(&mut payout, "every");
    let minimum = payout.optional("minimum", money(unit.currency(context.currency)));
    let within_days = payout.optional("days", number(1..=MAX_DAYS)).unwrap_or(PAID_WITHIN);
    payout.end();
    Some(Payout { every: every?, minimum, within_days })
}

fn convert(cash: &mut Section<'_, '_>, context: &Context) -> Option<Convert> {
    let mut section = cash.table("convert")?;
    let to = section.required("to", |value| match form::unit(value, context.currency)? {
        Unit::Credit => Ok(Unit::Credit),
        other => Err(format!("cash is converted to \"credit\", not {:?}", other.name())),
    });
    let worth = section.optional("worth", worth_of_cash);
    let minimum = section.optional("minimum", money(context.currency));
    section.end();
    let whole: Percent = "100 %".parse().ok()?;
    Some(Convert { to: to?, worth: worth.unwrap_or(whole), minimum })
}

/// What cash becomes: above 100 % to invite it.
fn worth_of_cash(value: &DeValue<'_>) -> Result<Percent, String> {
    let worth = percent(value)
        .map_err(|words| format!("{words}; it is what cash becomes when it is converted, as in \"120 %\""))?;
    if worth.is_zero() { Err("cash would become nothing".into()) } else { Ok(worth) }
}

/// `[use.credit] worth` says the same from the other side.
fn convert_into_credit(uses: &mut Vec<Use>, worth: Percent, context: &Context) -> Result<(), &'static str> {
    let minimum = uses.iter().find(|this| this.unit == Unit::Credit).and_then(|credit| credit.minimum);
    let convert = Convert { to: Unit::Credit, worth, minimum };
    match uses.iter_mut().find(|this| this.unit == Unit::Cash) {
        Some(cash) if cash.convert.is_some_and(|known| known.worth != worth) => {
            return Err("`worth`: [use.cash] `convert` says otherwise what cash becomes: write it once");
        }
        Some(cash) => cash.convert = cash.convert.or(Some(convert)),
        None => uses.push(Use { convert: Some(convert), ..Use::none(Unit::Cash, context.currency) }),
    }
    Ok(())
}

/// Whether there is anything besides what `credit_pays` and the withdrawal say.
fn says_more(this: &Use) -> bool {
    let plain = Use {
        pays: if this.unit == Unit::Credit { this.pays.clone() } else { Vec::new() },
        ..Use::none(this.unit, this.currency)
    };
    !matches!(this.unit, Unit::Credit | Unit::Cash) || *this != plain
}

/// A unit that no reward gives is a misspelt one.
pub(super) fn all_given(program: &mut Section<'_, '_>, given: &[Unit], context: &Context) {
    let Some(value) = program.value("use") else { return };
    let DeValue::Table(table) = value.get_ref() else { return };
    for (name, value) in table {
        let name = name.get_ref();
        let Ok(unit) = form::unit(&DeValue::String(name.clone()), context.currency) else { continue };
        // What is converted becomes credit.
        if unit == Unit::Credit || given.contains(&unit) {
            continue;
        }
        let meant = meant(name, given.iter().map(Unit::name));
        let credit = if unit == Unit::Cash { "; credit is never withdrawn" } else { "" };
        program.document.idle(value.span(), format!("no reward is given as {name}{meant}{credit}"));
    }
}
