//! The program as a whole: it starts, is killed, heals and stops.

use super::support::cluster::Scratch;
use super::support::process::{Process, beckon, eventually, kill};

async fn is_ready(url: &str) -> bool {
    reqwest::get(format!("{url}/readyz")).await.is_ok_and(|answer| answer.status() == 200)
}

#[tokio::test]
async fn it_heals_when_its_database_is_killed() {
    let data = Scratch::new("heals");
    let app = Process::serve(&data.0);
    assert!(is_ready(&app.url).await);
    let old = Process::postgres_pid(&data.0);
    kill("-KILL", old);
    assert!(eventually(async || is_ready(&app.url).await && Process::postgres_pid(&data.0) != old).await);
}

#[tokio::test]
async fn it_starts_again_after_it_was_killed_alone_or_with_its_database() {
    let data = Scratch::new("killed");
    let app = Process::serve(&data.0);
    app.kill();
    let app = Process::serve(&data.0);
    assert!(is_ready(&app.url).await);
    kill("-KILL", Process::postgres_pid(&data.0));
    app.kill();
    let app = Process::serve(&data.0);
    assert!(is_ready(&app.url).await);
}

#[tokio::test]
async fn it_stops_when_asked_and_takes_its_database_along() {
    let data = Scratch::new("stops");
    let app = Process::serve(&data.0);
    let lock = data.0.join("postgres/postmaster.pid");
    assert!(lock.exists());
    assert_eq!(app.terminate().code(), Some(0));
    assert!(!lock.exists());
}

#[tokio::test]
async fn a_command_works_beside_a_running_server_and_a_second_server_does_not() {
    let data = Scratch::new("beside");
    let _app = Process::serve(&data.0);
    let jobs = beckon(&data.0, &["jobs"]).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&jobs.stdout), "0 jobs failed for good\n");
    let second = beckon(&data.0, &["serve"]).output().unwrap();
    assert_eq!(second.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&second.stderr).contains("another process already uses"));
}

#[tokio::test]
async fn staff_are_added_with_a_link_to_set_their_password() {
    let data = Scratch::new("staff");
    let added = beckon(&data.0, &["staff", "add", "aizhan@example.com", "admin"]).output().unwrap();
    let said = String::from_utf8_lossy(&added.stdout).into_owned();
    assert!(said.starts_with("aizhan@example.com is staff now: admin\n"), "{said}");
    assert!(said.contains("/password/reset?token="), "{said}");
    let wrong = beckon(&data.0, &["staff", "add", "aizhan", "admin"]).output().unwrap();
    assert!(String::from_utf8_lossy(&wrong.stderr).contains("not an e-mail address"));
}

#[tokio::test]
async fn who_has_no_second_step_is_not_helped_out_of_it() {
    let data = Scratch::new("people");
    let said = |arguments: &[&str]| {
        let output = beckon(&data.0, arguments).output().unwrap();
        (output.status.success(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    let (done, words) = said(&["people", "two-step-off", "aizhan@example.com"]);
    assert!(!done && words.contains("nobody has the address aizhan@example.com"), "{words}");
    assert!(said(&["staff", "add", "aizhan@example.com", "admin"]).0);
    let (done, words) = said(&["people", "two-step-off", "aizhan@example.com"]);
    assert!(!done && words.contains("aizhan@example.com has no two-step sign-in"), "{words}");
}

#[tokio::test]
async fn a_key_opens_the_api_until_it_is_revoked() {
    let data = Scratch::new("keys");
    let app = Process::serve(&data.0);
    let said = |arguments: &[&str]| {
        let output = beckon(&data.0, arguments).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    let key = said(&["keys", "add", "--scopes", "events:read", "--label", "a till"]);
    let asked = async || {
        let url = format!("{}/api/v1/events/evt_1", app.url);
        reqwest::Client::new().get(url).bearer_auth(key.trim()).send().await.unwrap().status().as_u16()
    };
    assert_eq!(asked().await, 404);
    let listed = said(&["keys"]);
    assert!(listed.contains("  billing  events:read  in force  a till\n") && !listed.contains(key.trim()), "{listed}");
    said(&["keys", "revoke", listed.split_whitespace().next().unwrap()]);
    assert_eq!(asked().await, 401);
    let own = beckon(&data.0, &["keys", "add", "--source", "beckon"]).output().unwrap();
    assert!(String::from_utf8_lossy(&own.stderr).contains("take another name"));
}

#[tokio::test]
async fn terms_are_published_from_a_date_by_a_command() {
    let data = Scratch::new("publish");
    let app = Process::serve(&data.0);
    let file = data.0.join("terms.toml");
    let first = include_str!("../../programs/business-bonus.toml");
    let publishes = |terms: &str, more: &[&str]| {
        std::fs::write(&file, terms).unwrap();
        let output = beckon(&data.0, &[&["terms", "publish", file.to_str().unwrap()], more].concat()).output().unwrap();
        let said = [output.stdout, output.stderr].concat();
        (output.status.success(), String::from_utf8(said).unwrap())
    };
    assert_eq!(publishes(first, &[]), (true, "business-bonus version 1 governs since always\n".into()));
    let (published, said) = publishes(first, &[]);
    assert!(!published && said.contains("already in force"), "{said}");
    let broken = first.replace("\"40500.00\"", "\"40500.01\"");
    let line = 1 + broken.lines().position(|line| line.contains("40500.01")).unwrap();
    let (published, said) = publishes(&broken, &[]);
    assert!(!published && said.contains(&format!("{}:{line}:", file.display())), "{said}");
    let second = first.replace("\"new_referrals\"", "\"all_from_date\"");
    let (published, said) = publishes(&second, &["--from", "2026-01-01T00:00:00Z"]);
    assert!(!published && said.contains("which is over"), "{said}");
    let (published, said) = publishes(&second, &["--from", "2999-01-01T00:00:00Z"]);
    assert_eq!(
        (published, said.as_str()),
        (true, "business-bonus version 2 governs from 2999-01-01T00:00:00+00:00 on\n")
    );
    let shown = async |version: u32| {
        let url = format!("{}/programs/business-bonus/terms?version={version}", app.url);
        reqwest::get(url).await.unwrap().status().as_u16()
    };
    assert_eq!((shown(2).await, shown(3).await), (200, 404));
}

#[test]
fn wrong_settings_are_refused_before_anything_is_made() {
    let data = Scratch::new("settings");
    for (name, value) in
        [("BECKON_LISTEN", "nowhere"), ("BECKON_LSITEN", "127.0.0.1:0"), ("DATABASE_URL", "mysql://h/d")]
    {
        let refused = beckon(&data.0, &["serve"]).env(name, value).output().unwrap();
        let said = String::from_utf8_lossy(&refused.stderr).into_owned();
        assert_eq!(refused.status.code(), Some(1));
        assert!(said.contains(name), "{said}");
    }
    assert_eq!(std::fs::read_dir(&data.0).unwrap().count(), 0);
}

#[test]
fn help_names_every_setting() {
    let help = beckon(std::path::Path::new("."), &["--help"]).output().unwrap();
    let help = String::from_utf8_lossy(&help.stdout).into_owned();
    for setting in beckon::config::SETTINGS {
        assert!(help.contains(setting.name), "{help}");
    }
}
