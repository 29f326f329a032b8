//! The invitee's offer, decided when an invoice is issued.

use super::terms::Terms;
use crate::calendar::{Instant, hold_end};
use crate::events::Line;
use crate::money::{Money, Percent};

use super::reward::Unassessed;

/// An invitee's invoice at the moment of pricing.
#[derive(Debug, Clone, Copy)]
pub struct InvoiceFacts<'a> {
    pub at: Instant,
    pub lines: &'a [Line],
    pub registered_at: Instant,
    /// How many of the invitee's earlier invoices were not voided.
    pub earlier: u32,
}

/// What an offer takes off one line. Discounts on a line do not stack: the line's own is used where it is better.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct OfferDiscount {
    /// Index of the invoice's line.
    pub line: usize,
    pub percent: Percent,
    pub amount: Money,
}

/// The best offer for each line, for lines where it beats the discount that the line already has. The amount is what is taken off
/// beyond that discount.
pub fn discounts(terms: &Terms, invoice: &InvoiceFacts<'_>) -> Result<Vec<OfferDiscount>, Unassessed> {
    let mut best: Vec<OfferDiscount> = Vec::new();
    for offer in &terms.offers {
        let ends = offer.window_days.map(|days| hold_end(invoice.registered_at, days, terms.time_zone)).transpose()?;
        let over = ends.is_some_and(|end| invoice.at >= end);
        if over || offer.first_invoices.is_some_and(|first| invoice.earlier >= first) {
            continue;
        }
        for (n, line) in invoice.lines.iter().enumerate() {
            let named =
                offer.products.is_empty() || offer.products.iter().any(|product| product == line.product.as_str());
            if !named || line.amount.currency() != terms.currency {
                continue;
            }
            let own = line.discount.unwrap_or(Money::zero(terms.currency));
            let more = offer.percent.of(line.amount, terms.rounding)?.minus(own)?.smaller(line.net())?;
            let beaten = best.iter().position(|discount| discount.line == n);
            match beaten.map(|at| &mut best[at]) {
                Some(discount) if discount.amount < more => (discount.percent, discount.amount) = (offer.percent, more),
                None if more.is_positive() => {
                    best.push(OfferDiscount { line: n, percent: offer.percent, amount: more })
                }
                _ => {}
            }
        }
    }
    Ok(best)
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
    fn the_better_discount_is_used_and_they_do_not_stack() {
        let lines = [line("business", "1000", Some("30")), line("business", "1000", Some("100"))];
        assert_eq!(off("2026-04-02T00:00:00Z", &lines), [(0, "70.00".to_owned())]);
    }
}
