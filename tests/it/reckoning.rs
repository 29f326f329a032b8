//! Terms that are reckoned over whole circles, from facts through intake to balances, held against a world that is played the same
//! facts.

use crate::support::TestApp;
use crate::support::sender::{Sender, publish};
use beckon::calendar::Instant;
use beckon::db::{Conn, Fault, sql};
use beckon::events::{Event, parse};
use beckon::intake::{self, Incoming};
use beckon::people::sources;
use beckon::rules::check;
use beckon::world::{Outcome, World};
use chrono::TimeDelta;
use diesel::QueryableByName;
use diesel::sql_types::{Nullable, Numeric, Text};
use rust_decimal::Decimal;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// An installation, and a world beside it.
struct Both<'a> {
    app: &'a TestApp,
    billing: Sender<'a>,
    world: World,
}

/// What everybody has (on hold, available), and every newest receipt: (recipient, invitee, rule, amount, reason), in order.
type Books = (BTreeMap<(String, String), (Decimal, Decimal)>, Vec<(String, String, String, Decimal, String)>);

#[derive(QueryableByName)]
struct Balance {
    #[diesel(sql_type = Text)]
    person: String,
    #[diesel(sql_type = Text)]
    unit: String,
    #[diesel(sql_type = Numeric)]
    on_hold: Decimal,
    #[diesel(sql_type = Numeric)]
    available: Decimal,
}

#[derive(QueryableByName)]
struct Receipt {
    #[diesel(sql_type = Text)]
    recipient: String,
    #[diesel(sql_type = Nullable<Text>)]
    invitee: Option<String>,
    #[diesel(sql_type = Text)]
    clause: String,
    #[diesel(sql_type = Numeric)]
    amount: Decimal,
    #[diesel(sql_type = Text)]
    reason: String,
}

async fn stored(conn: &Conn) -> Result<Books, Fault> {
    let balances: Vec<Balance> = sql("SELECT k.external_id AS person, a.unit,
                coalesce(sum(a.balance) FILTER (WHERE a.account = 'on_hold'), 0) AS on_hold,
                coalesce(sum(a.balance) FILTER (WHERE a.account = 'available'), 0) AS available
         FROM accounts a JOIN external_ids k ON k.id = a.person_id AND k.noun = 'person' GROUP BY 1, 2")
    .load(conn)
    .await?;
    let receipts: Vec<Receipt> =
        sql("SELECT k.external_id AS recipient, i.external_id AS invitee, r.clause, r.amount, r.reason
         FROM (SELECT DISTINCT ON (person_id, program_id, event_id, clause) * FROM receipts
               ORDER BY person_id, program_id, event_id, clause, revision DESC) r
         JOIN external_ids k ON k.id = r.person_id AND k.noun = 'person'
         LEFT JOIN external_ids i ON i.id = r.invitee_id AND i.noun = 'person'")
        .load(conn)
        .await?;
    let has = |b: Balance| ((b.person, b.unit), (b.on_hold.normalize(), b.available.normalize()));
    let balances = balances.into_iter().map(has).filter(|(_, has)| *has != Default::default()).collect();
    let says = |r: Receipt| (r.recipient, r.invitee.unwrap_or_default(), r.clause, r.amount.normalize(), r.reason);
    let mut receipts: Vec<_> = receipts.into_iter().map(says).collect();
    receipts.sort();
    Ok((balances, receipts))
}

impl<'a> Both<'a> {
    async fn begin(app: &'a TestApp, terms: &str) -> Both<'a> {
        publish(app, terms).await;
        let world = World::new([check(terms).unwrap()]);
        Both { app, billing: Sender::named(app, "billing").await, world }
    }

    /// A fact now.
    async fn says(&mut self, type_name: &str, data: Value) {
        self.says_at(self.app.now(), type_name, data).await;
    }

    async fn says_at(&mut self, at: Instant, type_name: &str, data: Value) {
        let mut event = self.billing.event(type_name, data);
        event["timestamp"] = json!(at);
        self.billing.sends(&event).await.applied();
        self.plays(&event);
    }

    fn plays(&mut self, event: &Value) {
        let outcome = self.world.apply("billing", read(event), self.app.now());
        assert!(matches!(outcome, Outcome::Applied { .. }), "{outcome:?}");
    }

    async fn registers(&mut self, name: &str, invited_by: Option<(&str, &str)>) {
        let mut data = json!({"person": name, "email": format!("{name}@example.com"),
                              "company": {"company": format!("{name}-co"), "name": name}});
        if let Some((program, referrer)) = invited_by {
            (data["program"], data["referrer"]) = (program.into(), referrer.into());
        }
        self.says("person.registered", data).await;
    }

    async fn pays(&mut self, name: &str, payment: &str, amount: &str) {
        self.pays_at(self.app.now(), name, payment, amount).await;
    }

    async fn pays_at(&mut self, at: Instant, name: &str, payment: &str, amount: &str) {
        self.says_at(at, "payment.succeeded", paid(name, payment, amount)).await;
    }

    /// What is stored, once everything happened that happens by itself, which is what the world says.
    async fn agree(&mut self) -> Books {
        self.app.works_jobs().await;
        self.world.advance_to(self.app.now()).unwrap();
        let stored = self.app.app.db.read(async |conn| stored(conn).await).await.unwrap();
        assert_eq!(stored, self.played());
        stored
    }

    fn played(&self) -> Books {
        let has = self.world.balances().map(|(person, _, unit, b)| {
            ((person.to_string(), unit.to_string()), (b.on_hold.amount().normalize(), b.available.amount().normalize()))
        });
        let balances = has.filter(|(_, has)| *has != Default::default()).collect();
        let says = self.world.earned().iter().map(|earned| {
            let (recipient, invitee) = self.world.earned_by(earned);
            let (receipt, invitee) = (&earned.receipt, invitee.map(ToString::to_string).unwrap_or_default());
            let (amount, reason) = (receipt.amount.amount().normalize(), receipt.reason.name().to_owned());
            (recipient.to_string(), invitee, receipt.clause.to_string(), amount, reason)
        });
        let mut receipts: Vec<_> = says.collect();
        receipts.sort();
        (balances, receipts)
    }
}

fn read(event: &Value) -> Event {
    parse(event.to_string().as_bytes()).unwrap()
}

fn paid(name: &str, payment: &str, amount: &str) -> Value {
    json!({"payment": payment, "company": format!("{name}-co"), "amount": amount, "currency": "EUR"})
}

#[track_caller]
fn has(books: &Books, person: &str, unit: &str, on_hold: &str, available: &str) {
    let found = books.0.get(&(person.to_owned(), unit.to_owned())).copied().unwrap_or_default();
    assert_eq!(found, (on_hold.parse().unwrap(), available.parse().unwrap()), "{person}");
}

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
    both.pays("bob", "p1", "15.00").await;
    assert!(both.agree().await.0.is_empty());
    // Of a payment that comes late and was the first one, the other is the second now.
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

const CHOOSY: &str = r#"
program = "choosy"
name = "Only some"
currency = "EUR"
time_zone = "UTC"

[attribution]
referrer_when = "= referrer.payments > 0"
invitee_when = '= invitee.country == "DE"'

[[offer]]
percent = "20 %"
when = "= invitee.payments == 0"

[[reward]]
id = "first"
on = "payment"
first_payments = 1
give = "5.00"
as = "credit"
"#;

#[tokio::test]
async fn only_whom_the_terms_want_is_bound_as_things_stand_at_the_registration() {
    let app = TestApp::start().await;
    let mut both = Both::begin(&app, CHOOSY).await;
    both.registers("ann", None).await;
    let person = |name: &str, country: &str| {
        json!({"person": name, "email": format!("{name}@example.com"), "country": country, "program": "choosy", "referrer": "ann",
               "company": {"company": format!("{name}-co"), "name": name}})
    };
    both.says("person.registered", person("too-early", "DE")).await;
    both.pays("ann", "own", "10.00").await;
    both.says("person.registered", person("from-france", "FR")).await;
    both.says("person.registered", person("bob", "DE")).await;
    for name in ["too-early", "from-france", "bob"] {
        both.pays(name, &format!("of-{name}"), "20.00").await;
    }
    has(&both.agree().await, "ann", "credit", "0", "5");
    assert_eq!(reasons(&app).await, ["invitee_not_eligible", "referrer_not_eligible"]);
}

#[tokio::test]
async fn an_offer_asks_what_is_known_when_the_invoice_is_issued() {
    let app = TestApp::start().await;
    let mut both = Both::begin(&app, CHOOSY).await;
    both.registers("ann", None).await;
    both.pays("ann", "own", "10.00").await;
    let data = json!({"person": "bob", "email": "bob@example.com", "country": "DE", "program": "choosy", "referrer": "ann",
                      "company": {"company": "bob-co", "name": "Bob"}});
    both.says("person.registered", data).await;
    let invoice = |id: &str| {
        json!({"invoice": id, "company": "bob-co", "currency": "EUR", "due_at": app.now(),
               "lines": [{"product": "plan", "kind": "plan", "amount": "50.00"}]})
    };
    // Both are in one batch, and the payment is decided after both.
    let events = [
        both.billing.event("invoice.issued", invoice("i1")),
        both.billing.event("invoice.issued", invoice("i2")),
        both.billing.event(
            "payment.succeeded",
            json!({"payment": "p1", "company": "bob-co", "invoice": "i1", "amount": "40.00", "currency": "EUR"}),
        ),
    ];
    let lines: Vec<String> = events.iter().map(ToString::to_string).collect();
    for answer in both.billing.posts_lines(&lines).await {
        assert_eq!(answer["status"], "applied", "{answer}");
    }
    events.iter().for_each(|event| both.plays(event));
    both.says("invoice.issued", invoice("i3")).await;
    assert_eq!(totals(&app).await, ["i1 40", "i2 40", "i3 50"]);
    has(&both.agree().await, "ann", "credit", "0", "5");
}

#[derive(QueryableByName)]
struct Word {
    #[diesel(sql_type = Text)]
    word: String,
}

async fn reasons(app: &TestApp) -> Vec<String> {
    let look = async |conn: &Conn| -> Result<Vec<Word>, Fault> {
        sql("SELECT reason AS word FROM referral_refusals ORDER BY 1").load(conn).await
    };
    app.app.db.read(look).await.unwrap().into_iter().map(|row| row.word).collect()
}

async fn totals(app: &TestApp) -> Vec<String> {
    let look = async |conn: &Conn| -> Result<Vec<Word>, Fault> {
        sql("SELECT external_id || ' ' || trim_scale(total) AS word FROM invoices ORDER BY 1").load(conn).await
    };
    app.app.db.read(look).await.unwrap().into_iter().map(|row| row.word).collect()
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
