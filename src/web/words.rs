//! A sentence before it has a language: a key of `locales/` with typed arguments.

use crate::calendar::Instant;
use crate::money::{Money, Percent};
use crate::rules::explain;
use chrono::NaiveDateTime;
use rust_decimal::Decimal;
use std::borrow::Cow;

/// What a page says, in whichever language it is asked: rules and rooms hand over data, the page makes words of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Words {
    pub key: Cow<'static, str>,
    pub args: Vec<(Cow<'static, str>, Value)>,
}

/// An argument, written in the reader's language only when the sentence is.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    Text(String),
    /// A count of things: chooses the plural form.
    Count(i64),
    /// A number that is not whole.
    Decimal(Decimal),
    Money(Money),
    Percent(Percent),
    /// A day in the reader's time zone.
    Day(Instant),
    /// A day with its time.
    Moment(Instant),
    /// What the clock of a program's zone shows; at midnight the day alone.
    Local(NaiveDateTime),
    Words(Box<Words>),
}

impl Words {
    pub fn new(key: impl Into<Cow<'static, str>>) -> Words {
        Words { key: key.into(), args: Vec::new() }
    }

    pub fn with(mut self, name: impl Into<Cow<'static, str>>, value: impl ToValue) -> Words {
        self.args.push((name.into(), value.to_value()));
        self
    }

    /// `$told` says whether there is the value: a sentence may name it or do without.
    pub fn with_told(self, name: impl Into<Cow<'static, str>>, value: Option<impl ToValue>) -> Words {
        match value {
            Some(value) => self.with("told", "yes").with(name, value),
            None => self.with("told", "no"),
        }
    }
}

impl From<&'static str> for Words {
    fn from(key: &'static str) -> Words {
        Words::new(key)
    }
}

/// What the rules say: their sentences are in `locales/` too.
impl From<explain::Words> for Words {
    fn from(said: explain::Words) -> Words {
        let args = said.args.into_iter().map(|(name, arg)| (Cow::Borrowed(name), arg.into())).collect();
        Words { key: Cow::Borrowed(said.key), args }
    }
}

impl From<explain::Arg> for Value {
    fn from(arg: explain::Arg) -> Value {
        match arg {
            explain::Arg::Text(text) => Value::Text(text),
            explain::Arg::Name(word) => Value::Text(explain::as_read(&word)),
            explain::Arg::Number(count) => Value::Count(count),
            explain::Arg::Decimal(number) => Value::Decimal(number),
            explain::Arg::Money(money) => Value::Money(money),
            explain::Arg::Percent(percent) => Value::Percent(percent),
            explain::Arg::Instant(at) => Value::Day(at),
            explain::Arg::Local(at) => Value::Local(at),
            explain::Arg::Words(words) => Value::Words(Box::new((*words).into())),
        }
    }
}

/// What a template can say: a key or a sentence, through any number of references.
pub trait ToWords {
    fn to_words(&self) -> Words;
}

impl ToWords for str {
    fn to_words(&self) -> Words {
        Words::new(self.to_owned())
    }
}

impl ToWords for String {
    fn to_words(&self) -> Words {
        Words::new(self.clone())
    }
}

impl ToWords for Words {
    fn to_words(&self) -> Words {
        self.clone()
    }
}

impl<T: ToWords + ?Sized> ToWords for &T {
    fn to_words(&self) -> Words {
        (**self).to_words()
    }
}

/// What an argument can be, through any number of references.
pub trait ToValue {
    fn to_value(&self) -> Value;
}

impl<T: ToValue + ?Sized> ToValue for &T {
    fn to_value(&self) -> Value {
        (**self).to_value()
    }
}

macro_rules! to_value {
    ($($type:ty => $make:expr),* $(,)?) => {$(
        impl ToValue for $type {
            fn to_value(&self) -> Value {
                let make: fn(&$type) -> Value = $make;
                make(self)
            }
        }
    )*};
}

to_value! {
    Value => Value::clone,
    str => |text| Value::Text(text.to_owned()),
    String => |text| Value::Text(text.clone()),
    i64 => |count| Value::Count(*count),
    i32 => |count| Value::Count((*count).into()),
    u32 => |count| Value::Count((*count).into()),
    usize => |count| Value::Count(i64::try_from(*count).unwrap_or(i64::MAX)),
    Money => |money| Value::Money(*money),
    Percent => |percent| Value::Percent(*percent),
    Instant => |at| Value::Moment(*at),
    Words => |words| Value::Words(Box::new(words.clone())),
}
