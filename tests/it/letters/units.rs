//! What is no money, what has no hold, and what goes out by itself.

use super::{AIGERIM, Post};
use crate::support::sender::{Sender, publish};
use crate::support::story::{Billing, Visitor};
use beckon::db::Fault;
use chrono::TimeDelta;
use serde_json::json;

const POINTS: &str = include_str!("../../../programs/points.toml");

async fn speaks(post: &Post, email: &str, language: &str) {
    let key = [email.to_owned()];
    let done: Result<(), Fault> = post
        .app
        .app
        .db
        .write(async |tx| {
            let person = beckon::people::known_emails(tx, &key).await?[email];
            beckon::people::set_language(tx, person, language).await
        })
        .await;
    done.unwrap();
}

/// 100 points for the registration; a point for ten rupees of the first payment: 499 of 4,999.
#[tokio::test]
async fn points_have_their_plural_form_and_are_there_at_once() {
    let post = Post::open().await;
    publish(&post.app, POINTS).await;
    let billing = Sender::named(&post.app, "billing").await;
    let ann = "ann@example.com";
    let registers = async |name: &str, referrer: Option<&str>| {
        let mut data =
            json!({"person": name, "email": format!("{name}@example.com"), "company": {"company": name, "name": name}});
        if let Some(referrer) = referrer {
            (data["program"], data["referrer"]) = ("points".into(), referrer.into());
        }
        billing.says("person.registered", data).await.applied();
    };
    registers("ann", None).await;
    speaks(&post, ann, "ru").await;
    registers("bob", Some("ann")).await;
    post.comes().await;
    post.titled(ann, "Вам начислено 100 баллов").says(&["«Points for friends»", "уже доступно"]);
    let paid = json!({"payment": "p1", "company": "bob", "amount": "4999.00", "currency": "INR"});
    billing.says("payment.succeeded", paid).await.applied();
    speaks(&post, ann, "en").await;
    post.app.passes(TimeDelta::hours(6)).await;
    post.titled(ann, "You earned 499 points").says(&["Points for friends", "499 points", "available already"]);
    assert_eq!(post.to(ann).len(), 3, "and one about the registration: {:?}", post.subjects(ann));
}

/// A tenth in cash at once, which goes out on the fifteenth.
#[tokio::test]
async fn a_payout_is_told_and_what_had_no_hold_is_told_once() {
    let terms = "program = \"gain\"\nname = \"Gain\"\ncurrency = \"KZT\"\ntime_zone = \"UTC\"\n\
        [[reward]]\non = \"payment\"\nto = \"referrer\"\ngive = \"10 %\"\nas = \"cash\"\n\
        [use.cash]\npayout = { every = \"month\", day = 15, minimum = \"400.00\", days = 5 }\n";
    let post = Post::open().await;
    publish(&post.app, terms).await;
    let aigerim = Visitor::registered(&post.app, "Aigerim Sadykova", "Altyn Foods").await;
    let bob = Visitor::new(&post.app);
    bob.opens(&aigerim.link().await).await;
    bob.registers("Bob Cole", "Bobs").await;
    let billing = Billing::new(&post.app).await;
    billing.is_paid("pay_1", &bob.company().await, "4050.00").await;
    post.app.passes(TimeDelta::minutes(2)).await;
    post.app.passes_days(6).await;
    let mut subjects = post.subjects(AIGERIM);
    subjects.sort();
    assert_eq!(subjects, ["Somebody registered by your invitation", "You earned ₸405.00", "₸405.00 was paid out"]);
    post.titled(AIGERIM, "₸405.00 was paid out").says(&["The program “Gain” paid ₸405.00 out to you", "15 April"]);
    post.titled(AIGERIM, "You earned ₸405.00").says(&["available already"]);
}

/// A tenth of 4,050 lasts thirty days from 10 April.
#[tokio::test]
async fn what_expired_unused_is_told() {
    let terms = "program = \"gain\"\nname = \"Gain\"\ncurrency = \"KZT\"\ntime_zone = \"UTC\"\n\
        [[reward]]\non = \"payment\"\nto = \"referrer\"\ngive = \"10 %\"\nas = \"credit\"\n\
        [use.credit]\nexpires = \"30 days\"\n";
    let post = Post::open().await;
    publish(&post.app, terms).await;
    let aigerim = Visitor::registered(&post.app, "Aigerim Sadykova", "Altyn Foods").await;
    let bob = Visitor::new(&post.app);
    bob.opens(&aigerim.link().await).await;
    bob.registers("Bob Cole", "Bobs").await;
    Billing::new(&post.app).await.is_paid("pay_1", &bob.company().await, "4050.00").await;
    post.app.passes_days(29).await;
    post.comes().await;
    assert!(!post.subjects(AIGERIM).contains(&"₸405.00 expired".to_owned()));
    post.app.passes_days(2).await;
    post.titled(AIGERIM, "₸405.00 expired").says(&["Gain", "was not used in time", "10 May"]);
}

/// 100.00 of cash, worth 120 %.
#[tokio::test]
async fn a_conversion_is_told_at_once() {
    let terms = "program = \"gain\"\nname = \"Gain\"\ncurrency = \"KZT\"\ntime_zone = \"UTC\"\n\
        [[reward]]\non = \"payment\"\nto = \"referrer\"\ngive = \"10 %\"\nas = \"cash\"\n\
        [use.cash]\nconvert = { to = \"credit\", worth = \"120 %\" }\n";
    let post = Post::open().await;
    publish(&post.app, terms).await;
    let aigerim = Visitor::registered(&post.app, "Aigerim Sadykova", "Altyn Foods").await;
    let nurlan = Visitor::new(&post.app);
    nurlan.opens(&aigerim.link().await).await;
    nurlan.registers("Nurlan Abenov", "Dala Trade LLP").await;
    Billing::new(&post.app).await.is_paid("pay_1", &nurlan.company().await, "4050.00").await;
    post.app.passes(TimeDelta::hours(7)).await;
    let before = post.to(AIGERIM).len();
    let page = aigerim.opens("/withdrawals").await;
    let form = [("conversion", page.field("conversion")), ("program", "gain"), ("cash", "100.00")];
    assert_eq!(aigerim.sends("/withdrawals/conversions", &form).await.status, 303);
    post.app.passes(TimeDelta::minutes(1)).await;
    let mail = post.titled(AIGERIM, "₸120.00 of credit from your cash");
    mail.says(&["You turned cash into credit in the program “Gain”: ₸120.00 was added", "If it was not you, tell us"]);
    assert_eq!(post.to(AIGERIM).len(), before + 1, "{:?}", post.subjects(AIGERIM));
}
