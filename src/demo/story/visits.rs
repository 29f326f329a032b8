//! Clicks on links.

use super::{Does, Step, Story, Untold, event};
use crate::calendar::Instant;
use crate::demo::cast::{AMINA, IRYNA};
use crate::ids::first_id;
use serde_json::json;
use uuid::Uuid;

/// Where a visitor comes from, and under which sub-id.
const WAYS: [(&str, Option<&str>); 6] = [
    ("t.me", Some("telegram")),
    ("t.me", Some("telegram")),
    ("altyn-arba.example", Some("site")),
    ("wa.me", Some("whatsapp")),
    ("forum.example", Some("conference")),
    ("www.google.com", None),
];
const PATHS: [&str; 4] = ["/", "/pricing", "/business", "/e-signature"];

impl Story {
    /// Most visitors look and go: no registration follows.
    pub(super) fn is_visited(&mut self) -> Result<(), Untold> {
        for days_ago in 1..=378_u32 {
            // More of them as the year goes on.
            let busy = 1 + (378 - days_ago) / 100;
            for _ in 0..self.chance.below(busy + 1) {
                let time = self.chance.time_of_day(7..23);
                let at = self.at(days_ago.into(), time)?;
                let (_, sub) = WAYS[self.chance.below(6) as usize];
                self.click(at, AMINA, sub)?;
            }
            if days_ago < 320 && self.chance.below(6) == 0 {
                let time = self.chance.time_of_day(8..22);
                let at = self.at(days_ago.into(), time)?;
                self.click(at, IRYNA, None)?;
            }
        }
        Ok(())
    }

    /// Answers the click's id: of its instant, as visits are listed by it.
    pub(super) fn click(&mut self, at: Instant, code: &str, sub: Option<&str>) -> Result<String, Untold> {
        let number = self.steps.len() as u128;
        let id = Uuid::from_u128(first_id(at).as_u128() | 0x7000_8000_0000_0000_0000 | number).to_string();
        let mut data = json!({"click": id, "code": code, "path": PATHS[self.chance.below(4) as usize]});
        if let Some(sub) = sub {
            data["sub"] = json!(sub);
        }
        if let Some((host, _)) = WAYS.iter().find(|(_, carried)| *carried == sub) {
            data["referring_host"] = json!(host);
        }
        let event = event(at, &format!("click-{id}"), "link.clicked", data)?;
        self.steps.push(Step { at, does: Does::Visits(event) });
        Ok(id)
    }
}
