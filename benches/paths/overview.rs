//! The overview of somebody who invited 200, and of somebody who invited 10,000 with a million clicks.

use crate::facts::{days_ago, payment, registration};
use crate::house::House;
use crate::http::{Asker, Connection, request};
use crate::measure::{Run, in_turn, load};
use crate::page;
use crate::payments::send;
use crate::report::{Report, Row};
use beckon::clock::Clock;
use beckon::db::{Fault, sql};
use beckon::ids::PersonId;
use beckon::people;
use beckon::people::password::Password;
use beckon::people::tokens::{self, Purpose, Token};
use beckon::{programs, referrals, rewards};
use diesel::sql_types::{Text, Uuid as SqlUuid};

const PASSWORD: &str = "blue kite 7";

pub fn overview(house: &House, report: &mut Report) {
    let small = somebody(house, "small", 200);
    let floor_page = page::serve(house, small);
    let small = sign_in(house, "small");
    let from = || get(floor_page, "", "/", 16);
    let (floor, few) = in_turn("overview", from, || get(house.address, &small, "/overview", 16));
    report.add(Row::rate("overview page, 200 invitees", "pages", floor, few, 0.5).with_p99(few));
    weigh(house, &small, report);

    somebody(house, "large", 10_000);
    visitors(house, "large");
    let large = sign_in(house, "large");
    let (few, many) = in_turn(
        "large overview",
        || get(house.address, &small, "/overview", 1),
        || get(house.address, &large, "/overview", 1),
    );
    report.add(Row::time(
        "the same, 10,000 invitees and 1,000,000 clicks, against the small one",
        std::time::Duration::from_secs_f64(1.0 / few.per_second),
        std::time::Duration::from_secs_f64(1.0 / many.per_second),
        1.5,
    ));
}

fn get(address: std::net::SocketAddr, cookie: &str, path: &str, clients: usize) -> Run {
    load(clients, async |_| Asker {
        connection: Connection::open(address).await,
        next: || request("GET", path, cookie, ""),
        status: 200,
        units: 1,
    })
}

/// A person with invitees, of whom every other one paid; with a password.
fn somebody(house: &House, name: &str, invitees: usize) -> PersonId {
    let mut events = vec![registration(name, None, days_ago(300))];
    events.extend(
        (0..invitees).map(|n| registration(&format!("{name}-{n}"), Some(name), days_ago(200 - n as i64 % 200))),
    );
    let paid = (0..invitees).step_by(2).map(|n| payment(&format!("{name}-{n}"), "29.33", days_ago(n as i64 % 200)));
    events.extend(paid);
    send(house, &events);
    // As PostgreSQL does by itself within minutes.
    house.execute("VACUUM ANALYZE referrals, receipts");
    house.execute("ANALYZE");
    let db = house.db(Clock::System);
    let made: Result<PersonId, Fault> = house.runtime.block_on(async {
        let email = format!("{name}@customer.example");
        let known = db.read(async |conn| people::known_emails(conn, std::slice::from_ref(&email)).await).await?;
        let (person, token) = (known[&email], Token::new().unwrap());
        let hash = Password::choose(PASSWORD, &email).unwrap().hash().await.unwrap();
        db.write(async |tx| {
            people::set_first_password(tx, person, &hash).await?;
            tokens::issue(tx, person, Purpose::ConfirmEmail, &token).await?;
            people::confirm_email(tx, token.as_str()).await
        })
        .await?;
        Ok(person)
    });
    made.unwrap()
}

/// A million visits of 400,000 visitors in a year, through the person's own link.
fn visitors(house: &House, name: &str) {
    let link =
        "INSERT INTO codes SELECT 'MANY2345', person_id, person_id, (SELECT program_id FROM programs WHERE slug = 'cdnow') FROM external_ids
         WHERE noun = 'person' AND external_id = '";
    house.execute(&format!("{link}{name}'"));
    house.execute(
        "INSERT INTO links SELECT person_id, link_id, program_id, '', now() - interval '1 year' FROM codes WHERE code = 'MANY2345';
         INSERT INTO clicks (person_id, click_id, clicked_at, link_id, path, device, visitor_hash, recorded_at)
         SELECT c.person_id, (lpad(to_hex((extract(epoch FROM t.at) * 1000)::bigint), 12, '0') || '7000' || '8000'
                              || lpad(to_hex(n), 12, '0'))::uuid, t.at, c.link_id, '/r/MANY2345', 'computer',
                sha256(int4send(n % 400000)), t.at
         FROM codes c, generate_series(1, 1000000) n, LATERAL (SELECT now() - (1000000 - n) * interval '31 seconds' AS at) t
         WHERE c.code = 'MANY2345'",
    );
    // As if each had been counted in its hour; the server may have counted up to now already.
    house.execute("UPDATE clicks_counted SET until = now() - interval '2 years'");
    let db = house.db(Clock::System);
    let counted = house.runtime.block_on(db.write(async |tx| referrals::count_clicks_until_now(tx).await)).unwrap();
    assert!(counted >= 400_000, "only {counted} visitors were counted");
    night(house);
}

/// What was recorded until now is summed up, as it is in the night after; by a clock of tomorrow.
fn night(house: &House) {
    let tomorrow = house.db(Clock::fixed(Clock::System.now() + chrono::TimeDelta::days(1)));
    let counted: Result<(), Fault> = house.runtime.block_on(tomorrow.write(async |tx| {
        let catalogue = programs::catalogue(tx).await?;
        for program in &catalogue.programs {
            rewards::count_earned(tx, program).await?;
        }
        Ok(())
    }));
    counted.unwrap();
    house.execute("VACUUM ANALYZE click_seen, click_counts, clicks_counted, earned_months");
    house.execute("ANALYZE");
}

/// The header that carries the session.
fn sign_in(house: &House, name: &str) -> String {
    let browser = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
    let email = format!("{name}@customer.example");
    let form = [("email", email.as_str()), ("password", PASSWORD), ("next", "")];
    let sent =
        browser.post(format!("http://{}/sign-in", house.address)).header("sec-fetch-site", "same-origin").form(&form);
    let answer = house.runtime.block_on(async { sent.send().await }).unwrap();
    assert_eq!(answer.status(), 303);
    let mut cookies = answer.headers().get_all("set-cookie").iter().map(|cookie| cookie.to_str().unwrap());
    let session = cookies.rfind(|cookie| cookie.starts_with("beckon=")).unwrap();
    format!("cookie: {}\r\n", session.split(';').next().unwrap())
}

/// Everything that a browser fetches for the page, as it travels.
fn weigh(house: &House, cookie: &str, report: &mut Report) {
    let fetch = async |path: &str| {
        let mut connection = Connection::open(house.address).await;
        let headers = format!("{cookie}accept-encoding: gzip, br\r\n");
        assert_eq!(connection.ask(&request("GET", path, &headers, "")).await, 200, "{path}");
        connection.length()
    };
    let bytes = house.runtime.block_on(async {
        let mut connection = Connection::open(house.address).await;
        connection.ask(&request("GET", "/overview", cookie, "")).await;
        let html = connection.answer();
        let mut files: Vec<&str> = html.split('"').filter(|part| part.starts_with("/static/")).collect();
        files.sort_unstable();
        files.dedup();
        let mut bytes = fetch("/overview").await;
        for file in files {
            bytes += fetch(file).await;
        }
        bytes
    });
    let kilobytes = bytes as f64 / 1_000.0;
    report.add(Row::alone("overview in all over the wire", format!("{kilobytes:.1} kB"), "≤ 50 kB", kilobytes <= 50.0));
}

/// The person's receipts: what the floor's page reads.
pub async fn twenty(conn: &diesel_async::AsyncPgConnection, person: PersonId) -> Vec<page::Line> {
    sql("SELECT clause, amount::text AS amount, reason, happened_at::text AS at FROM receipts
         WHERE person_id = ? AND unit = ? ORDER BY program_id, happened_at DESC, receipt_id DESC LIMIT 20")
    .bind::<SqlUuid, _>(person.0)
    .bind::<Text, _>("credit")
    .load(conn)
    .await
    .unwrap()
}
