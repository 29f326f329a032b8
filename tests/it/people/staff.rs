use super::*;
use actix_session::SessionExt;
use actix_web::dev::Service;
use actix_web::middleware::from_fn;
use actix_web::{HttpResponse, test, web};
use beckon::people::{Admin, By, Finance, Role, SignedIn, Staff, Support};
use beckon::web::{Front, door};

async fn with_support(_: Staff<Support>) -> HttpResponse {
    HttpResponse::Ok().finish()
}
async fn with_finance(_: Staff<Finance>) -> HttpResponse {
    HttpResponse::Ok().finish()
}
async fn with_admin(who: Staff<Admin>) -> HttpResponse {
    HttpResponse::Ok().body(who.by().person.to_string())
}
async fn with_anybody(_: SignedIn) -> HttpResponse {
    HttpResponse::Ok().finish()
}

/// What each guard answers to a session of this role: anybody, support, finance, admin.
async fn answers(role: Option<Role>, signed_in: bool) -> Vec<u16> {
    let front =
        Front { clock: beckon::clock::Clock::System, url: "http://localhost".parse().unwrap(), issuer: String::new() };
    let service = actix_web::App::new()
        .app_data(web::Data::new(front))
        .wrap_fn(move |request, next| {
            let session = request.get_session();
            if signed_in {
                let id = uuid::Uuid::nil();
                session.insert("person", id).unwrap();
                session.insert("session", id).unwrap();
            }
            if let Some(role) = role {
                session.insert("role", role.word()).unwrap();
            }
            next.call(request)
        })
        .wrap(from_fn(door))
        .route("/anybody", web::get().to(with_anybody))
        .route("/support", web::get().to(with_support))
        .route("/finance", web::get().to(with_finance))
        .route("/admin", web::get().to(with_admin));
    let service = test::init_service(service).await;
    let mut answers = Vec::new();
    for path in ["/anybody", "/support", "/finance", "/admin"] {
        let request = test::TestRequest::get().uri(path).to_request();
        answers.push(test::call_service(&service, request).await.status().as_u16());
    }
    answers
}

#[tokio::test]
async fn each_role_may_what_the_lesser_ones_may_and_no_more() {
    assert_eq!(answers(None, false).await, [303, 303, 303, 303]);
    assert_eq!(answers(Some(Role::Admin), false).await, [303, 303, 303, 303], "a role without a person is nothing");
    assert_eq!(answers(None, true).await, [200, 404, 404, 404], "to others the pages of staff do not exist");
    assert_eq!(answers(Some(Role::Support), true).await, [200, 200, 403, 403]);
    assert_eq!(answers(Some(Role::Finance), true).await, [200, 200, 200, 403]);
    assert_eq!(answers(Some(Role::Admin), true).await, [200, 200, 200, 200]);
}

#[tokio::test]
async fn an_unconfirmed_persons_password_does_not_survive_a_promotion() {
    let app = TestApp::start().await;
    let planted = unconfirmed(&app, "boss@example.com").await;
    let token = Token::new().unwrap();
    let email = "boss@example.com".parse().unwrap();
    let added: Result<_, Fault> =
        app.app.db.write(async |tx| people::add_staff(tx, &By::OPERATOR, &email, Role::Admin, &token).await).await;
    let added = added.unwrap();
    assert_eq!((added.person, added.created, added.sets_password), (planted, false, true));
    let form = [("token", token.as_str()), ("password", "red lantern 12")];
    assert_eq!(post(&app, &app.browser(), "/password/reset", &form).await.status(), 303);
    assert_eq!(sign_in(&app, &app.browser(), "boss@example.com", PASSWORD).await.status(), 422);
    assert_eq!(sign_in(&app, &app.browser(), "boss@example.com", "red lantern 12").await.status(), 303);
}

#[tokio::test]
async fn what_staff_do_is_logged_for_good() {
    let app = TestApp::start().await;
    let anna = someone(&app, "anna@example.com").await;
    let token = Token::new().unwrap();
    let email = "anna@example.com".parse().unwrap();
    let logged: Result<_, Fault> = app
        .app
        .db
        .write(async |tx| {
            people::add_staff(tx, &By::OPERATOR, &email, Role::Finance, &token).await?;
            people::add_staff(tx, &By::OPERATOR, &email, Role::Admin, &token).await?;
            people::remove_staff(tx, &By::OPERATOR, anna).await?;
            people::deeds(tx, 10).await
        })
        .await;
    let roles = |value: &Option<serde_json::Value>| value.as_ref().map(|v| v["role"].as_str().unwrap().to_string());
    let mut told: Vec<_> = logged
        .unwrap()
        .iter()
        .map(|d| (d.verb.clone(), roles(&d.before), roles(&d.after), d.subject.clone()))
        .collect();
    told.reverse();
    let subject = format!("person {anna}");
    let role = |word: &str| Some(word.to_string());
    assert_eq!(
        told,
        [
            ("staff-added".to_string(), None, role("finance"), subject.clone()),
            ("staff-added".to_string(), role("finance"), role("admin"), subject.clone()),
            ("staff-removed".to_string(), role("admin"), None, subject),
        ]
    );
}
