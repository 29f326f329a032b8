//! Reads for the overview: after the session, one round trip for the programs and one for everything else.

use super::{Funnel, MonthEarned, OverviewPage, ProgramChoice};
use crate::app::App;
use crate::calendar::{CalendarError, Instant, Month};
use crate::companies::pages::ladder::{Ladder, ladder};
use crate::db::{Conn, Fault};
use crate::ids::PersonId;
use crate::ledger;
use crate::people::SignedIn;
use crate::programs::{self, Catalogue, Program, Version};
use crate::referrals::pages::{offer, own_link};
use crate::referrals::{self, Link};
use crate::rewards::pages::{EarningRow, Figures, earnings::row};
use crate::rewards::{self, Filter, Release, Which};
use crate::web::pictures::Qr;
use crate::web::{Error, Lang, Page, Visit};
use crate::withdrawals;
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
    let program = catalogue.chosen(&query.program).ok_or(Error::NotFound)?;
    let version = program.told(now)?;
    let months = months(now, version).map_err(|error| Fault::contradiction(error.to_string()))?;
    let read = read(&app, who.person, program, version, &months, Visit::of(&request).lang).await?;
    let link = own_link::address(&app, who.person, program.id, &read.links).await?;
    let terms = &version.terms;
    Ok(Page::new(OverviewPage {
        programs: choices(&catalogue, program, now)?,
        program: terms.name.clone(),
        terms: offer::terms_path(&program.slug),
        you_earn: offer::for_referrer(terms),
        they_get: offer::for_them(terms),
        qr: Qr::of(&link),
        link,
        ladder: read.ladder,
        earns: !terms.rewards.is_empty() || !terms.rules.is_empty(),
        figures: read.figures,
        withdrawals: withdrawals::pages::path(&program.slug, terms),
        releases: read.releases,
        funnel: read.funnel,
        months: read.months,
        last: read.last,
    }))
}

struct Read {
    ladder: Option<Ladder>,
    links: Vec<Link>,
    figures: Figures,
    releases: Vec<Release>,
    funnel: Funnel,
    months: Vec<MonthEarned>,
    last: Vec<EarningRow>,
}

async fn read(
    app: &App,
    person: PersonId,
    program: &Program,
    version: &Version,
    months: &[Month],
    lang: Lang,
) -> Result<Read, Error> {
    let (zone, currency) = (version.terms.time_zone, version.terms.currency);
    let starts: Vec<Instant> = months
        .iter()
        .map(|month| month.instant(1, 0, zone))
        .collect::<Result<_, _>>()
        .map_err(|error| Fault::contradiction(error.to_string()))?;
    let filter = Filter { program: program.id, invitee: None, which: Which::All };
    let now = app.clock.now();
    let by_month = async |conn: &Conn| match program.is_monthly() {
        true => ladder(conn, person, program, now).await,
        false => Ok(None),
    };
    let (balances, links, counted, sums, releases, lines, ladder) = app
        .db
        .read(async |conn| {
            futures_util::try_join!(
                ledger::balances(conn, person),
                referrals::links_of(conn, person),
                referrals::funnel(conn, person, program.id),
                rewards::earned_since(conn, person, program.id, &starts),
                rewards::releases(conn, person, program.id, RELEASES),
                rewards::earnings(conn, person, filter, 0, LAST),
                by_month(conn)
            )
        })
        .await?;
    let figures = Figures::of(&balances, program.id, currency)?;
    let counted_in = figures.currency();
    let earned =
        |(month, sum): (&Month, Decimal)| Ok(MonthEarned { month: *month, earned: ledger::money(sum, counted_in)? });
    Ok(Read {
        ladder,
        links,
        figures,
        releases,
        funnel: Funnel { clicks: counted.clicks, registered: counted.registered, paying: counted.paying },
        months: months.iter().zip(sums.counted_in(counted_in, currency)).map(earned).collect::<Result<_, Fault>>()?,
        last: lines.iter().map(|line| row(line, lang)).collect(),
    })
}

/// The last twelve months of the program's calendar, oldest first.
fn months(now: Instant, version: &Version) -> Result<Vec<Month>, CalendarError> {
    let mut months = vec![Month::of(now, version.terms.time_zone)];
    for _ in 1..MONTHS {
        let earliest = months.last().copied();
        months.extend(earliest.map(Month::previous).transpose()?);
    }
    months.reverse();
    Ok(months)
}

fn choices(catalogue: &Catalogue, chosen: &Program, now: Instant) -> Result<Vec<ProgramChoice>, Fault> {
    let choice = |program: &Program| {
        let name = program.told(now)?.terms.name.clone();
        Ok(ProgramChoice { slug: program.slug.clone(), name, current: program.id == chosen.id })
    };
    catalogue.programs.iter().map(choice).collect()
}
