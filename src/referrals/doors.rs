//! What opens when somebody follows a code: looked up for many visitors together.
use super::Link;
use crate::calendar::Instant;
use crate::db::gather::Gather;
use crate::db::{Conn, Db, Fault, sql};
use crate::ids::{Code, LinkId, PersonId, ProgramId};
use crate::programs::{self, Catalogue};
use diesel::prelude::QueryableByName;
use diesel::sql_types::{Array, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use futures_util::FutureExt;
use std::collections::HashMap;
use std::sync::Arc;
use uuid::Uuid;

/// A link as its visitor meets it.
#[derive(Debug, Clone)]
pub struct Door {
    pub link: Link,
    /// The owner's name, to be masked; empty where there is none or it is hidden.
    pub owner: String,
    /// As it stood at the same moment.
    pub catalogue: Arc<Catalogue>,
}

pub type Doors = Gather<Code, Door>;

/// Begins to look codes up.
pub fn doors(db: Db) -> Doors {
    Gather::start(db, |conn, _, codes| behind(conn, codes).boxed())
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = Text)]
    code: String,
    #[diesel(sql_type = SqlUuid)]
    person_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    link_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    program_id: Uuid,
    #[diesel(sql_type = Text)]
    label: String,
    #[diesel(sql_type = Text)]
    sub: String,
    #[diesel(sql_type = Text)]
    owner: String,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    retired_at: Option<Instant>,
}

async fn behind(conn: &Conn, codes: &[Code]) -> Result<HashMap<Code, Door>, Fault> {
    let rows = sql("SELECT c.code, c.person_id, c.link_id, c.program_id, l.label, l.sub, c.retired_at,
                CASE WHEN p.hides_name THEN '' ELSE p.name END AS owner
         FROM codes c JOIN links l ON l.person_id = c.person_id AND l.link_id = c.link_id
         JOIN persons p ON p.person_id = c.person_id AND p.deleted_at IS NULL WHERE c.code = ANY(?)")
    .bind::<Array<Text>, _>(codes.iter().map(Code::as_str).collect::<Vec<_>>())
    .load::<Row>(conn);
    let (rows, catalogue) = futures_util::try_join!(rows, programs::catalogue(conn))?;
    let catalogue = Arc::new(catalogue);
    let door = |row: Row| {
        let code: Code = row.code.parse().map_err(|_| Fault::contradiction("a stored code that is none"))?;
        let link = Link {
            id: LinkId(row.link_id),
            person: PersonId(row.person_id),
            program: ProgramId(row.program_id),
            code: code.clone(),
            label: row.label,
            sub: row.sub,
            closed_at: row.retired_at,
        };
        Ok((code, Door { link, owner: row.owner, catalogue: catalogue.clone() }))
    };
    rows.into_iter().map(door).collect()
}
