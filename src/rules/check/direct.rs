//! Which rules are plain enough for the direct path: a percent of each payment, as [`Clause`] says it.

use crate::money::{Percent, Rounding};
use crate::rules::facts::{Fact, Group};
use crate::rules::rule::{Days, FirstMonths, Form, Give, Hold, Recipient, Rule, RuleBase, Start, Trigger};
use crate::rules::terms::{Clause, Rate};

/// All of them, if the whole program is.
pub(super) fn clauses(rules: &[Rule], rounding: Rounding) -> Option<Vec<Clause>> {
    rules.iter().map(|rule| clause(rule, rounding)).collect()
}

/// The clause that says the same, if one can.
fn clause(rule: &Rule, rounding: Rounding) -> Option<Clause> {
    let RuleBase::Lines { base, labels, never_labels, orders } = &rule.base else { return None };
    let Form::Unit(unit @ (crate::money::Unit::Credit | crate::money::Unit::Cash), _) = rule.form else { return None };
    let Hold { days, months: 0, until: None } = &rule.hold else { return None };
    let hold_days = match days {
        None => 0,
        Some(Days::Fixed(days)) => *days,
        Some(Days::By(_)) => return None,
    };
    let first_months = match rule.first_months {
        Some(FirstMonths { since: Start::FirstPayment, .. }) => return None,
        Some(FirstMonths { count, since: Start::Registration }) => Some(count),
        None => None,
    };
    let plain = rule.on == Trigger::Payment && rule.to == Recipient::Level(1) && rule.rounding == rounding;
    let bare = rule.when.is_empty() && rule.limits.is_empty() && [labels, never_labels].into_iter().all(Vec::is_empty);
    let nothing_more = rule.step.is_none()
        && !rule.carry
        && rule.scheme.is_none()
        && rule.campaign.is_none()
        && rule.release_when.is_none()
        && rule.take_back.is_none()
        && rule.refund_within.is_none()
        && rule.instalments.is_none()
        && rule.expires.is_none()
        && rule.apply.is_none();
    (plain && bare && nothing_more && orders.is_empty()).then_some(())?;
    Some(Clause {
        id: rule.id.clone(),
        rate: rate(&rule.give)?,
        base: base.clone(),
        exclude: rule.exclude.clone(),
        hold_days,
        unit,
        refund: rule.refund,
        first_payments: rule.first_payments,
        first_months,
    })
}

fn rate(give: &Give) -> Option<Rate> {
    let percent = |give: &Give| -> Option<Percent> {
        let Give::Percent(percent) = give else { return None };
        Some(*percent)
    };
    match give {
        Give::Percent(fixed) => Some(Rate::Fixed(*fixed)),
        Give::By { fact, default: Some(default), cases }
            if (fact.group(), fact.fact()) == (Group::Invitee, Fact::Class) =>
        {
            let classes = cases.iter().map(|(class, give)| Some((class.clone(), percent(give)?)));
            Some(Rate::ByClass { default: percent(default)?, classes: classes.collect::<Option<_>>()? })
        }
        _ => None,
    }
}
