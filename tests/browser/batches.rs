//! Three requests for cash: one is rejected, two are paid with one order to the bank.

use super::browser::{Browser, Screen, journey};
use super::stage::{AIGERIM, DANA, Stage};
use super::withdrawals::{TERMS, earns_cash};
use beckon::clock::Clock;
use beckon::db::{Db, Fault};
use beckon::ids::WithdrawalId;
use beckon::money::Money;
use beckon::people::details::Details;
use beckon::people::tokens::{self, Purpose, Token};
use beckon::people::{self, Role, payout_details};
use beckon::programs;
use beckon::rules::terms::WithdrawalMethod;
use beckon::withdrawals::{self, Ask, NotRequested};
use chrono::TimeDelta;

#[tokio::test]
async fn withdrawals_are_decided_and_paid_in_a_batch() {
    let stage = Stage::with(TERMS).await;
    journey(&stage.app, "batch", Screen::Desktop, async |browser| {
        stage.hires(browser, DANA, Role::Finance).await;
        earns_cash(&stage, browser).await;
        asks_three_times(&stage).await;
        stage.signs_in(browser, DANA).await;
        decides(browser).await;
        gathers(browser).await;
        pays(&stage, browser).await;
    })
    .await;
}

/// By bank transfer, with details that counted long before: the pages of both have a journey of their own.
async fn asks_three_times(stage: &Stage) {
    let app = &stage.app;
    let key = AIGERIM.email.to_owned();
    let known: Result<_, Fault> =
        app.app.db.read(async |conn| people::known_emails(conn, std::slice::from_ref(&key)).await).await;
    let (person, token) = (known.unwrap()[&key], Token::new().unwrap());
    let before = Db::new(app.owner_url(), 1, Clock::fixed(app.now() - TimeDelta::days(2))).unwrap();
    let details = Details::read(WithdrawalMethod::Iban, AIGERIM.name, "UA213223130000026007233566001").unwrap();
    let confirmed: Result<_, Fault> = before
        .write(async |tx| {
            payout_details::ask(tx, &app.app.seal, person, &details).await?;
            tokens::issue(tx, person, Purpose::ConfirmPayout, &token).await?;
            payout_details::confirm(tx, token.as_str()).await
        })
        .await;
    assert!(confirmed.unwrap().is_some());
    for amount in ["100.00", "250.00", "400.00"] {
        let asked: Result<(), NotRequested> = app
            .app
            .db
            .write(async |tx| {
                let catalogue = programs::catalogue(tx).await?;
                let amount = Money::parse(amount, "UAH".parse().unwrap()).unwrap();
                let ask = Ask { id: WithdrawalId::new(tx.now()), amount, method: WithdrawalMethod::Iban };
                withdrawals::request(tx, person, &catalogue.programs[0], ask).await
            })
            .await;
        asked.unwrap();
    }
}

async fn decides(browser: &Browser) {
    browser.opens("/admin").await;
    browser.sees("Withdrawals to decide").await;
    browser.looks_well("01-overview").await;
    // The newest first.
    for (amount, button) in [("₴400.00", "Approve"), ("₴250.00", "Approve"), ("₴100.00", "Reject")] {
        browser.opens("/admin/withdrawals?which=requested").await;
        if amount == "₴400.00" {
            browser.looks_well("02-queue").await;
        }
        browser.presses(AIGERIM.name).await;
        browser.arrives_at("Withdrawal of Aigerim Sadykova").await;
        browser.sees_in("dl.facts", amount).await;
        browser.sees("Behind this money").await;
        if button == "Reject" {
            browser.presses(button).await;
            browser.sees("Type the reason").await;
            browser.types("reason", "The name does not fit the account").await;
            browser.looks_well("03-decision").await;
        }
        browser.presses(button).await;
        browser.sees(if button == "Reject" { "It is rejected." } else { "The approval is given." }).await;
    }
}

async fn gathers(browser: &Browser) {
    browser.opens("/admin/withdrawals").await;
    browser.presses("Batches").await;
    browser.sees("2 withdrawals · ₴650.00").await;
    browser.looks_well("04-batches").await;
    browser.presses("Make the batch").await;
    browser.sees("The batch is made. Nothing is paid yet.").await;
    browser.looks_well("05-batch").await;
    browser.presses("Leave out").await;
    browser.sees("It is left out now.").await;
    browser.looks_well("06-left-out").await;
    browser.presses("Take in").await;
    browser.sees("It is in the batch now.").await;
    browser.sees_in("dl.facts .total", "₴650.00").await;
}

async fn pays(stage: &Stage, browser: &Browser) {
    browser.types("name", "ТОВ Дала").await;
    browser.types("account", "UA21 3223 1300 0002 6007 2335 6600 2").await;
    browser.presses("File for the bank (pain.001)").await;
    browser.sees("A character is missing or mistyped").await;
    browser.looks_well("07-refused").await;
    browser.presses("Mark all as paid").await;
    browser.sees("reference, up to 500 characters").await;
    browser.types("reference", "PB-77 4190").await;
    browser.presses("Mark all as paid").await;
    browser.sees("0 of 2 are marked as paid").await;
    browser.looks_well("08-being-paid").await;
    stage.app.works_jobs().await;
    // The page looks again by itself.
    browser.sees_in("#members td.state", "paid").await;
    browser.opens("/admin/batches").await;
    browser.sees("PB-77 4190").await;
    browser.looks_well("09-paid").await;
    stage.signs_in(browser, AIGERIM).await;
    browser.opens("/withdrawals").await;
    browser.sees("Reference: PB-77 4190").await;
    browser.sees("Reason: The name does not fit the account").await;
}
