//! What Prometheus reads, on a port that only this machine reaches.

use super::StartError;
use actix_web::dev::ServerHandle;
use actix_web::http::header::ContentType;
use actix_web::{App, HttpResponse, HttpServer, web};
use metrics_exporter_prometheus::{BuildError, Matcher, PrometheusBuilder, PrometheusHandle};
use std::net::{SocketAddr, TcpListener};
use std::time::Duration;

/// Seconds: from a page out of memory to a monthly run.
const BUCKETS: &[f64] = &[0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 60.0];

/// Begins to count, once a process.
pub fn record() -> Result<PrometheusHandle, BuildError> {
    let builder = PrometheusBuilder::new().set_buckets_for_metric(Matcher::Suffix("_seconds".into()), BUCKETS)?;
    builder.install_recorder()
}

/// Serves `GET /metrics` at `address` until the handle stops it.
pub fn serve(handle: PrometheusHandle, address: SocketAddr) -> Result<ServerHandle, StartError> {
    let at = |source| StartError::ListenMetrics { address, source };
    let listener = TcpListener::bind(address).map_err(at)?;
    let upkeep = handle.clone();
    let server = HttpServer::new(move || {
        App::new().app_data(web::Data::new(handle.clone())).route("/metrics", web::get().to(render))
    })
    .workers(1)
    .disable_signals()
    .listen(listener)
    .map_err(at)?
    .run();
    let stop = server.handle();
    tokio::spawn(server);
    tokio::spawn(async move {
        loop {
            tokio::time::sleep(Duration::from_secs(5)).await;
            upkeep.run_upkeep();
        }
    });
    Ok(stop)
}

async fn render(handle: web::Data<PrometheusHandle>) -> HttpResponse {
    HttpResponse::Ok().content_type(ContentType::plaintext()).body(handle.render())
}
