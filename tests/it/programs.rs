//! Pages around a program: its terms, one's companies, and what staff see.

use crate::support::TestApp;
use crate::support::story::{Billing, Visitor, publish};
use serde_json::json;

#[tokio::test]
async fn terms_are_read_by_everybody_in_words() {
    let app = TestApp::start().await;
    publish(&app).await;
    let page = Visitor::new(&app).opens("/programs/business-bonus/terms").await;
    assert_eq!(page.status, 200);
    assert!(page.has("earns 10% of every payment") && page.has("on hold for 14 days") && page.has("10% off"));
    assert!(page.has("a partner pays 405,000 for a plan and services") && page.has("₸40,500.00 available"));
    for nothing in ["/programs/none/terms", "/programs/business-bonus/terms?version=2"] {
        assert_eq!(Visitor::new(&app).opens(nothing).await.status, 404, "{nothing}");
    }
}

#[tokio::test]
async fn the_start_page_is_for_strangers_and_every_page_of_ones_own_asks_who_it_is() {
    let app = TestApp::start().await;
    publish(&app).await;
    let stranger = Visitor::new(&app);
    assert!(stranger.opens("/").await.has("/register"));
    for own in
        ["/overview", "/invited", "/clicks", "/earnings", "/statement", "/statement.csv", "/companies", "/invoices"]
    {
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
    let added = aigerim.sends("/companies", &[("name", "Steppe Trade"), ("tax_id", "120 340")]).await;
    assert_eq!((added.status, added.to.as_str()), (303, "/companies"));
    let again = aigerim.sends("/companies", &[("name", "Steppe Again"), ("tax_id", "120-340")]).await;
    assert!(again.status == 422 && again.has("registered already") && again.has("Steppe Again"));
    assert_eq!(aigerim.sends("/companies", &[("name", " ")]).await.status, 422);
    assert!(aigerim.opens("/companies").await.has("Steppe Trade"));
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
    assert_eq!(dana.sends("/companies", &[("name", "Dana LLP")]).await.status, 303);
    billing.is_paid("pay_1", &dana.company().await, "1.00").await;
    billing.issues("2026-1", &dana.company().await, "100.00").await;
    assert!(dana.opens("/invoices").await.has("2026-1"));
}
