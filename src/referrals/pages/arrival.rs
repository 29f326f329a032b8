//! A visit through a link: `/r/CODE`, or any page with a parameter that the link's program recognises. It is recorded before
//! anything is answered, as an event of our own.

use super::offer;
use super::visited::{Visit, Visited};
use crate::app::App;
use crate::calendar::Instant;
use crate::db::Fault;
use crate::events::{Event, Fact, LinkClicked, Text};
use crate::ids::{ClickId, Code, EventId, ExternalId, IdError};
use crate::intake::{Incoming, Intake, Outcome};
use crate::people::{SignedIn, sources};
use crate::programs::{self, Program};
use crate::referrals::{Door, Doors, Link, Visitor};
use crate::rules::attribution::is_paid_ad;
use crate::seal::Use;
use crate::web::{Error, Invitation, Nav, Viewing, peer};
use actix_web::body::MessageBody;
use actix_web::dev::{Payload, ServiceRequest, ServiceResponse};
use actix_web::http::{Method, header};
use actix_web::middleware::Next;
use actix_web::{FromRequest, HttpMessage, HttpRequest, web};
use futures_util::future::try_join_all;
use url::Url;

/// Codes looked at in one address; more are a probe.
const MOST: usize = 4;

/// What this request adds to the visitor's cookie; pages of the same request find it here.
#[derive(Clone)]
pub(super) struct Followed(pub Visited);

/// Where a link leads, for the page behind it.
#[derive(Clone)]
pub(super) enum Arrived {
    At {
        door: Box<Door>,
        program: Program,
        /// None for one that counts as no visit: a preview, a page that is loaded again.
        click: Option<ClickId>,
        /// Nothing is kept in the browser before an answer.
        asks: bool,
    },
    Own,
    Closed,
    Retired,
    Unknown,
}

/// Notices visits on every page: `.wrap(from_fn(arrival::notice))`, inside the session's middleware.
pub async fn notice(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, actix_web::Error> {
    // Staff who look at an account are no visitors.
    let looks = request.extensions().get::<Viewing>().is_some();
    let cookie = match named(request.request()).filter(|_| !looks) {
        Some(named) => arrive(request.request(), named).await?,
        None => None,
    };
    let mut response = next.call(request).await?;
    if let Some(cookie) = cookie {
        response.response_mut().add_cookie(&cookie)?;
    }
    Ok(response)
}

/// The codes that an address names, each with its parameter; `/r/CODE` has none.
type Named = Vec<(Option<String>, Code)>;

fn named(request: &HttpRequest) -> Option<Named> {
    let path = request.path();
    let asks_for_page = request.method() == Method::GET && !path.starts_with("/static/") && !path.starts_with("/api/");
    if !asks_for_page || request.headers().contains_key("hx-request") {
        return None;
    }
    if let Some(code) = path.strip_prefix("/r/") {
        return Some(code.parse().map(|code| (None, code)).into_iter().collect());
    }
    let pairs = url::form_urlencoded::parse(request.query_string().as_bytes());
    let codes = pairs.filter_map(|(name, value)| Some((Some(name.into_owned()), value.parse().ok()?)));
    Some(codes.take(MOST).collect::<Named>()).filter(|named| !named.is_empty())
}

/// Records the visit unless it is none; the cookie that the visitor then gets.
async fn arrive(request: &HttpRequest, named: Named) -> Result<Option<actix_web::cookie::Cookie<'static>>, Error> {
    let (Some(app), Some(intake), Some(doors)) = (
        request.app_data::<web::Data<App>>(),
        request.app_data::<web::Data<Intake>>(),
        request.app_data::<web::Data<Doors>>(),
    ) else {
        return Err(Error::Broken("the app's data lacks App, Intake or Doors".into()));
    };
    let now = app.clock.now();
    let mut arrived = look(doors, request, named, now).await?;
    let cookie = match &mut arrived {
        Arrived::At { door, program, click, asks } => {
            let mut visited = Visited::kept(app, request);
            *asks = app.config.asks_consent && visited.is_empty();
            *click = visited.click_of(&door.link.code);
            let goes_on = (*asks || click.is_some()) && comes_from_here(app, request);
            if goes_on || is_machine(request) {
                None
            } else if let Some(visit) = come(app, intake, request, door, program, now).await? {
                *click = Some(visit.click);
                visited.add(visit);
                request.extensions_mut().insert(Followed(visited.clone()));
                if *asks { None } else { Some(visited.cookie(app, &door.catalogue, now)?) }
            } else {
                None
            }
        }
        Arrived::Own | Arrived::Closed | Arrived::Retired | Arrived::Unknown => None,
    };
    if let Some(invitation) = invitation(request, &arrived, now)? {
        request.extensions_mut().insert(invitation);
    }
    request.extensions_mut().insert(arrived);
    Ok(cookie)
}

/// What stands on top of the page, unless it is one that says it by itself, or whoever looks has an account.
fn invitation(request: &HttpRequest, arrived: &Arrived, now: Instant) -> Result<Option<Invitation>, Error> {
    let Arrived::At { door, program, click, asks } = arrived else { return Ok(None) };
    let says_itself = request.path().starts_with("/r/") || request.path() == "/register";
    if says_itself || request.extensions().get::<Nav>().is_some() {
        return Ok(None);
    }
    let terms = &program.told(now)?.terms;
    Ok(Some(Invitation {
        from: offer::from(door, terms),
        offer: (!terms.offers.is_empty()).then(|| offer::headline(terms)),
        until: offer::valid_until(terms, now)?,
        code: door.link.code.to_string(),
        click: click.map(|click| click.to_string()).unwrap_or_default(),
        asks: *asks,
    }))
}

/// Records a visit now; none when the link ended between the look and the record.
pub(super) async fn come(
    app: &App,
    intake: &Intake,
    request: &HttpRequest,
    door: &Door,
    program: &Program,
    now: Instant,
) -> Result<Option<Visit>, Error> {
    let (click, code) = (ClickId::new(now), door.link.code.clone());
    // An answer about what is kept is given after the link was opened.
    let path = if request.method() == Method::POST { format!("/r/{code}") } else { landing(request) };
    let is_kept = record(app, intake, request, (&door.link, &path), click, now).await?;
    let paid_ad = is_paid_ad(&path);
    Ok(is_kept.then_some(Visit { program: program.id, code, click, at: now, paid_ad }))
}

async fn look(doors: &Doors, request: &HttpRequest, named: Named, now: Instant) -> Result<Arrived, Error> {
    let who = SignedIn::from_request(request, &mut Payload::None).await.ok();
    let opened = try_join_all(named.iter().map(|(_, code)| doors.ask(code.clone()))).await?;
    for ((parameter, _), door) in named.iter().zip(opened) {
        let Some(door) = door else { continue };
        let program = door.catalogue.get(door.link.program)?;
        // In a parameter a code that ended is none, as another may stand beside it.
        if parameter
            .as_ref()
            .is_some_and(|parameter| door.link.closed_at.is_some() || !recognises(program, parameter, now))
        {
            continue;
        }
        let is_own = who.is_some_and(|who| who.person == door.link.person);
        return Ok(match door.link.closed_at.is_none() {
            false => Arrived::Retired,
            true if is_own => Arrived::Own,
            true if !program.is_open(now) || program.in_force(now).is_none() => Arrived::Closed,
            true => Arrived::At { program: program.clone(), door: Box::new(door), click: None, asks: false },
        });
    }
    Ok(Arrived::Unknown)
}

fn recognises(program: &Program, parameter: &str, now: Instant) -> bool {
    let own = |version: &programs::Version| version.terms.attribution.parameters.iter().any(|name| name == parameter);
    parameter == "ref" || program.in_force(now).is_some_and(own)
}

/// False when the link ended between the look and the record.
async fn record(
    app: &App,
    intake: &Intake,
    request: &HttpRequest,
    (link, path): (&Link, &str),
    click: ClickId,
    now: Instant,
) -> Result<bool, Error> {
    let wrong = |error: IdError| Fault::contradiction(error.to_string());
    let id = |text: String| text.parse::<ExternalId>().map_err(wrong);
    let text = |text: &str| text.chars().take(Text::MAX_CHARS).collect::<String>().parse::<Text>().ok();
    let query = url::form_urlencoded::parse(request.query_string().as_bytes());
    let sub = query.into_iter().find(|(name, value)| name == "sub" && !value.is_empty());
    let fact = LinkClicked {
        click: id(click.to_string())?,
        code: link.code.as_str().parse().map_err(Fault::contradiction)?,
        path: text(path),
        sub: sub.and_then(|(_, value)| text(&value.chars().take(100).collect::<String>())).or_else(|| text(&link.sub)),
        referring_host: referring(request).as_ref().and_then(Url::host_str).and_then(text),
    };
    let fact = Fact::LinkClicked(Box::new(fact));
    let event = Event { id: id(EventId::new(now).to_string())?, timestamp: now, fact };
    let visitor = Visitor { device: device(agent(request)), hash: visitor_hash(app, request, now)? };
    let incoming = Incoming { visitor: Some(visitor), ..Incoming::new(sources::beckon(), event) };
    let answer = intake.submit(incoming).await?;
    Ok(matches!(answer.outcome, Outcome::Applied { .. }))
}

/// The path, and of the query only what says that a paid advertisement led here; its id tells who clicked and is not kept.
fn landing(request: &HttpRequest) -> String {
    let says_so = |name: &str, value: &str| is_paid_ad(&format!("/?{}", pair(name, value)));
    let found =
        url::form_urlencoded::parse(request.query_string().as_bytes()).find(|(name, value)| says_so(name, value));
    match found {
        None => request.path().to_owned(),
        Some((name, _)) if says_so(&name, "-") => format!("{}?{}", request.path(), pair(&name, "-")),
        Some((name, value)) => format!("{}?{}", request.path(), pair(&name, &value)),
    }
}

fn pair(name: &str, value: &str) -> String {
    url::form_urlencoded::Serializer::new(String::new()).append_pair(name, value).finish()
}

/// Tells visits of one day apart, and nothing more: the day salts it, the key is ours, the address is not kept.
fn visitor_hash(app: &App, request: &HttpRequest, now: Instant) -> Result<Vec<u8>, Error> {
    let text = format!("{} {} {}", now.date_naive(), peer(request), agent(request));
    let hash = app.seal.hash(Use::Visitor, &text).map_err(|error| Error::Broken(error.to_string()))?;
    Ok(hash.to_vec())
}

fn agent(request: &HttpRequest) -> &str {
    request.headers().get(header::USER_AGENT).and_then(|agent| agent.to_str().ok()).unwrap_or_default()
}

fn device(agent: &str) -> &'static str {
    match agent {
        tablet if tablet.contains("iPad") || tablet.contains("Tablet") => "tablet",
        phone if phone.contains("Mobi") || phone.contains("iPhone") => "phone",
        _ => "computer",
    }
}

/// Programs that look at links without a person behind them: search engines, previews of messengers, browsers that load ahead.
fn is_machine(request: &HttpRequest) -> bool {
    const SIGNS: [&str; 7] = ["bot", "crawl", "spider", "preview", "facebookexternalhit", "whatsapp/", "skype"];
    let agent = agent(request).to_lowercase();
    let ahead = ["sec-purpose", "purpose", "x-moz"].iter().any(|name| {
        request
            .headers()
            .get(*name)
            .and_then(|value| value.to_str().ok())
            .is_some_and(|value| value.contains("prefetch"))
    });
    ahead || SIGNS.iter().any(|sign| agent.contains(sign))
}

fn referring(request: &HttpRequest) -> Option<Url> {
    request.headers().get(header::REFERER)?.to_str().ok()?.parse().ok()
}

/// Led here by one of our own pages, or loaded again.
fn comes_from_here(app: &App, request: &HttpRequest) -> bool {
    let site = request.headers().get("sec-fetch-site").and_then(|value| value.to_str().ok());
    site == Some("same-origin") || referring(request).is_some_and(|from| from.host_str() == app.url.host_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::test::TestRequest;

    #[test]
    fn codes_are_found_in_the_address_and_nowhere_else() {
        let of = |uri: &str| named(&TestRequest::get().uri(uri).to_http_request());
        let code: Code = "K7QM2XWA".parse().unwrap();
        assert_eq!(of("/r/k7qm-2xwa"), Some(vec![(None, code.clone())]));
        assert_eq!(of("/r/nonsense!"), Some(vec![]));
        assert_eq!(of("/?ref=K7QM2XWA&page=2"), Some(vec![(Some("ref".into()), code.clone())]));
        assert_eq!(of("/invited?page=2"), None);
        assert_eq!(of("/static/app.css?ref=K7QM2XWA"), None);
        let post = TestRequest::post().uri("/register?ref=K7QM2XWA").to_http_request();
        assert_eq!(named(&post), None);
    }

    #[test]
    fn of_an_advertisement_only_that_it_was_one_is_kept() {
        let of = |uri: &str| landing(&TestRequest::get().uri(uri).to_http_request());
        assert_eq!(of("/hosting?page=K7QM2XWA&email=a@example.com"), "/hosting");
        assert_eq!(of("/hosting?page=K7QM2XWA&gclid=Cj0KCQ"), "/hosting?gclid=-");
        assert_eq!(of("/?utm_source=x&utm_medium=cpc&page=K7QM2XWA"), "/?utm_medium=cpc");
        assert_eq!(of("/?utm_medium=email"), "/");
    }

    #[test]
    fn previews_and_prefetches_are_no_visits() {
        let by = |agent: &str| TestRequest::get().insert_header(("user-agent", agent));
        assert!(is_machine(&by("TelegramBot (like TwitterBot)").to_http_request()));
        assert!(is_machine(&by("WhatsApp/2.23.20.0").to_http_request()));
        let person = || by("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0) AppleWebKit/605 Mobile/15E148 Safari/604.1");
        assert!(!is_machine(&person().to_http_request()));
        assert!(is_machine(&person().insert_header(("sec-purpose", "prefetch;prerender")).to_http_request()));
        assert_eq!(device(agent(&person().to_http_request())), "phone");
    }
}
