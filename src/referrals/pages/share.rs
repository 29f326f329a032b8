//! The share kit: one's links with what came of them, and everything that carries one of them to other people.

use super::banner::SIZES;
use super::own_link;
use super::share_page::{BannerRow, Channel, LinkForm, LinkRow, ShareLink, SharePage, Way};
use crate::app::App;
use crate::calendar::{Instant, Zone};
use crate::ids::LinkId;
use crate::people::SignedIn;
use crate::programs::{self, Program};
use crate::referrals::pages::offer;
use crate::referrals::{self, CountedLink, MOST_LINKS};
use crate::rules::Terms;
use crate::web::pictures::Qr;
use crate::web::{Error, Lang, Page, Paging, Refusals, Shell, Visit, Words};
use actix_web::{HttpRequest, web};
use serde::Deserialize;

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Query {
    pub(super) program: String,
    /// The code of the link that is shared.
    pub(super) link: String,
    /// The language of texts and banners; that of the page where it is none of ours.
    #[serde(rename = "in")]
    pub(super) language: String,
}

pub async fn show(
    app: web::Data<App>,
    who: SignedIn,
    request: HttpRequest,
    query: web::Query<Query>,
) -> Result<Page<SharePage>, Error> {
    let visit = Visit::of(&request);
    let form = LinkForm { link: LinkId::new(visit.now).to_string(), ..LinkForm::default() };
    let screen = screen(&app, &who, &visit, &query, form, Refusals::none()).await?;
    let program = screen.named();
    Ok(Page::new(screen).about(&program))
}

/// `form`: what was refused, to be shown again.
pub(super) async fn screen(
    app: &App,
    who: &SignedIn,
    visit: &Visit,
    query: &Query,
    form: LinkForm,
    errors: Refusals,
) -> Result<SharePage, Error> {
    let (person, now) = (who.person, app.clock.now());
    let catalogue = app.db.read(async |conn| programs::catalogue(conn).await).await?;
    let program = catalogue.chosen(&query.program, who.program.as_deref()).ok_or(Error::NotFound)?;
    let links = app.db.read(async |conn| referrals::links_of(conn, person).await).await?;
    own_link::address(app, who, program.id, &links).await?;
    let links = app.db.read(async |conn| referrals::links_counted(conn, person, program.id, MOST_LINKS).await).await?;
    let open: Vec<&CountedLink> = links.iter().filter(|link| link.closed_at.is_none()).collect();
    let asked = query.link.to_uppercase();
    let shared = match open.iter().find(|link| link.code == asked) {
        Some(link) => link,
        None if asked.is_empty() => open.first().ok_or(Error::NotFound)?,
        None => return Err(Error::NotFound),
    };
    let lang = Lang::from_code(&query.language).unwrap_or(visit.lang);
    let terms = &program.told(now)?.terms;
    Ok(SharePage {
        programs: catalogue.choices(program, now)?,
        program: program.slug.clone(),
        is_open: program.is_open(now),
        takes_codes: terms.attribution.codes,
        they_get: offer::for_them(terms),
        shared: share_link(app, shared, terms, lang, now)?,
        banners: banners(app, program, shared, terms, lang, now)?,
        lang,
        links: links.iter().map(|link| row(link, shared, open.len(), catalogue.named(program))).collect(),
        may_add: i64::try_from(links.len()).is_ok_and(|count| count < MOST_LINKS),
        form,
        errors,
    })
}

fn row(link: &CountedLink, shared: &CountedLink, open: usize, program: &str) -> LinkRow {
    let base = |path: &str| {
        let href = Paging::base(path, &[("program", program), ("link", &link.code)]);
        href.trim_end_matches('&').to_owned()
    };
    LinkRow {
        code: link.code.clone(),
        label: link.label.clone(),
        typed: None,
        sub: link.sub.clone(),
        closed_at: link.closed_at,
        shared: link.code == shared.code,
        may_close: link.closed_at.is_none() && open > 1,
        href: base("/share"),
        clicks_href: base("/clicks"),
        counted: link.counted,
    }
}

fn share_link(app: &App, link: &CountedLink, terms: &Terms, lang: Lang, now: Instant) -> Result<ShareLink, Error> {
    let address = own_link::of_code(app, &link.code)?;
    Ok(ShareLink {
        qr: Qr::of(&address),
        code: link.code.clone(),
        label: link.label.clone(),
        channels: channels(&address, terms, lang, now),
        address,
    })
}

/// Sentences in the language of whoever is to read them, which need not be that of the page.
fn speaker(lang: Lang, now: Instant) -> Shell {
    Shell::speaking(lang, Zone::UTC, now)
}

/// What an offer says to the invitee, as a sentence that follows another; empty where nothing is offered.
fn following(terms: &Terms, speaker: &Shell) -> String {
    offer::for_invitee(terms).map(|words| format!(" {}", speaker.say(&words))).unwrap_or_default()
}

/// What may be sent, in the words of each way.
pub fn channels(address: &str, terms: &Terms, lang: Lang, now: Instant) -> Vec<Channel> {
    let speaker = speaker(lang, now);
    let offer = following(terms, &speaker);
    let say = |key: &'static str| {
        let words = Words::new(key).with("program", &terms.name).with("offer", offer.as_str()).with("link", address);
        speaker.say(&words)
    };
    let channel = |way: Way, text: &'static str| {
        let lead = say(text);
        // Where the address goes along by itself, the text does without it.
        let text = if lead.contains(address) { lead.clone() } else { format!("{lead}\n{address}") };
        Channel { way, subject: String::new(), text, lead }
    };
    vec![
        Channel { subject: say("share-mail-subject"), ..channel(Way::Mail, "share-mail-text") },
        channel(Way::WhatsApp, "share-whatsapp-text"),
        channel(Way::Telegram, "share-telegram-text"),
        channel(Way::Sms, "share-sms-text"),
        channel(Way::Post, "share-post-text"),
    ]
}

fn banners(
    app: &App,
    program: &Program,
    link: &CountedLink,
    terms: &Terms,
    lang: Lang,
    now: Instant,
) -> Result<Vec<BannerRow>, Error> {
    let speaker = speaker(lang, now);
    let alt = format!("{}.{}", terms.name, following(terms, &speaker));
    let address = own_link::of_code(app, &link.code)?;
    let banner = |size: super::banner::Size| {
        let path = format!("/programs/{}/banners/{}/{}.svg", program.slug, lang.code(), size.name);
        let picture = app.url.join(&path).map_err(|error| Error::Broken(error.to_string()))?;
        let (width, height) = (size.width, size.height);
        let escape = |text: &str| text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;");
        let html = format!(
            "<a href=\"{address}\"><img src=\"{picture}\" width=\"{width}\" height=\"{height}\" alt=\"{}\"></a>",
            escape(&alt)
        );
        Ok(BannerRow { name: size.name, path, width, height, alt: alt.clone(), html })
    };
    SIZES.into_iter().map(banner).collect()
}
