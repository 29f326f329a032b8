//! What rules take off own invoices, and free months.

use super::*;
use serde_json::json;

async fn issues(billing: &Billing<'_>, app: &TestApp, invoice: &str, company: &str) -> Decimal {
    #[derive(QueryableByName)]
    struct Total {
        #[diesel(sql_type = Numeric)]
        total: Decimal,
    }
    let lines = json!([{"product": "standard", "kind": "plan", "amount": "80.00"},
        {"product": "setup", "kind": "service", "amount": "20.00"}]);
    let due = app.now() + chrono::TimeDelta::days(10);
    let data = json!({"invoice": invoice, "company": company, "currency": "KZT", "lines": lines, "due_at": due});
    let answer = billing.reports("invoice.issued", data).await;
    assert_eq!(answer["status"], "applied", "{answer}");
    let find = async |conn: &Conn| -> Result<Total, Fault> {
        sql("SELECT total FROM invoices WHERE external_id = ?").bind::<Text, _>(invoice.to_owned()).one(conn).await
    };
    app.app.db.read(find).await.unwrap().total.normalize()
}

async fn voids(billing: &Billing<'_>, invoice: &str) {
    assert_eq!(billing.reports("invoice.voided", json!({"invoice": invoice})).await["status"], "applied");
}

fn given(reward: &str) -> String {
    format!(
        "program = \"gain\"\nname = \"Gain\"\ncurrency = \"KZT\"\ntime_zone = \"UTC\"\n[[reward]]\nto = \"referrer\"\n{reward}\n"
    )
}

/// Each payment of a friend takes 10 % off the next invoice: of 100.00 and two payments 80.00 are left, once, until it is voided.
#[tokio::test]
async fn what_friends_paid_for_is_off_the_next_invoice() {
    let app = TestApp::start().await;
    let terms = given("on = \"payment\"\ngive = \"10 %\"\nas = \"discount\"");
    let (ann, billing) = earned(&app, &terms).await;
    billing.is_paid("pay_2", &company_of(&app).await, "10.00").await;
    let company = ann.company().await;
    assert_eq!(issues(&billing, &app, "i1", &company).await, 80.into());
    assert_eq!(issues(&billing, &app, "i2", &company).await, 100.into());
    voids(&billing, "i1").await;
    assert_eq!(issues(&billing, &app, "i3", &company).await, 80.into());
    is_whole(&app).await;
}

/// A rule that takes something off the invoice at hand reads the invoice.
#[tokio::test]
async fn an_invoice_is_cheaper_by_its_own_terms() {
    let app = TestApp::start().await;
    let terms = given("on = \"own_invoice\"\ngive = \"= max(min(95, charge.amount - 10), 0)\"\nas = \"discount\"");
    let (ann, billing) = earned(&app, &terms).await;
    let company = ann.company().await;
    for invoice in ["i1", "i2"] {
        assert_eq!(issues(&billing, &app, invoice, &company).await, 10.into());
    }
    is_whole(&app).await;
}

#[tokio::test]
async fn a_free_month_frees_one_invoice_of_its_plan() {
    let app = TestApp::start().await;
    let terms = given("on = \"payment\"\ngive = 1\nas = \"months\"\napply = { to = \"invoice\", each = 1 }");
    let (ann, billing) = earned(&app, &terms).await;
    let company = ann.company().await;
    assert_eq!(issues(&billing, &app, "i1", &company).await, 20.into());
    assert_eq!(issues(&billing, &app, "i2", &company).await, 100.into());
    assert_eq!(held(&app).await, Vec::<String>::new());
    voids(&billing, "i1").await;
    assert_eq!(held(&app).await, ["months available 1.00"]);
    assert_eq!(issues(&billing, &app, "i3", &company).await, 20.into());
    is_whole(&app).await;
}
