//! Where the money of an approved withdrawal goes: shown to whoever may pay it, on request, and each look is a deed.

use super::shown::screen;
use super::{PayTo, WithdrawalPage};
use crate::app::App;
use crate::book::WithdrawalStage;
use crate::calendar::Instant;
use crate::db::{Conn, Fault};
use crate::ids::WithdrawalId;
use crate::people::details::Details;
use crate::people::{Finance, Role, SignedIn, Staff, deed, payout_details};
use crate::web::{Error, Page, Refusals, Words};
use crate::withdrawals::{self, Withdrawal};
use actix_web::web;
use serde_json::json;

/// The page with the details on it. Nobody looks at what they may not pay: their own, and what is not approved.
pub async fn show_pay_to(
    app: web::Data<App>,
    staff: Staff<Finance>,
    id: web::Path<String>,
) -> Result<Page<WithdrawalPage>, Error> {
    let id: WithdrawalId = id.parse().map_err(|_| Error::NotFound)?;
    let mut page = screen(&app, &staff.who, id, String::new(), Refusals::none()).await?;
    if matches!(page.pay_to, PayTo::Sealed) {
        page.pay_to = match look(&app, &staff, id).await? {
            Some(details) => PayTo::Shown(details),
            None => PayTo::Missing,
        };
    }
    Ok(Page::new(page))
}

/// Opens the seal and records who looked, both or neither.
async fn look(app: &App, staff: &Staff<Finance>, id: WithdrawalId) -> Result<Option<Details>, Fault> {
    app.db
        .write(async |tx| {
            let found = withdrawals::find(tx, id).await?.filter(|found| is_looked_at(found, &staff.who));
            let Some((found, named)) = found.and_then(|found| found.details.map(|named| (found, named))) else {
                return Ok(None);
            };
            let details = payout_details::find(tx, &app.seal, found.person, named).await?;
            if details.is_some() {
                let after = json!({"payout_details": named});
                deed(tx, &staff.by(), "payout-details-seen", &format!("withdrawal {id}"), None, Some(after)).await?;
            }
            Ok(details)
        })
        .await
}

fn is_looked_at(found: &Withdrawal, who: &SignedIn) -> bool {
    let pays = who.role.is_some_and(|role| role >= Role::Finance) && found.person != who.person;
    pays && matches!(found.state.stage, WithdrawalStage::Approved | WithdrawalStage::Paid)
}

/// What stands there before anybody asks, and whether the details changed since the request.
pub(super) async fn before(
    conn: &Conn,
    found: &Withdrawal,
    who: &SignedIn,
    now: Instant,
) -> Result<(PayTo, Option<Words>), Fault> {
    if !is_looked_at(found, who) {
        return Ok((PayTo::Hidden, None));
    }
    let (current, locked) = futures_util::try_join!(
        payout_details::current(conn, found.person, found.method),
        payout_details::locked_until(conn, found.person, now)
    )?;
    let warning = match locked {
        Some(until) => Some(Words::new("withdrawals-pay-to-locked").with("until", until)),
        None if found.details.is_some() && current != found.details => Some("withdrawals-pay-to-changed".into()),
        None => None,
    };
    let pay_to = if found.details.is_some() { PayTo::Sealed } else { PayTo::Missing };
    Ok((pay_to, warning))
}
