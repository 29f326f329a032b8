//! The list of one's companies, as a ladder where a program gives them discounts; a new one is a fact like those that billing reports.

use super::ladder::{Ladder, ladder};
use super::{Changed, CompaniesPage, CompanyForm, CompanyRow, LadderChoice};
use crate::app::App;
use crate::companies::{self, Company, tax_key};
use crate::db::{Conn, Fault};
use crate::events::{CompanyRegistered, Event, Fact, Text};
use crate::ids::{CompanyId, ExternalId, IdError, PersonId, ProgramId};
use crate::intake::{self, Incoming, Intake, Name, Noun, Outcome};
use crate::people::SignedIn;
use crate::programs::{self, Catalogue, Program};
use crate::referrals;
use crate::web::{Error, Page, Refusals, SeeOther};
use actix_web::{Either, web};
use serde::Deserialize;
use std::collections::HashMap;
use uuid::Uuid;

#[derive(Deserialize)]
pub struct Query {
    #[serde(default)]
    program: String,
}

pub async fn show(app: web::Data<App>, who: SignedIn, query: web::Query<Query>) -> Result<Page<CompaniesPage>, Error> {
    Ok(Page::new(screen(&app, &who, &query.program).await?))
}

pub(super) async fn screen(app: &App, who: &SignedIn, program: &str) -> Result<CompaniesPage, Error> {
    let now = app.clock.now();
    let (companies, names, (programs, ladder)) = app
        .db
        .read(async |conn| {
            let companies = companies::of(conn, who.person).await?;
            let ids: Vec<Uuid> = companies.iter().map(|company| company.id.0).collect();
            let names = intake::names_of(conn, Noun::Company, &ids).await?;
            let catalogue = programs::catalogue(conn).await?;
            let programs = monthly(conn, &catalogue, who.person).await?;
            let chosen = chosen(&programs, program);
            let ladder = match chosen {
                Some(chosen) => ladder(conn, who.person, chosen, now).await?,
                None => None,
            };
            let choice = |program: &&Program| {
                let (slug, name) = (program.slug.clone(), program.told(now)?.terms.name.clone());
                Ok(LadderChoice { current: chosen.is_some_and(|chosen| chosen.id == program.id), slug, name })
            };
            let programs = programs.iter().map(choice).collect::<Result<Vec<_>, Fault>>()?;
            Ok::<(_, _, (_, Option<Ladder>)), Fault>((companies, names, (programs, ladder)))
        })
        .await?;
    let companies = companies.into_iter().map(|company| row(company, &names)).collect();
    let form = CompanyForm { company: CompanyId::new(now).to_string(), ..CompanyForm::default() };
    let errors = Refusals::none();
    Ok(CompaniesPage { programs, ladder, changed: Changed::Nothing, companies, form, errors })
}

/// The programs that give companies discounts and that concern a person: who takes part in none is concerned by the first program of all.
pub(super) async fn monthly<'c>(
    conn: &Conn,
    catalogue: &'c Catalogue,
    person: PersonId,
) -> Result<Vec<&'c Program>, Fault> {
    let all: Vec<&Program> = catalogue.programs.iter().filter(|program| program.is_monthly()).collect();
    let ids: Vec<ProgramId> = all.iter().map(|program| program.id).collect();
    let taken = referrals::taking_part(conn, person, &ids).await?;
    let first = catalogue.programs.first().filter(|_| taken.is_empty()).map(|program| program.id);
    Ok(all.into_iter().filter(|program| taken.contains(&program.id) || first == Some(program.id)).collect())
}

/// The named one, or else the first.
pub(super) fn chosen<'c>(programs: &[&'c Program], slug: &str) -> Option<&'c Program> {
    programs.iter().find(|program| program.slug == slug).or(programs.first()).copied()
}

fn row(company: Company, names: &HashMap<Uuid, Name>) -> CompanyRow {
    let billing_id = names.get(&company.id.0).map_or_else(|| company.id.to_string(), |name| name.id.to_string());
    CompanyRow {
        name: company.name,
        tax_id: company.tax_id,
        billing_id,
        registered_at: company.registered_at,
        closed_at: company.closed_at,
    }
}

/// It carries the new company's id: sent twice, it adds one.
#[derive(Deserialize)]
pub struct Form {
    company: String,
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
    let company: CompanyId = form.company.parse().map_err(|_| Error::malformed())?;
    let company = id(company.to_string())?;
    let done = || Ok(Either::Left(SeeOther::to("/companies").flash("flash-company-added")));
    if is_theirs(&app, &who, &company).await? {
        return done();
    }
    let refused = async |errors| {
        let form = CompanyForm { company: form.company.clone(), name: form.name.clone(), tax_id: form.tax_id.clone() };
        let screen = screen(&app, &who, "").await?;
        Ok(Either::Right(Page::refused(CompaniesPage { form, errors, ..screen })))
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
        // By the same form a moment before.
        if is_theirs(&app, &who, &company).await? {
            return done();
        }
        return refused(Refusals::one("tax_id", super::taken(app.config.support.as_ref()))).await;
    }
    // Staff who were made by a command have no fact behind them to which a company's fact could refer.
    let me = names.get(&who.person.0).ok_or(Error::Forbidden)?;
    let event = id(company.to_string())?;
    let registered = CompanyRegistered { company: company.clone(), person: me.id.clone(), name, tax_id };
    let fact = Fact::CompanyRegistered(Box::new(registered));
    let event = Event { id: event, timestamp: app.clock.now(), fact };
    // Told in the words of whoever registered the person, so that their billing system knows the company by this id.
    let answer = intake.submit(Incoming::new(me.source, event)).await?;
    match answer.outcome {
        Outcome::Applied { .. } => done(),
        // The same form at the same time.
        Outcome::Conflict { .. } if is_theirs(&app, &who, &company).await? => done(),
        Outcome::Conflict { .. } => Err(Error::NotFound),
        other => Err(Error::Broken(format!("a company of our own was not applied: {other:?}"))),
    }
}

fn id(text: String) -> Result<ExternalId, Error> {
    text.parse().map_err(|error: IdError| Error::Broken(error.to_string()))
}

async fn is_theirs(app: &App, who: &SignedIn, company: &ExternalId) -> Result<bool, Error> {
    let names = app
        .db
        .read(async |conn| {
            let companies = companies::of(conn, who.person).await?;
            let ids: Vec<Uuid> = companies.iter().map(|company| company.id.0).collect();
            intake::names_of(conn, Noun::Company, &ids).await
        })
        .await?;
    Ok(names.values().any(|name| name.id == *company))
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
