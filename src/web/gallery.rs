//! Tests draw every page here in every language, into `target/pages/`, to be looked at and measured in a browser.

use super::{DemoBar, Lang, Nav, Shell, assets};
use crate::calendar::{Instant, Zone};
use askama::Template;
use std::path::PathBuf;

/// The present of all samples: an afternoon of April in Almaty.
pub const NOW: &str = "2026-04-15T09:30:00Z";

pub fn at(text: &str) -> Instant {
    text.parse().unwrap()
}

pub fn tenge(amount: &str) -> crate::money::Money {
    crate::money::Money::parse(amount, "KZT".parse().unwrap()).unwrap()
}

pub enum Looks {
    Visitor,
    Person,
    Staff,
}

fn shell(lang: Lang, looks: &Looks, path: &str) -> Shell {
    let zone: Zone = "Asia/Almaty".parse().unwrap();
    let nav =
        |name: &str, staff| Nav { name: name.to_owned(), staff, invited: !staff, cash: vec!["hosting".into()], zone };
    let nav = match looks {
        Looks::Visitor => None,
        Looks::Person => Some(nav("Aigerim Sadykova", false)),
        Looks::Staff => Some(nav("Dana Akhmetova", true)),
    };
    let demo = nav.is_some().then(|| DemoBar { now: at(NOW), role: Some("demo-referrer") });
    Shell { path: path.to_owned(), nav, demo, ..Shell::speaking(lang, zone, at(NOW)) }
}

/// Draws a page in every language; a missing sentence or argument fails the test.
pub fn show(name: &str, path: &str, looks: Looks, page: &impl Template) {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("target/pages");
    for lang in Lang::ALL {
        let html = page.render_with_values(&shell(lang, &looks, path)).unwrap();
        for forbidden in [" style=", "<style", " onclick=", " onload=", "javascript:"] {
            assert!(!html.contains(forbidden), "{name}: the policy forbids {forbidden}");
        }
        assert_eq!(html.matches("<h1").count(), 1, "{name}: one h1");
        let file = folder.join(lang.code()).join(format!("{name}.html"));
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, html).unwrap();
    }
    for (name, content) in assets::files() {
        let file = folder.join(assets::path(name).trim_start_matches('/'));
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, content).unwrap();
    }
}
