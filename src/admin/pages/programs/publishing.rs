//! What publishing a draft will do, and doing it: `/admin/programs/drafts/ID/publishing?from=&applies=`, and the same as a post with
//! `revision` and `after`, the draft and the version that were looked at.

use super::editor::found;
use super::judged::judge;
use super::{Judged, name};
use crate::app::App;
use crate::calendar::{Instant, Zone};
use crate::db::Fault;
use crate::ids::DraftId;
use crate::intake::{self, Draft as Wanted, NotDone};
use crate::people::{Admin, Staff};
use crate::programs::drafts::{Closed, Draft, NotSaved};
use crate::programs::pages::ClauseRow;
use crate::programs::{self, NotPublished, Tried};
use crate::referrals;
use crate::rules::terms::Applies;
use crate::web::{Error, Page, Refusals, SeeOther, Words, filters};
use actix_web::{Either, web};
use askama::Template;
use chrono::{NaiveDate, NaiveTime};
use serde::Deserialize;

/// Whom the new version governs: as the terms call it, and its sentence.
const RULES: [(&str, &str, Applies); 3] = [
    ("new_referrals", "terms-applies-new-referrals", Applies::NewReferrals),
    ("all_from_date", "terms-applies-all-from-date", Applies::AllFromDate),
    ("opt_in", "terms-applies-opt-in", Applies::OptIn),
];

#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub struct Choice {
    /// A day on the program's calendar; empty: at once.
    from: String,
    applies: String,
    revision: String,
    after: String,
}

#[derive(Template)]
#[template(path = "admin/publishing.html")]
pub struct PublishingPage {
    pub id: String,
    pub name: String,
    pub slug: String,
    pub revision: u32,
    /// The version that it will be.
    pub version: u32,
    pub from: String,
    pub applies: &'static str,
    /// When it begins, whom it governs, who is told.
    pub will: Vec<Words>,
    pub against: Option<u32>,
    pub clauses: Vec<ClauseRow>,
    /// It may be published as it is.
    pub is_good: bool,
    pub errors: Refusals,
}

impl PublishingPage {
    fn rules(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        RULES.into_iter().map(|(word, key, _)| (word, key))
    }

    fn is_chosen(&self, word: &str) -> bool {
        self.applies == word
    }

    fn is_first(&self) -> bool {
        self.version == 1
    }
}

pub async fn ask(
    app: web::Data<App>,
    _staff: Staff<Admin>,
    id: web::Path<String>,
    choice: web::Query<Choice>,
) -> Result<Page<PublishingPage>, Error> {
    let draft = found(&app, &id).await?;
    let page = screen(&app, &draft, &choice, Refusals::none()).await?;
    Ok(if page.errors.is_empty() { Page::new(page) } else { Page::refused(page) })
}

async fn screen(app: &App, draft: &Draft, choice: &Choice, mut errors: Refusals) -> Result<PublishingPage, Error> {
    let judged: Judged = judge(app, draft.text.clone()).await?;
    let terms = judged.terms.as_ref();
    let slug = terms.map_or(draft.listed.slug.as_str(), |terms| terms.program.as_str());
    let now = app.clock.now();
    let told: Result<i64, Error> = app
        .db
        .read(async |conn| {
            let catalogue = programs::catalogue(conn).await?;
            match catalogue.by_slug(slug) {
                Some(program) => Ok(referrals::count_taking_part(conn, program.id).await?),
                None => Ok(0),
            }
        })
        .await;
    let version = judged.against.unwrap_or(0) + 1;
    let rule = RULES.into_iter().find(|(word, _, _)| *word == choice.applies);
    let rule = rule.or_else(|| RULES.into_iter().find(|(_, _, applies)| terms.is_some_and(|t| t.applies == *applies)));
    let (word, governs, _) = rule.unwrap_or(RULES[0]);
    let from = match begins(judged.terms.as_ref().map(|terms| terms.time_zone), &choice.from, now) {
        Ok(from) => from,
        Err(key) => {
            errors.add("from", key);
            None
        }
    };
    if !judged.is_good() {
        errors.add("", Words::new("wrong-publish-problems").with("count", judged.count()));
    }
    if draft.closed.is_some() && errors.is_empty() {
        errors.add("", "wrong-draft-closed");
    }
    let name = terms.map_or_else(|| draft.listed.name.clone(), |terms| terms.name.clone());
    let begins = match from {
        Some(from) if from > now => Words::new("publish-from").with("from", from),
        _ if version == 1 => "publish-first".into(),
        _ => "publish-now".into(),
    };
    let mut will = vec![begins.with("version", version).with("program", name.as_str())];
    if version > 1 {
        will.push(governs.into());
        will.push(Words::new("publish-told").with("count", told?));
    } else {
        will.push("publish-nobody-told".into());
    }
    Ok(PublishingPage {
        id: draft.listed.id.to_string(),
        name,
        slug: slug.to_owned(),
        revision: draft.revision,
        version,
        from: choice.from.clone(),
        applies: word,
        will,
        against: judged.against,
        is_good: judged.is_good() && draft.closed.is_none() && errors.is_empty(),
        clauses: judged.clauses,
        errors,
    })
}

/// The first instant of a day; today is now, and so is nothing.
fn begins(zone: Option<Zone>, typed: &str, now: Instant) -> Result<Option<Instant>, &'static str> {
    let (typed, Some(zone)) = (typed.trim(), zone) else { return Ok(None) };
    if typed.is_empty() {
        return Ok(None);
    }
    let day: NaiveDate = typed.parse().map_err(|_| "wrong-publish-from")?;
    match zone.local(now).date() {
        today if day < today => Err("wrong-publish-from"),
        today if day == today => Ok(None),
        _ => zone.instant(day.and_time(NaiveTime::MIN)).map(Some).map_err(|_| "wrong-publish-from"),
    }
}

type Answer = Result<Either<SeeOther, Page<PublishingPage>>, Error>;

pub async fn publish(
    app: web::Data<App>,
    staff: Staff<Admin>,
    id: web::Path<String>,
    choice: web::Form<Choice>,
) -> Answer {
    let draft = found(&app, &id).await?;
    let page = screen(&app, &draft, &choice, Refusals::none()).await?;
    let refused = async |errors: Refusals| {
        let draft = found(&app, &id).await?;
        Ok(Either::Right(Page::refused(screen(&app, &draft, &choice, errors).await?)))
    };
    if let Some(closed) = draft.closed {
        return match mine(&closed, &staff) {
            Some(version) => Ok(published(&page.slug, version)),
            None => refused(Refusals::one("", by_somebody(&app, &closed).await?)).await,
        };
    }
    if !page.is_good {
        return Ok(Either::Right(Page::refused(page)));
    }
    let (Ok(revision), after) = (choice.revision.parse::<u32>(), choice.after.parse::<u32>().ok()) else {
        return refused(Refusals::one("", "error-400-text")).await;
    };
    let applies = (page.version > 1).then_some(page.applies);
    let tried = match Tried::of(Wanted::says(&draft.text, applies)).await {
        Ok(tried) => tried,
        Err(NotPublished::Fault(fault)) => return Err(fault.into()),
        Err(not) => return refused(Refusals::one("", unpublished(&not))).await,
    };
    let now = app.clock.now();
    let later = begins(Some(tried.terms().time_zone), &choice.from, now).ok().flatten();
    let draft_id: DraftId = draft.listed.id;
    let lost = |not: &NotDone| match not {
        NotDone::Draft(NotSaved::Fault(fault)) | NotDone::Terms(NotPublished::Fault(fault)) => fault.is_race(),
        _ => false,
    };
    let done = app
        .db
        .write_again(lost, async |tx| {
            // A later version that begins at once begins with its transaction.
            let from = later.or((page.version > 1).then(|| tx.now()));
            let wanted = Wanted { id: draft_id, revision, after, from, applies, tried: &tried };
            intake::publish_draft(tx, &staff, &wanted).await
        })
        .await;
    let words: Words = match done {
        Ok(done) => return Ok(published(&done.slug, done.version)),
        Err(NotDone::Draft(NotSaved::NoDraft)) => return Err(Error::NotFound),
        Err(NotDone::Draft(NotSaved::Fault(fault)) | NotDone::Terms(NotPublished::Fault(fault))) => {
            return Err(fault.into());
        }
        Err(NotDone::Draft(NotSaved::Closed(closed))) => match mine(&closed, &staff) {
            Some(version) => return Ok(published(&page.slug, version)),
            None => by_somebody(&app, &closed).await?,
        },
        Err(NotDone::Draft(NotSaved::Elsewhere(draft))) => {
            let by = name(&app, draft.listed.saved_by).await?;
            Words::new("wrong-publish-saved").with("name", by).with("at", draft.listed.saved_at)
        }
        Err(NotDone::Meanwhile(version)) => meanwhile(&app, &page.slug, version).await?,
        Err(NotDone::Terms(not)) => unpublished(&not),
    };
    refused(Refusals::one("", words)).await
}

fn unpublished(not: &NotPublished) -> Words {
    match not {
        NotPublished::Unchanged(_) => "wrong-publish-unchanged".into(),
        NotPublished::InThePast { .. } => "wrong-publish-from".into(),
        NotPublished::Problems(problems) => Words::new("wrong-publish-problems").with("count", problems.len()),
        NotPublished::Fault(_) => "error-500-text".into(),
    }
}

/// The version that whoever asks has made of it: a form that was sent twice is answered as the first time.
fn mine(closed: &Closed, staff: &Staff<Admin>) -> Option<u32> {
    closed.published_as.filter(|_| closed.by == staff.who.person)
}

async fn by_somebody(app: &App, closed: &Closed) -> Result<Words, Error> {
    let by = name(app, closed.by).await?;
    let key = if closed.published_as.is_some() { "wrong-publish-closed" } else { "wrong-publish-removed" };
    Ok(Words::new(key).with("name", by).with("at", closed.at))
}

fn published(slug: &str, version: u32) -> Either<SeeOther, Page<PublishingPage>> {
    Either::Left(SeeOther::to(format!("/programs/{slug}/terms/{version}")).flash("flash-terms-published"))
}

/// Who published the version that came first.
async fn meanwhile(app: &App, slug: &str, version: u32) -> Result<Words, Error> {
    let by = app
        .db
        .read(async |conn| {
            let catalogue = programs::catalogue(conn).await?;
            let Some(program) = catalogue.by_slug(slug).filter(|_| version > 0) else { return Ok(None) };
            let (_, by) = programs::source(conn, program.id, version).await?;
            Ok::<_, Fault>(by)
        })
        .await?;
    let by = match by {
        Some(by) => name(app, by).await?,
        None => String::new(),
    };
    Ok(Words::new("wrong-publish-meanwhile").with("name", by).with("version", version))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::gallery::{Looks, NOW, at, show};

    #[test]
    fn what_publishing_does_is_said_before() {
        let mut page = PublishingPage {
            id: "0198".into(),
            name: "Documentolog Business".into(),
            slug: "business-bonus".into(),
            revision: 3,
            version: 2,
            from: "2026-05-01".into(),
            applies: "new_referrals",
            will: vec![
                Words::new("publish-from").with("from", at(NOW)).with("version", 2_u32).with("program", "Bonus"),
                "terms-applies-new-referrals".into(),
                Words::new("publish-told").with("count", 1240_i64),
            ],
            against: Some(1),
            clauses: Vec::new(),
            is_good: true,
            errors: Refusals::none(),
        };
        let path = "/admin/programs/drafts/0198/publishing";
        show("admin-publishing", path, Looks::Staff, &page);
        page.errors = Refusals::one("from", "wrong-publish-from");
        let by = |key: &'static str| Words::new(key).with("name", "Dana").with("at", at(NOW)).with("version", 2_u32);
        for key in ["wrong-publish-closed", "wrong-publish-removed", "wrong-publish-saved", "wrong-publish-meanwhile"] {
            page.errors.add("", by(key));
        }
        page.errors.add("", "wrong-publish-unchanged");
        page.errors.add("", Words::new("wrong-publish-problems").with("count", 2_i64));
        page.is_good = false;
        show("admin-publishing-refused", path, Looks::Staff, &page);
        (page.version, page.against, page.errors, page.is_good) = (1, None, Refusals::none(), true);
        let said = |key: &'static str| Words::new(key).with("version", 1_u32).with("program", "Bonus");
        page.will = vec![said("publish-first"), said("publish-now"), "publish-nobody-told".into()];
        show("admin-publishing-first", path, Looks::Staff, &page);
    }

    #[test]
    fn a_day_begins_at_its_first_instant_and_today_is_now() {
        let zone = Some("Asia/Almaty".parse().unwrap());
        // Half past two in the afternoon there.
        let now = at(NOW);
        for typed in ["", " ", "2026-04-15"] {
            assert_eq!(begins(zone, typed, now), Ok(None), "{typed}");
        }
        assert_eq!(begins(zone, "2026-05-01", now), Ok(Some(at("2026-04-30T19:00:00Z"))));
        for typed in ["2026-04-14", "soon", "2026-02-30"] {
            assert_eq!(begins(zone, typed, now), Err("wrong-publish-from"), "{typed}");
        }
    }
}
