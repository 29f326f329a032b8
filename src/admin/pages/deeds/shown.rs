//! One deed as lists show it.

use super::verb_words;
use crate::calendar::Instant;
use crate::people::Deed;
use crate::web::Words;
use serde_json::{Map, Value};
use std::collections::BTreeSet;
use url::form_urlencoded;
use uuid::Uuid;

#[derive(Debug, Clone)]
pub struct Row {
    pub id: String,
    /// Id and name; none for whoever may run commands on the machine.
    pub by: Option<(String, String)>,
    pub done_at: Instant,
    pub verb: String,
    pub words: Words,
    pub subject: Subject,
    pub changes: Vec<Change>,
    /// The address the request came from.
    pub peer: Option<String>,
}

/// To whom or what it was done.
#[derive(Debug, Clone)]
pub struct Subject {
    pub noun: Words,
    pub id: String,
    /// The id as people read it: what stands at the end of one differs most.
    pub short: String,
    /// Its page, where it has one.
    pub href: Option<String>,
}

/// One value of what was before and after; empty where there was none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    pub name: String,
    pub before: String,
    pub after: String,
}

pub fn row(deed: &Deed) -> Row {
    let by = deed.by();
    let name = || deed.name.clone().unwrap_or_default();
    Row {
        id: deed.id().to_string(),
        by: (!by.0.is_nil()).then(|| (by.to_string(), name())),
        done_at: deed.done_at,
        verb: deed.verb.clone(),
        words: verb_words(&deed.verb),
        subject: subject(&deed.subject),
        changes: changes(deed.before.as_ref(), deed.after.as_ref()),
        peer: deed.peer.clone(),
    }
}

pub(super) const NOUNS: &[&str] = &[
    "adjustment",
    "api-key",
    "batch",
    "books",
    "claim",
    "event",
    "draft",
    "flag",
    "invoice",
    "job",
    "letter",
    "list",
    "person",
    "product",
    "program",
    "referral",
    "replay",
    "run",
    "withdrawal",
];

pub(super) fn subject(text: &str) -> Subject {
    let (noun, id) = text.split_once(' ').unwrap_or((text, ""));
    let is_id = id.parse::<Uuid>().is_ok();
    let href = match noun {
        "person" => Some(format!("/admin/people/{id}")),
        "adjustment" => Some(format!("/admin/adjustments/{id}")),
        "withdrawal" => Some(format!("/admin/withdrawals/{id}")),
        "batch" => Some(format!("/admin/batches/{id}")),
        "invoice" => Some(format!("/admin/invoices/{id}")),
        "flag" => Some(format!("/admin/flags/{id}")),
        "claim" => Some(format!("/admin/claims/{id}")),
        "event" => Some(format!(
            "/admin/events?{}",
            form_urlencoded::Serializer::new(String::new()).append_pair("id", id).finish()
        )),
        "draft" => Some(format!("/admin/programs/drafts/{id}")),
        "replay" => Some(format!("/admin/replays/{id}")),
        "run" => Some(format!("/admin/verification/{id}")),
        "product" => Some(format!("/admin/products/{id}")),
        "program" => Some(format!("/programs/{id}/terms")),
        _ => None,
    };
    let words = if NOUNS.contains(&noun) {
        Words::new(format!("subject-{noun}"))
    } else {
        Words::new("subject-other").with("noun", noun)
    };
    let end = id.len().saturating_sub(6);
    let short = if is_id { format!("…{}", &id[end..]) } else { id.to_owned() };
    Subject { noun: words, id: id.to_owned(), short, href }
}

pub(super) fn changes(before: Option<&Value>, after: Option<&Value>) -> Vec<Change> {
    let none = Map::new();
    let object = |value: Option<&Value>| value.and_then(Value::as_object).cloned().unwrap_or_else(|| none.clone());
    let (before, after) = (object(before), object(after));
    let names: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let change = |name: &&String| Change {
        name: (*name).clone(),
        before: before.get(*name).map(text).unwrap_or_default(),
        after: after.get(*name).map(text).unwrap_or_default(),
    };
    let all = names.iter().map(change);
    all.filter(|change| !(change.before.is_empty() && change.after.is_empty())).collect()
}

fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(values) => values.iter().map(text).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_changed_is_told_value_by_value() {
        let change = |name: &str, before: &str, after: &str| Change {
            name: name.into(),
            before: before.into(),
            after: after.into(),
        };
        let (was, is) =
            (json!({"state": "open", "note": null}), json!({"state": "closed", "scopes": ["a", "b"], "n": 2}));
        let told = changes(Some(&was), Some(&is));
        assert_eq!(told, [change("n", "", "2"), change("scopes", "", "a, b"), change("state", "open", "closed")]);
        assert_eq!(changes(None, None), []);
        assert_eq!(changes(Some(&json!({"role": "admin"})), None), [change("role", "admin", "")]);
    }

    #[test]
    fn subjects_lead_to_their_pages() {
        let id = "01981a3c-0000-7000-8000-00000000abcd";
        let person = subject(&format!("person {id}"));
        assert_eq!((person.href.unwrap(), person.short), (format!("/admin/people/{id}"), "…00abcd".to_owned()));
        let program = subject("program business-bonus");
        assert_eq!((program.short.as_str(), program.id.as_str()), ("business-bonus", "business-bonus"));
        assert_eq!(subject(&format!("referral {id}")).href, None);
        assert_eq!((subject("books").noun, subject("books").id), (Words::new("subject-books"), String::new()));
    }
}
