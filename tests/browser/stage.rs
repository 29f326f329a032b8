//! The bonus program in force, a billing system with a key, and people who register as people do.

use super::browser::Browser;
use super::support::TestApp;
use beckon::db::Fault;
use beckon::people::api_keys::{self, Fresh, Scope};
use beckon::people::tokens::Token;
use beckon::people::{self, By, Role, sources};
use beckon::{intake, programs};
use serde_json::{Value, json};

pub const PASSWORD: &str = "blue kite 7";
const BONUS: &str = include_str!("../../programs/business-bonus.toml");

pub struct Stage {
    pub app: TestApp,
    key: String,
}

/// Who registers: name, address, company.
#[derive(Clone, Copy)]
pub struct Someone {
    pub name: &'static str,
    pub email: &'static str,
    pub company: &'static str,
}

pub const AIGERIM: Someone =
    Someone { name: "Aigerim Sadykova", email: "aigerim@altyn.example", company: "Altyn Trade LLP" };
pub const NURLAN: Someone = Someone { name: "Nurlan Abenov", email: "nurlan@dala.example", company: "Dala Logistics" };
/// Whom the house employs.
pub const DANA: Someone = Someone { name: "Dana Ospanova", email: "dana@house.example", company: "The House" };

impl Stage {
    pub async fn set() -> Stage {
        Stage::on(TestApp::start().await, BONUS).await
    }

    /// With another program.
    pub async fn with(terms: &str) -> Stage {
        Stage::on(TestApp::start().await, terms).await
    }

    /// Of an installation that asks before it keeps a cookie.
    pub async fn set_asking() -> Stage {
        Stage::on(TestApp::start_asking().await, BONUS).await
    }

    async fn on(app: TestApp, terms: &str) -> Stage {
        let fresh = Fresh::new(&app.app.seal, app.now()).unwrap();
        let published: Result<_, programs::NotPublished> =
            app.app.db.write(async |tx| intake::publish(tx, terms, None).await).await;
        published.unwrap();
        let kept: Result<(), Fault> = app
            .app
            .db
            .write(async |tx| {
                let source = sources::find_or_create(tx, "billing").await?;
                api_keys::keep(tx, &By::OPERATOR, source, "journeys", &Scope::ALL, &fresh).await
            })
            .await;
        kept.unwrap();
        Stage { app, key: fresh.text().to_string() }
    }

    /// The billing system says what happened, now; its id is the kind and the number.
    pub async fn billing_says(&self, id: &str, kind: &str, data: Value) -> Value {
        let event = json!({"id": id, "type": kind, "timestamp": self.app.now(), "data": data});
        let request = reqwest::Client::new().post(format!("{}/api/v1/events", self.app.url));
        let answer = request.bearer_auth(&self.key).json(&event).send().await.unwrap();
        assert_eq!(answer.status(), 200, "{}", answer.text().await.unwrap());
        answer.json().await.unwrap()
    }

    pub async fn pays(&self, payment: &str, company: &str, amount: &str) -> Value {
        let data = json!({"payment": payment, "company": company, "amount": amount, "currency": "KZT"});
        self.billing_says(&format!("event-{payment}"), "payment.succeeded", data).await
    }

    /// An invoice for the Business plan, due in ten days.
    pub async fn invoices(&self, invoice: &str, company: &str, amount: &str) {
        let due_at = self.app.now() + chrono::TimeDelta::days(10);
        let lines = json!([{"product": "business", "kind": "plan", "amount": amount}]);
        let data = json!({"invoice": invoice, "company": company, "currency": "KZT", "lines": lines, "due_at": due_at});
        self.billing_says(&format!("issued-{invoice}"), "invoice.issued", data).await;
    }

    /// Registers on the page that stands there, by hand, up to the page that names the letter.
    pub async fn registers_here(&self, browser: &Browser, who: Someone) {
        browser.types("name", who.name).await;
        browser.types("email", who.email).await;
        browser.types("password", PASSWORD).await;
        browser.types("company", who.company).await;
        browser.presses("Create account").await;
        browser.arrives_at("Confirm your e-mail").await;
        browser.sees(who.email).await;
    }

    /// Follows the link of the letter and confirms the address.
    pub async fn confirms(&self, browser: &Browser, who: Someone) {
        self.app.works_jobs().await;
        browser.opens(&self.link_to(who.email)).await;
        browser.arrives_at("Is this your e-mail?").await;
        browser.presses("Yes, it is mine").await;
        browser.arrives_at("Your e-mail is confirmed").await;
    }

    pub async fn signs_in(&self, browser: &Browser, who: Someone) {
        browser.becomes_a_stranger().await;
        browser.opens("/sign-in").await;
        browser.types("email", who.email).await;
        browser.types("password", PASSWORD).await;
        browser.sends().await;
        browser.arrives_at("Overview").await;
    }

    /// Registers without an invitation, confirms and signs in.
    pub async fn enters(&self, browser: &Browser, who: Someone) {
        browser.opens("/register").await;
        self.registers_here(browser, who).await;
        self.confirms(browser, who).await;
        self.signs_in(browser, who).await;
    }

    /// Registers, confirms and signs in as one of the staff.
    pub async fn hires(&self, browser: &Browser, who: Someone, role: Role) {
        self.enters(browser, who).await;
        let (email, token) = (who.email.parse().unwrap(), Token::new().unwrap());
        let hired: Result<_, Fault> =
            self.app.app.db.write(async |tx| people::add_staff(tx, &By::OPERATOR, &email, role, &token).await).await;
        assert!(!hired.unwrap().created);
        self.signs_in(browser, who).await;
    }

    /// Whom AIGERIM invited pays 405,000 KZT. `code` is that of her link.
    pub async fn is_paid_for(&self, code: &str) {
        let company = json!({"company": "c-dala", "name": NURLAN.company});
        let person =
            json!({"person": "p-nurlan", "email": NURLAN.email, "name": NURLAN.name, "code": code, "company": company});
        self.billing_says("registered-nurlan", "person.registered", person).await;
        self.pays("payment-1", "c-dala", "405000.00").await;
    }

    /// The same, and what she earns by it becomes available.
    pub async fn brings_bonuses(&self, code: &str) {
        self.is_paid_for(code).await;
        self.app.passes_days(14).await;
    }

    /// AIGERIM registers, invites and earns; she is signed in, and 40,500 KZT are hers to use.
    pub async fn has_bonuses(&self, browser: &Browser) {
        self.enters(browser, AIGERIM).await;
        let link = browser.typed("link").await;
        self.brings_bonuses(link.rsplit('/').next().unwrap()).await;
        self.signs_in(browser, AIGERIM).await;
        browser.sees_in(".figures .main", "₸40,500.00").await;
    }

    /// The link in the latest letter to an address.
    pub fn link_to(&self, email: &str) -> String {
        let letters = self.app.letters();
        let letter =
            letters.iter().rev().find(|letter| letter.to.contains(email) && letter.text.contains("token=")).unwrap();
        letter.text.lines().find(|line| line.starts_with("http")).unwrap().to_string()
    }

    /// What the billing system calls the first company of the person with this address.
    pub async fn billing_id(&self, email: &str) -> String {
        self.billing_ids(email).await.remove(0)
    }

    /// In the person's order.
    pub async fn billing_ids(&self, email: &str) -> Vec<String> {
        let key = [email.to_string()];
        let companies: Result<_, Fault> = self
            .app
            .app
            .db
            .read(async |conn| {
                let person = people::known_emails(conn, &key).await?[email];
                beckon::companies::of(conn, person).await
            })
            .await;
        companies.unwrap().iter().map(|company| company.id.to_string()).collect()
    }
}
