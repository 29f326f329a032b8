use rust_decimal::Decimal;
use sha2::{Digest, Sha256};

use super::Transfer;
use crate::calendar::Instant;

pub type Hash = [u8; 32];

/// The head of an account that nothing has touched.
pub const GENESIS: Hash = [0; 32];

/// A transfer as it is hashed: `kind|cause|amount|effective_at`, the amount in major units without trailing zeros, the instant in
/// microseconds since 1970. The account names the person, the program and the unit.
pub fn canonical_text(kind: &str, cause: &str, amount: Decimal, effective_at: Instant) -> String {
    format!("{kind}|{cause}|{}|{}", amount.normalize(), effective_at.timestamp_micros())
}

/// SHA-256 over the texts of one statement's transfers on one account, in their order, each ended by a newline.
pub fn digest_of_texts(texts: impl IntoIterator<Item = String>) -> Hash {
    let mut hasher = Sha256::new();
    for text in texts {
        hasher.update(text);
        hasher.update(b"\n");
    }
    hasher.finalize().into()
}

/// The digest of one statement's transfers on one account.
pub fn payload_digest<'a>(transfers: impl IntoIterator<Item = &'a Transfer>) -> Hash {
    let text = |t: &Transfer| canonical_text(t.kind.name(), &t.cause, t.amount.money().amount(), t.effective_at);
    digest_of_texts(transfers.into_iter().map(text))
}

/// The next head: SHA-256(head, digest). PostgreSQL computes the same under the account's lock.
pub fn advance(head: Hash, digest: Hash) -> Hash {
    let mut hasher = Sha256::new();
    hasher.update(head);
    hasher.update(digest);
    hasher.finalize().into()
}
