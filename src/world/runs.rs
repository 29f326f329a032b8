//! Monthly verifications, and what they assign to the invoices to come. Whatever comes after a run does not change it.

use std::collections::BTreeMap;

use super::bills::Invoice;
use super::people::Referral;
use super::{Applied, Refusal, World};
use crate::calendar::{Instant, Month};
use crate::events::{LineKind, RunApplied};
use crate::ids::ExternalId;
use crate::money::{Percent, Rounding};
use crate::rules::activity::{SubscriptionFacts, standing_at};
use crate::rules::offer::{Claim, ClaimedLines, DiscountSource};
use crate::rules::scale::{CompanyResult, PersonFacts, verify};
use crate::rules::terms::{MonthlyDiscount, OfferOff};

/// One program's run of one month.
#[derive(Debug)]
pub(super) struct Run {
    month: Month,
    scheduled_at: Instant,
    results: Vec<(usize, CompanyResult)>,
    /// By subscription.
    assigned: BTreeMap<usize, Assigned>,
}

#[derive(Debug, Clone, Copy)]
struct Assigned {
    percent: Percent,
    rounding: Rounding,
    /// The invoice that used it.
    used_by: Option<usize>,
}

/// An assignment that an invoice used.
#[derive(Debug, Clone, Copy)]
pub(super) struct Use {
    program: usize,
    run: usize,
    subscription: usize,
}

/// What a run gave one company.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Assignment<'a> {
    pub at: Instant,
    pub month: Month,
    pub person: &'a ExternalId,
    pub company: &'a ExternalId,
    pub result: CompanyResult,
}

fn holds(referral: &Referral, program: usize, at: Instant) -> bool {
    let voided = referral.voided_at.is_some_and(|voided| voided <= at);
    referral.program == program && referral.registered_at <= at && !voided
}

impl Run {
    pub(super) fn scheduled_at(&self) -> Instant {
        self.scheduled_at
    }

    /// Off the plans of the subscription's next invoice.
    pub(super) fn claim(&self, subscription: usize) -> Option<Claim<'static>> {
        let &Assigned { percent, rounding, .. } = self.assigned.get(&subscription)?;
        let (source, on) = (DiscountSource::Assignment, ClaimedLines::Plans);
        Some(Claim { source, off: OfferOff::Percent(percent), rounding, on, until: None })
    }
}

impl World {
    pub(super) fn apply_run(&mut self, fact: &RunApplied) -> Applied {
        let program = self.wanted_program(fact.program.as_str())?;
        self.run(program, fact.month, fact.scheduled_at)
    }

    pub(super) fn run(&mut self, program: usize, month: Month, at: Instant) -> Applied {
        if at > self.now {
            return Err(Refusal::FutureRun { month });
        }
        if self.programs[program].has_run(month) {
            return Err(Refusal::AlreadyRun { month });
        }
        let cut = self.cut.remove(&(program, month));
        let run = match cut.filter(|cut| cut.scheduled_at == at) {
            Some(run) => run,
            None => self.reckon(program, month, at)?,
        };
        let place = self.programs[program].runs.len();
        self.programs[program].runs.push(run);
        self.newly_run.push((program, place));
        Ok(())
    }

    /// A run reads what is known now, and is applied later: whatever comes in between it has not read.
    pub fn cut_run(&mut self, program: &str, month: Month, at: Instant) -> Result<(), Refusal> {
        let program = self.wanted_program(program)?;
        let run = self.reckon(program, month, at)?;
        self.cut.insert((program, month), run);
        Ok(())
    }

    fn reckon(&self, program: usize, month: Month, at: Instant) -> Result<Run, Refusal> {
        let mut run = Run { month, scheduled_at: at, results: Vec::new(), assigned: BTreeMap::new() };
        for (referrer, referrals) in self.referred(program, at) {
            self.verify_person(&mut run, program, referrer, &referrals)?;
        }
        Ok(run)
    }

    /// The referrals that hold, by who referred.
    fn referred(&self, program: usize, at: Instant) -> BTreeMap<usize, Vec<usize>> {
        let mut referred: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for person in &self.people {
            let holds = |&referral: &usize| holds(&self.referrals[referral], program, at);
            if let Some(referral) = person.invited.iter().copied().find(holds) {
                referred.entry(self.referrals[referral].referrer).or_default().push(referral);
            }
        }
        referred
    }

    /// How many Active Referrals count by a rule.
    fn active(&self, rule: &MonthlyDiscount, referrals: &[usize], at: Instant) -> Result<u32, Refusal> {
        let mut active = 0;
        for referral in referrals.iter().map(|&referral| &self.referrals[referral]) {
            let campaign = rule.registered_within();
            if campaign.is_none_or(|campaign| campaign.covers(at, referral.registered_at)) {
                let facts = self.subscription_facts(referral.invitee)?.into_iter().map(|(_, facts)| facts);
                let standing = standing_at(&facts.collect::<Vec<SubscriptionFacts>>(), at);
                active += u32::from(standing.is_active());
            }
        }
        Ok(active)
    }

    /// What a month's run would give one person's companies.
    pub(super) fn run_for(&self, program: usize, person: usize, month: Month, at: Instant) -> Result<Run, Refusal> {
        let mut run = Run { month, scheduled_at: at, results: Vec::new(), assigned: BTreeMap::new() };
        let mut referrals = self.reckoned.referrals_of(program, person).to_vec();
        referrals.retain(|&place| {
            let referral = &self.referrals[place];
            self.people[referral.invitee].invited.contains(&place) && holds(referral, program, at)
        });
        self.verify_person(&mut run, program, person, &referrals)?;
        Ok(run)
    }

    fn verify_person(&self, run: &mut Run, program: usize, person: usize, referrals: &[usize]) -> Applied {
        let at = run.scheduled_at;
        // The version of the oldest is the person's.
        let since = referrals.iter().map(|&referral| self.referrals[referral].registered_at).min();
        let governing = since.and_then(|since| self.programs[program].governing(person, since, at));
        let Some(terms) = governing.map(|version| self.programs[program].terms(version)) else { return Ok(()) };
        let Some(rule) = terms.monthly.first() else { return Ok(()) };
        let companies = self.companies_in_order(person, at);
        let running: Vec<Vec<usize>> = companies.iter().map(|&company| self.running(company, at).collect()).collect();
        let has_any: Vec<bool> = running.iter().map(|own| !own.is_empty()).collect();
        let blocked = self.is_blocked(person, rule.blocked_by, at)?;
        let mut results = Vec::new();
        let active = self.active(rule, referrals, at)?;
        verify(rule, &PersonFacts { at, active, blocked, companies: &has_any }, &mut results);
        for ((company, own), result) in companies.into_iter().zip(running).zip(results) {
            run.results.push((company, result));
            if !result.percent.is_zero() {
                let assigned = || Assigned { percent: result.percent, rounding: terms.rounding, used_by: None };
                run.assigned.extend(own.into_iter().map(|subscription| (subscription, assigned())));
            }
        }
        Ok(())
    }

    /// What an invoice may use of each program's newest run. It is used up even where something better wins.
    pub(super) fn assigned_to(&self, invoice: &Invoice) -> Vec<(Use, Claim<'static>)> {
        let Some(subscription) = self.served_by(invoice) else { return Vec::new() };
        let mut usable = Vec::new();
        for (program, known) in self.programs.iter().enumerate() {
            let Some((run, newest)) = known.newest_run().filter(|(_, run)| invoice.at >= run.scheduled_at) else {
                continue;
            };
            let unused = newest.assigned.get(&subscription).is_some_and(|assigned| assigned.used_by.is_none());
            if let Some(claim) = newest.claim(subscription).filter(|_| unused) {
                usable.push((Use { program, run, subscription }, claim));
            }
        }
        usable
    }

    /// Whose assignment the invoice uses.
    pub(super) fn served_by(&self, invoice: &Invoice) -> Option<usize> {
        let closed = self.companies[invoice.company].closed_at.is_some_and(|closed| closed <= invoice.at);
        let has_plan = invoice.issued.lines.iter().any(|line| line.kind == LineKind::Plan);
        if has_plan && !closed { self.subscription_of_invoice(invoice) } else { None }
    }

    pub(super) fn use_up(&mut self, used: &[Use], invoice: usize) {
        for used in used {
            self.set_used(used, Some(invoice));
        }
    }

    /// A voided invoice used nothing. What a newer run has taken the place of stays gone.
    pub(super) fn give_back(&mut self, invoice: usize) {
        for used in std::mem::take(&mut self.invoices[invoice].used) {
            self.set_used(&used, None);
        }
    }

    fn set_used(&mut self, used: &Use, by: Option<usize>) {
        let run = &mut self.programs[used.program].runs[used.run];
        if let Some(assigned) = run.assigned.get_mut(&used.subscription) {
            assigned.used_by = by;
        }
    }

    pub(super) fn run_results(&self, program: usize, run: usize) -> impl Iterator<Item = Assignment<'_>> {
        let Run { month, scheduled_at, results, .. } = &self.programs[program].runs[run];
        results.iter().map(|&(company, result)| {
            let company = &self.companies[company];
            let person = &self.people[company.person].id;
            Assignment { at: *scheduled_at, month: *month, person, company: &company.id, result }
        })
    }

    /// What all runs of a program gave, in the order in which they were applied.
    pub fn assignments(&self, program: &str) -> impl Iterator<Item = Assignment<'_>> {
        let program = self.program(program);
        let runs = program.into_iter().flat_map(|n| (0..self.programs[n].runs.len()).map(move |run| (n, run)));
        runs.flat_map(|(program, run)| self.run_results(program, run))
    }
}

impl super::programs::Program {
    /// A newer month takes the place of all before it, whichever was applied first.
    pub(super) fn has_run(&self, month: Month) -> bool {
        self.runs.iter().any(|run| run.month == month)
    }

    fn newest_run(&self) -> Option<(usize, &Run)> {
        self.runs.iter().enumerate().max_by_key(|(_, run)| run.month)
    }
}
