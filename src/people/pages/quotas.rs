//! How often somebody may try to enter, or have letters sent.

use std::num::NonZeroU32;

use actix_web::HttpRequest;

use crate::events::Email;
use crate::ids::PersonId;
use crate::seal;
use crate::web::{Error, Quota, peer};

/// One for the whole process; put it into the app's data.
pub struct Quotas {
    tries_of_peer: Quota,
    tries_of_peer_at_address: Quota,
    tries_at_address: Quota,
    codes_of_person: Quota,
    letters_of_peer: Quota,
    letters_to_address: Quota,
}

const fn times(number: u32) -> NonZeroU32 {
    match NonZeroU32::new(number) {
        Some(number) => number,
        None => NonZeroU32::MIN,
    }
}

impl Default for Quotas {
    fn default() -> Quotas {
        Quotas {
            tries_of_peer: Quota::per_minute(times(60)),
            tries_of_peer_at_address: Quota::per_minute(times(10)),
            // High enough that strangers can hardly keep the owner out, low enough that a password is not found in years.
            tries_at_address: Quota::per_hour(times(300)),
            // Six digits, three of them good at once: with the password known, a guess in a year is still unlikely.
            codes_of_person: Quota::per_hour(times(20)),
            letters_of_peer: Quota::per_hour(times(60)),
            letters_to_address: Quota::per_hour(times(5)),
        }
    }
}

impl Quotas {
    /// Counts one try of a password.
    pub(super) fn try_password(&self, request: &HttpRequest, address: &str) -> Result<(), Error> {
        let (peer, address) = (peer(request), key(address));
        self.tries_of_peer.check(&peer)?;
        self.tries_of_peer_at_address.check(&format!("{peer} {address}"))?;
        self.tries_at_address.check(&address)
    }

    /// Counts one try of a letter's link, which is a bucket of its own: nobody keeps another's out.
    pub(super) fn try_link(&self, request: &HttpRequest, token: &str) -> Result<(), Error> {
        let link = data_encoding::HEXLOWER.encode(&seal::fingerprint(token.as_bytes()));
        self.try_password(request, &link)
    }

    /// Counts one try of one's own password, by whoever is signed in already.
    pub(super) fn try_own_password(&self, request: &HttpRequest, person: PersonId) -> Result<(), Error> {
        self.tries_of_peer_at_address.check(&format!("{} {person}", peer(request)))?;
        self.tries_at_address.check(&person.to_string())
    }

    /// Counts one try of a code, by whoever gave the password already.
    pub(super) fn try_code(&self, person: PersonId) -> Result<(), Error> {
        self.codes_of_person.check(&person.to_string())
    }

    /// Counts one letter, whether it will be sent or not.
    pub(super) fn ask_for_letter(&self, request: &HttpRequest, address: &str) -> Result<(), Error> {
        self.letters_of_peer.check(&peer(request))?;
        self.letters_to_address.check(&key(address))
    }
}

/// All spellings of an address count as one.
fn key(address: &str) -> String {
    match address.trim().parse::<Email>() {
        Ok(email) => email.normalised(),
        Err(_) => address.chars().take(254).collect(),
    }
}
