//! `[count.NAME]` with a `value`: numbers with a memory, each made by all of its checks so far.

use std::cell::RefCell;
use std::collections::HashMap;

use rust_decimal::Decimal;

use super::steps::Known;
use super::{Nothing, View};
use crate::calendar::Instant;
use crate::rules::circle::Place;
use crate::rules::expression::Expression;
use crate::rules::facts::Unanswered;
use crate::rules::facts::instants::days_after;
use crate::rules::rule::{CountedOver, Made};
use crate::rules::terms::Terms;

/// By the place in the terms' `counts`; of those without a memory nothing is asked.
type Numbers = Vec<Result<Decimal, Unanswered>>;

/// What the counts of one version of the terms came to: found out once.
#[derive(Debug, Default)]
pub struct Kept {
    /// Of each recipient, the checks of those with a memory.
    histories: RefCell<HashMap<Place, History>>,
    pub(super) known: Known,
}

#[derive(Debug)]
struct History {
    /// Checked so far; none: not yet.
    until: Option<Instant>,
    first: Numbers,
    /// Since when, in the order of time.
    changes: Vec<(Instant, Numbers)>,
}

#[derive(Clone, Copy)]
pub struct Memory<'a> {
    pub(super) kept: &'a Kept,
    /// In a check: what the numbers are so far.
    now: Option<&'a [Result<Decimal, Unanswered>]>,
}

impl<'a> Memory<'a> {
    pub fn of(kept: &'a Kept) -> Memory<'a> {
        Memory { kept, now: None }
    }
}

/// Of the number at a place; with a schedule's period: after, up to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Check {
    at: Instant,
    place: usize,
    period: Option<(Instant, Instant)>,
}

impl History {
    fn new(terms: &Terms) -> History {
        let starts = terms.counts.iter().map(|count| match &count.made {
            Made::Kept(kept) => Ok(kept.starts),
            Made::Things(_) => Ok(Decimal::ZERO),
        });
        History { until: None, first: starts.collect(), changes: Vec::new() }
    }

    fn at(&self, at: Instant) -> &Numbers {
        let later = self.changes.partition_point(|(since, _)| *since <= at);
        later.checked_sub(1).map_or(&self.first, |last| &self.changes[last].1)
    }
}

impl View<'_> {
    pub(super) fn kept_number(&self, place: usize) -> Result<Decimal, Unanswered> {
        let number = |numbers: &[Result<Decimal, Unanswered>]| {
            let known = numbers.get(place).cloned();
            known.unwrap_or_else(|| Err(Unanswered::Other("there is no such count".to_owned())))
        };
        if let Some(numbers) = self.memory.now {
            return number(numbers);
        }
        // A check reads what it is given, so nothing asks for a history while it is made.
        let mut histories = self.memory.kept.histories.borrow_mut();
        let history = histories.entry(self.referrer).or_insert_with(|| History::new(self.terms));
        if history.until.is_none_or(|until| until < self.at) {
            self.check_on(history)?;
        }
        number(history.at(self.at))
    }

    /// All checks from where the history ends, up to the instant and the last fact that is known.
    fn check_on(&self, history: &mut History) -> Result<(), Unanswered> {
        let mut happened = Vec::new();
        self.timeline.add_all_instants(self.referrer, &mut happened);
        let until = happened.iter().copied().max().map_or(self.at, |last| last.max(self.at));
        let mut checks = self.checks(&happened, until)?;
        let registered_at = self.timeline.person(self.referrer).member.registered_at;
        checks.retain(|check| {
            let open = history.until.is_none_or(|checked| check.at > checked);
            open && check.at >= registered_at && check.at <= until
        });
        checks.sort_unstable();
        checks.dedup();
        if !self.timeline.allows(16 * checks.len()) {
            return Err(super::too_much());
        }
        for at_once in checks.chunk_by(|one, other| one.at == other.at) {
            let at = at_once[0].at;
            let before = history.at(at);
            let mut after = before.clone();
            for check in at_once {
                if let Some(Made::Kept(kept)) = self.terms.counts.get(check.place).map(|count| &count.made) {
                    let number = kept.value.number(&self.in_check(at, check.period, &after));
                    after[check.place] = number.map(|number| number.normalize());
                }
            }
            if after != *before {
                history.changes.push((at, after));
            }
        }
        history.until = Some(until);
        Ok(())
    }

    fn checks(&self, happened: &[Instant], until: Instant) -> Result<Vec<Check>, Unanswered> {
        let registered_at = self.timeline.person(self.referrer).member.registered_at;
        let numbers = self.terms.counts.iter().enumerate().filter_map(|(place, count)| match &count.made {
            Made::Kept(kept) => Some((place, kept)),
            Made::Things(_) => None,
        });
        let (mut checks, mut scheduled) = (Vec::new(), Vec::new());
        for (place, schedule) in numbers.clone().filter_map(|(place, kept)| Some((place, kept.checked?))) {
            let periods = schedule.periods(registered_at, until, self.zone())?;
            scheduled.extend(periods.iter().map(|(_, at)| *at));
            checks.extend(periods.into_iter().map(|period| Check { at: period.1, place, period: Some(period) }));
        }
        for (place, kept) in numbers.filter(|(_, kept)| kept.checked.is_none()) {
            // A check of another number happens too.
            let mut instants = [happened, &scheduled].concat();
            if moves_by_time(self.terms, &kept.value) {
                instants.extend(days_after(registered_at, until, self.zone())?);
            }
            checks.extend(instants.into_iter().map(|at| Check { at, place, period: None }));
        }
        Ok(checks)
    }

    /// The referrer alone, with what the numbers are so far.
    fn in_check<'v>(
        &'v self,
        at: Instant,
        period: Option<(Instant, Instant)>,
        so_far: &'v [Result<Decimal, Unanswered>],
    ) -> View<'v> {
        View {
            at,
            period,
            recipient: self.referrer,
            memory: Memory { now: Some(so_far), ..self.memory },
            reversed_by: at,
            net: None,
            left: None,
            progress: &Nothing,
            invitee: None,
            bond: None,
            payment: None,
            counted: &[],
            base: Decimal::ZERO,
            line: None,
            action: None,
            subscription: None,
            invoice: None,
            milestone: None,
            places: 0,
            event: "",
            ..*self
        }
    }
}

/// Whether a number can change though nothing happens.
fn moves_by_time(terms: &Terms, number: &Expression) -> bool {
    let moves = |count: usize| match terms.counts.get(count).map(|count| &count.made) {
        Some(Made::Things(things)) => {
            let mut formulas = things.condition.iter().chain(&things.sum);
            things.over != CountedOver::Ever || formulas.any(|formula| moves_by_time(terms, formula))
        }
        Some(Made::Kept(_)) | None => false,
    };
    number.depends_on_time() || number.counts().any(moves)
}
