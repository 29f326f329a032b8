//! Opening, naming and closing one's links. The form of a new link carries its id: sent twice, it opens one.

use super::share::{self, Query};
use super::share_page::{LinkForm, SharePage};
use crate::app::App;
use crate::db::Fault;
use crate::ids::{Code, LinkId};
use crate::people::SignedIn;
use crate::programs;
use crate::referrals::{self, NewLink, NotClosed, NotOpened};
use crate::seal;
use crate::web::{Error, Page, Refusals, SeeOther, Visit, Words};
use actix_web::{Either, HttpRequest, web};
use serde::Deserialize;

const LONGEST_LABEL: usize = 60;
const LONGEST_SUB: usize = 50;

type Answer = Result<Either<SeeOther, Page<SharePage>>, Error>;

#[derive(Deserialize)]
pub struct Form {
    link: String,
    program: String,
    #[serde(default)]
    label: String,
    #[serde(default)]
    sub: String,
}

pub async fn add(app: web::Data<App>, who: SignedIn, request: HttpRequest, form: web::Form<Form>) -> Answer {
    let Form { link, program, label, sub } = form.into_inner();
    let id: LinkId = link.parse().map_err(|_| Error::malformed())?;
    let catalogue = app.db.read(async |conn| programs::catalogue(conn).await).await?;
    let known = catalogue.by_slug(&program).ok_or(Error::NotFound)?;
    let (label, sub) = (label.trim().to_owned(), sub.trim().to_owned());
    let again = async |errors: Refusals| {
        let typed = LinkForm { link: link.clone(), label: label.clone(), sub: sub.clone() };
        let query = Query { program: program.clone(), ..Query::default() };
        Ok(refused(share::screen(&app, &who, &Visit::of(&request), &query, typed, errors).await?))
    };
    let mut errors = Refusals::none();
    if !is_label(&label) {
        errors.add("label", Words::new("wrong-link-label").with("count", LONGEST_LABEL));
    }
    if !is_sub(&sub) {
        errors.add("sub", Words::new("wrong-link-sub").with("count", LONGEST_SUB));
    }
    if !errors.is_empty() {
        return again(errors).await;
    }
    let drawn = (0..5).map(|_| seal::random().map(Code::from_random)).collect::<Result<Vec<_>, _>>();
    let drawn = drawn.map_err(|error| Error::Broken(error.to_string()))?;
    let new = NewLink { id, person: who.person, program: known.id, label: label.clone(), sub: sub.clone() };
    match app.db.write(async |tx| referrals::open_link(tx, new.clone(), &drawn).await).await {
        Ok(()) => Ok(Either::Left(SeeOther::to(path(&program)).flash("flash-link-added"))),
        Err(NotOpened::TooMany) => {
            let most = Words::new("wrong-link-too-many").with("count", referrals::MOST_LINKS);
            again(Refusals::one("", most)).await
        }
        Err(NotOpened::Fault(fault)) => Err(fault.into()),
    }
}

fn path(program: &str) -> String {
    format!("/share?program={program}#links")
}

#[derive(Deserialize)]
pub struct Name {
    label: String,
}

pub async fn rename(
    app: web::Data<App>,
    who: SignedIn,
    request: HttpRequest,
    code: web::Path<String>,
    form: web::Form<Name>,
) -> Answer {
    let code: Code = code.parse().map_err(|_| Error::NotFound)?;
    let program = of_link(&app, &who, &code).await?;
    let label = form.label.trim();
    if !is_label(label) {
        let errors = Refusals::one("", Words::new("wrong-link-label").with("count", LONGEST_LABEL));
        let mut screen = screen(&app, &who, &request, &program, errors).await?;
        let code = code.to_string();
        for row in screen.links.iter_mut().filter(|row| row.code == code) {
            row.typed = Some(form.label.clone());
        }
        return Ok(refused(screen));
    }
    let renamed: Result<bool, Fault> =
        app.db.write(async |tx| referrals::rename_link(tx, who.person, &code, label).await).await;
    match renamed? {
        true => Ok(Either::Left(SeeOther::to(path(&program)).flash("flash-saved"))),
        false => Err(Error::NotFound),
    }
}

pub async fn close(app: web::Data<App>, who: SignedIn, request: HttpRequest, code: web::Path<String>) -> Answer {
    let code: Code = code.parse().map_err(|_| Error::NotFound)?;
    let program = of_link(&app, &who, &code).await?;
    match app.db.write(async |tx| referrals::close_link(tx, who.person, &code).await).await {
        Ok(_) => Ok(Either::Left(SeeOther::to(path(&program)).flash("flash-link-closed"))),
        Err(NotClosed::NoLink) => Err(Error::NotFound),
        Err(NotClosed::Last) => {
            Ok(refused(screen(&app, &who, &request, &program, Refusals::one("", "wrong-link-last")).await?))
        }
        Err(NotClosed::Fault(fault)) => Err(fault.into()),
    }
}

/// The program of one's own open link; another's is not found.
async fn of_link(app: &App, who: &SignedIn, code: &Code) -> Result<String, Error> {
    let (link, catalogue) = app
        .db
        .read(async |conn| {
            futures_util::try_join!(referrals::own_link(conn, who.person, code), programs::catalogue(conn))
        })
        .await?;
    let link = link.ok_or(Error::NotFound)?;
    Ok(catalogue.get(link.program)?.slug.clone())
}

async fn screen(
    app: &App,
    who: &SignedIn,
    request: &HttpRequest,
    program: &str,
    errors: Refusals,
) -> Result<SharePage, Error> {
    let visit = Visit::of(request);
    let form = LinkForm { link: LinkId::new(visit.now).to_string(), ..LinkForm::default() };
    let query = Query { program: program.to_owned(), ..Query::default() };
    share::screen(app, who, &visit, &query, form, errors).await
}

fn refused(screen: SharePage) -> Either<SeeOther, Page<SharePage>> {
    let program = screen.named();
    Either::Right(Page::refused(screen).about(&program))
}

/// An empty one takes the name away.
fn is_label(text: &str) -> bool {
    text.chars().count() <= LONGEST_LABEL && !text.chars().any(char::is_control)
}

/// What stands in an address without being written otherwise.
fn is_sub(text: &str) -> bool {
    text.len() <= LONGEST_SUB && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'))
}

#[cfg(test)]
mod tests {
    use super::{is_label, is_sub};

    #[test]
    fn labels_are_a_line_and_sub_ids_stand_in_addresses() {
        assert!(is_label("") && is_label("Листовка, весна 2026") && is_label(&"я".repeat(60)));
        assert!(!is_label("a\nb") && !is_label(&"я".repeat(61)));
        assert!(is_sub("") && is_sub("flyer-7_a.b") && !is_sub("a b") && !is_sub("я") && !is_sub(&"x".repeat(51)));
    }
}
