//! A new program: `/admin/programs/new` offers what to begin from, `/admin/programs/new/TEMPLATE` asks for its name and main figures
//! (`key`, the draft's id; `slug`; `figure.PATH`). What comes of it is a draft.

use super::judged::judge;
use super::typed::groups;
use super::{Group, Typed, draft_path};
use crate::app::App;
use crate::db::Fault;
use crate::ids::DraftId;
use crate::people::{Admin, Staff};
use crate::programs::pages::terms::sections;
use crate::programs::{self, Template as Beginning, drafts};
use crate::rules::figures::{say, without_examples};
use crate::rules::{self, Problem};
use crate::web::{Error, Page, Refusals, SeeOther, Words, filters};
use actix_web::{Either, web};
use askama::Template;

const MOST_CHARS: usize = 60;

#[derive(Debug, Clone)]
pub struct Offered {
    pub slug: String,
    pub name: String,
    pub currency: String,
    /// What whoever invites gets, and whoever is invited.
    pub says: Vec<Words>,
}

#[derive(Template)]
#[template(path = "admin/program_new.html")]
pub struct ChoicePage {
    pub templates: Vec<Offered>,
}

#[derive(Template)]
#[template(path = "admin/program_figures.html")]
pub struct FiguresPage {
    pub template: Offered,
    pub key: String,
    pub slug: String,
    pub groups: Vec<Group>,
    /// As the terms' reader words them.
    pub problems: Vec<Problem>,
    pub errors: Refusals,
}

fn offered(template: &Beginning) -> Offered {
    let rules = |title: &str| title == "terms-rules";
    let said = sections(&template.terms).into_iter().filter(|section| !rules(&section.title.key));
    Offered {
        slug: template.terms.program.clone(),
        name: template.terms.name.clone(),
        currency: template.terms.currency.to_string(),
        says: said.flat_map(|section| section.sentences).collect(),
    }
}

pub async fn choose(_staff: Staff<Admin>) -> Page<ChoicePage> {
    Page::new(ChoicePage { templates: programs::templates().iter().map(offered).collect() })
}

fn found(slug: &str) -> Result<&'static Beginning, Error> {
    programs::template(slug).ok_or(Error::NotFound)
}

pub async fn form(
    app: web::Data<App>,
    _staff: Staff<Admin>,
    slug: web::Path<String>,
) -> Result<Page<FiguresPage>, Error> {
    let template = found(&slug)?;
    Ok(Page::new(FiguresPage {
        template: offered(template),
        key: DraftId::new(app.clock.now()).to_string(),
        slug: String::new(),
        groups: groups(template.text),
        problems: Vec::new(),
        errors: Refusals::none(),
    }))
}

type Answer = Result<Either<SeeOther, Page<FiguresPage>>, Error>;

/// Examples of the template that no longer come out with these figures are left out of the draft.
pub async fn make(
    app: web::Data<App>,
    staff: Staff<Admin>,
    template: web::Path<String>,
    form: web::Form<Vec<(String, String)>>,
) -> Answer {
    let (template, typed) = (found(&template)?, Typed::read(form.into_inner()));
    let id: DraftId = typed.field("key").parse().map_err(|_| Error::NotFound)?;
    let slug = typed.field("slug").trim().to_owned();
    let mut errors = Refusals::none();
    if !is_slug(&slug) {
        errors.add("slug", "wrong-program-slug");
    }
    let catalogue = app.db.read(async |conn| programs::catalogue(conn).await).await?;
    if catalogue.by_slug(&slug).is_some() {
        errors.add("slug", "wrong-program-taken");
    }
    let (text, _) = typed.put_into(say(template.text, "program", &slug));
    let problems = rules::check(&text).err().unwrap_or_default();
    if !errors.is_empty() || !problems.is_empty() {
        if errors.is_empty() {
            errors.add("", "wrong-program-figures");
        }
        let mut groups = groups(template.text);
        for figure in groups.iter_mut().flat_map(|group| &mut group.figures) {
            figure.value = typed.field(&format!("figure.{}", figure.path)).to_owned();
        }
        let page = FiguresPage { template: offered(template), key: id.to_string(), slug, groups, problems, errors };
        return Ok(Either::Right(Page::refused(page)));
    }
    let come_out = judge(&app, text.clone()).await?.come_out();
    let text = without_examples(&text, &come_out).unwrap_or(text);
    let made: Result<bool, Fault> = app.db.write(async |tx| drafts::make(tx, &staff, id, &text).await).await;
    made?;
    Ok(Either::Left(SeeOther::to(draft_path(&id)).flash("flash-draft-made")))
}

/// As addresses take it.
fn is_slug(slug: &str) -> bool {
    let plain = slug.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    plain && (1..=MOST_CHARS).contains(&slug.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::gallery::{Looks, show};

    #[test]
    fn templates_are_offered_and_their_figures_asked_for() {
        let page = ChoicePage { templates: programs::templates().iter().map(offered).collect() };
        show("admin-program-new", "/admin/programs/new", Looks::Staff, &page);
        for template in programs::templates() {
            let mut page = FiguresPage {
                template: offered(template),
                key: String::from("0198"),
                slug: String::new(),
                groups: groups(template.text),
                problems: Vec::new(),
                errors: Refusals::none(),
            };
            show("admin-program-figures", "/admin/programs/new/a", Looks::Staff, &page);
            page.errors = Refusals::one("slug", "wrong-program-slug");
            page.errors.add("slug", "wrong-program-taken");
            page.errors.add("", "wrong-program-figures");
            page.problems = vec![Problem { line: 4, column: 13, words: "\"KZZ\" is no currency".into() }];
            show("admin-program-figures-refused", "/admin/programs/new/a", Looks::Staff, &page);
        }
    }
}
