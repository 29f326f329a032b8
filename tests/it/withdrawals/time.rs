//! Due dates, what is overdue, and what is released first.

use super::desk::Desk;
use crate::support::TestApp;
use beckon::db::Fault;
use beckon::withdrawals::{self, Wanted, Which};
use chrono::TimeDelta;

#[tokio::test]
async fn it_is_due_at_the_same_time_of_day_ten_days_later_and_overdue_after_that() {
    let app = TestApp::start().await;
    let desk = Desk::open(&app).await;
    let dana = desk.finance("Dana Akhmetova").await;
    let aigerim = desk.earner("Aigerim Sadykova", "10000.00").await;
    // In Kyiv the clocks go back on 25 October 2026: 12:30 is an hour later in UTC after that.
    let at: beckon::calendar::Instant = "2026-10-20T09:30:00Z".parse().unwrap();
    app.passes(at - app.now()).await;
    for person in [&aigerim, &dana] {
        person.signs_in(&person.name).await;
    }
    let first = aigerim.asks("150").await;
    app.passes(TimeDelta::hours(1)).await;
    let second = aigerim.asks("160").await;
    let open = async |which| {
        let found: Result<_, Fault> =
            app.app.db.read(async |conn| withdrawals::listed(conn, &Wanted::of(which), 10).await).await;
        found.unwrap().into_iter().map(|one| (one.id.to_string(), one.due_at.to_rfc3339())).collect::<Vec<_>>()
    };
    let due = ["2026-10-30T10:30:00+00:00", "2026-10-30T11:30:00+00:00"].map(str::to_owned);
    let expected = vec![(first.clone(), due[0].clone()), (second.clone(), due[1].clone())];
    assert_eq!(open(Which::Open).await, expected, "by due date");
    assert_eq!(open(Which::Overdue("2026-10-30T10:30:00Z".parse().unwrap())).await, []);
    assert_eq!(open(Which::Overdue("2026-10-30T10:30:01Z".parse().unwrap())).await, expected[..1]);
    assert!(!dana.opens("/admin/withdrawals").await.has(">overdue<"));
    let later: beckon::calendar::Instant = "2026-10-30T11:00:00Z".parse().unwrap();
    app.passes(later - app.now()).await;
    let queue = dana.opens("/admin/withdrawals").await;
    assert_eq!(queue.text.matches(">overdue<").count(), 1);
    assert_eq!(queue.ids("/admin/withdrawals/"), [first.as_str(), second.as_str()]);
    assert_eq!(dana.opens("/admin/withdrawals?which=overdue").await.ids("/admin/withdrawals/"), [first.as_str()]);
    let page = aigerim.opens("/withdrawals").await;
    assert!(page.has(">overdue<") && page.has("by 30 October: 1 day late."), "the person is told too: {}", page.text);
    let overview = aigerim.opens("/overview").await;
    let late = "Your withdrawal is late";
    assert!(overview.has(late) && overview.has("by 30 October: 1 day late."), "{}", overview.text);
    assert_eq!(page.text.matches("Decided and paid by").count(), 1, "what is over is not promised any more");
    dana.takes(&first, "rejection").await;
    assert_eq!(open(Which::Overdue(later)).await, [], "what is decided is not overdue");
}

#[tokio::test]
async fn what_is_due_is_released_before_it_is_withdrawn() {
    let app = TestApp::start().await;
    let desk = Desk::open(&app).await;
    let aigerim = desk.earner("Aigerim Sadykova", "1500.00").await;
    let page = aigerim.opens("/withdrawals").await;
    let data = serde_json::json!({"payment": "just_now", "company": desk.company_of(&aigerim), "amount": "1500.00", "currency": "UAH"});
    desk.reports("payment.succeeded", data).await;
    assert_eq!(desk.has(&aigerim).await.available, "150".parse().unwrap(), "no job has run yet");
    assert_eq!(aigerim.fills(&page, "300", "card").await.status, 303);
    let has = desk.has(&aigerim).await;
    assert_eq!((has.on_hold, has.available, has.withdrawing), (0.into(), 0.into(), 300.into()));
}

#[tokio::test]
async fn staff_see_what_the_last_night_found() {
    let app = TestApp::start().await;
    let desk = Desk::open(&app).await;
    let dana = desk.finance("Dana Akhmetova").await;
    desk.earner("Aigerim Sadykova", "1500.00").await;
    app.passes(TimeDelta::days(1)).await;
    let page = dana.opens("/admin").await;
    assert!(
        page.has("The last audit found the books whole.") && page.has("2 transfers and 1 receipts"),
        "{}",
        page.text
    );
    let database = app.owner_url().rsplit('/').next().unwrap();
    crate::support::cluster::execute(database, "UPDATE accounts SET balance = balance + 5 WHERE account = 'available'")
        .await;
    app.passes(TimeDelta::days(1)).await;
    let page = dana.opens("/admin").await;
    assert!(page.has("The last audit found") && page.has("its transfers add up to"), "{}", page.text);
    crate::support::cluster::execute(database, "UPDATE accounts SET balance = balance - 5 WHERE account = 'available'")
        .await;
    assert!(dana.opens("/admin").await.has("its transfers add up to"), "until the next night");
    app.passes(TimeDelta::minutes(1)).await;
    let asked = dana.sends("/admin/books/audit", &[("", "")]).await;
    assert_eq!((asked.status, asked.to.as_str()), (303, "/admin/books"), "or until it is run by hand");
    let page = dana.opens("/admin/books").await;
    assert!(page.has("The books are being audited.") && !page.has("Audit the books now"), "{}", page.text);
    dana.sends("/admin/books/audit", &[("", "")]).await;
    app.works_jobs().await;
    let page = dana.opens("/admin/books").await;
    assert!(page.has("The last audit found the books whole.") && page.has(" difference"), "{}", page.text);
    assert!(dana.opens("/admin").await.has("The last audit found the books whole."));
    let deeds = desk.deeds().await;
    let audited = deeds.iter().filter(|deed| deed.verb == "books-audited").count();
    assert_eq!((deeds[0].verb.as_str(), audited), ("books-audited", 1), "who asks twice has it once");
}
