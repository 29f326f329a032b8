//! Which version governs whoever looks, and what they may still accept.

use super::Governed;
use crate::app::App;
use crate::calendar::Instant;
use crate::ids::PersonId;
use crate::intake;
use crate::people::SignedIn;
use crate::programs::{self, NotAccepted, Program, Version};
use crate::referrals;
use crate::rules::terms::Applies;
use crate::web::{Error, SeeOther, Words};
use actix_web::web;
use std::collections::BTreeMap;

/// `shown`: the version that may be accepted on the page, if it is one of those.
pub(super) async fn governs(
    app: &App,
    person: PersonId,
    program: &Program,
    shown: &Version,
    now: Instant,
) -> Result<Governed, Error> {
    let me = [person];
    let (accepted, mine, invited) = app
        .db
        .read(async |conn| {
            futures_util::try_join!(
                programs::accepted_by(conn, program.id, &me, now),
                referrals::of_invitees(conn, &me),
                referrals::registered_under(conn, person, program.id)
            )
        })
        .await?;
    let accepted = accepted.get(&person).map(Vec::as_slice).unwrap_or_default();
    let number = |registered_at: Instant, accepted: &[(u32, Instant)]| {
        program.governing(registered_at, now, accepted).map(|version| version.number)
    };
    let mut governed: BTreeMap<u32, i64> = BTreeMap::new();
    for group in &invited {
        if let Some(version) = number(group.first_at, accepted) {
            *governed.entry(version).or_default() += group.count;
        }
    }
    let mine = mine.iter().find(|referral| referral.program == program.id);
    let may_accept = |version: &Version| {
        version.terms.applies == Applies::OptIn
            && version.number > 1
            && accepted.iter().all(|(number, _)| *number != version.number)
    };
    Ok(Governed {
        new: number(now, accepted),
        invited: governed.into_iter().rev().collect(),
        as_invitee: mine.and_then(|referral| number(referral.registered_at, &referral.accepted)),
        accepted_at: accepted.iter().find(|(number, _)| *number == shown.number).map(|(_, at)| *at),
        may_accept: may_accept(shown),
        offered: program.versions.iter().rev().find(|version| may_accept(version)).map(|version| version.number),
    })
}

/// Whom a version governs, in a sentence.
pub(super) fn applies(version: &Version) -> Words {
    match version.terms.applies {
        _ if version.number == 1 => "terms-applies-first",
        Applies::NewReferrals => "terms-applies-new-referrals",
        Applies::AllFromDate => "terms-applies-all-from-date",
        Applies::OptIn => "terms-applies-opt-in",
    }
    .into()
}

/// Accepted twice is accepted.
pub async fn accept(app: web::Data<App>, who: SignedIn, path: web::Path<(String, u32)>) -> Result<SeeOther, Error> {
    let (slug, version) = path.into_inner();
    let lost = |refused: &NotAccepted| matches!(refused, NotAccepted::Fault(fault) if fault.is_race());
    let accepted = app.db.write_again(lost, async |tx| intake::accept(tx, who.person, &slug, version).await).await;
    match accepted {
        Ok(()) | Err(NotAccepted::Accepted(_)) => {
            Ok(SeeOther::to(super::terms::version_path(&slug, version)).flash("flash-terms-accepted"))
        }
        Err(NotAccepted::NoProgram(_) | NotAccepted::NoVersion { .. } | NotAccepted::NotOptional(_)) => {
            Err(Error::NotFound)
        }
        Err(NotAccepted::Fault(fault)) => Err(fault.into()),
    }
}
