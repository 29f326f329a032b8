//! Referrals that staff look into: what is flagged, what is decided on it, and what becomes of the money. Each story of money ends with an
//! audit, which plays the log again in memory.

mod decided;
mod found;

use crate::support::TestApp;
use crate::support::sender::Sender;
use crate::support::story::{Shown, Visitor};
use beckon::db::{Conn, Fault};
use beckon::flags::{self, Flag, Wanted};
use serde_json::{Value, json};

/// The oldest first.
async fn flags(app: &TestApp) -> Vec<Flag> {
    let look = async |conn: &Conn| -> Result<Vec<Flag>, Fault> {
        let mut found = flags::listed(conn, &Wanted::default(), 100).await?;
        found.reverse();
        Ok(found)
    };
    app.app.db.read(look).await.unwrap()
}

/// `same_email open`, the oldest first.
async fn told(app: &TestApp) -> Vec<String> {
    flags(app).await.iter().map(|flag| format!("{} {}", flag.kind.name(), flag.stage.name())).collect()
}

/// As it is told by the billing system.
fn person(id: &str, name: &str, email: &str, referrer: Option<&str>) -> Value {
    let mut told =
        json!({"person": id, "name": name, "email": email, "company": {"company": format!("{id}-co"), "name": name}});
    if let Some(referrer) = referrer {
        (told["program"], told["referrer"]) = (json!("levels"), json!(referrer));
    }
    told
}

async fn registers(sender: &Sender<'_>, id: &str, name: &str, email: &str, referrer: Option<&str>) {
    sender.says("person.registered", person(id, name, email, referrer)).await.applied();
}

async fn pays(sender: &Sender<'_>, who: &str, payment: &str, amount: &str) {
    let paid = json!({"payment": payment, "company": format!("{who}-co"), "amount": amount, "currency": "EUR"});
    sender.says("payment.succeeded", paid).await.applied();
}

/// Sends the form as it stands.
async fn decides(staff: &Visitor<'_>, path: &str, step: &str, note: &str) -> Shown {
    let page = staff.opens(path).await;
    let form = [("seen", page.field("seen")), ("note", note)];
    staff.sends(&format!("{path}/{step}"), &form).await
}
