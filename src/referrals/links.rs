use crate::calendar::Instant;
use crate::db::{Conn, Fault, Tx, sql};
use crate::ids::{Code, LinkId, PersonId, ProgramId};
use diesel::prelude::QueryableByName;
use diesel::sql_types::{Array, Bool, Nullable, Text, Timestamptz, Uuid as SqlUuid};
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
    /// What visits through it that name no sub-id are told as; empty: nothing.
    pub sub: String,
    /// After it its code opens nothing.
    pub closed_at: Option<Instant>,
}

impl Link {
    /// Whether what happened at `at` came by it, as far as is known.
    pub fn was_open(&self, at: Instant) -> bool {
        self.closed_at.is_none_or(|closed| at <= closed)
    }
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
    #[diesel(sql_type = Text)]
    sub: String,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    retired_at: Option<Instant>,
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
            sub: row.sub,
            closed_at: row.retired_at,
        })
    }
}

/// The open links behind codes; unknown codes and those of closed links are left out.
pub async fn by_codes(conn: &Conn, codes: &[Code]) -> Result<HashMap<Code, Link>, Fault> {
    let mut links = every_by_codes(conn, codes).await?;
    links.retain(|_, link| link.closed_at.is_none());
    Ok(links)
}

/// The links behind codes, closed ones too: what happened before a link was closed still came by it. Unknown codes are left out.
pub async fn every_by_codes(conn: &Conn, codes: &[Code]) -> Result<HashMap<Code, Link>, Fault> {
    if codes.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<Row> = sql("SELECT c.link_id, c.person_id, c.program_id, c.code, l.label, l.sub, c.retired_at
         FROM codes c JOIN links l ON l.person_id = c.person_id AND l.link_id = c.link_id WHERE c.code = ANY(?)")
    .bind::<Array<Text>, _>(codes.iter().map(Code::as_str).collect::<Vec<_>>())
    .load(conn)
    .await?;
    rows.into_iter().map(|row| Link::try_from(row).map(|link| (link.code.clone(), link))).collect()
}

/// A person's open links, oldest first.
pub async fn links_of(conn: &Conn, person: PersonId) -> Result<Vec<Link>, Fault> {
    let rows: Vec<Row> = sql("SELECT l.link_id, l.person_id, l.program_id, c.code, l.label, l.sub, c.retired_at
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
         INSERT INTO links (person_id, link_id, program_id, label, sub, created_at)
         SELECT person_id, link_id, program_id, ?, ?, ? FROM claimed")
    .bind::<Text, _>(link.code.as_str())
    .bind::<SqlUuid, _>(link.person.0)
    .bind::<SqlUuid, _>(link.id.0)
    .bind::<SqlUuid, _>(link.program.0)
    .bind::<Text, _>(link.label.as_str())
    .bind::<Text, _>(link.sub.as_str())
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
    let (label, sub) = (String::new(), String::new());
    open_with(tx, NewLink { id: LinkId::new(tx.now()), person, program, label, sub }, codes).await
}

/// A link before a code is found for it.
#[derive(Debug, Clone)]
pub struct NewLink {
    pub id: LinkId,
    pub person: PersonId,
    pub program: ProgramId,
    pub label: String,
    pub sub: String,
}

/// Opens a link with the first of the drawn codes that nobody has.
pub(super) async fn open_with(tx: &Tx, new: NewLink, codes: &[Code]) -> Result<Link, Fault> {
    for code in codes {
        let NewLink { id, person, program, label, sub } = new.clone();
        let link = Link { id, person, program, code: code.clone(), label, sub, closed_at: None };
        if add_link(tx, &link).await? {
            return Ok(link);
        }
    }
    Err(Fault::contradiction("the drawn codes were all taken"))
}

/// Whether whoever owns a code closed its link.
pub async fn is_over(conn: &Conn, code: &Code) -> Result<bool, Fault> {
    #[derive(QueryableByName)]
    struct Any {
        #[diesel(sql_type = Bool)]
        any: bool,
    }
    let found: Any =
        sql("SELECT EXISTS (SELECT FROM codes c JOIN persons p ON p.person_id = c.person_id AND p.deleted_at IS NULL
                 WHERE c.code = ? AND c.retired_at IS NOT NULL) AS \"any\"")
        .bind::<Text, _>(code.as_str())
        .one(conn)
        .await?;
    Ok(found.any)
}
