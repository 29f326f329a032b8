//! Discounts of an invoice's lines, decided when it is issued: the invitee's offer, and what the monthly run assigned. On one line
//! they do not stack: the best is used, and the others are named.

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

use super::terms::{Offer, OfferOff, Terms};
use crate::calendar::{CalendarError, Instant, hold_end};
use crate::events::{Line, LineKind};
use crate::money::{Currency, Money, MoneyError, Percent, Rounding};

use super::reward::Unassessed;

/// An invitee's invoice at the moment of pricing.
#[derive(Debug, Clone, Copy)]
pub struct InvoiceFacts<'a> {
    pub at: Instant,
    pub lines: &'a [Line],
    /// The invitee, whenever they named the code.
    pub registered_at: Instant,
    /// How many of the invitee's earlier invoices were not voided.
    pub earlier: u32,
}

/// Where a discount comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DiscountSource {
    /// The sender's own, on the line.
    Line,
    Offer,
    /// A monthly run's, or a rule's.
    Assignment,
}

/// What may be taken off some lines.
#[derive(Debug, Clone, Copy)]
pub struct Claim<'a> {
    pub source: DiscountSource,
    pub off: OfferOff,
    pub rounding: Rounding,
    pub on: ClaimedLines<'a>,
    /// When it is over for whoever has not paid; none: never.
    pub until: Option<Instant>,
}

#[derive(Debug, Clone, Copy)]
pub enum ClaimedLines<'a> {
    /// Of a currency; no products, or no kinds: all.
    Products(&'a [String], &'a [LineKind], Currency),
    Plans,
    /// One line, from 0.
    Nth(usize),
}

impl ClaimedLines<'_> {
    fn cover(self, n: usize, line: &Line) -> bool {
        match self {
            ClaimedLines::Nth(nth) => nth == n,
            ClaimedLines::Plans => line.kind == LineKind::Plan,
            ClaimedLines::Products(products, kinds, currency) => {
                let of_kind = kinds.is_empty() || kinds.contains(&line.kind);
                let named = products.is_empty() || products.iter().any(|product| product == line.product.as_str());
                named && of_kind && line.amount.currency() == currency
            }
        }
    }
}

/// What is taken off one line beyond the discount that it came with.
#[derive(Debug, Clone, PartialEq)]
pub struct LineDiscount {
    /// Index of the invoice's line.
    pub line: usize,
    pub source: DiscountSource,
    /// Zero where it is no percent.
    pub percent: Percent,
    pub amount: Money,
    pub lost: Vec<Lost>,
    /// When it is over for whoever has not paid; none: never.
    pub until: Option<Instant>,
    /// The best of what holds longer.
    pub instead: Option<Box<LineDiscount>>,
}

impl LineDiscount {
    /// What is taken off once that is lost which is over by an instant.
    pub fn after(&self, by: Instant) -> Option<&LineDiscount> {
        match self.until {
            Some(until) if until <= by => self.instead.as_deref()?.after(by),
            _ => Some(self),
        }
    }
}

/// When an unpaid invoice loses what is taken off it until some instants: the first of them that is past its due date too.
pub fn reprices_at(due_at: Instant, untils: impl IntoIterator<Item = Instant>) -> Option<Instant> {
    Some(untils.into_iter().min()?.max(due_at + TimeDelta::microseconds(1)))
}

/// By when whoever pays an invoice at an instant has lost what was over; none where they pay it as it was issued.
pub fn lost_by(due_at: Instant, repriced_at: Option<Instant>, paid_at: Instant) -> Option<Instant> {
    repriced_at.map(|repriced| repriced.min(paid_at)).filter(|by| *by > due_at)
}

/// A discount that was not used, as another took off more: what it would have taken off the line's amount.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Lost {
    pub source: DiscountSource,
    pub amount: Money,
}

impl OfferOff {
    fn of(self, line: &Line, rounding: Rounding) -> Result<Money, MoneyError> {
        match self {
            OfferOff::Percent(percent) => percent.of(line.amount, rounding),
            OfferOff::Amount(amount) => amount.smaller(line.amount),
            OfferOff::Price(price) => line.amount.minus(price)?.larger(Money::zero(price.currency())),
        }
    }
}

/// What keeps an offer from an invoice, whatever is on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotOffered {
    Campaign,
    /// It is for others in the order of the invitee's own.
    Nth(u32),
    Over,
}

impl Offer {
    pub fn not_for(&self, terms: &Terms, invoice: &InvoiceFacts<'_>) -> Result<Option<NotOffered>, CalendarError> {
        if self.campaign.is_some_and(|campaign| !campaign.covers(invoice.at, invoice.registered_at)) {
            return Ok(Some(NotOffered::Campaign));
        }
        let nth = invoice.earlier + 1;
        let listed = self.invoices.is_empty() || self.invoices.contains(&nth);
        if !listed || self.first_invoices.is_some_and(|first| nth > first) {
            return Ok(Some(NotOffered::Nth(nth)));
        }
        let until = self.until(terms, invoice.registered_at)?;
        Ok(until.filter(|until| invoice.at >= *until).map(|_| NotOffered::Over))
    }

    /// When it is over for somebody who registered at an instant.
    fn until(&self, terms: &Terms, registered_at: Instant) -> Result<Option<Instant>, CalendarError> {
        self.window_days.map(|days| hold_end(registered_at, days, terms.time_zone)).transpose()
    }

    /// Whether it is of this line.
    pub fn covers(&self, line: &Line, currency: Currency) -> bool {
        ClaimedLines::Products(&self.products, &self.kinds, currency).cover(0, line)
    }
}

/// The offers of the terms that hold for the invoice. One that depends on a scheme or on other facts holds for nobody here.
pub fn claims<'t>(terms: &'t Terms, invoice: &InvoiceFacts<'_>) -> Result<Vec<Claim<'t>>, Unassessed> {
    claims_where(terms, invoice, |offer| Ok(!offer.is_conditional()))
}

/// The same, of those that are `allowed`.
pub fn claims_where<'t, E: From<Unassessed> + From<CalendarError>>(
    terms: &'t Terms,
    invoice: &InvoiceFacts<'_>,
    allowed: impl Fn(&Offer) -> Result<bool, E>,
) -> Result<Vec<Claim<'t>>, E> {
    let mut claims = Vec::new();
    for offer in &terms.offers {
        if offer.not_for(terms, invoice)?.is_none() && allowed(offer)? {
            let on = ClaimedLines::Products(&offer.products, &offer.kinds, terms.currency);
            let (source, off, rounding) = (DiscountSource::Offer, offer.off, terms.rounding);
            let until = offer.until(terms, invoice.registered_at)?;
            claims.push(Claim { source, off, rounding, on, until });
        }
    }
    Ok(claims)
}

/// The best claim of each line, where it beats the discount that the line already has; of equal ones the first.
pub fn best(lines: &[Line], claims: &[Claim<'_>]) -> Result<Vec<LineDiscount>, MoneyError> {
    let mut found = Vec::new();
    for (n, line) in lines.iter().enumerate() {
        found.extend(best_of_line(n, line, claims)?);
    }
    Ok(found)
}

fn best_of_line(n: usize, line: &Line, claims: &[Claim<'_>]) -> Result<Option<LineDiscount>, MoneyError> {
    let own = line.discount.unwrap_or(Money::zero(line.amount.currency()));
    let mut best: Option<LineDiscount> = None;
    let mut lost = Vec::new();
    if own.is_positive() {
        lost.push(Lost { source: DiscountSource::Line, amount: own });
    }
    for claim in claims.iter().filter(|claim| claim.on.cover(n, line)) {
        let whole = claim.off.of(line, claim.rounding)?;
        let more = whole.minus(own)?.smaller(line.net())?;
        if !more.is_positive() || best.as_ref().is_some_and(|best| best.amount >= more) {
            lost.push(Lost { source: claim.source, amount: whole });
            continue;
        }
        let (source, percent) = (claim.source, claim.off.percent().unwrap_or(Percent::ZERO));
        let (lost_now, until) = (Vec::new(), claim.until);
        let better = LineDiscount { line: n, source, percent, amount: more, lost: lost_now, until, instead: None };
        let beaten = best.replace(better);
        if let Some(beaten) = beaten {
            lost.push(Lost { source: beaten.source, amount: beaten.amount.plus(own)? });
        }
    }
    let Some(best) = best else { return Ok(None) };
    let instead = match best.until {
        None => None,
        Some(until) => {
            let longer = |claim: &&Claim<'_>| claim.until.is_none_or(|other| other > until);
            let longer: Vec<Claim<'_>> = claims.iter().filter(longer).copied().collect();
            best_of_line(n, line, &longer)?.map(Box::new)
        }
    };
    Ok(Some(LineDiscount { lost, instead, ..best }))
}

/// The best offer for each line.
pub fn discounts(terms: &Terms, invoice: &InvoiceFacts<'_>) -> Result<Vec<LineDiscount>, Unassessed> {
    Ok(best(invoice.lines, &claims(terms, invoice)?)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::check;

    fn terms() -> Terms {
        check(include_str!("../../programs/business-bonus.toml")).unwrap()
    }

    fn line(product: &str, amount: &str, discount: Option<&str>) -> Line {
        let kzt = |text: &str| Money::parse(text, "KZT".parse().unwrap()).unwrap();
        let (product, discount) = (product.parse().unwrap(), discount.map(kzt));
        Line { product, discount, ..Line::unnamed(kzt(amount)) }
    }

    fn off(at: &str, lines: &[Line]) -> Vec<(usize, String)> {
        let registered_at = "2026-04-01T09:00:00Z".parse().unwrap();
        let invoice = InvoiceFacts { at: at.parse().unwrap(), lines, registered_at, earlier: 0 };
        discounts(&terms(), &invoice).unwrap().iter().map(|d| (d.line, d.amount.to_string())).collect()
    }

    #[test]
    fn listed_products_are_ten_percent_off_for_21_days() {
        let lines = [line("business", "405000", None), line("scan", "1000", None), line("start-plus", "99.99", None)];
        let expected = vec![(0, "40500.00".to_owned()), (2, "10.00".to_owned())];
        assert_eq!(off("2026-04-22T08:59:59Z", &lines), expected);
        assert_eq!(off("2026-04-22T09:00:00Z", &lines), []);
    }

    #[test]
    fn only_the_first_invoices_have_it_where_the_terms_say_so() {
        let mut terms = terms();
        terms.offers[0].first_invoices = Some(2);
        let (lines, at) = ([line("business", "1000", None)], "2026-04-02T00:00:00Z".parse().unwrap());
        let found = [0, 1, 2, 3].map(|earlier| {
            let invoice = InvoiceFacts { at, lines: &lines, registered_at: at, earlier };
            discounts(&terms, &invoice).unwrap().len()
        });
        assert_eq!(found, [1, 1, 0, 0]);
    }

    #[test]
    fn the_better_discount_is_used_and_they_do_not_stack() {
        let lines = [line("business", "1000", Some("30")), line("business", "1000", Some("100"))];
        assert_eq!(off("2026-04-02T00:00:00Z", &lines), [(0, "70.00".to_owned())]);
    }

    fn claim<'a>(source: DiscountSource, percent: &str, on: ClaimedLines<'a>) -> Claim<'a> {
        Claim {
            source,
            off: OfferOff::Percent(percent.parse().unwrap()),
            rounding: Rounding::HalfAway,
            on,
            until: None,
        }
    }

    #[test]
    fn of_line_offer_and_assignment_the_best_is_used_and_the_others_are_named() {
        let plan = line("business", "1000", Some("30"));
        let service = Line { kind: LineKind::Service, ..line("scan", "1000", None) };
        let all = ClaimedLines::Products(&[], &[], plan.amount.currency());
        let offer = claim(DiscountSource::Offer, "10 %", all);
        let found = |assigned: &str| {
            let assigned = claim(DiscountSource::Assignment, assigned, ClaimedLines::Plans);
            best(&[plan.clone(), service.clone()], &[offer, assigned]).unwrap()
        };
        let told = |discount: &LineDiscount| {
            let lost = discount.lost.iter().map(|lost| (lost.source, lost.amount.to_string())).collect::<Vec<_>>();
            (discount.line, discount.source, discount.amount.to_string(), lost)
        };
        let own = (DiscountSource::Line, "30.00".to_owned());
        let better = found("40 %");
        let lost = vec![own.clone(), (DiscountSource::Offer, "100.00".to_owned())];
        assert_eq!(told(&better[0]), (0, DiscountSource::Assignment, "370.00".to_owned(), lost));
        assert_eq!(told(&better[1]), (1, DiscountSource::Offer, "100.00".to_owned(), vec![]), "plan lines only");
        let worse = found("5 %");
        let lost = vec![own.clone(), (DiscountSource::Assignment, "50.00".to_owned())];
        assert_eq!(told(&worse[0]), (0, DiscountSource::Offer, "70.00".to_owned(), lost));
        let equal = found("10 %");
        assert_eq!(equal[0].source, DiscountSource::Offer, "of equal ones the first");
        let none = claim(DiscountSource::Assignment, "3 %", ClaimedLines::Plans);
        assert_eq!(best(std::slice::from_ref(&plan), &[none]).unwrap(), [], "the line's own is as good");
    }
}
