//! Terms that the demo's staff work on.

use super::cast::STAFF;
use super::world::{NotMade, World, fixed, refused};
use crate::ids::DraftId;
use crate::people::{self, Admin, Staff};
use crate::programs::drafts;
use crate::rules::{self, figures};
use crate::world;

const BONUS: &str = include_str!("../../programs/business-bonus.toml");

impl World<'_> {
    /// The bonus program's next version: two percent more, ten days on hold, and the examples that still come out.
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
        Ok(())
    }
}
