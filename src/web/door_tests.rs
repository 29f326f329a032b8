use super::door::ErrorPage;
use super::gallery::{Looks, NOW, at, show};
use super::*;
use crate::clock::Clock;
use actix_web::body::to_bytes;
use actix_web::dev::ServiceResponse;
use actix_web::http::{StatusCode, header};
use actix_web::middleware::from_fn;
use actix_web::test::{TestRequest, call_service, init_service};
use actix_web::{App, web};
use askama::Template;

#[test]
fn every_error_has_a_page() {
    for kind in ["400", "403", "404", "405", "413", "422", "429", "500", "503"] {
        let page = ErrorPage { kind, request_id: "9f2c41d07ab3e658", refusals: Refusals::none() };
        show(&format!("error-{kind}"), "/nowhere", Looks::Visitor, &page);
    }
}

#[derive(Template)]
#[template(source = "whole [{% block part %}{{ text|t }}{% endblock %}]", ext = "html", blocks = ["part"])]
struct Sample {
    text: &'static str,
}

async fn page() -> Page<Sample> {
    Page::new(Sample { text: "nav-overview" }).block("part", |page, values| page.as_part().render_with_values(values))
}

async fn fail(kind: web::Path<String>) -> Result<Page<Sample>, Error> {
    Err(match kind.as_str() {
        "absent" => Error::NotFound,
        "unsigned" => Error::Unauthorized,
        "often" => Error::TooMany(std::time::Duration::from_secs(7)),
        "outage" => Error::Fault(crate::db::Fault::NoConnection("secret host".into())),
        _ => Error::Broken("secret cause".into()),
    })
}

async fn change() -> SeeOther {
    SeeOther::to("/page").flash("flash-saved")
}

async fn answer(request: TestRequest) -> ServiceResponse {
    let front = Front {
        clock: Clock::fixed(at(NOW)),
        url: "https://bonus.example.kz/".parse().unwrap(),
        issuer: String::new(),
    };
    let app = App::new()
        .app_data(web::Data::new(front))
        .wrap(from_fn(door))
        .wrap(headers(true))
        .route("/page", web::get().to(page))
        .route("/change", web::post().to(change))
        .route("/fail/{kind}", web::get().to(fail))
        .route("/api/fail/{kind}", web::get().to(fail))
        .route("/api/change", web::post().to(change))
        .service(assets::serve);
    call_service(&init_service(app).await, request.to_request()).await.map_into_boxed_body()
}

async fn text(response: ServiceResponse) -> String {
    String::from_utf8(to_bytes(response.into_body()).await.unwrap().to_vec()).unwrap()
}

fn header_of(response: &ServiceResponse, name: &str) -> String {
    response.headers().get(name).map(|value| value.to_str().unwrap().to_owned()).unwrap_or_default()
}

#[actix_web::test]
async fn a_page_is_whole_and_its_block_is_for_htmx() {
    assert_eq!(text(answer(TestRequest::get().uri("/page")).await).await, "whole [Overview]");
    let part =
        TestRequest::get().uri("/page").insert_header(("HX-Request", "true")).insert_header(("HX-Target", "part"));
    assert_eq!(text(answer(part).await).await, "Overview");
    let other =
        TestRequest::get().uri("/page").insert_header(("HX-Request", "true")).insert_header(("HX-Target", "other"));
    assert_eq!(text(answer(other).await).await, "whole [Overview]");
}

#[actix_web::test]
async fn the_language_is_asked_for_then_kept_then_accepted() {
    let asked = answer(TestRequest::get().uri("/page?lang=ru").insert_header(("Accept-Language", "es"))).await;
    assert!(header_of(&asked, "set-cookie").starts_with("lang=ru; "), "{}", header_of(&asked, "set-cookie"));
    assert_eq!(text(asked).await, format!("whole [{}]", Lang::Ru.t("nav-overview")));
    let kept =
        TestRequest::get().uri("/page").insert_header(("Cookie", "lang=uk")).insert_header(("Accept-Language", "es"));
    assert_eq!(text(answer(kept).await).await, format!("whole [{}]", Lang::Uk.t("nav-overview")));
    let accepted = TestRequest::get().uri("/page").insert_header(("Accept-Language", "de, es;q=0.5"));
    assert_eq!(text(answer(accepted).await).await, format!("whole [{}]", Lang::Es.t("nav-overview")));
}

#[actix_web::test]
async fn forms_of_other_sites_are_refused() {
    let post = || TestRequest::post().uri("/change").insert_header(("Host", "bonus.example.kz"));
    let status = async |request| answer(request).await.status();
    assert_eq!(status(post()).await, StatusCode::FORBIDDEN);
    for site in ["cross-site", "same-site", "", "SAME-ORIGIN"] {
        assert_eq!(status(post().insert_header(("Sec-Fetch-Site", site))).await, StatusCode::FORBIDDEN, "{site}");
    }
    for origin in
        ["https://evil.example", "null", "https://bonus.example.kz:8443", "https://bonus.example.kz.evil.example"]
    {
        assert_eq!(status(post().insert_header(("Origin", origin))).await, StatusCode::FORBIDDEN, "{origin}");
    }
    let both =
        post().insert_header(("Sec-Fetch-Site", "cross-site")).insert_header(("Origin", "https://bonus.example.kz"));
    assert_eq!(status(both).await, StatusCode::FORBIDDEN);
    assert_eq!(status(post().insert_header(("Sec-Fetch-Site", "same-origin"))).await, StatusCode::SEE_OTHER);
    assert_eq!(status(post().insert_header(("Origin", "https://bonus.example.kz"))).await, StatusCode::SEE_OTHER);
    assert_eq!(status(TestRequest::post().uri("/api/change")).await, StatusCode::SEE_OTHER, "keys guard the API");
}

#[actix_web::test]
async fn a_notice_is_shown_once_and_only_ours() {
    let done = answer(TestRequest::post().uri("/change").insert_header(("Sec-Fetch-Site", "same-origin"))).await;
    assert_eq!(header_of(&done, "location"), "/page");
    assert!(header_of(&done, "set-cookie").starts_with("flash=flash-saved; HttpOnly; SameSite=Lax; Secure;"));
    let shown = answer(TestRequest::get().uri("/page").insert_header(("Cookie", "flash=flash-saved"))).await;
    assert!(header_of(&shown, "set-cookie").starts_with("flash=; "), "{}", header_of(&shown, "set-cookie"));
    let foreign = answer(TestRequest::get().uri("/page").insert_header(("Cookie", "flash=flash-anything"))).await;
    assert_eq!(header_of(&foreign, "set-cookie"), "");
    let htmx = TestRequest::post().uri("/change").insert_header(("Sec-Fetch-Site", "same-origin"));
    let htmx = answer(htmx.insert_header(("HX-Request", "true"))).await;
    assert_eq!((htmx.status(), header_of(&htmx, "hx-redirect")), (StatusCode::NO_CONTENT, "/page".to_owned()));
}

#[actix_web::test]
async fn errors_are_pages_for_people_and_problems_for_programs() {
    for (kind, status, slug) in [
        ("absent", StatusCode::NOT_FOUND, "not-found"),
        ("often", StatusCode::TOO_MANY_REQUESTS, "too-many"),
        ("outage", StatusCode::SERVICE_UNAVAILABLE, "unavailable"),
        ("other", StatusCode::INTERNAL_SERVER_ERROR, "fault"),
    ] {
        let page = answer(TestRequest::get().uri(&format!("/fail/{kind}"))).await;
        assert_eq!((page.status(), header_of(&page, "content-type").as_str()), (status, "text/html; charset=utf-8"));
        assert_eq!(header_of(&page, "x-request-id").len(), 16);
        let html = text(page).await;
        assert!(
            html.contains(&Lang::En.t(&format!("error-{}-title", status.as_u16()))) && !html.contains("secret"),
            "{html}"
        );
        let problem = answer(TestRequest::get().uri(&format!("/api/fail/{kind}"))).await;
        assert_eq!(header_of(&problem, "content-type"), "application/problem+json");
        let problem: serde_json::Value = serde_json::from_str(&text(problem).await).unwrap();
        assert_eq!(problem["type"], format!("urn:beckon:problem:{slug}"));
        assert_eq!(problem["status"], status.as_u16());
        assert!(!problem.to_string().contains("secret"));
    }
    let often = answer(TestRequest::get().uri("/fail/often")).await;
    assert_eq!(header_of(&often, "retry-after"), "7");
    let unsigned = answer(TestRequest::get().uri("/fail/unsigned?a=1&b=2")).await;
    assert_eq!(unsigned.status(), StatusCode::SEE_OTHER);
    assert_eq!(header_of(&unsigned, "location"), "/sign-in?next=%2Ffail%2Funsigned%3Fa%3D1%26b%3D2");
    assert_eq!(answer(TestRequest::get().uri("/api/fail/unsigned")).await.status(), StatusCode::UNAUTHORIZED);
    let nowhere = text(answer(TestRequest::get().uri("/nowhere")).await).await;
    assert!(nowhere.contains(&Lang::En.t("error-404-title")), "{nowhere}");
    let method = answer(TestRequest::get().uri("/api/nowhere")).await;
    assert_eq!(header_of(&method, "content-type"), "application/problem+json");
}

#[actix_web::test]
async fn files_are_served_for_good_under_their_hash() {
    let css = answer(TestRequest::get().uri(&assets::path("app.css"))).await;
    assert_eq!(css.status(), StatusCode::OK);
    assert_eq!(header_of(&css, "cache-control"), "public, max-age=31536000, immutable");
    assert_eq!(header_of(&css, "content-type"), "text/css");
    assert_eq!(header_of(&css, header::X_CONTENT_TYPE_OPTIONS.as_str()), "nosniff");
    assert_eq!(answer(TestRequest::get().uri("/static/app.css")).await.status(), StatusCode::NOT_FOUND);
    assert_eq!(answer(TestRequest::get().uri("/static/../Cargo.toml")).await.status(), StatusCode::NOT_FOUND);
}

/// Issue 2's page weight is measured in the browser; here, that the parts shared by all pages leave room for it.
#[test]
fn what_all_pages_share_is_small() {
    // The drag is loaded by the page of companies alone.
    let shared = assets::files().iter().filter(|(name, _)| !name.contains("ortable"));
    let bytes: usize = shared.map(|(_, content)| content.len()).sum();
    assert!(bytes < 100_000, "{bytes} bytes before compression");
}
