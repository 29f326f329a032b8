//! Looking for people, and everything about one.

use super::{between, following, pages};
use crate::billing::staff;
use crate::support::TestApp;
use crate::support::story::{Billing, Shown, Visitor, publish};
use beckon::db::Fault;
use beckon::ids::PersonId;
use beckon::people::{self, NewPerson, Role};
use serde_json::json;

/// The names of a page of people.
fn names(shown: &Shown) -> Vec<String> {
    let cells = between(shown, r#"<a href="/admin/people/"#, "</a>");
    cells.iter().map(|cell| cell.rsplit('>').next().unwrap().to_owned()).collect()
}

async fn comes(billing: &Billing<'_>, person: &str, name: &str, email: &str) {
    let mut told = json!({"person": person, "name": name, "email": email});
    if person == "p-77" {
        told["country"] = json!("KZ");
    }
    assert_eq!(billing.reports("person.registered", told).await["status"], "applied");
}

#[tokio::test]
async fn people_are_found_by_what_their_name_address_or_id_begins_with() {
    let app = TestApp::start().await;
    let support = staff(&app, "Boris Kim", Role::Support).await;
    let billing = Billing::new(&app).await;
    comes(&billing, "p-77", "Айгерім Садықова", "Aigerim.Sadykova@gmail.com").await;
    comes(&billing, "p-78", "Aigul_X", "aigul@dala.example").await;
    comes(&billing, "P-79", "Aigul%Y", "a%gul@dala.example").await;
    for (query, found) in [
        ("q=aigul", &["Aigul%Y", "Aigul_X"][..]),
        ("q=AIGUL", &["Aigul%Y", "Aigul_X"]),
        ("q=%D0%B0%D0%B9%D0%B3", &["Айгерім Садықова"]),
        ("q=%D0%90%D0%99%D0%93%D0%95%D0%A0%D0%86%D0%9C%20%D0%A1%D0%90%D0%94%D0%AB%D2%9A", &["Айгерім Садықова"]),
        ("q=aigul%25", &["Aigul%Y"]),
        ("q=aigul_", &["Aigul_X"]),
        ("q=%25", &[]),
        ("q=ul", &[]),
        ("q=%D1%81%D0%B0%D0%B4%D1%8B", &["Айгерім Садықова"]),
        ("q=%D1%81%D0%B0%D0%B4%D1%8B%D2%9B%D0%BE%D0%B2%D0%B0+%D0%B0%D0%B9", &["Айгерім Садықова"]),
        ("q=kim", &["Boris Kim"]),
        ("q=kim+aigul", &[]),
        ("q=KZ&in=country", &["Айгерім Садықова"]),
        ("q=UA&in=country", &[]),
        ("sort=oldest", &["Boris Kim", "Айгерім Садықова", "Aigul_X", "Aigul%Y"]),
        ("sort=name", &["Aigul%Y", "Aigul_X", "Boris Kim", "Айгерім Садықова"]),
        ("sort=email", &["Aigul%Y", "Айгерім Садықова", "Aigul_X", "Boris Kim"]),
        ("q=aig&in=email", &["Айгерім Садықова", "Aigul_X"]),
        ("q=aigul@d", &["Aigul_X"]),
        ("q=a%25&in=email", &["Aigul%Y"]),
        ("q=p-7&in=id", &["Айгерім Садықова", "Aigul_X"]),
        ("q=P-&in=id", &["Aigul%Y"]),
        ("q=p-777&in=id", &[]),
        ("q=nobody@example.kz", &[]),
        ("q=%00", &["Aigul%Y", "Aigul_X", "Айгерім Садықова", "Boris Kim"]),
        ("in=staff", &["Boris Kim"]),
    ] {
        let shown = support.opens(&format!("/admin/people?{query}")).await;
        assert_eq!((shown.status, names(&shown)), (200, found.iter().map(ToString::to_string).collect()), "{query}");
        assert_eq!(shown.has("Nobody is found."), found.is_empty(), "{query}");
    }
    // Another spelling of the same address, and our own id, lead straight to the one.
    let led = support.opens("/admin/people?q=aigerimsadykova%2Bx@googlemail.com").await;
    assert_eq!(led.status, 303, "{}", led.text);
    let page = support.opens(&led.to).await;
    assert!(page.has("Айгерім Садықова") && page.has("p-77") && page.has("billing"), "{}", page.text);
    let id = led.to.rsplit('/').next().unwrap();
    assert_eq!(support.opens(&format!("/admin/people?q={id}")).await.to, led.to);
}

#[tokio::test]
async fn many_people_are_read_page_by_page_and_as_a_file() {
    let app = TestApp::start().await;
    let support = staff(&app, "Boris Kim", Role::Support).await;
    let now = app.now();
    // Many of one name: the order goes on within it.
    let new = |n: u32| NewPerson {
        id: PersonId::new(now),
        name: if n < 120 { "Same Name".into() } else { format!("Same {n}") },
        email: Some(format!("same{n}@many.example").parse().unwrap()),
        claims_email: true,
        country: None,
        kind: None,
        registered_at: now,
    };
    let many: Vec<NewPerson> = (0..620).map(new).collect();
    let registered: Result<(), Fault> = app.app.db.write(async |tx| people::register(tx, &many).await).await;
    registered.unwrap();
    for (path, count) in [
        ("/admin/people?q=same", 620),
        ("/admin/people?q=same+name", 120),
        ("/admin/people?q=name", 120),
        ("/admin/people", 621),
    ] {
        let found = pages(&support, path).await;
        let lengths: Vec<usize> = found.iter().map(|page| names(page).len()).collect();
        assert!(lengths[..lengths.len() - 1].iter().all(|length| *length == 50), "{path}: {lengths:?}");
        let mut ids: Vec<&str> = found.iter().flat_map(|page| page.ids("/admin/people/")).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!((lengths.iter().sum::<usize>(), ids.len()), (count, count), "{path}: each once");
        let file = String::from_utf8(support.downloads(&path.replace("people", "people.csv")).await).unwrap();
        assert_eq!(file.lines().count(), count + 1, "{path}");
    }
    let mut listed = pages(&support, "/admin/people?q=same").await.iter().flat_map(names).collect::<Vec<_>>();
    assert!(listed.is_sorted_by_key(|name| name.to_lowercase()), "{listed:?}");
    listed.dedup();
    assert_eq!(listed.len(), 501);
    let beyond = support.opens("/admin/people?q=same&after=nonsense").await;
    assert_eq!(names(&beyond).len(), 50, "what is no mark is the beginning");
    assert!(following(&beyond).is_some());
}

#[tokio::test]
async fn one_person_is_shown_whole_to_staff_alone() {
    let app = TestApp::start().await;
    publish(&app).await;
    let support = staff(&app, "Boris Kim", Role::Support).await;
    let admin = staff(&app, "Dana Ospanova", Role::Admin).await;
    let billing = Billing::new(&app).await;
    let aigerim = Visitor::registered(&app, "Aigerim", "Dala LLP").await;
    let nurlan = Visitor::new(&app);
    nurlan.opens(&aigerim.link().await).await;
    nurlan.registers("Nurlan Abenov", "Invited LLP").await;
    let company = nurlan.company().await;
    billing.issues("inv-1", &company, "405000.00").await;
    billing.is_paid("pay-1", &company, "405000.00").await;

    let of = async |who: &str| support.opens(&format!("/admin/people?q={who}@example.kz")).await.to;
    let referrer = support.opens(&of("aigerim").await).await;
    for told in ["aigerim@example.kz", "Dala LLP", "₸40,500.00", "Nurlan Abenov", "10%", "Bonuses"] {
        assert!(referrer.has(told), "{told}: {}", referrer.text);
    }
    let path = of("nurlan.abenov").await;
    let invitee = support.opens(&path).await;
    for told in ["Invited LLP", "inv-1", "₸405,000.00", "Aigerim"] {
        assert!(invitee.has(told), "{told}: {}", invitee.text);
    }
    assert!(!invitee.has("Role given"));

    // What staff do to it is told there, and they are led to the whole log.
    let invoice = invitee.ids("/admin/invoices/")[0].to_owned();
    let voided = admin.sends(&format!("/admin/invoices/{invoice}/voiding"), crate::billing::NOTHING).await;
    assert_eq!(voided.status, 303, "{}", voided.text);
    let invitee = support.opens(&path).await;
    assert!(invitee.has("Invoice voided") && invitee.has("Dana Ospanova"), "{}", invitee.text);
    let id = path.rsplit('/').next().unwrap();
    let person = support.opens(&of("boris.kim").await).await;
    assert!(person.has("Role given") && person.has("On the machine itself"), "{}", person.text);
    assert!(invitee.has(&format!("/admin/deeds?about={id}")));

    assert_eq!(aigerim.opens(&path).await.status, 404, "for others the page does not exist");
    for nobody in ["01981a3c-0000-7000-8000-000000000001", "x", "%00"] {
        assert_eq!(support.opens(&format!("/admin/people/{nobody}")).await.status, 404, "{nobody}");
    }

    // Whoever left is still accounted for.
    let form = [("current", "blue kite 7"), ("sure", "yes")];
    let left = nurlan.sends("/settings/deletion", &form).await;
    assert_eq!(left.status, 303, "{}", left.text);
    let gone = support.opens(&path).await;
    assert!(gone.has("No name") && gone.has("Deleted") && !gone.has("Nurlan Abenov"), "{}", gone.text);
}

/// Twice the same word in a name, and a name that changed: each person comes once, under what they are called now.
#[tokio::test]
async fn a_name_is_found_by_each_of_its_words_once_and_only_as_it_is_now() {
    let app = TestApp::start().await;
    publish(&app).await;
    let support = staff(&app, "Boris Kim", Role::Support).await;
    let anna = Visitor::registered(&app, "Anna Antonova", "Anna LLP").await;
    let found = async |q: &str| names(&support.opens(&format!("/admin/people?q={q}")).await);
    assert_eq!(found("an").await, ["Anna Antonova"]);
    assert_eq!(found("antonova").await, ["Anna Antonova"]);
    let form = [("name", "Anna  Berik kyzy"), ("language", "en"), ("time_zone", "Asia/Almaty")];
    let sent = anna.sends("/settings/profile", &form).await;
    assert_eq!(sent.status, 303, "{}", sent.text);
    assert_eq!(found("antonova").await, Vec::<String>::new());
    assert_eq!(found("kyzy+anna").await.len(), 1, "what comes before follows at the end");
    let gone = anna.sends("/settings/deletion", &[("current", "blue kite 7"), ("sure", "yes")]).await;
    assert_eq!(gone.status, 303, "{}", gone.text);
    assert_eq!(found("berik").await, Vec::<String>::new());
}
