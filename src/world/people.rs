use super::history::{Kinds, Report};
use super::names::Source;
use super::orders::Order;
use super::recorded::Recorded;
use super::{Applied, Noun, Refusal, World};
use crate::calendar::Instant;
use crate::events::{CompanyRegistered, LinkClicked, PersonRegistered, ReferralReplaced, ReferralVoided, Text};
use crate::ids::{Code, ExternalId};
use crate::rules::attribution::{Invitation, ReferralRefused, Via, decide, is_paid_ad};
use std::collections::BTreeMap;

#[derive(Debug)]
pub(super) struct Person {
    pub(super) id: ExternalId,
    pub(super) registered_at: Instant,
    pub(super) kinds: Kinds,
    pub(super) recorded: Recorded,
    pub(super) classes: Vec<Report>,
    /// Referrals of which this person is the invitee: one a program.
    pub(super) invited: Vec<usize>,
    /// By program: since when the referral counted that they took back.
    pub(super) freed: BTreeMap<usize, Instant>,
    pub(super) refused: Option<ReferralRefused>,
    /// Staff let them refer nobody.
    pub(super) banned: bool,
    pub(super) payments: Vec<usize>,
    pub(super) companies: Vec<usize>,
    pub(super) orders: Vec<Order>,
    /// Invoices of all companies, voided ones too.
    pub(super) invoices: Vec<usize>,
    pub(super) actions: Vec<usize>,
}

#[derive(Debug)]
pub(super) struct Company {
    pub(super) person: usize,
    pub(super) id: ExternalId,
    pub(super) registered_at: Instant,
    pub(super) closed_at: Option<Instant>,
    pub(super) subscriptions: Vec<usize>,
}

/// A visit through a link.
#[derive(Debug)]
pub(super) struct Click {
    pub(super) at: Instant,
    pub(super) code: String,
    pub(super) sub: Option<Text>,
    pub(super) paid_ad: bool,
}

/// Who invited whom in which program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Referral {
    pub(super) referrer: usize,
    pub(super) invitee: usize,
    pub(super) program: usize,
    pub registered_at: Instant,
    /// Payments from then on earn nothing.
    pub voided_at: Option<Instant>,
    /// Staff look into it.
    pub(super) held: bool,
    pub(super) through: Through,
}

impl Referral {
    pub(super) fn new(
        (referrer, invitee, program): (usize, usize, usize),
        registered_at: Instant,
        through: Through,
    ) -> Referral {
        Referral { referrer, invitee, program, registered_at, voided_at: None, held: false, through }
    }
}

/// How the invitee came.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Through {
    pub(super) click: Option<usize>,
    pub(super) code: Option<Text>,
    /// Claimed after the registration.
    pub(super) late: bool,
}

impl World {
    /// Makes a code of a person's link known. `false` when the person or the program is not.
    pub fn add_code(&mut self, source: &str, person: &ExternalId, program: &str, code: Code) -> bool {
        let found = self.names.find_named(Noun::Person, source, person).zip(self.program(program));
        found.map(|(person, program)| self.codes.insert(code, (program, person))).is_some()
    }

    /// After an instant the code opens nothing.
    pub fn close_code(&mut self, code: Code, at: Instant) {
        self.closed.insert(code, at);
    }

    /// Program and person behind a code that is open at `at`.
    fn behind(&self, code: &str, at: Instant) -> Option<(usize, usize)> {
        let code = code.parse::<Code>().ok()?;
        let is_open = self.closed.get(&code).is_none_or(|closed| at <= *closed);
        self.codes.get(&code).copied().filter(|_| is_open)
    }

    pub(super) fn register_person(&mut self, source: Source, at: Instant, fact: PersonRegistered) -> Applied {
        if let Some(given) = &fact.company
            && self.names.find(Noun::Company, source, &given.company).is_some()
        {
            return Err(Refusal::CompanyKnown(given.company.to_string()));
        }
        if self.programs.iter().any(|program| program.judges_registrations()) {
            self.reckoned.index(&self.referrals);
        }
        let invitation = self.invitation(source, at, &fact)?;
        let through = self.through(source, &fact);
        let person = self.people.len();
        let email = fact.email.normalised();
        self.emails.entry(email).or_insert(person);
        self.people.push(Person {
            id: fact.person.clone(),
            registered_at: at,
            kinds: fact.kind.into_iter().map(|kind| (at, None, kind)).collect(),
            recorded: Recorded::at_registration(at, fact.country),
            classes: Vec::new(),
            invited: Vec::new(),
            freed: BTreeMap::new(),
            refused: None,
            banned: false,
            payments: Vec::new(),
            companies: Vec::new(),
            orders: Vec::new(),
            invoices: Vec::new(),
            actions: Vec::new(),
        });
        self.names.add(Noun::Person, source, fact.person, person);
        if let Some(given) = fact.company {
            self.add_company(source, at, person, given.company, given.tax_id);
        }
        match invitation {
            Some(Ok((program, referrer))) => {
                let referral = Referral::new((referrer, person, program), at, through);
                self.people[person].invited.push(self.referrals.len());
                self.referrals.push(referral);
            }
            Some(Err(refused)) => self.people[person].refused = Some(refused),
            None => {}
        }
        Ok(())
    }

    /// Who invites, decided; none when nobody is named.
    fn invitation(&self, source: Source, at: Instant, fact: &PersonRegistered) -> Result<Option<Decided>, Refusal> {
        let (program, referrer) = match self.named_referrer(source, at, fact)? {
            Named::Nobody => return Ok(None),
            Named::Unknown(refused) => return Ok(Some(Err(refused))),
            Named::Oneself { program } => (program, None),
            Named::Person { program, referrer } => (program, Some(referrer)),
        };
        let Some(terms) = self.programs[program].in_force(at) else {
            return Ok(Some(Err(ReferralRefused::ProgramClosed)));
        };
        let email_owner = self.emails.get(&fact.email.normalised());
        let tax_id = fact.company.as_ref().and_then(|given| given.tax_id.as_ref());
        let invitation = Invitation {
            registered_at: at,
            via: Some(self.way(source, fact)),
            program_open: true,
            referrer_kind: referrer.and_then(|referrer| self.kind_of(referrer, at)),
            banned: referrer.is_some_and(|referrer| self.people[referrer].banned),
            own: referrer.is_none() || referrer.as_ref() == email_owner,
            email_known: email_owner.is_some(),
            tax_id_known: tax_id.and_then(tax_key).is_some_and(|key| self.tax_ids.contains_key(&key)),
        };
        let decided = decide(&terms.attribution, terms.time_zone, &invitation)?;
        let decided =
            decided.and_then(|()| referrer.map(|referrer| (program, referrer)).ok_or(ReferralRefused::OwnCode));
        match decided {
            Ok((_, referrer)) => match self.ineligible(terms, program, referrer, (at, fact))? {
                Some(refused) => Ok(Some(Err(refused))),
                None => Ok(Some(decided)),
            },
            Err(_) => Ok(Some(decided)),
        }
    }

    fn named_referrer(&self, source: Source, at: Instant, fact: &PersonRegistered) -> Result<Named, Refusal> {
        if let (Some(referrer), Some(slug)) = (&fact.referrer, &fact.program) {
            let Some(program) = self.program(slug.as_str()) else {
                return Ok(Named::Unknown(ReferralRefused::UnknownCode));
            };
            if *referrer == fact.person {
                return Ok(Named::Oneself { program });
            }
            return Ok(Named::Person { program, referrer: self.find(Noun::Person, source, referrer)? });
        }
        let click = fact.click.as_ref().and_then(|click| self.names.find(Noun::Click, source, click));
        // What a click opened stays open to who came by it.
        let clicked = click.map(|click| (self.clicks[click].code.as_str(), self.clicks[click].at));
        let typed = fact.code.as_ref().map(|code| (code.as_str(), at));
        let Some((code, opened_at)) = typed.or(clicked) else { return Ok(Named::Nobody) };
        let found = self.behind(code, opened_at);
        let wanted = fact.program.as_ref().map(Text::as_str);
        let found = found.filter(|(program, _)| wanted.is_none_or(|slug| self.programs[*program].slug() == slug));
        Ok(match found {
            Some((program, referrer)) => Named::Person { program, referrer },
            None => Named::Unknown(ReferralRefused::UnknownCode),
        })
    }

    fn way(&self, source: Source, fact: &PersonRegistered) -> Via {
        let click = fact.click.as_ref().and_then(|click| self.names.find(Noun::Click, source, click));
        // A click of another link than the code's says nothing about this invitation.
        let read = |code: &str| code.parse::<Code>().ok();
        let same = |clicked: &str| fact.code.as_ref().is_none_or(|code| read(code.as_str()) == read(clicked));
        match click.map(|click| &self.clicks[click]).filter(|click| same(&click.code)) {
            _ if fact.referrer.is_some() => Via::Person,
            Some(click) => Via::Click { at: click.at, paid_ad: click.paid_ad },
            None => Via::TypedCode,
        }
    }

    /// The click that brought the invitee, where no other code was typed.
    fn through(&self, source: Source, fact: &PersonRegistered) -> Through {
        let click = fact.click.as_ref().and_then(|click| self.names.find(Noun::Click, source, click));
        let click = click.filter(|_| matches!(self.way(source, fact), Via::Click { .. }));
        Through { click, code: fact.code.clone(), late: false }
    }

    pub(super) fn register_company(&mut self, source: Source, at: Instant, fact: CompanyRegistered) -> Applied {
        let person = self.find(Noun::Person, source, &fact.person)?;
        if self.names.find(Noun::Company, source, &fact.company).is_some() {
            return Err(Refusal::CompanyKnown(fact.company.to_string()));
        }
        self.add_company(source, at, person, fact.company, fact.tax_id);
        Ok(())
    }

    fn add_company(&mut self, source: Source, at: Instant, person: usize, id: ExternalId, tax_id: Option<Text>) {
        if let Some(key) = tax_id.as_ref().and_then(tax_key) {
            self.tax_ids.entry(key).or_insert(person);
        }
        self.names.add(Noun::Company, source, id.clone(), self.companies.len());
        self.people[person].companies.push(self.companies.len());
        let (closed_at, subscriptions) = (None, Vec::new());
        self.companies.push(Company { person, id, registered_at: at, closed_at, subscriptions });
    }

    pub(super) fn click(&mut self, source: Source, at: Instant, fact: LinkClicked) -> Applied {
        if self.behind(fact.code.as_str(), at).is_none() {
            return Err(Refusal::UnknownCode(fact.code.to_string()));
        }
        self.names.add(Noun::Click, source, fact.click, self.clicks.len());
        let paid_ad = fact.path.is_some_and(|path| is_paid_ad(path.as_str()));
        self.clicks.push(Click { at, code: fact.code.to_string(), sub: fact.sub, paid_ad });
        Ok(())
    }

    pub(super) fn replace_referral(&mut self, at: Instant, fact: &ReferralReplaced) -> Applied {
        let source = self.names.source_of(&fact.invitee);
        let invitee = self.find(Noun::Person, source, &fact.invitee.id)?;
        let program = self.wanted_program(fact.program.as_str())?;
        let click = match &fact.click {
            Some(key) => {
                let source = self.names.source_of(key);
                Some(self.find(Noun::Click, source, &key.id)?)
            }
            None => None,
        };
        let visit = click.map(|click| self.clicks[click].at).filter(|visit| *visit <= at);
        let asked = (at, fact.claimed_at.unwrap_or(at));
        let registered_at = self.claimed_from((program, invitee), asked, (visit, fact.staff))?;
        let code = fact.code.as_ref().map(Text::as_str).or(click.map(|click| self.clicks[click].code.as_str()));
        let referrer = match (&fact.referrer, code) {
            (Some(key), _) => {
                let source = self.names.source_of(key);
                Some(self.find(Noun::Person, source, &key.id)?)
            }
            (None, Some(code)) => {
                let opened_at = if fact.code.is_some() { at } else { visit.unwrap_or(at) };
                let known = self.behind(code, opened_at);
                Some(known.filter(|(of, _)| *of == program).ok_or(Refusal::NoReferral)?.1)
            }
            (None, None) => None,
        };
        let (referrals, person) = (&self.referrals, &mut self.people[invitee]);
        for taken in person.invited.extract_if(.., |referral| referrals[*referral].program == program) {
            person.freed.insert(program, referrals[taken].registered_at);
        }
        if let Some(referrer) = referrer.filter(|&referrer| referrer != invitee) {
            self.people[invitee].invited.push(self.referrals.len());
            let late = at > self.people[invitee].registered_at;
            let through = Through { click, code: fact.code.clone(), late };
            self.referrals.push(Referral::new((referrer, invitee, program), registered_at, through));
        }
        Ok(())
    }

    pub(super) fn void_referral(&mut self, at: Instant, fact: &ReferralVoided) -> Applied {
        let referral = self.referral_of(&fact.invitee, &fact.program)?;
        self.referrals[referral].voided_at = Some(at);
        Ok(())
    }

    /// Who invited a person in a program, by the referrer's id.
    pub fn referrer(&self, source: &str, person: &ExternalId, program: &str) -> Option<&ExternalId> {
        let person = &self.people[self.names.find_named(Noun::Person, source, person)?];
        let program = self.program(program)?;
        let referrals = person.invited.iter().map(|&referral| &self.referrals[referral]);
        let referral = referrals.into_iter().find(|referral| referral.program == program)?;
        Some(&self.people[referral.referrer].id)
    }

    /// Why a registration that named somebody bound nobody.
    pub fn referral_refused(&self, source: &str, person: &ExternalId) -> Option<ReferralRefused> {
        self.people[self.names.find_named(Noun::Person, source, person)?].refused
    }
}

/// Bound in a program to a referrer, or why not.
type Decided = Result<(usize, usize), ReferralRefused>;

/// Whom a registration names as inviting.
enum Named {
    Nobody,
    Unknown(ReferralRefused),
    /// The invitee.
    Oneself {
        program: usize,
    },
    Person {
        program: usize,
        referrer: usize,
    },
}

/// Letters and digits alone tell one tax id from another.
fn tax_key(tax_id: &Text) -> Option<String> {
    let key: String = tax_id.as_str().chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect();
    (!key.is_empty()).then_some(key)
}
