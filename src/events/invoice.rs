use serde::{Deserialize, Serialize};

use super::line::{in_currency, lines_in_currency};
use super::read::{Data, plain};
use super::words::{read_instant, write_instant, write_optional_amount};
use super::{Line, Major, Malformed, Reason, Text};
use crate::calendar::Instant;
use crate::ids::ExternalId;
use crate::money::{Currency, Money};

#[derive(Debug, Clone, PartialEq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InvoiceIssued<M: std::fmt::Display = Money> {
    pub invoice: ExternalId,
    pub company: ExternalId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subscription: Option<ExternalId>,
    pub currency: Currency,
    pub lines: Vec<Line<M>>,
    #[serde(deserialize_with = "read_instant", serialize_with = "write_instant")]
    pub due_at: Instant,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub promo_code: Option<Text>,
    /// Part of the lines.
    #[serde(default = "none", skip_serializing_if = "Option::is_none", serialize_with = "write_optional_amount")]
    pub tax: Option<M>,
}

fn none<T>() -> Option<T> {
    None
}

impl Data for InvoiceIssued {
    type Wire = InvoiceIssued<Major>;

    fn valid(wire: Self::Wire) -> Result<Self, Malformed> {
        let tax = wire.tax.map(|tax| in_currency(tax, wire.currency, || "tax".into())).transpose()?;
        let lines = lines_in_currency(wire.lines, wire.currency)?;
        let whole = Money::sum(wire.currency, lines.iter().map(Line::net))
            .map_err(|error| Malformed::at("lines", Reason::Money(error.into())))?;
        if tax.is_some_and(|tax| tax > whole) {
            return Err(Malformed::at("tax", Reason::TaxOverAmount));
        }
        Ok(InvoiceIssued {
            tax,
            lines,
            invoice: wire.invoice,
            company: wire.company,
            subscription: wire.subscription,
            currency: wire.currency,
            due_at: wire.due_at,
            promo_code: wire.promo_code,
        })
    }
}

#[derive(Debug, Clone, PartialEq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InvoiceVoided {
    pub invoice: ExternalId,
}

plain!(InvoiceVoided);
