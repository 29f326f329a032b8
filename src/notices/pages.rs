//! Switching a kind of letters off from the letter itself. Paths: `/letters/KIND/off/TOKEN` (GET shows a button; POST switches
//! off, without a session, also when a mail service sends it for its user: RFC 8058).

use super::{Kind, one_click, switch_off, switched_off};
use crate::app::App;
use crate::ids::PersonId;
use crate::web::{Error, Page, filters};
use actix_web::web;
use askama::Template;

#[derive(Template)]
#[template(path = "notices/off.html")]
pub struct OffPage {
    pub kind: &'static str,
    /// Of this very page.
    pub path: String,
    pub is_off: bool,
}

impl OffPage {
    fn name(&self) -> String {
        format!("letters-kind-{}", self.kind)
    }
}

type Address = web::Path<(String, String)>;

/// Mail services open links to inspect them: opening this changes nothing.
pub async fn ask(app: web::Data<App>, address: Address) -> Result<Page<OffPage>, Error> {
    let (kind, person) = read(&app, &address)?;
    let off = app.db.read(async |conn| switched_off(conn, person).await).await?;
    Ok(page(&address, kind, off.contains(&kind)))
}

/// Whatever the body says: the address is enough. Done twice it is done.
pub async fn off(app: web::Data<App>, address: Address) -> Result<Page<OffPage>, Error> {
    let (kind, person) = read(&app, &address)?;
    app.db.write(async |tx| switch_off(tx, person, kind).await).await?;
    Ok(page(&address, kind, true))
}

fn read(app: &App, address: &Address) -> Result<(Kind, PersonId), Error> {
    let (kind, token) = &**address;
    let kind = Kind::from_word(kind).ok_or(Error::NotFound)?;
    let person = one_click::person(&app.seal, kind, token).map_err(|error| Error::Broken(error.to_string()))?;
    Ok((kind, person.ok_or(Error::NotFound)?))
}

fn page(address: &Address, kind: Kind, is_off: bool) -> Page<OffPage> {
    let path = format!("/letters/{}/off/{}", kind.word(), address.1);
    Page::new(OffPage { kind: kind.word(), path, is_off })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::gallery::{Looks, show};

    #[test]
    fn switching_off_has_its_pages() {
        for (name, is_off) in [("letters-off", false), ("letters-off-done", true)] {
            let page = OffPage { kind: "taken_back", path: "/letters/taken_back/off/t".into(), is_off };
            show(name, "/letters/taken_back/off/t", Looks::Visitor, &page);
        }
    }
}
