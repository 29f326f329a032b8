use crate::calendar::Instant;
use crate::db::{Conn, Fault, Tx, sql};
use crate::ids::{ClickId, Code, LinkId, PersonId, ProgramId};
use diesel::prelude::QueryableByName;
use diesel::sql_types::{Array, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use std::collections::HashMap;
use uuid::Uuid;

/// One person's entry to one program.
#[derive(Debug, Clone)]
pub struct Link {
    pub id: LinkId,
    pub person: PersonId,
    pub program: ProgramId,
    pub code: Code,
    pub label: String,
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = SqlUuid)]
    link_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    person_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    program_id: Uuid,
    #[diesel(sql_type = Text)]
    code: String,
    #[diesel(sql_type = Text)]
    label: String,
}

impl TryFrom<Row> for Link {
    type Error = Fault;
    fn try_from(row: Row) -> Result<Link, Fault> {
        let code = row.code.parse().map_err(|_| Fault::contradiction("a stored code that is none"))?;
        Ok(Link {
            id: LinkId(row.link_id),
            person: PersonId(row.person_id),
            program: ProgramId(row.program_id),
            code,
            label: row.label,
        })
    }
}

/// The live links behind codes; retired and unknown codes are left out.
pub async fn by_codes(conn: &Conn, codes: &[Code]) -> Result<HashMap<Code, Link>, Fault> {
    if codes.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<Row> = sql("SELECT c.link_id, c.person_id, c.program_id, c.code, l.label
         FROM codes c JOIN links l ON l.person_id = c.person_id AND l.link_id = c.link_id
         WHERE c.code = ANY(?) AND c.retired_at IS NULL")
    .bind::<Array<Text>, _>(codes.iter().map(Code::as_str).collect::<Vec<_>>())
    .load(conn)
    .await?;
    rows.into_iter().map(|row| Link::try_from(row).map(|link| (link.code.clone(), link))).collect()
}

/// A person's links, oldest first.
pub async fn links_of(conn: &Conn, person: PersonId) -> Result<Vec<Link>, Fault> {
    let rows: Vec<Row> = sql("SELECT l.link_id, l.person_id, l.program_id, c.code, l.label
         FROM links l JOIN codes c ON c.link_id = l.link_id AND c.person_id = l.person_id
         WHERE l.person_id = ? AND c.retired_at IS NULL ORDER BY l.link_id")
    .bind::<SqlUuid, _>(person.0)
    .load(conn)
    .await?;
    rows.into_iter().map(Link::try_from).collect()
}

/// A new link with the given code. False when somebody has that code: draw another.
pub async fn add_link(tx: &Tx, link: &Link) -> Result<bool, Fault> {
    let made = sql("WITH claimed AS (
             INSERT INTO codes (code, person_id, link_id, program_id) VALUES (?, ?, ?, ?)
             ON CONFLICT (code) DO NOTHING RETURNING person_id, link_id, program_id
         )
         INSERT INTO links (person_id, link_id, program_id, label, created_at)
         SELECT person_id, link_id, program_id, ?, ? FROM claimed")
    .bind::<Text, _>(link.code.as_str())
    .bind::<SqlUuid, _>(link.person.0)
    .bind::<SqlUuid, _>(link.id.0)
    .bind::<SqlUuid, _>(link.program.0)
    .bind::<Text, _>(link.label.as_str())
    .bind::<Timestamptz, _>(tx.now())
    .execute(tx)
    .await?;
    Ok(made == 1)
}

/// The person's own link to a program; made on first sight with the first of the drawn `codes` that nobody has. Asked for many
/// times at once, it is made once.
pub async fn ensure_link(tx: &Tx, person: PersonId, program: ProgramId, codes: &[Code]) -> Result<Link, Fault> {
    sql("SELECT 1 FROM persons WHERE person_id = ? FOR UPDATE").bind::<SqlUuid, _>(person.0).execute(tx).await?;
    if let Some(link) = links_of(tx, person).await?.into_iter().find(|link| link.program == program) {
        return Ok(link);
    }
    for code in codes {
        let link = Link { id: LinkId::new(tx.now()), person, program, code: code.clone(), label: String::new() };
        if add_link(tx, &link).await? {
            return Ok(link);
        }
    }
    Err(Fault::contradiction("the drawn codes were all taken"))
}

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
