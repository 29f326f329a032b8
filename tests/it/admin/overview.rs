//! The staff's overview: what there is to do, what is owed by week, who came.

use crate::support::TestApp;
use crate::support::story::Shown;
use crate::withdrawals::desk::{Desk, TERMS};
use beckon::figures;
use chrono::TimeDelta;

/// The number on the tile that leads there.
fn tile(page: &Shown, href: &str) -> String {
    let (_, tasks) = page.text.split_once("id=\"tasks\"").unwrap();
    let (_, after) = tasks.split_once(&format!("href=\"{href}\"")).unwrap_or_else(|| panic!("{href}: {tasks}"));
    after.split("<b>").nth(1).unwrap().split('<').next().unwrap().to_owned()
}

#[tokio::test]
async fn tasks_are_counted_and_each_leads_where_it_is_done() {
    let app = TestApp::start().await;
    let desk = Desk::open(&app).await;
    let dana = desk.finance("Dana Akhmetova").await;
    let aigerim = desk.earner("Aigerim Sadykova", "100000").await;
    let (large, small) = (aigerim.asks("6000").await, aigerim.asks("150").await);
    dana.takes(&large, "approval").await;
    dana.takes(&small, "approval").await;
    aigerim.asks("200").await;
    let page = dana.opens("/admin").await;
    for (href, count) in [
        ("/admin/withdrawals?which=requested", "2"),
        ("/admin/withdrawals", "3"),
        ("/admin/withdrawals?which=overdue", "0"),
        ("/admin/withdrawals?which=second", "1"),
        ("/admin/claims", "0"),
        ("/admin/events?state=waiting", "0"),
        ("/admin/events?state=refused", "0"),
        ("/admin/jobs", "0"),
    ] {
        assert_eq!(tile(&page, href), count, "{href}");
        assert_eq!(dana.opens(href).await.status, 200, "{href}");
    }
    assert!(page.text.find("id=\"tasks\"") < page.text.find("id=\"books\""), "tasks come first");
    app.passes(TimeDelta::days(10) + TimeDelta::seconds(1)).await;
    dana.signs_in(&dana.name).await;
    assert_eq!(tile(&dana.opens("/admin").await, "/admin/withdrawals?which=overdue"), "3");
}

/// 10 % of 1,000.00 on 10 April, a Friday, is held until 24 April: in the week of Monday the 20th; of 3,000.00 four days later until the
/// 28th, in the week of the 27th.
#[tokio::test]
async fn what_is_owed_is_counted_each_hour_by_the_week_of_its_release() {
    let app = TestApp::start().await;
    let held = TERMS.replace("hold_days = 0", "hold_days = 14");
    let desk = Desk::under(&app, &held).await;
    let dana = desk.finance("Dana Akhmetova").await;
    let aigerim = desk.earner("Aigerim Sadykova", "1000").await;
    app.passes(TimeDelta::days(4)).await;
    let refunded = desk.pays(&aigerim, "3000").await;
    desk.pays(&aigerim, "3000").await;
    let request = serde_json::json!({"refund": "asked", "payment": refunded});
    desk.reports("refund.requested", request).await;
    app.passes(TimeDelta::hours(1)).await;
    dana.signs_in(&dana.name).await;
    let page = dana.opens("/admin").await;
    let (_, owed) = page.text.split_once("id=\"owed\"").unwrap();
    for words in ["Week of 20 April", "₴100.00", "Week of 27 April", "₴300.00", "Without a date", "₴700.00"] {
        assert!(owed.contains(words), "{words}: {owed}");
    }
    let found = app.app.db.read(async |conn| figures::latest(conn).await).await.unwrap().unwrap();
    let (units, came) = (&found.programs[0].units, found.programs[0].came);
    assert_eq!(units.len(), 1, "{units:?}");
    let weeks: Vec<_> = units[0].weeks.iter().map(|(day, amount)| (day.to_string(), amount.to_string())).collect();
    let expected = [("2026-04-20", "100.0000"), ("2026-04-27", "300.0000")];
    assert_eq!(weeks, expected.map(|(day, amount)| (day.to_owned(), amount.to_owned())));
    assert_eq!((units[0].undated, units[0].available), (300.into(), 0.into()), "frozen by the refund");
    assert_eq!((came.clicks, came.registered, came.paying), (1, 1, 1));
    app.passes(TimeDelta::days(11)).await;
    // Whether the release or the count came first in that hour is nobody's promise.
    app.passes(TimeDelta::hours(1)).await;
    dana.signs_in(&dana.name).await;
    let found = app.app.db.read(async |conn| figures::latest(conn).await).await.unwrap().unwrap();
    assert_eq!(found.programs[0].units[0].available, 100.into(), "released on the 24th");
    app.passes(TimeDelta::days(20)).await;
    let found = app.app.db.read(async |conn| figures::latest(conn).await).await.unwrap().unwrap();
    let came = found.programs[0].came;
    assert_eq!((came.clicks, came.registered, came.paying), (0, 0, 0), "more than 30 days ago");
}
