//! Looking at referrals: what of the invitee is also the referrer's, or another invitee's.
use super::marks::{self, Mark, hash, loose_email, loose_name};
use super::store::{self, NewFlag};
use super::{Evidence, Kind, Rush, disposable};
use crate::companies::{self, tax_key};
use crate::db::{Db, Fault, Tx};
use crate::ids::{FlagId, PersonId, first_id};
use crate::people::{self, Person};
use crate::referrals::{self, Made};
use chrono::TimeDelta;
use std::collections::{BTreeMap, HashMap};

/// Referrals looked at in one transaction.
const PAGE: i64 = 500;

/// What is committed later than it was made is looked at too.
const LATE: TimeDelta = TimeDelta::minutes(2);

/// Looks at every referral, and every company, that was made since the last time; the same again finds nothing new. `limits`:
/// registrations by one code within an hour and a day. Answers how many flags there are more.
pub async fn look(db: &Db, limits: (i64, i64)) -> Result<usize, Fault> {
    let since = db.read(async |conn| store::looked_until(conn).await).await?;
    let (now, first) = (db.now(), first_id(since - LATE));
    let (mut after, mut flagged) = (first, 0);
    loop {
        let page = db
            .write(async |tx| {
                let made = referrals::made_after(tx, after, PAGE).await?;
                let found = look_at(tx, &made, limits).await?;
                Ok::<_, Fault>((made.last().map(|last| last.id.0), found))
            })
            .await?;
        flagged += page.1;
        let Some(last) = page.0 else { break };
        after = last;
    }
    after = first;
    loop {
        let page = db
            .write(async |tx| {
                let added = companies::registered_after(tx, after, PAGE).await?;
                let people: Vec<PersonId> = added.iter().map(|(person, _)| *person).collect();
                let made = referrals::made_of(tx, &people).await?;
                let found = look_at(tx, &made, limits).await?;
                Ok::<_, Fault>((added.last().map(|last| last.1.0), found))
            })
            .await?;
        flagged += page.1;
        let Some(last) = page.0 else { break };
        after = last;
    }
    db.write(async |tx| store::set_looked_until(tx, now).await).await?;
    Ok(flagged)
}

/// Everybody whom these referrals concern, and the tax numbers of their companies.
struct Known {
    people: HashMap<PersonId, Person>,
    tax_keys: HashMap<PersonId, Vec<String>>,
}

impl Known {
    async fn load(tx: &Tx, made: &[Made]) -> Result<Known, Fault> {
        let mut ids: Vec<PersonId> = made.iter().flat_map(|made| [made.referrer, made.invitee]).collect();
        ids.sort_unstable();
        ids.dedup();
        let (people, tax_ids) = futures_util::try_join!(people::find_all(tx, &ids), companies::tax_ids_of(tx, &ids))?;
        let mut tax_keys: HashMap<PersonId, Vec<String>> = HashMap::new();
        for (person, tax_id) in tax_ids {
            tax_keys.entry(person).or_default().extend(tax_key(&tax_id));
        }
        Ok(Known { people: people.into_iter().map(|person| (person.id, person)).collect(), tax_keys })
    }

    fn email(&self, person: PersonId) -> Option<&str> {
        self.people.get(&person)?.email.as_deref()
    }

    fn loose_email(&self, person: PersonId) -> Option<String> {
        loose_email(self.email(person)?)
    }

    fn loose_name(&self, person: PersonId) -> Option<Vec<String>> {
        loose_name(&self.people.get(&person)?.name)
    }

    fn tax_keys(&self, person: PersonId) -> &[String] {
        self.tax_keys.get(&person).map_or(&[], Vec::as_slice)
    }
}

async fn look_at(tx: &Tx, made: &[Made], limits: (i64, i64)) -> Result<usize, Fault> {
    if made.is_empty() {
        return Ok(0);
    }
    let known = Known::load(tx, made).await?;
    let mut found: BTreeMap<(usize, Kind), Evidence> = BTreeMap::new();
    for (n, made) in made.iter().enumerate() {
        of_the_referrer(&known, n, made, &mut found);
        if let Some(domain) = known.email(made.invitee).and_then(disposable::domain) {
            found.entry((n, Kind::DisposableMail)).or_default().matched = Some(domain.to_owned());
        }
    }
    of_others(tx, &known, made, &mut found).await?;
    rushes(tx, made, limits, &mut found).await?;
    let flags = found.into_iter().filter_map(|((n, kind), evidence)| {
        let made = made.get(n).filter(|made| !made.ended)?;
        Some(NewFlag { id: FlagId::new(tx.now()), made, kind, evidence })
    });
    store::add(tx, &flags.collect::<Vec<_>>()).await
}

/// What the invitee has that the referrer has.
fn of_the_referrer(known: &Known, n: usize, made: &Made, found: &mut BTreeMap<(usize, Kind), Evidence>) {
    let (referrer, invitee) = (made.referrer, made.invitee);
    let email = known.loose_email(invitee).is_some_and(|email| known.loose_email(referrer) == Some(email));
    let tax_id = known.tax_keys(invitee).iter().any(|key| known.tax_keys(referrer).contains(key));
    let name = known.loose_name(invitee).is_some_and(|name| known.loose_name(referrer) == Some(name));
    let same = [(Kind::SameEmail, email), (Kind::SameTaxId, tax_id), (Kind::OwnInvitee, name)];
    for (kind, _) in same.into_iter().filter(|(_, same)| *same) {
        found.entry((n, kind)).or_default().with.push(referrer);
    }
}

/// What the invitee has that others have whom the referrer invited.
async fn of_others(
    tx: &Tx,
    known: &Known,
    made: &[Made],
    found: &mut BTreeMap<(usize, Kind), Evidence>,
) -> Result<(), Fault> {
    let (mut marks, mut places) = (Vec::new(), Vec::new());
    for (n, made) in made.iter().enumerate() {
        let (referrer, invitee) = (made.referrer, made.invitee);
        let mut add = |kind, hash| {
            marks.push(Mark { referrer, invitee, kind, hash });
            places.push(n);
        };
        if let Some(email) = known.loose_email(invitee) {
            add(Kind::SameEmail, hash(tx, Kind::SameEmail, &email)?);
        }
        for key in known.tax_keys(invitee) {
            add(Kind::SameTaxId, hash(tx, Kind::SameTaxId, key)?);
        }
        if let Some(visitor) = &made.visitor {
            add(Kind::SameAddress, visitor.clone());
        }
    }
    marks::add(tx, &marks).await?;
    for (mark, other) in marks::shared(tx, &marks).await? {
        let (Some(place), Some(mark)) = (places.get(mark), marks.get(mark)) else { continue };
        let evidence = found.entry((*place, mark.kind)).or_default();
        if !evidence.with.contains(&other) {
            evidence.with.push(other);
        }
        if mark.kind == Kind::SameAddress {
            evidence.matched = Some(Mark::short(&mark.hash));
        }
    }
    Ok(())
}

/// Whose code more people used than is usual: the first of them beyond that, once a day.
async fn rushes(
    tx: &Tx,
    made: &[Made],
    (hourly, daily): (i64, i64),
    found: &mut BTreeMap<(usize, Kind), Evidence>,
) -> Result<(), Fault> {
    let counts = referrals::counted_by_code(tx, made).await?;
    let referrers: Vec<PersonId> = made.iter().map(|made| made.referrer).collect();
    let mut told = store::rushes_since(tx, &referrers, tx.now() - TimeDelta::days(1)).await?;
    for (n, (made, count)) in made.iter().zip(counts).enumerate() {
        let Some(code) = &made.code else { continue };
        let (count, hours) = match count {
            (hour, _) if hour > hourly => (hour, 1),
            (_, day) if day > daily => (day, 24),
            _ => continue,
        };
        if told.insert((made.referrer, code.clone())) {
            let rush = Rush { code: code.clone(), count, hours };
            found.entry((n, Kind::Velocity)).or_default().rush = Some(rush);
        }
    }
    Ok(())
}
