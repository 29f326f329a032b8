//! Looking for people: `/admin/people?q=&in=&sort=&after=` (`in` = `name` | `email` | `id` | `country` | `staff`; `sort` = `newest` |
//! `oldest`, and of everybody also `name` | `name-down` | `email`), and the same as a file.

use super::exported::exported;
use super::printable;
use crate::app::App;
use crate::calendar::Instant;
use crate::db::Way;
use crate::db::beginning::Mark;
use crate::events::{Email, PersonKind};
use crate::ids::PersonId;
use crate::people::{self, Among, Found, Role, Staff, Support};
use crate::web::{Error, Further, Listing, Order, Page, SeeOther, csv, filters};
use actix_web::{Either, HttpResponse, web};
use askama::Template;
use serde::Deserialize;

const ROWS: usize = 50;

#[derive(Deserialize, Clone, Default)]
#[serde(default)]
pub struct Query {
    q: String,
    #[serde(rename = "in")]
    within: String,
    sort: String,
    after: String,
}

impl Query {
    fn text(&self) -> String {
        printable(&self.q)
    }

    /// An address says by itself what it is.
    fn among(&self) -> Among {
        let text = self.text();
        match self.within.as_str() {
            "staff" => Among::Staff,
            _ if text.is_empty() => match self.sort.as_str() {
                "name" | "name-down" => Among::ByName,
                "email" => Among::Emails,
                _ => Among::All,
            },
            "country" => Among::Country,
            "id" => Among::ExternalIds,
            "email" => Among::Emails,
            _ if text.contains('@') => Among::Emails,
            _ => Among::Names,
        }
    }

    fn listing(&self) -> Listing {
        let text = self.text();
        let (within, orders) = match self.among() {
            Among::Staff => ("staff", Order::BY_TIME),
            Among::Country => ("country", Order::BY_TIME),
            _ if text.is_empty() => ("", ORDERS),
            Among::All | Among::ByName | Among::Names => ("name", &[][..]),
            Among::Emails => ("email", &[][..]),
            Among::ExternalIds => ("id", &[][..]),
        };
        Listing::new("/admin/people", [("q", text.as_str()), ("in", within)]).in_order(orders, &self.sort)
    }
}

const ORDERS: &[Order] = &[
    Order::NEWEST,
    Order::OLDEST,
    Order { word: "name", column: "name", way: Way::Ascending },
    Order { word: "name-down", column: "name", way: Way::Descending },
    Order { word: "email", column: "email", way: Way::Ascending },
];

#[derive(Debug, Clone)]
pub struct Row {
    pub id: String,
    /// Empty of somebody who deleted the account.
    pub name: String,
    /// The address, or what the sender calls them where that was looked for.
    pub known_as: Option<String>,
    pub country: Option<String>,
    pub role: Option<Role>,
    pub registered_at: Instant,
    pub deleted: bool,
}

#[derive(Template)]
#[template(path = "admin/people.html", blocks = ["list"])]
pub struct PeoplePage {
    pub listing: Listing,
    pub rows: Vec<Row>,
    pub further: Further,
}

impl PeoplePage {
    fn fields(&self) -> [(&'static str, &'static str); 3] {
        [("name", "people-in-names"), ("email", "people-in-emails"), ("id", "people-in-ids")]
    }

    fn in_country(&self, country: &str) -> String {
        Listing::new("/admin/people", [("q", country), ("in", "country")]).link()
    }

    fn is_staff(&self) -> bool {
        self.listing.is("in", "staff")
    }
}

pub fn role_key(role: &Role) -> &'static str {
    match role {
        Role::Support => "role-support",
        Role::Finance => "role-finance",
        Role::Admin => "role-admin",
    }
}

/// A whole address or an id of ours leads to the one person who has it.
pub async fn list(
    app: web::Data<App>,
    _staff: Staff<Support>,
    query: web::Query<Query>,
) -> Result<Either<SeeOther, Page<PeoplePage>>, Error> {
    let among = query.among();
    if let Some(person) = the_one(&app, &query.text()).await? {
        return Ok(Either::Left(SeeOther::to(format!("/admin/people/{person}"))));
    }
    let listing = query.listing();
    let mut found = found(&app, &query, Mark::read(&query.after), ROWS + 1).await?;
    let further = Further::of(listing.base(), &query.after, &mut found, ROWS, |found| found.mark.text());
    let rows = found.iter().map(|found| row(found, among)).collect();
    let screen = PeoplePage { listing, rows, further };
    let page = Page::new(screen).block("people", |page, values| page.as_list().render_with_values(values));
    Ok(Either::Right(page))
}

async fn the_one(app: &App, text: &str) -> Result<Option<PersonId>, Error> {
    if let Ok(email) = text.parse::<Email>() {
        let key = email.normalised();
        let known = app.db.read(async |conn| people::known_emails(conn, std::slice::from_ref(&key)).await).await?;
        return Ok(known.get(&key).copied());
    }
    let Ok(id) = text.parse::<PersonId>() else { return Ok(None) };
    let person = app.db.read(async |conn| people::find(conn, id).await).await?;
    Ok(person.map(|person| person.id))
}

async fn found(app: &App, query: &Query, after: Option<Mark>, limit: usize) -> Result<Vec<Found>, Error> {
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let (among, text) = (query.among(), query.text());
    // What is searched is read from its beginning.
    let way = query.listing().order().map_or(Way::Ascending, |order| order.way);
    Ok(app.db.read(async |conn| people::search(conn, among, &text, way, after.as_ref(), limit).await).await?)
}

fn row(found: &Found, among: Among) -> Row {
    let person = &found.person;
    let known_as = if among == Among::ExternalIds { Some(found.mark.key.clone()) } else { person.email.clone() };
    Row {
        id: person.id.to_string(),
        name: person.name.clone(),
        known_as,
        country: person.country.clone(),
        role: person.role,
        registered_at: person.registered_at,
        deleted: person.deleted_at.is_some(),
    }
}

/// Everybody whom the list shows with this search; instants in UTC.
pub async fn file(app: web::Data<App>, staff: Staff<Support>, query: web::Query<Query>) -> Result<HttpResponse, Error> {
    exported(&app, &staff, "people").await?;
    let head = csv::line(&[
        "person",
        "name",
        "email",
        "email_confirmed_at",
        "country",
        "kind",
        "role",
        "registered_at",
        "deleted_at",
    ]);
    let query = query.into_inner();
    let parts = csv::parts(Mark::read(&query.after), move |after: Option<Mark>| {
        let (app, query) = (app.clone(), query.clone());
        async move {
            let found = found(&app, &query, after, csv::LINES).await?;
            let last = found.last().filter(|_| found.len() == csv::LINES).map(|found| Some(found.mark.clone()));
            Ok((found.iter().map(line).collect(), last))
        }
    });
    Ok(csv::file("people", head, parts))
}

fn line(found: &Found) -> String {
    let person = &found.person;
    let at = |at: Option<Instant>| at.map(|at| at.to_rfc3339()).unwrap_or_default();
    csv::line(&[
        &person.id.to_string(),
        &person.name,
        person.email.as_deref().unwrap_or_default(),
        &at(person.email_confirmed_at),
        person.country.as_deref().unwrap_or_default(),
        person.kind.map(kind_word).unwrap_or_default(),
        person.role.map(Role::word).unwrap_or_default(),
        &person.registered_at.to_rfc3339(),
        &at(person.deleted_at),
    ])
}

fn kind_word(kind: PersonKind) -> &'static str {
    match kind {
        PersonKind::Individual => "individual",
        PersonKind::Business => "business",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::gallery::{Looks, at, show};

    #[test]
    fn people_are_listed() {
        let row = |name: &str, email: Option<&str>, role| Row {
            id: "0198".into(),
            name: name.into(),
            known_as: email.map(Into::into),
            country: Some("KZ".into()),
            role,
            registered_at: at("2026-04-03T05:00:00Z"),
            deleted: name.is_empty(),
        };
        let rows = vec![
            row("Aigerim Sadykova", Some("aigerim.sadykova@dala-logistics.example"), None),
            row("Dana Akhmetova", Some("dana@house.example"), Some(Role::Finance)),
            Row { country: None, ..row("", None, None) },
        ];
        let further = Further { base: "/admin/people?".into(), is_further: true, next: Some("0198".into()) };
        let mut page = PeoplePage { listing: Query::default().listing(), rows, further };
        show("admin-people", "/admin/people", Looks::Staff, &page);
        for role in Role::ALL {
            page.rows[0].role = Some(role);
            show("admin-people-staff", "/admin/people", Looks::Staff, &page);
        }
        page.rows.clear();
        page.listing = Query { q: "sadykova".into(), ..Query::default() }.listing();
        show("admin-people-none", "/admin/people", Looks::Staff, &page);
    }

    #[test]
    fn an_address_is_looked_for_among_addresses() {
        let query = |q: &str, within: &str| Query { q: q.into(), within: within.into(), ..Query::default() };
        for (q, within, among) in [
            ("", "", Among::All),
            (" ", "email", Among::All),
            ("KZ", "country", Among::Country),
            ("", "country", Among::All),
            ("", "staff", Among::Staff),
            ("aig", "", Among::Names),
            ("aig@", "", Among::Emails),
            ("aig@", "name", Among::Emails),
            ("aig", "email", Among::Emails),
            ("p_7", "id", Among::ExternalIds),
        ] {
            assert_eq!(query(q, within).among(), among, "{q:?} in {within:?}");
        }
        for (sort, among) in
            [("name", Among::ByName), ("oldest", Among::All), ("email", Among::Emails), ("x", Among::All)]
        {
            let mut query = Query { sort: sort.into(), ..Query::default() };
            assert_eq!(query.among(), among, "{sort}");
            assert_eq!(query.listing().base().contains("sort="), sort != "x", "{sort}");
            query.q = "a".into();
            assert_eq!((query.among(), query.listing().base().contains("sort=")), (Among::Names, false));
        }
    }
}
