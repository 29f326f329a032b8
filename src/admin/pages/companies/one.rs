//! One company: whose it is, what runs gave it, its subscriptions and invoices.

use crate::app::App;
use crate::billing::{self, Subscription, pages::InvoiceRow, pages::invoices};
use crate::calendar::{Instant, Month};
use crate::companies::{self, Company};
use crate::db::{Conn, Fault};
use crate::discounts;
use crate::events::SubscriptionStatus;
use crate::ids::CompanyId;
use crate::intake::{self, Noun};
use crate::money::Percent;
use crate::people::{self, Staff, Support, sources};
use crate::programs;
use crate::rules::explain;
use crate::rules::scale::CompanyResult;
use crate::web::{Error, Page, Words, filters};
use actix_web::web;
use askama::Template;

/// Lines of each list.
const ROWS: i64 = 12;

/// What one run gave it.
#[derive(Debug, Clone)]
pub struct Given {
    pub program: String,
    pub month: Month,
    pub places: i64,
    pub percent: Percent,
    pub why: Words,
}

#[derive(Debug, Clone)]
pub struct Subscribed {
    pub product: String,
    /// What the sender calls it.
    pub known_as: String,
    pub started_at: Instant,
    pub status: SubscriptionStatus,
}

impl Subscribed {
    fn key(&self) -> &'static str {
        match self.status {
            SubscriptionStatus::Trialing => "subscription-trialing",
            SubscriptionStatus::Active => "subscription-active",
            SubscriptionStatus::PastDue => "subscription-past-due",
            SubscriptionStatus::Canceled => "subscription-canceled",
            SubscriptionStatus::Expired => "subscription-expired",
        }
    }

    fn class(&self) -> &'static str {
        match self.status {
            SubscriptionStatus::Trialing => "wait",
            SubscriptionStatus::Active => "",
            SubscriptionStatus::PastDue => "bad",
            SubscriptionStatus::Canceled | SubscriptionStatus::Expired => "none",
        }
    }
}

#[derive(Template)]
#[template(path = "admin/company.html")]
pub struct CompanyPage {
    pub company: Company,
    /// Id and name.
    pub owner: (String, String),
    /// What a billing system calls it, and which one.
    pub known_as: Option<(String, String)>,
    /// Among those of its owner that are open, from 1, and how many these are.
    pub place: Option<(i64, i64)>,
    /// Of the newest finished runs, the newest first.
    pub given: Vec<Given>,
    pub subscriptions: Vec<Subscribed>,
    pub invoices: Vec<InvoiceRow>,
}

pub async fn one(
    app: web::Data<App>,
    _staff: Staff<Support>,
    id: web::Path<String>,
) -> Result<Page<CompanyPage>, Error> {
    let (id, now): (CompanyId, _) = (id.parse().map_err(|_| Error::NotFound)?, app.clock.now());
    let screen = app.db.read(async |conn| screen(conn, id, now).await).await?;
    Ok(Page::new(screen.ok_or(Error::NotFound)?))
}

async fn screen(conn: &Conn, id: CompanyId, now: Instant) -> Result<Option<CompanyPage>, Fault> {
    let Some(company) = companies::find_any(conn, id).await? else { return Ok(None) };
    let (person, ids) = ([company.person], [id.0]);
    let (owner, all, known, catalogue, given, subscriptions, found) = futures_util::try_join!(
        people::find(conn, company.person),
        companies::of(conn, company.person),
        intake::names_of(conn, Noun::Company, &ids),
        programs::catalogue(conn),
        discounts::assignments_of_company(conn, company.person, id, ROWS),
        billing::subscriptions_of(conn, &person),
        billing::invoices_of_company(conn, company.person, id, ROWS)
    )?;
    let open: Vec<CompanyId> = all.iter().filter(|one| one.closed_at.is_none()).map(|one| one.id).collect();
    let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let place = open.iter().position(|one| *one == id).map(|place| (count(place) + 1, count(open.len())));
    let given = given.into_iter().map(|(program, month, given)| {
        let result = CompanyResult { places: given.places, percent: given.percent, reason: given.reason };
        Ok(Given {
            program: catalogue.get(program)?.told(now)?.terms.name.clone(),
            month,
            places: given.places.into(),
            percent: given.percent,
            why: explain::company_result(&result).into(),
        })
    });
    let given = given.collect::<Result<Vec<_>, Fault>>()?;
    let ours = subscriptions.into_iter().filter(|one| one.company == id).rev().map(|one| Subscribed {
        status: status(&one, now),
        product: one.product,
        known_as: one.external_id,
        started_at: one.started_at,
    });
    let known_as = known.get(&id.0).filter(|name| name.source != sources::beckon());
    Ok(Some(CompanyPage {
        owner: (company.person.to_string(), owner.map(|owner| owner.name).unwrap_or_default()),
        known_as: known_as.map(|name| (name.source_name.clone(), name.id.to_string())),
        place,
        given,
        subscriptions: ours.collect(),
        invoices: found.iter().map(|invoice| invoices::row(invoice, now)).collect::<Result<_, Fault>>()?,
        company,
    }))
}

/// What was reported last; before anything was, by its trial.
fn status(one: &Subscription, now: Instant) -> SubscriptionStatus {
    let trial = one.trial_ends_at.is_some_and(|ends| ends > now);
    let begins = if trial { SubscriptionStatus::Trialing } else { SubscriptionStatus::Active };
    one.statuses.last().map_or(begins, |(_, status)| *status)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::billing::pages::InvoiceState;
    use crate::rules::scale::PlacesReason;
    use crate::web::gallery::{Looks, at, show, tenge};

    #[test]
    fn one_company_is_shown_whole() {
        let company = Company {
            person: "01981a3c-0000-7000-8000-000000000001".parse().unwrap(),
            id: "01981a3c-0000-7000-8000-000000000002".parse().unwrap(),
            name: "Dala Logistics LLP".into(),
            tax_id: Some("990140000123".into()),
            position: 1,
            registered_at: at("2026-04-03T05:00:00Z"),
            closed_at: None,
        };
        let statuses = [
            SubscriptionStatus::Trialing,
            SubscriptionStatus::Active,
            SubscriptionStatus::PastDue,
            SubscriptionStatus::Canceled,
            SubscriptionStatus::Expired,
        ];
        let subscribed = |status| Subscribed {
            product: "business".into(),
            known_as: "sub-17".into(),
            started_at: at("2026-04-03T05:00:00Z"),
            status,
        };
        let percent: Percent = "40 %".parse().unwrap();
        let result = CompanyResult { places: 20, percent, reason: PlacesReason::Assigned };
        let mut page = CompanyPage {
            owner: ("0190".into(), "Aigerim Sadykova".into()),
            known_as: Some(("billing".into(), "c_17".into())),
            place: Some((1, 3)),
            given: vec![Given {
                program: "Company discounts".into(),
                month: "2026-03".parse().unwrap(),
                places: 20,
                percent,
                why: explain::company_result(&result).into(),
            }],
            subscriptions: statuses.map(subscribed).into(),
            invoices: vec![InvoiceRow {
                id: "0198".into(),
                number: "2026-04-03-A1B2".into(),
                company: "Dala Logistics LLP".into(),
                issued_at: at("2026-04-03T05:00:00Z"),
                due_at: at("2026-04-13T05:00:00Z"),
                total: tenge("90000"),
                left: tenge("90000"),
                state: InvoiceState::Overdue,
            }],
            company,
        };
        show("admin-company", "/admin/companies/0198", Looks::Staff, &page);
        (page.company.name, page.company.tax_id, page.known_as, page.place) = (String::new(), None, None, None);
        page.company.closed_at = Some(at("2026-04-14T05:00:00Z"));
        (page.given, page.subscriptions, page.invoices) = (Vec::new(), Vec::new(), Vec::new());
        page.owner.1.clear();
        show("admin-company-closed", "/admin/companies/0198", Looks::Staff, &page);
    }
}
