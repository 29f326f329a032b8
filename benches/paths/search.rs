//! Looking for people among a million, against the bare query of the index of their names' words and the persons that it names.

use crate::house::House;
use crate::measure::{Client, Run, in_turn, load};
use crate::report::{Report, Row};
use beckon::clock::Clock;
use beckon::db::beginning::Mark;
use beckon::db::{Conn, Db, Fault, Way, sql};
use beckon::people::{self, Among};
use diesel::QueryableByName;
use diesel::sql_types::{BigInt, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use std::time::Duration;

const PEOPLE: &str = "1,000,000";
/// A page, and one more that tells whether there is another.
const LINES: i64 = 51;

/// Given names and surnames of three letters and a number, so that a search finds a few, a page or many thousands.
const FILL: &str = "
    INSERT INTO persons (person_id, name, email, country, registered_at, recorded_at)
    SELECT (lpad(to_hex(1600000000000 + n), 12, '0') || '7000' || '8000' || lpad(to_hex(n), 12, '0'))::uuid,
           chr(65 + n % 26) || chr(97 + n / 26 % 26) || 'n' || n % 1009 || ' '
           || chr(65 + n / 7 % 26) || chr(97 + n / 182 % 26) || 'ov' || n % 3001,
           'u' || n || '@many.example', 'KZ', now(), now()
    FROM generate_series(1, 1000000) n;
    INSERT INTO name_turns (person_id, turn)
    SELECT person_id, unnest(turns_of(name)) FROM persons WHERE name <> '' ON CONFLICT DO NOTHING;
    ANALYZE persons, name_turns;";

/// What is typed: a letter, a name, a surname, both, what nobody has; and what is in the middle of all that begin so.
const TYPED: [(&str, &str); 6] =
    [("a", "ann5"), ("bcn7", "bcn75"), ("cdov", "cdov15"), ("efov29", "efov295"), ("aan1 ", "aan1 n"), ("zzz", "zzzz")];

pub fn search(house: &House, report: &mut Report) {
    house.execute(FILL);
    house.execute("VACUUM ANALYZE persons, name_turns");
    let run = |product: bool, further: bool| asks(house, product, further);
    let (floor, product) = in_turn("people search", || run(false, false), || run(true, false));
    row(report, &format!("people search among {PEOPLE}, first page"), floor, product);
    let (floor, product) = in_turn("people search, further", || run(false, true), || run(true, true));
    row(report, &format!("people search among {PEOPLE}, a page far down"), floor, product);
}

fn row(report: &mut Report, path: &str, floor: Run, product: Run) {
    let each = |run: Run| Duration::from_secs_f64(1.0 / run.per_second);
    report.add(Row::time(path, each(floor), each(product), 1.5).with_p99(product));
}

struct Looker {
    db: Db,
    product: bool,
    further: bool,
    next: usize,
}

impl Client for Looker {
    async fn once(&mut self) -> u64 {
        let ((text, middle), product) = (TYPED[self.next % TYPED.len()], self.product);
        self.next += 1;
        let after = self.further.then_some(middle);
        let found: Result<usize, Fault> = self
            .db
            .read(async |conn| if product { ours(conn, text, after).await } else { bare(conn, text, after).await })
            .await;
        assert!(found.unwrap() <= 51);
        1
    }
}

async fn ours(conn: &Conn, text: &str, after: Option<&str>) -> Result<usize, Fault> {
    let mark = after.map(|key| Mark { id: uuid::Uuid::nil(), key: key.into() });
    Ok(people::search(conn, Among::Names, text, Way::Ascending, mark.as_ref(), LINES).await?.len())
}

/// What the page shows of each.
#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = SqlUuid)]
    _person_id: uuid::Uuid,
    #[diesel(sql_type = Text)]
    _name: String,
    #[diesel(sql_type = Nullable<Text>)]
    _email: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    _country: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    _role: Option<String>,
    #[diesel(sql_type = Timestamptz)]
    _registered_at: beckon::calendar::Instant,
}

async fn bare(conn: &Conn, text: &str, after: Option<&str>) -> Result<usize, Fault> {
    let lines: Vec<Line> =
        sql("SELECT p.person_id AS _person_id, p.name AS _name, p.email AS _email, p.country AS _country,
                p.role AS _role, p.registered_at AS _registered_at
         FROM name_turns t JOIN persons p ON p.person_id = t.person_id
         WHERE t.turn COLLATE \"C\" < (SELECT ? || chr(1114111)) AND t.turn COLLATE \"C\" >= ? COLLATE \"C\"
         ORDER BY t.turn COLLATE \"C\", t.person_id LIMIT ?")
        .bind::<Text, _>(text)
        .bind::<Text, _>(after.unwrap_or(text))
        .bind::<BigInt, _>(LINES)
        .load(conn)
        .await?;
    Ok(lines.len())
}

fn asks(house: &House, product: bool, further: bool) -> Run {
    load(1, async |_| Looker { db: house.db(Clock::System), product, further, next: 0 })
}
