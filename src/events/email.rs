use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// An address as its owner wrote it: one `@` between something and a host, at most 254 characters.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Cow<'_, str>")]
pub struct Email(String);

/// Providers that deliver `name+anything@` to `name@`.
const PLUS_TAGS: [&str; 12] = [
    "gmail.com",
    "outlook.com",
    "hotmail.com",
    "live.com",
    "icloud.com",
    "me.com",
    "mac.com",
    "fastmail.com",
    "proton.me",
    "protonmail.com",
    "pm.me",
    "yandex.ru",
];

impl Email {
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The same for every spelling that reaches the same mailbox: case, and dots and plus-tags where the provider ignores them.
    pub fn normalised(&self) -> String {
        let lower = self.0.to_lowercase();
        let (name, host) = lower.rsplit_once('@').unwrap_or((&lower, ""));
        let host = if host == "googlemail.com" { "gmail.com" } else { host };
        let name = if PLUS_TAGS.contains(&host) { name.split('+').next().unwrap_or(name) } else { name };
        if host == "gmail.com" { format!("{}@{host}", name.replace('.', "")) } else { format!("{name}@{host}") }
    }
}

impl FromStr for Email {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Email, &'static str> {
        let refused = "not an e-mail address: write it as name@example.com";
        let (name, host) = text.rsplit_once('@').ok_or(refused)?;
        let odd = |c: char| c.is_whitespace() || c.is_control() || c == '@' || c == '<' || c == '>' || c == ',';
        if name.is_empty() || host.is_empty() || text.chars().count() > 254 || name.contains(odd) || host.contains(odd)
        {
            return Err(refused);
        }
        Ok(Email(text.to_owned()))
    }
}

impl TryFrom<Cow<'_, str>> for Email {
    type Error = &'static str;

    fn try_from(text: Cow<'_, str>) -> Result<Email, &'static str> {
        text.parse()
    }
}

impl fmt::Display for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Addresses stay out of logs.
impl fmt::Debug for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Email(…)")
    }
}
