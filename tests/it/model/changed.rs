//! Random changes of who referred whom, as invitees and staff make them: what is refused changes nothing, what is done is a fact of the
//! log, which the world hears like any other.

use super::history::Code;
use super::named;
use beckon::db::Db;
use beckon::events::Text;
use beckon::ids::{PersonId, ProgramId};
use beckon::intake::{self, NotChanged, NotVoided, To};
use beckon::programs;
use chrono::TimeDelta;
use rand::Rng;
use rand_chacha::ChaCha8Rng;

/// Of so many persons, one; answers whether anything was changed or was so already.
pub async fn change(db: &Db, rng: &mut ChaCha8Rng, people: usize, codes: &[Code], slugs: &[&str]) -> bool {
    let (n, other) = (rng.random_range(0..people.max(1)), rng.random_range(0..people.max(1)));
    let (slug, what, code) = (slugs[rng.random_range(0..slugs.len())], rng.random_range(0..20), rng.random::<u32>());
    let (Some(invitee), Some(other)) = (person(db, n).await, person(db, other).await) else { return false };
    let catalogue = db.read(async |conn| programs::catalogue(conn).await).await.unwrap();
    let program: ProgramId = catalogue.by_slug(slug).unwrap().id;
    let to = match what {
        0 => return void(db, invitee, program).await,
        1..6 => To::Nobody(program),
        6..13 if !codes.is_empty() => {
            let code = &codes[code as usize % codes.len()].code;
            To::Code { code: code.parse().unwrap(), click: None }
        }
        _ => {
            let now = db.now();
            To::Claimant(other, program, now - TimeDelta::hours(i64::from(code % 1500)))
        }
    };
    match db.write(async |tx| intake::change(tx, invitee, to.clone()).await).await {
        Ok(()) => true,
        Err(NotChanged::Fault(fault)) => panic!("p{n}, {to:?}: {fault}"),
        Err(_) => false,
    }
}

async fn person(db: &Db, n: usize) -> Option<PersonId> {
    Some(PersonId(named(db, "person", format!("p{n}")).await?.person_id))
}

async fn void(db: &Db, invitee: PersonId, program: ProgramId) -> bool {
    let note: Text = "as a test wants it".parse().unwrap();
    match db.write(async |tx| intake::void(tx, invitee, program, &note).await).await {
        Ok(_) => true,
        Err(NotVoided::Fault(fault)) => panic!("{invitee}: {fault}"),
        Err(_) => false,
    }
}
