//! `limit`: at most so many, or so much.

use toml::de::DeValue;

use crate::money::Currency;
use crate::rules::document::{Section, money, number, one_of, span, text};
use crate::rules::rule::{Limit, Most, Over, Per, Recipient, Trigger};

const PER: [(&str, Per); 4] =
    [("recipient", Per::Recipient), ("referrer", Per::Referrer), ("invitee", Per::Invitee), ("payment", Per::Payment)];

const PERIODS: [(&str, Over); 4] = [
    ("calendar_month", Over::Calendar { months: 1 }),
    ("calendar_quarter", Over::Calendar { months: 3 }),
    ("calendar_year", Over::Calendar { months: 12 }),
    ("campaign", Over::Campaign),
];

/// What the rest of the reward says.
pub(super) struct Limited<'r> {
    pub(super) currency: Currency,
    pub(super) trigger: &'r Trigger,
    pub(super) to: Recipient,
    pub(super) has_invitee: bool,
    pub(super) has_campaign: bool,
    pub(super) discount: bool,
}

pub(super) fn read(reward: &mut Section<'_, '_>, limited: &Limited<'_>) -> Vec<Limit> {
    let document = reward.document;
    let tables = reward.one_or_more("limit").into_iter().filter_map(|value| Section::of(document, value, "limit"));
    tables.filter_map(|section| one(section, limited)).collect()
}

fn one(mut section: Section<'_, '_>, limited: &Limited<'_>) -> Option<Limit> {
    let count = section.optional("count", number(1..=1_000_000));
    let amount = section.optional("amount", |value| match money(limited.currency)(value)? {
        none if none.is_zero() => {
            Err("a limit of zero gives nothing, ever: leave the reward out, or write more".into())
        }
        amount => Ok(Most::Amount(amount)),
    });
    if section.has("count") == section.has("amount") {
        section.problem("a limit needs either `count` = 4 or `amount` = \"50.00\"");
    }
    let kept = section.optional("counts", one_of(&[("kept", true)])).unwrap_or(false);
    if section.has("amount") {
        section.idle("counts", "what a part was lost of has no place to give back; it is a word of `count`");
    } else if limited.discount {
        section.idle("counts", "a discount is never taken back, so every one counts; leave it out");
    }
    let count = count.map(|count| if kept { Most::Kept(count) } else { Most::Count(count) });
    let per = match section.optional("per", one_of(&PER)) {
        // Who refers is who receives it.
        Some(Per::Referrer) if limited.to != Recipient::Invitee => Per::Recipient,
        per => per.unwrap_or(Per::Recipient),
    };
    let over = section.optional("over", over).unwrap_or(Over::Ever);
    if over == Over::Campaign && !limited.has_campaign {
        section.refused("over", "there is no campaign: write `from` and `until` on the reward or the program");
    }
    if per == Per::Invitee && !limited.has_invitee {
        section.refused("per", "this reward is not for one invitee; write \"recipient\"");
    }
    if per == Per::Payment && !matches!(limited.trigger, Trigger::Payment | Trigger::OwnPayment) {
        section.refused(
            "per",
            "only a reward on a payment is limited for each payment; write \"recipient\" or \"invitee\"",
        );
    }
    section.end();
    Some(Limit { most: count.or(amount)?, per, over })
}

fn over(value: &DeValue<'_>) -> Result<Over, String> {
    let given = text(value)?;
    if given.contains(' ') {
        return span(value).map(Over::Rolling);
    }
    one_of(&PERIODS)(value).map_err(|words| format!("{words}, or a length of time such as \"12 months\""))
}
