//! Which letters one gets. Those that let people in are not among them: they always come.

use actix_web::{Either, web};

use crate::app::App;
use crate::notices::{self, Kind};
use crate::people::SignedIn;
use crate::people::pages::{LetterRow, LettersPage};
use crate::web::{Error, Page, Refusals, SeeOther};

pub async fn show(app: web::Data<App>, who: SignedIn) -> Result<Page<LettersPage>, Error> {
    Ok(Page::new(screen(&app, &who, Refusals::none()).await?))
}

async fn screen(app: &App, who: &SignedIn, errors: Refusals) -> Result<LettersPage, Error> {
    let off = app.db.read(async |conn| notices::switched_off(conn, who.person).await).await?;
    Ok(LettersPage { letters: rows(|kind| !off.contains(&kind)), errors })
}

pub fn rows(is_on: impl Fn(Kind) -> bool) -> Vec<LetterRow> {
    let row = |kind: Kind| {
        let name = format!("letters-kind-{}", kind.word());
        LetterRow { kind: kind.word(), name, on: is_on(kind) }
    };
    Kind::ALL.into_iter().map(row).collect()
}

/// Whatever is not named is switched off.
pub async fn choose(
    app: web::Data<App>,
    who: SignedIn,
    form: web::Form<Vec<(String, String)>>,
) -> Result<Either<SeeOther, Page<LettersPage>>, Error> {
    let named = form.iter().map(|(field, word)| Kind::from_word(word).filter(|_| field == "letter"));
    let Some(on) = named.collect::<Option<Vec<Kind>>>() else {
        return Ok(Either::Right(Page::refused(screen(&app, &who, Refusals::one("letters", "wrong-letter")).await?)));
    };
    app.db.write(async |tx| notices::choose(tx, who.person, &on).await).await?;
    Ok(Either::Left(SeeOther::to("/settings/letters").flash("flash-saved")))
}
