//! `beckon staff`: who runs the installation.

use super::{Outcome, on_app};
use beckon::config::Config;
use beckon::events::Email;
use beckon::people::tokens::{Purpose, Token};
use beckon::people::{self, By, Role, letters};
use clap::Subcommand;

#[derive(Subcommand)]
pub enum Staff {
    /// Make the owner of an address staff, registering them if nobody owns it
    Add {
        #[arg(value_parser = email)]
        email: Email,
        /// What they may do: support, finance or admin
        #[arg(value_parser = role)]
        role: Role,
    },
}

fn email(text: &str) -> Result<Email, &'static str> {
    text.parse()
}

fn role(text: &str) -> Result<Role, String> {
    let words: Vec<&str> = Role::ALL.iter().map(|role| role.word()).collect();
    Role::from_word(text).ok_or_else(|| format!("expected one of {}", words.join(", ")))
}

pub fn run(config: Config, command: Staff) -> Outcome {
    let Staff::Add { email, role } = command;
    on_app(config, async move |app| {
        let token = Token::new()?;
        let added = app.db.write(async |tx| people::add_staff(tx, &By::OPERATOR, &email, role, &token).await).await?;
        println!("{email} is staff now: {}", role.word());
        if added.sets_password {
            let hours = Purpose::ResetPassword.lasts().num_hours();
            println!("They set their password within {hours} hours at");
            println!("{}", letters::link(&app.url, Purpose::ResetPassword, &token));
        }
        Ok(())
    })
}
