//! The list of visits through one's links, of all or of one link and sub-id.

use super::{ClickRow, ClicksPage, LinkChoice, SourceRow};
use crate::app::App;
use crate::people::SignedIn;
use crate::programs::{self, Program};
use crate::referrals::pages::own_link;
use crate::referrals::{self, ClickLine, CountedLink, MOST_LINKS, Source, Through};
use crate::web::{Error, Page, Paging, csv};
use actix_web::{HttpResponse, web};
use askama::Template;
use futures_util::stream;
use serde::Deserialize;
use std::rc::Rc;
use uuid::Uuid;

const ROWS: i64 = 50;
const SOURCES: i64 = 50;

#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
pub struct Query {
    program: String,
    /// A code.
    link: String,
    sub: Option<String>,
    page: String,
}

impl Query {
    fn through<'a>(&'a self, program: &Program) -> Through<'a> {
        let sub = self.sub.as_deref().filter(|sub| !sub.is_empty());
        Through { program: program.id, code: self.link.trim(), sub }
    }

    fn base(&self, path: &str, program: &str) -> String {
        let sub = self.sub.as_deref().unwrap_or_default();
        Paging::base(path, &[("program", program), ("link", &self.link), ("sub", sub)])
    }
}

pub async fn list(app: web::Data<App>, who: SignedIn, query: web::Query<Query>) -> Result<Page<ClicksPage>, Error> {
    let catalogue = app.db.read(async |conn| programs::catalogue(conn).await).await?;
    let program = catalogue.chosen(&query.program, who.program.as_deref()).ok_or(Error::NotFound)?;
    let (slug, page) = (catalogue.named(program), Paging::asked(&query.page));
    let (through, all) = (query.through(program), Through { program: program.id, code: "", sub: None });
    let (links, counted, total, found, sources, lines) = app
        .db
        .read(async |conn| {
            futures_util::try_join!(
                referrals::links_of(conn, who.person),
                referrals::links_counted(conn, who.person, program.id, MOST_LINKS),
                referrals::count_clicks(conn, who.person, all),
                referrals::count_clicks(conn, who.person, through),
                referrals::sources_of(conn, who.person, program.id, SOURCES),
                referrals::clicks_of(conn, who.person, through, (page - 1) * ROWS, ROWS)
            )
        })
        .await?;
    let screen = ClicksPage {
        total,
        program: slug.to_owned(),
        programs: catalogue.choices(program, app.clock.now())?,
        choices: counted.into_iter().map(|link| choice(link, &query.link)).collect(),
        sub: query.sub.clone().unwrap_or_default(),
        is_filtered: !through.code.is_empty() || through.sub.is_some(),
        csv: query.base("/clicks.csv", slug),
        sources: sources.into_iter().map(|source| row_of(source, slug)).collect(),
        rows: lines.into_iter().map(row).collect(),
        paging: Paging::of(query.base("/clicks", slug), page, found, ROWS),
        link: own_link::address(&app, &who, program.id, &links).await?,
    };
    Ok(Page::new(screen).about(slug).block("clicks", |page, values| page.as_list().render_with_values(values)))
}

fn choice(link: CountedLink, chosen: &str) -> LinkChoice {
    let current = link.code == chosen;
    let name = if link.label.is_empty() { link.code.clone() } else { format!("{} ({})", link.label, link.code) };
    LinkChoice { code: link.code, name, current }
}

fn row_of(source: Source, program: &str) -> SourceRow {
    let Source { name, code, sub, counted } = source;
    let href = Paging::base("/clicks", &[("program", program), ("link", &code), ("sub", &sub)]);
    SourceRow {
        name,
        href: href.trim_end_matches('&').to_owned(),
        clicks: counted.clicks,
        registered: counted.registered,
        paying: counted.paying,
    }
}

fn row(line: ClickLine) -> ClickRow {
    let ClickLine { at, path, host, code, label, sub, referral, .. } = line;
    let link = if label.is_empty() { code } else { label };
    let source = if sub.is_empty() { link } else { format!("{link} · {sub}") };
    ClickRow { at, path, from: host, source, registered: referral.map(|id| id.to_string()) }
}

/// The same as a file, newest first; instants in UTC.
pub async fn file(app: web::Data<App>, who: SignedIn, query: web::Query<Query>) -> Result<HttpResponse, Error> {
    let catalogue = app.db.read(async |conn| programs::catalogue(conn).await).await?;
    let program = catalogue.chosen(&query.program, who.program.as_deref()).ok_or(Error::NotFound)?.clone();
    let (name, query) = (format!("clicks-{}", program.slug), Rc::new(query.into_inner()));
    let head = csv::line(&HEAD);
    let part = move |before: Option<Uuid>| {
        let (app, program, query) = (app.clone(), program.clone(), query.clone());
        async move {
            let Some(before) = before else { return Ok(None) };
            let through = query.through(&program);
            let lines = app
                .db
                .read(async |conn| referrals::clicks_before(conn, who.person, through, before, csv::PART).await)
                .await?;
            let next = lines.last().map(|line| line.id);
            Ok::<_, Error>(Some((lines.into_iter().map(written).collect(), next)))
        }
    };
    Ok(csv::file(&name, head, stream::try_unfold(Some(Uuid::max()), part)))
}

const HEAD: [&str; 9] = ["clicked_at", "page", "came_from", "code", "label", "sub", "device", "registered", "paying"];

fn written(line: ClickLine) -> String {
    let (at, registered, paying) = (csv::at(line.at), yes(line.referral.is_some()), yes(line.paying));
    let ClickLine { path, host, code, label, sub, device, .. } = &line;
    csv::line(&[&at, path, host, code, label, sub, device, registered, paying])
}

fn yes(holds: bool) -> &'static str {
    if holds { "yes" } else { "no" }
}
