//! Whom one invited: the list, and what happened with one of them.

use super::{InvitedPage, InvitedRow, InviteePage, Mood, ReferralState, TimelineEntry};
use crate::app::App;
use crate::money::{Currency, Money};
use crate::people::SignedIn;
use crate::programs;
use crate::referrals::pages::own_link;
use crate::referrals::{self, Invited, Search};
use crate::rewards::pages::earnings::{shown_name, why};
use crate::rewards::{self, EarnedFrom, EarnedLine, Filter, Which};
use crate::rules::explain;
use crate::web::{Error, Lang, Page, Paging, Visit, Words};
use actix_web::{HttpRequest, web};
use askama::Template;
use serde::Deserialize;
use uuid::Uuid;

const ROWS: i64 = 50;
/// Payments on one invitee's page; the list of earnings has them all.
const STORY: i64 = 200;

#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
pub struct Query {
    program: String,
    q: String,
    state: String,
    page: String,
}

pub async fn list(
    app: web::Data<App>,
    who: SignedIn,
    request: HttpRequest,
    query: web::Query<Query>,
) -> Result<Page<InvitedPage>, Error> {
    let catalogue = app.db.read(async |conn| programs::catalogue(conn).await).await?;
    let program = catalogue.chosen(&query.program).ok_or(Error::NotFound)?;
    let state = ReferralState::from_word(&query.state);
    let word = state.map_or("", ReferralState::word);
    let text: String = query.q.trim().chars().take(100).collect();
    let all = Search { program: program.id, text: "", state: "" };
    let search = Search { program: program.id, text: &text, state: word };
    let page = Paging::asked(&query.page);
    let (links, total, found, people) = app
        .db
        .read(async |conn| {
            futures_util::try_join!(
                referrals::links_of(conn, who.person),
                referrals::count_invited(conn, who.person, all),
                referrals::count_invited(conn, who.person, search),
                referrals::invited(conn, who.person, search, (page - 1) * ROWS, ROWS)
            )
        })
        .await?;
    let ids: Vec<_> = people.iter().map(Invited::invitee).collect();
    let earned = app.db.read(async |conn| rewards::earned_from(conn, who.person, program.id, &ids).await).await?;
    let (lang, currency) = (Visit::of(&request).lang, program.told(app.clock.now())?.terms.currency);
    let shown = Paging::base("/invited", &[("program", &query.program), ("q", &text), ("state", word)]);
    let screen = InvitedPage {
        query: text.clone(),
        state,
        total,
        rows: people.iter().map(|one| row(one, earned.get(&one.invitee()), currency, lang)).collect(),
        paging: Paging::of(shown, page, found, ROWS),
        link: own_link::address(&app, who.person, program.id, &links).await?,
    };
    Ok(Page::new(screen).block("invited", |page, values| page.as_list().render_with_values(values)))
}

fn row(one: &Invited, from: Option<&EarnedFrom>, currency: Currency, lang: Lang) -> InvitedRow {
    InvitedRow {
        id: one.id.to_string(),
        name: shown_name(&one.name, lang),
        source: one.source.clone(),
        registered_at: one.registered_at,
        state: state(one),
        last_payment_at: one.last_payment_at,
        earned: earned(one, from, currency),
        reason: reason(one, from),
    }
}

fn state(one: &Invited) -> ReferralState {
    match (&one.refused, one.first_payment_at) {
        (Some(_), _) => ReferralState::Refused,
        (None, Some(_)) => ReferralState::Paying,
        (None, None) => ReferralState::Registered,
    }
}

/// A registration that was refused as a referral earned nothing, whatever another referral of the same person earned.
fn earned(one: &Invited, from: Option<&EarnedFrom>, currency: Currency) -> Vec<Money> {
    let counts = from.filter(|from| one.refused.is_none() && !from.earned.is_empty());
    counts.map_or_else(|| vec![Money::zero(currency)], |from| from.earned.clone())
}

fn reason(one: &Invited, from: Option<&EarnedFrom>) -> Option<Words> {
    if let Some(refused) = &one.refused {
        return Some(why_refused(refused));
    }
    match from {
        None => Some("nothing-no-payment".into()),
        Some(from) if from.earned.is_empty() => explain::receipt(&from.latest).into_iter().next().map(Words::from),
        Some(_) => None,
    }
}

fn why_refused(reason: &str) -> Words {
    match reason {
        "unknown_code" => "refused-unknown-code",
        "expired_window" => "refused-expired",
        "own_code" => "refused-own-code",
        "email_known" => "refused-known-email",
        "tax_id_known" => "refused-tax-id",
        "program_closed" => "refused-closed",
        "codes_not_accepted" => "refused-codes",
        "replaced" => "refused-replaced",
        _ => "refused-otherwise",
    }
    .into()
}

pub async fn one(
    app: web::Data<App>,
    who: SignedIn,
    request: HttpRequest,
    id: web::Path<String>,
) -> Result<Page<InviteePage>, Error> {
    let id: Uuid = id.parse().map_err(|_| Error::NotFound)?;
    let (one, catalogue) = app
        .db
        .read(async |conn| {
            futures_util::try_join!(referrals::invited_by(conn, who.person, id), programs::catalogue(conn))
        })
        .await?;
    let one = one.ok_or(Error::NotFound)?;
    let program = catalogue.get(one.program())?;
    let filter = Filter { program: program.id, invitee: Some(one.invitee()), which: Which::All };
    let invitees = [one.invitee()];
    let (earned_from, lines) = app
        .db
        .read(async |conn| {
            futures_util::try_join!(
                rewards::earned_from(conn, who.person, program.id, &invitees),
                rewards::earnings(conn, who.person, filter, 0, STORY)
            )
        })
        .await?;
    let from = earned_from.get(&one.invitee());
    let currency = program.told(app.clock.now())?.terms.currency;
    Ok(Page::new(InviteePage {
        name: shown_name(&one.name, Visit::of(&request).lang),
        source: one.source.clone(),
        registered_at: one.registered_at,
        state: state(&one),
        last_payment_at: one.last_payment_at,
        earned: earned(&one, from, currency),
        reason: reason(&one, from),
        timeline: timeline(&one, if one.refused.is_none() { &lines } else { &[] }),
    }))
}

fn timeline(one: &Invited, lines: &[EarnedLine]) -> Vec<TimelineEntry> {
    let plain = |at, mood, key: &'static str| TimelineEntry {
        at,
        mood,
        words: key.into(),
        why: None,
        earned: None,
        receipt: None,
    };
    let mut entries: Vec<TimelineEntry> = lines.iter().map(earning).collect();
    entries.extend(one.first_payment_at.map(|at| plain(at, Mood::Plain, "happened-final")));
    let registered = match &one.refused {
        None => plain(one.registered_at, Mood::Good, "happened-registered"),
        Some(reason) => {
            let why = Some(why_refused(reason));
            TimelineEntry { why, ..plain(one.registered_at, Mood::Bad, "happened-registered") }
        }
    };
    entries.push(registered);
    entries.extend(one.clicked_at.map(|at| plain(at, Mood::Plain, "happened-clicked")));
    entries
}

fn earning(line: &EarnedLine) -> TimelineEntry {
    let receipt = &line.receipt.receipt;
    let excluded = receipt.excluded.iter().map(|excluded| excluded.line.paid);
    let paid = Money::sum(receipt.base.currency(), receipt.counted.iter().map(|line| line.paid).chain(excluded));
    let corrects = line.corrects.is_some();
    let is_of_lines = line.receipt.origin.is_none() || paid.as_ref().is_ok_and(|paid| paid.is_positive());
    let is_payment = !corrects && is_of_lines;
    TimelineEntry {
        at: if corrects { line.receipt.recorded_at } else { line.receipt.happened_at },
        mood: match (line.earned.is_negative(), line.earned.is_zero()) {
            (true, _) => Mood::Bad,
            (_, true) => Mood::Plain,
            _ => Mood::Good,
        },
        words: match paid {
            Ok(paid) if is_payment => Words::new("happened-paid").with("amount", paid),
            _ => why(line),
        },
        why: is_payment.then(|| why(line)),
        earned: Some(line.earned),
        receipt: Some(line.receipt.id.to_string()),
    }
}
