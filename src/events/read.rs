//! From bytes to a valid event. The plain parser goes first and reads everything once, where the type is said before the data;
//! only when it refuses is the text read again, by one that knows where it stands and can name the field.

use std::borrow::Cow;
use std::fmt;

use serde::de::{self, DeserializeOwned, MapAccess};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

use super::words::Given;
use super::{Event, Fact, Malformed, Reason, words};
use crate::calendar::Instant;
use crate::ids::ExternalId;
use crate::money::Quoted;

pub const MAX_BYTES: usize = 256 * 1024;
pub const MAX_LINES: usize = 500;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Envelope<'a> {
    id: ExternalId,
    #[serde(borrow)]
    r#type: Cow<'a, str>,
    #[serde(deserialize_with = "words::read_instant")]
    timestamp: Instant,
    #[serde(borrow)]
    data: &'a RawValue,
}

/// An event whose type is said before its data, so that these are read as they come.
struct InOrder(Event);

#[derive(Deserialize)]
#[serde(field_identifier, rename_all = "snake_case")]
enum Field {
    Id,
    Type,
    Timestamp,
    Data,
}

impl<'de> Deserialize<'de> for InOrder {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<InOrder, D::Error> {
        struct Visitor;

        impl<'de> de::Visitor<'de> for Visitor {
            type Value = InOrder;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an event")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut event: A) -> Result<InOrder, A::Error> {
                let (mut id, mut type_name, mut timestamp, mut fact) = (None, None, None, None);
                while let Some(field) = event.next_key()? {
                    match (field, &type_name) {
                        (Field::Id, _) if id.is_none() => id = Some(event.next_value()?),
                        (Field::Type, None) => type_name = Some(event.next_value::<Quoted<'_>>()?.0),
                        (Field::Timestamp, _) if timestamp.is_none() => {
                            timestamp = Some(event.next_value::<Given>()?.0)
                        }
                        (Field::Data, Some(name)) if fact.is_none() => fact = Some(Fact::read_next(name, &mut event)?),
                        _ => return Err(de::Error::custom("twice, or out of order")),
                    }
                }
                let whole = id.zip(timestamp).zip(fact);
                let whole = whole.map(|((id, timestamp), fact)| InOrder(Event { id, timestamp, fact }));
                whole.ok_or_else(|| de::Error::custom("incomplete"))
            }
        }

        deserializer.deserialize_map(Visitor)
    }
}

pub(super) fn next_data<'de, T: Data, A: MapAccess<'de>>(event: &mut A) -> Result<T, A::Error> {
    T::valid(event.next_value()?).map_err(de::Error::custom)
}

/// Data as the sender wrote it; `valid` checks what no single field can know.
pub(super) trait Data: Sized {
    type Wire: DeserializeOwned;

    fn valid(wire: Self::Wire) -> Result<Self, Malformed>;
}

impl<T: Data> Data for Box<T> {
    type Wire = T::Wire;

    fn valid(wire: T::Wire) -> Result<Self, Malformed> {
        T::valid(wire).map(Box::new)
    }
}

/// For data of which each field alone says whether it is valid.
macro_rules! plain {
    ($($type:ty),* $(,)?) => {$(
        impl crate::events::read::Data for $type {
            type Wire = Self;

            fn valid(wire: Self) -> Result<Self, crate::events::Malformed> {
                Ok(wire)
            }
        }
    )*};
}
pub(super) use plain;

/// An event from outside.
pub fn parse(json: &[u8]) -> Result<Event, Malformed> {
    let event = read(json, Fact::is_internal_type)?;
    // What was kept before this was asked is read all the same.
    if let Fact::ChoiceMade(choice) = &event.fact {
        let refused = |malformed| Malformed { event_id: Some(event.id.to_string()), ..malformed };
        choice.check_allocation().map_err(refused)?;
    }
    Ok(event)
}

/// An event of either kind: the stored log is read with this, never what arrives from outside.
pub fn parse_internal(json: &[u8]) -> Result<Event, Malformed> {
    read(json, |_| false)
}

fn read(json: &[u8], refused_type: impl Fn(&str) -> bool) -> Result<Event, Malformed> {
    if json.len() > MAX_BYTES {
        return Err(Malformed::whole(Reason::TooLarge));
    }
    if let Ok(text) = str::from_utf8(json)
        && let Ok(InOrder(event)) = serde_json::from_str(text)
        && !refused_type(event.fact.type_name())
    {
        return Ok(event);
    }
    let refused = |malformed: Malformed| Malformed { event_id: event_id(json), ..malformed };
    let envelope: Envelope<'_> =
        serde_json::from_slice(json).map_err(|_| refused(explain::<Envelope<'_>>(json, "")))?;
    // What its data looks like is nobody's business outside.
    if refused_type(&envelope.r#type) {
        return Err(refused(Malformed::at("type", Reason::InternalType(envelope.r#type.into_owned()))));
    }
    match Fact::read(&envelope.r#type, envelope.data).map_err(refused)? {
        Some(fact) => Ok(Event { id: envelope.id, timestamp: envelope.timestamp, fact }),
        None => {
            let shown = envelope.r#type.chars().take(100).collect();
            Err(refused(Malformed::at("type", Reason::UnknownType(shown))))
        }
    }
}

pub(super) fn data<T: Data>(raw: &RawValue) -> Result<T, Malformed> {
    let wire = serde_json::from_str(raw.get()).map_err(|_| explain::<T::Wire>(raw.get().as_bytes(), "data"))?;
    T::valid(wire)
        .map_err(|malformed| Malformed { field: Some(joined("data", malformed.field.as_deref())), ..malformed })
}

fn joined(outer: &str, inner: Option<&str>) -> String {
    match inner {
        None | Some("" | ".") => outer.to_owned(),
        Some(inner) if outer.is_empty() => inner.to_owned(),
        Some(inner) => format!("{outer}.{inner}"),
    }
}

fn explain<'a, T: Deserialize<'a>>(json: &'a [u8], outer: &str) -> Malformed {
    let mut deserializer = serde_json::Deserializer::from_slice(json);
    let (path, error) = match serde_path_to_error::deserialize::<_, T>(&mut deserializer) {
        Err(error) => (error.path().to_string(), error.into_inner()),
        Ok(_) => match deserializer.end() {
            Err(error) => (String::new(), error),
            Ok(()) => return Malformed::whole(Reason::Invalid("the event cannot be read".into())),
        },
    };
    let field = Some(joined(outer, Some(&path))).filter(|field| !field.is_empty());
    if error.is_data() {
        let words = error.to_string();
        let words = words.rsplit_once(" at line ").map_or(words.as_str(), |(words, _)| words);
        return Malformed { field, reason: Reason::Invalid(words.chars().take(600).collect()), event_id: None };
    }
    Malformed { field, reason: Reason::NotJson(error.to_string()), event_id: None }
}

/// The id alone, if that much can be read.
fn event_id(json: &[u8]) -> Option<String> {
    #[derive(Deserialize)]
    struct OnlyId {
        id: ExternalId,
    }

    serde_json::from_slice::<OnlyId>(json).ok().map(|found| found.id.to_string())
}
