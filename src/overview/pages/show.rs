//! Reads for the overview: after the session, one round trip for the programs and one for everything else.

use super::{Funnel, MonthEarned, NextDate, OverviewPage};
use crate::app::App;
use crate::calendar::Instant;
use crate::companies::pages::ladder::{Ladder, ladder};
use crate::db::{Conn, Fault};
use crate::ledger;
use crate::people::SignedIn;
use crate::programs::{self, Catalogue, Program, Version};
use crate::referrals::pages::{invitation, offer, own_link, share};
use crate::referrals::{self, Link};
use crate::rewards::pages::{EarningRow, Figures, earnings::row};
use crate::rewards::{self, Filter, Months, Release};
use crate::web::pictures::Qr;
use crate::web::{Error, Lang, Page, Visit};
use crate::withdrawals::pages::mine;
use crate::withdrawals::{self, Withdrawal};
use actix_web::{HttpRequest, web};
use rust_decimal::Decimal;
use serde::Deserialize;

const LAST: i64 = 10;
const RELEASES: i64 = 5;
const MONTHS: usize = 12;

#[derive(Deserialize)]
pub struct Query {
    #[serde(default)]
    program: String,
}

pub async fn show(
    app: web::Data<App>,
    who: SignedIn,
    request: HttpRequest,
    query: web::Query<Query>,
) -> Result<Page<OverviewPage>, Error> {
    let now = app.clock.now();
    let catalogue = app.db.read(async |conn| programs::catalogue(conn).await).await?;
    let program = catalogue.chosen(&query.program, who.program.as_deref()).ok_or(Error::NotFound)?;
    let version = program.told(now)?;
    let months = Months::last(MONTHS, now, version.terms.time_zone)?;
    let lang = Visit::of(&request).lang;
    let read = read(&app, &who, &catalogue, program, version, &months, lang).await?;
    let link = own_link::address(&app, &who, program.id, &read.links).await?;
    let terms = &version.terms;
    let slug = catalogue.named(program);
    let screen = OverviewPage {
        programs: catalogue.choices(program, now)?,
        program: terms.name.clone(),
        terms: offer::terms_path(&program.slug),
        you_earn: offer::for_referrer(terms),
        they_get: offer::for_them(terms),
        channels: share::channels(&link, terms, lang, now),
        qr: Qr::of(&link),
        link,
        ladder: read.ladder,
        earns: !terms.rewards.is_empty() || !terms.rules.is_empty(),
        figures: read.figures,
        withdrawals: withdrawals::pages::path(&program.slug, terms),
        slug: slug.to_owned(),
        dates: read.dates,
        funnel: read.funnel,
        months: read.months,
        last: read.last,
        may_name_code: read.may_name_code,
    };
    Ok(Page::new(screen).about(slug))
}

struct Read {
    ladder: Option<Ladder>,
    links: Vec<Link>,
    figures: Figures,
    dates: Vec<NextDate>,
    funnel: Funnel,
    months: Vec<MonthEarned>,
    last: Vec<EarningRow>,
    may_name_code: bool,
}

async fn read(
    app: &App,
    who: &SignedIn,
    catalogue: &Catalogue,
    program: &Program,
    version: &Version,
    months: &Months,
    lang: Lang,
) -> Result<Read, Error> {
    let currency = version.terms.currency;
    let filter = Filter::all(program.id);
    let (person, now) = (who.person, app.clock.now());
    let may_begin = async |conn: &Conn| match who.was_invited() {
        true => Ok(false),
        false => invitation::may_begin(conn, catalogue, person, now).await,
    };
    let by_month = async |conn: &Conn| match program.is_monthly() {
        true => ladder(conn, person, program, now).await,
        false => Ok(None),
    };
    let (balances, links, counted, sums, releases, lines, asked, ladder, may_name_code) = app
        .db
        .read(async |conn| {
            futures_util::try_join!(
                ledger::balances(conn, person),
                referrals::links_of(conn, person),
                referrals::funnel(conn, person, program.id),
                rewards::earned_in(conn, person, program.id, months),
                rewards::releases(conn, person, program.id, RELEASES),
                rewards::earnings(conn, person, filter, 0, LAST),
                withdrawals::of(conn, person, program.id, 0, LAST),
                by_month(conn),
                may_begin(conn)
            )
        })
        .await?;
    let figures = Figures::of(&balances, program.id, &version.terms)?;
    let counted_in = figures.currency();
    let earned = |(month, sum): (&crate::calendar::Month, Decimal)| {
        Ok(MonthEarned { month: *month, earned: ledger::money(sum, counted_in)? })
    };
    Ok(Read {
        dates: dates(&releases, &asked, ladder.as_ref(), (&program.slug, now)),
        ladder,
        links,
        figures,
        funnel: Funnel { clicks: counted.clicks, registered: counted.registered, paying: counted.paying },
        months: months
            .months
            .iter()
            .zip(sums.counted_in(counted_in, currency))
            .map(earned)
            .collect::<Result<_, Fault>>()?,
        last: lines.iter().map(|line| row(line, lang)).collect(),
        may_name_code,
    })
}

/// What comes by itself, the next first.
fn dates(
    releases: &[Release],
    asked: &[Withdrawal],
    ladder: Option<&Ladder>,
    (slug, now): (&str, Instant),
) -> Vec<NextDate> {
    let release = |release: &Release| NextDate {
        at: release.at,
        words: "next-release".into(),
        late: None,
        amount: Some(release.amount),
        releases: true,
        href: None,
    };
    let due = |asked: &Withdrawal| NextDate {
        at: asked.due_at,
        words: if asked.is_overdue(now) { "next-withdrawal-late" } else { "next-withdrawal" }.into(),
        late: asked.is_overdue(now).then(|| mine::late(asked, now)),
        amount: Some(asked.state.amount.money()),
        releases: false,
        href: Some(format!("/withdrawals?program={slug}#w-{}", asked.id)),
    };
    let run = |ladder: &Ladder| NextDate {
        at: ladder.at,
        words: "next-verification".into(),
        late: None,
        amount: None,
        releases: false,
        href: Some(format!("/companies?program={slug}")),
    };
    let open = asked.iter().filter(|withdrawal| withdrawal.state.stage.is_open());
    let mut dates: Vec<NextDate> = releases.iter().map(release).chain(open.map(due)).chain(ladder.map(run)).collect();
    dates.sort_by_key(|date| date.at);
    dates
}
