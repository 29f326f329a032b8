//! Letters on their way, as staff see them.

use super::{between, pages};
use crate::billing::{NOTHING, staff};
use crate::support::{TestApp, story::Visitor};
use beckon::db::{Fault, sql};
use beckon::jobs;
use beckon::mail::Letter;
use beckon::notices;
use beckon::people::Role;

fn letter(app: &TestApp, n: usize) -> Letter {
    Letter {
        id: uuid::Uuid::new_v4(),
        to: format!("Reader <reader{n}@dala.example>"),
        subject: format!("News {n}"),
        text: "https://bonus.example/secret-link".into(),
        html: "<p>https://bonus.example/secret-link</p>".into(),
        written_at: app.now(),
        unsubscribe: Some("https://bonus.example/letters/earned/off/secret-token".into()),
        reply_to: None,
    }
}

#[tokio::test]
async fn letters_that_wait_fail_or_rest_are_listed_and_one_is_hurried() {
    let app = TestApp::start().await;
    let support = staff(&app, "Boris Kim", Role::Support).await;
    app.works_jobs().await;
    assert!(support.opens("/admin/deliveries").await.has("No letter waits."));
    // Nobody can be written to at this address: the letter is given up at once.
    let wrong = Letter { to: "nobody".into(), ..letter(&app, 0) };
    app.app.db.write(async |tx| notices::enqueue(tx, wrong.clone()).await).await.unwrap();
    app.works_jobs().await;
    for n in 1..=54 {
        let waits = letter(&app, n);
        app.app.db.write(async |tx| notices::enqueue(tx, waits.clone()).await).await.unwrap();
    }
    Visitor::new(&app).sends("/password/forgot", &[("email", "boris.kim@example.kz")]).await;

    let all = pages(&support, "/admin/deliveries").await;
    assert_eq!(all.iter().map(|page| page.text.matches("/retry\"").count()).collect::<Vec<_>>(), [50, 6]);
    for page in &all {
        assert!(!page.has("secret-link") && !page.has("secret-token") && !page.has("token="), "{}", page.text);
    }
    let rests = support.opens("/admin/deliveries?state=given-up").await;
    assert!(
        rests.has("News 0") && rests.has("the mail server refused the letter") && !rests.has("News 1"),
        "{}",
        rests.text
    );
    let entry = support.opens("/admin/deliveries?kind=entry").await;
    assert!(entry.has("A new password") && !entry.has("News"), "{}", entry.text);
    let found = support.opens("/admin/deliveries?to=READER7@").await;
    assert!(found.has("News 7") && !found.has("News 8"), "{}", found.text);
    assert!(support.opens("/admin/deliveries?to=%25&state=waiting&kind=news").await.has("No letter waits."));

    let file = String::from_utf8(support.downloads("/admin/deliveries.csv").await).unwrap();
    assert_eq!(file.lines().count(), 1 + 56, "{file}");
    assert!(!file.contains("secret") && support.opens("/admin/deeds").await.has("List exported"));

    let path = between(&rests, r#"action=""#, "\"").into_iter().find(|path| path.ends_with("/retry")).unwrap();
    assert_eq!(support.sends(path, NOTHING).await.to, "/admin/deliveries");
    assert!(support.opens("/admin/deliveries").await.has("The letter is sent now."));
    support.sends(path, NOTHING).await;
    assert!(
        support.opens("/admin/deliveries").await.has("somebody else was first"),
        "what is due already is not hurried"
    );
    let log = support.opens("/admin/deeds?verb=letter-retried").await;
    assert_eq!(log.text.matches(">Letter sent again<").count(), 1, "{}", log.text);
    app.works_jobs().await;
    assert!(support.opens("/admin/deliveries?state=given-up").await.has("News 0"), "it is wrong as before");
    let sent = app.letters();
    assert_eq!(sent.iter().filter(|letter| letter.subject.starts_with("News ")).count(), 54);
    assert_eq!(support.sends("/admin/deliveries/x/retry", NOTHING).await.status, 404);
    let [rests] = app.app.db.read(async |conn| jobs::graveyard(conn, 10).await).await.unwrap().try_into().unwrap();
    assert!(app.app.db.write(async |tx| jobs::remove(tx, rests.job_id).await).await.unwrap());
}

#[tokio::test]
async fn a_letter_that_failed_says_when_it_is_tried_again_and_can_be_hurried() {
    let app = TestApp::start().await;
    let support = staff(&app, "Boris Kim", Role::Support).await;
    let waits = letter(&app, 1);
    app.app.db.write(async |tx| notices::enqueue(tx, waits.clone()).await).await.unwrap();
    let fails =
        "UPDATE jobs SET attempts = 9, last_error = 'the mail server is away', due_at = due_at + interval '6 hours'
        WHERE payload ->> 'subject' = 'News 1'";
    let failed: Result<_, Fault> = app.app.db.write(async |tx| sql(fails).execute(tx).await).await;
    assert_eq!(failed.unwrap(), 1);
    app.works_jobs().await;
    let page = support.opens("/admin/deliveries?state=failing").await;
    for told in ["the mail server is away", "News 1", "10 April, 15:30", "failed, tried again"] {
        assert!(page.has(told), "{told}: {}", page.text);
    }
    let path = between(&page, r#"action=""#, "\"").into_iter().find(|path| path.ends_with("/retry")).unwrap();
    assert_eq!(support.sends(path, NOTHING).await.status, 303);
    app.works_jobs().await;
    assert!(app.letters().iter().any(|letter| letter.subject == "News 1"));
    assert!(support.opens("/admin/deliveries").await.has("No letter waits."));
}
