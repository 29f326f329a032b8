//! The 28th: who counts, what each company gets, and what a run is.

mod killed;

use super::support::TestApp;
use super::support::months::{Months, invitee, paid, started};
use beckon::db::Tx;
use beckon::ids::PersonId;
use beckon::verification::Refused;
use beckon::{intake, programs};
use serde_json::json;

fn percents(given: &[(&str, &str)]) -> Vec<(String, String)> {
    given.iter().map(|(company, percent)| ((*company).to_owned(), (*percent).to_owned())).collect()
}

#[tokio::test]
async fn twenty_five_give_the_first_company_forty_percent_and_the_second_five() {
    let app = TestApp::start().await;
    let months = Months::of(&app, 2).await;
    months.invites(0..25).await;
    assert_eq!(months.standing("i3").await, "active");
    months.comes("2026-04-27T23:59:00Z").await;
    assert_eq!(months.given().await, []);
    months.comes("2026-04-28T00:00:00Z").await;
    assert_eq!(months.given().await, percents(&[("a1", "40"), ("a2", "5")]));
    assert_eq!(months.issues("inv-1", "a1").await, "60");
    assert_eq!(months.issues("inv-2", "a2").await, "95");
}

#[tokio::test]
async fn fifteen_go_to_the_first_of_two_companies_and_four_are_too_few() {
    let app = TestApp::start().await;
    let months = Months::of(&app, 2).await;
    months.invites(0..4).await;
    months.comes("2026-04-28T00:00:00Z").await;
    let given = months.assigned().await;
    assert_eq!((given.len(), given[0].places, given[0].reason.as_str()), (1, 4, "too_few"));
    months.invites(4..15).await;
    months.comes("2026-05-28T00:00:00Z").await;
    assert_eq!(months.given().await, percents(&[("a1", "20")]));
}

fn campaign(lines: &str) -> String {
    let terms = super::support::months::TERMS.split("[[example]]").next().unwrap();
    terms.replacen("currency", &format!("{lines}\ncurrency"), 1)
}

#[tokio::test]
async fn a_run_outside_the_programs_campaign_gives_nothing() {
    let app = TestApp::start().await;
    let months = Months::under(&app, &campaign("until = \"2026-05-28T00:00:00Z\""), 1).await;
    months.invites(0..5).await;
    months.comes("2026-04-28T00:00:00Z").await;
    assert_eq!(months.given().await, percents(&[("a1", "5")]));
    months.comes("2026-05-28T00:00:00Z").await;
    let given = months.assigned().await;
    assert_eq!((given[0].places, given[0].percent.is_zero(), given[0].reason.as_str()), (5, true, "outside_campaign"));
    assert_eq!(months.issues("june", "a1").await, "100");
    assert_eq!(months.recomputes("2026-05").await.unwrap().differences, []);
    is_whole(&app).await;
}

#[tokio::test]
async fn only_who_registered_within_the_programs_campaign_counts() {
    let app = TestApp::start().await;
    let (from, until) = ("2026-04-20T00:00:00Z", "2026-05-01T00:00:00Z");
    let lines = format!("from = \"{from}\"\nuntil = \"{until}\"\nby = \"registered\"");
    let months = Months::under(&app, &campaign(&lines), 1).await;
    months.invites(0..9).await;
    months.comes(from).await;
    months.invites(9..14).await;
    months.comes("2026-04-28T00:00:00Z").await;
    assert_eq!(months.given().await, percents(&[("a1", "5")]), "nine came before it");
    months.comes(until).await;
    months.invites(14..30).await;
    months.comes("2026-05-28T00:00:00Z").await;
    assert_eq!(months.assigned().await[0].places, 5, "and sixteen after it");
    assert_eq!(months.recomputes("2026-05").await.unwrap().differences, []);
    is_whole(&app).await;
}

async fn is_whole(app: &TestApp) {
    let report = beckon::audit::audit(&app.app.db, None).await.unwrap();
    assert!(report.ok, "{:#?}", report.differences);
}

#[tokio::test]
async fn a_pending_payment_gives_nothing_that_month_and_nothing_later_for_it() {
    let app = TestApp::start().await;
    let months = Months::of(&app, 1).await;
    months.invites(0..5).await;
    months.issues("own", "a1").await;
    // Due on the 20th: unpaid on the 28th.
    months.comes("2026-04-28T00:00:00Z").await;
    let given = months.assigned().await;
    assert_eq!((given[0].places, given[0].percent.to_string().as_str()), (5, "0.0000"));
    assert_eq!(given[0].reason, "pending_payments");
    let pays = json!({"payment": "late", "company": "a1", "invoice": "own", "amount": "100", "currency": "USD"});
    months.tell("payment.succeeded", pays).await;
    assert_eq!(months.issues("next", "a1").await, "100", "not retroactive");
    months.tell("invoice.voided", json!({"invoice": "next"})).await;
    months.comes("2026-05-28T00:00:00Z").await;
    assert_eq!(months.issues("june", "a1").await, "95", "and not cumulative");
}

#[tokio::test]
async fn who_is_in_trial_canceled_overdue_or_refunded_does_not_count() {
    let app = TestApp::start().await;
    let months = Months::of(&app, 1).await;
    months.invites(0..9).await;
    let mut trial = invitee("t");
    trial[1].1["trial_ends_at"] = json!("2026-05-10T00:00:00Z");
    for (kind, data) in trial {
        months.tell(kind, data).await;
    }
    assert_eq!(months.standing("t").await, "trial");
    months.tell("subscription.changed", json!({"subscription": "i0-s", "status": "canceled"})).await;
    months.tell("subscription.changed", json!({"subscription": "i1-s", "status": "past_due"})).await;
    months.tell("refund.completed", json!({"refund": "r2", "payment": "i2-first"})).await;
    months.tell("company.closed", json!({"company": "i3"})).await;
    months.issues("i4-due", "i4").await;
    let standings = ["i0", "i1", "i2", "i3", "i4", "i5"];
    let mut found = Vec::new();
    for name in standings {
        found.push(months.standing(name).await);
    }
    assert_eq!(found, ["canceled", "past_due", "never_paid", "closed", "active", "active"]);
    months.comes("2026-04-28T00:00:00Z").await;
    assert_eq!(months.standing("i4").await, "past_due");
    assert_eq!(months.assigned().await[0].places, 4, "i5 to i8");
    let pays = json!({"payment": "i4-late", "company": "i4", "invoice": "i4-due", "amount": "100", "currency": "USD"});
    months.tell("payment.succeeded", pays).await;
    assert_eq!(months.standing("i4").await, "active");
    months.comes("2026-05-28T00:00:00Z").await;
    assert_eq!(months.given().await, percents(&[("a1", "5")]), "four and i4; t paid nothing after the trial");
    assert_eq!(months.standing("t").await, "never_paid");
}

/// Five bring 5 %, four nothing.
#[tokio::test]
async fn a_referral_that_staff_ended_does_not_count_from_then_on() {
    let app = TestApp::start().await;
    let months = Months::of(&app, 1).await;
    months.invites(0..5).await;
    months.comes("2026-04-28T00:00:00Z").await;
    assert_eq!(months.given().await, percents(&[("a1", "5")]));
    let invitee = super::model::named(&app.app.db, "person", "i0".to_owned()).await.unwrap();
    let (invitee, note) = (PersonId(invitee.person_id), "found out".parse().unwrap());
    let ends = async |tx: &Tx| {
        let program = programs::catalogue(tx).await?.by_slug("company-discounts").unwrap().id;
        intake::void(tx, invitee, program, &note).await
    };
    months.comes("2026-04-29T00:00:00Z").await;
    app.app.db.write(ends).await.unwrap();
    months.comes("2026-05-28T00:00:00Z").await;
    let given = months.assigned().await;
    assert_eq!((given.len(), given[0].places, given[0].reason.as_str()), (1, 4, "too_few"));
    for month in ["2026-04", "2026-05"] {
        assert_eq!(months.recomputes(month).await.unwrap().differences, [], "{month}");
    }
    is_whole(&app).await;
}

#[tokio::test]
async fn after_a_downtime_it_runs_late_and_as_of_its_instant() {
    let app = TestApp::start().await;
    let months = Months::of(&app, 1).await;
    months.invites(0..5).await;
    // Nobody works jobs for weeks; meanwhile one cancels, and one more comes.
    app.app.clock.set("2026-05-03T10:00:00Z".parse().unwrap()).unwrap();
    months.tell("subscription.changed", json!({"subscription": "i0-s", "status": "canceled"})).await;
    months.invites(5..12).await;
    // Told late, but it happened before the 28th.
    let mut late = months.billing.event("subscription.changed", json!({"subscription": "i1-s", "status": "past_due"}));
    late["timestamp"] = json!("2026-04-27T10:00:00Z");
    let mut mended = months.billing.event("subscription.changed", json!({"subscription": "i1-s", "status": "active"}));
    mended["timestamp"] = json!("2026-04-27T11:00:00Z");
    months.billing.sends(&mended).await.applied();
    months.billing.sends(&late).await.applied();
    app.works_jobs().await;
    let given = months.assigned().await;
    assert_eq!((given[0].places, given[0].percent.normalize().to_string().as_str()), (5, "5"));
    assert_eq!(months.issues("next", "a1").await, "95");
    months.comes("2026-05-28T00:00:00Z").await;
    assert_eq!(months.assigned().await[0].places, 11);
}

#[tokio::test]
async fn the_last_day_of_a_short_month_and_the_hour_of_the_program_are_its_instant() {
    let app = TestApp::start().await;
    let terms = super::support::months::TERMS
        .replace("day = 28 ", "day = 31 ")
        .replace("hour = 0", "hour = 9")
        .replace("time_zone = \"UTC\"", "time_zone = \"Asia/Kolkata\"");
    let terms = terms.split("[[example]]").next().unwrap();
    super::support::sender::publish(&app, terms).await;
    let scheduled = async |month: &str| {
        let (month, now) = (month.parse().unwrap(), app.now());
        let found =
            app.app.db.read(async |conn| beckon::verification::Question::find(conn, "", month, now).await).await;
        found.unwrap().scheduled_at.to_rfc3339()
    };
    assert_eq!(scheduled("2026-06").await, "2026-06-30T03:30:00+00:00");
    assert_eq!(scheduled("2027-02").await, "2027-02-28T03:30:00+00:00");
    assert_eq!(scheduled("2028-02").await, "2028-02-29T03:30:00+00:00");
}

#[tokio::test]
async fn a_preview_writes_nothing_and_says_what_applying_then_does() {
    let app = TestApp::start().await;
    let months = Months::of(&app, 2).await;
    months.invites(0..25).await;
    let (_, early) = months.previews("2026-04").await.unwrap();
    assert_eq!(early, ["40 %", "5 %"], "before the 28th, as it would come out");
    app.app.clock.set("2026-04-28T00:00:30Z".parse().unwrap()).unwrap();
    let (inputs, percents) = months.previews("2026-04").await.unwrap();
    assert_eq!(months.given().await, []);
    let applied = months.applies("2026-04").await.unwrap();
    assert_eq!((applied.before, applied.run.done.inputs()), (false, inputs));
    let given: Vec<String> = months.given().await.into_iter().map(|(_, percent)| format!("{percent} %")).collect();
    assert_eq!(given, percents);
}

#[tokio::test]
async fn applying_again_finds_it_done_and_recomputing_gives_the_same() {
    let app = TestApp::start().await;
    let months = Months::of(&app, 2).await;
    months.invites(0..25).await;
    months.comes("2026-04-28T00:00:00Z").await;
    let again = months.applies("2026-04").await.unwrap();
    assert!(again.before);
    // What comes later, and what is told later of what was before, changes nothing of it.
    app.app.clock.set("2026-05-02T00:00:00Z".parse().unwrap()).unwrap();
    months.tell("company.closed", json!({"company": "i0"})).await;
    months.tell("choice.made", json!({"person": "anna", "order": ["a2", "a1"]})).await;
    let mut late = months.billing.event("subscription.changed", json!({"subscription": "i1-s", "status": "canceled"}));
    late["timestamp"] = json!("2026-04-20T10:00:00Z");
    months.billing.sends(&late).await.applied();
    let mut order = months.billing.event("choice.made", json!({"person": "anna", "order": ["a2"]}));
    order["timestamp"] = json!("2026-04-21T10:00:00Z");
    months.billing.sends(&order).await.applied();
    let recomputed = months.recomputes("2026-04").await.unwrap();
    assert_eq!(recomputed.differences, []);
    assert_eq!((recomputed.inputs, recomputed.assignments), (again.run.done.inputs(), 2));
    months.comes("2026-05-28T00:00:00Z").await;
    assert_eq!(months.given().await, percents(&[("a1", "0"), ("a2", "40")]), "23 are left, in the new order");
}

#[tokio::test]
async fn recomputing_finds_what_somebody_changed() {
    let app = TestApp::start().await;
    let months = Months::of(&app, 1).await;
    months.invites(0..10).await;
    months.comes("2026-04-28T00:00:00Z").await;
    let damage = async |statement: &'static str| {
        let done: Result<usize, beckon::db::Fault> =
            app.app.db.write(async |tx| beckon::db::sql(statement).execute(tx).await).await;
        assert_eq!(done.unwrap(), 1);
    };
    damage("UPDATE assignments SET percent = 40").await;
    let found = months.recomputes("2026-04").await.unwrap();
    assert_eq!(found.differences.len(), 1);
    assert!(found.differences[0].to_string().contains("10 places, 10 % (assigned) follows"), "{:?}", found.differences);
    damage("UPDATE assignments SET percent = 10").await;
    assert!(months.recomputes("2026-04").await.unwrap().differences.is_empty());
}

#[tokio::test]
async fn two_at_once_apply_one_run() {
    let app = TestApp::start().await;
    let months = Months::of(&app, 2).await;
    months.invites(0..25).await;
    app.app.clock.set("2026-04-28T00:00:00Z".parse().unwrap()).unwrap();
    let other = app.second_process();
    let (month, now) = ("2026-04".parse().unwrap(), app.now());
    let question = other.db.read(async |conn| beckon::verification::Question::find(conn, "", month, now).await).await;
    let second = beckon::verification::apply(&other.db, question.unwrap());
    let (one, two) = futures_util::join!(months.applies("2026-04"), second);
    let (one, two) = (one.unwrap(), two.unwrap());
    assert_eq!(one.run, two.run);
    assert_eq!([one.before, two.before].iter().filter(|before| !**before).count(), 1);
    assert_eq!(months.given().await, percents(&[("a1", "40"), ("a2", "5")]));
}

#[tokio::test]
async fn months_that_cannot_be_verified_are_refused_in_words() {
    let app = TestApp::start().await;
    let billing = super::support::sender::Sender::named(&app, "billing").await;
    let find = async |slug: &str| {
        let (month, now) = ("2026-04".parse().unwrap(), app.now());
        app.app.db.read(async |conn| beckon::verification::Question::find(conn, slug, month, now).await).await
    };
    assert!(matches!(find("").await, Err(Refused::NoneIsMonthly)));
    assert!(matches!(find("nowhere").await, Err(Refused::NoProgram(_))));
    drop(billing);
    let months = Months::of(&app, 1).await;
    for future in ["2026-04", "2026-05"] {
        assert!(matches!(months.applies(future).await, Err(Refused::Future { .. })), "{future}");
    }
    assert!(matches!(months.previews("2026-05").await, Err(Refused::Future { .. })));
    assert!(matches!(months.recomputes("2026-04").await, Err(Refused::NotApplied(_))));
    months.comes("2026-05-28T00:00:00Z").await;
    assert!(matches!(months.applies("2026-03").await, Err(Refused::Superseded { .. })));
}

#[tokio::test]
async fn an_order_with_a_strangers_company_is_refused_and_an_unknown_one_is_waited_for() {
    let app = TestApp::start().await;
    let months = Months::of(&app, 2).await;
    months.invites(0..21).await;
    let said = months.billing.says("choice.made", json!({"person": "anna", "order": ["i0", "a1"]})).await;
    said.problem(422, "company_of_another_person");
    let said = months.billing.says("choice.made", json!({"person": "anna", "order": ["a3", "a2"]})).await;
    assert_eq!(said.body["waits_for"], "company:a3");
    months.tell("company.registered", json!({"company": "a3", "person": "anna", "name": "a3"})).await;
    // a3 has no subscription and is passed over.
    months.comes("2026-04-28T00:00:00Z").await;
    let given: Vec<_> = months.assigned().await.into_iter().map(|a| (a.company, a.places)).collect();
    assert_eq!(given, [("a1".to_owned(), 1), ("a2".to_owned(), 20)]);
}

#[tokio::test]
async fn a_program_that_becomes_monthly_counts_what_happened_before() {
    let app = TestApp::start().await;
    let (head, _) = super::support::months::TERMS.split_once("[[reward]]").unwrap();
    let plain = format!(
        "{head}[[reward]]\nid = \"none\"\non = \"payment\"\nto = \"referrer\"\ngive = \"0 %\"\nhold_days = 0\nas = \"credit\"\n"
    );
    super::support::sender::publish(&app, &plain).await;
    let billing = super::support::sender::Sender::named(&app, "billing").await;
    billing
        .says(
            "person.registered",
            json!({"person": "anna", "email": "anna@customer.example",
        "company": {"company": "a1", "name": "a1"}}),
        )
        .await
        .applied();
    billing.says("subscription.started", started("a1")).await.applied();
    billing.says("payment.succeeded", paid("a1", "first")).await.applied();
    for n in 0..5 {
        for (kind, data) in invitee(&format!("i{n}")) {
            assert_eq!(billing.says(kind, data).await.body["status"], "applied");
        }
    }
    let terms = super::support::months::TERMS.split("[[example]]").next().unwrap();
    super::support::sender::publish(&app, terms).await;
    let months = Months { app: &app, billing };
    months.comes("2026-04-28T00:00:00Z").await;
    assert_eq!(months.given().await, percents(&[("a1", "5")]));
}
