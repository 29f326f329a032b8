//! What is kept of the address and the tax numbers of whoever was deleted: a trace that only this installation can make.
//!
//! A trace is equal for equal addresses, so that nobody comes a second time as somebody new, and nobody can read from it what
//! it was made of. It reads as an address, or a tax number, wherever one has to stand.

use std::collections::HashMap;

use super::store;
use crate::db::{Fault, Tx};
use crate::events::{Email, Event, Fact, Text};
use crate::ids::PersonId;
use crate::seal;
use data_encoding::HEXLOWER;

/// Of the pool's transactions; see `Db::keyed`.
pub type Key = [u8; 32];

/// Of an address's key ([`Email::normalised`]); its own key is the same text.
pub fn of_email(key: &Key, email_key: &str) -> Result<String, Fault> {
    Ok(format!("{}@deleted.invalid", HEXLOWER.encode(&trace(key, "email", email_key)?)))
}

/// Of a tax number's key; its own key is the same text.
pub fn of_tax_id(key: &Key, tax_key: &str) -> Result<String, Fault> {
    Ok(format!("DELETED{}", HEXLOWER.encode(&trace(key, "tax id", tax_key)?).to_uppercase()))
}

fn trace(key: &Key, of: &str, text: &str) -> Result<[u8; 32], Fault> {
    seal::keyed(key, format!("{of} {text}").as_bytes())
        .map_err(|error| Fault::contradiction(format!("a trace: {error}")))
}

/// Who has, or had until they were deleted, which of these addresses ([`Email::normalised`]).
pub async fn owners_of(tx: &Tx, email_keys: &[String]) -> Result<HashMap<String, PersonId>, Fault> {
    let Some(key) = tx.trace_key() else { return store::known_emails(tx, email_keys).await };
    let traces = email_keys.iter().map(|email| of_email(key, email)).collect::<Result<Vec<_>, Fault>>()?;
    let asked: Vec<String> = email_keys.iter().chain(&traces).cloned().collect();
    let known = store::known_emails(tx, &asked).await?;
    let owner = |(email, trace): (&String, &String)| Some((email.clone(), *known.get(email).or(known.get(trace))?));
    Ok(email_keys.iter().zip(&traces).filter_map(owner).collect())
}

/// The event without what names a person or a company: traces stand where rules compare, nothing where they do not.
/// None where it names nobody.
pub fn redacted(key: &Key, event: &Event, tax_key: fn(&str) -> Option<String>) -> Result<Option<Event>, Fault> {
    let tax_id = |given: &Option<Text>| -> Result<Option<Text>, Fault> {
        let found = given.as_ref().and_then(|given| tax_key(given.as_str()));
        found.map(|found| of_tax_id(key, &found)?.parse().map_err(Fault::contradiction)).transpose()
    };
    let mut event = event.clone();
    match &mut event.fact {
        Fact::PersonRegistered(fact) => {
            fact.email = of_email(key, &fact.email.normalised())?.parse::<Email>().map_err(Fault::contradiction)?;
            fact.name = None;
            if let Some(company) = &mut fact.company {
                company.name = Text::default();
                company.tax_id = tax_id(&company.tax_id)?;
            }
        }
        Fact::CompanyRegistered(fact) => {
            fact.name = Text::default();
            fact.tax_id = tax_id(&fact.tax_id)?;
        }
        _ => return Ok(None),
    }
    Ok(Some(event))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::events::parse;

    const KEY: Key = [7; 32];

    #[test]
    fn a_trace_is_its_own_key_and_differs_by_installation() {
        let trace = of_email(&KEY, "anna@example.com").unwrap();
        assert_eq!(trace.parse::<Email>().unwrap().normalised(), trace);
        assert_eq!(trace, of_email(&KEY, "anna@example.com").unwrap());
        assert_ne!(trace, of_email(&[8; 32], "anna@example.com").unwrap());
        assert_ne!(trace, of_email(&KEY, "anna@example.org").unwrap());
        let tax = of_tax_id(&KEY, "123").unwrap();
        assert!(tax.chars().all(char::is_alphanumeric) && tax == tax.to_uppercase());
    }

    #[test]
    fn an_event_says_nothing_of_a_person_any_more_and_is_still_an_event() {
        let body = r#"{"id":"e","type":"person.registered","timestamp":"2026-04-10T09:30:00Z","data":{"person":"p",
            "email":"Anna.K+x@gmail.com","name":"Anna K","code":"K7QM2XWA","country":"KZ",
            "company":{"company":"c","name":"Kite LLP","tax_id":"12-3"}}}"#;
        let event = parse(body.as_bytes()).unwrap();
        let tax_key = |text: &str| Some(text.replace('-', ""));
        let redacted = redacted(&KEY, &event, tax_key).unwrap().unwrap();
        let text = redacted.to_json();
        for gone in ["Anna", "gmail", "annak", "Kite", "12-3", "\"123\""] {
            assert!(!text.contains(gone), "{gone} in {text}");
        }
        for kept in ["\"person\":\"p\"", "K7QM2XWA", "\"KZ\"", "\"company\":\"c\""] {
            assert!(text.contains(kept), "{kept} in {text}");
        }
        let trace = of_email(&KEY, "annak@gmail.com").unwrap();
        assert!(text.contains(&trace) && text.contains(&of_tax_id(&KEY, "123").unwrap()));
        assert_eq!(parse(text.as_bytes()).unwrap(), redacted);
    }
}
