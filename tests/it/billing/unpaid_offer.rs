//! What an offer took off an invoice is lost when that is not paid by its due date and within the invitee's window.
use super::{Customer, NOTHING, records, sells, staff};
use crate::support::TestApp;
use crate::support::sender::publish;
use crate::support::story::{Billing, Visitor};
use beckon::people::Role;
use chrono::TimeDelta;

/// 30 days from the registration on 10 April: until 10 May. An invoice of that day is due on the 20th of April.
const TERMS: &str = r#"
program = "club"
name = "Club"
currency = "KZT"
time_zone = "UTC"

[attribution]
parameters = ["ref"]

[[offer]]
percent = "10 %"
products = ["standard"]
window_days = 30

[[reward]]
id = "bonus"
on = "payment"
to = "referrer"
give = "10 %"
exclude = ["discounted_line"]
hold_days = 14
as = "credit"
refund = "proportional"

[use.credit]
pays = ["plan", "service"]
"#;

/// A member of staff, the plan `standard` of 100 tenge a month, due in ten days, and the link of somebody who invites.
async fn club(app: &TestApp) -> (Visitor<'_>, String, String) {
    publish(app, TERMS).await;
    let admin = staff(app, "Dana Ospanova", Role::Admin).await;
    let plan = sells(&admin, "plan", "standard", "100", ("0", "10")).await;
    let link = Visitor::registered(app, "Bolat", "Bolat LLP").await.link().await;
    (admin, plan, link)
}

/// What was paid and what it earned, oldest first: `90: 0 discounted of 0`.
async fn receipts(customer: &Customer<'_>) -> Vec<String> {
    let text = "SELECT trim_scale(p.amount) || ': ' || trim_scale(r.amount) || ' ' || r.reason || ' of '
               || trim_scale((r.detail->'base'->>'amount')::numeric) AS said
         FROM payments p JOIN receipts r ON r.event_id = p.event_id WHERE p.company_id::text = ? ORDER BY p.payment_id";
    customer.said(text).await
}

/// The facts of the log about its invoices' prices, with their instants: `2026-05-10`, `restored`.
async fn repriced(customer: &Customer<'_>) -> Vec<String> {
    let text = "SELECT coalesce('restored' || left(e.body->'data'->>'restored', 0), to_char(e.happened_at, 'YYYY-MM-DD')) AS said
         FROM events e JOIN companies c USING (person_id)
         WHERE e.type = 'invoice.repriced' AND c.company_id::text = ? ORDER BY e.applied_order";
    customer.said(text).await
}

async fn enters(visitor: &Visitor<'_>, invoice: &str, amount: &str, date: &str) {
    let page = visitor.opens(&format!("/admin/invoices/{invoice}")).await;
    let form = [("payment", page.field("payment")), ("amount", amount), ("date", date), ("reference", "Late")];
    assert_eq!(visitor.sends(&format!("/admin/invoices/{invoice}/payments"), &form).await.status, 303);
}

#[tokio::test]
async fn unpaid_past_its_due_date_and_the_window_the_price_is_without_the_offer() {
    let app = TestApp::start().await;
    let (admin, plan, link) = club(&app).await;
    let anna = Customer::by(&app, &link, "Anna").await;
    anna.chooses(&plan).await;
    let carl = Customer::by(&app, &link, "Carl").await;
    carl.chooses(&plan).await;
    assert_eq!(anna.invoices().await, ["2026-04-10 90"]);
    let (invoice, carls) = (anna.newest().await, carl.newest().await);
    for path in [format!("/invoices/{invoice}"), "/invitation".to_owned()] {
        let page = anna.visitor.opens(&path).await;
        assert!(page.has("holds until") && page.has("10 May") && page.has("₸100.00"), "{path}: {}", page.text);
    }
    // Past due, while the window is open.
    app.passes_days(12).await;
    admin.signs_in("Dana Ospanova").await;
    let seen = admin.opens(&format!("/admin/invoices/{invoice}")).await;
    assert!(seen.has("holds until") && seen.has("10 May") && seen.has("₸100.00"), "{}", seen.text);
    assert_eq!(records(&admin, &app, &carls, "90").await.status, 303);
    app.passes_days(10).await;
    assert_eq!((anna.invoices().await, repriced(&anna).await), (vec!["2026-04-10 90".into()], vec![]));
    app.passes_days(9).await;
    assert_eq!(anna.invoices().await, ["2026-04-10 100"], "10 May is over");
    assert_eq!(repriced(&anna).await, ["2026-05-10"]);
    assert_eq!(carl.invoices().await[0], "2026-04-10 90", "what is paid stays so");
    anna.comes("Anna").await;
    for path in [format!("/invoices/{invoice}"), "/invitation".to_owned()] {
        let page = anna.visitor.opens(&path).await;
        assert!(page.has("The price has changed") && !page.has("holds until"), "{path}: {}", page.text);
    }
    admin.signs_in("Dana Ospanova").await;
    assert!(admin.opens(&format!("/admin/invoices/{invoice}")).await.has("The price has changed"));
    assert_eq!(records(&admin, &app, &invoice, "100").await.status, 303);
    assert_eq!(receipts(&anna).await, ["100: 10 granted of 100"]);
    assert_eq!(receipts(&carl).await, ["90: 0 nothing_counts of 0"]);
    app.passes_days(2).await;
    assert_eq!(anna.invoices().await, ["2026-04-10 100"]);
}

#[tokio::test]
async fn what_was_paid_in_part_stays_paid_and_what_came_in_time_restores_the_price() {
    let app = TestApp::start().await;
    let (admin, plan, link) = club(&app).await;
    let mut customers = Vec::new();
    for name in ["Dora", "Emma", "Fred"] {
        let customer = Customer::by(&app, &link, name).await;
        customer.chooses(&plan).await;
        customers.push((customer.newest().await, customer));
    }
    let [(doras, dora), (emmas, emma), (freds, fred)] = &customers[..] else { panic!() };
    assert_eq!(records(&admin, &app, emmas, "40").await.status, 303);
    assert_eq!(admin.sends(&format!("/admin/invoices/{freds}/voiding"), NOTHING).await.status, 303);
    app.passes(TimeDelta::days(31)).await;
    assert_eq!(dora.invoices().await, ["2026-04-10 100"]);
    assert_eq!((fred.invoices().await.remove(0), repriced(fred).await), ("2026-04-10 90".into(), vec![]));
    admin.signs_in("Dana Ospanova").await;
    let page = admin.opens(&format!("/admin/invoices/{emmas}")).await;
    assert_eq!(page.field("amount"), "60.00", "of 100, where 50 of 90 were left");
    enters(&admin, doras, "90", "2026-05-09").await;
    enters(&admin, emmas, "60", "2026-05-11").await;
    app.passes(TimeDelta::minutes(2)).await;
    assert_eq!(
        (dora.invoices().await, emma.invoices().await),
        (vec!["2026-04-10 90".into()], vec!["2026-04-10 100".into()])
    );
    assert_eq!(
        (repriced(dora).await, repriced(emma).await),
        (vec!["2026-05-10".into(), "restored".into()], vec!["2026-05-10".into()])
    );
    assert!(admin.opens(&format!("/admin/invoices/{doras}")).await.has("the invoice is paid"));
    assert_eq!(receipts(dora).await, ["90: 0 nothing_counts of 0"], "paid with the discount");
    let expected = ["40: 0 nothing_counts of 0", "60: 6 granted of 60"];
    assert_eq!(receipts(emma).await, expected, "only what was paid after it was repriced counts");
}

#[tokio::test]
async fn what_others_issue_keeps_the_price_that_they_told() {
    let app = TestApp::start().await;
    let (_, _, link) = club(&app).await;
    let gulnara = Customer::by(&app, &link, "Gulnara").await;
    let billing = Billing::new(&app).await;
    billing.issues("i-1", &gulnara.visitor.company().await, "100").await;
    assert_eq!(gulnara.invoices().await, ["2026-04-10 90"]);
    assert!(!gulnara.visitor.opens("/invitation").await.has("holds until"));
    app.passes(TimeDelta::days(40)).await;
    assert_eq!((gulnara.invoices().await, repriced(&gulnara).await), (vec!["2026-04-10 90".into()], vec![]));
}
