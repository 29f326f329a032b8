//! A draft over past months: `/admin/replays/ID`, which looks again while it runs, and `POST ID/cancellation`.

use super::programs::names;
use crate::app::App;
use crate::calendar::Instant;
use crate::ids::{PersonId, ReplayId};
use crate::money::Money;
use crate::people::{Admin, Role, Staff, Support};
use crate::replays::{self, Listed, State};
use crate::rules::ReceiptReason;
use crate::web::{Error, Page, SeeOther, Words, filters};
use crate::withdrawals::pages::unit_words;
use crate::world::whatif::{self, GivenAs, MonthCost, Report, Said};
use actix_web::web;
use askama::Template;
use std::collections::HashMap;

/// Somebody who would gain or lose.
#[derive(Debug, Clone)]
pub struct ChangeRow {
    pub person: String,
    pub name: String,
    pub is_invitee: bool,
    pub before: Money,
    pub after: Money,
}

#[derive(Debug, Clone)]
pub struct Changes {
    pub count: i64,
    /// Those whom it concerns most.
    pub rows: Vec<ChangeRow>,
}

#[derive(Debug, Clone)]
pub struct CostRow {
    pub unit: Words,
    pub before: Money,
    pub after: Money,
    pub months: Vec<MonthCost>,
    pub winners: Changes,
    pub losers: Changes,
    pub unchanged: i64,
}

impl CostRow {
    fn sides(&self) -> [(&'static str, &Changes); 2] {
        [("replay-winners", &self.winners), ("replay-losers", &self.losers)]
    }
}

/// A payment that would be answered otherwise: with something instead of nothing, or the other way round.
#[derive(Debug, Clone)]
pub struct FlipRow {
    pub at: Instant,
    pub of: String,
    pub person: String,
    pub name: String,
    pub before: Vec<SaidRow>,
    pub after: Vec<SaidRow>,
}

impl FlipRow {
    fn sides(&self) -> [(&'static str, &[SaidRow]); 2] {
        [("replay-before", &self.before), ("replay-after", &self.after)]
    }
}

#[derive(Debug, Clone)]
pub struct SaidRow {
    pub amount: Money,
    /// Why it is nothing.
    pub why: Option<Words>,
}

#[derive(Template)]
#[template(path = "admin/replay.html", blocks = ["found"])]
pub struct ReplayPage {
    pub listed: Listed,
    pub costs: Vec<CostRow>,
    pub same: i64,
    pub changed: i64,
    pub lost: i64,
    pub gained: i64,
    pub flips: Vec<FlipRow>,
    pub may: bool,
}

impl ReplayPage {
    fn is_running(&self) -> bool {
        self.listed.state == State::Running
    }

    fn done(&self) -> i64 {
        self.listed.done.cast_signed()
    }

    fn of(&self) -> i64 {
        self.listed.of.cast_signed()
    }
}

pub fn state_key(state: &State) -> &'static str {
    match state {
        State::Running => "replay-running",
        State::Done => "replay-done",
        State::Canceled => "replay-canceled",
        State::Failed => "replay-failed",
    }
}

pub fn state_class(state: &State) -> &'static str {
    match state {
        State::Running => "wait",
        State::Done => "",
        State::Canceled => "none",
        State::Failed => "bad",
    }
}

pub async fn show(
    app: web::Data<App>,
    staff: Staff<Support>,
    id: web::Path<String>,
) -> Result<Page<ReplayPage>, Error> {
    let id: ReplayId = id.parse().map_err(|_| Error::NotFound)?;
    let stored = app.db.read(async |conn| replays::find(conn, id).await).await?.ok_or(Error::NotFound)?;
    let names = names(&app, stored.report.people().collect()).await?;
    let may = staff.who.role >= Some(Role::Admin) && stored.listed.state == State::Running;
    let page = screen(stored.listed, &stored.report, &names, may);
    Ok(Page::new(page).block("found", |page, values| page.as_found().render_with_values(values)))
}

fn screen(listed: Listed, report: &Report, names: &HashMap<PersonId, String>, may: bool) -> ReplayPage {
    let occasions = &report.occasions;
    let name = |person: &PersonId| names.get(person).cloned().unwrap_or_default();
    let change = |change: &whatif::Change| ChangeRow {
        person: change.person.to_string(),
        name: name(&change.person),
        is_invitee: change.role == whatif::Role::Invitee,
        before: change.before,
        after: change.after,
    };
    let changes = |changes: &whatif::Changes| Changes {
        count: changes.count.cast_signed(),
        rows: changes.named.iter().map(change).collect(),
    };
    let cost = |cost: &whatif::Cost| CostRow {
        unit: unit(cost.given_as),
        before: cost.before,
        after: cost.after,
        months: cost.months.clone(),
        winners: changes(&cost.winners),
        losers: changes(&cost.losers),
        unchanged: cost.unchanged.cast_signed(),
    };
    let said = |said: &Said| SaidRow { amount: said.amount, why: why(said.reason) };
    let flip = |flip: &whatif::Flip| FlipRow {
        at: flip.at,
        of: flip.of.clone(),
        person: flip.person.to_string(),
        name: name(&flip.person),
        before: flip.before.iter().map(said).collect(),
        after: flip.after.iter().map(said).collect(),
    };
    ReplayPage {
        costs: report.costs.iter().map(cost).collect(),
        same: occasions.same.cast_signed(),
        changed: occasions.changed.cast_signed(),
        lost: occasions.lost.cast_signed(),
        gained: occasions.gained.cast_signed(),
        flips: occasions.flips.iter().map(flip).collect(),
        listed,
        may,
    }
}

fn unit(given_as: GivenAs) -> Words {
    match given_as {
        GivenAs::Reward(unit) => unit_words(unit),
        GivenAs::Discount => "replay-discounts".into(),
    }
}

fn why(reason: ReceiptReason) -> Option<Words> {
    let key = match reason {
        ReceiptReason::Granted => return None,
        ReceiptReason::Refunded => "taken-back-refund",
        ReceiptReason::NothingPaid => "receipt-nothing-paid",
        ReceiptReason::NothingCounts => "receipt-nothing-counts",
        ReceiptReason::RoundedToZero => "receipt-too-small",
        ReceiptReason::RateIsZero => "receipt-rate-is-zero",
        ReceiptReason::AfterFirstPayments => "receipt-after-first-payments",
        ReceiptReason::AfterFirstMonths => "receipt-after-first-months",
        ReceiptReason::OtherCurrency => "receipt-other-currency",
        ReceiptReason::ClassUnknown => "receipt-class-unknown",
        ReceiptReason::ConditionNotMet => "receipt-condition-not-met",
        ReceiptReason::OutsideCampaign => "receipt-outside-campaign",
        ReceiptReason::OtherScheme => "receipt-other-scheme",
        ReceiptReason::NoCase => "receipt-no-case",
        ReceiptReason::LimitReached => "receipt-limit-reached",
        ReceiptReason::NotReleased => "receipt-not-released",
        ReceiptReason::TakenBack => "receipt-taken-back",
        ReceiptReason::Unanswered => "receipt-unanswered",
    };
    Some(key.into())
}

/// One that ended meanwhile stays as it ended.
pub async fn cancel(app: web::Data<App>, staff: Staff<Admin>, id: web::Path<String>) -> Result<SeeOther, Error> {
    let id: ReplayId = id.parse().map_err(|_| Error::NotFound)?;
    app.db.read(async |conn| replays::find(conn, id).await).await?.ok_or(Error::NotFound)?;
    let canceled = app.db.write(async |tx| replays::cancel(tx, &staff.by(), id).await).await?;
    let flash = if canceled { "flash-replay-canceled" } else { "flash-replay-ended" };
    Ok(SeeOther::to(format!("/admin/replays/{id}")).flash(flash))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::Unit;
    use crate::web::gallery::{Looks, at, show, tenge};
    use crate::world::whatif::{Change, Cost, Flip, Occasions, Role as Part};

    fn report(person: PersonId) -> Report {
        let (before, after) = (tenge("40500"), tenge("48600"));
        let change = |role| Change { person, role, before, after };
        let changes = |count, role| whatif::Changes { count, named: vec![change(role)] };
        let month = |month: &str| MonthCost { month: month.parse().unwrap(), before, after };
        let said = |amount: &str, reason| Said {
            reward: "bonus".into(),
            unit: GivenAs::Reward(Unit::Credit),
            amount: tenge(amount),
            reason,
        };
        let cost = |given_as| Cost {
            given_as,
            before,
            after,
            months: vec![month("2026-03"), month("2026-04")],
            winners: changes(20, Part::Referrer),
            losers: changes(1, Part::Invitee),
            unchanged: 3,
        };
        let flip = Flip {
            at: at("2026-04-10T09:30:00Z"),
            of: "evt_81".into(),
            person,
            role: Part::Referrer,
            invitee: None,
            before: vec![said("40500", ReceiptReason::Granted)],
            after: vec![said("0", ReceiptReason::AfterFirstPayments)],
        };
        Report {
            program: "business-bonus".into(),
            from: "2026-02".parse().unwrap(),
            until: "2026-04".parse().unwrap(),
            referrers: 40,
            costs: vec![cost(GivenAs::Reward(Unit::Credit)), cost(GivenAs::Discount)],
            occasions: Occasions { same: 12, changed: 30, lost: 1, gained: 2, flips: vec![flip] },
        }
    }

    #[test]
    fn a_replay_is_shown_as_far_as_it_is() {
        let person: PersonId = "01981a3c-0000-7000-8000-000000000001".parse().unwrap();
        let report = report(person);
        let names = HashMap::from([(person, "Aigerim Sadykova".to_owned())]);
        for state in [State::Running, State::Done, State::Canceled, State::Failed] {
            let listed = Listed {
                id: ReplayId(person.0),
                program: "business-bonus".into(),
                from: report.from,
                until: report.until,
                asked_at: at("2026-04-15T09:00:00Z"),
                state,
                done: 40,
                of: 120,
                reason: (state == State::Failed).then(|| "the log holds an event that cannot be".into()),
                ended_at: (state != State::Running).then(|| at("2026-04-15T09:05:00Z")),
            };
            let page = screen(listed, &report, &names, state == State::Running);
            show("admin-replay", "/admin/replays/0198", Looks::Staff, &page);
        }
    }
}
