//! The catalogues that are compiled in, for the command line.

use std::str::FromStr;

use chrono::NaiveTime;
use fluent::{FluentArgs, FluentBundle, FluentResource, FluentValue};
use unic_langid::{LanguageIdentifier, langid};

use super::{Arg, Words};

/// A language of `locales/`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    English,
    Ukrainian,
    Russian,
    Kazakh,
    Spanish,
}

impl Language {
    pub const ALL: [Language; 5] =
        [Language::English, Language::Ukrainian, Language::Russian, Language::Kazakh, Language::Spanish];

    pub fn code(self) -> &'static str {
        match self {
            Language::English => "en",
            Language::Ukrainian => "uk",
            Language::Russian => "ru",
            Language::Kazakh => "kk",
            Language::Spanish => "es",
        }
    }

    fn locale(self) -> LanguageIdentifier {
        match self {
            Language::English => langid!("en"),
            Language::Ukrainian => langid!("uk"),
            Language::Russian => langid!("ru"),
            Language::Kazakh => langid!("kk"),
            Language::Spanish => langid!("es"),
        }
    }

    /// `40,500.00`, `40 500,00`, `40.500,00`: of a plain decimal, so that nothing is rounded.
    pub fn digits(self, plain: &str) -> String {
        const NBSP: char = '\u{a0}';
        let (group, point, least) = match self {
            Language::English => (',', '.', 4),
            // Four digits stay together: CLDR minimumGroupingDigits 2.
            Language::Spanish => ('.', ',', 5),
            Language::Ukrainian | Language::Russian | Language::Kazakh => (NBSP, ',', 4),
        };
        let (sign, plain) = plain.strip_prefix('-').map_or(("", plain), |plain| ("−", plain));
        let (whole, fraction) = plain.split_once('.').unwrap_or((plain, ""));
        let mut text = sign.to_owned();
        for (at, digit) in whole.chars().enumerate() {
            if whole.len() >= least && at > 0 && (whole.len() - at).is_multiple_of(3) {
                text.push(group);
            }
            text.push(digit);
        }
        if !fraction.is_empty() {
            text.push(point);
            text.push_str(fraction);
        }
        text
    }

    /// Counts in sentences; everything else is written already.
    fn grouped(self, value: &FluentValue<'_>) -> Option<String> {
        let FluentValue::Number(number) = value else { return None };
        Some(self.digits(&number.as_string()))
    }

    pub(super) fn source(self) -> &'static str {
        match self {
            Language::English => include_str!("../../../locales/en/rules.ftl"),
            Language::Ukrainian => include_str!("../../../locales/uk/rules.ftl"),
            Language::Russian => include_str!("../../../locales/ru/rules.ftl"),
            Language::Kazakh => include_str!("../../../locales/kk/rules.ftl"),
            Language::Spanish => include_str!("../../../locales/es/rules.ftl"),
        }
    }
}

impl FromStr for Language {
    type Err = String;

    fn from_str(code: &str) -> Result<Language, String> {
        let found = Language::ALL.into_iter().find(|language| language.code() == code);
        let known = || Language::ALL.map(Language::code).join(", ");
        found.ok_or_else(|| format!("{code:?} is no language that the terms are said in: {}", known()))
    }
}

/// The sentences of one language.
pub struct Catalogue {
    language: Language,
    bundle: FluentBundle<FluentResource>,
}

impl Catalogue {
    pub fn new(language: Language) -> Catalogue {
        let resource = FluentResource::try_new(language.source().to_owned()).unwrap_or_else(|(read, _)| read);
        let mut bundle = FluentBundle::new(vec![language.locale()]);
        bundle.set_use_isolating(false);
        // A plain function each: a formatter keeps nothing.
        bundle.set_formatter(Some(match language {
            Language::English => |value, _| Language::English.grouped(value),
            Language::Ukrainian => |value, _| Language::Ukrainian.grouped(value),
            Language::Russian => |value, _| Language::Russian.grouped(value),
            Language::Kazakh => |value, _| Language::Kazakh.grouped(value),
            Language::Spanish => |value, _| Language::Spanish.grouped(value),
        }));
        bundle.add_resource_overriding(resource);
        Catalogue { language, bundle }
    }

    /// A key that the catalogue lacks is shown as it is: a test holds that none does.
    pub fn say(&self, words: &Words) -> String {
        let mut args = FluentArgs::new();
        for (name, arg) in &words.args {
            args.set(*name, self.value(arg));
        }
        let message = self.bundle.get_message(words.key).and_then(|message| message.value());
        let mut errors = Vec::new();
        let said = message.map(|pattern| self.bundle.format_pattern(pattern, Some(&args), &mut errors).into_owned());
        said.unwrap_or_else(|| words.key.to_owned())
    }

    fn value(&self, arg: &Arg) -> FluentValue<'static> {
        match arg {
            Arg::Text(text) => text.clone().into(),
            Arg::Name(word) => super::as_read(word).into(),
            Arg::Number(number) => (*number).into(),
            Arg::Decimal(number) => self.language.digits(&number.to_string()).into(),
            Arg::Money(money) => format!("{} {}", self.language.digits(&money.to_string()), money.currency()).into(),
            Arg::Percent(percent) => {
                format!("{} %", self.language.digits(&percent.value().normalize().to_string())).into()
            }
            Arg::Instant(at) => at.format("%Y-%m-%d %H:%M UTC").to_string().into(),
            Arg::Local(at) if at.time() == NaiveTime::MIN => at.format("%Y-%m-%d").to_string().into(),
            Arg::Local(at) => at.format("%Y-%m-%d %H:%M").to_string().into(),
            Arg::Words(words) => self.say(words).into(),
        }
    }
}

/// One sentence in English.
pub fn english(words: &Words) -> String {
    Catalogue::new(Language::English).say(words)
}
