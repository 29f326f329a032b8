//! Keys made and revoked on the page.

use super::between;
use crate::billing::{NOTHING, staff};
use crate::support::TestApp;
use beckon::ids::ApiKeyId;
use beckon::people::Role;
use serde_json::json;

/// What the API answers to a key that reports an event.
async fn reports(app: &TestApp, key: &str, event: &str) -> u16 {
    let data = json!({"person": event, "email": format!("{event}@customer.example")});
    let event = json!({"id": event, "type": "person.registered", "timestamp": app.now(), "data": data});
    let sent = reqwest::Client::new().post(format!("{}/api/v1/events", app.url)).bearer_auth(key).json(&event);
    sent.send().await.unwrap().status().as_u16()
}

#[tokio::test]
async fn a_key_is_shown_once_works_and_is_revoked() {
    let app = TestApp::start().await;
    let admin = staff(&app, "Dana Ospanova", Role::Admin).await;
    let empty = admin.opens("/admin/api-keys").await;
    assert!(empty.has("There is no key yet."), "{}", empty.text);
    let id = empty.field("key").to_owned();
    let good =
        [("key", id.as_str()), ("source", "billing"), ("label", "Production"), ("read", "yes"), ("write", "yes")];
    let made = admin.sends("/admin/api-keys", &good).await;
    assert_eq!(made.status, 200, "{}", made.text);
    let key = between(&made, r#"readonly value=""#, "\"")[0].to_owned();
    assert!(key.starts_with("bk_live_"), "{key}");
    assert_eq!(reports(&app, &key, "p-1").await, 200);

    let again = admin.sends("/admin/api-keys", &good).await;
    assert!(again.status == 422 && again.has("has made its key already") && !again.has("bk_live_"), "{}", again.text);
    let list = admin.opens("/admin/api-keys").await;
    assert!(
        list.has("Production") && list.has(">events:read<") && list.has(">events:write<") && !list.has(&key),
        "{}",
        list.text
    );
    assert!(!list.has("never"), "it was used");

    let revocation = format!("/admin/api-keys/{id}/revocation");
    for _ in 0..2 {
        assert_eq!(admin.sends(&revocation, NOTHING).await.status, 303);
    }
    assert!(admin.opens("/admin/api-keys").await.has("The key opens nothing any more."));
    assert_eq!(reports(&app, &key, "p-2").await, 401);
    let log = admin.opens("/admin/deeds").await;
    let verbs = between(&log, r#"<a class="tag" href="/admin/deeds?verb="#, "\"");
    assert_eq!(verbs, ["api-key-revoked", "api-key-made", "staff-added"], "each once");
    assert!(!log.has(&key) && log.has("Production"));
}

#[tokio::test]
async fn a_key_that_cannot_be_is_refused_field_by_field() {
    let app = TestApp::start().await;
    let admin = staff(&app, "Dana Ospanova", Role::Admin).await;
    let id = ApiKeyId::new(app.now()).to_string();
    let good = [("key", id.as_str()), ("source", "shop"), ("label", "Second"), ("read", "yes")];
    let long = "x".repeat(101);
    for (field, typed, says) in [
        ("source", "", "Type a name of up to 100"),
        ("source", "beckon", "Type a name of up to 100"),
        ("source", "two words", "Type a name of up to 100"),
        ("label", " ", "Type what the key is for"),
        ("label", long.as_str(), "Type what the key is for"),
        ("read", "no", "Choose at least one thing"),
        ("key", "x", "is malformed"),
    ] {
        let form = good.map(|(name, value)| (name, if name == field { typed } else { value }));
        let refused = admin.sends("/admin/api-keys", &form).await;
        assert!(refused.status == 422 && refused.has(says), "{field} {typed}: {}", refused.text);
        let kept =
            if field == "label" { refused.field("source") == "shop" } else { refused.field("label") == "Second" };
        assert!(kept, "{field}: what was typed is kept");
    }
    assert!(admin.opens("/admin/api-keys").await.has("There is no key yet."), "nothing was made");
    for unknown in [id.as_str(), "x"] {
        assert_eq!(admin.sends(&format!("/admin/api-keys/{unknown}/revocation"), NOTHING).await.status, 404);
    }
}
