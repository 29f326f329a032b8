//! Whose lines a list shows: what staff type into its search.

use super::printable;
use crate::app::App;
use crate::db::Way;
use crate::events::Email;
use crate::ids::PersonId;
use crate::people::{self, Among};
use crate::web::Error;
use std::collections::HashMap;

/// People whom a search finds.
const PEOPLE: i64 = 100;

/// By an id, an address, or how a name or an address begins; none where nothing was typed.
pub async fn people(app: &App, typed: &str) -> Result<Option<Vec<PersonId>>, Error> {
    let text = printable(typed);
    if text.is_empty() {
        return Ok(None);
    }
    if let Ok(person) = text.parse::<PersonId>() {
        return Ok(Some(vec![person]));
    }
    if let Ok(email) = text.parse::<Email>() {
        let key = email.normalised();
        let known = app.db.read(async |conn| people::known_emails(conn, std::slice::from_ref(&key)).await).await?;
        return Ok(Some(known.into_values().collect()));
    }
    let among = if text.contains('@') { Among::Emails } else { Among::Names };
    let found =
        app.db.read(async |conn| people::search(conn, among, &text, Way::Ascending, None, PEOPLE).await).await?;
    Ok(Some(found.into_iter().map(|found| found.person.id).collect()))
}

pub type Names = HashMap<PersonId, String>;

/// What people are called; nobody's name is empty.
pub async fn names(app: &App, ids: impl Iterator<Item = PersonId>) -> Result<Names, Error> {
    let mut ids: Vec<PersonId> = ids.collect();
    ids.sort();
    ids.dedup();
    let found = app.db.read(async |conn| people::find_all(conn, &ids).await).await?;
    Ok(found.into_iter().map(|person| (person.id, person.name)).collect())
}
