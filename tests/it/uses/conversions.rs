//! Cash that becomes credit.

use super::*;

const CONVERT: &str = "[use.cash]\nconvert = { to = \"credit\", worth = \"120 %\", minimum = \"10.00\" }";

#[tokio::test]
async fn cash_becomes_credit_worth_as_much_as_the_terms_say() {
    let app = TestApp::start().await;
    let (ann, _) = earned(&app, &terms("cash", CONVERT)).await;
    let page = ann.opens("/withdrawals").await;
    let converts = async |amount: &str| {
        let form = [("conversion", page.field("conversion")), ("program", "gain"), ("cash", amount)];
        ann.sends("/withdrawals/conversions", &form).await
    };
    for (typed, says) in [("9.99", "₸10.00"), ("405.01", "₸405.00"), ("abc", "Type an amount")] {
        let refused = converts(typed).await;
        assert!(refused.status == 422 && refused.has(says), "{typed}: {}", refused.text);
    }
    let (one, other) = tokio::join!(converts("100.00"), converts("100.00"));
    assert_eq!((one.status, other.status), (303, 303), "sent twice");
    assert_eq!(held(&app).await, ["cash available 305.00", "credit available 120.00"]);
    is_whole(&app).await;
}

#[tokio::test]
async fn a_strangers_form_with_the_same_id_changes_nothing_for_anybody() {
    let app = TestApp::start().await;
    let (ann, _) = earned(&app, &terms("cash", CONVERT)).await;
    let stranger = crate::support::story::Visitor::registered(&app, "Saule Kim", "Kim LLP").await;
    let page = ann.opens("/withdrawals").await;
    let form = [("conversion", page.field("conversion")), ("program", "gain"), ("cash", "100.00")];
    let refused = stranger.sends("/withdrawals/conversions", &form).await;
    assert!(refused.status == 422 && refused.has("₸0.00"), "{}", refused.text);
    assert_eq!(ann.sends("/withdrawals/conversions", &form).await.status, 303);
    let refused = stranger.sends("/withdrawals/conversions", &form).await;
    assert!(refused.status == 422 && refused.has("₸0.00"), "the same as before: {}", refused.text);
    assert_eq!(held(&app).await, ["cash available 305.00", "credit available 120.00"]);
    is_whole(&app).await;
}

#[tokio::test]
async fn where_the_terms_say_nothing_of_it_there_is_no_form() {
    let app = TestApp::start().await;
    let (ann, _) = earned(&app, &terms("cash", "[use.cash]\npayout = { every = \"month\" }")).await;
    let page = ann.opens("/withdrawals").await;
    assert!(page.status == 200 && page.field("conversion").is_empty());
    let id = uuid::Uuid::new_v4().to_string();
    let form = [("conversion", id.as_str()), ("program", "gain"), ("cash", "10.00")];
    let refused = ann.sends("/withdrawals/conversions", &form).await;
    assert_eq!(refused.status, 422, "{}", refused.text);
    assert_eq!(held(&app).await, ["cash available 405.00"]);
}
