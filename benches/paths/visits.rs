//! Strangers who open a link: each visit is in the log and among the clicks before the page is answered.

use crate::floor::connect;
use crate::house::House;
use crate::http::{Asker, Connection, request};
use crate::measure::{Client, Run, in_turn, load};
use crate::report::{Report, Row};
use beckon::clock::Clock;
use beckon::db::sql;
use beckon::ids::ClickId;
use diesel::sql_types::{Binary, Text, Timestamptz, Uuid as SqlUuid};
use diesel_async::AsyncPgConnection;

/// Links that visitors come through: the first few people's.
const LINKS: usize = 100;

/// Codes as the product draws them, of eight letters: `AAAAAA22` and on.
fn code(n: usize) -> String {
    const LETTERS: &[u8] = b"23456789ABCDEFGHJKMNPQRSTVWXYZ";
    format!("AAAAAA{}{}", char::from(LETTERS[n / LETTERS.len()]), char::from(LETTERS[n % LETTERS.len()]))
}

fn make_links(house: &House) {
    let codes: Vec<String> = (0..LINKS).map(|n| format!("('{}', 'p{n}')", code(n))).collect();
    house.execute(&format!(
        "WITH made AS (
             INSERT INTO codes SELECT v.code, k.person_id, gen_random_uuid(), (SELECT program_id FROM programs)
             FROM (VALUES {}) AS v (code, name) JOIN external_ids k ON k.noun = 'person' AND k.external_id = v.name
             RETURNING person_id, link_id, program_id
         )
         INSERT INTO links SELECT person_id, link_id, program_id, '', now() FROM made",
        codes.join(",")
    ));
}

/// 64 connections; against 16 clients with one small insert each.
pub fn visits(house: &House, report: &mut Report) {
    make_links(house);
    let agent = "user-agent: Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0\r\n";
    let visit = || {
        load(64, async |client| {
            let mut n = client;
            let next = move || {
                n += 1;
                request("GET", &format!("/r/{}", code(n % LINKS)), agent, "")
            };
            Asker { connection: Connection::open(house.address).await, next, status: 200, units: 1 }
        })
    };
    let (floor, product) = in_turn("visit", || floor(house), visit);
    let row = Row::rate("link visit: click durable, cookie and page answered", "visits", floor, product, 0.8);
    report.add(row.with_p99(product));
}

struct Insert {
    conn: AsyncPgConnection,
    person: uuid::Uuid,
}

impl Client for Insert {
    async fn once(&mut self) -> u64 {
        let now = Clock::System.now();
        sql("INSERT INTO floor.clicks (person_id, click_id, clicked_at, link_id, path, device, visitor_hash, recorded_at)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
        .bind::<SqlUuid, _>(self.person)
        .bind::<SqlUuid, _>(ClickId::new(now).0)
        .bind::<Timestamptz, _>(now)
        .bind::<SqlUuid, _>(self.person)
        .bind::<Text, _>("/r/AAAAAA22")
        .bind::<Text, _>("computer")
        .bind::<Binary, _>(vec![7_u8; 32])
        .bind::<Timestamptz, _>(now)
        .execute(&self.conn)
        .await
        .unwrap();
        1
    }
}

fn floor(house: &House) -> Run {
    let url = house.owner_url();
    load(16, async |client| Insert { conn: connect(&url).await, person: uuid::Uuid::from_u128(client as u128) })
}
