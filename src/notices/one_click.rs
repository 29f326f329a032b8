//! The address by which one kind of letters is switched off, by whoever has a letter of it, without signing in (RFC 8058).
//!
//! It carries the person and a keyed hash of person and kind, made with a key of its own: nobody can make it for another person
//! or kind, and it opens nothing else. It does not end, as letters are kept for years.
use super::Kind;
use crate::ids::PersonId;
use crate::seal::{self, Seal, SealError, Use};
use data_encoding::BASE64URL_NOPAD;
use url::Url;
use uuid::Uuid;

pub fn address(base: &Url, seal: &Seal, person: PersonId, kind: Kind) -> Result<Url, SealError> {
    let mut token = person.0.as_bytes().to_vec();
    token.extend(mark(seal, person, kind)?);
    let mut address = base.clone();
    address.set_path(&format!("/letters/{}/off/{}", kind.word(), BASE64URL_NOPAD.encode(&token)));
    address.set_query(None);
    Ok(address)
}

/// Whose letters of this kind the token switches off; none when it was not made here for this kind.
pub fn person(seal: &Seal, kind: Kind, token: &str) -> Result<Option<PersonId>, SealError> {
    let Ok(token) = BASE64URL_NOPAD.decode(token.as_bytes()) else { return Ok(None) };
    let Some((person, told)) = token.split_at_checked(16) else { return Ok(None) };
    let Ok(person) = Uuid::from_slice(person).map(PersonId) else { return Ok(None) };
    Ok(seal::same(&mark(seal, person, kind)?, told).then_some(person))
}

fn mark(seal: &Seal, person: PersonId, kind: Kind) -> Result<[u8; 32], SealError> {
    seal.hash(Use::Unsubscribe, &format!("{person}/{}", kind.word()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Secret;

    fn seal(byte: &str) -> Seal {
        Seal::new(Secret::parse(&byte.repeat(32)).unwrap())
    }

    fn token() -> String {
        let base = "https://bonus.example.com/".parse().unwrap();
        let address = address(&base, &seal("01"), PersonId(Uuid::from_u128(7)), Kind::Earned).unwrap();
        let token = address.as_str().strip_prefix("https://bonus.example.com/letters/earned/off/").unwrap();
        token.to_owned()
    }

    #[test]
    fn a_token_names_its_person_for_its_kind_in_its_installation() {
        let read = |seal: &Seal, kind| person(seal, kind, &token()).unwrap();
        assert_eq!(read(&seal("01"), Kind::Earned), Some(PersonId(Uuid::from_u128(7))));
        assert_eq!(read(&seal("01"), Kind::Terms), None);
        assert_eq!(read(&seal("02"), Kind::Earned), None);
    }

    #[test]
    fn a_changed_or_cut_token_names_nobody() {
        let token = BASE64URL_NOPAD.decode(token().as_bytes()).unwrap();
        for at in 0..token.len() {
            let mut changed = token.clone();
            changed[at] ^= 1;
            for wrong in [&changed[..], &token[..at]] {
                assert_eq!(person(&seal("01"), Kind::Earned, &BASE64URL_NOPAD.encode(wrong)).unwrap(), None, "{at}");
            }
        }
        assert_eq!(person(&seal("01"), Kind::Earned, "%%%").unwrap(), None);
    }
}
