//! Replays that a job works while staff watch.

use super::{APRIL, BONUS, changed, costs, months, paying, reported};
use crate::support::TestApp;
use crate::support::sender::Sender;
use beckon::db::Conn;
use beckon::ids::ReplayId;
use beckon::people::{By, deeds};
use beckon::replays::{self, Limits, State, Stored};

const ONE: Limits = Limits { referrers: 1, people: 1 };

async fn requested(app: &TestApp, draft: &str) -> ReplayId {
    let over = months(APRIL, "2026-05");
    app.app.db.write(async |tx| replays::request(tx, &By::OPERATOR, draft, over).await).await.unwrap()
}

async fn found(app: &TestApp, id: ReplayId) -> Stored {
    app.app.db.read(async |conn| replays::find(conn, id).await).await.unwrap().unwrap()
}

/// Three who refer somebody that pays.
async fn three(app: &TestApp) {
    let billing: Sender<'_> = paying(app).await;
    for (referrer, invitee, amount) in [("bob", "bobs", "700.00"), ("cid", "cids", "800.00")] {
        billing.registers(referrer, None).await;
        billing.registers(invitee, Some(referrer)).await.pays(amount).await.receipt();
    }
}

#[tokio::test]
async fn a_job_works_what_was_asked_for_and_it_is_what_is_found_at_once() {
    let app = TestApp::start().await;
    three(&app).await;
    let draft = changed(BONUS, "give = \"10 %\"", "give = \"20 %\"");
    let id = requested(&app, &draft).await;
    let waiting = found(&app, id).await.listed;
    assert_eq!((waiting.state, waiting.done, waiting.of), (State::Running, 0, 3));
    app.works_jobs().await;
    let done = found(&app, id).await;
    assert_eq!((done.listed.state, done.listed.done, done.listed.ended_at), (State::Done, 3, Some(app.now())));
    assert_eq!(done.report, reported(&app, &draft, (APRIL, "2026-05")).await);
    assert_eq!(costs(&done.report)[0], "credit 340.50 681.00");
    let newest = app.app.db.read(async |conn: &Conn| replays::newest(conn, 10).await).await.unwrap();
    assert_eq!(newest, [done.listed]);
    let deeds = app.app.db.read(async |conn: &Conn| deeds(conn, 10).await).await.unwrap();
    assert!(
        deeds.iter().any(|deed| (deed.verb.as_str(), deed.subject.as_str()) == ("replay", "program business-bonus"))
    );
}

#[tokio::test]
async fn one_that_was_interrupted_goes_on_where_it_stopped_with_what_was_known_when_it_was_asked_for() {
    let app = TestApp::start().await;
    three(&app).await;
    let draft = changed(BONUS, "give = \"10 %\"", "give = \"20 %\"");
    let expected = reported(&app, &draft, (APRIL, "2026-05")).await;
    let id = requested(&app, &draft).await;
    assert_eq!(replays::work_on(&app.app.db, id, ONE, 1).await.unwrap(), State::Running);
    let half = found(&app, id).await;
    assert_eq!((half.listed.done, half.report.referrers, half.listed.ended_at), (1, 1, None));
    assert_eq!(replays::work_on(&app.app.db, id, ONE, 1).await.unwrap(), State::Running);
    // Whatever happens in the meantime is later than what was asked.
    app.app.clock.advance(chrono::TimeDelta::hours(1)).unwrap();
    let billing = Sender::named(&app, "other").await;
    billing.registers("late", None).await;
    app.works_jobs().await;
    let done = found(&app, id).await;
    assert_eq!((done.listed.state, done.listed.done), (State::Done, 3));
    assert_eq!(done.report, expected);
}

#[tokio::test]
async fn one_that_is_canceled_in_the_middle_stays_canceled_and_keeps_what_it_found() {
    let app = TestApp::start().await;
    three(&app).await;
    let id = requested(&app, &changed(BONUS, "give = \"10 %\"", "give = \"20 %\"")).await;
    replays::work_on(&app.app.db, id, ONE, 2).await.unwrap();
    let cancel = async || app.app.db.write(async |tx| replays::cancel(tx, &By::OPERATOR, id).await).await.unwrap();
    assert!(cancel().await);
    app.works_jobs().await;
    let canceled = found(&app, id).await;
    assert_eq!((canceled.listed.state, canceled.listed.done, canceled.report.referrers), (State::Canceled, 2, 2));
    assert_eq!(canceled.listed.ended_at, Some(app.now()));
    assert!(!cancel().await, "it was canceled before");
    assert_eq!(replays::work_on(&app.app.db, id, ONE, 9).await.unwrap(), State::Canceled);
}

#[tokio::test]
async fn what_is_refused_is_not_kept() {
    let app = TestApp::start().await;
    three(&app).await;
    let refused = async |draft: &str, from, until| {
        let over = months(from, until);
        let asked = app.app.db.write(async |tx| replays::request(tx, &By::OPERATOR, draft, over).await).await;
        asked.unwrap_err().to_string()
    };
    assert!(refused(BONUS, "2026-05", APRIL).await.contains("name the earlier month first"));
    assert!(refused("program = 1", APRIL, APRIL).await.contains("program"));
    let newest = app.app.db.read(async |conn: &Conn| replays::newest(conn, 10).await).await.unwrap();
    assert_eq!(newest, []);
    assert_eq!(app.works_jobs().await, 0);
}
