//! Forms of other sites are refused by what the browser says about their origin; no tokens. Sources: Fetch Metadata
//! (`Sec-Fetch-Site`), RFC 6454 (`Origin`), and the OWASP CSRF Prevention Cheat Sheet, which recommends the former with
//! the latter for old browsers.

use actix_web::dev::ServiceRequest;
use actix_web::http::{Method, header};
use url::Url;

/// Whether a request may change something: it is safe, or a key authenticates it, or it comes from our own pages.
pub(super) fn is_ours(request: &ServiceRequest) -> bool {
    // The token in a letter's address is such a key: mail services press that button, and they have no origin.
    let has_key = request.path().starts_with("/api/") || request.path().starts_with("/letters/");
    if has_key || matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS) {
        return true;
    }
    let header = |name: &str| request.headers().get(name).map(|value| value.to_str().unwrap_or_default());
    match header("sec-fetch-site") {
        // `none`: the person did it (reloaded a form), no site.
        Some(site) => matches!(site, "same-origin" | "none"),
        None => match header(header::ORIGIN.as_str()).and_then(|origin| Url::parse(origin).ok()) {
            Some(origin) => host_of(&origin).is_some_and(|host| Some(host.as_str()) == header("host")),
            None => false,
        },
    }
}

/// Where a form that changes something was sent from: the path of one of our own pages, or that of the form's own address where the
/// browser names none.
pub(super) fn sent_from(request: &ServiceRequest) -> Option<String> {
    if matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS) {
        return None;
    }
    let header = |name: header::HeaderName| request.headers().get(name).and_then(|value| value.to_str().ok());
    let page = header(header::REFERER).and_then(|page| Url::parse(page).ok());
    let ours = page.filter(|page| host_of(page).as_deref() == header(header::HOST));
    Some(match ours {
        Some(page) => page[url::Position::BeforePath..url::Position::AfterQuery].to_owned(),
        None => request.path().to_owned(),
    })
}

fn host_of(origin: &Url) -> Option<String> {
    let host = origin.host_str()?;
    Some(origin.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}")))
}
