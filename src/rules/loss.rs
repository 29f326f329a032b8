//! What is lost of what was earned: what expires unused, and everything when the last own subscription ends.

use super::activity::SubscriptionFacts;
use super::rule::TakenOn;
use super::terms::Terms;
use crate::calendar::Instant;
use crate::events::SubscriptionStatus;
use crate::money::{Amount, Money, MoneyError, Unit};

/// What may be lost at an instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Loss {
    /// Whatever expires by then.
    Expired,
    Everything,
}

/// One reward of an account.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Lot {
    /// Released and not taken back.
    pub released: Money,
    pub hold_until: Instant,
    pub expires_at: Option<Instant>,
}

/// What an account had and has.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Left {
    /// What went out of what was available, net: whatever way.
    pub used: Money,
    pub available: Money,
}

impl Loss {
    /// What is lost at `at`: what was used came from what was to be lost first, and what was lost before counts as used.
    /// `forfeited` is the latest instant before at which everything was lost.
    pub fn of(
        self,
        lots: impl IntoIterator<Item = Lot>,
        at: Instant,
        forfeited: Option<Instant>,
        left: Left,
    ) -> Result<Option<Amount>, MoneyError> {
        let forfeited = match self {
            Loss::Expired => forfeited,
            Loss::Everything => Some(at),
        };
        let over = |lot: &Lot| {
            // What comes at the very instant comes after it.
            let was_forfeited = forfeited.is_some_and(|forfeited| lot.hold_until < forfeited);
            was_forfeited || lot.expires_at.is_some_and(|expires| expires <= at)
        };
        let released = lots.into_iter().filter(over).map(|lot| lot.released);
        let lost = Money::sum(left.available.currency(), released)?.minus(left.used)?.smaller(left.available)?;
        Ok(Amount::positive(lost))
    }
}

impl Terms {
    /// Whether anything that was earned may be lost.
    pub fn loses(&self) -> bool {
        let by_use = self.uses.iter().any(|found| found.expires.is_some() || !found.forfeit_on.is_empty());
        by_use || self.rules.iter().any(|rule| rule.expires.is_some())
    }

    /// In which ways the last own subscription ends so that all of a unit is lost.
    pub fn forfeits(&self, unit: Unit) -> &[TakenOn] {
        self.use_of(unit).map_or(&[], |found| &found.forfeit_on)
    }
}

/// When the last of one's subscriptions ended, or stopped being paid, in one of the ways.
pub fn left_at<'a>(own: &'a [SubscriptionFacts], ways: &'a [TakenOn]) -> impl Iterator<Item = Instant> + 'a {
    let ended = own.iter().flat_map(move |facts| {
        let statuses = facts.statuses.iter().filter(move |(_, status)| match status {
            SubscriptionStatus::Canceled | SubscriptionStatus::Expired => ways.contains(&TakenOn::Canceled),
            SubscriptionStatus::PastDue => ways.contains(&TakenOn::PastDue),
            SubscriptionStatus::Trialing | SubscriptionStatus::Active => false,
        });
        let closed = facts.closed_at.filter(|_| ways.contains(&TakenOn::Closed) || ways.contains(&TakenOn::Canceled));
        statuses.map(|(at, _)| *at).chain(closed)
    });
    ended.filter(|at| own.iter().all(|facts| !facts.is_running(*at)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(day: u32) -> Instant {
        format!("2026-04-{day:02}T00:00:00Z").parse().unwrap()
    }

    fn usd(text: &str) -> Money {
        Money::parse(text, "USD".parse().unwrap()).unwrap()
    }

    fn lot(released: &str, hold_until: u32, expires: Option<u32>) -> Lot {
        Lot { released: usd(released), hold_until: at(hold_until), expires_at: expires.map(at) }
    }

    fn lost(loss: Loss, day: u32, used: &str, available: &str) -> Option<String> {
        lost_since(None, loss, day, used, available)
    }

    fn lost_since(forfeited: Option<u32>, loss: Loss, day: u32, used: &str, available: &str) -> Option<String> {
        let lots = [lot("50.00", 2, Some(10)), lot("30.00", 5, Some(20)), lot("20.00", 8, None)];
        let left = Left { used: usd(used), available: usd(available) };
        loss.of(lots, at(day), forfeited.map(at), left).unwrap().map(|lost| lost.to_string())
    }

    /// 50.00 expire on the 10th, 30.00 more on the 20th, 20.00 never.
    #[test]
    fn what_was_used_came_from_what_expires_first() {
        assert_eq!(lost(Loss::Expired, 9, "0.00", "100.00"), None);
        assert_eq!(lost(Loss::Expired, 10, "0.00", "100.00").as_deref(), Some("50.00"));
        assert_eq!(lost(Loss::Expired, 10, "35.00", "65.00").as_deref(), Some("15.00"));
        assert_eq!(lost(Loss::Expired, 10, "60.00", "40.00"), None);
        // What expired before counts as used: of 80.00 that expire by the 20th 50.00 are gone already.
        assert_eq!(lost(Loss::Expired, 20, "50.00", "50.00").as_deref(), Some("30.00"));
        assert_eq!(lost(Loss::Expired, 10, "0.00", "12.00").as_deref(), Some("12.00"), "no more than there is");
        assert_eq!(lost(Loss::Expired, 10, "0.00", "-5.00"), None);
    }

    #[test]
    fn everything_is_what_was_released_before() {
        assert_eq!(lost(Loss::Everything, 5, "0.00", "100.00").as_deref(), Some("50.00"));
        assert_eq!(lost(Loss::Everything, 6, "0.00", "100.00").as_deref(), Some("80.00"));
        assert_eq!(lost(Loss::Everything, 9, "10.00", "90.00").as_deref(), Some("90.00"));
    }

    /// On the 9th all 100.00 were lost. Of 40.00 earned since, which expire on the 30th, nothing was used.
    #[test]
    fn what_was_forfeited_before_is_not_counted_as_a_use_of_what_came_later() {
        let lots = [lot("50.00", 2, None), lot("30.00", 5, None), lot("20.00", 8, None), lot("40.00", 16, Some(30))];
        let left = Left { used: usd("100.00"), available: usd("40.00") };
        let lost = Loss::Expired.of(lots, at(30), Some(at(9)), left).unwrap();
        assert_eq!(lost.map(|lost| lost.to_string()).as_deref(), Some("40.00"));
        assert_eq!(
            lost_since(Some(4), Loss::Expired, 20, "50.00", "50.00").as_deref(),
            Some("30.00"),
            "expired as well"
        );
    }

    fn subscription(statuses: &[(u32, SubscriptionStatus)], closed: Option<u32>) -> SubscriptionFacts {
        SubscriptionFacts {
            started_at: at(1),
            trial_ends_at: None,
            statuses: statuses.iter().map(|(day, status)| (at(*day), *status)).collect(),
            closed_at: closed.map(at),
            payments: Vec::new(),
            dues: Vec::new(),
        }
    }

    #[test]
    fn only_the_end_of_the_last_subscription_counts_and_only_in_the_ways_that_are_named() {
        use SubscriptionStatus::{Active, Canceled, PastDue};
        let days = |own: &[SubscriptionFacts], ways: &[TakenOn]| left_at(own, ways).collect::<Vec<Instant>>();
        let canceled = subscription(&[(5, Canceled)], None);
        assert_eq!(days(std::slice::from_ref(&canceled), &[TakenOn::Canceled]), [at(5)]);
        assert!(days(std::slice::from_ref(&canceled), &[TakenOn::PastDue]).is_empty());
        let both = [canceled.clone(), subscription(&[(9, PastDue), (11, Active)], None)];
        assert_eq!(days(&both, &[TakenOn::Canceled, TakenOn::PastDue]), [at(9)], "on the 5th another one ran");
        let closed = subscription(&[], Some(7));
        assert_eq!(days(std::slice::from_ref(&closed), &[TakenOn::Closed]), [at(7)]);
        assert!(days(&[closed, subscription(&[], None)], &[TakenOn::Closed]).is_empty());
    }
}
