//! An installation and a world that are told the same facts.

use crate::support::TestApp;
use crate::support::sender::{Sender, publish};
use beckon::calendar::Instant;
use beckon::db::{Conn, Fault, sql};
use beckon::events::{Event, parse};
use beckon::rules::check;
use beckon::world::{Outcome, World};
use diesel::QueryableByName;
use diesel::sql_types::{Nullable, Numeric, Text};
use rust_decimal::Decimal;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// An installation, and a world beside it.
pub struct Both<'a> {
    pub app: &'a TestApp,
    pub billing: Sender<'a>,
    world: World,
}

/// What everybody has (on hold, available), and every newest receipt: (recipient, invitee, rule, amount, reason), in order.
pub type Books = (BTreeMap<(String, String), (Decimal, Decimal)>, Vec<(String, String, String, Decimal, String)>);

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

pub async fn stored(conn: &Conn) -> Result<Books, Fault> {
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
    pub async fn begin(app: &'a TestApp, terms: &str) -> Both<'a> {
        publish(app, terms).await;
        let world = World::new([check(terms).unwrap()]);
        Both { app, billing: Sender::named(app, "billing").await, world }
    }

    /// A fact now.
    pub async fn says(&mut self, type_name: &str, data: Value) {
        self.says_at(self.app.now(), type_name, data).await;
    }

    pub async fn says_at(&mut self, at: Instant, type_name: &str, data: Value) {
        let mut event = self.billing.event(type_name, data);
        event["timestamp"] = json!(at);
        self.billing.sends(&event).await.applied();
        self.plays(&event);
    }

    pub fn plays(&mut self, event: &Value) {
        let outcome = self.world.apply("billing", read(event), self.app.now());
        assert!(matches!(outcome, Outcome::Applied { .. }), "{outcome:?}");
    }

    pub async fn registers(&mut self, name: &str, invited_by: Option<(&str, &str)>) {
        let mut data = json!({"person": name, "email": format!("{name}@example.com"),
                              "company": {"company": format!("{name}-co"), "name": name}});
        if let Some((program, referrer)) = invited_by {
            (data["program"], data["referrer"]) = (program.into(), referrer.into());
        }
        self.says("person.registered", data).await;
    }

    pub async fn pays(&mut self, name: &str, payment: &str, amount: &str) {
        self.pays_at(self.app.now(), name, payment, amount).await;
    }

    pub async fn pays_at(&mut self, at: Instant, name: &str, payment: &str, amount: &str) {
        self.says_at(at, "payment.succeeded", paid(name, payment, amount)).await;
    }

    /// What is stored, once everything happened that happens by itself, which is what the world says.
    pub async fn agree(&mut self) -> Books {
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

pub fn read(event: &Value) -> Event {
    parse(event.to_string().as_bytes()).unwrap()
}

pub fn paid(name: &str, payment: &str, amount: &str) -> Value {
    json!({"payment": payment, "company": format!("{name}-co"), "amount": amount, "currency": "EUR"})
}

#[track_caller]
pub fn has(books: &Books, person: &str, unit: &str, on_hold: &str, available: &str) {
    let found = books.0.get(&(person.to_owned(), unit.to_owned())).copied().unwrap_or_default();
    assert_eq!(found, (on_hold.parse().unwrap(), available.parse().unwrap()), "{person}");
}
