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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::Posting;
    use crate::ids::{PersonId, ProgramId};
    use crate::money::{Amount, Money, Unit};
    use data_encoding::HEXLOWER;

    /// The hashes are those of Python's hashlib over the lines of `docs/LEDGER.md`:
    /// `reward_granted|e1/bonus/1|40500|1775811600000001` and `credit_spent|s1|30.25|1775811600000001`.
    #[test]
    fn a_chain_is_the_documents() {
        let at = "2026-04-10T09:00:00.000001Z".parse().unwrap();
        let transfer = |kind, cause: &str, amount: &str| Transfer {
            person: PersonId::new(at),
            program: ProgramId::new(at),
            unit: Unit::Credit,
            kind,
            cause: cause.to_owned(),
            amount: Amount::new(Money::parse(amount, "KZT".parse().unwrap()).unwrap()).unwrap(),
            effective_at: at,
        };
        let transfers =
            [transfer(Posting::RewardGranted, "e1/bonus/1", "40500.00"), transfer(Posting::CreditSpent, "s1", "30.25")];
        let digest = payload_digest(&transfers);
        assert_eq!(HEXLOWER.encode(&digest), "79636ba893e7be31ef6ff6e6eec8f7e59fef01d2596a873b6b863ef90c326f8e");
        let first = advance(GENESIS, digest);
        assert_eq!(HEXLOWER.encode(&first), "60160c203476dcfbf74645eea7a82f2094dff56fb741ed655bd85436b819ef6a");
        let second = advance(first, payload_digest(&transfers[1..]));
        assert_eq!(HEXLOWER.encode(&second), "1dfd7bbeb008f082c4d791f114703c8ede3a9e8826d38c04bde05db2bd187689");
    }
}
