//! What the page shows, from every room.

use super::{Adjusted, Earned, Held, InProgram, InvitedBy, Invitee, PersonPage, Withdrawn};
use crate::admin::pages::deeds;
use crate::app::App;
use crate::billing::{self, pages::invoices};
use crate::calendar::Instant;
use crate::companies;
use crate::db::{Conn, Fault};
use crate::ids::PersonId;
use crate::intake::{self, Noun};
use crate::ledger::{self, Balances};
use crate::money::{Currency, Unit};
use crate::people::{self, Role, Staff, Support, Wanted, two_step};
use crate::programs::{self, Catalogue, Program};
use crate::referrals::{self, Invited, Referral, Search, pages::ReferralState};
use crate::rewards::pages::earnings::{state, why};
use crate::rewards::{self, EarnedLine, Filter};
use crate::web::{Error, Page};
use crate::withdrawals::adjustments::{self, Adjustment};
use crate::withdrawals::pages::adjustment::reason_key;
use crate::withdrawals::pages::{stage_class, stage_key, unit_words};
use crate::withdrawals::{self, Withdrawal};
use actix_web::web;
use futures_util::future::try_join_all;
use std::collections::HashMap;

/// Lines of each list.
const ROWS: i64 = 10;

pub async fn one(app: web::Data<App>, staff: Staff<Support>, id: web::Path<String>) -> Result<Page<PersonPage>, Error> {
    let (id, now): (PersonId, _) = (id.parse().map_err(|_| Error::NotFound)?, app.clock.now());
    let screen = app.db.read(async |conn| screen(conn, id, now).await).await?;
    let is_admin = staff.who.role >= Some(Role::Admin);
    Ok(Page::new(PersonPage { is_admin, ..screen.ok_or(Error::NotFound)? }))
}

async fn screen(conn: &Conn, id: PersonId, now: Instant) -> Result<Option<PersonPage>, Fault> {
    let Some(person) = people::find(conn, id).await? else { return Ok(None) };
    let (ids, invitees) = ([id.0], [id]);
    let adjusted = adjustments::Wanted { people: Some(vec![id]), ..adjustments::Wanted::default() };
    let (catalogue, two_step, known, bound, balances, companies, invoices, adjusted) = futures_util::try_join!(
        programs::catalogue(conn),
        two_step::of(conn, id),
        intake::names_of(conn, Noun::Person, &ids),
        referrals::of_invitees(conn, &invitees),
        ledger::balances(conn, id),
        companies::of(conn, id),
        billing::invoices_of(conn, id, 0, ROWS),
        adjustments::adjustments(conn, &adjusted, ROWS)
    )?;
    let found = try_join_all(catalogue.programs.iter().map(|program| Found::look(conn, id, program, now))).await?;
    let about = subjects(id, &found, &invoices).chain(adjusted.iter().map(|one| one.id.to_string())).collect();
    let wanted = Wanted { about: Some(about), ..Wanted::default() };
    let (names, done) =
        futures_util::try_join!(names(conn, &bound, &found), people::deeds_wanted(conn, &wanted, ROWS))?;
    let programs = found.into_iter().map(|found| found.shown(&balances, &names, now));
    let mut programs = programs.collect::<Result<Vec<_>, Fault>>()?;
    programs.retain(|program| !program.is_empty());
    let known_as = known.get(&id.0).filter(|name| name.source != people::sources::beckon());
    Ok(Some(PersonPage {
        is_admin: false,
        person,
        two_step,
        known_as: known_as.map(|name| (name.source_name.clone(), name.id.to_string())),
        invited_by: invited_by(&catalogue, &bound, &names, now)?,
        programs,
        companies,
        invoices: invoices.iter().map(|invoice| invoices::row(invoice, now)).collect::<Result<_, Fault>>()?,
        adjusted: adjusted.iter().map(shown).collect(),
        deeds: done.iter().map(deeds::row).collect(),
    }))
}

/// The ids of what deeds may be about: the person, and what of theirs is shown.
fn subjects(id: PersonId, found: &[Found<'_>], invoices: &[billing::Invoice]) -> impl Iterator<Item = String> {
    let withdrawn = found.iter().flat_map(|found| &found.withdrawn).map(|withdrawal| withdrawal.id.to_string());
    let invoices = invoices.iter().map(|invoice| invoice.id.to_string());
    [id.to_string()].into_iter().chain(withdrawn).chain(invoices)
}

type Names = HashMap<PersonId, String>;

/// Of everybody whom the page names.
async fn names(conn: &Conn, bound: &[Referral], found: &[Found<'_>]) -> Result<Names, Fault> {
    let invitees = found.iter().flat_map(|found| found.invitees.iter().map(Invited::invitee));
    let earned = found.iter().flat_map(|found| found.earned.iter().filter_map(|line| line.receipt.invitee));
    let mut ids: Vec<_> = bound.iter().map(|referral| referral.referrer).chain(invitees).chain(earned).collect();
    ids.sort();
    ids.dedup();
    let people = people::find_all(conn, &ids).await?;
    Ok(people.into_iter().map(|person| (person.id, person.name)).collect())
}

fn named(names: &Names, person: PersonId) -> (String, String) {
    (person.to_string(), names.get(&person).cloned().unwrap_or_default())
}

fn invited_by(catalogue: &Catalogue, bound: &[Referral], names: &Names, now: Instant) -> Result<Vec<InvitedBy>, Fault> {
    let one = |referral: &Referral| {
        Ok(InvitedBy {
            program: catalogue.get(referral.program)?.told(now)?.terms.name.clone(),
            referrer: named(names, referral.referrer),
            since: referral.registered_at,
            first_payment_at: referral.first_payment_at,
            ended_at: referral.voided_at,
        })
    };
    bound.iter().map(one).collect()
}

/// The newest lines of one program.
struct Found<'a> {
    program: &'a Program,
    earned: Vec<EarnedLine>,
    invited: i64,
    invitees: Vec<Invited>,
    withdrawn: Vec<Withdrawal>,
}

impl<'a> Found<'a> {
    async fn look(conn: &Conn, person: PersonId, program: &'a Program, now: Instant) -> Result<Found<'a>, Fault> {
        let all = Search::all(program.id, now);
        let (earned, invited, invitees, withdrawn) = futures_util::try_join!(
            rewards::earnings(conn, person, Filter::all(program.id), 0, ROWS),
            referrals::count_invited(conn, person, all),
            referrals::invited(conn, person, all, 0, ROWS),
            withdrawals::of(conn, person, program.id, 0, ROWS)
        )?;
        let invited = invited.all();
        Ok(Found { program, earned, invited, invitees, withdrawn })
    }

    fn shown(self, balances: &[Balances], names: &Names, now: Instant) -> Result<InProgram, Fault> {
        let terms = &self.program.told(now)?.terms;
        let ours = balances.iter().filter(|balance| balance.program() == self.program.id);
        Ok(InProgram {
            slug: self.program.slug.clone(),
            name: terms.name.clone(),
            held: ours.map(|balance| held(balance, terms.currency)).collect::<Result<_, Fault>>()?,
            earned: self.earned.iter().map(|line| earned(line, names)).collect(),
            invited: self.invited,
            invitees: self.invitees.iter().map(|one| invitee(one, names)).collect(),
            withdrawn: self.withdrawn.iter().map(withdrawn).collect(),
        })
    }
}

fn held(balance: &Balances, program: Currency) -> Result<Held, Fault> {
    let unit: Unit = balance.unit.parse().map_err(Fault::contradiction)?;
    let money = |amount| ledger::money(amount, unit.currency(program));
    Ok(Held {
        unit: unit_words(unit),
        on_hold: money(balance.on_hold)?,
        available: money(balance.available)?,
        withdrawing: money(balance.withdrawing)?,
        spent: money(balance.spent)?,
        paid_out: money(balance.paid_out + balance.fees)?,
    })
}

fn earned(line: &EarnedLine, names: &Names) -> Earned {
    Earned {
        invitee: line.receipt.invitee.map(|invitee| named(names, invitee)),
        why: why(line),
        at: line.receipt.happened_at,
        amount: line.earned,
        state: state(line),
    }
}

fn invitee(one: &Invited, names: &Names) -> Invitee {
    let (id, name) = named(names, one.invitee());
    let state = ReferralState::from_word(&one.state).unwrap_or(ReferralState::Registered);
    Invitee { id, name, state, registered_at: one.registered_at }
}

fn shown(one: &Adjustment) -> Adjusted {
    Adjusted {
        id: one.id.to_string(),
        reason: reason_key(one.reason),
        note: one.note.clone(),
        amount: one.shift.money(),
        asked_at: one.asked.at,
        state: one.state,
    }
}

fn withdrawn(withdrawal: &Withdrawal) -> Withdrawn {
    let stage = withdrawal.state.stage;
    Withdrawn {
        id: withdrawal.id.to_string(),
        amount: withdrawal.state.amount.money(),
        requested_at: withdrawal.requested_at,
        state: stage_key(&stage).into(),
        class: stage_class(&stage),
    }
}
