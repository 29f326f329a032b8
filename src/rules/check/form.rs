//! `as`, `of` and `apply`: what a reward is given as.

use toml::de::DeValue;

use crate::money::{Currency, Unit};
use crate::rules::document::{Section, misspelt, number, one_of, text};
use crate::rules::rule::{Apply, ApplyOrder, ApplyTo, Form, Of, Trigger};

const OWN: [&str; 3] = ["credit", "cash", "discount"];

pub(super) fn read(reward: &mut Section<'_, '_>, program: Currency, trigger: Option<&Trigger>) -> Option<Form> {
    let unit = reward.required("as", |value| match text(value)?.as_str() {
        "discount" => Ok(None),
        _ => unit(value, program).map(Some),
    });
    if let (Some(Some(unit)), Some(Trigger::OwnInvoice)) = (unit, trigger) {
        reward.refused(
            "as",
            &format!("on = \"own_invoice\" makes an invoice cheaper: write \"discount\", not {:?}", unit.name()),
        );
    }
    if unit != Some(None) {
        reward.refused("of", "only as = \"discount\" has a choice; everything else is of the base");
    }
    Some(match unit? {
        Some(unit) => Form::Unit(unit, unit.currency(program)),
        None => {
            let of = reward.optional("of", one_of(&[("base", Of::Base), ("charge", Of::Charge)])).unwrap_or(Of::Charge);
            if of == Of::Base && trigger.is_some_and(has_no_base) {
                reward.refused(
                    "of",
                    "here is no payment to be a percent of; leave it out for the recipient's own next charge",
                );
            }
            Form::Discount { of }
        }
    })
}

fn has_no_base(trigger: &Trigger) -> bool {
    matches!(trigger, Trigger::Registered | Trigger::Joined | Trigger::Tenure { .. } | Trigger::Milestone { .. })
}

/// A unit by its name: a word near `credit`, `cash` or `discount` is a misspelt one.
pub(in crate::rules) fn unit(value: &DeValue<'_>, program: Currency) -> Result<Unit, String> {
    let name = text(value)?;
    let unit: Unit = name.parse().map_err(|words| {
        let small = name.to_lowercase();
        let meant = small.parse::<Unit>().map_or(String::new(), |_| format!(" (did you mean {small:?}?)"));
        format!("{words}{meant}, or \"credit\", \"cash\", \"discount\"")
    })?;
    match unit {
        Unit::Own(own) if own == program => {
            Err(format!("{name:?} is the program's own currency: write \"credit\" or \"cash\""))
        }
        Unit::Own(_) => match misspelt(&name, OWN.into_iter()) {
            None => Ok(unit),
            Some(meant) => Err(format!(
                "{name:?} is not known (did you mean {meant:?}?); a unit of your own is written the same way, by another name: as = \"tickets\""
            )),
        },
        Unit::Credit | Unit::Cash => Ok(unit),
    }
}

pub(super) fn apply(reward: &mut Section<'_, '_>, form: Option<Form>) -> Option<Apply> {
    let own = matches!(form, None | Some(Form::Unit(Unit::Own(_), _)));
    let money = matches!(form, Some(Form::Unit(_, currency)) if currency.is_money());
    if !own || money {
        reward.refused(
            "apply",
            "only units that are no money are put to subscriptions or invoices, such as as = \"months\"",
        );
        return None;
    }
    let orders = [
        ("soonest_end", ApplyOrder::SoonestEnd),
        ("oldest", ApplyOrder::Oldest),
        ("chosen", ApplyOrder::Chosen),
        ("from_link", ApplyOrder::FromLink),
    ];
    let mut section = reward.table("apply")?;
    let to = section.required("to", one_of(&[("subscription", ApplyTo::Subscription), ("invoice", ApplyTo::Invoice)]));
    let order = section.optional("order", one_of(&orders)).unwrap_or(ApplyOrder::SoonestEnd);
    if to == Some(ApplyTo::Invoice) {
        section.refused("order", "invoices are taken as they come; `order` is for to = \"subscription\"");
    }
    let each = section.optional("each", number(1..=1_000_000));
    section.end();
    Some(Apply { to: to?, order, each })
}
