//! Who may: proofs that only this file makes, from a session that the database has just confirmed; in a demo, of whoever its story is about.

use std::future::{Ready, ready};
use std::marker::PhantomData;

use actix_session::SessionExt;
use actix_web::body::MessageBody;
use actix_web::dev::{Payload, ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::middleware::Next;
use actix_web::{FromRequest, HttpMessage, HttpRequest, HttpResponse, web};

use super::cookie::get as read;
use super::sessions::{CASH, INVITED, LANGUAGE, NAME, PERSON, PROGRAM, ROLE, SESSION, TWO_STEP, UNREAD, VIEW, ZONE};
use super::views::View;
use super::{By, Person, Role};
use crate::app::App;
use crate::calendar::{Instant, Zone};
use crate::clock::Clock;
use crate::db::Fault;
use crate::ids::{PersonId, SessionId};
use crate::web::{Error, Lang, Nav, Viewing, peer};

/// The person who sends this request. Without one a page leads to sign-in and back.
#[derive(Debug, Clone)]
pub struct SignedIn {
    pub person: PersonId,
    pub session: SessionId,
    pub name: String,
    pub role: Option<Role>,
    pub language: Option<Lang>,
    pub zone: Zone,
    /// Signing in asks for a code besides the password.
    pub two_step: bool,
    /// The slug of the program in which the person takes part.
    pub program: Option<String>,
    /// The slugs of the programs that gave the person cash.
    pub cash: Vec<String>,
    invited: bool,
    /// None in a demo's story.
    peer: Option<String>,
    /// Not this person sends the request, but a member of staff who looks at the account: nothing may change.
    looks: Option<Looks>,
}

#[derive(Debug, Clone, Copy)]
struct Looks {
    staff: PersonId,
    until: Instant,
}

impl SignedIn {
    fn of(request: &HttpRequest) -> Result<SignedIn, Error> {
        let session = request.get_session();
        if session.contains_key(UNREAD) {
            return Err(Fault::NoConnection("the session could not be read".into()).into());
        }
        let person = read(&session, PERSON)?.ok_or(Error::Unauthorized)?;
        let text = |key| read::<String>(&session, key);
        let here = read(&session, SESSION)?.ok_or(Error::Unauthorized)?;
        if let Some(view) = read::<View>(&session, VIEW)? {
            return Ok(SignedIn {
                person: view.person,
                session: here,
                name: view.name,
                role: None,
                language: text(LANGUAGE)?.and_then(|code| Lang::from_code(&code)),
                zone: view.zone.and_then(|name| name.parse().ok()).unwrap_or(Zone::UTC),
                two_step: false,
                program: text(PROGRAM)?,
                cash: read(&session, CASH)?.unwrap_or_default(),
                invited: view.invited,
                peer: Some(peer(request)),
                looks: Some(Looks { staff: person, until: view.until }),
            });
        }
        Ok(SignedIn {
            person,
            session: here,
            name: text(NAME)?.unwrap_or_default(),
            role: text(ROLE)?.and_then(|word| Role::from_word(&word)),
            language: text(LANGUAGE)?.and_then(|code| Lang::from_code(&code)),
            zone: text(ZONE)?.and_then(|name| name.parse().ok()).unwrap_or(Zone::UTC),
            two_step: read(&session, TWO_STEP)?.unwrap_or(false),
            program: text(PROGRAM)?,
            cash: read(&session, CASH)?.unwrap_or_default(),
            invited: read(&session, INVITED)?.unwrap_or(false),
            peer: Some(peer(request)),
            looks: None,
        })
    }

    /// A member of staff looks at this person's account.
    pub fn is_looked_at(&self) -> bool {
        self.looks.is_some()
    }

    /// As it was known at sign-in.
    pub fn was_invited(&self) -> bool {
        self.invited
    }

    pub fn by(&self) -> By {
        By { person: self.looks.map_or(self.person, |looks| looks.staff), peer: self.peer.clone() }
    }
}

impl FromRequest for SignedIn {
    type Error = Error;
    type Future = Ready<Result<SignedIn, Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(SignedIn::of(request).and_then(|who| match who.looks {
            Some(_) if !only_asks(request.method()) => Err(Error::OnlyLooks),
            _ => Ok(who),
        }))
    }
}

/// Whoever looks at somebody's account and stops that.
#[derive(Debug, Clone)]
pub struct Looking {
    pub by: By,
    pub session: SessionId,
    pub person: PersonId,
}

impl FromRequest for Looking {
    type Error = Error;
    type Future = Ready<Result<Looking, Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(SignedIn::of(request).and_then(|who| match who.looks {
            Some(_) => Ok(Looking { by: who.by(), session: who.session, person: who.person }),
            None => Err(Error::NotFound),
        }))
    }
}

fn only_asks(method: &Method) -> bool {
    matches!(*method, Method::GET | Method::HEAD)
}

/// What is open to whoever looks at somebody's account. A page that is not named here is closed to them: settings, payout details,
/// files, the pages of staff, and whatever comes later.
const LOOKED_AT: &[&str] = &[
    "/",
    "/overview",
    "/share",
    "/share/links/{code}/qr.{kind}",
    "/invited",
    "/invited/{id}",
    "/clicks",
    "/earnings",
    "/earnings/{id}",
    "/statement",
    "/companies",
    "/companies/runs",
    "/invoices",
    "/invoices/{id}",
    "/plans",
    "/withdrawals",
    "/adjustments/{id}",
    "/claims",
    "/invitation",
    "/programs/{slug}/terms",
    "/programs/{slug}/terms/{version}",
    "/programs/{slug}/terms/{version}/changes",
    "/programs/{slug}/banners/{language}/{size}.svg",
    "/static/{name:.*}",
];
/// What they may send: it ends the view, or the session.
const ENDS: &[&str] = &["/admin/view/end", "/sign-out"];

fn is_open(request: &ServiceRequest) -> bool {
    let open = if only_asks(request.method()) { LOOKED_AT } else { ENDS };
    request.match_pattern().is_some_and(|pattern| open.contains(&pattern.as_str()))
}

/// A role as a type: [`Support`], [`Finance`], [`Admin`].
pub trait Rank: 'static {
    const ROLE: Role;
}

#[derive(Debug, Clone, Copy)]
pub struct Support;
#[derive(Debug, Clone, Copy)]
pub struct Finance;
#[derive(Debug, Clone, Copy)]
pub struct Admin;

impl Rank for Support {
    const ROLE: Role = Role::Support;
}
impl Rank for Finance {
    const ROLE: Role = Role::Finance;
}
impl Rank for Admin {
    const ROLE: Role = Role::Admin;
}

/// A member of staff with at least the role `R`. To persons without any role the page does not exist; to staff with a
/// lesser one it is forbidden; staff without two-step sign-in are led to it, where the settings ask for that.
#[derive(Debug, Clone)]
pub struct Staff<R: Rank> {
    pub who: SignedIn,
    rank: PhantomData<R>,
}

impl<R: Rank> Staff<R> {
    pub fn by(&self) -> By {
        self.who.by()
    }

    /// Whose steps a demo's story tells, as if they had signed in. Nobody where people work, nor anybody of a lesser role.
    pub fn of_story(clock: &Clock, person: &Person) -> Option<Staff<R>> {
        let role = person.role.filter(|role| clock.is_demo() && *role >= R::ROLE)?;
        let who = SignedIn {
            person: person.id,
            session: SessionId::new(clock.now()),
            name: person.name.clone(),
            role: Some(role),
            language: None,
            zone: Zone::UTC,
            two_step: false,
            program: None,
            cash: Vec::new(),
            invited: false,
            peer: None,
            looks: None,
        };
        Some(Staff { who, rank: PhantomData })
    }
}

impl<R: Rank> FromRequest for Staff<R> {
    type Error = Error;
    type Future = Ready<Result<Staff<R>, Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(SignedIn::of(request).and_then(|who| match who.role {
            Some(_) if !who.two_step && asks_staff_for_two_steps(request) => Err(Error::TwoStepNeeded),
            Some(role) if role >= R::ROLE => Ok(Staff { who, rank: PhantomData }),
            Some(_) => Err(Error::Forbidden),
            None => Err(Error::NotFound),
        }))
    }
}

/// A demo's staff come in with one click.
fn asks_staff_for_two_steps(request: &HttpRequest) -> bool {
    let app = request.app_data::<web::Data<App>>();
    app.is_some_and(|app| app.config.staff_two_step && !app.clock.is_demo())
}

/// Tells the page around whom it greets, also where a page asks for nobody, and stops whatever somebody who only looks may not:
/// `.wrap(from_fn(people::greet))`, inside the session's middleware.
pub async fn greet(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, actix_web::Error> {
    let mut stops = false;
    if let Ok(who) = SignedIn::of(request.request()) {
        if let Some(Looks { until, .. }) = who.looks {
            request.extensions_mut().insert(Viewing { name: who.name.clone(), until });
            stops = !is_open(&request);
        }
        let (staff, zone) = (who.role.is_some(), who.zone);
        let nav = Nav { name: who.name, staff, invited: who.invited, cash: who.cash, zone };
        request.extensions_mut().insert(nav);
    }
    if stops {
        // `into_response` would lose which error it is.
        let (request, _) = request.into_parts();
        let refused = HttpResponse::from_error(Error::OnlyLooks);
        return Ok(ServiceResponse::new(request, refused).map_into_right_body());
    }
    Ok(next.call(request).await?.map_into_left_body())
}
