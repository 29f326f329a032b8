use super::adjusted;
use super::billing::{Billed, EXTRA, OTHER_PLAN, PLAN};
use super::drafts::{self, Drafted};
use super::things::{CASH, EVENT, Owner, PROGRAM, Things};
use crate::people::{PASSWORD, signed_in, someone};
use crate::support::{START, TestApp};
use beckon::db::Fault;
use beckon::people::api_keys::{self, Fresh, Scope};
use beckon::people::tokens::Token;
use beckon::people::{self, By, Role, sources};
use beckon::web::assets;
use reqwest::{Client, Method, RequestBuilder};
use std::collections::BTreeMap;
use uuid::Uuid;

/// The form's own id of a spend or of a withdrawal.
const FORM_ID: &str = "019d76ba-15c0-7000-8000-000000000001";

/// Of the batch that there is.
const BATCH: &str = "019d76ba-15c0-7000-8000-00000000ba7c";

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Who {
    Nobody,
    Owner,
    Other,
    Support,
    Finance,
    Admin,
    Key,
    Theirs,
    Weak,
}

impl Who {
    pub const ALL: [Who; 9] =
        [Who::Nobody, Who::Owner, Who::Other, Who::Support, Who::Finance, Who::Admin, Who::Key, Who::Theirs, Who::Weak];

    pub fn word(self) -> &'static str {
        match self {
            Who::Nobody => "nobody",
            Who::Owner => "owner",
            Who::Other => "other",
            Who::Support => "support",
            Who::Finance => "finance",
            Who::Admin => "admin",
            Who::Key => "key",
            Who::Theirs => "theirs",
            Who::Weak => "weak",
        }
    }

    pub fn has_cookie(self) -> bool {
        !matches!(self, Who::Nobody | Who::Key | Who::Theirs | Who::Weak)
    }

    fn role(self) -> Option<Role> {
        match self {
            Who::Support => Some(Role::Support),
            Who::Finance => Some(Role::Finance),
            Who::Admin => Some(Role::Admin),
            _ => None,
        }
    }

    fn email(self) -> String {
        format!("{}@example.com", self.word())
    }
}

/// Everybody who sends requests, and the things of the owner that they ask for.
pub struct Callers<'a> {
    app: &'a TestApp,
    browsers: BTreeMap<Who, Client>,
    keys: BTreeMap<Who, String>,
    /// The id of one that nobody here uses.
    spare_key: String,
    things: Things,
    billed: Billed,
    /// Of the owner's account, by the step that is still open to each; an admin asked for them.
    adjustments: BTreeMap<&'static str, String>,
    drafted: Drafted,
}

impl Callers<'_> {
    pub async fn new(app: &TestApp) -> Callers<'_> {
        let owner = Owner::register(app, &Who::Owner.email(), &Who::Other.email()).await;
        for who in [Who::Support, Who::Finance, Who::Admin] {
            someone(app, &who.email()).await;
        }
        let mut keys = BTreeMap::new();
        for (who, source, scopes) in
            [(Who::Key, "billing", &Scope::ALL[..]), (Who::Theirs, "shop", &Scope::ALL), (Who::Weak, "billing", &[])]
        {
            keys.insert(who, key(app, source, scopes).await.text().to_owned());
        }
        let spare_key = key(app, "billing", &Scope::ALL).await.id.to_string();
        let things = owner.gains(app, &keys[&Who::Key]).await;
        let mut browsers = BTreeMap::new();
        for who in Who::ALL {
            if let Some(role) = who.role() {
                promote(app, who, role).await;
            }
            let browser = if who.has_cookie() { signed_in(app, &who.email()).await } else { app.browser() };
            browsers.insert(who, browser);
        }
        let two = (&browsers[&Who::Owner], &browsers[&Who::Admin]);
        let billed = Billed::new(app, two, &Who::Owner.email(), &things.company, &keys[&Who::Key]).await;
        let adjustments = adjusted::ask(app, &browsers[&Who::Admin], &things.person).await;
        let drafted = Drafted::new(app, &browsers[&Who::Admin]).await;
        let callers = Callers { app, browsers, keys, spare_key, things, billed, adjustments, drafted };
        for step in ["payment", "failure", "batch"] {
            let path = format!("{}/admin/withdrawals/{}/approval", app.url, callers.things.withdrawals[step]);
            let approved = callers.browsers[&Who::Finance].post(path).header("sec-fetch-site", "same-origin");
            assert_eq!(approved.send().await.unwrap().status(), 303);
        }
        callers.makes_batch().await;
        callers
    }

    /// Of what was asked for by IBAN.
    async fn makes_batch(&self) {
        let form = [("batch", BATCH), ("of", "UAH iban"), ("cutoff", "2026-04-25T09:30")];
        let made = self.browsers[&Who::Finance].post(format!("{}/admin/batches", self.app.url)).form(&form);
        assert_eq!(made.header("sec-fetch-site", "same-origin").send().await.unwrap().status(), 303);
    }

    /// A request that would be granted to whoever may, without any word on where it comes from.
    pub fn request(&self, who: Who, method: &Method, path: &str) -> RequestBuilder {
        let url = format!("{}{}", self.app.url, self.path(path));
        let mut request = self.browsers[&who].request(method.clone(), url);
        if let Some(key) = self.keys.get(&who) {
            request = request.bearer_auth(key);
        }
        if method == Method::GET {
            request
        } else if path == "/api/v1/events" {
            request.json(&event(who))
        } else {
            let batch = path.starts_with("/admin/batches");
            request.form(&if batch {
                self.batch_form(path)
            } else {
                drafts::form(path).unwrap_or_else(|| self.form(who, path))
            })
        }
    }

    /// A path of the table with the owner's ids.
    fn path(&self, path: &str) -> String {
        if let Some(path) = self.billed.path(path).or_else(|| self.drafted.path(path)) {
            return path;
        }
        let id = match path {
            "/programs/{slug}/banners/{language}/{size}.svg" => {
                return format!("/programs/{PROGRAM}/banners/kk/300x250.svg");
            }
            "/programs/{slug}/terms/{version}" => return format!("/programs/{PROGRAM}/terms/1"),
            "/programs/{slug}/terms/{version}/changes" => return format!("/programs/{PROGRAM}/terms/2/changes"),
            // The first version needs no acceptance.
            "/programs/{slug}/terms/{version}/acceptance" => return format!("/programs/{PROGRAM}/terms/1/acceptance"),
            "/share/links/{code}/qr.{kind}" => return format!("/share/links/{}/qr.png", self.things.code),
            "/letters/{kind}/off/{token}" => return self.things.letters.clone(),
            "/settings/payout/{method}" => "iban",
            "/static/{name:.*}" => return assets::path("app.css"),
            "/api/v1/events/{id}" => EVENT,
            "/settings/sessions/{session}/end" => &self.things.session,
            "/r/{code}" | "/share/links/{code}/label" | "/share/links/{code}/closing" => &self.things.code,
            "/invited/{id}" => &self.things.referral,
            "/earnings/{id}" | "/earnings/{id}/question" | "/admin/rewards/{id}" => &self.things.receipt,
            "/invoices/{id}" | "/invoices/{id}/spends" => &self.things.invoice,
            _ if path.starts_with("/admin/invoices/{id}") => &self.things.invoice,
            "/programs/{slug}/terms" => PROGRAM,
            "/admin/withdrawals/{id}" | "/admin/withdrawals/{id}/details" => &self.things.withdrawals["approval"],
            _ if path.starts_with("/admin/batches/") => BATCH,
            _ if path.starts_with("/admin/api-keys/") => &self.spare_key,
            "/admin/events/one" => return format!("/admin/events/one?source=billing&id={EVENT}"),
            // No job of that id: whoever may is told that it is gone.
            _ if path.starts_with("/admin/jobs/") || path.starts_with("/admin/deliveries/") => FORM_ID,
            "/admin/companies/{id}" => &self.things.company,
            "/adjustments/{id}" | "/admin/adjustments/{id}" => &self.adjustments["made"],
            _ if path.starts_with("/admin/adjustments/{id}/") => &self.adjustments[path.rsplit('/').next().unwrap()],
            _ if path.starts_with("/admin/flags/") => &self.things.flag,
            _ if path.starts_with("/admin/claims/") => &self.things.claim,
            _ if ["referrals", "people", "staff"].iter().any(|noun| path.starts_with(&format!("/admin/{noun}/"))) => {
                &self.things.invitee
            }
            _ if path.contains("withdrawals/{id}/") => &self.things.withdrawals[path.rsplit('/').next().unwrap()],
            _ => "",
        };
        let Some((before, rest)) = path.split_once('{') else { return path.into() };
        assert!(!id.is_empty(), "say which id of the owner stands in {path}");
        format!("{before}{id}{}", rest.split_once('}').unwrap().1)
    }

    fn batch_form(&self, path: &str) -> Vec<(&'static str, String)> {
        let pairs: &[(&str, &str)] = match path {
            // The same once more: it is made already.
            "/admin/batches" => &[("batch", BATCH), ("of", "UAH iban"), ("cutoff", "2026-04-25T09:30")],
            "/admin/batches/{id}/exclusion" | "/admin/batches/{id}/inclusion" => {
                &[("withdrawal", &self.things.withdrawals["batch"])]
            }
            "/admin/batches/{id}/order" => {
                &[("name", "Dala LLP"), ("account", "DE89370400440532013000"), ("day", "2027-01-01")]
            }
            "/admin/batches/{id}/completion" => &[("reference", "HB 1")],
            _ => &[],
        };
        pairs.iter().map(|(name, value)| (*name, (*value).to_owned())).collect()
    }

    /// A form that is granted where that changes nobody's password or address.
    fn form(&self, who: Who, path: &str) -> Vec<(&'static str, String)> {
        let elsewhere = format!("{}@elsewhere.example", who.word());
        let new = Uuid::new_v4().to_string();
        let pairs: &[(&str, &str)] = match path {
            "/register" => {
                &[("name", "Nurlan"), ("email", &elsewhere), ("password", "red lantern 12"), ("company", "Dala LLP")]
            }
            "/sign-in" => &[("email", &elsewhere), ("password", "red lantern 12"), ("next", "")],
            "/password/forgot" => &[("email", &elsewhere)],
            "/email/confirm" | "/email/confirmation" => &[("token", who.word())],
            "/password/reset" => &[("token", "x"), ("password", "red lantern 12")],
            "/share/links" => &[("link", FORM_ID), ("program", PROGRAM), ("label", "A flyer"), ("sub", "flyer")],
            "/share/links/{code}/label" => &[("label", "Letters")],
            "/consent" => &[("code", "ZZZZZZZZ"), ("answer", "with")],
            "/companies" => &[("company", &new), ("name", "Second LLP")],
            "/companies/order" => &[("company", &self.things.company), ("place", "1")],
            "/invoices/{id}/spends" => {
                &[("spend", FORM_ID), ("program", PROGRAM), ("amount", "100.00"), ("most", "100.00")]
            }
            "/plans/subscriptions" => {
                &[("subscription", FORM_ID), ("company", &self.things.company), ("product", OTHER_PLAN)]
            }
            // Back to the one that runs.
            "/plans/subscriptions/{id}/plan" => &[("product", PLAN)],
            "/plans/subscriptions/{id}/additions" => &[("addition", FORM_ID), ("product", EXTRA)],
            "/admin/products" => &[
                ("product", FORM_ID),
                ("name", "Third"),
                ("currency", "KZT"),
                ("price", "5"),
                ("trial_days", "0"),
                ("due_days", "7"),
            ],
            "/admin/api-keys" => &[("key", FORM_ID), ("source", "shop"), ("label", "Second"), ("read", "yes")],
            "/admin/products/{id}/prices" => &[("price", "600.00"), ("from", "2027-01-01")],
            "/admin/invoices/{id}/payments" => {
                &[("payment", FORM_ID), ("amount", "100.00"), ("date", "2026-04-12"), ("reference", "INV 1")]
            }
            "/admin/invoices/{id}/refunds" => {
                &[("refund", FORM_ID), ("payment", &self.billed.payment), ("refund_amount", "1.00")]
            }
            "/withdrawals" => &[("withdrawal", FORM_ID), ("program", CASH), ("amount", "150.00"), ("method", "card")],
            // The program of this test converts nothing.
            "/withdrawals/conversions" => {
                &[("conversion", "019d76ba-15c0-7000-8000-0000000000c0"), ("program", CASH), ("cash", "1.00")]
            }
            "/admin/withdrawals/{id}/rejection" | "/admin/withdrawals/{id}/failure" => &[("reason", "a wrong name")],
            "/admin/withdrawals/{id}/payment" => &[("reference", "INV-9")],
            // Of nobody: the owner's own is not to change while others try.
            "/invitation/code" => &[("code", "ZZZZZZZZ")],
            "/invitation/removal" => &[("program", CASH)],
            "/claims" => &[
                ("key", FORM_ID),
                ("program", PROGRAM),
                ("invitee", "lost@customer.example"),
                ("invited_on", "2026-04-01"),
                ("evidence", "a letter"),
            ],
            // The claim names nobody who is registered.
            "/admin/claims/{id}/approval" | "/admin/claims/{id}/rejection" => &[("reason", "nobody is there")],
            _ if path.starts_with("/admin/flags/") => return decision(path),
            "/admin/referrals/{id}/voiding" => &[("program", PROGRAM), ("note", "a test")],
            "/invitation/name" => &[("hides_name", "yes")],
            "/settings/profile" => &[("name", "Dana"), ("language", "uk"), ("time_zone", "Europe/Kyiv")],
            "/settings/payout/{method}" => {
                &[("holder", "Dana Ospanova"), ("number", "DE89370400440532013000"), ("current", PASSWORD)]
            }
            "/payout/confirm" => &[("token", who.word())],
            "/sign-in/code" | "/settings/two-step/confirmation" => &[("code", "000000")],
            // Whoever deletes an account is to say that they are sure.
            "/settings/two-step" | "/settings/data/export" | "/settings/deletion" => &[("current", PASSWORD)],
            // Nobody of this test has turned the second step on, so no code is right.
            "/settings/two-step/codes" | "/settings/two-step/off" => &[("current", PASSWORD), ("code", "000000")],
            "/settings/password" => &[("current", PASSWORD), ("password", PASSWORD)],
            _ => house(path).unwrap_or_else(|| adjusted::form(path)),
        };
        pairs.iter().map(|(name, value)| (*name, (*value).to_owned())).collect()
    }

    /// From now on this member of staff looks at the owner's account.
    pub async fn looks_at_owner(&self, who: Who) {
        let key = [Who::Owner.email()];
        let known: Result<_, Fault> = self.app.app.db.read(async |conn| people::known_emails(conn, &key).await).await;
        let url = format!("{}/admin/people/{}/view", self.app.url, known.unwrap()[&key[0]]);
        let begun = self.browsers[&who].post(url).header("sec-fetch-site", "same-origin");
        assert_eq!(begun.form(&[("reason", "a question")]).send().await.unwrap().status(), 303);
    }

    /// Whoever was signed out by what they asked for comes back.
    pub async fn sign_in_again(&mut self, who: Who) {
        let still = self.request(who, &Method::GET, "/settings").send().await.unwrap().status() == 200;
        if who.has_cookie() && !still {
            self.browsers.insert(who, signed_in(self.app, &who.email()).await);
        }
    }
}

/// Forms of what runs the house itself.
fn house(path: &str) -> Option<&'static [(&'static str, &'static str)]> {
    Some(match path {
        "/admin/people/{id}/view" => &[("reason", "a question")],
        "/admin/staff" => &[("email", "new@elsewhere.example"), ("role", "support")],
        "/admin/staff/{id}/role" => &[("role", "finance")],
        "/admin/events/replay" => &[("source", "billing"), ("id", EVENT)],
        _ => return None,
    })
}

/// On a flag, in the order of the table. Each is taken once: whoever comes second has seen what was before.
fn decision(path: &str) -> Vec<(&'static str, String)> {
    let steps = ["holding", "clearing", "voiding", "ban", "readmission"];
    let seen = steps.into_iter().position(|step| path.ends_with(step)).unwrap();
    vec![("seen", seen.to_string()), ("note", "a test".to_owned())]
}

fn event(who: Who) -> serde_json::Value {
    serde_json::json!({
        "id": format!("evt-of-{}", who.word()), "type": "person.registered", "timestamp": START,
        "data": {"person": format!("p-{}", who.word()), "email": format!("{}@customer.example", who.word())}
    })
}

async fn promote(app: &TestApp, who: Who, role: Role) {
    let (email, token) = (who.email().parse().unwrap(), Token::new().unwrap());
    let added: Result<_, Fault> =
        app.app.db.write(async |tx| people::add_staff(tx, &By::OPERATOR, &email, role, &token).await).await;
    assert!(!added.unwrap().created);
}

async fn key(app: &TestApp, source: &str, scopes: &[Scope]) -> Fresh {
    let fresh = Fresh::new(&app.app.seal, app.now()).unwrap();
    let kept: Result<_, Fault> = app
        .app
        .db
        .write(async |tx| {
            let source = sources::find_or_create(tx, source).await?;
            api_keys::keep(tx, &By::OPERATOR, source, "main", scopes, &fresh).await
        })
        .await;
    kept.unwrap();
    fresh
}
