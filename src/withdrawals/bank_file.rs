//! What a bank is asked to transfer, as it reads it: ISO 20022, pain.001.001.09.
use super::latin::{cut, latin};
use crate::calendar::Instant;
use crate::ids::{BatchId, WithdrawalId};
use crate::money::{Currency, Money, MoneyError};
use askama::Template;
use chrono::NaiveDate;
use data_encoding::BASE32_NOPAD;
use iban::{Iban, IbanLike};
use sha2::{Digest, Sha256};

/// As the rulebooks of banks have it; the schema would take 140.
const MOST_OF_A_NAME: usize = 70;
const MOST_OF_A_PURPOSE: usize = 140;

/// From whose account it is paid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Debtor {
    pub name: String,
    pub account: Account,
    pub bic: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Account {
    /// Without spaces.
    Iban(String),
    /// As the bank itself calls it.
    Other(String),
}

impl Account {
    pub fn as_str(&self) -> &str {
        match self {
            Account::Iban(number) | Account::Other(number) => number,
        }
    }

    /// What begins like an IBAN has to be one.
    fn read(typed: &str) -> Option<Account> {
        let plain: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
        let mut start = plain.chars();
        let is_letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
        if is_letter(start.next()) && is_letter(start.next()) {
            let iban: Iban = plain.to_uppercase().parse().ok()?;
            return Some(Account::Iban(iban.electronic_str().to_owned()));
        }
        let fits = (1..=34).contains(&plain.len()) && plain.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
        fits.then_some(Account::Other(plain))
    }
}

/// Which part of a debtor cannot be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WrongDebtor {
    Name,
    Account,
    Bic,
}

impl Debtor {
    /// All that is wrong with what was typed.
    pub fn read(name: &str, account: &str, bic: &str) -> Result<Debtor, Vec<WrongDebtor>> {
        let name = latin(name).ok().filter(|name| !name.is_empty()).map(|name| cut(&name, MOST_OF_A_NAME));
        let account = Account::read(account);
        let bic = bic.split_whitespace().collect::<String>().to_uppercase();
        let bic = (bic.is_empty() || is_bic(&bic)).then(|| Some(bic).filter(|bic| !bic.is_empty()));
        let wrong = [
            (name.is_none(), WrongDebtor::Name),
            (account.is_none(), WrongDebtor::Account),
            (bic.is_none(), WrongDebtor::Bic),
        ];
        match (name, account, bic) {
            (Some(name), Some(account), Some(bic)) => Ok(Debtor { name, account, bic }),
            _ => Err(wrong.into_iter().filter_map(|(is_wrong, part)| is_wrong.then_some(part)).collect()),
        }
    }
}

/// ISO 9362: institution, country, place, and perhaps a branch.
fn is_bic(text: &str) -> bool {
    let is = |from: usize, to: usize, kind: fn(&u8) -> bool| {
        text.as_bytes().get(from..to).is_some_and(|p| p.iter().all(kind))
    };
    let letters_and_digits = |c: &u8| c.is_ascii_uppercase() || c.is_ascii_digit();
    let whole = matches!(text.len(), 8 | 11) && is(0, text.len(), letters_and_digits);
    whole && is(4, 6, u8::is_ascii_uppercase)
}

/// One transfer of an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credit {
    /// The withdrawal's id without dashes: the bank's statement gives it back.
    pub end_to_end: String,
    pub amount: Money,
    pub name: String,
    pub iban: String,
    pub purpose: Option<String>,
}

impl Credit {
    /// Refuses a name that the letters of banks cannot say. What it is for is left out where they cannot say that.
    pub fn new(
        withdrawal: WithdrawalId,
        amount: Money,
        (holder, iban): (&str, &str),
        purpose: &str,
    ) -> Result<Credit, NotLatin> {
        let name = latin(holder).ok().filter(|name| !name.is_empty()).ok_or_else(|| NotLatin(holder.to_owned()))?;
        Ok(Credit {
            end_to_end: withdrawal.0.simple().to_string(),
            amount,
            name: cut(&name, MOST_OF_A_NAME),
            iban: iban.to_owned(),
            purpose: latin(purpose).ok().filter(|text| !text.is_empty()).map(|text| cut(&text, MOST_OF_A_PURPOSE)),
        })
    }
}

/// A holder's name that cannot be said in the letters of banks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotLatin(pub String);

/// One file: one debtor, one currency, one day.
#[derive(Debug, Template)]
#[template(path = "withdrawals/pain_001_001_09.xml", escape = "html")]
pub struct Order {
    pub batch: BatchId,
    pub created_at: Instant,
    pub execute_on: NaiveDate,
    pub currency: Currency,
    pub debtor: Debtor,
    pub credits: Vec<Credit>,
}

impl Order {
    /// The sum of what is transferred.
    pub fn total(&self) -> Result<Money, MoneyError> {
        Money::sum(self.currency, self.credits.iter().map(|credit| credit.amount))
    }

    fn control_sum(&self) -> askama::Result<String> {
        self.total().map(|total| total.to_string()).map_err(|error| askama::Error::Custom(error.into()))
    }

    /// The same of the same order, so that a bank that is sent it twice refuses the second; another of any other. 35 characters, which is
    /// all there may be.
    pub fn message_id(&self) -> String {
        let mut content = Sha256::new();
        let mut say = |text: &str| {
            content.update(text.len().to_be_bytes());
            content.update(text);
        };
        say(&self.execute_on.to_string());
        say(self.currency.code());
        say(&self.debtor.name);
        say(self.debtor.account.as_str());
        say(self.debtor.bic.as_deref().unwrap_or_default());
        for credit in &self.credits {
            say(&credit.end_to_end);
            say(&credit.amount.to_string());
            say(&credit.name);
            say(&credit.iban);
        }
        let mut digest = BASE32_NOPAD.encode(&content.finalize());
        digest.truncate(8);
        format!("{}-{digest}", BASE32_NOPAD.encode(self.batch.0.as_bytes()))
    }
}
