//! Terms that are reckoned over whole circles, from facts through intake to balances, held against a world that is played the same
//! facts.

mod apart;
mod both;
mod door;
mod refunds;
mod taken;

use crate::support::TestApp;
use crate::support::sender::{Sender, publish};
use crate::support::story::Visitor;
use beckon::audit;
use beckon::db::{Conn, Fault, sql};
use beckon::intake::{self, Incoming};
use beckon::people::sources;
use both::{Both, has, paid, read, stored};
use chrono::TimeDelta;
use diesel::QueryableByName;
use diesel::sql_types::Text;
use rust_decimal::Decimal;
use serde_json::json;

const LEVELS: &str = r#"
program = "levels"
name = "Levels"
currency = "EUR"
time_zone = "UTC"

[[reward]]
id = "own"
on = "payment"
give = "10 %"
hold_days = 2
as = "cash"

[[reward]]
id = "second"
on = "payment"
to = "level 2"
give = "3 %"
as = "cash"

[[reward]]
id = "demo"
on = { action = "demo_held" }
give = "40.00"
as = "cash"

[[reward]]
id = "recruiter"
base = { reward = "demo" }
give = "20 %"
as = "cash"
"#;

#[tokio::test]
async fn levels_and_shares_are_earned_by_whoever_is_above_and_taken_back_again() {
    let app = TestApp::start().await;
    let mut both = Both::begin(&app, LEVELS).await;
    both.registers("ann", None).await;
    both.registers("bob", Some(("levels", "ann"))).await;
    both.registers("cid", Some(("levels", "bob"))).await;
    both.pays("cid", "p1", "200.00").await;
    both.says("action.completed", json!({"action": "d1", "name": "demo_held", "person": "cid"})).await;
    let books = both.agree().await;
    has(&books, "bob", "cash", "20", "40");
    has(&books, "ann", "cash", "0", "14");
    app.passes_days(2).await;
    has(&both.agree().await, "bob", "cash", "0", "60");
    both.says("refund.completed", json!({"refund": "r1", "payment": "p1", "amount": "50.00"})).await;
    both.says("action.reversed", json!({"action": "d1"})).await;
    let books = both.agree().await;
    has(&books, "bob", "cash", "0", "15");
    has(&books, "ann", "cash", "0", "4.5");
    // What happened before and is told now counts as if it had been told then: its hold is over.
    both.pays_at(app.now() - TimeDelta::days(2), "cid", "p0", "100.00").await;
    let books = both.agree().await;
    has(&books, "bob", "cash", "0", "25");
    has(&books, "ann", "cash", "0", "7.5");
}

#[tokio::test]
async fn the_answer_to_a_fact_says_what_it_gave_to_everybody() {
    let app = TestApp::start().await;
    let mut both = Both::begin(&app, LEVELS).await;
    both.registers("ann", None).await;
    both.registers("bob", Some(("levels", "ann"))).await;
    both.registers("cid", Some(("levels", "bob"))).await;
    let event = both.billing.event("payment.succeeded", paid("cid", "p1", "200.00"));
    let said = both.billing.sends(&event).await;
    let receipts = said.body["receipts"].as_array().unwrap();
    let mut gave: Vec<_> =
        receipts.iter().map(|r| (r["reward"].as_str().unwrap(), r["amount"].as_str().unwrap())).collect();
    gave.sort_unstable();
    assert_eq!(gave, [("own", "20.00"), ("second", "6.00")]);
    assert_eq!(both.billing.sends(&event).await.body["receipts"].as_array().unwrap().len(), 2);
}

const MILESTONES: &str = include_str!("../../programs/milestones.toml");

#[tokio::test]
async fn of_two_batches_at_one_circle_the_second_sees_what_the_first_wrote() {
    let app = TestApp::start().await;
    let mut both = Both::begin(&app, MILESTONES).await;
    both.registers("ann", None).await;
    let names: Vec<String> = (0..10).map(|n| format!("friend-{n}")).collect();
    for name in &names {
        both.registers(name, Some(("milestones", "ann"))).await;
    }
    let (first, second) = (app.second_process(), app.second_process());
    let source = app.app.db.read(async |conn| sources::find(conn, "billing").await).await.unwrap().unwrap();
    let mut events = Vec::new();
    for (n, name) in names.iter().enumerate() {
        let event = both.billing.event("payment.succeeded", paid(name, &format!("p{n}"), "20.00"));
        both.plays(&event);
        events.push(Incoming::new(source, read(&event)));
    }
    let (one, other) = events.split_at(5);
    let one_by_one = async |app: &beckon::app::App, facts: &[Incoming]| {
        for fact in facts {
            let answers = intake::apply_now(&app.db, std::slice::from_ref(fact)).await;
            assert!(answers.iter().all(Result::is_ok), "{answers:?}");
        }
    };
    tokio::join!(one_by_one(&first, one), one_by_one(&second, other));
    // Ten times five, and the bonuses for the fifth and the tenth.
    has(&both.agree().await, "ann", "credit", "0", "85");
}

#[tokio::test]
async fn both_sides_have_their_credit() {
    let app = TestApp::start().await;
    let mut both = Both::begin(&app, include_str!("../../programs/two-sided-credit.toml")).await;
    both.registers("ann", None).await;
    both.registers("bob", Some(("two-sided-credit", "ann"))).await;
    app.passes(TimeDelta::hours(1)).await;
    both.pays("bob", "p1", "15.00").await;
    assert!(both.agree().await.0.is_empty());
    // A payment that comes late was the first one, and the other is the second now.
    both.pays_at(app.now() - TimeDelta::minutes(5), "bob", "p0", "25.00").await;
    let books = both.agree().await;
    has(&books, "ann", "credit", "0", "10");
    has(&books, "bob", "credit", "0", "10");
}

const LOYAL: &str = r#"
program = "loyal"
name = "Who stays"
currency = "EUR"
time_zone = "Europe/Berlin"

[[reward]]
id = "month"
on = { tenure_days = 28 }
give = "5.00"
as = "credit"

[[reward]]
id = "parts"
on = "payment"
first_payments = 1
give = "30.00"
instalments = { count = 3, every = "month" }
as = "cash"
"#;

#[tokio::test]
async fn what_time_alone_brings_is_earned_by_itself() {
    let app = TestApp::start().await;
    let mut both = Both::begin(&app, LOYAL).await;
    both.registers("ann", None).await;
    both.registers("bob", Some(("loyal", "ann"))).await;
    both.pays("bob", "p1", "20.00").await;
    has(&both.agree().await, "ann", "cash", "0", "10");
    app.passes_days(27).await;
    has(&both.agree().await, "ann", "credit", "0", "0");
    app.passes_days(2).await;
    let books = both.agree().await;
    has(&books, "ann", "credit", "0", "5");
    has(&books, "ann", "cash", "0", "10");
    app.passes_days(33).await;
    has(&both.agree().await, "ann", "cash", "0", "30");
}

const OWING: &str = r#"
program = "owing"
name = "Who brings nothing owes"
currency = "EUR"
time_zone = "UTC"

[[reward]]
id = "day"
on = { tenure_days = 1 }
give = "= invitee.payments * 10 - 1"
hold_days = 5
as = "cash"
"#;

#[tokio::test]
async fn a_debt_may_turn_out_an_earning() {
    let app = TestApp::start().await;
    let mut both = Both::begin(&app, OWING).await;
    both.registers("ann", None).await;
    both.registers("bob", Some(("owing", "ann"))).await;
    app.passes_days(2).await;
    has(&both.agree().await, "ann", "cash", "0", "-1");
    both.pays_at(app.now() - TimeDelta::days(2), "bob", "p1", "20.00").await;
    has(&both.agree().await, "ann", "cash", "9", "0");
    app.passes_days(5).await;
    has(&both.agree().await, "ann", "cash", "0", "9");
}

#[tokio::test]
async fn a_sender_whose_clock_is_ahead_is_counted_when_it_is_so_late() {
    let app = TestApp::start().await;
    let mut both = Both::begin(&app, MILESTONES).await;
    both.registers("ann", None).await;
    both.registers("bob", Some(("milestones", "ann"))).await;
    both.pays_at(app.now() + TimeDelta::minutes(3), "bob", "p1", "20.00").await;
    assert!(both.agree().await.0.is_empty());
    app.passes(TimeDelta::minutes(3)).await;
    has(&both.agree().await, "ann", "credit", "0", "5");
}

#[tokio::test]
async fn two_senders_may_use_the_same_ids_in_one_circle() {
    let app = TestApp::start().await;
    publish(&app, MILESTONES).await;
    let (billing, shop) = (Sender::named(&app, "billing").await, Sender::named(&app, "shop").await);
    let site = |person: &str| json!({"person": person, "email": format!("{person}@one.example.com")});
    billing.says("person.registered", site("ann")).await.applied();
    // The same person invites in both, as Beckon's own pages register: by our id.
    let first = app.app.db.read(async |conn| person_id(conn, "ann").await).await.unwrap();
    for (n, sender) in [&billing, &shop].into_iter().enumerate() {
        let mut data = json!({"person": "bob", "email": format!("bob@{n}.example.com"), "company": {"company": "bob-co", "name": "B"}});
        if n == 0 {
            (data["program"], data["referrer"]) = ("milestones".into(), "ann".into());
            sender.says("person.registered", data).await.applied();
            sender.says("payment.succeeded", paid("bob", "p1", "20.00")).await.applied();
        } else {
            let code = code_of(&app, &first).await;
            data["code"] = code.into();
            sender.says("person.registered", data).await.applied();
            sender.says("payment.succeeded", paid("bob", "p1", "20.00")).await.applied();
        }
    }
    app.works_jobs().await;
    let (balances, receipts) = app.app.db.read(async |conn| stored(conn).await).await.unwrap();
    assert_eq!(balances.get(&("ann".into(), "credit".into())), Some(&(0.into(), 10.into())));
    assert_eq!(receipts.iter().filter(|receipt| receipt.2 == "friend").count(), 2);
}

const INSTALMENTS: &str = r#"
program = "instalments"
name = "Half and half"
currency = "EUR"
time_zone = "UTC"

[[reward]]
on = "payment"
give = "10 %"
as = "cash"
instalments = { count = 2, every = "10 days" }
"#;

/// Bob registered on our own pages, so that both senders know his company by our id; each calls its event `e1`. Half of 10.00 and of
/// 30.00 are given at once, on the first and on the second day, and the other halves ten days later.
#[tokio::test]
async fn instalments_of_two_senders_events_of_one_id_are_told_apart() {
    let app = TestApp::start().await;
    publish(&app, INSTALMENTS).await;
    let ann = Visitor::registered(&app, "Ann Bell", "Acme").await;
    let bob = Visitor::new(&app);
    bob.opens(&ann.link().await).await;
    bob.registers("Bob Cole", "Bobs").await;
    let company = bob.company().await;
    let available = async || {
        app.works_jobs().await;
        let (balances, receipts) = app.app.db.read(async |conn| stored(conn).await).await.unwrap();
        let report = audit::audit(&app.app.db, None).await.unwrap();
        assert!(report.ok, "{:#?}", report.differences);
        (balances.into_values().map(|(_, available)| available).sum::<Decimal>(), receipts.len())
    };
    for (sender, amount) in [("billing", "100.00"), ("shop", "300.00")] {
        let sender = Sender::named(&app, sender).await;
        let data = json!({"payment": "p1", "company": company, "amount": amount, "currency": "EUR"});
        let mut event = sender.event("payment.succeeded", data);
        event["id"] = "e1".into();
        sender.sends(&event).await.applied();
        app.passes_days(1).await;
    }
    assert_eq!(available().await, (20.into(), 2));
    app.passes_days(8).await;
    assert_eq!(available().await, (25.into(), 3));
    app.passes_days(1).await;
    assert_eq!(available().await, (40.into(), 4));
}

async fn person_id(conn: &Conn, name: &str) -> Result<String, Fault> {
    #[derive(QueryableByName)]
    struct Id {
        #[diesel(sql_type = Text)]
        id: String,
    }
    let id: Id = sql("SELECT id::text AS id FROM external_ids WHERE noun = 'person' AND external_id = ?")
        .bind::<Text, _>(name.to_owned())
        .one(conn)
        .await?;
    Ok(id.id)
}

async fn code_of(app: &TestApp, person: &str) -> String {
    let person = person.parse().unwrap();
    let code = "ABCDEFGH".parse().unwrap();
    let made = async |tx: &beckon::db::Tx| -> Result<String, Fault> {
        let program = beckon::programs::catalogue(tx).await?.programs[0].id;
        let link = beckon::referrals::ensure_link(tx, person, program, std::slice::from_ref(&code)).await?;
        Ok(link.code.to_string())
    };
    app.app.db.write(made).await.unwrap()
}
