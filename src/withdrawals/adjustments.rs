//! Adjustments by staff: also a reward given by hand, and one taken back. A large one waits until a second member of staff approves it.
//!
//! Each step locks the adjustment first: of two at once one is taken, the other is told who was first.
mod store;

use super::Done;
use super::adjust::{Shift, post};
use super::record::text;
use crate::calendar::Instant;
use crate::db::{Conn, Fault, Tx};
use crate::events::{Direction, Text};
use crate::ids::{AdjustmentId, PersonId, ProgramId};
use crate::intake::{self, Noun};
use crate::money::{Money, MoneyError};
use crate::notices::{self, Kind, News};
use crate::people::{Finance, Staff, deed};
use crate::programs::{self, Program};
use serde_json::{Value, json};
use uuid::Uuid;

pub(super) use store::made_at;
pub use store::{Wanted, adjustments, count_waiting, find, made_of};

/// Why: each is something that its person understands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// Given by hand.
    Reward,
    Goodwill,
    /// A reward taken back.
    Clawback,
    /// Paid or given outside of here.
    Settled,
    /// A mistake put right.
    Correction,
    Other,
}

impl Reason {
    pub const ALL: [Reason; 6] =
        [Reason::Reward, Reason::Goodwill, Reason::Clawback, Reason::Settled, Reason::Correction, Reason::Other];

    pub fn name(self) -> &'static str {
        match self {
            Reason::Reward => "reward",
            Reason::Goodwill => "goodwill",
            Reason::Clawback => "clawback",
            Reason::Settled => "settled",
            Reason::Correction => "correction",
            Reason::Other => "other",
        }
    }

    pub fn named(name: &str) -> Option<Reason> {
        Reason::ALL.into_iter().find(|reason| reason.name() == name)
    }

    pub fn fits(self, direction: Direction) -> bool {
        match self {
            Reason::Reward | Reason::Goodwill => direction == Direction::Add,
            Reason::Clawback | Reason::Settled => direction == Direction::Take,
            Reason::Correction | Reason::Other => true,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// For a second member of staff.
    Waiting,
    Made,
    Rejected,
    /// By whoever asked for it.
    Retracted,
}

impl State {
    pub const ALL: [State; 4] = [State::Waiting, State::Made, State::Rejected, State::Retracted];

    pub fn name(self) -> &'static str {
        match self {
            State::Waiting => "waiting",
            State::Made => "made",
            State::Rejected => "rejected",
            State::Retracted => "retracted",
        }
    }

    pub fn named(name: &str) -> Option<State> {
        State::ALL.into_iter().find(|state| state.name() == name)
    }
}

#[derive(Debug, Clone)]
pub struct Adjustment {
    pub person: PersonId,
    pub id: AdjustmentId,
    pub program: ProgramId,
    pub shift: Shift,
    pub reason: Reason,
    /// The person reads it, once it is made.
    pub note: String,
    pub state: State,
    pub asked: Done,
    /// Made, rejected or retracted.
    pub decided: Option<Done>,
    /// Of a rejection.
    pub why: Option<String>,
}

/// The notes of adjustments, at most: a fact says the reason besides.
pub const NOTE_CHARS: usize = 400;

/// An adjustment as it was asked for. The key is the form's: sent twice, it is one adjustment.
#[derive(Debug)]
pub struct AskAdjustment<'a> {
    pub key: Uuid,
    pub person: PersonId,
    pub program: &'a Program,
    pub shift: Shift,
    pub reason: Reason,
    pub note: Text,
}

/// Why nothing was adjusted, or decided.
#[derive(Debug, thiserror::Error)]
pub enum NotAdjusted {
    #[error("there is no such adjustment")]
    NoAdjustment,
    #[error("nobody adjusts their own account")]
    OwnAccount,
    /// Nobody approves what they asked for, and nobody takes back what another asked for.
    #[error("this is for another member of staff")]
    ForAnother,
    /// Somebody who became staff by a command: no fact can name them.
    #[error("no event made the owner of the account")]
    NoAccount,
    #[error("it was decided before")]
    Before(State, Done),
    #[error(transparent)]
    Fault(#[from] Fault),
}

impl From<MoneyError> for NotAdjusted {
    fn from(error: MoneyError) -> NotAdjusted {
        Fault::contradiction(error.to_string()).into()
    }
}

/// Adjusts, or has it wait for a second approval where the terms in force ask for one.
pub async fn adjust(tx: &Tx, by: &Staff<Finance>, ask: &AskAdjustment<'_>) -> Result<AdjustmentId, NotAdjusted> {
    if ask.person == by.who.person {
        return Err(NotAdjusted::OwnAccount);
    }
    if let Some(sent) = store::sent(tx, ask.person, ask.key).await? {
        return Ok(sent);
    }
    if !intake::names_of(tx, Noun::Person, &[ask.person.0]).await?.contains_key(&ask.person.0) {
        return Err(NotAdjusted::NoAccount);
    }
    let Shift { unit, amount, .. } = ask.shift;
    let terms = &ask.program.told(tx.now())?.terms;
    let adjustment = Adjustment {
        person: ask.person,
        id: AdjustmentId::new(tx.now()),
        program: ask.program.id,
        shift: ask.shift,
        reason: ask.reason,
        note: ask.note.to_string(),
        state: State::Waiting,
        asked: Done { by: by.who.person, at: tx.now() },
        decided: None,
        why: None,
    };
    store::add(tx, &adjustment, ask.key).await?;
    if terms.is_adjusted_by_two(unit, amount)? {
        tell(tx, by, "adjustment-asked", &adjustment, None).await?;
    } else {
        make(tx, by, "adjustment-made", &adjustment, ask.program).await?;
    }
    Ok(adjustment.id)
}

/// The second approval: of another member of staff than who asked for it.
pub async fn approve(tx: &Tx, by: &Staff<Finance>, id: AdjustmentId) -> Result<(), NotAdjusted> {
    let adjustment = lock(tx, by, id).await?;
    if adjustment.asked.by == by.who.person {
        return Err(NotAdjusted::ForAnother);
    }
    let catalogue = programs::catalogue(tx).await?;
    make(tx, by, "adjustment-approved", &adjustment, catalogue.get(adjustment.program)?).await
}

pub async fn reject(tx: &Tx, by: &Staff<Finance>, id: AdjustmentId, why: &Text) -> Result<(), NotAdjusted> {
    let adjustment = lock(tx, by, id).await?;
    if adjustment.asked.by == by.who.person {
        return Err(NotAdjusted::ForAnother);
    }
    end(tx, by, ("adjustment-rejected", State::Rejected), adjustment, Some(why)).await
}

/// Whoever asked for it thinks better of it.
pub async fn retract(tx: &Tx, by: &Staff<Finance>, id: AdjustmentId) -> Result<(), NotAdjusted> {
    let adjustment = lock(tx, by, id).await?;
    if adjustment.asked.by != by.who.person {
        return Err(NotAdjusted::ForAnother);
    }
    end(tx, by, ("adjustment-retracted", State::Retracted), adjustment, None).await
}

/// One that still waits.
async fn lock(tx: &Tx, by: &Staff<Finance>, id: AdjustmentId) -> Result<Adjustment, NotAdjusted> {
    let adjustment = store::lock(tx, id).await?.ok_or(NotAdjusted::NoAdjustment)?;
    match adjustment.decided {
        _ if adjustment.person == by.who.person => Err(NotAdjusted::OwnAccount),
        Some(decided) => Err(NotAdjusted::Before(adjustment.state, decided)),
        None => Ok(adjustment),
    }
}

async fn make(
    tx: &Tx,
    by: &Staff<Finance>,
    verb: &'static str,
    adjustment: &Adjustment,
    program: &Program,
) -> Result<(), NotAdjusted> {
    let reason = text(&format!("{}: {}", adjustment.reason.name(), adjustment.note))?;
    let before = post(tx, adjustment.id, (adjustment.person, program), adjustment.shift, &reason).await?;
    let after = before.plus(adjustment.shift.money())?;
    let made = decided(tx, by, adjustment.clone(), State::Made);
    store::decide(tx, &made).await?;
    notices::tell(tx, [News::new(made.person, made.program, Kind::Adjusted, tx.now())]).await?;
    tell(tx, by, verb, &made, Some((before, after))).await
}

async fn end(
    tx: &Tx,
    by: &Staff<Finance>,
    (verb, state): (&'static str, State),
    adjustment: Adjustment,
    why: Option<&Text>,
) -> Result<(), NotAdjusted> {
    let ended = Adjustment { why: why.map(Text::to_string), ..decided(tx, by, adjustment, state) };
    store::decide(tx, &ended).await?;
    tell(tx, by, verb, &ended, None).await
}

fn decided(tx: &Tx, by: &Staff<Finance>, adjustment: Adjustment, state: State) -> Adjustment {
    Adjustment { state, decided: Some(Done { by: by.who.person, at: tx.now() }), ..adjustment }
}

/// `available`: before and after.
async fn tell(
    tx: &Tx,
    by: &Staff<Finance>,
    verb: &'static str,
    adjustment: &Adjustment,
    available: Option<(Money, Money)>,
) -> Result<(), NotAdjusted> {
    let (was, is) = available.unzip();
    let said = |money: Option<Money>| money.map_or(Value::Null, |money| money.to_string().into());
    let state = (!matches!(verb, "adjustment-asked" | "adjustment-made")).then(|| State::Waiting.name());
    let before = json!({"state": state, "available": said(was)});
    let amount = adjustment.shift.money();
    let after = json!({"state": adjustment.state.name(), "available": said(is), "unit": adjustment.shift.unit,
        "amount": format!("{amount} {}", amount.currency()), "person": adjustment.person.to_string(),
        "reason": adjustment.reason.name(), "note": adjustment.note, "why": adjustment.why});
    deed(tx, &by.by(), verb, &format!("adjustment {}", adjustment.id), Some(before), Some(after)).await?;
    Ok(())
}

/// One of a person's own that was made; what waits, and another's, is not found.
pub async fn made(conn: &Conn, person: PersonId, id: AdjustmentId) -> Result<Option<Adjustment>, Fault> {
    let found = find(conn, id).await?;
    Ok(found.filter(|found| found.person == person && found.state == State::Made))
}

impl Adjustment {
    /// When it came to what it is.
    pub fn since(&self) -> Instant {
        self.decided.map_or(self.asked.at, |decided| decided.at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_as_they_are_written() {
        assert_eq!(Reason::ALL.map(|reason| Reason::named(reason.name())), Reason::ALL.map(Some));
        assert_eq!(State::ALL.map(|state| State::named(state.name())), State::ALL.map(Some));
        assert_eq!((Reason::named("gift"), State::named("gone")), (None, None));
    }

    #[test]
    fn a_reason_gives_or_takes() {
        let given = Reason::ALL.into_iter().filter(|reason| reason.fits(Direction::Add)).map(Reason::name);
        assert_eq!(given.collect::<Vec<_>>(), ["reward", "goodwill", "correction", "other"]);
        let taken = Reason::ALL.into_iter().filter(|reason| reason.fits(Direction::Take)).map(Reason::name);
        assert_eq!(taken.collect::<Vec<_>>(), ["clawback", "settled", "correction", "other"]);
    }
}
