//! Batches as staff look for them.
use super::store::{Row, batches};
use super::{Batch, State};
use crate::db::dated::{self, Mark, dated};
use crate::db::{Conn, Fault, Way, sql};
use crate::ids::PersonId;
use crate::money::Currency;
use crate::rules::terms::WithdrawalMethod;
use diesel::sql_types::{BigInt, Nullable, Text, Uuid as SqlUuid};

/// Which batches staff ask for, and in which order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    pub state: Option<State>,
    pub currency: Option<Currency>,
    pub method: Option<WithdrawalMethod>,
    /// By whom they were made.
    pub by: Option<PersonId>,
    /// What a bank calls them, or a part of it.
    pub reference: Option<String>,
    pub way: Way,
    pub after: Option<Mark>,
}

pub async fn listed(conn: &Conn, wanted: &Wanted, limit: i64) -> Result<Vec<Batch>, Fault> {
    // There are few batches, but what is in each is summed up for one page alone.
    let statement = sql(concat!(
        batches!("WHERE b.batch_id IN ("),
        dated!(
            "SELECT batch_id FROM withdrawal_batches
             WHERE (?::text IS NULL OR state = ?) AND (?::text IS NULL OR currency = ?) AND (?::text IS NULL OR method = ?)
               AND (?::uuid IS NULL OR made_by = ?) AND (?::text IS NULL OR strpos(lower(reference), lower(?)) > 0)",
            "made_at",
            "batch_id"
        ),
        ") ORDER BY b.made_at {ASC}, b.batch_id {ASC}"
    ));
    let state = wanted.state.map(State::word);
    let currency = wanted.currency.map(|currency| currency.to_string());
    let method = wanted.method.map(WithdrawalMethod::name);
    let by = wanted.by.map(|by| by.0);
    let statement = statement
        .bind::<Nullable<Text>, _>(state)
        .bind::<Nullable<Text>, _>(state)
        .bind::<Nullable<Text>, _>(currency.as_deref())
        .bind::<Nullable<Text>, _>(currency.as_deref())
        .bind::<Nullable<Text>, _>(method)
        .bind::<Nullable<Text>, _>(method)
        .bind::<Nullable<SqlUuid>, _>(by)
        .bind::<Nullable<SqlUuid>, _>(by)
        .bind::<Nullable<Text>, _>(wanted.reference.as_deref())
        .bind::<Nullable<Text>, _>(wanted.reference.as_deref());
    let statement = dated::from(statement, wanted.after, wanted.way);
    let rows: Vec<Row> = statement.bind::<BigInt, _>(limit).load(conn).await?;
    rows.into_iter().map(Batch::try_from).collect()
}
