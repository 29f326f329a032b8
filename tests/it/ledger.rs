//! The ledger alone against `docs/LEDGER.md`: what it refuses, what it says that somebody has, and how its chains are made. It stands on the
//! ground only, so that `bin/mutants` can build it without the rooms.

mod tampered;
mod writers;

use crate::support::cluster;
use beckon::book::{Posting, Transfer};
use beckon::calendar::Instant;
use beckon::clock::Clock;
use beckon::db::{Conn, Db, Fault};
use beckon::ids::{PersonId, ProgramId};
use beckon::ledger::{self, Refused};
use beckon::money::{Amount, Currency, Money, Unit};
use beckon::server::Reached;
use chrono::TimeDelta;
use rust_decimal::Decimal;
use sha2::{Digest, Sha256};
use uuid::Uuid;

const NOW: &str = "2026-05-30T09:30:00Z";

fn kzt() -> Currency {
    "KZT".parse().unwrap()
}

fn at(day: u32) -> Instant {
    format!("2026-05-{day:02}T12:00:00Z").parse().unwrap()
}

fn decimal(text: &str) -> Decimal {
    text.parse().unwrap()
}

/// A database of its own, and one account holder in one program.
struct Books {
    database: Reached,
    db: Db,
    person: PersonId,
    program: ProgramId,
}

impl Books {
    async fn open() -> Books {
        let database = cluster::fresh_database().await;
        let now = NOW.parse().unwrap();
        let db = Db::new(database.owner_url.as_deref().unwrap(), 4, Clock::fixed(now)).unwrap();
        Books { database, db, person: PersonId::new(now), program: ProgramId::new(now) }
    }

    fn transfer(&self, unit: Unit, kind: Posting, cause: &str, amount: &str, day: u32) -> Transfer {
        let amount = Amount::new(Money::parse(amount, kzt()).unwrap()).unwrap();
        let (cause, effective_at) = (cause.to_owned(), at(day));
        Transfer { person: self.person, program: self.program, unit, kind, cause, amount, effective_at }
    }

    fn credit(&self, kind: Posting, cause: &str, amount: &str, day: u32) -> Transfer {
        self.transfer(Unit::Credit, kind, cause, amount, day)
    }

    async fn post(&self, transfers: &[Transfer]) -> Result<(), Refused> {
        self.db.write(async |tx| ledger::post(tx, transfers).await).await
    }

    async fn reads<T>(&self, look: impl AsyncFnOnce(&Conn) -> Result<T, Fault>) -> T {
        self.db.read(look).await.unwrap()
    }

    /// What is available as credit, where anything ever was.
    async fn available(&self) -> Option<Decimal> {
        let found = self.reads(async |conn| ledger::balances(conn, self.person).await).await;
        found.into_iter().find(|balances| balances.unit == "credit").map(|balances| balances.available)
    }

    /// Two payments earn, one reward is released, some is spent and taken back; cash is earned and paid out less its fee.
    async fn with_a_story() -> Books {
        use Posting::*;
        let books = Books::open().await;
        let cash = |kind, cause: &str, amount: &str, day| books.transfer(Unit::Cash, kind, cause, amount, day);
        let earned = [
            books.credit(RewardGranted, "e1/bonus/1", "100", 1),
            books.credit(RewardGranted, "e2/bonus/1", "40.50", 2),
        ];
        books.post(&earned).await.unwrap();
        books.post(&[books.credit(RewardReleased, "e1/bonus/2", "100", 15)]).await.unwrap();
        books.post(&[books.credit(CreditSpent, "s1", "30.25", 16)]).await.unwrap();
        books.post(&[books.credit(AdjustedDown, "a1", "5", 17)]).await.unwrap();
        books
            .post(&[cash(RewardGranted, "e3/cash/1", "200", 3), cash(RewardReleased, "e3/cash/2", "200", 4)])
            .await
            .unwrap();
        books.post(&[cash(WithdrawalRequested, "w1", "150", 5)]).await.unwrap();
        books.post(&[cash(WithdrawalPaid, "w1", "149", 20), cash(WithdrawalFee, "w1", "1", 20)]).await.unwrap();
        let other = Transfer { person: PersonId::new(NOW.parse().unwrap()), ..books.credit(AdjustedUp, "a2", "7", 6) };
        books.post(&[other]).await.unwrap();
        books
    }

    async fn close(self) {
        drop(self.db);
        cluster::drop_database(&self.database).await;
    }
}

#[tokio::test]
async fn only_a_correction_leaves_less_than_nothing() {
    use Posting::*;
    let books = Books::open().await;
    assert!(books.post(&[]).await.is_ok());
    assert!(matches!(books.post(&[books.credit(CreditSpent, "s0", "1", 1)]).await, Err(Refused::NotEnough)));
    assert_eq!(books.available().await, None, "nothing of what was refused is kept");
    books.post(&[books.credit(AdjustedDown, "a1", "3", 1)]).await.unwrap();
    assert_eq!(books.available().await, Some(decimal("-3")), "the first that touches the account may be a correction");
    books.post(&[books.credit(AdjustedUp, "a2", "13", 1)]).await.unwrap();
    let both = [books.credit(CreditSpent, "s1", "11", 2), books.credit(AdjustedUp, "a3", "0.50", 2)];
    assert!(matches!(books.post(&both).await, Err(Refused::NotEnough)), "10 and 0.50 are less than 11");
    let both = [books.credit(CreditSpent, "s1", "9", 2), books.credit(AdjustedUp, "a3", "0.50", 2)];
    books.post(&both).await.unwrap();
    assert_eq!(books.available().await, Some(decimal("1.50")));
    books.post(&[books.credit(CreditSpent, "s2", "1.50", 3)]).await.unwrap();
    assert_eq!(books.available().await, Some(decimal("0")));
    books.post(&[books.credit(RewardClawedBack, "e1/bonus/3", "2", 4)]).await.unwrap();
    let owed = [books.credit(CreditSpent, "s3", "1", 5), books.credit(RewardClawedBack, "e1/bonus/4", "1", 5)];
    assert!(matches!(books.post(&owed).await, Err(Refused::NotEnough)), "a correction beside it excuses no spend");
    assert_eq!(books.available().await, Some(decimal("-2")));
    books.close().await;
}

#[tokio::test]
async fn what_is_on_hold_never_begins_below_zero() {
    let books = Books::open().await;
    let released = books.post(&[books.credit(Posting::RewardReleased, "e1/bonus/2", "100", 15)]).await;
    let said = released.unwrap_err().to_string();
    assert!(said.contains("on_hold would begin below zero"), "{said}");
    assert_eq!(books.available().await, None);
    books.close().await;
}

#[tokio::test]
async fn everything_that_is_read_follows_from_what_was_posted() {
    let books = Books::with_a_story().await;
    let found = books.reads(async |conn| ledger::balances(conn, books.person).await).await;
    let said: Vec<_> = found
        .iter()
        .map(|b| (b.unit.as_str(), [b.on_hold, b.available, b.withdrawing, b.spent, b.paid_out, b.fees]))
        .collect();
    let row = |figures: [&str; 6]| figures.map(decimal);
    // 100 − 30.25 − 5; 200 − 150
    let credit = ("credit", row(["40.5", "64.75", "0", "30.25", "0", "0"]));
    assert_eq!(said, [("cash", row(["0", "50", "0", "0", "149", "1"])), credit]);
    assert!(found.iter().all(|balances| balances.program() == books.program));

    let sums = books.reads(async |conn| ledger::as_of(conn, at(16)).await).await;
    let said: Vec<_> = sums
        .iter()
        .map(|s| (s.unit.as_str(), s.transfers, [s.on_hold, s.available, s.withdrawing, s.spent, s.paid_out]))
        .collect();
    let row = |figures: [&str; 5]| figures.map(decimal);
    // The seven of the other person are in the program's sums too.
    let credit = ("credit", 5, row(["40.5", "76.75", "0", "30.25", "0"]));
    assert_eq!(said, [("cash", 3, row(["0", "50", "150", "0", "0"])), credit]);
    assert!(sums.iter().all(|sums| sums.program() == books.program));

    let owner = (books.person, books.program, Unit::Credit);
    let locked = books.db.write(async |tx| ledger::lock_available(tx, owner, kzt()).await).await.unwrap();
    assert_eq!(locked, Money::parse("64.75", kzt()).unwrap());
    books.close().await;
}

#[tokio::test]
async fn a_statement_is_read_from_its_newest_line() {
    let books = Books::with_a_story().await;
    let (person, program) = (books.person, books.program);
    let all = [
        "adjusted_down a1 -5.0000 64.7500",
        "credit_spent s1 -30.2500 69.7500",
        "reward_released e1/bonus/2 100.0000 100.0000",
    ];
    let of = ledger::Statement { person, program, unit: "credit", within: None, kinds: &[] };
    for (skip, most, expected) in [(0, 10, &all[..]), (1, 1, &all[1..2]), (3, 10, &[])] {
        let look = async |conn: &Conn| ledger::statement(conn, of, skip, most).await;
        let lines = books.reads(look).await.into_iter();
        let said: Vec<_> = lines.map(|l| format!("{} {} {} {}", l.kind, l.cause, l.moved, l.available)).collect();
        assert_eq!(said, expected);
    }
    let oldest =
        books.reads(async |conn| ledger::statement_after(conn, of, (Uuid::nil(), Decimal::ZERO), 2).await).await;
    let said: Vec<_> = oldest.iter().map(|l| format!("{} {} {}", l.kind, l.moved, l.available)).collect();
    assert_eq!(said, ["reward_released 100.0000 100.0000", "credit_spent -30.2500 69.7500"]);
    let rest = (oldest[1].id, oldest[1].available);
    let rest = books.reads(async |conn| ledger::statement_after(conn, of, rest, 2).await).await;
    assert_eq!(rest.iter().map(|l| l.available.to_string()).collect::<Vec<_>>(), ["64.7500"]);
    let ends = books.reads(async |conn| ledger::ends(conn, of).await).await;
    assert_eq!((ends.lines, ends.before.to_string(), ends.after.to_string()), (3, "0".into(), "64.7500".into()));
    let since = rest[0].recorded_at;
    for (within, expected) in [
        ((Instant::UNIX_EPOCH, since), (0, "0", "0", "")),
        ((since, since + TimeDelta::days(1)), (3, "0", "64.7500", "64.7500")),
        ((since + TimeDelta::days(1), since + TimeDelta::days(2)), (0, "64.7500", "64.7500", "")),
    ] {
        let of = ledger::Statement { within: Some(within), ..of };
        let ends = books.reads(async |conn| ledger::ends(conn, of).await).await;
        let newest = books.reads(async |conn| ledger::statement(conn, of, 0, 1).await).await;
        let newest = newest.first().map(|line| line.available.to_string()).unwrap_or_default();
        let said = (ends.lines, ends.before.to_string(), ends.after.to_string(), newest);
        assert_eq!(said, (expected.0, expected.1.into(), expected.2.into(), expected.3.into()), "{within:?}");
    }
    let released = ["reward_granted 100.0000 01", "reward_released 100.0000 15"];
    for (cause, expected) in [("e1/bonus", &released[..]), ("s1", &["credit_spent 30.2500 16"]), ("e1/bon", &[])] {
        let moved = books.reads(async |conn| ledger::movements(conn, person, program, cause).await).await.into_iter();
        let said: Vec<_> = moved.map(|m| format!("{} {} {}", m.kind, m.amount, m.effective_at.format("%d"))).collect();
        assert_eq!(said, expected, "{cause}");
    }
    books.close().await;
}

/// The chain as `docs/LEDGER.md` defines it: one link for each statement that touches the account.
fn head(statements: &[&[(&str, &str, &str, u32)]]) -> Vec<u8> {
    statements.iter().fold(vec![0; 32], |head, lines| {
        let text: String = lines
            .iter()
            .map(|(kind, cause, amount, day)| format!("{kind}|{cause}|{amount}|{}\n", at(*day).timestamp_micros()))
            .collect();
        Sha256::digest([head, Sha256::digest(text).to_vec()].concat()).to_vec()
    })
}

#[tokio::test]
async fn each_chain_is_made_as_the_document_says() {
    let books = Books::with_a_story().await;
    let heads = books.reads(async |conn| ledger::heads(conn, books.person, books.program, "credit").await).await;
    let (granted, released) =
        (("reward_granted", "e1/bonus/1", "100", 1), ("reward_released", "e1/bonus/2", "100", 15));
    let on_hold = head(&[&[granted, ("reward_granted", "e2/bonus/1", "40.5", 2)], &[released]]);
    let available = head(&[&[released], &[("credit_spent", "s1", "30.25", 16)], &[("adjusted_down", "a1", "5", 17)]]);
    assert_eq!(heads, [("available".to_owned(), available), ("on_hold".to_owned(), on_hold)]);
    books.close().await;
}
