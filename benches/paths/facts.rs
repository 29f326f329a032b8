//! What is sent: people who invite one another, three each, and what they pay.

use beckon::calendar::Instant;
use beckon::clock::Clock;
use chrono::{SecondsFormat, TimeDelta};
use std::sync::atomic::{AtomicU64, Ordering};

pub const TERMS: &str = include_str!("../../programs/cdnow.toml");
pub const PROGRAM: &str = "cdnow";
/// People that every bench shares.
pub const PEOPLE: usize = 3_000;

pub fn days_ago(days: i64) -> Instant {
    Clock::System.now() - TimeDelta::days(days)
}

/// A number never given before.
pub fn next() -> u64 {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    NEXT.fetch_add(1, Ordering::Relaxed)
}

pub fn event(id: &str, type_name: &str, at: Instant, data: &str) -> String {
    let at = at.to_rfc3339_opts(SecondsFormat::Micros, true);
    format!(r#"{{"id":"{id}","type":"{type_name}","timestamp":"{at}","data":{data}}}"#)
}

/// A person with a company, invited by `referrer` if there is one. Both are named by `name`.
pub fn registration(name: &str, referrer: Option<&str>, at: Instant) -> String {
    let invited = referrer.map(|r| format!(r#","program":"{PROGRAM}","referrer":"{r}""#)).unwrap_or_default();
    let data = format!(
        r#"{{"person":"{name}","email":"{name}@customer.example","kind":"business","company":{{"company":"{name}","name":"Customer {name}","tax_id":"T{name}"}}{invited}}}"#
    );
    event(&format!("reg-{name}"), "person.registered", at, &data)
}

/// [`PEOPLE`] who registered a year ago; person n was invited by person n / 3.
pub fn people() -> Vec<String> {
    let at = days_ago(365);
    let referrer = |n: usize| (n > 0).then(|| format!("p{}", n / 3));
    let registered =
        |n: usize| registration(&format!("p{n}"), referrer(n).as_deref(), at + TimeDelta::seconds(n as i64));
    (0..PEOPLE).map(registered).collect()
}

/// A payment never sent before, of a company.
pub fn payment(company: &str, amount: &str, at: Instant) -> String {
    let id = format!("pay-{}", next());
    let data = format!(
        r#"{{"payment":"{id}","company":"{company}","amount":"{amount}","currency":"USD","lines":[{{"product":"cd","kind":"service","quantity":2,"amount":"{amount}"}}]}}"#
    );
    event(&id, "payment.succeeded", at, &data)
}

/// A payment of some invited person, another at each call.
pub fn some_payment(at: Instant) -> String {
    payment(&format!("p{}", 1 + next() as usize % (PEOPLE - 1)), "29.33", at)
}

/// An invoice of a company, paid by nobody yet.
pub fn invoice(id: &str, company: &str, amount: &str) -> String {
    let (at, due) = (days_ago(1), days_ago(-30).to_rfc3339_opts(SecondsFormat::Micros, true));
    let data = format!(
        r#"{{"invoice":"{id}","company":"{company}","currency":"USD","due_at":"{due}","lines":[{{"product":"cd","kind":"service","quantity":1,"amount":"{amount}"}}]}}"#
    );
    event(&format!("inv-{id}"), "invoice.issued", at, &data)
}
