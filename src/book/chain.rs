use sha2::{Digest, Sha256};

use super::Transfer;

pub type Hash = [u8; 32];

/// The head of an account that nothing has touched.
pub const GENESIS: Hash = [0; 32];

/// A transfer as it is hashed: `kind|cause|amount|effective_at`, the amount with its currency and the currency's digits, the
/// instant in microseconds since 1970. The account names the person, the program and the unit.
pub fn canonical(transfer: &Transfer) -> String {
    let at = transfer.effective_at.timestamp_micros();
    format!("{}|{}|{}|{at}", transfer.kind, transfer.cause, transfer.amount.money())
}

/// SHA-256 over the canonical texts of one statement's transfers on one account, in their order, each ended by a newline.
pub fn payload_digest<'a>(transfers: impl IntoIterator<Item = &'a Transfer>) -> Hash {
    let mut hasher = Sha256::new();
    for transfer in transfers {
        hasher.update(canonical(transfer));
        hasher.update(b"\n");
    }
    hasher.finalize().into()
}

/// The next head: SHA-256(head, digest). PostgreSQL computes the same under the account's lock.
pub fn advance(head: Hash, digest: Hash) -> Hash {
    let mut hasher = Sha256::new();
    hasher.update(head);
    hasher.update(digest);
    hasher.finalize().into()
}
