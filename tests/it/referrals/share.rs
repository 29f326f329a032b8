//! The share kit: links with names, and what carries them.

use super::new_link;
use crate::support::TestApp;
use crate::support::story::{Billing, Visitor, publish};
use chrono::TimeDelta;
use serde_json::json;

#[tokio::test]
async fn links_are_added_named_and_closed_each_with_what_came_of_it() {
    let app = TestApp::start().await;
    publish(&app).await;
    let aigerim = Visitor::registered(&app, "Aigerim Sadykova", "Altyn Foods").await;
    let first = aigerim.link().await.replace("/r/", "");
    assert_eq!(aigerim.links().await, [first.as_str()]);
    let last = aigerim.sends(&format!("/share/links/{first}/closing"), &[("", "")]).await;
    assert!(last.status == 422 && last.has("One link of each program stays open."));

    let form = new_link(&app, "Fair in Almaty", "conf-26");
    for _ in 0..2 {
        let added = aigerim.sends("/share/links", &form).await;
        assert_eq!((added.status, added.to.as_str()), (303, "/share?program=business-bonus#links"));
    }
    let links = aigerim.links().await;
    assert_eq!(links.len(), 2, "sent twice, it opens one");
    let second = links[1].clone();
    let named = aigerim.sends(&format!("/share/links/{second}/label"), &[("label", "Almaty, May")]).await;
    assert_eq!(named.status, 303);
    let long = "Almaty ".repeat(9);
    let refused = aigerim.sends(&format!("/share/links/{second}/label"), &[("label", &long)]).await;
    assert!(
        refused.status == 422 && refused.has(&format!("value=\"{long}\"")),
        "what was typed is kept: {}",
        refused.text
    );
    let page = aigerim.opens(&format!("/share?link={second}")).await;
    for there in ["Almaty, May", "conf-26", &format!("/r/{second}")] {
        assert!(page.has(there), "{there} is missing: {}", page.text);
    }
    assert!(!page.has("Fair in Almaty"), "{}", page.text);

    let billing = Billing::new(&app).await;
    let data = json!({"person": "p_1", "email": "nurlan@example.com", "name": "Nurlan Abenov", "code": second,
        "company": {"company": "c_1", "name": "Dala LLP"}});
    assert_eq!(billing.reports("person.registered", data).await["status"], "applied");
    billing.is_paid("pay_1", "c_1", "1000.00").await;
    Visitor::new(&app).opens(&format!("/r/{second}")).await;
    assert_eq!(counts(&aigerim, &second).await, ["1", "1", "1"]);
    assert_eq!(counts(&aigerim, &first).await, ["0", "0", "0"]);

    app.passes(TimeDelta::minutes(1)).await;
    let closed = aigerim.sends(&format!("/share/links/{second}/closing"), &[("", "")]).await;
    assert_eq!(closed.status, 303);
    assert_eq!(aigerim.sends(&format!("/share/links/{second}/closing"), &[("", "")]).await.status, 404);
    let stranger = Visitor::new(&app);
    let landing = stranger.opens(&format!("/r/{second}")).await;
    assert!(landing.has("This invitation is over") && !landing.has("Aigerim") && landing.cookies.is_empty());
    assert!(stranger.opens(&format!("/register?ref={second}")).await.has("The invitation of this code is over."));
    assert!(aigerim.opens("/share").await.has("closed"));
    assert_eq!(counts(&aigerim, &second).await, ["1", "1", "1"], "what came of it stays");

    // Whoever types the code of a closed link is registered, and came by nobody; the audit at the end says the same.
    app.passes(chrono::TimeDelta::hours(1)).await;
    let data = json!({"person": "p_2", "email": "late@example.com", "name": "Late Riser", "code": second,
        "company": {"company": "c_2", "name": "Later LLP"}});
    assert_eq!(billing.reports("person.registered", data).await["status"], "applied");
    billing.is_paid("pay_2", "c_2", "1000.00").await;
    assert_eq!(counts(&aigerim, &second).await, ["1", "1", "1"]);
}

/// Which of two facts is told first makes no difference: the instant at which a person registered decides.
#[tokio::test]
async fn who_registered_before_a_link_was_closed_came_by_it_however_late_that_is_told() {
    let app = TestApp::start().await;
    publish(&app).await;
    let aigerim = Visitor::registered(&app, "Aigerim Sadykova", "Altyn Foods").await;
    aigerim.link().await;
    aigerim.sends("/share/links", &new_link(&app, "Flyer", "")).await;
    let code = aigerim.links().await[1].clone();
    let before = app.now();
    app.passes(chrono::TimeDelta::hours(2)).await;
    assert_eq!(aigerim.sends(&format!("/share/links/{code}/closing"), &[("", "")]).await.status, 303);
    app.passes(chrono::TimeDelta::hours(1)).await;
    let billing = Billing::new(&app).await;
    let data = json!({"person": "p_1", "email": "early@example.com", "name": "Early Bird", "code": code,
        "company": {"company": "c_1", "name": "Early LLP"}});
    assert_eq!(billing.reports_of(before, "person.registered", data).await["status"], "applied");
    billing.is_paid("pay_1", "c_1", "1000.00").await;
    assert_eq!(counts(&aigerim, &code).await, ["0", "1", "1"]);
}

/// Visits, registrations and paying customers, as the share kit's row of a link says.
async fn counts(person: &Visitor<'_>, code: &str) -> Vec<String> {
    let page = person.opens("/share").await.text;
    let row = page.split("<tr>").find(|row| row.contains("<th scope=\"row\"") && row.contains(code)).unwrap();
    let cells = row.split("<td class=\"n\"").skip(1).map(|cell| cell.split("</td>").next().unwrap());
    // The number stands before whatever is only read out.
    let digits = |cell: &str| {
        cell.rsplit('>').map(|part| part.split('<').next().unwrap()).find(|text| is_number(text)).unwrap().to_owned()
    };
    cells.map(digits).collect()
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

#[tokio::test]
async fn what_is_wrong_with_a_new_link_is_said_and_what_was_typed_stays() {
    let app = TestApp::start().await;
    publish(&app).await;
    let aigerim = Visitor::registered(&app, "Aigerim Sadykova", "Altyn Foods").await;
    let wrong = aigerim.sends("/share/links", &new_link(&app, "Листовка", "two words")).await;
    assert!(wrong.status == 422 && wrong.has("without spaces") && wrong.has("Листовка") && wrong.has("two words"));
    let long = "x".repeat(61);
    let wrong = aigerim.sends("/share/links", &new_link(&app, &long, "")).await;
    assert!(wrong.status == 422 && wrong.has("at most 60 characters"));
    let mut nowhere = new_link(&app, "a", "");
    nowhere[1].1 = "no-such-program".into();
    assert_eq!(aigerim.sends("/share/links", &nowhere).await.status, 404);
    assert_eq!(aigerim.links().await.len(), 1);
    for n in 1..100 {
        assert_eq!(aigerim.sends("/share/links", &new_link(&app, &format!("link {n}"), "")).await.status, 303);
    }
    let wrong = aigerim.sends("/share/links", &new_link(&app, "one too many", "")).await;
    assert!(wrong.status == 422 && wrong.has("You have 100 links"));
}

#[tokio::test]
async fn files_and_texts_carry_the_link_in_every_language() {
    let app = TestApp::start().await;
    publish(&app).await;
    let aigerim = Visitor::registered(&app, "Aigerim Sadykova", "Altyn Foods").await;
    let code = aigerim.link().await.replace("/r/", "");
    let svg = aigerim.opens(&format!("/share/links/{code}/qr.svg")).await;
    assert!(svg.status == 200 && svg.text.starts_with("<svg xmlns="));
    assert_eq!(aigerim.opens(&format!("/share/links/{code}/qr.png")).await.status, 200);
    let berik = Visitor::registered(&app, "Berik Omarov", "Berik Group").await;
    for others in [format!("/share/links/{code}/qr.png"), format!("/share?link={code}")] {
        assert_eq!(berik.opens(&others).await.status, 404, "{others}");
    }
    for (language, words) in [
        ("en", "You get 10% off for 21 days."),
        ("uk", "Для вас знижка"),
        ("ru", "Для вас скидка"),
        ("kk", "жеңілдік"),
        ("es", "descuento"),
    ] {
        let page = aigerim.opens(&format!("/share?in={language}")).await;
        let (_, texts) = page.text.split_once("id=\"texts\"").unwrap();
        assert!(texts.contains(words), "{language}: {texts}");
        assert_eq!(texts.matches("<textarea").count(), 5);
        let carries = |text: &str| text.split("</textarea>").next().unwrap().contains(&format!("/r/{code}"));
        assert!(texts.split("<textarea").skip(1).all(carries), "{language}");
        let path = format!("/programs/business-bonus/banners/{language}/300x250.svg");
        assert!(page.has(&path));
        let banner = Visitor::new(&app).opens(&path).await;
        assert!(banner.status == 200 && banner.cookies.is_empty() && banner.has("Documentolog Business"), "{language}");
    }
    for nothing in ["en/300x251", "de/300x250"] {
        let path = format!("/programs/business-bonus/banners/{nothing}.svg");
        assert_eq!(Visitor::new(&app).opens(&path).await.status, 404, "{nothing}");
    }
}
