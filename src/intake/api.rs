//! `POST /api/v1/events` and `GET /api/v1/events/ID`: the door for billing systems.
use super::answer::{Answer, Outcome, current};
use super::batch::Incoming;
use super::queue::Intake;
use super::store;
use crate::app::App;
use crate::calendar::Instant;
use crate::db::Fault;
use crate::events::{self, Malformed};
use crate::ids::SourceId;
use crate::people::{ApiKey, EventsRead, EventsWrite};
use crate::web::{Error, Problem};
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, get, post, web};
use futures_util::future::join_all;
use serde::Serialize;

/// A batch in one request: 10,000 events or 16 MiB, whichever comes first.
pub const MAX_BODY: usize = 16 * 1024 * 1024;
pub const MAX_EVENTS: usize = 10_000;

/// One line of the answer to a batch: what became of the event on the same line of the request.
#[derive(Serialize, utoipa::ToSchema)]
#[serde(untagged)]
pub enum LineResult {
    Answer(Answer),
    Problem { line: usize, problem: Problem },
}

/// Takes one event (`application/json`), or many, one a line (`application/x-ndjson`).
///
/// One event answers 200 with its receipts, 202 when it waits for something that is not known yet, 409 when its id was
/// received with another content, 422 when it is malformed or refused. Many answer 200 with one result a line; good lines are
/// kept whatever becomes of the others.
#[utoipa::path(
    tag = "events",
    request_body(content_type = "application/json", description = "One event, see docs/API.md", content = serde_json::Value),
    security(("key" = [])),
    responses(
        (status = 200, description = "Applied, or received before: its current result", body = Answer),
        (status = 202, description = "Accepted; waits for what it names", body = Answer),
        (status = 400, description = "Not JSON", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "No valid key", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "The key lacks the scope events:write", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "The same id with another content", body = Problem, content_type = "application/problem+json"),
        (status = 413, description = "Too large", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "Malformed or refused, with field and reason", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "Perhaps not kept: send it again", body = Problem, content_type = "application/problem+json"),
    )
)]
#[post("/api/v1/events")]
pub async fn post_events(
    key: ApiKey<EventsWrite>,
    app: web::Data<App>,
    intake: web::Data<Intake>,
    request: HttpRequest,
    body: web::Bytes,
) -> Result<HttpResponse, Error> {
    let many = request.headers().get("content-type").is_some_and(|kind| {
        kind.to_str()
            .is_ok_and(|kind| kind.starts_with("application/x-ndjson") || kind.starts_with("application/jsonl"))
    });
    let now = app.clock.now();
    if many { batch(&intake, key.source, now, &body).await } else { one(&intake, key.source, now, &body).await }
}

async fn one(intake: &Intake, source: SourceId, now: Instant, body: &[u8]) -> Result<HttpResponse, Error> {
    let event = read(body, now).map_err(|malformed| Error::Problem(problem(&malformed)))?;
    let answer = intake.submit(Incoming::new(source, event)).await?;
    let status = match &answer.outcome {
        Outcome::Applied { .. } | Outcome::Recorded => StatusCode::OK,
        Outcome::Waiting { .. } => StatusCode::ACCEPTED,
        Outcome::Refused { reason } => return Err(Error::Problem(refused(reason))),
        Outcome::Conflict { detail } => return Err(Error::Problem(conflict(detail))),
    };
    Ok(HttpResponse::build(status).json(answer))
}

async fn batch(intake: &Intake, source: SourceId, now: Instant, body: &[u8]) -> Result<HttpResponse, Error> {
    let lines: Vec<&[u8]> = body.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii).collect();
    let lines: Vec<(usize, &[u8])> =
        lines.into_iter().enumerate().map(|(n, line)| (n + 1, line)).filter(|(_, line)| !line.is_empty()).collect();
    if lines.len() > MAX_EVENTS {
        let problem = Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "too-many-events", "Too many events");
        let detail = format!("{} events: one request takes at most {MAX_EVENTS}", lines.len());
        return Err(Error::Problem(problem.detail(detail)));
    }
    let results = join_all(lines.into_iter().map(async |(line, text)| {
        let event = match read(text, now) {
            Ok(event) => event,
            Err(malformed) => return LineResult::Problem { line, problem: problem(&malformed) },
        };
        match intake.submit(Incoming::new(source, event)).await {
            Ok(answer) => LineResult::Answer(answer),
            Err(fault) => LineResult::Problem { line, problem: not_kept(&fault) },
        }
    }))
    .await;
    let mut written = Vec::with_capacity(results.len() * 256);
    for result in results {
        serde_json::to_writer(&mut written, &result).map_err(unwritable)?;
        written.push(b'\n');
    }
    Ok(HttpResponse::Ok().content_type("application/x-ndjson").body(written))
}

fn read(text: &[u8], now: Instant) -> Result<events::Event, Malformed> {
    let event = events::parse(text)?;
    event.check_timestamp(now)?;
    Ok(event)
}

/// An event of the key's source, whole, with its current result.
#[derive(Serialize, utoipa::ToSchema)]
pub struct EventView {
    /// As it was sent.
    #[schema(value_type = Object)]
    event: Box<serde_json::value::RawValue>,
    #[schema(value_type = String, format = DateTime)]
    recorded_at: Instant,
    #[serde(flatten)]
    outcome: Outcome,
}

/// What became of an event of the key's own source.
#[utoipa::path(
    tag = "events",
    params(("id" = String, Path, description = "The sender's id of the event")),
    security(("key" = [])),
    responses(
        (status = 200, description = "The event and its current result", body = EventView),
        (status = 401, description = "No valid key", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "The key lacks the scope events:read", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "No such event of this source", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/api/v1/events/{id}")]
pub async fn get_event(
    key: ApiKey<EventsRead>,
    app: web::Data<App>,
    id: web::Path<String>,
) -> Result<web::Json<EventView>, Error> {
    let found = app
        .db
        .read(async |conn| -> Result<_, Fault> {
            let mut stored = store::find(conn, &[(key.source, id.as_str())]).await?;
            match stored.remove(&(key.source, id.to_string())) {
                None => Ok(None),
                Some(stored) => Ok(Some((current(conn, &stored).await?, stored))),
            }
        })
        .await?;
    let Some((outcome, stored)) = found else {
        let missing = Problem::new(StatusCode::NOT_FOUND, "no-such-event", "No such event");
        return Err(Error::Problem(missing.detail("this source has sent no event with that id")));
    };
    let event = serde_json::value::RawValue::from_string(stored.body).map_err(unwritable)?;
    Ok(web::Json(EventView { event, recorded_at: stored.recorded_at, outcome }))
}

fn problem(malformed: &Malformed) -> Problem {
    let problem = match &malformed.reason {
        events::Reason::TooLarge => {
            Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "event-too-large", "The event is too large")
        }
        events::Reason::NotJson(_) => Problem::new(StatusCode::BAD_REQUEST, "not-json", "Not JSON"),
        _ => Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "malformed-event", "The event cannot be understood"),
    };
    match &malformed.field {
        Some(field) => problem.detail(malformed.to_string()).error(pointer(field), malformed.reason.to_string()),
        None => problem.detail(malformed.reason.to_string()),
    }
}

/// `data.lines[2].amount` as a JSON pointer.
fn pointer(field: &str) -> String {
    let mut pointer = String::from("/");
    pointer.extend(field.chars().filter(|c| *c != ']').map(|c| if matches!(c, '.' | '[') { '/' } else { c }));
    pointer
}

fn refused(reason: &str) -> Problem {
    Problem::new(StatusCode::UNPROCESSABLE_ENTITY, reason, "The event was kept, but refused")
        .detail(format!("reason: {reason}"))
}

fn conflict(detail: &str) -> Problem {
    Problem::new(StatusCode::CONFLICT, "conflict", "Received before with another content").detail(detail)
}

fn not_kept(fault: &Fault) -> Problem {
    tracing::error!(%fault, "an event could not be kept or read");
    match fault.is_outage() {
        true => Problem::new(StatusCode::SERVICE_UNAVAILABLE, "unavailable", "Perhaps not kept")
            .detail("send it again in a moment: what was kept is not applied twice"),
        false => Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "fault", "Something of ours failed")
            .detail("nothing of this event was kept; the log says why"),
    }
}

fn unwritable(error: serde_json::Error) -> Error {
    Error::Broken(format!("an answer cannot be written: {error}"))
}

#[derive(utoipa::OpenApi)]
#[openapi(
    info(title = "Beckon", version = "1", description = "Facts in, receipts out."),
    paths(post_events, get_event),
    components(schemas(LineResult)),
    modifiers(&Bearer),
)]
struct Documented;

/// How a key is sent.
struct Bearer;

impl utoipa::Modify for Bearer {
    fn modify(&self, openapi: &mut utoipa::openapi::OpenApi) {
        use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityScheme};
        let components = openapi.components.get_or_insert_default();
        components.add_security_scheme("key", SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer)));
    }
}

/// This API as an OpenAPI 3.1 document.
#[get("/api/v1/openapi.json")]
pub async fn get_openapi() -> web::Json<utoipa::openapi::OpenApi> {
    web::Json(<Documented as utoipa::OpenApi>::openapi())
}
