//! Free months, put to own subscriptions.

use super::*;
use beckon::events::Direction;
use beckon::ids::PersonId;
use beckon::money::{Amount, Money, Unit};
use beckon::withdrawals::adjustments::Reason;
use beckon::withdrawals::{self, AskAdjustment, NotAdjusted, Shift};
use chrono::TimeDelta;
use serde_json::json;

/// A month for each payment, to the subscription that is charged next.
fn months(more: &str) -> String {
    format!(
        "program = \"gain\"\nname = \"Gain\"\ncurrency = \"KZT\"\ntime_zone = \"UTC\"\n\
         [[reward]]\non = \"payment\"\nto = \"referrer\"\ngive = 1\nas = \"months\"\n\
         apply = {{ to = \"subscription\", order = \"soonest_end\"{more} }}\n"
    )
}

async fn starts(billing: &Billing<'_>, company: &str, subscription: &str, charged: &str) {
    let started = json!({"subscription": subscription, "company": company, "product": subscription,
        "next_charge_at": format!("{charged}T00:00:00Z")});
    assert_eq!(billing.reports("subscription.started", started).await["status"], "applied");
}

/// `own-1 1 months until 2026-06-20, 2026-04-10 09:30:00 UTC`, as stored, in the order in which they were.
async fn extended(app: &TestApp) -> Vec<String> {
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = Text)]
        said: String,
    }
    let look = async |conn: &Conn| -> Result<Vec<Row>, Fault> {
        sql("SELECT concat(s.external_id, ' ', trim_scale(e.amount), ' ', e.unit, ' until ',
                    to_char(e.next_charge_at AT TIME ZONE 'UTC', 'YYYY-MM-DD')) AS said
             FROM extensions e JOIN subscriptions s USING (person_id, subscription_id) ORDER BY e.extension_id")
        .load(conn)
        .await
    };
    app.app.db.read(look).await.unwrap().into_iter().map(|row| row.said).collect()
}

/// Two months: the first goes to the subscription that is charged on 20 May, then the other is charged sooner.
#[tokio::test]
async fn each_month_moves_the_charge_that_comes_next() {
    let app = TestApp::start().await;
    let (ann, billing) = earned(&app, &months("")).await;
    assert_eq!(held(&app).await, ["months available 1.00"], "there is no subscription yet");
    let company = ann.company().await;
    starts(&billing, &company, "own-1", "2026-06-15").await;
    starts(&billing, &company, "own-2", "2026-05-20").await;
    app.passes(TimeDelta::minutes(2)).await;
    assert_eq!(extended(&app).await, ["own-2 1 months until 2026-06-20"]);
    billing.is_paid("pay_2", &company_of(&app).await, "500.00").await;
    app.passes(TimeDelta::minutes(2)).await;
    assert_eq!(extended(&app).await[1..], ["own-1 1 months until 2026-07-15"]);
    assert_eq!(held(&app).await, Vec::<String>::new());
    assert_eq!(posted(&app, &["credit_spent"]).await.len(), 2);
    app.works_jobs().await;
    assert_eq!(extended(&app).await.len(), 2, "once");
    is_whole(&app).await;
}

/// The month was given: what is taken back is owed, and the next month pays that first.
#[tokio::test]
async fn a_month_that_is_taken_back_is_owed() {
    let app = TestApp::start().await;
    let (ann, billing) = earned(&app, &months("")).await;
    starts(&billing, &ann.company().await, "own-1", "2026-06-15").await;
    app.passes(TimeDelta::minutes(2)).await;
    assert_eq!(extended(&app).await, ["own-1 1 months until 2026-07-15"]);
    let refund = json!({"refund": "r", "payment": "pay_1", "amount": "4050.00"});
    assert_eq!(billing.reports("refund.completed", refund).await["status"], "applied");
    assert_eq!(held(&app).await, ["months available -1.00"]);
    let bobs = company_of(&app).await;
    billing.is_paid("pay_2", &bobs, "500.00").await;
    app.passes(TimeDelta::minutes(2)).await;
    assert_eq!((held(&app).await, extended(&app).await.len()), (Vec::new(), 1));
    billing.is_paid("pay_3", &bobs, "500.00").await;
    app.passes(TimeDelta::minutes(2)).await;
    assert_eq!(extended(&app).await[1..], ["own-1 1 months until 2026-08-15"]);
    is_whole(&app).await;
}

/// Three months, one to a subscription at most; a third subscription comes, and the last month has a place.
#[tokio::test]
async fn a_subscription_gets_no_more_than_it_may() {
    let app = TestApp::start().await;
    let terms = months(", each = 1").replace("give = 1", "give = 3");
    let (ann, billing) = earned(&app, &terms).await;
    let company = ann.company().await;
    starts(&billing, &company, "own-1", "2026-06-15").await;
    starts(&billing, &company, "own-2", "2026-05-20").await;
    app.passes(TimeDelta::minutes(2)).await;
    assert_eq!(extended(&app).await, ["own-2 1 months until 2026-06-20", "own-1 1 months until 2026-07-15"]);
    app.passes(TimeDelta::days(1)).await;
    assert_eq!(held(&app).await, ["months available 1.00"]);
    starts(&billing, &company, "own-3", "2026-09-01").await;
    app.passes(TimeDelta::minutes(2)).await;
    assert_eq!(extended(&app).await[2..], ["own-3 1 months until 2026-10-01"]);
    is_whole(&app).await;
}

/// Half of the month is taken, and the other half is put nowhere; when it is given back, the month is whole and has a place.
#[tokio::test]
async fn an_adjustment_alone_puts_to_use_what_waited() {
    let app = TestApp::start().await;
    let (ann, billing) = earned(&app, &months("")).await;
    adjusts(&app, Direction::Take, "0.5").await;
    starts(&billing, &ann.company().await, "own-1", "2026-06-15").await;
    app.passes(TimeDelta::minutes(2)).await;
    assert_eq!((held(&app).await, extended(&app).await.len()), (vec!["months available 0.50".to_owned()], 0));
    adjusts(&app, Direction::Add, "0.5").await;
    app.passes(TimeDelta::minutes(2)).await;
    assert_eq!(extended(&app).await, ["own-1 1 months until 2026-07-15"]);
    assert_eq!(held(&app).await, Vec::<String>::new());
    is_whole(&app).await;
}

/// Ann's months.
async fn adjusts(app: &TestApp, direction: Direction, months: &str) {
    let unit: Unit = "months".parse().unwrap();
    let amount = Amount::new(Money::parse(months, "months".parse().unwrap()).unwrap()).unwrap();
    let staff = crate::model::withdrawals::finance(0).await;
    let adjusted: Result<_, NotAdjusted> = app
        .app
        .db
        .write(async |tx| {
            #[derive(QueryableByName)]
            struct Ann {
                #[diesel(sql_type = diesel::sql_types::Uuid)]
                person_id: uuid::Uuid,
            }
            let ann: Ann = sql("SELECT person_id FROM rewards").one(tx).await?;
            let catalogue = programs::catalogue(tx).await?;
            let program = catalogue.by_slug("gain").unwrap();
            let ask = AskAdjustment {
                key: uuid::Uuid::new_v4(),
                person: PersonId(ann.person_id),
                program,
                shift: Shift { unit, direction, amount },
                reason: Reason::Other,
                note: "as a test wants it".parse().unwrap(),
            };
            withdrawals::adjust(tx, &staff, &ask).await
        })
        .await;
    adjusted.unwrap();
}

#[tokio::test]
async fn the_receipt_says_where_it_went() {
    let app = TestApp::start().await;
    let (ann, billing) = earned(&app, &months("")).await;
    starts(&billing, &ann.company().await, "hosting", "2026-06-15").await;
    app.passes(TimeDelta::minutes(2)).await;
    ann.signs_in("Ann Bell").await;
    let earnings = ann.opens("/earnings").await.text;
    assert!(earnings.contains("put to your subscription"), "{earnings}");
    let (_, rest) = earnings.split_once("href=\"/earnings/").unwrap();
    let receipt = ann.opens(&format!("/earnings/{}", rest.split('"').next().unwrap())).await.text;
    assert!(receipt.contains("hosting, Acme: charged next on"), "{receipt}");
    assert!(receipt.contains("Put to your subscription"), "{receipt}");
    let statement = ann.opens("/statement?unit=months").await.text;
    assert!(statement.contains("Put to your subscription"), "{statement}");
}
