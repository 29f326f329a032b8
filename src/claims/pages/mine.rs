//! Sending a claim, and what became of those that were sent.

use super::{ClaimForm, ClaimsPage, Row};
use crate::app::App;
use crate::calendar::Instant;
use crate::claims::{self, Ask, Claim, Named, NotClaimed, Which};
use crate::db::Fault;
use crate::ids::{EventId, PersonId, ProgramId};
use crate::people::SignedIn;
use crate::programs::{self, Catalogue};
use crate::web::{Error, Page, Paging, Refusals, SeeOther, Value, Words};
use actix_web::{Either, web};
use askama::Template;
use chrono::{NaiveDate, TimeDelta};
use serde::Deserialize;
use uuid::Uuid;

const ROWS: i64 = 50;
const EVIDENCE: usize = 2_000;

#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
pub struct Query {
    page: String,
}

pub async fn list(app: web::Data<App>, who: SignedIn, query: web::Query<Query>) -> Result<Page<ClaimsPage>, Error> {
    let screen = screen(&app, who.person, &query.page, ClaimForm::default(), Refusals::none()).await?;
    Ok(Page::new(screen).block("claims", |page, values| page.as_list().render_with_values(values)))
}

async fn screen(
    app: &App,
    person: PersonId,
    page: &str,
    mut form: ClaimForm,
    errors: Refusals,
) -> Result<ClaimsPage, Error> {
    let (now, page, which) = (app.clock.now(), Paging::asked(page), Which::Of(person));
    let (catalogue, count, found) = app
        .db
        .read(async |conn| {
            futures_util::try_join!(
                programs::catalogue(conn),
                claims::count(conn, which),
                claims::listed(conn, which, (page - 1) * ROWS, ROWS)
            )
        })
        .await?;
    if form.key.is_empty() {
        form.key = EventId::new(now).to_string();
    }
    Ok(ClaimsPage {
        programs: claimable(&catalogue, now)?,
        form,
        today: now.date_naive().to_string(),
        rows: found.iter().map(|claim| row(claim, &catalogue, now)).collect::<Result<_, Fault>>()?,
        paging: Paging::of(Paging::base("/claims", &[]), page, count, ROWS),
        errors,
    })
}

/// Open programs whose terms let staff bind somebody.
fn claimable(catalogue: &Catalogue, now: Instant) -> Result<Vec<(String, String)>, Fault> {
    let mut claimable = Vec::new();
    for program in catalogue.programs.iter().filter(|program| program.is_open(now)) {
        let terms = &program.told(now)?.terms;
        if terms.attribution.staff {
            claimable.push((program.slug.clone(), terms.name.clone()));
        }
    }
    Ok(claimable)
}

fn row(claim: &Claim, catalogue: &Catalogue, now: Instant) -> Result<Row, Fault> {
    Ok(Row {
        invitee: claim.invitee.as_str().to_owned(),
        program: catalogue.get(claim.program)?.told(now)?.terms.name.clone(),
        invited: Words::new("claims-invited-on").with("day", Value::Day(claim.invited_at())),
        claimed_at: claim.claimed_at,
        stage: claim.stage,
        why: claim.decided.as_ref().map(|decided| Words::new("withdrawals-reason").with("text", &decided.reason)),
    })
}

#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
pub struct Form {
    key: String,
    program: String,
    invitee: String,
    invited_on: String,
    evidence: String,
}

pub async fn claim(
    app: web::Data<App>,
    who: SignedIn,
    form: web::Form<Form>,
) -> Result<Either<SeeOther, Page<ClaimsPage>>, Error> {
    let form = form.into_inner();
    let key: Uuid = form.key.parse().map_err(|_| Error::malformed())?;
    let now = app.clock.now();
    let catalogue = app.db.read(async |conn| programs::catalogue(conn).await).await?;
    let offered = claimable(&catalogue, now)?;
    let program =
        catalogue.by_slug(&form.program).filter(|program| offered.iter().any(|(slug, _)| *slug == program.slug));
    let errors = match read(&form, (key, program.map(|program| program.id)), now) {
        Ok(ask) => match send(&app, who.person, ask).await {
            Ok(()) => return Ok(Either::Left(SeeOther::to("/claims").flash("flash-claimed"))),
            Err(NotClaimed::TooMany) => Refusals::one("", "wrong-claim-many"),
            Err(NotClaimed::Fault(fault)) => return Err(fault.into()),
        },
        Err(errors) => errors,
    };
    let Form { key, program, invitee, invited_on, evidence } = form;
    let typed = ClaimForm { key, program, invitee, invited_on, evidence };
    Ok(Either::Right(Page::refused(screen(&app, who.person, "", typed, errors).await?)))
}

async fn send(app: &App, person: PersonId, ask: Ask) -> Result<(), NotClaimed> {
    let lost = |refused: &NotClaimed| matches!(refused, NotClaimed::Fault(fault) if fault.is_race());
    app.db.write_again(lost, async |tx| claims::claim(tx, person, ask.clone()).await).await
}

fn read(form: &Form, (key, program): (Uuid, Option<ProgramId>), now: Instant) -> Result<Ask, Refusals> {
    let mut errors = Refusals::none();
    if program.is_none() {
        errors.add("program", "wrong-claim-program");
    }
    let invitee = Named::read(&form.invitee);
    if invitee.is_none() {
        errors.add("invitee", "wrong-claim-invitee");
    }
    // Somewhere it is tomorrow already.
    let last = (now + TimeDelta::days(1)).date_naive();
    let first = NaiveDate::from_ymd_opt(1990, 1, 1).unwrap_or(NaiveDate::MIN);
    let invited_on = form.invited_on.parse().ok().filter(|day: &NaiveDate| (first..=last).contains(day));
    if invited_on.is_none() {
        errors.add("invited_on", "wrong-claim-day");
    }
    let evidence = form.evidence.trim().replace("\r\n", "\n");
    let is_text = |c: char| c == '\n' || c == '\t' || !c.is_control();
    let says = !evidence.is_empty() && evidence.chars().count() <= EVIDENCE && evidence.chars().all(is_text);
    if !says {
        errors.add("evidence", "wrong-claim-evidence");
    }
    match (program, invitee, invited_on) {
        (Some(program), Some(invitee), Some(invited_on)) if says => {
            Ok(Ask { key, program, invitee, invited_on, evidence })
        }
        _ => Err(errors),
    }
}
