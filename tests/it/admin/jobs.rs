//! What runs when, what failed, and what staff do about it.

use super::between;
use crate::billing::{NOTHING, staff};
use crate::support::TestApp;
use beckon::app::App;
use beckon::db::sql;
use beckon::jobs::{self, Job, JobError};
use beckon::people::Role;
use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

/// Nobody works it: the queue says so and gives it up at last.
#[derive(Serialize, Deserialize)]
struct Unknown;

impl Job for Unknown {
    const KIND: &'static str = "of.another.version";

    async fn run(self, _app: &App) -> Result<(), JobError> {
        Ok(())
    }
}

#[tokio::test]
async fn staff_see_what_runs_when_and_how_it_ended() {
    let app = TestApp::start().await;
    let support = staff(&app, "Boris Kim", Role::Support).await;
    app.passes(TimeDelta::days(1)).await;
    let page = support.opens("/admin/jobs").await;
    for told in ["Audit the books", "every day at 03:00 UTC", "every minute", "every hour", "Nothing waits."] {
        assert!(page.has(told), "{told}: {}", page.text);
    }
    assert_eq!(between(&page, r#"<a class="tag" href="/admin/jobs?state=well">done"#, "<").len(), 16, "{}", page.text);
    assert!(!page.has("not yet") && !page.has("Failed jobs"), "{}", page.text);

    // A schedule whose job fails says so until it is done again.
    let fails = "UPDATE schedules SET failed_at = worked_at + interval '1 minute', last_error = 'the database is away'
        WHERE name = 'audit.nightly'";
    let failed: Result<_, beckon::db::Fault> = app.app.db.write(async |tx| sql(fails).execute(tx).await).await;
    assert_eq!(failed.unwrap(), 1);
    let page = support.opens("/admin/jobs").await;
    assert!(
        page.has("the database is away") && page.has(r#"<a class="tag bad" href="/admin/jobs?state=failed">failed"#),
        "{}",
        page.text
    );
    app.passes(TimeDelta::days(1)).await;
    assert!(!support.opens("/admin/jobs").await.has("the database is away"));
}

#[tokio::test]
async fn a_job_at_rest_is_tried_again_or_removed_by_one_of_two() {
    let app = TestApp::start().await;
    let support = staff(&app, "Boris Kim", Role::Support).await;
    let admin = staff(&app, "Dana Ospanova", Role::Admin).await;
    app.app.db.write(async |tx| jobs::enqueue(tx, &Unknown).await).await.unwrap();
    app.works_jobs().await;
    let waits = support.opens("/admin/jobs").await;
    assert!(waits.has("of.another.version") && waits.has("1 failed and waits"), "{}", waits.text);
    for _ in 1..16 {
        app.passes(TimeDelta::hours(6)).await;
    }
    let [job] = app.app.db.read(async |conn| jobs::graveyard(conn, 10).await).await.unwrap().try_into().unwrap();
    let (retry, removal) = (format!("/admin/jobs/{}/retry", job.job_id), format!("/admin/jobs/{}/removal", job.job_id));
    let seen = support.opens("/admin/jobs").await;
    assert!(seen.has("of.another.version") && !seen.has(&retry), "support looks and decides nothing");
    assert!(admin.opens("/admin").await.has(r#"href="/admin/jobs" class="bad""#));
    assert!(admin.opens("/admin/jobs").await.has(&retry));
    for path in [&retry, &retry] {
        let sent = admin.sends(path, NOTHING).await;
        assert_eq!((sent.status, sent.to.as_str()), (303, "/admin/jobs"));
    }
    let told = admin.opens("/admin/jobs").await;
    assert!(told.has("Somebody has tried it again or removed it already."), "{}", told.text);
    for _ in 0..17 {
        app.passes(TimeDelta::hours(6)).await;
    }
    assert_eq!(admin.sends(&removal, NOTHING).await.status, 303);
    assert!(admin.opens("/admin/jobs").await.has("The job is removed."));
    let log = support.opens("/admin/deeds").await;
    let done = between(&log, r#"<a class="tag" href="/admin/deeds?verb="#, "\"");
    assert_eq!(done[..2], ["job-removed", "job-retried"], "each once");
    assert_eq!(admin.sends("/admin/jobs/x/retry", NOTHING).await.status, 404);
}
