use serde::{Deserialize, Serialize};

use super::read::{Data, plain};
use super::{Email, Major, Malformed, Reason, Text};
use crate::ids::ExternalId;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PersonKind {
    Individual,
    Business,
}

#[derive(Debug, Clone, PartialEq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PersonRegistered {
    pub person: ExternalId,
    pub email: Email,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Text>,
    /// Typed, or from the link. Kept as written: an unknown one refuses the referral only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<Text>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub click: Option<ExternalId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub program: Option<Text>,
    /// The sender's id of the referring person, instead of a code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub referrer: Option<ExternalId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<Text>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<PersonKind>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub company: Option<CompanyGiven>,
}

impl Data for PersonRegistered {
    type Wire = Self;

    fn valid(wire: Self) -> Result<Self, Malformed> {
        if wire.referrer.is_some() && (wire.program.is_none() || wire.code.is_some()) {
            return Err(Malformed::at("referrer", Reason::ReferrerWithoutProgram));
        }
        Ok(wire)
    }
}

/// A company registered together with its person.
#[derive(Debug, Clone, PartialEq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CompanyGiven {
    pub company: ExternalId,
    pub name: Text,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tax_id: Option<Text>,
}

#[derive(Debug, Clone, PartialEq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CompanyRegistered {
    pub company: ExternalId,
    pub person: ExternalId,
    pub name: Text,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tax_id: Option<Text>,
}

#[derive(Debug, Clone, PartialEq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CompanyClosed {
    pub company: ExternalId,
}

#[derive(Debug, Clone, PartialEq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LinkClicked {
    pub click: ExternalId,
    pub code: Text,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<Text>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sub: Option<Text>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub referring_host: Option<Text>,
}

#[derive(Debug, Clone, PartialEq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PersonChanged {
    pub person: ExternalId,
    pub set: PersonSet,
}

#[derive(Debug, Clone, PartialEq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PersonSet {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<Text>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<PersonKind>,
    /// All labels from now on, such as `verified`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub labels: Option<Vec<Text>>,
}

/// What a referrer may choose, where the terms offer it.
#[derive(Debug, Clone, PartialEq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChoiceMade {
    pub person: ExternalId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scheme: Option<Text>,
    /// For which link of the person the scheme is chosen; for all, where neither this nor `invitee` is there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<Text>,
    /// For whose referral.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub invitee: Option<ExternalId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub terms: Option<Text>,
    /// The person's companies, first to be served first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order: Option<Vec<ExternalId>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub allocation: Option<Text>,
}

impl ChoiceMade {
    /// `gas 18.00, electricity`: what follows the last space, where it looks like a number, is an amount.
    pub(super) fn check_allocation(&self) -> Result<(), Malformed> {
        let parts = self.allocation.iter().flat_map(|written| written.as_str().split(','));
        for amount in parts.filter_map(|part| Some(part.trim().rsplit_once(' ')?.1)) {
            if amount.chars().all(|character| character.is_ascii_digit() || "+-._".contains(character)) {
                Major::parse(amount).map_err(|words| Malformed::at("data.allocation", Reason::Invalid(words)))?;
            }
        }
        Ok(())
    }
}

impl Data for ChoiceMade {
    type Wire = Self;

    fn valid(wire: Self) -> Result<Self, Malformed> {
        let field = if wire.code.is_some() { "code" } else { "invitee" };
        let of_what = usize::from(wire.code.is_some()) + usize::from(wire.invitee.is_some());
        if of_what > usize::from(wire.scheme.is_some()) {
            return Err(Malformed::at(field, Reason::SchemeOfOne));
        }
        Ok(wire)
    }
}

/// A loyalty status, such as `bronze`.
#[derive(Debug, Clone, PartialEq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PersonClassChanged {
    pub person: ExternalId,
    pub class: Text,
}

plain!(CompanyRegistered, CompanyClosed, LinkClicked, PersonChanged, PersonClassChanged);
