//! Members of staff: invited, moved, removed.

use super::between;
use crate::billing::{NOTHING, staff};
use crate::support::TestApp;
use crate::support::story::Visitor;
use beckon::db::{Fault, sql};
use beckon::people::{self, Role};

async fn id_of(app: &TestApp, email: &str) -> String {
    let key = [email.to_owned()];
    let known: Result<_, Fault> = app.app.db.read(async |conn| people::known_emails(conn, &key).await).await;
    known.unwrap()[email].to_string()
}

/// The path and query of the link in the latest letter to an address.
async fn link_to(app: &TestApp, email: &str) -> String {
    app.works_jobs().await;
    let letters = app.letters();
    let letter = letters.iter().rev().find(|letter| letter.to.contains(email)).unwrap();
    let line = letter.text.lines().find(|line| line.starts_with("http")).unwrap();
    line.split_once("//").unwrap().1.split_once('/').unwrap().1.to_owned()
}

#[tokio::test]
async fn somebody_new_is_invited_comes_by_the_letter_once_and_is_removed_at_once() {
    let app = TestApp::start().await;
    let admin = staff(&app, "Dana Ospanova", Role::Admin).await;
    let finance = staff(&app, "Boris Kim", Role::Finance).await;
    let form = [("email", " New.Colleague@house.example "), ("role", "support")];
    assert_eq!(finance.sends("/admin/staff", &form).await.status, 403);
    let sent = admin.sends("/admin/staff", &form).await;
    assert_eq!((sent.status, sent.to.as_str()), (303, "/admin/staff"), "{}", sent.text);
    let list = admin.opens("/admin/staff").await;
    assert!(list.has("The invitation is on its way.") && list.has("New.Colleague@house.example"), "{}", list.text);
    assert!(list.has("invited") && finance.opens("/admin/staff").await.has("Administrators invite"));

    let link = format!("/{}", link_to(&app, "New.Colleague@house.example").await);
    assert!(link.starts_with("/password/reset?token="), "{link}");
    let token = link.rsplit('=').next().unwrap();
    let visitor = Visitor::new(&app);
    app.passes(chrono::TimeDelta::hours(71)).await;
    let chosen = [("token", token), ("password", "blue kite 7")];
    assert_eq!(visitor.sends("/password/reset", &chosen).await.status, 303);
    assert_eq!(visitor.opens("/admin").await.status, 200);
    assert_eq!(visitor.sends("/admin/staff", &form).await.status, 403);
    let again = Visitor::new(&app).sends("/password/reset", &chosen).await;
    assert_eq!((again.status, again.to.as_str()), (200, ""), "the link worked once");

    let path = format!("/admin/staff/{}", id_of(&app, "new.colleague@house.example").await);
    assert_eq!(admin.sends(&format!("{path}/role"), &[("role", "finance")]).await.status, 303);
    assert_eq!(visitor.opens("/admin/people").await.status, 200, "another role ends no session");
    assert_eq!(admin.sends(&format!("{path}/removal"), NOTHING).await.status, 303);
    assert_eq!(visitor.opens("/overview").await.to, "/sign-in?next=%2Foverview", "who is removed is out at once");
    let gone = admin.sends(&format!("{path}/removal"), NOTHING).await;
    assert_eq!(gone.status, 422);
    assert!(gone.has("This person is no longer staff: somebody else was first."), "{}", gone.text);
    let log = admin.opens("/admin/deeds").await;
    let verbs = between(&log, r#"<a class="tag" href="/admin/deeds?verb="#, "\"");
    assert_eq!(verbs[..3], ["staff-removed", "staff-role-changed", "staff-added"]);
    assert!(log.has("finance") && log.has("support"), "before and after: {}", log.text);
}

#[tokio::test]
async fn whoever_is_registered_keeps_the_password_and_whoever_did_not_come_gets_another_letter() {
    let app = TestApp::start().await;
    let admin = staff(&app, "Dana Ospanova", Role::Admin).await;
    let aigerim = Visitor::registered(&app, "Aigerim Sadykova", "Dala").await;
    assert_eq!(
        admin.sends("/admin/staff", &[("email", "aigerim.sadykova@example.kz"), ("role", "finance")]).await.status,
        303
    );
    assert_eq!(link_to(&app, "aigerim.sadykova@example.kz").await, "admin");
    assert_eq!(aigerim.opens("/admin/withdrawals").await.status, 200);
    let twice = admin.sends("/admin/staff", &[("email", "Aigerim.Sadykova@example.kz"), ("role", "admin")]).await;
    assert!(
        twice.status == 422 && twice.has("is staff already") && twice.has("Aigerim.Sadykova@example.kz"),
        "{}",
        twice.text
    );

    let form = [("email", "late@house.example"), ("role", "support")];
    admin.sends("/admin/staff", &form).await;
    let first = link_to(&app, "late@house.example").await;
    app.passes(chrono::TimeDelta::hours(73)).await;
    let admin = {
        admin.signs_in("Dana Ospanova").await;
        admin
    };
    assert!(Visitor::new(&app).opens(&format!("/{first}")).await.has("too old"), "three days are over");
    assert_eq!(admin.sends("/admin/staff", &form).await.status, 303);
    assert_ne!(link_to(&app, "late@house.example").await, first);
    for (form, wrong) in [
        (&[("email", "nobody"), ("role", "support")], "wrong"),
        (&[("email", "a@house.example"), ("role", "owner")], "Choose a role."),
        (&[("email", "dana.ospanova@example.kz"), ("role", "support")], "Nobody changes their own role"),
    ] {
        let refused = admin.sends("/admin/staff", form).await;
        assert_eq!(refused.status, 422, "{form:?}");
        assert!(refused.has(form[0].1) && (wrong == "wrong" || refused.has(wrong)), "{form:?}: {}", refused.text);
    }
}

/// An administrator always stays: nobody changes the own role, and of two who remove each other at once one is first.
#[tokio::test]
async fn the_last_administrator_stays() {
    let app = TestApp::start().await;
    let dana = staff(&app, "Dana Ospanova", Role::Admin).await;
    let boris = staff(&app, "Boris Kim", Role::Admin).await;
    let (own, other) = (id_of(&app, "dana.ospanova@example.kz").await, id_of(&app, "boris.kim@example.kz").await);
    for verb in ["removal", "role"] {
        let refused = dana.sends(&format!("/admin/staff/{own}/{verb}"), &[("role", "support")]).await;
        assert!(refused.status == 422 && refused.has("Nobody changes their own role"), "{}", refused.text);
    }
    let (first, second) = (format!("/admin/staff/{other}/removal"), format!("/admin/staff/{own}/removal"));
    let (one, two) = tokio::join!(dana.sends(&first, NOTHING), boris.sends(&second, NOTHING));
    let mut statuses = [one.status, two.status];
    statuses.sort_unstable();
    // The second is told, or signed out already.
    assert!(statuses == [303, 422] || statuses == [303, 303], "{statuses:?}");
    let left = "SELECT FROM persons WHERE role = 'admin'";
    let left: Result<_, Fault> = app.app.db.write(async |tx| sql(left).execute(tx).await).await;
    assert_eq!(left.unwrap(), 1);
    assert_eq!(
        dana.sends("/admin/staff/x/removal", NOTHING).await.status,
        if one.status == 303 && one.to == "/admin/staff" { 404 } else { 303 }
    );
}

#[tokio::test]
async fn without_two_step_sign_in_no_page_and_no_verb_of_staff_opens() {
    let app = TestApp::start_asking_staff().await;
    let admin = staff(&app, "Dana Ospanova", Role::Admin).await;
    for path in ["/admin", "/admin/staff", "/admin/events", "/admin/people.csv"] {
        assert_eq!(admin.opens(path).await.to, "/settings/two-step", "{path}");
    }
    let form = [("email", "new@house.example"), ("role", "admin")];
    assert_eq!(admin.sends("/admin/staff", &form).await.to, "/settings/two-step");
    let known = ["new@house.example".to_owned()];
    let known: Result<_, Fault> = app.app.db.read(async |conn| people::known_emails(conn, &known).await).await;
    assert!(known.unwrap().is_empty());
    assert_eq!(admin.opens("/settings").await.status, 200, "the own account stays open");
}
