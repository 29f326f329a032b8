//! Many hands on the same money.

use super::desk::{Desk, transfers};
use crate::support::TestApp;
use futures_util::future::join_all;

#[tokio::test]
async fn of_two_members_of_staff_at_once_one_decides_and_the_other_is_told() {
    let app = TestApp::start().await;
    let desk = Desk::open(&app).await;
    let dana = desk.finance("Dana Akhmetova").await;
    let marat = desk.finance("Marat Ospanov").await;
    let aigerim = desk.earner("Aigerim Sadykova", "100000.00").await;
    for round in 0..10 {
        let id = aigerim.asks("150").await;
        let (approved, rejected) = tokio::join!(dana.takes(&id, "approval"), marat.takes(&id, "rejection"));
        let (loser, says) = match (approved.status, rejected.status) {
            (303, 422) => (rejected, "Dana Akhmetova approved it"),
            (422, 303) => (approved, "Marat Ospanov rejected it"),
            other => panic!("round {round}: {other:?}"),
        };
        assert!(loser.has(says), "round {round}: {}", loser.text);
        let (one, other) = tokio::join!(dana.takes(&id, "payment"), marat.takes(&id, "payment"));
        let paid = [one.status, other.status].into_iter().filter(|status| *status == 303).count();
        let posted = transfers(&app, &id).await;
        let expected = if says.contains("approved") { 1 } else { 0 };
        assert_eq!((paid, posted.iter().filter(|line| line.contains("paid_out")).count()), (expected, expected));
    }
}

/// 1,000.00 is there; each asks for 130.00. A refusal for want of a connection is no answer: the same form is sent again.
#[tokio::test]
async fn a_hundred_requests_at_once_never_overdraw() {
    let app = TestApp::start().await;
    let desk = Desk::open(&app).await;
    let aigerim = desk.earner("Aigerim Sadykova", "10000.00").await;
    let pages = join_all((0..100).map(|_| aigerim.opens("/withdrawals"))).await;
    let sent = pages.iter().map(async |page| {
        loop {
            let status = aigerim.fills(page, "130", "card").await.status;
            if status != 503 {
                break status;
            }
        }
    });
    let mut statuses = join_all(sent).await;
    statuses.sort_unstable();
    assert_eq!(statuses[..7], [303; 7]);
    assert_eq!(statuses[7..], [422; 93]);
    let has = desk.has(&aigerim).await;
    assert_eq!((has.available, has.withdrawing), ("90".parse().unwrap(), "910".parse().unwrap()));
}

#[tokio::test]
async fn a_cancellation_and_an_approval_at_once_leave_one_of_them() {
    let app = TestApp::start().await;
    let desk = Desk::open(&app).await;
    let dana = desk.finance("Dana Akhmetova").await;
    let aigerim = desk.earner("Aigerim Sadykova", "100000.00").await;
    for round in 0..10 {
        let id = aigerim.asks("150").await;
        let (canceled, approved) = tokio::join!(aigerim.takes(&id, "cancellation"), dana.takes(&id, "approval"));
        let mut statuses = [canceled.status, approved.status];
        statuses.sort_unstable();
        assert_eq!(statuses, [303, 422], "round {round}");
        assert_eq!(transfers(&app, &id).await.len(), if canceled.status == 303 { 2 } else { 1 }, "round {round}");
    }
}
