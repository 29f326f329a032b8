//! What finance staff decide. Refused on the same page, with what was typed.

use super::FlagPage;
use super::one::screen;
use crate::admin::pages::claims::{name, read};
use crate::app::App;
use crate::flags::{self, Decided, NotDecided, Step};
use crate::ids::FlagId;
use crate::people::{self, Finance, Staff};
use crate::web::{Error, Page, Refusals, SeeOther, Value, Words};
use actix_web::{Either, web};
use serde::Deserialize;

type Answer = Result<Either<SeeOther, Page<FlagPage>>, Error>;

#[derive(Deserialize)]
pub struct Form {
    #[serde(default)]
    note: String,
    /// How often staff had decided when the form was shown.
    #[serde(default)]
    seen: i32,
}

macro_rules! steps {
    ($($verb:ident => $step:expr, $flash:literal;)*) => {$(
        pub async fn $verb(
            app: web::Data<App>,
            staff: Staff<Finance>,
            id: web::Path<String>,
            form: web::Form<Form>,
        ) -> Answer {
            take(&app, &staff, &id, &form, ($step, $flash)).await
        }
    )*};
}

steps! {
    hold => Some(Step::Hold), "flash-flag-held";
    clear => Some(Step::Clear), "flash-flag-cleared";
    void => Some(Step::Void), "flash-flag-voided";
    ban => Some(Step::Ban), "flash-flag-banned";
    readmit => None, "flash-flag-readmitted";
}

/// `step`: none lets the referrer refer again.
async fn take(
    app: &App,
    staff: &Staff<Finance>,
    id: &str,
    form: &Form,
    (step, flash): (Option<Step>, &'static str),
) -> Answer {
    let id: FlagId = id.parse().map_err(|_| Error::NotFound)?;
    let refused = async |field: &'static str, words: Words| {
        let screen = screen(app, &staff.who, id, form.note.clone(), Refusals::one(field, words)).await?;
        Ok(Either::Right(Page::refused(screen)))
    };
    let Some(note) = read(&form.note) else { return refused("note", "wrong-admin-claim-reason".into()).await };
    let lost = |not: &NotDecided| matches!(not, NotDecided::Fault(fault) if fault.is_race());
    let done = app
        .db
        .write_again(lost, async |tx| match step {
            Some(step) => flags::decide(tx, staff, (id, form.seen), step, &note).await,
            None => flags::readmit(tx, staff, id, &note).await,
        })
        .await;
    match done {
        Ok(()) => Ok(Either::Left(SeeOther::to(format!("/admin/flags/{id}")).flash(flash))),
        Err(NotDecided::NoFlag) => Err(Error::NotFound),
        Err(NotDecided::Fault(fault)) => Err(fault.into()),
        Err(NotDecided::Own) => refused("", "admin-claim-own".into()).await,
        Err(NotDecided::NoReferral) => refused("", "wrong-flag-gone".into()).await,
        Err(NotDecided::Ended) => refused("", "wrong-admin-referral-ended".into()).await,
        Err(NotDecided::NotBanned) => refused("", "wrong-flag-not-banned".into()).await,
        Err(NotDecided::Meanwhile(decided)) => refused("", meanwhile(app, decided).await?).await,
    }
}

/// Who was first.
async fn meanwhile(app: &App, decided: Option<Decided>) -> Result<Words, Error> {
    let Some(decided) = decided else { return Ok("wrong-admin-claim-decided".into()) };
    let by = app.db.read(async |conn| people::find(conn, decided.by).await).await?;
    let words = Words::new("wrong-flag-decided").with("name", Value::Words(Box::new(name(by.as_ref()))));
    Ok(words.with("day", Value::Moment(decided.at)))
}
