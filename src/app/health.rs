//! Whether this process is alive, and whether it can do its work.

use super::App;
use crate::db::embedded::program_version;
use crate::db::{Conn, Fault, sql};
use actix_web::http::header::CACHE_CONTROL;
use actix_web::{HttpResponse, get, web};
use diesel::sql_types::Text;
use serde::Serialize;

/// `GET /healthz`: 200 while the process answers at all.
#[get("/healthz")]
pub async fn healthz() -> HttpResponse {
    HttpResponse::Ok().insert_header((CACHE_CONTROL, "no-store")).body("alive\n")
}

/// What `GET /readyz` answers: 200 when `ready`, otherwise 503.
#[derive(Serialize)]
struct Readiness {
    ready: bool,
    database: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    warning: Option<String>,
}

/// Whether what the process does beside answering requests still goes on.
pub struct Works(pub Box<dyn Fn() -> bool + Send + Sync>);

/// `GET /readyz`: 200 while the database answers and facts can come in.
#[get("/readyz")]
pub async fn readyz(app: web::Data<App>, works: web::Data<Works>) -> HttpResponse {
    let answer = match app.db.read(server_version).await {
        Ok(database) if !works.0() => {
            tracing::error!("not ready: the thread that takes facts in has ended");
            Readiness { ready: false, database, warning: Some("facts do not come in: restart Beckon".into()) }
        }
        Ok(version) => Readiness { ready: true, warning: replaced(&app, &version).await, database: version },
        Err(fault) => {
            tracing::warn!(%fault, "not ready");
            Readiness { ready: false, database: "no answer".into(), warning: None }
        }
    };
    let mut response = if answer.ready { HttpResponse::Ok() } else { HttpResponse::ServiceUnavailable() };
    response.insert_header((CACHE_CONTROL, "no-store")).json(answer)
}

#[derive(diesel::QueryableByName)]
struct Version {
    #[diesel(sql_type = Text)]
    server_version: String,
}

async fn server_version(conn: &Conn) -> Result<String, Fault> {
    Ok(sql("SHOW server_version").one::<Version>(conn).await?.server_version)
}

/// Programs that were replaced under a running server no longer fit it, and what it loads later may fail.
async fn replaced(app: &App, running: &str) -> Option<String> {
    let program = app.postgres_program.clone()?;
    let installed = tokio::task::spawn_blocking(move || program_version(&program)).await.ok()??;
    let running = running.split_whitespace().next()?;
    (installed != running).then(|| {
        format!("PostgreSQL {running} runs, but {installed} is installed now: restart Beckon to start the new one")
    })
}
