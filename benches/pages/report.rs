//! docs/PAGES.md and its pictures.

use super::lighthouse::Scores;
use super::pages::{PAGES, Page};
use std::fmt::Write;
use std::path::Path;

/// Over the wire, in all.
const MOST_BYTES: u64 = 50_000;
const LEAST_PERFORMANCE: u32 = 98;

pub struct Measured {
    pub page: &'static Page,
    /// Rules of axe, things wider than the screen, controls without a name.
    pub faults: Vec<String>,
    pub bytes: u64,
    pub shift: f64,
    /// None where Lighthouse was left out.
    pub scores: Option<Scores>,
}

impl Measured {
    pub fn is_well(&self) -> bool {
        let scored = self.scores.is_none_or(|scores| {
            let Scores { performance, accessibility, best_practices, seo } = scores;
            let found = !self.page.public || seo == 100;
            accessibility == 100 && best_practices == 100 && performance >= LEAST_PERFORMANCE && found
        });
        scored && self.faults.is_empty() && self.bytes <= MOST_BYTES && self.shift == 0.0
    }

    pub fn row(&self) -> String {
        let score = |of: fn(Scores) -> u32| self.scores.map_or("–".into(), |scores| of(scores).to_string());
        let (performance, seo) = (score(|scores| scores.performance), score(|scores| scores.seo));
        let accessibility = score(|scores| scores.accessibility);
        let best_practices = score(|scores| scores.best_practices);
        let who = self.page.role.unwrap_or("visitor");
        let seo = if self.page.public { seo } else { "–".into() };
        let kilobytes = self.bytes as f64 / 1000.0;
        let well = if self.is_well() { "yes" } else { "**no**" };
        let mut row = format!(
            "| {} | {who} | {} | {accessibility} | {best_practices} | {performance} | {seo} | {kilobytes:.1} kB | {:.3} | {well} |",
            self.page.name,
            self.faults.len(),
            self.shift
        );
        for fault in &self.faults {
            let _ = write!(row, "\n<!-- {} -->", fault.replace("--", "– –").replace('\n', " "));
        }
        row
    }
}

/// Rows of pages that were not measured now stay as they are. The pictures of some pages, a phone and a desk side by side, go into the docs.
pub fn write(measured: &[Measured]) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (folder, kept) = (root.join("docs/pages"), root.join("docs/PAGES.md"));
    std::fs::create_dir_all(&folder).unwrap();
    let before = if kept.exists() { std::fs::read_to_string(&kept).unwrap() } else { String::new() };
    let mut text = format!(
        "# Pages\n\nWritten by `make pages`: the pages of the demo in headless Chromium. Each is opened on a desk (1280 px) and on a narrow phone (320 px), in light and in dark: \
         faults are rules of axe broken (WCAG 2.2 A and AA, and best practice), anything wider than the screen, a control without a name, anything inline, in any of the four. \
         Lighthouse is run once a page with its mobile profile; search engines matter to public pages only. Bytes are those over the wire with an empty cache, scripts and styles included.\n\n\
         Goals: no fault, 100 for accessibility, best practices and (public pages) search engines, ≥ {LEAST_PERFORMANCE} for performance, ≤ 50 kB, nothing moves.\n\n\
         | page | seen by | faults | accessibility | best practices | performance | search engines | over the wire | layout shift | met |\n|---|---|---|---|---|---|---|---|---|---|\n"
    );
    for page in PAGES {
        match measured.iter().find(|one| one.page.name == page.name) {
            Some(one) => writeln!(text, "{}", one.row()).unwrap(),
            None => rows_of(&before, page.name).for_each(|row| writeln!(text, "{row}").unwrap()),
        }
    }
    text.push_str("\n## As they look\n");
    for page in PAGES.iter().filter(|page| page.pictured) {
        let name = page.name;
        write!(text, "\n### {name}\n\n").unwrap();
        for (kind, width) in [("desktop-light", 560), ("phone-dark", 160)] {
            let picture = format!("{name}-{kind}.png");
            if measured.iter().any(|one| one.page.name == name) {
                let taken = root.join("target/pages/journeys").join(format!("pages-{picture}"));
                std::fs::copy(taken, folder.join(&picture)).unwrap();
            }
            let alt = kind.replace('-', ", ");
            writeln!(text, "<img src=\"pages/{picture}\" width=\"{width}\" alt=\"{name}, {alt}\">").unwrap();
        }
    }
    std::fs::write(kept, text).unwrap();
}

/// Its row in what was written before, with the faults below it.
fn rows_of<'a>(before: &'a str, name: &str) -> impl Iterator<Item = &'a str> {
    let begins = format!("| {name} |");
    let mut rows = before.lines().skip_while(move |line| !line.starts_with(&begins));
    let row = rows.next();
    row.into_iter().chain(rows.take_while(|line| line.starts_with("<!--")))
}
