//! Random withdrawals: whatever the database does with one, the world does too, and what it refuses, the world refuses.

use super::Played;
use actix_session::SessionExt;
use actix_web::FromRequest;
use actix_web::test::TestRequest;
use beckon::db::{Conn, Fault, sql};
use beckon::events::{Event, Text, parse_internal};
use beckon::ids::{PersonId, WithdrawalId};
use beckon::money::Money;
use beckon::people::{Finance, Staff};
use beckon::programs;
use beckon::rules::terms::WithdrawalMethod;
use beckon::withdrawals::{self, Ask, NotDecided, NotRequested};
use diesel::QueryableByName;
use diesel::sql_types::{Numeric, Text as SqlText, Uuid as SqlUuid};
use rand::Rng;
use rust_decimal::{Decimal, RoundingStrategy};
use serde_json::{Value, json};
use uuid::Uuid;

#[derive(Default)]
pub struct Withdrawals {
    asked: Vec<(PersonId, WithdrawalId)>,
    tried: usize,
    paid: usize,
}

impl Withdrawals {
    /// How many were requested, and how many of them paid.
    pub fn counts(&self) -> (usize, usize) {
        (self.asked.len(), self.paid)
    }
}

#[derive(QueryableByName)]
struct Rich {
    #[diesel(sql_type = SqlUuid)]
    person_id: Uuid,
    #[diesel(sql_type = SqlText)]
    person: String,
    #[diesel(sql_type = Numeric)]
    available: Decimal,
}

/// A member of staff as the session's cookie makes one.
/// A member of staff; there are as many as are asked for.
pub async fn finance(n: u128) -> Staff<Finance> {
    let request = TestRequest::default().to_http_request();
    let session = request.get_session();
    session.insert("person", Uuid::from_u128(n + 1)).unwrap();
    session.insert("session", Uuid::nil()).unwrap();
    session.insert("role", "finance").unwrap();
    Staff::extract(&request).await.unwrap()
}

impl Played {
    pub async fn withdraw(&mut self) {
        self.tell().await;
        if self.withdrawals.asked.is_empty() || self.history.rng.random_range(0..5) == 0 {
            self.ask().await;
        } else {
            self.decide().await;
        }
        self.reference.follows(&self.app.app.db, &self.history.codes).await;
    }

    fn tried(&mut self, type_name: &str, data: Value) -> Event {
        self.withdrawals.tried += 1;
        let id = format!("try-{}", self.withdrawals.tried);
        let event = json!({"id": id, "type": type_name, "timestamp": self.app.now(), "data": data});
        parse_internal(event.to_string().as_bytes()).unwrap()
    }

    async fn ask(&mut self) {
        let look = async |conn: &Conn| -> Result<Vec<Rich>, Fault> {
            sql("SELECT a.person_id, k.external_id AS person, sum(a.balance) AS available FROM accounts a
                 JOIN external_ids k ON k.id = a.person_id AND k.noun = 'person'
                 WHERE a.unit = 'cash' AND a.account IN ('available', 'on_hold') GROUP BY 1, 2 ORDER BY k.external_id")
            .load(conn)
            .await
        };
        let mut rich = self.app.app.db.read(look).await.unwrap();
        // Mostly somebody who has something; sometimes somebody who owes.
        let nearly_all = self.history.rng.random_range(0..10) > 0;
        rich.retain(|rich| !nearly_all || rich.available > Decimal::TEN);
        if rich.is_empty() {
            return;
        }
        let Rich { person_id, person, available } = &rich[self.history.rng.random_range(0..rich.len())];
        let share = Decimal::new(self.history.rng.random_range(1..110), 2);
        let kzt = "KZT".parse().unwrap();
        let few = Decimal::new(self.history.rng.random_range(900..50_000), 2);
        let amount = if self.history.rng.random_bool(0.6) { few } else { (available.abs() * share).round_dp(2) };
        let amount = Money::new(amount, kzt).unwrap();
        let method = WithdrawalMethod::ALL[[0, 0, 0, 0, 1, 1, 1, 1, 1, 2][self.history.rng.random_range(0..10)]];
        let ask = Ask { id: WithdrawalId::new(self.app.now()), amount, method };
        let person_id = PersonId(*person_id);
        let asked = self.app.app.db.write(async |tx| {
            let catalogue = programs::catalogue(tx).await?;
            withdrawals::request(tx, person_id, catalogue.by_slug("cash-out").unwrap(), ask).await
        });
        match asked.await {
            Ok(()) => self.withdrawals.asked.push((person_id, ask.id)),
            Err(NotRequested::Fault(fault)) => panic!("seed {}: {fault}", self.seed),
            Err(_) => {
                let part = amount.amount() * Decimal::new(8, 3);
                let fee = match method {
                    WithdrawalMethod::Iban => part.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero),
                    WithdrawalMethod::Card | WithdrawalMethod::Custom => Decimal::new(55, 2),
                };
                let data = json!({"withdrawal": ask.id.to_string(), "person": {"source": "billing", "id": person},
                    "program": "cash-out", "amount": amount.to_string(), "currency": "KZT", "fee": fee.to_string(),
                    "method": method.name()});
                let event = self.tried("withdrawal.requested", data);
                self.reference.refuses(event, self.app.now());
            }
        }
    }

    async fn decide(&mut self) {
        let newest = self.withdrawals.asked.len();
        let n = self.history.rng.random_range(newest.saturating_sub(6)..newest);
        let (person, id) = self.withdrawals.asked[n];
        let staff = finance(self.history.rng.random_range(0..3)).await;
        let words: Text = "as a test wants it".parse().unwrap();
        let step = ["approved", "approved", "approved", "paid", "paid", "rejected", "canceled", "failed"]
            [self.history.rng.random_range(0..8)];
        let decided = self.app.app.db.write(async |tx| match step {
            "approved" => withdrawals::approve(tx, &staff, id).await,
            "paid" => withdrawals::pay_owing(tx, &staff, id, &words).await,
            "rejected" => withdrawals::reject(tx, &staff, id, &words).await,
            "canceled" => withdrawals::cancel(tx, person, id).await,
            _ => withdrawals::fail(tx, &staff, id, &words).await,
        });
        match decided.await {
            Ok(()) => self.withdrawals.paid += usize::from(step == "paid"),
            // Who decides is no part of the facts.
            Err(NotDecided::ApprovedBefore) => {}
            Err(NotDecided::Stage { .. } | NotDecided::Owed(_)) => {
                let mut data = json!({"withdrawal": id.to_string()});
                match step {
                    "paid" => data["reference"] = words.as_str().into(),
                    "rejected" | "failed" => data["reason"] = words.as_str().into(),
                    _ => {}
                }
                let event = self.tried(&format!("withdrawal.{step}"), data);
                self.reference.refuses(event, self.app.now());
            }
            Err(other) => panic!("seed {}: {step} {id}: {other}", self.seed),
        }
    }
}
