//! The queue: with its cause or not at all, once a slot, again after a failure, at rest after the last.

use super::support::{TestApp, house};
use beckon::app::App;
use beckon::db::{Fault, sql};
use beckon::jobs::{self, Every, Failed, Handlers, Job, JobError};
use chrono::TimeDelta;
use diesel::sql_types::{BigInt, Text};
use serde::{Deserialize, Serialize};

/// Leaves a mark in the database, so that it is seen how often it ran.
#[derive(Serialize, Deserialize, Default)]
struct Mark {
    name: String,
}

impl Job for Mark {
    const KIND: &'static str = "mark";

    async fn run(self, app: &App) -> Result<(), JobError> {
        app.db
            .write(async |tx| {
                sql("INSERT INTO emails (email_key, person_id) VALUES (? || gen_random_uuid(), gen_random_uuid())")
                    .bind::<Text, _>(&self.name)
                    .execute(tx)
                    .await
            })
            .await?;
        Ok(())
    }
}

#[derive(Serialize, Deserialize)]
struct Fails {
    forever: bool,
}

impl Job for Fails {
    const KIND: &'static str = "fails";

    async fn run(self, _app: &App) -> Result<(), JobError> {
        match self.forever {
            true => Err(JobError::Never("there is no such letter".into())),
            false => Err(JobError::Later("the server is away".into())),
        }
    }
}

#[derive(Serialize, Deserialize)]
struct Panics;

impl Job for Panics {
    const KIND: &'static str = "panics";

    async fn run(self, _app: &App) -> Result<(), JobError> {
        panic!("as a test wants it");
    }
}

#[derive(diesel::QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    count: i64,
}

async fn marks(app: &TestApp) -> i64 {
    let count = async |conn: &_| sql("SELECT count(*) AS count FROM emails").one::<Count>(conn).await;
    app.app.db.read(count).await.unwrap().count
}

async fn graveyard(app: &TestApp) -> Vec<Failed> {
    app.app.db.read(async |conn| jobs::graveyard(conn, 10).await).await.unwrap()
}

async fn enqueue<J: Job>(app: &TestApp, job: J) {
    app.app.db.write(async |tx| jobs::enqueue(tx, &job).await).await.unwrap();
}

fn mark(name: &str) -> Mark {
    Mark { name: name.into() }
}

#[tokio::test]
async fn a_job_is_worked_once() {
    let app = TestApp::start_with(Handlers::default().with::<Mark>()).await;
    enqueue(&app, mark("a")).await;
    assert_eq!(marks(&app).await, 0);
    assert_eq!(app.works_jobs().await, 1);
    assert_eq!(app.works_jobs().await, 0);
    assert_eq!(marks(&app).await, 1);
}

#[tokio::test]
async fn a_job_whose_cause_was_rolled_back_never_was() {
    let app = TestApp::start_with(Handlers::default().with::<Mark>()).await;
    let refused: Result<(), Fault> = app
        .app
        .db
        .write(async |tx| {
            jobs::enqueue(tx, &mark("a")).await?;
            Err(Fault::contradiction("the cause failed"))
        })
        .await;
    assert!(refused.is_err());
    assert_eq!(app.works_jobs().await, 0);
}

#[tokio::test]
async fn a_job_waits_for_its_time() {
    let app = TestApp::start_with(Handlers::default().with::<Mark>()).await;
    let due = app.now() + TimeDelta::hours(1);
    app.app.db.write(async |tx| jobs::enqueue_at(tx, &mark("a"), due).await).await.unwrap();
    assert_eq!(app.works_jobs().await, 0);
    app.passes(TimeDelta::hours(1)).await;
    assert_eq!(marks(&app).await, 1);
}

#[tokio::test]
async fn a_failed_job_is_tried_again_ever_later_and_rests_at_last() {
    let app = TestApp::start_with(Handlers::default().with::<Fails>()).await;
    enqueue(&app, Fails { forever: false }).await;
    assert_eq!(app.works_jobs().await, 1);
    assert_eq!(app.works_jobs().await, 0, "it must wait before the second attempt");
    app.app.clock.advance(TimeDelta::seconds(10)).unwrap();
    assert_eq!(app.works_jobs().await, 1);
    app.app.clock.advance(TimeDelta::seconds(10)).unwrap();
    assert_eq!(app.works_jobs().await, 0, "it must wait longer before the third");
    for _ in 2..16 {
        assert_eq!(graveyard(&app).await, []);
        app.passes(TimeDelta::hours(6)).await;
    }
    let [failed] = graveyard(&app).await.try_into().unwrap();
    assert_eq!(
        (failed.kind.as_str(), failed.attempts, failed.last_error.as_str()),
        ("fails", 16, "the server is away")
    );
    app.passes_days(1).await;
    assert_eq!(graveyard(&app).await.len(), 1);
    assert!(app.app.db.write(async |tx| jobs::remove(tx, failed.job_id).await).await.unwrap());
}

#[tokio::test]
async fn a_job_that_cannot_succeed_rests_at_once_until_staff_retry_it() {
    let app = TestApp::start_with(Handlers::default().with::<Fails>()).await;
    enqueue(&app, Fails { forever: true }).await;
    app.works_jobs().await;
    let [failed] = graveyard(&app).await.try_into().unwrap();
    assert_eq!((failed.attempts, failed.last_error.as_str()), (1, "there is no such letter"));
    assert!(app.app.db.write(async |tx| jobs::retry(tx, failed.job_id).await).await.unwrap());
    assert_eq!(graveyard(&app).await, []);
    assert_eq!(app.works_jobs().await, 1);
    assert!(app.app.db.write(async |tx| jobs::remove(tx, failed.job_id).await).await.unwrap());
    assert!(!app.app.db.write(async |tx| jobs::remove(tx, failed.job_id).await).await.unwrap());
}

#[tokio::test]
async fn a_panic_is_a_failed_attempt_and_stops_nobody() {
    let app = TestApp::start_with(Handlers::default().with::<Panics>().with::<Mark>()).await;
    enqueue(&app, Panics).await;
    enqueue(&app, mark("a")).await;
    assert_eq!(app.works_jobs().await, 2);
    assert_eq!(marks(&app).await, 1);
}

#[tokio::test]
async fn a_job_of_a_dead_process_is_taken_over_after_its_lease() {
    let app = TestApp::start_with(Handlers::default().with::<Mark>()).await;
    enqueue(&app, mark("a")).await;
    let take = "UPDATE jobs SET attempts = 1, leased_until = ?";
    let lease = app.now() + TimeDelta::seconds(30);
    let taken =
        async |tx: &beckon::db::Tx| sql(take).bind::<diesel::sql_types::Timestamptz, _>(lease).execute(tx).await;
    assert_eq!(app.app.db.write(taken).await.unwrap(), 1);
    assert_eq!(app.works_jobs().await, 0);
    app.passes(TimeDelta::seconds(30)).await;
    assert_eq!(marks(&app).await, 1);
}

#[tokio::test]
async fn a_slot_is_worked_once_by_several_processes() {
    let handlers = || Handlers::default().every::<Mark>(Every::Minute).unwrap();
    let app = TestApp::start_with(handlers()).await;
    let second = app.second_process();
    for minute in 1..=3 {
        let (other, theirs) = (second.clone(), handlers());
        let thread =
            std::thread::spawn(move || house().block_on(async { jobs::run_due(&other, &theirs).await.unwrap() }));
        app.works_jobs().await;
        thread.join().unwrap();
        assert_eq!(marks(&app).await, minute);
        app.app.clock.advance(TimeDelta::minutes(1)).unwrap();
    }
}

#[tokio::test]
async fn what_happens_by_itself_happens_each_day_without_a_failure() {
    let app = TestApp::start().await;
    app.passes_days(3).await;
    let slots = async |conn: &_| {
        sql("SELECT count(*) AS count FROM schedules WHERE last_slot >= '2026-04-13T03:00:00Z'")
            .one::<Count>(conn)
            .await
    };
    assert_eq!(app.app.db.read(slots).await.unwrap().count, 15);
}
