//! Notices: letters on their way to people.
//!
//! A room hands over the reader and what to say; it becomes a letter in the reader's language, as text and as HTML. A letter that
//! is enqueued leaves when the transaction of its cause is committed, and not otherwise. Letters that carry a secret are not
//! enqueued: the job that makes the secret sends them, so that no table holds it.
//!
//! What happens to people's referrals and money is news: a verb says in its own transaction whom it concerns, and a job later
//! makes one letter of all that happened meanwhile. Invariants: each piece of news is in one letter at most, however many
//! processes look for it; nobody gets a letter of a kind that they switched off, nor at an address that may be a stranger's.

mod announcement;
mod forget;
pub mod jobs;
mod kind;
mod letter;
mod news;
pub mod one_click;
pub mod pages;
mod wishes;

pub use announcement::announce;
pub use forget::forget;
pub use kind::Kind;
pub use letter::{Button, Line, List, Note, Reader, write};
pub use news::{News, STALE, Topic, confirmed, forget_all, postings, tell, tell_transfers};
pub use wishes::{choose, switch_off, switched_off};

use serde::{Deserialize, Serialize};

use crate::app::App;
use crate::db::{Fault, Tx};
use crate::jobs::{Job, JobError};
use crate::mail::{Letter, MailError};

/// Sends one finished letter.
#[derive(Serialize, Deserialize)]
pub struct SendLetter(Letter);

impl Job for SendLetter {
    const KIND: &'static str = "notices.letter";

    async fn run(self, app: &App) -> Result<(), JobError> {
        send(app, &self.0).await
    }
}

/// Sends the letter once `tx` is committed.
pub async fn enqueue(tx: &Tx, letter: Letter) -> Result<(), Fault> {
    crate::jobs::enqueue(tx, &SendLetter(letter)).await
}

/// Sends the letter now: for jobs. The server's own words are not passed on, as they may name the reader.
pub async fn send(app: &App, letter: &Letter) -> Result<(), JobError> {
    app.mail.send(letter).await.map_err(|error| match error {
        MailError::Refused(_) => JobError::Never("the mail server refused the letter, or its address is none".into()),
        MailError::Later(_) => JobError::Later("the mail server could not take the letter".into()),
    })
}
