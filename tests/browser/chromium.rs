//! Chromium as a child of the test: one driver and one session a test, gone when the test is, however it ends.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, OnceLock};
use std::time::Duration;
use thirtyfour::extensions::query::ElementPollerWithTimeout;
use thirtyfour::prelude::*;
use thirtyfour::{ChromiumLikeCapabilities, LoggingPrefsLogLevel, WebDriver};
use tokio::sync::{Semaphore, SemaphorePermit};

/// Browsers at once: each wants a core of its own.
static ROOM: Semaphore = Semaphore::const_new(2);

/// How long an element may take to appear before the test fails.
const PATIENCE: Duration = Duration::from_secs(30);

/// The paths that `bin/browser` prints, in its words.
struct Programs {
    chromium: String,
    chromedriver: String,
}

fn programs() -> &'static Programs {
    static FOUND: OnceLock<Programs> = OnceLock::new();
    FOUND.get_or_init(|| {
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/bin/browser");
        let found = Command::new(script).stderr(Stdio::inherit()).output().unwrap();
        assert!(found.status.success(), "bin/browser found no browser; its words are above");
        let said = String::from_utf8(found.stdout).unwrap();
        let path = |name: &str| said.lines().find_map(|line| line.strip_prefix(name)).unwrap().to_string();
        Programs { chromium: path("CHROMIUM="), chromedriver: path("CHROMEDRIVER=") }
    })
}

/// A running driver. Dropping it kills it.
pub struct Chromedriver {
    child: Child,
    url: String,
    _room: SemaphorePermit<'static>,
}

impl Chromedriver {
    pub async fn start() -> Chromedriver {
        let room = ROOM.acquire().await.unwrap();
        let mut command = Command::new(&programs().chromedriver);
        command.arg("--port=0").stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().unwrap();
        let said = BufReader::new(child.stdout.take().unwrap()).lines();
        let port = said.map_while(Result::ok).find_map(|line| port_in(&line)).expect("chromedriver named no port");
        Chromedriver { child, url: format!("http://127.0.0.1:{port}"), _room: room }
    }

    /// A new browser without history, cookies or cache.
    pub async fn session(&self) -> WebDriver {
        let mut wanted = DesiredCapabilities::chrome();
        wanted.set_binary(&programs().chromium).unwrap();
        for argument in [
            "--headless=new",
            "--force-prefers-reduced-motion",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--no-first-run",
            "--hide-scrollbars",
            "--lang=en",
        ] {
            wanted.add_arg(argument).unwrap();
        }
        wanted.set_browser_log_level(LoggingPrefsLogLevel::All).unwrap();
        let poller = ElementPollerWithTimeout::new(PATIENCE, Duration::from_millis(20));
        WebDriver::builder(&self.url, wanted).poller(Arc::new(poller)).await.unwrap()
    }
}

impl Drop for Chromedriver {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// `ChromeDriver was started successfully on port 41515.`
fn port_in(line: &str) -> Option<u16> {
    line.split_once("successfully on port ")?.1.trim_end_matches('.').parse().ok()
}
