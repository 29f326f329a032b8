//! Facts that only reckoned terms read: they have to be about somebody known.
use super::batch::Batch;
use super::known::{Known, Noun};
use crate::events::Fact;
use crate::ids::{EventId, PersonId};

/// What a fact is about, and the id that it makes.
struct About<'a> {
    needs: Vec<(Noun, &'a str)>,
    makes: Option<(Noun, &'a str)>,
}

pub(super) fn apply(batch: &mut Batch<'_>) {
    let about = batch.open().map(|(n, item)| (n, about(&item.event.fact)));
    let mut about: Vec<(usize, About<'_>)> = about.collect();
    // What others may be about comes first.
    about.sort_by_key(|(n, about)| (about.makes.is_none(), batch.items[*n].event.timestamp));
    for (n, About { needs, makes }) in about {
        if let Some((noun, id)) = needs.iter().find(|(noun, id)| batch.known(n, *noun, id).is_none()) {
            batch.park(n, *noun, id);
            continue;
        }
        let person = needs.first().and_then(|(noun, id)| batch.known(n, *noun, id)).map(|known| known.person);
        if let (Some((noun, id)), Some(person)) = (makes, person) {
            make(batch, n, person, (noun, id));
        }
        match person {
            Some(person) if batch.catalogue.is_reckoned() => batch.applied(n, person, Vec::new()),
            person => batch.recorded(n, person),
        }
    }
}

fn about(fact: &Fact) -> About<'_> {
    let (needs, makes) = match fact {
        Fact::PersonChanged(f) => (vec![(Noun::Person, f.person.as_str())], None),
        Fact::ChoiceMade(f) => {
            let people = std::iter::once(&f.person).chain(&f.invitee);
            (people.map(|person| (Noun::Person, person.as_str())).collect(), None)
        }
        Fact::ActionReversed(f) => (vec![(Noun::Action, f.action.as_str())], None),
        Fact::ActionCompleted(f) => {
            let person = f.person.iter().map(|person| (Noun::Person, person.as_str()));
            let company = f.company.iter().map(|company| (Noun::Company, company.as_str()));
            (person.chain(company).collect(), Some((Noun::Action, f.action.as_str())))
        }
        _ => (Vec::new(), None),
    };
    About { needs, makes }
}

fn make(batch: &mut Batch<'_>, n: usize, person: PersonId, (noun, name): (Noun, &str)) {
    let id = EventId::new(batch.tx.now()).0;
    let (source, content) = (batch.items[n].source, batch.items[n].event.content_hash());
    batch.known.make(source, noun, name, Known { id, person, content_hash: Some(content.to_vec()) });
}
