//! Secrets: encryption at rest, keyed hashes, random tokens, comparison in constant time.
//!
//! All keys come from the one secret of the installation. Each use has its own key, derived with its label
//! (HMAC-SHA256 as in HKDF's expand step), so that what one use reveals says nothing about another.

use chacha20poly1305::{
    KeyInit, XChaCha20Poly1305, XNonce,
    aead::{Aead, Payload},
};
use data_encoding::BASE64URL_NOPAD;
use hmac::{Hmac, Mac};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

mod kept;
pub use crate::config::Secret;
pub use kept::{KeepError, kept_in};

/// What a keyed hash or sealed text is for. A use never changes its label: what was written with it must stay readable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Use {
    /// Values that must be read again: second factors, tax ids, payout details.
    AtRest,
    /// Tokens that are looked up: sessions, letters' links, API keys.
    Token,
    /// Visitors' addresses and browsers: compared, never read.
    Visitor,
    /// Cookies.
    Cookie,
    /// Addresses by which a kind of letters is switched off.
    Unsubscribe,
    /// What is kept of the addresses of whoever was deleted: compared, never read.
    Trace,
}

impl Use {
    fn label(self) -> &'static [u8] {
        match self {
            Use::AtRest => b"beckon at rest 1",
            Use::Token => b"beckon token 1",
            Use::Visitor => b"beckon visitor 1",
            Use::Cookie => b"beckon cookie 1",
            Use::Unsubscribe => b"beckon unsubscribe 1",
            Use::Trace => b"beckon trace 1",
        }
    }
}

/// The keys of an installation.
#[derive(Clone)]
pub struct Seal {
    secret: Secret,
}

impl Seal {
    pub fn new(secret: Secret) -> Seal {
        Seal { secret }
    }

    /// The 32 bytes of the key for `purpose`.
    pub fn key(&self, purpose: Use) -> Result<[u8; 32], SealError> {
        mac(self.secret.expose(), purpose.label())
    }

    /// Encrypts `plain`. `context` says where the result lives (table, column and owner, say): it opens only there.
    /// The result is a nonce of 24 bytes, the ciphertext and a tag of 16 bytes.
    pub fn seal(&self, context: &str, plain: &[u8]) -> Result<Vec<u8>, SealError> {
        let mut sealed = random::<24>()?.to_vec();
        let payload = Payload { msg: plain, aad: context.as_bytes() };
        let cipher = self.cipher()?;
        let hidden = cipher.encrypt(XNonce::from_slice(&sealed), payload).map_err(|_| SealError::TooLong)?;
        sealed.extend(hidden);
        Ok(sealed)
    }

    /// Decrypts what [`Seal::seal`] made for the same `context`.
    pub fn open(&self, context: &str, sealed: &[u8]) -> Result<Vec<u8>, SealError> {
        let (nonce, hidden) = sealed.split_at_checked(24).ok_or(SealError::NotOurs)?;
        let payload = Payload { msg: hidden, aad: context.as_bytes() };
        self.cipher()?.decrypt(XNonce::from_slice(nonce), payload).map_err(|_| SealError::NotOurs)
    }

    /// A hash that only this installation can make; equal for equal texts.
    pub fn hash(&self, purpose: Use, text: &str) -> Result<[u8; 32], SealError> {
        mac(&self.key(purpose)?, text.as_bytes())
    }

    fn cipher(&self) -> Result<XChaCha20Poly1305, SealError> {
        XChaCha20Poly1305::new_from_slice(&self.key(Use::AtRest)?).map_err(|_| SealError::NotOurs)
    }
}

impl std::fmt::Debug for Seal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Seal")
    }
}

fn mac(key: &[u8], message: &[u8]) -> Result<[u8; 32], SealError> {
    let mut mac = <Hmac<Sha256> as Mac>::new_from_slice(key).map_err(|_| SealError::NotOurs)?;
    mac.update(message);
    Ok(mac.finalize().into_bytes().into())
}

/// A hash that only the holders of `key` can make: where no [`Seal`] is at hand.
pub fn keyed(key: &[u8; 32], text: &[u8]) -> Result<[u8; 32], SealError> {
    mac(key, text)
}

/// A sealed text that cannot be made or read.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum SealError {
    #[error("this was sealed with another secret or for another place, or it was changed")]
    NotOurs,
    #[error("the text is too long to be sealed")]
    TooLong,
    #[error("the system gave no random numbers")]
    NoRandom,
}

/// `N` bytes from the system's random source.
pub fn random<const N: usize>() -> Result<[u8; N], SealError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|_| SealError::NoRandom)?;
    Ok(bytes)
}

/// A token of 256 random bits, 43 characters of base64url.
pub fn random_token() -> Result<String, SealError> {
    Ok(BASE64URL_NOPAD.encode(&random::<32>()?))
}

/// The unkeyed SHA-256 of `bytes`: for chains and fingerprints that others must be able to check.
pub fn fingerprint(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

/// Whether two secrets are equal, in a time that does not depend on where they differ.
pub fn same(a: &[u8], b: &[u8]) -> bool {
    a.ct_eq(b).into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use data_encoding::HEXLOWER;

    fn seal(byte: &str) -> Seal {
        Seal::new(Secret::parse(&byte.repeat(32)).unwrap())
    }

    #[test]
    fn what_was_sealed_opens_only_with_the_same_secret_and_place() {
        let sealed = seal("01").seal("person 7", b"KZ86 125K").unwrap();
        assert_eq!(seal("01").open("person 7", &sealed).unwrap(), b"KZ86 125K");
        assert_eq!(seal("01").open("person 8", &sealed), Err(SealError::NotOurs));
        assert_eq!(seal("02").open("person 7", &sealed), Err(SealError::NotOurs));
    }

    #[test]
    fn every_changed_or_missing_byte_is_noticed() {
        let seal = seal("01");
        let sealed = seal.seal("place", b"text").unwrap();
        for at in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[at] ^= 1;
            assert_eq!(seal.open("place", &changed), Err(SealError::NotOurs), "byte {at}");
            assert_eq!(seal.open("place", &sealed[..at]), Err(SealError::NotOurs), "cut at {at}");
        }
    }

    #[test]
    fn the_same_text_seals_differently_each_time() {
        let seal = seal("01");
        assert_ne!(seal.seal("place", b"text").unwrap(), seal.seal("place", b"text").unwrap());
    }

    /// RFC 4231, test case 1: the keyed hash is HMAC-SHA256.
    #[test]
    fn the_mac_is_the_standard_one() {
        let expected = "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7";
        assert_eq!(HEXLOWER.encode(&mac(&[0x0b; 20], b"Hi There").unwrap()), expected);
    }

    #[test]
    fn uses_and_installations_do_not_share_hashes() {
        let one = seal("01").hash(Use::Token, "text").unwrap();
        assert_eq!(one, seal("01").hash(Use::Token, "text").unwrap());
        assert_ne!(one, seal("01").hash(Use::Visitor, "text").unwrap());
        assert_ne!(one, seal("02").hash(Use::Token, "text").unwrap());
    }

    #[test]
    fn tokens_are_43_characters_and_differ() {
        let (a, b) = (random_token().unwrap(), random_token().unwrap());
        assert_eq!(a.len(), 43);
        assert_ne!(a, b);
    }

    #[test]
    fn comparison_tells_equal_from_different() {
        assert!(same(b"abc", b"abc"));
        assert!(!same(b"abc", b"abd"));
        assert!(!same(b"abc", b"ab"));
    }
}
