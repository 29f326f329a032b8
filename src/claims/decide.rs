//! What staff decide on claims. Each locks the claim first: of two at once one decides, the other is told who was first.
use super::{Claim, Decided, Stage, store, whom};
use crate::db::{Fault, Tx};
use crate::events::Text;
use crate::ids::{ClaimId, PersonId};
use crate::intake::{self, NotChanged, To};
use crate::notices::{self, Kind, News};
use crate::people::{Finance, Staff, deed};
use serde_json::json;

/// Why a claim was not decided.
#[derive(Debug, thiserror::Error)]
pub enum NotDecided {
    #[error("there is no such claim")]
    NoClaim,
    #[error("nobody decides on their own claim, or on who invited them")]
    Own,
    #[error("it was decided already")]
    Before(Decided),
    #[error("nobody is registered under this")]
    NoInvitee,
    #[error(transparent)]
    NotBound(NotChanged),
    #[error(transparent)]
    Fault(#[from] Fault),
}

impl From<NotChanged> for NotDecided {
    fn from(not: NotChanged) -> NotDecided {
        match not {
            NotChanged::Fault(fault) => NotDecided::Fault(fault),
            not => NotDecided::NotBound(not),
        }
    }
}

/// Binds whom the claim names to the person who claims, under the terms in force now; whether the claim is late was settled when it came.
pub async fn approve(tx: &Tx, by: &Staff<Finance>, id: ClaimId, reason: &Text) -> Result<(), NotDecided> {
    let claim = lock(tx, by, id).await?;
    let invitee = whom(tx, &claim.invitee).await?.ok_or(NotDecided::NoInvitee)?;
    if invitee == by.who.person {
        return Err(NotDecided::Own);
    }
    intake::change(tx, invitee, To::Claimant(claim.person, claim.program, claim.claimed_at)).await?;
    finish(tx, by, &claim, Stage::Approved, (reason, Some(invitee))).await
}

pub async fn reject(tx: &Tx, by: &Staff<Finance>, id: ClaimId, reason: &Text) -> Result<(), NotDecided> {
    let claim = lock(tx, by, id).await?;
    finish(tx, by, &claim, Stage::Rejected, (reason, None)).await
}

async fn lock(tx: &Tx, by: &Staff<Finance>, id: ClaimId) -> Result<Claim, NotDecided> {
    // As everybody who changes a referral does: in one order for all.
    tx.alone().await?;
    let claim = store::lock(tx, id).await?.ok_or(NotDecided::NoClaim)?;
    match claim.decided {
        _ if claim.person == by.who.person => Err(NotDecided::Own),
        Some(decided) => Err(NotDecided::Before(decided)),
        None => Ok(claim),
    }
}

async fn finish(
    tx: &Tx,
    by: &Staff<Finance>,
    claim: &Claim,
    stage: Stage,
    (reason, invitee): (&Text, Option<PersonId>),
) -> Result<(), NotDecided> {
    store::decide(tx, claim, stage, by.who.person, (reason.as_str(), invitee)).await?;
    let verb = if stage == Stage::Approved { "claim-approved" } else { "claim-rejected" };
    let was = json!({"state": claim.stage.name()});
    let is = json!({"state": stage.name(), "reason": reason.as_str(), "invitee": invitee.map(|i| i.to_string())});
    let subject = format!("claim {}", claim.id);
    let news = [News::new(claim.person, claim.program, Kind::Claim, tx.now())];
    let by = by.by();
    futures_util::try_join!(deed(tx, &by, verb, &subject, Some(was), Some(is)), notices::tell(tx, news))?;
    Ok(())
}
