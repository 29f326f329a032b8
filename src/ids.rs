//! One type for each table, so that an id of one can never be used for another; and the ids that others gave.

use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU64, Ordering};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use smol_str::SmolStr;
use uuid::{Timestamp, Uuid};

use crate::calendar::Instant;

/// One more for each id, so that those made in one process at the same instant sort in the order in which they were made. It begins
/// anywhere, so that two processes hardly count alike; the other bits are random.
static MADE: LazyLock<AtomicU64> =
    LazyLock::new(|| AtomicU64::new(Uuid::new_v4().as_u64_pair().1 >> (64 - COUNTER_BITS + 1)));
const COUNTER_BITS: u8 = 42;

/// Its time is the given one, whatever ids were made of before: two clocks in one process do not meet.
fn ordered(now: Instant) -> Uuid {
    let seconds = u64::try_from(now.timestamp()).unwrap_or(0);
    let made = MADE.fetch_add(1, Ordering::Relaxed) % (1 << COUNTER_BITS);
    Uuid::new_v7(Timestamp::from_unix_time(seconds, now.timestamp_subsec_nanos(), made.into(), COUNTER_BITS))
}

/// The smallest id that can be made at `at`: what has a smaller one was made before.
pub fn first_id(at: Instant) -> Uuid {
    Uuid::from_u128(u128::try_from(at.timestamp_millis()).unwrap_or(0) << 80)
}

macro_rules! ids {
    ($($name:ident),* $(,)?) => {$(
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl $name {
            /// A UUIDv7 of the given instant, later than those that this process made of the same or an earlier one.
            pub fn new(now: Instant) -> Self {
                Self(ordered(now))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({})", stringify!($name), self.0)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, uuid::Error> {
                text.parse().map(Self)
            }
        }
    )*};
}

ids![
    PersonId,
    CompanyId,
    ProgramId,
    LinkId,
    ClickId,
    ReferralId,
    EventId,
    ReceiptId,
    RewardId,
    TransferId,
    ProductId,
    SubscriptionId,
    AdditionId,
    InvoiceId,
    PaymentId,
    RefundId,
    SpendId,
    WithdrawalId,
    BatchId,
    PayoutDetailsId,
    PayoutId,
    ExtensionId,
    ConversionId,
    AdjustmentId,
    SourceId,
    ApiKeyId,
    SessionId,
    JobId,
    DeedId,
    ImportId,
    RunId,
    ReplayId,
    ClaimId,
    DraftId,
    FlagId,
    NewsId,
];

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IdError {
    #[error("an id has 1 to 200 characters, none of them a control character")]
    NotAnExternalId,
    #[error("a code has 8 to 16 letters and digits, without 0, O, 1, I and L")]
    NotACode,
}

/// An id that the sender gave: 1 to 200 characters, no control characters. A short one is kept in place, a long one shared by whatever keeps it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ExternalId(SmolStr);

impl ExternalId {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for ExternalId {
    type Error = IdError;

    fn try_from(text: String) -> Result<Self, IdError> {
        text.parse()
    }
}

impl FromStr for ExternalId {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        let length_fits = !text.is_empty() && (text.len() <= 200 || text.chars().count() <= 200);
        let is_id = length_fits && !text.chars().any(char::is_control);
        if is_id { Ok(Self(text.into())) } else { Err(IdError::NotAnExternalId) }
    }
}

impl Serialize for ExternalId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for ExternalId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;

        impl de::Visitor<'_> for Visitor {
            type Value = ExternalId;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<ExternalId, E> {
                text.parse().map_err(E::custom)
            }
        }

        deserializer.deserialize_str(Visitor)
    }
}

impl fmt::Display for ExternalId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for ExternalId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.0)
    }
}

/// No 0 and O, no 1, I and L: a code survives being read out over the telephone.
const ALPHABET: &[u8; 31] = b"23456789ABCDEFGHJKMNPQRSTUVWXYZ";

/// A link's code: 8 to 16 unambiguous capitals and digits.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String")]
pub struct Code(String);

impl Code {
    /// Eight characters out of random bytes; 128 bits leave no measurable bias.
    pub fn from_random(bytes: [u8; 16]) -> Code {
        let mut rest = u128::from_be_bytes(bytes);
        let letters = (0..8).map(|_| {
            let letter = ALPHABET[(rest % 31) as usize];
            rest /= 31;
            char::from(letter)
        });
        Code(letters.collect())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Forgives case, spaces and hyphens, as people type codes by hand.
impl FromStr for Code {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Code, IdError> {
        let mut code = String::new();
        for letter in text.chars().filter(|c| !matches!(c, ' ' | '-')) {
            let letter = letter.to_ascii_uppercase();
            if code.len() == 16 || !letter.is_ascii() || !ALPHABET.contains(&(letter as u8)) {
                return Err(IdError::NotACode);
            }
            code.push(letter);
        }
        if code.len() < 8 { Err(IdError::NotACode) } else { Ok(Code(code)) }
    }
}

impl TryFrom<String> for Code {
    type Error = IdError;

    fn try_from(text: String) -> Result<Code, IdError> {
        text.parse()
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_carries_its_own_instant_also_after_one_of_a_later_clock() {
        let now: Instant = "2026-04-10T09:30:00Z".parse().unwrap();
        let later = PersonId::new(now + chrono::TimeDelta::days(400));
        let id = PersonId::new(now);
        assert_eq!(id.0.get_timestamp().unwrap().to_unix(), (1_775_813_400, 0));
        assert!(id < later && first_id(now) <= id.0);
    }

    #[test]
    fn ids_of_one_instant_keep_the_order_in_which_they_were_made() {
        let now: Instant = "2026-04-10T09:00:00Z".parse().unwrap();
        let ids: Vec<PersonId> = (0..5_000).map(|_| PersonId::new(now)).collect();
        assert!(ids.is_sorted_by(|a, b| a < b));
        assert_eq!(ids[0].0.get_version_num(), 7);
        assert_eq!(ids[0].to_string().parse::<PersonId>().unwrap(), ids[0]);
    }

    #[test]
    fn a_code_is_read_as_people_type_it() {
        let code = Code::from_random([7; 16]);
        let typed = format!(" {}-{} ", &code.as_str()[..4].to_lowercase(), &code.as_str()[4..]);
        assert_eq!(typed.parse::<Code>(), Ok(code));
        for wrong in ["", "ABCD234", "ABCD2340", "ABCDEFGI", "ABCDEFGH23456789X", "АBCDEFGH", "ABCD\u{0}FGH"] {
            assert_eq!(wrong.parse::<Code>(), Err(IdError::NotACode), "{wrong}");
        }
        assert_ne!(Code::from_random([1; 16]), Code::from_random([2; 16]));
    }

    #[test]
    fn an_external_id_is_short_and_printable() {
        assert!("evt_81".parse::<ExternalId>().is_ok());
        assert!("ж".repeat(200).parse::<ExternalId>().is_ok());
        for wrong in [String::new(), "x".repeat(201), "a\nb".into(), "a\u{0}".into(), "\u{7f}".into()] {
            assert!(wrong.parse::<ExternalId>().is_err());
        }
    }
}
