//! What staff did: `/admin/deeds?who=&verb=&about=&sort=&after=`, and the same as a file.

mod shown;

pub use shown::{Row, row};

use super::exported::exported;
use super::printable;
use crate::app::App;
use crate::events::Email;
use crate::ids::DeedId;
use crate::people::{self, Deed, Staff, Support, Wanted};
use crate::web::{Error, Further, Listing, Order, Page, Words, csv, filters};
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;

const ROWS: usize = 50;

#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
pub struct Query {
    /// The id of a member of staff.
    who: String,
    verb: String,
    /// To whom or what it was done: an id, a program's name in addresses, or a person's e-mail.
    about: String,
    sort: String,
    after: String,
}

impl Query {
    /// None where an address is asked for that nobody has.
    async fn wanted(&self, app: &App) -> Result<Option<Wanted>, Error> {
        let by = Some(&self.who).filter(|who| !who.is_empty()).map(|who| who.parse().map_err(|_| Error::NotFound));
        let about = self.about();
        let about = about.as_str();
        let about = match about.parse::<Email>() {
            Ok(email) => {
                let key = email.normalised();
                let known = app.db.read(async |conn| people::known_emails(conn, std::slice::from_ref(&key)).await);
                let Some(person) = known.await?.remove(&key) else { return Ok(None) };
                Some(vec![person.to_string()])
            }
            Err(_) if about.is_empty() => None,
            // As the log names it, `person 0190…`, or without the noun.
            Err(_) => about.split(' ').next_back().map(|id| vec![id.to_owned()]),
        };
        let verb = Some(printable(&self.verb)).filter(|verb| !verb.is_empty());
        let after: Option<DeedId> = self.after.parse().ok();
        Ok(Some(Wanted { by: by.transpose()?, verb, about, way: self.listing().way(), after }))
    }

    fn about(&self) -> String {
        printable(&self.about)
    }

    fn listing(&self) -> Listing {
        let filters = [("who", self.who.clone()), ("verb", self.verb.clone()), ("about", self.about())];
        Listing::new("/admin/deeds", filters).in_order(Order::BY_TIME, &self.sort)
    }
}

#[derive(Template)]
#[template(path = "admin/deeds.html", blocks = ["list"])]
pub struct DeedsPage {
    pub listing: Listing,
    pub rows: Vec<Row>,
    pub further: Further,
}

pub async fn list(
    app: web::Data<App>,
    _staff: Staff<Support>,
    query: web::Query<Query>,
) -> Result<Page<DeedsPage>, Error> {
    let mut deeds = found(&app, query.wanted(&app).await?, ROWS + 1).await?;
    let listing = query.listing();
    let further = Further::of(listing.base(), &query.after, &mut deeds, ROWS, |deed| deed.id().to_string());
    let screen = DeedsPage { listing, rows: deeds.iter().map(row).collect(), further };
    Ok(Page::new(screen).block("deeds", |page, values| page.as_list().render_with_values(values)))
}

async fn found(app: &App, wanted: Option<Wanted>, limit: usize) -> Result<Vec<Deed>, Error> {
    let Some(wanted) = wanted else { return Ok(Vec::new()) };
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    Ok(app.db.read(async |conn| people::deeds_wanted(conn, &wanted, limit).await).await?)
}

/// Everything that the list shows with these filters, in its order; instants in UTC, values as the log keeps them.
pub async fn file(app: web::Data<App>, staff: Staff<Support>, query: web::Query<Query>) -> Result<HttpResponse, Error> {
    exported(&app, &staff, "deeds").await?;
    let head = csv::line(&["deed", "done_at", "by", "by_name", "verb", "subject", "before", "after", "from"]);
    let wanted = query.wanted(&app).await?;
    let parts = csv::parts(wanted, move |wanted: Option<Wanted>| {
        let app = app.clone();
        async move {
            let deeds = found(&app, wanted.clone(), csv::LINES).await?;
            let last = deeds.last().filter(|_| deeds.len() == csv::LINES).map(Deed::id);
            let next = wanted.zip(last).map(|(wanted, last)| Some(Wanted { after: Some(last), ..wanted }));
            Ok((deeds.iter().map(line).collect(), next))
        }
    });
    Ok(csv::file("deeds", head, parts))
}

fn line(deed: &Deed) -> String {
    let json = |value: &Option<serde_json::Value>| value.as_ref().map(ToString::to_string).unwrap_or_default();
    csv::line(&[
        &deed.id().to_string(),
        &deed.done_at.to_rfc3339(),
        &deed.by().to_string(),
        deed.name.as_deref().unwrap_or_default(),
        &deed.verb,
        &deed.subject,
        &json(&deed.before),
        &json(&deed.after),
        deed.peer.as_deref().unwrap_or_default(),
    ])
}

/// What a deed is called in the reader's language; one of a version to come as the log calls it.
pub fn verb_words(verb: &str) -> Words {
    if VERBS.contains(&verb) {
        Words::new(format!("deed-{}", verb.replace(' ', "-")))
    } else {
        Words::new("deed-other").with("verb", verb)
    }
}

const VERBS: &[&str] = &[
    "adjustment-approved",
    "adjustment-asked",
    "adjustment-made",
    "adjustment-rejected",
    "adjustment-retracted",
    "api-key-made",
    "api-key-revoked",
    "batch-changed",
    "batch-file-made",
    "batch-final",
    "batch-made",
    "batch-undone",
    "books-audited",
    "cancel replay",
    "claim-approved",
    "claim-rejected",
    "event-replayed",
    "draft-discarded",
    "draft-made",
    "draft-saved",
    "flag-banned",
    "flag-cleared",
    "flag-held",
    "flag-voided",
    "invoice-voided",
    "job-removed",
    "job-retried",
    "letter-retried",
    "list-exported",
    "payment-recorded",
    "payout-details-seen",
    "person-anonymised",
    "person-banned",
    "person-readmitted",
    "product-added",
    "product-closed",
    "product-price-changed",
    "referral-voided",
    "refund-completed",
    "refund-declined",
    "refund-requested",
    "replay",
    "run-applied",
    "run-recomputed",
    "staff-added",
    "staff-removed",
    "staff-role-changed",
    "terms-published",
    "two-step-off",
    "view-begun",
    "view-ended",
    "withdrawal-approved",
    "withdrawal-failed",
    "withdrawal-paid",
    "withdrawal-rejected",
];

#[cfg(test)]
pub use tests::sample;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::gallery::{Looks, at, show};
    use serde_json::json;

    fn done(verb: &str, subject: &str) -> Row {
        Row {
            id: "0198".into(),
            by: Some(("0190".into(), "Dana Akhmetova".into())),
            done_at: at("2026-04-15T09:12:00Z"),
            verb: verb.into(),
            words: verb_words(verb),
            subject: shown::subject(subject),
            changes: Vec::new(),
            peer: Some("203.0.113.7".into()),
        }
    }

    pub fn sample() -> Row {
        let (was, is) = (json!({"state": "requested"}), json!({"state": "rejected", "reason": "The IBAN is closed"}));
        let changes = shown::changes(Some(&was), Some(&is));
        Row { changes, ..done("withdrawal-rejected", "withdrawal 01981a3c-0000-7000-8000-000000000007") }
    }

    #[test]
    fn the_log_of_deeds_is_listed() {
        let id = "01981a3c-0000-7000-8000-000000000001";
        let mut rows = vec![
            sample(),
            Row { by: None, peer: None, ..done("two-step-off", &format!("person {id}")) },
            done("of-tomorrow", &format!("comet {id}")),
        ];
        rows.extend(shown::NOUNS.iter().map(|noun| done("replay", &format!("{noun} {id}"))));
        rows.extend(VERBS.iter().map(|verb| done(verb, "program business-bonus")));
        let further = Further { base: "/admin/deeds?".into(), is_further: true, next: Some(id.into()) };
        let mut page = DeedsPage { listing: Query::default().listing(), rows, further };
        show("admin-deeds", "/admin/deeds", Looks::Staff, &page);
        page.rows.clear();
        page.listing = Query { about: "nurlan.abenov@example.kz".into(), ..Query::default() }.listing();
        page.further = Further { base: "/admin/deeds?".into(), is_further: false, next: None };
        show("admin-deeds-none", "/admin/deeds", Looks::Staff, &page);
    }

    #[test]
    fn a_cell_changes_its_filter_and_keeps_the_others() {
        let listing = Query { who: "0190".into(), about: "a b".into(), ..Query::default() }.listing();
        assert_eq!(listing.of("verb", "cancel replay"), "/admin/deeds?who=0190&verb=cancel+replay&about=a+b");
        assert_eq!(listing.of("who", "0191"), "/admin/deeds?who=0191&about=a+b");
    }
}
