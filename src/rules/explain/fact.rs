//! Each fact as a part of a sentence.

use super::part::{names, text};
use super::{Arg, Words};
use crate::rules::facts::{Answer, Fact, Group, Word};

/// Whose fact it is, as a word that the catalogue selects on.
pub(super) fn who(word: Word) -> Arg {
    text(match word.group() {
        Group::Invitee => "invitee",
        Group::Parent => "parent",
        _ => "referrer",
    })
}

/// `argument`: its days, or the name of its action or label.
pub(super) fn fact(word: Word, argument: Option<&Answer>) -> Words {
    let key = match word.group() {
        Group::Payment => of_payment(word.fact()),
        Group::Line => of_line(word.fact()),
        Group::Action => of_action(word.fact()),
        Group::Subscription => of_subscription(word.fact()),
        Group::Referral => of_referral(word.fact()),
        Group::Charge => of_charge(word.fact()),
        Group::Period if word.fact() == Fact::Months => "fact-period-months",
        Group::Period => "fact-period-days",
        Group::Places => "fact-places",
        Group::Event => "fact-event",
        Group::Milestone => "fact-milestone",
        Group::Invitee | Group::Referrer | Group::Parent => of_person(word.fact(), argument.is_some()),
    };
    let mut args = vec![("who", who(word))];
    match argument {
        Some(Answer::Number(days)) => args.push(("count", super::part::decimal(*days))),
        Some(Answer::Text(name)) => args.push(("names", names(std::slice::from_ref(name)))),
        _ => {}
    }
    Words { key, args }
}

fn of_payment(fact: Fact) -> &'static str {
    match fact {
        Fact::Base => "fact-payment-base",
        Fact::Tax => "fact-payment-tax",
        Fact::Ordinal => "fact-payment-ordinal",
        Fact::Months => "fact-payment-months",
        Fact::Quantity => "fact-payment-quantity",
        Fact::Monthly => "fact-payment-monthly",
        Fact::Order => "fact-payment-order",
        Fact::Product => "fact-payment-product",
        Fact::PromoCode => "fact-payment-promo-code",
        Fact::Credit => "fact-payment-credit",
        Fact::Cost => "fact-payment-cost",
        Fact::DiscountPercent => "fact-payment-discount-percent",
        Fact::AgeDays => "fact-payment-age-days",
        Fact::Has => "fact-payment-has",
        _ => "fact-payment-amount",
    }
}

fn of_line(fact: Fact) -> &'static str {
    match fact {
        Fact::Net => "fact-line-net",
        Fact::Paid => "fact-line-paid",
        Fact::Product => "fact-line-product",
        Fact::Kind => "fact-line-kind",
        Fact::Months => "fact-line-months",
        Fact::Quantity => "fact-line-quantity",
        Fact::Order => "fact-line-order",
        Fact::Cost => "fact-line-cost",
        Fact::Discount => "fact-line-discount",
        Fact::Monthly => "fact-line-monthly",
        Fact::Has => "fact-line-has",
        _ => "fact-line-amount",
    }
}

fn of_action(fact: Fact) -> &'static str {
    match fact {
        Fact::Amount => "fact-action-amount",
        Fact::Ordinal => "fact-action-ordinal",
        Fact::Product => "fact-action-product",
        Fact::Has => "fact-action-has",
        _ => "fact-action-name",
    }
}

fn of_subscription(fact: Fact) -> &'static str {
    match fact {
        Fact::Price => "fact-subscription-price",
        Fact::MonthlyPrice => "fact-subscription-monthly-price",
        Fact::Months => "fact-subscription-months",
        Fact::AgeDays => "fact-subscription-age-days",
        Fact::Active => "fact-subscription-active",
        _ => "fact-subscription-product",
    }
}

fn of_referral(fact: Fact) -> &'static str {
    match fact {
        Fact::QualifiedOrdinal => "fact-referral-qualified-ordinal",
        Fact::AgeDays => "fact-referral-age-days",
        Fact::AgeMonths => "fact-referral-age-months",
        Fact::Level => "fact-referral-level",
        Fact::Code => "fact-referral-code",
        Fact::Sub => "fact-referral-sub",
        Fact::Scheme => "fact-referral-scheme",
        Fact::Late => "fact-referral-late",
        _ => "fact-referral-ordinal",
    }
}

fn of_charge(fact: Fact) -> &'static str {
    match fact {
        Fact::Net => "fact-charge-net",
        Fact::Tax => "fact-charge-tax",
        Fact::Months => "fact-charge-months",
        Fact::Product => "fact-charge-product",
        _ => "fact-charge-amount",
    }
}

fn of_person(fact: Fact, lately: bool) -> &'static str {
    match fact {
        Fact::Country => "fact-country",
        Fact::Kind => "fact-kind",
        Fact::Product => "fact-product",
        Fact::Price => "fact-price",
        Fact::MonthlyPrice => "fact-monthly-price",
        Fact::AgeDays => "fact-age-days",
        Fact::AgeMonths => "fact-age-months",
        Fact::Payments => "fact-payments",
        Fact::PaidTotal => "fact-paid-total",
        Fact::Paid => "fact-paid",
        Fact::Active => "fact-active",
        Fact::MonthsActive => "fact-months-active",
        Fact::InactiveDays => "fact-inactive-days",
        Fact::Subscriptions => "fact-subscriptions",
        Fact::FirstPaymentDays => "fact-first-payment-days",
        Fact::Has => "fact-has",
        Fact::Actions => "fact-actions",
        Fact::ActionTotal => "fact-action-total",
        Fact::IsCustomer => "fact-is-customer",
        Fact::InGoodStanding => "fact-in-good-standing",
        Fact::PendingPayments => "fact-pending-payments",
        Fact::OpenInvoices => "fact-open-invoices",
        Fact::ActiveReferrals => "fact-active-referrals",
        Fact::Referrals if lately => "fact-referrals-days",
        Fact::Referrals => "fact-referrals",
        Fact::Qualified if lately => "fact-qualified-days",
        Fact::Qualified => "fact-qualified",
        Fact::Rewarded => "fact-rewarded",
        Fact::Turnover if lately => "fact-turnover-days",
        Fact::Turnover => "fact-turnover",
        _ => "fact-class",
    }
}

/// Whether it is an amount of the program's currency, as the amounts of actions are of which a percent is given.
pub(super) fn is_money(word: Word) -> bool {
    let of_money = matches!(
        word.fact(),
        Fact::Amount
            | Fact::Base
            | Fact::Tax
            | Fact::Monthly
            | Fact::Credit
            | Fact::Cost
            | Fact::Net
            | Fact::Paid
            | Fact::Discount
            | Fact::Price
            | Fact::MonthlyPrice
            | Fact::PaidTotal
            | Fact::Turnover
            | Fact::ActionTotal
    );
    of_money
}

/// Whether it is always whole.
pub(super) fn is_whole(word: Word) -> bool {
    let may_be_broken = word.fact() == Fact::DiscountPercent || word.group() == Group::Milestone;
    !is_money(word) && !may_be_broken
}
