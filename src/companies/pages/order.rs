//! Another order of one's companies: one of them moved to a place, or all of them put as they were dragged.

use super::ladder::Ladder;
use super::list::screen;
use super::{Changed, CompaniesPage};
use crate::app::App;
use crate::companies::{self, NotAnOrder};
use crate::ids::{CompanyId, EventId};
use crate::intake;
use crate::people::SignedIn;
use crate::verification;
use crate::web::{Error, Page, Paging, SeeOther, Visit, Words};
use actix_web::{Either, HttpRequest, web};
use askama::Template;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
pub struct Form {
    program: String,
    company: String,
    place: Option<usize>,
    order: String,
}

enum Wish {
    Place(CompanyId, usize),
    Order(Vec<CompanyId>),
}

pub async fn change(
    app: web::Data<App>,
    who: SignedIn,
    request: HttpRequest,
    form: web::Form<Form>,
) -> Result<Either<SeeOther, Page<CompaniesPage>>, Error> {
    let read = |text: &str| text.parse::<CompanyId>().map_err(|_| Error::NotFound);
    let company = if form.company.is_empty() { None } else { Some(read(&form.company)?) };
    let wish = match (company, form.place) {
        (Some(company), Some(place)) if form.order.is_empty() => Wish::Place(company, place),
        _ => Wish::Order(form.order.split_whitespace().map(read).collect::<Result<_, _>>()?),
    };
    let page = |screen: CompaniesPage| {
        Page::new(screen).block("ladder", |page, values| page.as_ladder().render_with_values(values))
    };
    match fulfil(&app, &who, &wish).await {
        Ok(()) if Visit::of(&request).is_htmx() => {
            let screen = screen(&app, &who, &form.program).await?;
            let said = screen.ladder.as_ref().map(|ladder| told(ladder, company)).unwrap_or_default();
            Ok(Either::Right(page(CompaniesPage { changed: Changed::Saved(said), ..screen })))
        }
        Ok(()) => {
            let path = Paging::base("/companies", &[("program", &form.program)]);
            let path = path.trim_end_matches(['?', '&']);
            let moved = company.map(|company| format!("#rung-{company}")).unwrap_or_default();
            Ok(Either::Left(SeeOther::to(format!("{path}{moved}")).flash("flash-order-saved")))
        }
        Err(NotAnOrder::Changed) => {
            let screen = screen(&app, &who, &form.program).await?;
            let refused = CompaniesPage { changed: Changed::Refused, ..screen };
            Ok(Either::Right(page(refused).status(actix_web::http::StatusCode::UNPROCESSABLE_ENTITY)))
        }
        Err(NotAnOrder::NoSuchCompany) => Err(Error::NotFound),
        Err(NotAnOrder::Fault(fault)) => Err(fault.into()),
    }
}

async fn fulfil(app: &App, who: &SignedIn, wish: &Wish) -> Result<(), NotAnOrder> {
    let lost = |refused: &NotAnOrder| matches!(refused, NotAnOrder::Fault(fault) if fault.is_race());
    let done = app.db.write_again(lost, async |tx| {
        verification::admit(tx).await?;
        let id = EventId::new(tx.now());
        let order = match wish {
            Wish::Place(company, place) => {
                companies::move_to(tx, who.person, *company, *place, &id.to_string()).await?
            }
            Wish::Order(order) => {
                companies::reorder(tx, who.person, order, &id.to_string()).await?;
                order.clone()
            }
        };
        Ok::<_, NotAnOrder>(intake::record_order(tx, id, who.person, &order).await?)
    });
    done.await
}

/// What somebody who does not see the page should hear of the new order.
fn told(ladder: &Ladder, moved: Option<CompanyId>) -> Vec<Words> {
    let id = moved.map(|company| company.to_string());
    let rung = ladder.rungs.iter().find(|rung| Some(&rung.id) == id.as_ref());
    let first = rung.map_or(Words::from("flash-order-saved"), |rung| {
        let words = Words::new("ladder-said").with("name", rung.name.as_str()).with("place", rung.place);
        words.with("count", ladder.rungs.len()).with("percent", rung.percent)
    });
    let saves = ladder.saves.map(|saves| Words::new("ladder-said-saves").with("amount", saves));
    std::iter::once(first).chain(saves).collect()
}
