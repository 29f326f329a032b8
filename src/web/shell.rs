//! What stands around every page: language, menu, notice, the demo's clock.

use super::{Lang, Words};
use crate::calendar::{Instant, Zone};
use std::any::Any;

/// Made for each answer from its request; templates reach it through the filters.
#[derive(Debug, Clone)]
pub struct Shell {
    pub lang: Lang,
    pub zone: Zone,
    pub now: Instant,
    /// Path with query, for the links that come back here.
    pub path: String,
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
    /// What is offered, in one sentence.
    pub offer: Words,
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
    pub href: &'static str,
    pub key: &'static str,
}

const PERSON: &[Place] = &[
    Place { href: "/overview", key: "nav-overview" },
    Place { href: "/share", key: "nav-share" },
    Place { href: "/invited", key: "nav-invited" },
    Place { href: "/earnings", key: "nav-earnings" },
    Place { href: "/statement", key: "nav-statement" },
    Place { href: "/companies", key: "nav-companies" },
    Place { href: "/plans", key: "nav-plans" },
];
const INVITED: &[Place] = &[Place { href: "/invitation", key: "nav-invitation" }];
const STAFF: &[Place] = &[Place { href: "/admin", key: "nav-admin" }];

impl Nav {
    pub fn places(&self) -> impl Iterator<Item = &'static Place> {
        let invited: &'static [Place] = if self.invited { INVITED } else { &[] };
        let staff: &'static [Place] = if self.staff { STAFF } else { &[] };
        PERSON.iter().chain(invited).chain(staff)
    }
}

impl Shell {
    /// Around what is said outside of a page: in a letter, a file, a text for somebody else.
    pub fn speaking(lang: Lang, zone: Zone, now: Instant) -> Shell {
        Shell { lang, zone, now, path: "/".into(), nav: None, flash: None, demo: None, invitation: None, viewing: None }
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
