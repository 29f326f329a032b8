//! What holds for every page, and its picture.

use super::browser::{Browser, Screen};
use data_encoding::BASE64;
use serde_json::{Value, json};
use std::path::Path;

/// Everything wrong with the page that stands there; empty when nothing is.
const FAULTS: &str = r#"(() => {
  const faults = [];
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) {
    const wide = [...document.querySelectorAll("body *")].filter(e => e.getBoundingClientRect().right > root.clientWidth + 1);
    faults.push(`${root.scrollWidth} px wide on ${root.clientWidth}: ` + wide.slice(0, 3).map(e => e.outerHTML.slice(0, 120)).join(" / "));
  }
  const headings = document.querySelectorAll("h1").length;
  if (headings !== 1) faults.push(`${headings} h1`);
  if (!root.lang) faults.push("no language");
  if (!document.title.trim()) faults.push("no title");
  const ids = [...document.querySelectorAll("[id]")].map(e => e.id);
  for (const id of ids.filter((id, n) => ids.indexOf(id) !== n)) faults.push(`two elements have the id ${id}`);
  for (const field of document.querySelectorAll("input:not([type=hidden]), select, textarea")) {
    if (!field.labels?.length && !field.ariaLabel) faults.push(`no label: ${field.outerHTML}`);
  }
  for (const control of document.querySelectorAll("a, button, summary")) {
    if (!control.textContent.trim() && !control.ariaLabel) faults.push(`no words: ${control.outerHTML}`);
  }
  for (const image of document.querySelectorAll("img:not([alt])")) faults.push(`no alt: ${image.outerHTML}`);
  if (document.querySelector("[style], style, script:not([src]):not([type='application/json'])")) faults.push("inline style or script");
  return faults;
})()"#;

/// Runs what stands before it, axe, over the page; answers the rules that the page breaks, each with the first places.
const AXE: &str = r#"
const answer = arguments[arguments.length - 1];
const rules = {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]};
axe.run(document, rules).then(
  ({violations}) => answer(violations.map(({id, help, nodes}) => `${id}: ${help}: ` + nodes.slice(0, 3).map(n => n.html.slice(0, 160)).join(" / "))),
  error => answer([String(error)]),
);"#;

impl Browser {
    /// The rules of axe that the page that stands there breaks.
    pub async fn breaks_rules(&self) -> Vec<String> {
        self.asks_at_length(format!("{}\n{AXE}", include_str!("vendor/axe.min.js"))).await
    }

    /// What is wrong with the page that stands there.
    pub async fn faults(&self) -> Vec<String> {
        self.driver.execute(format!("return {FAULTS}"), Vec::new()).await.unwrap().convert().unwrap()
    }

    /// The page is as every page should be, on a phone and on a desk; pictures of both are kept.
    pub async fn looks_well(&self, name: &str) {
        for screen in [Screen::Desktop, Screen::Phone] {
            self.looks_well_on(screen, name).await;
        }
        self.takes_own_screen().await;
    }

    async fn looks_well_on(&self, screen: Screen, name: &str) {
        self.takes(screen).await;
        let faults = self.faults().await;
        let broken = self.breaks_rules().await;
        let said = self.console().await;
        self.keeps_picture(&format!("{name}-{}", if screen == Screen::Phone { "phone" } else { "desktop" })).await;
        assert!(faults.is_empty(), "{faults:#?}: {name} on {screen:?}, at {}", self.path().await);
        assert!(broken.is_empty(), "{name} on {screen:?}: {broken:#?}");
        assert!(said.is_empty(), "{name}: the console says {said:#?}");
    }

    /// What the console said since it was last asked, without the status of a page that refuses on purpose.
    async fn console(&self) -> Vec<String> {
        let here = self.driver.current_url().await.unwrap();
        let said = self.driver.browser_log().await.unwrap();
        let own_status =
            |message: &str| message.starts_with(here.as_str()) && message.contains("responded with a status of 4");
        said.into_iter().map(|entry| entry.message).filter(|message| !own_status(message)).collect()
    }

    /// The whole page, not only what fits the screen.
    pub async fn keeps_picture(&self, name: &str) {
        let pictures = "const done = arguments[arguments.length - 1];
            Promise.allSettled([...document.images].map(one => { one.loading = 'eager'; return one.decode(); })).then(() => done(true));";
        assert!(self.asks_at_length::<bool>(pictures.into()).await);
        let size = self.asks("[document.documentElement.clientWidth, document.documentElement.scrollHeight]").await;
        let clip = json!({"x": 0, "y": 0, "width": size[0], "height": size[1], "scale": 1});
        let wanted = json!({"format": "png", "captureBeyondViewport": true, "clip": clip});
        let picture = self.cdp("Page.captureScreenshot", wanted).await;
        let Value::String(picture) = &picture["data"] else { panic!("no picture of {name}") };
        let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/pages/journeys");
        std::fs::create_dir_all(&directory).unwrap();
        let file = directory.join(format!("{}-{name}.png", self.journey));
        std::fs::write(file, BASE64.decode(picture.as_bytes()).unwrap()).unwrap();
    }
}
