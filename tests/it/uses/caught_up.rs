//! What time brought since the job last ran is there for whoever uses what they have.

use super::*;
use crate::people::payout::all_had_details;
use chrono::TimeDelta;

/// 50.00 two days after a friend registered at 9:30.
fn by_time(given: &str, uses: &str) -> String {
    format!(
        "program = \"gain\"\nname = \"Gain\"\ncurrency = \"KZT\"\ntime_zone = \"UTC\"\n\
         [[reward]]\non = {{ tenure_days = 2 }}\nto = \"referrer\"\ngive = \"50.00\"\nas = \"{given}\"\n{uses}\n"
    )
}

/// It is ten o'clock on the second day; the jobs ran last at nine.
async fn waits<'a>(app: &'a TestApp, terms: &str) -> Visitor<'a> {
    publish(app, terms).await;
    let ann = Visitor::registered(app, "Ann Bell", "Acme").await;
    let bob = Visitor::new(app);
    bob.opens(&ann.link().await).await;
    bob.registers("Bob Cole", "Bobs").await;
    app.passes(TimeDelta::days(1)).await;
    app.passes(TimeDelta::minutes(23 * 60 + 30)).await;
    let billing = Billing::new(app).await;
    billing.issues("2026-1", &ann.company().await, "100.00").await;
    app.app.clock.advance(TimeDelta::hours(1)).unwrap();
    assert_eq!(held(app).await, Vec::<String>::new());
    ann
}

const ID: &str = "019d76ba-15c0-7000-8000-000000000001";

#[tokio::test]
async fn a_spend_finds_what_was_earned_an_hour_ago() {
    let app = TestApp::start().await;
    let ann = waits(&app, &by_time("credit", "")).await;
    let list = ann.opens("/invoices").await;
    let path = format!("/invoices/{}/spends", list.ids("/invoices/")[0]);
    let form = |amount: &'static str| [("spend", ID), ("program", "gain"), ("amount", amount), ("most", "50.00")];
    let refused = ann.sends(&path, &form("50.01")).await;
    assert!(refused.status == 422 && refused.has("₸50.00"), "{}", refused.text);
    assert_eq!(ann.sends(&path, &form("50.00")).await.status, 303);
    assert_eq!(held(&app).await, Vec::<String>::new(), "all of it is spent");
    is_whole(&app).await;
}

#[tokio::test]
async fn a_request_and_a_conversion_find_it_too() {
    let uses = "[use.cash]\nconvert = { to = \"credit\" }\nwithdraw = { minimum = \"10.00\", methods = [\"card\"] }";
    let app = TestApp::start().await;
    let ann = waits(&app, &by_time("cash", uses)).await;
    all_had_details(&app).await;
    let form = [("withdrawal", ID), ("program", "gain"), ("amount", "20.00"), ("method", "card")];
    let done = ann.sends("/withdrawals", &form).await;
    assert_eq!(done.status, 303, "{}", done.text);
    assert_eq!(held(&app).await, ["cash available 30.00", "cash withdrawing 20.00"]);
    is_whole(&app).await;
    let app = TestApp::start().await;
    let ann = waits(&app, &by_time("cash", uses)).await;
    let done =
        ann.sends("/withdrawals/conversions", &[("conversion", ID), ("program", "gain"), ("cash", "20.00")]).await;
    assert_eq!(done.status, 303, "{}", done.text);
    assert_eq!(held(&app).await, ["cash available 30.00", "credit available 20.00"]);
    is_whole(&app).await;
}
