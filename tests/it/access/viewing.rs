//! What is open to staff who look at somebody's account: of every route, what it answers, and that nothing changes by it.

use super::callers::{Callers, Who};
use super::digest::digest;
use super::{said, table};
use crate::support::TestApp;
use reqwest::Method;

/// What shows the person's own account or what everybody sees; all else is closed.
const OPEN: [&str; 24] = [
    "/static/{name:.*}",
    "/",
    "/overview",
    "/invitation",
    "/claims",
    "/invited",
    "/invited/{id}",
    "/clicks",
    "/earnings",
    "/earnings/{id}",
    "/statement",
    "/share",
    "/share/links/{code}/qr.{kind}",
    "/companies",
    "/companies/runs",
    "/invoices",
    "/invoices/{id}",
    "/plans",
    "/withdrawals",
    "/adjustments/{id}",
    "/programs/{slug}/terms",
    "/programs/{slug}/terms/{version}",
    "/programs/{slug}/terms/{version}/changes",
    "/programs/{slug}/banners/{language}/{size}.svg",
];

#[tokio::test]
async fn whoever_looks_at_an_account_sees_its_pages_and_changes_nothing() {
    let app = TestApp::start().await;
    let callers = Callers::new(&app).await;
    callers.looks_at_owner(Who::Support).await;
    let before = digest(&app).await;
    let mut wrong = Vec::new();
    for row in table() {
        if ["/sign-out", "/admin/view/end"].contains(&row.path) {
            continue;
        }
        let open = row.method == Method::GET && OPEN.contains(&row.path);
        // As the owner themselves.
        let expected = if open { row.expected[1] } else { "403" };
        let request = callers.request(Who::Support, &row.method, row.path).header("sec-fetch-site", "same-origin");
        let answer = request.send().await.unwrap();
        let told = said(&answer);
        let html = answer.headers().get("content-type").is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
        let api = row.path.starts_with("/api/");
        let text = answer.text().await.unwrap();
        if told != expected {
            wrong.push(format!("{} {} answers {told}, not {expected}", row.method, row.path));
        } else if expected == "403" && !api && !text.contains("You only look") {
            wrong.push(format!("{} {} does not say why", row.method, row.path));
        } else if html && !text.contains("You look at the account of") {
            wrong.push(format!("{} {} has no banner", row.method, row.path));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    assert_eq!(digest(&app).await, before, "something changed");
    let end = callers.request(Who::Support, &Method::POST, "/admin/view/end").header("sec-fetch-site", "same-origin");
    assert_eq!(end.send().await.unwrap().status(), 303);
    let admin = callers.request(Who::Support, &Method::GET, "/admin").send().await.unwrap();
    assert_eq!(admin.status(), 200, "the console is open again");
}
