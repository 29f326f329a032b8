//! The list of one's companies; a new one is a fact like those that billing reports.

use super::{CompaniesPage, CompanyForm, CompanyRow};
use crate::app::App;
use crate::companies::{self, Company, Direction, NotAnOrder, tax_key};
use crate::db::Fault;
use crate::events::{CompanyRegistered, Event, Fact, Text};
use crate::ids::{CompanyId, EventId, ExternalId};
use crate::intake::{self, Incoming, Intake, Name, Noun, Outcome};
use crate::people::SignedIn;
use crate::verification;
use crate::web::{Error, Page, Refusals, SeeOther};
use actix_web::{Either, web};
use serde::Deserialize;
use std::collections::HashMap;
use uuid::Uuid;

pub async fn show(app: web::Data<App>, who: SignedIn) -> Result<Page<CompaniesPage>, Error> {
    Ok(Page::new(screen(&app, &who, CompanyForm::default(), Refusals::none()).await?))
}

async fn screen(app: &App, who: &SignedIn, form: CompanyForm, errors: Refusals) -> Result<CompaniesPage, Error> {
    let (companies, names) = app
        .db
        .read(async |conn| {
            let companies = companies::of(conn, who.person).await?;
            let ids: Vec<Uuid> = companies.iter().map(|company| company.id.0).collect();
            let names = intake::names_of(conn, Noun::Company, &ids).await?;
            Ok::<_, Fault>((companies, names))
        })
        .await?;
    let open: Vec<CompanyId> = companies.iter().filter(|c| c.closed_at.is_none()).map(|c| c.id).collect();
    let companies = companies.into_iter().map(|company| row(company, &open, &names)).collect();
    Ok(CompaniesPage { companies, form, errors })
}

fn row(company: Company, open: &[CompanyId], names: &HashMap<Uuid, Name>) -> CompanyRow {
    let place = open.iter().position(|id| *id == company.id);
    let billing_id = names.get(&company.id.0).map_or_else(|| company.id.to_string(), |name| name.id.to_string());
    CompanyRow {
        id: company.id.to_string(),
        may_rise: place.is_some_and(|place| place > 0),
        may_fall: place.is_some_and(|place| place + 1 < open.len()),
        name: company.name,
        tax_id: company.tax_id,
        billing_id,
        registered_at: company.registered_at,
        closed_at: company.closed_at,
    }
}

#[derive(Deserialize)]
pub struct Form {
    name: String,
    #[serde(default)]
    tax_id: String,
}

pub async fn add(
    app: web::Data<App>,
    intake: web::Data<Intake>,
    who: SignedIn,
    form: web::Form<Form>,
) -> Result<Either<SeeOther, Page<CompaniesPage>>, Error> {
    let refused = async |errors| {
        let form = CompanyForm { name: form.name.clone(), tax_id: form.tax_id.clone() };
        Ok(Either::Right(Page::refused(screen(&app, &who, form, errors).await?)))
    };
    let (name, tax_id) = match read(&form) {
        Ok(read) => read,
        Err(errors) => return refused(errors).await,
    };
    let keys: Vec<String> = tax_id.iter().filter_map(|id| tax_key(id.as_str())).collect();
    let me = [who.person.0];
    let (taken, names) = app
        .db
        .read(async |conn| {
            futures_util::try_join!(companies::known_tax_ids(conn, &keys), intake::names_of(conn, Noun::Person, &me))
        })
        .await?;
    if !taken.is_empty() {
        return refused(Refusals::one("tax_id", "wrong-tax-id-taken")).await;
    }
    // Staff who were made by a command have no fact behind them to which a company's fact could refer.
    let me = names.get(&who.person.0).ok_or(Error::Forbidden)?;
    let now = app.clock.now();
    let id = |text: String| text.parse::<ExternalId>().map_err(|error| Error::Broken(error.to_string()));
    let company = id(CompanyId::new(now).to_string())?;
    let fact = Fact::CompanyRegistered(Box::new(CompanyRegistered { company, person: me.id.clone(), name, tax_id }));
    let event = Event { id: id(EventId::new(now).to_string())?, timestamp: now, fact };
    // Told in the words of whoever registered the person, so that their billing system knows the company by this id.
    let answer = intake.submit(Incoming::new(me.source, event)).await?;
    match answer.outcome {
        Outcome::Applied { .. } => Ok(Either::Left(SeeOther::to("/companies").flash("flash-company-added"))),
        other => Err(Error::Broken(format!("a company of our own was not applied: {other:?}"))),
    }
}

fn read(form: &Form) -> Result<(Text, Option<Text>), Refusals> {
    let mut errors = Refusals::none();
    let is_name = |text: &str| !text.is_empty() && text.chars().count() <= 200;
    let name = form.name.trim().parse::<Text>().ok().filter(|name| is_name(name.as_str()));
    if name.is_none() {
        errors.add("name", "wrong-company");
    }
    let plain = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '.' | '/');
    let is_tax_id = |text: &str| text.chars().count() <= 40 && text.chars().all(plain) && tax_key(text).is_some();
    let typed = form.tax_id.trim();
    let tax_id = typed.parse::<Text>().ok().filter(|id| is_tax_id(id.as_str()));
    if !typed.is_empty() && tax_id.is_none() {
        errors.add("tax_id", "wrong-tax-id");
    }
    name.filter(|_| errors.is_empty()).map(|name| (name, tax_id)).ok_or(errors)
}

#[derive(Deserialize)]
pub struct Move {
    company: String,
    direction: String,
}

pub async fn change_order(app: web::Data<App>, who: SignedIn, form: web::Form<Move>) -> Result<SeeOther, Error> {
    let company: CompanyId = form.company.parse().map_err(|_| Error::NotFound)?;
    let direction = if form.direction == "up" { Direction::Up } else { Direction::Down };
    let lost = |refused: &NotAnOrder| matches!(refused, NotAnOrder::Fault(fault) if fault.is_race());
    let moved = app.db.write_again(lost, async |tx| {
        verification::admit(tx).await?;
        let id = EventId::new(tx.now());
        let order = companies::move_one(tx, who.person, company, direction, &id.to_string()).await?;
        Ok::<_, NotAnOrder>(intake::record_order(tx, id, who.person, &order).await?)
    });
    let moved = moved.await;
    match moved {
        Ok(_) => Ok(SeeOther::to("/companies")),
        Err(NotAnOrder::NoSuchCompany | NotAnOrder::Changed) => Err(Error::NotFound),
        Err(NotAnOrder::Fault(fault)) => Err(fault.into()),
    }
}
