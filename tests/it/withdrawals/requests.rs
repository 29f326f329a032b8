//! What may be asked for, and what is said when it may not.

use super::desk::{Desk, TERMS, transfers};
use crate::support::TestApp;
use crate::support::sender::publish;

#[tokio::test]
async fn what_the_terms_do_not_allow_is_refused_on_the_same_page() {
    let app = TestApp::start().await;
    let desk = Desk::open(&app).await;
    let aigerim = desk.earner("Aigerim Sadykova", "4050.00").await;
    for (amount, method, says) in [
        ("", "card", "Type an amount"),
        ("abc", "card", "Type an amount"),
        ("150.001", "card", "Type an amount"),
        ("0", "card", "above zero"),
        ("-150", "card", "above zero"),
        ("99.99", "card", "Type at least ₴100.00."),
        ("405.01", "card", "Only ₴405.00 is available."),
        ("1000000000000000", "card", "Only ₴405.00 is available."),
        ("150", "", "Choose one of the ways"),
        ("150", "custom", "Choose one of the ways"),
        ("150", "cash", "Choose one of the ways"),
    ] {
        let refused = aigerim.tries(amount, method).await;
        assert!(refused.status == 422 && refused.has(says), "{amount} {method}: {} {}", refused.status, refused.text);
    }
    assert!(aigerim.opens("/withdrawals").await.has("Nothing was requested yet."));
    let all = aigerim.asks("405").await;
    let page = aigerim.opens("/withdrawals").await;
    assert!(page.has("as soon as ₴100.00 is available") && page.field("withdrawal").is_empty());
    assert_eq!(aigerim.takes(&all, "cancellation").await.status, 303);
}

#[tokio::test]
async fn the_same_form_sent_twice_asks_once_and_says_nothing_of_other_peoples() {
    let app = TestApp::start().await;
    let desk = Desk::open(&app).await;
    let aigerim = desk.earner("Aigerim Sadykova", "4050.00").await;
    let nurlan = desk.earner("Nurlan Abenov", "4050.00").await;
    let page = aigerim.opens("/withdrawals").await;
    let (one, other) = tokio::join!(aigerim.fills(&page, "150", "iban"), aigerim.fills(&page, "150", "iban"));
    assert_eq!((one.status, other.status), (303, 303));
    assert_eq!(aigerim.fills(&page, "150", "iban").await.status, 303);
    for (amount, method) in [("110", "iban"), ("150", "card")] {
        let otherwise = aigerim.fills(&page, amount, method).await;
        assert!(otherwise.status == 422 && otherwise.has("This form was sent before"), "{}", otherwise.text);
    }
    assert_eq!(desk.has(&aigerim).await.available, "255".parse().unwrap());
    for _ in 0..2 {
        let done = nurlan.fills(&page, "150", "iban").await;
        assert_eq!(done.status, 303, "the id is of another's withdrawal, and nobody notices");
    }
    assert_eq!(desk.has(&nurlan).await.available, "255".parse().unwrap());
    let fresh = nurlan.opens("/withdrawals").await;
    for wrong in ["", "17", "x"] {
        let form = [("withdrawal", wrong), ("program", "partners"), ("amount", "150"), ("method", "card")];
        assert_eq!(nurlan.sends("/withdrawals", &form).await.status, 422);
    }
    let (one, other) = tokio::join!(aigerim.fills(&fresh, "150", "iban"), nurlan.fills(&fresh, "150", "iban"));
    assert_eq!((one.status, other.status), (303, 303), "at the same time too");
    for somebody in [&aigerim, &nurlan] {
        assert_eq!(desk.has(somebody).await.available, "105".parse().unwrap());
        assert_eq!(somebody.opens("/withdrawals").await.text.matches(">requested<").count(), 2);
    }
}

/// 0.8 % of 150.00 are 1.20.
#[tokio::test]
async fn a_fee_by_method_is_shown_and_kept_back() {
    let app = TestApp::start().await;
    let terms = TERMS.replace("fee = \"1.00\"", "fee = { card = \"0.8 %\", iban = \"0.50\" }");
    let desk = Desk::under(&app, &terms).await;
    let dana = desk.finance("Dana Akhmetova").await;
    let aigerim = desk.earner("Aigerim Sadykova", "4050.00").await;
    let page = aigerim.opens("/withdrawals").await;
    for words in ["Bank card: 0.8%", "Bank account (IBAN): ₴0.50", "The fee is part of the amount"] {
        assert!(page.has(words), "{words}: {}", page.text);
    }
    for (method, net, fee) in [("card", "148.80", "1.20"), ("iban", "149.50", "0.50")] {
        let id = aigerim.asks_to("150", method).await;
        assert!(aigerim.opens("/withdrawals").await.has(&format!("You receive ₴{net}.")), "{method}");
        for step in ["approval", "payment"] {
            assert_eq!(dana.takes(&id, step).await.status, 303, "{method}: {step}");
        }
        let posted = [
            "withdrawal_requested available withdrawing 150.00".to_owned(),
            format!("withdrawal_paid withdrawing paid_out {net}"),
            format!("withdrawal_fee withdrawing fees {fee}"),
        ];
        assert_eq!(transfers(&app, &id).await, posted, "{method}");
    }
    let report = beckon::audit::audit(&app.app.db, None).await.unwrap();
    assert!(report.ok, "{:?}", report.differences);
}

#[tokio::test]
async fn credit_is_never_withdrawn() {
    let app = TestApp::start().await;
    let desk = Desk::open(&app).await;
    let aigerim = desk.earner("Aigerim Sadykova", "4050.00").await;
    publish(&app, include_str!("../../../programs/business-bonus.toml")).await;
    let form = |program: &'static str| {
        let id = "019d76ba-15c0-7000-8000-000000000001";
        [("withdrawal", id), ("program", program), ("amount", "150"), ("method", "card")]
    };
    let refused = aigerim.sends("/withdrawals", &form("business-bonus")).await;
    assert!(refused.status == 422 && refused.has("This program pays nothing out."), "{}", refused.text);
    assert_eq!(aigerim.sends("/withdrawals", &form("nothing")).await.status, 422);
    assert_eq!(aigerim.opens("/withdrawals?program=nothing").await.status, 404);
    assert!(aigerim.opens("/withdrawals?program=business-bonus").await.has("This program pays nothing out."));
    assert!(!aigerim.opens("/overview?program=business-bonus").await.has("/withdrawals?program=business-bonus"));
}

#[tokio::test]
async fn without_a_program_that_pays_out_the_page_says_so() {
    let app = TestApp::start().await;
    publish(&app, include_str!("../../../programs/business-bonus.toml")).await;
    let visitor = crate::support::story::Visitor::registered(&app, "Saule Kim", "Kim LLP").await;
    let page = visitor.opens("/withdrawals").await;
    assert!(page.status == 200 && page.has("Nothing is paid out here"));
}

#[tokio::test]
async fn what_is_another_persons_is_not_there() {
    let app = TestApp::start().await;
    let desk = Desk::open(&app).await;
    let aigerim = desk.earner("Aigerim Sadykova", "4050.00").await;
    let nurlan = desk.earner("Nurlan Abenov", "4050.00").await;
    let id = aigerim.asks("150").await;
    assert_eq!(nurlan.takes(&id, "cancellation").await.status, 404);
    assert_eq!(nurlan.takes("019d76ba-15c0-7000-8000-000000000001", "cancellation").await.status, 404);
    assert_eq!(nurlan.takes("17", "cancellation").await.status, 404);
    assert!(!nurlan.opens("/withdrawals").await.has(&id));
    for step in ["approval", "rejection", "payment", "failure"] {
        assert_eq!(nurlan.takes(&id, step).await.status, 404, "{step}");
    }
    assert_eq!(nurlan.opens(&format!("/admin/withdrawals/{id}")).await.status, 404);
    let dana = desk.finance("Dana Akhmetova").await;
    for step in ["approval", "rejection", "payment", "failure"] {
        assert_eq!(dana.takes("019d76ba-15c0-7000-8000-000000000001", step).await.status, 404, "{step}");
        assert_eq!(dana.takes("17", step).await.status, 404, "{step}");
    }
    assert!(aigerim.opens("/withdrawals").await.has(">requested<"));
}
