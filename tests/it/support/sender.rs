//! A billing system with an API key: reports what happens and is told what became of it.

use super::TestApp;
use beckon::db::Fault;
use beckon::ids::{ApiKeyId, PersonId};
use beckon::intake;
use beckon::ledger;
use beckon::people::api_keys::{self, Fresh, Scope};
use beckon::people::{By, sources};
use serde_json::{Value, json};
use std::sync::atomic::{AtomicU32, Ordering};

pub struct Sender<'a> {
    pub app: &'a TestApp,
    pub key: String,
    pub key_id: ApiKeyId,
    http: reqwest::Client,
    documented: Value,
    events: AtomicU32,
}

/// What the API said.
#[derive(Debug)]
pub struct Said {
    pub status: u16,
    pub body: Value,
}

impl Said {
    #[track_caller]
    pub fn problem(&self, status: u16, slug: &str) -> &Said {
        assert_eq!(
            (self.status, self.body["type"].as_str()),
            (status, Some(format!("urn:beckon:problem:{slug}").as_str())),
            "{self:?}"
        );
        self
    }

    #[track_caller]
    pub fn points_at(&self, pointer: &str) {
        assert_eq!(self.body["errors"][0]["pointer"], pointer, "{self:?}");
    }

    #[track_caller]
    pub fn receipt(&self) -> &Value {
        assert_eq!((self.status, &self.body["status"]), (200, &json!("applied")), "{self:?}");
        assert_eq!(self.body["receipts"].as_array().map(Vec::len), Some(1), "{self:?}");
        &self.body["receipts"][0]
    }

    #[track_caller]
    pub fn applied(&self) {
        assert_eq!((self.status, &self.body["status"]), (200, &json!("applied")), "{self:?}");
    }
}

/// Publishes terms.
pub async fn publish(app: &TestApp, terms: &str) {
    app.app.db.write(async |tx| intake::publish(tx, terms, None).await).await.unwrap();
}

impl<'a> Sender<'a> {
    /// With both scopes.
    pub async fn named(app: &'a TestApp, source: &str) -> Sender<'a> {
        Sender::with(app, source, &Scope::ALL).await
    }

    pub async fn with(app: &'a TestApp, source: &str, scopes: &[Scope]) -> Sender<'a> {
        let fresh = Fresh::new(&app.app.seal, app.now()).unwrap();
        let kept: Result<(), Fault> = app
            .app
            .db
            .write(async |tx| {
                let source = sources::find_or_create(tx, source).await?;
                api_keys::keep(tx, &By::OPERATOR, source, "main", scopes, &fresh).await
            })
            .await;
        kept.unwrap();
        let documented = app.get("/api/v1/openapi.json").await.json().await.unwrap();
        let (key, key_id, http) = (fresh.text().to_owned(), fresh.id, reqwest::Client::new());
        Sender { app, key, key_id, http, documented, events: AtomicU32::new(0) }
    }

    /// An event with an id of its own, now.
    pub fn event(&self, type_name: &str, data: Value) -> Value {
        let n = self.events.fetch_add(1, Ordering::Relaxed);
        json!({"id": format!("evt_{n}"), "type": type_name, "timestamp": self.app.now(), "data": data})
    }

    pub async fn says(&self, type_name: &str, data: Value) -> Said {
        self.sends(&self.event(type_name, data)).await
    }

    pub async fn sends(&self, event: &Value) -> Said {
        self.posts("application/json", event.to_string()).await
    }

    /// Posts a body; whatever is answered must be documented.
    pub async fn posts(&self, kind: &str, body: String) -> Said {
        let request = self.http.post(format!("{}/api/v1/events", self.app.url)).header("content-type", kind);
        let response = request.bearer_auth(&self.key).body(body).send().await.unwrap();
        self.answered(response, "/api/v1/events", "post").await
    }

    /// Many events; one answer a line.
    pub async fn posts_lines(&self, lines: &[String]) -> Vec<Value> {
        let request =
            self.http.post(format!("{}/api/v1/events", self.app.url)).header("content-type", "application/x-ndjson");
        let response = request.bearer_auth(&self.key).body(lines.join("\n")).send().await.unwrap();
        assert_eq!(response.status(), 200);
        response.text().await.unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    pub async fn asks(&self, id: &str) -> Said {
        let request = self.http.get(format!("{}/api/v1/events/{id}", self.app.url)).bearer_auth(&self.key);
        self.answered(request.send().await.unwrap(), "/api/v1/events/{id}", "get").await
    }

    async fn answered(&self, response: reqwest::Response, path: &str, method: &str) -> Said {
        let status = response.status().as_u16();
        let described = &self.documented["paths"][path][method]["responses"][status.to_string()];
        assert!(described.is_object(), "{method} {path} answered {status}, which is not documented");
        let kind = response.headers()["content-type"].to_str().unwrap().to_owned();
        assert!(described["content"][kind.as_str()].is_object(), "{status} as {kind} is not documented");
        Said { status, body: response.json().await.unwrap() }
    }

    /// Somebody registers with a company of the same name, perhaps invited in the business bonus program.
    pub async fn registers(&self, name: &'a str, invited_by: Option<&str>) -> Company<'_> {
        let mut data =
            json!({"person": name, "email": format!("{name}@example.com"), "company": {"company": name, "name": name}});
        if let Some(referrer) = invited_by {
            data["program"] = "business-bonus".into();
            data["referrer"] = referrer.into();
        }
        self.says("person.registered", data).await.applied();
        Company { sender: self, name }
    }

    /// (on hold, available) of a person in credit.
    pub async fn has(&self, person: &str) -> (String, String) {
        self.has_in("credit", person).await
    }

    pub async fn has_in(&self, unit: &str, person: &str) -> (String, String) {
        let id: PersonId = person.parse().unwrap();
        let found = self.app.app.db.read(async |conn| ledger::balances(conn, id).await).await.unwrap();
        let found = found.iter().find(|balances| balances.unit == unit);
        found.map_or(("0".into(), "0".into()), |b| {
            (b.on_hold.normalize().to_string(), b.available.normalize().to_string())
        })
    }
}

/// A company whose payments are reported.
pub struct Company<'a> {
    sender: &'a Sender<'a>,
    pub name: &'a str,
}

impl Company<'_> {
    pub fn payment(&self, id: &str, amount: &str) -> Value {
        json!({"payment": id, "company": self.name, "amount": amount, "currency": "KZT"})
    }

    pub async fn pays(&self, amount: &str) -> Said {
        self.sender.says("payment.succeeded", self.payment(&format!("pay-{amount}"), amount)).await
    }
}
