//! What terms ask when somebody registers, and when an invoice is issued.

use super::both::{Both, has};
use crate::support::TestApp;
use beckon::db::{Conn, Fault, sql};
use diesel::QueryableByName;
use diesel::sql_types::Text;
use serde_json::json;

const CHOOSY: &str = r#"
program = "choosy"
name = "Only some"
currency = "EUR"
time_zone = "UTC"

[attribution]
referrer_when = "= referrer.payments > 0"
invitee_when = '= invitee.country == "DE"'

[[offer]]
percent = "20 %"
when = "= invitee.payments == 0"

[[reward]]
id = "first"
on = "payment"
first_payments = 1
give = "5.00"
as = "credit"
"#;

#[tokio::test]
async fn only_whom_the_terms_want_is_bound_as_things_stand_at_the_registration() {
    let app = TestApp::start().await;
    let mut both = Both::begin(&app, CHOOSY).await;
    both.registers("ann", None).await;
    let person = |name: &str, country: &str| {
        json!({"person": name, "email": format!("{name}@example.com"), "country": country, "program": "choosy", "referrer": "ann",
               "company": {"company": format!("{name}-co"), "name": name}})
    };
    both.says("person.registered", person("too-early", "DE")).await;
    both.pays("ann", "own", "10.00").await;
    both.says("person.registered", person("from-france", "FR")).await;
    both.says("person.registered", person("bob", "DE")).await;
    for name in ["too-early", "from-france", "bob"] {
        both.pays(name, &format!("of-{name}"), "20.00").await;
    }
    has(&both.agree().await, "ann", "credit", "0", "5");
    assert_eq!(reasons(&app).await, ["invitee_not_eligible", "referrer_not_eligible"]);
}

#[tokio::test]
async fn an_offer_asks_what_is_known_when_the_invoice_is_issued() {
    let app = TestApp::start().await;
    let mut both = Both::begin(&app, CHOOSY).await;
    both.registers("ann", None).await;
    both.pays("ann", "own", "10.00").await;
    let data = json!({"person": "bob", "email": "bob@example.com", "country": "DE", "program": "choosy", "referrer": "ann",
                      "company": {"company": "bob-co", "name": "Bob"}});
    both.says("person.registered", data).await;
    let invoice = |id: &str| {
        json!({"invoice": id, "company": "bob-co", "currency": "EUR", "due_at": app.now(),
               "lines": [{"product": "plan", "kind": "plan", "amount": "50.00"}]})
    };
    // Both are in one batch, and the payment is decided after both.
    let events = [
        both.billing.event("invoice.issued", invoice("i1")),
        both.billing.event("invoice.issued", invoice("i2")),
        both.billing.event(
            "payment.succeeded",
            json!({"payment": "p1", "company": "bob-co", "invoice": "i1", "amount": "40.00", "currency": "EUR"}),
        ),
    ];
    let lines: Vec<String> = events.iter().map(ToString::to_string).collect();
    for answer in both.billing.posts_lines(&lines).await {
        assert_eq!(answer["status"], "applied", "{answer}");
    }
    events.iter().for_each(|event| both.plays(event));
    both.says("invoice.issued", invoice("i3")).await;
    assert_eq!(totals(&app).await, ["i1 40", "i2 40", "i3 50"]);
    has(&both.agree().await, "ann", "credit", "0", "5");
}

#[derive(QueryableByName)]
struct Word {
    #[diesel(sql_type = Text)]
    word: String,
}

async fn reasons(app: &TestApp) -> Vec<String> {
    let look = async |conn: &Conn| -> Result<Vec<Word>, Fault> {
        sql("SELECT reason AS word FROM referral_refusals ORDER BY 1").load(conn).await
    };
    app.app.db.read(look).await.unwrap().into_iter().map(|row| row.word).collect()
}

async fn totals(app: &TestApp) -> Vec<String> {
    let look = async |conn: &Conn| -> Result<Vec<Word>, Fault> {
        sql("SELECT external_id || ' ' || trim_scale(total) AS word FROM invoices ORDER BY 1").load(conn).await
    };
    app.app.db.read(look).await.unwrap().into_iter().map(|row| row.word).collect()
}
