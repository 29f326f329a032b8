//! Terms and receipts in words: message keys with arguments, which each language renders with its own catalogue.

mod around;
mod catalogue;
mod clause;
mod difference;
mod fact;
mod formula;
mod give;
mod monthly;
mod part;
mod receipt;
mod rule;
mod trigger;
mod uses;

use chrono::NaiveDateTime;
use rust_decimal::Decimal;

use super::rule::Span;
use super::terms::{Applies, Offer, OfferOff, Terms, Withdrawal, WithdrawalMethod};
use super::uses::Use;
use crate::calendar::Instant;
use crate::events::{LineKind, PersonKind};
use crate::money::{Money, Percent, Unit};
use formula::Reader;

pub use catalogue::{Catalogue, Language, english};
pub use clause::reward;
pub use difference::{Change, Clause, Difference, Sentence, difference};
pub use monthly::{company_result, monthly, standing};
pub use receipt::{cause, receipt};
pub use rule::rule;

/// One sentence: a message of `locales/<language>/rules.ftl`, and what fills it.
#[derive(Debug, Clone, PartialEq)]
pub struct Words {
    pub key: &'static str,
    pub args: Vec<(&'static str, Arg)>,
}

impl Words {
    /// With the names that people read.
    fn name(&mut self, terms: &Terms) {
        for (_, arg) in &mut self.args {
            match arg {
                Arg::Name(word) => *arg = Arg::Text(terms.name_of(word)),
                Arg::Words(words) => words.name(terms),
                _ => {}
            }
        }
    }
}

impl Terms {
    /// How people read what the program knows by this word.
    pub fn name_of(&self, word: &str) -> String {
        let named = self.names.iter().find(|(known, _)| known == word).map(|(_, name)| name.clone());
        named.unwrap_or_else(|| as_read(word))
    }
}

/// A word that has no name is read without its underscores.
pub fn as_read(word: &str) -> String {
    word.replace('_', " ")
}

fn named(mut said: Vec<Words>, terms: &Terms) -> Vec<Words> {
    said.iter_mut().for_each(|words| words.name(terms));
    said
}

/// A value that each language writes in its own way.
#[derive(Debug, Clone, PartialEq)]
pub enum Arg {
    Text(String),
    /// By which the program knows something: `[names]` may say how people read it.
    Name(String),
    Number(i64),
    /// One that is not whole.
    Decimal(Decimal),
    Money(Money),
    Percent(Percent),
    Instant(Instant),
    /// What the clock of the program's zone shows; at midnight the day alone.
    Local(NaiveDateTime),
    /// A part of the sentence.
    Words(Box<Words>),
}

fn words<const N: usize>(key: &'static str, args: [(&'static str, Arg); N]) -> Words {
    Words { key, args: args.into() }
}

fn number(value: u32) -> Arg {
    Arg::Number(value.into())
}

fn list(items: &[String]) -> Arg {
    Arg::Text(items.join(", "))
}

/// Both, or the only one, as a word that the catalogue selects on: `both`, `plan`, `service`, `none`.
fn kinds(kinds: &[LineKind]) -> Arg {
    let (plans, services) = (kinds.contains(&LineKind::Plan), kinds.contains(&LineKind::Service));
    let word = match (plans, services) {
        (true, true) => "both",
        (true, false) => "plan",
        (false, true) => "service",
        (false, false) => "none",
    };
    Arg::Text(word.into())
}

/// A length of time as a part of a sentence.
pub fn length(span: Span) -> Words {
    words("part-span", [("span", part::span(span))])
}

/// The whole terms, as the terms page says them.
pub fn terms(terms: &Terms) -> Vec<Words> {
    let mut said = vec![words("terms-program", [("name", Arg::Text(terms.name.clone()))])];
    said.extend(rewards(terms));
    for offer in &terms.offers {
        said.extend(invitee_offer(offer, terms));
    }
    said.extend(conditions(terms));
    said
}

/// What whoever invites gets, and with rules of the whole language whoever is invited.
pub fn rewards(terms: &Terms) -> Vec<Words> {
    let clauses = terms.rewards.iter().flat_map(|clause| reward(clause, terms));
    let rules = terms.rules.iter().flat_map(|of| rule(of, terms));
    let monthly = terms.monthly.iter().flat_map(monthly);
    named(clauses.chain(rules).chain(around::counts(terms)).chain(monthly).collect(), terms)
}

/// By which turnover a customer gets which class.
fn classes(terms: &Terms) -> Vec<Words> {
    let Some(classes) = &terms.classes else { return Vec::new() };
    let over = classes.over.iter().map(|(class, over)| {
        words("terms-class-over", [("class", Arg::Name(class.clone())), ("turnover", Arg::Money(*over))])
    });
    over.chain([words("terms-class-refreshed", [])]).collect()
}

/// How money is withdrawn.
fn withdrawal(withdrawal: &Withdrawal) -> Vec<Words> {
    let mut said = Vec::new();
    if withdrawal.minimum.is_positive() {
        said.push(words("terms-withdraw-minimum", [("minimum", Arg::Money(withdrawal.minimum))]));
    }
    said.extend(withdrawal.methods.iter().map(|method| match method {
        WithdrawalMethod::Card => words("terms-withdraw-card", []),
        WithdrawalMethod::Iban => words("terms-withdraw-iban", []),
        WithdrawalMethod::Custom => words("terms-withdraw-custom", []),
    }));
    said.extend(withdrawal.fee.map(|fee| words("terms-withdraw-fee", [("fee", Arg::Money(fee))])));
    said.push(words("terms-withdraw-within", [("days", number(withdrawal.within_days))]));
    said
}

/// What holds besides the rewards and the offers.
pub fn conditions(terms: &Terms) -> Vec<Words> {
    let mut said: Vec<Words> = around::best_discount(terms).into_iter().chain(classes(terms)).collect();
    let attribution = &terms.attribution;
    let parameters = attribution.parameters.iter().map(|name| part::text(format!("?{name}=")));
    if let Some(parameters) = part::joined("part-or", parameters) {
        said.push(words("terms-link", [("parameters", parameters)]));
        said.push(words("terms-window", [("days", number(attribution.window_days))]));
        said.push(around::touch(attribution.touch));
    }
    if attribution.codes {
        said.push(words("terms-codes", []));
    }
    said.push(words("terms-no-self", []));
    said.extend(attribution.referrer_kind.map(|kind| match kind {
        PersonKind::Individual => words("terms-referrer-individual", []),
        PersonKind::Business => words("terms-referrer-business", []),
    }));
    if attribution.excludes_paid_ads {
        said.push(words("terms-no-paid-ads", []));
    }
    said.extend(around::attribution(attribution, Reader::of(terms)));
    said.extend(terms.schemes.iter().filter(|_| around::asks_scheme(terms)).flat_map(around::schemes));
    said.extend(terms.campaign.as_ref().map(|campaign| rule::campaign(campaign, terms.time_zone)));
    if around::gives(terms, Unit::Credit) {
        let in_part = terms.use_of(Unit::Credit).is_some_and(|credit| credit.at_most.is_some());
        let whole = ("whole", Arg::Text(if in_part { "no" } else { "yes" }.into()));
        said.push(words("terms-credit-use", [("kinds", kinds(&terms.credit_pays)), whole]));
    }
    said.extend(terms.withdrawal.iter().flat_map(withdrawal));
    said.extend(terms.uses.iter().flat_map(|of| uses::of_unit(of, terms)));
    if around::gives(terms, Unit::Cash)
        && around::cash(terms) == "money"
        && !terms.use_of(Unit::Cash).is_some_and(spends)
    {
        said.push(words("terms-money-no-way", []));
    }
    if terms.rules.iter().all(|rule| rule.limits.is_empty()) {
        said.push(words("terms-no-limit", []));
    }
    let (currency, zone) = (Arg::Text(terms.currency.to_string()), Arg::Text(terms.time_zone.to_string()));
    said.push(words("terms-currency-and-zone", [("currency", currency), ("zone", zone)]));
    if let Some(from) = terms.effective_from {
        said.push(words("terms-effective-from", [("from", Arg::Local(terms.time_zone.local(from)))]));
    }
    said.push(words(
        match terms.applies {
            Applies::NewReferrals => "terms-applies-new-referrals",
            Applies::AllFromDate => "terms-applies-all-from-date",
            Applies::OptIn => "terms-applies-opt-in",
        },
        [],
    ));
    let offers = terms.offers.iter().flat_map(|offer| invitee_offer(offer, terms));
    let all = rewards(terms).into_iter().chain(offers);
    if all.chain(said.iter().cloned()).any(|words| around::asks_activity(&words)) {
        said.insert(0, words("terms-active", []));
    }
    named(said, terms)
}

/// Whether it pays invoices, or becomes bonuses.
fn spends(of: &Use) -> bool {
    !of.pays.is_empty() || of.convert.is_some()
}

/// What the invitee is offered, in one sentence.
pub fn offered(offer: &Offer, terms: &Terms) -> Words {
    let mut said = offered_by_word(offer);
    said.name(terms);
    said
}

/// What alone it is off, as a sentence lists it; none: everything.
pub fn off_what(offer: &Offer, terms: &Terms) -> Option<Words> {
    let mut said = words("part-products", [("products", off_what_by_word(offer)?)]);
    said.name(terms);
    Some(said)
}

fn off_what_by_word(offer: &Offer) -> Option<Arg> {
    match one_kind(offer) {
        Some(kind) if offer.products.is_empty() => Some(words("part-lines", [("kinds", kinds(&[kind]))]).into()),
        _ => (!offer.products.is_empty()).then(|| part::all(&offer.products)),
    }
}

fn one_kind(offer: &Offer) -> Option<LineKind> {
    let kind = *offer.kinds.first()?;
    offer.kinds.iter().all(|other| *other == kind).then_some(kind)
}

/// Of listed products those of one kind alone.
pub fn offer_kind(offer: &Offer) -> Option<Words> {
    let kind = one_kind(offer).filter(|_| !offer.products.is_empty())?;
    Some(words("terms-offer-kinds", [("kinds", kinds(&[kind]))]))
}

fn offered_by_word(offer: &Offer) -> Words {
    let off = match offer.off {
        OfferOff::Percent(percent) => Arg::Percent(percent),
        OfferOff::Amount(money) | OfferOff::Price(money) => Arg::Money(money),
    };
    let (all, some) = match offer.off {
        OfferOff::Percent(_) => ("terms-offer-all", "terms-offer"),
        OfferOff::Amount(_) => ("terms-offer-amount-all", "terms-offer-amount"),
        OfferOff::Price(_) => ("terms-offer-price-all", "terms-offer-price"),
    };
    match off_what_by_word(offer) {
        None => words(all, [("percent", off)]),
        Some(what) => words(some, [("percent", off), ("products", what)]),
    }
}

/// The same, with when it holds and for whom.
pub fn invitee_offer(offer: &Offer, terms: &Terms) -> Vec<Words> {
    let mut said = vec![offered_by_word(offer)];
    said.extend(offer_kind(offer));
    if let Some(days) = offer.window_days {
        said.push(words("terms-offer-window", [("days", number(days))]));
    }
    if let Some(invoices) = offer.first_invoices {
        said.push(words("terms-offer-first-invoices", [("count", number(invoices))]));
    }
    if !offer.invoices.is_empty() {
        let numbers: Vec<String> = offer.invoices.iter().map(u32::to_string).collect();
        let count = Arg::Number(i64::try_from(numbers.len()).unwrap_or(i64::MAX));
        said.push(words("terms-offer-invoices", [("count", count), ("numbers", list(&numbers))]));
    }
    let condition = offer.when.as_ref().map(|condition| Reader::of(terms).condition(condition));
    said.extend(condition.map(|condition| words("terms-offer-when", [("condition", condition)])));
    said.extend(offer.scheme.as_ref().map(|scheme| words("rule-scheme", [("scheme", Arg::Name(scheme.clone()))])));
    said.extend(offer.campaign.as_ref().map(|campaign| rule::campaign(campaign, terms.time_zone)));
    if offer.by_code {
        said.push(words("terms-offer-code", []));
    }
    named(said, terms)
}

#[cfg(test)]
mod formulas;
#[cfg(test)]
mod programs;
#[cfg(test)]
mod sentences;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod wording;
