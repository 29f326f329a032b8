//! Terms as everybody may read them: words made of the same rules that decide about money.

use super::governed::{applies, governs};
use super::{Alternate, Section, Standing, TermsPage, VersionRow, told};
use crate::app::App;
use crate::calendar::Instant;
use crate::people::SignedIn;
use crate::programs::{self, Program, Version};
use crate::referrals::pages::offer;
use crate::rules::terms::Applies;
use crate::rules::{Terms, explain};
use crate::web::{Error, Lang, Page, Words};
use actix_web::{HttpRequest, web};
use serde::Deserialize;

#[derive(Deserialize)]
pub struct Query {
    #[serde(default)]
    version: String,
}

/// Those in force.
pub async fn show(
    app: web::Data<App>,
    who: Option<SignedIn>,
    request: HttpRequest,
    slug: web::Path<String>,
    query: web::Query<Query>,
) -> Result<Page<TermsPage>, Error> {
    page(&app, who.as_ref(), &request, &slug, &query.version).await
}

/// One version, in force or not, under an address of its own.
pub async fn version(
    app: web::Data<App>,
    who: Option<SignedIn>,
    request: HttpRequest,
    path: web::Path<(String, String)>,
) -> Result<Page<TermsPage>, Error> {
    let (slug, version) = path.into_inner();
    page(&app, who.as_ref(), &request, &slug, &version).await
}

async fn page(
    app: &App,
    who: Option<&SignedIn>,
    request: &HttpRequest,
    slug: &str,
    version: &str,
) -> Result<Page<TermsPage>, Error> {
    let now = app.clock.now();
    let catalogue = app.db.read(async |conn| programs::catalogue(conn).await).await?;
    let program = catalogue.by_slug(slug).ok_or(Error::NotFound)?;
    let current = program.told(now)?;
    let asked = match version {
        "" => current,
        number => number.parse().ok().and_then(|number| program.version(number)).ok_or(Error::NotFound)?,
    };
    let governed = match who {
        Some(who) => Some(governs(app, who.person, program, asked, now).await?),
        None => None,
    };
    let path = if asked.number == current.number { offer::terms_path(slug) } else { version_path(slug, asked.number) };
    let (canonical, alternates) = addresses(app, request, &path)?;
    Ok(Page::new(TermsPage {
        slug: program.slug.clone(),
        program: asked.terms.name.clone(),
        description: Words::new("terms-description")
            .with("program", &asked.terms.name)
            .with("earn", offer::for_referrer(&asked.terms)),
        version: asked.number,
        effective_from: asked.effective_from,
        standing: standing(asked, current, now),
        closed_at: program.closed_at,
        sections: sections(&asked.terms),
        examples: asked.terms.examples.iter().map(|example| told::example(example, &asked.terms)).collect(),
        versions: versions(program, asked, current),
        governed,
        canonical,
        alternates,
    }))
}

pub(super) fn version_path(slug: &str, version: u32) -> String {
    format!("{}/{version}", offer::terms_path(slug))
}

/// The whole address of this page in the language that was asked for, and those in every language.
pub(super) fn addresses(app: &App, request: &HttpRequest, path: &str) -> Result<(String, Vec<Alternate>), Error> {
    let url = app.url.join(path).map_err(|error| Error::Broken(error.to_string()))?;
    let in_language = |lang: Lang| {
        let mut url = url.clone();
        url.query_pairs_mut().append_pair("lang", lang.code());
        url.to_string()
    };
    let asked = request.query_string().split('&').find_map(|pair| Lang::from_code(pair.strip_prefix("lang=")?));
    let alternates = Lang::ALL.into_iter().map(|lang| Alternate { lang: lang.code(), href: in_language(lang) });
    let any = Alternate { lang: "x-default", href: url.to_string() };
    Ok((asked.map_or_else(|| url.to_string(), in_language), alternates.chain([any]).collect()))
}

fn standing(asked: &Version, current: &Version, now: Instant) -> Standing {
    match asked.terms.applies {
        _ if asked.number == current.number => Standing::Current,
        _ if asked.effective_from.is_some_and(|from| from > now) => Standing::Future,
        Applies::OptIn if asked.number > 1 => Standing::Optional,
        _ => Standing::Old,
    }
}

fn versions(program: &Program, shown: &Version, current: &Version) -> Vec<VersionRow> {
    let row = |version: &Version| VersionRow {
        version: version.number,
        effective_from: version.effective_from,
        published_at: version.published_at,
        applies: applies(version),
        current: version.number == shown.number,
        in_force: version.number == current.number,
    };
    program.versions.iter().rev().map(row).collect()
}

pub fn sections(terms: &Terms) -> Vec<Section> {
    let offered = terms.offers.iter().flat_map(|offer| explain::invitee_offer(offer, terms));
    let section = |title: &'static str, said: Vec<explain::Words>| Section {
        title: title.into(),
        sentences: said.into_iter().map(Words::from).collect(),
    };
    let sections = [
        section("terms-you-earn", explain::rewards(terms)),
        section("terms-they-get", offered.collect()),
        section("terms-rules", explain::conditions(terms)),
    ];
    sections.into_iter().filter(|section| !section.sentences.is_empty()).collect()
}
