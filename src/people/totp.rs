//! The codes of authenticator apps: RFC 6238 with what every app knows, HMAC-SHA-1, 30 seconds and six digits.

use data_encoding::BASE32_NOPAD;
use hmac::{Hmac, Mac};
use sha1::Sha1;
use url::form_urlencoded;

use crate::calendar::Instant;
use crate::seal::{self, SealError};

const SECONDS: i64 = 30;
const DIGITS: u32 = 6;
/// Clocks of phones differ, and people type: a code is good one step before and after its own.
const TOLERATED_STEPS: i64 = 1;

/// What the app and we share: 160 bits, as RFC 4226 recommends.
pub(super) struct Secret([u8; 20]);

impl Secret {
    pub(super) fn new() -> Result<Secret, SealError> {
        seal::random().map(Secret)
    }

    /// None when these are not 20 bytes.
    pub(super) fn read(bytes: &[u8]) -> Option<Secret> {
        bytes.try_into().ok().map(Secret)
    }

    pub(super) fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// As people type it into an app: 32 letters and digits.
    pub(super) fn key(&self) -> String {
        BASE32_NOPAD.encode(&self.0)
    }

    /// What an app's camera reads.
    pub(super) fn uri(&self, host: &str, account: &str) -> String {
        let escaped =
            |text: &str| form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>().replace('+', "%20");
        let (host, account, key) = (escaped(host), escaped(account), self.key());
        format!(
            "otpauth://totp/{host}:{account}?secret={key}&issuer={host}&algorithm=SHA1&digits={DIGITS}&period={SECONDS}"
        )
    }

    /// The step of which `typed` is the code, if it is of one that is good at `at`. As long for each.
    pub(super) fn step_of(&self, typed: &str, at: Instant) -> Result<Option<i64>, SealError> {
        let present = at.timestamp().div_euclid(SECONDS);
        let mut found = None;
        for step in present - TOLERATED_STEPS..=present + TOLERATED_STEPS {
            if seal::same(self.code(step, DIGITS)?.as_bytes(), typed.as_bytes()) {
                found = Some(step);
            }
        }
        Ok(found)
    }

    fn code(&self, step: i64, digits: u32) -> Result<String, SealError> {
        let mut mac = <Hmac<Sha1> as Mac>::new_from_slice(&self.0).map_err(|_| SealError::NotOurs)?;
        mac.update(&step.to_be_bytes());
        let hash: [u8; 20] = mac.finalize().into_bytes().into();
        let at = usize::from(hash[19] & 0x0f);
        let number = hash[at..].iter().take(4).fold(0_u32, |number, byte| number << 8 | u32::from(*byte)) & 0x7fff_ffff;
        let width = usize::try_from(digits).unwrap_or_default();
        Ok(format!("{:0width$}", number % 10_u32.pow(digits)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 6238, appendix B, the rows of SHA-1: seconds since 1970 and eight digits.
    #[test]
    fn codes_are_those_of_the_standard() {
        let secret = Secret::read(b"12345678901234567890").unwrap();
        for (seconds, code) in [
            (59, "94287082"),
            (1111111109, "07081804"),
            (1111111111, "14050471"),
            (1234567890, "89005924"),
            (2000000000, "69279037"),
            (20000000000, "65353130"),
        ] {
            assert_eq!(secret.code(seconds / 30, 8).unwrap(), code);
            assert_eq!(secret.code(seconds / 30, 6).unwrap(), code[2..]);
        }
    }

    #[test]
    fn a_code_is_good_in_its_step_and_the_ones_beside_it() {
        let secret = Secret::read(b"12345678901234567890").unwrap();
        let at = |seconds: i64| Instant::from_timestamp(1111111110 + seconds, 0).unwrap();
        let found = |seconds| secret.step_of("050471", at(seconds)).unwrap();
        assert_eq!(
            [-31, -30, 0, 29, 59].map(found),
            [None, Some(37037037), Some(37037037), Some(37037037), Some(37037037)]
        );
        assert_eq!(found(60), None);
        for wrong in ["050472", "50471", "0050471", "", "ABCDEF"] {
            assert_eq!(secret.step_of(wrong, at(0)).unwrap(), None, "{wrong}");
        }
    }

    #[test]
    fn the_app_is_told_where_the_code_belongs() {
        let secret = Secret::read(b"12345678901234567890").unwrap();
        assert_eq!(secret.key(), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        assert_eq!(
            secret.uri("bonus.example.com", "anna k+1@example.com"),
            "otpauth://totp/bonus.example.com:anna%20k%2B1%40example.com?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ\
             &issuer=bonus.example.com&algorithm=SHA1&digits=6&period=30"
        );
    }
}
