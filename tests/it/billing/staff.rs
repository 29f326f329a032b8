//! Products and money, as staff enter them.
use super::{Customer, NOTHING, records, sells, staff};
use crate::support::TestApp;
use crate::support::story::Visitor;
use beckon::db::{Fault, sql};
use beckon::people::{self, Role};
use diesel::QueryableByName;
use diesel::sql_types::Text;
use uuid::Uuid;

#[tokio::test]
async fn products_that_cannot_be_are_refused_field_by_field() {
    let app = TestApp::start().await;
    let admin = staff(&app, "Dana Ospanova", Role::Admin).await;
    sells(&admin, "plan", "Business", "90000", ("14", "10")).await;
    let good = [
        ("kind", "plan"),
        ("name", "Start"),
        ("currency", "KZT"),
        ("price", "20 000,50"),
        ("period", "year"),
        ("trial_days", "0"),
        ("due_days", "7"),
    ];
    for (field, typed, says) in [
        ("name", "", "Type a name"),
        ("name", "Business", "There is a product of that name already."),
        ("currency", "money", "Type the three letters"),
        ("price", "", "Type an amount"),
        ("price", "0", "above zero"),
        ("price", "1.001", "Type an amount"),
        ("trial_days", "-1", "from 0 to 366"),
        ("trial_days", "400", "from 0 to 366"),
        ("due_days", "soon", "from 0 to 366"),
    ] {
        let id = Uuid::new_v4().to_string();
        let form = good.map(|(name, value)| (name, if name == field { typed } else { value }));
        let form: Vec<_> = form.into_iter().chain([("product", id.as_str())]).collect();
        let refused = admin.sends("/admin/products", &form).await;
        assert!(refused.status == 422 && refused.has(says), "{field} {typed}: {}", refused.text);
        assert_eq!(refused.field("product"), id, "the form is the same one");
        let kept =
            if field == "name" { refused.field("price") == "20 000,50" } else { refused.field("name") == "Start" };
        assert!(kept, "what was typed is kept");
    }
    let id = Uuid::new_v4().to_string();
    let form: Vec<_> = good.into_iter().chain([("product", id.as_str())]).collect();
    let (one, two) = tokio::join!(admin.sends("/admin/products", &form), admin.sends("/admin/products", &form));
    assert_eq!((one.status, two.status), (303, 303));
    let list = admin.opens("/admin/products").await;
    assert!(list.has("₸20,000.50 a year") && list.ids("/admin/products/").len() == 2, "{}", list.text);

    let prices = format!("/admin/products/{id}/prices");
    for (price, from, says) in [
        ("", "2026-05-01", "Type an amount"),
        ("5", "", "Choose today or a later day"),
        ("5", "2026-04-09", "Choose today or a later day"),
        ("5", "2099-01-01", "Choose today or a later day"),
    ] {
        let refused = admin.sends(&prices, &[("price", price), ("from", from)]).await;
        assert!(refused.status == 422 && refused.has(says), "{price} {from}: {}", refused.text);
    }
    for _ in 0..2 {
        assert_eq!(admin.sends(&format!("/admin/products/{id}/closing"), NOTHING).await.status, 303);
    }
    let refused = admin.sends(&prices, &[("price", "5"), ("from", "2026-05-01")]).await;
    assert!(refused.status == 422 && refused.has("its price changes no more"), "{}", refused.text);
    let deeds: Result<_, Fault> = app.app.db.read(async |conn| people::deeds(conn, 10).await).await;
    let verbs: Vec<String> = deeds.unwrap().into_iter().map(|deed| deed.verb).collect();
    let product: Vec<_> = verbs.iter().filter(|verb| verb.starts_with("product")).collect();
    assert_eq!(product, ["product-closed", "product-added", "product-added"]);
}

/// The types of facts that the log has of an invoice's money, in the order of applying.
async fn facts(app: &TestApp) -> Vec<String> {
    #[derive(QueryableByName)]
    struct Told {
        #[diesel(sql_type = Text)]
        told: String,
    }
    let found: Result<Vec<Told>, Fault> = app
        .app
        .db
        .read(async |conn| {
            sql("SELECT e.type AS told FROM events e JOIN sources s USING (source_id)
                 WHERE s.name = 'beckon' AND e.type SIMILAR TO '(payment|refund|invoice)%' ORDER BY applied_order")
            .load(conn)
            .await
        })
        .await;
    found.unwrap().into_iter().map(|row| row.told).collect()
}

#[tokio::test]
async fn money_is_recorded_once_in_part_and_never_too_much() {
    let app = TestApp::start().await;
    let admin = staff(&app, "Dana Ospanova", Role::Admin).await;
    let plan = sells(&admin, "plan", "Business", "90000", ("0", "10")).await;
    let anna = Customer::new(&app, "Anna").await;
    anna.chooses(&plan).await;
    let invoice = anna.newest().await;
    let (path, payments) = (format!("/admin/invoices/{invoice}"), format!("/admin/invoices/{invoice}/payments"));
    assert!(admin.opens("/admin/invoices").await.has(&path));
    let page = admin.opens(&path).await;
    assert_eq!((page.field("amount"), page.field("date")), ("90000.00", "2026-04-10"));
    let good = [("payment", page.field("payment")), ("amount", "40000"), ("date", "2026-04-10"), ("reference", "A 1")];
    for (field, typed, says) in [
        ("amount", "", "Type an amount"),
        ("amount", "0", "above zero"),
        ("amount", "90000.01", "Only ₸90,000.00 is left to pay."),
        ("date", "", "Choose the day on which"),
        ("date", "2026-04-11", "That day is still to come."),
        ("date", "2026-04-09", "The invoice was issued after that day."),
        ("reference", " ", "Type what the bank statement says"),
    ] {
        let form = good.map(|(name, value)| (name, if name == field { typed } else { value }));
        let refused = admin.sends(&payments, &form).await;
        assert!(refused.status == 422 && refused.has(says), "{field} {typed}: {}", refused.text);
        assert!(field == "reference" || refused.field("reference") == "A 1", "what was typed is kept");
    }
    assert_eq!(facts(&app).await, ["invoice.issued"]);
    let (one, two) = tokio::join!(admin.sends(&payments, &good), admin.sends(&payments, &good));
    assert_eq!((one.status, two.status), (303, 303));
    let page = admin.opens(&path).await;
    assert!(page.has("a part is left to pay") && page.field("amount") == "50000.00", "{}", page.text);
    assert_eq!(records(&admin, &app, &invoice, "50000").await.status, 303);
    assert!(admin.opens(&path).await.has("the invoice is paid"));
    assert!(records(&admin, &app, &invoice, "1").await.has("Nothing is left to pay"));
    assert!(admin.sends(&format!("{path}/voiding"), NOTHING).await.has("Give it back first."));
    assert!(!admin.opens("/admin/invoices").await.has(&path));
    assert_eq!(facts(&app).await, ["invoice.issued", "payment.succeeded", "payment.succeeded"]);
    let shown = anna.visitor.opens(&format!("/invoices/{invoice}")).await;
    assert!(shown.has("Receipt of invoice 2026-04-10-") && shown.has("A 1") && shown.has("Bank 7"), "{}", shown.text);
}

#[tokio::test]
async fn money_is_given_back_in_two_steps() {
    let app = TestApp::start().await;
    let admin = staff(&app, "Dana Ospanova", Role::Admin).await;
    let plan = sells(&admin, "plan", "Business", "90000", ("0", "10")).await;
    let anna = Customer::new(&app, "Anna").await;
    anna.chooses(&plan).await;
    let path = format!("/admin/invoices/{}", anna.newest().await);
    assert_eq!(records(&admin, &app, &anna.newest().await, "90000").await.status, 303);
    let asks = async |amount: &str| {
        let page = admin.opens(&path).await;
        let (_, form) = page.text.split_once(&format!("{path}/refunds\"")).unwrap();
        let value =
            |name: &str| form.split(&format!(r#"name="{name}" value=""#)).nth(1).unwrap().split('"').next().unwrap();
        let form = [("refund", value("refund")), ("payment", value("payment")), ("refund_amount", amount)];
        admin.sends(&format!("{path}/refunds"), &form).await;
        admin.sends(&format!("{path}/refunds"), &form).await
    };
    assert!(asks("90000.01").await.has("Only ₸90,000.00 of this payment is left to give back."));
    assert!(asks("x").await.has("Type an amount"));
    assert_eq!(asks("30000").await.status, 303);
    assert!(asks("60001").await.has("Only ₸60,000.00 of this payment"));
    let steps = async |step: &str| {
        let page = admin.opens(&path).await;
        let id = page.text.split(&format!("{path}/refunds/")).nth(1).unwrap().split('/').next().unwrap().to_owned();
        (admin.sends(&format!("{path}/refunds/{id}/{step}"), NOTHING).await, id)
    };
    let (done, id) = steps("completion").await;
    assert_eq!(done.status, 303);
    assert_eq!(
        admin.sends(&format!("{path}/refunds/{id}/completion"), NOTHING).await.status,
        303,
        "once more, nothing"
    );
    assert!(admin.sends(&format!("{path}/refunds/{id}/refusal"), NOTHING).await.has("settled otherwise"));
    assert_eq!(asks("60000").await.status, 303);
    assert_eq!(steps("refusal").await.0.status, 303);
    let page = admin.opens(&path).await;
    assert!(
        page.has("₸30,000.00 was given back.") && page.has("A refund of ₸60,000.00 was declined."),
        "{}",
        page.text
    );
    let expected = [
        "invoice.issued",
        "payment.succeeded",
        "refund.requested",
        "refund.completed",
        "refund.requested",
        "refund.declined",
    ];
    assert_eq!(facts(&app).await, expected);
    assert!(anna.visitor.opens(&path.replace("/admin", "")).await.has("₸30,000.00 was given back."));
}

#[tokio::test]
async fn a_voided_invoice_takes_no_money_and_settles_the_debt() {
    let app = TestApp::start().await;
    let admin = staff(&app, "Dana Ospanova", Role::Admin).await;
    let plan = sells(&admin, "plan", "Business", "90000", ("0", "10")).await;
    let anna = Customer::new(&app, "Anna").await;
    anna.chooses(&plan).await;
    app.passes_days(11).await;
    assert_eq!(anna.statuses().await.last().unwrap(), "2026-04-20 past_due 2026-05-10");
    anna.comes("Anna").await;
    let invoice = anna.newest().await;
    let path = format!("/admin/invoices/{invoice}");
    let support = staff(&app, "Saule Kim", Role::Support).await;
    assert!(!admin.opens(&path).await.field("payment").is_empty());
    assert!(support.opens(&path).await.field("payment").is_empty(), "who only looks has no form");
    for _ in 0..2 {
        assert_eq!(admin.sends(&format!("{path}/voiding"), NOTHING).await.status, 303);
    }
    assert!(records(&admin, &app, &invoice, "90000").await.has("it takes no money"));
    app.passes_days(1).await;
    assert_eq!(anna.statuses().await.last().unwrap(), "2026-04-21 active 2026-05-10");
    let nobody = Visitor::registered(&app, "Nurlan", "Dala").await;
    assert_eq!(nobody.opens(&path).await.status, 404);
    assert_eq!(support.opens(&format!("/admin/invoices/{}", Uuid::new_v4())).await.status, 404);
}
