//! Time is not asserted; what takes the time is counted: each way in hashes one password, whoever asks.

use super::PASSWORD;
use crate::support::cluster::Scratch;
use crate::support::process::{Process, beckon};
use std::net::TcpListener;

/// A port of this machine that was free a moment ago.
fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

async fn runs(port: u16) -> u64 {
    let metrics = reqwest::get(format!("http://127.0.0.1:{port}/metrics")).await.unwrap().text().await.unwrap();
    let line = metrics.lines().find_map(|line| line.strip_prefix("password_runs_total "));
    line.map_or(0, |number| number.parse().unwrap())
}

#[tokio::test]
async fn every_way_in_hashes_one_password_whether_the_address_is_known_or_not() {
    let data = Scratch::new("runs");
    let port = free_port();
    let mut serve = beckon(&data.0, &["serve"]);
    let app = Process::start(serve.env("BECKON_METRICS_LISTEN", format!("127.0.0.1:{port}")));
    let added = beckon(&data.0, &["staff", "add", "known@example.com", "support"]).output().unwrap();
    let said = String::from_utf8_lossy(&added.stdout).into_owned();
    let token = said.trim().rsplit("token=").next().unwrap();

    let browser = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
    let post = async |path: &str, form: &[(&str, &str)]| {
        let request = browser.post(format!("{}{path}", app.url)).header("sec-fetch-site", "same-origin");
        request.form(form).send().await.unwrap().status().as_u16()
    };
    assert_eq!(post("/password/reset", &[("token", token), ("password", PASSWORD)]).await, 303);

    let company = [("name", "A"), ("company", "B"), ("password", PASSWORD)];
    let with = |email: &'static str| [&company[..], &[("email", email)]].concat();
    let ways = [
        ("/sign-in", vec![("email", "known@example.com"), ("password", PASSWORD)], 303),
        ("/sign-in", vec![("email", "known@example.com"), ("password", "wrong wrong")], 422),
        ("/sign-in", vec![("email", "unknown@example.com"), ("password", "wrong wrong")], 422),
        ("/sign-in", vec![("email", "no address"), ("password", "wrong wrong")], 422),
        ("/register", with("known@example.com"), 200),
        ("/register", with("unknown@example.com"), 200),
        // Registered just now, and not confirmed.
        ("/sign-in", vec![("email", "unknown@example.com"), ("password", PASSWORD)], 422),
    ];
    for (path, form, status) in ways {
        let before = runs(port).await;
        assert_eq!(post(path, &form).await, status, "{path} {form:?}");
        assert_eq!(runs(port).await - before, 1, "{path} {form:?}");
    }
}
