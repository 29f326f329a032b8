use crate::book::{self, Account, Hash, Posting};
use crate::calendar::Instant;
use crate::db::{Conn, Fault, sql};
use diesel::prelude::QueryableByName;
use diesel::sql_types::{BigInt, Binary, Nullable, Numeric, Text, Timestamptz, Uuid as SqlUuid};
use rust_decimal::Decimal;
use std::collections::BTreeMap;
use uuid::Uuid;

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = SqlUuid)]
    person_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    transfer_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    program_id: Uuid,
    #[diesel(sql_type = Text)]
    unit: String,
    #[diesel(sql_type = Text)]
    kind: String,
    #[diesel(sql_type = Text)]
    cause: String,
    #[diesel(sql_type = Text)]
    debit: String,
    #[diesel(sql_type = Text)]
    credit: String,
    #[diesel(sql_type = Numeric)]
    amount: Decimal,
    #[diesel(sql_type = Timestamptz)]
    effective_at: Instant,
    #[diesel(sql_type = Nullable<BigInt>)]
    debit_link: Option<i64>,
    #[diesel(sql_type = Nullable<BigInt>)]
    credit_link: Option<i64>,
}

#[derive(QueryableByName)]
struct Head {
    #[diesel(sql_type = SqlUuid)]
    person_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    program_id: Uuid,
    #[diesel(sql_type = Text)]
    unit: String,
    #[diesel(sql_type = Text)]
    account: String,
    #[diesel(sql_type = Binary)]
    head: Vec<u8>,
    #[diesel(sql_type = BigInt)]
    links: i64,
}

type Chained = (Uuid, Uuid, String, String);

/// Recomputes every account's chain from its transfers and names, in words, each that does not end in its stored head, and each
/// transfer whose accounts are not those of its kind.
pub async fn broken_chains(conn: &Conn) -> Result<Vec<String>, Fault> {
    let mut broken = Vec::new();
    let mut recomputed: BTreeMap<Chained, (Hash, i64)> = BTreeMap::new();
    let mut person: Vec<Row> = Vec::new();
    let mut page = page_after(conn, (Uuid::nil(), Uuid::nil())).await?;
    while let Some(last) = page.last() {
        // The next part is on its way while this one is recomputed.
        let following = page_after(conn, (last.person_id, last.transfer_id));
        let (following, ()) = futures_util::try_join!(following, async {
            for row in page {
                if person.first().is_some_and(|first| first.person_id != row.person_id) {
                    recompute(&person, &mut recomputed, &mut broken);
                    person.clear();
                }
                person.push(row);
            }
            Ok(())
        })?;
        page = following;
    }
    recompute(&person, &mut recomputed, &mut broken);
    for stored in heads(conn).await? {
        let key = (stored.person_id, stored.program_id, stored.unit, stored.account);
        let found = recomputed.remove(&key);
        if found.is_none_or(|(head, links)| head[..] != stored.head[..] || links != stored.links) {
            broken.push(format!("chain of {} of person {} does not end in its head", key.3, key.0));
        }
    }
    broken.extend(
        recomputed.keys().map(|key| format!("transfers of person {} touch {} without an account", key.0, key.3)),
    );
    Ok(broken)
}

/// A person's transfers are never split in memory, only on the way.
async fn page_after(conn: &Conn, (person, transfer): (Uuid, Uuid)) -> Result<Vec<Row>, Fault> {
    sql("SELECT person_id, transfer_id, program_id, unit, kind, cause, debit, credit, amount, effective_at, debit_link,
                credit_link
         FROM transfers WHERE (person_id, transfer_id) > (?, ?) ORDER BY person_id, transfer_id LIMIT 20000")
    .bind::<SqlUuid, _>(person)
    .bind::<SqlUuid, _>(transfer)
    .load(conn)
    .await
}

async fn heads(conn: &Conn) -> Result<Vec<Head>, Fault> {
    sql("SELECT person_id, program_id, unit, account, head, links FROM accounts").load(conn).await
}

fn recompute(person: &[Row], into: &mut BTreeMap<Chained, (Hash, i64)>, broken: &mut Vec<String>) {
    let mut legs: Vec<(Chained, i64, &Row)> = Vec::new();
    for row in person {
        let posting: Option<Posting> = row.kind.parse().ok();
        if posting.is_none_or(|p| p.debit().name() != row.debit || p.credit().name() != row.credit) {
            broken.push(format!("transfer {} is no {} of the book", row.transfer_id, row.kind));
        }
        for (account, link) in [(&row.debit, row.debit_link), (&row.credit, row.credit_link)] {
            match (account.parse::<Account>().is_ok_and(Account::is_persons), link) {
                (true, Some(link)) => {
                    let key = (row.person_id, row.program_id, row.unit.clone(), account.clone());
                    legs.push((key, link, row));
                }
                (false, None) => {}
                _ => broken.push(format!("transfer {} has no place in the chain of {account}", row.transfer_id)),
            }
        }
    }
    legs.sort_by(|a, b| (&a.0, a.1, a.2.transfer_id).cmp(&(&b.0, b.1, b.2.transfer_id)));
    for statement in legs.chunk_by(|a, b| a.0 == b.0 && a.1 == b.1) {
        let Some((key, link, _)) = statement.first() else { continue };
        let texts = statement.iter().map(|(_, _, row)| canonical(row));
        let digest = book::digest_of_texts(texts);
        let (head, links) = into.entry(key.clone()).or_insert((book::GENESIS, 0));
        *head = book::advance(*head, digest);
        *links += 1;
        if *links != *link {
            broken.push(format!("chain of {} of person {} lacks link {links}", key.3, key.0));
            *links = *link;
        }
    }
}

fn canonical(row: &Row) -> String {
    book::canonical_text(&row.kind, &row.cause, row.amount, row.effective_at)
}
