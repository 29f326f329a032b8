//! What is flagged, and what is not.

use super::{decides, flags, pays, person, registers, told};
use crate::admin::{between, pages};
use crate::billing::staff;
use crate::support::TestApp;
use crate::support::sender::{Sender, publish as publishes};
use crate::support::story::{Billing, Visitor, publish};
use beckon::people::Role;
use chrono::TimeDelta;
use serde_json::json;

/// A tenth of what is paid, for the referrer, after two days.
pub const LEVELS: &str = "program = \"levels\"\nname = \"Levels\"\ncurrency = \"EUR\"\ntime_zone = \"UTC\"\n
[[reward]]\nid = \"own\"\non = \"payment\"\ngive = \"10 %\"\nhold_days = 2\nas = \"cash\"\n
[[reward]]\nid = \"second\"\non = \"payment\"\nto = \"level 2\"\ngive = \"3 %\"\nas = \"cash\"\n";

#[tokio::test]
async fn each_kind_is_found_once_and_shortly_after() {
    let app = TestApp::start().await;
    publishes(&app, LEVELS).await;
    let sender = Sender::named(&app, "billing").await;
    let ann = json!({"person": "ann", "name": "Ann Lee", "email": "ann.lee@dala.example",
        "company": {"company": "ann-co", "name": "Ann", "tax_id": "1203-40"}});
    sender.says("person.registered", ann).await.applied();
    registers(&sender, "bob", "Bob Hope", "bob@hope.example", Some("ann")).await;
    app.passes(TimeDelta::minutes(1)).await;
    assert_eq!(told(&app).await, [""; 0]);
    registers(&sender, "cid", "Cid Roy", "annlee+2@dala.example", Some("ann")).await;
    registers(&sender, "dan", "Lee ANN", "dan@other.example", Some("ann")).await;
    registers(&sender, "eve", "Eve Sim", "eve@x.mailinator.com", Some("ann")).await;
    registers(&sender, "fay", "Fay Dow", "bo.b@hope.example", Some("ann")).await;
    app.passes(TimeDelta::minutes(1)).await;
    let expected = ["same_email open", "own_invitee open", "disposable_mail open", "same_email open"];
    assert_eq!(told(&app).await, expected);
    // A company that is told of later; its number is written otherwise.
    let company = json!({"company": "bob-2", "person": "bob", "name": "Bob's second", "tax_id": "120 340"});
    sender.says("company.registered", company).await.applied();
    app.passes(TimeDelta::minutes(1)).await;
    app.passes(TimeDelta::hours(3)).await;
    let found = flags(&app).await;
    assert_eq!(found.len(), 5, "nothing is found twice: {found:?}");
    assert_eq!(found[4].kind.name(), "same_tax_id");
    assert_eq!((found[3].evidence.with.len(), found[0].evidence.with[0]), (1, found[0].person), "whose it is too");
    assert_ne!(found[3].evidence.with[0], found[3].person, "another invitee's");
    assert_eq!(found[2].evidence.matched.as_deref(), Some("mailinator.com"));
    // Nobody whom somebody else invited is compared.
    registers(&sender, "gus", "Gus Poe", "d.an@other.example", Some("bob")).await;
    app.passes(TimeDelta::minutes(1)).await;
    assert_eq!(told(&app).await.len(), 5);
}

#[tokio::test]
async fn two_who_come_by_one_link_with_one_browser_are_flagged_and_a_rush_once_a_day() {
    let app = TestApp::start().await;
    publish(&app).await;
    let aigerim = Visitor::registered(&app, "Aigerim", "Altyn Foods").await;
    let link = aigerim.link().await;
    for (name, company) in [("Nurlan Abenov", "Dala LLP"), ("Berik Omarov", "Berik Group")] {
        let visitor = Visitor::new(&app);
        visitor.opens(&link).await;
        visitor.registers(name, company).await;
    }
    app.passes(TimeDelta::minutes(1)).await;
    assert_eq!(told(&app).await, ["same_address open"], "the second of them");
    let billing = Billing::new(&app).await;
    let code = link.trim_start_matches("/r/");
    for n in 0..12 {
        let mut told = person(&format!("p{n}"), &format!("Person {n}"), &format!("p{n}@many.example"), None);
        told["code"] = json!(code);
        let at = app.now() - TimeDelta::seconds(12 - n);
        assert_eq!(billing.reports_of(at, "person.registered", told).await["status"], "applied");
    }
    app.passes(TimeDelta::minutes(1)).await;
    let found = flags(&app).await;
    let rushes: Vec<_> = found.iter().filter_map(|flag| flag.evidence.rush.as_ref()).collect();
    assert_eq!(rushes.len(), 1);
    assert_eq!((rushes[0].code.as_str(), rushes[0].count, rushes[0].hours), (code, 11, 1), "ten are usual");
    app.passes(TimeDelta::minutes(1)).await;
    assert_eq!(flags(&app).await.len(), 2);
}

#[tokio::test]
async fn staff_read_flags_and_referrals_page_by_page_and_cell_by_cell() {
    let app = TestApp::start().await;
    publishes(&app, LEVELS).await;
    let support = staff(&app, "Boris Kim", Role::Support).await;
    let finance = staff(&app, "Dana Ospanova", Role::Finance).await;
    let sender = Sender::named(&app, "billing").await;
    registers(&sender, "ann", "Ann Lee", "ann@dala.example", None).await;
    registers(&sender, "zoe", "Zoe Lux", "zoe@dala.example", None).await;
    for n in 0..60 {
        let email = format!("p{n}@mailinator.com");
        registers(&sender, &format!("p{n}"), &format!("Person {n}"), &email, Some("ann")).await;
    }
    registers(&sender, "last", "Last One", "last@yopmail.com", Some("zoe")).await;
    pays(&sender, "p1", "pay-1", "100.00").await;
    app.passes(TimeDelta::minutes(1)).await;
    for path in ["/admin/flags?kind=disposable_mail", "/admin/referrals"] {
        let listed = pages(&support, path).await;
        let rows: Vec<usize> = listed.iter().map(|page| page.text.matches("<tr><td").count()).collect();
        assert_eq!(rows, [50, 11], "{path}");
        let base = path.split('?').next().unwrap();
        let file = String::from_utf8(support.downloads(&path.replace(base, &format!("{base}.csv"))).await).unwrap();
        assert_eq!(file.lines().count(), 62, "{path}");
    }
    let count = async |path: &str| support.opens(path).await.text.matches("<tr><td").count();
    let flag = &flags(&app).await[60];
    assert_eq!(count(&format!("/admin/flags?who={}", flag.person)).await, 1);
    assert_eq!(count("/admin/flags?who=last%40yopmail.com").await, 1);
    assert_eq!(count("/admin/flags?who=ann%40dala.example&kind=velocity").await, 0, "they were named by their id");
    assert!(support.opens("/admin/flags?who=nobody%40example.kz").await.has("Nobody is found."));
    assert_eq!(count(&format!("/admin/referrals?by={}", flag.person)).await, 1);
    assert_eq!(count("/admin/referrals?state=paying").await, 1);
    assert_eq!(count("/admin/referrals?program=levels&state=unpaid").await, 50);
    assert_eq!(count("/admin/referrals?state=held").await, 0);
    assert_eq!(support.opens("/admin/referrals?program=nothing").await.status, 404);
    assert_eq!(support.opens("/admin/referrals?by=nobody").await.status, 404);
    let path = format!("/admin/flags/{}", flag.id);
    assert_eq!(decides(&finance, &path, "holding", "A throwaway address").await.status, 303);
    let held = support.opens("/admin/referrals?state=held").await;
    assert_eq!(between(&held, "class=\"who\"", "</td>").len(), 1);
    assert!(held.has("Last One") && held.has("Throwaway mail"), "{}", held.text);
    assert_eq!((count("/admin/flags?state=held").await, count("/admin/flags?state=open").await), (1, 50));
    assert!(support.opens("/admin").await.has("/admin/flags?state=open"));
}
