//! The words of templates: `{{ "overview-title"|t }}`, `{{ row.amount|money }}`, `{{ row.paid_at|day }}`.

use super::words::{ToValue, ToWords};
use super::{Lang, Shell, assets, format};
use crate::calendar::Instant;
use crate::money::{Money, Percent};
use askama::filters::Safe;
use askama::{Result, Values, filter_fn, get_value};
use std::fmt::Write;

/// The shell around the page: `{% let shell = "shell"|here %}`.
#[filter_fn]
pub fn here(key: &str, env: &dyn Values) -> Result<Shell> {
    get_value::<Shell>(env, key).cloned()
}

/// A sentence: of a key, or of [`Words`].
#[filter_fn]
pub fn t(words: impl ToWords, env: &dyn Values) -> Result<String> {
    Ok(shell(env)?.say(&words.to_words()))
}

/// A sentence with one argument: `{{ "invited-count"|t1("count", self.total) }}`.
#[filter_fn]
pub fn t1<V: ToValue>(key: impl ToWords, env: &dyn Values, name: &'static str, value: V) -> Result<String> {
    Ok(shell(env)?.say(&key.to_words().with(name, value)))
}

/// A sentence with two arguments.
#[filter_fn]
pub fn t2<V: ToValue, W: ToValue>(
    key: impl ToWords,
    env: &dyn Values,
    name: &'static str,
    value: V,
    other: &'static str,
    second: W,
) -> Result<String> {
    Ok(shell(env)?.say(&key.to_words().with(name, value).with(other, second)))
}

#[filter_fn]
pub fn money(amount: &Money, env: &dyn Values) -> Result<String> {
    Ok(format::money(shell(env)?.lang, *amount))
}

#[filter_fn]
pub fn percent(share: &Percent, env: &dyn Values) -> Result<String> {
    Ok(format::percent(shell(env)?.lang, *share))
}

/// A share in whole hundredths.
#[filter_fn]
pub fn whole_percent(share: &i64, env: &dyn Values) -> Result<String> {
    Ok(format::whole_percent(shell(env)?.lang, *share))
}

/// What stands in a field for an amount, as the reader would type it; what is no number stands as it is.
#[filter_fn]
pub fn typed(text: &str, env: &dyn Values) -> Result<String> {
    Ok(format::typed(shell(env)?.lang, text))
}

#[filter_fn]
pub fn count(number: &i64, env: &dyn Values) -> Result<String> {
    Ok(format::count(shell(env)?.lang, *number))
}

/// `24 April`, the exact instant on hover.
#[filter_fn]
pub fn day(at: &Instant, env: &dyn Values) -> Result<Safe<String>> {
    let shell = shell(env)?;
    Ok(time(shell, at, &shell.day(*at)))
}

/// `24 April, 14:30`.
#[filter_fn]
pub fn moment(at: &Instant, env: &dyn Values) -> Result<Safe<String>> {
    let shell = shell(env)?;
    Ok(time(shell, at, &shell.moment(*at)))
}

/// `in 9 days`.
#[filter_fn]
pub fn ago(at: &Instant, env: &dyn Values) -> Result<Safe<String>> {
    let shell = shell(env)?;
    Ok(time(shell, at, &shell.ago(*at)))
}

/// The address of a file of `static/` with its content's hash.
#[filter_fn]
pub fn asset(name: &str, _: &dyn Values) -> Result<String> {
    Ok(assets::path(name))
}

/// A place of the account, of the program that this page is about.
#[filter_fn]
pub fn kept(path: &str, env: &dyn Values) -> Result<String> {
    Ok(shell(env)?.kept(path))
}

/// This page in that language.
#[filter_fn]
pub fn in_lang(lang: &Lang, env: &dyn Values) -> Result<String> {
    Ok(shell(env)?.in_lang(lang))
}

fn shell(env: &dyn Values) -> Result<&Shell> {
    get_value::<Shell>(env, "shell")
}

fn time(shell: &Shell, at: &Instant, text: &str) -> Safe<String> {
    let mut html = String::with_capacity(96);
    let machine = at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true);
    // Writing into a String cannot fail; words of our own catalogue and zone names hold no markup.
    let _ = write!(html, r#"<time datetime="{machine}" title="{}">{text}</time>"#, shell.exact(*at));
    Safe(html)
}

/// Code and name of every country, in the order of the reader's alphabet: `{% for (code, name) in ""|countries %}`.
#[filter_fn]
pub fn countries(_: &str, env: &dyn Values) -> Result<Vec<(&'static str, &'static str)>> {
    Ok(super::catalogue::countries(shell(env)?.lang).collect())
}

/// `April 2026`.
#[filter_fn]
pub fn month(month: &crate::calendar::Month, env: &dyn Values) -> Result<String> {
    Ok(shell(env)?.month(*month))
}

/// The names of the world's time zones: `{% for zone in ""|zones %}`. Left out are aliases without a place.
#[filter_fn]
pub fn zones(_: &str, _: &dyn Values) -> Result<Vec<&'static str>> {
    let places = chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name());
    let named =
        |name: &&str| *name == "UTC" || (name.contains('/') && !name.starts_with("Etc/") && !name.starts_with("US/"));
    Ok(places.filter(named).collect())
}
