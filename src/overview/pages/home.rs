//! The start page: whoever is signed in goes to the overview, others read what this is.

use crate::people::SignedIn;
use crate::web::{Page, SeeOther, filters};
use actix_web::Either;
use askama::Template;

#[derive(Template)]
#[template(path = "overview/home.html")]
pub struct HomePage {}

pub async fn home(who: Option<SignedIn>) -> Either<SeeOther, Page<HomePage>> {
    match who {
        Some(_) => Either::Left(SeeOther::to("/overview")),
        None => Either::Right(Page::new(HomePage {})),
    }
}
