//! `[scheme]`: what a referrer may choose between.

use toml::de::DeValue;

use super::context::Context;
use crate::rules::document::{Section, list_of, meant, name, one_of, text};
use crate::rules::rule::{Chosen, Schemes};

pub(super) fn read(program: &mut Section<'_, '_>) -> Option<Schemes> {
    let mut section = program.table("scheme")?;
    let option = |value: &DeValue<'_>| name("an option")(&text(value)?);
    let options = section.required("options", list_of(option));
    let chosen =
        [("per_link", Chosen::PerLink), ("per_referrer", Chosen::PerReferrer), ("per_referral", Chosen::PerReferral)];
    let chosen = section.optional("chosen", one_of(&chosen)).unwrap_or(Chosen::PerLink);
    let known = options.clone().unwrap_or_default();
    let default = section.optional("default", |value| among(value, &known)).or_else(|| known.first().cloned());
    let twice = known.iter().enumerate().find(|(n, option)| known[..*n].contains(option));
    if let Some((_, twice)) = twice {
        section.refused("options", &format!("{twice:?} is there twice"));
    }
    if options.is_some() && known.len() < 2 {
        section.refused("options", "a choice is between two options at least");
    }
    section.end();
    Some(Schemes { options: options?, default: default?, chosen })
}

fn among(value: &DeValue<'_>, options: &[String]) -> Result<String, String> {
    let given = text(value)?;
    if options.contains(&given) {
        return Ok(given);
    }
    let meant = meant(&given, options.iter().map(String::as_str));
    Err(format!("{given:?} is none of the options{meant}: {}", options.join(", ")))
}

/// `scheme = "…"` of a reward or an offer.
pub(super) fn chosen(section: &mut Section<'_, '_>, context: &Context) -> Option<String> {
    section.optional("scheme", |value| match &context.schemes {
        Some(schemes) => among(value, &schemes.options),
        None => Err("there is nothing to choose: write [scheme] with its `options`".into()),
    })
}
