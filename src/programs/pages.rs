//! The terms of a program in words: `/programs/SLUG/terms?version=N`.

pub mod terms;

use crate::calendar::Instant;
use crate::web::{Words, filters};
use askama::Template;

#[derive(Debug, Clone)]
pub struct Section {
    pub title: Words,
    pub sentences: Vec<Words>,
}

#[derive(Debug, Clone)]
pub struct Example {
    /// In the words of whoever wrote the terms.
    pub says: String,
    pub steps: Vec<Words>,
}

#[derive(Debug, Clone)]
pub struct VersionRow {
    pub version: u32,
    /// `None`: since always.
    pub effective_from: Option<Instant>,
    /// The one that is shown.
    pub current: bool,
}

#[derive(Template)]
#[template(path = "programs/terms.html")]
pub struct TermsPage {
    pub slug: String,
    pub program: String,
    pub version: u32,
    pub effective_from: Option<Instant>,
    /// A newer version is in force.
    pub is_old: bool,
    pub sections: Vec<Section>,
    pub examples: Vec<Example>,
    /// Newest first.
    pub versions: Vec<VersionRow>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::gallery::{Looks, at, show};

    #[test]
    fn terms_are_told_in_words() {
        let section = |title: &'static str, sentences: Vec<Words>| Section { title: title.into(), sentences };
        let percent = |key: &'static str| Words::new(key).with("percent", "10 %");
        let page = TermsPage {
            slug: "business-bonus".into(),
            program: "Documentolog Business".into(),
            version: 2,
            effective_from: Some(at("2026-04-10T00:00:00Z")),
            is_old: false,
            sections: vec![
                section("terms-you-earn", vec![percent("offer-referrer")]),
                section("terms-they-get", vec![percent("offer-them").with("count", 21)]),
            ],
            examples: vec![Example {
                says: "a partner pays 405,000 for a plan and services".into(),
                steps: vec![percent("offer-referrer")],
            }],
            versions: vec![
                VersionRow { version: 2, effective_from: Some(at("2026-04-10T00:00:00Z")), current: true },
                VersionRow { version: 1, effective_from: None, current: false },
            ],
        };
        show("terms", "/programs/business-bonus/terms", Looks::Visitor, &page);
    }
}
