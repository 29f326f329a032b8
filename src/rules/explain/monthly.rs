//! The monthly discount in words: the ladder, why a company gets what it gets, and what an invited person is.

use super::{Arg, Words, number, words};
use crate::calendar::Instant;
use crate::rules::activity::Standing;
use crate::rules::scale::CompanyResult;
use crate::rules::terms::{BlockedBy, MonthlyDiscount};

/// What whoever invites gets for their companies.
pub fn monthly(rule: &MonthlyDiscount) -> Vec<Words> {
    let mut said = vec![words("terms-month", [])];
    said.extend(rule.steps.iter().enumerate().map(|(n, (from, percent))| {
        let percent = Arg::Percent(*percent);
        match rule.steps.get(n + 1) {
            Some((next, _)) if *next == from + 1 => {
                words("terms-month-step-one", [("count", number(*from)), ("percent", percent)])
            }
            Some((next, _)) => {
                let (from, until) = (number(*from), number(next.saturating_sub(1)));
                words("terms-month-step", [("from", from), ("until", until), ("percent", percent)])
            }
            None => words("terms-month-step-last", [("from", number(*from)), ("percent", percent)]),
        }
    }));
    said.push(words("terms-month-active", []));
    said.push(words("terms-month-cascade", [("cap", number(rule.cap))]));
    if rule.skip_inactive {
        said.push(words("terms-month-skip-inactive", []));
    }
    said.push(words("terms-month-day", [("day", number(rule.day)), ("hour", number(rule.hour))]));
    match rule.blocked_by {
        BlockedBy::Nothing => {}
        BlockedBy::Overdue => said.push(words("terms-month-unless-pending", [])),
        BlockedBy::AnyOpen => said.push(words("terms-month-unless-open", [])),
    }
    said.push(words("terms-month-next-payment", []));
    said
}

/// What a run gives one company, and why.
pub fn company_result(result: &CompanyResult) -> Words {
    let (places, percent) = (number(result.places), Arg::Percent(result.percent));
    let why = Arg::Text(result.reason.name().into());
    words("run-company", [("places", places), ("percent", percent), ("why", why)])
}

/// What an invited person is, and since when.
pub fn standing(standing: Standing, since: Instant) -> Words {
    words("standing", [("standing", Arg::Text(standing.name().into())), ("since", Arg::Instant(since))])
}

#[cfg(test)]
mod tests {
    use super::super::english;
    use super::*;
    use crate::rules::check;
    use crate::rules::scale::PlacesReason;

    #[test]
    fn the_ladder_reads_as_the_program_says_it() {
        let terms = check(include_str!("../../../programs/company-discounts.toml")).unwrap();
        let said: Vec<String> = super::super::terms(&terms).iter().map(english).collect();
        let expected = [
            "Company discounts",
            "Whoever invites gets a percent off the subscriptions of their own companies, by the number of Active Referrals.",
            "0 to 4 Active Referrals: 0 %.",
            "5 to 9 Active Referrals: 5 %.",
            "10 to 14 Active Referrals: 10 %.",
            "15 to 19 Active Referrals: 20 %.",
            "20 or more Active Referrals: 40 %.",
            "An Active Referral is an invited person with a subscription whose trial is over, that was paid after it, is active, and has nothing overdue.",
            "At most 20 count for one company; the companies are served in the order that their owner chooses, and only what is left goes on to the next.",
            "Companies without an active subscription are passed over.",
            "This is verified each month on day 28 (or the last one) at 0:00.",
            "Whoever has an invoice past its due date then gets no discount that month; it is not made up for later.",
            "The discount is for the next scheduled payment only: not for invoices that exist already, and not for another company.",
        ];
        assert_eq!(said[..expected.len()], expected);
    }

    #[test]
    fn every_step_and_condition_has_its_sentence() {
        let toml = include_str!("../../../programs/company-discounts.toml");
        let said = |find: &str, replace: &str| -> Vec<String> {
            monthly(&check(&toml.replacen(find, replace, 1)).unwrap().monthly[0]).iter().map(english).collect()
        };
        assert!(said("0 = \"0 %\", 5", "4 = \"1 %\", 5").contains(&"4 Active Referrals: 1 %.".to_owned()));
        let open = said("pending_payments", "open_invoices");
        assert!(open.iter().any(|words| words.starts_with("Whoever has an unpaid invoice then")), "{open:?}");
        assert_eq!(said("unless = \"referrer.pending_payments\"", "").len(), open.len() - 1);
        assert_eq!(said("skip_inactive = true", "skip_inactive = false").len(), open.len() - 1);
    }

    #[test]
    fn every_reason_and_standing_has_a_sentence_of_its_own() {
        let mut sentences = std::collections::HashSet::new();
        for reason in PlacesReason::ALL {
            let result = CompanyResult { places: 5, percent: "5 %".parse().unwrap(), reason };
            assert!(sentences.insert(english(&company_result(&result))));
        }
        let since = "2026-04-01T00:00:00Z".parse().unwrap();
        for one in Standing::ALL {
            let sentence = english(&standing(one, since));
            assert!(sentence.contains("2026-04-01") && sentences.insert(sentence.clone()), "{sentence}");
        }
        assert!(sentences.contains("5 Active Referrals: 5 % off the next payment."));
    }
}
