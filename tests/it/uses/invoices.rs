//! Units that pay invoices, when somebody says so or by themselves.

use super::*;
use crate::support::story::Shown;
use serde_json::json;

/// Sends the form of the newest invoice with everything that it takes.
pub(super) async fn uses_all(visitor: &Visitor<'_>) -> Shown {
    let (path, page) = newest(visitor).await;
    sends(visitor, &path, &page, "", "yes").await
}

async fn newest(visitor: &Visitor<'_>) -> (String, Shown) {
    let list = visitor.opens("/invoices").await;
    let path = format!("/invoices/{}", list.ids("/invoices/")[0]);
    let page = visitor.opens(&path).await;
    (path, page)
}

async fn sends(visitor: &Visitor<'_>, path: &str, page: &Shown, amount: &str, all: &str) -> Shown {
    let form = ["spend", "program", "unit", "most"].map(|name| (name, page.field(name)));
    let form: Vec<_> = form.into_iter().chain([("amount", amount), ("all", all)]).collect();
    visitor.sends(&format!("{path}/spends"), &form).await
}

async fn issues(billing: &Billing<'_>, app: &TestApp, invoice: &str, company: &str, tax: &str) {
    let lines = json!([{"product": "standard", "kind": "plan", "amount": "250.00"},
        {"product": "setup", "kind": "service", "amount": "50.00"}]);
    let due = app.now() + chrono::TimeDelta::days(10);
    let data =
        json!({"invoice": invoice, "company": company, "currency": "KZT", "lines": lines, "tax": tax, "due_at": due});
    let answer = billing.reports("invoice.issued", data).await;
    assert_eq!(answer["status"], "applied", "{answer}");
}

#[tokio::test]
async fn cash_pays_the_lines_that_the_terms_name_but_not_the_tax() {
    let app = TestApp::start().await;
    let uses = "[use.cash]\nspend = true\npays = [\"plan\"]\nnever_below = \"tax\"\nminimum = \"20.00\"";
    let (ann, billing) = earned(&app, &terms("cash", uses)).await;
    issues(&billing, &app, "2026-1", &ann.company().await, "60.00").await;
    let (path, page) = newest(&ann).await;
    // Of 300.00 the plan is 250.00 and 60.00 are tax, so at most 240.00.
    assert!(page.has("You have ₸405.00") && page.has("Up to ₸240.00 can be used here"), "{}", page.text);
    for (typed, says) in
        [("19.99", "At least ₸20.00 is used at once."), ("240.01", "At most ₸240.00 can be used here.")]
    {
        let refused = sends(&ann, &path, &page, typed, "").await;
        assert!(refused.status == 422 && refused.has(says), "{typed}: {}", refused.text);
    }
    assert_eq!(sends(&ann, &path, &page, "20", "").await.status, 303);
    assert_eq!(uses_all(&ann).await.status, 303);
    assert_eq!(held(&app).await, ["cash available 165.00"]);
    let voided = billing.reports("invoice.voided", json!({"invoice": "2026-1"})).await;
    assert_eq!(voided["status"], "applied");
    assert_eq!(held(&app).await, ["cash available 405.00"]);
    is_whole(&app).await;
}

/// Of 405.00 at most 120.00 go into one invoice.
#[tokio::test]
async fn of_one_invoice_no_more_is_paid_than_the_terms_say() {
    let app = TestApp::start().await;
    let (ann, billing) = earned(&app, &terms("credit", "[use.credit]\nat_most = \"120.00\"")).await;
    issues(&billing, &app, "2026-1", &ann.company().await, "0.00").await;
    let (path, page) = newest(&ann).await;
    assert!(page.has("Up to ₸120.00 can be used here"), "{}", page.text);
    let refused = sends(&ann, &path, &page, "120.01", "").await;
    assert!(refused.status == 422 && refused.has("At most ₸120.00 can be used here."), "{}", refused.text);
    assert_eq!(sends(&ann, &path, &page, "100", "").await.status, 303);
    assert_eq!(uses_all(&ann).await.status, 303);
    assert_eq!(held(&app).await, ["credit available 285.00"]);
    assert!(ann.opens(&path).await.field("spend").is_empty(), "nothing more goes into this one");
    issues(&billing, &app, "2026-2", &ann.company().await, "0.00").await;
    assert_eq!(uses_all(&ann).await.status, 303);
    assert_eq!(held(&app).await, ["credit available 165.00"]);
    is_whole(&app).await;
}

#[tokio::test]
async fn what_pays_alone_pays_whole_or_not_at_all() {
    let app = TestApp::start().await;
    let (ann, billing) = earned(&app, &terms("credit", "[use.credit]\nalone = true")).await;
    issues(&billing, &app, "2026-1", &ann.company().await, "0.00").await;
    let (path, page) = newest(&ann).await;
    let refused = sends(&ann, &path, &page, "299.99", "").await;
    assert!(refused.status == 422 && refused.has("whole or not at all: ₸300.00"), "{}", refused.text);
    assert_eq!(uses_all(&ann).await.status, 303);
    assert_eq!(held(&app).await, ["credit available 105.00"]);
    issues(&billing, &app, "2026-2", &ann.company().await, "0.00").await;
    let (_, page) = newest(&ann).await;
    assert!(page.field("spend").is_empty(), "105.00 cannot pay 300.00 whole");
    is_whole(&app).await;
}

/// 405.00 pay an invoice of 300.00 and what it can of the next; a payment refunded by half gives half back.
#[tokio::test]
async fn the_next_invoice_takes_what_it_can_by_itself() {
    let app = TestApp::start().await;
    let (ann, billing) = earned(&app, &terms("credit", "[use.credit]\nauto = \"next_invoice\"")).await;
    let company = ann.company().await;
    for invoice in ["2026-1", "2026-2"] {
        issues(&billing, &app, invoice, &company, "0.00").await;
    }
    assert_eq!(held(&app).await, Vec::<String>::new());
    let spent = posted(&app, &["credit_spent"]).await;
    let at = "2026-04-10 09:30:00 UTC";
    assert_eq!(spent, [format!("credit_spent 300.00 {at}"), format!("credit_spent 105.00 {at}")]);
    let (_, page) = newest(&ann).await;
    assert!(page.has("₸195.00"), "{}", page.text);
    let data =
        json!({"payment": "own", "company": company, "invoice": "2026-2", "amount": "195.00", "currency": "KZT"});
    assert_eq!(billing.reports("payment.succeeded", data).await["status"], "applied");
    let data = json!({"refund": "r", "payment": "own", "amount": "97.50"});
    assert_eq!(billing.reports("refund.completed", data).await["status"], "applied");
    assert_eq!(held(&app).await, ["credit available 52.50"]);
    is_whole(&app).await;
}

#[tokio::test]
async fn what_is_set_apart_for_another_company_stays() {
    let app = TestApp::start().await;
    let (ann, billing) = earned(&app, &terms("credit", "[use.credit]\nauto = \"next_invoice\"")).await;
    let company = ann.company().await;
    let person = person_of(&app).await;
    let source = app.app.db.write(async |tx| beckon::people::sources::find_or_create(tx, "beckon").await).await;
    source.unwrap();
    let event = json!({"id": "c1", "type": "choice.made", "timestamp": app.now(),
        "data": {"person": person, "allocation": format!("{company} 30.00")}});
    let event = beckon::events::parse(event.to_string().as_bytes()).unwrap();
    let incoming = intake::Incoming::new(beckon::people::sources::beckon(), event);
    intake::apply_now(&app.app.db, &[incoming]).await.pop().unwrap().unwrap();
    issues(&billing, &app, "2026-1", &company, "0.00").await;
    assert_eq!(held(&app).await, ["credit available 375.00"]);
    is_whole(&app).await;
}

/// What the log calls Ann.
async fn person_of(app: &TestApp) -> String {
    #[derive(QueryableByName)]
    struct Named {
        #[diesel(sql_type = Text)]
        external_id: String,
    }
    let named: Result<Named, Fault> = app
        .app
        .db
        .read(async |conn| {
            sql("SELECT k.external_id FROM external_ids k JOIN persons p ON p.person_id = k.id WHERE p.name = 'Ann Bell'")
                .one(conn)
                .await
        })
        .await;
    named.unwrap().external_id
}

/// A tenth of what is paid less its tax: of 60.00 for an invoice of 120.00 with 20.00 of tax 10.00 are tax; told, it is what was told.
#[tokio::test]
async fn a_payment_of_an_invoice_has_its_part_of_the_invoices_tax() {
    for rounds in ["", "first_payments = 5\n", "limit = { count = 5, per = \"invitee\" }\n"] {
        let app = TestApp::start().await;
        let base = format!("base = {{ tax = \"excluded\" }}\n{rounds}[use.credit]\nat_most = \"120.00\"");
        let (_ann, billing) = earned(&app, &terms("credit", &base)).await;
        let company = company_of(&app).await;
        let lines = json!([{"product": "standard", "kind": "plan", "amount": "120.00"}]);
        let issued = |tax: &str| json!({"invoice": "2026-1", "company": company, "currency": "KZT", "lines": lines, "tax": tax, "due_at": app.now()});
        let refused = billing.reports("invoice.issued", issued("120.01")).await;
        assert!(refused.to_string().contains("the tax is larger than the amount"), "{refused}");
        assert_eq!(billing.reports("invoice.issued", issued("20.00")).await["status"], "applied");
        let mut paid =
            json!({"payment": "half", "company": company, "invoice": "2026-1", "amount": "60.00", "currency": "KZT"});
        assert_eq!(billing.reports("payment.succeeded", paid.clone()).await["status"], "applied");
        rewards::release_due(&app.app.db).await.unwrap();
        assert_eq!(held(&app).await, ["credit available 410.00"], "{rounds}");
        (paid["payment"], paid["tax"]) = (json!("rest"), json!("0.00"));
        assert_eq!(billing.reports("payment.succeeded", paid).await["status"], "applied");
        rewards::release_due(&app.app.db).await.unwrap();
        assert_eq!(held(&app).await, ["credit available 416.00"], "{rounds}");
        is_whole(&app).await;
    }
}
