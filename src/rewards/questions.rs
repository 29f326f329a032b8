//! The table `questions`: what people asked support about a receipt, without the words.
use crate::db::{Fault, Tx, sql};
use crate::ids::{PersonId, ReceiptId};
use chrono::TimeDelta;
use diesel::prelude::QueryableByName;
use diesel::sql_types::{BigInt, Timestamptz, Uuid as SqlUuid};
use uuid::Uuid;

/// Questions of one person within an hour.
const MOST: i64 = 5;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    Now,
    /// The same press, once more.
    Before,
    TooOften,
}

/// Notes that a person asks about a receipt of theirs.
pub async fn ask(tx: &Tx, person: PersonId, receipt: ReceiptId, question: Uuid) -> Result<Asked, Fault> {
    #[derive(QueryableByName)]
    struct Counted {
        #[diesel(sql_type = BigInt)]
        same: i64,
        #[diesel(sql_type = BigInt)]
        lately: i64,
    }
    // One person's presses wait for each other.
    sql("SELECT 1 FROM persons WHERE person_id = ? FOR UPDATE").bind::<SqlUuid, _>(person.0).execute(tx).await?;
    let counted: Counted = sql("SELECT count(*) FILTER (WHERE question_id = ?) AS same,
                count(*) FILTER (WHERE asked_at > ?) AS lately FROM questions WHERE person_id = ?")
    .bind::<SqlUuid, _>(question)
    .bind::<Timestamptz, _>(tx.now() - TimeDelta::hours(1))
    .bind::<SqlUuid, _>(person.0)
    .one(tx)
    .await?;
    if counted.same > 0 {
        return Ok(Asked::Before);
    }
    if counted.lately >= MOST {
        return Ok(Asked::TooOften);
    }
    sql("INSERT INTO questions (person_id, question_id, receipt_id, asked_at) VALUES (?, ?, ?, ?)")
        .bind::<SqlUuid, _>(person.0)
        .bind::<SqlUuid, _>(question)
        .bind::<SqlUuid, _>(receipt.0)
        .bind::<Timestamptz, _>(tx.now())
        .execute(tx)
        .await?;
    Ok(Asked::Now)
}
