use super::*;
use actix_web::http::header::AUTHORIZATION;
use actix_web::middleware::from_fn;
use actix_web::{HttpResponse, test, web};
use beckon::ids::SourceId;
use beckon::people::api_keys::{self, Fresh, Scope};
use beckon::people::{ApiKey, By, EventsWrite, sources};
use beckon::web::{Front, door};
use diesel::QueryableByName;
use diesel::sql_types::{Bytea, Nullable, Text, Timestamptz};

async fn key(app: &TestApp, scopes: &[Scope]) -> (SourceId, Fresh) {
    let fresh = Fresh::new(&app.app.seal, app.now()).unwrap();
    let source: Result<_, Fault> = app
        .app
        .db
        .write(async |tx| {
            let source = sources::find_or_create(tx, "billing").await?;
            api_keys::keep(tx, &By::OPERATOR, source, "main", scopes, &fresh).await?;
            Ok(source)
        })
        .await;
    (source.unwrap(), fresh)
}

async fn writes(key: ApiKey<EventsWrite>) -> HttpResponse {
    HttpResponse::Ok().body(key.source.to_string())
}

/// What a route for `events:write` answers to an Authorization header: status and body.
async fn answer(app: &TestApp, authorization: Option<&str>) -> (u16, String) {
    let front = Front { clock: app.app.clock.clone(), url: app.app.url.clone(), issuer: String::new() };
    let service = actix_web::App::new()
        .app_data(web::Data::new(app.app.clone()))
        .app_data(web::Data::new(api_keys::keys(app.app.db.clone())))
        .app_data(web::Data::new(front))
        .wrap(from_fn(door))
        .route("/api/try", web::get().to(writes));
    let service = test::init_service(service).await;
    let mut request = test::TestRequest::get().uri("/api/try");
    if let Some(value) = authorization {
        request = request.insert_header((AUTHORIZATION, value));
    }
    let response = test::call_service(&service, request.to_request()).await;
    let status = response.status().as_u16();
    if status >= 400 {
        assert_eq!(response.headers().get("content-type").unwrap(), "application/problem+json");
    }
    assert_eq!(response.headers().contains_key("www-authenticate"), status == 401);
    (status, String::from_utf8(test::read_body(response).await.to_vec()).unwrap())
}

#[tokio::test]
async fn a_key_opens_its_sources_door_until_it_is_revoked() {
    let app = TestApp::start().await;
    let (source, fresh) = key(&app, &[Scope::EventsWrite, Scope::EventsRead]).await;
    let header = format!("Bearer {}", fresh.text());
    assert_eq!(answer(&app, Some(&header)).await, (200, source.to_string()));
    let revoked: Result<_, Fault> =
        app.app.db.write(async |tx| api_keys::revoke(tx, &By::OPERATOR, fresh.id).await).await;
    assert!(revoked.unwrap());
    assert_eq!(answer(&app, Some(&header)).await.0, 401);
}

#[tokio::test]
async fn without_a_key_in_force_the_door_stays_shut() {
    let app = TestApp::start().await;
    let (_, fresh) = key(&app, &[Scope::EventsWrite]).await;
    let text = fresh.text();
    let changed = format!("Bearer {}", &text[..text.len() - 1]);
    let basic = format!("Basic {text}");
    for wrong in
        [None, Some("Bearer "), Some("Bearer bk_live_x"), Some(changed.as_str()), Some(basic.as_str()), Some(text)]
    {
        let (status, body) = answer(&app, wrong).await;
        assert_eq!(status, 401, "{wrong:?}");
        assert!(body.contains("Authorization: Bearer"), "{body}");
    }
}

#[tokio::test]
async fn a_key_without_the_scope_is_told_which_one_it_lacks() {
    let app = TestApp::start().await;
    let (_, fresh) = key(&app, &[Scope::EventsRead]).await;
    let (status, body) = answer(&app, Some(&format!("Bearer {}", fresh.text()))).await;
    assert_eq!(status, 403);
    assert!(body.contains("events:write"), "{body}");
}

#[derive(QueryableByName)]
struct Kept {
    #[diesel(sql_type = Bytea)]
    key_hash: Vec<u8>,
    #[diesel(sql_type = Text)]
    whole: String,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    last_used_at: Option<beckon::calendar::Instant>,
}

async fn kept(app: &TestApp) -> Kept {
    let kept: Result<Kept, Fault> = app
        .app
        .db
        .read(async |conn| {
            let select = "SELECT key_hash, to_jsonb(k)::text AS whole, last_used_at FROM api_keys k";
            beckon::db::sql(select).one(conn).await
        })
        .await;
    kept.unwrap()
}

#[tokio::test]
async fn only_a_keyed_hash_of_the_key_is_kept() {
    use sha2::Digest;
    let app = TestApp::start().await;
    let (_, fresh) = key(&app, &[Scope::EventsWrite]).await;
    let kept = kept(&app).await;
    assert!(!kept.whole.contains(fresh.text()) && !kept.whole.contains(&fresh.text()["bk_live_".len()..]));
    assert_eq!(kept.key_hash.len(), 32);
    assert_ne!(kept.key_hash, sha2::Sha256::digest(fresh.text()).to_vec(), "useless without the installation's secret");
}

#[tokio::test]
async fn the_last_use_is_noted_at_most_once_a_minute() {
    let app = TestApp::start().await;
    let (_, fresh) = key(&app, &[Scope::EventsWrite]).await;
    let header = format!("Bearer {}", fresh.text());
    let first = app.now();
    let mut noted = Vec::new();
    for _ in 0..3 {
        assert_eq!(answer(&app, Some(&header)).await.0, 200);
        noted.push(kept(&app).await.last_used_at.unwrap());
        app.app.clock.advance(chrono::TimeDelta::seconds(31)).unwrap();
    }
    assert_eq!(noted, [first, first, first + chrono::TimeDelta::seconds(62)]);
}
