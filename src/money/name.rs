use std::fmt;
use std::str::FromStr;

/// The name of a unit that is no currency, such as `points`, `months` or `gb`: 1 to 12 lower-case letters, digits, `-` and `_`,
/// a letter first, and not the code of a currency in other letters.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct UnitName {
    /// Filled up with zeros: amounts carry it, so it is kept small.
    bytes: [u8; UnitName::MAX],
}

impl UnitName {
    pub const MAX: usize = 12;

    pub fn as_str(&self) -> &str {
        str::from_utf8(&self.bytes).unwrap_or_default().trim_end_matches('\0')
    }
}

impl FromStr for UnitName {
    type Err = String;

    fn from_str(name: &str) -> Result<UnitName, String> {
        let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-' || b == b'_';
        let fits = (1..=UnitName::MAX).contains(&name.len());
        if !fits || !name.bytes().all(plain) || !name.starts_with(|c: char| c.is_ascii_lowercase()) {
            let shown: String = name.chars().take(40).collect();
            return Err(format!("{shown:?} is no unit: 1 to 12 lower-case letters, digits, - and _, a letter first"));
        }
        let code = name.to_ascii_uppercase();
        if iso_currency::Currency::from_code(&code).is_some() {
            return Err(format!("{name:?} is no unit; the currency is written {code:?}"));
        }
        let mut bytes = [0; UnitName::MAX];
        bytes[..name.len()].copy_from_slice(name.as_bytes());
        Ok(UnitName { bytes })
    }
}

impl fmt::Display for UnitName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for UnitName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_has_a_plain_name_that_is_no_currency() {
        for name in ["points", "gb", "months", "e-mails", "sms2"] {
            assert_eq!(name.parse::<UnitName>().unwrap().as_str(), name);
        }
        for name in ["", "GB", "2gb", "usd", "letters-of-13", "бонус", "a b"] {
            assert!(name.parse::<UnitName>().is_err(), "{name}");
        }
    }
}
