use crate::people::payout::had_details;
use crate::people::{PASSWORD, link_to, post, signed_in, token_in};
use crate::support::sender::publish;
use crate::support::{START, TestApp};
use beckon::claims::{self, Named, NotClaimed};
use beckon::db::Fault;
use beckon::flags::{self, Wanted};
use beckon::ids::{Code, PersonId, ProgramId, WithdrawalId};
use beckon::money::Money;
use beckon::notices::{Kind, one_click};
use beckon::referrals::{self, Link, Search};
use beckon::rewards::{self, Filter};
use beckon::rules::terms::WithdrawalMethod;
use beckon::withdrawals::{self, Ask, NotRequested};
use beckon::{billing, companies, intake, people, programs};
use chrono::TimeDelta;
use serde_json::json;
use std::collections::BTreeMap;

/// The event of the key's source that is asked for.
pub const EVENT: &str = "evt-paid";
pub const PROGRAM: &str = "business-bonus";
pub const CASH: &str = "partners";

/// What is the owner's alone.
pub struct Things {
    pub person: String,
    /// Path of the page that switches a kind of letters off.
    pub letters: String,
    /// A session in no browser of the test.
    pub session: String,
    pub code: String,
    pub referral: String,
    pub receipt: String,
    pub company: String,
    pub invoice: String,
    /// The id of whom they invited.
    pub invitee: String,
    pub claim: String,
    /// Of somebody whom they invited for cash.
    pub flag: String,
    /// By the step that is still open to each: a noun of the address.
    pub withdrawals: BTreeMap<&'static str, String>,
}

pub struct Owner {
    person: PersonId,
    email: String,
    link: Link,
}

impl Owner {
    /// Registers on the page, invited by a person who did so before.
    pub async fn register(app: &TestApp, email: &str, inviter: &str) -> Owner {
        let terms = include_str!("../../../programs/business-bonus.toml");
        let published = app.app.db.write(async |tx| intake::publish(tx, terms, None).await).await.unwrap();
        let later = terms.split("[[example]]").next().unwrap().replace("give = \"10 %\"", "give = \"11 %\"");
        let next = Some(app.now() + TimeDelta::days(300));
        app.app.db.write(async |tx| intake::publish_from(tx, &later, next, None).await).await.unwrap();
        let inviter = register(app, inviter, "").await;
        let inviting = link(app, inviter, published.program, 1).await;
        let person = register(app, email, inviting.code.as_str()).await;
        Owner { person, email: email.into(), link: link(app, person, published.program, 2).await }
    }

    /// Somebody comes by the owner's link and pays; after the hold the owner has an invoice to pay.
    pub async fn gains(&self, app: &TestApp, key: &str) -> Things {
        let (owner, program) = (self.person, self.link.program);
        let registered = json!({"person": "p-1", "email": "invitee@customer.example", "name": "Ivan Petrov",
            "code": self.link.code.as_str(), "company": {"company": "c-1", "name": "Invited LLP"}});
        let paid = json!({"payment": "pay-1", "company": "c-1", "amount": "405000.00", "currency": "KZT"});
        let companies: Result<_, Fault> = app.app.db.read(async |conn| companies::of(conn, owner).await).await;
        let company = companies.unwrap()[0].id.to_string();
        let line = json!({"product": "business", "kind": "plan", "amount": "50000.00"});
        let due = (app.now() + TimeDelta::days(30)).to_rfc3339();
        let issued = json!({"invoice": "inv-1", "company": company, "currency": "KZT", "lines": [line], "due_at": due});
        publish(app, include_str!("../withdrawals/partners.toml")).await;
        let cash_came = json!({"person": "p-2", "email": "second@mailinator.com", "program": CASH,
            "referrer": owner.to_string(), "company": {"company": "c-2", "name": "Second LLP"}});
        let cash_paid = json!({"payment": "pay-2", "company": "c-2", "amount": "200000.00", "currency": "UAH"});
        let facts = [
            ("evt-cash-came", "person.registered", cash_came),
            ("evt-cash-paid", "payment.succeeded", cash_paid),
            ("evt-came", "person.registered", registered),
            (EVENT, "payment.succeeded", paid),
            ("evt-issued", "invoice.issued", issued),
        ];
        for (id, kind, data) in facts {
            let event = json!({"id": id, "type": kind, "timestamp": START, "data": data});
            let sent = app.browser().post(format!("{}/api/v1/events", app.url)).bearer_auth(key).json(&event);
            let answer = sent.send().await.unwrap();
            let (status, body) = (answer.status(), answer.text().await.unwrap());
            assert_eq!(status, 200, "{body}");
        }
        had_details(app, owner).await;
        app.passes(TimeDelta::days(15)).await;
        signed_in(app, &self.email).await;
        let now = app.now();
        let all = Search::all(program, now);
        let filter = Filter::all(program);
        let found: Result<_, Fault> = app
            .app
            .db
            .read(async |conn| {
                Ok((
                    people::sessions::open(conn, owner, now).await?,
                    referrals::invited(conn, owner, all, 0, 10).await?,
                    rewards::earnings(conn, owner, filter, 0, 10).await?,
                    billing::invoices_of(conn, owner, 0, 10).await?,
                ))
            })
            .await;
        let (sessions, invited, earned, invoices) = found.unwrap();
        assert_eq!((sessions.len(), invited.len(), earned.len(), invoices.len()), (1, 1, 1, 1));
        let app_url = &app.app.url;
        let letters = one_click::address(app_url, &app.app.seal, owner, Kind::Earned).unwrap().path().to_owned();
        Things {
            person: owner.to_string(),
            letters,
            session: sessions[0].id().to_string(),
            code: self.link.code.to_string(),
            referral: invited[0].id.to_string(),
            receipt: earned[0].receipt.id.to_string(),
            company,
            invoice: invoices[0].id.to_string(),
            withdrawals: self.asks_for_cash(app).await,
            invitee: invited[0].invitee().to_string(),
            claim: self.claims(app).await,
            flag: flag(app).await,
        }
    }
}

impl Owner {
    async fn claims(&self, app: &TestApp) -> String {
        let claimed: Result<_, NotClaimed> = app
            .app
            .db
            .write(async |tx| {
                let ask = claims::Ask {
                    key: uuid::Uuid::new_v4(),
                    program: self.link.program,
                    invitee: Named::read("nobody@customer.example").unwrap(),
                    invited_on: "2026-04-01".parse().unwrap(),
                    evidence: "a letter".into(),
                };
                claims::claim(tx, self.person, ask).await?;
                Ok(claims::listed(tx, claims::Which::Of(self.person), 0, 1).await?.remove(0).id.to_string())
            })
            .await;
        claimed.unwrap()
    }

    /// A withdrawal for each step; the one to approve is so large that two have to.
    async fn asks_for_cash(&self, app: &TestApp) -> BTreeMap<&'static str, String> {
        let steps = ["cancellation", "approval", "rejection", "payment", "failure", "batch"];
        let asked: Result<_, NotRequested> = app
            .app
            .db
            .write(async |tx| {
                let catalogue = programs::catalogue(tx).await?;
                let program = catalogue.by_slug(CASH).unwrap();
                let mut asked = BTreeMap::new();
                for step in steps {
                    let amount = if step == "approval" { "6000.00" } else { "150.00" };
                    let amount = Money::parse(amount, "UAH".parse().unwrap()).unwrap();
                    let method = if step == "batch" { WithdrawalMethod::Iban } else { WithdrawalMethod::Card };
                    let ask = Ask { id: WithdrawalId::new(tx.now()), amount, method };
                    withdrawals::request(tx, self.person, program, ask).await?;
                    asked.insert(step, ask.id.to_string());
                }
                Ok(asked)
            })
            .await;
        asked.unwrap()
    }
}

async fn flag(app: &TestApp) -> String {
    let wanted = Wanted { kind: Some(flags::Kind::DisposableMail), ..Wanted::default() };
    let found: Result<_, Fault> = app.app.db.read(async |conn| flags::listed(conn, &wanted, 2).await).await;
    let found = found.unwrap();
    assert_eq!(found.len(), 1);
    found[0].id.to_string()
}

async fn register(app: &TestApp, email: &str, code: &str) -> PersonId {
    let form =
        [("name", "Dana Ospanova"), ("email", email), ("password", PASSWORD), ("company", "Dana LLP"), ("code", code)];
    assert_eq!(post(app, &app.browser(), "/register", &form).await.status(), 200);
    app.works_jobs().await;
    let token = token_in(&link_to(app, email));
    assert_eq!(post(app, &app.browser(), "/email/confirm", &[("token", &token)]).await.status(), 303);
    let known: Result<_, Fault> =
        app.app.db.read(async |conn| people::known_emails(conn, &[email.to_owned()]).await).await;
    known.unwrap()[email]
}

async fn link(app: &TestApp, person: PersonId, program: ProgramId, seed: u8) -> Link {
    let codes = [Code::from_random([seed; 16])];
    let made: Result<_, Fault> =
        app.app.db.write(async |tx| referrals::ensure_link(tx, person, program, &codes).await).await;
    made.unwrap()
}
