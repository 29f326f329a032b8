//! Which letters one gets. Those that let people in are not among them: they always come.

use actix_web::{Either, HttpRequest, web};

use super::screen;
use crate::app::App;
use crate::notices::{self, Kind};
use crate::people::SignedIn;
use crate::people::pages::{LetterRow, SettingsPage};
use crate::web::{Error, Page, Refusals, SeeOther};

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
    request: HttpRequest,
    form: web::Form<Vec<(String, String)>>,
) -> Result<Either<SeeOther, Page<SettingsPage>>, Error> {
    let named = form.iter().map(|(field, word)| Kind::from_word(word).filter(|_| field == "letter"));
    let Some(on) = named.collect::<Option<Vec<Kind>>>() else {
        let page = screen(&app, &who, &request, Refusals::one("letters", "wrong-letter")).await?;
        return Ok(Either::Right(Page::refused(page)));
    };
    app.db.write(async |tx| notices::choose(tx, who.person, &on).await).await?;
    Ok(Either::Left(SeeOther::to("/settings#letters").flash("flash-saved")))
}
