//! Where a run's cut lies in the log: every fact lies wholly before it or wholly after it, by both its instant and its order.
//!
//! Whoever applies facts shares a lock until the transaction ends; a run takes it alone, for the moment in which it chooses its
//! cut-off, and again for the moment from which its assignments hold.
use crate::db::{Fault, Tx, sql};
use crate::ids::ProgramId;
use chrono::TimeDelta;
use diesel::prelude::QueryableByName;
use diesel::result::{DatabaseErrorKind, Error};
use diesel::sql_types::{BigInt, Bool, Timestamptz};

/// Named after the table.
const LOCK: i64 = 0x7275_6e73;

/// A run is not further ahead of a transaction's instant than this, unless the clock was set back.
const WAIT_SECONDS: i64 = 30;

/// Lets a transaction apply facts. One that began before a cut and came after it is a race: it must begin again.
pub async fn admit(tx: &Tx) -> Result<(), Fault> {
    #[derive(QueryableByName)]
    struct Late {
        #[diesel(sql_type = Bool)]
        late: bool,
    }
    let lock = sql("SELECT pg_advisory_xact_lock_shared(?)").bind::<BigInt, _>(LOCK).execute(tx);
    // The second statement begins when the first has the lock.
    let late = sql("SELECT EXISTS (SELECT FROM runs WHERE cut_off > ? AND cut_off < ?) AS late")
        .bind::<Timestamptz, _>(tx.now())
        .bind::<Timestamptz, _>(tx.now() + TimeDelta::seconds(2 * WAIT_SECONDS))
        .one::<Late>(tx);
    let (_, found) = futures_util::try_join!(lock, late)?;
    match found.late {
        true => Err(race("a run was cut off after this transaction began")),
        false => Ok(()),
    }
}

fn race(words: &str) -> Fault {
    Fault::Database(Error::DatabaseError(DatabaseErrorKind::SerializationFailure, Box::new(words.to_owned())))
}

/// Makes this transaction the one during which a program's run is worked on; `waits` for whoever has begun to, or answers `false`.
pub(super) async fn take_turn(tx: &Tx, program: ProgramId, waits: bool) -> Result<bool, Fault> {
    #[derive(QueryableByName)]
    struct Taken {
        #[diesel(sql_type = Bool)]
        taken: bool,
    }
    let key = program.0.as_u64_pair().1.cast_signed();
    if waits {
        sql("SELECT pg_advisory_xact_lock(?)").bind::<BigInt, _>(key).execute(tx).await?;
        return Ok(true);
    }
    let taken: Taken = sql("SELECT pg_try_advisory_xact_lock(?) AS taken").bind::<BigInt, _>(key).one(tx).await?;
    Ok(taken.taken)
}

/// Waits until nobody applies facts, and lets nobody begin until the transaction ends, which must be soon.
pub(super) async fn alone(tx: &Tx) -> Result<(), Fault> {
    sql("SET LOCAL lock_timeout = '30s'").execute(tx).await?;
    let locked = sql("SELECT pg_advisory_xact_lock(?)").bind::<BigInt, _>(LOCK).execute(tx).await;
    match locked {
        Err(Fault::Database(Error::DatabaseError(_, info))) if info.message().contains("lock timeout") => {
            let words = format!("facts have been coming in for {WAIT_SECONDS} s without a pause: try again");
            Err(Fault::NoConnection(words))
        }
        other => other.map(|_| ()),
    }
}
