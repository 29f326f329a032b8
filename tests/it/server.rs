//! A server that starts, answers, and says how it is.

use super::support::TestApp;
use beckon::web::assets;
use diesel_async::{AsyncConnection, AsyncPgConnection, SimpleAsyncConnection};
use std::io::Read;
use std::path::Path;

#[tokio::test]
async fn health_and_readiness_answer() {
    let app = TestApp::start().await;
    let alive = app.get("/healthz").await;
    assert_eq!(alive.status(), 200);
    assert!(alive.headers().contains_key("x-request-id"));
    let ready = app.get("/readyz").await;
    assert_eq!(ready.status(), 200);
    let body: serde_json::Value = ready.json().await.unwrap();
    assert_eq!(body["ready"], true);
    assert!(body.get("warning").is_none(), "{body}");
}

/// The role of daily work may do its work and nothing more.
#[tokio::test]
async fn the_daily_role_alters_no_table_and_no_kept_row() {
    let app = TestApp::start().await;
    let mut owner = AsyncPgConnection::establish(app.owner_url()).await.unwrap();
    let daily_url = app.owner_url().replacen("beckon_owner", "beckon", 1);
    let mut daily = AsyncPgConnection::establish(&daily_url).await.unwrap();
    for allowed in ["SELECT count(*) FROM jobs", "DELETE FROM jobs", "SELECT count(*) FROM transfers"] {
        daily.batch_execute(allowed).await.unwrap();
    }
    for refused in [
        "DELETE FROM transfers",
        "UPDATE transfers SET amount = 1",
        "TRUNCATE transfers",
        "DELETE FROM receipts",
        "UPDATE deeds SET verb = ''",
        "ALTER TABLE transfers DISABLE TRIGGER ALL",
        "DROP TABLE jobs",
        "CREATE TABLE mine (id int)",
        "DELETE FROM __diesel_schema_migrations",
        "COPY jobs TO PROGRAM 'true'",
    ] {
        let error = daily.batch_execute(refused).await.unwrap_err().to_string();
        let denied =
            ["permission denied", "must be owner", "must be superuser"].iter().any(|words| error.contains(words));
        assert!(denied, "{refused}: {error}");
    }
    let error = owner.batch_execute("DELETE FROM transfers").await.unwrap_err().to_string();
    assert!(error.contains("append only"), "{error}");
}

#[tokio::test]
async fn an_asset_goes_out_compressed_to_whoever_takes_it_so_and_as_it_is_to_others() {
    let app = TestApp::start().await;
    for name in ["app.css", "vendor/sortable.min.js", "mark.svg"] {
        let content = std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("static").join(name)).unwrap();
        for (taken, coding) in [("br, gzip;q=0.9", Some("gzip")), ("gzip;q=0", None), ("identity", None)] {
            let url = format!("{}{}", app.url, assets::path(name));
            let answer = app.browser().get(url).header("accept-encoding", taken).send().await.unwrap();
            let header = |name: &str| answer.headers().get(name).map(|value| value.to_str().unwrap().to_owned());
            assert_eq!(header("content-encoding").as_deref(), coding, "{name} for {taken}");
            assert!(header("vary").unwrap().contains("accept-encoding"));
            let body = answer.bytes().await.unwrap();
            let mut decoded = Vec::new();
            match coding {
                Some(_) => flate2::read::GzDecoder::new(&body[..]).read_to_end(&mut decoded).unwrap(),
                None => (&body[..]).read_to_end(&mut decoded).unwrap(),
            };
            assert_eq!(decoded, content, "{name} for {taken}");
        }
    }
}
