//! What time brings to a subscription that Beckon bills itself: a charge, a due date that was missed, a debt that was paid, an end.

use chrono::TimeDelta;

use super::activity::Due;
use crate::calendar::{CalendarError, Instant, Zone, months_later};
use crate::events::{Order, Period, SubscriptionStatus};
use crate::money::Money;

/// How many months a period has.
pub fn months(period: Period) -> u32 {
    match period {
        Period::Month => 1,
        Period::Year => 12,
    }
}

/// The charges of a subscription: on the day of the month of the first one, or on the last day of a month that has no such day.
/// Days are those of UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rhythm {
    pub anchor_at: Instant,
    /// From the anchor to the next charge.
    pub months: u32,
}

impl Rhythm {
    pub fn next_charge_at(self) -> Result<Instant, CalendarError> {
        months_later(self.anchor_at, self.months, Zone::UTC)
    }

    /// A period was charged.
    pub fn after(self, period: Period) -> Rhythm {
        Rhythm { months: self.months.saturating_add(months(period)), ..self }
    }
}

/// A price as it was set: for whoever chooses from an instant on, or for those also who chose before.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Price {
    pub from: Instant,
    pub price: Money,
    pub for_running: bool,
}

/// What is charged at `at` to somebody who chose at `chosen_at`; of two prices of one instant the later in the list. None before the
/// first price.
pub fn price_at(prices: &[Price], chosen_at: Instant, at: Instant) -> Option<Money> {
    let holds = |price: &&Price| price.from <= chosen_at || (price.for_running && price.from <= at);
    prices.iter().filter(holds).max_by_key(|price| price.from).map(|price| price.price)
}

/// What a charge is, by the price of the charge before.
pub fn order(charges_before: u32, before: Option<Money>, now: Money) -> Order {
    match before {
        _ if charges_before == 0 => Order::New,
        Some(before) if before.currency() == now.currency() && before < now => Order::Upgrade,
        _ => Order::Renewal,
    }
}

/// A subscription that has not ended.
#[derive(Debug, Clone, Copy)]
pub struct Running<'a> {
    pub status: SubscriptionStatus,
    pub since: Instant,
    pub next_charge_at: Instant,
    /// It was canceled, or its company was closed, by the next charge.
    pub ends: bool,
    /// Of its invoices.
    pub dues: &'a [Due],
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Everything overdue was paid or voided.
    Settle,
    /// An invoice was not paid by its due date.
    FallDue,
    Charge,
    /// As it was canceled before.
    End,
    /// Still unpaid when the next period begins: no debt is added to debt.
    Expire,
}

impl Running<'_> {
    /// What happens next by `until`, and when. Of several at one instant what was paid comes first and the charge last.
    pub fn next_step(&self, until: Instant) -> Option<(Instant, Step)> {
        let overdue = self.status == SubscriptionStatus::PastDue;
        let turn = if overdue { self.settled() } else { self.fallen_due() };
        let turn = turn.map(|at| (at, if overdue { Step::Settle } else { Step::FallDue }));
        let charge = match () {
            () if self.ends => Step::End,
            () if overdue => Step::Expire,
            () => Step::Charge,
        };
        let first = turn.filter(|(at, _)| *at <= self.next_charge_at).unwrap_or((self.next_charge_at, charge));
        (first.0 <= until).then_some(first)
    }

    /// When nothing is overdue any more.
    fn settled(&self) -> Option<Instant> {
        let ended = self.dues.iter().filter_map(ended_at).map(|at| at.max(self.since));
        let free = |at: &Instant| !self.dues.iter().any(|due| due.is_overdue(*at));
        ended.chain([self.since]).filter(free).min()
    }

    /// At the due instant itself it may still be paid.
    fn fallen_due(&self) -> Option<Instant> {
        let late = |due: &Due| (due.due_at + TimeDelta::microseconds(1)).max(self.since);
        self.dues.iter().filter(|due| due.is_overdue(late(due))).map(late).min()
    }

    /// The next due date to look at after an instant.
    pub fn look_at(&self, after: Instant) -> Option<Instant> {
        let open = self.dues.iter().filter(|due| due.due_at >= after && ended_at(due).is_none());
        open.map(|due| due.due_at + TimeDelta::microseconds(1)).min()
    }
}

fn ended_at(due: &Due) -> Option<Instant> {
    [due.settled_at, due.voided_at].into_iter().flatten().min()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Instant {
        format!("{text}T08:00:00Z").parse().unwrap()
    }

    fn tenge(amount: &str) -> Money {
        Money::parse(amount, "KZT".parse().unwrap()).unwrap()
    }

    #[test]
    fn charges_keep_the_day_of_the_first_one() {
        let mut rhythm = Rhythm { anchor_at: at("2027-10-31"), months: 0 };
        let mut days = Vec::new();
        for _ in 0..6 {
            days.push(rhythm.next_charge_at().unwrap());
            rhythm = rhythm.after(Period::Month);
        }
        let expected = ["2027-10-31", "2027-11-30", "2027-12-31", "2028-01-31", "2028-02-29", "2028-03-31"];
        assert_eq!(days, expected.map(at));
        let leap = Rhythm { anchor_at: at("2028-02-29"), months: 0 }.after(Period::Year);
        assert_eq!(leap.next_charge_at().unwrap(), at("2029-02-28"));
        assert_eq!(leap.after(Period::Month).next_charge_at().unwrap(), at("2029-03-29"));
    }

    #[test]
    fn whoever_runs_keeps_the_price_until_one_is_for_them() {
        let price = |from, price, for_running| Price { from: at(from), price: tenge(price), for_running };
        let prices =
            [price("2026-01-01", "100", false), price("2026-03-01", "120", false), price("2026-06-01", "110", true)];
        assert_eq!(price_at(&prices, at("2026-02-01"), at("2026-05-01")), Some(tenge("100")));
        assert_eq!(price_at(&prices, at("2026-03-01"), at("2026-05-01")), Some(tenge("120")));
        assert_eq!(price_at(&prices, at("2026-02-01"), at("2026-06-01")), Some(tenge("110")));
        assert_eq!(price_at(&prices, at("2025-12-31"), at("2025-12-31")), None);
        let twice = [price("2026-01-01", "100", false), price("2026-01-01", "90", false)];
        assert_eq!(price_at(&twice, at("2026-02-01"), at("2026-02-01")), Some(tenge("90")));
    }

    #[test]
    fn a_dearer_plan_is_an_upgrade() {
        assert_eq!(order(0, None, tenge("100")), Order::New);
        assert_eq!(order(1, Some(tenge("100")), tenge("100")), Order::Renewal);
        assert_eq!(order(1, Some(tenge("100")), tenge("100.01")), Order::Upgrade);
        assert_eq!(order(3, Some(tenge("100")), tenge("50")), Order::Renewal);
    }

    fn running(status: SubscriptionStatus, dues: &[Due]) -> Running<'_> {
        Running { status, since: at("2026-04-01"), next_charge_at: at("2026-05-01"), ends: false, dues }
    }

    fn due(due_at: &str, settled_at: Option<&str>) -> Due {
        Due { due_at: at(due_at), settled_at: settled_at.map(at), voided_at: None }
    }

    const LATE: TimeDelta = TimeDelta::microseconds(1);

    #[test]
    fn what_is_paid_in_time_leads_to_the_next_charge() {
        let paid = [due("2026-04-08", Some("2026-04-08"))];
        let active = running(SubscriptionStatus::Active, &paid);
        assert_eq!(active.next_step(at("2026-04-30")), None);
        assert_eq!(active.next_step(at("2026-05-01")), Some((at("2026-05-01"), Step::Charge)));
        let ends = Running { ends: true, ..active };
        assert_eq!(ends.next_step(at("2026-06-01")), Some((at("2026-05-01"), Step::End)));
    }

    #[test]
    fn what_is_unpaid_falls_due_and_is_settled_or_expires() {
        let unpaid = [due("2026-04-08", None)];
        let active = running(SubscriptionStatus::Active, &unpaid);
        assert_eq!(active.next_step(at("2026-04-08")), None);
        assert_eq!(active.next_step(at("2026-04-09")), Some((at("2026-04-08") + LATE, Step::FallDue)));
        let since = at("2026-04-08") + LATE;
        let late = Running { status: SubscriptionStatus::PastDue, since, ..active };
        assert_eq!(late.next_step(at("2026-04-30")), None);
        assert_eq!(late.next_step(at("2026-05-01")), Some((at("2026-05-01"), Step::Expire)));
        let paid = [due("2026-04-08", Some("2026-04-20"))];
        let late = Running { dues: &paid, ..late };
        assert_eq!(late.next_step(at("2026-04-19")), None);
        assert_eq!(late.next_step(at("2026-06-01")), Some((at("2026-04-20"), Step::Settle)));
    }

    #[test]
    fn a_payment_that_is_told_late_settles_from_the_same_instant() {
        let paid = [due("2026-04-08", Some("2026-04-05"))];
        let since = at("2026-04-08") + LATE;
        let late = Running { since, ..running(SubscriptionStatus::PastDue, &paid) };
        assert_eq!(late.next_step(at("2026-04-30")), Some((since, Step::Settle)));
    }

    #[test]
    fn as_long_as_one_invoice_is_overdue_nothing_is_settled() {
        let since = at("2026-04-08") + LATE;
        let two = [due("2026-04-08", Some("2026-04-12")), due("2026-04-10", Some("2026-04-20"))];
        let late = Running { since, ..running(SubscriptionStatus::PastDue, &two) };
        assert_eq!(late.next_step(at("2026-04-30")), Some((at("2026-04-20"), Step::Settle)));
    }

    #[test]
    fn open_invoices_are_looked_at_when_they_fall_due() {
        let dues = [due("2026-04-08", Some("2026-04-05")), due("2026-04-20", None), due("2026-04-15", None)];
        let active = running(SubscriptionStatus::Active, &dues);
        assert_eq!(active.look_at(at("2026-04-01")), Some(at("2026-04-15") + LATE));
        assert_eq!(active.look_at(at("2026-04-16")), Some(at("2026-04-20") + LATE));
        assert_eq!(active.look_at(at("2026-04-21")), None);
    }
}
