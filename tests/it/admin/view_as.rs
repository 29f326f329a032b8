//! Staff look at a person's account: what they see, for how long, and what is told of it.

use super::between;
use crate::billing::{NOTHING, staff};
use crate::support::TestApp;
use crate::support::story::{Visitor, publish};
use beckon::db::Fault;
use beckon::people::{self, By, Role};
use chrono::TimeDelta;

const BANNER: &str = "You look at the account of Aigerim Sadykova";

async fn id_of(app: &TestApp, email: &str) -> beckon::ids::PersonId {
    let key = [email.to_owned()];
    let known: Result<_, Fault> = app.app.db.read(async |conn| people::known_emails(conn, &key).await).await;
    known.unwrap()[email]
}

/// A person who has just registered, and the path of the form that begins to look at their account.
async fn aigerim(app: &TestApp) -> (Visitor<'_>, String) {
    publish(app).await;
    let aigerim = Visitor::registered(app, "Aigerim Sadykova", "Dala").await;
    (aigerim, format!("/admin/people/{}/view", id_of(app, "aigerim.sadykova@example.kz").await))
}

#[tokio::test]
async fn support_sees_an_account_with_a_reason_and_the_log_tells_of_it() {
    let app = TestApp::start().await;
    let (aigerim, path) = aigerim(&app).await;
    let support = staff(&app, "Boris Kim", Role::Support).await;
    let person = path.trim_end_matches("/view");
    assert!(support.opens(person).await.has(&path));
    for reason in ["", "  ", "\u{7}", &"long".repeat(100)] {
        let refused = support.sends(&path, &[("reason", reason)]).await;
        assert_eq!(refused.status, 422);
        assert!(refused.has("Say why, in up to 300 characters."), "{}", refused.text);
    }
    let begun = support.sends(&path, &[("reason", "Question 4711")]).await;
    assert_eq!((begun.status, begun.to.as_str()), (303, "/overview"));

    let seen = support.opens("/overview").await;
    assert!(
        seen.status == 200 && seen.has(BANNER) && seen.has("Until") && !seen.has(r#"href="/admin""#),
        "{}",
        seen.text
    );
    // No link of hers is made by looking, and none of the looker's own is shown.
    let link = aigerim.link().await;
    assert!(support.opens("/overview").await.has(&link));
    for closed in [
        "/admin",
        "/admin/people",
        "/settings",
        "/settings/payout",
        "/settings/data",
        "/earnings.csv",
        "/statement.pdf",
        "/r/ZZZZZZZZ",
    ] {
        let refused = support.opens(closed).await;
        assert!(
            refused.status == 403 && refused.has("You only look") && refused.has(BANNER),
            "{closed}: {}",
            refused.text
        );
    }
    let sent = support
        .sends("/companies", &[("company", "019d76ba-15c0-7000-8000-000000000001"), ("name", "Second LLP")])
        .await;
    assert!(sent.status == 403 && sent.has("nothing can be changed"), "{}", sent.text);
    assert!(!aigerim.opens("/companies").await.has("Second LLP"));
    assert!(!aigerim.opens("/overview").await.has(BANNER), "she sees nothing of it");
    // The session stays the looker's own: its owner may end it.
    let ended = support.sends("/admin/view/end", NOTHING).await;
    assert_eq!((ended.status, ended.to.as_str()), (303, person));
    assert!(support.opens(person).await.has("You look at your own account again."));
    assert_eq!(support.sends("/admin/view/end", NOTHING).await.status, 404);
    let log = support.opens("/admin/deeds").await;
    let verbs = between(&log, r#"<a class="tag" href="/admin/deeds?verb="#, "\"");
    assert_eq!(verbs[..2], ["view-ended", "view-begun"]);
    assert!(log.has("Question 4711") && log.has("Boris Kim"), "{}", log.text);
    app.passes(TimeDelta::hours(1)).await;
    let log = support.opens("/admin/deeds?verb=view-ended").await;
    assert_eq!(log.text.matches(">Stopped looking at an account<").count(), 1, "told once");
}

#[tokio::test]
async fn a_view_ends_after_half_an_hour_by_itself() {
    let app = TestApp::start().await;
    let (_, path) = aigerim(&app).await;
    let support = staff(&app, "Boris Kim", Role::Support).await;
    support.sends(&path, &[("reason", "Question 4711")]).await;
    app.passes(TimeDelta::minutes(30) - TimeDelta::seconds(1)).await;
    assert!(support.opens("/overview").await.has(BANNER));
    app.passes(TimeDelta::seconds(1)).await;
    let own = support.opens("/admin/deeds?verb=view-ended").await;
    assert!(own.status == 200 && !own.has(BANNER) && own.has("Stopped looking at an account"), "{}", own.text);
    assert_eq!(support.opens("/settings").await.status, 200);
}

#[tokio::test]
async fn nobody_looks_at_staff_at_the_deleted_or_without_a_role() {
    let app = TestApp::start().await;
    let (aigerim, path) = aigerim(&app).await;
    let support = staff(&app, "Boris Kim", Role::Support).await;
    staff(&app, "Dana Ospanova", Role::Admin).await;
    let dana = id_of(&app, "dana.ospanova@example.kz").await;
    let refused = support.sends(&format!("/admin/people/{dana}/view"), &[("reason", "why not")]).await;
    assert!(refused.status == 422 && refused.has("Accounts of staff are not looked at."), "{}", refused.text);
    assert_eq!(aigerim.sends(&path, &[("reason", "mine")]).await.status, 404);

    // Whoever loses the role sees nothing more: signed out at once.
    support.sends(&path, &[("reason", "Question 4711")]).await;
    let boris = id_of(&app, "boris.kim@example.kz").await;
    let removed: Result<_, Fault> =
        app.app.db.write(async |tx| people::remove_staff(tx, &By::OPERATOR, boris).await).await;
    assert!(removed.unwrap());
    assert_eq!(support.opens("/overview").await.to, "/sign-in?next=%2Foverview");
    let admin = Visitor::new(&app);
    admin.signs_in("Dana Ospanova").await;
    app.passes(TimeDelta::minutes(30)).await;
    assert!(admin.opens("/admin/deeds?verb=view-ended").await.has("Boris Kim"), "its end is told all the same");

    let gone = [("current", "blue kite 7"), ("sure", "yes"), ("gives_up", "")];
    assert_eq!(aigerim.sends("/settings/deletion", &gone).await.status, 303);
    let refused = admin.sends(&path, &[("reason", "Question 4711")]).await;
    assert!(refused.status == 422 && refused.has("This account was deleted."), "{}", refused.text);
}
