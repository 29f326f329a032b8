use crate::book::{self, Account, Transfer};
use crate::db::{Fault, Tx, sql};
use crate::ids::TransferId;
use diesel::prelude::QueryableByName;
use diesel::sql_types::{Array, BigInt, Binary, Numeric, Text, Timestamptz, Uuid as SqlUuid};
use rust_decimal::Decimal;
use std::collections::BTreeMap;
use uuid::Uuid;

#[derive(Debug, thiserror::Error)]
pub enum Refused {
    #[error("the available amount is smaller than that")]
    NotEnough,
    #[error(transparent)]
    Fault(#[from] Fault),
}

/// One account touched by this statement: what it gains or loses, and the transfers in their order.
#[derive(Default)]
struct Leg<'a> {
    moved: Decimal,
    transfers: Vec<&'a Transfer>,
    /// A transfer that is no correction takes from it.
    guarded: bool,
}

type Key = (Uuid, Uuid, String, Account);

/// Posts all transfers, or none, in one round trip. Accounts are locked in the order of their keys.
pub async fn post(tx: &Tx, transfers: &[Transfer]) -> Result<(), Refused> {
    if transfers.is_empty() {
        return Ok(());
    }
    let legs = legs(transfers);
    let moved = write(tx, transfers, &legs).await?;
    for row in moved {
        let account: Account = row.account.parse().map_err(|_| Fault::contradiction("an unknown account"))?;
        let leg = legs.get(&(row.person_id, row.program_id, row.unit, account));
        let leg = leg.ok_or_else(|| Fault::contradiction("an account moved that no transfer names"))?;
        let first_took = row.links == 1 && leg.moved.is_sign_negative() && account != Account::Available;
        if first_took {
            return Err(Fault::contradiction(format!("{account} would begin below zero")).into());
        }
        if row.balance.is_sign_negative() && !row.balance.is_zero() && leg.guarded {
            return Err(Refused::NotEnough);
        }
    }
    Ok(())
}

fn legs(transfers: &[Transfer]) -> BTreeMap<Key, Leg<'_>> {
    let mut legs: BTreeMap<Key, Leg<'_>> = BTreeMap::new();
    for transfer in transfers {
        let amount = transfer.amount.money().amount();
        for (account, moved) in [(transfer.kind.debit(), -amount), (transfer.kind.credit(), amount)] {
            if !account.is_persons() {
                continue;
            }
            let key = (transfer.person.0, transfer.program.0, transfer.unit.to_string(), account);
            let leg = legs.entry(key).or_default();
            leg.moved += moved;
            leg.guarded |= moved.is_sign_negative() && !transfer.kind.is_correction();
            leg.transfers.push(transfer);
        }
    }
    legs
}

#[derive(QueryableByName)]
struct Moved {
    #[diesel(sql_type = SqlUuid)]
    person_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    program_id: Uuid,
    #[diesel(sql_type = Text)]
    unit: String,
    #[diesel(sql_type = Text)]
    account: String,
    #[diesel(sql_type = Numeric)]
    balance: Decimal,
    #[diesel(sql_type = BigInt)]
    links: i64,
}

/// The proposed row of an upsert is checked before the conflict is seen: so it proposes no negative balance, and the
/// movement travels in `last_moved`.
const POST: &str = "
WITH leg AS (
    SELECT * FROM unnest(?::uuid[], ?::uuid[], ?::text[], ?::text[], ?::numeric[], ?::bytea[], ?::bytea[])
        AS leg (person_id, program_id, unit, account, moved, head, digest)
), moved AS (
    INSERT INTO accounts AS a (person_id, program_id, unit, account, balance, head, links, last_digest, last_moved)
    SELECT person_id, program_id, unit, account,
           CASE WHEN account = 'available' THEN moved ELSE greatest(moved, 0) END, head, 1, digest, moved
    FROM leg
    ON CONFLICT (person_id, program_id, unit, account) DO UPDATE
    SET balance = a.balance + excluded.last_moved, head = sha256(a.head || excluded.last_digest), links = a.links + 1,
        last_digest = excluded.last_digest, last_moved = excluded.last_moved
    RETURNING a.person_id, a.program_id, a.unit, a.account, a.balance, a.links
), posted AS (
    INSERT INTO transfers (person_id, transfer_id, program_id, unit, kind, cause, debit, credit, amount, effective_at,
                           recorded_at, debit_link, credit_link)
    SELECT t.person_id, t.transfer_id, t.program_id, t.unit, t.kind, t.cause, t.debit, t.credit, t.amount, t.effective_at,
           ?::timestamptz, d.links, c.links
    FROM unnest(?::uuid[], ?::uuid[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::numeric[],
                ?::timestamptz[])
        AS t (person_id, transfer_id, program_id, unit, kind, cause, debit, credit, amount, effective_at)
    LEFT JOIN moved d
        ON d.person_id = t.person_id AND d.program_id = t.program_id AND d.unit = t.unit AND d.account = t.debit
    LEFT JOIN moved c
        ON c.person_id = t.person_id AND c.program_id = t.program_id AND c.unit = t.unit AND c.account = t.credit
)
SELECT person_id, program_id, unit, account, balance, links FROM moved";

async fn write(tx: &Tx, transfers: &[Transfer], legs: &BTreeMap<Key, Leg<'_>>) -> Result<Vec<Moved>, Fault> {
    let digests: Vec<[u8; 32]> = legs.values().map(|leg| book::payload_digest(leg.transfers.iter().copied())).collect();
    let heads: Vec<[u8; 32]> = digests.iter().map(|digest| book::advance(book::GENESIS, *digest)).collect();
    let of = |pick: fn(&Transfer) -> String| transfers.iter().map(pick).collect::<Vec<_>>();
    sql(POST)
        .bind::<Array<SqlUuid>, _>(legs.keys().map(|k| k.0).collect::<Vec<_>>())
        .bind::<Array<SqlUuid>, _>(legs.keys().map(|k| k.1).collect::<Vec<_>>())
        .bind::<Array<Text>, _>(legs.keys().map(|k| k.2.as_str()).collect::<Vec<_>>())
        .bind::<Array<Text>, _>(legs.keys().map(|k| k.3.to_string()).collect::<Vec<_>>())
        .bind::<Array<Numeric>, _>(legs.values().map(|leg| leg.moved).collect::<Vec<_>>())
        .bind::<Array<Binary>, _>(heads.iter().map(|h| h.to_vec()).collect::<Vec<_>>())
        .bind::<Array<Binary>, _>(digests.iter().map(|d| d.to_vec()).collect::<Vec<_>>())
        .bind::<Timestamptz, _>(tx.now())
        .bind::<Array<SqlUuid>, _>(transfers.iter().map(|t| t.person.0).collect::<Vec<_>>())
        .bind::<Array<SqlUuid>, _>(transfers.iter().map(|_| TransferId::new(tx.now()).0).collect::<Vec<_>>())
        .bind::<Array<SqlUuid>, _>(transfers.iter().map(|t| t.program.0).collect::<Vec<_>>())
        .bind::<Array<Text>, _>(of(|t| t.unit.to_string()))
        .bind::<Array<Text>, _>(of(|t| t.kind.to_string()))
        .bind::<Array<Text>, _>(of(|t| t.cause.clone()))
        .bind::<Array<Text>, _>(of(|t| t.kind.debit().to_string()))
        .bind::<Array<Text>, _>(of(|t| t.kind.credit().to_string()))
        .bind::<Array<Numeric>, _>(transfers.iter().map(|t| t.amount.money().amount()).collect::<Vec<_>>())
        .bind::<Array<Timestamptz>, _>(transfers.iter().map(|t| t.effective_at).collect::<Vec<_>>())
        .load(tx)
        .await
}
