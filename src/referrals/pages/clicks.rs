//! The list of visits through one's links.

use super::{ClickRow, ClicksPage, SourceRow};
use crate::app::App;
use crate::people::SignedIn;
use crate::programs;
use crate::referrals::pages::own_link;
use crate::referrals::{self, ClickLine, Source};
use crate::web::{Error, Page, Paging};
use actix_web::web;
use askama::Template;
use serde::Deserialize;

const ROWS: i64 = 50;
const SOURCES: i64 = 50;

#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
pub struct Query {
    program: String,
    page: String,
}

pub async fn list(app: web::Data<App>, who: SignedIn, query: web::Query<Query>) -> Result<Page<ClicksPage>, Error> {
    let catalogue = app.db.read(async |conn| programs::catalogue(conn).await).await?;
    let program = catalogue.chosen(&query.program).ok_or(Error::NotFound)?;
    let page = Paging::asked(&query.page);
    let (links, total, sources, lines) = app
        .db
        .read(async |conn| {
            futures_util::try_join!(
                referrals::links_of(conn, who.person),
                referrals::count_clicks(conn, who.person, program.id),
                referrals::sources_of(conn, who.person, program.id, SOURCES),
                referrals::clicks_of(conn, who.person, program.id, (page - 1) * ROWS, ROWS)
            )
        })
        .await?;
    let screen = ClicksPage {
        total,
        sources: sources.into_iter().map(source).collect(),
        rows: lines.into_iter().map(row).collect(),
        paging: Paging::of(Paging::base("/clicks", &[("program", &query.program)]), page, total, ROWS),
        link: own_link::address(&app, who.person, program.id, &links).await?,
    };
    Ok(Page::new(screen).block("clicks", |page, values| page.as_list().render_with_values(values)))
}

fn source(source: Source) -> SourceRow {
    let Source { name, counted } = source;
    SourceRow { name, clicks: counted.clicks, registered: counted.registered, paying: counted.paying }
}

fn row(line: ClickLine) -> ClickRow {
    let ClickLine { at, path, host, source, registered } = line;
    ClickRow { at, path, from: host, source, registered }
}
