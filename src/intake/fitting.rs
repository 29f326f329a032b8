//! Whether somebody who is registered may be bound to whom they name: asked as at a registration.
use super::eligible;
use super::kinds::Kinds;
use super::registrations::way;
use super::store;
use crate::companies::{self, tax_key};
use crate::db::{Fault, Tx};
use crate::events::{Email, Fact};
use crate::ids::{PersonId, ProgramId};
use crate::people;
use crate::programs::{Catalogue, Program};
use crate::referrals::{self, Visit};
use crate::rules::attribution::{Invitation, ReferralRefused, Via, decide};

pub(super) struct Invited {
    pub invitee: PersonId,
    pub referrer: PersonId,
    pub via: Via,
    /// Staff looked at who the invitee is.
    pub vouched: bool,
}

pub(super) fn clicked(visit: &Visit) -> Via {
    way(Some(visit), None)
}

/// The first reason against it.
pub(super) async fn judge(
    tx: &Tx,
    catalogue: &Catalogue,
    program: &Program,
    invited: &Invited,
) -> Result<Result<(), ReferralRefused>, Fault> {
    let now = tx.now();
    let Some(version) = program.in_force(now) else { return Ok(Err(ReferralRefused::ProgramClosed)) };
    let referrer = [invited.referrer];
    let kinds = Kinds::load(tx, catalogue, &referrer).await?;
    let (email_known, tax_id_known) = match invited.vouched {
        true => (false, false),
        false => known_otherwise(tx, invited.invitee).await?,
    };
    let invitation = Invitation {
        registered_at: now,
        via: Some(invited.via),
        program_open: program.is_open(now),
        referrer_kind: kinds.at(invited.referrer, now),
        banned: kinds.is_banned(invited.referrer),
        own: invited.referrer == invited.invitee,
        email_known,
        tax_id_known,
    };
    let terms = &version.terms;
    let decided = decide(&terms.attribution, terms.time_zone, &invitation);
    if let Err(refused) = decided.map_err(|error| Fault::contradiction(error.to_string()))? {
        return Ok(Err(refused));
    }
    if is_below(tx, program.id, invited).await? {
        return Ok(Err(ReferralRefused::ReferrerNotEligible));
    }
    let door = eligible::door(tx, catalogue, &referrer, []).await?;
    let Some(registered) = store::registration_of(tx, invited.invitee).await? else {
        return Ok(Err(ReferralRefused::InviteeNotEligible));
    };
    let Fact::PersonRegistered(fact) = &registered.fact else {
        return Err(Fault::contradiction("a registration that is none"));
    };
    let refused = eligible::refused(door.as_ref(), (program, version), invited.referrer, (now, fact))?;
    Ok(refused.map_or(Ok(()), Err))
}

/// Whether the invitee's address, or a tax id of their companies, is another person's.
async fn known_otherwise(tx: &Tx, invitee: PersonId) -> Result<(bool, bool), Fault> {
    let (person, companies) = futures_util::try_join!(people::find(tx, invitee), companies::of(tx, invitee))?;
    let email = person.and_then(|person| person.email).map(|email| email.parse::<Email>()).transpose();
    let email = email.map_err(|error| Fault::contradiction(format!("a stored address: {error}")))?;
    let emails: Vec<String> = email.iter().map(Email::normalised).collect();
    let tax_ids = companies.iter().filter_map(|company| tax_key(company.tax_id.as_deref()?));
    let tax_ids: Vec<String> = tax_ids.collect();
    let (emails, tax_ids) =
        futures_util::try_join!(people::traces::owners_of(tx, &emails), companies::owners_of_tax_ids(tx, &tax_ids))?;
    let others_email = emails.values().any(|owner| *owner != invitee);
    let others_tax_id = tax_ids.values().any(|(owner, _)| *owner != invitee);
    Ok((others_email, others_tax_id))
}

/// Levels looked up: no circle is deeper.
const LEVELS: u32 = 32;

/// Whether the invitee referred whom they name, or who did: nobody is above oneself.
async fn is_below(tx: &Tx, program: ProgramId, invited: &Invited) -> Result<bool, Fault> {
    let mut whose = invited.referrer;
    for _ in 0..LEVELS {
        let above = referrals::of_invitees(tx, &[whose]).await?;
        match above.iter().find(|referral| referral.program == program).map(|referral| referral.referrer) {
            Some(above) if above == invited.invitee => return Ok(true),
            Some(above) => whose = above,
            None => return Ok(false),
        }
    }
    Ok(false)
}
