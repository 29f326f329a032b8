//! `beckon people`: what only whoever runs the installation may do for a person.

use super::{Outcome, on_app};
use beckon::config::Config;
use beckon::db::Fault;
use beckon::events::Email;
use beckon::people::letters::{Change, tell_change};
use beckon::people::{self, By, sessions, two_step};
use clap::Subcommand;

#[derive(Subcommand)]
pub enum People {
    /// Let somebody in by password alone again, who lost phone and recovery codes; make sure first that it is them
    TwoStepOff {
        #[arg(value_parser = email)]
        email: Email,
    },
}

fn email(text: &str) -> Result<Email, &'static str> {
    text.parse()
}

pub fn run(config: Config, command: People) -> Outcome {
    let People::TwoStepOff { email } = command;
    on_app(config, async move |app| {
        let key = email.normalised();
        let off: Result<_, Fault> = app
            .db
            .write(async |tx| {
                let known = people::known_emails(tx, std::slice::from_ref(&key)).await?;
                let Some(person) = known.get(&key).copied() else { return Ok(None) };
                let was_on = two_step::of(tx, person).await?.is_some();
                if was_on {
                    two_step::turn_off(tx, person).await?;
                    sessions::end_all(tx, person, None).await?;
                    tell_change(tx, &app, person, Change::TwoStepOff).await?;
                    people::deed(tx, &By::OPERATOR, "two-step-off", &format!("person {person}"), None, None).await?;
                }
                Ok(Some(was_on))
            })
            .await;
        match off? {
            None => Err(format!("nobody has the address {email}").into()),
            Some(false) => Err(format!("{email} has no two-step sign-in").into()),
            Some(true) => {
                println!("{email} signs in with the password alone; a letter tells them, and all their sessions ended");
                Ok(())
            }
        }
    })
}
