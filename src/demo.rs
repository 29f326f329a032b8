//! The demo: a made-up world with a year of history, one-click sign-in, and a clock that its visitor moves.
//!
//! All of it exists only on a demo clock ([`Clock::Demo`]), which nothing but `beckon demo` makes; elsewhere its addresses are
//! not there. It refuses a database that holds anything else, so that nobody's staff can be signed in with one click.

mod bar;
mod billing_key;
mod cast;
mod desk;
mod drafts;
mod later;
pub mod pages;
mod shop;
mod store;
mod story;
mod world;

pub use bar::bar;
pub use billing_key::BillingKey;
pub use world::NotMade;

use crate::app::App;
use crate::config::Config;
use crate::db::Fault;
use crate::people::{self, sessions};
use crate::seal::SealError;
use chrono::TimeDelta;

#[derive(Debug, thiserror::Error)]
pub enum NotPrepared {
    #[error(
        "this database holds an installation that is no demo; give the demo a database of its own: \
         another BECKON_DATA, or another DATABASE_URL"
    )]
    NoDemo,
    #[error(transparent)]
    NotMade(#[from] NotMade),
    #[error(transparent)]
    Fault(#[from] Fault),
    #[error(transparent)]
    Seal(#[from] SealError),
}

/// What whoever started the demo is told.
pub struct Prepared {
    key: BillingKey,
}

/// Questions about receipts have somebody to go to, as letters are files here; and papers name somebody.
pub fn furnished(config: Config) -> Result<Config, NotPrepared> {
    let support = match config.support {
        Some(support) => support,
        None => "Documentolog <help@documentolog.example>".parse().map_err(world::refused)?,
    };
    let issuer = config.issuer.or_else(|| Some("Documentolog".into()));
    Ok(Config { support: Some(support), issuer, ..config })
}

/// Makes the world if it is not there, and puts the clock where its visitor left it.
pub async fn prepare(app: &App) -> Result<Prepared, NotPrepared> {
    begin(app).await?;
    let held = app
        .db
        .write(async |tx| {
            store::lock(tx).await?;
            let demo = store::find(tx).await?.ok_or(NotPrepared::NoDemo)?;
            if !demo.ready {
                // Boxed: the compiler gives up on futures that are nested too deep.
                let players = Box::pin(world::make(app, demo.began_at)).await?;
                store::set_ready(tx, players).await?;
            }
            Ok::<_, NotPrepared>(demo)
        })
        .await?;
    app.clock.set_offset(held.ahead).map_err(NotMade::from)?;
    Ok(Prepared { key: BillingKey::keep(app).await? })
}

/// Marks an empty database as a demo's, first of all and for good.
async fn begin(app: &App) -> Result<(), NotPrepared> {
    let ahead = app.clock.offset();
    app.db
        .write(async |tx| match store::find(tx).await? {
            Some(_) => Ok(()),
            None if people::is_anybody_here(tx).await? => Err(NotPrepared::NoDemo),
            None => Ok(store::begin(tx, ahead).await?),
        })
        .await
}

/// Moves the clock of all processes; whoever is signed in stays so.
async fn pass(app: &App, time: TimeDelta) -> Result<(), Fault> {
    let ahead = app
        .db
        .write(async |tx| {
            sessions::move_along(tx, time).await?;
            store::advance(tx, time).await
        })
        .await?;
    app.clock.set_offset(ahead).map_err(|unmovable| Fault::contradiction(unmovable.to_string()))
}

impl Prepared {
    pub fn words(&self, app: &App) -> String {
        let people = cast::players().map(|(role, name, what)| format!("  {role:<9} {name}, {what}\n")).concat();
        format!(
            "\nOpen {url}demo and choose who you are; one click signs you in:\n{people}\n\
             Be the billing system: this payment of the invitee's company brings the referrer 40,500.00 KZT:\n\n{curl}\n",
            url = app.url,
            curl = self.key.curl(&app.url, "'$(date -u +%Y-%m-%dT%H:%M:%SZ)'", "'$(date +%s)'"),
        )
    }
}
