//! Creating an account.
//!
//! The page that follows is the same whether the address was free or taken, and the same work precedes it: a password is hashed, a
//! letter is asked for. The owner of a taken address gets a letter that says so.

use actix_web::{Either, HttpRequest, web};
use askama::Template;
use serde::Deserialize;

use super::invitation::{click_of, code_box, inviting};
use super::password::weakness;
use super::{LetterPurpose, LetterSentPage, Quotas, RegisterForm, RegisterPage, TypedCode, is_name};
use crate::app::App;
use crate::db::{Db, Fault, Tx};
use crate::events::{CompanyGiven, Email, Event, Fact, PersonRegistered, Text};
use crate::ids::{Code, CompanyId, EventId, ExternalId, PersonId};
use crate::intake::{self, Incoming, Outcome};
use crate::jobs;
use crate::people::letters::EntryLetter;
use crate::people::password::Password;
use crate::people::{self, sources, traces};
use crate::web::{Error, Page, Refusals, Visit};

#[derive(Deserialize)]
pub struct Link {
    #[serde(default, rename = "ref")]
    referred: String,
    /// Carried by the address alone, as the visitor wants no cookie.
    #[serde(default)]
    code: String,
    #[serde(default)]
    click: String,
}

pub async fn form(
    app: web::Data<App>,
    request: HttpRequest,
    link: web::Query<Link>,
) -> Result<Page<RegisterPage>, Error> {
    let now = app.clock.now();
    let Link { referred, code, click } = link.into_inner();
    // Which of several visits invites is decided by the program's terms, not by the last address.
    let (code, click) = match inviting(&app, &request, now).await? {
        _ if !code.is_empty() => (code, click),
        Some((code, click)) => (code.to_string(), click.to_string()),
        None => (referred, click),
    };
    let code = app.db.read(async |conn| code_box(conn, &code, !click.is_empty(), now).await).await?;
    Ok(Page::new(RegisterPage {
        form: RegisterForm { click, ..RegisterForm::default() },
        code,
        errors: Refusals::none(),
    }))
}

#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
pub struct Form {
    name: String,
    email: String,
    password: String,
    company: String,
    tax_id: String,
    country: String,
    code: String,
    /// In place of `code`, where that one is shown.
    other_code: String,
    click: String,
    code_change: String,
}

pub async fn register(
    app: web::Data<App>,
    quotas: web::Data<Quotas>,
    request: HttpRequest,
    form: web::Form<Form>,
) -> Result<Either<Page<LetterSentPage>, Page<RegisterPage>>, Error> {
    let mut form = form.into_inner();
    if form.code_change == "remove" {
        form.code.clear();
        form.other_code.clear();
        form.click.clear();
    }
    if !form.other_code.trim().is_empty() {
        form.code = std::mem::take(&mut form.other_code);
        form.click.clear();
    }
    let now = app.clock.now();
    if let Some(click) = click_of(&app, &request, &form.code, now).await? {
        form.click = click.to_string();
    }
    let code = app.db.read(async |conn| code_box(conn, &form.code, !form.click.is_empty(), now).await).await?;
    if !form.code_change.is_empty() {
        let page = Page::new(form.shown(code, Refusals::none()));
        return Ok(Either::Right(page.block("register", |page, values| page.as_form().render_with_values(values))));
    }
    let (registration, password) = match Registration::read(&form, &code) {
        Ok(read) => read,
        Err(errors) => return Ok(Either::Right(Page::refused(form.shown(code, errors)))),
    };
    quotas.ask_for_letter(&request, registration.email.as_str())?;
    let hash = password.hash().await?;
    registration.enter(&app.db, &hash, Visit::of(&request).lang.code()).await?;
    let page = LetterSentPage { email: registration.email.to_string(), purpose: LetterPurpose::ConfirmEmail };
    Ok(Either::Left(Page::new(page)))
}

impl Form {
    fn shown(self, code: TypedCode, errors: Refusals) -> RegisterPage {
        let Form { name, email, company, tax_id, country, click, .. } = self;
        RegisterPage { form: RegisterForm { name, email, company, tax_id, country, click }, code, errors }
    }
}

/// Why one attempt to register did not succeed.
enum Attempt {
    /// Somebody else claimed the address at the same time: nothing of this attempt is kept, and the next one will see it.
    Overtaken,
    Failed(Fault),
}

impl From<Fault> for Attempt {
    fn from(fault: Fault) -> Attempt {
        Attempt::Failed(fault)
    }
}

/// A form that can be registered.
struct Registration {
    email: Email,
    name: Text,
    company: Text,
    tax_id: Option<Text>,
    country: Option<Text>,
    code: Option<Text>,
    click: Option<ExternalId>,
}

impl Registration {
    /// A code that was typed and not looked at is told first, if nobody would be invited by it; whoever then goes on has none.
    fn read(form: &Form, code: &TypedCode) -> Result<(Registration, Password), Refusals> {
        let mut errors = Refusals::none();
        if let TypedCode::Unusable { why, .. } = code {
            errors.add("code", why.clone());
        }
        let named = |text: &str| text.trim().parse::<Text>().ok().filter(|text| is_name(text.as_str()));
        let optional = |text: &str| text.trim().parse::<Text>().ok().filter(|text| !text.as_str().is_empty());
        let name = named(&form.name);
        if name.is_none() {
            errors.add("name", "wrong-name");
        }
        let email = form.email.trim().parse::<Email>().ok();
        if email.is_none() {
            errors.add("email", "wrong-email");
        }
        let password =
            Password::choose(&form.password, form.email.trim()).map_err(|weak| errors.add("password", weakness(weak)));
        let company = named(&form.company);
        if company.is_none() {
            errors.add("company", "wrong-company");
        }
        if !form.tax_id.trim().is_empty() && !is_tax_id(form.tax_id.trim()) {
            errors.add("tax_id", "wrong-tax-id");
        }
        if !form.country.is_empty() && !is_country(&form.country) {
            errors.add("country", "wrong-country");
        }
        match (name, email, password, company) {
            (Some(name), Some(email), Ok(password), Some(company)) if errors.is_empty() => {
                let registration = Registration {
                    email,
                    name,
                    company,
                    tax_id: optional(&form.tax_id),
                    country: optional(&form.country),
                    code: written(&form.code),
                    click: form.click.parse().ok(),
                };
                Ok((registration, password))
            }
            _ => Err(errors),
        }
    }

    /// Registers the person, or tells the owner of the address that somebody tried.
    async fn enter(&self, db: &Db, hash: &str, language: &str) -> Result<(), Fault> {
        let lost = |attempt: &Attempt| match attempt {
            Attempt::Overtaken => true,
            Attempt::Failed(fault) => fault.is_race(),
        };
        let entered = db.write_again(lost, async |tx| self.try_to_enter(tx, hash, language).await).await;
        entered.map_err(|attempt| match attempt {
            Attempt::Overtaken => Fault::NoConnection("too many register at once".into()),
            Attempt::Failed(fault) => fault,
        })
    }

    async fn try_to_enter(&self, tx: &Tx, hash: &str, language: &str) -> Result<(), Attempt> {
        let key = self.email.normalised();
        let keys = std::slice::from_ref(&key);
        if let Some(owner) = traces::owners_of(tx, keys).await?.remove(&key) {
            return Ok(jobs::enqueue(tx, &EntryLetter::Taken { person: owner }).await?);
        }
        let person = PersonId::new(tx.now());
        let incoming = Incoming::new(sources::beckon(), self.event(tx, person)?);
        let applied = intake::apply(tx, &[incoming]).await?;
        let outcome = applied.answers.into_iter().next().map(|answer| answer.outcome);
        let Some(Outcome::Applied { .. }) = outcome else {
            return Err(Fault::contradiction("a registration of our own was not applied").into());
        };
        // Between our look and intake's the address may have found another owner; that is no refusal to intake.
        if traces::owners_of(tx, keys).await?.remove(&key) != Some(person) {
            return Err(Attempt::Overtaken);
        }
        people::set_first_password(tx, person, hash).await?;
        people::set_language(tx, person, language).await?;
        Ok(jobs::enqueue(tx, &EntryLetter::Confirm { person }).await?)
    }

    fn event(&self, tx: &Tx, person: PersonId) -> Result<Event, Fault> {
        let id = |text: String| text.parse::<ExternalId>().map_err(|error| Fault::contradiction(error.to_string()));
        let company = CompanyGiven {
            company: id(CompanyId::new(tx.now()).to_string())?,
            name: self.company.clone(),
            tax_id: self.tax_id.clone(),
        };
        let fact = PersonRegistered {
            person: id(person.to_string())?,
            email: self.email.clone(),
            name: Some(self.name.clone()),
            code: self.code.clone(),
            click: self.click.clone(),
            program: None,
            referrer: None,
            country: self.country.clone(),
            // Nobody asked: a company's owner may be a natural person.
            kind: None,
            company: Some(company),
        };
        let event = EventId::new(tx.now());
        Ok(Event { id: id(event.to_string())?, timestamp: tx.now(), fact: Fact::PersonRegistered(Box::new(fact)) })
    }
}

/// As the link's owner has it, however it was typed; what is no code is told to the program as it is.
fn written(typed: &str) -> Option<Text> {
    let code = typed.parse::<Code>().map_or_else(|_| typed.trim().to_owned(), |code| code.to_string());
    code.parse::<Text>().ok().filter(|text| !text.as_str().is_empty())
}

fn is_tax_id(text: &str) -> bool {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '.' | '/');
    text.chars().count() <= 40 && text.chars().all(plain) && text.chars().any(char::is_alphanumeric)
}

/// ISO 3166-1 alpha-2, as the form's list sends it.
fn is_country(code: &str) -> bool {
    code.len() == 2 && code.bytes().all(|letter| letter.is_ascii_uppercase())
}
