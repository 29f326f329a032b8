//! "Ask about this line": a letter to support, once a press, not too often, about one's own receipts only.

use super::invited;
use crate::support::TestApp;
use crate::support::story::Visitor;
use chrono::TimeDelta;

async fn receipt(who: &Visitor<'_>) -> String {
    let earnings = who.opens("/earnings").await;
    format!("/earnings/{}", earnings.ids("/earnings/")[0])
}

#[tokio::test]
async fn support_gets_the_question_once_and_answers_to_the_person() {
    let app = TestApp::start_answering().await;
    let (aigerim, nurlan, billing) = invited(&app).await;
    billing.is_paid("pay_1", &nurlan.company().await, "405000.00").await;
    let path = receipt(&aigerim).await;
    let page = aigerim.opens(&path).await;
    let key = page.field("key").to_owned();
    assert!(page.has("Ask about this line") && key.len() == 36);
    let form = [("key", key.as_str()), ("question", "Why not 20%?\r\n\r\n<b>Thanks</b>")];
    for _ in 0..2 {
        let sent = aigerim.sends(&format!("{path}/question"), &form).await;
        assert_eq!((sent.status, sent.to.as_str()), (303, path.as_str()), "{}", sent.text);
    }
    assert!(aigerim.opens(&path).await.has("Your question is on its way"));
    app.works_jobs().await;
    let letters: Vec<_> = app.letters().into_iter().filter(|letter| letter.to.contains("help@example.com")).collect();
    let [letter] = &letters[..] else { panic!("one press, one letter: {letters:?}") };
    let id = path.rsplit('/').next().unwrap();
    assert!(
        letter.subject.contains(id) && letter.text.contains("Why not 20%?") && letter.text.contains("<b>Thanks</b>")
    );
    assert!(letter.text.contains("Aigerim Sadykova") && letter.html.contains("&#60;b&#62;Thanks"), "{}", letter.html);
    assert_eq!(letter.reply_to.as_deref(), Some("aigerim.sadykova@example.kz"));
}

#[tokio::test]
async fn a_question_without_words_too_long_or_too_often_is_refused_with_what_was_typed() {
    let app = TestApp::start_answering().await;
    let (aigerim, nurlan, billing) = invited(&app).await;
    billing.is_paid("pay_1", &nurlan.company().await, "405000.00").await;
    let path = receipt(&aigerim).await;
    let ask = async |question: &str| {
        let key = aigerim.opens(&path).await.field("key").to_owned();
        aigerim.sends(&format!("{path}/question"), &[("key", key.as_str()), ("question", question)]).await
    };
    let empty = ask(" \n ").await;
    assert!(empty.status == 422 && empty.has("Write what you want to know."));
    let long = ask(&"я".repeat(2_001)).await;
    assert!(long.status == 422 && long.has("Write at most 2,000 characters.") && long.has("яяя"), "{}", long.text);
    for n in 0..5 {
        assert_eq!(ask(&format!("question {n}")).await.status, 303);
    }
    let often = ask("and one more").await;
    assert!(often.status == 422 && often.has("Five questions within an hour") && often.has("and one more"));
    app.passes(TimeDelta::minutes(61)).await;
    assert_eq!(ask("and one more").await.status, 303);
    let malformed = aigerim.sends(&format!("{path}/question"), &[("key", "x"), ("question", "?")]).await;
    assert_eq!(malformed.status, 422);
    let foreign = nurlan.sends(&format!("{path}/question"), &[("key", "x"), ("question", "?")]).await;
    assert_eq!(foreign.status, 404, "another's receipt");
}

#[tokio::test]
async fn where_nobody_answers_nobody_can_ask() {
    let app = TestApp::start().await;
    let (aigerim, nurlan, billing) = invited(&app).await;
    billing.is_paid("pay_1", &nurlan.company().await, "405000.00").await;
    let path = receipt(&aigerim).await;
    let page = aigerim.opens(&path).await;
    assert!(!page.has("Ask about this line") && !page.has("/question"));
    let form = [("key", uuid::Uuid::new_v4().to_string()), ("question", "Why?".to_owned())];
    assert_eq!(aigerim.sends(&format!("{path}/question"), &form).await.status, 404);
}
