//! What came of an example, beside what it expects.

use rust_decimal::Decimal;

use super::BECKON;
use super::stage::Stage;
use crate::ids::{ExternalId, IdError};
use crate::money::{Money, Unit};
use crate::rules::ReceiptReason;
use crate::rules::attribution::ReferralRefused;
use crate::rules::terms::Expected;
use crate::world::{Balances, Noun};

/// Of the people that a message lists.
const MOST_NAMED: usize = 8;

/// The words of what is different.
type Different = Vec<String>;

fn words(error: impl std::fmt::Display) -> String {
    error.to_string()
}

fn differ<T: PartialEq>(name: &str, said: Option<T>, came: T, print: impl Fn(&T) -> String) -> Option<String> {
    let said = said.filter(|said| *said != came)?;
    Some(format!("{name} is {}, not {}", print(&came), print(&said)))
}

fn listed<T: ToString>(items: &[T]) -> String {
    format!("[{}]", items.iter().map(T::to_string).collect::<Vec<String>>().join(", "))
}

impl Stage {
    pub(super) fn compare(&mut self, expected: &Expected) -> Result<(), String> {
        self.world.advance_to(expected.at).map_err(words)?;
        let whose = expected.of.clone().unwrap_or_else(|| "referrer".to_owned());
        let person = whose.parse::<ExternalId>().map_err(|error: IdError| error.to_string())?;
        let place = self.world.names.find_named(Noun::Person, BECKON, &person);
        let place = place.ok_or_else(|| {
            let known: Vec<String> = self.registered.iter().take(MOST_NAMED).map(|name| format!("{name:?}")).collect();
            format!("nobody is called {whose:?} by then; registered are {}", known.join(", "))
        })?;
        let mut different = self.balances(expected, &person, place)?;
        different.extend(self.newest(expected, place));
        different.extend(self.invoices_and_ends(expected, place)?);
        different.extend(self.counts(expected, place)?);
        if different.is_empty() {
            return Ok(());
        }
        let at = expected.at.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true);
        let charged = || expected.to_pay.is_some() && different.iter().any(|words| words.starts_with("to_pay "));
        let why = if charged() { self.why_to_pay(expected.of.as_deref()) } else { self.why(expected, place) };
        Err(format!("at {at} {}{}", different.join(", "), why.map(|why| format!("; {why}")).unwrap_or_default()))
    }

    /// What may be behind a difference: whom nobody referred, or what the newest receipt says.
    fn why(&self, expected: &Expected, place: usize) -> Option<String> {
        let refused = self.registered.iter().filter(|name| !self.meant.contains(*name)).find_map(|name| {
            let person = name.parse::<ExternalId>().ok()?;
            Some((name, self.world.referral_refused(BECKON, &person)?))
        });
        if let Some((name, refused)) = refused {
            let word = match refused {
                ReferralRefused::ReferrerNotEligible => ", as `referrer_when` or `referrer_kind` says",
                ReferralRefused::InviteeNotEligible => ", as `invitee_when` says",
                _ => "",
            };
            return Some(format!("the referral of {name:?} is refused: {}{word}", refused.name()));
        }
        let newest = self.world.newest_receipt(place, expected.reward.as_deref())?;
        let said = newest.reason == ReceiptReason::Granted || expected.reason.is_some();
        if said {
            return None;
        }
        let conditional = [ReceiptReason::ConditionNotMet, ReceiptReason::NotReleased].contains(&newest.reason);
        let inactive = conditional.then(|| self.why_inactive(&newest.clause, place, expected.at)).flatten();
        let inactive = inactive.map(|why| format!("; {why}")).unwrap_or_default();
        let (clause, reason) = (&newest.clause, newest.reason.name());
        Some(format!("the newest receipt is of reward {clause:?} and says {reason}{inactive}"))
    }

    fn units(expected: &Expected) -> Vec<Unit> {
        expected.unit.map_or(vec![Unit::Credit, Unit::Cash], |unit| vec![unit])
    }

    fn balances(&self, expected: &Expected, person: &ExternalId, place: usize) -> Result<Different, String> {
        let units = Stage::units(expected);
        let currency = expected.unit.map_or(self.terms.currency, |unit| unit.currency(self.terms.currency));
        let mut all = Balances::zero(currency);
        for unit in &units {
            if let Some(found) = self.world.balance(BECKON, person, &self.terms.program, *unit) {
                all = all.plus(&found).map_err(words)?;
            }
        }
        let print = |money: &Money| money.to_string();
        let pairs = [
            ("on_hold", expected.on_hold, all.on_hold),
            ("available", expected.available, all.available),
            ("spent", expected.spent, all.spent),
            ("withdrawing", expected.withdrawing, all.withdrawing),
            ("paid_out", expected.paid_out, all.paid_out),
            ("expired", expected.expired, all.expired),
        ];
        let mut different: Different =
            pairs.into_iter().filter_map(|(name, said, came)| differ(name, said, came, print)).collect();
        if expected.earned.is_some() {
            let earned = self.world.granted_in(place, currency, &units, expected.reward.as_deref()).map_err(words)?;
            different.extend(differ("earned", expected.earned, earned, print));
        }
        if let Some(said) = &expected.payouts {
            let came = self.world.payouts_of(place, currency, expected.unit).map_err(words)?;
            different.extend(differ("payouts", Some(said.clone()), came, |payouts| listed(payouts)));
        }
        Ok(different)
    }

    /// The newest receipt's rate and reason.
    fn newest(&self, expected: &Expected, place: usize) -> Different {
        let newest = self.world.newest_receipt(place, expected.reward.as_deref());
        let rate = expected.rate.filter(|said| newest.is_none_or(|newest| newest.rate != *said));
        let reason = expected.reason.filter(|said| newest.is_none_or(|newest| newest.reason != *said));
        let came = |word: fn(&crate::rules::Receipt) -> String| newest.map_or("of no receipt".to_owned(), word);
        let rate = rate.map(|said| format!("rate is {}, not {said}", came(|receipt| receipt.rate.to_string())));
        let reason = reason
            .map(|said| format!("reason is {}, not {}", came(|receipt| receipt.reason.name().to_owned()), said.name()));
        rate.into_iter().chain(reason).collect()
    }

    fn invoices_and_ends(&self, expected: &Expected, place: usize) -> Result<Different, String> {
        let mut different = Different::new();
        if expected.to_pay.is_some() {
            let to_pay = self.to_pay(expected.of.as_deref())?;
            different.extend(differ("to_pay", expected.to_pay, to_pay, Money::to_string));
        }
        if expected.discounts.is_some() {
            let said = expected.discounts.iter().flatten().map(ToString::to_string).collect();
            different.extend(differ("discounts", Some(said), self.discounts(), |given: &Vec<String>| listed(given)));
        }
        if expected.ends.is_some() {
            let zone = self.terms.time_zone;
            let ends = self.world.ends(place, zone).map_err(words)?;
            let ends = ends.into_iter().map(|end| zone.local(end).date()).collect();
            different.extend(differ("ends", expected.ends.clone(), ends, |ends| listed(ends)));
        }
        let free = u32::try_from(self.world.free_invoices(place)).map_err(words)?;
        different.extend(differ("free_invoices", expected.free_invoices, free, u32::to_string));
        Ok(different)
    }

    /// Of the person named, or of everybody.
    fn to_pay(&self, of: Option<&str>) -> Result<Money, String> {
        let zero = Money::zero(self.terms.currency);
        let own = self.own_invoices(of);
        own.map(|(invoice, _)| self.world.to_pay(BECKON, invoice).unwrap_or(zero))
            .try_fold(zero, |sum, rest| sum.plus(rest).map_err(words))
    }

    /// What the newest run gave each of the referrer's companies, in their order.
    fn discounts(&self) -> Vec<String> {
        let given: Vec<_> = self.world.assignments(&self.terms.program).collect();
        let newest = given.iter().map(|given| given.month).max();
        given.iter().filter(|given| Some(given.month) == newest).map(|given| given.result.percent.to_string()).collect()
    }

    fn counts(&self, expected: &Expected, place: usize) -> Result<Different, String> {
        let mut different = Different::new();
        for (count, said) in &expected.counts {
            let came = self.world.count_of(place, *count).map_err(words)?;
            let name = self.terms.counts.get(*count).map_or("count", |count| count.name.as_str());
            different.extend(differ(name, Some(*said), came, Decimal::to_string));
        }
        Ok(different)
    }
}
