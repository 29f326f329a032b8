//! One's companies: `/companies?program=`, `POST /companies` (`company`, the new one's id; `name`, `tax_id`), `POST /companies/order` (`company` and `place`, from
//! 1; or `order`, all ids parted by spaces, and perhaps the `company` that was dragged), `/companies/runs?program=&page=`.

pub mod ladder;
pub mod list;
pub mod order;
pub mod runs;

use crate::calendar::Instant;
use crate::web::{Refusals, Words, filters};
use askama::Template;
use ladder::Ladder;
use lettre::message::Mailbox;

#[derive(Debug, Clone)]
pub struct CompanyRow {
    pub name: String,
    pub tax_id: Option<String>,
    /// What the billing system names in its events.
    pub billing_id: String,
    pub registered_at: Instant,
    pub closed_at: Option<Instant>,
}

#[derive(Debug, Clone, Default)]
pub struct CompanyForm {
    /// The new one's id.
    pub company: String,
    pub name: String,
    pub tax_id: String,
}

/// One of several programs that give companies discounts.
#[derive(Debug, Clone)]
pub struct LadderChoice {
    pub slug: String,
    pub name: String,
    pub current: bool,
}

/// What a change of the order came to.
#[derive(Debug, Clone, Default)]
pub enum Changed {
    #[default]
    Nothing,
    /// Said aloud, beside what is shown.
    Saved(Vec<Words>),
    /// The list was another than the one that was put in order.
    Refused,
}

#[derive(Template)]
#[template(path = "companies/companies.html", blocks = ["ladder"])]
pub struct CompaniesPage {
    pub programs: Vec<LadderChoice>,
    pub ladder: Option<Ladder>,
    pub changed: Changed,
    pub companies: Vec<CompanyRow>,
    pub form: CompanyForm,
    pub errors: Refusals,
}

/// The tax number is another company's. `support`: whom its owner may write to.
fn taken(support: Option<&Mailbox>) -> Words {
    Words::new("wrong-tax-id-taken").with_told("support", support.map(|support| support.email.to_string()))
}

impl CompaniesPage {
    fn said(&self) -> &[Words] {
        match &self.changed {
            Changed::Saved(words) => words,
            Changed::Nothing | Changed::Refused => &[],
        }
    }

    fn is_refused(&self) -> bool {
        matches!(self.changed, Changed::Refused)
    }
}

#[cfg(test)]
mod tests;
