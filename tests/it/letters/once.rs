//! One letter, whoever writes it and whatever dies meanwhile; and none to whom it is not for.

use super::{AIGERIM, NURLAN, Post, invited};
use crate::support::TestApp;
use crate::support::sender::{Sender, publish};
use crate::support::story::Visitor;
use beckon::db::{Db, Fault, sql};
use beckon::jobs::Job;
use beckon::notices::jobs::TellNews;
use chrono::TimeDelta;
use diesel::QueryableByName;
use diesel::sql_types::BigInt;
use serde_json::json;

const BONUS: &str = include_str!("../../../programs/business-bonus.toml");

async fn count(app: &TestApp, what: &'static str) -> i64 {
    #[derive(QueryableByName)]
    struct Count {
        #[diesel(sql_type = BigInt)]
        count: i64,
    }
    let found: Result<Count, Fault> = app.app.db.read(async |conn| sql(what).one(conn).await).await;
    found.unwrap().count
}

const NEWS: &str = "SELECT count(*) AS count FROM news";
const WAITING: &str = "SELECT count(*) AS count FROM jobs WHERE kind = 'notices.letter'";

#[tokio::test]
async fn two_processes_write_one_letter() {
    let post = Post::open().await;
    let (_, nurlan, billing) = invited(&post, "en").await;
    post.comes().await;
    for n in 0..20 {
        billing.is_paid(&format!("pay_{n}"), &nurlan.company().await, "1000.00").await;
    }
    post.app.app.clock.advance(TimeDelta::minutes(10)).unwrap();
    let others = [post.app.second_process(), post.app.second_process()];
    let (one, two, three) = futures_util::join!(
        TellNews::default().run(&post.app.app),
        TellNews::default().run(&others[0]),
        TellNews::default().run(&others[1])
    );
    for sent in [one, two, three] {
        sent.unwrap();
    }
    assert_eq!(count(&post.app, NEWS).await, 0);
    post.app.works_jobs().await;
    assert_eq!(post.subjects(AIGERIM)[1..], ["You earned ₸2,000.00"]);
}

/// The job dies between taking the news and handing the letter over: it cannot hand over while the queue is locked.
#[tokio::test]
async fn who_dies_between_has_neither_lost_nor_doubled_a_letter() {
    let post = Post::open().await;
    let (_, nurlan, billing) = invited(&post, "en").await;
    post.comes().await;
    billing.is_paid("pay_1", &nurlan.company().await, "1000.00").await;
    post.app.app.clock.advance(TimeDelta::minutes(10)).unwrap();
    let before = count(&post.app, NEWS).await;
    let owner = Db::new(post.app.owner_url(), 1, post.app.app.clock.clone()).unwrap();
    let locked: Result<(), Fault> = owner
        .write(async |tx| {
            sql("LOCK TABLE jobs IN ACCESS EXCLUSIVE MODE").execute(tx).await?;
            let dies = post.app.second_process();
            let job = TellNews::default().run(&dies);
            assert!(tokio::time::timeout(std::time::Duration::from_millis(700), job).await.is_err(), "it waits");
            Ok(())
        })
        .await;
    locked.unwrap();
    assert_eq!((count(&post.app, NEWS).await, count(&post.app, WAITING).await), (before, 0), "as if it never began");
    post.app.works_jobs().await;
    post.app.works_jobs().await;
    assert_eq!(post.subjects(AIGERIM)[1..], ["You earned ₸100.00"]);
}

#[tokio::test]
async fn nobody_is_written_to_at_an_address_that_may_be_a_strangers() {
    let post = Post::open().await;
    publish(&post.app, BONUS).await;
    let billing = Sender::named(&post.app, "billing").await;
    let registers = async |name: &str, email: &str, referrer: Option<&str>| {
        let mut data = json!({"person": name, "email": email, "company": {"company": name, "name": name}});
        if let Some(referrer) = referrer {
            (data["program"], data["referrer"]) = ("business-bonus".into(), referrer.into());
        }
        billing.says("person.registered", data).await.applied();
    };
    registers("ann", "ann@example.com", None).await;
    // The address is taken: this person has none.
    registers("like-ann", "Ann@example.com", None).await;
    registers("bob", "bob@example.com", Some("ann")).await;
    registers("cleo", "cleo@example.com", Some("like-ann")).await;
    post.comes().await;
    assert_eq!(post.subjects("bob@example.com"), ["You were invited: welcome"], "billing knows its customers");
    assert_eq!(post.to("cleo@example.com").len(), 1);
    let to_ann = [post.subjects("ann@example.com"), post.subjects("Ann@example.com")].concat();
    assert_eq!(to_ann, ["Somebody registered by your invitation"]);
    assert_eq!(count(&post.app, NEWS).await, 0);
}

/// Whoever typed an address into our own form has to confirm it first.
#[tokio::test]
async fn a_welcome_waits_for_the_address_to_be_confirmed() {
    let post = Post::open().await;
    let (aigerim, ..) = invited(&post, "en").await;
    post.comes().await;
    let dana = Visitor::new(&post.app);
    dana.opens(&aigerim.link().await).await;
    let page = dana.opens("/register").await;
    let form = [("name", "Dana"), ("email", "dana@example.kz"), ("password", "blue kite 7"), ("company", "Dana LLP")];
    let form: Vec<_> = form.into_iter().chain([("code", page.field("code")), ("click", page.field("click"))]).collect();
    assert_eq!(dana.sends("/register", &form).await.status, 200);
    post.app.passes(TimeDelta::hours(7)).await;
    assert_eq!(post.to("dana@example.kz").len(), 0);
    assert_eq!(post.subjects(AIGERIM).len(), 2, "the referrer is told at once");
    let letters = post.app.letters();
    let link = letters.iter().rfind(|letter| letter.to == "dana@example.kz").unwrap();
    let token = link.text.split("token=").nth(1).unwrap().split_whitespace().next().unwrap().to_owned();
    assert_eq!(dana.sends("/email/confirm", &[("token", &token)]).await.status, 303);
    post.comes().await;
    assert_eq!(post.subjects("dana@example.kz"), ["You were invited: welcome"]);
    assert_eq!(post.to(NURLAN).len(), 1);
}

/// A demo's persons do not exist: nothing is written that could leave.
#[tokio::test]
async fn a_demo_writes_to_nobody() {
    let app = TestApp::start_demo_with_mail().await;
    app.passes_days(40).await;
    assert!(app.letters().iter().all(|letter| letter.unsubscribe.is_none()));
    assert_eq!(count(&app, NEWS).await, 0, "and keeps nothing to be told");
}
