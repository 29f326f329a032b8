//! Lighthouse, a process for each page.

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

const TRIES: u32 = 3;

/// Of a hundred each.
#[derive(Clone, Copy)]
pub struct Scores {
    pub performance: u32,
    pub accessibility: u32,
    pub best_practices: u32,
    pub seo: u32,
}

fn printed(script: &str) -> String {
    let script = format!("{}/bin/{script}", env!("CARGO_MANIFEST_DIR"));
    let said = Command::new(&script).stderr(Stdio::inherit()).output().unwrap();
    assert!(said.status.success(), "{script} failed; its words are above");
    String::from_utf8(said.stdout).unwrap()
}

/// Installed where it is missing.
pub fn command() -> PathBuf {
    PathBuf::from(printed("lighthouse").trim())
}

pub async fn scores(command: &Path, url: &str, cookies: &str) -> Scores {
    let browser = printed("browser");
    let chromium = browser.lines().find_map(|line| line.strip_prefix("CHROMIUM=")).unwrap();
    // A browser that starts while the machine is busy may lose the trace of its first page.
    for attempt in 1..=TRIES {
        if let Some(report) = report(command, chromium, url, cookies).await {
            return told(&report);
        }
        eprintln!("  Lighthouse failed {attempt} times of at most {TRIES}");
    }
    panic!("Lighthouse failed; its words are above");
}

async fn report(command: &Path, chromium: &str, url: &str, cookies: &str) -> Option<Value> {
    // Its process may end before all of it went through a pipe.
    let kept = std::env::temp_dir().join(format!("beckon-lighthouse-{}.json", std::process::id()));
    let said = tokio::process::Command::new("node")
        .arg(command)
        .arg(url)
        .args(["--output=json", "--quiet", "--only-categories=performance,accessibility,best-practices,seo"])
        .arg("--chrome-flags=--headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage --no-first-run")
        .arg(format!("--output-path={}", kept.display()))
        .arg(format!("--extra-headers={}", serde_json::json!({"Cookie": cookies})))
        .env("CHROME_PATH", chromium)
        .stderr(Stdio::inherit())
        .status()
        .await
        .unwrap();
    if !said.success() {
        return None;
    }
    let report = serde_json::from_slice(&std::fs::read(&kept).unwrap()).unwrap();
    std::fs::remove_file(&kept).unwrap();
    Some(report)
}

fn told(report: &Value) -> Scores {
    let score = |category: &str| {
        let score = report["categories"][category]["score"].as_f64();
        score.map_or(0, |score| (score * 100.0).round() as u32)
    };
    for audit in report["audits"].as_object().unwrap().values() {
        let binary = audit["scoreDisplayMode"] == "binary" && audit["score"].as_f64().is_some_and(|score| score < 1.0);
        if binary {
            eprintln!("  {}: {}", audit["id"], audit["title"]);
        }
    }
    Scores {
        performance: score("performance"),
        accessibility: score("accessibility"),
        best_practices: score("best-practices"),
        seo: score("seo"),
    }
}
