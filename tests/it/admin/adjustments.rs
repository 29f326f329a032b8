//! What staff add to somebody's account or take from it, on their pages; the second approval; the person's receipt, statement and letter.

use super::{between, pages};
use crate::support::TestApp;
use crate::support::story::Shown;
use crate::withdrawals::desk::{Desk, Somebody, transfers};
use beckon::audit;
use beckon::db::{Conn, Fault, sql};
use diesel::QueryableByName;
use diesel::sql_types::Text;
use serde_json::json;

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    text: String,
}

/// The facts about adjustments, as the log has them.
async fn facts(app: &TestApp) -> Vec<serde_json::Value> {
    let look = async |conn: &Conn| -> Result<Vec<Line>, Fault> {
        sql("SELECT (body -> 'data')::text AS text FROM events WHERE type = 'adjustment.made' ORDER BY applied_order")
            .load(conn)
            .await
    };
    let lines = app.app.db.read(look).await.unwrap();
    lines.iter().map(|line| serde_json::from_str(&line.text).unwrap()).collect()
}

/// The form of somebody's account as it stands, with this in it.
async fn fills(
    staff: &Somebody<'_>,
    person: &Somebody<'_>,
    typed: &[(&'static str, &str)],
) -> (Shown, Vec<(&'static str, String)>) {
    let path = format!("/admin/people/{}/adjustments", person.id);
    let page = staff.opens(&path).await;
    let mut form = vec![
        ("adjustment", page.field("adjustment").to_owned()),
        ("account", "partners/cash".to_owned()),
        ("direction", "add".to_owned()),
        ("amount", "50.00".to_owned()),
        ("reason", "goodwill".to_owned()),
        ("note", "for the wait".to_owned()),
    ];
    for (name, value) in &mut form {
        if let Some((_, wanted)) = typed.iter().find(|(field, _)| field == name) {
            *value = (*wanted).to_owned();
        }
    }
    (staff.sends(&path, &form).await, form)
}

/// One that is taken; answers its id.
async fn asks(staff: &Somebody<'_>, person: &Somebody<'_>, typed: &[(&'static str, &str)]) -> String {
    let (done, _) = fills(staff, person, typed).await;
    assert_eq!(done.status, 303, "{}", done.text);
    done.to.rsplit('/').next().unwrap().to_owned()
}

async fn takes(staff: &Somebody<'_>, id: &str, step: &str) -> Shown {
    staff.sends(&format!("/admin/adjustments/{id}/{step}"), &[("why", "as a test wants it")]).await
}

async fn is_whole(app: &TestApp) {
    let report = audit::audit(&app.app.db, None).await.unwrap();
    assert!(report.ok, "{:?}", report.differences);
}

#[tokio::test]
async fn an_account_is_adjusted_and_its_owner_has_the_receipt_the_line_and_the_letter() {
    let app = TestApp::start().await;
    let desk = Desk::open(&app).await;
    let dana = desk.finance("Dana Akhmetova").await;
    let aigerim = desk.earner("Aigerim Sadykova", "4050.00").await;
    let person = dana.opens(&format!("/admin/people/{}", aigerim.id)).await;
    assert!(person.has(&format!("/admin/people/{}/adjustments", aigerim.id)), "{}", person.text);
    let added = asks(&dana, &aigerim, &[("amount", "50,00"), ("reason", "reward")]).await;
    let taken = asks(&dana, &aigerim, &[("direction", "take"), ("amount", "500"), ("reason", "clawback")]).await;
    // 405.00 was earned; what is taken beyond what is there is owed.
    assert_eq!(transfers(&app, &added).await, ["adjusted_up adjusted available 50.00"]);
    assert_eq!(transfers(&app, &taken).await, ["adjusted_down available adjusted 500.00"]);
    assert_eq!(desk.has(&aigerim).await.available, "-45".parse().unwrap());
    let told = facts(&app).await;
    assert_eq!(
        (told.len(), &told[1]["adjustment"], &told[1]["reason"]),
        (2, &json!(taken), &json!("clawback: for the wait"))
    );
    assert_eq!(
        (&told[1]["direction"], &told[1]["amount"], &told[1]["unit"]),
        (&json!("take"), &json!("500.00"), &json!("cash"))
    );
    is_whole(&app).await;

    let statement = aigerim.opens("/statement?program=partners").await;
    assert!(
        statement.has(&format!("/adjustments/{taken}"))
            && statement.has("−₴500.00")
            && statement.has("A reward taken back"),
        "{}",
        statement.text
    );
    let parts = [
        r#"Owed</span><b class="bad">₴45.00<"#,
        "Earned in all</a></dt><dd>₴405.00<",
        "Added or taken by our staff</a></dt><dd>−₴450.00<",
        "In all</dt><dd>−₴45.00<",
    ];
    for part in parts {
        assert!(statement.has(part), "{part}: {}", statement.text);
    }
    let receipt = aigerim.opens(&format!("/adjustments/{taken}")).await;
    for words in ["−₴500.00", "A reward taken back", "for the wait", "Partners", "It was taken from"] {
        assert!(receipt.has(words), "{words}: {}", receipt.text);
    }
    assert!(!receipt.has("Dana"), "staff are not named");
    assert_eq!(dana.opens(&format!("/adjustments/{taken}")).await.status, 404, "another's is not there");
    app.works_jobs().await;
    app.passes(chrono::TimeDelta::minutes(1)).await;
    let letter = app.letters().into_iter().rev().find(|letter| letter.to.contains("aigerim.sadykova")).unwrap();
    assert_eq!(letter.subject, "Adjustments in your account");
    for words in ["A reward given by hand", "A reward taken back", "for the wait", "₴50.00", "−₴500.00"] {
        assert!(letter.text.contains(words), "{words}: {}", letter.text);
    }

    let deeds = desk.deeds().await;
    let deed = deeds.iter().find(|deed| deed.subject == format!("adjustment {taken}")).unwrap();
    let (before, after) = (deed.before.clone().unwrap(), deed.after.clone().unwrap());
    assert_eq!((deed.verb.as_str(), deed.by()), ("adjustment-made", dana.id));
    assert_eq!(before, json!({"state": null, "available": "455.00"}));
    assert_eq!(
        (&after["state"], &after["available"], &after["amount"]),
        (&json!("made"), &json!("-45.00"), &json!("-500.00 UAH"))
    );
    assert_eq!((&after["reason"], &after["note"]), (&json!("clawback"), &json!("for the wait")));
    let person = dana.opens(&format!("/admin/people/{}", aigerim.id)).await;
    assert!(person.has("Account adjusted"), "the person's page tells the deed");
}

#[tokio::test]
async fn above_the_limit_a_second_member_of_staff_approves_and_it_moves_once() {
    let app = TestApp::start().await;
    let desk = Desk::open(&app).await;
    let dana = desk.finance("Dana Akhmetova").await;
    let marat = desk.finance("Marat Ospanov").await;
    let aigerim = desk.earner("Aigerim Sadykova", "4050.00").await;
    let at_the_limit = asks(&dana, &aigerim, &[("amount", "1000")]).await;
    assert_eq!(transfers(&app, &at_the_limit).await.len(), 1, "the limit itself needs nobody else");
    let form = dana.opens(&format!("/admin/people/{}/adjustments", aigerim.id)).await;
    assert!(form.has("above ₴1,000.00 a colleague approves it"), "{}", form.text);
    let id = asks(&dana, &aigerim, &[("amount", "1000.01")]).await;
    assert!(dana.opens("/admin").await.has("Adjustments to approve"));
    let waiting = marat.opens("/admin/adjustments?state=waiting").await;
    assert_eq!(waiting.ids("/admin/adjustments/"), [id.as_str()]);
    for step in ["approval", "rejection"] {
        let own = takes(&dana, &id, step).await;
        assert!(own.status == 422 && own.has("Nobody approves what they asked for"), "{step}: {}", own.text);
    }
    let foreign = takes(&marat, &id, "retraction").await;
    assert!(foreign.status == 422 && foreign.has("only who asked takes it back"));
    assert_eq!(aigerim.opens(&format!("/adjustments/{id}")).await.status, 404, "nothing has happened yet");
    assert_eq!((transfers(&app, &id).await.len(), desk.has(&aigerim).await.available), (0, "1405".parse().unwrap()));
    assert_eq!(takes(&marat, &id, "approval").await.status, 303);
    assert_eq!(transfers(&app, &id).await, ["adjusted_up adjusted available 1000.01"]);
    assert_eq!(desk.has(&aigerim).await.available, "2405.01".parse().unwrap());
    let again = takes(&marat, &id, "approval").await;
    assert!(again.status == 422 && again.has("Marat Ospanov approved it on 10 April"), "{}", again.text);
    let late = takes(&dana, &id, "retraction").await;
    assert!(late.status == 422 && late.has("Marat Ospanov approved it on 10 April"));
    let page = dana.opens(&format!("/admin/adjustments/{id}")).await;
    assert!(page.has("Dana Akhmetova asked for it on 10 April") && page.has("Marat Ospanov approved it on 10 April"));
    assert_eq!(aigerim.opens(&format!("/adjustments/{id}")).await.status, 200);

    let rejected = asks(&dana, &aigerim, &[("amount", "2000")]).await;
    for why in ["", "two\nlines"] {
        let refused = marat.sends(&format!("/admin/adjustments/{rejected}/rejection"), &[("why", why)]).await;
        assert!(refused.status == 422 && refused.has("Type the reason"), "{why:?}");
    }
    assert_eq!(takes(&marat, &rejected, "rejection").await.status, 303);
    let retracted = asks(&dana, &aigerim, &[("amount", "3000")]).await;
    assert_eq!(takes(&dana, &retracted, "retraction").await.status, 303);
    assert_eq!(desk.has(&aigerim).await.available, "2405.01".parse().unwrap());
    let told: Vec<_> = desk.deeds().await.into_iter().filter(|deed| deed.verb.starts_with("adjustment")).collect();
    let verbs: Vec<&str> = told.iter().rev().map(|deed| deed.verb.trim_start_matches("adjustment-")).collect();
    assert_eq!(verbs, ["made", "asked", "approved", "asked", "rejected", "asked", "retracted"]);
    let approved = told.iter().find(|deed| deed.verb == "adjustment-approved").unwrap();
    assert_eq!(approved.before, Some(json!({"state": "waiting", "available": "1405.00"})));
    assert_eq!(approved.after.as_ref().unwrap()["available"], "2405.01");
    assert_eq!(facts(&app).await.len(), 2);
    is_whole(&app).await;
}

#[tokio::test]
async fn of_two_at_once_one_wins_and_the_other_is_told() {
    let app = TestApp::start().await;
    let desk = Desk::open(&app).await;
    let dana = desk.finance("Dana Akhmetova").await;
    let marat = desk.finance("Marat Ospanov").await;
    let saule = desk.finance("Saule Kim").await;
    let aigerim = desk.earner("Aigerim Sadykova", "4050.00").await;
    for round in 0..8 {
        let id = asks(&dana, &aigerim, &[("amount", "1500")]).await;
        let (approved, rejected) = tokio::join!(takes(&marat, &id, "approval"), takes(&saule, &id, "rejection"));
        let (loser, says, moved) = match (approved.status, rejected.status) {
            (303, 422) => (rejected, "Marat Ospanov approved it", 1),
            (422, 303) => (approved, "Saule Kim rejected it", 0),
            other => panic!("round {round}: {other:?}"),
        };
        assert!(loser.has(says), "round {round}: {}", loser.text);
        assert_eq!(transfers(&app, &id).await.len(), moved, "round {round}");
    }
    // One form pressed twice, one after the other and at once.
    let before = desk.has(&aigerim).await.available;
    let (first, form) = fills(&dana, &aigerim, &[]).await;
    let path = format!("/admin/people/{}/adjustments", aigerim.id);
    let (again, and_again) = tokio::join!(dana.sends(&path, &form), dana.sends(&path, &form));
    assert_eq!((first.to.as_str(), again.to.as_str()), (and_again.to.as_str(), and_again.to.as_str()));
    let page = dana.opens(&path).await;
    let form: Vec<_> = form
        .iter()
        .map(|(name, value)| (*name, if *name == "adjustment" { page.field(name) } else { value }))
        .collect();
    let (one, other) = tokio::join!(dana.sends(&path, &form), dana.sends(&path, &form));
    assert_eq!((one.status, other.status, &one.to), (303, 303, &other.to));
    assert_eq!(desk.has(&aigerim).await.available - before, "100".parse().unwrap(), "two forms, each once");
    is_whole(&app).await;
}

#[tokio::test]
async fn nobody_adjusts_their_own_account_and_support_adjusts_none() {
    let app = TestApp::start().await;
    let desk = Desk::open(&app).await;
    let dana = desk.earner("Dana Akhmetova", "4050.00").await;
    desk.promotes(&dana).await;
    let marat = desk.finance("Marat Ospanov").await;
    let boris = desk.support("Boris Kim").await;
    let path = format!("/admin/people/{}/adjustments", dana.id);
    let key = uuid::Uuid::new_v4().to_string();
    let form = [
        ("adjustment", key.as_str()),
        ("account", "partners/cash"),
        ("direction", "add"),
        ("amount", "10"),
        ("reason", "reward"),
        ("note", "x"),
    ];
    let own = dana.sends(&path, &form).await;
    assert!(own.status == 422 && own.has("Nobody adjusts their own account."), "{}", own.text);
    assert_eq!(boris.sends(&path, &form).await.status, 403);
    let page = boris.opens(&path).await;
    assert!(page.has("Finance staff adjust accounts.") && page.field("adjustment").is_empty());
    // Nor approves what a colleague wants for it.
    let id = asks(&marat, &dana, &[("amount", "5000")]).await;
    for step in ["approval", "rejection"] {
        let own = takes(&dana, &id, step).await;
        assert!(own.status == 422 && own.has("Nobody adjusts their own account."), "{step}");
    }
    assert_eq!(boris.opens(&format!("/admin/adjustments/{id}")).await.status, 200);
    assert_eq!(desk.has(&dana).await.available, "405".parse().unwrap());
    let nobody = "01981a3c-0000-7000-8000-000000000001";
    assert_eq!(marat.sends(&format!("/admin/people/{nobody}/adjustments"), &form).await.status, 404);
    assert_eq!(takes(&marat, nobody, "approval").await.status, 404);
    // Staff by a command are known to no event.
    let made: Result<_, Fault> = app
        .app
        .db
        .write(async |tx| {
            let email = "nobody@example.kz".parse().unwrap();
            let token = beckon::people::tokens::Token::new().unwrap();
            beckon::people::add_staff(tx, &beckon::people::By::OPERATOR, &email, beckon::people::Role::Support, &token)
                .await
        })
        .await;
    let refused = marat.sends(&format!("/admin/people/{}/adjustments", made.unwrap().person), &form).await;
    assert!(refused.status == 422 && refused.has("no event names it"), "{}", refused.text);
    is_whole(&app).await;
}

#[tokio::test]
async fn what_is_typed_wrong_stays_and_is_told() {
    let app = TestApp::start().await;
    let desk = Desk::open(&app).await;
    let dana = desk.finance("Dana Akhmetova").await;
    let aigerim = desk.earner("Aigerim Sadykova", "4050.00").await;
    let long = "x".repeat(401);
    for (field, value, says) in [
        ("account", "", "Choose one of the accounts."),
        ("account", "partners/points", "Choose one of the accounts."),
        ("account", "nothing/cash", "Choose one of the accounts."),
        ("direction", "", "Choose whether it is added or taken."),
        ("amount", "", "Type an amount"),
        ("amount", "1,500", "Type an amount"),
        ("amount", "0", "above zero"),
        ("amount", "-5", "above zero"),
        ("reason", "", "Choose one of the reasons."),
        ("reason", "clawback", "This reason does not go with this direction."),
        ("note", "  ", "Explain it in up to 400"),
        ("note", &long, "Explain it in up to 400"),
    ] {
        let (refused, _) = fills(&dana, &aigerim, &[(field, value)]).await;
        assert_eq!(refused.status, 422, "{field}={value}");
        assert!(refused.has(says), "{field}={value}: {}", refused.text);
        let kept = if field == "note" { refused.field("amount") } else { refused.field("note") };
        assert_eq!(kept, if field == "note" { "50.00" } else { "for the wait" }, "{field}={value}");
    }
    assert_eq!(facts(&app).await.len(), 0);
}

#[tokio::test]
async fn the_list_is_narrowed_by_its_cells_and_is_the_same_as_a_file() {
    let app = TestApp::start().await;
    let desk = Desk::open(&app).await;
    let dana = desk.finance("Dana Akhmetova").await;
    let marat = desk.finance("Marat Ospanov").await;
    let aigerim = desk.earner("Aigerim Sadykova", "4050.00").await;
    let saule = desk.earner("Saule Kim", "4050.00").await;
    let goodwill = asks(&dana, &aigerim, &[]).await;
    let waits = asks(&marat, &saule, &[("amount", "2000"), ("reason", "reward")]).await;
    let taken = asks(&marat, &aigerim, &[("direction", "take"), ("reason", "settled"), ("note", "=1+1")]).await;
    for (query, found) in [
        ("", &[&taken, &waits, &goodwill][..]),
        ("?state=waiting", &[&waits]),
        ("?state=made", &[&taken, &goodwill]),
        (&format!("?person={}", aigerim.id), &[&taken, &goodwill]),
        (&format!("?person={}&reason=goodwill", aigerim.id), &[&goodwill]),
        (&format!("?by={}", marat.id), &[&taken, &waits]),
        ("?unit=cash&program=partners", &[&taken, &waits, &goodwill]),
        ("?unit=credit", &[]),
        ("?q=sadykova", &[&taken, &goodwill]),
        ("?q=saule&state=waiting", &[&waits]),
        ("?q=nobody", &[]),
        (&format!("?after={waits}"), &[&goodwill]),
    ] {
        let shown = dana.opens(&format!("/admin/adjustments{query}")).await;
        assert_eq!(shown.ids("/admin/adjustments/"), found.iter().map(|id| id.as_str()).collect::<Vec<_>>(), "{query}");
        let file = dana.downloads(&format!("/admin/adjustments.csv{query}")).await;
        let file = String::from_utf8(file).unwrap();
        let ids: Vec<&str> = file.lines().skip(1).map(|line| line.split(',').next().unwrap()).collect();
        assert_eq!(ids, found.iter().map(|id| id.as_str()).collect::<Vec<_>>(), "{query}");
    }
    for wrong in ["state=gone", "person=x", "program=x", "unit=!", "reason=gift", "by=x"] {
        assert_eq!(dana.opens(&format!("/admin/adjustments?{wrong}")).await.status, 404, "{wrong}");
    }
    let all = dana.opens("/admin/adjustments?state=made").await;
    assert!(
        between(&all, r#"href=""#, r#"""#).contains(&"/admin/adjustments?state=made&#38;reason=settled"),
        "{}",
        all.text
    );
    let file = String::from_utf8(dana.downloads("/admin/adjustments.csv").await).unwrap();
    assert!(file.contains(",-50.00,UAH,settled,'=1+1,made,"), "{file}");
    for _ in 0..50 {
        asks(&dana, &saule, &[("amount", "1")]).await;
    }
    let read = pages(&dana, "/admin/adjustments").await;
    let ids: Vec<usize> = read.iter().map(|page| page.ids("/admin/adjustments/").len()).collect();
    assert_eq!(ids, [50, 3]);
}
