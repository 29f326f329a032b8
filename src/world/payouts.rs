//! What is available goes out by itself, at the instants that `[use.X].payout` says.

use chrono::{Datelike, NaiveTime};

use super::{Applied, Refusal, World};
use crate::book::Posting;
use crate::calendar::{CalendarError, Instant, Month, Zone, hold_end};
use crate::ids::ExternalId;
use crate::money::{Amount, Money, Unit};
use crate::rules::rule::Every;
use crate::rules::uses::{Payout, Use};

#[derive(Debug, Clone, PartialEq)]
pub struct PaidOut {
    pub at: Instant,
    pub(super) person: usize,
    pub(super) program: usize,
    pub unit: Unit,
    pub amount: Money,
}

/// When payouts are. They happen by themselves where runs do.
#[derive(Debug, Default)]
pub(super) struct PayoutClock {
    /// The first fact, from which every so many days are counted.
    began: Option<Instant>,
    done: Option<Instant>,
    /// None: not reckoned since the programs changed. Some(None): there are none.
    next: Option<Option<Instant>>,
}

impl PayoutClock {
    pub(super) fn programs_changed(&mut self) {
        self.next = None;
    }
}

/// Within so many days every schedule comes round.
const MOST_DAYS: usize = 2 * 366;

/// The first instant of a schedule after another; `began` is where counting days begins.
fn following(every: Every, zone: Zone, began: Instant, after: Instant) -> Result<Instant, CalendarError> {
    if let Every::Days(days) = every {
        let passed = (after - began).num_days().max(0) / i64::from(days.max(1));
        let passed = u32::try_from(passed).map_err(|_| CalendarError::OutOfRange)?;
        let mut due = (passed.saturating_sub(1)..).map(|n| hold_end(began, n.saturating_mul(days), zone));
        return due.find(|at| !at.as_ref().is_ok_and(|at| *at <= after)).unwrap_or(Err(CalendarError::OutOfRange));
    }
    let first = zone.local(after).date();
    for date in first.iter_days().take(MOST_DAYS) {
        let is_day = match every {
            Every::Day | Every::Days(_) => true,
            Every::Week(weekday) => date.weekday() == weekday,
            Every::Months { count, month, day } => {
                let at = zone.instant(date.and_time(NaiveTime::MIN))?;
                (date.month() + 12 - month) % count == 0 && Month::of(at, zone).day(day) == date
            }
        };
        let at = zone.instant(date.and_time(NaiveTime::MIN))?;
        if is_day && at > after {
            return Ok(at);
        }
    }
    Err(CalendarError::OutOfRange)
}

impl World {
    /// Every payout before `until`, or at it too: a fact of that very instant still counts.
    pub(super) fn pay_out_what_is_due(&mut self, until: Instant, inclusive: bool) -> Applied {
        if self.run_clock.is_none() {
            return Ok(());
        }
        loop {
            let Some(next) = self.reckoned.payout_clock.next else {
                let began = *self.reckoned.payout_clock.began.get_or_insert(until);
                let done = self.reckoned.payout_clock.done.unwrap_or(began);
                self.reckoned.payout_clock.next = Some(self.next_payout(began, done)?);
                continue;
            };
            let Some(at) = next.filter(|at| *at < until || (inclusive && *at == until)) else { return Ok(()) };
            self.now = self.now.max(at);
            self.release_all_due()?;
            self.reckon_all()?;
            self.pay_out(at)?;
            self.reckoned.payout_clock.done = Some(at);
            self.reckoned.payout_clock.next = None;
        }
    }

    fn payouts(&self) -> impl Iterator<Item = (usize, Unit, Payout, Zone)> {
        self.programs.iter().enumerate().flat_map(|(program, known)| {
            let terms = known.newest();
            let of = move |found: &Use| found.payout.map(|payout| (program, found.unit, payout, terms.time_zone));
            terms.uses.iter().filter_map(of)
        })
    }

    fn next_payout(&self, began: Instant, after: Instant) -> Result<Option<Instant>, CalendarError> {
        let next = self.payouts().map(|(_, _, payout, zone)| following(payout.every, zone, began, after));
        Ok(next.collect::<Result<Vec<Instant>, CalendarError>>()?.into_iter().min())
    }

    fn pay_out(&mut self, at: Instant) -> Applied {
        let began = self.reckoned.payout_clock.began.unwrap_or(at);
        let before = at - chrono::TimeDelta::microseconds(1);
        let mut due = Vec::new();
        for (program, unit, payout, zone) in self.payouts() {
            if following(payout.every, zone, began, before)? == at {
                due.push((program, unit, payout.minimum));
            }
        }
        for (program, unit, minimum) in due {
            self.reckoned.payout_instants.push((at, unit));
            for account in 0..self.accounts.owners.len() {
                let (person, of, counted_in) = self.accounts.owners[account];
                if (of, counted_in) == (program, unit) {
                    self.pay_out_account(account, person, minimum, at)?;
                }
            }
        }
        Ok(())
    }

    fn pay_out_account(&mut self, account: usize, person: usize, minimum: Option<Money>, at: Instant) -> Applied {
        let available = self.accounts.balances[account].available;
        let reaches =
            minimum.map(|minimum| Ok::<bool, Refusal>(!minimum.minus(available)?.is_positive())).transpose()?;
        let Some(amount) = Amount::positive(available).filter(|_| reaches != Some(false)) else { return Ok(()) };
        self.accounts.post(account, Posting::WithdrawalRequested, amount, at)?;
        self.accounts.post(account, Posting::WithdrawalPaid, amount, at)?;
        let (_, program, unit) = self.accounts.owners[account];
        self.reckoned.paid_out.push(PaidOut { at, person, program, unit, amount: amount.money() });
        Ok(())
    }

    /// What was paid out by itself, in the order in which it was.
    pub fn paid_out(&self) -> impl Iterator<Item = (&ExternalId, &str, &PaidOut)> {
        let paid = self.reckoned.paid_out.iter();
        paid.map(|paid| (&self.people[paid.person].id, self.programs[paid.program].slug(), paid))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(every: Every, after: &str) -> String {
        let (began, after) = ("2026-01-05T10:00:00Z".parse().unwrap(), after.parse().unwrap());
        following(every, Zone::UTC, began, after).unwrap().to_string()
    }

    #[test]
    fn each_schedule_has_its_next_instant() {
        let monthly = |count, month, day| Every::Months { count, month, day };
        assert_eq!(after(monthly(1, 1, 31), "2026-02-01T00:00:00Z"), "2026-02-28 00:00:00 UTC");
        assert_eq!(after(monthly(1, 1, 15), "2026-02-15T00:00:00Z"), "2026-03-15 00:00:00 UTC");
        assert_eq!(after(monthly(6, 6, 1), "2026-06-01T00:00:00Z"), "2026-12-01 00:00:00 UTC");
        assert_eq!(after(monthly(12, 3, 1), "2026-03-01T00:00:00Z"), "2027-03-01 00:00:00 UTC");
        assert_eq!(after(Every::Week(chrono::Weekday::Wed), "2026-04-10T09:00:00Z"), "2026-04-15 00:00:00 UTC");
        assert_eq!(after(Every::Day, "2026-04-10T09:00:00Z"), "2026-04-11 00:00:00 UTC");
        assert_eq!(after(Every::Days(14), "2026-01-05T10:00:00Z"), "2026-01-19 10:00:00 UTC");
        assert_eq!(after(Every::Days(14), "2026-02-01T10:00:00Z"), "2026-02-02 10:00:00 UTC");
    }
}
