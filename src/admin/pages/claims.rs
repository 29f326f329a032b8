//! Claims to decide: `/admin/claims?which=&q=&person=&program=&sort=&after=` (`which` = `open` | `all` | `approved` | `rejected`) and the same as
//! a file, `/admin/claims/ID`, and below it `POST approval`, `POST rejection` (`reason`).

mod decisions;
mod shown;

pub(super) use decisions::read;
pub use decisions::{approve, reject};
pub(super) use shown::name;
pub use shown::{file, list, one};

use crate::calendar::Instant;
use crate::claims::Stage;
use crate::web::{Further, Listing, Refusals, Words, filters};
use askama::Template;

#[derive(Debug, Clone)]
pub struct Row {
    pub id: String,
    pub person: String,
    pub person_id: String,
    pub program: String,
    pub slug: String,
    pub invitee: String,
    pub claimed_at: Instant,
    pub stage: Stage,
}

#[derive(Template)]
#[template(path = "admin/claims.html", blocks = ["list"])]
pub struct ClaimsPage {
    pub list: Listing,
    pub open: i64,
    pub all: i64,
    pub rows: Vec<Row>,
    pub further: Further,
}

impl ClaimsPage {
    fn views(&self) -> [(&'static str, &'static str, i64); 2] {
        [("open", "admin-claims-open", self.open), ("all", "admin-claims-all", self.all)]
    }

    /// Those two are no filters.
    fn is_narrow(&self) -> bool {
        let one_state = !self.views().iter().any(|(which, ..)| self.list.is("which", which));
        one_state || ["q", "person", "program"].iter().any(|filter| !self.list.is(filter, ""))
    }
}

/// Whom a claim names, as we know them.
#[derive(Debug, Clone)]
pub struct Known {
    pub id: String,
    pub name: String,
    pub registered_at: Instant,
    pub first_payment_at: Option<Instant>,
    /// Who invited them in this program, and since when.
    pub bound: Option<(Words, Instant)>,
}

#[derive(Template)]
#[template(path = "admin/claim.html")]
pub struct ClaimPage {
    pub row: Row,
    pub email: Option<String>,
    pub invited_on: Instant,
    pub evidence: String,
    pub known: Option<Known>,
    /// Who decided it and when, and why.
    pub decided: Option<(Words, String)>,
    pub may_decide: bool,
    /// Why this member of staff may not.
    pub note: Option<&'static str>,
    /// What was typed into the form that was refused.
    pub typed: String,
    pub errors: Refusals,
}

#[cfg(test)]
mod tests {
    use super::shown::Query;
    use super::*;
    use crate::web::gallery::{Looks, at, show};

    fn row(person: &str, invitee: &str, stage: Stage) -> Row {
        Row {
            id: "0198d5c2".into(),
            person: person.into(),
            person_id: "0190".into(),
            program: "Documentolog Business".into(),
            slug: "business-bonus".into(),
            invitee: invitee.into(),
            claimed_at: at("2026-04-12T05:00:00Z"),
            stage,
        }
    }

    #[test]
    fn staff_have_claims_to_decide() {
        let mut page = ClaimsPage {
            list: Query::default().listing(),
            open: 2,
            all: 31,
            rows: vec![
                row("Aigerim Sadykova", "nurlan.abenov@example.kz", Stage::Open),
                row("Saule Kim", "120340000017", Stage::Open),
            ],
            further: Further { base: "/admin/claims?".into(), is_further: false, next: Some("1_0198".into()) },
        };
        show("admin-claims", "/admin/claims", Looks::Staff, &page);
        (page.rows, page.open, page.list) = (Vec::new(), 0, Query::of("rejected", "aig").listing());
        show("admin-claims-empty", "/admin/claims", Looks::Staff, &page);
    }

    #[test]
    fn one_claim_is_decided() {
        let name = |name: &str| Words::new("withdrawal-name").with("name", name);
        let mut page = ClaimPage {
            row: row("Aigerim Sadykova", "nurlan.abenov@example.kz", Stage::Open),
            email: Some("aigerim.sadykova@example.kz".into()),
            invited_on: at("2026-04-01T00:00:00Z"),
            evidence: "I sent him the link on 1 April, here is the letter:\n\"Nurlan, try this\"".into(),
            known: Some(Known {
                id: "0198".into(),
                name: "Nurlan Abenov".into(),
                registered_at: at("2026-04-03T05:00:00Z"),
                first_payment_at: None,
                bound: None,
            }),
            decided: None,
            may_decide: true,
            note: None,
            typed: String::new(),
            errors: Refusals::none(),
        };
        show("admin-claim", "/admin/claims/0198", Looks::Staff, &page);
        page.errors = Refusals::one("reason", "wrong-admin-claim-reason");
        if let Some(known) = &mut page.known {
            known.first_payment_at = Some(at("2026-04-10T05:00:00Z"));
            known.bound = Some((name("Saule Kim"), at("2026-04-03T05:00:00Z")));
        }
        show("admin-claim-refused", "/admin/claims/0198", Looks::Staff, &page);
        (page.errors, page.may_decide, page.note) = (Refusals::none(), false, Some("admin-claim-finance"));
        page.known = None;
        show("admin-claim-nobody", "/admin/claims/0198", Looks::Staff, &page);
        let words = Words::new("admin-claim-decided").with("name", "Dana Akhmetova");
        let day = crate::web::Value::Moment(at("2026-04-14T05:00:00Z"));
        (page.note, page.row.stage) = (None, Stage::Rejected);
        page.decided = Some((words.with("day", day), "They came by an advertisement before".into()));
        show("admin-claim-decided", "/admin/claims/0198", Looks::Staff, &page);
    }
}
