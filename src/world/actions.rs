//! Business actions: who did what, and whether it was taken back.

use super::names::Source;
use super::{Applied, Noun, Refusal, World};
use crate::calendar::Instant;
use crate::events::ActionCompleted;
use crate::ids::ExternalId;

#[derive(Debug)]
pub(super) struct Action {
    pub(super) fact: ActionCompleted,
    pub(super) event: ExternalId,
    pub(super) at: Instant,
    pub(super) person: usize,
    pub(super) reversed_at: Option<Instant>,
}

impl World {
    pub(super) fn complete_action(
        &mut self,
        source: Source,
        event: ExternalId,
        at: Instant,
        fact: ActionCompleted,
    ) -> Applied {
        let person = self.who_acts(source, &fact)?;
        let place = self.actions.len();
        self.names.add(Noun::Action, source, fact.action.clone(), place);
        self.people[person].actions.push(place);
        self.actions.push(Action { fact, event, at, person, reversed_at: None });
        Ok(())
    }

    fn who_acts(&self, source: Source, fact: &ActionCompleted) -> Result<usize, Refusal> {
        match (&fact.company, &fact.person) {
            (Some(company), _) => Ok(self.companies[self.find(Noun::Company, source, company)?].person),
            (None, Some(person)) => self.find(Noun::Person, source, person),
            (None, None) => Err(Refusal::Nothing),
        }
    }

    pub(super) fn reverse_action(&mut self, source: Source, at: Instant, action: &ExternalId) -> Applied {
        let place = self.find(Noun::Action, source, action)?;
        self.actions[place].reversed_at = Some(at);
        Ok(())
    }
}
