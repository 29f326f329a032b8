//! Trials that end.

use super::Post;
use crate::billing::{Customer, sells, staff};
use beckon::people::Role;
use chrono::TimeDelta;

const ANNA: &str = "anna@example.kz";

/// Fourteen days from 10 April; three days before is the 21st.
#[tokio::test]
async fn a_trial_that_ends_is_told_once_three_days_before() {
    let post = Post::open().await;
    let admin = staff(&post.app, "Dana Ospanova", Role::Admin).await;
    let plan = sells(&admin, "plan", "standard", "100", ("14", "10")).await;
    let anna = Customer::new(&post.app, "Anna").await;
    anna.chooses(&plan).await;
    post.app.passes_days(10).await;
    assert_eq!(post.subjects(ANNA), Vec::<String>::new());
    post.app.passes(TimeDelta::hours(25)).await;
    post.comes().await;
    let mail = post.titled(ANNA, "A trial ends soon");
    mail.says(&["The trial of a plan of your company ends soon", "standard, Anna LLP"]);
    mail.says(&["free until 24 April, then ₸100.00 a month", "/plans", "No more letters of this kind"]);
    post.app.passes_days(4).await;
    assert_eq!(post.subjects(ANNA), ["A trial ends soon", "A new invoice: ₸100.00"]);
}

/// Whoever canceled knows, and a trial of two days began but now.
#[tokio::test]
async fn a_trial_that_was_canceled_or_has_just_begun_is_not_told() {
    let post = Post::open().await;
    let admin = staff(&post.app, "Dana Ospanova", Role::Admin).await;
    let (long, short) = (
        sells(&admin, "plan", "long", "100", ("14", "10")).await,
        sells(&admin, "plan", "short", "90", ("2", "10")).await,
    );
    let anna = Customer::new(&post.app, "Anna").await;
    anna.chooses(&long).await;
    let page = anna.visitor.opens("/plans").await;
    let path =
        page.text.split(r#"action="/plans/subscriptions/"#).nth(1).unwrap().split('/').next().unwrap().to_owned();
    anna.does(&format!("/plans/subscriptions/{path}/cancellation"), &[]).await;
    let berik = Customer::new(&post.app, "Berik").await;
    berik.chooses(&short).await;
    post.app.passes(TimeDelta::hours(30)).await;
    post.app.passes_days(11).await;
    assert_eq!(post.subjects(ANNA), Vec::<String>::new());
    assert_eq!(post.subjects("berik@example.kz"), ["A new invoice: ₸90.00"]);
}
