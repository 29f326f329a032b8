//! What another order of the companies, or more Active Referrals, would bring.

use std::cmp::Reverse;

use super::{PersonFacts, cascade, percent};
use crate::money::Percent;
use crate::rules::terms::{BlockedBy, MonthlyDiscount};

/// An order that saves more than the present one, and as much as any.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BestOrder {
    /// Places in the present order.
    pub order: Vec<usize>,
    pub saves: i128,
}

/// The order of the companies that saves the most; none where the present one does. `saves`: what the company at a place of the
/// present order saves at a percent, in one unit for all.
///
/// It is exact for any number of companies, as an order decides little: whichever it is, the same numbers of places are given out, `full`
/// times the cap, once the remainder, and nothing to the others. So an order is a choice of who gets the remainder and of who is full.
/// With the one for the remainder fixed, what the others bring adds up, each on its own, so that the best choice of `full` among them
/// is those who gain the most; sorted once, it is known for each. No shape of the scale is assumed: a lower percent for more
/// places, or one for none at all, changes nothing of it.
pub fn best_order<E>(
    rule: &MonthlyDiscount,
    person: &PersonFacts<'_>,
    saves: impl Fn(usize, Percent) -> Result<i128, E>,
) -> Result<Option<BestOrder>, E> {
    let running = person.companies;
    let mut ranked: Vec<usize> = (0..running.len()).filter(|&n| running[n] || !rule.skip_inactive).collect();
    let (full, remainder) = ((person.active / rule.cap) as usize, person.active % rule.cap);
    let is_blocked = person.blocked && rule.blocked_by != BlockedBy::Nothing;
    if is_blocked || !rule.is_on(person.at) || full >= ranked.len() {
        return Ok(None);
    }
    let with = |places: u32| -> Result<Vec<i128>, E> {
        let percent = percent(&rule.steps, places);
        (0..running.len()).map(|n| if running[n] { saves(n, percent) } else { Ok(0) }).collect()
    };
    let (none, some, all) = (with(0)?, with(remainder)?, with(rule.cap)?);
    let gain = |n: usize| all[n] - none[n];
    // Of equal ones the present order.
    ranked.sort_by_key(|&n| Reverse(gain(n)));
    let first = |count: usize| ranked.iter().take(count).map(|&n| gain(n)).sum::<i128>();
    let (of_full, of_one_more) = (first(full), first(full + 1));
    let total = |rank: usize| {
        let n = ranked[rank];
        let others = if rank < full { of_one_more - gain(n) } else { of_full };
        others + some[n] - none[n]
    };
    let Some(rank) = (0..ranked.len()).max_by_key(|&rank| (total(rank), Reverse(rank))) else { return Ok(None) };
    let best = none.iter().sum::<i128>() + total(rank);
    let (present, _) = cascade(person.active, running, rule.cap, rule.skip_inactive);
    let saved = |(n, &places): (usize, &u32)| match places {
        0 => none[n],
        places if places == rule.cap => all[n],
        _ => some[n],
    };
    if best <= present.iter().enumerate().map(saved).sum() {
        return Ok(None);
    }
    let mut group = vec![2; running.len()];
    group[ranked.remove(rank)] = 1;
    ranked.iter().take(full).for_each(|&n| group[n] = 0);
    let mut order: Vec<usize> = (0..running.len()).collect();
    order.sort_by_key(|&n| group[n]);
    Ok(Some(BestOrder { order, saves: best }))
}

/// How many more Active Referrals lift a company, and to what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lift {
    pub more: u32,
    pub percent: Percent,
}

/// What lifts the company at a place of the order to its next higher percent; none where nothing does. The companies before it fill
/// up first.
pub fn lift(rule: &MonthlyDiscount, person: &PersonFacts<'_>, nth: usize) -> Option<Lift> {
    if !*person.companies.get(nth)? || !rule.is_on(person.at) {
        return None;
    }
    let (places, _) = cascade(person.active, person.companies, rule.cap, rule.skip_inactive);
    let own = places[nth];
    let present = percent(&rule.steps, own);
    let (from, percent) = *rule.steps.iter().find(|(from, percent)| *from > own && *percent > present)?;
    let before = (0..nth).filter(|&n| person.companies[n] || !rule.skip_inactive);
    let missing: u32 = before.map(|n| rule.cap - places[n]).sum();
    Some(Lift { more: missing + from - own, percent }).filter(|_| from <= rule.cap)
}

#[cfg(test)]
mod tests;
