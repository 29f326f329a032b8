//! Where the money goes: who sees it, when, and that each look is recorded.

use super::desk::{Desk, Somebody};
use crate::support::TestApp;
use crate::support::story::Shown;
use beckon::db::{Db, Fault, sql};
use beckon::people::details::Details;
use beckon::people::tokens::{self, Purpose, Token};
use beckon::people::{Deed, payout_details};
use beckon::rules::terms::WithdrawalMethod;
use chrono::TimeDelta;

/// As the desk's earners gave it.
const CARD: &str = "4111 1111 1111 1111";
const OTHER: &str = "5555 5555 5555 4444";
const BUTTON: &str = "Show the payout details";

async fn looks(who: &Somebody<'_>, id: &str) -> Shown {
    who.sends(&format!("/admin/withdrawals/{id}/details"), &[("", "")]).await
}

async fn opens(who: &Somebody<'_>, id: &str) -> Shown {
    who.opens(&format!("/admin/withdrawals/{id}")).await
}

async fn recorded(desk: &Desk<'_>, id: &str) -> Vec<Deed> {
    let mut deeds = desk.deeds().await;
    deeds.retain(|deed| deed.verb == "payout-details-seen" && deed.subject == format!("withdrawal {id}"));
    deeds
}

/// Confirmed now.
async fn gives_another_card(app: &TestApp, person: &Somebody<'_>) {
    let (token, typed) = (Token::new().unwrap(), OTHER.replace(' ', ""));
    let details = Details::read(WithdrawalMethod::Card, "Somebody Else", &typed).unwrap();
    let confirmed: Result<_, Fault> = app
        .app
        .db
        .write(async |tx| {
            payout_details::ask(tx, &app.app.seal, person.id, &details).await?;
            tokens::issue(tx, person.id, Purpose::ConfirmPayout, &token).await?;
            payout_details::confirm(tx, token.as_str()).await
        })
        .await;
    assert!(confirmed.unwrap().is_some());
}

#[tokio::test]
async fn whoever_pays_sees_it_on_request_and_each_look_is_recorded() {
    let app = TestApp::start().await;
    let desk = Desk::open(&app).await;
    let dana = desk.finance("Dana Akhmetova").await;
    let aigerim = desk.earner("Aigerim Sadykova", "4050.00").await;
    let id = aigerim.asks("150").await;
    for page in [opens(&dana, &id).await, looks(&dana, &id).await] {
        assert!(page.status == 200 && !page.has(BUTTON) && !page.has(CARD), "nobody pays it yet: {}", page.text);
    }
    assert!(recorded(&desk, &id).await.is_empty());
    dana.takes(&id, "approval").await;
    for looked in 1..=2 {
        let page = opens(&dana, &id).await;
        assert!(page.has(BUTTON) && !page.has(CARD) && !page.has("1111"), "sealed until asked for");
        let page = looks(&dana, &id).await;
        assert!(page.status == 200 && page.has(CARD) && page.has("recorded with your name"), "{}", page.text);
        assert!(page.has(">Aigerim Sadykova</dd>") && !page.has(BUTTON));
        assert_eq!(recorded(&desk, &id).await.len(), looked);
    }
    let seen = recorded(&desk, &id).await.remove(0);
    assert_eq!(seen.by(), dana.id);
    assert!(!seen.after.unwrap().to_string().contains("1111"), "the record names them, and does not repeat them");
    dana.takes(&id, "payment").await;
    assert!(looks(&dana, &id).await.has(CARD), "what the bank sends back is looked into");
    dana.takes(&id, "failure").await;
    let page = looks(&dana, &id).await;
    assert!(!page.has(CARD) && !opens(&dana, &id).await.has(BUTTON), "it is over");
    assert_eq!(recorded(&desk, &id).await.len(), 3);
}

#[tokio::test]
async fn whoever_may_not_pay_it_never_sees_it() {
    let app = TestApp::start().await;
    let desk = Desk::open(&app).await;
    let dana = desk.earner("Dana Akhmetova", "4050.00").await;
    desk.promotes(&dana).await;
    let marat = desk.finance("Marat Ospanov").await;
    let saule = desk.support("Saule Kim").await;
    let stranger = desk.earner("Nurlan Abenov", "1000.00").await;
    let id = dana.asks("150").await;
    assert_eq!(marat.takes(&id, "approval").await.status, 303);
    assert!(looks(&marat, &id).await.has(CARD));
    let page = opens(&saule, &id).await;
    assert!(page.status == 200 && !page.has("Where the money goes") && !page.has(BUTTON), "{}", page.text);
    assert_eq!(looks(&saule, &id).await.status, 403);
    assert_eq!(looks(&stranger, &id).await.status, 404);
    for page in [opens(&dana, &id).await, looks(&dana, &id).await] {
        assert!(page.status == 200 && !page.has(BUTTON) && !page.has(CARD), "nobody pays their own");
    }
    assert_eq!(looks(&marat, "019d76ba-15c0-7000-8000-000000000001").await.status, 404);
    assert_eq!(recorded(&desk, &id).await.len(), 1, "what was not shown is not recorded");
}

/// As before details were kept, and as after an account was deleted.
#[tokio::test]
async fn where_there_are_none_it_says_so_and_records_nothing() {
    let app = TestApp::start().await;
    let desk = Desk::open(&app).await;
    let dana = desk.finance("Dana Akhmetova").await;
    let aigerim = desk.earner("Aigerim Sadykova", "4050.00").await;
    let (erased, never) = (aigerim.asks("150").await, aigerim.asks("150").await);
    for id in [&erased, &never] {
        dana.takes(id, "approval").await;
    }
    let owner = Db::new(app.owner_url(), 1, app.app.clock.clone()).unwrap();
    let done: Result<(), Fault> = owner
        .write(async |tx| {
            let none = "UPDATE withdrawals SET details_id = NULL WHERE withdrawal_id = ?::uuid";
            sql(none).bind::<diesel::sql_types::Text, _>(never.clone()).execute(tx).await?;
            sql("UPDATE payout_details SET sealed = NULL, ended_at = confirmed_at").execute(tx).await?;
            Ok(())
        })
        .await;
    done.unwrap();
    for (id, page) in [(&erased, looks(&dana, &erased).await), (&never, opens(&dana, &never).await)] {
        assert!(page.status == 200 && page.has("No payout details were given"), "{}", page.text);
        assert!(recorded(&desk, id).await.is_empty());
    }
}

#[tokio::test]
async fn what_was_confirmed_after_the_request_is_not_what_is_paid_to_and_staff_are_warned() {
    let app = TestApp::start().await;
    let desk = Desk::open(&app).await;
    let dana = desk.finance("Dana Akhmetova").await;
    let aigerim = desk.earner("Aigerim Sadykova", "4050.00").await;
    let id = aigerim.asks("150").await;
    dana.takes(&id, "approval").await;
    assert!(!opens(&dana, &id).await.has("next wait"), "nothing to warn of");
    gives_another_card(&app, &aigerim).await;
    for page in [opens(&dana, &id).await, looks(&dana, &id).await] {
        assert!(page.has("changed in the last 24 hours") && !page.has(OTHER), "{}", page.text);
    }
    assert!(looks(&dana, &id).await.has(CARD));
    app.passes(TimeDelta::hours(24)).await;
    let page = looks(&dana, &id).await;
    assert!(page.has("has other payout details now") && page.has(CARD) && !page.has("24 hours"), "{}", page.text);
}
