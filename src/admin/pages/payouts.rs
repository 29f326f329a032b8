//! What went out by itself, to everybody: `/admin/payouts?page=`.

use crate::app::App;
use crate::calendar::Instant;
use crate::db::Fault;
use crate::ids::PersonId;
use crate::money::Money;
use crate::people::{self, Staff, Support};
use crate::programs;
use crate::web::{Error, Page, Paging, filters};
use crate::withdrawals::{self, WhichPayouts};
use actix_web::web;
use askama::Template;
use serde::Deserialize;
use std::collections::HashMap;

const ROWS: i64 = 50;

#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
pub struct Query {
    page: String,
}

#[derive(Debug, Clone)]
pub struct Row {
    pub person: String,
    pub program: String,
    pub at: Instant,
    pub due_at: Instant,
    pub amount: Money,
}

#[derive(Template)]
#[template(path = "admin/payouts.html", blocks = ["list"])]
pub struct PayoutsPage {
    pub rows: Vec<Row>,
    pub paging: Paging,
}

pub async fn list(
    app: web::Data<App>,
    _staff: Staff<Support>,
    query: web::Query<Query>,
) -> Result<Page<PayoutsPage>, Error> {
    let (now, page) = (app.clock.now(), Paging::asked(&query.page));
    let (catalogue, count, found) = app
        .db
        .read(async |conn| {
            futures_util::try_join!(
                programs::catalogue(conn),
                withdrawals::count_payouts(conn, WhichPayouts::All),
                withdrawals::payouts(conn, WhichPayouts::All, (page - 1) * ROWS, ROWS)
            )
        })
        .await?;
    let ids: Vec<PersonId> = found.iter().map(|payout| payout.person).collect();
    let people = app.db.read(async |conn| people::find_all(conn, &ids).await).await?;
    let names: HashMap<PersonId, String> = people.into_iter().map(|person| (person.id, person.name)).collect();
    let row = |payout: &withdrawals::Payout| {
        Ok(Row {
            person: names.get(&payout.person).cloned().unwrap_or_default(),
            program: catalogue.get(payout.program)?.told(now)?.terms.name.clone(),
            at: payout.scheduled_at,
            due_at: payout.due_at,
            amount: payout.amount.money(),
        })
    };
    let rows = found.iter().map(row).collect::<Result<_, Fault>>()?;
    let screen = PayoutsPage { rows, paging: Paging::of("/admin/payouts?".into(), page, count, ROWS) };
    Ok(Page::new(screen).block("queue", |page, values| page.as_list().render_with_values(values)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::gallery::{Looks, at, show, tenge};

    #[test]
    fn payouts_are_listed() {
        let row = Row {
            person: "Aigerim Sadykova".into(),
            program: "Hosting remuneration".into(),
            at: at("2026-04-15T00:00:00Z"),
            due_at: at("2026-04-25T00:00:00Z"),
            amount: tenge("64000"),
        };
        let paging = || Paging { base: "/admin/payouts?".into(), page: 1, pages: 2 };
        show("admin-payouts", "/admin/payouts", Looks::Staff, &PayoutsPage { rows: vec![row], paging: paging() });
        show("admin-payouts-none", "/admin/payouts", Looks::Staff, &PayoutsPage { rows: Vec::new(), paging: paging() });
    }
}
