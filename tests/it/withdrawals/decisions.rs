//! Who may decide, on what, and what the second is told.

use super::desk::{Desk, transfers};
use crate::support::TestApp;

#[tokio::test]
async fn a_step_out_of_turn_is_refused_with_who_did_what() {
    let app = TestApp::start().await;
    let desk = Desk::open(&app).await;
    let dana = desk.finance("Dana Akhmetova").await;
    let marat = desk.finance("Marat Ospanov").await;
    let aigerim = desk.earner("Aigerim Sadykova", "40000.00").await;
    let refuses = async |id: &str, steps: &[&str], says: &str| {
        let before = transfers(&app, id).await;
        for step in steps {
            let who = if *step == "cancellation" { &aigerim } else { &marat };
            let refused = who.takes(id, step).await;
            assert!(refused.status == 422, "{step}: {}", refused.status);
            let says = if *step == "cancellation" { says.replace("Dana Akhmetova", "Our staff") } else { says.into() };
            assert!(refused.has(&says), "{step}: no {says:?} in {}", refused.text);
        }
        assert_eq!(transfers(&app, id).await, before);
    };
    let id = aigerim.asks("150").await;
    refuses(&id, &["payment", "failure"], "It is not approved yet.").await;
    dana.takes(&id, "approval").await;
    refuses(&id, &["approval", "rejection", "cancellation"], "Dana Akhmetova approved it on 10 April").await;
    dana.takes(&id, "payment").await;
    let paid = "Dana Akhmetova paid it on 10 April";
    refuses(&id, &["approval", "rejection", "cancellation", "payment"], paid).await;
    dana.takes(&id, "failure").await;
    let all = ["approval", "rejection", "cancellation", "payment", "failure"];
    refuses(&id, &all, "Dana Akhmetova returned the money on 10 April").await;
    let id = aigerim.asks("150").await;
    dana.takes(&id, "rejection").await;
    refuses(&id, &all, "Dana Akhmetova rejected it on 10 April").await;
    let id = aigerim.asks("150").await;
    aigerim.takes(&id, "cancellation").await;
    refuses(&id, &all[..2], "Aigerim Sadykova canceled it on 10 April").await;
    refuses(&id, &["cancellation"], "You canceled it on 10 April").await;
    assert_eq!(desk.has(&aigerim).await.withdrawing, "0".parse().unwrap());
}

#[tokio::test]
async fn above_the_limit_a_second_member_of_staff_approves() {
    let app = TestApp::start().await;
    let desk = Desk::open(&app).await;
    let dana = desk.finance("Dana Akhmetova").await;
    let marat = desk.finance("Marat Ospanov").await;
    let aigerim = desk.earner("Aigerim Sadykova", "200000.00").await;
    let at_the_limit = aigerim.asks("5000").await;
    dana.takes(&at_the_limit, "approval").await;
    assert_eq!(dana.takes(&at_the_limit, "payment").await.status, 303);
    let id = aigerim.asks("5000.01").await;
    assert_eq!(dana.takes(&id, "approval").await.status, 303);
    let again = dana.takes(&id, "approval").await;
    assert!(again.status == 422 && again.has("Your approval is given. A colleague has to approve it too."));
    let early = marat.takes(&id, "payment").await;
    assert!(early.status == 422 && early.has("two members of staff approve it"));
    assert!(dana.opens("/admin/withdrawals").await.has("approved by one"));
    assert_eq!(marat.takes(&id, "approval").await.status, 303);
    let late = dana.takes(&id, "approval").await;
    assert!(late.status == 422, "both gave theirs");
    assert_eq!(dana.takes(&id, "payment").await.status, 303);
    let approved: Vec<_> = desk.log().await.into_iter().filter(|fact| fact == "withdrawal.approved").collect();
    assert_eq!(approved.len(), 3, "each approval is a fact");
    let canceled = aigerim.asks("5000.01").await;
    dana.takes(&canceled, "approval").await;
    assert_eq!(aigerim.takes(&canceled, "cancellation").await.status, 303, "one approval of two decides nothing");
}

#[tokio::test]
async fn nobody_decides_on_their_own() {
    let app = TestApp::start().await;
    let desk = Desk::open(&app).await;
    let dana = desk.earner("Dana Akhmetova", "4050.00").await;
    desk.promotes(&dana).await;
    let marat = desk.finance("Marat Ospanov").await;
    let id = dana.asks("150").await;
    let refused = async |steps: &[&str]| {
        for step in steps {
            let refused = dana.takes(&id, step).await;
            assert!(refused.status == 422 && refused.has("Nobody decides on their own withdrawal."), "{step}");
        }
    };
    refused(&["approval", "rejection"]).await;
    assert_eq!(marat.takes(&id, "approval").await.status, 303);
    refused(&["payment", "failure"]).await;
    assert_eq!(marat.takes(&id, "payment").await.status, 303);
    refused(&["failure"]).await;
    assert_eq!(desk.has(&dana).await.paid_out, "149".parse().unwrap());
}

#[tokio::test]
async fn who_owes_is_approved_and_paid_nothing() {
    let app = TestApp::start().await;
    let desk = Desk::open(&app).await;
    let dana = desk.finance("Dana Akhmetova").await;
    let aigerim = desk.earner("Aigerim Sadykova", "3000.00").await;
    let (requested, approved) = (aigerim.asks("150").await, aigerim.asks("150").await);
    dana.takes(&approved, "approval").await;
    desk.refunds("pay_1").await;
    assert_eq!(desk.has(&aigerim).await.available, "-300".parse().unwrap());
    let page = aigerim.opens("/withdrawals").await;
    assert!(page.has("Owed") && page.field("withdrawal").is_empty());
    let form = [("withdrawal", "019d76ba-15c0-7000-8000-000000000001"), ("program", "partners"), ("amount", "100")];
    let form: Vec<_> = form.into_iter().chain([("method", "card")]).collect();
    let refused = aigerim.sends("/withdrawals", &form).await;
    assert!(refused.status == 422 && refused.has("You owe ₴300.00."), "{}", refused.text);
    for (id, step) in [(&requested, "approval"), (&approved, "payment")] {
        let refused = dana.takes(id, step).await;
        assert!(refused.status == 422 && refused.has("The person owes ₴300.00"), "{step}: {}", refused.text);
    }
    assert_eq!(dana.takes(&requested, "rejection").await.status, 303, "money may always come back");
    assert_eq!(desk.has(&aigerim).await.available, "-150".parse().unwrap());
    desk.pays(&aigerim, "1500.00").await;
    assert_eq!(dana.takes(&approved, "payment").await.status, 303, "nothing is owed any more");
    assert_eq!(desk.has(&aigerim).await.available, "0".parse().unwrap());
}
