//! What may be lost of rewards.
use super::{Reward, RewardRow};
use crate::calendar::Instant;
use crate::db::{Conn, Fault, Tx, sql};
use crate::ids::{PersonId, ProgramId, RewardId};
use crate::money::Unit;
use chrono::{SecondsFormat, TimeDelta};
use diesel::prelude::QueryableByName;
use diesel::sql_types::{Array, BigInt, Bool, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use uuid::Uuid;

pub(in crate::rewards) type Owner = (PersonId, ProgramId, Unit);

/// Written expiries are compared as texts: everything by then is before this, and perhaps a little more.
fn just_after(now: Instant) -> String {
    (now + TimeDelta::seconds(1)).to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// Whose rewards expire by now, at most `limit`.
pub(in crate::rewards) async fn expiring(
    conn: &Conn,
    now: Instant,
    limit: i64,
) -> Result<Vec<(PersonId, ProgramId)>, Fault> {
    #[derive(QueryableByName)]
    struct Whose {
        #[diesel(sql_type = SqlUuid)]
        person_id: Uuid,
        #[diesel(sql_type = SqlUuid)]
        program_id: Uuid,
    }
    let whose: Vec<Whose> = sql("SELECT DISTINCT person_id, program_id FROM rewards
         WHERE reckoned->>'expires_at' IS NOT NULL AND reckoned->>'expires_at' IS DISTINCT FROM lapsed
           AND reckoned->>'expires_at' <= ? AND (reckoned->>'expires_at')::timestamptz <= ?
         ORDER BY person_id, program_id LIMIT ?")
    .bind::<Text, _>(just_after(now))
    .bind::<Timestamptz, _>(now)
    .bind::<BigInt, _>(limit)
    .load(conn)
    .await?;
    Ok(whose.into_iter().map(|whose| (PersonId(whose.person_id), ProgramId(whose.program_id))).collect())
}

/// A reward that rules gave, and whether its expiry is still to come, or to be looked at.
pub(in crate::rewards) struct Expiring {
    pub reward: Reward,
    pub pending: bool,
}

#[derive(QueryableByName)]
struct ExpiringRow {
    #[diesel(embed)]
    reward: RewardRow,
    #[diesel(sql_type = Bool)]
    pending: bool,
}

fn read(rows: Vec<ExpiringRow>) -> Result<Vec<Expiring>, Fault> {
    rows.into_iter().map(|row| Ok(Expiring { reward: Reward::try_from(row.reward)?, pending: row.pending })).collect()
}

/// All rewards of the accounts of these people of which some expire by now, locked.
pub(in crate::rewards) async fn lock_expiring(
    tx: &Tx,
    people: &[(PersonId, ProgramId)],
) -> Result<Vec<Expiring>, Fault> {
    let rows = sql(concat!(
        "WITH due AS (
             SELECT DISTINCT w.person_id, w.program_id, w.unit FROM rewards w
             JOIN unnest(?::uuid[], ?::uuid[]) AS p (person_id, program_id) USING (person_id, program_id)
             WHERE w.reckoned->>'expires_at' IS NOT NULL AND w.reckoned->>'expires_at' IS DISTINCT FROM w.lapsed
               AND w.reckoned->>'expires_at' <= ?)
         SELECT ",
        columns!(),
        ", w.reckoned->>'expires_at' IS DISTINCT FROM w.lapsed AS pending
         FROM rewards w JOIN due USING (person_id, program_id, unit) WHERE w.reckoned IS NOT NULL
         ORDER BY w.person_id, w.reward_id FOR UPDATE OF w"
    ))
    .bind::<Array<SqlUuid>, _>(people.iter().map(|p| p.0.0).collect::<Vec<_>>())
    .bind::<Array<SqlUuid>, _>(people.iter().map(|p| p.1.0).collect::<Vec<_>>())
    .bind::<Text, _>(just_after(tx.now()))
    .load(tx)
    .await?;
    read(rows)
}

/// All rewards of an account that rules gave, locked.
pub(in crate::rewards) async fn lock_of(tx: &Tx, (person, program, unit): Owner) -> Result<Vec<Expiring>, Fault> {
    let rows = sql(concat!(
        "SELECT ",
        columns!(),
        ", w.reckoned->>'expires_at' IS DISTINCT FROM w.lapsed AS pending FROM rewards w
         WHERE w.person_id = ? AND w.program_id = ? AND w.unit = ? AND w.reckoned IS NOT NULL ORDER BY w.reward_id FOR UPDATE"
    ))
    .bind::<SqlUuid, _>(person.0)
    .bind::<SqlUuid, _>(program.0)
    .bind::<Text, _>(unit.name())
    .load(tx)
    .await?;
    read(rows)
}

/// Those of which everything that was released was lost since, as far as it was not used.
pub(in crate::rewards) async fn lost_of(conn: &Conn, rewards: &[&Reward]) -> Result<Vec<RewardId>, Fault> {
    #[derive(QueryableByName)]
    struct Lost {
        #[diesel(sql_type = SqlUuid)]
        reward_id: Uuid,
    }
    let lost: Vec<Lost> = sql("SELECT w.reward_id FROM rewards w
         JOIN unnest(?::uuid[], ?::uuid[]) AS k (person_id, reward_id) USING (person_id, reward_id)
         WHERE w.lapsed IS NOT NULL OR EXISTS (
             SELECT FROM forfeits f WHERE f.person_id = w.person_id AND f.program_id = w.program_id AND f.unit = w.unit
                AND f.forfeited_at > w.hold_until)")
    .bind::<Array<SqlUuid>, _>(rewards.iter().map(|reward| reward.person.0).collect::<Vec<_>>())
    .bind::<Array<SqlUuid>, _>(rewards.iter().map(|reward| reward.id.0).collect::<Vec<_>>())
    .load(conn)
    .await?;
    Ok(lost.into_iter().map(|lost| RewardId(lost.reward_id)).collect())
}

/// Their expiries were looked at.
pub(in crate::rewards) async fn set_lapsed(tx: &Tx, lapsed: &[&Reward]) -> Result<(), Fault> {
    if lapsed.is_empty() {
        return Ok(());
    }
    sql("UPDATE rewards w SET lapsed = w.reckoned->>'expires_at'
         FROM unnest(?::uuid[], ?::uuid[]) AS l (person_id, reward_id)
         WHERE w.person_id = l.person_id AND w.reward_id = l.reward_id")
    .bind::<Array<SqlUuid>, _>(lapsed.iter().map(|reward| reward.person.0).collect::<Vec<_>>())
    .bind::<Array<SqlUuid>, _>(lapsed.iter().map(|reward| reward.id.0).collect::<Vec<_>>())
    .execute(tx)
    .await?;
    Ok(())
}

/// Keeps that everything was lost at an instant; answers whether nobody did before.
pub(in crate::rewards) async fn forfeit(tx: &Tx, (person, program, unit): Owner, at: Instant) -> Result<bool, Fault> {
    let added =
        sql("INSERT INTO forfeits (person_id, program_id, unit, forfeited_at, recorded_at) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT DO NOTHING")
        .bind::<SqlUuid, _>(person.0)
        .bind::<SqlUuid, _>(program.0)
        .bind::<Text, _>(unit.name())
        .bind::<Timestamptz, _>(at)
        .bind::<Timestamptz, _>(tx.now())
        .execute(tx)
        .await?;
    Ok(added == 1)
}

/// The latest instant until then at which everything was lost.
pub(in crate::rewards) async fn forfeited_at(
    conn: &Conn,
    (person, program, unit): Owner,
    until: Instant,
) -> Result<Option<Instant>, Fault> {
    #[derive(QueryableByName)]
    struct Latest {
        #[diesel(sql_type = Nullable<Timestamptz>)]
        at: Option<Instant>,
    }
    let latest: Latest = sql("SELECT max(forfeited_at) AS at FROM forfeits
         WHERE person_id = ? AND program_id = ? AND unit = ? AND forfeited_at <= ?")
    .bind::<SqlUuid, _>(person.0)
    .bind::<SqlUuid, _>(program.0)
    .bind::<Text, _>(unit.name())
    .bind::<Timestamptz, _>(until)
    .one(conn)
    .await?;
    Ok(latest.at)
}
