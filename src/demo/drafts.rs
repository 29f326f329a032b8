//! Terms that the demo's staff work on.

use super::cast::STAFF;
use super::world::{NotMade, PROGRAM, World, fixed, refused};
use crate::calendar::{Month, Zone};
use crate::ids::DraftId;
use crate::people::{self, Admin, Staff};
use crate::programs::drafts;
use crate::replays::{self, NotReplayed};
use crate::rules::{self, figures};
use crate::world;

const BONUS: &str = include_str!("../../programs/business-bonus.toml");

impl World<'_> {
    /// The bonus program's next version: two percent more, ten days on hold, and the examples that still come out. What it would have
    /// cost in the last three months a job reckons as soon as the demo has begun.
    pub(super) async fn drafts(&self) -> Result<(), NotMade> {
        let changed = figures::put(BONUS, "reward.0.give", "10 %", "12 %");
        let changed = changed.and_then(|text| figures::put(&text, "reward.0.hold_days", "14", "10"));
        let text = changed.ok_or_else(|| refused("the bonus program says something else"))?;
        let terms = rules::check(&text).map_err(|_| refused("a draft that cannot be read"))?;
        let come_out: Vec<bool> = world::each_example(&terms).iter().map(Vec::is_empty).collect();
        let text = figures::without_examples(&text, &come_out).unwrap_or(text);
        let id = self.person(STAFF.1).await?;
        let found = self.app.db.read(async |conn| people::find(conn, id).await).await?;
        let staff: Option<Staff<Admin>> = found.and_then(|person| Staff::of_story(&self.app.clock, &person));
        let staff = staff.ok_or_else(|| refused("nobody of the staff may do that"))?;
        self.app.db.write(async |tx| drafts::make(tx, &staff, DraftId(fixed(0xd4af, 1)), &text).await).await?;
        if !self.app.db.read(async |conn| replays::newest_of(conn, PROGRAM, 1).await).await?.is_empty() {
            return Ok(());
        }
        let until = Month::of(self.app.clock.now(), Zone::UTC).previous().map_err(refused)?;
        let from = until.previous().and_then(Month::previous).map_err(refused)?;
        let asked = self.app.db.write(async |tx| replays::request(tx, &staff.by(), &text, (from, until)).await).await;
        asked.map(drop).map_err(|refusal: NotReplayed| refused(refusal))
    }
}
