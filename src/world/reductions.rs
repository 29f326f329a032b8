//! What rules take off a person's own invoices.

use super::{Refusal, World};
use crate::book::Posting;
use crate::calendar::Instant;
use crate::events::LineKind;
use crate::ids::ExternalId;
use crate::money::{Amount, Money, MoneyError, Percent, Unit, split};
use crate::rules::earning::{Cause, Off, Reduction};
use crate::rules::offer::{Claim, ClaimedLines, DiscountSource};
use crate::rules::rule::{ApplyTo, Form, Rule};
use crate::rules::terms::{OfferOff, Terms};

use super::bills::Invoice;

use rust_decimal::Decimal;

/// What an invoice took of an account to be free, or cheaper.
#[derive(Debug, Clone, Copy)]
pub(super) struct Freed {
    account: usize,
    amount: Amount,
}

impl Terms {
    fn reduces(&self) -> bool {
        self.rules.iter().any(|rule| matches!(rule.form, Form::Discount { .. }))
    }

    /// The unit that makes own invoices free, and how many of it one invoice takes at most.
    fn frees(&self) -> Option<(Unit, Option<u32>)> {
        let frees = |rule: &Rule| {
            let apply = rule.apply.filter(|apply| apply.to == ApplyTo::Invoice)?;
            let Form::Unit(unit, _) = rule.form else { return None };
            Some((unit, apply.each))
        };
        self.rules.iter().find_map(frees)
    }
}

impl World {
    /// A claim for each line that something is taken off.
    pub(super) fn reduced(&mut self, place: usize) -> Result<Vec<Claim<'static>>, Refusal> {
        let person = self.invoices[place].person;
        self.touch_person(person);
        let mut claims = Vec::new();
        for program in 0..self.programs.len() {
            let terms = self.programs[program].newest();
            let (reduces, frees) = (terms.reduces(), terms.frees());
            if !reduces && frees.is_none() {
                continue;
            }
            self.reckon_for(program, person)?;
            let mut off = if reduces { self.taken_off(program, person, place) } else { Vec::new() };
            if let Some((unit, each)) = frees {
                off.extend(self.freed(program, unit, each, place)?);
            }
            claims.extend(self.claims_for(program, &self.invoices[place], &off)?);
        }
        Ok(claims)
    }

    /// What is for this invoice, and what is for the next one and was not used.
    fn taken_off(&mut self, program: usize, person: usize, place: usize) -> Vec<(Off, bool)> {
        let known = self.reckoned.reductions_of(program, person, self.referrer_in(program, person));
        let unused = known.filter_map(|given| {
            let key = given.key(program);
            let used = self.reckoned.used.get(&key).is_some_and(|by| *by != place);
            (!used).then_some((key, &given.reduction))
        });
        let due = due_for(&self.invoices[place], unused);
        let (keys, off): (Vec<_>, Vec<_>) =
            due.into_iter().map(|(key, reduction)| (key, (reduction.off, false))).unzip();
        self.reckoned.used.extend(keys.into_iter().map(|key| (key, place)));
        off
    }

    /// Free months that are available: a part of the plans in which the invoice is for more months than are taken.
    fn freed(
        &mut self,
        program: usize,
        unit: Unit,
        each: Option<u32>,
        place: usize,
    ) -> Result<Vec<(Off, bool)>, Refusal> {
        let invoice = &self.invoices[place];
        let plans = invoice.issued.lines.iter().filter(|line| line.kind == LineKind::Plan);
        let Some(months) = plans.map(|line| line.months.unwrap_or(1)).max() else { return Ok(Vec::new()) };
        let (at, owner) = (invoice.at, (invoice.person, program, unit));
        let Some(account) = self.accounts.place(owner) else { return Ok(Vec::new()) };
        let available = self.accounts.balances[account].available;
        let most = Money::new(each.unwrap_or(months).min(months).into(), available.currency())?;
        let taken = Money::new(available.smaller(most)?.amount().floor(), available.currency())?;
        let Some(amount) = Amount::positive(taken) else { return Ok(Vec::new()) };
        self.accounts.post(account, Posting::CreditSpent, amount, at)?;
        self.reckoned.freed.insert(place, Freed { account, amount });
        let percent = Percent::new((taken.amount() * Decimal::ONE_HUNDRED / Decimal::from(months)).round_dp(6))?;
        Ok(vec![(Off::Percent(percent), true)])
    }

    /// A claim for each line of the invoice; a part may be off its plans alone.
    pub(super) fn claims_for(
        &self,
        program: usize,
        invoice: &Invoice,
        off: &[(Off, bool)],
    ) -> Result<Vec<Claim<'static>>, MoneyError> {
        let terms = self.programs[program].newest();
        let currency = invoice.issued.currency;
        if off.is_empty() || currency != terms.currency {
            return Ok(Vec::new());
        }
        let amounts =
            off.iter().filter_map(|(off, _)| if let Off::Amount(amount) = off { Some(*amount) } else { None });
        let whole = Money::sum(currency, invoice.issued.lines.iter().map(|line| line.amount))?;
        let amount = Money::sum(currency, amounts)?.smaller(whole)?;
        let lines: Vec<Money> = invoice.issued.lines.iter().map(|line| line.amount).collect();
        let shares =
            if amount.is_positive() { split(amount, &lines)? } else { vec![Money::zero(currency); lines.len()] };
        let mut claims = Vec::new();
        for (n, (line, share)) in invoice.issued.lines.iter().zip(shares).enumerate() {
            let mut off_line = share;
            for (off, plans) in off {
                if let Off::Percent(percent) = off
                    && (!plans || line.kind == LineKind::Plan)
                {
                    off_line = off_line.plus(percent.of(line.amount, terms.rounding)?)?;
                }
            }
            let off_line = off_line.smaller(line.amount)?;
            if off_line.is_positive() {
                let (source, on) = (DiscountSource::Assignment, ClaimedLines::Nth(n));
                claims.push(Claim { source, off: OfferOff::Amount(off_line), rounding: terms.rounding, on });
            }
        }
        Ok(claims)
    }

    /// A voided invoice used nothing.
    pub(super) fn give_back_reductions(&mut self, place: usize, at: Instant) -> Result<(), MoneyError> {
        self.reckoned.used.retain(|_, by| *by != place);
        match self.reckoned.freed.remove(&place) {
            Some(Freed { account, amount }) => self.accounts.post(account, Posting::CreditReturned, amount, at),
            None => Ok(()),
        }
    }

    /// How many invoices of the person were free.
    pub(super) fn free_invoices(&self, person: usize) -> usize {
        let own = self.people[person].invoices.iter();
        own.filter(|&&place| {
            let invoice = &self.invoices[place];
            invoice.voided_at.is_none() && invoice.total().is_ok_and(|total| total.is_zero())
        })
        .count()
    }
}

/// Of what was not used: what is for this invoice or for the next one, and of what is given again and again only the newest.
pub(super) fn due_for<'r, T>(
    invoice: &Invoice,
    unused: impl Iterator<Item = (T, &'r Reduction)>,
) -> Vec<(T, &'r Reduction)> {
    let mut due: Vec<(T, &Reduction)> = Vec::new();
    for (key, reduction) in unused {
        let Reduction { at: since, invoice: of, rule, cause, .. } = reduction;
        let named = of.as_ref().is_none_or(|of| is_same(of, &invoice.event, &invoice.issued.invoice));
        if *since > invoice.at || !named {
            continue;
        }
        let again = |(_, known): &(T, &Reduction)| known.rule == *rule && is_scheduled(&known.cause);
        match due.iter().position(again).filter(|_| is_scheduled(cause)) {
            Some(older) if due[older].1.at < *since => due[older] = (key, reduction),
            Some(_) => {}
            None => due.push((key, reduction)),
        }
    }
    due
}

/// A rule names an invoice by its event's id.
fn is_same(named: &ExternalId, event: &ExternalId, invoice: &ExternalId) -> bool {
    named == event || named == invoice
}

fn is_scheduled(cause: &Cause) -> bool {
    matches!(cause, Cause::Scheduled(_) | Cause::ScheduledFor(..))
}
