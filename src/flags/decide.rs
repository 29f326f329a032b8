//! What staff decide on flags. Each locks the flag first: of two at once one decides, the other is told who was first.
use super::{Decided, Flag, Stage, store};
use crate::db::{Fault, Tx};
use crate::events::Text;
use crate::ids::{FlagId, PersonId};
use crate::intake::{self, NotVoided};
use crate::people::{Finance, Staff, deed};
use crate::referrals::{self, Referral};
use serde_json::json;

/// Why nothing was decided.
#[derive(Debug, thiserror::Error)]
pub enum NotDecided {
    #[error("there is no such flag")]
    NoFlag,
    #[error("nobody decides about themselves")]
    Own,
    #[error("somebody decided meanwhile")]
    Meanwhile(Option<Decided>),
    #[error("another referral took its place")]
    NoReferral,
    #[error("the referral was ended before")]
    Ended,
    #[error("the person may refer")]
    NotBanned,
    #[error(transparent)]
    Fault(#[from] Fault),
}

impl From<NotVoided> for NotDecided {
    fn from(not: NotVoided) -> NotDecided {
        match not {
            NotVoided::NoReferral => NotDecided::NoReferral,
            NotVoided::Ended => NotDecided::Ended,
            NotVoided::Fault(fault) => NotDecided::Fault(fault),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Nothing that the referral earns is released until it is cleared.
    Hold,
    /// It is all right: what was held is released, unless another flag of the referral holds it.
    Clear,
    /// The referral ends, and what it earned and is still on hold stays there.
    Void,
    /// The referrer refers nobody any more, and all their referrals are held.
    Ban,
}

impl Step {
    fn leads_to(self) -> (Stage, &'static str) {
        match self {
            Step::Hold => (Stage::Held, "flag-held"),
            Step::Clear => (Stage::Cleared, "flag-cleared"),
            Step::Void => (Stage::Voided, "flag-voided"),
            Step::Ban => (Stage::Banned, "flag-banned"),
        }
    }
}

/// `seen`: how often staff had decided when the form was shown.
pub async fn decide(
    tx: &Tx,
    by: &Staff<Finance>,
    (id, seen): (FlagId, i32),
    step: Step,
    note: &Text,
) -> Result<(), NotDecided> {
    let flag = lock(tx, by, (id, seen)).await?;
    let (stage, verb) = step.leads_to();
    if stage == flag.stage {
        return Err(NotDecided::Meanwhile(flag.decided));
    }
    let referral = referral(tx, &flag).await?;
    match (step, &referral) {
        (Step::Hold, Some(referral)) => intake::set_held(tx, referral, true, note).await?,
        (Step::Hold | Step::Void, None) => return Err(NotDecided::NoReferral),
        (Step::Void, Some(referral)) => {
            intake::set_held(tx, referral, true, note).await?;
            intake::void(tx, flag.invitee, flag.program, note).await?;
        }
        (Step::Clear, Some(referral)) => {
            let all = store::of_bond(tx, flag.person, flag.referral).await?;
            if !all.iter().any(|other| other.id != flag.id && other.stage.holds()) {
                intake::set_held(tx, referral, false, note).await?;
            }
        }
        (Step::Clear, None) => {}
        (Step::Ban, _) => ban(tx, by, flag.person, true, note).await.map(drop)?,
    }
    store::decide(tx, &flag, stage, by.who.person, note.as_str()).await?;
    let was = json!({"state": flag.stage.name(), "kind": flag.kind.name()});
    let is = json!({"state": stage.name(), "kind": flag.kind.name(), "note": note.as_str()});
    Ok(deed(tx, &by.by(), verb, &format!("flag {id}"), Some(was), Some(is)).await?)
}

/// Whoever was banned may refer again; what is held stays so until each flag is cleared.
pub async fn readmit(tx: &Tx, by: &Staff<Finance>, id: FlagId, note: &Text) -> Result<(), NotDecided> {
    tx.alone().await?;
    let flag = store::lock(tx, id).await?.ok_or(NotDecided::NoFlag)?;
    if concerns(&flag, by.who.person) {
        return Err(NotDecided::Own);
    }
    if ban(tx, by, flag.person, false, note).await? { Ok(()) } else { Err(NotDecided::NotBanned) }
}

/// False where it was so before.
async fn ban(tx: &Tx, by: &Staff<Finance>, person: PersonId, banned: bool, note: &Text) -> Result<bool, Fault> {
    let changed = intake::set_banned(tx, person, banned, note).await?;
    if changed {
        let verb = if banned { "person-banned" } else { "person-readmitted" };
        let (was, is) = (json!({"banned": !banned}), json!({"banned": banned, "note": note.as_str()}));
        deed(tx, &by.by(), verb, &format!("person {person}"), Some(was), Some(is)).await?;
    }
    Ok(changed)
}

async fn lock(tx: &Tx, by: &Staff<Finance>, (id, seen): (FlagId, i32)) -> Result<Flag, NotDecided> {
    // As everybody who changes a referral does: in one order for all.
    tx.alone().await?;
    let flag = store::lock(tx, id).await?.ok_or(NotDecided::NoFlag)?;
    if concerns(&flag, by.who.person) {
        return Err(NotDecided::Own);
    }
    if flag.decisions == seen { Ok(flag) } else { Err(NotDecided::Meanwhile(flag.decided)) }
}

fn concerns(flag: &Flag, person: PersonId) -> bool {
    [flag.person, flag.invitee].contains(&person)
}

/// As it stands, if none took its place.
async fn referral(tx: &Tx, flag: &Flag) -> Result<Option<Referral>, Fault> {
    let bound = referrals::of_invitees(tx, &[flag.invitee]).await?;
    Ok(bound.into_iter().find(|referral| referral.id == flag.referral))
}
