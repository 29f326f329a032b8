//! Looking for people among a million, against the bare query of one index over a table that holds just what is shown.

use crate::house::House;
use crate::measure::{Client, Run, in_turn, load};
use crate::report::{Report, Row};
use beckon::clock::Clock;
use beckon::db::beginning::Mark;
use beckon::db::{Conn, Db, Fault, Way, sql};
use beckon::people::{self, Among};
use diesel::QueryableByName;
use diesel::sql_types::{BigInt, Text, Uuid as SqlUuid};
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
    ANALYZE persons, name_turns;
    CREATE TABLE floor_people AS
    SELECT t.turn, p.person_id, p.name, p.email FROM name_turns t JOIN persons p USING (person_id);
    CREATE INDEX floor_people_in_order ON floor_people ((turn COLLATE \"C\"), person_id);";

/// What is typed: a letter, a name, a surname, both, what nobody has.
const TYPED: [&str; 6] = ["a", "bcn7", "cdov", "efov29", "aan1 ", "zzz"];

pub fn search(house: &House, report: &mut Report) {
    house.execute(FILL);
    house.execute("GRANT SELECT ON floor_people TO PUBLIC");
    house.execute("VACUUM ANALYZE persons, name_turns, floor_people");
    let run = |product: bool, further: bool| asks(house, product, further);
    let (floor, product) = in_turn("people search", || run(false, false), || run(true, false));
    row(report, &format!("people search among {PEOPLE}, first page"), floor, product);
    let (floor, product) = in_turn("people search, further", || run(false, true), || run(true, true));
    row(report, &format!("people search among {PEOPLE}, a page far down"), floor, product);
    house.execute("DROP TABLE floor_people");
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
        let (text, product, further) = (TYPED[self.next % TYPED.len()], self.product, self.further);
        self.next += 1;
        // In the middle of all that begin with the letter.
        let after = further.then(|| format!("{text}n500"));
        let found: Result<usize, Fault> = self
            .db
            .read(async |conn| if product { ours(conn, text, after).await } else { bare(conn, text, after).await })
            .await;
        assert!(found.unwrap() <= 51);
        1
    }
}

async fn ours(conn: &Conn, text: &str, after: Option<String>) -> Result<usize, Fault> {
    let mark = after.and_then(|key| Mark::read(&format!("00000000-0000-0000-0000-000000000000{key}")));
    Ok(people::search(conn, Among::Names, text, Way::Ascending, mark.as_ref(), LINES).await?.len())
}

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = SqlUuid)]
    _person_id: uuid::Uuid,
    #[diesel(sql_type = Text)]
    _name: String,
    #[diesel(sql_type = Text)]
    _email: String,
}

async fn bare(conn: &Conn, text: &str, after: Option<String>) -> Result<usize, Fault> {
    let lines: Vec<Line> = sql("SELECT person_id AS _person_id, name AS _name, email AS _email FROM floor_people
         WHERE turn COLLATE \"C\" < ? || chr(1114111) AND turn COLLATE \"C\" >= ? COLLATE \"C\"
         ORDER BY turn COLLATE \"C\", person_id LIMIT ?")
    .bind::<Text, _>(text)
    .bind::<Text, _>(after.as_deref().unwrap_or(text))
    .bind::<BigInt, _>(LINES)
    .load(conn)
    .await?;
    Ok(lines.len())
}

fn asks(house: &House, product: bool, further: bool) -> Run {
    load(1, async |_| Looker { db: house.db(Clock::System), product, further, next: 0 })
}
