//! The staff console's lists: what they find, page by page, and the same as files.

mod adjustments;
mod anonymise;
mod api_keys;
mod books;
mod companies;
mod deeds;
mod deliveries;
mod events;
mod found;
mod jobs;
mod members;
mod orders;
mod overview;
mod people;
mod programs;
mod rewards;
mod short;
mod verification;
mod view_as;

use crate::support::story::{Shown, Visitor};

/// What stands between the two, in each place of the page.
pub fn between<'a>(shown: &'a Shown, before: &str, after: &str) -> Vec<&'a str> {
    shown.text.split(before).skip(1).map(|rest| rest.split(after).next().unwrap()).collect()
}

/// The pages of a list from `path` on, as their links lead from one to the next.
pub async fn pages(staff: &Visitor<'_>, path: &str) -> Vec<Shown> {
    let mut pages = vec![staff.opens(path).await];
    while let Some(next) = following(&pages[pages.len() - 1]) {
        assert!(pages.len() < 20, "the list of {path} does not end");
        pages.push(staff.opens(&next).await);
    }
    pages
}

fn following(shown: &Shown) -> Option<String> {
    let (_, link) = shown.text.split_once(r#"rel="next" href=""#)?;
    Some(link.split('"').next().unwrap().replace("&#38;", "&"))
}
