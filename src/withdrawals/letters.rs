//! Letters about the steps of a withdrawal, and about what staff adjusted.
use super::pages::{adjustment, method_key, path};
use super::{Withdrawal, adjustments, store};
use crate::book::WithdrawalStage;
use crate::calendar::Instant;
use crate::db::{Conn, Fault};
use crate::events::Direction;
use crate::notices::jobs::Telling;
use crate::notices::{Button, Line, List, Note};
use crate::web::{Value, Words};

/// The newest withdrawals of which a step may be told.
const LOOKED_AT: i64 = 50;

pub async fn stepped(conn: &Conn, telling: &Telling<'_>) -> Result<Option<Note>, Fault> {
    let (person, program) = (telling.person.id, telling.program);
    let mut withdrawals = store::of(conn, person, program.id, 0, LOOKED_AT).await?;
    withdrawals.retain(|withdrawal| telling.recorded.contains(&since(withdrawal)));
    withdrawals.retain(|withdrawal| !is_half_approved(withdrawal));
    let Some(last) = withdrawals.iter().max_by_key(|withdrawal| since(withdrawal)) else { return Ok(None) };
    let (amount, stage) = (last.state.amount.money(), last.state.stage);
    let subject = Words::new("letter-withdrawal-subject").with("amount", amount);
    let subject = subject.with("stage", Words::new(format!("withdrawal-{}", stage.name())));
    let paragraphs = withdrawals.iter().rev().flat_map(told).collect();
    let mut note = Note::new(subject, paragraphs);
    let terms = &program.told(telling.app.clock.now())?.terms;
    let path = path(&program.slug, terms).unwrap_or_else(|| "/withdrawals".into());
    note.button = Some(Button::new("letter-withdrawal-button", &telling.app.url, &path));
    Ok(Some(note))
}

/// What was added or taken, and why.
pub async fn adjusted(conn: &Conn, telling: &Telling<'_>) -> Result<Option<Note>, Fault> {
    let (person, program) = (telling.person.id, telling.program);
    let made = adjustments::made_at(conn, person, program.id, telling.recorded).await?;
    let Some(last) = made.first() else { return Ok(None) };
    let sum = last.shift.amount.money();
    let subject = match (made.len(), last.shift.direction) {
        (1, Direction::Add) => Words::new("letter-adjusted-added-subject").with("sum", sum),
        (1, Direction::Take) => Words::new("letter-adjusted-taken-subject").with("sum", sum),
        _ => "letter-adjusted-subject".into(),
    };
    let name = program.told(telling.app.clock.now())?.terms.name.as_str();
    let lines = made.iter().map(|made| Line {
        what: adjustment::reason_key(made.reason).into(),
        note: Some(Words::new("letter-name").with("name", made.note.as_str())),
        figure: Some(Words::new("letter-figure").with("sum", made.shift.money())),
    });
    let mut note = Note::new(subject, vec![Words::new("letter-adjusted-text").with("program", name)]);
    note.lists.push(List { title: None, lines: lines.collect(), more: None });
    let path = match made.len() {
        1 => adjustment::path(last.id),
        _ => format!("/statement?program={}&unit={}", program.slug, last.shift.unit.name()),
    };
    note.button = Some(Button::new("letter-statement-button", &telling.app.url, &path));
    Ok(Some(note))
}

/// When it came where it stands: a step that was followed by another before anybody was told is no news any more.
fn since(withdrawal: &Withdrawal) -> Instant {
    withdrawal.last().map_or(withdrawal.requested_at, |done| done.at)
}

/// The person was told that it is requested; that somebody else has to look at it is nothing they can act on.
fn is_half_approved(withdrawal: &Withdrawal) -> bool {
    withdrawal.state.stage == WithdrawalStage::Requested && !withdrawal.approvals.is_empty()
}

fn told(withdrawal: &Withdrawal) -> Vec<Words> {
    let (amount, fee) = (withdrawal.state.amount.money(), withdrawal.state.fee);
    let said = |key: &'static str| {
        Words::new(key)
            .with("amount", amount)
            .with("method", Words::from(method_key(&withdrawal.method)))
            .with("due", Value::Day(withdrawal.due_at))
    };
    let reason = || Words::new("withdrawals-reason").with("text", withdrawal.reason.as_deref().unwrap_or_default());
    match withdrawal.state.stage {
        WithdrawalStage::Requested => vec![said("letter-withdrawal-requested")],
        WithdrawalStage::Approved => vec![said("letter-withdrawal-approved")],
        WithdrawalStage::Canceled => vec![said("letter-withdrawal-canceled")],
        WithdrawalStage::Rejected => vec![said("letter-withdrawal-rejected"), reason()],
        WithdrawalStage::Failed => {
            let kept = (withdrawal.paid.is_some() && !fee.is_zero()).then(|| fee_kept(fee));
            [said("letter-withdrawal-failed"), reason()].into_iter().chain(kept).collect()
        }
        WithdrawalStage::Paid => {
            let reference = withdrawal.reference.as_deref().unwrap_or_default();
            let reference = Words::new("withdrawals-reference").with("text", reference);
            let kept = (!fee.is_zero()).then(|| fee_kept(fee));
            [said("letter-withdrawal-paid"), reference].into_iter().chain(kept).collect()
        }
    }
}

fn fee_kept(fee: crate::money::Money) -> Words {
    Words::new("letter-withdrawal-fee").with("fee", fee)
}
