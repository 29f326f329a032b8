//! Downtime, several processes, the monthly run, and what is told late.
use super::{Customer, NOTHING, records, sells, staff};
use crate::support::TestApp;
use crate::support::months::TERMS;
use crate::support::sender::{Sender, publish};
use beckon::charging;
use beckon::db::Fault;
use beckon::people::{self, Role};
use chrono::TimeDelta;
use serde_json::json;
use uuid::Uuid;

/// A customer who began a plan of 100 tenge a month and paid the first invoice, issued on 10 April.
async fn subscribed<'a>(app: &'a TestApp) -> (Customer<'a>, String) {
    let admin = staff(app, "Dana Ospanova", Role::Admin).await;
    let plan = sells(&admin, "plan", "standard", "100", ("0", "10")).await;
    let anna = Customer::new(app, "Anna").await;
    let path = anna.chooses(&plan).await;
    assert_eq!(anna.invoices().await, ["2026-04-10 100"], "without a trial it is billed at once");
    assert_eq!(records(&admin, app, &anna.newest().await, "100").await.status, 303);
    (anna, path)
}

#[tokio::test]
async fn what_was_missed_is_made_up_for_as_of_its_instants() {
    let app = TestApp::start().await;
    let (anna, _) = subscribed(&app).await;
    app.passes(TimeDelta::days(80)).await;
    assert_eq!(anna.invoices().await, ["2026-04-10 100", "2026-05-10 100"]);
    let expected = [
        "2026-04-10 active 2026-05-10",
        "2026-05-10 active 2026-06-10",
        "2026-05-20 past_due 2026-06-10",
        "2026-06-10 expired",
    ];
    assert_eq!(anna.statuses().await, expected, "debt is not added to debt");
    app.passes(TimeDelta::days(40)).await;
    assert_eq!(anna.statuses().await, expected, "what ended stays so");
}

#[tokio::test]
async fn two_processes_at_once_charge_once() {
    let app = TestApp::start().await;
    let (anna, _) = subscribed(&app).await;
    let admin = staff(&app, "Second Admin", Role::Admin).await;
    let plan = sells(&admin, "plan", "office", "30", ("0", "90")).await;
    anna.chooses(&plan).await;
    app.app.clock.advance(TimeDelta::days(62)).unwrap();
    let other = app.second_process();
    let now = app.now();
    let (one, two, three) = tokio::join!(
        charging::pass(&app.app.db, now),
        charging::pass(&other.db, now),
        charging::pass(&app.app.db, now)
    );
    for passed in [one, two, three] {
        passed.unwrap();
    }
    let expected = ["2026-04-10 100", "2026-04-10 30", "2026-05-10 100", "2026-05-10 30", "2026-06-10 30"];
    let mut issued = anna.invoices().await;
    issued.sort();
    assert_eq!(issued, expected);
}

/// Somebody whom the customer invited, with a paid subscription, as a billing system tells of them.
async fn befriends(app: &TestApp, billing: &Sender<'_>, program: &str, name: &str) {
    let email = "anna@example.kz".to_owned();
    let known: Result<_, Fault> =
        app.app.db.read(async |conn| people::known_emails(conn, std::slice::from_ref(&email)).await).await;
    let referrer = known.unwrap()[&email].to_string();
    let came = json!({"person": name, "email": format!("{name}@customer.example"), "program": program,
        "referrer": referrer, "company": {"company": name, "name": name}});
    let currency = if program == "free-months" { "GBP" } else { "USD" };
    let begun = json!({"subscription": name, "company": name, "product": "standard"});
    let paid = json!({"payment": name, "company": name, "amount": "100", "currency": currency});
    for (kind, data) in [("person.registered", came), ("subscription.started", begun), ("payment.succeeded", paid)] {
        billing.says(kind, data).await.applied();
    }
}

async fn invites_five(app: &TestApp) {
    let billing = Sender::named(app, "billing").await;
    for n in 0..5 {
        befriends(app, &billing, "company-discounts", &format!("i{n}")).await;
    }
}

#[tokio::test]
async fn the_discount_of_the_28th_is_used_by_the_next_invoice() {
    let app = TestApp::start().await;
    publish(&app, TERMS).await;
    let (anna, _) = subscribed(&app).await;
    invites_five(&app).await;
    assert!(anna.says_it_saves("5.00 on the charge of 10 May").await, "the run is on 28 April");
    app.passes_days(19).await;
    anna.comes("Anna").await;
    assert!(anna.says_it_saves("5.00 on the charge of 10 June").await, "that of 10 May is before the run of 28 May");
    app.passes_days(12).await;
    assert_eq!(anna.invoices().await, ["2026-04-10 100", "2026-05-10 95"]);
    anna.comes("Anna").await;
    let page = anna.visitor.opens(&format!("/invoices/{}", anna.newest().await)).await;
    assert!(page.has("Active Referrals: 5% off") && page.has("−₸5.00"), "{}", page.text);
    // Unpaid when the next run comes: nothing for June, and the subscription ends.
    app.passes_days(40).await;
    assert_eq!(anna.invoices().await, ["2026-04-10 100", "2026-05-10 95"]);
}

#[tokio::test]
async fn after_downtime_no_invoice_overtakes_the_run_and_no_run_overtakes_an_invoice() {
    let app = TestApp::start().await;
    publish(&app, TERMS).await;
    let (anna, _) = subscribed(&app).await;
    invites_five(&app).await;
    // Down over the run of April, the invoice of 10 May, its due date, and the run of May, which it blocks.
    app.passes(TimeDelta::days(55)).await;
    assert_eq!(anna.invoices().await, ["2026-04-10 100", "2026-05-10 95"]);
    let admin = crate::support::story::Visitor::new(&app);
    admin.signs_in("Dana Ospanova").await;
    anna.comes("Anna").await;
    assert_eq!(records(&admin, &app, &anna.newest().await, "95").await.status, 303);
    app.passes(TimeDelta::days(7)).await;
    let expected = ["2026-04-10 100", "2026-05-10 95", "2026-06-10 100"];
    assert_eq!(anna.invoices().await, expected, "blocked on 28 May");
    assert_eq!(anna.statuses().await.last().map(String::as_str), Some("2026-06-10 active 2026-07-10"));
}

#[tokio::test]
async fn a_free_month_moves_the_next_charge() {
    let app = TestApp::start().await;
    publish(&app, include_str!("../../../programs/free-months.toml")).await;
    let (anna, _) = subscribed(&app).await;
    app.passes_days(5).await;
    let billing = Sender::named(&app, "billing").await;
    befriends(&app, &billing, "free-months", "friend").await;
    app.passes_days(26).await;
    let admin = crate::support::story::Visitor::new(&app);
    admin.signs_in("Dana Ospanova").await;
    anna.comes("Anna").await;
    assert_eq!(records(&admin, &app, &anna.newest().await, "100").await.status, 303);
    app.passes_days(60).await;
    let expected = ["2026-04-10 100", "2026-05-10 100", "2026-07-10 100"];
    assert_eq!(anna.invoices().await, expected, "thirty days after the friend's payment June is free");
}

#[tokio::test]
async fn money_that_is_told_late_counts_from_when_it_came() {
    let app = TestApp::start().await;
    let (anna, _) = subscribed(&app).await;
    app.passes_days(44).await;
    assert_eq!(anna.statuses().await.last().unwrap(), "2026-05-20 past_due 2026-06-10");
    let admin = crate::support::story::Visitor::new(&app);
    admin.signs_in("Dana Ospanova").await;
    anna.comes("Anna").await;
    let invoice = anna.newest().await;
    let page = admin.opens(&format!("/admin/invoices/{invoice}")).await;
    let form = [("payment", page.field("payment")), ("amount", "100"), ("date", "2026-05-15"), ("reference", "Late")];
    assert_eq!(admin.sends(&format!("/admin/invoices/{invoice}/payments"), &form).await.status, 303);
    app.passes_days(1).await;
    assert_eq!(anna.statuses().await.last().unwrap(), "2026-05-20 active 2026-06-10", "it never was past due");
}

#[tokio::test]
async fn the_api_pays_what_beckon_issued() {
    let app = TestApp::start().await;
    let (anna, _) = subscribed(&app).await;
    app.passes_days(30).await;
    anna.comes("Anna").await;
    let (invoice, company) = (anna.newest().await, anna.visitor.company().await);
    let admin = crate::support::story::Visitor::new(&app);
    admin.signs_in("Dana Ospanova").await;
    let page = admin.opens(&format!("/admin/invoices/{invoice}")).await;
    let name = page.text.split(r#"<dd class="code small">"#).nth(1).unwrap().split('<').next().unwrap();
    let billing = Sender::named(&app, "billing").await;
    let paid = json!({"payment": "p-1", "company": company, "invoice": name, "amount": "100", "currency": "KZT"});
    billing.says("payment.succeeded", paid).await.applied();
    app.passes_days(12).await;
    assert_eq!(anna.statuses().await.last().unwrap(), "2026-05-10 active 2026-06-10", "paid in time");
}

#[tokio::test]
async fn a_plan_changes_and_ends_with_the_next_charge() {
    let app = TestApp::start().await;
    let (anna, path) = subscribed(&app).await;
    let admin = crate::support::story::Visitor::new(&app);
    admin.signs_in("Dana Ospanova").await;
    let dear = sells(&admin, "plan", "business", "250", ("14", "10")).await;
    anna.does(&format!("{path}/plan"), &[("product", &dear)]).await;
    assert!(anna.visitor.opens("/plans").await.has("From the next charge on: business, ₸250.00 a month."));
    anna.does(&format!("{path}/cancellation"), &[]).await;
    let page = anna.visitor.opens("/plans").await;
    assert!(!page.has("From the next charge on: business"));
    anna.does(&format!("{path}/continuation"), &[]).await;
    anna.does(&format!("{path}/plan"), &[("product", &dear)]).await;
    app.passes_days(30).await;
    assert_eq!(anna.invoices().await, ["2026-04-10 100", "2026-05-10 250"], "an upgrade has no trial");
}

#[tokio::test]
async fn prices_hold_for_those_for_whom_they_are_set() {
    let app = TestApp::start().await;
    let (anna, _) = subscribed(&app).await;
    let admin = crate::support::story::Visitor::new(&app);
    admin.signs_in("Dana Ospanova").await;
    let list = admin.opens("/admin/products").await;
    let product = list.ids("/admin/products/")[0].to_owned();
    let prices = format!("/admin/products/{product}/prices");
    app.passes(TimeDelta::minutes(1)).await;
    let sent = admin.sends(&prices, &[("price", "120"), ("from", "2026-04-10")]).await;
    assert_eq!(sent.status, 303, "{}", sent.text);
    let berik = Customer::new(&app, "Berik").await;
    berik.chooses(&product).await;
    assert_eq!(berik.invoices().await, ["2026-04-10 120"]);
    let for_all = [("price", "110"), ("from", "2026-06-01"), ("for_running", "yes")];
    assert_eq!(admin.sends(&prices, &for_all).await.status, 303);
    for (days, expected) in [(31, "2026-05-10 100"), (31, "2026-06-10 110")] {
        app.passes_days(days).await;
        anna.comes("Anna").await;
        admin.signs_in("Dana Ospanova").await;
        assert_eq!(anna.invoices().await.last().unwrap(), expected);
        let amount = expected.rsplit(' ').next().unwrap();
        assert_eq!(records(&admin, &app, &anna.newest().await, amount).await.status, 303);
    }
}

#[tokio::test]
async fn what_cannot_be_chosen_is_refused_in_words() {
    let app = TestApp::start().await;
    let (anna, path) = subscribed(&app).await;
    let admin = crate::support::story::Visitor::new(&app);
    admin.signs_in("Dana Ospanova").await;
    let products = admin.opens("/admin/products").await;
    let own = products.ids("/admin/products/")[0].to_owned();
    let closed = sells(&admin, "plan", "closed", "1", ("0", "10")).await;
    assert_eq!(admin.sends(&format!("/admin/products/{closed}/closing"), NOTHING).await.status, 303);
    let scan = sells(&admin, "service", "scan", "1", ("0", "10")).await;
    for (product, says) in [
        ("", "Choose one from the list."),
        ("nonsense", "Choose one from the list."),
        (own.as_str(), "The company has this plan already."),
        (closed.as_str(), "This is not offered any more."),
        (scan.as_str(), "This is not offered any more."),
    ] {
        let refused = anna.tries(product).await;
        assert!(refused.status == 422 && refused.has(says), "{product}: {} {}", refused.status, refused.text);
    }
    let refused = anna.visitor.sends(&format!("{path}/additions"), &[("addition", "x"), ("product", &scan)]).await;
    assert_eq!(refused.status, 422, "a form without its id");
    let addition = Uuid::new_v4().to_string();
    let form = [("addition", addition.as_str()), ("product", own.as_str())];
    assert!(anna.visitor.sends(&format!("{path}/additions"), &form).await.has("This is not offered any more."));
    anna.does(&format!("{path}/cancellation"), &[]).await;
    let form = [("addition", addition.as_str()), ("product", scan.as_str())];
    assert!(anna.visitor.sends(&format!("{path}/additions"), &form).await.has("Keep it first"));
    app.passes_days(31).await;
    anna.comes("Anna").await;
    assert!(anna.visitor.sends(&format!("{path}/cancellation"), NOTHING).await.has("This plan has ended."));

    let berik = Customer::new(&app, "Berik").await;
    let strange = [("subscription", addition.as_str()), ("company", &anna.company), ("product", &own)];
    assert_eq!(berik.visitor.sends("/plans/subscriptions", &strange).await.status, 404, "another's company");
    assert_eq!(berik.visitor.sends(&format!("{path}/cancellation"), NOTHING).await.status, 404);
}

#[tokio::test]
async fn a_form_sent_twice_begins_one_plan_and_a_trial_is_had_once() {
    let app = TestApp::start().await;
    let admin = staff(&app, "Dana Ospanova", Role::Admin).await;
    let plan = sells(&admin, "plan", "trial", "100", ("14", "10")).await;
    let another = sells(&admin, "plan", "another", "200", ("0", "10")).await;
    let anna = Customer::new(&app, "Anna").await;
    let page = anna.visitor.opens("/plans").await;
    assert!(page.has("first 14 days free"));
    let form = ["subscription", "company"].map(|name| (name, page.field(name)));
    let form: Vec<_> = form.into_iter().chain([("product", plan.as_str())]).collect();
    let (one, two) = tokio::join!(
        anna.visitor.sends("/plans/subscriptions", &form),
        anna.visitor.sends("/plans/subscriptions", &form)
    );
    assert_eq!((one.status, two.status), (303, 303));
    let otherwise: Vec<_> = form[..2].iter().copied().chain([("product", another.as_str())]).collect();
    let refused = anna.visitor.sends("/plans/subscriptions", &otherwise).await;
    assert!(refused.status == 422 && refused.has("This form was sent before"), "{}", refused.text);
    let page = anna.visitor.opens("/plans").await;
    assert_eq!(page.text.matches(r#"<article class="plan"#).count(), 1);
    let path = format!(
        "/plans/subscriptions/{}",
        page.text.split(r#"labelledby="s-"#).nth(1).unwrap().split('"').next().unwrap()
    );
    anna.does(&format!("{path}/cancellation"), &[]).await;
    app.passes_days(14).await;
    assert_eq!((anna.invoices().await.len(), anna.statuses().await), (0, vec!["2026-04-24 canceled".to_owned()]));
    anna.comes("Anna").await;
    assert!(!anna.visitor.opens("/plans").await.has("days free"), "no second trial");
    anna.chooses(&plan).await;
    assert_eq!(anna.invoices().await, ["2026-04-24 100"]);
}

#[tokio::test]
async fn what_another_system_ended_is_charged_no_more() {
    for status in ["canceled", "expired"] {
        let app = TestApp::start().await;
        let (anna, path) = subscribed(&app).await;
        let named = anna.said("SELECT external_id AS said FROM own_subscriptions WHERE company_id::text = ?").await;
        let billing = Sender::named(&app, "billing").await;
        let tells = async |status: &str| {
            let data = json!({"subscription": named[0], "status": status});
            billing.says("subscription.changed", data).await.applied();
        };
        app.passes_days(5).await;
        tells("active").await;
        app.passes_days(26).await;
        let charged = ["2026-04-10 100", "2026-05-10 100"];
        assert_eq!(anna.invoices().await, charged, "what it only confirms goes on");
        tells(status).await;
        app.passes(TimeDelta::days(70)).await;
        assert_eq!(anna.invoices().await, charged, "{status}");
        let last = anna.statuses().await.pop().unwrap();
        assert_eq!(last, format!("2026-05-11 {status}"), "what fell due later brings nothing back");
        anna.comes("Anna").await;
        assert_eq!(anna.visitor.sends(&format!("{path}/continuation"), NOTHING).await.status, 422);
    }
}

/// Five Active Referrals give 5 %.
#[tokio::test]
async fn a_ladder_counts_with_the_price_of_the_next_charge() {
    let app = TestApp::start().await;
    publish(&app, TERMS).await;
    let (anna, _) = subscribed(&app).await;
    invites_five(&app).await;
    let saves = async |sum: &str| {
        let page = anna.visitor.opens("/companies").await.text.replace(['\u{2068}', '\u{2069}'], "");
        assert!(page.contains(&format!("saves {sum} on the charge of 10 May")), "{sum}: {page}");
    };
    saves("₸5.00").await;
    let admin = crate::support::story::Visitor::new(&app);
    admin.signs_in("Dana Ospanova").await;
    let list = admin.opens("/admin/products").await;
    let prices = format!("/admin/products/{}/prices", list.ids("/admin/products/")[0]);
    for (price, from, after) in [("140", "2026-05-10", "₸7.00"), ("200", "2026-05-11", "₸7.00")] {
        let dearer = [("price", price), ("from", from), ("for_running", "yes")];
        assert_eq!(admin.sends(&prices, &dearer).await.status, 303);
        saves(after).await;
    }
}
