//! What stands before every route.

use super::see_other::{FLASH, cookie, flash_of};
use super::{DemoBar, Error, Invitation, Lang, Nav, Problem, Refusals, Shell, Viewing, filters, origin};
use crate::calendar::{Instant, Zone};
use crate::clock::Clock;
use actix_web::body::{BoxBody, MessageBody};
use actix_web::cookie::time::Duration;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::error::InternalError;
use actix_web::http::{Method, StatusCode, header};
use actix_web::middleware::{DefaultHeaders, Next};
use actix_web::{HttpMessage, HttpRequest, HttpResponse, web};
use askama::Template;
use data_encoding::HEXLOWER;
use url::Url;

/// What [`door`] has to know of the installation; put it into the app's data.
pub struct Front {
    pub clock: Clock,
    pub url: Url,
    /// Whom papers name.
    pub issuer: String,
}

/// One request, as far as the web is concerned.
#[derive(Debug, Clone)]
pub struct Visit {
    pub lang: Lang,
    pub now: Instant,
    pub request_id: String,
    pub path: String,
    /// The page whose form was sent, as far as the browser names one of ours; none: nothing was sent.
    sent_from: Option<String>,
    /// The element that htmx asks for; empty when it names none.
    pub(super) htmx: Option<String>,
    pub(super) https: bool,
}

impl Visit {
    /// Of a request that came through [`door`].
    pub fn of(request: &HttpRequest) -> Visit {
        request.extensions().get::<Visit>().cloned().unwrap_or_else(|| Visit {
            lang: Lang::En,
            now: Instant::UNIX_EPOCH,
            request_id: String::new(),
            path: request.path().to_owned(),
            sent_from: None,
            htmx: None,
            https: false,
        })
    }

    pub fn is_htmx(&self) -> bool {
        self.htmx.is_some()
    }

    fn begin(request: &ServiceRequest) -> Option<Visit> {
        let front = request.app_data::<web::Data<Front>>()?;
        let header = |name: &str| request.headers().get(name).and_then(|value| value.to_str().ok());
        let boosted = header("hx-boosted").is_some();
        let htmx =
            header("hx-request").filter(|_| !boosted).map(|_| header("hx-target").unwrap_or_default().to_owned());
        let accepted = || header(header::ACCEPT_LANGUAGE.as_str()).and_then(Lang::negotiate);
        let kept = || request.cookie("lang").and_then(|cookie| understood(cookie.value(), &front.clock));
        let mut id = [0_u8; 8];
        // Without randomness the id is only less useful; secrets are drawn elsewhere, where it is an error.
        let _ = getrandom::fill(&mut id);
        Some(Visit {
            lang: asked_for(request, &front.clock).or_else(kept).or_else(accepted).unwrap_or_default(),
            now: front.clock.now(),
            request_id: HEXLOWER.encode(&id),
            path: request.uri().path_and_query().map_or("/", |path| path.as_str()).to_owned(),
            sent_from: origin::sent_from(request),
            htmx,
            https: front.url.scheme() == "https",
        })
    }
}

fn asked_for(request: &ServiceRequest, clock: &Clock) -> Option<Lang> {
    let code = request.query_string().split('&').find_map(|pair| pair.strip_prefix("lang="))?;
    understood(code, clock)
}

/// Where people work, nothing but what they are offered.
fn understood(code: &str, clock: &Clock) -> Option<Lang> {
    if clock.is_demo() && code == Lang::Pseudo.code() { Some(Lang::Pseudo) } else { Lang::from_code(code) }
}

impl Shell {
    pub(super) fn of(request: &HttpRequest, visit: &Visit) -> Shell {
        // Reading a cookie writes into the extensions: before they are borrowed.
        let flash = flash_of(request);
        let extensions = request.extensions();
        let nav = extensions.get::<Nav>().cloned();
        Shell {
            lang: visit.lang,
            zone: nav.as_ref().map_or(Zone::UTC, |nav| nav.zone),
            now: visit.now,
            dated: false,
            issuer: request.app_data::<web::Data<Front>>().map(|front| front.issuer.clone()).unwrap_or_default(),
            path: visit.path.clone(),
            program: String::new(),
            flash,
            demo: extensions.get::<DemoBar>().cloned(),
            invitation: extensions.get::<Invitation>().cloned(),
            viewing: extensions.get::<Viewing>().cloned(),
            nav,
        }
    }
}

/// The middleware of every route: `.wrap(from_fn(web::door))`.
pub async fn door(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let Some(visit) = Visit::begin(&request) else {
        return Err(Error::Broken("the app's data lacks web::Front".to_owned()).into());
    };
    let chosen = request.app_data::<web::Data<Front>>().and_then(|front| asked_for(&request, &front.clock));
    request.extensions_mut().insert(visit.clone());
    let mut response = if origin::is_ours(&request) {
        match next.call(request).await {
            Ok(response) => response.map_into_boxed_body(),
            // A middleware inside failed before any handler: there is no request left to answer with.
            Err(error) => return Err(undressed(error, &visit)),
        }
    } else {
        let (request, _) = request.into_parts();
        ServiceResponse::new(request, HttpResponse::from_error(Error::Forbidden))
    };
    if is_bare(&response) {
        let shell = Shell::of(response.request(), &visit);
        let dressed =
            match page_above(response.request()).filter(|_| response.status() == StatusCode::METHOD_NOT_ALLOWED) {
                Some(path) => lead_to(&visit, path),
                None => dress(response.response(), &visit, shell),
            };
        response = response.into_response(dressed);
    }
    let headers = response.headers_mut();
    if let Ok(id) = header::HeaderValue::from_str(&visit.request_id) {
        headers.insert(header::HeaderName::from_static("x-request-id"), id);
    }
    if let Some(lang) = chosen {
        let kept = cookie("lang", lang.code().to_owned(), Duration::days(365), visit.https);
        response.response_mut().add_cookie(&kept)?;
    }
    Ok(response)
}

fn is_bare(response: &ServiceResponse<BoxBody>) -> bool {
    let status = response.status();
    let content = response.headers().get(header::CONTENT_TYPE).map(|value| value.as_bytes());
    let ours = content.is_some_and(|kind| {
        kind.starts_with(b"text/html")
            || kind.starts_with(b"application/problem+json")
            || kind.starts_with(b"application/json")
    });
    (status.is_client_error() || status.is_server_error()) && !ours
}

fn undressed(error: actix_web::Error, visit: &Visit) -> actix_web::Error {
    tracing::error!(request_id = visit.request_id, %error, "a request failed before its handler");
    let shell = Shell { path: visit.path.clone(), ..Shell::speaking(visit.lang, Zone::UTC, visit.now) };
    let dressed = dress(&error.error_response(), visit, shell);
    InternalError::from_response(error, dressed).into()
}

/// A bare error as the page or the problem document that the client can read.
fn dress(bare: &HttpResponse, visit: &Visit, shell: Shell) -> HttpResponse {
    let error = bare.error().and_then(|error| error.as_error::<Error>());
    let status = bare.status();
    if status.is_server_error() {
        let cause = bare.error().map(ToString::to_string).unwrap_or_default();
        tracing::error!(request_id = visit.request_id, status = status.as_u16(), cause, "a request failed");
    }
    if visit.path.starts_with("/api/") {
        let problem = error.map_or_else(|| foreign_problem(bare), Error::problem);
        return with_headers_of(bare, problem.response());
    }
    if matches!(error, Some(Error::Unauthorized)) {
        let next = visit.sent_from.as_deref().unwrap_or(&visit.path);
        let next: String = url::form_urlencoded::byte_serialize(next.as_bytes()).collect();
        let mut response = lead_to(visit, format!("/sign-in?next={next}"));
        if visit.sent_from.is_some() {
            // What was typed is lost; the sign-in page says so.
            let flash = cookie(FLASH, "flash-sign-in-ended".to_owned(), Duration::minutes(2), visit.https);
            if let Err(error) = response.add_cookie(&flash) {
                tracing::error!(request_id = visit.request_id, %error, "a notice could not be set");
            }
        }
        return response;
    }
    if matches!(error, Some(Error::TwoStepNeeded)) {
        return lead_to(visit, "/settings/two-step".to_owned());
    }
    let refusals = match error {
        Some(Error::Refused(refusals)) => refusals.clone(),
        _ => Refusals::none(),
    };
    let kind = if matches!(error, Some(Error::OnlyLooks)) { "looks" } else { kind_of(status) };
    let page = ErrorPage { kind, request_id: &visit.request_id, refusals };
    let mut response = HttpResponse::build(status);
    response.insert_header((header::CACHE_CONTROL, "no-store"));
    let dressed = match page.render_with_values(&shell) {
        Ok(html) => response.content_type("text/html; charset=utf-8").body(html),
        Err(error) => {
            tracing::error!(request_id = visit.request_id, %error, "the page of an error could not be rendered");
            response.content_type("text/plain; charset=utf-8").body(status.to_string())
        }
    };
    with_headers_of(bare, dressed)
}

fn with_headers_of(bare: &HttpResponse, mut dressed: HttpResponse) -> HttpResponse {
    for name in [header::RETRY_AFTER, header::ALLOW, header::WWW_AUTHENTICATE] {
        if let Some(value) = bare.headers().get(&name) {
            dressed.headers_mut().insert(name, value.clone());
        }
    }
    dressed
}

/// actix's own refusals (body too large, broken JSON, wrong method) say in words what is wrong.
fn foreign_problem(bare: &HttpResponse) -> Problem {
    let status = bare.status();
    let detail = match bare.error() {
        Some(error) if status.is_client_error() => error.to_string(),
        _ => String::new(),
    };
    let title = status.canonical_reason().unwrap_or("Error");
    Problem::new(status, &title.to_lowercase().replace(' ', "-"), title).detail(detail)
}

/// An address that only takes forms, opened as a page (loaded again, or after signing in): the nearest page above it.
fn page_above(request: &HttpRequest) -> Option<String> {
    let mut path = request.path();
    if !matches!(*request.method(), Method::GET | Method::HEAD) || path.starts_with("/api/") {
        return None;
    }
    while let Some((above, _)) = path.rsplit_once('/').filter(|(above, _)| !above.is_empty()) {
        if request.resource_map().has_resource(above) {
            return Some(above.to_owned());
        }
        path = above;
    }
    Some("/".to_owned())
}

fn lead_to(visit: &Visit, to: String) -> HttpResponse {
    if visit.is_htmx() {
        return HttpResponse::NoContent().insert_header(("HX-Redirect", to)).finish();
    }
    HttpResponse::SeeOther().insert_header((header::LOCATION, to)).finish()
}

/// The kinds of errors that have words of their own in `locales/`.
fn kind_of(status: StatusCode) -> &'static str {
    match status.as_u16() {
        401 | 403 => "403",
        404 => "404",
        405 => "405",
        413 => "413",
        422 => "422",
        429 => "429",
        503 => "503",
        400..=499 => "400",
        _ => "500",
    }
}

#[derive(Template)]
#[template(path = "error.html")]
pub(super) struct ErrorPage<'a> {
    pub kind: &'static str,
    pub request_id: &'a str,
    pub refusals: Refusals,
}

impl ErrorPage<'_> {
    fn number(&self) -> &str {
        if self.kind == "looks" { "403" } else { self.kind }
    }
}

/// Headers of every answer: no inline script or style, no framing, nothing guessed. HSTS only where there is TLS.
pub fn headers(https: bool) -> DefaultHeaders {
    const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; \
                          form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
    let headers = DefaultHeaders::new()
        .add((header::CONTENT_SECURITY_POLICY, POLICY))
        .add((header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .add((header::X_FRAME_OPTIONS, "DENY"))
        .add((header::REFERRER_POLICY, "strict-origin-when-cross-origin"))
        .add(("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"))
        .add(("Cross-Origin-Opener-Policy", "same-origin"))
        .add(("Cross-Origin-Resource-Policy", "same-origin"));
    if https {
        headers.add((header::STRICT_TRANSPORT_SECURITY, "max-age=31536000; includeSubDomains"))
    } else {
        headers
    }
}
