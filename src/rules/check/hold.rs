//! `hold_days` and `hold`, `release_when`, `take_back`, `instalments`: when a reward is available, and when it is lost again.

use toml::de::DeValue;

use super::context::{condition, formula, is_formula};
use super::shares::{Written, within};
use super::{MAX_DAYS, MAX_MONTHS};
use crate::rules::document::{Document, Section, kind_of, list_of, number, one_of, span};
use crate::rules::facts::{Kind, Scope};
use crate::rules::rule::{
    Count, CountedOver, Days, FirstMonths, Hold, Instalments, Made, Span, Start, TakeBack, TakenOn, Trigger, Until,
    What,
};
use crate::rules::terms::RefundRule;

pub(super) const TAKEN: [(&str, TakenOn); 6] = [
    ("refund", TakenOn::Refund),
    ("canceled", TakenOn::Canceled),
    ("past_due", TakenOn::PastDue),
    ("closed", TakenOn::Closed),
    ("action_reversed", TakenOn::ActionReversed),
    ("not_active", TakenOn::NotActive),
];

const REFUND: [(&str, RefundRule); 3] =
    [("proportional", RefundRule::Proportional), ("forfeit", RefundRule::Forfeit), ("keep", RefundRule::Keep)];

const SINCE: [(&str, Start); 2] = [("registration", Start::Registration), ("first_payment", Start::FirstPayment)];

pub(super) fn read(reward: &mut Section<'_, '_>, scope: &Scope, has_lines: bool) -> Hold {
    let mut hold = Hold { days: days(reward, "hold_days", scope), ..Hold::default() };
    let until =
        [("service_end", Until::ServiceEnd), ("month_end", Until::MonthEnd), ("next_month_end", Until::NextMonthEnd)];
    if let Some(mut section) = reward.table("hold") {
        if section.has("days") && reward.has("hold_days") {
            section.problem("`hold_days` is there too: write the days once");
        }
        let days = days(&mut section, "days", scope);
        hold.days = days.or(hold.days);
        hold.months = section.optional("months", number(0..=MAX_MONTHS)).unwrap_or(0);
        hold.until = section.optional("until", one_of(&until));
        if hold.until == Some(Until::ServiceEnd) && !has_lines {
            section.refused("until", "only what is paid for has a service that ends: on = \"payment\" or a schedule");
        }
        section.end();
    }
    hold
}

fn days(section: &mut Section<'_, '_>, word: &'static str, scope: &Scope) -> Option<Days> {
    let value = section.value(word)?;
    if is_formula(value.get_ref()) {
        return formula(section.document, word, value, &[Kind::Number], scope).map(Days::By);
    }
    section.optional(word, number(0..=MAX_DAYS)).map(Days::Fixed)
}

pub(super) fn take_back(reward: &mut Section<'_, '_>) -> Option<TakeBack> {
    let mut section = reward.table("take_back")?;
    let on = section.required("on", |value| match value {
        DeValue::Array(_) => list_of(one_of(&TAKEN))(value),
        _ => one_of(&TAKEN)(value).map(|one| vec![one]),
    });
    if on.as_ref().is_some_and(Vec::is_empty) {
        section.problem("`on` lists nothing, so nothing would ever be taken back");
    }
    let within = section.optional("within", span);
    let since = section.optional("since", one_of(&SINCE));
    if !section.has("within") {
        section.idle(
            "since",
            "it says from when `within` is counted, and there is none: write it too, such as within = \"6 months\"",
        );
    }
    section.end();
    Some(TakeBack { on: on?, within, since })
}

/// `refund = "keep"`, or `{ share, within }`.
pub(super) fn refund(reward: &mut Section<'_, '_>) -> (RefundRule, Option<Span>) {
    let plain = RefundRule::Proportional;
    match reward.value("refund").map(|value| value.get_ref()) {
        Some(DeValue::Table(_)) => {}
        Some(DeValue::String(_)) | None => return (reward.optional("refund", one_of(&REFUND)).unwrap_or(plain), None),
        Some(other) => {
            let shapes =
                "\"proportional\", \"forfeit\", \"keep\", or { share = \"proportional\", within = \"60 days\" }";
            reward.refused("refund", &format!("write {shapes}, not {}", kind_of(other)));
            return (plain, None);
        }
    }
    let Some(mut section) = reward.table("refund") else { return (plain, None) };
    let share = section.optional("share", one_of(&REFUND)).unwrap_or(plain);
    let within = section.required("within", span);
    if share == RefundRule::Keep {
        section.idle(
            "share",
            "\"keep\" takes nothing back at any time, so there is nothing to do within a time: write refund = \"keep\"",
        );
    }
    section.end();
    (share, within)
}

/// `first_months = 12`, or `{ count, since }`.
pub(super) fn first_months(reward: &mut Section<'_, '_>) -> Option<FirstMonths> {
    let months = || number(1..=1200);
    if !matches!(reward.value("first_months")?.get_ref(), DeValue::Table(_)) {
        let count = reward.optional("first_months", months())?;
        return Some(FirstMonths { count, since: Start::Registration });
    }
    let mut section = reward.table("first_months")?;
    let count = section.required("count", months());
    let since = section.required("since", one_of(&SINCE));
    section.end();
    Some(FirstMonths { count: count?, since: since? })
}

pub(super) fn instalments(reward: &mut Section<'_, '_>, scope: &Scope) -> Option<Instalments> {
    let mut section = reward.table("instalments")?;
    let count = section.required("count", number(2..=1200));
    let every = section.required("every", span);
    let while_ = condition(&mut section, "while", scope);
    section.end();
    Some(Instalments { count: count?, every: every?, while_ })
}

/// A milestone that is taken back is of invitees who were counted, so that it is known whom a loss leaves.
pub(super) fn check_milestones(document: &Document<'_>, rules: &[Written<'_, '_>], counts: &[Count]) {
    for (rule, value) in rules.iter().filter(|(rule, _)| rule.take_back.is_some()) {
        let Trigger::Milestone { of, .. } = &rule.on else { continue };
        let counted = of.plain_count().and_then(|place| counts.get(place));
        let known = counted.is_some_and(|count| match &count.made {
            Made::Things(things) => {
                let plain = things.sum.is_none() && things.over == CountedOver::Ever;
                let reads_others = things.condition.iter().any(|condition| condition.counts().next().is_some());
                things.of.what == What::Referrals && plain && !reads_others
            }
            Made::Kept(_) => false,
        });
        if !known {
            let words = "a milestone is taken back when too few of the counted invitees are left: let it be of a [count.NAME] with of = \"referrals\", with or without `where`, and without `sum`, `over` and other counts";
            document.idle(within(document, value, &["take_back"]), words);
        }
    }
}
