//! A draft: `/admin/programs/drafts/ID`, its figures and its text beside what they mean. Posts `ID` (saves), `ID/check` (says what is
//! wrong with what was typed, and keeps nothing) and `ID/removal`.

use super::judged::judge;
use super::typed::groups;
use super::{Group, Judged, Typed, draft_path, name, replay};
use crate::app::App;
use crate::calendar::{Instant, Month};
use crate::ids::DraftId;
use crate::people::{Admin, Role, SignedIn, Staff, Support};
use crate::programs::drafts::{self, Draft, MOST_BYTES, NotSaved};
use crate::replays;
use crate::rules::figures::without_examples;
use crate::web::{Error, Page, Refusals, SeeOther, Words, filters};
use actix_web::{Either, web};
use askama::Template;

/// A save that came first.
#[derive(Debug, Clone)]
pub struct Meanwhile {
    pub by: String,
    pub at: Instant,
    pub text: String,
}

/// Of one that is no longer worked on.
#[derive(Debug, Clone)]
pub struct Ended {
    pub by: String,
    pub at: Instant,
    pub published_as: Option<u32>,
}

#[derive(Template)]
#[template(path = "admin/draft.html", blocks = ["side"])]
pub struct EditorPage {
    pub id: String,
    pub slug: String,
    pub name: String,
    /// That what is typed grew from.
    pub revision: u32,
    pub saved_at: Instant,
    pub saved_by: String,
    pub source: String,
    pub groups: Vec<Group>,
    pub judged: Judged,
    /// Figures that were changed in the form while the text says something else.
    pub lost: Vec<String>,
    pub meanwhile: Option<Meanwhile>,
    pub ended: Option<Ended>,
    /// Over which months it may be replayed, of those that have begun.
    pub months: (Month, Month),
    pub replays: Vec<replays::Listed>,
    pub may: bool,
    /// What is shown is what is kept.
    pub is_saved: bool,
    pub errors: Refusals,
}

/// What a page shows besides the draft as it is kept.
#[derive(Default)]
pub(super) struct Shown {
    pub source: Option<String>,
    pub lost: Vec<String>,
    pub meanwhile: Option<Meanwhile>,
    pub months: Option<(Month, Month)>,
    pub errors: Refusals,
}

pub(super) async fn screen(app: &App, who: &SignedIn, draft: Draft, shown: Shown) -> Result<EditorPage, Error> {
    let is_saved = shown.source.as_ref().is_none_or(|source| *source == draft.text);
    let source = shown.source.unwrap_or(draft.text);
    let judged = judge(app, source.clone()).await?;
    let ended = match draft.closed {
        Some(closed) => {
            Some(Ended { by: name(app, closed.by).await?, at: closed.at, published_as: closed.published_as })
        }
        None => None,
    };
    let months = match shown.months {
        Some(months) => months,
        None => replay::months(judged.terms.as_ref(), app.clock.now())?,
    };
    let slug = draft.listed.slug;
    let replays = app.db.read(async |conn| replays::newest_of(conn, &slug, replay::LISTED).await).await?;
    Ok(EditorPage {
        id: draft.listed.id.to_string(),
        name: draft.listed.name,
        revision: draft.revision,
        saved_at: draft.listed.saved_at,
        saved_by: name(app, draft.listed.saved_by).await?,
        groups: groups(&source),
        source,
        judged,
        lost: shown.lost,
        meanwhile: shown.meanwhile,
        months,
        replays,
        may: who.role >= Some(Role::Admin) && ended.is_none(),
        ended,
        is_saved,
        errors: shown.errors,
        slug,
    })
}

fn read(id: &str) -> Result<DraftId, Error> {
    id.parse().map_err(|_| Error::NotFound)
}

pub(super) async fn found(app: &App, id: &str) -> Result<Draft, Error> {
    let id = read(id)?;
    let draft = app.db.read(async |conn| drafts::find(conn, id).await).await?;
    draft.ok_or(Error::NotFound)
}

pub async fn show(
    app: web::Data<App>,
    staff: Staff<Support>,
    id: web::Path<String>,
) -> Result<Page<EditorPage>, Error> {
    let draft = found(&app, &id).await?;
    Ok(Page::new(screen(&app, &staff.who, draft, Shown::default()).await?))
}

type Fields = web::Form<Vec<(String, String)>>;

/// What was typed, with the figures put into the text; without the examples that do not come out, where that is asked for.
async fn typed(app: &App, typed: &Typed) -> Result<(String, Vec<String>), Error> {
    let (text, lost) = typed.put_into(typed.source());
    if typed.field("do") != "examples" {
        return Ok((text, lost));
    }
    let come_out = judge(app, text.clone()).await?.come_out();
    Ok((without_examples(&text, &come_out).unwrap_or(text), lost))
}

/// Keeps nothing. With script it is asked while somebody types, and only what stands beside the text is answered.
pub async fn check(
    app: web::Data<App>,
    staff: Staff<Admin>,
    id: web::Path<String>,
    form: Fields,
) -> Result<Page<EditorPage>, Error> {
    let (draft, form) = (found(&app, &id).await?, Typed::read(form.into_inner()));
    let (text, lost) = typed(&app, &form).await?;
    // What it grew from, which need not be the newest.
    let revision = form.field("revision").parse().unwrap_or(draft.revision);
    let shown = Shown { source: Some(bounded(text)), lost, ..Shown::default() };
    let mut page = screen(&app, &staff.who, draft, shown).await?;
    page.revision = revision;
    Ok(Page::new(page).block("side", |page, values| page.as_side().render_with_values(values)))
}

/// Nobody reads the rest.
fn bounded(mut text: String) -> String {
    let end = (0..=MOST_BYTES.min(text.len())).rev().find(|end| text.is_char_boundary(*end));
    text.truncate(end.unwrap_or_default());
    text
}

type Answer = Result<Either<SeeOther, Page<EditorPage>>, Error>;

pub async fn save(app: web::Data<App>, staff: Staff<Admin>, id: web::Path<String>, form: Fields) -> Answer {
    let (id, form) = (read(&id)?, Typed::read(form.into_inner()));
    let (text, lost) = typed(&app, &form).await?;
    let revision = form.field("revision").parse().unwrap_or_default();
    let refused = async |draft: Draft, shown: Shown| {
        let shown = Shown { source: Some(bounded(text.clone())), lost: lost.clone(), ..shown };
        Ok(Either::Right(Page::refused(screen(&app, &staff.who, draft, shown).await?)))
    };
    if text.trim().is_empty() || text.len() > MOST_BYTES || text.contains('\0') || !lost.is_empty() {
        let key = if lost.is_empty() { "wrong-draft-source" } else { "wrong-draft-figures" };
        let errors = Refusals::one("source", key);
        return refused(found(&app, &id.to_string()).await?, Shown { errors, ..Shown::default() }).await;
    }
    match app.db.write(async |tx| drafts::save(tx, &staff, id, revision, &text).await).await {
        Ok(_) => Ok(Either::Left(SeeOther::to(draft_path(&id)).flash("flash-draft-saved"))),
        Err(NotSaved::NoDraft) => Err(Error::NotFound),
        Err(NotSaved::Fault(fault)) => Err(fault.into()),
        Err(NotSaved::Closed(_)) => {
            let errors = Refusals::one("", "wrong-draft-closed");
            refused(found(&app, &id.to_string()).await?, Shown { errors, ..Shown::default() }).await
        }
        Err(NotSaved::Elsewhere(draft)) => {
            let by = name(&app, draft.listed.saved_by).await?;
            let meanwhile = Meanwhile { by, at: draft.listed.saved_at, text: draft.text.clone() };
            let words =
                Words::new("wrong-draft-elsewhere").with("name", meanwhile.by.as_str()).with("at", meanwhile.at);
            let errors = Refusals::one("", words);
            refused(*draft, Shown { meanwhile: Some(meanwhile), errors, ..Shown::default() }).await
        }
    }
}

/// One that was thrown away before stays so.
pub async fn remove(app: web::Data<App>, staff: Staff<Admin>, id: web::Path<String>) -> Result<SeeOther, Error> {
    let id = read(&id)?;
    let to = |flash| Ok(SeeOther::to("/admin/programs").flash(flash));
    match app.db.write(async |tx| drafts::discard(tx, &staff, id).await).await {
        Ok(()) => to("flash-draft-removed"),
        Err(NotSaved::Closed(closed)) if closed.published_as.is_none() => to("flash-draft-removed"),
        Err(NotSaved::Closed(_)) => to("flash-draft-published"),
        Err(NotSaved::Fault(fault)) => Err(fault.into()),
        Err(_) => Err(Error::NotFound),
    }
}

#[cfg(test)]
mod tests {
    use super::super::ExampleRow;
    use super::*;
    use crate::programs::pages::changes::clause;
    use crate::programs::pages::terms::sections;
    use crate::rules::{Problem, check, explain};
    use crate::web::gallery::{Looks, at, show};

    const BONUS: &str = include_str!("../../../../programs/business-bonus.toml");

    #[test]
    fn a_draft_is_shown_with_all_that_can_be_said_of_it() {
        let (live, draft) = (check(BONUS).unwrap(), check(&BONUS.replace("14", "30")).unwrap());
        let wrong = |words: &str| Problem { line: 29, column: 12, words: words.into() };
        let example = |says: &str, wrong| ExampleRow { says: says.into(), line: 27, wrong };
        let judged = Judged {
            problems: Vec::new(),
            sections: sections(&draft),
            examples: vec![
                example("a partner pays", vec![]),
                example("half is refunded", vec![wrong("on_hold is 10.00, not 12.00")]),
            ],
            against: Some(1),
            clauses: explain::difference(&live, &draft).into_iter().map(clause).collect(),
            terms: Some(draft),
        };
        let month = |text: &str| text.parse::<Month>().unwrap();
        let mut page = EditorPage {
            id: "0198".into(),
            slug: "business-bonus".into(),
            name: "Documentolog Business".into(),
            revision: 3,
            saved_at: at("2026-04-15T08:30:00Z"),
            saved_by: "Dana Ospanova".into(),
            source: BONUS.into(),
            groups: groups(BONUS),
            judged,
            lost: vec!["offer.0.percent: 9 %".into()],
            meanwhile: None,
            ended: None,
            months: (month("2026-01"), month("2026-04")),
            replays: Vec::new(),
            may: true,
            is_saved: true,
            errors: Refusals::none(),
        };
        show("admin-draft", "/admin/programs/drafts/0198", Looks::Staff, &page);
        page.errors = Refusals::one("source", "wrong-draft-source");
        page.errors.add("source", "wrong-draft-figures");
        page.errors.add("", Words::new("wrong-draft-elsewhere").with("name", "Dana").with("at", page.saved_at));
        page.errors.add("", "wrong-draft-closed");
        page.meanwhile = Some(Meanwhile { by: "Dana".into(), at: page.saved_at, text: BONUS.into() });
        page.judged =
            Judged { problems: vec![wrong("`hold_days`: a whole number from 0 to 3660")], ..Judged::default() };
        page.is_saved = false;
        show("admin-draft-refused", "/admin/programs/drafts/0198", Looks::Staff, &page);
        (page.may, page.meanwhile, page.errors) = (false, None, Refusals::none());
        for published_as in [None, Some(2)] {
            page.ended = Some(Ended { by: "Dana".into(), at: page.saved_at, published_as });
            show("admin-draft-ended", "/admin/programs/drafts/0198", Looks::Staff, &page);
        }
    }

    #[test]
    fn too_long_a_text_is_shown_up_to_a_whole_letter() {
        assert_eq!(bounded("й".repeat(MOST_BYTES)).len(), MOST_BYTES);
        assert_eq!(bounded(format!("a{}", "й".repeat(MOST_BYTES))).len(), MOST_BYTES - 1);
        assert_eq!(bounded("short".into()), "short");
    }
}
