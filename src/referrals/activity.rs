//! The standing of invitees, dated: whether each referral counts as active, or why not, as it was known when.
use super::Referral;
use crate::calendar::Instant;
use crate::db::spans::{Differing, differing};
use crate::db::{Conn, Fault, Tx, sql};
use crate::ids::{EventId, PersonId, ProgramId, ReferralId};
use crate::rules::activity::{Span, Standing, Why};
use crate::rules::rule::Campaign;
use diesel::prelude::QueryableByName;
use diesel::sql_types::{Array, BigInt, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use std::collections::HashMap;
use uuid::Uuid;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Activity {
    referrer: PersonId,
    referral: ReferralId,
    program: ProgramId,
    from: Instant,
    until: Option<Instant>,
    standing: Standing,
}

/// Of a referral's life, which begins with the registration and ends when it is voided.
fn within(referral: &Referral, spans: &[Span]) -> Vec<Activity> {
    let before = Span { from: Instant::MIN_UTC, standing: Standing::Inactive(Why::NoSubscription) };
    let all: Vec<Span> = std::iter::once(before).chain(spans.iter().copied()).collect();
    let ends = |n: usize| [all.get(n + 1).map(|next| next.from), referral.voided_at].into_iter().flatten().min();
    let cut = all.iter().enumerate().map(|(n, span)| Activity {
        referrer: referral.referrer,
        referral: referral.id,
        program: referral.program,
        from: span.from.max(referral.registered_at),
        until: ends(n),
        standing: span.standing,
    });
    cut.filter(|activity| activity.until.is_none_or(|until| until > activity.from)).collect()
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = SqlUuid)]
    span_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    person_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    referral_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    program_id: Uuid,
    #[diesel(sql_type = Timestamptz)]
    from_at: Instant,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    until_at: Option<Instant>,
    #[diesel(sql_type = Text)]
    standing: String,
    #[diesel(sql_type = Nullable<Text>)]
    why: Option<String>,
}

impl Row {
    fn read(self) -> Result<(Uuid, Activity), Fault> {
        let word = self.why.unwrap_or(self.standing);
        let activity = Activity {
            referrer: PersonId(self.person_id),
            referral: ReferralId(self.referral_id),
            program: ProgramId(self.program_id),
            from: self.from_at,
            until: self.until_at,
            standing: Standing::named(&word).ok_or_else(|| Fault::contradiction(format!("a standing {word}")))?,
        };
        Ok((self.span_id, activity))
    }
}

/// Makes these spans of their invitees all that is known of the standing of these referrals.
pub async fn set_activity(tx: &Tx, referrals: &[&Referral], spans: &HashMap<PersonId, Vec<Span>>) -> Result<(), Fault> {
    if referrals.is_empty() {
        return Ok(());
    }
    let referrers: Vec<Uuid> = referrals.iter().map(|referral| referral.referrer.0).collect();
    let rows: Vec<Row> =
        sql("SELECT a.span_id, a.person_id, a.referral_id, a.program_id, a.from_at, a.until_at, a.standing, a.why
         FROM unnest(?::uuid[], ?::uuid[]) AS asked (person_id, referral_id)
         JOIN referral_activity a USING (person_id, referral_id) WHERE a.replaced_at IS NULL")
        .bind::<Array<SqlUuid>, _>(referrers.clone())
        .bind::<Array<SqlUuid>, _>(referrals.iter().map(|referral| referral.id.0).collect::<Vec<_>>())
        .load(tx)
        .await?;
    let known: Vec<(Uuid, Activity)> = rows.into_iter().map(Row::read).collect::<Result<_, _>>()?;
    let wanted = referrals.iter().flat_map(|referral| {
        let spans = spans.get(&referral.invitee).map_or(&[][..], Vec::as_slice);
        within(referral, spans)
    });
    let Differing { old, new } = differing(known, wanted);
    if !old.is_empty() {
        sql("UPDATE referral_activity SET replaced_at = ? WHERE person_id = ANY(?) AND referral_id = ANY(?) AND span_id = ANY(?)")
            .bind::<Timestamptz, _>(tx.now())
            .bind::<Array<SqlUuid>, _>(referrers)
            .bind::<Array<SqlUuid>, _>(referrals.iter().map(|referral| referral.id.0).collect::<Vec<_>>())
            .bind::<Array<SqlUuid>, _>(old)
            .execute(tx)
            .await?;
    }
    insert(tx, &new).await
}

async fn insert(tx: &Tx, new: &[Activity]) -> Result<(), Fault> {
    if new.is_empty() {
        return Ok(());
    }
    let standing = |a: &Activity| if a.standing.is_active() { "active" } else { "inactive" };
    let why = |a: &Activity| (!a.standing.is_active()).then(|| a.standing.name());
    sql("INSERT INTO referral_activity (person_id, referral_id, span_id, program_id, from_at, until_at, standing, why, recorded_at)
         SELECT a.*, ? FROM unnest(?::uuid[], ?::uuid[], ?::uuid[], ?::uuid[], ?::timestamptz[], ?::timestamptz[], ?::text[],
                                   ?::text[]) AS a")
    .bind::<Timestamptz, _>(tx.now())
    .bind::<Array<SqlUuid>, _>(new.iter().map(|a| a.referrer.0).collect::<Vec<_>>())
    .bind::<Array<SqlUuid>, _>(new.iter().map(|a| a.referral.0).collect::<Vec<_>>())
    .bind::<Array<SqlUuid>, _>(new.iter().map(|_| EventId::new(tx.now()).0).collect::<Vec<_>>())
    .bind::<Array<SqlUuid>, _>(new.iter().map(|a| a.program.0).collect::<Vec<_>>())
    .bind::<Array<Timestamptz>, _>(new.iter().map(|a| a.from).collect::<Vec<_>>())
    .bind::<Array<Nullable<Timestamptz>>, _>(new.iter().map(|a| a.until).collect::<Vec<_>>())
    .bind::<Array<Text>, _>(new.iter().map(standing).collect::<Vec<_>>())
    .bind::<Array<Nullable<Text>>, _>(new.iter().map(why).collect::<Vec<_>>())
    .execute(tx)
    .await?;
    Ok(())
}

/// How many of a person's referrals count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, QueryableByName)]
pub struct Active {
    #[diesel(sql_type = SqlUuid)]
    person_id: Uuid,
    #[diesel(sql_type = BigInt)]
    pub active: i64,
}

impl Active {
    pub fn person(&self) -> PersonId {
        PersonId(self.person_id)
    }

    /// Of the same person.
    pub fn and(&self, more: &Active) -> Active {
        Active { active: self.active + more.active, ..*self }
    }
}

/// What is counted: the Active Referrals of a program at an instant, as they were known at another.
#[derive(Debug, Clone, Copy)]
pub struct Asked {
    pub program: ProgramId,
    pub at: Instant,
    pub known_at: Instant,
}

/// The next persons after one, in their order, by what still stands: at most so many.
pub async fn count_active(conn: &Conn, asked: Asked, after: PersonId, limit: i64) -> Result<Vec<Active>, Fault> {
    sql("SELECT person_id, count(*) AS active FROM referral_activity
         WHERE standing = 'active' AND replaced_at IS NULL AND program_id = ? AND person_id > ?
           AND from_at <= ? AND (until_at IS NULL OR until_at > ?) AND recorded_at <= ?
         GROUP BY person_id ORDER BY person_id LIMIT ?")
    .bind::<SqlUuid, _>(asked.program.0)
    .bind::<SqlUuid, _>(after.0)
    .bind::<Timestamptz, _>(asked.at)
    .bind::<Timestamptz, _>(asked.at)
    .bind::<Timestamptz, _>(asked.known_at)
    .bind::<BigInt, _>(limit)
    .load(conn)
    .await
}

/// What counted then and was replaced since, of all persons.
pub async fn count_replaced(conn: &Conn, asked: Asked) -> Result<Vec<Active>, Fault> {
    sql("SELECT a.person_id, count(*) AS active FROM referral_activity a
         WHERE a.standing = 'active' AND a.replaced_at > ? AND a.program_id = ?
           AND a.from_at <= ? AND (a.until_at IS NULL OR a.until_at > ?) AND a.recorded_at <= ?
         GROUP BY a.person_id")
    .bind::<Timestamptz, _>(asked.known_at)
    .bind::<SqlUuid, _>(asked.program.0)
    .bind::<Timestamptz, _>(asked.at)
    .bind::<Timestamptz, _>(asked.at)
    .bind::<Timestamptz, _>(asked.known_at)
    .load(conn)
    .await
}

/// How many of them, of these persons, registered within a campaign; who has none is left out.
pub async fn count_registered_within(
    conn: &Conn,
    asked: Asked,
    campaign: Campaign,
    people: &[PersonId],
) -> Result<HashMap<PersonId, i64>, Fault> {
    let people: Vec<Uuid> = people.iter().map(|person| person.0).collect();
    let rows: Vec<Active> = sql("SELECT a.person_id, count(*) AS active FROM referral_activity a
         JOIN (SELECT person_id, referral_id, registered_at FROM referrals WHERE person_id = ANY(?)
               UNION ALL
               SELECT person_id, referral_id, registered_at FROM replaced_referrals WHERE person_id = ANY(?)) r
           USING (person_id, referral_id)
         WHERE a.person_id = ANY(?) AND a.standing = 'active' AND a.program_id = ?
           AND a.from_at <= ? AND (a.until_at IS NULL OR a.until_at > ?)
           AND a.recorded_at <= ? AND (a.replaced_at IS NULL OR a.replaced_at > ?)
           AND r.registered_at >= coalesce(?, '-infinity') AND r.registered_at < coalesce(?, 'infinity')
         GROUP BY a.person_id")
    .bind::<Array<SqlUuid>, _>(people.clone())
    .bind::<Array<SqlUuid>, _>(people.clone())
    .bind::<Array<SqlUuid>, _>(people)
    .bind::<SqlUuid, _>(asked.program.0)
    .bind::<Timestamptz, _>(asked.at)
    .bind::<Timestamptz, _>(asked.at)
    .bind::<Timestamptz, _>(asked.known_at)
    .bind::<Timestamptz, _>(asked.known_at)
    .bind::<Nullable<Timestamptz>, _>(campaign.from)
    .bind::<Nullable<Timestamptz>, _>(campaign.until)
    .load(conn)
    .await?;
    Ok(rows.into_iter().map(|row| (row.person(), row.active)).collect())
}

/// When the oldest referral of each of these persons was made, of those that held.
pub async fn oldest_of(conn: &Conn, asked: Asked, people: &[PersonId]) -> Result<HashMap<PersonId, Instant>, Fault> {
    #[derive(QueryableByName)]
    struct Oldest {
        #[diesel(sql_type = SqlUuid)]
        person_id: Uuid,
        #[diesel(sql_type = Timestamptz)]
        oldest: Instant,
    }
    let people: Vec<Uuid> = people.iter().map(|person| person.0).collect();
    let rows: Vec<Oldest> = sql("SELECT person_id, min(registered_at) AS oldest FROM (
             SELECT person_id, registered_at FROM referrals
             WHERE person_id = ANY(?) AND program_id = ? AND registered_at <= ? AND (voided_at IS NULL OR voided_at > ?)
               AND recorded_at <= ?
             UNION ALL
             SELECT person_id, registered_at FROM replaced_referrals
             WHERE person_id = ANY(?) AND program_id = ? AND registered_at <= ? AND recorded_at <= ? AND replaced_at > ?
         ) held GROUP BY person_id")
    .bind::<Array<SqlUuid>, _>(people.clone())
    .bind::<SqlUuid, _>(asked.program.0)
    .bind::<Timestamptz, _>(asked.at)
    .bind::<Timestamptz, _>(asked.at)
    .bind::<Timestamptz, _>(asked.known_at)
    .bind::<Array<SqlUuid>, _>(people)
    .bind::<SqlUuid, _>(asked.program.0)
    .bind::<Timestamptz, _>(asked.at)
    .bind::<Timestamptz, _>(asked.known_at)
    .bind::<Timestamptz, _>(asked.known_at)
    .load(conn)
    .await?;
    Ok(rows.into_iter().map(|row| (PersonId(row.person_id), row.oldest)).collect())
}
