//! What a run gives each company, as tables and files show it.

use crate::companies;
use crate::db::{Conn, Fault};
use crate::discounts::{self, Assignment};
use crate::ids::{CompanyId, PersonId};
use crate::money::Percent;
use crate::people;
use crate::rules::explain;
use crate::rules::scale::{CompanyResult, PlacesReason};
use crate::verification::{Referrer, Run};
use crate::web::{Words, csv};
use rust_decimal::Decimal;
use std::collections::HashMap;

#[derive(Debug, Clone)]
pub struct Row {
    pub person: PersonId,
    pub name: String,
    /// None: a run keeps it of no one alone.
    pub active: Option<i64>,
    /// None: the person has no company.
    pub company: Option<(CompanyId, String)>,
    /// At the run before; none where it gave the company nothing to keep.
    pub before: Option<Percent>,
    pub places: i64,
    pub percent: Percent,
    pub reason: Option<PlacesReason>,
    /// An invoice keeps the discount from the person.
    pub blocked: bool,
}

impl Row {
    pub fn why(&self) -> Words {
        let result =
            |reason| CompanyResult { places: self.places.unsigned_abs() as u32, percent: self.percent, reason };
        match self.reason {
            Some(reason) => explain::company_result(&result(reason)).into(),
            None => "verification-no-company".into(),
        }
    }

    /// The reason as the address of a filter.
    pub fn reason_word(&self) -> &'static str {
        self.reason.map(PlacesReason::name).unwrap_or_default()
    }

    pub fn change(&self) -> &'static str {
        let before = self.before.unwrap_or(Percent::ZERO);
        match self.percent.value().cmp(&before.value()) {
            std::cmp::Ordering::Greater => "verification-more",
            std::cmp::Ordering::Less => "verification-less",
            std::cmp::Ordering::Equal => "verification-same",
        }
    }

    /// As in the address: `more`, `less` or `same`.
    pub fn change_word(&self) -> &'static str {
        self.change().trim_start_matches("verification-")
    }

    pub fn blocked_word(&self) -> &'static str {
        if self.blocked { "yes" } else { "no" }
    }

    pub fn percent_word(&self) -> String {
        self.percent.value().normalize().to_string()
    }

    pub fn difference(&self) -> Decimal {
        self.percent.value() - self.before_or_nothing().value()
    }

    pub fn change_class(&self) -> &'static str {
        match self.change() {
            "verification-more" => "",
            "verification-less" => "bad",
            _ => "none",
        }
    }

    pub fn before_or_nothing(&self) -> &Percent {
        self.before.as_ref().unwrap_or(&Percent::ZERO)
    }

    pub fn head() -> String {
        csv::line(&[
            "person",
            "name",
            "active",
            "company",
            "company_name",
            "before",
            "places",
            "percent",
            "reason",
            "blocked",
        ])
    }

    pub fn line(&self) -> String {
        let (company, company_name) = match &self.company {
            Some((id, name)) => (id.to_string(), name.as_str()),
            None => (String::new(), ""),
        };
        csv::line(&[
            &self.person.to_string(),
            &self.name,
            &self.active.map(|active| active.to_string()).unwrap_or_default(),
            &company,
            company_name,
            &self.before.map(|before| before.value().normalize().to_string()).unwrap_or_default(),
            &self.places.to_string(),
            &self.percent_word(),
            self.reason_word(),
            self.blocked_word(),
        ])
    }
}

/// What a run would give, in the order of the referrers and of their companies.
pub async fn forecast(conn: &Conn, referrers: &[Referrer], before: Option<&Run>) -> Result<Vec<Row>, Fault> {
    let given = referrers.iter().flat_map(|one| one.companies.iter().map(|given| (one.person, given.company)));
    let known = Known::of(conn, referrers.iter().map(|one| one.person).collect(), given.collect(), before).await?;
    let mut rows = Vec::new();
    for one in referrers {
        let row = |company: Option<CompanyId>, result: Option<CompanyResult>| Row {
            person: one.person,
            name: known.name(one.person),
            active: Some(one.active.into()),
            before: company.and_then(|company| known.before.get(&(one.person, company)).copied()),
            company: company.map(|company| (company, known.company(company))),
            places: result.map_or(0, |result| result.places.into()),
            percent: result.map_or(Percent::ZERO, |result| result.percent),
            reason: result.map(|result| result.reason),
            blocked: one.blocked,
        };
        if one.companies.is_empty() {
            rows.push(row(None, None));
        }
        rows.extend(one.companies.iter().map(|given| row(Some(given.company), Some(given.result))));
    }
    Ok(rows)
}

/// What a run gave.
pub async fn gave(conn: &Conn, given: &[Assignment], before: Option<&Run>) -> Result<Vec<Row>, Fault> {
    let companies = given.iter().map(|one| (one.person, one.company)).collect();
    let known = Known::of(conn, given.iter().map(|one| one.person).collect(), companies, before).await?;
    let row = |one: &Assignment| Row {
        person: one.person,
        name: known.name(one.person),
        active: None,
        company: Some((one.company, known.company(one.company))),
        before: known.before.get(&(one.person, one.company)).copied(),
        places: one.places.into(),
        percent: one.percent,
        reason: Some(one.reason),
        blocked: matches!(one.reason, PlacesReason::PendingPayments | PlacesReason::OpenInvoices),
    };
    Ok(given.iter().map(row).collect())
}

/// What stands beside it: of one page, whoever is on it.
struct Known {
    names: HashMap<PersonId, String>,
    companies: HashMap<CompanyId, String>,
    before: HashMap<(PersonId, CompanyId), Percent>,
}

impl Known {
    async fn of(
        conn: &Conn,
        mut people: Vec<PersonId>,
        given: Vec<(PersonId, CompanyId)>,
        before: Option<&Run>,
    ) -> Result<Known, Fault> {
        people.sort_unstable();
        people.dedup();
        let earlier = async {
            match before {
                Some(run) => discounts::assignments_of_run(conn, run.id, &people).await,
                None => Ok(Vec::new()),
            }
        };
        let (found, companies, earlier) =
            futures_util::try_join!(people::find_all(conn, &people), companies::names(conn, &given), earlier)?;
        Ok(Known {
            names: found.into_iter().map(|person| (person.id, person.name)).collect(),
            companies,
            before: earlier.into_iter().map(|one| ((one.person, one.company), one.percent)).collect(),
        })
    }

    fn name(&self, person: PersonId) -> String {
        self.names.get(&person).cloned().unwrap_or_default()
    }

    fn company(&self, company: CompanyId) -> String {
        self.companies.get(&company).cloned().unwrap_or_default()
    }
}
