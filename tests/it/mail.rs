//! Letters over a real connection.

use super::support::TestApp;
use super::support::smtp::{Mood, SmtpSink};
use beckon::config::Hidden;
use beckon::mail::{Letter, MailError, Mailer};

fn letter() -> Letter {
    Letter {
        id: uuid::Uuid::from_u128(7),
        to: "Aizhan <aizhan@example.com>".into(),
        subject: "Your bonus".into(),
        text: "40,500 KZT".into(),
        html: "<p>40,500 KZT</p>".into(),
        written_at: super::support::START.parse().unwrap(),
        unsubscribe: None,
        reply_to: None,
    }
}

async fn send(mood: Mood) -> (SmtpSink, Result<(), MailError>) {
    let sink = SmtpSink::start(mood).await;
    let name = if mood == Mood::KnowsNoSender { "beckon:wrong@" } else { "" };
    let url = Hidden::new(format!("smtp://{name}{}", sink.address));
    let mailer = Mailer::smtp(&url, "Beckon <hello@example.com>".parse().unwrap()).unwrap();
    let sent = mailer.send(&letter()).await;
    (sink, sent)
}

#[tokio::test]
async fn a_letter_arrives_whole_at_a_mail_server() {
    let (sink, sent) = send(Mood::Accepts).await;
    sent.unwrap();
    let [message] = sink.messages().try_into().unwrap();
    for part in ["To: Aizhan <aizhan@example.com>", "Subject: Your bonus", "40,500 KZT", "<p>40,500 KZT</p>"] {
        assert!(message.contains(part), "{part:?} is not in {message}");
    }
}

#[tokio::test]
async fn a_refusal_for_good_is_told_from_one_for_now() {
    assert!(matches!(send(Mood::KnowsNobody).await.1, Err(MailError::Refused(_))));
    assert!(matches!(send(Mood::Busy).await.1, Err(MailError::Later(_))));
    assert!(matches!(send(Mood::HangsUp).await.1, Err(MailError::Later(_))));
    // Of our own settings, or of the server: nothing about the letter.
    assert!(matches!(send(Mood::KnowsNoSender).await.1, Err(MailError::Later(_))));
    assert!(matches!(send(Mood::Closed).await.1, Err(MailError::Later(_))));
}

#[tokio::test]
async fn a_server_that_is_away_is_tried_later() {
    let nobody = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let url = Hidden::new(format!("smtp://{nobody}"));
    let mailer = Mailer::smtp(&url, "hello@example.com".parse().unwrap()).unwrap();
    assert!(matches!(mailer.send(&letter()).await, Err(MailError::Later(_))));
}

#[tokio::test]
async fn a_test_sees_the_letters_of_its_app() {
    let app = TestApp::start().await;
    app.app.mail.send(&letter()).await.unwrap();
    assert_eq!(app.letters(), [letter()]);
}
