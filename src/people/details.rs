//! Where somebody wants their money: what is typed, checked, and shown again only in part.

use std::str::FromStr;

use iban::{Iban, IbanLike};
use serde::{Deserialize, Serialize};

use crate::rules::terms::WithdrawalMethod;

/// As banks' files allow it.
const MOST_OF_A_HOLDER: usize = 70;
const MOST_OF_A_TEXT: usize = 200;

/// Checked; sealed wherever it is kept.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Details {
    /// Without spaces.
    Iban {
        holder: String,
        iban: String,
    },
    /// Digits only.
    Card {
        holder: String,
        number: String,
    },
    Custom {
        text: String,
    },
}

/// Which part of what was typed cannot be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Malformed {
    #[error("a holder has 1 to 70 characters on one line")]
    Holder,
    #[error("not an IBAN: a character is missing or mistyped")]
    Iban,
    #[error("not a card's number: a digit is missing or mistyped")]
    Card,
    #[error("an agreement has 3 to 200 characters on one line")]
    Text,
}

impl Details {
    /// `holder` is whose account or card it is; `number` the IBAN, the card's number, or what was agreed.
    pub fn read(method: WithdrawalMethod, holder: &str, number: &str) -> Result<Details, Malformed> {
        let holder = || one_line(holder, 1, MOST_OF_A_HOLDER).ok_or(Malformed::Holder);
        Ok(match method {
            WithdrawalMethod::Iban => {
                let plain: String = number.chars().filter(|c| !c.is_whitespace()).collect();
                let iban = Iban::from_str(&plain.to_uppercase()).map_err(|_| Malformed::Iban)?;
                Details::Iban { holder: holder()?, iban: iban.electronic_str().to_owned() }
            }
            WithdrawalMethod::Card => {
                let number: String = number.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
                if !is_card(&number) {
                    return Err(Malformed::Card);
                }
                Details::Card { holder: holder()?, number }
            }
            WithdrawalMethod::Custom => {
                Details::Custom { text: one_line(number, 3, MOST_OF_A_TEXT).ok_or(Malformed::Text)? }
            }
        })
    }

    pub fn is_holder(text: &str) -> bool {
        one_line(text, 1, MOST_OF_A_HOLDER).is_some()
    }

    pub fn method(&self) -> WithdrawalMethod {
        match self {
            Details::Iban { .. } => WithdrawalMethod::Iban,
            Details::Card { .. } => WithdrawalMethod::Card,
            Details::Custom { .. } => WithdrawalMethod::Custom,
        }
    }

    /// Whose account or card it is; none of what was agreed otherwise.
    pub fn holder(&self) -> Option<&str> {
        match self {
            Details::Iban { holder, .. } | Details::Card { holder, .. } => Some(holder),
            Details::Custom { .. } => None,
        }
    }

    /// All of it, for whoever pays.
    pub fn whole(&self) -> String {
        match self {
            Details::Iban { iban, .. } => in_fours(iban),
            Details::Card { number, .. } => in_fours(number),
            Details::Custom { text } => text.clone(),
        }
    }

    /// Enough for its owner to know it again, and for nobody else to use it.
    pub fn masked(&self) -> String {
        let last = |text: &str| text.chars().rev().take(4).collect::<Vec<_>>().into_iter().rev().collect::<String>();
        match self {
            Details::Iban { iban, .. } => format!("{} •••• {}", iban.chars().take(4).collect::<String>(), last(iban)),
            Details::Card { number, .. } => format!("•••• {}", last(number)),
            Details::Custom { text } => format!("{}•••", text.chars().take(2).collect::<String>()),
        }
    }
}

fn one_line(text: &str, least: usize, most: usize) -> Option<String> {
    let text = text.trim();
    let fits = (least..=most).contains(&text.chars().count()) && !text.chars().any(char::is_control);
    fits.then(|| text.to_owned())
}

/// As it is printed on cards and statements.
fn in_fours(number: &str) -> String {
    let characters: Vec<char> = number.chars().collect();
    let groups: Vec<String> = characters.chunks(4).map(|group| group.iter().collect()).collect();
    groups.join(" ")
}

/// Nobody's account stands in a log.
impl std::fmt::Debug for Details {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Details({})", self.method().name())
    }
}

/// 12 to 19 digits whose last one is Luhn's (ISO/IEC 7812-1).
fn is_card(number: &str) -> bool {
    let digits: Option<Vec<u32>> = number.chars().map(|c| c.to_digit(10)).collect();
    let Some(digits) = digits.filter(|digits| (12..=19).contains(&digits.len())) else { return false };
    let weigh = |(place, digit): (usize, &u32)| match place % 2 {
        0 => *digit,
        _ => digit * 2 % 10 + digit * 2 / 10,
    };
    let sum: u32 = digits.iter().rev().enumerate().map(weigh).sum();
    sum.is_multiple_of(10) && digits.iter().any(|digit| *digit != 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(method: WithdrawalMethod, number: &str) -> Result<String, Malformed> {
        Details::read(method, "Aigerim Sadykova", number).map(|details| details.masked())
    }

    /// The examples of the registry of IBANs.
    #[test]
    fn an_iban_is_checked_to_its_country_and_its_sum() {
        for (typed, masked) in [
            ("KZ86 125K ZT50 0410 0100", "KZ86 •••• 0100"),
            ("UA213223130000026007233566001", "UA21 •••• 6001"),
            ("es91 2100 0418 4502 0005 1332", "ES91 •••• 1332"),
            ("DE89370400440532013000", "DE89 •••• 3000"),
        ] {
            assert_eq!(read(WithdrawalMethod::Iban, typed).as_deref(), Ok(masked), "{typed}");
        }
        for wrong in
            ["KZ86 125K ZT50 0410 0101", "KZ86 125K ZT50 0410 010", "86125KZT50041001001", "", "IBAN", "XX86125"]
        {
            assert_eq!(read(WithdrawalMethod::Iban, wrong), Err(Malformed::Iban), "{wrong}");
        }
    }

    /// Numbers that networks publish for tests.
    #[test]
    fn a_card_is_checked_to_its_last_digit() {
        for (typed, masked) in [
            ("4111 1111 1111 1111", "•••• 1111"),
            ("5555-5555-5555-4444", "•••• 4444"),
            ("378282246310005", "•••• 0005"),
        ] {
            assert_eq!(read(WithdrawalMethod::Card, typed).as_deref(), Ok(masked), "{typed}");
        }
        for wrong in
            ["4111 1111 1111 1112", "4111", "", "0000000000000000", "4111x1111 1111 1111", "41111111111111111111"]
        {
            assert_eq!(read(WithdrawalMethod::Card, wrong), Err(Malformed::Card), "{wrong}");
        }
    }

    #[test]
    fn a_holder_and_an_agreement_are_one_line() {
        let iban = |holder: &str| Details::read(WithdrawalMethod::Iban, holder, "DE89370400440532013000");
        assert_eq!(iban(" "), Err(Malformed::Holder));
        assert_eq!(iban("A\nB"), Err(Malformed::Holder));
        assert_eq!(iban(&"x".repeat(71)), Err(Malformed::Holder));
        assert!(iban(&"x".repeat(70)).is_ok());
        assert_eq!(read(WithdrawalMethod::Custom, "wallet 17").as_deref(), Ok("wa•••"));
        assert_eq!(read(WithdrawalMethod::Custom, "ab"), Err(Malformed::Text));
    }

    #[test]
    fn whoever_pays_reads_it_whole_in_groups_of_four() {
        for (method, typed, whole) in [
            (WithdrawalMethod::Iban, "UA213223130000026007233566001", "UA21 3223 1300 0002 6007 2335 6600 1"),
            (WithdrawalMethod::Card, "378282246310005", "3782 8224 6310 005"),
            (WithdrawalMethod::Custom, "wallet 17", "wallet 17"),
        ] {
            assert_eq!(Details::read(method, "Aigerim", typed).unwrap().whole(), whole);
        }
    }

    #[test]
    fn nothing_of_it_is_printed() {
        let details = Details::read(WithdrawalMethod::Card, "Aigerim", "4111111111111111").unwrap();
        assert_eq!(format!("{details:?}"), "Details(card)");
    }
}
