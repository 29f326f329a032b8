//! The words by which terms read facts, each with its kind, and what answers them.

pub mod instants;
pub mod timeline;
pub mod view;
mod words;
#[cfg(test)]
mod words_tests;

use rust_decimal::Decimal;

pub use words::{Entry, Fact, WORDS};

use super::document::nearest;

/// What a fact or an expression is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    Number,
    Text,
    Flag,
    /// A part of the base, in percent.
    Rate,
}

impl Kind {
    /// As a message says it.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Number => "a number",
            Kind::Text => "a text",
            Kind::Flag => "true or false",
            Kind::Rate => "a rate",
        }
    }
}

/// A fact by its path, such as `payment.ordinal`: its place in [`WORDS`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Word(pub(super) u16);

/// Words that are known on the same occasions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Group {
    Payment,
    Line,
    Action,
    Subscription,
    Invitee,
    Referrer,
    Parent,
    Referral,
    Period,
    Charge,
    Milestone,
    Places,
    Event,
}

impl Group {
    /// Before the point of its words' paths.
    pub fn name(self) -> &'static str {
        match self {
            Group::Payment => "payment",
            Group::Line => "line",
            Group::Action => "action",
            Group::Subscription => "subscription",
            Group::Invitee => "invitee",
            Group::Referrer => "referrer",
            Group::Parent => "parent",
            Group::Referral => "referral",
            Group::Period => "period",
            Group::Charge => "charge",
            Group::Milestone => "milestone",
            Group::Places => "places",
            Group::Event => "event",
        }
    }

    /// The end of "is known only …".
    pub fn known(self) -> &'static str {
        match self {
            Group::Payment => "of a payment: in rewards on a payment, and in counts of payments",
            Group::Line => "of one line: in `give` of a reward on a payment, which is then reckoned line by line",
            Group::Action => "of an action: in rewards on an action, and in counts of actions",
            Group::Subscription => {
                "of a subscription: in rewards with `each = \"subscription\"`, and in counts of subscriptions"
            }
            Group::Invitee => "of one invitee: where something that one invitee did is judged, or with `each`",
            Group::Referrer => "of who receives the reward: wherever there is one",
            Group::Parent => "of the person between: in rewards to a level from 2 on",
            Group::Referral => "of one referral: where something that one invitee did is judged, or with `each`",
            Group::Period => "of a schedule's period: in rewards on a schedule, and in their counts",
            Group::Charge => {
                "of an invoice that is there: in rewards on \"own_invoice\", and in `when` of an [[offer]]"
            }
            Group::Milestone => "of a threshold: in rewards on a milestone",
            Group::Places => "of a company in the cascade: in rewards to \"referrer.companies\"",
            Group::Event => "of what happened: in rewards",
        }
    }
}

/// What a fact takes in brackets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Argument {
    Nothing,
    /// So many days back from the instant.
    Days,
    /// The same, or nothing: all of it.
    MaybeDays,
    /// The name of a label or of an action.
    Name,
}

impl Argument {
    pub fn kind(self) -> Option<Kind> {
        match self {
            Argument::Nothing => None,
            Argument::Days | Argument::MaybeDays => Some(Kind::Number),
            Argument::Name => Some(Kind::Text),
        }
    }
}

impl Word {
    /// `base` alone is `payment.base`.
    pub fn find(path: &str) -> Option<Word> {
        let path = if path == "base" { "payment.base" } else { path };
        let place = WORDS.iter().position(|entry| entry.path == path)?;
        u16::try_from(place).ok().map(Word)
    }

    pub fn all() -> impl Iterator<Item = Word> {
        (0u16..).take(WORDS.len()).map(Word)
    }

    fn entry(self) -> &'static Entry {
        &WORDS[usize::from(self.0)]
    }

    pub fn path(self) -> &'static str {
        self.entry().path
    }

    pub fn kind(self) -> Kind {
        self.entry().kind
    }

    pub fn group(self) -> Group {
        self.entry().group
    }

    /// What it says of its group: `age_days` of an invitee is that of a referrer.
    pub fn fact(self) -> Fact {
        self.entry().fact
    }

    pub fn argument(self) -> Argument {
        self.entry().argument
    }

    /// The only texts that it can be besides "" for unknown; empty: any.
    pub fn texts(self) -> &'static [&'static str] {
        self.entry().texts()
    }

    /// Read of each line that counts, so what reads it is reckoned line by line.
    pub fn is_line(self) -> bool {
        self.group() == Group::Line
    }

    /// Whether it can change though nothing happens.
    pub fn depends_on_time(self) -> bool {
        self.entry().by_time
    }
}

/// What may be read in one place of the terms.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Scope {
    pub groups: Vec<Group>,
    /// The names of the terms' counts, in their order.
    pub counts: Vec<String>,
}

impl Scope {
    pub fn new(groups: impl Into<Vec<Group>>, counts: impl Into<Vec<String>>) -> Scope {
        Scope { groups: groups.into(), counts: counts.into() }
    }

    pub fn words(&self) -> impl Iterator<Item = Word> {
        Word::all().filter(|word| self.groups.contains(&word.group()))
    }

    /// The word of this path, or in words why it cannot be read here.
    pub fn word(&self, path: &str) -> Result<Word, String> {
        let Some(word) = Word::find(path) else { return Err(self.unknown(path)) };
        if self.groups.contains(&word.group()) {
            Ok(word)
        } else {
            Err(format!("`{path}` cannot be read here: it is known only {}", word.group().known()))
        }
    }

    /// The count of this name, by its place in the terms' `counts`.
    pub fn count(&self, name: &str) -> Result<usize, String> {
        let found = self.counts.iter().position(|known| known == name);
        found.ok_or_else(|| {
            if self.counts.is_empty() {
                return format!("unknown count `count.{name}`: these terms have none; write a table [count.{name}]");
            }
            match nearest(name, self.counts.iter().map(String::as_str)) {
                Some(meant) => format!("unknown count `count.{name}` (did you mean `count.{meant}`?)"),
                None => {
                    format!("unknown count `count.{name}`: these terms have {}", listed(self.counts.iter().cloned()))
                }
            }
        })
    }

    fn unknown(&self, path: &str) -> String {
        let words = || self.words().map(Word::path);
        // The right name in another group is a commoner mistake than a wrong letter in a long path.
        let name = path.rsplit('.').next().unwrap_or(path);
        let same = || words().find(|word| word.rsplit('.').next() == Some(name));
        if let Some(meant) = nearest(path, words()).or_else(same) {
            return format!("unknown word `{path}` (did you mean `{meant}`?)");
        }
        let group = path.split('.').next().unwrap_or(path);
        let known = listed(words().filter_map(|word| word.strip_prefix(group)?.strip_prefix('.')).map(str::to_owned));
        if !known.is_empty() {
            return format!("unknown word `{path}`: of {group} are known {known}");
        }
        let mut groups: Vec<String> = self.groups.iter().map(|group| group.name().to_owned()).collect();
        groups.sort_unstable();
        groups.extend((!self.counts.is_empty()).then(|| "count".to_owned()));
        format!("unknown word `{path}`: words begin here with {}", listed(groups.into_iter()))
    }
}

fn listed(words: impl Iterator<Item = String>) -> String {
    words.collect::<Vec<_>>().join(", ")
}

#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    Number(Decimal),
    Text(String),
    Flag(bool),
    Rate(Decimal),
}

impl Answer {
    pub fn kind(&self) -> Kind {
        match self {
            Answer::Number(_) => Kind::Number,
            Answer::Text(_) => Kind::Text,
            Answer::Flag(_) => Kind::Flag,
            Answer::Rate(_) => Kind::Rate,
        }
    }
}

/// Whatever knows the facts at one instant, for one occasion.
pub trait Facts {
    /// `argument` of a fact that takes one: `referrer.turnover(90)`, `invitee.has("verified")`.
    fn fact(&self, word: Word, argument: Option<&Answer>) -> Result<Answer, Unanswered>;

    /// `count.NAME`, by its place in the terms' `counts`.
    fn count(&self, place: usize) -> Result<Decimal, Unanswered>;
}

/// Why an expression has no answer: found out by the examples before terms are published, and in a receipt's reason after.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unanswered {
    #[error("something is divided by zero")]
    DividedByZero,
    #[error("a number is too large")]
    TooLarge,
    #[error("{0}")]
    Other(String),
}
