//! From a link to an invited person.

mod consent;
mod invited;
mod share;

use crate::billing::{sells, staff};
use crate::support::TestApp;
use crate::support::cluster;
use crate::support::sender::{self, Sender};
use crate::support::story::{Billing, Visitor, publish};
use beckon::db::Fault;
use beckon::ids::LinkId;
use beckon::people::Role;
use beckon::{programs, referrals};
use chrono::TimeDelta;
use serde_json::json;
use std::collections::BTreeSet;

#[tokio::test]
async fn a_visit_is_recorded_and_whoever_registers_after_it_is_listed_at_once() {
    let app = TestApp::start().await;
    publish(&app).await;
    let aigerim = Visitor::registered(&app, "Aigerim Sadykova", "Altyn Foods").await;
    let link = aigerim.link().await;
    assert!(aigerim.opens("/invited").await.has("Nobody yet"));

    let nurlan = Visitor::new(&app);
    let landing = nurlan.comes_from("https://news.example.com/secret?q=1", &format!("{link}?sub=flyer-7")).await;
    assert_eq!(landing.status, 200);
    assert!(landing.has("Aigerim S. invites you") && !landing.has("Sadykova"), "the name is masked");
    assert!(landing.has("10% off if you decide within 21 days"));
    assert!(landing.has("for 90 days"), "how long the visit is remembered is said");
    let cookie = landing.cookies.iter().find(|cookie| cookie.starts_with("visits=")).unwrap();
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax") && cookie.contains("Max-Age=7776000"));
    assert!(!cookie.contains(link.trim_start_matches("/r/")), "the cookie is sealed");

    let clicks = aigerim.opens("/clicks").await;
    assert!(clicks.has("news.example.com") && !clicks.has("secret"), "only the host is kept");
    assert!(clicks.has("flyer-7") && !clicks.has(">registration<"));

    nurlan.registers("Nurlan Abenov", "Dala Trade LLP").await;
    let invited = aigerim.opens("/invited").await;
    assert!(invited.has("D••• T••• LLP") && !invited.has("Dala"), "the company's name is masked");
    assert!(invited.has("flyer-7") && invited.has("No payment yet"));
    assert!(aigerim.opens("/clicks").await.has(">registration<"));
    let one = aigerim.opens(&format!("/invited/{}", invited.ids("/invited/")[0])).await;
    assert!(one.has("Opened your link") && one.has("Registered"));
    let bolat = Visitor::new(&app);
    bolat.opens(&link).await;
    bolat.registers("Bolat Kim", "Шоп of Нұр Ltd").await;
    assert!(aigerim.opens("/invited").await.has("Ш••• o••• Н••• Ltd"), "short words are masked, the legal form is not");
}

#[tokio::test]
async fn any_page_takes_the_parameter_and_registration_knows_the_visit() {
    let app = TestApp::start().await;
    publish(&app).await;
    let aigerim = Visitor::registered(&app, "Aigerim Sadykova", "Altyn Foods").await;
    let code = aigerim.link().await.replace("/r/", "");
    let nurlan = Visitor::new(&app);
    nurlan.opens(&format!("/programs/business-bonus/terms?ref={}", code.to_lowercase())).await;
    nurlan.opens(&format!("/?page={code}")).await;
    let form = nurlan.opens("/register").await;
    assert_eq!((form.field("code"), form.field("click").len()), (code.as_str(), 36));
    let clicks = aigerim.opens("/clicks").await;
    assert!(clicks.has("/programs/business-bonus/terms"));
    assert_eq!(clicks.text.matches("<td class=\"who code\">").count(), 1, "`page` is no parameter of this program");
}

#[tokio::test]
async fn a_page_with_the_parameter_says_who_invites_and_one_without_does_not() {
    let app = TestApp::start().await;
    publish(&app).await;
    let aigerim = Visitor::registered(&app, "Aigerim Sadykova", "Altyn Foods").await;
    let code = aigerim.link().await.replace("/r/", "");
    let nurlan = Visitor::new(&app);
    let page = nurlan.opens(&format!("/programs/business-bonus/terms?ref={code}")).await;
    assert!(page.has("Aigerim S. invites you to Documentolog Business") && !page.has("Sadykova"));
    assert!(page.has("10% off if you decide within 21 days") && page.has("9 July"), "how long it is valid");
    assert!(page.has(&format!("/register?ref={code}")));
    for path in ["/", "/sign-in"] {
        let page = nurlan.opens(&format!("{path}?ref={code}")).await;
        assert!(page.has("Aigerim S. invites you") && page.has(&format!("/r/{code}")), "{path}: {}", page.text);
    }
    assert!(!nurlan.opens("/programs/business-bonus/terms").await.has("invites you"));
    assert!(!aigerim.opens(&format!("/programs/business-bonus/terms?ref={code}")).await.has("invites you"));
}

#[tokio::test]
async fn a_program_without_an_offer_and_without_codes_promises_neither() {
    let app = TestApp::start().await;
    sender::publish(&app, include_str!("../../programs/hosting-remuneration.toml")).await;
    let aigerim = Visitor::registered(&app, "Aigerim Sadykova", "Altyn Foods").await;
    let link = aigerim.link().await;
    let code = link.replace("/r/", "");
    let overview = aigerim.opens("/overview").await;
    assert!(overview.has("You earn up to 10%") && !overview.has("discount"), "{}", overview.text);
    assert!(overview.has("https://wa.me/?text=I%20use%20Hosting"), "{}", overview.text);
    assert!(!aigerim.opens("/share").await.has("Your code:"));
    let nurlan = Visitor::new(&app);
    let landing = nurlan.opens(&link).await;
    assert!(landing.has("Aigerim S. invites you") && landing.has("Read the terms"), "{}", landing.text);
    for promise in ["discount", "What you get, exactly", "Your code:", "Pay less"] {
        assert!(!landing.has(promise), "{promise}: {}", landing.text);
    }
    assert!(nurlan.opens("/register").await.has("Aigerim S. invites you"), "came by the link");
    let typed = Visitor::new(&app).sends("/register", &[("code", &code), ("code_change", &"replace".into())]).await;
    assert!(typed.has("takes invitations through links only") && !typed.has("Aigerim"), "{}", typed.text);
    let form =
        [("name", "Dina"), ("email", "dina@dala.example"), ("password", "a long enough phrase"), ("company", "Dala")];
    let form: Vec<(&str, &str)> = form.into_iter().chain([("code", &*code)]).collect();
    let dina = Visitor::new(&app);
    let sent = dina.sends("/register", &form).await;
    assert!(sent.status == 422 && sent.has("takes invitations through links only") && sent.has("dina@dala.example"));
    assert_eq!(dina.sends("/register", &form[..4]).await.status, 200, "whoever goes on has no code");
    let came = nurlan.sends("/register", &[("code", &*code)]).await;
    assert!(came.has("Aigerim S. invites you") && !came.has("through links only"), "by the link it counts");
}

#[tokio::test]
async fn whoever_has_an_account_cannot_be_invited_and_is_told_so() {
    let app = TestApp::start().await;
    publish(&app).await;
    let aigerim = Visitor::registered(&app, "Aigerim Sadykova", "Altyn Foods").await;
    let berik = Visitor::registered(&app, "Berik Omarov", "Berik Group").await;
    let link = aigerim.link().await;
    let page = berik.opens(&link).await;
    assert!(
        page.status == 200 && page.has("You have an account already") && page.has("Name the code"),
        "{}",
        page.text
    );
    assert_eq!(berik.opens("/invitation").await.field("code"), link.replace("/r/", ""), "while it may be named");
    app.passes(TimeDelta::days(91)).await;
    berik.signs_in("Berik Omarov").await;
    let page = berik.opens(&link).await;
    assert!(page.has("Invitations are for those who have none yet") && page.has("/overview"), "{}", page.text);
}

#[tokio::test]
async fn visits_are_filtered_by_link_and_sub_id_and_kept_as_a_file() {
    let app = TestApp::start().await;
    publish(&app).await;
    let aigerim = Visitor::registered(&app, "Aigerim Sadykova", "Altyn Foods").await;
    let link = aigerim.link().await;
    let code = link.replace("/r/", "");
    assert_eq!(aigerim.sends("/share/links", &new_link(&app, "Flyer", "=spring")).await.status, 422);
    assert_eq!(aigerim.sends("/share/links", &new_link(&app, "Flyer", "spring")).await.status, 303);
    let second = aigerim.links().await.into_iter().find(|other| *other != code).unwrap();
    let nurlan = Visitor::new(&app);
    nurlan.comes_from("https://news.example.com/", &format!("/r/{second}")).await;
    nurlan.registers("Nurlan Abenov", "Dala Trade LLP").await;
    Visitor::new(&app).opens(&format!("{link}?sub=%3D1%2B1")).await;
    let rows = async |query: &str| {
        aigerim.opens(&format!("/clicks{query}")).await.text.matches("<td class=\"who code\">").count()
    };
    assert_eq!((rows("").await, rows(&format!("?link={second}")).await, rows("?sub=spring").await), (2, 1, 1));
    assert_eq!(rows(&format!("?link={code}&sub=spring")).await, 0);
    assert!(aigerim.opens("/clicks?sub=nothing").await.has("No visit fits these filters."));
    let file = aigerim.opens("/clicks.csv").await.text;
    let lines: Vec<&str> = file.lines().collect();
    assert_eq!(lines[0], "\u{feff}clicked_at,page,came_from,code,label,sub,device,registered,paying");
    assert_eq!(lines[1], format!("2026-04-10T09:30:00+00:00,{link},,{code},,'=1+1,computer,no,no"));
    assert_eq!(
        lines[2],
        format!("2026-04-10T09:30:00+00:00,/r/{second},news.example.com,{second},Flyer,spring,computer,yes,no")
    );
    assert_eq!(aigerim.opens(&format!("/clicks.csv?link={second}")).await.text.lines().count(), 2);
    let berik = Visitor::registered(&app, "Berik Omarov", "Berik Group").await;
    assert_eq!(berik.opens(&format!("/clicks.csv?link={second}")).await.text.lines().count(), 1, "nobody else's");
}

/// More than are read at once.
#[tokio::test]
async fn a_file_of_visits_holds_each_of_them_once_the_newest_first() {
    let app = TestApp::start().await;
    publish(&app).await;
    let aigerim = Visitor::registered(&app, "Aigerim Sadykova", "Altyn Foods").await;
    let code = aigerim.link().await.replace("/r/", "");
    let billing = Sender::named(&app, "billing").await;
    for part in 0..3 {
        let visit = |n: usize| {
            let data = json!({"click": format!("v{n}"), "code": code, "path": format!("/{n}")});
            billing.event("link.clicked", data).to_string()
        };
        let lines: Vec<String> = (part * 400..(part + 1) * 400).map(visit).collect();
        for answer in billing.posts_lines(&lines).await {
            assert_eq!(answer["status"], "applied", "{answer}");
        }
        app.app.clock.advance(TimeDelta::seconds(1)).unwrap();
    }
    let file = aigerim.opens("/clicks.csv").await.text;
    let pages: Vec<&str> = file.lines().skip(1).map(|line| line.split(',').nth(1).unwrap()).collect();
    let expected: Vec<String> = (0..1200).map(|n| format!("/{n}")).collect();
    // Of one instant in any order.
    let of_each_second: Vec<BTreeSet<&str>> = pages.chunks(400).map(|part| part.iter().copied().collect()).collect();
    let sets: Vec<BTreeSet<&str>> =
        expected.chunks(400).rev().map(|part| part.iter().map(String::as_str).collect()).collect();
    assert_eq!(of_each_second, sets);
    assert_eq!(pages.len(), 1200);
}

/// The form of a new link, with an id of its own that comes after those of links opened before.
fn new_link<'a>(app: &TestApp, label: &'a str, sub: &'a str) -> [(&'static str, String); 4] {
    let id = LinkId::new(app.now() + TimeDelta::seconds(1)).0.to_string();
    [("link", id), ("program", "business-bonus".into()), ("label", label.into()), ("sub", sub.into())]
}

#[tokio::test]
async fn a_visitor_counts_once_a_day_also_when_the_day_is_over() {
    let app = TestApp::start().await;
    publish(&app).await;
    let aigerim = Visitor::registered(&app, "Aigerim Sadykova", "Altyn Foods").await;
    let link = aigerim.link().await;
    let visits = async || {
        let counted: Result<_, Fault> = app
            .app
            .db
            .read(async |conn| {
                let program = programs::catalogue(conn).await?.programs[0].id;
                let owner = referrals::by_codes(conn, &[link.replace("/r/", "").parse().unwrap()]).await?;
                referrals::funnel(conn, owner.values().next().unwrap().person, program).await
            })
            .await;
        counted.unwrap().clicks
    };
    Visitor::new(&app).opens(&link).await;
    Visitor::new(&app).opens(&link).await;
    Visitor::new(&app).opens_as("Mozilla/5.0 (iPhone) Mobile", &format!("{link}?sub=flyer-7")).await;
    assert_eq!(visits().await, 2);
    app.passes_days(1).await;
    assert_eq!(visits().await, 2);
    Visitor::new(&app).opens(&link).await;
    assert_eq!(visits().await, 3);
    app.passes_days(2).await;
    assert_eq!(visits().await, 3);
}

#[tokio::test]
async fn the_first_touch_invites_until_its_window_ends() {
    let app = TestApp::start().await;
    publish(&app).await;
    let aigerim = Visitor::registered(&app, "Aigerim Sadykova", "Altyn Foods").await;
    let berik = Visitor::registered(&app, "Berik Omarov", "Berik Group").await;
    let (first, second) = (aigerim.link().await, berik.link().await);
    let (early, late) = (Visitor::new(&app), Visitor::new(&app));
    for visitor in [&early, &late] {
        visitor.opens(&first).await;
        visitor.opens(&second).await;
    }
    assert_eq!(early.opens("/register").await.field("code"), first.replace("/r/", ""));
    early.registers("Early Bird", "Early LLP").await;
    app.passes_days(91).await;
    late.opens(&second).await;
    assert_eq!(late.opens("/register").await.field("code"), second.replace("/r/", ""));
    late.registers("Late Riser", "Later LLP").await;
    aigerim.signs_in("Aigerim Sadykova").await;
    berik.signs_in("Berik Omarov").await;
    assert_eq!(aigerim.opens("/invited").await.ids("/invited/").len(), 1);
    assert_eq!(berik.opens("/invited").await.ids("/invited/").len(), 1);
    assert!(berik.opens("/invited").await.has("L••• LLP"));
}

#[tokio::test]
async fn own_unknown_and_ended_links_show_a_plain_page_and_count_nothing() {
    let app = TestApp::start().await;
    publish(&app).await;
    let aigerim = Visitor::registered(&app, "Aigerim Sadykova", "Altyn Foods").await;
    let link = aigerim.link().await;
    let own = aigerim.opens(&link).await;
    assert!(own.has("This is your own link") && own.cookies.iter().all(|cookie| !cookie.starts_with("visits=")));
    let stranger = Visitor::new(&app);
    for unknown in ["/r/ZZZZZZZZ", "/r/nonsense!", "/r/0"] {
        let page = stranger.opens(unknown).await;
        assert!(page.has("This invitation is not known") && page.has("/register"), "{unknown}");
    }
    assert!(stranger.opens_as("TelegramBot (like TwitterBot)", &link).await.has("Aigerim S."), "a preview is no visit");
    assert!(stranger.opens_with("visits=AAAA", "/register").await.field("code").is_empty(), "a forged cookie is none");
    assert!(aigerim.opens("/clicks").await.has("No visits yet"));

    let database = app.owner_url().rsplit('/').next().unwrap().to_owned();
    cluster::execute(&database, "UPDATE codes SET retired_at = '2026-04-01T00:00:00Z'").await;
    assert!(stranger.opens(&link).await.has("This invitation is over"));
    let typed = stranger.opens(&link.replace("/r/", "/register?ref=")).await;
    assert!(typed.has("The invitation of this code is over."), "{}", typed.text);
    cluster::execute(&database, "UPDATE codes SET retired_at = NULL").await;
    cluster::execute(&database, "UPDATE programs SET closed_at = '2026-04-01T00:00:00Z'").await;
    assert!(stranger.opens(&link).await.has("takes no new invitations"));
}

#[tokio::test]
async fn an_invitee_sees_the_invitation_and_may_hide_the_name() {
    let app = TestApp::start().await;
    publish(&app).await;
    let aigerim = Visitor::registered(&app, "Aigerim Sadykova", "Altyn Foods").await;
    assert!(aigerim.opens("/invitation").await.has("Nobody counts as having invited you."));
    let nurlan = Visitor::new(&app);
    nurlan.opens(&aigerim.link().await).await;
    nurlan.registers("Nurlan Abenov", "«Дала Сауда» ЖШС").await;
    let page = nurlan.opens("/invitation").await;
    assert!(page.has("Aigerim S. invited you to Documentolog Business") && page.has("You get 10% off for 21 days"));
    assert!(page.has("in 21 days"), "the countdown");
    assert!(aigerim.opens("/invited").await.has("«Д••• С•••» ЖШС"));
    assert_eq!(aigerim.opens("/invited?q=дала").await.ids("/invited/").len(), 0, "what is masked is not searched");
    assert_eq!(nurlan.sends("/invitation/name", &[("hides_name", "yes")]).await.to, "/invitation");
    let invited = aigerim.opens("/invited").await;
    assert!(invited.has("Hidden name") && !invited.has("Д•••"));
    assert_eq!(aigerim.opens("/invited?q=ЖШС").await.ids("/invited/").len(), 0, "a hidden name is not searched");
    assert_eq!(aigerim.opens("/invited?state=paying").await.ids("/invited/").len(), 0);
    let id = invited.ids("/invited/")[0].to_owned();
    assert_eq!(nurlan.opens(&format!("/invited/{id}")).await.status, 404, "somebody else's invitee");
}

#[tokio::test]
async fn an_invitee_sees_what_listed_products_cost_with_the_invitation_and_without() {
    let app = TestApp::start().await;
    publish(&app).await;
    let admin = staff(&app, "Dana Akhmetova", Role::Admin).await;
    sells(&admin, "plan", "business", "405000.00", ("0", "10")).await;
    sells(&admin, "plan", "basic", "50000.00", ("0", "10")).await;
    let aigerim = Visitor::registered(&app, "Aigerim Sadykova", "Altyn Foods").await;
    let nurlan = Visitor::new(&app);
    nurlan.opens(&aigerim.link().await).await;
    nurlan.registers("Nurlan Abenov", "Dala Trade LLP").await;
    let page = nurlan.opens("/invitation").await;
    assert!(page.has("<s>₸405,000.00</s>") && page.has("₸364,500.00"), "{}", page.text);
    assert!(!page.has("₸50,000.00"), "not among the listed products");
    app.passes_days(21).await;
    nurlan.signs_in("Nurlan Abenov").await;
    let page = nurlan.opens("/invitation").await;
    assert!(page.status == 200 && !page.has("₸405,000.00"), "the time to decide is over");
}

#[tokio::test]
async fn a_refused_invitation_is_listed_with_its_reason() {
    let app = TestApp::start().await;
    publish(&app).await;
    let aigerim = Visitor::registered(&app, "Aigerim Sadykova", "Altyn Foods").await;
    let code = aigerim.link().await.replace("/r/", "");
    let billing = Billing::new(&app).await;
    let data = serde_json::json!({"person": "p_1", "email": "a.i.gerim@example.com", "name": "Someone Known", "code": code,
        "company": {"company": "c_1", "name": "Known LLP", "tax_id": "123"}});
    assert_eq!(billing.reports("person.registered", data).await["status"], "applied");
    let data = serde_json::json!({"person": "p_2", "email": "other@example.com", "name": "Someone Else", "code": code,
        "company": {"company": "c_2", "name": "Again LLP", "tax_id": "1-2-3"}});
    assert_eq!(billing.reports("person.registered", data).await["status"], "applied");
    let refused = aigerim.opens("/invited?state=refused").await;
    assert_eq!(refused.ids("/invited/").len(), 1);
    assert!(refused.has("A••• LLP") && refused.has("This company was registered before."));
}
