use crate::calendar::Instant;
use crate::db::{Conn, Fault, Tx, sql};
use crate::ids::{EventId, PersonId, ProgramId, ReferralId};
use crate::notices::{self, Kind, News};
use diesel::prelude::QueryableByName;
use diesel::sql_types::{Array, BigInt, Bool, Integer, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use uuid::Uuid;

/// The relation referrer → invitee in one program.
#[derive(Debug, Clone)]
pub struct Referral {
    pub id: ReferralId,
    pub referrer: PersonId,
    pub program: ProgramId,
    pub invitee: PersonId,
    /// The version of the terms in force at the registration.
    pub terms_version: i32,
    /// Since when it counts.
    pub registered_at: Instant,
    /// When the invitee registered: a claim may come later.
    pub joined_at: Instant,
    pub first_payment_at: Option<Instant>,
    pub voided_at: Option<Instant>,
    /// Since when staff look into it.
    pub held_at: Option<Instant>,
    /// Which versions of the terms the referrer accepted, and when.
    pub accepted: Vec<(u32, Instant)>,
}

impl Referral {
    /// One that begins; of referrer, program and invitee.
    pub fn new(
        tx: &Tx,
        (referrer, program, invitee): (PersonId, ProgramId, PersonId),
        version: u32,
        registered_at: Instant,
    ) -> Result<Referral, Fault> {
        Ok(Referral {
            id: ReferralId::new(tx.now()),
            referrer,
            program,
            invitee,
            terms_version: i32::try_from(version).map_err(|_| Fault::contradiction("too many versions"))?,
            registered_at,
            joined_at: registered_at,
            first_payment_at: None,
            voided_at: None,
            held_at: None,
            accepted: Vec::new(),
        })
    }
}

/// A referral as it is made by a registration.
pub struct NewReferral {
    pub referral: Referral,
    pub event: EventId,
    pub code: Option<String>,
    pub sub: Option<String>,
    pub click: Option<Uuid>,
    /// Made after the registration.
    pub late: bool,
}

/// Binds invitees to referrers; one that is bound in that program already is a race. Both are told.
pub async fn bind(tx: &Tx, new: &[NewReferral]) -> Result<(), Fault> {
    let news = new.iter().map(|n| &n.referral).flat_map(|r| {
        let of = |person, kind| News::new(person, r.program, kind, r.registered_at);
        [of(r.referrer, Kind::Invited), of(r.invitee, Kind::Welcome)]
    });
    futures_util::try_join!(add(tx, new), notices::tell(tx, news))?;
    Ok(())
}

/// The same, and nobody is told.
pub(super) async fn add(tx: &Tx, new: &[NewReferral]) -> Result<(), Fault> {
    if new.is_empty() {
        return Ok(());
    }
    let ids = |pick: fn(&Referral) -> Uuid| new.iter().map(|n| pick(&n.referral)).collect::<Vec<_>>();
    let attributions = sql("INSERT INTO attributions (program_id, invitee_id, referrer_id, referral_id)
         SELECT * FROM unnest(?::uuid[], ?::uuid[], ?::uuid[], ?::uuid[])")
    .bind::<Array<SqlUuid>, _>(ids(|r| r.program.0))
    .bind::<Array<SqlUuid>, _>(ids(|r| r.invitee.0))
    .bind::<Array<SqlUuid>, _>(ids(|r| r.referrer.0))
    .bind::<Array<SqlUuid>, _>(ids(|r| r.id.0))
    .execute(tx);
    let referrals = sql("INSERT INTO referrals (person_id, referral_id, program_id, invitee_id, event_id, code, sub, click_id,
                                terms_version, registered_at, late, recorded_at)
         SELECT r.*, ? FROM unnest(?::uuid[], ?::uuid[], ?::uuid[], ?::uuid[], ?::uuid[], ?::text[], ?::text[], ?::uuid[],
                                   ?::integer[], ?::timestamptz[], ?::boolean[]) AS r")
    .bind::<Timestamptz, _>(tx.now())
    .bind::<Array<SqlUuid>, _>(ids(|r| r.referrer.0))
    .bind::<Array<SqlUuid>, _>(ids(|r| r.id.0))
    .bind::<Array<SqlUuid>, _>(ids(|r| r.program.0))
    .bind::<Array<SqlUuid>, _>(ids(|r| r.invitee.0))
    .bind::<Array<SqlUuid>, _>(new.iter().map(|n| n.event.0).collect::<Vec<_>>())
    .bind::<Array<Nullable<Text>>, _>(new.iter().map(|n| n.code.clone()).collect::<Vec<_>>())
    .bind::<Array<Nullable<Text>>, _>(new.iter().map(|n| n.sub.clone()).collect::<Vec<_>>())
    .bind::<Array<Nullable<SqlUuid>>, _>(new.iter().map(|n| n.click).collect::<Vec<_>>())
    .bind::<Array<Integer>, _>(new.iter().map(|n| n.referral.terms_version).collect::<Vec<_>>())
    .bind::<Array<Timestamptz>, _>(new.iter().map(|n| n.referral.registered_at).collect::<Vec<_>>())
    .bind::<Array<Bool>, _>(new.iter().map(|n| n.late).collect::<Vec<_>>())
    .execute(tx);
    let counts = sql("INSERT INTO referral_counts AS c (person_id, program_id, registered, paying)
         SELECT person_id, program_id, count(*), 0 FROM unnest(?::uuid[], ?::uuid[]) AS new (person_id, program_id)
         GROUP BY 1, 2 ORDER BY 1, 2
         ON CONFLICT (person_id, program_id) DO UPDATE SET registered = c.registered + excluded.registered")
    .bind::<Array<SqlUuid>, _>(ids(|r| r.referrer.0))
    .bind::<Array<SqlUuid>, _>(ids(|r| r.program.0))
    .execute(tx);
    futures_util::try_join!(attributions, referrals, counts)?;
    Ok(())
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = SqlUuid)]
    referral_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    referrer_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    program_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    invitee_id: Uuid,
    #[diesel(sql_type = Integer)]
    terms_version: i32,
    #[diesel(sql_type = Timestamptz)]
    registered_at: Instant,
    #[diesel(sql_type = Timestamptz)]
    joined_at: Instant,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    first_payment_at: Option<Instant>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    voided_at: Option<Instant>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    held_at: Option<Instant>,
    #[diesel(sql_type = Array<Integer>)]
    accepted: Vec<i32>,
    #[diesel(sql_type = Array<Timestamptz>)]
    accepted_at: Vec<Instant>,
}

/// Who invited these persons, in each program; in the order of the programs.
pub async fn of_invitees(conn: &Conn, invitees: &[PersonId]) -> Result<Vec<Referral>, Fault> {
    if invitees.is_empty() {
        return Ok(Vec::new());
    }
    let rows: Vec<Row> =
        sql("SELECT r.referral_id, a.referrer_id, a.program_id, a.invitee_id, r.terms_version, r.registered_at,
                p.registered_at AS joined_at, r.first_payment_at, r.voided_at, r.held_at,
                ARRAY(SELECT c.version FROM acceptances c
                      WHERE c.person_id = a.referrer_id AND c.program_id = a.program_id ORDER BY c.version) AS accepted,
                ARRAY(SELECT c.accepted_at FROM acceptances c
                      WHERE c.person_id = a.referrer_id AND c.program_id = a.program_id ORDER BY c.version) AS accepted_at
         FROM attributions a JOIN referrals r ON r.person_id = a.referrer_id AND r.referral_id = a.referral_id
         JOIN persons p ON p.person_id = a.invitee_id
         WHERE a.invitee_id = ANY(?) ORDER BY a.program_id")
        .bind::<Array<SqlUuid>, _>(invitees.iter().map(|p| p.0).collect::<Vec<_>>())
        .load(conn)
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| Referral {
            id: ReferralId(row.referral_id),
            referrer: PersonId(row.referrer_id),
            program: ProgramId(row.program_id),
            invitee: PersonId(row.invitee_id),
            terms_version: row.terms_version,
            registered_at: row.registered_at,
            joined_at: row.joined_at,
            first_payment_at: row.first_payment_at,
            voided_at: row.voided_at,
            held_at: row.held_at,
            accepted: row.accepted.into_iter().map(i32::cast_unsigned).zip(row.accepted_at).collect(),
        })
        .collect())
}

/// How many referrals of one referrer were made under one version.
#[derive(Debug, Clone, QueryableByName)]
pub struct Group {
    /// When the first of them was made: one version governs them all, as they came between the same two dates.
    #[diesel(sql_type = Timestamptz)]
    pub first_at: Instant,
    #[diesel(sql_type = BigInt)]
    pub count: i64,
}

/// A person's referrals by the version that was in force at the registration.
pub async fn registered_under(conn: &Conn, person: PersonId, program: ProgramId) -> Result<Vec<Group>, Fault> {
    sql("SELECT min(registered_at) AS first_at, count(*) AS count FROM referrals
         WHERE person_id = ? AND program_id = ? AND voided_at IS NULL GROUP BY terms_version")
    .bind::<SqlUuid, _>(person.0)
    .bind::<SqlUuid, _>(program.0)
    .load(conn)
    .await
}

/// Payments make a referral final and date its last one: (referrer, referral, paid at), in any order.
pub async fn paid(tx: &Tx, paid: &[(PersonId, ReferralId, Instant)]) -> Result<(), Fault> {
    if paid.is_empty() {
        return Ok(());
    }
    // Who pays for the first time is counted under the referral's lock, and before the update: the subquery is asked once, first.
    sql("WITH asked AS MATERIALIZED (
             SELECT person_id, referral_id, min(at) AS first, max(at) AS last
             FROM unnest(?::uuid[], ?::uuid[], ?::timestamptz[]) AS paid (person_id, referral_id, at)
             GROUP BY person_id, referral_id ORDER BY person_id, referral_id
         ), new AS (
             SELECT r.person_id, r.program_id FROM asked JOIN referrals r USING (person_id, referral_id)
             WHERE r.first_payment_at IS NULL ORDER BY r.person_id, r.referral_id FOR UPDATE OF r
         ), counted AS (
             INSERT INTO referral_counts AS c (person_id, program_id, registered, paying)
             SELECT person_id, program_id, 0, count(*) FROM new GROUP BY 1, 2 ORDER BY 1, 2
             ON CONFLICT (person_id, program_id) DO UPDATE SET paying = c.paying + excluded.paying RETURNING 1
         )
         UPDATE referrals r
         SET first_payment_at = least(r.first_payment_at, p.first), last_payment_at = greatest(r.last_payment_at, p.last)
         FROM asked p
         WHERE (SELECT count(*) FROM counted) >= 0 AND r.person_id = p.person_id AND r.referral_id = p.referral_id")
    .bind::<Array<SqlUuid>, _>(paid.iter().map(|p| p.0.0).collect::<Vec<_>>())
    .bind::<Array<SqlUuid>, _>(paid.iter().map(|p| p.1.0).collect::<Vec<_>>())
    .bind::<Array<Timestamptz>, _>(paid.iter().map(|p| p.2).collect::<Vec<_>>())
    .execute(tx)
    .await?;
    Ok(())
}

/// A registration that named a code or a referrer and was not bound.
pub struct Refusal {
    pub invitee: PersonId,
    pub event: EventId,
    pub program: Option<ProgramId>,
    pub referrer: Option<PersonId>,
    pub code: Option<String>,
    /// The reason's name, as `rules` gives it.
    pub reason: String,
    pub at: Instant,
}

pub async fn refuse(tx: &Tx, refusals: &[Refusal]) -> Result<(), Fault> {
    if refusals.is_empty() {
        return Ok(());
    }
    sql("INSERT INTO referral_refusals (person_id, event_id, program_id, referrer_id, code, reason, refused_at)
         SELECT * FROM unnest(?::uuid[], ?::uuid[], ?::uuid[], ?::uuid[], ?::text[], ?::text[], ?::timestamptz[])")
    .bind::<Array<SqlUuid>, _>(refusals.iter().map(|r| r.invitee.0).collect::<Vec<_>>())
    .bind::<Array<SqlUuid>, _>(refusals.iter().map(|r| r.event.0).collect::<Vec<_>>())
    .bind::<Array<Nullable<SqlUuid>>, _>(refusals.iter().map(|r| r.program.map(|p| p.0)).collect::<Vec<_>>())
    .bind::<Array<Nullable<SqlUuid>>, _>(refusals.iter().map(|r| r.referrer.map(|p| p.0)).collect::<Vec<_>>())
    .bind::<Array<Nullable<Text>>, _>(refusals.iter().map(|r| r.code.clone()).collect::<Vec<_>>())
    .bind::<Array<Text>, _>(refusals.iter().map(|r| r.reason.clone()).collect::<Vec<_>>())
    .bind::<Array<Timestamptz>, _>(refusals.iter().map(|r| r.at).collect::<Vec<_>>())
    .execute(tx)
    .await?;
    Ok(())
}
