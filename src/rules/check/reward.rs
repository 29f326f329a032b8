//! `[[reward]]`: what happens, who gets what for it, and what becomes of that.

use super::context::{Context, condition, conditions};
use super::give::{self, Giving};
use super::{ROUNDING, base, campaign, form, hold, limits, schemes, slug, step, trigger};
use crate::rules::document::{Section, flag, list_of, meant, number, one_of, span, text};
use crate::rules::facts::{Group, Scope};
use crate::rules::rule::{
    Campaign, CampaignBy, Each, Form, Give, Limit, Most, Of, Recipient, Rule, RuleBase, Span, Trigger,
};
use crate::rules::terms::Excluded;

const EXCLUDED: [(&str, Excluded); 4] = [
    ("promo_code", Excluded::PromoCode),
    ("promotional_line", Excluded::PromotionalLine),
    ("discounted_line", Excluded::DiscountedLine),
    ("term_discount", Excluded::TermDiscountLine),
];

const DEEPEST_LEVEL: u32 = 9;

const CONVERTED: &str = "it is of the program's currency and nothing is converted: write as = \"credit\", an amount such as \"25.00\", or \
    your own rate, as in \"= payment.base * 0.1 * 0.9\"";

/// The id, which a program's only reward may leave out.
pub(super) fn id(section: &mut Section<'_, '_>, nameless: bool) -> Option<String> {
    if nameless {
        Some(section.optional("id", slug).unwrap_or_else(|| "reward".into()))
    } else {
        section.required("id", slug)
    }
}

pub(super) fn read(mut section: Section<'_, '_>, nameless: bool, context: &Context) -> Option<Rule> {
    let id = id(&mut section, nameless);
    let to = section.optional("to", recipient).unwrap_or(Recipient::Level(1));
    let share = base::is_share(&mut section);
    let on = match share && !section.has("on") {
        true => Some(Trigger::Payment),
        false => trigger::read(&mut section, context, to),
    };
    let form = form::read(&mut section, context.currency, on.as_ref());
    let mut scope = scope(on.as_ref(), to, form, context);
    if share {
        // What is shared may be of anything that the other reward is of.
        scope.groups.retain(|group| !matches!(group, Group::Payment | Group::Action | Group::Subscription));
    }
    let base = base::read(&mut section, &scope);
    let currency = match form {
        Some(Form::Unit(_, currency)) => currency,
        Some(Form::Discount { .. }) | None => context.currency,
    };
    let discount = matches!(form, Some(Form::Discount { .. }));
    let lines = if has_lines(on.as_ref()) && !share { give::with_lines(&scope) } else { scope.clone() };
    let foreign = currency.is_money() && currency != context.currency && matches!(base, RuleBase::Lines { .. });
    let no_rate = on.as_ref().and_then(|on| no_rate(on, &base, form)).or_else(|| foreign.then_some(CONVERTED));
    let thresholds = match &on {
        Some(Trigger::Milestone { at, .. }) => Some(at),
        _ => None,
    };
    let giving = Giving { context, scope: &lines, currency, thresholds, no_rate, discount };
    let give = give::read(&mut section, &giving);
    let exclude = section.optional("exclude", list_of(one_of(&EXCLUDED))).unwrap_or_default();
    let of_unit = context.steps.iter().copied().find(|step| step.currency() == currency);
    let of_program = context.step.filter(|step| step.currency() == currency);
    let step = step(&mut section, currency).or(of_unit).or(of_program);
    if let Some((amount, step)) = of_unit.and_then(|step| Some((give.as_ref()?.between(step)?, step))) {
        section.refused("give", &format!("{amount} is no multiple of {step}, to which `round_to` rounds it"));
    }
    let rounding = section.optional("rounding", one_of(&ROUNDING)).unwrap_or(context.rounding);
    let carry = section.optional("carry", flag).unwrap_or(context.carry);
    let when = conditions(&mut section, &scope);
    let scheme = schemes::chosen(&mut section, context);
    let campaign = campaign::read(&mut section, context.zone);
    let first_payments = section.optional("first_payments", number(1..=1_000_000));
    let first_months = hold::first_months(&mut section);
    let has_campaign = campaign.or(context.campaign).is_some();
    // With a payment every word has a sense, so what else is wrong is told too.
    let (known, on) = (on.is_some(), on.unwrap_or(Trigger::Payment));
    let has_invitee = scope.groups.contains(&Group::Invitee);
    refuse_by(&mut section, &on, has_invitee, campaign);
    let limited = limits::Limited { currency, trigger: &on, to, has_invitee, has_campaign, discount };
    let limits = limits::read(&mut section, &limited);
    let hold = hold::read(&mut section, &scope, has_lines(Some(&on)));
    let release_when = condition(&mut section, "release_when", &scope);
    let take_back = hold::take_back(&mut section);
    let (refund, refund_within) = hold::refund(&mut section);
    let instalments = hold::instalments(&mut section, &scope);
    let expires = section.optional("expires", span).or_else(|| expires_of(form, context));
    let apply = form::apply(&mut section, form);
    let within = refund_within.map(|_| share);
    refuse_refund(&mut section, (&on, &base), give.as_ref().filter(|_| !discount), within);
    let of_charge = form == Some(Form::Discount { of: Of::Charge });
    let percent_of_charge = of_charge && give.as_ref().is_some_and(Give::has_rate);
    refuse_beside(&mut section, (&on, to, &base), &limits, (discount, percent_of_charge));
    section.end();
    known.then_some(())?;
    let (id, give, form) = (id?, give?, form?);
    #[rustfmt::skip]
    let rule = Rule {
        id, on, to, give, base, exclude, form, rounding, step, carry, when, scheme, campaign, first_payments, first_months, limits, hold,
        release_when, take_back, refund, refund_within, instalments, expires, apply,
    };
    Some(rule)
}

/// What a refund takes nothing of.
fn refuse_refund(
    section: &mut Section<'_, '_>,
    (on, base): (&Trigger, &RuleBase),
    give: Option<&Give>,
    within_of_share: Option<bool>,
) {
    let of_payments = |give: &Give| matches!(base, RuleBase::Lines { .. }) && (give.has_rate() || give.is_by_line());
    if matches!(on, Trigger::Scheduled { .. }) && give.is_some_and(|give| !of_payments(give)) {
        let why = "the reward is no part of what was paid, so a refund leaves it as it is; write `take_back` for what else may happen";
        section.idle("refund", why);
    }
    let paid = matches!(on, Trigger::Payment | Trigger::OwnPayment);
    if within_of_share.is_some_and(|share| share || !paid) {
        section.idle("refund", "`within` is counted from a payment: only a reward on a payment has one");
    }
}

/// A campaign by registration needs somebody who registered.
fn refuse_by(section: &mut Section<'_, '_>, on: &Trigger, has_invitee: bool, campaign: Option<Campaign>) {
    let of_recipient = matches!(on, Trigger::Scheduled { .. } | Trigger::Milestone { .. }) && !has_invitee;
    if of_recipient && campaign.is_some_and(|campaign| campaign.by == CampaignBy::Registration) {
        section.refused("by", "this reward is not for one invitee; write \"event\", or `each = \"referral\"`");
    }
}

/// Words that have no sense beside what happens, or beside what is given.
fn refuse_beside(
    section: &mut Section<'_, '_>,
    (on, to, base): (&Trigger, Recipient, &RuleBase),
    limits: &[Limit],
    (discount, percent_of_charge): (bool, bool),
) {
    if !matches!(on, Trigger::Payment | Trigger::OwnPayment) {
        let why = "only a reward on a payment counts payments; write a condition in `when` instead";
        section.idle("first_payments", why);
    }
    if discount {
        let why = "a discount is no balance: it makes an invoice cheaper, and there is nothing left to keep";
        for word in ["instalments", "expires", "release_when"] {
            section.idle(word, why);
        }
        let why = "a discount is no balance: nothing of it waits or is taken back; write a condition in `when`, or as = \"credit\" with [use.credit] auto = \"next_invoice\"";
        for word in ["hold", "hold_days", "take_back", "refund"] {
            section.idle(word, why);
        }
    }
    let of_nobody = match on {
        Trigger::Joined => Some("nobody was invited"),
        Trigger::Scheduled { each: Each::Recipient, .. } => {
            Some("it is of no single invitee: add `each` = \"referral\"")
        }
        _ => None,
    };
    if let Some(why) = of_nobody.filter(|_| to != Recipient::Invitee) {
        section.idle("take_back", &format!("an invitee's deeds take it back, and {why}"));
    }
    if percent_of_charge && *on != Trigger::OwnInvoice {
        let why = "what a percent of a later charge comes to is not known when it is given; write of = \"base\", an amount, or \
                   on = \"own_invoice\"";
        section.refused("round_to", why);
        section.refused("carry", why);
        if let Some(limit) = limits.iter().find(|limit| !limit.is_count()) {
            let Most::Amount(most) = limit.most else { return };
            section.refused("limit", &format!("{most}: {why}"));
        }
    }
    if has_lines(Some(on)) {
        return;
    }
    let why = "there is no payment in this `on` that it could be of";
    section.idle("exclude", why);
    section.idle("refund", "there is no payment in this `on` to give back; write `take_back` for what else may happen");
    if matches!(base, RuleBase::Lines { .. }) {
        section.refused("base", why);
    }
}

/// What `[use.X]` says.
fn expires_of(form: Option<Form>, context: &Context) -> Option<Span> {
    let Some(Form::Unit(unit, _)) = form else { return None };
    context.expires.iter().find(|(of, _)| *of == unit).map(|(_, span)| *span)
}

fn recipient(value: &toml::de::DeValue<'_>) -> Result<Recipient, String> {
    let given = text(value)?;
    let level = given.strip_prefix("level ").and_then(|level| level.parse::<u32>().ok());
    match (given.as_str(), level) {
        ("referrer", _) => Ok(Recipient::Level(1)),
        ("invitee", _) => Ok(Recipient::Invitee),
        (_, Some(1)) => Err("the first level is the \"referrer\"".into()),
        (_, Some(level @ 2..=DEEPEST_LEVEL)) => Ok(Recipient::Level(level)),
        (_, Some(level)) => Err(format!("level {level} is too deep: \"level 2\" to \"level {DEEPEST_LEVEL}\"")),
        _ => {
            let known = ["referrer", "invitee", "level 2", "referrer.companies"];
            Err(format!(
                "{given:?} is unknown{}: \"referrer\", \"invitee\", \"level 2\" to \"level {DEEPEST_LEVEL}\", \"referrer.companies\"",
                meant(&given, known.into_iter())
            ))
        }
    }
}

/// Whether there are lines to be reckoned one by one.
fn has_lines(on: Option<&Trigger>) -> bool {
    on.is_none_or(|on| {
        matches!(on, Trigger::Payment | Trigger::OwnPayment | Trigger::OwnInvoice | Trigger::Scheduled { .. })
    })
}

/// What may be read when the reward is judged.
fn scope(on: Option<&Trigger>, to: Recipient, form: Option<Form>, context: &Context) -> Scope {
    let mut groups = vec![Group::Referrer, Group::Event];
    let Some(on) = on else {
        // Its words cannot be judged while it is not known what happens; all may be read.
        groups.extend([Group::Payment, Group::Action, Group::Subscription, Group::Invitee, Group::Parent]);
        groups.extend([Group::Referral, Group::Period, Group::Charge, Group::Milestone]);
        return context.scope(groups);
    };
    let (item, invitee) = match on {
        Trigger::Payment => (Some(Group::Payment), true),
        Trigger::OwnPayment => (Some(Group::Payment), false),
        Trigger::Action(_) => (Some(Group::Action), true),
        Trigger::OwnAction(_) => (Some(Group::Action), false),
        Trigger::OwnInvoice => (Some(Group::Charge), false),
        Trigger::Registered | Trigger::Tenure { .. } | Trigger::Becomes(_) => (None, true),
        Trigger::Joined => (None, false),
        Trigger::Milestone { .. } => (Some(Group::Milestone), false),
        Trigger::Scheduled { each: Each::Subscription, .. } => (Some(Group::Subscription), true),
        Trigger::Scheduled { each, .. } => (None, *each == Each::Referral),
    };
    groups.extend(item);
    if invitee || to == Recipient::Invitee {
        groups.extend([Group::Invitee, Group::Referral]);
    }
    if matches!(to, Recipient::Level(2..)) {
        groups.push(Group::Parent);
    }
    if matches!(on, Trigger::Scheduled { .. }) {
        groups.push(Group::Period);
    }
    if matches!(form, Some(Form::Discount { of: Of::Charge })) && !groups.contains(&Group::Charge) {
        groups.push(Group::Charge);
    }
    context.scope(groups)
}

/// Why a percent would have nothing to be of.
fn no_rate(on: &Trigger, base: &RuleBase, form: Option<Form>) -> Option<&'static str> {
    let none = matches!(
        on,
        Trigger::Registered
            | Trigger::Joined
            | Trigger::Tenure { .. }
            | Trigger::Becomes(_)
            | Trigger::Milestone { .. }
    );
    let lines = matches!(base, RuleBase::Lines { .. });
    let discount = matches!(form, Some(Form::Discount { .. }));
    (none && lines && !discount).then_some(
        "there is no payment in this `on`; write base = { amount = \"= …\" }, or an amount such as \"25.00\"",
    )
}
