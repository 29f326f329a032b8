//! Many hands on few accounts.

use super::NOW;
use crate::support::cluster;
use beckon::book::{Account, Posting, Transfer};
use beckon::clock::Clock;
use beckon::db::{Conn, Db, Fault};
use beckon::ids::{PersonId, ProgramId};
use beckon::ledger::{self, Refused};
use beckon::money::{Amount, Money, Unit};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

const WRITERS: u64 = 16;
const STATEMENTS: u64 = 40;

type Moved = BTreeMap<(PersonId, ProgramId, &'static str), Decimal>;

struct Writer {
    rng: ChaCha8Rng,
    name: u64,
    posted: u32,
}

impl Writer {
    /// A few postings to a few accounts; what is released was granted in the same statement, so nothing is held below zero.
    fn next(&mut self, owners: &[(PersonId, ProgramId)], now: beckon::calendar::Instant) -> Vec<Transfer> {
        let mut transfers = Vec::new();
        for _ in 0..self.rng.random_range(1..6) {
            let (person, program) = owners[self.rng.random_range(0..owners.len())];
            let minor: i64 = self.rng.random_range(1..100_000);
            let money = Money::parse(&format!("{}.{:02}", minor / 100, minor % 100), "KZT".parse().unwrap()).unwrap();
            let kinds: &[Posting] = match self.rng.random_range(0..5) {
                0 => &[Posting::RewardGranted],
                1 => &[Posting::RewardGranted, Posting::RewardReleased],
                2 => &[Posting::CreditSpent],
                3 => &[Posting::AdjustedUp],
                _ => &[Posting::CreditReturned],
            };
            for kind in kinds {
                self.posted += 1;
                let cause = format!("{}/{}", self.name, self.posted);
                let amount = Amount::positive(money).unwrap();
                transfers.push(Transfer {
                    person,
                    program,
                    unit: Unit::Credit,
                    kind: *kind,
                    cause,
                    amount,
                    effective_at: now,
                });
            }
        }
        transfers
    }
}

fn count(transfers: &[Transfer], moved: &mut Moved) {
    for transfer in transfers {
        let amount = transfer.amount.money().amount();
        for (account, by) in [(transfer.kind.debit(), -amount), (transfer.kind.credit(), amount)] {
            if matches!(account, Account::OnHold | Account::Available) {
                *moved.entry((transfer.person, transfer.program, account.name())).or_default() += by;
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn many_writers_on_few_accounts_keep_the_books() {
    let seed: u64 = rand::random();
    println!("seed {seed}");
    let database = cluster::fresh_database().await;
    let now = NOW.parse().unwrap();
    let db = Db::new(database.owner_url.as_deref().unwrap(), 16, Clock::fixed(now)).unwrap();
    let people = [(); 3].map(|()| PersonId::new(now));
    let programs = [(); 2].map(|()| ProgramId::new(now));
    let owners: Vec<_> = people.iter().flat_map(|person| programs.map(|program| (*person, program))).collect();
    let writers = (0..WRITERS).map(|name| {
        let (db, owners) = (db.clone(), owners.clone());
        tokio::spawn(async move {
            let mut writer = Writer { rng: ChaCha8Rng::seed_from_u64(seed + name), name, posted: 0 };
            let (mut moved, mut refused) = (Moved::new(), 0);
            for _ in 0..STATEMENTS {
                let transfers = writer.next(&owners, now);
                match db.write(async |tx| ledger::post(tx, &transfers).await).await {
                    Ok(()) => count(&transfers, &mut moved),
                    Err(Refused::NotEnough) => refused += 1,
                    Err(Refused::Fault(fault)) => panic!("seed {seed}, writer {name}: {fault}"),
                }
            }
            (moved, refused)
        })
    });
    let (mut expected, mut refused) = (Moved::new(), 0);
    for written in futures_util::future::join_all(writers).await {
        let (moved, not_enough) = written.unwrap();
        refused += not_enough;
        for (account, by) in moved {
            *expected.entry(account).or_default() += by;
        }
    }
    assert!(refused < WRITERS * STATEMENTS / 2, "most postings were refused: {refused}");
    for person in people {
        for found in db.read(async |conn| ledger::balances(conn, person).await).await.unwrap() {
            for (account, balance) in [("on_hold", found.on_hold), ("available", found.available)] {
                let follows = expected.remove(&(person, found.program(), account)).unwrap_or_default();
                assert_eq!(balance, follows, "seed {seed}: {account}");
                assert!(!balance.is_sign_negative() || balance.is_zero(), "seed {seed}: {account}");
            }
        }
    }
    assert!(expected.values().all(Decimal::is_zero), "seed {seed}: accounts without a row: {expected:?}");
    let look = async |conn: &Conn| -> Result<_, Fault> {
        Ok((ledger::unequal_balances(conn).await?.len(), ledger::broken_chains(conn).await?))
    };
    assert_eq!(db.read(look).await.unwrap(), (0, Vec::new()), "seed {seed}");
    drop(db);
    cluster::drop_database(&database).await;
}
