//! Samples of the pages, in every language.

use super::ladder::Pending;
use super::ladder::tests::{ladder, places, rung};
use super::runs::{Fate, RunCard, RunRow, RunsPage};
use super::*;
use crate::rules::explain;
use crate::rules::scale::{CompanyResult, PlacesReason};
use crate::web::gallery::{Looks, at, show};
use crate::web::{Paging, Value};

fn company(name: &str, tax_id: Option<&str>, closed_at: Option<Instant>) -> CompanyRow {
    CompanyRow {
        name: name.into(),
        tax_id: tax_id.map(Into::into),
        billing_id: "019ab0c4-77de-7c31-9d5e-2f0f7a1b2c3d".into(),
        registered_at: at("2026-01-12T05:00:00Z"),
        closed_at,
    }
}

fn page() -> CompaniesPage {
    CompaniesPage {
        programs: Vec::new(),
        ladder: None,
        changed: Changed::Nothing,
        companies: vec![
            company("Altyn Foods", Some("120340001234"), None),
            company("Steppe Trade", None, None),
            company("Old Mill", Some("990140009876"), Some(at("2026-03-01T05:00:00Z"))),
        ],
        form: CompanyForm::default(),
        errors: Refusals::none(),
    }
}

#[test]
fn companies_are_listed_and_added() {
    let mut page = page();
    show("companies", "/companies", Looks::Person, &page);
    page.companies.clear();
    page.errors = Refusals::one("tax_id", taken(None));
    page.form.name = "Altyn Foods".into();
    show("companies-refused", "/companies", Looks::Person, &page);
}

#[test]
fn companies_of_a_discount_program_stand_on_a_ladder() {
    let mut page = CompaniesPage { ladder: Some(ladder()), ..page() };
    show("companies-ladder", "/companies", Looks::Person, &page);
    let choice = |slug: &str, current| LadderChoice { slug: slug.into(), name: slug.into(), current };
    page.programs = vec![choice("company-discounts", true), choice("regional-discounts", false)];
    page.changed = Changed::Refused;
    let once = Words::new("ladder-once-paid").with("percent", "40 %".parse::<crate::money::Percent>().unwrap());
    let why = Words::new("ladder-pending").with("count", 2).with("day", Value::Day(at("2026-04-28T00:00:00Z")));
    let invoices = vec![("/invoices/1".into(), "2026-0412".into()), ("/invoices/2".into(), "2026-0415".into())];
    page.ladder = Some(Ladder {
        pending: Some(Pending { why, invoices }),
        rungs: vec![rung(1, "Altyn Foods", "0 %", 20, vec![places(20), once])],
        saves: None,
        best: None,
        unused: 12,
        ..ladder()
    });
    show("companies-ladder-pending", "/companies", Looks::Person, &page);
    page.ladder = Some(Ladder { rungs: Vec::new(), best: None, saves: None, unused: 0, ..ladder() });
    show("companies-ladder-empty", "/companies", Looks::Person, &page);
}

#[test]
fn past_verifications_tell_what_became_of_each_discount() {
    let row = |name: &str, result: CompanyResult, fate, invoices: Vec<(String, String)>| RunRow {
        name: name.into(),
        places: result.places.into(),
        percent: result.percent,
        before: Some("5 %".parse().unwrap()),
        why: explain::company_result(&result).into(),
        fate,
        invoices,
    };
    let given = |places, percent: &str, reason| CompanyResult { places, percent: percent.parse().unwrap(), reason };
    let card = |month: &str, instant: &str, companies| RunCard {
        month: month.parse().unwrap(),
        at: at(instant),
        active: 25,
        unused: 0,
        companies,
    };
    let invoice = vec![("/invoices/1".into(), "2026-0312".into())];
    let (forty, five) = (given(20, "40 %", PlacesReason::Assigned), given(5, "5 %", PlacesReason::Assigned));
    let runs = vec![
        card(
            "2026-03",
            "2026-03-28T00:00:00Z",
            vec![
                row("Altyn Foods", forty, Some(Fate::Used), invoice),
                row("Steppe Trade", five, Some(Fate::Waits), Vec::new()),
            ],
        ),
        card(
            "2026-02",
            "2026-02-28T00:00:00Z",
            vec![
                row("Altyn Foods", forty, Some(Fate::Superseded), Vec::new()),
                row("Old Mill", five, Some(Fate::Lost), Vec::new()),
                row("Steppe Trade", given(3, "0 %", PlacesReason::TooFew), None, Vec::new()),
            ],
        ),
        card("2026-01", "2026-01-28T00:00:00Z", Vec::new()),
    ];
    let paging = Paging::of("/companies/runs?".into(), 1, 30, 12);
    let mut page = RunsPage { program: "Company discounts".into(), back: "/companies".into(), runs, paging };
    show("companies-runs", "/companies/runs", Looks::Person, &page);
    page.runs.clear();
    page.paging = Paging::of("/companies/runs?".into(), 1, 0, 12);
    show("companies-runs-empty", "/companies/runs", Looks::Person, &page);
}
