//! Claims, and referrals that staff end.

use super::{held, is_whole, log};
use crate::support::TestApp;
use crate::support::story::{Shown, Visitor};
use crate::withdrawals::desk::{Desk, Somebody, TERMS};
use chrono::TimeDelta;
use serde_json::json;

async fn claims(visitor: &Visitor<'_>, invitee: &str, day: &str, evidence: &str) -> Shown {
    let page = visitor.opens("/claims").await;
    sends(visitor, &page, (invitee, day, evidence)).await
}

async fn sends(visitor: &Visitor<'_>, page: &Shown, (invitee, day, evidence): (&str, &str, &str)) -> Shown {
    let (key, program) = (page.field("key"), page.field("program"));
    let form = [("key", key), ("program", program), ("invitee", invitee), ("invited_on", day), ("evidence", evidence)];
    visitor.sends("/claims", &form).await
}

/// The only claim that is open; answers its path.
async fn open(staff: &Somebody<'_>) -> String {
    let list = staff.opens("/admin/claims").await;
    let ids = list.ids("/admin/claims/");
    assert_eq!(ids.len(), 1, "{}", list.text);
    format!("/admin/claims/{}", ids[0])
}

async fn decides(staff: &Somebody<'_>, path: &str, step: &str, reason: &str) -> Shown {
    staff.sends(&format!("{path}/{step}"), &[("reason", reason)]).await
}

/// The partners earn a tenth at once, in hryvnias.
#[tokio::test]
async fn an_approved_claim_binds_for_later_payments_and_both_are_told() {
    let app = TestApp::start().await;
    let desk = Desk::open(&app).await;
    let dana = desk.finance("Dana Akhmetova").await;
    let aigerim = Visitor::registered(&app, "Aigerim Sadykova", "Altyn Foods").await;
    let nurlan = Visitor::registered(&app, "Nurlan Abenov", "Dala Trade LLP").await;
    let paid = async |payment: &str| {
        let data =
            json!({"payment": payment, "company": nurlan.company().await, "amount": "1000.00", "currency": "UAH"});
        desk.reports("payment.succeeded", data).await;
    };
    paid("before").await;
    let page = aigerim.opens("/claims").await;
    let said = ("Nurlan.Abenov@example.kz", "2026-04-09", "I sent him the link on Thursday,\r\nhere is the letter.");
    let (one, other) = tokio::join!(sends(&aigerim, &page, said), sends(&aigerim, &page, said));
    assert_eq!((one.status, other.status), (303, 303));
    let page = aigerim.opens("/claims").await;
    assert!(page.has("Nurlan.Abenov@example.kz") && page.has(">open<"));
    assert_eq!(page.text.matches(">open<").count(), 1, "sent twice it is one");
    let path = open(&dana).await;
    let shown = dana.opens(&path).await;
    for words in ["Aigerim Sadykova", "here is the letter.", "Nurlan Abenov", "9 April", "nobody in this program"] {
        assert!(shown.has(words), "{words}");
    }
    assert_eq!(decides(&dana, &path, "approval", " ").await.status, 422);
    let done = decides(&dana, &path, "approval", "The letter shows it").await;
    assert_eq!((done.status, done.to.as_str()), (303, path.as_str()), "{}", done.text);
    assert_eq!(log(&app).await, ["referral.replaced"]);
    assert_eq!(held(&app).await, Vec::<String>::new(), "what was paid before is nobody's");
    app.passes(TimeDelta::minutes(1)).await;
    paid("after").await;
    app.passes(TimeDelta::minutes(1)).await;
    assert_eq!(held(&app).await, ["Aigerim Sadykova available 100"]);
    for step in ["approval", "rejection"] {
        let refused = decides(&dana, &path, step, "once more").await;
        assert!(refused.status == 422 && refused.has("Somebody decided it meanwhile."), "{step}: {}", refused.text);
    }
    let page = aigerim.opens("/claims").await;
    assert!(page.has(">approved<") && page.has("Reason: The letter shows it") && !page.has("Dana"));
    assert!(aigerim.opens("/invited").await.has(">paying<"));
    assert!(nurlan.opens("/invitation").await.has("Aigerim S."));
    app.passes(TimeDelta::minutes(10)).await;
    let letters = app.letters();
    let to = |email: &str, subject: &str| letters.iter().any(|l| l.to.contains(email) && l.subject == subject);
    assert!(to("aigerim.sadykova@", "Your claim is approved") && to("nurlan.abenov@", "You were invited: welcome"));
    let deeds = desk.deeds().await;
    let deed = deeds.iter().find(|deed| deed.verb == "claim-approved").unwrap();
    assert_eq!(deed.by(), dana.id);
    let after = deed.after.clone().unwrap();
    assert_eq!((&after["state"], &after["reason"]), (&"approved".into(), &"The letter shows it".into()));
    is_whole(&app).await;
}

/// Both registered on the first day, and paid; one is claimed on the seventh day, the other an hour too late.
#[tokio::test]
async fn a_claim_within_the_late_days_counts_what_was_paid_before_however_long_staff_take() {
    let app = TestApp::start().await;
    let desk = Desk::under(&app, &TERMS.replacen("[[reward]]", "[attribution]\nlate_days = 7\n\n[[reward]]", 1)).await;
    let dana = desk.finance("Dana Akhmetova").await;
    let aigerim = Visitor::registered(&app, "Aigerim Sadykova", "Altyn Foods").await;
    let nurlan = Visitor::registered(&app, "Nurlan Abenov", "Dala Trade LLP").await;
    let berik = Visitor::registered(&app, "Berik Omarov", "Berik Group").await;
    for (payment, visitor, amount) in [("n", &nurlan, "1000.00"), ("b", &berik, "300.00")] {
        let data = json!({"payment": payment, "company": visitor.company().await, "amount": amount, "currency": "UAH"});
        desk.reports("payment.succeeded", data).await;
    }
    app.passes(TimeDelta::days(6)).await;
    assert_eq!(claims(&aigerim, "nurlan.abenov@example.kz", "2026-04-09", "a letter").await.status, 303);
    let in_time = open(&dana).await;
    app.passes(TimeDelta::hours(25)).await;
    assert_eq!(claims(&aigerim, "berik.omarov@example.kz", "2026-04-09", "a letter").await.status, 303);
    app.passes(TimeDelta::days(5)).await;
    assert_eq!(decides(&dana, &in_time, "approval", "The letter shows it").await.status, 303);
    let late = open(&dana).await;
    assert_eq!(decides(&dana, &late, "approval", "The letter shows it").await.status, 303);
    app.passes(TimeDelta::minutes(1)).await;
    assert_eq!(held(&app).await, ["Aigerim Sadykova available 100"], "of the one that came in time");
    is_whole(&app).await;
}

#[tokio::test]
async fn a_claim_is_rejected_with_a_reason_and_binds_nobody() {
    let app = TestApp::start().await;
    let desk = Desk::open(&app).await;
    let dana = desk.finance("Dana Akhmetova").await;
    let aigerim = Visitor::registered(&app, "Aigerim Sadykova", "Altyn Foods").await;
    assert_eq!(claims(&aigerim, "nobody@example.kz", "2026-04-09", "a call").await.status, 303);
    let path = open(&dana).await;
    assert!(dana.opens(&path).await.has("Nobody is registered under this."));
    let refused = decides(&dana, &path, "approval", "why not").await;
    assert!(
        refused.status == 422
            && refused.has("Nobody is registered under this.")
            && refused.field("reason") == "why not"
    );
    for wrong in ["", "two\nlines", &"x".repeat(501)] {
        assert_eq!(decides(&dana, &path, "rejection", wrong).await.status, 422, "{wrong:?}");
    }
    assert_eq!(decides(&dana, &path, "rejection", "Nobody is there").await.status, 303);
    app.passes(TimeDelta::minutes(1)).await;
    let letters = app.letters();
    let letter = letters.iter().find(|letter| letter.subject == "Your claim is not approved").unwrap();
    assert!(
        letter.to.contains("aigerim.sadykova@") && letter.text.contains("Reason: Nobody is there"),
        "{}",
        letter.text
    );
    assert!(aigerim.opens("/claims").await.has(">not approved<"));
    assert!(log(&app).await.is_empty() && dana.opens("/admin/claims").await.has("There are no claims here."));
}

#[tokio::test]
async fn staff_bind_nobody_who_has_somebody_and_decide_nothing_about_themselves() {
    let app = TestApp::start().await;
    let desk = Desk::open(&app).await;
    let dana = desk.finance("Dana Akhmetova").await;
    let aigerim = desk.earner("Aigerim Sadykova", "1000.00").await;
    let berik = Visitor::registered(&app, "Berik Omarov", "Berik Group").await;
    let cases = [
        (&berik, "invited.by.aigerim.sadykova@example.kz", "Somebody invited them in this program already."),
        (&berik, "dana.akhmetova@example.kz", "It is about yourself"),
        (&berik, "berik.omarov@example.kz", "own code"),
        (&*dana, "berik.omarov@example.kz", "It is about yourself"),
    ];
    for (n, (who, invitee, says)) in cases.into_iter().enumerate() {
        assert_eq!(claims(who, invitee, "2026-04-09", "a call").await.status, 303);
        let path = open(&dana).await;
        let refused = decides(&dana, &path, "approval", "a test").await;
        assert!(refused.status == 422 && refused.has(says), "{invitee}: {} {}", refused.status, refused.text);
        let other = desk.finance(&format!("Staff {n}")).await;
        assert_eq!(decides(&other, &path, "rejection", "a test").await.status, 303, "{invitee}");
    }
    assert_eq!(log(&app).await, Vec::<String>::new());
    assert_eq!(held(&app).await, ["Aigerim Sadykova available 100"]);
    assert!(aigerim.opens("/invited").await.has(">paying<"));
}

#[tokio::test]
async fn what_cannot_be_claimed_is_refused_on_the_same_page() {
    let app = TestApp::start().await;
    let _desk = Desk::open(&app).await;
    let aigerim = Visitor::registered(&app, "Aigerim Sadykova", "Altyn Foods").await;
    let long = "x".repeat(2001);
    for (invitee, day, evidence, says) in [
        ("", "2026-04-09", "a call", "Type an e-mail address"),
        ("nurlan@", "2026-04-09", "a call", "Type an e-mail address"),
        ("nurlan@example.kz", "", "a call", "Choose a day"),
        ("nurlan@example.kz", "2026-04-12", "a call", "Choose a day"),
        ("nurlan@example.kz", "9 April", "a call", "Choose a day"),
        ("nurlan@example.kz", "2026-04-09", " \n ", "Write a few words"),
        ("nurlan@example.kz", "2026-04-09", "a\u{0}b", "Write a few words"),
        ("nurlan@example.kz", "2026-04-09", long.as_str(), "Write a few words"),
    ] {
        let refused = claims(&aigerim, invitee, day, evidence).await;
        assert!(refused.status == 422 && refused.has(says), "{invitee} {day}: {} {}", refused.status, refused.text);
        assert_eq!((refused.field("invitee"), refused.field("invited_on")), (invitee, day), "what was typed stays");
    }
    let page = aigerim.opens("/claims").await;
    let form = |program: &'static str| {
        [
            ("key", page.field("key")),
            ("program", program),
            ("invitee", "a@example.kz"),
            ("invited_on", "2026-04-09"),
            ("evidence", "a call"),
        ]
    };
    assert_eq!(aigerim.sends("/claims", &form("nothing")).await.status, 422);
    for n in 0..20 {
        assert_eq!(claims(&aigerim, &format!("n{n}@example.kz"), "2026-04-09", "a call").await.status, 303);
    }
    let refused = claims(&aigerim, "n20@example.kz", "2026-04-09", "a call").await;
    assert!(refused.status == 422 && refused.has("Many of your claims are still open."));
}

#[tokio::test]
async fn staff_end_a_referral_with_a_note_and_later_payments_earn_nothing() {
    let app = TestApp::start().await;
    let desk = Desk::open(&app).await;
    let dana = desk.finance("Dana Akhmetova").await;
    let aigerim = desk.earner("Aigerim Sadykova", "1000.00").await;
    let found = dana.opens("/admin/referrals?who=invited.by.aigerim.sadykova%40example.kz").await;
    assert_eq!(found.status, 303, "{}", found.text);
    let path = found.to;
    let page = dana.opens(&path).await;
    assert!(page.has("Invited By Aigerim Sadykova") && page.has("Payments from now on earn nothing"));
    let ends =
        async |note: &str| dana.sends(&format!("{path}/voiding"), &[("program", "partners"), ("note", note)]).await;
    let refused = ends("").await;
    assert!(refused.status == 422 && refused.has("Say why"), "{}", refused.text);
    assert_eq!(ends("They are one company").await.status, 303);
    let refused = ends("They are one company").await;
    assert!(refused.status == 422 && refused.has("It was ended before."));
    assert_eq!(log(&app).await, ["referral.voided"]);
    app.passes(TimeDelta::minutes(1)).await;
    desk.pays(&aigerim, "1000.00").await;
    assert_eq!(held(&app).await, ["Aigerim Sadykova available 100"], "of before");
    let deeds = desk.deeds().await;
    let deed = deeds.iter().find(|deed| deed.verb == "referral-voided").unwrap();
    assert_eq!((deed.by(), &deed.after.clone().unwrap()["note"]), (dana.id, &"They are one company".into()));
    assert!(dana.opens("/admin/referrals?who=nobody%40example.kz").await.has("Nobody is registered under this."));
    assert!(dana.opens("/admin/referrals").await.status == 200);
    is_whole(&app).await;
}
