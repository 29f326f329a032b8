//! Entering: who gets in, who stays out, and what a stranger learns.

mod deletion;
mod export;
mod keys;
mod passwords;
pub mod payout;
mod registration;
mod runs;
mod sessions;
mod staff;
mod two_step;

use crate::support::TestApp;
use beckon::db::Fault;
use beckon::ids::PersonId;
use beckon::people::password::Password;
use beckon::people::tokens::{self, Purpose, Token};
use beckon::people::{self, NewPerson};
use reqwest::header::{LOCATION, SET_COOKIE};
use reqwest::{Client, Response};

pub const PASSWORD: &str = "blue kite 7";

/// A person who registered, confirmed the address and has the password [`PASSWORD`].
pub async fn someone(app: &TestApp, email: &str) -> PersonId {
    let person = unconfirmed(app, email).await;
    let token = Token::new().unwrap();
    let confirmed: Result<_, Fault> = app
        .app
        .db
        .write(async |tx| {
            tokens::issue(tx, person, Purpose::ConfirmEmail, &token).await?;
            people::confirm_email(tx, token.as_str()).await
        })
        .await;
    assert_eq!(confirmed.unwrap(), Some(person));
    person
}

async fn unconfirmed(app: &TestApp, email: &str) -> PersonId {
    let hash = Password::choose(PASSWORD, email).unwrap().hash().await.unwrap();
    let person = PersonId::new(app.now());
    let new = NewPerson {
        id: person,
        name: "Aigerim Sadykova".into(),
        email: Some(email.parse().unwrap()),
        claims_email: true,
        country: Some("KZ".into()),
        kind: None,
        registered_at: app.now(),
    };
    let done: Result<(), Fault> = app
        .app
        .db
        .write(async |tx| {
            people::register(tx, &[new]).await?;
            people::set_first_password(tx, person, &hash).await
        })
        .await;
    done.unwrap();
    person
}

/// Sends a form as a browser does that stands on one of our pages.
pub async fn post(app: &TestApp, browser: &Client, path: &str, form: &[(&str, &str)]) -> Response {
    let request = browser.post(format!("{}{path}", app.url)).header("sec-fetch-site", "same-origin");
    request.form(form).send().await.unwrap()
}

async fn open(app: &TestApp, browser: &Client, path: &str) -> Response {
    browser.get(format!("{}{path}", app.url)).send().await.unwrap()
}

async fn sign_in(app: &TestApp, browser: &Client, email: &str, password: &str) -> Response {
    post(app, browser, "/sign-in", &[("email", email), ("password", password), ("next", "")]).await
}

pub async fn signed_in(app: &TestApp, email: &str) -> Client {
    let browser = app.browser();
    let answer = sign_in(app, &browser, email, PASSWORD).await;
    assert_eq!(answer.status(), 303);
    browser
}

/// Where an answer leads.
fn leads_to(answer: &Response) -> &str {
    answer.headers().get(LOCATION).map(|to| to.to_str().unwrap()).unwrap_or_default()
}

/// `beckon=…` as the browser would send it.
fn session_cookie(answer: &Response) -> String {
    let mut cookies = answer.headers().get_all(SET_COOKIE).iter().map(|cookie| cookie.to_str().unwrap());
    let ours = cookies.rfind(|cookie| cookie.starts_with("beckon=")).unwrap();
    ours.split(';').next().unwrap().to_string()
}

#[derive(diesel::QueryableByName)]
struct Count {
    #[diesel(sql_type = diesel::sql_types::BigInt)]
    number: i64,
}

/// Letters that wait to be written.
async fn letters_asked_for(app: &TestApp) -> i64 {
    let asked: Result<Count, Fault> = app
        .app
        .db
        .read(async |conn| {
            beckon::db::sql("SELECT count(*) AS number FROM jobs WHERE kind = 'people.entry_letter'").one(conn).await
        })
        .await;
    asked.unwrap().number
}

/// The path and query of the only link in the latest letter to an address.
pub fn link_to(app: &TestApp, email: &str) -> String {
    let letters = app.letters();
    let letter =
        letters.iter().rev().find(|letter| letter.to.contains(email) && letter.text.contains("token=")).unwrap();
    let link = letter.text.lines().find(|line| line.starts_with("http")).unwrap();
    link.strip_prefix(app.app.url.as_str().trim_end_matches('/')).unwrap().to_string()
}

pub fn token_in(link: &str) -> String {
    link.split("token=").nth(1).unwrap().to_string()
}
