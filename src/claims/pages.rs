//! One's own claims: `/claims?page=` (posts `key`, `program`, `invitee`, `invited_on`, `evidence`).

pub mod mine;

use super::Stage;
use crate::calendar::Instant;
use crate::web::{Paging, Refusals, Words, filters};
use askama::Template;

#[derive(Debug, Clone)]
pub struct Row {
    pub invitee: String,
    pub program: String,
    /// On which day, in words.
    pub invited: Words,
    pub claimed_at: Instant,
    pub stage: Stage,
    /// Why it was decided so.
    pub why: Option<Words>,
}

pub fn stage_key(stage: &Stage) -> String {
    format!("claim-{}", stage.name())
}

pub fn stage_class(stage: &Stage) -> &'static str {
    match stage {
        Stage::Open => "wait",
        Stage::Approved => "",
        Stage::Rejected => "none",
    }
}

/// What was typed, to be shown again.
#[derive(Debug, Clone, Default)]
pub struct ClaimForm {
    /// So that it is sent once.
    pub key: String,
    pub program: String,
    pub invitee: String,
    pub invited_on: String,
    pub evidence: String,
}

#[derive(Template)]
#[template(path = "claims/claims.html", blocks = ["list"])]
pub struct ClaimsPage {
    /// Slug and name of those whose staff may bind somebody.
    pub programs: Vec<(String, String)>,
    pub form: ClaimForm,
    /// In the form `2026-04-15`.
    pub today: String,
    pub rows: Vec<Row>,
    pub paging: Paging,
    pub errors: Refusals,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::Value;
    use crate::web::gallery::{Looks, at, show};

    #[test]
    fn claims_are_sent_and_listed() {
        let row = |invitee: &str, stage, why: Option<&str>| Row {
            invitee: invitee.into(),
            program: "Documentolog Business".into(),
            invited: Words::new("claims-invited-on").with("day", Value::Day(at("2026-04-01T12:00:00Z"))),
            claimed_at: at("2026-04-12T05:00:00Z"),
            stage,
            why: why.map(|why| Words::new("withdrawals-reason").with("text", why)),
        };
        let program = |slug: &str, name: &str| (slug.to_owned(), name.to_owned());
        let mut page = ClaimsPage {
            programs: vec![program("business-bonus", "Documentolog Business"), program("partners", "Partners")],
            form: ClaimForm { key: String::from("0199"), ..ClaimForm::default() },
            today: "2026-04-15".into(),
            rows: vec![
                row("nurlan.abenov@example.kz", Stage::Open, None),
                row("120340000017", Stage::Approved, Some("The letter shows it")),
                row("saule@example.kz", Stage::Rejected, Some("They came by an advertisement before")),
            ],
            paging: Paging { base: "/claims?".into(), page: 1, pages: 1 },
            errors: Refusals::none(),
        };
        show("claims", "/claims", Looks::Person, &page);
        let mut errors = Refusals::one("invitee", "wrong-claim-invitee");
        errors.add("invited_on", "wrong-claim-day");
        errors.add("evidence", "wrong-claim-evidence");
        page.form = ClaimForm { invitee: "nurlan@".into(), invited_on: "2027-01-01".into(), ..page.form };
        (page.errors, page.rows) = (errors, Vec::new());
        page.programs.truncate(1);
        show("claims-refused", "/claims", Looks::Person, &page);
        (page.programs, page.errors) = (Vec::new(), Refusals::none());
        show("claims-none", "/claims", Looks::Person, &page);
    }
}
