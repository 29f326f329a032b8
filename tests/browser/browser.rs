//! What a person does with a browser, in the words on the page.

use super::chromium::Chromedriver;
use super::support::TestApp;
use futures_util::FutureExt;
use serde_json::{Value, json};
use std::cell::Cell;
use std::panic::{AssertUnwindSafe, resume_unwind};
use thirtyfour::prelude::*;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Screen {
    Phone,
    Desktop,
}

impl Screen {
    /// CSS pixels.
    pub fn size(self) -> (u32, u32) {
        match self {
            Screen::Phone => (390, 844),
            Screen::Desktop => (1280, 900),
        }
    }
}

pub struct Browser {
    pub driver: WebDriver,
    /// Without a path.
    pub home: String,
    /// The screen that this journey is made on.
    screen: Screen,
    /// Begins the names of this journey's pictures.
    pub journey: &'static str,
    scripts_off: Cell<bool>,
}

/// Lets `journey` happen in a browser of its own, which is closed also when the journey fails.
pub async fn journey(app: &TestApp, name: &'static str, screen: Screen, steps: impl AsyncFnOnce(&Browser)) {
    let chromedriver = Chromedriver::start().await;
    let driver = chromedriver.session().await;
    let browser =
        Browser { driver: driver.clone(), home: app.url.clone(), screen, journey: name, scripts_off: Cell::new(false) };
    browser.takes(screen).await;
    let ended = AssertUnwindSafe(steps(&browser)).catch_unwind().await;
    let closed = driver.quit().await;
    if let Err(panic) = ended {
        resume_unwind(panic);
    }
    closed.unwrap();
}

impl Browser {
    /// Goes on with a screen of another size.
    pub async fn takes(&self, screen: Screen) {
        let (width, height) = screen.size();
        let phone = screen == Screen::Phone;
        let metrics = json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": phone});
        self.cdp("Emulation.setDeviceMetricsOverride", metrics).await;
    }

    /// Goes back to the screen that this journey is made on.
    pub async fn takes_own_screen(&self) {
        self.takes(self.screen).await;
    }

    pub async fn prefers_dark(&self, dark: bool) {
        let scheme = if dark { "dark" } else { "light" };
        // Nothing moves from one to the other: a colour on its way is no fault.
        let still = json!({"name": "prefers-reduced-motion", "value": "reduce"});
        let features = json!({"features": [{"name": "prefers-color-scheme", "value": scheme}, still]});
        self.cdp("Emulation.setEmulatedMedia", features).await;
    }

    /// From the next page on no script of a page runs.
    pub async fn turns_scripts_off(&self) {
        self.scripts_off.set(true);
        self.cdp("Emulation.setScriptExecutionDisabled", json!({"value": true})).await;
    }

    /// What takes turns with the browser to answer needs scripts; those of the page stay as they are until the next page.
    pub async fn asks_at_length<T: serde::de::DeserializeOwned>(&self, script: String) -> T {
        let off = self.scripts_off.get();
        if off {
            self.cdp("Emulation.setScriptExecutionDisabled", json!({"value": false})).await;
        }
        let answer = self.driver.execute_async(script, Vec::new()).await.unwrap().convert().unwrap();
        if off {
            self.turns_scripts_off().await;
        }
        answer
    }

    pub async fn cdp(&self, command: &str, parameters: Value) -> Value {
        self.driver.cdp().send_raw(command, parameters).await.unwrap()
    }

    /// Opens a path of the installation, or a whole address as letters name it.
    pub async fn opens(&self, address: &str) {
        let address = if address.starts_with('/') { format!("{}{address}", self.home) } else { address.to_string() };
        self.driver.goto(address).await.unwrap();
    }

    /// Path and query of the page that stands there.
    pub async fn path(&self) -> String {
        let url = self.driver.current_url().await.unwrap();
        url.as_str().strip_prefix(&self.home).unwrap_or(url.as_str()).to_string()
    }

    /// Forgets who this was: the next page is a stranger's.
    pub async fn becomes_a_stranger(&self) {
        self.driver.delete_all_cookies().await.unwrap();
    }

    /// Waits until the page has this heading.
    pub async fn arrives_at(&self, heading: &str) {
        self.sees_in("h1", heading).await;
    }

    /// Waits until the text stands on the page, to be seen.
    pub async fn sees(&self, text: &str) {
        self.sees_in("body", text).await;
    }

    /// Waits until the text stands in the first element of this selector that holds it.
    pub async fn sees_in(&self, css: &str, text: &str) {
        let wanted = text.to_string();
        let holds = move |element: WebElement| {
            let wanted = wanted.clone();
            // An element of the page that is just being left is no answer.
            async move { Ok(element.text().await.is_ok_and(|text| plain(&text).contains(&wanted))) }
        };
        let found = self.driver.query(By::Css(css)).with_filter(holds).first_opt().await.unwrap();
        if found.is_none() {
            panic!("at {} no {css} says {text:?}; the page says:\n{}", self.path().await, self.text().await);
        }
    }

    /// All that can be read, with plain spaces.
    pub async fn text(&self) -> String {
        plain(&self.driver.query(By::Css("body")).first().await.unwrap().text().await.unwrap())
    }

    pub async fn does_not_see(&self, text: &str) {
        let said = self.text().await;
        assert!(!said.contains(text), "{text:?} stands at {}:\n{said}", self.path().await);
    }

    /// Types into the field of this id, in place of what stood there.
    pub async fn types(&self, id: &str, text: &str) {
        let field = self.driver.query(By::Id(id)).and_displayed().first().await.unwrap();
        field.clear().await.unwrap();
        field.send_keys(text).await.unwrap();
    }

    /// What stands in the field of this id.
    pub async fn typed(&self, id: &str) -> String {
        self.driver.query(By::Id(id)).first().await.unwrap().value().await.unwrap().unwrap_or_default()
    }

    /// Presses the button, link or fold that says exactly this.
    pub async fn presses(&self, words: &str) {
        let says = format!("normalize-space(translate(., '\u{a0}', ' '))={}", quoted(words));
        let path = format!("//*[self::a or self::button or self::summary][{says}]");
        let found = self.driver.query(By::XPath(path)).and_displayed().first_opt().await.unwrap();
        let Some(found) = found else {
            panic!("nothing to press says {words:?} at {}:\n{}", self.path().await, self.text().await)
        };
        found.scroll_into_view().await.unwrap();
        found.click().await.unwrap();
    }

    /// Presses the main button of the only form of this page.
    pub async fn sends(&self) {
        self.driver.query(By::Css("main form button.tall")).single().await.unwrap().click().await.unwrap();
    }

    /// The answer of an expression of the page's own scripts.
    pub async fn asks(&self, expression: &str) -> Value {
        self.driver.execute(format!("return {expression}"), Vec::new()).await.unwrap().json().clone()
    }
}

/// With plain spaces in place of those that do not break.
pub fn plain(text: &str) -> String {
    text.replace(['\u{a0}', '\u{202f}'], " ").replace(['\u{2066}', '\u{2068}', '\u{2069}'], "")
}

/// As XPath writes it; no text on our pages holds both kinds of quotes.
fn quoted(text: &str) -> String {
    if text.contains('\'') { format!("\"{text}\"") } else { format!("'{text}'") }
}
