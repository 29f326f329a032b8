//! Commands that need no database.

use super::support::cluster::Scratch;
use super::support::process::beckon;
use serde_json::Value;
use std::io::Write;
use std::path::Path;
use std::process::{Output, Stdio};

const TERMS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/programs/business-bonus.toml");

/// The seed's own figures: a tenth of 405,000, on hold for 14 days.
const EVENTS: &str = r#"{"id":"1","type":"person.registered","timestamp":"2026-04-01T09:00:00Z","data":{"person":"a","email":"a@example.com","company":{"company":"ac","name":"A"}}}
{"id":"2","type":"person.registered","timestamp":"2026-04-02T09:00:00Z","data":{"person":"b","email":"b@example.com","referrer":"a","program":"business-bonus","company":{"company":"bc","name":"B"}}}
{"id":"3","type":"payment.succeeded","timestamp":"2026-04-10T09:30:00Z","data":{"payment":"p","company":"bc","amount":"405000.00","currency":"KZT"}}
"#;

fn simulate(events: &str, more: &[&str]) -> Output {
    let arguments = [&["simulate", "--terms", TERMS, "--events", "-"], more].concat();
    let mut command = beckon(Path::new("."), &arguments);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(events.as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

fn lines(output: &Output) -> Vec<Value> {
    let text = String::from_utf8_lossy(&output.stdout);
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn simulate_plays_standard_input() {
    let printed = lines(&simulate(EVENTS, &[]));
    let receipt = &printed.iter().find(|line| line.get("receipt").is_some()).unwrap()["receipt"];
    assert_eq!((&receipt["amount"], &receipt["hold_until"]), (&"40500.00".into(), &"2026-04-24T09:30:00Z".into()));
    let balance = &printed.last().unwrap()["balance"];
    assert_eq!((&balance["on_hold"], &balance["available"]), (&"40500.00".into(), &"0.00".into()));
}

#[test]
fn simulate_ends_where_it_is_told() {
    for (until, on_hold, available) in
        [("2026-04-24T09:29:59Z", "40500.00", "0.00"), ("2026-04-24T09:30:00Z", "0.00", "40500.00")]
    {
        let printed = lines(&simulate(EVENTS, &["--until", until]));
        let balance = &printed.last().unwrap()["balance"];
        assert_eq!((&balance["on_hold"], &balance["available"]), (&on_hold.into(), &available.into()), "{until}");
    }
    assert_eq!(lines(&simulate(EVENTS, &["--until", "2026-04-01T00:00:00Z"])), Vec::<Value>::new());
}

#[test]
fn simulate_names_the_line_that_does_not_read() {
    let refused = simulate("\n{\"id\":\"1\"}\n", &[]);
    assert_eq!(refused.status.code(), Some(1));
    let said = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(said.contains("-:2:"), "{said}");
}

#[test]
fn terms_are_checked_and_said_in_words() {
    let directory = Scratch::new("terms");
    let sound = beckon(&directory.0, &["terms", "check", TERMS]).output().unwrap();
    assert!(sound.status.success(), "{}", String::from_utf8_lossy(&sound.stderr));
    let words = beckon(&directory.0, &["terms", "explain", TERMS]).output().unwrap();
    let words = String::from_utf8_lossy(&words.stdout).into_owned();
    assert!(words.contains("10 %") && words.contains("14 days"), "{words}");

    let wrong = directory.0.join("wrong.toml");
    let text = std::fs::read_to_string(TERMS).unwrap().replace("hold_days = 14", "hold_days = \"14\"");
    std::fs::write(&wrong, &text).unwrap();
    let line = 1 + text.lines().position(|line| line.starts_with("hold_days")).unwrap();
    for command in ["check", "explain"] {
        let refused = beckon(&directory.0, &["terms", command, wrong.to_str().unwrap()]).output().unwrap();
        assert_eq!(refused.status.code(), Some(1));
        let said = String::from_utf8_lossy(&refused.stderr).into_owned();
        assert!(said.contains(&format!("{}:{line}:", wrong.display())), "{said}");
    }
}

#[test]
fn an_example_that_does_not_come_out_fails_the_check_only() {
    let directory = Scratch::new("examples");
    let wrong = directory.0.join("wrong.toml");
    let text = std::fs::read_to_string(TERMS).unwrap().replace("on_hold = \"20250.00\"", "on_hold = \"20250.01\"");
    std::fs::write(&wrong, text).unwrap();
    let code =
        |command| beckon(&directory.0, &["terms", command, wrong.to_str().unwrap()]).output().unwrap().status.code();
    assert_eq!((code("check"), code("explain")), (Some(1), Some(0)));
}

#[test]
fn bytes_that_are_no_text_have_a_place_too() {
    let directory = Scratch::new("bytes");
    let file = directory.0.join("terms.toml");
    std::fs::write(&file, b"program = \"p\"\nname = \"caf\xe9\"\n").unwrap();
    let checked = beckon(Path::new("."), &["terms", "check", file.to_str().unwrap()]).output().unwrap();
    assert!(!checked.status.success());
    let said = String::from_utf8_lossy(&checked.stderr);
    assert!(said.contains("terms.toml:2:12: this is no UTF-8 text"), "{said}");
}
