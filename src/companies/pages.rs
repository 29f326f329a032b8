//! One's companies: `/companies`, `POST /companies` (`name`, `tax_id`), `POST /companies/order` (`company`; the button
//! `direction` = `up` | `down`).

pub mod list;

use crate::calendar::Instant;
use crate::web::{Refusals, filters};
use askama::Template;

#[derive(Debug, Clone)]
pub struct CompanyRow {
    pub id: String,
    /// Where it stands in the person's order; closed ones have no place in it.
    pub may_rise: bool,
    pub may_fall: bool,
    pub name: String,
    pub tax_id: Option<String>,
    /// What the billing system names in its events.
    pub billing_id: String,
    pub registered_at: Instant,
    pub closed_at: Option<Instant>,
}

#[derive(Debug, Clone, Default)]
pub struct CompanyForm {
    pub name: String,
    pub tax_id: String,
}

#[derive(Template)]
#[template(path = "companies/companies.html")]
pub struct CompaniesPage {
    pub companies: Vec<CompanyRow>,
    pub form: CompanyForm,
    pub errors: Refusals,
}

impl CompaniesPage {
    fn has_order(&self) -> bool {
        self.companies.iter().any(|company| company.may_fall)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::gallery::{Looks, at, show};

    #[test]
    fn companies_are_listed_and_added() {
        let company = |name: &str, tax_id: Option<&str>, closed_at| CompanyRow {
            id: "019ab0c4".into(),
            may_rise: name == "Steppe Trade",
            may_fall: name == "Altyn Foods",
            name: name.into(),
            tax_id: tax_id.map(Into::into),
            billing_id: "019ab0c4-77de-7c31-9d5e-2f0f7a1b2c3d".into(),
            registered_at: at("2026-01-12T05:00:00Z"),
            closed_at,
        };
        let mut page = CompaniesPage {
            companies: vec![
                company("Altyn Foods", Some("120340001234"), None),
                company("Steppe Trade", None, None),
                company("Old Mill", Some("990140009876"), Some(at("2026-03-01T05:00:00Z"))),
            ],
            form: CompanyForm::default(),
            errors: Refusals::none(),
        };
        show("companies", "/companies", Looks::Person, &page);
        page.companies.clear();
        page.errors = Refusals::one("tax_id", "wrong-tax-id-taken");
        page.form.name = "Altyn Foods".into();
        show("companies-refused", "/companies", Looks::Person, &page);
    }
}
