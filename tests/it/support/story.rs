//! People of a story, each with a browser of their own, and the billing system that reports what they pay.

use super::TestApp;
use beckon::calendar::Instant;
use beckon::db::Fault;
use beckon::people::api_keys::{self, Fresh, Scope};
use beckon::people::{By, sources};
use beckon::{intake, programs};
use reqwest::header::{LOCATION, REFERER, SET_COOKIE, USER_AGENT};
use reqwest::{Client, RequestBuilder, Response};
use serde_json::{Value, json};

const PASSWORD: &str = "blue kite 7";
const AGENT: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

/// Publishes the business bonus program: 10 % of each payment, 14 days' hold, a link counts for 90 days, the first touch.
pub async fn publish(app: &TestApp) {
    let terms = include_str!("../../../programs/business-bonus.toml");
    let published: Result<_, programs::NotPublished> =
        app.app.db.write(async |tx| intake::publish(tx, terms, None).await).await;
    published.unwrap();
}

/// What a browser shows.
#[derive(Debug)]
pub struct Shown {
    pub status: u16,
    /// Where it is led on.
    pub to: String,
    pub cookies: Vec<String>,
    pub text: String,
}

impl Shown {
    async fn of(answer: Response) -> Shown {
        let header = |value: &reqwest::header::HeaderValue| value.to_str().unwrap().to_owned();
        Shown {
            status: answer.status().as_u16(),
            to: answer.headers().get(LOCATION).map(header).unwrap_or_default(),
            cookies: answer.headers().get_all(SET_COOKIE).iter().map(header).collect(),
            text: answer.text().await.unwrap(),
        }
    }

    pub fn has(&self, text: &str) -> bool {
        self.text.contains(text)
    }

    /// The value of the named field of a form; empty when there is none.
    pub fn field(&self, name: &str) -> &str {
        let Some((_, after)) = self.text.split_once(&format!(r#"name="{name}""#)) else { return "" };
        let tag = after.split('>').next().unwrap();
        tag.split_once(r#"value=""#).map(|(_, value)| value.split('"').next().unwrap()).unwrap_or_default()
    }

    /// The ids that links of this page lead to below `path`: `/earnings/`.
    pub fn ids(&self, path: &str) -> Vec<&str> {
        let before = format!(r#"href="{path}"#);
        let links = self.text.split(&before).skip(1);
        links.map(|rest| rest.split('"').next().unwrap()).filter(|id| id.len() == 36).collect()
    }
}

/// Somebody with a browser.
pub struct Visitor<'a> {
    app: &'a TestApp,
    browser: Client,
}

impl<'a> Visitor<'a> {
    pub fn new(app: &'a TestApp) -> Visitor<'a> {
        Visitor { app, browser: app.browser() }
    }

    /// A visitor who registered with a company, confirmed the address and signed in.
    pub async fn registered(app: &'a TestApp, name: &str, company: &str) -> Visitor<'a> {
        let visitor = Visitor::new(app);
        visitor.registers(name, company).await;
        visitor
    }

    fn request(&self, path: &str) -> RequestBuilder {
        self.browser.get(format!("{}{path}", self.app.url)).header(USER_AGENT, AGENT)
    }

    pub async fn opens(&self, path: &str) -> Shown {
        Shown::of(self.request(path).send().await.unwrap()).await
    }

    /// A file, as it is.
    pub async fn downloads(&self, path: &str) -> Vec<u8> {
        let answer = self.request(path).send().await.unwrap();
        assert_eq!(answer.status(), 200, "{path}");
        answer.bytes().await.unwrap().to_vec()
    }

    /// Follows a link of another site.
    pub async fn comes_from(&self, referrer: &str, path: &str) -> Shown {
        Shown::of(self.request(path).header(REFERER, referrer).send().await.unwrap()).await
    }

    /// The same with another browser's name.
    pub async fn opens_as(&self, agent: &str, path: &str) -> Shown {
        let request = self.browser.get(format!("{}{path}", self.app.url)).header(USER_AGENT, agent);
        Shown::of(request.send().await.unwrap()).await
    }

    /// The same with these cookies instead of its own.
    pub async fn opens_with(&self, cookie: &str, path: &str) -> Shown {
        Shown::of(self.request(path).header("cookie", cookie).send().await.unwrap()).await
    }

    pub async fn sends(&self, path: &str, form: &[(&str, impl AsRef<str>)]) -> Shown {
        let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_ref())).collect();
        let request = self.browser.post(format!("{}{path}", self.app.url)).header("sec-fetch-site", "same-origin");
        Shown::of(request.form(&form).send().await.unwrap()).await
    }

    /// The same, where the browser says which of our pages the form stands on.
    pub async fn sends_from(&self, page: &str, path: &str, form: &[(&str, &str)]) -> Shown {
        let request = self.browser.post(format!("{}{path}", self.app.url)).header("sec-fetch-site", "same-origin");
        let request = request.header(REFERER, format!("{}{page}", self.app.url));
        Shown::of(request.form(form).send().await.unwrap()).await
    }

    /// Fills in the form as it stands, with the invitation that it shows.
    pub async fn registers(&self, name: &str, company: &str) {
        let email = address(name);
        let page = self.opens("/register").await;
        let (code, click) = (page.field("code"), page.field("click"));
        let form = [("name", name), ("email", &email), ("password", PASSWORD), ("company", company)];
        let form: Vec<_> = form.into_iter().chain([("code", code), ("click", click)]).collect();
        let sent = self.sends("/register", &form).await;
        assert_eq!(sent.status, 200, "{}", sent.text);
        let token = self.token_for(&email).await;
        assert_eq!(self.sends("/email/confirm", &[("token", &token)]).await.status, 303);
        self.signs_in(name).await;
    }

    /// By a letter, as somebody whom another system registered does.
    pub async fn chooses_a_password(&self, name: &str) {
        self.chooses_a_password_at(&address(name)).await;
    }

    async fn chooses_a_password_at(&self, email: &str) {
        self.sends("/password/forgot", &[("email", email)]).await;
        let token = self.token_for(email).await;
        let form = [("token", token.as_str()), ("password", PASSWORD)];
        assert_eq!(self.sends("/password/reset", &form).await.status, 303);
    }

    /// Somebody whom another system registered with this address, signed in.
    pub async fn of(app: &'a TestApp, email: &str) -> Visitor<'a> {
        let visitor = Visitor::new(app);
        visitor.chooses_a_password_at(email).await;
        let form = [("email", email), ("password", PASSWORD), ("next", "")];
        assert_eq!(visitor.sends("/sign-in", &form).await.status, 303);
        visitor
    }

    /// The same as [`Visitor::sends`], as htmx sends a form for the element `target`.
    pub async fn swaps(&self, path: &str, target: &str, form: &[(&str, &str)]) -> Shown {
        let request = self.browser.post(format!("{}{path}", self.app.url)).header("sec-fetch-site", "same-origin");
        let request = request.header("hx-request", "true").header("hx-target", target);
        Shown::of(request.form(form).send().await.unwrap()).await
    }

    /// What the link of the latest letter to an address carries.
    async fn token_for(&self, email: &str) -> String {
        self.app.works_jobs().await;
        let letters = self.app.letters();
        let letter =
            letters.iter().rev().find(|letter| letter.to.contains(email) && letter.text.contains("token=")).unwrap();
        letter.text.split("token=").nth(1).unwrap().split_whitespace().next().unwrap().to_owned()
    }

    /// Sessions end after 14 days without a visit.
    pub async fn signs_in(&self, name: &str) {
        let email = address(name);
        let form = [("email", email.as_str()), ("password", PASSWORD), ("next", "")];
        assert_eq!(self.sends("/sign-in", &form).await.status, 303);
    }

    /// The path of one's own link: `/r/CODE`.
    pub async fn link(&self) -> String {
        let page = self.opens("/overview").await;
        let (_, after) = page.text.split_once("/r/").unwrap();
        format!("/r/{}", after.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap())
    }

    /// The codes of one's open links in the share kit, in its order.
    pub async fn links(&self) -> Vec<String> {
        let page = self.opens("/share").await;
        let after = page.text.split("action=\"/share/links/").skip(1).filter(|rest| rest.contains("/label"));
        let mut codes: Vec<String> = after.map(|rest| rest.split('/').next().unwrap().to_owned()).collect();
        codes.dedup();
        codes
    }

    /// What billing calls one's first company.
    pub async fn company(&self) -> String {
        let page = self.opens("/companies").await;
        let (_, after) = page.text.split_once(r#"<span class="code small">"#).unwrap();
        after.split('<').next().unwrap().to_owned()
    }
}

fn address(name: &str) -> String {
    format!("{}@example.kz", name.to_lowercase().replace(' ', "."))
}

/// A billing system with a key.
pub struct Billing<'a> {
    app: &'a TestApp,
    key: String,
}

impl<'a> Billing<'a> {
    pub async fn new(app: &'a TestApp) -> Billing<'a> {
        let fresh = Fresh::new(&app.app.seal, app.now()).unwrap();
        let kept: Result<(), Fault> = app
            .app
            .db
            .write(async |tx| {
                let source = sources::find_or_create(tx, "billing").await?;
                api_keys::keep(tx, &By::OPERATOR, source, "test", &Scope::ALL, &fresh).await
            })
            .await;
        kept.unwrap();
        Billing { app, key: fresh.text().to_owned() }
    }

    /// Reports a fact that happens now; answers what became of it.
    pub async fn reports(&self, kind: &str, data: Value) -> Value {
        self.reports_of(self.app.now(), kind, data).await
    }

    /// The same of a fact that happened at `at`.
    pub async fn reports_of(&self, at: Instant, kind: &str, data: Value) -> Value {
        let id = format!("evt_{}", uuid::Uuid::new_v4());
        let event = json!({"id": id, "type": kind, "timestamp": at, "data": data});
        let request = reqwest::Client::new().post(format!("{}/api/v1/events", self.app.url)).bearer_auth(&self.key);
        request.json(&event).send().await.unwrap().json().await.unwrap()
    }

    /// A payment in tenge.
    pub async fn is_paid(&self, payment: &str, company: &str, amount: &str) {
        let data = json!({"payment": payment, "company": company, "amount": amount, "currency": "KZT"});
        assert_eq!(self.reports("payment.succeeded", data).await["status"], "applied");
    }

    /// An invoice in tenge with one line of the plan `standard`, due in ten days.
    pub async fn issues(&self, invoice: &str, company: &str, amount: &str) {
        let line = json!({"product": "standard", "kind": "plan", "amount": amount});
        let due = self.app.now() + chrono::TimeDelta::days(10);
        let data = json!({"invoice": invoice, "company": company, "currency": "KZT", "lines": [line], "due_at": due});
        assert_eq!(self.reports("invoice.issued", data).await["status"], "applied");
    }
}
