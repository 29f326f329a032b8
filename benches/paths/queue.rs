//! The queue of withdrawals of a million people, against the bare query of its index.

use crate::house::House;
use crate::measure::{Client, Run, in_turn, load};
use crate::report::{Report, Row};
use beckon::clock::Clock;
use beckon::db::{Conn, Db, Fault, Way, sql};
use beckon::ids::WithdrawalId;
use beckon::withdrawals::{self, Sort, Wanted, Which};
use diesel::QueryableByName;
use diesel::sql_types::{BigInt, Nullable, Numeric, Text, Timestamptz, Uuid as SqlUuid};
use std::time::Duration;

/// A page, and one more that tells whether there is another.
const LINES: i64 = 51;

/// One withdrawal of each of a million people over two years; of every ten one waits for a decision and one for its payment, of these
/// every hundredth is large and was approved once.
const FILL: &str = "
    CREATE TABLE floor.askers AS
    SELECT n, (lpad(to_hex(n), 8, '0') || '-0000-7000-9000-000000000000')::uuid AS person_id,
           now() - n * interval '63 seconds' AS at FROM generate_series(1, 1000000) n;
    ANALYZE floor.askers;
    INSERT INTO persons (person_id, name, registered_at, recorded_at) SELECT person_id, 'Person ' || n, at, at FROM floor.askers;
    INSERT INTO withdrawals (person_id, withdrawal_id, key, program_id, terms_version, currency, amount, fee, method, state,
                             approvals_needed, requested_at, due_at, paid_at, paid_by, reference)
    SELECT person_id, person_id, person_id, (SELECT program_id FROM programs WHERE slug = 'cdnow'), 1, 'USD', 50 + n % 4999, 1,
           CASE n % 3 WHEN 0 THEN 'card' ELSE 'iban' END, s.state, 1 + (n % 100 = 0)::int, at, at + interval '10 days',
           CASE s.state WHEN 'paid' THEN at + interval '2 days' END, CASE s.state WHEN 'paid' THEN person_id END,
           CASE s.state WHEN 'paid' THEN 'PAY ' || n END
    FROM floor.askers, LATERAL (SELECT CASE n % 10 WHEN 0 THEN 'requested' WHEN 1 THEN 'approved' ELSE 'paid' END AS state) s;
    ANALYZE persons, withdrawals;
    INSERT INTO withdrawal_approvals SELECT person_id, person_id, person_id, at FROM floor.askers WHERE n % 10 <> 0 OR n % 100 = 0;";

pub fn queue(house: &House, report: &mut Report) {
    house.execute(FILL);
    house.execute("VACUUM ANALYZE persons, withdrawals, withdrawal_approvals");
    let db = house.db(Clock::System);
    let deep = house.runtime.block_on(db.read(async |conn| middle(conn).await)).unwrap();
    for (what, after, sort) in [
        ("withdrawals queue of 1,000,000 people, first page", None, Sort::Due),
        ("the same, a page far down", Some(deep), Sort::Due),
        ("the same, the largest first", None, Sort::Amount),
    ] {
        let run = |product: bool| asks(house, product, after, sort);
        let (floor, product) = in_turn(what, || run(false), || run(true));
        let each = |run: Run| Duration::from_secs_f64(1.0 / run.per_second);
        report.add(Row::time(what, each(floor), each(product), 1.5).with_p99(product));
    }
    let counted = load(1, async |_| Counter { db: house.db(Clock::System) });
    let milliseconds = 1_000.0 / counted.per_second;
    report.add(Row::alone("counts of the queue", format!("{milliseconds:.1} ms"), "≤ 5 ms", milliseconds <= 5.0));
}

#[derive(QueryableByName)]
struct Named {
    #[diesel(sql_type = SqlUuid)]
    withdrawal_id: uuid::Uuid,
}

/// In the middle of the queue.
async fn middle(conn: &Conn) -> Result<WithdrawalId, Fault> {
    let named: Named = sql("SELECT withdrawal_id FROM withdrawals WHERE state IN ('requested', 'approved')
         ORDER BY due_at, withdrawal_id OFFSET 100000 LIMIT 1")
    .one(conn)
    .await?;
    Ok(WithdrawalId(named.withdrawal_id))
}

struct Counter {
    db: Db,
}

impl Client for Counter {
    async fn once(&mut self) -> u64 {
        let now = self.db.now();
        let counts = self.db.read(async |conn| withdrawals::counts(conn, now).await).await.unwrap();
        assert_eq!(counts.open, withdrawals::MANY);
        1
    }
}

struct Looker {
    db: Db,
    product: bool,
    after: Option<WithdrawalId>,
    sort: Sort,
}

impl Client for Looker {
    async fn once(&mut self) -> u64 {
        let (product, after, sort) = (self.product, self.after, self.sort);
        let found: Result<usize, Fault> = self
            .db
            .read(async |conn| if product { ours(conn, after, sort).await } else { bare(conn, after, sort).await })
            .await;
        assert_eq!(found.unwrap(), 51);
        1
    }
}

async fn ours(conn: &Conn, after: Option<WithdrawalId>, sort: Sort) -> Result<usize, Fault> {
    let way = if sort == Sort::Due { Way::Ascending } else { Way::Descending };
    let wanted = Wanted { after, sort, way, ..Wanted::of(Which::Open) };
    Ok(withdrawals::listed(conn, &wanted, LINES).await?.len())
}

/// What the page shows of each.
#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = SqlUuid)]
    _withdrawal_id: uuid::Uuid,
    #[diesel(sql_type = Nullable<Text>)]
    _name: Option<String>,
    #[diesel(sql_type = SqlUuid)]
    _program_id: uuid::Uuid,
    #[diesel(sql_type = Text)]
    _currency: String,
    #[diesel(sql_type = Numeric)]
    _amount: rust_decimal::Decimal,
    #[diesel(sql_type = Text)]
    _method: String,
    #[diesel(sql_type = Text)]
    _state: String,
    #[diesel(sql_type = Timestamptz)]
    _requested_at: beckon::calendar::Instant,
    #[diesel(sql_type = Timestamptz)]
    _due_at: beckon::calendar::Instant,
}

macro_rules! bare {
    ($where:literal, $order:literal) => {
        concat!(
            "SELECT withdrawal_id AS _withdrawal_id, (SELECT name FROM persons p WHERE p.person_id = w.person_id) AS _name,
                    program_id AS _program_id, currency AS _currency, amount AS _amount, method AS _method, state AS _state,
                    requested_at AS _requested_at, due_at AS _due_at
             FROM withdrawals w WHERE state IN ('requested', 'approved')",
            $where,
            " ORDER BY ",
            $order,
            " LIMIT ?"
        )
    };
}

async fn bare(conn: &Conn, after: Option<WithdrawalId>, sort: Sort) -> Result<usize, Fault> {
    let statement = match (sort, after) {
        (Sort::Due, Some(after)) => sql(bare!(
            " AND (due_at, withdrawal_id) > ((SELECT due_at FROM withdrawals WHERE withdrawal_id = ?), ?)",
            "due_at, withdrawal_id"
        ))
        .bind::<SqlUuid, _>(after.0)
        .bind::<SqlUuid, _>(after.0),
        (Sort::Due, None) => sql(bare!("", "due_at, withdrawal_id")),
        _ => sql(bare!("", "amount DESC, withdrawal_id DESC")),
    };
    let lines: Vec<Line> = statement.bind::<BigInt, _>(LINES).load(conn).await?;
    Ok(lines.len())
}

fn asks(house: &House, product: bool, after: Option<WithdrawalId>, sort: Sort) -> Run {
    load(1, async |_| Looker { db: house.db(Clock::System), product, after, sort })
}
