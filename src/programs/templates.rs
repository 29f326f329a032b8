//! Terms to begin a program from: the files of `programs/`.
use crate::rules::{Terms, check};
use std::sync::LazyLock;

pub struct Template {
    pub text: &'static str,
    pub terms: Terms,
}

const TEXTS: [&str; 15] = [
    include_str!("../../programs/business-bonus.toml"),
    include_str!("../../programs/affiliate-percent.toml"),
    include_str!("../../programs/hosting-remuneration.toml"),
    include_str!("../../programs/company-discounts.toml"),
    include_str!("../../programs/two-sided-credit.toml"),
    include_str!("../../programs/first-payment-only.toml"),
    include_str!("../../programs/tiers-by-active.toml"),
    include_str!("../../programs/milestones.toml"),
    include_str!("../../programs/free-months.toml"),
    include_str!("../../programs/by-product.toml"),
    include_str!("../../programs/value-bands.toml"),
    include_str!("../../programs/two-levels.toml"),
    include_str!("../../programs/campaign.toml"),
    include_str!("../../programs/instalments-and-payouts.toml"),
    include_str!("../../programs/points.toml"),
];

static READ: LazyLock<Vec<Template>> =
    LazyLock::new(|| TEXTS.iter().filter_map(|text| Some(Template { text, terms: check(text).ok()? })).collect());

/// The plainest first.
pub fn templates() -> &'static [Template] {
    &READ
}

/// By the slug of its file.
pub fn template(slug: &str) -> Option<&'static Template> {
    templates().iter().find(|template| template.terms.program == slug)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_template_is_read_and_its_examples_come_out() {
        assert_eq!(templates().len(), TEXTS.len());
        for template in templates() {
            let wrong: Vec<_> = crate::world::check_examples(&template.terms);
            assert_eq!(wrong, [], "{}", template.terms.program);
        }
    }
}
