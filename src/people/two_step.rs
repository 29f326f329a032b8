//! Two-step sign-in: the tables `second_steps` and `recovery_codes`.
//!
//! The secret of the authenticator app is sealed; it asks for codes only once a first code has shown that the app has it. A
//! code is good once, and none before the latest that was used. Recovery codes are kept as keyed hashes, each good once.

use chrono::TimeDelta;
use data_encoding::BASE32_NOPAD;
use diesel::QueryableByName;
use diesel::sql_types::{Array, BigInt, Bytea, Timestamptz, Uuid as SqlUuid};

use super::sessions;
use super::totp::Secret;
use crate::calendar::Instant;
use crate::db::{Conn, Fault, Tx, sql};
use crate::ids::{PersonId, SessionId};
use crate::seal::{self, Seal, SealError, Use};

/// How long the secret is shown to whoever turns the second step on.
const SHOWN: TimeDelta = TimeDelta::minutes(30);
const RECOVERY_CODES: usize = 10;

/// A second step that asks for codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TwoStep {
    pub since: Instant,
    /// Recovery codes that are still good.
    pub codes_left: i64,
}

/// What was typed at the second step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Checked {
    Wrong,
    App,
    Recovery { left: i64 },
}

/// What somebody's app is told, while they turn the second step on.
pub struct Enrolment {
    pub uri: String,
    pub key: String,
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = Bytea)]
    secret: Vec<u8>,
    #[diesel(sql_type = BigInt)]
    last_step: i64,
}

#[derive(QueryableByName)]
struct Number {
    #[diesel(sql_type = BigInt)]
    number: i64,
}

/// None: a password is enough.
pub async fn of(conn: &Conn, person: PersonId) -> Result<Option<TwoStep>, Fault> {
    #[derive(QueryableByName)]
    struct On {
        #[diesel(sql_type = Timestamptz)]
        enabled_at: Instant,
        #[diesel(sql_type = BigInt)]
        codes_left: i64,
    }
    let on: Option<On> = sql("SELECT s.enabled_at, \
           (SELECT count(*) FROM recovery_codes c WHERE c.person_id = s.person_id AND c.used_at IS NULL) AS codes_left \
         FROM second_steps s WHERE s.person_id = ? AND s.enabled_at IS NOT NULL")
    .bind::<SqlUuid, _>(person.0)
    .optional(conn)
    .await?;
    Ok(on.map(|on| TwoStep { since: on.enabled_at, codes_left: on.codes_left }))
}

/// Draws a secret for the app; one that was drawn before and never used is forgotten. False when the second step is on.
pub async fn begin(tx: &Tx, seal: &Seal, person: PersonId, here: SessionId) -> Result<bool, Fault> {
    let secret = Secret::new().map_err(broken)?;
    let sealed = seal.seal(&place(person), secret.bytes()).map_err(broken)?;
    let begun = sql("INSERT INTO second_steps (person_id, secret, session_id, begun_at) VALUES (?, ?, ?, ?) \
         ON CONFLICT (person_id) DO UPDATE SET secret = excluded.secret, session_id = excluded.session_id, \
           begun_at = excluded.begun_at WHERE second_steps.enabled_at IS NULL")
    .bind::<SqlUuid, _>(person.0)
    .bind::<Bytea, _>(sealed)
    .bind::<SqlUuid, _>(here.0)
    .bind::<Timestamptz, _>(tx.now())
    .execute(tx)
    .await?;
    Ok(begun > 0)
}

/// What the app is to be told, for the session that asked for it and only for a while.
pub async fn enrolment(
    conn: &Conn,
    seal: &Seal,
    (person, here): (PersonId, SessionId),
    (host, account): (&str, &str),
    now: Instant,
) -> Result<Option<Enrolment>, Fault> {
    let secret = begun(conn, seal, person, here, now).await?;
    Ok(secret.map(|secret| Enrolment { uri: secret.uri(host, account), key: secret.key() }))
}

async fn begun(
    conn: &Conn,
    seal: &Seal,
    person: PersonId,
    here: SessionId,
    now: Instant,
) -> Result<Option<Secret>, Fault> {
    let row: Option<Row> = sql("SELECT secret, last_step FROM second_steps \
         WHERE person_id = ? AND session_id = ? AND begun_at > ? AND enabled_at IS NULL")
    .bind::<SqlUuid, _>(person.0)
    .bind::<SqlUuid, _>(here.0)
    .bind::<Timestamptz, _>(now - SHOWN)
    .optional(conn)
    .await?;
    row.map(|row| opened(seal, person, &row)).transpose()
}

/// Turns the second step on with a first code, and ends all other sessions: the recovery codes, shown this once. None when the
/// code is wrong, or nothing was begun here.
pub async fn turn_on(
    tx: &Tx,
    seal: &Seal,
    (person, here): (PersonId, SessionId),
    typed: &str,
    outside: Instant,
) -> Result<Option<Vec<String>>, Fault> {
    let Some(secret) = begun(tx, seal, person, here, tx.now()).await? else { return Ok(None) };
    let Some(step) = secret.step_of(&digits(typed), outside).map_err(broken)? else { return Ok(None) };
    let turned =
        sql("UPDATE second_steps SET enabled_at = ?, last_step = ? WHERE person_id = ? AND enabled_at IS NULL")
            .bind::<Timestamptz, _>(tx.now())
            .bind::<BigInt, _>(step)
            .bind::<SqlUuid, _>(person.0)
            .execute(tx)
            .await?;
    if turned == 0 {
        return Ok(None);
    }
    sessions::end_all(tx, person, Some(here)).await?;
    renew_codes(tx, seal, person).await.map(Some)
}

/// Checks a code of the app or a recovery code, and uses it up. Of two who type the same code at once, one is let in.
pub async fn check(tx: &Tx, seal: &Seal, person: PersonId, typed: &str, outside: Instant) -> Result<Checked, Fault> {
    let row: Option<Row> = sql("SELECT secret, last_step FROM second_steps \
         WHERE person_id = ? AND enabled_at IS NOT NULL FOR UPDATE")
    .bind::<SqlUuid, _>(person.0)
    .optional(tx)
    .await?;
    let Some(row) = row else { return Ok(Checked::Wrong) };
    match opened(seal, person, &row)?.step_of(&digits(typed), outside).map_err(broken)? {
        Some(step) if step > row.last_step => {
            sql("UPDATE second_steps SET last_step = ? WHERE person_id = ?")
                .bind::<BigInt, _>(step)
                .bind::<SqlUuid, _>(person.0)
                .execute(tx)
                .await?;
            Ok(Checked::App)
        }
        Some(_) => Ok(Checked::Wrong),
        None => use_recovery_code(tx, seal, person, typed).await,
    }
}

async fn use_recovery_code(tx: &Tx, seal: &Seal, person: PersonId, typed: &str) -> Result<Checked, Fault> {
    let used = sql("UPDATE recovery_codes SET used_at = ? WHERE person_id = ? AND code_hash = ? AND used_at IS NULL")
        .bind::<Timestamptz, _>(tx.now())
        .bind::<SqlUuid, _>(person.0)
        .bind::<Bytea, _>(hashed(seal, typed)?)
        .execute(tx)
        .await?;
    if used == 0 {
        return Ok(Checked::Wrong);
    }
    let left: Number = sql("SELECT count(*) AS number FROM recovery_codes WHERE person_id = ? AND used_at IS NULL")
        .bind::<SqlUuid, _>(person.0)
        .one(tx)
        .await?;
    Ok(Checked::Recovery { left: left.number })
}

/// New recovery codes instead of all that were there, shown this once.
pub async fn renew_codes(tx: &Tx, seal: &Seal, person: PersonId) -> Result<Vec<String>, Fault> {
    let mut codes = Vec::with_capacity(RECOVERY_CODES);
    for _ in 0..RECOVERY_CODES {
        let drawn = BASE32_NOPAD.encode(&seal::random::<10>().map_err(broken)?).to_lowercase();
        codes.push(format!("{}-{}-{}-{}", &drawn[..4], &drawn[4..8], &drawn[8..12], &drawn[12..]));
    }
    let hashes = codes.iter().map(|code| hashed(seal, code)).collect::<Result<Vec<_>, Fault>>()?;
    sql("DELETE FROM recovery_codes WHERE person_id = ?").bind::<SqlUuid, _>(person.0).execute(tx).await?;
    sql("INSERT INTO recovery_codes (person_id, code_hash) SELECT ?::uuid, unnest(?::bytea[])")
        .bind::<SqlUuid, _>(person.0)
        .bind::<Array<Bytea>, _>(hashes)
        .execute(tx)
        .await?;
    Ok(codes)
}

/// Forgets the app and the recovery codes.
pub async fn turn_off(tx: &Tx, person: PersonId) -> Result<(), Fault> {
    sql("DELETE FROM second_steps WHERE person_id = ?").bind::<SqlUuid, _>(person.0).execute(tx).await?;
    Ok(())
}

/// Deletes secrets that were drawn and never confirmed.
pub(super) async fn sweep(tx: &Tx) -> Result<usize, Fault> {
    sql("DELETE FROM second_steps WHERE enabled_at IS NULL AND begun_at < ?")
        .bind::<Timestamptz, _>(tx.now() - SHOWN)
        .execute(tx)
        .await
}

fn place(person: PersonId) -> String {
    format!("second_steps.secret of {person}")
}

fn opened(seal: &Seal, person: PersonId, row: &Row) -> Result<Secret, Fault> {
    let bytes = seal.open(&place(person), &row.secret).map_err(broken)?;
    Secret::read(&bytes).ok_or_else(|| Fault::contradiction("a second step's secret has another length"))
}

/// Apps show codes in groups.
fn digits(typed: &str) -> String {
    typed.chars().filter(|c| !c.is_whitespace() && *c != '-').take(20).collect()
}

/// However it is written: large or small letters, with or without the dashes. 0, 1 and 8 are no signs of a code, so they are
/// read as what they look like.
fn hashed(seal: &Seal, typed: &str) -> Result<Vec<u8>, Fault> {
    let read = |c: char| match c.to_ascii_lowercase() {
        '0' => 'o',
        '1' => 'l',
        '8' => 'b',
        other => other,
    };
    let code: String = typed.chars().filter(char::is_ascii_alphanumeric).map(read).take(40).collect();
    seal.hash(Use::Token, &format!("recovery code {code}")).map(|hash| hash.to_vec()).map_err(broken)
}

fn broken(error: SealError) -> Fault {
    Fault::contradiction(format!("a second step: {error}"))
}
