//! The demo: its world, its clock, its one-click sign-in, and that none of it is there elsewhere.

use super::support::TestApp;
use beckon::audit::audit;
use beckon::db::{Conn, Fault, sql};
use beckon::demo;
use beckon::ids::{PersonId, ProgramId};
use beckon::ledger;
use chrono::TimeDelta;
use diesel::QueryableByName;
use diesel::sql_types::{Numeric, Text, Uuid as SqlUuid};
use diesel_async::{AsyncConnection, AsyncPgConnection, SimpleAsyncConnection};
use reqwest::header::LOCATION;
use reqwest::{Client, Response};
use rust_decimal::Decimal;
use serde_json::Value;
use uuid::Uuid;

async fn post(app: &TestApp, browser: &Client, path: &str, form: &[(&str, &str)]) -> Response {
    let request = browser.post(format!("{}{path}", app.url)).header("sec-fetch-site", "same-origin");
    request.form(form).send().await.unwrap()
}

fn leads_to(answer: &Response) -> &str {
    answer.headers().get(LOCATION).map(|to| to.to_str().unwrap()).unwrap_or_default()
}

/// The bonus program's figures, as `beckon audit` prints them; the books must be in order.
async fn books(app: &TestApp) -> Value {
    books_of(app, "business-bonus").await
}

async fn books_of(app: &TestApp, program: &str) -> Value {
    let report = audit(&app.app.db, None).await.unwrap();
    assert!(report.ok, "{:#?}", report.differences);
    let found = report.programs.iter().find(|figures| figures.program == program).unwrap();
    serde_json::to_value(found).unwrap()
}

fn amount(books: &Value, name: &str) -> Decimal {
    books[name].as_str().unwrap().parse().unwrap()
}

#[tokio::test]
async fn the_world_is_made_once_and_its_books_are_in_order() {
    let app = TestApp::start_demo().await;
    let made = books(&app).await;
    for figure in ["on_hold", "available", "spent"] {
        assert!(amount(&made, figure) > Decimal::ZERO, "{made}");
    }
    assert!(made["zero_receipts"].as_i64().unwrap() > 0, "{made}");
    let cash = books_of(&app, "hosting-remuneration").await;
    for figure in ["on_hold", "available", "withdrawing"] {
        assert!(amount(&cash, figure) > Decimal::ZERO, "{cash}");
    }
    let (first, second) = (demo::prepare(&app.app).await.unwrap(), demo::prepare(&app.app).await.unwrap());
    assert_eq!(first.words(&app.app), second.words(&app.app));
    assert_eq!(books(&app).await, made);
}

#[tokio::test]
async fn an_interrupted_start_is_made_up_for_without_doing_anything_twice() {
    let app = TestApp::start_demo().await;
    let made = books(&app).await;
    let mut owner = AsyncPgConnection::establish(app.owner_url()).await.unwrap();
    owner.batch_execute("UPDATE demo SET is_ready = false").await.unwrap();
    let before = app.app.clock.offset();
    demo::prepare(&app.app).await.unwrap();
    assert_eq!(books(&app).await, made);
    assert_eq!(app.app.clock.offset(), before);
}

#[tokio::test]
async fn an_installation_with_people_is_never_made_a_demo() {
    let app = TestApp::start().await;
    let form = [("name", "Aizhan"), ("email", "a@example.com"), ("password", "blue kite 7"), ("company", "Acme")];
    assert_eq!(post(&app, &app.browser(), "/register", &form).await.status(), 200);
    app.works_jobs().await;
    let refused = demo::prepare(&app.app).await.map(|_| ()).unwrap_err();
    assert!(matches!(refused, demo::NotPrepared::NoDemo), "{refused}");
}

#[tokio::test]
async fn one_click_signs_in_each_of_them() {
    let app = TestApp::start_demo().await;
    let start = app.get("/demo").await;
    assert_eq!(start.status(), 200);
    for (role, home, label) in [
        ("referrer", "/overview", "Referrer"),
        ("owner", "/companies", "Owner of two companies"),
        ("partner", "/withdrawals?program=hosting-remuneration", "Hosting partner"),
        ("invitee", "/invitation", "Invitee"),
        ("staff", "/admin", "Staff"),
    ] {
        let browser = app.browser();
        let answer = post(&app, &browser, "/demo/session", &[("role", role)]).await;
        assert_eq!((answer.status().as_u16(), leads_to(&answer)), (303, home));
        let settings = browser.get(format!("{}/settings", app.url)).send().await.unwrap();
        assert_eq!(settings.status(), 200);
        let page = settings.text().await.unwrap();
        assert!(page.contains(&format!("{label} ·")), "the bar does not say {label}: {page}");
    }
    let nobody = post(&app, &app.browser(), "/demo/session", &[("role", "king")]).await;
    assert_eq!(nobody.status(), 400);
}

/// What the transfers out of what is granted come to, without asking where it went.
#[tokio::test]
async fn what_was_earned_is_all_of_its_parts() {
    let app = TestApp::start_demo().await;
    #[derive(QueryableByName)]
    struct Granted {
        #[diesel(sql_type = SqlUuid)]
        person_id: Uuid,
        #[diesel(sql_type = SqlUuid)]
        program_id: Uuid,
        #[diesel(sql_type = Text)]
        unit: String,
        #[diesel(sql_type = Numeric)]
        granted: Decimal,
    }
    let look = async |conn: &Conn| -> Result<Vec<Granted>, Fault> {
        sql("SELECT person_id, program_id, unit,
                    coalesce(sum(CASE 'granted' WHEN debit THEN amount WHEN credit THEN -amount END), 0) AS granted
             FROM transfers GROUP BY 1, 2, 3")
        .load(conn)
        .await
    };
    let all = app.app.db.read(look).await.unwrap();
    let mut had = [Decimal::ZERO; 3];
    for Granted { person_id, program_id, unit, granted } in all {
        let look = async |conn: &Conn| -> Result<_, Fault> { ledger::balances(conn, PersonId(person_id)).await };
        let balances = app.app.db.read(look).await.unwrap();
        let of = |one: &&ledger::Balances| one.program() == ProgramId(program_id) && one.unit == unit;
        let found = balances.iter().find(of).unwrap();
        assert_eq!(found.earned(), granted, "{person_id} {unit}: {found:?}");
        had = [had[0] + found.spent, had[1] + found.withdrawing + found.paid_out, had[2] + found.adjusted.abs()];
    }
    assert!(had.iter().all(|sum| *sum > Decimal::ZERO), "the demo shows all of it: {had:?}");
}

/// Whoever takes part in one program of several finds that one's pages, by the menu and by its bare addresses.
#[tokio::test]
async fn the_menu_keeps_the_program() {
    let app = TestApp::start_demo().await;
    let browser = app.browser();
    post(&app, &browser, "/demo/session", &[("role", "partner")]).await;
    let opens = async |path: &str| {
        let page = browser.get(format!("{}{path}", app.url)).send().await.unwrap();
        assert_eq!(page.status(), 200, "{path}");
        page.text().await.unwrap().replace("&#38;", "&")
    };
    // The program is the first link's; the switch says which one is shown.
    let is_about = |page: &str, name: &str| page.contains(&format!("<summary><b>{name}</b></summary>"));
    let (own, other) = ("?program=hosting-remuneration", "?program=business-bonus");
    let places = ["/overview", "/share", "/invited", "/earnings", "/statement", "/clicks"];
    for place in places {
        let page = opens(place).await;
        assert!(is_about(&page, "Hosting referral remuneration"), "{place}: {page}");
        for to in places {
            assert!(page.contains(&format!("href=\"{to}{own}\"")), "{place} leads to {to} of another program");
        }
        assert!(page.contains(&format!("href=\"/withdrawals{own}\"")), "{place}");
        let page = opens(&format!("{place}{other}")).await;
        assert!(is_about(&page, "Documentolog Business"), "{place}");
        for to in places {
            assert!(page.contains(&format!("href=\"{to}{other}\"")), "{place} loses the program towards {to}");
        }
        assert!(page.contains("href=\"/withdrawals\""), "nothing is paid out there: {place}");
    }
    assert!(opens("/withdrawals").await.contains("<p class=\"soft\">Hosting referral remuneration</p>"));
    // A page without a program hands on the one of its address; a receipt has its own.
    assert!(opens(&format!("/plans{other}")).await.contains(&format!("href=\"/earnings{other}\"")));
    let earnings = opens(&format!("/earnings{own}")).await;
    let receipt = earnings.split("href=\"/earnings/").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    assert!(opens(&format!("/earnings/{receipt}")).await.contains(&format!("href=\"/statement{own}\"")));
    let none = opens("/earnings?state=nothing&month=2001-01").await;
    assert!(none.matches(&format!("href=\"/earnings{own}\"")).count() >= 2, "all of this program's are shown: {none}");
    assert_eq!(browser.get(format!("{}/earnings?program=none", app.url)).send().await.unwrap().status(), 404);
    // Who got no cash has nothing to withdraw.
    post(&app, &browser, "/demo/session", &[("role", "owner")]).await;
    assert!(!opens("/overview").await.contains("href=\"/withdrawals\""));
}

/// 25 Active Referrals: the cheaper company is full, and the other gets what is left.
#[tokio::test]
async fn the_owner_of_two_companies_stands_before_a_choice() {
    let app = TestApp::start_demo().await;
    let browser = app.browser();
    post(&app, &browser, "/demo/session", &[("role", "owner")]).await;
    let opens = async |path: &str| {
        let page = browser.get(format!("{}{path}", app.url)).send().await.unwrap().text().await.unwrap();
        page.replace(['\u{2068}', '\u{2069}'], "")
    };
    let page = opens("/companies").await;
    for words in ["<b>25</b>", "20 of 20 places · saves $36.00", "5 of 20 places · saves $12.00", "saves $52.50 more"]
    {
        assert!(page.contains(words), "{words}: {page}");
    }
    let runs = opens("/companies/runs").await;
    assert!(runs.matches("Active Referrals counted").count() >= 3, "{runs}");
    assert!(runs.contains(">used</span>"), "{runs}");
}

/// What the demo sells itself: a plan that the referrer's company has, others to choose, and an invoice that time brings.
#[tokio::test]
async fn plans_are_sold_and_charged() {
    let app = TestApp::start_demo().await;
    let opens = async |browser: &Client, path: &str| {
        let page = browser.get(format!("{}{path}", app.url)).send().await.unwrap().text().await.unwrap();
        page.replace(['\u{2068}', '\u{2069}'], "")
    };
    let (referrer, owner, staff) = (app.browser(), app.browser(), app.browser());
    for (browser, role) in [(&referrer, "referrer"), (&owner, "owner"), (&staff, "staff")] {
        post(&app, browser, "/demo/session", &[("role", role)]).await;
    }
    let plans = opens(&referrer, "/plans").await;
    for words in
        ["Archive", "₸40,000.00 a month", "Next charge on 15 April: ₸100,000.00 before discounts", "Digitisation"]
    {
        assert!(plans.contains(words), "{words}: {plans}");
    }
    let offered = opens(&owner, "/plans").await;
    assert!(offered.contains("Mailing") && offered.contains("30 days free"), "{offered}");
    let products = opens(&staff, "/admin/products").await;
    assert!(["Archive", "Archive Plus", "Mailing", "Digitisation"].iter().all(|name| products.contains(name)));
    post(&app, &referrer, "/demo/clock", &[("days", "14")]).await;
    let charged = opens(&referrer, "/invoices").await;
    assert!(charged.contains("₸100,000.00"), "{charged}");
}

/// The invitee's offer is ten percent off two plans: their prices stand beside the usual ones, on both pages.
#[tokio::test]
async fn an_invitee_sees_the_price_of_the_invitation() {
    let app = TestApp::start_demo().await;
    let opens = async |browser: &Client, path: &str| {
        let page = browser.get(format!("{}{path}", app.url)).send().await.unwrap().text().await.unwrap();
        page.replace(['\u{2068}', '\u{2069}'], "")
    };
    let (invitee, owner) = (app.browser(), app.browser());
    post(&app, &invitee, "/demo/session", &[("role", "invitee")]).await;
    post(&app, &owner, "/demo/session", &[("role", "owner")]).await;
    let page = opens(&invitee, "/invitation").await;
    for words in ["Business", "₸100,000.00", "₸90,000.00", "Start+", "₸45,000.00"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let (of_invitee, of_owner) = (opens(&invitee, "/plans").await, opens(&owner, "/plans").await);
    for price in ["₸90,000.00", "₸45,000.00"] {
        assert!(of_invitee.contains(&format!("{price} on the first invoice by your invitation")), "{of_invitee}");
    }
    assert!(!of_owner.contains("by your invitation"), "{of_owner}");
    // The offer holds for 21 days from the registration, which is nine days ago.
    post(&app, &invitee, "/demo/clock", &[("days", "13")]).await;
    let later = opens(&invitee, "/plans").await;
    assert!(later.contains("Business") && !later.contains("by your invitation"), "{later}");
}

/// Five Active Referrals are left for the second company: on the 28th five percent, which its next charge of $240 uses.
#[tokio::test]
async fn the_owner_s_companies_are_billed_as_time_passes() {
    let app = TestApp::start_demo().await;
    let owner = app.browser();
    post(&app, &owner, "/demo/session", &[("role", "owner")]).await;
    post(&app, &owner, "/demo/clock", &[("days", "31")]).await;
    let page = owner.get(format!("{}/invoices", app.url)).send().await.unwrap().text().await.unwrap();
    for words in ["marin-estudio-7", "faro-libros-7", "$228.00"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let runs = owner.get(format!("{}/companies/runs", app.url)).send().await.unwrap().text().await.unwrap();
    let april = runs.split("28 April").nth(1).unwrap();
    let april = april.split("28 March").next().unwrap();
    assert!(april.contains(">used</span>"), "{april}");
    books_of(&app, "company-discounts").await;
}

/// Nobody is written to about the past of the made-up world, and everybody about what happens once it is there.
#[tokio::test]
async fn what_happens_in_the_demo_is_written_about() {
    let app = TestApp::start_demo().await;
    app.works_jobs().await;
    let of_referrer = |subject: &str| {
        let letters = app.letters();
        letters.iter().any(|letter| letter.to.contains("amina@altyn-arba.example") && letter.subject.contains(subject))
    };
    assert!(!of_referrer(""), "the past is no news");
    for days in ["14", "1", "1"] {
        post(&app, &app.browser(), "/demo/clock", &[("days", days)]).await;
        app.works_jobs().await;
    }
    assert!(of_referrer("can be used now"));
}

/// Of each thing that staff decide there is one, and one that was decided.
#[tokio::test]
async fn nothing_on_the_desk_of_staff_is_empty() {
    let app = TestApp::start_demo().await;
    let staff = app.browser();
    post(&app, &staff, "/demo/session", &[("role", "staff")]).await;
    app.works_jobs().await;
    for (path, all) in [
        ("/admin", ["Last monthly runs", "/admin/verification/company-discounts/2026-03"]),
        ("/admin/withdrawals", ["₴250.00", "₴400.00"]),
        ("/admin/batches", ["₴760.00", "PAY-2041"]),
        ("/admin/adjustments", ["₸120,000.00", "₸5,000.00"]),
        ("/admin/claims", ["Әмина Серікова", "arman@qyran-media.example"]),
        ("/admin/flags?state=open", ["Коваленко Ірина", "Own name"]),
        ("/admin/flags?state=held", ["Павло Ткаченко", "Same tax number"]),
        ("/admin/flags?state=cleared", ["George Hill", "Same e-mail"]),
        ("/admin/events?state=waiting", ["paid-aral-fish-1", "company"]),
        ("/admin/events?state=refused", ["paid-thames-tea-pounds", "It is in another currency than the program"]),
        ("/admin/deliveries", ["Сабина Қуанышева", ">given up<"]),
        ("/admin/programs", ["next version", "Version 2"]),
        ("/admin/verification", ["March 2026", "/admin/verification/company-discounts/next"]),
    ] {
        let page = staff.get(format!("{}{path}", app.url)).send().await.unwrap().text().await.unwrap();
        let page = page.replace(['\u{2068}', '\u{2069}'], "");
        for words in all {
            assert!(page.contains(words), "{words}: {path}: {page}");
        }
    }
}

#[tokio::test]
async fn the_bar_moves_the_clock_and_what_is_due_happens() {
    let app = TestApp::start_demo().await;
    let browser = app.browser();
    post(&app, &browser, "/demo/session", &[("role", "referrer")]).await;
    let (before, began) = (books(&app).await, app.now());
    let answer = post(&app, &browser, "/demo/clock", &[("days", "14"), ("back", "/settings?x=1")]).await;
    assert_eq!((answer.status().as_u16(), leads_to(&answer)), (303, "/settings?x=1"));
    assert!(app.now() - began >= TimeDelta::days(14) && app.now() - began < TimeDelta::days(15));
    let after = books(&app).await;
    // Whatever was on hold is available now, but for the one reward whose payment may be refunded, and a tenth of the 52,200 that a flag holds.
    assert_eq!(amount(&after, "on_hold"), Decimal::from(15_000 + 5_220), "{before} {after}");
    assert_eq!(
        amount(&before, "on_hold") + amount(&before, "available"),
        amount(&after, "on_hold") + amount(&after, "available")
    );
    let settings = browser.get(format!("{}/settings", app.url)).send().await.unwrap();
    assert_eq!(settings.status(), 200, "the clock signed the visitor out");
}

#[tokio::test]
async fn another_process_and_the_next_start_see_the_moved_clock() {
    let app = TestApp::start_demo().await;
    let other = app.second_demo_process();
    let before = app.now();
    assert_eq!(post(&app, &app.browser(), "/demo/clock", &[("to", "28th")]).await.status(), 303);
    assert!(app.now() > before);
    assert!(other.clock.offset() != app.app.clock.offset());
    demo::prepare(&other).await.unwrap();
    assert_eq!(other.clock.offset(), app.app.clock.offset());
}

#[tokio::test]
async fn a_wrong_step_moves_nothing() {
    let app = TestApp::start_demo().await;
    let offset = app.app.clock.offset();
    for form in [&[("days", "0")][..], &[("days", "32")], &[("back", "/")], &[("days", "1"), ("to", "28th")]] {
        assert_eq!(post(&app, &app.browser(), "/demo/clock", form).await.status(), 422, "{form:?}");
    }
    for form in [[("days", "-1")], [("to", "29th")]] {
        assert_eq!(post(&app, &app.browser(), "/demo/clock", &form).await.status(), 400, "{form:?}");
    }
    assert_eq!(app.app.clock.offset(), offset);
}

#[tokio::test]
async fn elsewhere_none_of_it_is_there() {
    let app = TestApp::start().await;
    let (browser, before) = (app.browser(), app.now());
    assert_eq!(app.get("/demo").await.status(), 404);
    for role in ["referrer", "invitee", "staff"] {
        let answer = post(&app, &browser, "/demo/session", &[("role", role)]).await;
        assert_eq!(answer.status(), 404);
        assert!(answer.headers().get("set-cookie").is_none());
    }
    assert_eq!(post(&app, &browser, "/demo/clock", &[("days", "14")]).await.status(), 404);
    assert_eq!(app.now(), before);
    assert!(!app.get("/sign-in").await.text().await.unwrap().contains("demo-bar"));
}
