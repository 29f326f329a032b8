//! `make pages`: every page of the demo in a real browser, as each role: rules of axe, Lighthouse, bytes over the wire, layout shift and pictures, and
//! from them docs/PAGES.md.
//!
//! With words (`make pages ONLY="overview companies"`) only those pages are measured, and only their rows are written again. With `ONLY=looks` Lighthouse is left
//! out, which other work on the machine would mislead, and nothing is written but every page's pictures below `target/pages`.

// The demo is made of deep futures.
#![recursion_limit = "256"]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

// The journeys use the rest of them.
#[allow(dead_code)]
#[path = "../../tests/browser/browser.rs"]
mod browser;
#[path = "../../tests/browser/chromium.rs"]
mod chromium;
mod lighthouse;
#[allow(dead_code)]
#[path = "../../tests/browser/looks.rs"]
mod looks;
mod pages;
mod report;
#[allow(dead_code)]
#[path = "../../tests/it/support/mod.rs"]
mod support;

use browser::{Browser, Screen, journey};
use pages::{At, PAGES, Page};
use report::{Measured, write};
use serde_json::json;
use std::path::Path;
use support::TestApp;
use thirtyfour::prelude::ElementQueryable;

/// The word that leaves Lighthouse out.
const LOOKS: &str = "looks";
/// The narrowest phone that a page must fit.
const NARROW: (u32, u32) = (320, 640);

fn main() {
    let mut asked: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with('-')).collect();
    let looks = asked.iter().any(|word| word == LOOKS);
    asked.retain(|word| word != LOOKS);
    let wanted = |page: &&Page| asked.is_empty() || asked.iter().any(|word| word == page.name);
    let lighthouse = (!looks).then(lighthouse::command);
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let measured = runtime.block_on(async {
        let app = TestApp::start_demo().await;
        // As in its first minute.
        app.works_jobs().await;
        let mut measured = Vec::new();
        journey(&app, "pages", Screen::Desktop, async |browser| {
            browser.cdp("Network.enable", json!({})).await;
            browser.cdp("Network.setCacheDisabled", json!({"cacheDisabled": true})).await;
            for page in PAGES.iter().filter(wanted) {
                eprintln!("{}", page.name);
                measured.push(measure(browser, page, lighthouse.as_deref()).await);
            }
        })
        .await;
        measured
    });
    measured.iter().for_each(|page| eprintln!("{}", page.row()));
    if !looks {
        write(&measured);
    }
    let broken = measured.iter().filter(|page| !page.is_well()).count();
    if broken > 0 {
        eprintln!("{broken} of {} pages miss a goal", measured.len());
        std::process::exit(1);
    }
}

async fn measure(browser: &Browser, page: &'static Page, lighthouse: Option<&Path>) -> Measured {
    let path = arrive(browser, page).await;
    let mut faults = Vec::new();
    for dark in [false, true] {
        browser.prefers_dark(dark).await;
        for (name, (width, height)) in [("desktop", Screen::Desktop.size()), ("phone", NARROW)] {
            let metrics = json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": name == "phone"});
            browser.cdp("Emulation.setDeviceMetricsOverride", metrics).await;
            browser.opens(&path).await;
            let shade = if dark { "dark" } else { "light" };
            let found = browser.faults().await.into_iter().chain(browser.breaks_rules().await);
            faults.extend(found.map(|fault| format!("{name}, {shade}: {fault}")));
            browser.keeps_picture(&format!("{}-{name}-{shade}", page.name)).await;
        }
    }
    browser.prefers_dark(false).await;
    browser.takes_own_screen().await;
    browser.opens(&path).await;
    let (bytes, shift) = (browser.weighs().await, browser.shifts().await);
    let Some(lighthouse) = lighthouse else { return Measured { page, faults, bytes, shift, scores: None } };
    let cookies = browser.driver.get_all_cookies().await.unwrap();
    let cookies: Vec<String> = cookies.iter().map(|cookie| format!("{}={}", cookie.name, cookie.value)).collect();
    let scores = lighthouse::scores(lighthouse, &format!("{}{path}", browser.home), &cookies.join("; ")).await;
    Measured { page, faults, bytes, shift, scores: Some(scores) }
}

/// As the role of the page, at it; answers its path.
async fn arrive(browser: &Browser, page: &Page) -> String {
    browser.becomes_a_stranger().await;
    if let Some(role) = page.role {
        browser.opens("/demo").await;
        browser.chooses_role(role).await;
    }
    match page.at {
        At::Path(path) => path.to_owned(),
        At::Link(list, css) => {
            browser.opens(list).await;
            browser.link(css).await
        }
    }
}

impl Browser {
    async fn chooses_role(&self, role: &str) {
        let css = format!("button[name=role][value={role}]");
        self.driver.query(thirtyfour::By::Css(css)).first().await.unwrap().click().await.unwrap();
        let settled = format!("document.readyState === 'complete' && location.pathname !== '/demo' && '{role}' !== ''");
        for _ in 0..200 {
            if self.asks(&settled).await == json!(true) {
                return;
            }
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
        panic!("the demo does not let one be the {role}");
    }

    /// Where the first link of this selector leads.
    async fn link(&self, css: &str) -> String {
        let found = self.asks(&format!("document.querySelector({css:?})?.getAttribute('href') ?? null")).await;
        found.as_str().unwrap_or_else(|| panic!("no {css} to follow")).to_owned()
    }

    /// Bytes over the wire of the page that stands there with all that it loads.
    async fn weighs(&self) -> u64 {
        let all = "performance.getEntriesByType('navigation').concat(performance.getEntriesByType('resource'))";
        self.asks(&format!("{all}.reduce((sum, entry) => sum + entry.transferSize, 0)")).await.as_u64().unwrap()
    }

    /// How much of it moved while it loaded (cumulative layout shift).
    async fn shifts(&self) -> f64 {
        let script = "const answer = arguments[0]; let sum = 0; \
            new PerformanceObserver(list => list.getEntries().forEach(entry => { sum += entry.value; })) \
                .observe({type: 'layout-shift', buffered: true}); \
            setTimeout(() => answer(sum), 300);";
        self.asks_at_length(script.to_owned()).await
    }
}
