//! `qualified`, `rewarded` and `qualified_ordinal`: what a reward has given so far, read only where there is a reward that gives it.

use std::collections::HashSet;

use super::shares::{Written, within};
use crate::rules::document::{Document, Section};
use crate::rules::expression::Expression;
use crate::rules::facts::{Fact, Word};
use crate::rules::rule::{Count, Trigger};

const INSTEAD: &str = "count what the invitees did in a [count.NAME]";

pub(super) fn is_progress(word: Word) -> bool {
    matches!(word.fact(), Fact::Qualified | Fact::Rewarded | Fact::QualifiedOrdinal)
}

/// In a condition that is of no reward.
pub(super) fn refuse(section: &mut Section<'_, '_>, word: &'static str, formula: Option<&Expression>) {
    if let Some(read) = formula.and_then(|formula| formula.uses().find(|word| is_progress(*word))) {
        let why = format!("`{}` is of one reward, and this is asked before any is given; {INSTEAD}", read.path());
        section.refused(word, &why);
    }
}

/// A reward about the recipient alone asks what the others gave, so there must be another.
pub(super) fn check(document: &Document<'_>, rules: &[Written<'_, '_>], counts: &[Count]) {
    for (rule, value) in rules.iter().filter(|(rule, _)| rule.is_of_recipient()) {
        let mut words = rule.words();
        let mut next: Vec<usize> = rule.formulas().flat_map(Expression::counts).collect();
        let mut known = HashSet::new();
        while let Some(place) = next.pop() {
            if !known.insert(place) {
                continue;
            }
            for formula in counts.get(place).into_iter().flat_map(Count::formulas) {
                words.extend(formula.uses());
                next.extend(formula.counts());
            }
        }
        let Some(read) = words.into_iter().find(|word| is_progress(*word)) else { continue };
        if rules.iter().any(|(other, _)| other.id != rule.id && other.is_for_own_referral()) {
            continue;
        }
        let path: &[&'static str] =
            if matches!(rule.on, Trigger::Milestone { .. }) { &["on", "milestone"] } else { &[] };
        let words = format!(
            "`{}` counts the referrals for which another reward was given to the referrer, and there is no such reward, so it stays 0; {INSTEAD}, or read `referrer.referrals`",
            read.path()
        );
        document.idle(within(document, value, path), words);
    }
}
