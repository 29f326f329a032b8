//! What staff decide while they look into referrals: each is a fact of the log.
use super::changed::{key, record, text};
use crate::db::{Fault, Tx};
use crate::events::{Fact, ReferralJudged, ReferrerJudged, Text};
use crate::ids::{PersonId, ProgramId};
use crate::programs;
use crate::referrals::{self, Referral};
use crate::{people, rewards};

/// What the referrer earns by this invitee is not released from now on, or is again. Asked again it changes nothing. Whoever calls
/// has the installation alone, so that no payment is decided meanwhile.
pub async fn set_held(tx: &Tx, referral: &Referral, held: bool, note: &Text) -> Result<(), Fault> {
    if referral.held_at.is_some() == held {
        return Ok(());
    }
    let fact = Box::new(ReferralJudged {
        invitee: key(tx, referral.invitee).await?,
        program: text(&slug(tx, referral.program).await?)?,
        reason: note.clone(),
    });
    let fact = if held { Fact::ReferralHeld(fact) } else { Fact::ReferralCleared(fact) };
    record(tx, referral.invitee, fact).await?;
    referrals::set_held(tx, referral, held).await?;
    let bond = (referral.referrer, referral.program, referral.invitee);
    if held { rewards::hold(tx, &[bond]).await } else { rewards::clear(tx, bond).await }
}

/// The person refers nobody any more, and what they earn by those whom they invited before is held; or they may refer again, which
/// clears nothing. False where it was so before. Whoever calls has the installation alone.
pub async fn set_banned(tx: &Tx, person: PersonId, banned: bool, note: &Text) -> Result<bool, Fault> {
    if !people::set_banned(tx, person, banned).await? {
        return Ok(false);
    }
    let fact = Box::new(ReferrerJudged { person: key(tx, person).await?, reason: note.clone() });
    let fact = if banned { Fact::ReferrerBanned(fact) } else { Fact::ReferrerReadmitted(fact) };
    record(tx, person, fact).await?;
    if banned {
        let bonds = referrals::hold_all_of(tx, person).await?;
        rewards::hold(tx, &bonds).await?;
    }
    Ok(true)
}

async fn slug(tx: &Tx, program: ProgramId) -> Result<String, Fault> {
    Ok(programs::catalogue(tx).await?.get(program)?.slug.clone())
}
