//! `base`: which lines count, or of what else a percent is.

use toml::de::DeValue;

use super::KINDS;
use super::context::formula;
use crate::events::Order;
use crate::rules::document::{Section, list_of, one_of, text};
use crate::rules::facts::{Kind, Scope};
use crate::rules::rule::RuleBase;
use crate::rules::terms::Base;

const ORDERS: [(&str, Order); 3] = [("new", Order::New), ("renewal", Order::Renewal), ("upgrade", Order::Upgrade)];

const OF_LINES: [&str; 7] = ["kinds", "products", "never", "tax", "labels", "never_labels", "orders"];

/// Whether it is a share of another reward, whose earnings then are what happens.
pub(super) fn is_share(reward: &mut Section<'_, '_>) -> bool {
    let base = reward.value("base").map(|value| value.get_ref());
    matches!(base, Some(DeValue::Table(table)) if table.iter().any(|(word, _)| word.get_ref() == "reward"))
}

pub(super) fn read(reward: &mut Section<'_, '_>, scope: &Scope) -> RuleBase {
    let section = reward.value("base").and_then(|value| Section::of(reward.document, value, "base"));
    let Some(mut section) = section else { return lines(None) };
    let others = [section.has("reward"), section.has("amount"), OF_LINES.iter().any(|word| section.has(word))];
    let several = others.into_iter().filter(|there| *there).count() > 1;
    if several {
        section.problem("`base` is a share of another `reward`, or an `amount`, or the lines that count: one of them");
    }
    let base = if several {
        None
    } else if section.has("reward") {
        section.optional("reward", text).map(RuleBase::Reward)
    } else if section.has("amount") {
        let value = section.value("amount");
        value.and_then(|value| formula(section.document, "amount", value, &[Kind::Number], scope)).map(RuleBase::Amount)
    } else {
        Some(lines(Some(&mut section)))
    };
    for word in ["reward", "amount"].into_iter().chain(OF_LINES) {
        section.value(word);
    }
    section.end();
    base.unwrap_or_else(|| lines(None))
}

fn lines(section: Option<&mut Section<'_, '_>>) -> RuleBase {
    let kinds: Vec<_> = KINDS.map(|(_, kind)| kind).into();
    let mut base = Base { kinds, products: vec![], never: vec![], tax_counts: true };
    let (mut labels, mut never_labels, mut orders) = (Vec::new(), Vec::new(), Vec::new());
    if let Some(section) = section {
        base.kinds = section.optional("kinds", list_of(one_of(&KINDS))).unwrap_or(base.kinds);
        base.products = section.optional("products", list_of(text)).unwrap_or_default();
        base.never = section.optional("never", list_of(text)).unwrap_or_default();
        base.tax_counts = section.optional("tax", one_of(&[("included", true), ("excluded", false)])).unwrap_or(true);
        labels = section.optional("labels", list_of(text)).unwrap_or_default();
        never_labels = section.optional("never_labels", list_of(text)).unwrap_or_default();
        let listed = section.optional("orders", list_of(one_of(&ORDERS)));
        if base.kinds.is_empty() {
            section.problem("`kinds` lists nothing, so no line would ever count");
        }
        if listed.as_ref().is_some_and(Vec::is_empty) {
            section.problem("`orders` lists nothing, so no line would ever count");
        }
        orders = listed.unwrap_or_default();
        if let Some(both) = base.products.iter().find(|product| base.never.contains(product)) {
            section.problem(format!("{both:?} is in `products` and in `never`"));
        }
        if let Some(both) = labels.iter().find(|label| never_labels.contains(label)) {
            section.problem(format!("{both:?} is in `labels` and in `never_labels`"));
        }
    }
    // All of them is no condition: a line that does not tell its order counts too.
    if ORDERS.iter().all(|(_, order)| orders.contains(order)) {
        orders.clear();
    }
    RuleBase::Lines { base, labels, never_labels, orders }
}
