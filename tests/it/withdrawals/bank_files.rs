//! Files of a batch: one for a bank, judged by the schema of ISO 20022 and a validator of others, and one for whoever pays by hand.

use super::batches::{approved, makes, presses};
use super::desk::{Desk, Somebody};
use crate::support::TestApp;
use crate::support::story::Shown;
use askama::Template;
use beckon::db::Fault;
use beckon::ids::{BatchId, WithdrawalId};
use beckon::money::Money;
use beckon::people::details::Details;
use beckon::people::payout_details;
use beckon::people::tokens::{self, Purpose, Token};
use beckon::rules::terms::WithdrawalMethod;
use beckon::withdrawals::bank_file::{Credit, Debtor, Order, WrongDebtor};
use chrono::TimeDelta;
use std::process::Command;
use std::sync::LazyLock;
use uppsala::{XsdValidator, parse};

const DEBTOR: [(&str, &str); 4] =
    [("name", "ТОО «Дала» & Co"), ("account", "KZ86 125K ZT50 0410 0100"), ("bic", "hsbkkzkx"), ("day", "2026-04-10")];

/// The schema as the `sepa` crate carries it: its own tests are held against it too.
static SCHEMA: LazyLock<String> = LazyLock::new(|| {
    let cargo = env!("CARGO");
    let asked = Command::new(cargo)
        .args(["metadata", "--format-version", "1", "--offline", "--locked", "--manifest-path"])
        .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml"))
        .output()
        .unwrap();
    let metadata: serde_json::Value = serde_json::from_slice(&asked.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    let sepa = packages.iter().find(|package| package["name"] == "sepa").unwrap();
    let manifest = std::path::Path::new(sepa["manifest_path"].as_str().unwrap());
    std::fs::read_to_string(manifest.with_file_name("tests").join("xsd/pain.001.001.09.xsd")).unwrap()
});

/// What the schema finds wrong.
fn wrong(xml: &str) -> Vec<String> {
    let schema = parse(&SCHEMA).unwrap();
    let validator = XsdValidator::from_schema(&schema).unwrap();
    match parse(xml) {
        Ok(document) => validator.validate(&document).iter().map(ToString::to_string).collect(),
        Err(error) => vec![error.to_string()],
    }
}

/// The texts of all elements of a name, unescaped.
fn texts(xml: &str, name: &str) -> Vec<String> {
    let document = parse(xml).unwrap();
    let found = document.get_elements_by_tag_name(name);
    found.into_iter().map(|node| document.text_content_deep(node).trim().to_owned()).collect()
}

async fn asks_for_file(staff: &Somebody<'_>, batch: &str, changed: &[(&str, &str)]) -> Shown {
    let form = DEBTOR.map(|(name, value)| {
        let other = changed.iter().find(|(field, _)| *field == name);
        (name, other.map_or(value, |(_, other)| *other))
    });
    staff.sends(&format!("{batch}/order"), &form).await
}

#[tokio::test]
async fn a_batch_becomes_a_file_that_a_bank_can_read() {
    let app = TestApp::start().await;
    let desk = Desk::open(&app).await;
    let dana = desk.finance("Dana Akhmetova").await;
    let (aigerim, saule) = (desk.earner("Aigerim Sadykova", "10000").await, desk.earner("Saule Kim", "10000").await);
    let first = approved(&dana, &aigerim, "150").await;
    let second = approved(&dana, &saule, "200.50").await;
    let batch = makes(&dana, "UAH iban").await;
    let file = asks_for_file(&dana, &batch, &[]).await;
    assert_eq!(file.status, 200, "{}", file.text);
    assert_eq!(wrong(&file.text), Vec::<String>::new(), "{}", file.text);
    let said = |name: &str| texts(&file.text, name);
    assert_eq!((said("NbOfTxs"), said("CtrlSum")), (vec!["2".to_owned(); 2], vec!["348.50".to_owned(); 2]));
    assert_eq!(said("InstdAmt"), ["149.00", "199.50"], "less the fee of 1.00");
    let named: Vec<String> = [&first, &second].map(|id| id.replace('-', "")).to_vec();
    assert_eq!(said("EndToEndId"), named);
    // Everybody's details in these tests are the same.
    assert_eq!(said("IBAN"), vec!["KZ86125KZT5004100100"; 3]);
    assert_eq!(said("Nm"), ["TOO Dala + Co", "TOO Dala + Co", "Aigerim Sadykova", "Aigerim Sadykova"]);
    assert_eq!((said("BICFI"), said("Dt")), (vec!["HSBKKZKX".to_owned()], vec!["2026-04-10".to_owned()]));
    assert_eq!(said("CreDtTm"), [app.now().format("%Y-%m-%dT%H:%M:%SZ").to_string()]);
    assert_eq!(said("Ustrd"), ["Partners", "Partners"]);
    let again = asks_for_file(&dana, &batch, &[]).await;
    assert_eq!(texts(&again.text, "MsgId"), said("MsgId"), "the same order is the same message: a bank takes it once");
    presses(&dana, &batch, "exclusion", &second).await;
    let other = asks_for_file(&dana, &batch, &[]).await;
    assert_ne!(texts(&other.text, "MsgId"), said("MsgId"));
    assert_eq!(texts(&other.text, "CtrlSum"), ["149.00", "149.00"]);
    let deeds = desk.deeds().await;
    let made: Vec<_> = deeds.iter().filter(|deed| deed.verb == "batch-file-made").collect();
    assert_eq!(made.len(), 3, "each look is recorded");
    let after = made[2].after.as_ref().unwrap();
    assert_eq!((made[2].by(), after["message"].as_str()), (dana.id, Some(said("MsgId")[0].as_str())));
    assert!(!after.to_string().contains("KZ86"), "the record does not repeat what is sealed");
    let page = dana.opens(&batch).await;
    assert!(
        page.has("Dana Akhmetova made a file for the bank") && page.has("value=\"TOO Dala + Co\""),
        "{}",
        page.text
    );
    assert!(!page.has(">KZ86") && page.has("value=\"KZ86125KZT5004100100\""), "only the payer's own account is shown");
}

#[tokio::test]
async fn a_list_shows_where_the_money_goes_to_finance_alone() {
    let app = TestApp::start().await;
    let desk = Desk::open(&app).await;
    let dana = desk.finance("Dana Akhmetova").await;
    let saule = desk.support("Saule Kim").await;
    let aigerim = desk.earner("Aigerim Sadykova", "10000").await;
    let id = approved(&dana, &aigerim, "150").await;
    let due = (app.now() + TimeDelta::days(10)).to_rfc3339();
    let batch = makes(&dana, "UAH iban").await;
    let file = presses(&dana, &batch, "list", "").await;
    assert_eq!(file.status, 200, "{}", file.text);
    let expected = format!(
        "\u{feff}withdrawal,holder,account,amount,currency,method,due_at\r\n{},Aigerim Sadykova,KZ86125KZT5004100100,149.00,UAH,iban,{due}\r\n",
        id.replace('-', "")
    );
    assert_eq!(file.text, expected);
    for what in ["list", "order"] {
        assert_eq!(presses(&saule, &batch, what, "").await.status, 403);
    }
    let deeds = desk.deeds().await;
    assert_eq!(deeds[0].verb, "batch-file-made");
    assert_eq!(deeds[0].after.as_ref().unwrap()["file"], "csv");
    let card = aigerim.asks("300").await;
    dana.takes(&card, "approval").await;
    let cards = makes(&dana, "UAH card").await;
    assert_eq!(asks_for_file(&dana, &cards, &[]).await.status, 404, "cards are not paid by bank transfer");
    assert!(!dana.opens(&cards).await.has("pain.001"));
    assert!(presses(&dana, &cards, "list", "").await.has("4111111111111111"));
}

#[tokio::test]
async fn what_no_bank_would_take_is_refused_with_its_reason() {
    let app = TestApp::start().await;
    let desk = Desk::open(&app).await;
    let dana = desk.finance("Dana Akhmetova").await;
    let aigerim = desk.earner("Aigerim Sadykova", "10000").await;
    approved(&dana, &aigerim, "150").await;
    let batch = makes(&dana, "UAH iban").await;
    for (field, typed, says) in [
        ("name", "", "Type whose account it is"),
        ("name", "დანა", "Type whose account it is"),
        ("account", "KZ86 125K ZT50 0410 0101", "A character is missing or mistyped"),
        ("account", "12_34", "A character is missing or mistyped"),
        ("bic", "HSBK", "A bank code has 8 or 11"),
        ("bic", "HSBK1ZKX", "A bank code has 8 or 11"),
        ("day", "", "Choose today or a later day"),
        ("day", "2026-04-09", "Choose today or a later day"),
    ] {
        let refused = asks_for_file(&dana, &batch, &[(field, typed)]).await;
        assert!(refused.status == 422 && refused.has(says), "{field} {typed}: {}", refused.text);
        assert_eq!(refused.field("bic"), if field == "bic" { typed } else { "hsbkkzkx" }, "what was typed stays");
    }
    assert!(desk.deeds().await.iter().all(|deed| deed.verb != "batch-file-made"), "nothing was shown");
    has_details_as(&app, &aigerim, "დანა").await;
    app.passes(TimeDelta::hours(25)).await;
    let foreign = approved(&dana, &aigerim, "150").await;
    assert_eq!(presses(&dana, &batch, "inclusion", &foreign).await.status, 303);
    let day = [("day", "2026-04-12")];
    let refused = asks_for_file(&dana, &batch, &day).await;
    assert!(refused.status == 422 && refused.has("cannot be written with them: დანა"), "{}", refused.text);
    assert_eq!(presses(&dana, &batch, "exclusion", &foreign).await.status, 303);
    assert_eq!(asks_for_file(&dana, &batch, &day).await.status, 200);
}

/// Confirmed now.
async fn has_details_as(app: &TestApp, person: &Somebody<'_>, holder: &str) {
    let (token, iban) = (Token::new().unwrap(), "DE89370400440532013000");
    let details = Details::read(WithdrawalMethod::Iban, holder, iban).unwrap();
    let confirmed: Result<_, Fault> = app
        .app
        .db
        .write(async |tx| {
            payout_details::ask(tx, &app.app.seal, person.id, &details).await?;
            tokens::issue(tx, person.id, Purpose::ConfirmPayout, &token).await?;
            payout_details::confirm(tx, token.as_str()).await
        })
        .await;
    assert!(confirmed.unwrap().is_some());
}

fn order(currency: &str, amounts: &[&str], holder: &str, debtor: Debtor) -> Order {
    let now = "2026-04-10T09:30:00Z".parse().unwrap();
    let code = currency.parse().unwrap();
    let credit = |amount: &&str| {
        let amount = Money::parse(amount, code).unwrap();
        Credit::new(WithdrawalId::new(now), amount, (holder, "DE89370400440532013000"), "<Партнёры> & \"друзья\"")
            .unwrap()
    };
    Order {
        batch: BatchId::new(now),
        created_at: now,
        execute_on: "2026-04-13".parse().unwrap(),
        currency: code,
        debtor,
        credits: amounts.iter().map(credit).collect(),
    }
}

/// Decimals of each currency, the longest names, an account that is no IBAN, no BIC: the schema takes all of it.
#[test]
fn every_order_is_valid() {
    let iban = || Debtor::read("Dala LLP", "DE89 3704 0044 0532 0130 00", "DEUTDEFF500").unwrap();
    let other = Debtor::read(&"Щ".repeat(70), "0532013000-17", "").unwrap();
    for (currency, amounts, sum, debtor) in [
        ("EUR", &["0.01", "999999999.99"][..], "1000000000.00", iban()),
        ("JPY", &["1500", "1"], "1501", iban()),
        ("KWD", &["0.125", "10.000"], "10.125", other),
    ] {
        let xml = order(currency, amounts, &"Щербань ".repeat(8), debtor).render().unwrap();
        assert_eq!(wrong(&xml), Vec::<String>::new(), "{xml}");
        assert_eq!(texts(&xml, "CtrlSum"), [sum, sum]);
        assert_eq!(texts(&xml, "InstdAmt"), amounts);
        assert_eq!(xml.matches(&format!("Ccy=\"{currency}\"")).count(), amounts.len());
        assert_eq!(texts(&xml, "MsgId")[0].len(), 35);
        assert_eq!(texts(&xml, "Ustrd")[0], "Partnery + druzia");
        assert!(texts(&xml, "Nm").iter().all(|name| name.len() <= 70));
    }
}

/// The judge sees what is wrong.
#[test]
fn the_schema_refuses_what_is_not_of_it() {
    let debtor = Debtor::read("Dala LLP", "DE89370400440532013000", "").unwrap();
    let xml = order("EUR", &["1.00"], "Dana", debtor).render().unwrap();
    assert_eq!(wrong(&xml), Vec::<String>::new());
    for (part, instead) in [
        ("<PmtMtd>TRF</PmtMtd>", "<PmtMtd>XXX</PmtMtd>"),
        ("<PmtMtd>TRF</PmtMtd>", ""),
        ("<CtrlSum>1.00", "<CtrlSum>1,00"),
        ("<NbOfTxs>1", "<NbOfTxs>one"),
        ("<IBAN>DE89", "<IBAN>8989"),
        ("2026-04-13", "13.04.2026"),
        ("<Nm>Dana</Nm>", "<Name>Dana</Name>"),
        ("<MsgId>", "<MsgId>1"),
        ("pain.001.001.09", "pain.001.001.03"),
    ] {
        assert!(xml.contains(part), "{part}");
        assert!(!wrong(&xml.replacen(part, instead, 1)).is_empty(), "{part} → {instead}");
    }
}

#[test]
fn each_part_of_a_debtor_is_judged_by_itself() {
    use WrongDebtor::{Account, Bic, Name};
    assert_eq!(Debtor::read(" ", "", "x").unwrap_err(), [Name, Account, Bic]);
    assert_eq!(Debtor::read("王", "DE00370400440532013000", "").unwrap_err(), [Name, Account]);
    let debtor = Debtor::read("Dana", "de89 3704 0044 0532 0130 00", "deut deff").unwrap();
    assert_eq!((debtor.account.as_str(), debtor.bic.as_deref()), ("DE89370400440532013000", Some("DEUTDEFF")));
}
