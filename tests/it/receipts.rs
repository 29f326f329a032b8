//! What rules give, as whoever has it reads it: in units of their own, for deeds that are no payments, and corrected.

use crate::support::TestApp;
use crate::support::story::{Billing, Visitor};
use beckon::db::{Conn, Fault, sql};
use beckon::{intake, programs, reckoning};
use diesel::QueryableByName;
use diesel::sql_types::BigInt;
use serde_json::json;

const GARDEN: &str = r#"
program   = "garden"
name      = "Garden club"
currency  = "KZT"
time_zone = "Asia/Almaty"

[count.paying]
of    = "referrals"
where = "= invitee.payments > 0"

[[reward]]
id = "month"
on = "payment"
to = "referrer"
first_payments = 1
give = 1
hold_days = 14
as = "months"

[[reward]]
id = "welcome"
on = "payment"
to = "invitee"
first_payments = 1
give = "500.00"
as = "credit"

[[reward]]
id = "second"
on = { milestone = "count.paying", at = [2] }
to = "referrer"
give = "1000.00"
as = "credit"

[[reward]]
id = "stays"
on = "payment"
to = "referrer"
first_payments = 1
give = "10 %"
hold_days = 30
release_when = "= invitee.payments > 1"
as = "cash"
"#;

/// A referrer, two whom they invited, and billing.
async fn garden(app: &TestApp) -> (Visitor<'_>, Visitor<'_>, Visitor<'_>, Billing<'_>) {
    let published: Result<_, programs::NotPublished> =
        app.app.db.write(async |tx| intake::publish(tx, GARDEN, None).await).await;
    published.unwrap();
    let aigerim = Visitor::registered(app, "Aigerim Sadykova", "Altyn Foods").await;
    let link = aigerim.link().await;
    let (nurlan, dana) = (Visitor::new(app), Visitor::new(app));
    nurlan.opens(&link).await;
    nurlan.registers("Nurlan Abenov", "Dala Trade LLP").await;
    dana.opens(&link).await;
    dana.registers("Dana Omarova", "Kus Joly LLP").await;
    (aigerim, nurlan, dana, Billing::new(app).await)
}

#[tokio::test]
async fn a_free_month_is_a_month_everywhere() {
    let app = TestApp::start().await;
    let (aigerim, nurlan, _, billing) = garden(&app).await;
    billing.is_paid("pay_1", &nurlan.company().await, "20000.00").await;
    let earnings = aigerim.opens("/earnings").await;
    assert!(earnings.has("The reward is 1 month.") && earnings.has("on hold until 24 April"), "{}", earnings.text);
    assert!(!earnings.has("MONTHS") && earnings.has("D••• T••• LLP"));
    let overview = aigerim.opens("/overview").await;
    assert!(overview.has("1 month") && overview.has("₸2,000.00"), "{}", overview.text);
    let invited = aigerim.opens("/invited").await;
    assert!(invited.has("1 month") && invited.has("₸2,000.00"), "{}", invited.text);
    app.passes_days(14).await;
    aigerim.signs_in("Aigerim Sadykova").await;
    let statement = aigerim.opens("/statement?unit=months").await;
    assert!(statement.has("Bonus became available") && statement.has("1 month"), "{}", statement.text);
    assert!(aigerim.opens("/statement?unit=cash").await.has("what you earned is on hold"));
    assert_eq!(aigerim.opens("/statement?unit=stamps").await.status, 404);
    let csv = aigerim.opens("/statement.csv?unit=months").await.text;
    let lines: Vec<Vec<&str>> = csv.lines().skip(1).map(|line| line.split(',').collect()).collect();
    let said: Vec<_> = lines.iter().map(|line| (line[2], &line[6..])).collect();
    assert_eq!(said, [("reward_released", &["1", "1", "months"][..])]);
    let russian = aigerim.opens("/earnings?lang=ru").await;
    assert!(russian.has("1 месяц"), "{}", russian.text);
}

#[tokio::test]
async fn who_is_invited_and_who_reaches_a_number_read_why() {
    let app = TestApp::start().await;
    let (aigerim, nurlan, dana, billing) = garden(&app).await;
    billing.is_paid("pay_1", &nurlan.company().await, "20000.00").await;
    billing.is_paid("pay_2", &dana.company().await, "20000.00").await;
    let own = nurlan.opens("/earnings").await;
    assert!(own.has("The reward is ₸500.00.") && own.has(">You<"), "{}", own.text);
    let receipt = nurlan.opens(&format!("/earnings/{}", own.ids("/earnings/")[0])).await;
    assert!(receipt.has("pay_1") && receipt.has("version 1, clause welcome"), "{}", receipt.text);
    let mut reached = 0;
    for id in aigerim.opens("/earnings").await.ids("/earnings/") {
        let receipt = aigerim.opens(&format!("/earnings/{id}")).await;
        assert_eq!(nurlan.opens(&format!("/earnings/{id}")).await.status, 404, "another's receipt");
        if receipt.has("clause second") {
            reached += 1;
            assert!(receipt.has("The number that was reached: 2.") && !receipt.has("pay_"), "{}", receipt.text);
            assert!(receipt.has("What the terms say") && receipt.has("₸1,000.00"), "{}", receipt.text);
        }
    }
    assert_eq!(reached, 1);
}

#[tokio::test]
async fn what_the_release_depends_on_is_asked_before_anything_is_available() {
    let app = TestApp::start().await;
    let (aigerim, nurlan, dana, billing) = garden(&app).await;
    let (first, second) = (nurlan.company().await, dana.company().await);
    billing.is_paid("pay_1", &first, "20000.00").await;
    billing.is_paid("pay_2", &second, "30000.00").await;
    app.passes_days(29).await;
    billing.is_paid("pay_3", &second, "30000.00").await;
    app.app.clock.advance(chrono::TimeDelta::days(1)).unwrap();
    // The job of releases alone does not know.
    beckon::rewards::release_due(&app.app.db).await.unwrap();
    aigerim.signs_in("Aigerim Sadykova").await;
    assert!(aigerim.opens("/statement?unit=cash").await.has("what you earned is on hold"));
    app.works_jobs().await;
    let csv = aigerim.opens("/statement.csv?unit=cash").await.text;
    let left = csv.lines().last().unwrap().split(',').nth(7).unwrap().to_owned();
    assert_eq!(left, "3000.00", "{csv}");
    assert!(aigerim.opens("/earnings").await.has("What the release depends on did not hold when the hold ended."));
}

#[tokio::test]
async fn refunds_freeze_correct_and_take_back() {
    let app = TestApp::start().await;
    let (aigerim, nurlan, _, billing) = garden(&app).await;
    let company = nurlan.company().await;
    billing.is_paid("pay_1", &company, "20000.00").await;
    billing.is_paid("pay_2", &company, "100.00").await;
    app.passes_days(30).await;
    aigerim.signs_in("Aigerim Sadykova").await;
    assert!(aigerim.opens("/statement?unit=cash").await.has("₸2,000.00"));
    let asked = json!({"refund": "ref_1", "payment": "pay_1", "amount": "5000.00"});
    assert_eq!(billing.reports("refund.requested", asked.clone()).await["status"], "applied");
    assert!(aigerim.opens("/earnings").await.has("waits for a refund decision"));
    assert!(aigerim.opens("/statement?unit=cash").await.has("Held back by a refund request"));
    assert_eq!(billing.reports("refund.completed", asked).await["status"], "applied");
    let csv = aigerim.opens("/statement.csv?unit=cash").await.text;
    assert_eq!(csv.lines().last().unwrap().split(',').nth(6), Some("1500.00"), "{csv}");
    let earnings = aigerim.opens("/earnings").await;
    assert!(earnings.has("−₸500.00") && earnings.has("the line it reverses"), "{}", earnings.text);
    // What is held back is less on the receipt as in the statement, and what came free again says nothing of a refusal.
    let receipt = aigerim.opens(&format!("/earnings/{}", earnings.ids("/earnings/")[0])).await;
    for page in [aigerim.opens("/statement?unit=cash").await, receipt] {
        assert!(page.has("−₸2,000.00") && page.has("Free again: the refund is decided"), "{}", page.text);
    }
}

#[derive(Debug, PartialEq, QueryableByName)]
struct Counted {
    #[diesel(sql_type = BigInt)]
    receipts: i64,
    #[diesel(sql_type = BigInt)]
    rewards: i64,
    #[diesel(sql_type = BigInt)]
    transfers: i64,
}

async fn counted(conn: &Conn) -> Result<Counted, Fault> {
    sql("SELECT (SELECT count(*) FROM receipts) AS receipts, (SELECT count(*) FROM rewards) AS rewards,
                (SELECT count(*) FROM transfers) AS transfers")
    .one(conn)
    .await
}

#[tokio::test]
async fn a_circle_that_is_reckoned_again_and_earns_the_same_writes_nothing() {
    let app = TestApp::start().await;
    let (_, nurlan, dana, billing) = garden(&app).await;
    billing.is_paid("pay_1", &nurlan.company().await, "20000.00").await;
    billing.is_paid("pay_2", &dana.company().await, "20000.00").await;
    let db = &app.app.db;
    let before = db.read(async |conn| counted(conn).await).await.unwrap();
    assert_eq!((before.rewards, before.transfers), (7, 10), "three of the seven have no hold: {before:?}");
    for _ in 0..2 {
        let due: Result<(), Fault> = db
            .write(async |tx| {
                let catalogue = programs::catalogue(tx).await?;
                reckoning::rates_changed(tx, &catalogue).await
            })
            .await;
        due.unwrap();
        assert!(reckoning::sweep(db).await.unwrap() > 0);
    }
    assert_eq!(db.read(async |conn| counted(conn).await).await.unwrap(), before);
}
