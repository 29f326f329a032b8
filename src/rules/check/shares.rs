//! What rewards say of one another: names that are there once, and shares of what exists and is earned by others.

use crate::rules::document::{Document, Section, Value, meant};
use crate::rules::rule::{Form, Recipient, Rule, RuleBase};

/// A reward and where it is written.
pub(super) type Written<'d, 't> = (Rule, &'d Value<'t>);

pub(super) fn check(document: &Document<'_>, rules: &[Written<'_, '_>]) {
    for (rule, value) in rules {
        if let RuleBase::Reward(name) = &rule.base {
            let at = within(document, value, &["base", "reward"]);
            if let Some(words) = refusal(rule, name, rules) {
                document.problem(at, words);
            }
        }
    }
}

fn refusal(rule: &Rule, name: &str, rules: &[Written<'_, '_>]) -> Option<String> {
    if *name == rule.id {
        return Some(format!("{name:?} would be a share of itself; name the reward that the invitee earns"));
    }
    let Some((shared, _)) = rules.iter().find(|(other, _)| other.id == *name) else {
        let others = || rules.iter().map(|(other, _)| other.id.as_str()).filter(|id| *id != rule.id);
        let known = match others().collect::<Vec<_>>().join(", ") {
            none if none.is_empty() => "there is no other".to_owned(),
            known => known,
        };
        return Some(format!("no reward has the id {name:?}{}: {known}", meant(name, others())));
    };
    if shared.to == Recipient::Invitee {
        return Some(format!("{name:?} is given to the invitee; a share is of what the invitee earns as a referrer"));
    }
    if matches!(shared.form, Form::Discount { .. }) {
        return Some(format!("{name:?} is a discount, and of a discount there is no share"));
    }
    let mut next = shared;
    for _ in rules {
        let RuleBase::Reward(of) = &next.base else { return None };
        if *of == rule.id {
            return Some(format!("{name:?} is itself a share of {:?}, so neither would ever begin", rule.id));
        }
        next = rules.iter().map(|(other, _)| other).find(|other| other.id == *of)?;
    }
    // A circle among others, named there.
    None
}

/// The place of a word in nested tables, as deep as they go.
pub(super) fn within(document: &Document<'_>, value: &Value<'_>, path: &[&'static str]) -> std::ops::Range<usize> {
    let mut value = value;
    for word in path {
        let found = Section::of(document, value, "base").and_then(|mut section| section.value(word));
        match found {
            Some(found) => value = found,
            None => break,
        }
    }
    value.span()
}

/// Each name is there once: receipts are found by it.
pub(super) fn check_names<'n>(document: &Document<'_>, names: impl Iterator<Item = (&'n str, std::ops::Range<usize>)>) {
    let mut names: Vec<_> = names.collect();
    names.sort_by_key(|(_, place)| place.start);
    for (n, (name, place)) in names.iter().enumerate() {
        if names[..n].iter().any(|(other, _)| other == name) {
            document.problem(place.clone(), format!("two rewards have the id {name:?}"));
        }
    }
}
