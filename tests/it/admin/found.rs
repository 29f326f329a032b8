//! Lists of many lines: who and what is found in them, and by which cell.

use super::between;
use crate::billing::staff;
use crate::support::TestApp;
use crate::support::story::{Billing, Visitor, publish};
use crate::withdrawals::desk::Desk;
use beckon::db::dated::Mark;
use beckon::db::{Fault, Tx, Way, sql};
use beckon::ids::PayoutId;
use beckon::people::Role;
use beckon::withdrawals::{self, WantedPayouts};
use serde_json::json;
use std::collections::BTreeSet;

/// What a column of the file holds, and how many lines the page has.
async fn shows(staff: &Visitor<'_>, path: &str, query: &str, column: usize, expected: &[&str]) {
    let page = staff.opens(&format!("{path}?{query}")).await;
    let rows = page.text.matches("<tr><td class=\"who\">").count();
    let file = String::from_utf8(staff.downloads(&format!("{path}.csv?{query}")).await).unwrap();
    let lines: Vec<&str> = file.lines().skip(1).map(|line| line.split(',').nth(column).unwrap()).collect();
    assert_eq!((rows, &lines[..]), (expected.len(), expected), "{path}?{query}: {file} {}", page.text);
}

#[tokio::test]
async fn an_invoice_is_found_by_its_number_and_all_of_a_person_or_a_company_are_listed() {
    let app = TestApp::start().await;
    publish(&app).await;
    let support = staff(&app, "Boris Kim", Role::Support).await;
    let billing = Billing::new(&app).await;
    for (person, company) in [("ann", "c-1"), ("bob", "c-2")] {
        let company = json!({"company": company, "name": format!("{company} LLP")});
        let told = json!({"person": person, "name": format!("{person} Bell"), "email": format!("{person}@example.com"),
            "company": company});
        assert_eq!(billing.reports("person.registered", told).await["status"], "applied");
    }
    let second = json!({"company": "c-3", "person": "ann", "name": "c-3 LLP"});
    assert_eq!(billing.reports("company.registered", second).await["status"], "applied");
    for (invoice, company) in [("inv-1", "c-1"), ("inv-2", "c-2"), ("inv-3", "c-3"), ("inv-4", "c-1"), ("inv-5", "c-1")]
    {
        billing.issues(invoice, company, "100.00").await;
        app.passes(chrono::TimeDelta::minutes(1)).await;
    }
    let paid = json!({"payment": "pay-1", "invoice": "inv-4", "company": "c-1", "amount": "100.00", "currency": "KZT"});
    assert_eq!(billing.reports("payment.succeeded", paid).await["status"], "applied");
    assert_eq!(billing.reports("invoice.voided", json!({"invoice": "inv-5"})).await["status"], "applied");
    let page = support.opens("/admin/invoices").await;
    let link = |filter: &str, n: usize| {
        let links = between(&page, &format!(r#"href="/admin/invoices?which=open&#38;{filter}="#), "\"");
        format!("{filter}={}", links[n])
    };
    let (ann, bob) = (link("person", 0), link("person", 1));
    let company = link("company", 0);
    for (query, expected) in [
        ("".to_owned(), &["inv-1", "inv-2", "inv-3"][..]),
        ("sort=due-down".to_owned(), &["inv-3", "inv-2", "inv-1"]),
        ("which=overdue".to_owned(), &[]),
        // Everybody's others are read by nobody.
        ("which=paid".to_owned(), &["inv-1", "inv-2", "inv-3"]),
        (ann.clone(), &["inv-1", "inv-3"]),
        (bob, &["inv-2"]),
        (format!("{ann}&which=all"), &["inv-1", "inv-3", "inv-4", "inv-5"]),
        (format!("{ann}&which=paid"), &["inv-4"]),
        (format!("{ann}&which=voided"), &["inv-5"]),
        (format!("{company}&which=all&sort=due-down"), &["inv-5", "inv-4", "inv-1"]),
        ("q=ann&which=paid".to_owned(), &["inv-4"]),
        ("q=bob%40example.com".to_owned(), &["inv-2"]),
        ("q=nobody&which=all".to_owned(), &[]),
    ] {
        shows(&support, "/admin/invoices", &query, 1, expected).await;
    }
    for called in ["inv-2", "inv-4"] {
        let led = support.opens(&format!("/admin/invoices?q={called}")).await;
        assert!(led.status == 303 && support.opens(&led.to).await.has(called), "{called}: {}", led.text);
        let id = led.to.rsplit('/').next().unwrap();
        assert_eq!(support.opens(&format!("/admin/invoices?q={id}")).await.to, led.to);
    }
    for nobodys in ["person=x", "company=01981a3c-0000-7000-8000-000000000001"] {
        assert_eq!(support.opens(&format!("/admin/invoices?{nobodys}")).await.status, 404, "{nobodys}");
    }
    app.passes(chrono::TimeDelta::days(11)).await;
    support.signs_in("Boris Kim").await;
    shows(&support, "/admin/invoices", "which=overdue", 1, &["inv-1", "inv-2", "inv-3"]).await;
}

#[tokio::test]
async fn claims_and_batches_are_narrowed_by_their_cells() {
    let app = TestApp::start().await;
    let desk = Desk::open(&app).await;
    let dana = desk.finance("Dana Akhmetova").await;
    let (aigerim, saule) = (desk.earner("Aigerim Sadykova", "100").await, desk.earner("Saule Kim", "100").await);
    for (person, day, state) in [(&aigerim, 1, "open"), (&saule, 2, "open"), (&saule, 3, "rejected")] {
        let stored = "INSERT INTO claims (person_id, claim_id, key, program_id, invitee, invited_on, evidence, claimed_at, state,
                 decided_at, decided_by, reason)
             SELECT ?, gen_random_uuid(), gen_random_uuid(), program_id, 'x@y.example', '2026-04-01', '', c.at, c.state,
                 decided.at, decided.by, decided.reason
             FROM programs, (SELECT timestamptz '2026-04-01Z' + ? * interval '1 day' AS at, ?::text AS state) c
             LEFT JOIN LATERAL (SELECT c.at, gen_random_uuid() AS by, 'no' AS reason WHERE c.state <> 'open') decided ON true";
        let stored = async |tx: &Tx| -> Result<usize, Fault> {
            sql(stored)
                .bind::<diesel::sql_types::Uuid, _>(person.id.0)
                .bind::<diesel::sql_types::Integer, _>(day)
                .bind::<diesel::sql_types::Text, _>(state)
                .execute(tx)
                .await
        };
        assert_eq!(app.app.db.write(stored).await.unwrap(), 1);
    }
    let (aigerims, saules) = (format!("person={}", aigerim.id), format!("person={}", saule.id));
    for (query, expected) in [
        ("", &["Aigerim Sadykova", "Saule Kim"][..]),
        ("sort=newest", &["Saule Kim", "Aigerim Sadykova"]),
        ("which=all", &["Saule Kim", "Saule Kim", "Aigerim Sadykova"]),
        ("which=rejected", &["Saule Kim"]),
        ("which=approved", &[]),
        (aigerims.as_str(), &["Aigerim Sadykova"]),
        (&format!("{saules}&which=all&program=partners"), &["Saule Kim", "Saule Kim"]),
        ("q=saule&which=rejected", &["Saule Kim"]),
        ("q=kim&which=all&sort=oldest", &["Saule Kim", "Saule Kim"]),
    ] {
        shows(&dana, "/admin/claims", query, 2, expected).await;
    }
    let page = dana.opens("/admin/claims?which=rejected").await;
    let id = page.ids("/admin/claims/")[0];
    assert_eq!(dana.opens(&format!("/admin/claims?q={id}")).await.to, format!("/admin/claims/{id}"));
    assert_eq!(dana.opens("/admin/claims?program=none").await.status, 404);

    let stored = "INSERT INTO withdrawal_batches (batch_id, currency, method, cutoff_at, made_at, made_by, state, ended_at, ended_by, reference)
         SELECT gen_random_uuid(), b.currency, b.method, now(), b.at, p.person_id, b.state, b.ended_at,
                CASE WHEN b.ended_at IS NULL THEN NULL ELSE p.person_id END, b.reference
         FROM persons p, (VALUES ('UAH', 'iban', timestamptz '2026-04-01Z', 'final', timestamptz '2026-04-02Z', 'HB-77 a'),
             ('UAH', 'card', '2026-04-03Z', 'open', NULL, NULL), ('KZT', 'iban', '2026-04-04Z', 'undone', '2026-04-05Z', NULL))
             b (currency, method, at, state, ended_at, reference) WHERE p.name = 'Dana Akhmetova'";
    let done: Result<_, Fault> = app.app.db.write(async |tx| sql(stored).execute(tx).await).await;
    assert_eq!(done.unwrap(), 3);
    for (query, expected) in [
        ("", &["2026-04-04", "2026-04-03", "2026-04-01"][..]),
        ("sort=oldest", &["2026-04-01", "2026-04-03", "2026-04-04"]),
        ("state=undone", &["2026-04-04"]),
        ("of=UAH+iban", &["2026-04-01"]),
        ("q=hb-77", &["2026-04-01"]),
        ("q=hb_77", &[]),
        (&format!("by={}", dana.id), &["2026-04-04", "2026-04-03", "2026-04-01"]),
        (&format!("by={}", aigerim.id), &[]),
    ] {
        let days: Vec<String> = expected.iter().map(|day| format!("{day}T00:00:00+00:00")).collect();
        let days: Vec<&str> = days.iter().map(String::as_str).collect();
        shows(&dana, "/admin/batches", query, 3, &days).await;
    }
}

/// Looked at before they are taken back: nothing went out.
#[tokio::test]
async fn payouts_of_one_instant_are_read_page_by_page_either_way() {
    let app = TestApp::start().await;
    let desk = Desk::open(&app).await;
    for n in 0..7 {
        let company = json!({"company": format!("c-{n}"), "name": format!("Firm {n} LLP")});
        let data = json!({"person": format!("p-{n}"), "name": format!("Guest {n}"), "email": format!("g{n}@example.com"),
            "company": company});
        desk.reports("person.registered", data).await;
    }
    let seen = async |tx: &Tx| -> Result<(), Fault> {
        for stored in [
            "INSERT INTO payout_runs SELECT program_id, unit, at, gen_random_uuid(), at
             FROM programs, (VALUES ('cash', timestamptz '2026-03-15Z'), ('credit', '2026-04-01Z')) d (unit, at)",
            "INSERT INTO payouts SELECT p.person_id, gen_random_uuid(), r.program_id, r.unit, r.scheduled_at, 1, 'UAH', 1,
                 r.scheduled_at, r.scheduled_at FROM payout_runs r, persons p WHERE p.name LIKE 'Guest%'",
        ] {
            sql(stored).execute(tx).await?;
        }
        let read = async |wanted: &WantedPayouts| -> Result<Vec<(String, PayoutId)>, Fault> {
            let (mut read, mut wanted) = (Vec::new(), wanted.clone());
            loop {
                let page = withdrawals::payouts(tx, &wanted, 3).await?;
                read.extend(page.iter().map(|one| (one.scheduled_at.format("%d.%m").to_string(), one.id)));
                let Some(last) = page.last().filter(|_| page.len() == 3) else { return Ok(read) };
                wanted.after = Some(Mark { at: last.scheduled_at, id: last.id.0 });
            }
        };
        let all = WantedPayouts::default();
        let newest = read(&all).await?;
        let days: Vec<&str> = newest.iter().map(|(day, _)| day.as_str()).collect();
        assert_eq!(days, [["01.04"; 7], ["15.03"; 7]].concat());
        assert_eq!(newest.iter().collect::<BTreeSet<_>>().len(), 14, "each once");
        let mut oldest = read(&WantedPayouts { way: Way::Ascending, ..all.clone() }).await?;
        oldest.reverse();
        assert_eq!(oldest, newest);
        let cash = WantedPayouts { unit: Some("cash".parse().unwrap()), ..all.clone() };
        assert_eq!(read(&cash).await?, newest[7..]);
        let person = withdrawals::payouts(tx, &cash, 1).await?.remove(0).person;
        let of_one = WantedPayouts { people: Some(vec![person]), ..all };
        assert_eq!(read(&of_one).await?.len(), 2);
        Err(Fault::contradiction("taken back"))
    };
    let ended = app.app.db.write(seen).await.unwrap_err();
    assert!(ended.to_string().contains("taken back"), "{ended}");
}
