//! What admins change.

use super::super::short::Asked;
use super::{KeyPage, KeysPage, Typed, screen};
use crate::app::App;
use crate::db::{Fault, Tx};
use crate::events::Text;
use crate::ids::ApiKeyId;
use crate::people::api_keys::{self, Fresh, Scope};
use crate::people::{Admin, Staff, sources};
use crate::web::{Error, Page, Refusals, SeeOther};
use actix_web::{Either, web};
use serde::Deserialize;

const MOST_CHARS: usize = 100;

#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
pub struct Form {
    key: String,
    source: String,
    label: String,
    read: String,
    write: String,
}

struct Wanted {
    id: ApiKeyId,
    source: String,
    label: Text,
    scopes: Vec<Scope>,
}

impl Form {
    fn scopes(&self) -> Vec<Scope> {
        let asked = [(&self.read, Scope::EventsRead), (&self.write, Scope::EventsWrite)];
        asked.into_iter().filter(|(said, _)| *said == "yes").map(|(_, scope)| scope).collect()
    }

    fn read(&self) -> Result<Wanted, Refusals> {
        let mut errors = Refusals::none();
        let source = sources::check_name(self.source.trim());
        if source.is_err() {
            errors.add("source", "wrong-key-source");
        }
        let label = self.label.trim().parse::<Text>();
        let label = label.ok().filter(|label| (1..=MOST_CHARS).contains(&label.as_str().chars().count()));
        if label.is_none() {
            errors.add("label", "wrong-key-label");
        }
        let scopes = self.scopes();
        if scopes.is_empty() {
            errors.add("read", "wrong-key-scopes");
        }
        let id = self.key.parse::<ApiKeyId>();
        if id.is_err() {
            errors.add("", "error-400-text");
        }
        match (id, source, label) {
            (Ok(id), Ok(source), Some(label)) if errors.is_empty() => Ok(Wanted { id, source, label, scopes }),
            _ => Err(errors),
        }
    }
}

/// The answer is the only page that ever shows the key; the same form sent again makes no other.
pub async fn make(
    app: web::Data<App>,
    staff: Staff<Admin>,
    form: web::Form<Form>,
) -> Result<Either<Page<KeyPage>, Page<KeysPage>>, Error> {
    let form = form.into_inner();
    let refused = async |errors| {
        let scopes = form.scopes();
        let typed = Typed { key: form.key.clone(), source: form.source.clone(), label: form.label.clone(), scopes };
        Ok(Either::Right(Page::refused(screen(&app, &staff.who, &Asked::new(), typed, errors).await?)))
    };
    let wanted = match form.read() {
        Ok(wanted) => wanted,
        Err(errors) => return refused(errors).await,
    };
    let fresh = Fresh::of(&app.seal, wanted.id).map_err(|error| Error::Broken(error.to_string()))?;
    if !app.db.write_again(Fault::is_race, async |tx| kept(tx, &staff, &wanted, &fresh).await).await? {
        return refused(Refusals::one("", "wrong-key-made")).await;
    }
    let (source, label) = (wanted.source, wanted.label.as_str().to_owned());
    Ok(Either::Left(Page::new(KeyPage { source, label, text: fresh.text().to_owned() })))
}

/// False when the form made its key before.
async fn kept(tx: &Tx, staff: &Staff<Admin>, wanted: &Wanted, fresh: &Fresh) -> Result<bool, Fault> {
    if api_keys::is_kept(tx, wanted.id).await? {
        return Ok(false);
    }
    let source = sources::find_or_create(tx, &wanted.source).await?;
    api_keys::keep(tx, &staff.by(), source, wanted.label.as_str(), &wanted.scopes, fresh).await?;
    Ok(true)
}

/// One that was revoked before stays so.
pub async fn revoke(app: web::Data<App>, staff: Staff<Admin>, id: web::Path<String>) -> Result<SeeOther, Error> {
    let id: ApiKeyId = id.parse().map_err(|_| Error::NotFound)?;
    let known: Result<bool, Fault> = app
        .db
        .write(async |tx| {
            api_keys::revoke(tx, &staff.by(), id).await?;
            api_keys::is_kept(tx, id).await
        })
        .await;
    if !known? {
        return Err(Error::NotFound);
    }
    Ok(SeeOther::to("/admin/api-keys").flash("flash-key-revoked"))
}
