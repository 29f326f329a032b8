//! Whom terms want: asked of the circles of those who are named as inviting, where terms ask at all.
use super::batch::Batch;
use crate::calendar::Instant;
use crate::db::{Fault, Tx};
use crate::events::{PersonRegistered, Text};
use crate::ids::{ClickId, PersonId};
use crate::programs::{Catalogue, Program, Version};
use crate::reckoning::{Decided, Door};
use crate::referrals::{NewReferral, Visit, Whose};
use crate::rules::attribution::ReferralRefused;
use crate::world::PartBond;
use std::collections::HashMap;

/// The circles of these referrers in the programs that ask; none where no program does.
pub(super) async fn door(
    tx: &Tx,
    catalogue: &Catalogue,
    referrers: &[PersonId],
    recent: impl IntoIterator<Item = Decided<'_>>,
) -> Result<Option<Door>, Fault> {
    let conditional = catalogue.programs.iter().filter(|program| {
        let mut versions = program.versions.iter();
        versions.any(|version| version.terms.attribution.is_conditional())
    });
    let programs: Vec<&Program> = conditional.collect();
    if programs.is_empty() {
        return Ok(None);
    }
    let circles = programs.iter().flat_map(|program| referrers.iter().map(|person| ((program.id, *person), 1)));
    let circles: Vec<(Whose, u32)> = circles.collect();
    Ok(Some(Door::open(tx, catalogue, &circles, recent).await?))
}

/// Why a program does not want somebody who is about to register, or who refers them.
pub(super) fn refused(
    door: Option<&Door>,
    (program, version): (&Program, &Version),
    referrer: PersonId,
    (at, fact): (Instant, &PersonRegistered),
) -> Result<Option<ReferralRefused>, Fault> {
    let Some(door) = door.filter(|_| version.terms.attribution.is_conditional()) else { return Ok(None) };
    let asked = door.ineligible((program, version), referrer, (at, fact));
    asked.map_err(|refusal| Fault::contradiction(format!("a registration cannot be judged: {refusal}")))
}

/// A referral that this batch makes.
pub(super) fn bond(batch: &Batch<'_>, new: &NewReferral, visits: &HashMap<ClickId, Visit>) -> Result<PartBond, Fault> {
    let wrong = |words: &str| Fault::contradiction(format!("a new referral: {words}"));
    let text = |text: &Option<String>| text.as_ref().map(|text| text.parse::<Text>()).transpose();
    let code = text(&new.code).map_err(wrong)?;
    let visit = new.click.and_then(|click| visits.get(&ClickId(click)));
    Ok(PartBond {
        program: batch.catalogue.get(new.referral.program)?.slug.clone(),
        referrer: new.referral.referrer,
        invitee: new.referral.invitee,
        registered_at: new.referral.registered_at,
        voided_at: None,
        // Which of a link's codes was clicked is told once the referral is kept.
        click: visit.map(|visit| (visit.at, code.as_ref().map(ToString::to_string).unwrap_or_default())),
        sub: text(&new.sub).map_err(wrong)?,
        code,
        late: false,
    })
}
