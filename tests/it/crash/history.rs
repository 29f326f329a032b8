//! What billing has to tell: registrations, payments and refunds that refer to each other, drawn from a seed.

use beckon::calendar::Instant;
use chrono::{SecondsFormat, TimeDelta};
use rand::Rng;
use rand_chacha::ChaCha8Rng;
use serde_json::{Value, json};

/// Events that become due between two crashes.
pub const PORTION: usize = 100;

#[derive(Default)]
pub struct History {
    /// One JSON object each, in the order in which things happened.
    pub events: Vec<String>,
    /// Whether the receipts of an event may change after they were first told: its payment is refunded later.
    pub refunded: Vec<bool>,
}

struct Payment {
    event: usize,
    cents: i64,
    at: Instant,
}

impl History {
    /// Everything happened within 40 days before `now`, so that some holds have ended and some have not.
    pub fn draw(random: &mut ChaCha8Rng, portions: usize, now: Instant) -> History {
        let mut history = History::default();
        let (mut people, mut payments) = (0, Vec::new());
        for n in 0..portions * PORTION {
            let at = now - TimeDelta::days(40) + TimeDelta::seconds(i64::try_from(n).unwrap());
            match random.random_range(0..100) {
                kind if people < 2 || kind < 25 => {
                    history.add("person.registered", at, registration(random, people));
                    people += 1;
                }
                kind if payments.is_empty() || kind < 80 => {
                    let at = at + TimeDelta::minutes(random.random_range(1_500..55_000));
                    let cents = if random.random_bool(0.02) { 0 } else { random.random_range(2..50_000_000) };
                    payments.extend((cents > 0).then_some(Payment { event: n, cents, at }));
                    let company = random.random_range(0..people);
                    let data = json!({"payment": format!("pay-{n}"), "company": format!("c{company}"),
                        "amount": major(cents), "currency": "KZT"});
                    history.add("payment.succeeded", at, data);
                }
                _ => {
                    let paid: Payment = payments.swap_remove(random.random_range(0..payments.len()));
                    history.refunded[paid.event] = true;
                    // At most half: a refund of all would end the reward, so that whether its release is posted
                    // before would hang on the moment at which the refund arrives.
                    let half = random.random_range(1..=paid.cents / 2);
                    let data = json!({"refund": format!("refund-{n}"), "payment": format!("pay-{}", paid.event),
                        "amount": major(half)});
                    history.add("refund.completed", paid.at + TimeDelta::hours(1), data);
                }
            }
        }
        history
    }

    fn add(&mut self, kind: &str, at: Instant, data: Value) {
        let (id, at) = (self.events.len().to_string(), at.to_rfc3339_opts(SecondsFormat::Secs, true));
        self.events.push(json!({"id": id, "type": kind, "timestamp": at, "data": data}).to_string());
        self.refunded.push(false);
    }
}

/// Everybody but the first was invited by somebody before.
fn registration(random: &mut ChaCha8Rng, n: usize) -> Value {
    let company = json!({"company": format!("c{n}"), "name": format!("Company {n}"), "tax_id": format!("T{n}")});
    let mut data = json!({"person": format!("p{n}"), "email": format!("p{n}@customer.example"), "company": company});
    if n > 0 {
        data["program"] = json!("business-bonus");
        data["referrer"] = json!(format!("p{}", random.random_range(0..n)));
    }
    data
}

fn major(cents: i64) -> String {
    format!("{}.{:02}", cents / 100, cents % 100)
}
