//! What the owner's company is billed: a plan of Beckon's own, and an invoice of the billing system with a payment.
use crate::people::post;
use crate::support::{START, TestApp};
use beckon::db::Fault;
use beckon::ids::PersonId;
use beckon::{billing, people};
use reqwest::Client;
use serde_json::json;

pub const PLAN: &str = "019d76ba-15c0-7000-8000-0000000000b1";
pub const OTHER_PLAN: &str = "019d76ba-15c0-7000-8000-0000000000b2";
pub const EXTRA: &str = "019d76ba-15c0-7000-8000-0000000000b3";
const SUBSCRIPTION: &str = "019d76ba-15c0-7000-8000-0000000000b4";
const ADDITION: &str = "019d76ba-15c0-7000-8000-0000000000b5";

pub struct Billed {
    person: PersonId,
    /// Path of the running subscription.
    pub subscription: String,
    pub addition: &'static str,
    pub invoice: String,
    pub payment: String,
    /// Asked for and not settled.
    pub refunds: [String; 2],
}

impl Billed {
    pub async fn new(
        app: &TestApp,
        (owner, admin): (&Client, &Client),
        email: &str,
        company: &str,
        key: &str,
    ) -> Billed {
        for (id, kind, name) in [(PLAN, "plan", "Team"), (OTHER_PLAN, "plan", "Office"), (EXTRA, "service", "Scan")] {
            let form = [("product", id), ("kind", kind), ("name", name), ("currency", "KZT"), ("price", "500.00")];
            let form: Vec<_> =
                form.into_iter().chain([("period", "month"), ("trial_days", "90"), ("due_days", "10")]).collect();
            assert_eq!(post(app, admin, "/admin/products", &form).await.status(), 303);
        }
        let chosen = [("subscription", SUBSCRIPTION), ("company", company), ("product", PLAN)];
        assert_eq!(post(app, owner, "/plans/subscriptions", &chosen).await.status(), 303);
        let person: Result<_, Fault> =
            app.app.db.read(async |conn| people::known_emails(conn, &[email.to_owned()]).await).await;
        let person = person.unwrap()[email];
        let own: Result<_, Fault> = app.app.db.read(async |conn| billing::own_subscriptions(conn, person).await).await;
        let subscription = format!("/plans/subscriptions/{}", own.unwrap()[0].id);
        let added = [("addition", ADDITION), ("product", EXTRA)];
        assert_eq!(post(app, owner, &format!("{subscription}/additions"), &added).await.status(), 303);
        let line = json!({"product": "hosting", "kind": "plan", "amount": "900.00"});
        let issued =
            json!({"invoice": "inv-2", "company": company, "currency": "KZT", "lines": [line], "due_at": START});
        let paid =
            json!({"payment": "pay-3", "company": company, "invoice": "inv-2", "amount": "900.00", "currency": "KZT"});
        let refund = |name: &str| json!({"refund": name, "payment": "pay-3", "amount": "10.00"});
        let facts = [
            ("invoice.issued", issued),
            ("payment.succeeded", paid),
            ("refund.requested", refund("r-1")),
            ("refund.requested", refund("r-2")),
        ];
        for (n, (kind, data)) in facts.into_iter().enumerate() {
            let event = json!({"id": format!("evt-b{n}"), "type": kind, "timestamp": START, "data": data});
            let sent = app.browser().post(format!("{}/api/v1/events", app.url)).bearer_auth(key).json(&event);
            let answer = sent.send().await.unwrap();
            assert_eq!(answer.status(), 200, "{}", answer.text().await.unwrap());
        }
        let mut billed = Billed {
            person,
            subscription,
            addition: ADDITION,
            invoice: String::new(),
            payment: String::new(),
            refunds: [String::new(), String::new()],
        };
        billed.find(app).await;
        billed
    }

    async fn find(&mut self, app: &TestApp) {
        let found: Result<_, Fault> = app
            .app
            .db
            .read(async |conn| {
                let invoices = billing::invoices_of(conn, self.person, 0, 10).await?;
                let invoice = invoices.into_iter().find(|invoice| invoice.external_id == "inv-2").unwrap();
                Ok((invoice.id, billing::received_on(conn, self.person, invoice.id).await?))
            })
            .await;
        let (invoice, received) = found.unwrap();
        (self.invoice, self.payment) = (invoice.to_string(), received[0].id.to_string());
        self.refunds = [0, 1].map(|n: usize| received[0].refunds[n].0.to_string());
    }

    /// A path of the table with these ids, if it is one of theirs.
    pub fn path(&self, path: &str) -> Option<String> {
        if let Some(rest) = path.strip_prefix("/plans/subscriptions/{id}") {
            return Some(format!("{}{}", self.subscription, rest.replace("{addition}", self.addition)));
        }
        if path.contains("/products/{id}") {
            return Some(path.replace("{id}", OTHER_PLAN));
        }
        let refund = if path.ends_with("refusal") { &self.refunds[1] } else { &self.refunds[0] };
        path.contains("refunds").then(|| path.replace("{id}", &self.invoice).replace("{refund}", refund))
    }
}
