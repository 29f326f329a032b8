//! Adjustments of the owner's account that an admin asked for, one for each step.

use crate::support::TestApp;
use reqwest::Client;
use reqwest::header::LOCATION;
use std::collections::BTreeMap;

/// The form of an adjustment that is made at once, and of a rejection.
pub fn form(path: &str) -> &'static [(&'static str, &'static str)] {
    match path {
        "/admin/people/{id}/adjustments" => &[
            ("adjustment", "019d76ba-15c0-7000-8000-000000000001"),
            ("account", "partners/cash"),
            ("direction", "add"),
            ("amount", "10.00"),
            ("reason", "goodwill"),
            ("note", "a test"),
        ],
        "/admin/adjustments/{id}/rejection" => &[("why", "a test")],
        _ => &[],
    }
}

/// One is made; the others are above the limit of two.
pub async fn ask(app: &TestApp, admin: &Client, owner: &str) -> BTreeMap<&'static str, String> {
    let mut asked = BTreeMap::new();
    for step in ["made", "approval", "rejection", "retraction"] {
        let key = uuid::Uuid::new_v4().to_string();
        let form = [
            ("adjustment", key.as_str()),
            ("account", "partners/cash"),
            ("direction", "add"),
            ("amount", if step == "made" { "10.00" } else { "6000.00" }),
            ("reason", "reward"),
            ("note", "a test"),
        ];
        let asking = admin.post(format!("{}/admin/people/{owner}/adjustments", app.url));
        let answer = asking.header("sec-fetch-site", "same-origin").form(&form).send().await.unwrap();
        let to = answer.headers()[LOCATION].to_str().unwrap().to_owned();
        asked.insert(step, to.rsplit('/').next().unwrap().to_owned());
    }
    asked
}
