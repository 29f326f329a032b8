//! `[attribution]`: how a referral is bound, and to whom.

use toml::de::DeValue;

use super::context::{Context, condition};
use super::{MAX_DAYS, progress};
use crate::events::PersonKind;
use crate::rules::document::{Section, flag, list_of, number, one_of, text};
use crate::rules::facts::Group;
use crate::rules::terms::{Attribution, Touch};

pub(super) fn read(program: &mut Section<'_, '_>, context: &Context) -> Attribution {
    let mut attribution = Attribution {
        parameters: vec!["ref".into()],
        codes: true,
        touch: Touch::First,
        window_days: 90,
        referrer_kind: None,
        excludes_paid_ads: false,
        renews: false,
        late_days: None,
        existing_days: None,
        staff: true,
        referrer_when: None,
        invitee_when: None,
    };
    let Some(value) = program.value("attribution") else { return attribution };
    let Some(mut section) = Section::of(program.document, value, "[attribution]") else { return attribution };
    if let Some(parameters) = section.optional("parameters", list_of(parameter)) {
        attribution.parameters = parameters;
    }
    attribution.codes = section.optional("codes", flag).unwrap_or(attribution.codes);
    let touch = [("first", Touch::First), ("last", Touch::Last)];
    attribution.touch = section.optional("touch", one_of(&touch)).unwrap_or(attribution.touch);
    attribution.window_days = section.optional("window_days", number(1..=MAX_DAYS)).unwrap_or(attribution.window_days);
    attribution.renews = section.optional("renew", flag).unwrap_or(false);
    attribution.late_days = section.optional("late_days", number(1..=MAX_DAYS));
    attribution.existing_days = section.optional("existing_days", number(1..=MAX_DAYS));
    attribution.staff = section.optional("staff", flag).unwrap_or(attribution.staff);
    let kinds = [("individual", PersonKind::Individual), ("business", PersonKind::Business)];
    attribution.referrer_kind = section.optional("referrer_kind", one_of(&kinds));
    let sources = section.optional("exclude_sources", list_of(one_of(&[("paid_ads", ())])));
    attribution.excludes_paid_ads = sources.is_some_and(|sources| !sources.is_empty());
    attribution.referrer_when = condition(&mut section, "referrer_when", &context.scope([Group::Referrer]));
    let both = context.scope([Group::Invitee, Group::Referrer, Group::Referral]);
    attribution.invitee_when = condition(&mut section, "invitee_when", &both);
    progress::refuse(&mut section, "referrer_when", attribution.referrer_when.as_ref());
    progress::refuse(&mut section, "invitee_when", attribution.invitee_when.as_ref());
    section.end();
    attribution
}

/// The name of a GET parameter.
fn parameter(value: &DeValue<'_>) -> Result<String, String> {
    let name = text(value)?;
    let plain = name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-') && name.len() <= 40;
    match name.as_str() {
        _ if !plain => Err(format!("{name:?} is no name of a GET parameter: letters, digits, - and _, at most 40")),
        "sub" => Err("\"sub\" is every link's sub-id already".into()),
        utm if utm.starts_with("utm_") => Err(format!("{utm:?} belongs to the site's own statistics")),
        _ => Ok(name),
    }
}
