//! `beckon keys`: what lets billing systems in.

use super::{Outcome, Problem, on_app};
use beckon::config::Config;
use beckon::ids::ApiKeyId;
use beckon::people::api_keys::{self, Fresh, Scope};
use beckon::people::{By, sources};
use clap::Subcommand;

#[derive(Subcommand)]
pub enum Keys {
    /// Make a key and print it; nobody can see it again
    Add {
        /// Whose ids the sender's events use; made when there is none of this name
        #[arg(long, default_value = "billing", value_parser = sources::check_name)]
        source: String,
        /// What the key may do
        #[arg(long, value_delimiter = ',', default_value = "events:write,events:read", value_parser = scope)]
        scopes: Vec<Scope>,
        /// What it is for, as `beckon keys` lists it
        #[arg(long, default_value = "")]
        label: String,
    },
    /// List all keys, the newest first (the default)
    List,
    /// Let a key open nothing from now on
    Revoke { id: ApiKeyId },
}

fn scope(text: &str) -> Result<Scope, String> {
    let words: Vec<&str> = Scope::ALL.iter().map(|scope| scope.word()).collect();
    Scope::from_word(text).ok_or_else(|| format!("expected some of {}", words.join(",")))
}

pub fn run(config: Config, command: Keys) -> Outcome {
    on_app(config, async move |app| match command {
        Keys::Add { source, scopes, label } => {
            let key = Fresh::new(&app.seal, app.clock.now())?;
            app.db
                .write(async |tx| {
                    let source = sources::find_or_create(tx, &source).await?;
                    api_keys::keep(tx, &By::OPERATOR, source, &label, &scopes, &key).await
                })
                .await?;
            println!("{}", key.text());
            Ok(())
        }
        Keys::List => {
            for key in app.db.read(async |conn| api_keys::all(conn).await).await? {
                let state = if key.revoked_at.is_some() { "revoked" } else { "in force" };
                let (at, scopes) = (key.created_at.format("%Y-%m-%d %H:%M"), key.scopes.join(","));
                println!("{}  {at}  {}  {scopes}  {state}  {}", key.id(), key.source, key.label);
            }
            Ok(())
        }
        Keys::Revoke { id } => {
            let revoked = app.db.write(async |tx| api_keys::revoke(tx, &By::OPERATOR, id).await);
            match revoked.await? {
                true => Ok(()),
                false => Err(Problem::from(format!("no key {id} is in force; `beckon keys` lists all"))),
            }
        }
    })
}
