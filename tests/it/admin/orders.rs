//! Every long list in each of its orders: from page to page, as a file, and with its filter kept.

use super::pages;
use crate::support::TestApp;
use crate::support::story::{Shown, Visitor};
use crate::withdrawals::desk::{Desk, Somebody};
use beckon::calendar::Instant;
use beckon::db::{Fault, sql};
use beckon::mail::Letter;
use beckon::notices;
use rust_decimal::Decimal;
use serde_json::json;

/// More than a page holds.
const MANY: usize = 53;

/// What the list is ordered by, as the file has it.
#[derive(Clone, Copy)]
enum By {
    Time,
    Amount,
    Name,
}

impl By {
    fn is_up(self, column: &[String]) -> bool {
        match self {
            By::Time => column.is_sorted_by_key(|text| text.parse::<Instant>().unwrap()),
            By::Amount => column.is_sorted_by_key(|text| text.parse::<Decimal>().unwrap()),
            By::Name => column.is_sorted_by_key(|text| text.to_lowercase()),
        }
    }
}

/// Path and filter; the column of the file that stands on the line of the page too; `sort` up and down, by what, and the column that has it.
type Order = (&'static str, &'static str, usize, [&'static str; 2], By, usize);

const BY_TIME: [&str; 2] = ["oldest", "newest"];
const BY_NAME: [&str; 2] = ["name", "name-down"];
const BY_DUE: [&str; 2] = ["due", "due-down"];
const BY_AMOUNT: [&str; 2] = ["smallest", "largest"];

const ORDERS: &[Order] = &[
    ("/admin/people", "", 0, BY_TIME, By::Time, 7),
    ("/admin/people", "", 0, BY_NAME, By::Name, 1),
    ("/admin/people", "q=KZ&in=country", 0, BY_TIME, By::Time, 7),
    ("/admin/companies", "", 0, BY_TIME, By::Time, 5),
    ("/admin/companies", "", 0, BY_NAME, By::Name, 1),
    ("/admin/companies", "q=firm&in=name", 0, BY_NAME, By::Name, 1),
    ("/admin/referrals", "program=partners", 3, BY_TIME, By::Time, 5),
    ("/admin/flags", "kind=disposable_mail", 0, BY_TIME, By::Time, 6),
    ("/admin/rewards", "program=partners", 13, BY_TIME, By::Time, 1),
    ("/admin/rewards", "unit=cash&month=2026-04", 13, BY_TIME, By::Time, 1),
    ("/admin/events", "", 1, BY_TIME, By::Time, 4),
    ("/admin/events", "kind=person.registered&source=billing", 1, BY_TIME, By::Time, 4),
    ("/admin/adjustments", "reason=goodwill", 0, BY_TIME, By::Time, 1),
    ("/admin/deeds", "", 0, BY_TIME, By::Time, 1),
    ("/admin/deeds", "verb=adjustment-made", 5, BY_TIME, By::Time, 1),
    ("/admin/deliveries", "kind=news", 4, BY_TIME, By::Time, 8),
    ("/admin/withdrawals", "which=open", 0, BY_DUE, By::Time, 10),
    ("/admin/withdrawals", "which=open&method=card", 0, BY_TIME, By::Time, 9),
    ("/admin/withdrawals", "which=open", 0, BY_AMOUNT, By::Amount, 4),
    ("/admin/withdrawals", "which=all", 0, BY_TIME, By::Time, 9),
    ("/admin/withdrawals", "which=all", 0, BY_AMOUNT, By::Amount, 4),
    ("/admin/withdrawals", "which=requested", 0, BY_TIME, By::Time, 9),
    ("/admin/invoices", "which=open", 0, BY_DUE, By::Time, 6),
    ("/admin/invoices", "which=all&q=Aigerim", 0, BY_DUE, By::Time, 6),
    ("/admin/claims", "which=open&program=partners", 0, BY_TIME, By::Time, 6),
    ("/admin/claims", "which=all", 0, BY_TIME, By::Time, 6),
    ("/admin/batches", "of=UAH+iban&state=undone", 0, BY_TIME, By::Time, 3),
];

/// Whoever came with an address of a few minutes, and whatever else stands in a list.
async fn fills(app: &TestApp, desk: &Desk<'_>, dana: &Somebody<'_>) {
    let aigerim = desk.earner("Aigerim Sadykova", "1000000").await;
    let code = aigerim.link().await.trim_start_matches("/r/").to_owned();
    for n in 0..MANY {
        let mixed = n * 37 % MANY;
        let company = json!({"company": format!("c-{n}"), "name": format!("Firm {mixed:02} LLP")});
        let data = json!({"person": format!("p-{n}"), "name": format!("Guest {mixed:02}"), "code": code,
            "email": format!("guest{n}@mailinator.com"), "country": "KZ", "company": company});
        desk.reports("person.registered", data).await;
        desk.pays(&aigerim, "100").await;
        aigerim.asks(&format!("{}", 100 + mixed)).await;
        let path = format!("/admin/people/{}/adjustments", aigerim.id);
        let form = dana.opens(&path).await;
        let form = [
            ("adjustment", form.field("adjustment")),
            ("account", "partners/cash"),
            ("direction", "add"),
            ("amount", "1.00"),
            ("reason", "goodwill"),
            ("note", "for the wait"),
        ];
        assert_eq!(dana.sends(&path, &form).await.status, 303);
        let line = json!({"product": "standard", "kind": "plan", "amount": "100.00"});
        let due = app.now() + chrono::TimeDelta::days(i64::try_from(mixed / 10).unwrap());
        let invoice = json!({"invoice": format!("inv-{n}"), "company": aigerim.company().await, "currency": "UAH",
            "lines": [line], "due_at": due});
        desk.reports("invoice.issued", invoice).await;
    }
    // Many at one instant, each.
    for stored in [
        "INSERT INTO claims (person_id, claim_id, key, program_id, invitee, invited_on, evidence, claimed_at, state)
         SELECT person_id, gen_random_uuid(), gen_random_uuid(), program_id, 'x@y.example', '2026-04-01', '',
                timestamptz '2026-04-10 08:00Z' + row_number() OVER () / 30 * interval '1 minute', 'open' FROM persons, programs",
        "INSERT INTO withdrawal_batches (batch_id, currency, method, cutoff_at, made_at, made_by, state, ended_at, ended_by)
         SELECT gen_random_uuid(), 'UAH', 'iban', at, at, person_id, 'undone', at, person_id
         FROM (SELECT person_id, timestamptz '2026-04-10 08:00Z' + row_number() OVER () / 30 * interval '1 minute' AS at FROM persons) p",
    ] {
        let done: Result<_, Fault> = app.app.db.write(async |tx| sql(stored).execute(tx).await).await;
        assert!(done.unwrap() >= 2, "{stored}");
    }
    // At once, as time sends them.
    for n in 0..MANY {
        let letter = Letter {
            id: uuid::Uuid::new_v4(),
            to: "Reader <reader@dala.example>".into(),
            subject: format!("News {n:02}."),
            text: String::new(),
            html: String::new(),
            written_at: app.now(),
            unsubscribe: None,
            reply_to: None,
        };
        app.app.db.write(async |tx| notices::enqueue(tx, letter.clone()).await).await.unwrap();
    }
}

/// The lines of a page.
fn rows(page: &Shown) -> impl Iterator<Item = &str> {
    let body = page.text.split_once("<tbody>").and_then(|(_, rest)| rest.split("</tbody>").next());
    body.unwrap_or_else(|| panic!("{} {}", page.status, page.text)).split("<tr>").skip(1)
}

async fn lines(staff: &Visitor<'_>, path: &str, query: &str) -> Vec<Vec<String>> {
    let file = String::from_utf8(staff.downloads(&format!("{path}.csv?{query}")).await).unwrap();
    file.lines().skip(1).map(|line| line.split(',').map(str::to_owned).collect()).collect()
}

/// Where the heading of the sorted column leads.
fn turned(page: &Shown, way: &str) -> String {
    let sorted: Vec<&str> = page.text.split("aria-sort=\"").skip(1).collect();
    assert_eq!(sorted.len(), 1, "one column is sorted: {}", page.text);
    let (order, rest) = sorted[0].split_once(r#""><a href=""#).unwrap();
    assert_eq!(order, way);
    rest.split('"').next().unwrap().replace("&#38;", "&")
}

#[tokio::test]
async fn every_list_is_read_either_way_from_page_to_page_and_as_a_file() {
    let app = TestApp::start().await;
    let desk = Desk::open(&app).await;
    let dana = desk.finance("Dana Akhmetova").await;
    fills(&app, &desk, &dana).await;
    for (path, filter, known_by, [up, down], by, column) in ORDERS {
        let mut read = Vec::new();
        for (sort, other, way) in [(up, down, "ascending"), (down, up, "descending")] {
            let (query, what) = (format!("{filter}&sort={sort}"), format!("{path}?{filter} {sort}"));
            // What staff do while they look is no part of a list of what was done.
            let lines = lines(&dana, path, &query).await;
            let pages = pages(&dana, &format!("{path}?{query}")).await;
            let shown: Vec<&str> = pages.iter().flat_map(rows).collect();
            assert!(pages.len() > 1 && lines.len() >= MANY, "{what}: {} lines on {} pages", lines.len(), pages.len());
            assert_eq!(shown.len(), lines.len(), "{what}");
            for (row, line) in shown.iter().zip(&lines).filter(|_| *path != "/admin/deeds" || *known_by > 0) {
                let known = line[*known_by].rsplit_once("adjustment ").map_or(line[*known_by].as_str(), |(_, id)| id);
                assert!(row.contains(known), "{what}: {line:?} is not {row}");
            }
            let turned = turned(&pages[0], way);
            assert!(turned.starts_with(path) && turned.contains(filter), "{what}: {turned}");
            let back = dana.opens(&turned).await;
            let there = dana.opens(&format!("{path}?{filter}&sort={other}")).await;
            assert!(rows(&back).eq(rows(&there)), "{what}: its heading leads to {other}");
            let mut values: Vec<String> = lines.iter().map(|line| line[*column].clone()).collect();
            if way == "descending" {
                values.reverse();
            }
            assert!(by.is_up(&values), "{what}: {values:?}");
            read.push(lines.iter().map(|line| line[..2].concat()).collect::<Vec<_>>());
        }
        read[1].reverse();
        // The log of deeds grows by what is exported here.
        let grown = read[1].len() - read[0].len();
        assert_eq!(read[0][..], read[1][..read[1].len() - grown], "{path}?{filter}: the same lines either way");
        assert!(grown == 0 || *path == "/admin/deeds", "{path}?{filter}");
    }
}
