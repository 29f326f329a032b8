//! The run as staff see it: before it comes, applied by one of two, and reckoned again.

use super::{between, pages};
use crate::billing::{NOTHING, staff};
use crate::support::TestApp;
use crate::support::months::{Months, paid, started};
use crate::support::story::{Shown, Visitor};
use beckon::db::{Fault, sql};
use beckon::people::{self, Role};
use serde_json::json;

const PATH: &str = "/admin/verification/company-discounts";

/// Company, places, before and percent of each row.
fn rows(shown: &Shown) -> Vec<Vec<String>> {
    let cell = |cell: &str| {
        let text: String =
            cell.split('<').skip(1).filter_map(|rest| rest.split_once('>')).map(|(_, text)| text.trim()).collect();
        text
    };
    between(shown, "<tr><td class=\"who\"", "</tr>")
        .iter()
        .map(|row| row.split("<td").skip(1).take(4).map(|part| cell(&format!("<{part}"))).collect())
        .collect()
}

#[tokio::test]
async fn the_next_run_is_seen_applied_once_and_reckoned_again() {
    let app = TestApp::start().await;
    let finance = staff(&app, "Dana Ospanova", Role::Finance).await;
    let asel = staff(&app, "Asel Nurova", Role::Finance).await;
    let months = Months::of(&app, 2).await;
    months.invites(0..25).await;
    let list = finance.opens("/admin/verification").await;
    assert!(
        list.has("Preview: April 2026") && list.has("There was no run yet.") && list.has("28 April, 00:00"),
        "{}",
        list.text
    );
    let preview = finance.opens(&format!("{PATH}/next")).await;
    assert!(preview.has("25 Active Referrals counted.") && preview.has("40%") && preview.has("5%"), "{}", preview.text);
    let told = rows(&preview);
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told[0][0].starts_with("a1") && told[0][1] == "20" && told[0][2] == "0%", "{told:?}");
    let file = String::from_utf8(finance.downloads(&format!("{PATH}/next.csv")).await).unwrap();
    let lines: Vec<&str> = file.lines().collect();
    assert_eq!(lines[0], "\u{feff}person,name,active,company,company_name,before,places,percent,reason,blocked");
    assert!(
        lines.len() == 3 && lines[1].ends_with(",a1,,20,40,assigned,no") && lines[2].ends_with(",a2,,5,5,assigned,no"),
        "{file}"
    );

    // Nothing is due: whoever asks is told so, and nothing is written.
    let early = finance.sends(&format!("{PATH}/2026-04/application"), NOTHING).await;
    assert_eq!(early.to, "/admin/verification?program=company-discounts");
    assert!(finance.opens(&early.to).await.has("The run is not due yet."));
    assert_eq!(finance.opens(&format!("{PATH}/2026-04")).await.status, 404);

    // The jobs are late: staff see what is due and apply it, both at once.
    app.app.clock.set("2026-04-28T06:00:00Z".parse().unwrap()).unwrap();
    for one in [&finance, &asel] {
        one.signs_in(if std::ptr::eq(one, &finance) { "Dana Ospanova" } else { "Asel Nurova" }).await;
    }
    let due = finance.opens("/admin/verification").await;
    assert!(due.has("Apply now") && due.has(&format!("{PATH}/2026-04/application")), "{}", due.text);
    let to = format!("{PATH}/2026-04/application");
    let (one, two) = tokio::join!(finance.sends(&to, NOTHING), asel.sends(&to, NOTHING));
    assert_eq!((one.status, two.status, &one.to), (303, 303, &two.to), "{} {}", one.text, two.text);
    assert_eq!(months.given().await, [("a1".to_owned(), "40".to_owned()), ("a2".to_owned(), "5".to_owned())]);
    let deeds: Result<_, Fault> = app.app.db.read(async |conn| people::deeds(conn, 20).await).await;
    let deeds = deeds.unwrap();
    let applied: Vec<_> = deeds.iter().filter(|deed| deed.verb == "run-applied").collect();
    assert_eq!((applied.len(), applied[0].subject.as_str()), (1, "run company-discounts/2026-04"), "once");

    let run = finance.opens(&format!("{PATH}/2026-04")).await;
    assert!(run.has("a1") && run.has("40%") && run.has("applied"), "{}", run.text);
    let again = finance.sends(&format!("{PATH}/2026-04/recomputation"), NOTHING).await;
    assert!(again.status == 200 && again.has("The same hash, and 2 discounts as they are stored."), "{}", again.text);
    // The command says the same.
    let recomputed = months.recomputes("2026-04").await.unwrap();
    assert!(again.has(&recomputed.inputs) && recomputed.differences.is_empty());
    let tampered = "UPDATE assignments SET percent = 20 WHERE places = 20";
    let done: Result<_, Fault> = app.app.db.write(async |tx| sql(tampered).execute(tx).await).await;
    assert_eq!(done.unwrap(), 1);
    let differs = finance.sends(&format!("{PATH}/2026-04/recomputation"), NOTHING).await;
    assert!(
        differs.has("1 difference")
            && differs.has("should have this by version 1 of the terms, and it is not stored so: 20 Active Referrals"),
        "{}",
        differs.text
    );
    let mended = "UPDATE assignments SET percent = 40 WHERE places = 20";
    let done: Result<_, Fault> = app.app.db.write(async |tx| sql(mended).execute(tx).await).await;
    assert_eq!(done.unwrap(), 1);
    let support = staff(&app, "Boris Kim", Role::Support).await;
    let read = support.opens(&format!("{PATH}/2026-04")).await;
    assert!(read.status == 200 && !read.has("recomputation"), "{}", read.text);
    // What May would change is told against what April gave.
    let next = support.opens(&format!("{PATH}/next")).await;
    assert!(next.has("May 2026") && rows(&next)[0][2] == "40%" && next.has("the same"), "{}", next.text);
}

#[tokio::test]
async fn many_referrers_are_read_page_by_page_and_found_by_name() {
    let app = TestApp::start().await;
    let support = staff(&app, "Boris Kim", Role::Support).await;
    let months = Months::of(&app, 1).await;
    months.invites(0..1).await;
    // Each has a subscription of their own and refers one who pays.
    let mut lines = Vec::new();
    for n in 0..59 {
        let (name, invitee) = (format!("r{n:02}"), format!("x{n:02}"));
        let person = |name: &str| {
            let company = json!({"company": name, "name": name});
            json!({"person": name, "email": format!("{name}@customer.example"), "company": company})
        };
        let mut invited = person(&invitee);
        (invited["referrer"], invited["program"]) = (json!(name), json!("company-discounts"));
        let facts = [
            ("person.registered", person(&name)),
            ("subscription.started", started(&name)),
            ("payment.succeeded", paid(&name, "first")),
            ("person.registered", invited),
            ("subscription.started", started(&invitee)),
            ("payment.succeeded", paid(&invitee, "first")),
        ];
        lines.extend(facts.into_iter().map(|(kind, data)| months.billing.event(kind, data).to_string()));
    }
    for answer in months.billing.posts_lines(&lines).await {
        assert_eq!(answer["status"], "applied", "{answer}");
    }
    let seen = pages(&support, &format!("{PATH}/next")).await;
    let people: Vec<usize> =
        seen.iter().map(|page| between(page, "<td class=\"who\"><a href=\"/admin/people/", "\"").len()).collect();
    assert_eq!(people, [50, 10], "60 referrers, each once");
    let file = String::from_utf8(support.downloads(&format!("{PATH}/next.csv")).await).unwrap();
    assert_eq!(file.lines().count(), 61);
    months.comes("2026-04-28T00:00:00Z").await;
    support.signs_in("Boris Kim").await;
    let run = pages(&support, &format!("{PATH}/2026-04")).await;
    let stored = months.assigned().await.len();
    let listed: usize = run.iter().map(|page| rows(page).len()).sum();
    assert!(stored > 50 && listed == stored, "{listed} of {stored}");
    let file = String::from_utf8(support.downloads(&format!("{PATH}/2026-04.csv")).await).unwrap();
    assert_eq!(file.lines().count(), stored + 1);
    let none = support.opens(&format!("{PATH}/2026-04?why=pending_payments")).await;
    assert!(none.has("Nobody here.") && none.has("Show all"), "{}", none.text);
}

/// The list and its file hold the lines of these companies, in this order.
async fn shows(staff: &Visitor<'_>, path: &str, query: &str, expected: &[&str]) {
    let shown = rows(&staff.opens(&format!("{path}?{query}")).await);
    let file = String::from_utf8(staff.downloads(&format!("{path}.csv?{query}")).await).unwrap();
    let lines: Vec<&str> = file.lines().skip(1).map(|line| line.split(',').nth(4).unwrap()).collect();
    assert_eq!(lines, expected, "{path}.csv?{query}");
    assert_eq!(shown.len(), expected.len(), "{path}?{query}: {shown:?}");
    assert!(shown.iter().zip(expected).all(|(row, name)| row[0].starts_with(name)), "{path}?{query}: {shown:?}");
}

#[tokio::test]
async fn what_a_run_gives_is_narrowed_by_its_cells_and_put_in_order() {
    let app = TestApp::start().await;
    let finance = staff(&app, "Dana Ospanova", Role::Finance).await;
    let months = Months::of(&app, 2).await;
    months.invites(0..25).await;
    let narrowed = [
        ("", &["a1", "a2"][..]),
        ("percent=5", &["a2"]),
        ("percent=7", &[]),
        ("change=more&sort=percent-up", &["a2", "a1"]),
        ("sort=change", &["a1", "a2"]),
        ("sort=places-up&blocked=no", &["a2", "a1"]),
        ("why=assigned", &["a1", "a2"]),
        ("why=pending_payments", &[]),
        ("change=less", &[]),
        ("blocked=yes", &[]),
        ("q=anna%40&sort=percent-up", &["a2", "a1"]),
        ("q=anna%40&percent=40", &["a1"]),
        ("q=nobody%40", &[]),
    ];
    for (query, expected) in narrowed {
        shows(&finance, &format!("{PATH}/next"), query, expected).await;
    }
    let page = finance.opens(&format!("{PATH}/next")).await;
    for link in ["next?percent=40", "next?why=assigned", "next?change=more", "next?sort=change", "next?blocked=yes"] {
        assert!(page.has(&format!(r#"href="{PATH}/{link}""#)), "{link}: {}", page.text);
    }
    months.comes("2026-04-28T00:00:00Z").await;
    finance.signs_in("Dana Ospanova").await;
    for (query, expected) in narrowed {
        shows(&finance, &format!("{PATH}/2026-04"), query, expected).await;
    }
    // Whoever has not paid by the next run is blocked.
    months.issues("late", "a1").await;
    app.app.clock.set("2026-05-20T00:00:00Z".parse().unwrap()).unwrap();
    finance.signs_in("Dana Ospanova").await;
    shows(&finance, &format!("{PATH}/next"), "blocked=yes&sort=before", &["a1", "a2"]).await;
    shows(&finance, &format!("{PATH}/next"), "blocked=yes&change=less", &["a1", "a2"]).await;
    shows(&finance, &format!("{PATH}/next"), "blocked=no", &[]).await;
    months.comes("2026-05-28T00:00:00Z").await;
    finance.signs_in("Dana Ospanova").await;
    for (query, expected) in [
        ("", &["2026-05", "2026-04"][..]),
        ("sort=month-up", &["2026-04", "2026-05"]),
        ("sort=blocked", &["2026-05", "2026-04"]),
        ("sort=blocked-up&state=done", &["2026-04", "2026-05"]),
        ("state=due", &[]),
        ("q=2026-04", &["2026-04"]),
        ("q=2025", &[]),
    ] {
        let page = finance.opens(&format!("/admin/verification?{query}")).await;
        let months = between(&page, r#"<td class="who"><a href="/admin/verification/company-discounts/"#, "\"");
        assert_eq!(months, expected, "{query}");
        let file = finance.downloads(&format!("/admin/verification.csv?{query}")).await;
        let file = String::from_utf8(file).unwrap();
        let lines: Vec<&str> = file.lines().skip(1).map(|line| line.split(',').nth(1).unwrap()).collect();
        assert_eq!(lines, expected, "{query}: {file}");
    }
    assert_eq!(finance.opens("/admin/verification?program=none").await.status, 404);
}
