//! What terms ask of facts when somebody registers, when an offer is made, and when an invoice is issued: some circles, as they stand
//! while facts are decided and before these are kept.
use super::log;
use crate::calendar::Instant;
use crate::db::{Fault, Tx};
use crate::events::{Event, InvoiceIssued, PersonRegistered};
use crate::ids::{EventId, ExternalId, PersonId, ProgramId, SourceId};
use crate::people::sources;
use crate::programs::{Catalogue, Program, Version};
use crate::referrals::{self, Whose};
use crate::rules::attribution::ReferralRefused;
use crate::rules::earning::Reduction;
use crate::rules::offer::LineDiscount;
use crate::rules::terms::Offer;
use crate::world::{Part, PartBond, PartFact, Refusal};
use std::collections::{HashMap, HashSet};

/// A fact of a person that is decided and not kept yet.
pub struct Decided<'a> {
    pub source: SourceId,
    pub id: EventId,
    pub person: PersonId,
    pub event: &'a Event,
    /// Of an invoice that is issued.
    pub discounts: Vec<LineDiscount>,
}

pub struct Door {
    part: Part,
    people: HashSet<PersonId>,
    sources: HashMap<SourceId, String>,
}

impl Door {
    /// The circles, each down to so many levels, with what was decided and not kept yet, in the order in which it was.
    pub async fn open(
        tx: &Tx,
        catalogue: &Catalogue,
        circles: &[(Whose, u32)],
        recent: impl IntoIterator<Item = Decided<'_>>,
    ) -> Result<Door, Fault> {
        let (members, sources) = futures_util::try_join!(referrals::members_of(tx, circles), sources::all(tx))?;
        let sources = sources.into_iter().map(|source| (source.id(), source.name)).collect();
        let people: HashSet<PersonId> = members.into_iter().map(|member| member.person).collect();
        let recent = recent.into_iter().filter(|decided| people.contains(&decided.person));
        let recent = recent.map(|decided| fact(&sources, decided)).collect::<Result<Vec<PartFact>, Fault>>()?;
        let programs: Vec<ProgramId> = circles.iter().map(|((program, _), _)| *program).collect();
        let ids: Vec<PersonId> = people.iter().copied().collect();
        let part = log::load(tx, catalogue, &programs, &ids, recent).await?;
        Ok(Door { part, people, sources })
    }

    /// A fact of somebody in one of the circles.
    pub fn tell(&mut self, decided: Decided<'_>) -> Result<(), Fault> {
        if self.people.contains(&decided.person) {
            log::tell(&mut self.part, fact(&self.sources, decided)?);
        }
        Ok(())
    }

    /// An invoice that was told of before has other discounts.
    pub fn take_off(
        &mut self,
        (source, invoice): (SourceId, &ExternalId),
        discounts: Vec<LineDiscount>,
    ) -> Result<(), Fault> {
        let source = self.sources.get(&source).ok_or_else(|| Fault::contradiction("an invoice from nobody"))?;
        self.part.take_off((source, invoice), discounts);
        Ok(())
    }

    /// The registration of somebody who was in no circle so far.
    pub fn welcome(&mut self, registered: Decided<'_>, bond: Option<PartBond>) -> Result<(), Fault> {
        self.people.insert(registered.person);
        self.tell(registered)?;
        bond.into_iter().for_each(|bond| self.part.bind(bond));
        Ok(())
    }

    /// Why a program does not want somebody who is about to register, or who refers them.
    pub fn ineligible(
        &self,
        (program, version): (&Program, &Version),
        referrer: PersonId,
        (at, fact): (Instant, &PersonRegistered),
    ) -> Result<Option<ReferralRefused>, Refusal> {
        self.part.ineligible((&program.slug, &version.terms), referrer, (at, fact))
    }

    /// Whether an offer is made to an invitee, for an invoice.
    pub fn is_offered(
        &self,
        (program, version): (&Program, &Version),
        offer: &Offer,
        invitee: PersonId,
        issued: (Instant, &InvoiceIssued),
    ) -> Result<bool, Refusal> {
        self.part.is_offered((&program.slug, &version.terms), offer, invitee, issued)
    }

    /// What rules take off invoices of a person by `until`: in their own circle, and in that of `referrer`, who invited them.
    pub fn reductions(
        &self,
        program: &Program,
        (person, referrer): (PersonId, Option<PersonId>),
        until: Instant,
    ) -> Result<Vec<Reduction<PersonId>>, Refusal> {
        let mut reductions = Vec::new();
        for owner in [Some(person), referrer].into_iter().flatten() {
            let found = self.part.reckon(&program.slug, owner, until)?;
            reductions.extend(found.reductions.into_iter().filter(|reduction| reduction.recipient == person));
        }
        Ok(reductions)
    }
}

fn fact(sources: &HashMap<SourceId, String>, decided: Decided<'_>) -> Result<PartFact, Fault> {
    let Decided { source, id, person, event, discounts } = decided;
    let source = sources.get(&source).cloned().ok_or_else(|| Fault::contradiction("a fact from nobody"))?;
    Ok(PartFact { id, source, person, event: event.clone(), discounts })
}
