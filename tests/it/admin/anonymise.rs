//! Anonymising somebody by staff: what goes, what stays, and who is told.

use crate::billing::staff;
use crate::support::TestApp;
use crate::support::story::{Visitor, publish};
use crate::withdrawals::desk::Desk;
use beckon::audit;
use beckon::people::Role;
use serde_json::json;

const TYPED: &str = "aigerim.sadykova@example.kz";

#[tokio::test]
async fn somebody_is_anonymised_with_a_reason_and_the_books_stay_exact() {
    let app = TestApp::start().await;
    let desk = Desk::open(&app).await;
    let dana = staff(&app, "Dana Akhmetova", Role::Admin).await;
    let finance = desk.finance("Marat Ospanov").await;
    let aigerim = desk.earner("Aigerim Sadykova", "4050.00").await;
    let path = format!("/admin/people/{}/anonymising", aigerim.id);
    let person = dana.opens(&format!("/admin/people/{}", aigerim.id)).await;
    assert!(person.has(&path), "{}", person.text);
    assert_eq!(finance.opens(&path).await.status, 403);
    let page = dana.opens(&path).await;
    assert!(page.has(TYPED) && page.has("₴405.00"), "{}", page.text);
    for (reason, typed, gives_up, says) in [
        ("", TYPED, "yes", "Type the reason"),
        ("asked by letter", "aigerim", "yes", "Type exactly what stands above."),
        ("asked by letter", "", "yes", "Type exactly what stands above."),
        ("asked by letter", TYPED, "", "Tick this only if the person gave it up"),
    ] {
        let form = [("reason", reason), ("typed", typed), ("gives_up", gives_up)];
        let refused = dana.sends(&path, &form).await;
        assert!(refused.status == 422 && refused.has(says), "{reason:?} {typed:?} {gives_up:?}: {}", refused.text);
        assert_eq!((refused.field("reason"), refused.field("typed")), (reason, typed), "what was typed stays");
    }
    let sure = [("reason", "asked by letter"), ("typed", TYPED), ("gives_up", "yes")];
    let waiting = aigerim.asks("150").await;
    let refused = dana.sends(&path, &sure).await;
    assert!(refused.status == 422 && refused.has("A withdrawal is on its way."), "{}", refused.text);
    assert_eq!(finance.takes(&waiting, "rejection").await.status, 303);
    let done = dana.sends(&path, &sure).await;
    assert_eq!((done.status, done.to), (303, format!("/admin/people/{}", aigerim.id)), "{}", done.text);

    let person = dana.opens(&format!("/admin/people/{}", aigerim.id)).await;
    assert!(
        person.has("No name") && !person.has("<h1>Aigerim") && !person.has(TYPED) && !person.has(&path),
        "{}",
        person.text
    );
    assert_eq!(aigerim.opens("/overview").await.status, 303, "signed out");
    let again = dana.sends(&path, &[("reason", "x"), ("typed", aigerim.id.to_string().as_str())]).await;
    assert!(again.status == 422 && again.has("Dana Akhmetova did it on 10 April"), "{}", again.text);
    let deeds = desk.deeds().await;
    let deed = deeds.iter().find(|deed| deed.verb == "person-anonymised").unwrap();
    assert_eq!(deed.subject, format!("person {}", aigerim.id));
    assert_eq!(deed.before, Some(json!({"anonymous": false, "available": ["405 cash"]})));
    assert_eq!(deed.after, Some(json!({"anonymous": true, "available": ["0 cash"], "reason": "asked by letter"})));
    app.works_jobs().await;
    let letter = app.letters().into_iter().rev().find(|letter| letter.to.contains(TYPED)).unwrap();
    assert_eq!(letter.subject, "Your account is deleted");
    assert!(letter.text.contains("Our staff deleted your account.") && !letter.text.contains("as you asked"));
    let report = audit::audit(&app.app.db, None).await.unwrap();
    assert!(report.ok, "{:?}", report.differences);
}

#[tokio::test]
async fn of_two_admins_at_once_one_does_it_and_the_other_is_told() {
    let app = TestApp::start().await;
    publish(&app).await;
    let dana = staff(&app, "Dana Akhmetova", Role::Admin).await;
    let marat = staff(&app, "Marat Ospanov", Role::Admin).await;
    for name in ["Nurlan Abenov", "Saule Kim", "Zarina Quirkova"] {
        let somebody = Visitor::registered(&app, name, "Some LLP").await;
        assert_eq!(somebody.opens("/overview").await.status, 200);
        let email = format!("{}@example.kz", name.to_lowercase().replace(' ', "."));
        let to = dana.opens(&format!("/admin/people?q={email}")).await.to;
        let path = format!("{to}/anonymising");
        let form = [("reason", "asked by letter"), ("typed", email.as_str())];
        let (one, other) = tokio::join!(dana.sends(&path, &form), marat.sends(&path, &form));
        let (loser, winner) = match (one.status, other.status) {
            (303, 422) => (other, "Dana Akhmetova did it on"),
            (422, 303) => (one, "Marat Ospanov did it on"),
            statuses => panic!("{statuses:?}"),
        };
        // Whoever comes after it was done types another's address, and is told that it is nobody's any more.
        assert!(loser.has(winner) || loser.has("Type exactly what stands above."), "{}", loser.text);
    }
    // Staff lose their role first, and nobody is not there.
    let to = dana.opens("/admin/people?q=marat.ospanov@example.kz").await.to;
    let form = [("reason", "left us"), ("typed", "marat.ospanov@example.kz")];
    let refused = dana.sends(&format!("{to}/anonymising"), &form).await;
    assert!(refused.status == 422 && refused.has("Take the role away first."), "{}", refused.text);
    for nobody in ["01981a3c-0000-7000-8000-000000000001", "x"] {
        assert_eq!(dana.opens(&format!("/admin/people/{nobody}/anonymising")).await.status, 404);
        assert_eq!(dana.sends(&format!("/admin/people/{nobody}/anonymising"), &form).await.status, 404);
    }
}
