//! The floor of pages: the same HTTP server, pool and templates, one indexed SELECT of twenty rows, nothing around it.

use crate::house::House;
use crate::overview::twenty;
use actix_web::{App, HttpResponse, HttpServer, web};
use askama::Template;
use beckon::clock::Clock;
use beckon::db::{Db, Fault};
use beckon::ids::PersonId;
use diesel::prelude::QueryableByName;
use diesel::sql_types::Text;
use std::net::{SocketAddr, TcpListener};

#[derive(QueryableByName)]
pub struct Line {
    #[diesel(sql_type = Text)]
    clause: String,
    #[diesel(sql_type = Text)]
    amount: String,
    #[diesel(sql_type = Text)]
    reason: String,
    #[diesel(sql_type = Text)]
    at: String,
}

#[derive(Template)]
#[template(
    ext = "html",
    source = "<!doctype html><title>Receipts</title><table>{% for line in lines %}<tr><td>{{ line.at }}<td>{{ line.clause }}<td>{{ line.reason }}<td>{{ line.amount }}{% endfor %}</table>"
)]
struct ReceiptsPage {
    lines: Vec<Line>,
}

async fn show(shared: web::Data<(Db, PersonId)>) -> HttpResponse {
    let (db, person) = shared.get_ref();
    let lines: Result<_, Fault> = db.read(async |conn| Ok(twenty(conn, *person).await)).await;
    HttpResponse::Ok()
        .content_type("text/html; charset=utf-8")
        .body(ReceiptsPage { lines: lines.unwrap() }.render().unwrap())
}

/// Serves the person's receipts until this process ends.
pub fn serve(house: &House, person: PersonId) -> SocketAddr {
    let shared = web::Data::new((house.db(Clock::System), person));
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let server = move || App::new().app_data(shared.clone()).route("/", web::get().to(show));
    let _runtime = house.runtime.enter();
    house.runtime.spawn(HttpServer::new(server).workers(2).disable_signals().listen(listener).unwrap().run());
    address
}
