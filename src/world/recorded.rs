use crate::calendar::Instant;
use crate::events::{ChoiceMade, PersonSet, Text};
use crate::ids::ExternalId;
use crate::rules::spend::Allocation;

/// What is recorded of a person and what they chose, since when. The registration has no event of its own; of two at the same
/// instant the one with the later event id holds.
#[derive(Debug, Default)]
pub(super) struct Recorded {
    countries: Vec<Since<Text>>,
    labels: Vec<Since<Vec<Text>>>,
    schemes: Vec<Since<Text>>,
    allocations: Vec<Since<Text>>,
}

type Since<T> = (Instant, Option<ExternalId>, T);

fn add<T: Clone + Ord>(to: &mut Vec<Since<T>>, at: Instant, event: &ExternalId, value: Option<&T>) {
    if let Some(value) = value {
        to.push((at, Some(event.clone()), value.clone()));
        to.sort();
    }
}

fn texts(dated: &[Since<Text>]) -> Vec<(Instant, String)> {
    dated.iter().map(|(since, _, text)| (*since, text.as_str().to_owned())).collect()
}

fn at<T>(dated: &[Since<T>], instant: Instant) -> Option<&T> {
    dated.iter().rev().find(|(since, ..)| *since <= instant).map(|(.., value)| value)
}

impl Recorded {
    pub(super) fn at_registration(at: Instant, country: Option<Text>) -> Recorded {
        Recorded { countries: country.into_iter().map(|country| (at, None, country)).collect(), ..Recorded::default() }
    }

    pub(super) fn change(&mut self, at: Instant, event: &ExternalId, set: &PersonSet) {
        add(&mut self.countries, at, event, set.country.as_ref());
        add(&mut self.labels, at, event, set.labels.as_ref());
    }

    pub(super) fn choose(&mut self, at: Instant, event: &ExternalId, choice: &ChoiceMade) {
        add(&mut self.schemes, at, event, choice.scheme.as_ref());
        add(&mut self.allocations, at, event, choice.allocation.as_ref());
    }

    pub(super) fn countries(&self) -> Vec<(Instant, String)> {
        texts(&self.countries)
    }

    pub(super) fn labels(&self) -> Vec<(Instant, Vec<String>)> {
        let owned = |labels: &[Text]| labels.iter().map(|label| label.as_str().to_owned()).collect();
        self.labels.iter().map(|(since, _, labels)| (*since, owned(labels))).collect()
    }

    pub(super) fn schemes(&self) -> Vec<(Instant, String)> {
        texts(&self.schemes)
    }

    pub(super) fn scheme_at(&self, instant: Instant) -> Option<&str> {
        at(&self.schemes, instant).map(Text::as_str)
    }

    pub(super) fn allocation_at(&self, instant: Instant) -> Allocation {
        at(&self.allocations, instant).map(|written| Allocation::read(written.as_str())).unwrap_or_default()
    }
}
