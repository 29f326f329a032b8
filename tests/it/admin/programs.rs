//! Terms begun from a template or from what is in force, edited by two, tried over past months, and published once.

use super::between;
use crate::billing::{NOTHING, staff};
use crate::support::TestApp;
use crate::support::story::{Billing, Shown, Visitor, publish};
use beckon::calendar::Instant;
use beckon::db::Fault;
use beckon::ids::DraftId;
use beckon::people::{self, Role};
use beckon::programs::{self, Program};
use serde_json::{Value, json};

const BONUS: &str = include_str!("../../../programs/business-bonus.toml");

async fn program(app: &TestApp, slug: &str) -> Option<Program> {
    let catalogue = app.app.db.read(async |conn| programs::catalogue(conn).await).await.unwrap();
    catalogue.by_slug(slug).cloned()
}

/// The text in the editor, as a browser reads it.
fn source(shown: &Shown) -> String {
    let text = between(shown, r#"name="source""#, "</textarea>")[0].split_once(">\n").unwrap().1;
    text.replace("&#34;", "\"")
        .replace("&quot;", "\"")
        .replace("&#62;", ">")
        .replace("&gt;", ">")
        .replace("&#39;", "'")
        .replace("&#38;", "&")
}

/// A draft of the bonus program's next version, as its button makes it.
async fn drafted(app: &TestApp, admin: &Visitor<'_>) -> String {
    let id = DraftId::new(app.now()).to_string();
    let made = admin.sends("/admin/programs/drafts", &[("key", id.as_str()), ("program", "business-bonus")]).await;
    assert_eq!((made.status, made.to), (303, format!("/admin/programs/drafts/{id}")));
    format!("/admin/programs/drafts/{id}")
}

/// The newest deeds with what was before and after.
async fn deeds(app: &TestApp) -> Vec<(String, String, Option<Value>, Option<Value>)> {
    let deeds: Result<_, Fault> = app.app.db.read(async |conn| people::deeds(conn, 20).await).await;
    deeds.unwrap().into_iter().map(|deed| (deed.verb, deed.subject, deed.before, deed.after)).collect()
}

fn twelve() -> String {
    // Without the examples, which say what ten percent come to.
    let rules = BONUS.split("[[example]]").next().unwrap();
    rules.replace("give = \"10 %\"", "give = \"12 %\"")
}

#[tokio::test]
async fn a_program_begins_from_a_template_and_is_published_once() {
    let app = TestApp::start().await;
    let admin = staff(&app, "Dana Ospanova", Role::Admin).await;
    assert!(admin.opens("/admin/programs").await.has("There is no program yet."));
    let choice = admin.opens("/admin/programs/new").await;
    assert!(
        choice.has("/admin/programs/new/affiliate-percent") && choice.has("Documentolog Business"),
        "{}",
        choice.text
    );
    let form = admin.opens("/admin/programs/new/business-bonus").await;
    assert_eq!((form.field("figure.reward.0.give"), form.field("figure.currency")), ("10 %", "KZT"));
    let key = form.field("key").to_owned();
    let asked = |slug: &'static str, currency: &'static str| {
        [
            ("key", key.clone()),
            ("slug", slug.into()),
            ("was.name", "Documentolog Business".into()),
            ("figure.name", "Partners of the house".into()),
            ("was.currency", "KZT".into()),
            ("figure.currency", currency.into()),
            ("was.reward.0.give", "10 %".into()),
            ("figure.reward.0.give", "15".into()),
        ]
    };
    let path = "/admin/programs/new/business-bonus";
    let refused = admin.sends(path, &asked("Partners!", "EUR")).await;
    assert!(refused.status == 422 && refused.has("Type up to 60 small Latin letters"), "{}", refused.text);
    assert_eq!((refused.field("slug"), refused.field("figure.name")), ("Partners!", "Partners of the house"), "kept");
    let refused = admin.sends(path, &asked("partners", "EURO")).await;
    assert!(refused.status == 422 && refused.has("Line 4, column 13") && refused.field("slug") == "partners");
    let good = asked("partners", "EUR");
    let (one, two) = tokio::join!(admin.sends(path, &good), admin.sends(path, &good));
    assert_eq!((one.status, two.status, &one.to), (303, 303, &two.to), "made once");

    let editor = admin.opens(&one.to).await;
    let text = source(&editor);
    assert!(text.contains("program   = \"partners\"") && text.contains("give = \"15 %\"") && text.contains("\"EUR\""));
    // Of the eight examples two tell of the offer, which stayed as it was.
    assert!(text.matches("[[example]]").count() == 2 && text.contains("the Business and Start+ plans"), "{text}");
    assert!(editor.has("Everything comes out") && editor.has("earns 15% of every payment"), "{}", editor.text);
    assert!(!editor.has("What changes against"), "there is no version yet");
    let publishing = admin.opens(&format!("{}/publishing", one.to)).await;
    assert!(publishing.has("Version 1 of Partners of the house is in force from the beginning"), "{}", publishing.text);
    let form = [("revision", publishing.field("revision")), ("after", ""), ("from", ""), ("applies", "new_referrals")];
    let to = format!("{}/publishing", one.to);
    let (first, second) = tokio::join!(admin.sends(&to, &form), admin.sends(&to, &form));
    assert_eq!(
        (first.status, first.to.as_str(), second.status),
        (303, "/programs/partners/terms/1", 303),
        "{}",
        second.text
    );
    let partners = program(&app, "partners").await.unwrap();
    assert_eq!((partners.versions.len(), partners.versions[0].effective_from), (1, None));
    let verbs: Vec<String> = deeds(&app).await.into_iter().map(|(verb, ..)| verb).collect();
    assert_eq!(verbs, ["terms-published", "draft-made", "staff-added"], "each once");
    let taken = admin.sends(path, &asked("partners", "EUR")).await;
    assert!(taken.status == 422 && taken.has("There is a program of that name already."), "{}", taken.text);
    let list = admin.opens("/admin/programs").await;
    assert!(list.has("Partners of the house") && list.has("Nobody works on a draft."), "{}", list.text);
}

#[tokio::test]
async fn what_is_typed_is_judged_and_not_kept() {
    let app = TestApp::start().await;
    publish(&app).await;
    let admin = staff(&app, "Dana Ospanova", Role::Admin).await;
    let draft = drafted(&app, &admin).await;
    let editor = admin.opens(&draft).await;
    assert_eq!(source(&editor), BONUS);
    assert!(editor.has("The rules of both versions are the same") && editor.has("Everything comes out"));
    // A figure in the form goes into the text; six of eight examples still tell of ten percent.
    let check = format!("{draft}/check");
    let figure =
        [("revision", "1"), ("source", BONUS), ("was.reward.0.give", "10 %"), ("figure.reward.0.give", "12 %")];
    let side = admin.swaps(&check, "side", &figure).await;
    assert!(side.status == 200 && side.text.trim_start().starts_with("<div id=\"side\""), "{}", side.text);
    assert!(
        side.has("<ins>The person who invites earns 12% of every payment of an invited customer, as bonuses.</ins>")
    );
    assert!(side.has("6 things to mend") && side.has("does not come out") && !side.has("<textarea"), "{}", side.text);
    let whole = admin.sends(&check, &figure).await;
    assert!(source(&whole).contains("give = \"12 %\"") && whole.has("what you typed is not saved"), "{}", whole.text);
    let fewer: Vec<_> = figure.into_iter().chain([("do", "examples")]).collect();
    let fewer = admin.sends(&check, &fewer).await;
    assert!(fewer.has("Everything comes out") && source(&fewer).matches("[[example]]").count() == 2, "{}", fewer.text);
    // A mistake is told with its place, by the words that the command has for it.
    let wrong = BONUS.replace("hold_days = 14", "hold_day = 14");
    let line = 1 + BONUS.lines().position(|line| line.starts_with("hold_days")).unwrap();
    let told = admin.swaps(&check, "side", &[("revision", "1"), ("source", wrong.as_str())]).await;
    assert!(told.has(&format!("Line {line}, column 1")) && told.has("did you mean `hold_days`?"), "{}", told.text);
    assert!(told.has("The summary in words comes when the text can be read."));
    // The text says something else by now than the figure was changed from.
    let lost = [("source", BONUS), ("was.reward.0.give", "11 %"), ("figure.reward.0.give", "12 %")];
    assert!(admin.swaps(&check, "side", &lost).await.has("reward.0.give: 12 %"));
    assert_eq!(source(&admin.opens(&draft).await), BONUS, "nothing of it is kept");
    let support = staff(&app, "Boris Kim", Role::Support).await;
    let read = support.opens(&draft).await;
    assert!(read.status == 200 && read.has("readonly") && !read.has("Save the draft"), "{}", read.text);
}

#[tokio::test]
async fn who_saves_on_an_older_one_is_told_who_saved_and_loses_nothing() {
    let app = TestApp::start().await;
    publish(&app).await;
    let dana = staff(&app, "Dana Ospanova", Role::Admin).await;
    let asel = staff(&app, "Asel Nurova", Role::Admin).await;
    let draft = drafted(&app, &dana).await;
    let (hers, his) = (twelve(), twelve().replace("hold_days = 14", "hold_days = 30"));
    let save = |text: &str, revision: &str| [("revision", revision.to_owned()), ("source", text.replace('\n', "\r\n"))];
    for _ in 0..2 {
        assert_eq!(dana.sends(&draft, &save(&hers, "1")).await.status, 303, "twice is once");
    }
    let late = asel.sends(&draft, &save(&his, "1")).await;
    assert!(late.status == 422 && late.has("Dana Ospanova saved this draft on 10 April"), "{}", late.text);
    assert!(source(&late) == his && late.has("What Dana Ospanova saved") && late.field("revision") == "2");
    assert_eq!(source(&asel.opens(&draft).await), hers);
    assert_eq!(asel.sends(&draft, &save(&his, "2")).await.status, 303, "knowing that, it is saved");
    assert_eq!(source(&dana.opens(&draft).await), his);
    let log = deeds(&app).await;
    let of = |n: usize| (log[n].0.as_str(), log[n].2.clone().unwrap(), log[n].3.clone().unwrap());
    assert_eq!(
        of(0),
        (
            "draft-saved",
            json!({"revision": 2, "reward.0.hold_days": "14"}),
            json!({"revision": 3, "reward.0.hold_days": "30"})
        )
    );
    assert_eq!(
        of(1),
        (
            "draft-saved",
            json!({"revision": 1, "reward.0.give": "10 %"}),
            json!({"revision": 2, "reward.0.give": "12 %"})
        )
    );
    for nothing in ["", "  \r\n "] {
        let refused = dana.sends(&draft, &[("revision", "3"), ("source", nothing)]).await;
        assert!(refused.status == 422 && refused.has("Type the terms"), "{}", refused.text);
    }
    // One of two throws it away; whoever comes later is told that it is over.
    assert_eq!(dana.sends(&format!("{draft}/removal"), NOTHING).await.to, "/admin/programs");
    let over = asel.sends(&draft, &save(&hers, "3")).await;
    assert!(over.status == 422 && over.has("no longer worked on") && source(&over) == hers, "{}", over.text);
    assert!(asel.opens(&draft).await.has("Dana Ospanova threw it away"));
    for path in ["", "/check", "/removal", "/publishing", "/replays"] {
        let nobodys = format!("/admin/programs/drafts/{}{path}", DraftId::new(app.now()));
        assert_eq!(dana.sends(&nobodys, &save(&hers, "1")).await.status, 404, "{path}");
    }
}

#[tokio::test]
async fn of_two_who_publish_one_does_and_the_other_is_told_who() {
    let app = TestApp::start().await;
    publish(&app).await;
    let dana = staff(&app, "Dana Ospanova", Role::Admin).await;
    let asel = staff(&app, "Asel Nurova", Role::Admin).await;
    let (first, second) = (drafted(&app, &dana).await, drafted(&app, &asel).await);
    let unchanged = format!("{first}/publishing");
    let form = |revision: &str, after: &str, from: &str| {
        [("revision", revision), ("after", after), ("from", from), ("applies", "all_from_date")]
            .map(|(name, value)| (name, value.to_owned()))
    };
    let ask = dana.opens(&unchanged).await;
    assert!(ask.has("Version 2 of Documentolog Business comes into force at once."), "{}", ask.text);
    let text = twelve();
    for draft in [&first, &second] {
        assert_eq!(dana.sends(draft, &[("revision", "1"), ("source", text.as_str())]).await.status, 303);
    }
    let stale = dana.sends(&unchanged, &form("1", "1", "")).await;
    assert!(stale.status == 422 && stale.has("Dana Ospanova saved this draft"), "{}", stale.text);
    for past in ["2026-04-09", "soon"] {
        let refused = dana.sends(&unchanged, &form("2", "1", past)).await;
        assert!(refused.status == 422 && refused.has("Choose today or a later day."), "{past}: {}", refused.text);
        let asked = dana.opens(&format!("{unchanged}?from={past}&applies=opt_in")).await;
        assert!(asked.status == 422 && asked.field("from") == past, "{}", asked.text);
    }
    // Shown before it happens: when, for whom, who is told.
    let ask = dana.opens(&format!("{unchanged}?from=2026-05-01&applies=all_from_date")).await;
    assert!(
        ask.has("comes into force on 30 April, 19:00 UTC.") && ask.has("earns 12% of every payment"),
        "{}",
        ask.text
    );
    let to = format!("{second}/publishing");
    let (later, now) = (form("2", "1", "2026-05-01"), form("2", "1", ""));
    let (won, lost) = tokio::join!(dana.sends(&unchanged, &later), asel.sends(&to, &now));
    let (winner, lost) = if won.status == 303 { ("Dana Ospanova", lost) } else { ("Asel Nurova", won) };
    assert!(lost.status == 422 && lost.has(&format!("{winner} published version 2 meanwhile.")), "{}", lost.text);
    assert_eq!(program(&app, "business-bonus").await.unwrap().versions.len(), 2);
    // The loser's draft says what is in force now, so there is nothing left to publish.
    let (other, path) = if winner == "Dana Ospanova" { (&asel, &to) } else { (&dana, &unchanged) };
    let again = other.sends(path, &form("2", "2", "")).await;
    assert!(again.status == 422 && again.has("in force already as they stand"), "{}", again.text);
}

#[tokio::test]
async fn what_is_published_governs_from_its_day_and_is_told_and_logged() {
    let app = TestApp::start().await;
    publish(&app).await;
    let admin = staff(&app, "Dana Ospanova", Role::Admin).await;
    let aigerim = Visitor::registered(&app, "Aigerim Sadykova", "Altyn").await;
    let code = aigerim.link().await.trim_start_matches("/r/").to_owned();
    let billing = Billing::new(&app).await;
    let company = json!({"company": "c-1", "name": "Dala"});
    let came = json!({"person": "p-1", "email": "nurlan@dala.example", "code": code, "company": company});
    assert_eq!(billing.reports("person.registered", came).await["status"], "applied");
    let draft = drafted(&app, &admin).await;
    assert_eq!(admin.sends(&draft, &[("revision", "1"), ("source", twelve().as_str())]).await.status, 303);
    let to = format!("{draft}/publishing");
    let ask = admin.opens(&format!("{to}?from=2026-05-01&applies=all_from_date")).await;
    assert!(ask.has("1 person who takes part is told by letter"), "{}", ask.text);
    let form = [("revision", "2"), ("after", "1"), ("from", "2026-05-01"), ("applies", "all_from_date")];
    assert_eq!(admin.sends(&to, &form).await.to, "/programs/business-bonus/terms/2");
    let from: Instant = "2026-04-30T19:00:00Z".parse().unwrap();
    let published = program(&app, "business-bonus").await.unwrap();
    assert_eq!(published.versions[1].effective_from, Some(from));
    assert!(admin.opens(&draft).await.has("Dana Ospanova published it as version 2,"));
    let log = deeds(&app).await;
    let (verb, subject, before, after) = &log[0];
    assert_eq!((verb.as_str(), subject.as_str()), ("terms-published", "program business-bonus"));
    assert_eq!(before.as_ref().unwrap(), &json!({"version": 1, "reward.0.give": "10 %"}));
    let after = after.as_ref().unwrap();
    assert_eq!((&after["version"], &after["reward.0.give"], &after["from"]), (&json!(2), &json!("12 %"), &json!(from)));
    app.passes_days(1).await;
    let told: Vec<_> =
        app.letters().into_iter().filter(|letter| letter.subject.contains("Documentolog Business” change")).collect();
    assert_eq!(told.len(), 1, "whom the page promised");
    app.passes_days(30).await;
    let paid = json!({"payment": "pay-1", "company": "c-1", "amount": "1000.00", "currency": "KZT"});
    let receipt = billing.reports("payment.succeeded", paid).await;
    assert!(receipt.to_string().contains("120.00"), "{receipt}");
}

#[tokio::test]
async fn a_draft_is_played_over_past_months_and_can_be_stopped() {
    let app = TestApp::start().await;
    publish(&app).await;
    let admin = staff(&app, "Dana Ospanova", Role::Admin).await;
    let draft = drafted(&app, &admin).await;
    let to = format!("{draft}/replays");
    let nobody = admin.sends(&to, &[("from", "2026-04"), ("until", "2026-04")]).await;
    assert!(nobody.status == 422 && nobody.has("Nobody was referred in this program yet"), "{}", nobody.text);
    let aigerim = Visitor::registered(&app, "Aigerim Sadykova", "Altyn").await;
    let code = aigerim.link().await.trim_start_matches("/r/").to_owned();
    let billing = Billing::new(&app).await;
    let company = json!({"company": "c-1", "name": "Dala"});
    let came = json!({"person": "p-1", "email": "nurlan@dala.example", "code": code, "company": company});
    billing.reports("person.registered", came).await;
    let paid = json!({"payment": "pay-1", "company": "c-1", "amount": "1000.00", "currency": "KZT"});
    billing.reports("payment.succeeded", paid).await;
    assert_eq!(admin.sends(&draft, &[("revision", "1"), ("source", twelve().as_str())]).await.status, 303);
    for (from, until, says) in [
        ("", "2026-04", "Choose two months."),
        ("2026-04", "2026-03", "The first month comes after the last."),
        ("2026-04", "2026-05", "Choose months that have begun."),
    ] {
        let refused = admin.sends(&to, &[("from", from), ("until", until)]).await;
        assert!(refused.status == 422 && refused.has(says), "{from} {until}: {}", refused.text);
    }
    let over = [("from", "2026-03"), ("until", "2026-04")];
    let (one, two) = tokio::join!(admin.sends(&to, &over), admin.sends(&to, &over));
    assert_eq!((one.status, &one.to), (303, &two.to), "a second press begins no second one");
    let runs = admin.opens(&one.to).await;
    assert!(runs.has("0 of 1 referrers") && runs.has("every 2s") && runs.has("runs"), "{}", runs.text);
    app.works_jobs().await;
    let done = admin.opens(&one.to).await;
    assert!(done.has("1 of 1 referrers") && !done.has("every 2s"), "{}", done.text);
    assert!(done.has("₸100.00") && done.has("₸120.00") && done.has("Aigerim Sadykova"), "{}", done.text);
    let again = admin.sends(&to, &over).await;
    assert_ne!(again.to, one.to);
    assert_eq!(admin.sends(&format!("{}/cancellation", again.to), NOTHING).await.status, 303);
    app.works_jobs().await;
    let stopped = admin.opens(&again.to).await;
    assert!(stopped.has("cancelled") && stopped.has("0 of 1 referrers"), "{}", stopped.text);
    assert!(admin.opens(&draft).await.has(&again.to), "the draft lists them");
    let support = staff(&app, "Boris Kim", Role::Support).await;
    assert!(!support.opens(&one.to).await.has("cancellation"));
}
