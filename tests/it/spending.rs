//! Bonuses on one's own invoices.

use crate::support::TestApp;
use crate::support::story::{Billing, Shown, Visitor, publish};
use serde_json::json;

/// A referrer with 40,500 available, a stranger, and billing.
async fn rich(app: &TestApp) -> (Visitor<'_>, Visitor<'_>, Billing<'_>) {
    publish(app).await;
    let aigerim = Visitor::registered(app, "Aigerim Sadykova", "Altyn Foods").await;
    let nurlan = Visitor::new(app);
    nurlan.opens(&aigerim.link().await).await;
    nurlan.registers("Nurlan Abenov", "Dala Trade LLP").await;
    let billing = Billing::new(app).await;
    billing.is_paid("pay_1", &nurlan.company().await, "405000.00").await;
    app.passes(chrono::TimeDelta::days(14)).await;
    aigerim.signs_in("Aigerim Sadykova").await;
    nurlan.signs_in("Nurlan Abenov").await;
    (aigerim, nurlan, billing)
}

async fn invoice(visitor: &Visitor<'_>, billing: &Billing<'_>, number: &str, amount: &str) -> String {
    billing.issues(number, &visitor.company().await, amount).await;
    let list = visitor.opens("/invoices").await;
    assert!(list.has(number));
    format!("/invoices/{}", list.ids("/invoices/")[0])
}

/// Sends the form of a page that was opened before.
async fn uses(visitor: &Visitor<'_>, path: &str, page: &Shown, amount: &str) -> Shown {
    let form = ["spend", "program", "most"].map(|name| (name, page.field(name)));
    let form: Vec<_> = form.into_iter().chain([("amount", amount)]).collect();
    visitor.sends(&format!("{path}/spends"), &form).await
}

#[tokio::test]
async fn part_of_an_invoice_is_paid_and_voiding_gives_it_back() {
    let app = TestApp::start().await;
    let (aigerim, nurlan, billing) = rich(&app).await;
    let path = invoice(&aigerim, &billing, "2026-0424", "90000.00").await;
    let page = aigerim.opens(&path).await;
    assert!(page.has("You have ₸40,500.00") && page.has("Up to ₸40,500.00 can be used here"));
    let done = uses(&aigerim, &path, &page, "15 000,50").await;
    assert_eq!((done.status, done.to.as_str()), (303, path.as_str()));
    let page = aigerim.opens(&path).await;
    assert!(page.has("The bonuses are used.") && page.has("−₸15,000.50") && page.has("₸74,999.50"));
    let statement = aigerim.opens("/statement").await;
    assert!(statement.has("Used on an invoice") && statement.has(&path) && statement.has("₸25,499.50"));

    assert_eq!(nurlan.opens(&path).await.status, 404, "another's invoice");
    assert_eq!(uses(&nurlan, &path, &page, "1").await.status, 404);
    let voided = billing.reports("invoice.voided", json!({"invoice": "2026-0424"})).await;
    assert_eq!(voided["status"], "applied");
    let page = aigerim.opens(&path).await;
    assert!(page.has(">voided<") && page.has("returned"));
    let statement = aigerim.opens("/statement").await;
    assert!(statement.has("Returned from an invoice") && statement.has("₸40,500.00"));
}

#[tokio::test]
async fn the_same_form_sent_twice_spends_once() {
    let app = TestApp::start().await;
    let (aigerim, _, billing) = rich(&app).await;
    let path = invoice(&aigerim, &billing, "2026-0424", "90000.00").await;
    let page = aigerim.opens(&path).await;
    let (one, other) = tokio::join!(uses(&aigerim, &path, &page, "10000"), uses(&aigerim, &path, &page, "10000"));
    assert_eq!((one.status, other.status), (303, 303));
    assert_eq!(uses(&aigerim, &path, &page, "10000").await.status, 303);
    let otherwise = uses(&aigerim, &path, &page, "20000").await;
    assert!(otherwise.status == 422 && otherwise.has("This form was sent before"), "{}", otherwise.text);
    let page = aigerim.opens(&path).await;
    assert!(page.has("₸80,000.00") && page.has("You have ₸30,500.00"));
}

#[tokio::test]
async fn two_persons_forms_with_the_same_id_are_two_spends() {
    let app = TestApp::start().await;
    let (aigerim, nurlan, billing) = rich(&app).await;
    let third = Visitor::new(&app);
    third.opens(&nurlan.link().await).await;
    third.registers("Saule Kim", "Kim LLP").await;
    billing.is_paid("pay_2", &third.company().await, "405000.00").await;
    app.passes(chrono::TimeDelta::days(14)).await;
    aigerim.signs_in("Aigerim Sadykova").await;
    nurlan.signs_in("Nurlan Abenov").await;
    let first = invoice(&aigerim, &billing, "2026-0424", "90000.00").await;
    let second = invoice(&nurlan, &billing, "2026-0425", "90000.00").await;
    let page = aigerim.opens(&first).await;
    assert_eq!(uses(&aigerim, &first, &page, "10000").await.status, 303);
    for _ in 0..2 {
        let done = uses(&nurlan, &second, &page, "20000").await;
        assert_eq!((done.status, done.to.as_str()), (303, second.as_str()), "{}", done.text);
    }
    assert!(aigerim.opens(&first).await.has("₸80,000.00") && nurlan.opens(&second).await.has("₸70,000.00"));
    let report = beckon::audit::audit(&app.app.db, None).await.unwrap();
    assert!(report.ok, "{:?}", report.differences);
}

#[tokio::test]
async fn of_two_tabs_that_spend_the_same_bonuses_one_is_told_so() {
    let app = TestApp::start().await;
    let (aigerim, _, billing) = rich(&app).await;
    let path = invoice(&aigerim, &billing, "2026-0424", "90000.00").await;
    let (one, other) = (aigerim.opens(&path).await, aigerim.opens(&path).await);
    assert_ne!(one.field("spend"), other.field("spend"));
    let (one, other) = tokio::join!(uses(&aigerim, &path, &one, "40500"), uses(&aigerim, &path, &other, "40500"));
    let mut statuses = [one.status, other.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 422]);
    let loser = if one.status == 422 { one } else { other };
    assert!(loser.has("Your bonuses were just used elsewhere."));
    let page = aigerim.opens(&path).await;
    assert!(page.has("₸49,500.00") && page.field("spend").is_empty(), "nothing is left to use");
}

#[tokio::test]
async fn amounts_that_cannot_be_used_are_refused_on_the_same_page() {
    let app = TestApp::start().await;
    let (aigerim, _, billing) = rich(&app).await;
    let path = invoice(&aigerim, &billing, "2026-0424", "30000.00").await;
    for (typed, says) in [
        ("", "Type an amount"),
        ("abc", "Type an amount"),
        ("0", "above zero"),
        ("-5", "above zero"),
        ("0.001", "Type an amount"),
        ("30000.01", "At most ₸30,000.00"),
        ("40500", "At most ₸30,000.00"),
    ] {
        let page = aigerim.opens(&path).await;
        let refused = uses(&aigerim, &path, &page, typed).await;
        assert!(refused.status == 422 && refused.has(says), "{typed}: {}", refused.status);
    }
    let page = aigerim.opens(&path).await;
    let form = ["spend", "program", "most"].map(|name| (name, page.field(name)));
    let form: Vec<_> = form.into_iter().chain([("amount", ""), ("all", "yes")]).collect();
    assert_eq!(aigerim.sends(&format!("{path}/spends"), &form).await.status, 303);
    let page = aigerim.opens(&path).await;
    assert!(page.has(">paid<") && page.field("spend").is_empty());
    assert_eq!(uses(&aigerim, &path, &page, "1").await.status, 422, "without a spend's id nothing is spent");
}

#[tokio::test]
async fn the_books_are_whole_after_all_that() {
    let app = TestApp::start().await;
    let (aigerim, _, billing) = rich(&app).await;
    let path = invoice(&aigerim, &billing, "2026-0424", "90000.00").await;
    let page = aigerim.opens(&path).await;
    assert_eq!(uses(&aigerim, &path, &page, "15000").await.status, 303);
    let report = beckon::audit::audit(&app.app.db, None).await.unwrap();
    assert!(report.ok, "{:?}", report.differences);
    assert_eq!((report.programs[0].available.as_str(), report.programs[0].spent.as_str()), ("25500.00", "15000.00"));
}
