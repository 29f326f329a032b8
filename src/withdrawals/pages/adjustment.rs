//! What staff added to what is one's own, or took from it, and why. Staff are not named.

use crate::app::App;
use crate::calendar::Instant;
use crate::ids::AdjustmentId;
use crate::money::Money;
use crate::people::SignedIn;
use crate::programs;
use crate::web::{Error, Page, Words, filters};
use crate::withdrawals::adjustments::{self, Reason, State};
use crate::withdrawals::pages::unit_words;
use actix_web::web;
use askama::Template;

pub fn path(id: AdjustmentId) -> String {
    format!("/adjustments/{id}")
}

pub fn reason_key(reason: Reason) -> &'static str {
    match reason {
        Reason::Reward => "adjustment-reward",
        Reason::Goodwill => "adjustment-goodwill",
        Reason::Clawback => "adjustment-clawback",
        Reason::Settled => "adjustment-settled",
        Reason::Correction => "adjustment-correction",
        Reason::Other => "adjustment-other",
    }
}

pub fn state_key(state: &State) -> &'static str {
    match state {
        State::Waiting => "adjustment-waiting",
        State::Made => "adjustment-made",
        State::Rejected => "adjustment-rejected",
        State::Retracted => "adjustment-retracted",
    }
}

#[derive(Template)]
#[template(path = "withdrawals/adjustment.html")]
pub struct AdjustmentPage {
    pub id: String,
    pub program: String,
    pub unit: Words,
    /// Signed.
    pub amount: Money,
    pub reason: &'static str,
    pub note: String,
    pub made_at: Instant,
    /// The statement in which it stands.
    pub statement: String,
}

pub async fn show(app: web::Data<App>, who: SignedIn, id: web::Path<String>) -> Result<Page<AdjustmentPage>, Error> {
    let id: AdjustmentId = id.parse().map_err(|_| Error::NotFound)?;
    let (catalogue, made) = app
        .db
        .read(async |conn| futures_util::try_join!(programs::catalogue(conn), adjustments::made(conn, who.person, id)))
        .await?;
    let made = made.ok_or(Error::NotFound)?;
    let program = catalogue.get(made.program)?;
    Ok(Page::new(AdjustmentPage {
        id: made.id.to_string(),
        program: program.told(app.clock.now())?.terms.name.clone(),
        unit: unit_words(made.shift.unit),
        amount: made.shift.money(),
        reason: reason_key(made.reason),
        made_at: made.since(),
        statement: format!("/statement?program={}&unit={}", program.slug, made.shift.unit.name()),
        note: made.note,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::Unit;
    use crate::web::gallery::{Looks, at, show, tenge};

    #[test]
    fn an_adjustment_is_shown_to_whose_account_it_is() {
        for reason in Reason::ALL {
            let page = AdjustmentPage {
                id: "0198d5c2".into(),
                program: "Documentolog Business".into(),
                unit: unit_words(Unit::Credit),
                amount: tenge(if reason == Reason::Clawback { "-40500" } else { "40500" }),
                reason: reason_key(reason),
                note: "The payment of 3 April was counted for another company".into(),
                made_at: at("2026-04-14T05:00:00Z"),
                statement: "/statement?program=business-bonus&unit=credit".into(),
            };
            show(&format!("adjustment-{}", reason.name()), "/adjustments/0198", Looks::Person, &page);
        }
    }
}
