//! The referrer's home: `/overview?program=SLUG`.

mod home;
mod show;

pub use home::{HomePage, home};
pub use show::show;

use crate::calendar::Month;
use crate::companies::pages::ladder::Ladder;
use crate::money::Money;
use crate::rewards::Release;
use crate::rewards::pages::{EarningRow, Figures};
use crate::web::pictures::{Bars, Qr};
use crate::web::{Words, filters};
use askama::Template;

#[derive(Debug, Clone)]
pub struct ProgramChoice {
    pub slug: String,
    pub name: String,
    pub current: bool,
}

#[derive(Debug, Clone)]
pub struct MonthEarned {
    pub month: Month,
    pub earned: Money,
}

/// How many came how far.
#[derive(Debug, Clone, Copy)]
pub struct Funnel {
    pub clicks: i64,
    pub registered: i64,
    pub paying: i64,
}

#[derive(Template)]
#[template(path = "overview/overview.html")]
pub struct OverviewPage {
    /// More than one shows a switch.
    pub programs: Vec<ProgramChoice>,
    pub program: String,
    pub terms: String,
    pub you_earn: Words,
    pub they_get: Option<Words>,
    /// The whole address: `https://example.kz/r/K7QM2XWA`.
    pub link: String,
    pub qr: Option<Qr>,
    /// What the next monthly run gives the person's companies, where the program does so.
    pub ladder: Option<Ladder>,
    /// Whether the program gives anything else.
    pub earns: bool,
    pub figures: Figures,
    /// Where its cash is withdrawn; none where nothing is.
    pub withdrawals: Option<String>,
    /// The next ones first.
    pub releases: Vec<Release>,
    pub funnel: Funnel,
    /// Oldest first, the present month last.
    pub months: Vec<MonthEarned>,
    pub last: Vec<EarningRow>,
}

impl OverviewPage {
    fn bars(&self) -> Bars {
        Bars::of(&self.months.iter().map(|month| month.earned.minor()).collect::<Vec<_>>())
    }

    fn is_new(&self) -> bool {
        self.last.is_empty() && self.funnel.registered == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::gallery::{Looks, at, show, tenge};

    #[test]
    fn the_overview_teaches_first_and_counts_later() {
        let link = "https://bonus.example.kz/r/K7QM2XWA";
        let month = |text: &str, earned| MonthEarned { month: text.parse().unwrap(), earned: tenge(earned) };
        let mut page = OverviewPage {
            programs: Vec::new(),
            program: "Documentolog Business".into(),
            terms: "/programs/business-bonus/terms".into(),
            you_earn: Words::new("offer-referrer").with("percent", "10 %"),
            they_get: Some(Words::new("offer-them").with("percent", "10 %").with("count", 21)),
            link: link.into(),
            qr: Qr::of(link),
            ladder: None,
            earns: true,
            figures: Figures {
                available: tenge("128400"),
                on_hold: tenge("40500"),
                spent: tenge("310000"),
                others: Vec::new(),
            },
            withdrawals: None,
            releases: vec![
                Release { amount: tenge("40500"), at: at("2026-04-24T09:30:00Z") },
                Release { amount: tenge("8000"), at: at("2026-04-29T06:00:00Z") },
            ],
            funnel: Funnel { clicks: 1840, registered: 42, paying: 13 },
            months: [
                ("2025-05", "12000"),
                ("2025-06", "18000"),
                ("2025-07", "15000"),
                ("2025-08", "31000"),
                ("2025-09", "0"),
                ("2025-10", "44000"),
                ("2025-11", "61000.50"),
                ("2025-12", "38000"),
                ("2026-01", "52000"),
                ("2026-02", "70000"),
                ("2026-03", "96400"),
                ("2026-04", "52500"),
            ]
            .map(|(text, earned)| month(text, earned))
            .to_vec(),
            last: crate::rewards::pages::samples(),
        };
        show("overview", "/overview", Looks::Person, &page);
        let choice = |slug: &str, name: &str, current| ProgramChoice { slug: slug.into(), name: name.into(), current };
        page.programs =
            vec![choice("business-bonus", "Documentolog Business", true), choice("cdnow", "Music club", false)];
        page.withdrawals = Some("/withdrawals?program=business-bonus".into());
        page.last.clear();
        page.releases.clear();
        page.months.truncate(0);
        page.funnel = Funnel { clicks: 0, registered: 0, paying: 0 };
        page.figures = Figures { available: tenge("0"), on_hold: tenge("0"), spent: tenge("0"), others: Vec::new() };
        show("overview-empty", "/overview", Looks::Person, &page);
        (page.ladder, page.earns) = (Some(crate::companies::pages::ladder::tests::ladder()), false);
        show("overview-ladder", "/overview", Looks::Person, &page);
    }
}
