//! Letters on their way, and those that were given up. One that was sent leaves no row. What a letter says is not read here: only
//! to whom it goes and what it is about.

use crate::calendar::Instant;
use crate::db::{Conn, Fault, Tx, Way, sql};
use diesel::sql_types::{BigInt, Bool, Integer, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use uuid::Uuid;

/// Which letters are asked for; what is none narrows nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WantedLetters {
    pub stage: Option<Stage>,
    pub kind: Option<String>,
    /// Part of the address.
    pub to: Option<String>,
    pub way: Way,
    /// The last one of the page before.
    pub after: Option<(Instant, Uuid)>,
}

/// How far a letter is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    Waiting,
    /// Somebody sends it right now.
    Sending,
    /// It was tried without success, and will be again.
    Failing,
    GivenUp,
}

impl Stage {
    pub const ALL: [Stage; 4] = [Stage::Waiting, Stage::Sending, Stage::Failing, Stage::GivenUp];

    pub fn word(self) -> &'static str {
        match self {
            Stage::Waiting => "waiting",
            Stage::Sending => "sending",
            Stage::Failing => "failing",
            Stage::GivenUp => "given-up",
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, diesel::QueryableByName)]
pub struct OutgoingLetter {
    #[diesel(sql_type = SqlUuid)]
    pub job_id: Uuid,
    #[diesel(sql_type = Text)]
    pub kind: String,
    /// The address, of a letter that is written already.
    #[diesel(sql_type = Nullable<Text>)]
    pub to: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub subject: Option<String>,
    /// Of a letter that is written only when it is sent, as it carries a secret: which one, and to whom.
    #[diesel(sql_type = Nullable<Text>)]
    pub purpose: Option<String>,
    #[diesel(sql_type = Nullable<SqlUuid>)]
    pub person_id: Option<Uuid>,
    #[diesel(sql_type = Integer)]
    pub attempts: i32,
    #[diesel(sql_type = Nullable<Text>)]
    pub last_error: Option<String>,
    #[diesel(sql_type = Timestamptz)]
    pub enqueued_at: Instant,
    #[diesel(sql_type = Timestamptz)]
    pub due_at: Instant,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub failed_at: Option<Instant>,
    #[diesel(sql_type = Bool)]
    pub leased: bool,
}

impl OutgoingLetter {
    pub fn stage(&self) -> Stage {
        match (self.failed_at, self.leased, &self.last_error) {
            (Some(_), ..) => Stage::GivenUp,
            (None, true, _) => Stage::Sending,
            (None, false, Some(_)) => Stage::Failing,
            (None, false, None) => Stage::Waiting,
        }
    }
}

macro_rules! letters {
    ($asked:literal) => {
        concat!(
            "SELECT * FROM (
                 SELECT job_id, kind, payload ->> 'to' AS \"to\", payload ->> 'subject' AS subject,
                     CASE WHEN kind = 'people.entry_letter' THEN (SELECT min(key) FROM jsonb_object_keys(payload) key) END AS purpose,
                     (jsonb_path_query_first(payload, '$.*.person') #>> '{}')::uuid AS person_id,
                     attempts, last_error, enqueued_at, due_at, failed_at, coalesce(leased_until > ?, false) AS leased
                 FROM jobs WHERE kind IN ('notices.letter', 'people.entry_letter')) letters WHERE ",
            $asked
        )
    };
}

/// By when they were asked for: one range of their index.
pub async fn letters(
    conn: &Conn,
    wanted: &WantedLetters,
    now: Instant,
    at_most: i64,
) -> Result<Vec<OutgoingLetter>, Fault> {
    let (at, job) = wanted.after.map_or((None, wanted.way.end()), |(at, job)| (Some(at), job));
    let (kind, to, stage) = (wanted.kind.as_deref(), wanted.to.as_deref(), wanted.stage.map(Stage::word));
    sql(letters!(
        "(enqueued_at, job_id) {>} (coalesce(?, '{end}'::timestamptz), ?) AND (?::text IS NULL OR kind = ?)
         AND (?::text IS NULL OR strpos(lower(\"to\"), lower(?)) > 0)
         AND (?::text IS NULL OR ? = CASE WHEN failed_at IS NOT NULL THEN 'given-up' WHEN leased THEN 'sending'
                                          WHEN last_error IS NOT NULL THEN 'failing' ELSE 'waiting' END)
         ORDER BY enqueued_at {ASC}, job_id {ASC} LIMIT ?"
    ))
    .along(wanted.way)
    .bind::<Timestamptz, _>(now)
    .bind::<Nullable<Timestamptz>, _>(at)
    .bind::<SqlUuid, _>(job)
    .bind::<Nullable<Text>, _>(kind)
    .bind::<Nullable<Text>, _>(kind)
    .bind::<Nullable<Text>, _>(to)
    .bind::<Nullable<Text>, _>(to)
    .bind::<Nullable<Text>, _>(stage)
    .bind::<Nullable<Text>, _>(stage)
    .bind::<BigInt, _>(at_most)
    .load(conn)
    .await
}

/// Lets a letter be tried at once, as if new. None when it is gone, or on its way right now.
pub async fn hurry(tx: &Tx, job_id: Uuid) -> Result<Option<OutgoingLetter>, Fault> {
    let found: Option<OutgoingLetter> = sql(letters!("job_id = ? AND NOT leased"))
        .bind::<Timestamptz, _>(tx.now())
        .bind::<SqlUuid, _>(job_id)
        .optional(tx)
        .await?;
    let Some(letter) = found else { return Ok(None) };
    // Of two who press at once, the second finds that it is no longer as they saw it.
    let hurried = sql("UPDATE jobs SET failed_at = NULL, attempts = 0, due_at = ?
         WHERE job_id = ? AND attempts = ? AND due_at = ? AND failed_at IS NOT DISTINCT FROM ?
             AND (leased_until IS NULL OR leased_until <= ?) AND (failed_at IS NOT NULL OR due_at > ?)")
    .bind::<Timestamptz, _>(tx.now())
    .bind::<SqlUuid, _>(job_id)
    .bind::<Integer, _>(letter.attempts)
    .bind::<Timestamptz, _>(letter.due_at)
    .bind::<Nullable<Timestamptz>, _>(letter.failed_at)
    .bind::<Timestamptz, _>(tx.now())
    .bind::<Timestamptz, _>(tx.now())
    .execute(tx)
    .await?;
    Ok((hurried == 1).then_some(letter))
}
