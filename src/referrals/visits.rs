//! Visits through links: kept as they happen, and found again when somebody registers.
use crate::calendar::Instant;
use crate::db::{Conn, Fault, sql};
use crate::ids::{ClickId, LinkId, PersonId, ProgramId};
use diesel::prelude::QueryableByName;
use diesel::sql_types::{Array, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use std::collections::HashMap;
use uuid::Uuid;

/// What our own pages know of a visitor beyond the event; no raw address is kept.
#[derive(Debug, Clone)]
pub struct Visitor {
    /// `phone`, `tablet` or `computer`.
    pub device: &'static str,
    /// A hash of address and agent, salted with the day.
    pub hash: Vec<u8>,
}

/// One visit through a link.
#[derive(Debug, Clone)]
pub struct Click {
    pub id: ClickId,
    pub person: PersonId,
    pub link: LinkId,
    pub at: Instant,
    pub path: Option<String>,
    pub referring_host: Option<String>,
    pub sub: Option<String>,
    pub device: Option<String>,
    /// A daily-salted hash of address and agent; no raw address is kept.
    pub visitor_hash: Option<Vec<u8>>,
}

pub async fn record_clicks(tx: &Conn, clicks: &[Click], recorded_at: Instant) -> Result<(), Fault> {
    if clicks.is_empty() {
        return Ok(());
    }
    sql(
        "INSERT INTO clicks (person_id, click_id, clicked_at, link_id, path, referring_host, sub, device, visitor_hash,
                             recorded_at)
         SELECT c.*, ? FROM unnest(?::uuid[], ?::uuid[], ?::timestamptz[], ?::uuid[], ?::text[], ?::text[], ?::text[],
                                   ?::text[], ?::bytea[]) AS c",
    )
    .bind::<Timestamptz, _>(recorded_at)
    .bind::<Array<SqlUuid>, _>(clicks.iter().map(|c| c.person.0).collect::<Vec<_>>())
    .bind::<Array<SqlUuid>, _>(clicks.iter().map(|c| c.id.0).collect::<Vec<_>>())
    .bind::<Array<Timestamptz>, _>(clicks.iter().map(|c| c.at).collect::<Vec<_>>())
    .bind::<Array<SqlUuid>, _>(clicks.iter().map(|c| c.link.0).collect::<Vec<_>>())
    .bind::<Array<Nullable<Text>>, _>(clicks.iter().map(|c| c.path.clone()).collect::<Vec<_>>())
    .bind::<Array<Nullable<Text>>, _>(clicks.iter().map(|c| c.referring_host.clone()).collect::<Vec<_>>())
    .bind::<Array<Nullable<Text>>, _>(clicks.iter().map(|c| c.sub.clone()).collect::<Vec<_>>())
    .bind::<Array<Nullable<Text>>, _>(clicks.iter().map(|c| c.device.clone()).collect::<Vec<_>>())
    .bind::<Array<Nullable<diesel::sql_types::Binary>>, _>(
        clicks.iter().map(|c| c.visitor_hash.clone()).collect::<Vec<_>>(),
    )
    .execute(tx)
    .await?;
    Ok(())
}

#[derive(QueryableByName)]
struct ClickRow {
    #[diesel(sql_type = SqlUuid)]
    click_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    person_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    program_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    link_id: Uuid,
    #[diesel(sql_type = Timestamptz)]
    clicked_at: Instant,
    #[diesel(sql_type = Nullable<Text>)]
    sub: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    path: Option<String>,
}

/// What a registration needs to know of the click that led to it.
#[derive(Debug, Clone)]
pub struct Visit {
    pub id: ClickId,
    pub link: LinkId,
    /// Whose link it is.
    pub referrer: PersonId,
    pub program: ProgramId,
    pub at: Instant,
    pub sub: Option<String>,
    /// The landing path with its query.
    pub path: Option<String>,
}

pub async fn visits(conn: &Conn, clicks: &[(PersonId, ClickId)]) -> Result<HashMap<ClickId, Visit>, Fault> {
    if clicks.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<ClickRow> =
        sql("SELECT c.click_id, c.person_id, c.link_id, l.program_id, c.clicked_at, c.sub, c.path
         FROM unnest(?::uuid[], ?::uuid[]) AS asked (person_id, click_id) JOIN clicks c USING (person_id, click_id)
         JOIN links l ON l.person_id = c.person_id AND l.link_id = c.link_id")
        .bind::<Array<SqlUuid>, _>(clicks.iter().map(|c| c.0.0).collect::<Vec<_>>())
        .bind::<Array<SqlUuid>, _>(clicks.iter().map(|c| c.1.0).collect::<Vec<_>>())
        .load(conn)
        .await?;
    let visit = |row: ClickRow| {
        let id = ClickId(row.click_id);
        let (referrer, program) = (PersonId(row.person_id), ProgramId(row.program_id));
        (
            id,
            Visit {
                id,
                link: LinkId(row.link_id),
                referrer,
                program,
                at: row.clicked_at,
                sub: row.sub,
                path: row.path,
            },
        )
    };
    Ok(rows.into_iter().map(visit).collect())
}
