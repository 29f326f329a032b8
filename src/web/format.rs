//! Numbers, money and dates as each language writes them. Source: CLDR 46 (`numbers.xml`: symbols, grouping, currency
//! patterns, narrow symbols; `ca-gregorian.xml`: month names live in `locales/`).

use super::{Lang, Shell, Value, Words};
use crate::calendar::{Instant, Month, Zone};
use crate::money::{Money, Percent};
use crate::rules::explain::Language;
use chrono::{Datelike, NaiveDateTime, NaiveTime, TimeDelta, Timelike};
use fluent::{FluentArgs, FluentValue};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

const NBSP: char = '\u{a0}';

/// `40,500.00`, `40 500,00`, `40.500,00`: from a plain decimal string, so that nothing is rounded.
fn digits(lang: Lang, plain: &str) -> String {
    let language = match lang {
        Lang::En | Lang::Pseudo => Language::English,
        Lang::Uk => Language::Ukrainian,
        Lang::Ru => Language::Russian,
        Lang::Kk => Language::Kazakh,
        Lang::Es => Language::Spanish,
    };
    language.digits(plain)
}

/// A plain number as it is typed: `238954.50`, `238 954,50`, `238954,50`. Only spaces part thousands, as points and commas are read as
/// what parts the coins.
pub fn typed(lang: Lang, plain: &str) -> String {
    if plain.parse::<Decimal>().is_err() {
        return plain.to_owned();
    }
    match lang {
        Lang::En | Lang::Pseudo => plain.to_owned(),
        Lang::Es => plain.replace('.', ","),
        Lang::Uk | Lang::Ru | Lang::Kk => match plain.strip_prefix('-') {
            Some(_) => plain.replace('.', ","),
            None => digits(lang, plain),
        },
    }
}

pub fn count(lang: Lang, count: i64) -> String {
    let sign = if count < 0 { "−" } else { "" };
    format!("{sign}{}", digits(lang, &count.unsigned_abs().to_string()))
}

fn decimal(lang: Lang, number: Decimal) -> String {
    let sign = if number.is_sign_negative() { "−" } else { "" };
    format!("{sign}{}", digits(lang, &number.abs().to_string()))
}

/// Where CLDR has no symbol that only one currency uses, the code stands.
fn symbol(code: &str) -> &str {
    match code {
        "KZT" => "₸",
        "UAH" => "₴",
        "RUB" => "₽",
        "USD" => "$",
        "EUR" => "€",
        "GBP" => "£",
        "JPY" => "¥",
        "INR" => "₹",
        "PLN" => "zł",
        "GEL" => "₾",
        "TRY" => "₺",
        "ILS" => "₪",
        _ => code,
    }
}

/// `₸40,500.00` in English, `40 500,00 ₸` elsewhere; a true minus before both. What is no money: `2 months`.
pub fn money(lang: Lang, money: Money) -> String {
    let sign = if money.is_negative() { "−" } else { "" };
    if !money.currency().is_money() {
        return format!("{sign}{}", of_unit(lang, money.amount().abs().normalize(), money.currency().code()));
    }
    let number = digits(lang, &money.amount().abs().to_string());
    let currency = money.currency();
    let symbol = symbol(currency.code());
    match lang {
        Lang::En | Lang::Pseudo if symbol.chars().all(|c| c.is_ascii_uppercase()) || symbol == "zł" => {
            format!("{sign}{symbol}{NBSP}{number}")
        }
        Lang::En | Lang::Pseudo => format!("{sign}{symbol}{number}"),
        _ => format!("{sign}{number}{NBSP}{symbol}"),
    }
}

/// A count takes its plural form only where it is whole.
fn of_unit(lang: Lang, number: Decimal, unit: &str) -> String {
    let whole = number.to_i64().filter(|_| number.fract().is_zero());
    let mut args = FluentArgs::with_capacity(2);
    args.set("count", whole.map_or_else(|| FluentValue::from(digits(lang, &number.to_string())), FluentValue::from));
    args.set("unit", unit.to_owned());
    lang.with_args("part-amount", &args)
}

/// `10%` in English, `10 %` elsewhere.
pub fn percent(lang: Lang, percent: Percent) -> String {
    hundredths(lang, &digits(lang, &percent.value().normalize().to_string()))
}

pub fn whole_percent(lang: Lang, share: i64) -> String {
    hundredths(lang, &count(lang, share))
}

fn hundredths(lang: Lang, number: &str) -> String {
    if matches!(lang, Lang::En | Lang::Pseudo) { format!("{number}%") } else { format!("{number}{NBSP}%") }
}

fn month(lang: Lang, at: NaiveDateTime) -> String {
    const KEYS: [&str; 12] = [
        "month-1", "month-2", "month-3", "month-4", "month-5", "month-6", "month-7", "month-8", "month-9", "month-10",
        "month-11", "month-12",
    ];
    lang.t(KEYS.get(at.month0() as usize).copied().unwrap_or("month-1"))
}

impl Shell {
    /// `24 April`, with the year when it is not this one, or on a document.
    pub fn day(&self, at: Instant) -> String {
        self.local_day(self.zone.local(at))
    }

    fn local_day(&self, local: NaiveDateTime) -> String {
        let this_year = local.year() == self.zone.local(self.now).year() && !self.dated;
        let key = if this_year { "date-day" } else { "date-day-year" };
        let mut args = FluentArgs::new();
        args.set("day", local.day().to_string());
        args.set("month", month(self.lang, local));
        args.set("year", local.year().to_string());
        self.lang.with_args(key, &args)
    }

    /// `24 April, 14:30`; the zone of whoever has chosen none is named: `24 April, 14:30 UTC`.
    pub fn moment(&self, at: Instant) -> String {
        let local = self.local_moment(self.zone.local(at));
        if self.zone == Zone::UTC { format!("{local} UTC") } else { local }
    }

    fn local_moment(&self, local: NaiveDateTime) -> String {
        format!("{}, {:02}:{:02}", self.local_day(local), local.hour(), local.minute())
    }

    /// `April 2026`.
    pub fn month(&self, month: Month) -> String {
        const KEYS: [&str; 12] = [
            "month-alone-1",
            "month-alone-2",
            "month-alone-3",
            "month-alone-4",
            "month-alone-5",
            "month-alone-6",
            "month-alone-7",
            "month-alone-8",
            "month-alone-9",
            "month-alone-10",
            "month-alone-11",
            "month-alone-12",
        ];
        let first = month.first_day();
        let mut args = FluentArgs::new();
        args.set("month", self.lang.t(KEYS.get(first.month0() as usize).copied().unwrap_or("month-alone-1")));
        args.set("year", first.year().to_string());
        self.lang.with_args("date-month", &args)
    }

    /// The exact instant, for those who doubt: `2026-04-24 14:30:00 Asia/Almaty`.
    pub fn exact(&self, at: Instant) -> String {
        format!("{} {}", self.zone.local(at).format("%Y-%m-%d %H:%M:%S"), self.zone.name())
    }

    /// `in 9 days`, `3 hours ago`, by the reader's calendar days once it is more than a day.
    pub fn ago(&self, at: Instant) -> String {
        let gap = at - self.now;
        let days = (self.zone.local(at).date() - self.zone.local(self.now).date()).num_days();
        let (key, count) = if days.abs() >= 1 && gap.abs() >= TimeDelta::hours(20) {
            (if days > 0 { "in-days" } else { "days-ago" }, days.abs())
        } else if gap.abs() >= TimeDelta::hours(1) {
            (if gap > TimeDelta::zero() { "in-hours" } else { "hours-ago" }, gap.num_hours().abs())
        } else if gap.abs() >= TimeDelta::minutes(1) {
            (if gap > TimeDelta::zero() { "in-minutes" } else { "minutes-ago" }, gap.num_minutes().abs())
        } else {
            ("just-now", 0)
        };
        self.lang.t1(key, ("count", count))
    }

    /// A sentence with its arguments written in the reader's language.
    pub fn say(&self, words: &Words) -> String {
        if words.args.is_empty() {
            return self.lang.t(&words.key);
        }
        let mut args = FluentArgs::with_capacity(words.args.len());
        for (name, value) in &words.args {
            args.set(name.clone(), self.argument(value));
        }
        self.lang.with_args(&words.key, &args)
    }

    fn argument(&self, value: &Value) -> FluentValue<'static> {
        FluentValue::from(match value {
            Value::Count(count) => return FluentValue::from(*count),
            Value::Text(text) => text.clone(),
            Value::Money(amount) => money(self.lang, *amount),
            Value::Decimal(number) => decimal(self.lang, *number),
            Value::Percent(share) => percent(self.lang, *share),
            Value::Day(at) => self.day(*at),
            Value::Moment(at) => self.moment(*at),
            Value::Local(at) if at.time() == NaiveTime::MIN => self.local_day(*at),
            Value::Local(at) => self.local_moment(*at),
            Value::Words(words) => self.say(words),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shell(lang: Lang, now: &str) -> Shell {
        let zone: Zone = "Asia/Almaty".parse().unwrap();
        Shell::speaking(lang, zone, now.parse().unwrap())
    }

    #[test]
    fn money_is_written_as_each_language_writes_it() {
        let of = |amount: &str, code: &str| Money::parse(amount, code.parse().unwrap()).unwrap();
        let tenge = of("40500", "KZT");
        assert_eq!(money(Lang::En, tenge), "₸40,500.00");
        for lang in [Lang::Ru, Lang::Kk, Lang::Uk] {
            assert_eq!(money(lang, tenge), "40\u{a0}500,00\u{a0}₸");
        }
        assert_eq!(money(Lang::Es, tenge), "40.500,00\u{a0}₸");
        assert_eq!(money(Lang::Es, of("4050", "EUR")), "4050,00\u{a0}€");
        assert_eq!(money(Lang::En, of("-1234567.5", "USD")), "−$1,234,567.50");
        assert_eq!(money(Lang::En, of("999", "CHF")), "CHF\u{a0}999.00");
        assert_eq!(money(Lang::Ru, of("1000", "JPY")), "1\u{a0}000\u{a0}¥");
        assert_eq!(money(Lang::Uk, of("0", "UAH")), "0,00\u{a0}₴");
    }

    #[test]
    fn a_field_holds_what_would_be_typed() {
        let of = |lang| typed(lang, "238954.50");
        assert_eq!(
            Lang::ALL.map(of),
            ["238954.50", "238\u{a0}954,50", "238\u{a0}954,50", "238\u{a0}954,50", "238954,50"]
        );
        assert_eq!(typed(Lang::Ru, "much"), "much");
        assert_eq!(typed(Lang::Ru, "-1500.5"), "-1500,5");
    }

    #[test]
    fn what_is_no_money_has_its_plural_form() {
        let of = |lang, amount: &str, unit: &str| money(lang, Money::parse(amount, unit.parse().unwrap()).unwrap());
        assert_eq!(of(Lang::En, "1", "months"), "1 month");
        assert_eq!(of(Lang::Ru, "2", "months"), "2 месяца");
        assert_eq!(of(Lang::Uk, "5", "months"), "5 місяців");
        assert_eq!(of(Lang::Kk, "12", "gb"), "12 ГБ");
        assert_eq!(of(Lang::Es, "2.5", "gb"), "2,5 GB");
        assert_eq!(of(Lang::En, "-750", "miles"), "−750 miles");
    }

    #[test]
    fn dates_are_the_readers_own() {
        let late: Instant = "2026-04-23T20:30:00Z".parse().unwrap();
        assert_eq!(shell(Lang::En, "2026-04-15T09:00:00Z").day(late), "24 April", "it is tomorrow in Almaty");
        assert_eq!(shell(Lang::Ru, "2026-04-15T09:00:00Z").moment(late), "24 апреля, 01:30");
        assert_eq!(shell(Lang::Es, "2027-04-15T09:00:00Z").day(late), "24 de abril de 2026");
        assert_eq!(shell(Lang::En, "2026-04-15T09:00:00Z").exact(late), "2026-04-24 01:30:00 Asia/Almaty");
    }

    #[test]
    fn a_time_of_nobodys_zone_names_it_and_a_document_names_the_year() {
        let late: Instant = "2026-04-23T20:30:00Z".parse().unwrap();
        let nowhere = Shell::speaking(Lang::En, Zone::UTC, "2026-04-15T09:00:00Z".parse().unwrap());
        assert_eq!(nowhere.moment(late), "23 April, 20:30 UTC");
        let paper = Shell { dated: true, ..shell(Lang::Uk, "2026-04-15T09:00:00Z") };
        assert_eq!(paper.day(late), "24 квітня 2026");
        assert_eq!(paper.say(&Words::new("letter-line-day").with("day", Value::Day(late))), "24 квітня 2026");
    }

    #[test]
    fn distances_in_time_are_told_in_whole_days_of_the_reader() {
        let far = |now: &str, at: &str| shell(Lang::En, now).ago(at.parse().unwrap());
        assert_eq!(far("2026-04-15T09:00:00Z", "2026-04-24T09:00:00Z"), "in 9 days");
        assert_eq!(far("2026-04-15T09:00:00Z", "2026-04-16T09:00:00Z"), "tomorrow");
        assert_eq!(far("2026-04-15T09:00:00Z", "2026-04-15T06:00:00Z"), "3 hours ago");
        assert_eq!(far("2026-04-15T09:00:00Z", "2026-04-15T09:01:00Z"), "in a minute");
        assert_eq!(far("2026-04-15T09:00:00Z", "2026-04-15T09:00:30Z"), "just now");
    }
}
