//! What lets billing systems in: `/admin/api-keys?q=&source=&may=&state=&sort=&page=` and the same as a file, `POST /admin/api-keys` (`key`, the new one's id: sent twice, it is made once;
//! `source`, `label`, `read` and `write` = `yes`), and `POST /admin/api-keys/ID/revocation`.

mod changes;

pub use changes::{make, revoke};

use super::exported::exported;
use super::short::{self, Asked, Short, Shown, both, letters};
use crate::app::App;
use crate::calendar::Instant;
use crate::ids::ApiKeyId;
use crate::people::api_keys::{self, Kept, Scope};
use crate::people::{Role, SignedIn, Staff, Support, sources};
use crate::web::{Error, Page, Refusals, csv, filters};
use actix_web::{HttpResponse, web};
use askama::Template;

/// What was typed, to be shown again.
#[derive(Debug, Clone, Default)]
pub struct Typed {
    /// Of the key that the form would make.
    pub key: String,
    pub source: String,
    pub label: String,
    pub scopes: Vec<Scope>,
}

#[derive(Template)]
#[template(path = "admin/api_keys.html", blocks = ["list"])]
pub struct KeysPage {
    pub shown: Shown<Kept>,
    /// Names of those who send events already.
    pub sources: Vec<String>,
    pub typed: Typed,
    pub may: bool,
    pub errors: Refusals,
}

impl KeysPage {
    fn scopes(&self) -> [(&'static str, &'static str, Scope); 2] {
        [("read", "scope-events-read", Scope::EventsRead), ("write", "scope-events-write", Scope::EventsWrite)]
    }

    fn has(&self, scope: &Scope) -> bool {
        self.typed.scopes.contains(scope)
    }
}

/// A key that was just made, for the one moment at which its text is known.
#[derive(Template)]
#[template(path = "admin/api_key.html")]
pub struct KeyPage {
    pub source: String,
    pub label: String,
    pub text: String,
}

static LIST: Short<Kept> = Short {
    filters: &[
        ("source", |key, wanted| key.source == wanted),
        ("may", |key, wanted| key.scopes.iter().any(|scope| scope == wanted)),
        ("state", |key, wanted| state(key) == wanted),
    ],
    text: |key| format!("{} {}", key.label, key.source),
    orders: both!(down "made", up "label", down "used"),
    by: |column, a, b| match column {
        "label" => letters(&a.label, &b.label),
        "used" => a.last_used_at.cmp(&b.last_used_at),
        _ => (a.created_at, a.id()).cmp(&(b.created_at, b.id())),
    },
};

/// As in the address.
fn state(key: &Kept) -> &'static str {
    if key.revoked_at.is_some() { "revoked" } else { "valid" }
}

pub async fn list(
    app: web::Data<App>,
    staff: Staff<Support>,
    asked: web::Query<Asked>,
) -> Result<Page<KeysPage>, Error> {
    let typed =
        Typed { key: ApiKeyId::new(app.clock.now()).to_string(), scopes: Scope::ALL.to_vec(), ..Typed::default() };
    let page = screen(&app, &staff.who, &asked, typed, Refusals::none()).await?;
    Ok(Page::new(page).block("keys", |page, values| page.as_list().render_with_values(values)))
}

async fn screen(app: &App, who: &SignedIn, asked: &Asked, typed: Typed, errors: Refusals) -> Result<KeysPage, Error> {
    let (keys, senders) =
        app.db.read(async |conn| futures_util::try_join!(api_keys::all(conn), sources::all(conn))).await?;
    let senders = senders.into_iter().filter(|source| source.id() != sources::beckon());
    Ok(KeysPage {
        shown: LIST.shown("/admin/api-keys", asked, keys),
        sources: senders.map(|source| source.name).collect(),
        typed,
        may: who.role >= Some(Role::Admin),
        errors,
    })
}

/// All that the list shows; of no key more than stands there.
pub async fn file(app: web::Data<App>, staff: Staff<Support>, asked: web::Query<Asked>) -> Result<HttpResponse, Error> {
    exported(&app, &staff, "api-keys").await?;
    let keys = app.db.read(async |conn| api_keys::all(conn).await).await?;
    let keys = LIST.narrowed(&LIST.listing("/admin/api-keys", &asked), keys);
    let head = ["key", "label", "source", "may", "state", "made_at", "used_at", "revoked_at"];
    Ok(short::file("api-keys", &head, keys.iter().map(line)))
}

fn line(key: &Kept) -> String {
    let at = |at: Option<Instant>| at.map(|at| at.to_rfc3339()).unwrap_or_default();
    csv::line(&[
        &key.id().to_string(),
        &key.label,
        &key.source,
        &key.scopes.join(" "),
        state(key),
        &key.created_at.to_rfc3339(),
        &at(key.last_used_at),
        &at(key.revoked_at),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::gallery::{Looks, at, show};

    #[test]
    fn keys_are_listed_and_one_is_shown_once() {
        let id = "01981a3c-0000-7000-8000-000000000001".parse().unwrap();
        let key = |label: &str, used: Option<&str>, revoked: Option<&str>| {
            let at = |text: &str| at(text);
            Kept::sample(id, label, (at("2026-04-03T05:00:00Z"), used.map(at), revoked.map(at)))
        };
        let keys = vec![
            key("Production", Some("2026-04-15T09:12:00Z"), None),
            key("Never used", None, None),
            key("Of last year", Some("2026-01-15T09:12:00Z"), Some("2026-02-01T09:12:00Z")),
        ];
        let typed = Typed { key: id.to_string(), scopes: Scope::ALL.to_vec(), ..Typed::default() };
        let sources = vec!["billing".into(), "shop".into()];
        let shown = LIST.shown("/admin/api-keys", &Asked::new(), keys);
        let mut page = KeysPage { shown, sources, typed, may: true, errors: Refusals::none() };
        show("admin-api-keys", "/admin/api-keys", Looks::Staff, &page);
        page.errors = Refusals::one("source", "wrong-key-source");
        page.errors.add("label", "wrong-key-label");
        page.errors.add("read", "wrong-key-scopes");
        page.errors.add("", "wrong-key-made");
        show("admin-api-keys-refused", "/admin/api-keys", Looks::Staff, &page);
        (page.shown.rows, page.may) = (Vec::new(), false);
        show("admin-api-keys-support", "/admin/api-keys", Looks::Staff, &page);
        let text = "bk_live_Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4Zm9vYmFyYmE".into();
        let page = KeyPage { source: "billing".into(), label: "Production".into(), text };
        show("admin-api-key", "/admin/api-keys", Looks::Staff, &page);
    }
}
