//! What rules take off a person's own invoices: which of it an invoice uses, and what that is off each line.

use rust_decimal::Decimal;

use super::earning::{Cause, Off, Reduction};
use super::offer::{Claim, ClaimedLines, DiscountSource};
use super::rule::{Apply, ApplyTo, Form, Rule};
use super::terms::{OfferOff, Terms};
use crate::calendar::Instant;
use crate::events::{Line, LineKind};
use crate::ids::ExternalId;
use crate::money::{Amount, Currency, Money, MoneyError, Percent, Unit, split};

/// An invoice that is being issued.
#[derive(Debug, Clone, Copy)]
pub struct Charged<'a> {
    pub event: &'a ExternalId,
    pub invoice: &'a ExternalId,
    pub at: Instant,
    pub currency: Currency,
    pub lines: &'a [Line],
}

/// What one program takes off an invoice.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TakenOff {
    /// Off all lines.
    pub off: Vec<Off>,
    /// Free months: off the plans alone.
    pub plans: Option<Percent>,
}

impl Terms {
    /// Whether any rule takes something off own invoices.
    pub fn reduces(&self) -> bool {
        self.rules.iter().any(|rule| matches!(rule.form, Form::Discount { .. }))
    }

    /// The unit that makes own invoices free, and how many of it one invoice takes at most.
    pub fn frees(&self) -> Option<(Unit, Option<u32>)> {
        let frees = |rule: &Rule| {
            let apply = rule.apply.filter(|apply| apply.to == ApplyTo::Invoice)?;
            let Form::Unit(unit, _) = rule.form else { return None };
            Some((unit, apply.each))
        };
        self.rules.iter().find_map(frees)
    }

    /// How what a rule gives is put to own subscriptions.
    pub fn put_by(&self, rule: &str) -> Option<Apply> {
        let apply = self.rules.iter().find(|known| known.id == rule)?.apply;
        apply.filter(|apply| apply.to == ApplyTo::Subscription)
    }

    /// Whether any rule's gifts are.
    pub fn puts(&self) -> bool {
        self.rules.iter().any(|rule| self.put_by(&rule.id).is_some())
    }

    /// A claim for each line that something is taken off.
    pub fn reduced(&self, charged: &Charged<'_>, taken: &TakenOff) -> Result<Vec<Claim<'static>>, MoneyError> {
        let (lines, currency) = (charged.lines, charged.currency);
        if *taken == TakenOff::default() || currency != self.currency {
            return Ok(Vec::new());
        }
        let amounts =
            taken.off.iter().filter_map(|off| if let Off::Amount(amount) = off { Some(*amount) } else { None });
        let percents =
            || taken.off.iter().filter_map(|off| if let Off::Percent(part) = off { Some(*part) } else { None });
        let amounts_of: Vec<Money> = lines.iter().map(|line| line.amount).collect();
        let whole = Money::sum(currency, amounts_of.iter().copied())?;
        let amount = Money::sum(currency, amounts)?.smaller(whole)?;
        let zero = Money::zero(currency);
        let shares = if amount.is_positive() { split(amount, &amounts_of)? } else { vec![zero; lines.len()] };
        let mut claims = Vec::new();
        for (n, (line, share)) in lines.iter().zip(shares).enumerate() {
            let plans = taken.plans.filter(|_| line.kind == LineKind::Plan);
            let parts = percents().chain(plans).map(|part| part.of(line.amount, self.rounding));
            let parts = parts.collect::<Result<Vec<Money>, MoneyError>>()?;
            let off = Money::sum(currency, parts.into_iter().chain([share]))?.smaller(line.amount)?;
            if off.is_positive() {
                let (source, on) = (DiscountSource::Assignment, ClaimedLines::Nth(n));
                claims.push(Claim { source, off: OfferOff::Amount(off), rounding: self.rounding, on, until: None });
            }
        }
        Ok(claims)
    }
}

impl Charged<'_> {
    /// Of what was given and not used yet: what is for this invoice, and what is for the next one. Of what is given again and again
    /// only the newest.
    pub fn uses<Who: Clone>(&self, unused: impl IntoIterator<Item = Reduction<Who>>) -> Vec<Reduction<Who>> {
        let mut due: Vec<Reduction<Who>> = Vec::new();
        for given in unused {
            // A rule names an invoice by its event's id.
            let named = given.invoice.as_ref().is_none_or(|of| of == self.event || of == self.invoice);
            if given.at > self.at || !named {
                continue;
            }
            let again = |known: &Reduction<Who>| known.rule == given.rule && is_scheduled(&known.cause);
            match due.iter().position(again).filter(|_| is_scheduled(&given.cause)) {
                Some(older) if due[older].at < given.at => due[older] = given,
                Some(_) => {}
                None => due.push(given),
            }
        }
        due
    }

    /// Free months of those available: a part of the plans in which the invoice is for more months than are taken.
    pub fn freed(&self, each: Option<u32>, available: Money) -> Result<Option<(Amount, Percent)>, MoneyError> {
        let plans = self.lines.iter().filter(|line| line.kind == LineKind::Plan);
        let Some(months) = plans.map(|line| line.months.unwrap_or(1)).max() else { return Ok(None) };
        let most = Money::new(each.unwrap_or(months).min(months).into(), available.currency())?;
        let taken = Money::new(available.smaller(most)?.amount().floor(), available.currency())?;
        let Some(amount) = Amount::positive(taken) else { return Ok(None) };
        let percent = (taken.amount() * Decimal::ONE_HUNDRED / Decimal::from(months)).round_dp(6);
        Ok(Some((amount, Percent::new(percent)?)))
    }
}

fn is_scheduled(cause: &Cause) -> bool {
    matches!(cause, Cause::Scheduled(_) | Cause::ScheduledFor(..))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::events::lines_from_json;
    use crate::rules::check;

    fn id(text: &str) -> ExternalId {
        text.parse().unwrap()
    }

    fn at(text: &str) -> Instant {
        format!("2026-{text}T00:00:00Z").parse().unwrap()
    }

    fn usd(text: &str) -> Money {
        Money::parse(text, "USD".parse().unwrap()).unwrap()
    }

    fn lines(json: &str) -> Vec<Line> {
        lines_from_json(json, "USD".parse().unwrap()).unwrap()
    }

    fn charged<'a>((event, invoice): (&'a ExternalId, &'a ExternalId), lines: &'a [Line]) -> Charged<'a> {
        Charged { event, invoice, at: at("05-10"), currency: "USD".parse().unwrap(), lines }
    }

    fn given(rule: &str, cause: Cause, at: Instant, invoice: Option<&str>) -> Reduction<u8> {
        let off = Off::Percent("10 %".parse().unwrap());
        Reduction {
            recipient: 0,
            invitee: None,
            cause,
            rule: rule.into(),
            version: 1,
            at,
            invoice: invoice.map(id),
            off,
        }
    }

    #[test]
    fn an_invoice_uses_what_is_for_it_and_the_newest_of_what_comes_again() {
        let ids = (id("e7"), id("2026-7"));
        let invoice = charged((&ids.0, &ids.1), &[]);
        let used = invoice.uses([
            given("friend", Cause::Event(id("p1")), at("05-01"), None),
            given("friend", Cause::Event(id("p2")), at("05-02"), None),
            given("friend", Cause::Event(id("p3")), at("05-11"), None),
            given("own", Cause::Event(id("e7")), at("05-10"), Some("e7")),
            given("own", Cause::Event(id("e8")), at("05-10"), Some("e8")),
            given("monthly", Cause::Scheduled(at("04-01")), at("04-01"), None),
            given("monthly", Cause::Scheduled(at("05-01")), at("05-01"), None),
            given("monthly", Cause::Scheduled(at("03-01")), at("03-01"), None),
        ]);
        let used: Vec<String> = used.iter().map(|used| format!("{} {}", used.rule, used.at.format("%m-%d"))).collect();
        assert_eq!(used, ["friend 05-01", "friend 05-02", "own 05-10", "monthly 05-01"]);
        let monthly =
            |recipient| Reduction { recipient, ..given("monthly", Cause::Scheduled(at("05-01")), at("05-01"), None) };
        let used: Vec<u8> = invoice.uses([1, 2].map(monthly)).iter().map(|used| used.recipient).collect();
        assert_eq!(used, [1], "the first of one instant");
    }

    const PLAN_AND_SETUP: &str =
        r#"[{"product":"a","kind":"plan","amount":"80.00"},{"product":"b","kind":"service","amount":"20.00"}]"#;

    fn off(taken: &TakenOff) -> Vec<String> {
        let terms = check(
            "program = \"p\"\nname = \"P\"\ncurrency = \"USD\"\ntime_zone = \"UTC\"\n[[reward]]\non = \"own_invoice\"\n\
             give = \"10 %\"\nas = \"discount\"\n",
        )
        .unwrap();
        assert!(terms.reduces() && terms.frees().is_none());
        let (ids, lines) = ((id("e"), id("i")), lines(PLAN_AND_SETUP));
        let claims = terms.reduced(&charged((&ids.0, &ids.1), &lines), taken).unwrap();
        let said = |claim: &Claim<'_>| match (claim.on, &claim.off) {
            (ClaimedLines::Nth(n), OfferOff::Amount(amount)) => format!("{n} {amount}"),
            other => panic!("{other:?}"),
        };
        claims.iter().map(said).collect()
    }

    /// 10 % of 80 and of 20, and 50.00 in the proportion of 80 to 20: 8 + 40 and 2 + 10.
    #[test]
    fn percents_add_up_and_amounts_fall_on_the_lines_in_proportion() {
        let percent = Off::Percent("10 %".parse().unwrap());
        let amount = |text| Off::Amount(usd(text));
        assert_eq!(off(&TakenOff { off: vec![percent, amount("50.00")], plans: None }), ["0 48.00", "1 12.00"]);
        assert_eq!(off(&TakenOff { off: vec![amount("70.00"), amount("70.00")], plans: None }), ["0 80.00", "1 20.00"]);
        let free = Some("100 %".parse().unwrap());
        assert_eq!(off(&TakenOff { off: Vec::new(), plans: free }), ["0 80.00"], "free months are of the plan");
        assert_eq!(off(&TakenOff { off: vec![percent], plans: free }), ["0 80.00", "1 2.00"]);
        assert_eq!(off(&TakenOff::default()), Vec::<String>::new());
    }

    /// Of a bill for 12 months, 2.5 available months make 2 free: 16.666667 % of the plan.
    #[test]
    fn free_months_are_whole_and_no_more_than_the_invoice_is_for() {
        let freed = |months: &str, each, available: &str| {
            let lines = lines(&format!(r#"[{{"product":"a","kind":"plan","amount":"120.00"{months}}}]"#));
            let ids = (id("e"), id("i"));
            let available = Money::parse(available, "months".parse().unwrap()).unwrap();
            let freed = charged((&ids.0, &ids.1), &lines).freed(each, available).unwrap();
            freed.map(|(amount, percent)| format!("{amount} {percent}"))
        };
        assert_eq!(freed(r#","months":12"#, None, "2.5").as_deref(), Some("2 16.666667 %"));
        assert_eq!(freed(r#","months":12"#, Some(1), "2.5").as_deref(), Some("1 8.333333 %"));
        assert_eq!(freed("", None, "5").as_deref(), Some("1 100 %"));
        assert_eq!(freed("", None, "0.99"), None);
        assert_eq!(freed("", None, "-3"), None);
        let (ids, services) = ((id("e"), id("i")), lines(r#"[{"product":"a","kind":"service","amount":"1.00"}]"#));
        let months = Money::parse("3", "months".parse().unwrap()).unwrap();
        assert_eq!(charged((&ids.0, &ids.1), &services).freed(None, months), Ok(None));
    }
}
