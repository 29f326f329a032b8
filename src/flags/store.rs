//! The tables `flags` and `flags_looked`.
use super::{Decided, Evidence, Flag, Kind, Stage};
use crate::calendar::Instant;
use crate::db::{Conn, Fault, Tx, Way, sql};
use crate::ids::{FlagId, PersonId, ProgramId, ReferralId};
use crate::referrals::Made;
use diesel::prelude::QueryableByName;
use diesel::sql_types::{Array, BigInt, Integer, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use std::collections::HashSet;
use uuid::Uuid;

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = SqlUuid)]
    person_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    flag_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    program_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    referral_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    invitee_id: Uuid,
    #[diesel(sql_type = Text)]
    kind: String,
    #[diesel(sql_type = Text)]
    evidence: String,
    #[diesel(sql_type = Timestamptz)]
    flagged_at: Instant,
    #[diesel(sql_type = Text)]
    state: String,
    #[diesel(sql_type = Integer)]
    decisions: i32,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    decided_at: Option<Instant>,
    #[diesel(sql_type = Nullable<SqlUuid>)]
    decided_by: Option<Uuid>,
    #[diesel(sql_type = Nullable<Text>)]
    note: Option<String>,
}

impl TryFrom<Row> for Flag {
    type Error = Fault;

    fn try_from(row: Row) -> Result<Flag, Fault> {
        let wrong = |what: String| Fault::contradiction(format!("a stored flag: {what}"));
        let decided = row.decided_by.zip(row.decided_at).zip(row.note);
        Ok(Flag {
            id: FlagId(row.flag_id),
            person: PersonId(row.person_id),
            program: ProgramId(row.program_id),
            referral: ReferralId(row.referral_id),
            invitee: PersonId(row.invitee_id),
            kind: Kind::named(&row.kind).ok_or_else(|| wrong(row.kind))?,
            evidence: serde_json::from_str(&row.evidence).map_err(|e| wrong(e.to_string()))?,
            flagged_at: row.flagged_at,
            stage: Stage::named(&row.state).ok_or_else(|| wrong(row.state))?,
            decisions: row.decisions,
            decided: decided.map(|((by, at), note)| Decided { by: PersonId(by), at, note }),
        })
    }
}

/// The statement's text is one constant: the connection keeps it prepared.
macro_rules! select {
    ($from:literal) => {
        concat!(
            "SELECT f.person_id, f.flag_id, f.program_id, f.referral_id, f.invitee_id, f.kind, f.evidence::text AS evidence,
                    f.flagged_at, f.state, f.decisions, f.decided_at, f.decided_by, f.note FROM ",
            $from
        )
    };
}

fn flags(rows: Vec<Row>) -> Result<Vec<Flag>, Fault> {
    rows.into_iter().map(Flag::try_from).collect()
}

/// Which flags are asked for; what is none narrows nothing.
#[derive(Debug, Clone, Copy, Default)]
pub struct Wanted {
    pub kind: Option<Kind>,
    pub stage: Option<Stage>,
    /// Referrer or invitee.
    pub who: Option<PersonId>,
    pub way: Way,
    /// The last one of the page before.
    pub after: Option<FlagId>,
}

/// By when they were raised: of each kind and stage the beginning of one range of an index.
pub async fn listed(conn: &Conn, wanted: &Wanted, limit: i64) -> Result<Vec<Flag>, Fault> {
    let kinds: Vec<&str> =
        Kind::ALL.into_iter().filter(|kind| wanted.kind.is_none_or(|own| own == *kind)).map(Kind::name).collect();
    let stages: Vec<&str> =
        Stage::ALL.into_iter().filter(|stage| wanted.stage.is_none_or(|own| own == *stage)).map(Stage::name).collect();
    let after = wanted.after.map_or(wanted.way.end(), |flag| flag.0);
    let rows = match wanted.who {
        Some(who) => sql(select!(
            "flags f WHERE (f.person_id = ? OR f.invitee_id = ?) AND f.kind = ANY(?) AND f.state = ANY(?) AND f.flag_id {>} ?
             ORDER BY f.flag_id {ASC} LIMIT ?"
        ))
        .bind::<SqlUuid, _>(who.0)
        .bind::<SqlUuid, _>(who.0)
        .bind::<Array<Text>, _>(kinds)
        .bind::<Array<Text>, _>(stages)
        .bind::<SqlUuid, _>(after)
        .bind::<BigInt, _>(limit),
        None => sql(select!(
            "unnest(?::text[]) AS k (kind) CROSS JOIN unnest(?::text[]) AS s (state) CROSS JOIN LATERAL (
                 SELECT * FROM flags f WHERE f.state = s.state AND f.kind = k.kind AND f.flag_id {>} ?
                 ORDER BY f.flag_id {ASC} LIMIT ?) f
             ORDER BY f.flag_id {ASC} LIMIT ?"
        ))
        .bind::<Array<Text>, _>(kinds)
        .bind::<Array<Text>, _>(stages)
        .bind::<SqlUuid, _>(after)
        .bind::<BigInt, _>(limit)
        .bind::<BigInt, _>(limit),
    };
    flags(rows.along(wanted.way).load(conn).await?)
}

/// How many of each kind wait for somebody to decide.
pub async fn counts(conn: &Conn) -> Result<Vec<(Kind, i64)>, Fault> {
    #[derive(QueryableByName)]
    struct Count {
        #[diesel(sql_type = Text)]
        kind: String,
        #[diesel(sql_type = BigInt)]
        count: i64,
    }
    let rows: Vec<Count> =
        sql("SELECT kind, count(*) AS count FROM flags WHERE state = 'open' GROUP BY kind").load(conn).await?;
    let of = |kind: Kind| rows.iter().find(|row| row.kind == kind.name()).map_or(0, |row| row.count);
    Ok(Kind::ALL.into_iter().map(|kind| (kind, of(kind))).collect())
}

pub async fn find(conn: &Conn, id: FlagId) -> Result<Option<Flag>, Fault> {
    let row: Option<Row> = sql(select!("flags f WHERE f.flag_id = ?")).bind::<SqlUuid, _>(id.0).optional(conn).await?;
    row.map(Flag::try_from).transpose()
}

/// All of one referral.
pub async fn of_bond(conn: &Conn, referrer: PersonId, referral: ReferralId) -> Result<Vec<Flag>, Fault> {
    let rows = sql(select!("flags f WHERE f.person_id = ? AND f.referral_id = ? ORDER BY f.flag_id"))
        .bind::<SqlUuid, _>(referrer.0)
        .bind::<SqlUuid, _>(referral.0)
        .load(conn)
        .await?;
    flags(rows)
}

/// Those of these referrals, of (referrer, referral).
pub async fn of_referrals(conn: &Conn, referrals: &[(PersonId, ReferralId)]) -> Result<Vec<Flag>, Fault> {
    let rows = sql(select!(
        "unnest(?::uuid[], ?::uuid[]) AS r (person_id, referral_id) JOIN flags f USING (person_id, referral_id) ORDER BY f.flag_id"
    ))
    .bind::<Array<SqlUuid>, _>(referrals.iter().map(|(person, _)| person.0).collect::<Vec<_>>())
    .bind::<Array<SqlUuid>, _>(referrals.iter().map(|(_, referral)| referral.0).collect::<Vec<_>>())
    .load(conn)
    .await?;
    flags(rows)
}

/// Waited for: whoever is second sees what the first one did.
pub(super) async fn lock(tx: &Tx, id: FlagId) -> Result<Option<Flag>, Fault> {
    let row: Option<Row> =
        sql(select!("flags f WHERE f.flag_id = ? FOR UPDATE")).bind::<SqlUuid, _>(id.0).optional(tx).await?;
    row.map(Flag::try_from).transpose()
}

pub(super) async fn decide(tx: &Tx, flag: &Flag, stage: Stage, by: PersonId, note: &str) -> Result<(), Fault> {
    sql("UPDATE flags SET state = ?, decisions = decisions + 1, decided_at = ?, decided_by = ?, note = ?
         WHERE person_id = ? AND flag_id = ?")
    .bind::<Text, _>(stage.name())
    .bind::<Timestamptz, _>(tx.now())
    .bind::<SqlUuid, _>(by.0)
    .bind::<Text, _>(note)
    .bind::<SqlUuid, _>(flag.person.0)
    .bind::<SqlUuid, _>(flag.id.0)
    .execute(tx)
    .await?;
    Ok(())
}

pub(super) struct NewFlag<'a> {
    pub id: FlagId,
    pub made: &'a Made,
    pub kind: Kind,
    pub evidence: Evidence,
}

/// A referral that has a flag of the kind keeps it; answers how many are new.
pub(super) async fn add(tx: &Tx, new: &[NewFlag<'_>]) -> Result<usize, Fault> {
    if new.is_empty() {
        return Ok(0);
    }
    let evidence = new.iter().map(|flag| serde_json::to_string(&flag.evidence));
    let evidence = evidence.collect::<Result<Vec<_>, _>>().map_err(|e| Fault::contradiction(e.to_string()))?;
    let ids = |pick: fn(&NewFlag<'_>) -> Uuid| new.iter().map(pick).collect::<Vec<_>>();
    sql("INSERT INTO flags (person_id, flag_id, program_id, referral_id, invitee_id, kind, evidence, flagged_at, state)
         SELECT n.person_id, n.flag_id, n.program_id, n.referral_id, n.invitee_id, n.kind, n.evidence::jsonb, ?, 'open'
         FROM unnest(?::uuid[], ?::uuid[], ?::uuid[], ?::uuid[], ?::uuid[], ?::text[], ?::text[])
            AS n (person_id, flag_id, program_id, referral_id, invitee_id, kind, evidence)
         ON CONFLICT (person_id, referral_id, kind) DO NOTHING")
    .bind::<Timestamptz, _>(tx.now())
    .bind::<Array<SqlUuid>, _>(ids(|flag| flag.made.referrer.0))
    .bind::<Array<SqlUuid>, _>(ids(|flag| flag.id.0))
    .bind::<Array<SqlUuid>, _>(ids(|flag| flag.made.program.0))
    .bind::<Array<SqlUuid>, _>(ids(|flag| flag.made.id.0))
    .bind::<Array<SqlUuid>, _>(ids(|flag| flag.made.invitee.0))
    .bind::<Array<Text>, _>(new.iter().map(|flag| flag.kind.name()).collect::<Vec<_>>())
    .bind::<Array<Text>, _>(evidence)
    .execute(tx)
    .await
}

/// Whose codes were flagged as used too often since then.
pub(super) async fn rushes_since(
    conn: &Conn,
    referrers: &[PersonId],
    since: Instant,
) -> Result<HashSet<(PersonId, String)>, Fault> {
    #[derive(QueryableByName)]
    struct Rushed {
        #[diesel(sql_type = SqlUuid)]
        person_id: Uuid,
        #[diesel(sql_type = Text)]
        code: String,
    }
    let rows: Vec<Rushed> = sql("SELECT person_id, coalesce(evidence->'rush'->>'code', '') AS code FROM flags
         WHERE person_id = ANY(?) AND kind = 'velocity' AND flagged_at > ?")
    .bind::<Array<SqlUuid>, _>(referrers.iter().map(|person| person.0).collect::<Vec<_>>())
    .bind::<Timestamptz, _>(since)
    .load(conn)
    .await?;
    Ok(rows.into_iter().map(|row| (PersonId(row.person_id), row.code)).collect())
}

/// What was made before was looked at.
pub(super) async fn looked_until(conn: &Conn) -> Result<Instant, Fault> {
    #[derive(QueryableByName)]
    struct Looked {
        #[diesel(sql_type = Timestamptz)]
        until: Instant,
    }
    let looked: Option<Looked> = sql("SELECT until FROM flags_looked").optional(conn).await?;
    Ok(looked.map_or(Instant::UNIX_EPOCH, |looked| looked.until))
}

pub(super) async fn set_looked_until(tx: &Tx, until: Instant) -> Result<(), Fault> {
    sql("INSERT INTO flags_looked (until) VALUES (?)
         ON CONFLICT (looked) DO UPDATE SET until = greatest(flags_looked.until, excluded.until)")
    .bind::<Timestamptz, _>(until)
    .execute(tx)
    .await?;
    Ok(())
}
