//! Bonuses used on invoices: by eight at once out of one balance, and out of many.

use crate::facts::{PROGRAM, days_ago, invoice, payment};
use crate::floor::connect;
use crate::house::House;
use crate::measure::{Client, Run, in_turn, load};
use crate::payments::send;
use crate::report::{Report, Row};
use beckon::clock::Clock;
use beckon::db::{Db, Fault, sql};
use beckon::ids::{InvoiceId, PersonId, SpendId};
use beckon::money::{Amount, Money, Unit};
use beckon::programs::{self, Program};
use beckon::{rewards, spending};
use diesel::prelude::QueryableByName;
use diesel::sql_types::{Text, Uuid as SqlUuid};
use diesel_async::AsyncPgConnection;
use std::sync::Arc;
use uuid::Uuid;

const CLIENTS: usize = 8;
/// People who spend when many do.
const MANY: usize = 800;

pub fn spends(house: &House, report: &mut Report) {
    give_credit(house);
    house.execute(
        "INSERT INTO floor.accounts SELECT * FROM accounts WHERE account = 'available'; ANALYZE floor.accounts",
    );
    for (path, like) in [("spend from one hot balance", "hot-%"), ("spend from many balances", "many-%")] {
        let targets = Arc::new(targets(house, like));
        let (floor, product) = in_turn(path, || floor(house, &targets), || product(house, &targets));
        report.add(Row::rate(path, "spends", floor, product, 0.6));
    }
}

/// Each of [`MANY`] has an invitee who paid a million three weeks ago, and an open invoice; the first has one for each client.
fn give_credit(house: &House) {
    let paid = (1..=MANY).map(|n| payment(&format!("p{}", 3 * n), "1000000.00", days_ago(20)));
    let hot = (0..CLIENTS).map(|n| invoice(&format!("hot-{n}"), "p1", "50000.00"));
    let many = (1..=MANY).map(|n| invoice(&format!("many-{n}"), &format!("p{n}"), "50000.00"));
    send(house, &paid.chain(hot).chain(many).collect::<Vec<_>>());
    house.runtime.block_on(rewards::release_due(&house.db(Clock::System))).unwrap();
}

/// An invoice and its owner.
#[derive(QueryableByName)]
struct Target {
    #[diesel(sql_type = SqlUuid)]
    person_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    id: Uuid,
}

fn targets(house: &House, like: &str) -> Vec<Target> {
    let found = house.runtime.block_on(async {
        let conn = connect(&house.owner_url()).await;
        let found = sql(
            "SELECT person_id, id FROM external_ids WHERE noun = 'invoice' AND external_id LIKE ? ORDER BY external_id",
        );
        found.bind::<Text, _>(like).load(&conn).await
    });
    found.unwrap()
}

struct Floor {
    conn: AsyncPgConnection,
    targets: Arc<Vec<Target>>,
    turn: usize,
}

impl Client for Floor {
    async fn once(&mut self) -> u64 {
        self.turn += CLIENTS;
        let taken = sql("UPDATE floor.accounts SET balance = balance - 0.01
             WHERE person_id = ? AND unit = 'credit' AND account = 'available' AND balance >= 0.01")
        .bind::<SqlUuid, _>(self.targets[self.turn % self.targets.len()].person_id)
        .execute(&self.conn)
        .await;
        assert_eq!(taken.unwrap(), 1);
        1
    }
}

fn floor(house: &House, targets: &Arc<Vec<Target>>) -> Run {
    let url = house.owner_url();
    load(CLIENTS, async |turn| Floor { conn: connect(&url).await, targets: targets.clone(), turn })
}

struct Spender {
    db: Db,
    program: Program,
    targets: Arc<Vec<Target>>,
    turn: usize,
}

impl Client for Spender {
    async fn once(&mut self) -> u64 {
        self.turn += CLIENTS;
        let target = &self.targets[self.turn % self.targets.len()];
        let (person, invoice) = (PersonId(target.person_id), InvoiceId(target.id));
        let terms = &self.program.versions[0].terms;
        let cent = Money::new("0.01".parse().unwrap(), terms.currency).unwrap();
        let amount = Amount::new(cent).unwrap();
        let spent = self.db.write(async |tx| {
            let ask = spending::Ask { id: SpendId::new(tx.now()), unit: Unit::Credit, units: amount };
            spending::spend(tx, person, &self.program, terms, invoice, ask).await
        });
        spent.await.unwrap();
        1
    }
}

fn product(house: &House, targets: &Arc<Vec<Target>>) -> Run {
    let url = house.url();
    load(CLIENTS, async |turn| {
        let db = Db::new(&url, 1, Clock::System).unwrap();
        let catalogue: Result<_, Fault> = db.read(async |conn| programs::catalogue(conn).await).await;
        let program = catalogue.unwrap().by_slug(PROGRAM).unwrap().clone();
        Spender { db, program, targets: targets.clone(), turn }
    })
}
