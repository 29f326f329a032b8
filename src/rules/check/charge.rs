//! `charge.…`: known only where an invoice is there.

use toml::de::DeValue;

use super::shares::Written;
use crate::rules::document::{Document, Value};
use crate::rules::facts::{Group, Word};
use crate::rules::rule::Trigger;

/// A discount that is given before the invoice that it is off: none of its words can know that one.
pub(super) fn check(document: &Document<'_>, rules: &[Written<'_, '_>]) {
    for (rule, value) in rules.iter().filter(|(rule, _)| rule.on != Trigger::OwnInvoice) {
        let Some(read) = rule.words().into_iter().find(|word| word.group() == Group::Charge) else { continue };
        let DeValue::Table(table) = value.get_ref() else { continue };
        let places = table.iter().filter_map(|(word, value)| Some((place(document, value)?, word.get_ref())));
        if let Some((at, word)) = places.min() {
            document.idle(at..at, format!("`{word}`: {}", words(read)));
        }
    }
}

fn words(read: Word) -> String {
    format!(
        "`{}` cannot be known here: this discount is given before the invoice that it is off. Write on = \"own_invoice\", which is judged \
         at each own invoice, and with limit = {{ count = 1 }} takes something off one of them; or an [[offer]] with `when` for the \
         invoices of the invitee. A percent and an amount need no `charge`",
        read.path()
    )
}

/// Where it is read.
fn place(document: &Document<'_>, value: &Value<'_>) -> Option<usize> {
    match value.get_ref() {
        DeValue::String(text) => {
            let at = text.find("charge.").filter(|at| *at == 0 || text.starts_with('='))?;
            let before = text.get(..at).unwrap_or_default();
            Some(document.inside(value.span(), before.chars().count()))
        }
        DeValue::Array(items) => items.iter().find_map(|item| place(document, item)),
        DeValue::Table(table) => table.iter().filter_map(|(_, value)| place(document, value)).min(),
        _ => None,
    }
}
