//! What stands around every page: language, menu, notice, the demo's clock.

use super::{Lang, Words};
use crate::calendar::{Instant, Zone};
use std::any::Any;
use url::form_urlencoded;

/// Made for each answer from its request; templates reach it through the filters.
#[derive(Debug, Clone)]
pub struct Shell {
    pub lang: Lang,
    pub zone: Zone,
    pub now: Instant,
    /// It is kept or printed: every day stands with its year.
    pub dated: bool,
    /// The installation, as people know its address.
    pub issuer: String,
    /// Path with query, for the links that come back here.
    pub path: String,
    /// The slug of the program that the page is about, which the menu keeps; empty where it is about none.
    pub program: String,
    pub nav: Option<Nav>,
    /// A key of `locales/` that begins with `flash-`.
    pub flash: Option<String>,
    pub demo: Option<DemoBar>,
    pub invitation: Option<Invitation>,
    pub viewing: Option<Viewing>,
}

/// A member of staff looks at somebody's account. People put it into the request's extensions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Viewing {
    /// Whose account it is.
    pub name: String,
    pub until: Instant,
}

/// Somebody's link led here: what stands on top of a page that is not the link's own. Referrals put it into the request's
/// extensions.
#[derive(Debug, Clone, PartialEq)]
pub struct Invitation {
    /// Who invites, masked.
    pub from: Words,
    /// What is offered, in one sentence; none: nothing.
    pub offer: Option<Words>,
    /// Whoever registers by then came by it.
    pub until: Instant,
    pub code: String,
    /// The visit; empty for one that counts as none.
    pub click: String,
    /// Nothing is kept in the browser before an answer.
    pub asks: bool,
}

/// Who is signed in. People's extractor puts it into the request's extensions; the page finds it there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Nav {
    pub name: String,
    pub staff: bool,
    /// Somebody invited this person: there is a page about it.
    pub invited: bool,
    /// The slugs of the programs that gave this person cash.
    pub cash: Vec<String>,
    pub zone: Zone,
}

/// The demo puts it into the request's extensions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoBar {
    pub now: Instant,
    /// The label of the role that looks at the page: `demo-referrer`, for example.
    pub role: Option<&'static str>,
}

/// A place in the menu: where it leads and what it says.
pub struct Place {
    pub path: &'static str,
    pub href: String,
    pub key: &'static str,
}

impl Shell {
    /// Around what is said outside of a page: in a letter, a file, a text for somebody else.
    pub fn speaking(lang: Lang, zone: Zone, now: Instant) -> Shell {
        Shell {
            lang,
            zone,
            now,
            dated: false,
            issuer: String::new(),
            path: "/".into(),
            nav: None,
            flash: None,
            demo: None,
            invitation: None,
            viewing: None,
            program: String::new(),
        }
    }

    /// Where the person may go, the program kept.
    pub fn places(&self) -> Vec<Place> {
        let Some(nav) = &self.nav else { return Vec::new() };
        let of_person = [
            ("/overview", "nav-overview", true),
            ("/share", "nav-share", true),
            ("/invited", "nav-invited", true),
            ("/earnings", "nav-earnings", true),
            ("/statement", "nav-statement", true),
            ("/withdrawals", "withdrawals-title", !nav.cash.is_empty()),
            ("/companies", "nav-companies", true),
            ("/plans", "nav-plans", true),
            ("/invitation", "nav-invitation", nav.invited),
        ];
        let place = |(path, key, _)| Place { path, href: self.kept(path), key };
        let staff = nav.staff.then(|| Place { path: "/admin", href: "/admin".into(), key: "nav-admin" });
        of_person.into_iter().filter(|(_, _, there)| *there).map(place).chain(staff).collect()
    }

    /// A place with the program that this page is about, where that place knows it.
    pub fn kept(&self, path: &str) -> String {
        let has_cash = || self.nav.as_ref().is_some_and(|nav| nav.cash.contains(&self.program));
        let is_known = match path {
            // Whose invitation it is, the page knows itself.
            "/invitation" => false,
            "/withdrawals" => has_cash(),
            _ => !self.program.is_empty(),
        };
        let program: String = form_urlencoded::byte_serialize(self.program.as_bytes()).collect();
        if is_known { format!("{path}?program={program}") } else { path.to_owned() }
    }

    /// The place of the menu that this page belongs to.
    pub fn is_at(&self, href: &str) -> bool {
        let path = self.path.split('?').next().unwrap_or_default();
        path.strip_prefix(href).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }

    /// A staff page other than the overview, which lists all of them itself; whoever looks may open it.
    pub fn is_in_console(&self) -> bool {
        let is_overview = self.path.split('?').next() == Some("/admin");
        self.is_at("/admin") && !is_overview && self.nav.as_ref().is_some_and(|nav| nav.staff)
    }

    /// This page in another language.
    pub fn in_lang(&self, lang: &Lang) -> String {
        let (path, query) = self.path.split_once('?').unwrap_or((&self.path, ""));
        let kept = query.split('&').filter(|pair| !pair.is_empty() && !pair.starts_with("lang="));
        let mut query: Vec<&str> = kept.collect();
        let wanted = format!("lang={}", lang.code());
        query.push(&wanted);
        format!("{path}?{}", query.join("&"))
    }
}

impl askama::Values for Shell {
    fn get_value<'a>(&'a self, key: &str) -> Option<&'a dyn Any> {
        (key == "shell").then_some(self as &dyn Any)
    }
}
