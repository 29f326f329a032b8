//! One line of log and one measurement a request.
//!
//! Neither names a person: the line has the route's pattern and never the path or the query.

use actix_web::Error;
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::middleware::Next;
use std::time::Instant;
use uuid::Uuid;

static REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Gives each request an id, which its answer carries and all its log lines name.
pub async fn observe(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let started = Instant::now();
    let id = Uuid::new_v4();
    let method = request.method().clone();
    let span = tracing::info_span!("request", %id);
    let answer = tracing::Instrument::instrument(next.call(request), span).await;
    let (status, route) = match &answer {
        Ok(response) => (response.status(), response.request().match_pattern()),
        Err(error) => (error.as_response_error().status_code(), None),
    };
    let route = route.unwrap_or_else(|| "(none)".into());
    let elapsed = started.elapsed();
    tracing::info!(%id, %method, route, status = status.as_u16(), ms = elapsed.as_secs_f64() * 1_000.0, "answered");
    let labels = [("method", method.to_string()), ("route", route), ("status", status.as_u16().to_string())];
    metrics::counter!("http_requests_total", &labels).increment(1);
    metrics::histogram!("http_request_seconds", &labels[..2]).record(elapsed.as_secs_f64());
    let mut answer = answer?;
    if let Ok(value) = HeaderValue::from_str(&id.to_string()) {
        answer.headers_mut().insert(REQUEST_ID.clone(), value);
    }
    Ok(answer)
}
