//! What terms ask of facts when somebody registers, when an offer is made, and when an invoice is issued: some circles, as they stand
//! while facts are decided and before these are kept.
use super::log;
use crate::calendar::Instant;
use crate::db::{Fault, Tx};
use crate::events::PersonRegistered;
use crate::ids::{PersonId, ProgramId};
use crate::programs::{Catalogue, Program, Version};
use crate::referrals::{self, Whose};
use crate::rules::attribution::ReferralRefused;
use crate::rules::earning::Reduction;
use crate::rules::terms::Offer;
use crate::world::{Part, PartBond, PartFact, Refusal};
use std::collections::HashSet;

pub struct Door {
    part: Part,
    people: HashSet<PersonId>,
}

impl Door {
    /// The circles, each down to so many levels, with what was decided and not kept yet, in the order in which it was.
    pub async fn open(
        tx: &Tx,
        catalogue: &Catalogue,
        circles: &[(Whose, u32)],
        recent: impl IntoIterator<Item = PartFact>,
    ) -> Result<Door, Fault> {
        let members = referrals::members_of(tx, circles).await?;
        let people: HashSet<PersonId> = members.into_iter().map(|member| member.person).collect();
        let recent = recent.into_iter().filter(|fact| people.contains(&fact.person)).collect();
        let programs: Vec<ProgramId> = circles.iter().map(|((program, _), _)| *program).collect();
        let ids: Vec<PersonId> = people.iter().copied().collect();
        let part = log::load(tx, catalogue, &programs, &ids, recent).await?;
        Ok(Door { part, people })
    }

    /// A fact that was decided since, of somebody in one of the circles or who now registers.
    pub fn tell(&mut self, fact: PartFact, is_new: bool) {
        if is_new {
            self.people.insert(fact.person);
        }
        if self.people.contains(&fact.person) {
            log::tell(&mut self.part, fact);
        }
    }

    pub fn bind(&mut self, bond: PartBond) {
        self.part.bind(bond);
    }

    /// Why a program does not want somebody who is about to register, or who refers them.
    pub fn ineligible(
        &self,
        (program, version): (&Program, &Version),
        referrer: PersonId,
        (at, fact): (Instant, &PersonRegistered),
    ) -> Result<Option<ReferralRefused>, Fault> {
        self.part.ineligible((&program.slug, &version.terms), referrer, (at, fact)).map_err(unanswered)
    }

    /// Whether an offer is made to an invitee, for an invoice issued at `at`.
    pub fn is_offered(
        &self,
        (program, version): (&Program, &Version),
        offer: &Offer,
        invitee: PersonId,
        at: Instant,
    ) -> Result<bool, Fault> {
        self.part.is_offered((&program.slug, &version.terms), offer, invitee, at).map_err(unanswered)
    }

    /// What rules take off invoices of a person by `until`: in their own circle, and in that of `referrer`, who invited them.
    pub fn reductions(
        &self,
        program: &Program,
        (person, referrer): (PersonId, Option<PersonId>),
        until: Instant,
    ) -> Result<Vec<Reduction<PersonId>>, Fault> {
        let mut reductions = Vec::new();
        for owner in [Some(person), referrer].into_iter().flatten() {
            let found = self.part.reckon(&program.slug, owner, until).map_err(unanswered)?;
            reductions.extend(found.reductions.into_iter().filter(|reduction| reduction.recipient == person));
        }
        Ok(reductions)
    }
}

fn unanswered(refusal: Refusal) -> Fault {
    Fault::contradiction(format!("a circle cannot be asked: {refusal}"))
}
