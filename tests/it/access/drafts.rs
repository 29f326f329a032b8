//! Terms that staff work on: a draft for each step that ends it, and one that is played over a past month.
use super::things::PROGRAM;
use crate::people::post;
use crate::support::TestApp;
use beckon::people::By;
use beckon::replays;
use reqwest::Client;

const DRAFTS: [(&str, &str); 3] = [
    ("removal", "019d76ba-15c0-7000-8000-0000000000d1"),
    ("publishing", "019d76ba-15c0-7000-8000-0000000000d2"),
    ("", "019d76ba-15c0-7000-8000-0000000000d3"),
];

/// What is sent there by whoever may.
pub fn form(path: &str) -> Option<Vec<(&'static str, String)>> {
    const BONUS: &str = include_str!("../../../programs/business-bonus.toml");
    let pairs: &[(&str, &str)] = match path {
        "/admin/programs/new/{template}" => {
            &[("key", "019d76ba-15c0-7000-8000-0000000000d4"), ("slug", "second-bonus")]
        }
        "/admin/programs/drafts" => &[("key", "019d76ba-15c0-7000-8000-0000000000d5"), ("program", PROGRAM)],
        "/admin/programs/drafts/{id}" => &[("revision", "1"), ("source", BONUS)],
        "/admin/programs/drafts/{id}/check" => &[("source", "program = ")],
        // It says what the version before it says.
        "/admin/programs/drafts/{id}/publishing" => &[("revision", "1"), ("after", "2")],
        "/admin/programs/drafts/{id}/replays" => &[("from", "2026-04"), ("until", "2026-04")],
        _ => return None,
    };
    Some(pairs.iter().map(|(name, value)| (*name, (*value).to_owned())).collect())
}

pub struct Drafted {
    replay: String,
}

impl Drafted {
    pub async fn new(app: &TestApp, admin: &Client) -> Drafted {
        for (_, key) in DRAFTS {
            let form = [("key", key), ("program", PROGRAM)];
            assert_eq!(post(app, admin, "/admin/programs/drafts", &form).await.status(), 303);
        }
        let (text, april) = (include_str!("../../../programs/business-bonus.toml"), "2026-04".parse().unwrap());
        let asked = async |tx: &_| replays::request(tx, &By::OPERATOR, text, (april, april)).await;
        Drafted { replay: app.app.db.write(asked).await.unwrap().to_string() }
    }

    /// A path of the table with its ids.
    pub fn path(&self, path: &str) -> Option<String> {
        let step = path.rsplit('/').next().unwrap();
        let draft = || DRAFTS.iter().find(|(of, _)| *of == step || of.is_empty()).unwrap().1;
        match path {
            _ if path.starts_with("/admin/programs/drafts/{id}") => Some(path.replace("{id}", draft())),
            _ if path.starts_with("/admin/replays/{id}") => Some(path.replace("{id}", &self.replay)),
            _ if path.starts_with("/admin/verification/{program}") => {
                // It gives nothing by the month.
                Some(path.replace("{program}", PROGRAM).replace("{month}", "2026-04"))
            }
            "/admin/programs/new/{template}" => Some(path.replace("{template}", "business-bonus")),
            _ => None,
        }
    }
}
