//! The list of everything that was earned, and of what earned nothing.

use super::{EarningRow, EarningState, EarningsPage, Figures};
use crate::app::App;
use crate::ledger;
use crate::people::SignedIn;
use crate::programs;
use crate::referrals::{self, pages::own_link};
use crate::rewards::{self, EarnedLine, Filter, Which};
use crate::rules::{ReceiptReason, explain};
use crate::web::{Error, Lang, Page, Paging, Visit, Words};
use actix_web::{HttpRequest, web};
use askama::Template;
use serde::Deserialize;

const ROWS: i64 = 50;

#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
pub struct Query {
    program: String,
    state: String,
    page: String,
}

pub async fn list(
    app: web::Data<App>,
    who: SignedIn,
    request: HttpRequest,
    query: web::Query<Query>,
) -> Result<Page<EarningsPage>, Error> {
    let which = Which::from_word(&query.state);
    let catalogue = app.db.read(async |conn| programs::catalogue(conn).await).await?;
    let program = catalogue.chosen(&query.program).ok_or(Error::NotFound)?;
    let filter = Filter { program: program.id, invitee: None, which };
    let page = Paging::asked(&query.page);
    let (balances, links, counts, lines) = app
        .db
        .read(async |conn| {
            futures_util::try_join!(
                ledger::balances(conn, who.person),
                referrals::links_of(conn, who.person),
                rewards::count(conn, who.person, program.id),
                rewards::earnings(conn, who.person, filter, (page - 1) * ROWS, ROWS)
            )
        })
        .await?;
    let lang = Visit::of(&request).lang;
    let shown = Paging::base("/earnings", &[("program", &query.program), ("state", which.word())]);
    let screen = EarningsPage {
        figures: Figures::of(&balances, program.id, program.told(app.clock.now())?.terms.currency)?,
        state: which.word().to_owned(),
        total: counts.of(Which::All),
        rows: lines.iter().map(|line| row(line, lang)).collect(),
        paging: Paging::of(shown, page, counts.of(which), ROWS),
        link: own_link::address(&app, who.person, program.id, &links).await?,
    };
    Ok(Page::new(screen).block("earnings", |page, values| page.as_list().render_with_values(values)))
}

/// A line as every list shows it.
pub fn row(line: &EarnedLine, lang: Lang) -> EarningRow {
    EarningRow {
        id: line.receipt.id.to_string(),
        invitee: whose(line, lang),
        why: why(line),
        paid_at: line.receipt.happened_at,
        base: line.receipt.receipt.base,
        earned: line.earned,
        state: state(line),
        reverses: line.corrects.map(|id| id.to_string()),
    }
}

/// By whose deed it was earned.
pub fn whose(line: &EarnedLine, lang: Lang) -> String {
    line.invitee_name.as_deref().map_or_else(|| lang.t("earnings-own"), |name| shown_name(name, lang))
}

/// A masked name, or the words for one that is hidden.
pub fn shown_name(masked: &str, lang: Lang) -> String {
    if masked.is_empty() { lang.t("name-hidden") } else { masked.to_owned() }
}

pub fn why(line: &EarnedLine) -> Words {
    if line.receipt.receipt.reason == ReceiptReason::Refunded {
        return "taken-back-refund".into();
    }
    explain::receipt(&line.receipt.receipt).into_iter().next().map_or_else(|| "earning-nothing".into(), Words::from)
}

pub fn state(line: &EarnedLine) -> EarningState {
    if line.earned.is_negative() {
        return EarningState::TakenBack;
    }
    match &line.reward {
        None => EarningState::Nothing,
        Some(reward) if reward.granted.is_zero() => EarningState::TakenBack,
        Some(reward) if reward.applied >= reward.granted => EarningState::Applied,
        Some(reward) if reward.on_hold.is_zero() => EarningState::Available,
        Some(reward) if reward.frozen => EarningState::Frozen,
        Some(reward) => EarningState::OnHold { until: reward.hold_until },
    }
}
