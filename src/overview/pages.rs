//! The referrer's home: `/overview?program=SLUG`.

mod home;
mod show;

pub use home::{HomePage, home};
pub use show::show;

use crate::calendar::{Instant, Month};
use crate::companies::pages::ladder::Ladder;
use crate::money::Money;
use crate::programs::Choice;
use crate::referrals::pages::Channel;
use crate::rewards::pages::{EarningRow, Figures, program_query};
use crate::web::pictures::{Bar, Qr};
use crate::web::{Paging, Words, filters};
use askama::Template;

#[derive(Debug, Clone)]
pub struct MonthEarned {
    pub month: Month,
    pub earned: Money,
}

/// Something that happens by itself.
#[derive(Debug, Clone)]
pub struct NextDate {
    pub at: Instant,
    pub words: Words,
    /// What is said in place of the day; none: the day lies ahead.
    pub late: Option<Words>,
    pub amount: Option<Money>,
    /// A release: the figure in the card of the bonuses.
    pub releases: bool,
    pub href: Option<String>,
}

/// How many came how far.
#[derive(Debug, Clone, Copy)]
pub struct Funnel {
    pub clicks: i64,
    pub registered: i64,
    pub paying: i64,
}

/// One step of the funnel.
pub struct Step {
    pub key: &'static str,
    pub count: i64,
    pub bar: Bar,
    /// Of those of the step before, in whole percent; none for the first, and where fewer were there.
    pub share: Option<i64>,
    pub href: String,
}

impl Funnel {
    fn steps(&self, slug: &str) -> [Step; 3] {
        let share = |part: i64, whole: i64| {
            (whole > 0 && part <= whole).then(|| (part.saturating_mul(200) + whole) / (whole.saturating_mul(2)))
        };
        let longest = self.clicks.max(self.registered);
        let step = |key, count: i64, share, path: &str, filter: (&str, &str)| {
            let href = Paging::base(path, &[("program", slug), filter]);
            let bar = Bar::of(count.into(), longest.into());
            Step { key, count, bar, share, href: href.trim_end_matches(['&', '?']).to_owned() }
        };
        [
            step("clicks-clicks", self.clicks, None, "/clicks", ("", "")),
            step("clicks-registered", self.registered, share(self.registered, self.clicks), "/invited", ("", "")),
            step("clicks-paying", self.paying, share(self.paying, self.registered), "/invited", ("state", "paying")),
        ]
    }

    /// Somebody typed the code: such a registration has no visit.
    fn is_typed(&self) -> bool {
        self.registered > self.clicks
    }
}

#[derive(Template)]
#[template(path = "overview/overview.html")]
pub struct OverviewPage {
    /// More than one shows a switch.
    pub programs: Vec<Choice>,
    pub program: String,
    pub terms: String,
    pub you_earn: Words,
    pub they_get: Option<Words>,
    /// The whole address: `https://example.kz/r/K7QM2XWA`.
    pub link: String,
    /// Ways to tell somebody of it.
    pub channels: Vec<Channel>,
    pub qr: Option<Qr>,
    /// What the next monthly run gives the person's companies, where the program does so.
    pub ladder: Option<Ladder>,
    /// Whether the program gives anything else.
    pub earns: bool,
    pub figures: Figures,
    /// Where its cash is withdrawn; none where nothing is.
    pub withdrawals: Option<String>,
    /// How links to other pages name the program; empty where there is no other.
    pub slug: String,
    /// What comes by itself, the next first.
    pub dates: Vec<NextDate>,
    pub funnel: Funnel,
    /// Oldest first, the present month last.
    pub months: Vec<MonthEarned>,
    pub last: Vec<EarningRow>,
    /// Nobody invited this person, and a code would still count.
    pub may_name_code: bool,
}

impl OverviewPage {
    /// From the first month in which something was earned.
    fn chart(&self) -> Vec<(&MonthEarned, Bar)> {
        let longest = self.months.iter().map(|month| month.earned.minor()).max().unwrap_or(0);
        let begun = self.months.iter().skip_while(|month| month.earned.is_zero());
        begun.map(|month| (month, Bar::of(month.earned.minor(), longest))).collect()
    }

    /// `program=SLUG&` for links.
    fn query(&self) -> String {
        program_query(&self.slug)
    }

    fn release(&self) -> Option<(&NextDate, Money)> {
        self.dates.iter().find_map(|date| date.amount.filter(|_| date.releases).map(|amount| (date, amount)))
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
        let date = |when, key: &'static str, amount: Option<&str>| NextDate {
            at: at(when),
            words: key.into(),
            late: None,
            amount: amount.map(tenge),
            releases: key == "next-release",
            href: None,
        };
        let mut page = OverviewPage {
            programs: Vec::new(),
            program: "Documentolog Business".into(),
            terms: "/programs/business-bonus/terms".into(),
            you_earn: Words::new("offer-referrer").with("percent", "10 %"),
            they_get: Some(Words::new("offer-them").with("percent", "10 %").with("count", 21)),
            link: link.into(),
            channels: Vec::new(),
            qr: Qr::of(link),
            ladder: None,
            earns: true,
            figures: Figures::sample("128400"),
            withdrawals: None,
            slug: "business-bonus".into(),
            dates: vec![
                date("2026-04-24T09:30:00Z", "next-release", Some("40500")),
                date("2026-04-28T06:00:00Z", "next-verification", None),
                date("2026-04-29T06:00:00Z", "next-withdrawal", Some("8000")),
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
            may_name_code: false,
        };
        show("overview", "/overview", Looks::Person, &page);
        page.figures = Figures::sample_of_cash();
        page.withdrawals = Some("/withdrawals?program=hosting".into());
        show("overview-cash", "/overview", Looks::Person, &page);
        let choice = |slug: &str, name: &str, current| Choice { slug: slug.into(), name: name.into(), current };
        page.programs =
            vec![choice("business-bonus", "Documentolog Business", true), choice("cdnow", "Music club", false)];
        page.withdrawals = Some("/withdrawals?program=business-bonus".into());
        page.may_name_code = true;
        page.last.clear();
        page.dates.clear();
        page.months.truncate(0);
        page.funnel = Funnel { clicks: 0, registered: 0, paying: 0 };
        page.figures = Figures::sample("0");
        show("overview-empty", "/overview", Looks::Person, &page);
        (page.ladder, page.earns) = (Some(crate::companies::pages::ladder::tests::ladder()), false);
        show("overview-ladder", "/overview", Looks::Person, &page);
    }

    #[test]
    fn shares_are_of_the_step_before() {
        let shares =
            |clicks, registered, paying| Funnel { clicks, registered, paying }.steps("").map(|step| step.share);
        assert_eq!(shares(1840, 42, 13), [None, Some(2), Some(31)]);
        assert_eq!(shares(200, 1, 0), [None, Some(1), Some(0)], "halves go up");
        assert_eq!(shares(0, 2, 1), [None, None, Some(50)], "typed codes leave no visit");
        assert_eq!(shares(1, 2, 1), [None, None, Some(50)], "nor are two of one a share");
        assert_eq!(
            Funnel { clicks: 1, registered: 1, paying: 1 }.steps("a b")[2].href,
            "/invited?program=a+b&state=paying"
        );
    }
}
