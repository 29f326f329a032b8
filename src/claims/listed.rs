//! Everybody's claims as staff look for them.
use super::store::{Row, claims, select};
use super::{Claim, Stage};
use crate::db::dated::{self, Mark, dated};
use crate::db::{Conn, Fault, Way, sql};
use crate::ids::{PersonId, ProgramId};
use diesel::sql_types::{Array, BigInt, Nullable, Text, Uuid as SqlUuid};

/// Which claims are asked for, and in which order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    /// None: in any state.
    pub stage: Option<Stage>,
    pub program: Option<ProgramId>,
    /// Of these people alone.
    pub people: Option<Vec<PersonId>>,
    pub way: Way,
    pub after: Option<Mark>,
}

macro_rules! listing {
    ($which:literal) => {
        dated!(concat!(select!("WHERE "), $which, " AND (?::uuid IS NULL OR program_id = ?)"), "claimed_at", "claim_id")
    };
}

pub async fn looked_for(conn: &Conn, wanted: &Wanted, limit: i64) -> Result<Vec<Claim>, Fault> {
    let stage = wanted.stage.map(Stage::name);
    let statement = match (&wanted.people, wanted.stage) {
        (Some(people), _) => sql(listing!("person_id = ANY(?) AND (?::text IS NULL OR state = ?)"))
            .bind::<Array<SqlUuid>, _>(people.iter().map(|person| person.0).collect::<Vec<_>>())
            .bind::<Nullable<Text>, _>(stage)
            .bind::<Nullable<Text>, _>(stage),
        (None, Some(Stage::Open)) => sql(listing!("state = 'open'")),
        (None, Some(stage)) => sql(listing!("state = ?")).bind::<Text, _>(stage.name()),
        (None, None) => sql(listing!("true")),
    };
    let program = wanted.program.map(|program| program.0);
    let statement = statement.bind::<Nullable<SqlUuid>, _>(program).bind::<Nullable<SqlUuid>, _>(program);
    let statement = dated::from(statement, wanted.after, wanted.way);
    let rows: Vec<Row> = statement.bind::<BigInt, _>(limit).load(conn).await?;
    claims(rows)
}
