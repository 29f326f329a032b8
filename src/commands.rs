//! What the commands do with the library: read what was typed, call it, print what it answers.

pub mod audit;
pub mod import;
pub mod jobs;
pub mod keys;
pub mod people;
pub mod staff;
pub mod terms;
pub mod verification;

use beckon::app::App;
use beckon::clock::Clock;
use beckon::config::Config;
use beckon::server;
use beckon::server::run::{Sharing, with_database};

/// Success, or what to tell whoever typed the command.
pub type Outcome = Result<(), Problem>;
pub type Problem = Box<dyn std::error::Error + Send + Sync>;

/// Runs `work` on the installation's database, brought up to this version.
pub fn on_app(config: Config, work: impl AsyncFnOnce(App) -> Outcome + Send + 'static) -> Outcome {
    with_database(&config.clone(), Sharing::Joins, async move |reached| {
        reached.migrate().await?;
        let mail = server::mailer(&config)?;
        let address = config.listen;
        work(server::app(config, Clock::System, &reached, mail, address)?).await
    })
}
