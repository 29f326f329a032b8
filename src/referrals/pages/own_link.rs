//! One's own link. Whoever is registered invites in every open program: the link is made when a page first shows it.

use crate::app::App;
use crate::db::Fault;
use crate::ids::{Code, ProgramId};
use crate::people::SignedIn;
use crate::referrals::{self, Link};
use crate::seal;
use crate::web::Error;

/// The whole address of the person's first open link: `https://bonus.example.kz/r/K7QM2XWA`. `links`: what is there already.
pub async fn address(app: &App, who: &SignedIn, program: ProgramId, links: &[Link]) -> Result<String, Error> {
    let person = who.person;
    let code = match links.iter().find(|link| link.program == program) {
        Some(link) => link.code.clone(),
        // Whoever only looks makes none.
        None if who.is_looked_at() => return Ok(app.url.to_string()),
        None => {
            let drawn = (0..5).map(|_| seal::random().map(Code::from_random)).collect::<Result<Vec<_>, _>>();
            let drawn = drawn.map_err(|error| Error::Broken(error.to_string()))?;
            let made: Result<Link, Fault> =
                app.db.write(async |tx| referrals::ensure_link(tx, person, program, &drawn).await).await;
            made?.code
        }
    };
    of_code(app, code.as_str())
}

pub fn of_code(app: &App, code: &str) -> Result<String, Error> {
    let url = app.url.join(&format!("/r/{code}")).map_err(|error| Error::Broken(error.to_string()))?;
    Ok(url.into())
}
