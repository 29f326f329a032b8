//! Rewards for people whom staff look into: they are not released meanwhile. What was released before stays available.
use super::release::{follow, release_due_of_all};
use super::store::{self, RewardRow, columns};
use crate::db::{Conn, Fault, Tx, sql};
use crate::ids::{PersonId, ProgramId};
use crate::ledger;
use crate::money::{Currency, Money, MoneyError, Unit};
use crate::referrals::Bond;
use diesel::prelude::QueryableByName;
use diesel::sql_types::{Array, Numeric, Text, Uuid as SqlUuid};
use rust_decimal::Decimal;

/// What referrers earned by these invitees is held from now on; what was due before is released first.
pub async fn hold(tx: &Tx, bonds: &[Bond]) -> Result<(), Fault> {
    if bonds.is_empty() {
        return Ok(());
    }
    release_due_of_all(tx, &owners(bonds)).await?;
    sql("UPDATE rewards w SET held = true
         FROM unnest(?::uuid[], ?::uuid[], ?::uuid[]) AS b (person_id, program_id, invitee_id)
         WHERE w.person_id = b.person_id AND w.program_id = b.program_id AND w.invitee_id = b.invitee_id")
    .bind::<Array<SqlUuid>, _>(bonds.iter().map(|bond| bond.0.0).collect::<Vec<_>>())
    .bind::<Array<SqlUuid>, _>(bonds.iter().map(|bond| bond.1.0).collect::<Vec<_>>())
    .bind::<Array<SqlUuid>, _>(bonds.iter().map(|bond| bond.2.0).collect::<Vec<_>>())
    .execute(tx)
    .await?;
    Ok(())
}

/// It is not held any more: what would have been released meanwhile becomes available now.
pub async fn clear(tx: &Tx, bond: Bond) -> Result<(), Fault> {
    release_due_of_all(tx, &owners(&[bond])).await?;
    let rows: Vec<RewardRow> = sql(concat!(
        "SELECT ",
        columns!(),
        " FROM rewards w WHERE w.person_id = ? AND w.program_id = ? AND w.invitee_id = ? AND w.held
         ORDER BY w.reward_id FOR UPDATE"
    ))
    .bind::<SqlUuid, _>(bond.0.0)
    .bind::<SqlUuid, _>(bond.1.0)
    .bind::<SqlUuid, _>(bond.2.0)
    .load(tx)
    .await?;
    follow(tx, store::rewards(rows)?, |state, now| state.clear(now)).await?;
    Ok(())
}

fn owners(bonds: &[Bond]) -> Vec<(PersonId, ProgramId)> {
    let mut owners: Vec<_> = bonds.iter().map(|bond| (bond.0, bond.1)).collect();
    owners.sort_unstable();
    owners.dedup();
    owners
}

/// What a referrer earned by an invitee, and where it stands.
#[derive(Debug, Clone)]
pub struct EarnedBy {
    pub unit: Unit,
    pub on_hold: Money,
    /// Released, whatever became of it since.
    pub available: Money,
}

pub async fn earned_by(conn: &Conn, bond: Bond) -> Result<Vec<EarnedBy>, Fault> {
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = Text)]
        unit: String,
        #[diesel(sql_type = Text)]
        currency: String,
        #[diesel(sql_type = Numeric)]
        on_hold: Decimal,
        #[diesel(sql_type = Numeric)]
        available: Decimal,
    }
    let rows: Vec<Row> =
        sql("SELECT unit, currency, sum(on_hold) AS on_hold, sum(granted - on_hold) AS available FROM rewards
         WHERE person_id = ? AND program_id = ? AND invitee_id = ? GROUP BY unit, currency ORDER BY unit, currency")
        .bind::<SqlUuid, _>(bond.0.0)
        .bind::<SqlUuid, _>(bond.1.0)
        .bind::<SqlUuid, _>(bond.2.0)
        .load(conn)
        .await?;
    let earned = |row: Row| {
        let wrong = |e: MoneyError| Fault::contradiction(format!("a stored reward: {e}"));
        let currency: Currency = row.currency.parse().map_err(wrong)?;
        Ok(EarnedBy {
            unit: row.unit.parse().map_err(Fault::contradiction)?,
            on_hold: ledger::money(row.on_hold, currency)?,
            available: ledger::money(row.available, currency)?,
        })
    };
    rows.into_iter().map(earned).collect()
}
