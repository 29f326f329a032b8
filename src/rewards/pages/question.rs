//! A question about a receipt: a letter to the installation's support, to be answered to the person. The form carries a key of its
//! own: however often it is sent, one letter goes out.

use super::ReceiptPage;
use super::receipt::{Typed, screen};
use crate::app::App;
use crate::ids::{PersonId, ReceiptId};
use crate::mail::Letter;
use crate::notices::{self, Note, Reader};
use crate::people::{self, SignedIn};
use crate::rewards::{self, Asked};
use crate::web::{Error, Lang, Page, Refusals, SeeOther, Visit, Words};
use actix_web::{Either, HttpRequest, web};
use serde::Deserialize;
use uuid::Uuid;

/// Characters of a question.
const MOST: usize = 2_000;

#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
pub struct Form {
    key: String,
    question: String,
}

pub async fn ask(
    app: web::Data<App>,
    who: SignedIn,
    request: HttpRequest,
    id: web::Path<String>,
    form: web::Form<Form>,
) -> Result<Either<SeeOther, Page<ReceiptPage>>, Error> {
    let id: ReceiptId = id.parse().map_err(|_| Error::NotFound)?;
    let (form, lang) = (form.into_inner(), Visit::of(&request).lang);
    let refused = async |words: Words| {
        let typed = Typed { text: form.question.clone(), errors: Refusals::one("question", words) };
        let screen = screen(&app, who.person.into(), lang, id, typed).await?;
        let program = screen.slug.clone();
        Ok(Either::Right(Page::refused(screen).about(&program)))
    };
    // Another's receipt is not found, whatever was typed.
    let line = app.db.read(async |conn| rewards::earned_line(conn, who.person, id).await).await?;
    if line.is_none() || app.config.support.is_none() {
        return Err(Error::NotFound);
    }
    let text = form.question.trim();
    if text.is_empty() {
        return refused("wrong-question-empty".into()).await;
    }
    if text.chars().count() > MOST {
        return refused(Words::new("wrong-question-long").with("most", MOST)).await;
    }
    let key: Uuid = form.key.parse().map_err(|_| Error::malformed())?;
    let Some(letter) = letter(&app, who.person, (id, key), text, lang).await? else {
        return refused("wrong-question-email".into()).await;
    };
    let asked = app
        .db
        .write(async |tx| {
            let asked = rewards::ask(tx, who.person, id, key).await?;
            if asked == Asked::Now {
                notices::enqueue(tx, letter).await?;
            }
            Ok::<_, crate::db::Fault>(asked)
        })
        .await?;
    match asked {
        Asked::TooOften => refused("wrong-question-often".into()).await,
        Asked::Now | Asked::Before => Ok(Either::Left(SeeOther::to(format!("/earnings/{id}")).flash("flash-asked"))),
    }
}

/// None for a person without an address to answer to.
async fn letter(
    app: &App,
    person: PersonId,
    (receipt, key): (ReceiptId, Uuid),
    text: &str,
    lang: Lang,
) -> Result<Option<Letter>, Error> {
    let person = app.db.read(async |conn| people::find(conn, person).await).await?.ok_or(Error::NotFound)?;
    let (Some(support), Some(email)) = (&app.config.support, &person.email) else { return Ok(None) };
    let reader = Reader { name: String::new(), email: support.to_string(), lang, zone: crate::calendar::Zone::UTC };
    let told = Words::new("letter-question-text")
        .with("name", person.name.as_str())
        .with("email", email.as_str())
        .with("receipt", receipt.to_string());
    let words = text.lines().filter(|line| !line.trim().is_empty());
    let words = words.map(|line| Words::new("letter-question-words").with("text", line));
    let subject = Words::new("letter-question-subject").with("receipt", receipt.to_string());
    let said = std::iter::once(told).chain(words).collect();
    let note = Note { foot: Some("letter-foot-support"), ..Note::new(subject, said) };
    let letter = notices::write(app, &reader, &note, None)?;
    Ok(Some(Letter { id: key, reply_to: Some(email.clone()), ..letter }))
}
