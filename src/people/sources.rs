//! The table `sources`: senders of events. A source outlives its keys.

use diesel::QueryableByName;
use diesel::sql_types::{Text, Timestamptz, Uuid as SqlUuid};
use uuid::Uuid;

use crate::calendar::Instant;
use crate::db::{Conn, Fault, Tx, sql};
use crate::ids::SourceId;

/// The source of what happens inside; the first migration made it.
pub const fn beckon() -> SourceId {
    SourceId(Uuid::from_u128(0x00000000_0000_7000_8000_000000000001))
}

#[derive(Debug, Clone, QueryableByName)]
pub struct Source {
    #[diesel(sql_type = SqlUuid)]
    source_id: Uuid,
    #[diesel(sql_type = Text)]
    pub name: String,
    #[diesel(sql_type = Timestamptz)]
    pub created_at: Instant,
}

impl Source {
    pub fn id(&self) -> SourceId {
        SourceId(self.source_id)
    }
}

pub async fn all(conn: &Conn) -> Result<Vec<Source>, Fault> {
    sql("SELECT source_id, name, created_at FROM sources ORDER BY name").load(conn).await
}

pub async fn find(conn: &Conn, name: &str) -> Result<Option<SourceId>, Fault> {
    let source: Option<Source> = sql("SELECT source_id, name, created_at FROM sources WHERE name = ?")
        .bind::<Text, _>(name)
        .optional(conn)
        .await?;
    Ok(source.map(|source| source.id()))
}

/// What a source may be called from outside: the events of our own would pass for anybody's.
pub fn check_name(name: &str) -> Result<String, &'static str> {
    match name {
        "beckon" => Err("`beckon` is the source of what happens inside; take another name"),
        _ if name.is_empty() || name.len() > 100 || name.contains(|c: char| c.is_control() || c.is_whitespace()) => {
            Err("a name of up to 100 bytes without spaces is expected, such as `billing`")
        }
        _ => Ok(name.to_owned()),
    }
}

/// The source of this name, made when there is none.
pub async fn find_or_create(tx: &Tx, name: &str) -> Result<SourceId, Fault> {
    sql("INSERT INTO sources (source_id, name, created_at) VALUES (?, ?, ?) ON CONFLICT (name) DO NOTHING")
        .bind::<SqlUuid, _>(SourceId::new(tx.now()).0)
        .bind::<Text, _>(name)
        .bind::<Timestamptz, _>(tx.now())
        .execute(tx)
        .await?;
    find(tx, name).await?.ok_or_else(|| Fault::contradiction(format!("the source {name:?} is neither there nor not")))
}
