//! Every sentence of every language, read once from `locales/`. Tests see to it that none is missing.

use super::Lang;
use fluent::concurrent::FluentBundle;
use fluent::{FluentArgs, FluentResource, FluentValue};
use std::borrow::Cow;
use std::sync::LazyLock;
use unic_langid::langid;

/// The files of one language; every language has the same ones.
macro_rules! files {
    ($lang:literal) => {
        files!($lang: "common", "people", "referrals", "rewards", "companies", "billing", "programs", "drafts", "verification", "admin", "staff", "countries", "letters", "rules", "withdrawals", "claims", "flags", "adjustments", "batches", "figures")
    };
    ($lang:literal: $($file:literal),*) => {
        &[$(($file, include_str!(concat!("../../locales/", $lang, "/", $file, ".ftl")))),*]
    };
}

/// The source text of a language by file.
pub(super) fn sources(lang: Lang) -> &'static [(&'static str, &'static str)] {
    match lang {
        Lang::En | Lang::Pseudo => files!("en"),
        Lang::Uk => files!("uk"),
        Lang::Ru => files!("ru"),
        Lang::Kk => files!("kk"),
        Lang::Es => files!("es"),
    }
}

type Bundle = FluentBundle<FluentResource>;

/// In the order in which the languages are declared.
static BUNDLES: LazyLock<[Bundle; 6]> = LazyLock::new(|| {
    let [en, uk, ru, kk, es] = Lang::ALL.map(bundle);
    [en, uk, ru, kk, es, bundle(Lang::Pseudo)]
});

fn bundle(lang: Lang) -> Bundle {
    let locale = match lang {
        Lang::En | Lang::Pseudo => langid!("en"),
        Lang::Uk => langid!("uk"),
        Lang::Ru => langid!("ru"),
        Lang::Kk => langid!("kk"),
        Lang::Es => langid!("es"),
    };
    let mut bundle = FluentBundle::new_concurrent(vec![locale]);
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(match lang {
        Lang::En | Lang::Pseudo => |value, _| grouped(Lang::En, value),
        Lang::Uk => |value, _| grouped(Lang::Uk, value),
        Lang::Ru => |value, _| grouped(Lang::Ru, value),
        Lang::Kk => |value, _| grouped(Lang::Kk, value),
        Lang::Es => |value, _| grouped(Lang::Es, value),
    }));
    if lang == Lang::Pseudo {
        bundle.set_transform(Some(widened));
    }
    for (file, source) in sources(lang) {
        let resource = FluentResource::try_new((*source).to_owned()).unwrap_or_else(|(resource, errors)| {
            tracing::error!(lang = lang.code(), file, ?errors, "a language file is damaged");
            resource
        });
        if let Err(errors) = bundle.add_resource(resource) {
            tracing::error!(lang = lang.code(), file, ?errors, "a language file repeats a key");
        }
    }
    bundle
}

/// Our own words, not what is put into them.
fn widened(text: &str) -> Cow<'_, str> {
    let wide = |letter: char| char::from_u32(letter as u32 - u32::from(b'A') + u32::from('Ａ')).unwrap_or(letter);
    text.chars()
        .map(|letter| if letter.is_ascii_alphabetic() { wide(letter) } else { letter })
        .collect::<String>()
        .into()
}

/// Counts in sentences are grouped as elsewhere; everything else is written already.
fn grouped(lang: Lang, value: &FluentValue<'_>) -> Option<String> {
    let FluentValue::Number(number) = value else { return None };
    let digits = number.as_string();
    digits.parse().ok().map(|count| super::format::count(lang, count))
}

pub(super) fn has(lang: Lang, key: &str) -> bool {
    BUNDLES[lang as usize].get_message(key).is_some_and(|message| message.value().is_some())
}

/// The sentence; a missing one is logged and stands as English, and as its key when English lacks it too.
pub(super) fn message(lang: Lang, key: &str, args: Option<&FluentArgs<'_>>) -> String {
    let bundle = &BUNDLES[lang as usize];
    let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else {
        tracing::error!(lang = lang.code(), key, "a sentence is missing");
        #[cfg(test)]
        blame(lang, key, &[]);
        return if lang == Lang::En { key.to_owned() } else { message(Lang::En, key, args) };
    };
    let mut errors = Vec::new();
    let text = bundle.format_pattern(pattern, args, &mut errors).into_owned();
    if !errors.is_empty() {
        tracing::error!(lang = lang.code(), key, ?errors, "a sentence lacks an argument");
        #[cfg(test)]
        blame(lang, key, &errors);
    }
    match args {
        Some(args) => with_one_point(text, args),
        None => text,
    }
}

/// A name or a date that ends in a point (`Олена К.`, `2027 р.`) ends a sentence with that same point.
fn with_one_point(text: String, args: &FluentArgs<'_>) -> String {
    args.iter().fold(text, |text, (_, value)| match value {
        FluentValue::String(said) if said.ends_with('.') => text.replace(&format!("{said}."), said),
        _ => text,
    })
}

/// Code and name of every country. The file of each language is in the order of its alphabet.
pub(super) fn countries(lang: Lang) -> impl Iterator<Item = (&'static str, &'static str)> {
    let lines = sources(lang).iter().filter(|(file, _)| *file == "countries").flat_map(|(_, source)| source.lines());
    lines.filter_map(|line| line.strip_prefix("country-")?.split_once(" = "))
}

/// Where pages are tested, a sentence that cannot be said fails the test instead of being logged.
#[cfg(test)]
fn blame(lang: Lang, key: &str, errors: &[fluent::FluentError]) {
    panic!("{}: the sentence {key:?} is missing or lacks an argument: {errors:?}", lang.code());
}
