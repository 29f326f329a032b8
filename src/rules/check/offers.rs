//! `[[offer]]`: what the invitee gets.

use super::context::{Context, condition};
use super::{KINDS, MAX_DAYS, campaign, progress, schemes};
use crate::rules::document::{Section, flag, list_of, money, number, one_of, percent, text};
use crate::rules::facts::Group;
use crate::rules::terms::{Offer, OfferOff};

/// `typed`: whether codes may be typed at all.
pub(super) fn read(mut section: Section<'_, '_>, context: &Context, typed: bool) -> Option<Offer> {
    let scope = context.scope([Group::Invitee, Group::Referrer, Group::Referral, Group::Charge]);
    let off = off(&mut section, context);
    let products = section.optional("products", list_of(text)).unwrap_or_default();
    let kinds = section.optional("kinds", list_of(one_of(&KINDS))).unwrap_or_default();
    section.refused_if_empty("kinds");
    let window_days = section.optional("window_days", number(1..=MAX_DAYS));
    let first_invoices = section.optional("first_invoices", number(1..=1000));
    let invoices = section.optional("invoices", list_of(number(1..=1000))).unwrap_or_default();
    section.refused_if_empty("invoices");
    if !invoices.is_empty() && first_invoices.is_some() {
        section.refused("invoices", "`first_invoices` says already which: write one of them");
    }
    let when = condition(&mut section, "when", &scope);
    progress::refuse(&mut section, "when", when.as_ref());
    let scheme = schemes::chosen(&mut section, context);
    let campaign = campaign::read(&mut section, context.zone);
    let by_code = section.optional("codes", flag).unwrap_or(false);
    if by_code && !typed {
        section.idle(
            "codes",
            "nobody can type a code, as [attribution] says codes = false: write codes = true there, or leave it out here for all invitees",
        );
    }
    section.end();
    Some(Offer { off: off?, products, kinds, window_days, first_invoices, invoices, when, scheme, campaign, by_code })
}

fn off(section: &mut Section<'_, '_>, context: &Context) -> Option<OfferOff> {
    let percent = section.optional("percent", |value| match percent(value)? {
        more if more.value() > 100.into() => Err(format!("{more} is more than the whole price: at most 100 %")),
        percent => Ok(OfferOff::Percent(percent)),
    });
    let amount = section.optional("amount", |value| match money(context.currency)(value)? {
        nothing if nothing.is_zero() => Err("an offer of nothing".to_owned()),
        amount => Ok(OfferOff::Amount(amount)),
    });
    let price = section.optional("price", |value| money(context.currency)(value).map(OfferOff::Price));
    if ["percent", "amount", "price"].into_iter().filter(|word| section.has(word)).count() != 1 {
        section.problem(
            "an offer needs one of `percent` = \"10 %\", `amount` = \"5.00\" off, or the `price` = \"399.00\" instead",
        );
    }
    percent.or(amount).or(price)
}
