//! The log as staff page through it: what narrows it most is an index, and a page is one range of that.
use super::batch::mentions;
use super::known::Noun;
use super::log::{Logged, LoggedRow};
use super::store::Stored;
use crate::db::dated::Mark;
use crate::db::sql::Sql;
use crate::db::{Conn, Fault, Way, sql};
use crate::events::Fact;
use crate::ids::{InvoiceId, PersonId, SourceId};
use diesel::prelude::QueryableByName;
use diesel::sql_types::{Array, BigInt, Bool, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use uuid::Uuid;

/// How far events were applied, as a filter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    Applied,
    Recorded,
    Waiting,
    Refused,
}

impl Standing {
    pub const ALL: [Standing; 4] = [Standing::Applied, Standing::Recorded, Standing::Waiting, Standing::Refused];

    /// As in the table.
    pub fn word(self) -> &'static str {
        match self {
            Standing::Applied => "applied",
            Standing::Recorded => "recorded",
            Standing::Waiting => "waiting",
            Standing::Refused => "refused",
        }
    }
}

/// Which events are asked for; what is none narrows nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    pub standing: Option<Standing>,
    pub kind: Option<String>,
    pub source: Option<SourceId>,
    pub person: Option<PersonId>,
    /// The sender's id.
    pub id: Option<String>,
    pub way: Way,
    /// The last one of the page before.
    pub after: Option<Mark>,
}

macro_rules! listed {
    ($events:expr) => {
        concat!(
            "SELECT e.source_id, e.external_id, e.event_id, e.type, e.happened_at, e.recorded_at, e.body::text AS body,
                    e.body_hash, e.person_id, e.state, e.waits_for, e.reason, s.name AS source_name
             FROM (",
            $events,
            ") e JOIN sources s ON s.source_id = e.source_id ORDER BY e.recorded_at {ASC}, e.event_id {ASC} LIMIT ?"
        )
    };
}

/// What is asked of a line, wherever it is looked for.
macro_rules! asked {
    ($before:literal) => {
        concat!(
            "SELECT * FROM events WHERE ",
            $before,
            " AND (recorded_at, event_id) {>} (coalesce(?, '{end}'::timestamptz), ?) AND (?::uuid IS NULL OR source_id = ?) AND (?::text IS NULL OR type = ?)
              AND (?::text IS NULL OR state = ?) AND (?::uuid IS NULL OR person_id = ?)
              ORDER BY recorded_at {ASC}, event_id {ASC} LIMIT ?"
        )
    };
}

/// Events as they were received.
pub async fn listed(conn: &Conn, wanted: &Wanted, at_most: i64) -> Result<Vec<Logged>, Fault> {
    let statement = match wanted {
        Wanted { id: Some(id), .. } => sql(listed!(concat!(
            "SELECT found.* FROM sources of CROSS JOIN LATERAL (",
            asked!("source_id = of.source_id AND external_id = ?"),
            ") found"
        )))
        .bind::<Text, _>(id.as_str()),
        Wanted { standing: Some(Standing::Waiting | Standing::Refused), .. } => {
            sql(listed!(asked!("state IN ('waiting', 'refused')")))
        }
        Wanted { standing: Some(Standing::Recorded), .. } => sql(listed!(asked!("state = 'recorded'"))),
        Wanted { person: Some(person), .. } => {
            sql(listed!(asked!("applied_order IS NOT NULL AND person_id = ?"))).bind::<SqlUuid, _>(person.0)
        }
        Wanted { source: None, kind: None, .. } => sql(listed!(asked!("true"))),
        Wanted { source, kind, .. } => sql(listed!(concat!(
            "SELECT found.* FROM unnest(?::text[]) AS of_kind (name)
             JOIN sources of ON ?::uuid IS NULL OR of.source_id = ? CROSS JOIN LATERAL (",
            asked!("source_id = of.source_id AND type = of_kind.name"),
            ") found"
        )))
        .bind::<Array<Text>, _>(kind.as_deref().map_or_else(|| Fact::TYPES.to_vec(), |kind| vec![kind]))
        .bind::<Nullable<SqlUuid>, _>(source.map(|source| source.0))
        .bind::<Nullable<SqlUuid>, _>(source.map(|source| source.0)),
    };
    let rows: Vec<LoggedRow> = narrowed(statement, wanted, at_most).bind::<BigInt, _>(at_most).load(conn).await?;
    rows.into_iter().map(LoggedRow::read).collect()
}

fn narrowed<'a>(statement: Sql<'a>, wanted: &'a Wanted, at_most: i64) -> Sql<'a> {
    let (source, person) = (wanted.source.map(|source| source.0), wanted.person.map(|person| person.0));
    let (kind, state) = (wanted.kind.as_deref(), wanted.standing.map(Standing::word));
    statement
        .along(wanted.way)
        .bind::<Nullable<Timestamptz>, _>(wanted.after.map(|mark| mark.at))
        .bind::<SqlUuid, _>(wanted.after.map_or(wanted.way.end(), |mark| mark.id))
        .bind::<Nullable<SqlUuid>, _>(source)
        .bind::<Nullable<SqlUuid>, _>(source)
        .bind::<Nullable<Text>, _>(kind)
        .bind::<Nullable<Text>, _>(kind)
        .bind::<Nullable<Text>, _>(state)
        .bind::<Nullable<Text>, _>(state)
        .bind::<Nullable<SqlUuid>, _>(person)
        .bind::<Nullable<SqlUuid>, _>(person)
        .bind::<BigInt, _>(at_most)
}

/// One event with all that staff see of it.
#[derive(Debug, Clone)]
pub struct Whole {
    pub logged: Logged,
    /// The body as it is kept, line by line; figures stay as they were written.
    pub body: String,
    /// What named a person who was deleted is gone from it.
    pub redacted: bool,
    /// The invoice that it names, where it is known.
    pub invoice: Option<InvoiceId>,
}

#[derive(QueryableByName)]
struct WholeRow {
    #[diesel(embed)]
    logged: LoggedRow,
    #[diesel(sql_type = Text)]
    pretty: String,
    #[diesel(sql_type = Bool)]
    redacted: bool,
}

pub async fn whole(conn: &Conn, source: &str, id: &str) -> Result<Option<Whole>, Fault> {
    let row: Option<WholeRow> =
        sql("SELECT e.source_id, e.external_id, e.event_id, e.type, e.happened_at, e.recorded_at,
                e.body::text AS body, e.body_hash, e.person_id, e.state, e.waits_for, e.reason, s.name AS source_name,
                jsonb_pretty(e.body) AS pretty, e.redacted_hash IS NOT NULL AS redacted
         FROM sources s JOIN events e USING (source_id) WHERE s.name = ? AND e.external_id = ?")
        .bind::<Text, _>(source)
        .bind::<Text, _>(id)
        .optional(conn)
        .await?;
    let Some(row) = row else { return Ok(None) };
    let logged = row.logged.read()?;
    let invoice = invoice_of(conn, &logged.event).await?;
    Ok(Some(Whole { logged, body: row.pretty, redacted: row.redacted, invoice }))
}

async fn invoice_of(conn: &Conn, stored: &Stored) -> Result<Option<InvoiceId>, Fault> {
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = SqlUuid)]
        id: Uuid,
    }
    let event = stored.event()?;
    let named = mentions(&event.fact).into_iter().find(|(noun, _)| *noun == Noun::Invoice);
    let Some((_, name)) = named else { return Ok(None) };
    let sources = vec![stored.source.0, crate::people::sources::beckon().0];
    let row: Option<Row> = sql("SELECT id FROM external_ids
         WHERE source_id = ANY(?) AND noun = 'invoice' AND external_id = ? LIMIT 1")
    .bind::<Array<SqlUuid>, _>(sources)
    .bind::<Text, _>(name)
    .optional(conn)
    .await?;
    Ok(row.map(|row| InvoiceId(row.id)))
}
