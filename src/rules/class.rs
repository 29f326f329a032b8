//! The class (loyalty status) of a customer at an instant: the one that was reported last, or else by turnover.

use std::collections::HashMap;

use super::reward::{Class, Unassessed};
use super::terms::{Classes, Terms};
use crate::calendar::{CalendarError, Instant, Zone};
use crate::ids::ExternalId;
use crate::money::{Currency, ExchangeRate, Money, Rounding};

/// A class that was reported, from an instant on.
#[derive(Debug, Clone, Copy)]
pub struct Reported<'a> {
    pub at: Instant,
    /// The sender's id of the event: of two at one instant the later id is later.
    pub event: &'a ExternalId,
    pub class: &'a str,
}

/// A successful payment of any of the customer's companies.
#[derive(Debug, Clone, Copy)]
pub struct Turned<'a> {
    pub at: Instant,
    pub amount: Money,
    /// What went back of it, and when: completed refunds and lost disputes.
    pub refunded: &'a [(Instant, Money)],
}

/// The exchange rates that were given, each in force until the next of its pair.
#[derive(Debug, Clone, Default)]
pub struct Rates {
    pairs: HashMap<(Currency, Currency), Vec<Given>>,
}

/// Since when, by which event.
type Given = (Instant, ExternalId, ExchangeRate);

impl Rates {
    /// From `at` on one unit of `from` is worth so much of `to`. `event` is the sender's id of the event: of two at one instant
    /// the later id is later.
    pub fn add(&mut self, at: Instant, event: ExternalId, (from, to): (Currency, Currency), rate: ExchangeRate) {
        let given = self.pairs.entry((from, to)).or_default();
        let key = (at, &event, rate.value());
        let place = given.partition_point(|(at, event, rate)| (*at, event, rate.value()) < key);
        given.insert(place, (at, event, rate));
    }

    /// The rate in force at an instant; only of this very pair, neither inverted nor through a third currency.
    pub fn at(&self, from: Currency, to: Currency, at: Instant) -> Option<ExchangeRate> {
        let given = self.pairs.get(&(from, to))?;
        let later = given.partition_point(|(since, ..)| *since <= at);
        given.get(later.checked_sub(1)?).map(|(.., rate)| *rate)
    }
}

/// The customer's class at an instant. What was reported wins; without any report, and where the terms say so, the turnover of
/// the days before that instant's day decides. What happened later may be among the given: it is not read.
pub fn class_at<'a, 'b>(
    terms: &'a Terms,
    at: Instant,
    reported: impl IntoIterator<Item = Reported<'a>>,
    payments: impl IntoIterator<Item = Turned<'b>>,
    rates: &Rates,
) -> Result<Class<'a>, Unassessed> {
    let reported = reported.into_iter().filter(|report| report.at <= at);
    if let Some(last) = reported.max_by_key(|report| (report.at, report.event, report.class)) {
        return Ok(Class::Named(last.class));
    }
    let Some(classes) = &terms.classes else { return Ok(Class::None) };
    let turnover = turnover(classes, day_start(at, terms.time_zone)?, payments, rates)?;
    Ok(turnover.map_or(Class::Unknown, |turnover| of_turnover(classes, turnover)))
}

/// What was paid and not given back before an instant, in the currency of the classes; none when a rate is missing. Each payment
/// is converted by the rate at its own instant, and rounded half away from zero.
pub fn turnover<'b>(
    classes: &Classes,
    before: Instant,
    payments: impl IntoIterator<Item = Turned<'b>>,
    rates: &Rates,
) -> Result<Option<Money>, Unassessed> {
    let mut turnover = Money::zero(classes.currency);
    for payment in payments.into_iter().filter(|payment| payment.at < before) {
        let refunded = payment.refunded.iter().filter(|(at, _)| *at < before);
        let kept = refunded.into_iter().try_fold(payment.amount, |kept, (_, refunded)| kept.minus(*refunded))?;
        let currency = kept.currency();
        let converted = if currency == classes.currency {
            kept
        } else if kept.is_zero() {
            continue;
        } else {
            let Some(rate) = rates.at(currency, classes.currency, payment.at) else { return Ok(None) };
            rate.convert(kept, classes.currency, Rounding::HalfAway)?
        };
        turnover = turnover.plus(converted)?;
    }
    Ok(Some(turnover))
}

/// The highest class whose threshold the turnover is over.
fn of_turnover(classes: &Classes, turnover: Money) -> Class<'_> {
    let over = classes.over.iter().rfind(|(_, threshold)| turnover > *threshold);
    over.map_or(Class::None, |(class, _)| Class::Named(class))
}

/// The first instant of that instant's day on the zone's calendar.
pub fn day_start(at: Instant, zone: Zone) -> Result<Instant, CalendarError> {
    zone.instant(zone.local(at).date().and_time(chrono::NaiveTime::MIN))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Instant {
        text.parse().unwrap()
    }

    fn id(text: &str) -> ExternalId {
        text.parse().unwrap()
    }

    fn money(text: &str) -> Money {
        let (amount, currency) = text.split_once(' ').unwrap();
        Money::parse(amount, currency.parse().unwrap()).unwrap()
    }

    /// The hosting program's classes: over 75, 180, 330 and 630 USD; days by the clock of Kyiv.
    fn terms() -> Terms {
        let head = "program = \"p\"\nname = \"P\"\ncurrency = \"UAH\"\ntime_zone = \"Europe/Kyiv\"\n[[reward]]\non = \"payment\"\n";
        let mut terms = crate::rules::check(&format!("{head}give = \"10 %\"\nas = \"cash\"\n")).unwrap();
        let over = [("bronze", "75"), ("silver", "180"), ("gold", "330"), ("platinum", "630")];
        let over = over.map(|(class, usd)| (class.to_owned(), money(&format!("{usd} USD")))).into();
        terms.classes = Some(Classes { currency: "USD".parse().unwrap(), over });
        terms
    }

    /// One UAH was 0.0250 USD since January, and is 0.0200 since 1 May.
    fn rates() -> Rates {
        let mut rates = Rates::default();
        let pair = ("UAH".parse().unwrap(), "USD".parse().unwrap());
        rates.add(at("2026-05-01T00:00:00Z"), id("b"), pair, "0.02".parse().unwrap());
        rates.add(at("2026-01-01T00:00:00Z"), id("a"), pair, "0.025".parse().unwrap());
        rates
    }

    const NOTHING: &[(Instant, Money)] = &[];

    fn by_turnover(payments: &[(&str, &str)], when: &str) -> String {
        let terms = terms();
        let paid = payments.iter().map(|(on, amount)| Turned { at: at(on), amount: money(amount), refunded: NOTHING });
        said(class_at(&terms, at(when), [], paid, &rates()).unwrap())
    }

    fn said(class: Class<'_>) -> String {
        match class {
            Class::None => "none".into(),
            Class::Named(name) => name.into(),
            Class::Unknown => "unknown".into(),
        }
    }

    #[test]
    fn turnover_makes_a_class_when_it_is_over_the_threshold() {
        let noon = "2026-04-10T09:00:00Z";
        for (paid, class) in [
            ("3000.00 UAH", "none"),   // 75.00 USD exactly
            ("3000.19 UAH", "none"),   // 75.00475: 75.00
            ("3000.20 UAH", "bronze"), // 75.005: 75.01
            ("180.00 USD", "bronze"),
            ("180.01 USD", "silver"),
            ("330.01 USD", "gold"),
            ("630.00 USD", "gold"),
            ("25200.40 UAH", "platinum"), // 630.01
            ("1.00 EUR", "unknown"),
            ("0.00 EUR", "none"),
        ] {
            assert_eq!(by_turnover(&[(noon, paid)], "2026-04-11T09:00:00Z"), class, "{paid}");
        }
    }

    #[test]
    fn it_is_refreshed_once_a_day_on_the_programs_clock() {
        // Midnight in Kyiv is 21:00 UTC in summer and 22:00 in winter.
        let paid = [("2026-04-10T09:00:00Z", "4000.00 UAH")];
        assert_eq!(by_turnover(&paid, "2026-04-10T09:00:00Z"), "none");
        assert_eq!(by_turnover(&paid, "2026-04-10T20:59:59.999999Z"), "none");
        assert_eq!(by_turnover(&paid, "2026-04-10T21:00:00Z"), "bronze");
        let winter = [("2026-01-10T09:00:00Z", "4000.00 UAH")];
        assert_eq!(by_turnover(&winter, "2026-01-10T21:59:59Z"), "none");
        assert_eq!(by_turnover(&winter, "2026-01-10T22:00:00Z"), "bronze");
        let midnight = [("2026-04-10T21:00:00Z", "4000.00 UAH")];
        assert_eq!(by_turnover(&midnight, "2026-04-11T09:00:00Z"), "none");
        assert_eq!(by_turnover(&midnight, "2026-04-11T21:00:00Z"), "bronze");
    }

    #[test]
    fn each_payment_is_converted_by_the_rate_of_its_own_instant() {
        // 3,700 UAH are 92.50 USD in April, 74.00 in May.
        assert_eq!(by_turnover(&[("2026-04-30T23:59:59.999999Z", "3700.00 UAH")], "2026-06-01T09:00:00Z"), "bronze");
        assert_eq!(by_turnover(&[("2026-05-01T00:00:00Z", "3700.00 UAH")], "2026-06-01T09:00:00Z"), "none");
        assert_eq!(by_turnover(&[("2025-12-31T23:59:59Z", "3700.00 UAH")], "2026-06-01T09:00:00Z"), "unknown");
        let both = [("2026-04-10T09:00:00Z", "2000.00 UAH"), ("2026-05-10T09:00:00Z", "2000.00 UAH")];
        assert_eq!(by_turnover(&both, "2026-06-01T09:00:00Z"), "bronze"); // 50 + 40
    }

    #[test]
    fn rates_are_neither_inverted_nor_chained_and_the_later_of_one_instant_wins() {
        let [uah, usd, eur] = ["UAH", "USD", "EUR"].map(|code| code.parse::<Currency>().unwrap());
        let (new_year, mut rates) = (at("2026-01-01T00:00:00Z"), rates());
        rates.add(new_year, id("c"), (usd, eur), "0.9".parse().unwrap());
        assert_eq!(rates.at(usd, uah, at("2026-02-01T00:00:00Z")), None);
        assert_eq!(rates.at(uah, eur, at("2026-02-01T00:00:00Z")), None);
        assert_eq!(rates.at(uah, usd, at("2025-12-31T23:59:59.999999Z")), None);
        assert_eq!(rates.at(uah, usd, new_year).unwrap().to_string(), "0.025");
        rates.add(new_year, id("Z"), (uah, usd), "0.03".parse().unwrap());
        assert_eq!(rates.at(uah, usd, new_year).unwrap().to_string(), "0.025");
        rates.add(new_year, id("aa"), (uah, usd), "0.01".parse().unwrap());
        assert_eq!(rates.at(uah, usd, new_year).unwrap().to_string(), "0.01");
    }

    #[test]
    fn what_was_given_back_before_the_day_is_no_turnover() {
        let terms = terms();
        let refunded = [(at("2026-04-12T09:00:00Z"), money("1000.00 UAH"))];
        let paid = Turned { at: at("2026-04-10T09:00:00Z"), amount: money("4000.00 UAH"), refunded: &refunded };
        let class = |when| said(class_at(&terms, at(when), [], [paid], &rates()).unwrap());
        assert_eq!(class("2026-04-12T20:00:00Z"), "bronze");
        assert_eq!(class("2026-04-12T21:00:00Z"), "none");
        // On the instant at which the 12th begins in Kyiv: that is not before the 12th.
        let midnight = [(at("2026-04-11T21:00:00Z"), money("1000.00 UAH"))];
        let at_midnight = Turned { refunded: &midnight, ..paid };
        let class = |when| said(class_at(&terms, at(when), [], [at_midnight], &rates()).unwrap());
        assert_eq!((class("2026-04-12T20:59:59Z"), class("2026-04-12T21:00:00Z")), ("bronze".into(), "none".into()));
        let whole = [(at("2026-04-12T09:00:00Z"), money("4.00 EUR"))];
        let euros = Turned { amount: money("4.00 EUR"), refunded: &whole, ..paid };
        let class = |when| said(class_at(&terms, at(when), [], [euros], &rates()).unwrap());
        assert_eq!((class("2026-04-12T12:00:00Z"), class("2026-04-13T12:00:00Z")), ("unknown".into(), "none".into()));
    }

    #[test]
    fn what_was_reported_wins_from_its_instant_on() {
        let (terms, noon) = (terms(), "2026-04-12T09:00:00Z");
        let ids = [id("1"), id("2")];
        let report = |n: usize, class| Reported { at: at(noon), event: &ids[n], class };
        let paid = Turned { at: at("2026-04-10T09:00:00Z"), amount: money("4000.00 UAH"), refunded: NOTHING };
        let reports = [report(1, "gold"), report(0, "silver")];
        let last = |when| said(class_at(&terms, at(when), reports, [paid], &rates()).unwrap());
        assert_eq!(last("2026-04-12T08:59:59.999999Z"), "bronze");
        assert_eq!(last(noon), "gold");
        assert_eq!(last("2027-04-12T09:00:00Z"), "gold");
        let without = Terms { classes: None, ..terms.clone() };
        assert_eq!(said(class_at(&without, at(noon), [], [paid], &rates()).unwrap()), "none");
    }
}
