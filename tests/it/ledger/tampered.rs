//! Rows that were changed behind the ledger: each way of it is named.

use super::Books;
use crate::support::cluster;
use beckon::ledger;

/// Damage, how it is undone, and the words by which the chains must name it.
const CHAINED: [(&str, &str, &[&str]); 9] = [
    (
        "UPDATE transfers SET amount = 6 WHERE cause = 'a1'",
        "UPDATE transfers SET amount = 5 WHERE cause = 'a1'",
        &["chain of available of person", "does not end in its head"],
    ),
    (
        "UPDATE accounts SET links = 9 WHERE account = 'on_hold' AND unit = 'credit'",
        "UPDATE accounts SET links = 2 WHERE account = 'on_hold' AND unit = 'credit'",
        &["chain of on_hold of person", "does not end in its head"],
    ),
    (
        "UPDATE transfers SET kind = 'credit_returned' WHERE cause = 'e1/bonus/2'",
        "UPDATE transfers SET kind = 'reward_released' WHERE cause = 'e1/bonus/2'",
        &["is no credit_returned of the book"],
    ),
    (
        "UPDATE transfers SET kind = 'reward_canceled' WHERE cause = 'e1/bonus/2'",
        "UPDATE transfers SET kind = 'reward_released' WHERE cause = 'e1/bonus/2'",
        &["is no reward_canceled of the book"],
    ),
    (
        "UPDATE transfers SET debit_link = NULL WHERE cause = 's1'",
        "UPDATE transfers SET debit_link = 2 WHERE cause = 's1'",
        &["has no place in the chain of available", "lacks link 2"],
    ),
    (
        "UPDATE transfers SET credit_link = 1 WHERE cause = 's1'",
        "UPDATE transfers SET credit_link = NULL WHERE cause = 's1'",
        &["has no place in the chain of spent"],
    ),
    (
        "UPDATE transfers SET credit_link = 2 WHERE cause = 'e2/bonus/1'",
        "UPDATE transfers SET credit_link = 1 WHERE cause = 'e2/bonus/1'",
        &["chain of on_hold of person", "does not end in its head"],
    ),
    (
        "CREATE TABLE taken AS SELECT * FROM transfers WHERE cause = 's1';\nDELETE FROM transfers WHERE cause = 's1'",
        "INSERT INTO transfers SELECT * FROM taken;\nDROP TABLE taken",
        &["chain of available of person", "lacks link 2"],
    ),
    (
        "CREATE TABLE taken AS SELECT * FROM accounts WHERE account = 'withdrawing';\n\
         DELETE FROM accounts WHERE account = 'withdrawing'",
        "INSERT INTO accounts SELECT * FROM taken;\nDROP TABLE taken",
        &["touch withdrawing without an account"],
    ),
];

/// The same for stored balances: (unit, account, what is stored, what its transfers add up to).
const BALANCED: [(&str, &str, [&str; 4]); 3] = [
    (
        "UPDATE accounts SET balance = 65 WHERE account = 'available' AND balance = 64.75",
        "UPDATE accounts SET balance = 64.75 WHERE account = 'available' AND balance = 65",
        ["credit", "available", "65.0000", "64.7500"],
    ),
    (
        "UPDATE transfers SET amount = 41 WHERE cause = 'e2/bonus/1'",
        "UPDATE transfers SET amount = 40.5 WHERE cause = 'e2/bonus/1'",
        ["credit", "on_hold", "40.5000", "41.0000"],
    ),
    (
        "UPDATE transfers SET amount = 2 WHERE kind = 'withdrawal_fee'",
        "UPDATE transfers SET amount = 1 WHERE kind = 'withdrawal_fee'",
        ["cash", "withdrawing", "0.0000", "-1.0000"],
    ),
];

#[tokio::test]
async fn what_is_changed_behind_the_ledger_is_named() {
    let books = Books::with_a_story().await;
    let database = books.database.url.rsplit('/').next().unwrap();
    cluster::execute(database, "ALTER TABLE transfers DISABLE TRIGGER USER").await;
    let broken = async || books.reads(ledger::broken_chains).await;
    let unequal = async || {
        let rows = books.reads(ledger::unequal_balances).await;
        rows.into_iter()
            .map(|row| {
                assert_eq!((row.person_id, row.program_id), (books.person.0, books.program.0));
                [row.unit, row.account, row.stored.to_string(), row.summed.to_string()]
            })
            .collect::<Vec<_>>()
    };
    assert_eq!((broken().await, unequal().await), (vec![], vec![]));
    for (damage, repair, named) in CHAINED {
        cluster::execute(database, damage).await;
        let found = broken().await;
        for words in named {
            assert!(found.iter().any(|said| said.contains(words)), "{damage}: {words}: {found:#?}");
        }
        cluster::execute(database, repair).await;
        assert_eq!(broken().await, Vec::<String>::new(), "after {repair}");
    }
    for (damage, repair, named) in BALANCED {
        cluster::execute(database, damage).await;
        assert_eq!(unequal().await, [named.map(str::to_owned)], "{damage}");
        cluster::execute(database, repair).await;
    }
    assert_eq!(unequal().await, Vec::<[String; 4]>::new());
    books.close().await;
}
