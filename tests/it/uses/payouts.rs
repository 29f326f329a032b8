//! What is available goes out by itself.

use super::*;
use crate::billing::staff;
use beckon::people::Role;
use beckon::withdrawals;
use chrono::TimeDelta;

const MONTHLY: &str = "[use.cash]\npayout = { every = \"month\", day = 15, minimum = \"400.00\", days = 5 }";
const PAID: [&str; 2] = ["withdrawal_requested", "withdrawal_paid"];

/// Tests begin on 10 April, at half past nine.
#[tokio::test]
async fn on_the_fifteenth_what_reaches_the_minimum_goes_out_once() {
    let app = TestApp::start().await;
    let (ann, billing) = earned(&app, &terms("cash", MONTHLY)).await;
    app.passes_days(4).await;
    assert_eq!(held(&app).await, ["cash available 405.00"]);
    app.passes(TimeDelta::days(1)).await;
    app.works_jobs().await;
    assert_eq!(held(&app).await, Vec::<String>::new());
    let at = "405.00 2026-04-15 00:00:00 UTC";
    assert_eq!(posted(&app, &PAID).await, [format!("withdrawal_requested {at}"), format!("withdrawal_paid {at}")]);
    ann.signs_in("Ann Bell").await;
    let page = ann.opens("/withdrawals").await;
    assert!(page.has("₸405.00") && page.has("15 Apr"), "{}", page.text);
    // 399.90 does not reach the minimum; the month after, with 0.10 more, it does.
    let bobs = company_of(&app).await;
    billing.is_paid("pay_2", &bobs, "3999.00").await;
    app.passes(TimeDelta::days(30)).await;
    assert_eq!(held(&app).await, ["cash available 399.90"]);
    billing.is_paid("pay_3", &bobs, "1.00").await;
    app.passes(TimeDelta::days(31)).await;
    assert_eq!(posted(&app, &PAID[1..]).await[1..], ["withdrawal_paid 400.00 2026-06-15 00:00:00 UTC"]);
    is_whole(&app).await;
}

/// Nobody was there from April to July: each instant gets what was there at it, and nothing twice.
#[tokio::test]
async fn after_downtime_each_instant_is_made_up_for_as_of_itself() {
    let app = TestApp::start().await;
    let (_, billing) = earned(&app, &terms("cash", MONTHLY)).await;
    let bobs = company_of(&app).await;
    for (days, payment, amount) in [(30, "pay_2", "5000.00"), (30, "pay_3", "1000.00"), (35, "pay_4", "9000.00")] {
        app.app.clock.advance(TimeDelta::days(days)).unwrap();
        billing.is_paid(payment, &bobs, amount).await;
    }
    // 405 by 15 April, 500 more by 15 May; 100 more by 15 June is too little; the 900 came on 14 July, and are for the 15th.
    app.works_jobs().await;
    let paid = posted(&app, &PAID[1..]).await;
    let expected = ["withdrawal_paid 405.00 2026-04-15 00:00:00 UTC", "withdrawal_paid 500.00 2026-05-15 00:00:00 UTC"];
    assert_eq!(paid, expected);
    assert_eq!(held(&app).await, ["cash available 1000.00"]);
    is_whole(&app).await;
    app.passes(TimeDelta::days(1)).await;
    assert_eq!(held(&app).await, Vec::<String>::new());
    let support = staff(&app, "Boris Kim", Role::Support).await;
    for (query, days) in [
        ("", &["2026-07-15", "2026-05-15", "2026-04-15"][..]),
        ("sort=oldest&unit=cash&program=gain", &["2026-04-15", "2026-05-15", "2026-07-15"]),
        ("q=ann", &["2026-07-15", "2026-05-15", "2026-04-15"]),
        ("q=bob", &[]),
        ("unit=credit", &[]),
    ] {
        let page = support.opens(&format!("/admin/payouts?{query}")).await;
        assert_eq!(page.text.matches("<tr><td class=\"who\">").count(), days.len(), "{query}: {}", page.text);
        let file = String::from_utf8(support.downloads(&format!("/admin/payouts.csv?{query}")).await).unwrap();
        let went: Vec<&str> = file.lines().skip(1).map(|line| &line.split(',').nth(7).unwrap()[..10]).collect();
        assert_eq!(went, days, "{query}");
    }
    assert_eq!(support.opens("/admin/payouts?program=none").await.status, 404);
}

/// What was used since is not there to go out.
#[tokio::test]
async fn a_late_payout_takes_no_more_than_is_left() {
    let app = TestApp::start().await;
    let uses = "[use.cash]\nspend = true\npayout = { every = \"14 days\" }";
    let (ann, billing) = earned(&app, &terms("cash", uses)).await;
    app.app.clock.advance(TimeDelta::days(14) + TimeDelta::hours(2)).unwrap();
    ann.signs_in("Ann Bell").await;
    let company = ann.company().await;
    billing.issues("2026-1", &company, "300.00").await;
    assert_eq!(super::invoices::uses_all(&ann).await.status, 303);
    app.works_jobs().await;
    assert_eq!(posted(&app, &PAID[1..]).await, ["withdrawal_paid 105.00 2026-04-24 09:30:00 UTC"]);
    is_whole(&app).await;
}

/// Two processes work the same payout: each person is paid once.
#[tokio::test]
async fn two_processes_pay_once() {
    let app = TestApp::start().await;
    earned(&app, &terms("cash", MONTHLY)).await;
    app.app.clock.advance(TimeDelta::days(6)).unwrap();
    let other = app.second_process();
    let (one, two) = tokio::join!(withdrawals::pay_out_due(&app.app.db), withdrawals::pay_out_due(&other.db));
    assert_eq!(one.unwrap() + two.unwrap(), 1);
    assert_eq!(posted(&app, &PAID).await.len(), 2);
}
