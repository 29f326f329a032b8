//! Pages around a program: its terms, one's companies, and what staff see.

use crate::support::TestApp;
use crate::support::story::{Billing, Shown, Visitor, publish};
use beckon::calendar::Instant;
use beckon::intake;
use chrono::TimeDelta;
use serde_json::json;

#[tokio::test]
async fn terms_are_read_by_everybody_in_words() {
    let app = TestApp::start().await;
    publish(&app).await;
    let page = Visitor::new(&app).opens("/programs/business-bonus/terms").await;
    assert_eq!(page.status, 200);
    assert!(page.has("earns 10% of every payment") && page.has("on hold for 14 days") && page.has("10% off"));
    assert!(page.has("A partner pays 405,000 for a plan and services") && page.has("₸40,500.00 available"));
    for nothing in ["/programs/none/terms", "/programs/business-bonus/terms?version=2"] {
        assert_eq!(Visitor::new(&app).opens(nothing).await.status, 404, "{nothing}");
    }
}

/// The bonus program of the next version: 12 %, for whom `applies` says.
async fn publish_second(app: &TestApp, applies: &str, from: Option<Instant>) {
    let rules = include_str!("../../programs/business-bonus.toml").split("[[example]]").next().unwrap();
    let rules = rules.replace("give = \"10 %\"", "give = \"12 %\"").replace("new_referrals", applies);
    app.app.db.write(async |tx| intake::publish_from(tx, &rules, from, None).await).await.unwrap();
}

#[tokio::test]
async fn every_version_has_its_address_and_what_it_changes_is_told() {
    let app = TestApp::start().await;
    publish(&app).await;
    let from = app.now() + TimeDelta::days(5);
    publish_second(&app, "all_from_date", Some(from)).await;
    let stranger = Visitor::new(&app);
    let now = stranger.opens("/programs/business-bonus/terms").await;
    assert!(now.has("earns 10% of every payment") && now.has("/programs/business-bonus/terms/2/changes"));
    let next = stranger.opens("/programs/business-bonus/terms/2").await;
    assert!(
        next.has("earns 12% of every payment") && next.has("This version is not in force yet.") && next.has("15 April")
    );
    let changes = stranger.opens("/programs/business-bonus/terms/2/changes").await;
    assert!(
        changes.has("<del>The person who invites earns 10% of every payment of an invited customer, as bonuses.</del>")
    );
    assert!(
        changes.has("<ins>The person who invites earns 12% of every payment of an invited customer, as bonuses.</ins>")
    );
    assert!(changes.has("Reward “bonus”") && !changes.has("rounded"), "what stayed is not told");
    let back = stranger.opens("/programs/business-bonus/terms/1/changes?since=2").await;
    assert!(back.has("<ins>The person who invites earns 10% of"));
    for nothing in ["terms/3", "terms/x", "terms/1/changes", "terms/2/changes?since=9", "terms/2/changes?since=x"] {
        assert_eq!(stranger.opens(&format!("/programs/business-bonus/{nothing}")).await.status, 404, "{nothing}");
    }
    app.passes_days(5).await;
    assert!(stranger.opens("/programs/business-bonus/terms").await.has("earns 12% of every payment"));
    let old = stranger.opens("/programs/business-bonus/terms/1").await;
    assert!(old.has("A newer version is in force."));
}

#[tokio::test]
async fn search_engines_find_the_terms_in_every_language() {
    let app = TestApp::start().await;
    publish(&app).await;
    let url = format!("{}/programs/business-bonus/terms", app.app.url.as_str().trim_end_matches('/'));
    let page = Visitor::new(&app).opens("/programs/business-bonus/terms").await;
    assert!(page.has(&format!(r#"<link rel="canonical" href="{url}">"#)), "{}", page.text);
    for language in ["en", "uk", "ru", "kk", "es"] {
        let alternate = format!(r#"<link rel="alternate" hreflang="{language}" href="{url}?lang={language}">"#);
        assert!(page.has(&alternate), "{language}");
    }
    assert!(
        page.has(r#"<meta name="description" content="Documentolog Business: You earn 10%"#) && !page.has("noindex")
    );
    let russian = Visitor::new(&app).opens("/programs/business-bonus/terms?lang=ru").await;
    assert!(
        russian.has(&format!(r#"<link rel="canonical" href="{url}?lang=ru">"#)) && russian.has(r#"<html lang="ru">"#)
    );
    let version = Visitor::new(&app).opens("/programs/business-bonus/terms/1").await;
    assert!(version.has(&format!(r#"<link rel="canonical" href="{url}">"#)), "the version in force has one address");
}

#[tokio::test]
async fn whoever_is_signed_in_sees_which_version_governs_and_accepts_an_optional_one() {
    let app = TestApp::start().await;
    publish(&app).await;
    let aigerim = Visitor::registered(&app, "Aigerim Sadykova", "Altyn Foods").await;
    let nurlan = Visitor::new(&app);
    nurlan.opens(&aigerim.link().await).await;
    nurlan.registers("Nurlan Abenov", "Dala Trade LLP").await;
    publish_second(&app, "opt_in", None).await;
    app.passes(TimeDelta::hours(1)).await;
    let path = "/programs/business-bonus/terms/2";
    let page = aigerim.opens(path).await;
    assert!(
        page.has("Which version governs you") && page.has("1 whom you invited already") && page.has("Accept version 2")
    );
    assert!(aigerim.opens("/programs/business-bonus/terms").await.has("A version waits for your answer:"));
    assert!(!Visitor::new(&app).opens(path).await.has("Which version governs you"));
    let governed = |page: &Shown, version: u32| {
        let (_, after) = page.text.split_once("1 whom you invited already").unwrap();
        after.split("</dd>").next().unwrap().contains(&format!("Version {version}"))
    };
    assert!(governed(&page, 1));
    for _ in 0..2 {
        let accepted = aigerim.sends(&format!("{path}/acceptance"), &[("", "")]).await;
        assert_eq!((accepted.status, accepted.to.as_str()), (303, path));
    }
    let page = aigerim.opens(path).await;
    assert!(page.has("You accepted this version on") && !page.has("Accept version 2") && governed(&page, 2));
    assert_eq!(aigerim.sends("/programs/business-bonus/terms/1/acceptance", &[("", "")]).await.status, 404);
    let invitee = nurlan.opens("/programs/business-bonus/terms").await;
    let (_, mine) = invitee.text.split_once("<dt>My invitation</dt>").unwrap();
    assert!(mine.split("</dd>").next().unwrap().contains("Version 2"), "whoever invited accepted it");
}

#[tokio::test]
async fn the_start_page_is_for_strangers_and_every_page_of_ones_own_asks_who_it_is() {
    let app = TestApp::start().await;
    publish(&app).await;
    let stranger = Visitor::new(&app);
    assert!(stranger.opens("/").await.has("/register"));
    for own in [
        "/overview",
        "/invited",
        "/share",
        "/clicks",
        "/clicks.csv",
        "/earnings",
        "/statement",
        "/statement.csv",
        "/companies",
        "/invoices",
    ] {
        let page = stranger.opens(own).await;
        assert_eq!((page.status, page.to.starts_with("/sign-in?next=")), (303, true), "{own}");
    }
    let aigerim = Visitor::registered(&app, "Aigerim Sadykova", "Altyn Foods").await;
    assert_eq!(aigerim.opens("/").await.to, "/overview");
    assert_eq!(aigerim.opens("/admin").await.status, 404, "no staff");
}

#[tokio::test]
async fn companies_are_added() {
    let app = TestApp::start().await;
    publish(&app).await;
    let aigerim = Visitor::registered(&app, "Aigerim Sadykova", "Altyn Foods").await;
    let page = aigerim.opens("/companies").await;
    let form = [("company", page.field("company")), ("name", "Steppe Trade"), ("tax_id", "120 340")];
    let (one, two) = tokio::join!(aigerim.sends("/companies", &form), aigerim.sends("/companies", &form));
    let later = aigerim.sends("/companies", &form).await;
    for added in [one, two, later] {
        assert_eq!((added.status, added.to.as_str()), (303, "/companies"), "{}", added.text);
    }
    let page = aigerim.opens("/companies").await;
    assert_eq!(page.text.matches(">Steppe Trade</").count(), 1, "pressed three times, added once: {}", page.text);
    let other = [("company", page.field("company")), ("name", "Steppe Again"), ("tax_id", "120-340")];
    let again = aigerim.sends("/companies", &other).await;
    assert!(again.status == 422 && again.has("registered already") && again.has("Steppe Again"));
    assert_eq!(again.field("company"), page.field("company"), "the form is the same one");
    for (company, name) in [(page.field("company"), " "), ("x", "Steppe Again")] {
        assert_eq!(aigerim.sends("/companies", &[("company", company), ("name", name)]).await.status, 422, "{company}");
    }
    let nurlan = Visitor::registered(&app, "Nurlan Abenov", "Dala").await;
    assert_eq!(nurlan.sends("/companies", &[form[0], ("name", "Dala Two")]).await.status, 404, "another's company");
    assert_eq!(aigerim.opens("/companies").await.text.matches("class=\"who\"").count(), 2);
}

#[tokio::test]
async fn whoever_billing_registered_adds_companies_that_billing_knows() {
    let app = TestApp::start().await;
    publish(&app).await;
    let billing = Billing::new(&app).await;
    let registered = json!({"person": "p_7", "email": "dana.akhmetova@example.kz", "name": "Dana Akhmetova"});
    assert_eq!(billing.reports("person.registered", registered).await["status"], "applied");
    let dana = Visitor::new(&app);
    dana.chooses_a_password("Dana Akhmetova").await;
    dana.signs_in("Dana Akhmetova").await;
    let form = dana.opens("/companies").await;
    assert_eq!(dana.sends("/companies", &[("company", form.field("company")), ("name", "Dana LLP")]).await.status, 303);
    billing.is_paid("pay_1", &dana.company().await, "1.00").await;
    billing.issues("2026-1", &dana.company().await, "100.00").await;
    assert!(dana.opens("/invoices").await.has("2026-1"));
}
