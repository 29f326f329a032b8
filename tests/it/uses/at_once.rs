//! A spend against a payout, at the same time.

use super::*;
use beckon::withdrawals;
use chrono::TimeDelta;

/// Whoever comes first takes it; nothing is taken twice, and neither is an error.
#[tokio::test]
async fn a_spend_and_a_payout_never_overdraw() {
    let app = TestApp::start().await;
    let uses = "[use.cash]\nspend = true\npayout = { every = \"day\" }";
    let (ann, billing) = earned(&app, &terms("cash", uses)).await;
    app.app.clock.advance(TimeDelta::days(1)).unwrap();
    billing.issues("2026-1", &ann.company().await, "300.00").await;
    let (spent, paid) = tokio::join!(super::invoices::uses_all(&ann), withdrawals::pay_out_due(&app.app.db));
    paid.unwrap();
    let out = posted(&app, &["withdrawal_paid"]).await;
    match spent.status {
        303 => assert_eq!(out, ["withdrawal_paid 105.00 2026-04-11 00:00:00 UTC"]),
        status => {
            assert_eq!(status, 422, "{}", spent.text);
            assert_eq!(out, ["withdrawal_paid 405.00 2026-04-11 00:00:00 UTC"]);
        }
    }
    assert_eq!(held(&app).await, Vec::<String>::new());
    is_whole(&app).await;
}
