use crate::calendar::Instant;
use crate::events::{ChoiceMade, PersonSet, Text};
use crate::ids::{Code, ExternalId};
use crate::rules::spend::Allocation;

/// What is recorded of a person and what they chose, since when. The registration has no event of its own; of two at the same
/// instant the one with the later event id holds.
#[derive(Debug, Default)]
pub(super) struct Recorded {
    countries: Vec<Since<Text>>,
    labels: Vec<Since<Vec<Text>>>,
    schemes: Vec<Since<Choice>>,
    allocations: Vec<Since<Text>>,
}

/// A scheme, and for what: in order, so that of two at one instant the one with the later event id holds.
type Choice = (Of, Text);

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Of {
    Everything,
    Link(String),
    Referral(ExternalId),
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
        let of = match (&choice.code, &choice.invitee) {
            (Some(code), _) => Of::Link(read_code(code.as_str())),
            (None, Some(invitee)) => Of::Referral(invitee.clone()),
            (None, None) => Of::Everything,
        };
        add(&mut self.schemes, at, event, choice.scheme.clone().map(|scheme| (of, scheme)).as_ref());
        add(&mut self.allocations, at, event, choice.allocation.as_ref());
    }

    pub(super) fn countries(&self) -> Vec<(Instant, String)> {
        texts(&self.countries)
    }

    pub(super) fn labels(&self) -> Vec<(Instant, Vec<String>)> {
        let owned = |labels: &[Text]| labels.iter().map(|label| label.as_str().to_owned()).collect();
        self.labels.iter().map(|(since, _, labels)| (*since, owned(labels))).collect()
    }

    /// Those that are for everything, which alone are of the referrer.
    pub(super) fn schemes(&self) -> Vec<(Instant, String)> {
        self.schemes_of(&Of::Everything).map(|(since, scheme)| (since, scheme.as_str().to_owned())).collect()
    }

    /// The link's own choice goes before one for everything.
    pub(super) fn scheme_of_link(&self, code: Option<&str>, followed: Instant) -> Option<&str> {
        let of_link = code.map(|code| Of::Link(read_code(code)));
        let own = of_link.into_iter().chain([Of::Everything]).find_map(|of| {
            let by_then = self.schemes.iter().rev().find(|(since, _, (known, _))| *since <= followed && *known == of);
            by_then.map(|(.., (_, scheme))| scheme)
        });
        own.map(Text::as_str)
    }

    /// The one for everything that held at an instant.
    pub(super) fn scheme_at(&self, at: Instant) -> Option<&str> {
        let general = self.schemes_of(&Of::Everything).take_while(|(since, _)| *since <= at).last();
        general.map(|(_, scheme)| scheme.as_str())
    }

    /// What was chosen for the referral itself: since it was chosen, or since the registration.
    pub(super) fn schemes_of_referral(&self, invitee: &ExternalId, registered_at: Instant) -> Vec<(Instant, String)> {
        let of = Of::Referral(invitee.clone());
        let own = self.schemes_of(&of).map(|(since, scheme)| (since.max(registered_at), scheme));
        own.map(|(since, scheme)| (since, scheme.as_str().to_owned())).collect()
    }

    fn schemes_of<'a>(&'a self, of: &'a Of) -> impl Iterator<Item = (Instant, &'a Text)> {
        let own = self.schemes.iter().filter(move |(.., (known, _))| known == of);
        own.map(|(since, _, (_, scheme))| (*since, scheme))
    }

    pub(super) fn allocation_at(&self, instant: Instant) -> Allocation {
        at(&self.allocations, instant).map(|written| Allocation::read(written.as_str())).unwrap_or_default()
    }
}

/// One spelling of a code that is written in several ways.
fn read_code(code: &str) -> String {
    code.parse::<Code>().map_or_else(|_| code.to_owned(), |code| code.to_string())
}
