use serde_json::{Map, Number, Value as Json};
use toml::de::DeValue;

use super::document::{Section, Value, instant, list_of, number, parsed, text};
use super::terms::{Example, Expected, Given};
use crate::money::{Currency, Money};

const MOST_INVITEES: u32 = 1000;
const MOST_COMPANIES: u32 = 100;

/// One `[[example]]`.
pub(super) fn read(mut section: Section<'_, '_>, currency: Currency) -> Option<Example> {
    let document = section.document;
    let (line, column) = section.start();
    let says = section.required("says", text);
    let repeat = section.optional("repeat", number(1..=MOST_INVITEES)).unwrap_or(1);
    let companies = section.optional("companies", number(0..=MOST_COMPANIES)).unwrap_or(0);
    let given = section.list("given").into_iter().filter_map(|value| given(Section::of(document, value, "given")?));
    let given: Vec<Given> = given.collect();
    let expect = section.list("expect").into_iter();
    let expect = expect.filter_map(|value| expected(Section::of(document, value, "expect")?, currency));
    let expect: Vec<Expected> = expect.collect();
    if given.is_empty() || expect.is_empty() {
        section.problem("an example needs `given` events and what to `expect`");
    }
    section.end();
    Some(Example { says: says?, repeat, companies, given, expect, line, column })
}

fn given(mut section: Section<'_, '_>) -> Option<Given> {
    let type_name = section.required("type", text);
    let at = section.required("at", instant);
    let mut data = Map::new();
    for (word, value) in section.rest() {
        match json(value) {
            Ok(json) => drop(data.insert(word.to_owned(), json)),
            Err(words) => section.document.problem(value.span(), format!("`{word}`: {words}")),
        }
    }
    Some(Given { type_name: type_name?, at: at?, data })
}

fn expected(mut section: Section<'_, '_>, currency: Currency) -> Option<Expected> {
    let money = |value: &DeValue| Money::parse(&text(value)?, currency).map_err(|error| error.to_string());
    let (line, column) = section.start();
    let at = section.required("at", instant);
    let on_hold = section.optional("on_hold", money);
    let available = section.optional("available", money);
    let to_pay = section.optional("to_pay", money);
    let discounts = section.optional("discounts", list_of(parsed));
    if on_hold.is_none() && available.is_none() && to_pay.is_none() && discounts.is_none() {
        section.problem("expect at least one of on_hold, available, to_pay, discounts");
    }
    section.end();
    Some(Expected { at: at?, on_hold, available, to_pay, discounts, line, column })
}

/// An event's data as TOML: amounts are texts there too, so a fraction is always a mistake.
fn json(value: &Value<'_>) -> Result<Json, String> {
    match value.get_ref() {
        DeValue::String(text) => Ok(Json::String(text.to_string())),
        DeValue::Boolean(flag) => Ok(Json::Bool(*flag)),
        DeValue::Datetime(at) => Ok(Json::String(at.to_string())),
        DeValue::Integer(number) => {
            let number = i64::from_str_radix(number.as_str(), number.radix());
            number.map(|number| Json::Number(Number::from(number))).map_err(|error| error.to_string())
        }
        DeValue::Float(_) => Err("write an amount in quotes".into()),
        DeValue::Array(items) => items.iter().map(json).collect::<Result<_, _>>().map(Json::Array),
        DeValue::Table(table) => {
            let fields = table.iter().map(|(key, value)| Ok((key.get_ref().to_string(), json(value)?)));
            fields.collect::<Result<Map<_, _>, String>>().map(Json::Object)
        }
    }
}
