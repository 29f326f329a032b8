//! Why an invoice of an example comes to what it does: what was taken off it, and what was not.

use super::BECKON;
use super::stage::Stage;
use crate::ids::ExternalId;
use crate::money::Money;
use crate::rules::Terms;
use crate::rules::offer::{DiscountSource, InvoiceFacts, NotOffered};
use crate::rules::rule::{Form, Recipient, Rule};
use crate::rules::terms::Offer;
use crate::world::{Noun, Refusal, World};

/// So many invoices are listed.
const MOST: usize = 12;

impl Stage {
    /// Of the person named, or of everybody.
    pub(super) fn own_invoices<'s>(&'s self, of: Option<&'s str>) -> impl Iterator<Item = &'s (ExternalId, String)> {
        self.invoices.iter().filter(move |(_, owner)| of.is_none_or(|of| of == owner))
    }

    /// Each invoice with its instant, and what made the newest of them what it is.
    pub(super) fn why_to_pay(&self, of: Option<&str>) -> Option<String> {
        let world = &self.world;
        let place = |(id, _): &(ExternalId, String)| world.names.find_named(Noun::Invoice, BECKON, id);
        let places: Vec<usize> = self.own_invoices(of).filter_map(place).collect();
        let Some(&newest) = places.last() else { return Some("no invoice is issued by then".into()) };
        let mut told: Vec<String> = places.iter().take(MOST).map(|&place| world.listed(place)).collect();
        if places.len() > MOST {
            told.push(format!("and {} more", places.len() - MOST));
        }
        let owner = self.own_invoices(of).last().map_or("", |(_, owner)| owner.as_str());
        let causes = world.causes(&self.terms, newest, owner).unwrap_or_default();
        let causes = causes.into_iter().map(|cause| format!("; {cause}")).collect::<String>();
        let which = if places.len() > 1 { ", the newest" } else { "" };
        Some(format!("issued: {}{}", told.join(", "), causes.replacen("; ", &format!("{which}: "), 1)))
    }
}

impl World {
    fn listed(&self, place: usize) -> String {
        let invoice = &self.invoices[place];
        let whole = Money::sum(invoice.issued.currency, invoice.issued.lines.iter().map(|line| line.net()));
        let whole = whole.map(|whole| whole.to_string()).unwrap_or_default();
        format!("{whole} at {}", invoice.at.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true))
    }

    fn causes(&self, terms: &Terms, place: usize, owner: &str) -> Result<Vec<String>, Refusal> {
        let invoice = &self.invoices[place];
        let mut causes = Vec::new();
        if invoice.voided_at.is_some() {
            causes.push("it is voided".to_owned());
        }
        for (source, name) in [(DiscountSource::Offer, "an [[offer]]"), (DiscountSource::Assignment, "a reward")] {
            let off = invoice.off();
            let of_source = off.iter().filter(|discount| discount.source == source);
            let off = Money::sum(invoice.issued.currency, of_source.map(|discount| discount.amount))?;
            causes.extend(off.is_positive().then(|| format!("{name} takes {off} off")));
        }
        for (name, paid) in [("credit pays", self.used_bonuses(place)?), ("paid is", invoice.paid)] {
            causes.extend(paid.is_positive().then(|| format!("{name} {paid}")));
        }
        for (n, offer) in (1..).zip(&terms.offers) {
            causes.extend(
                self.why_not_offered(terms, offer, place)?.map(|why| format!("[[offer]] {n} is not made: {why}")),
            );
        }
        let uninvited = self.people[invoice.person].invited.is_empty();
        let may_get =
            |rule: &&Rule| matches!(rule.form, Form::Discount { .. }) && !(uninvited && rule.to == Recipient::Invitee);
        let reduces = terms.rules.iter().filter(may_get);
        causes.extend(reduces.map(|rule| match self.newest_receipt(invoice.person, Some(&rule.id)) {
            Some(receipt) => format!("[[reward]] {:?} says {}", rule.id, receipt.reason.name()),
            None => format!("[[reward]] {:?} gave {owner:?} nothing by then", rule.id),
        }));
        // Where anything else is behind it, that is.
        if causes.is_empty() && uninvited && !terms.offers.is_empty() {
            causes.push(format!("no [[offer]] is made to {owner:?}, whom nobody referred"));
        }
        Ok(causes)
    }

    fn why_not_offered(&self, terms: &Terms, offer: &Offer, place: usize) -> Result<Option<String>, Refusal> {
        let invoice = &self.invoices[place];
        let person = &self.people[invoice.person];
        let Some(referral) = person.invited.first().map(|&referral| &self.referrals[referral]) else { return Ok(None) };
        let before = person.invoices.iter().take_while(|earlier| **earlier != place);
        let earlier = before.filter(|&&earlier| self.invoices[earlier].voided_at.is_none()).count() as u32;
        let (at, lines, registered_at) = (invoice.at, invoice.issued.lines.as_slice(), person.registered_at);
        let not = offer.not_for(terms, &InvoiceFacts { at, lines, registered_at, earlier })?;
        Ok(match not {
            Some(NotOffered::Campaign) => Some("it is outside of its campaign".into()),
            Some(NotOffered::Nth(nth)) => Some(format!("this is invoice {nth} of theirs")),
            Some(NotOffered::Over) => Some("its days since the registration are over".into()),
            None if !lines.iter().any(|line| offer.covers(line, terms.currency)) => {
                Some("no line is of its `products` and `kinds`".into())
            }
            None if !self.is_offered(terms, offer, referral, (at, &invoice.issued))? => {
                Some("its `when`, `scheme` or `codes` does not hold".into())
            }
            None => None,
        })
    }
}
