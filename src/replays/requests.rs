//! Replays that somebody asked for and does not wait for: kept, worked by a job, watched by staff.
use super::asked::{Asked, NotReplayed};
use super::jobs::Work;
use super::pages::{Limits, Replay};
use super::store::{self, State, Stored};
use crate::calendar::Month;
use crate::db::{Db, Fault, Tx};
use crate::ids::ReplayId;
use crate::jobs;
use crate::people::{By, deed};
use serde_json::json;

/// Asks for a replay: a job works it, and staff see how far it is.
pub async fn request(tx: &Tx, by: &By, text: &str, months: (Month, Month)) -> Result<ReplayId, NotReplayed> {
    let asked = Asked::find(tx, text, months, tx.now()).await?;
    let (program, slug) = (asked.program, asked.program()?.slug.clone());
    let replay = Replay::begin(tx, asked, Limits::default()).await?;
    let id = store::add(tx, by.person, text, program, &replay).await?;
    let after = json!({"replay": id, "from": months.0, "until": months.1});
    deed(tx, by, "replay", &format!("program {slug}"), None, Some(after)).await?;
    jobs::enqueue(tx, &Work { replay: id }).await?;
    Ok(id)
}

/// Goes on with a replay that runs, until it ends or is canceled, for so many pages at most.
pub async fn work_on(db: &Db, id: ReplayId, limits: Limits, pages: usize) -> Result<State, Fault> {
    let Some(stored) = db.read(async |conn| store::find(conn, id).await).await? else {
        return Err(Fault::contradiction(format!("no replay {id}")));
    };
    if stored.listed.state != State::Running {
        return Ok(stored.listed.state);
    }
    let mut replay = match taken_up(db, stored, limits).await {
        Ok(replay) => replay,
        Err(refused) => return failed(db, id, refused).await,
    };
    for _ in 0..pages {
        let before = replay.marker;
        let moved = match replay.page(db).await {
            Ok(Some(_)) => db.write(async |tx| store::move_on(tx, id, before, &replay).await).await?,
            Ok(None) => {
                db.write(async |tx| store::finish(tx, id).await).await?;
                false
            }
            Err(refused) => return failed(db, id, refused).await,
        };
        if !moved {
            break;
        }
    }
    let stored = db.read(async |conn| store::find(conn, id).await).await?;
    stored.map(|stored| stored.listed.state).ok_or_else(|| Fault::contradiction(format!("no replay {id}")))
}

async fn taken_up(db: &Db, stored: Stored, limits: Limits) -> Result<Replay, NotReplayed> {
    let Stored { listed, text, marker, report } = stored;
    let asked = db.read(async |conn| Asked::find(conn, &text, (listed.from, listed.until), listed.asked_at).await);
    Ok(Replay::after(asked.await?, limits, marker, (listed.done, listed.of), report))
}

/// What no other attempt mends is told to whoever asked.
async fn failed(db: &Db, id: ReplayId, refused: NotReplayed) -> Result<State, Fault> {
    if let NotReplayed::Fault(fault) = refused {
        return Err(fault);
    }
    let reason = refused.to_string();
    db.write(async |tx| store::fail(tx, id, &reason).await).await?;
    Ok(State::Failed)
}

/// Ends a replay that runs; what it found so far stays. Answers whether it was still running.
pub async fn cancel(tx: &Tx, by: &By, id: ReplayId) -> Result<bool, Fault> {
    let canceled = store::cancel(tx, id).await?;
    if canceled {
        deed(tx, by, "cancel replay", &format!("replay {id}"), None, None).await?;
    }
    Ok(canceled)
}
