//! Whom a person invited, as they may see it: bound or refused.
use crate::calendar::Instant;
use crate::db::{Conn, Fault, sql};
use crate::ids::{PersonId, ProgramId};
use crate::rules::activity::Standing;
use diesel::prelude::QueryableByName;
use diesel::sql_types::{BigInt, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use uuid::Uuid;

#[derive(Debug, Clone, QueryableByName)]
pub struct Invited {
    /// Of the referral, or of the registration that was refused as one.
    #[diesel(sql_type = SqlUuid)]
    pub id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    invitee_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    program_id: Uuid,
    /// Masked; empty when the invitee hides it.
    #[diesel(sql_type = Text)]
    pub name: String,
    /// The link's label and the sub-id; empty without either.
    #[diesel(sql_type = Text)]
    pub source: String,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub clicked_at: Option<Instant>,
    #[diesel(sql_type = Timestamptz)]
    pub registered_at: Instant,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub first_payment_at: Option<Instant>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub last_payment_at: Option<Instant>,
    /// The reason's name, as `rules` gives it; `voided` of a referral that came to an end.
    #[diesel(sql_type = Nullable<Text>)]
    pub refused: Option<String>,
    /// `registered`, `trial`, `paying`, `active`, `canceled`, `refused`.
    #[diesel(sql_type = Text)]
    pub state: String,
    #[diesel(sql_type = Nullable<Text>)]
    standing: Option<String>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    standing_since: Option<Instant>,
}

impl Invited {
    pub fn invitee(&self) -> PersonId {
        PersonId(self.invitee_id)
    }

    pub fn program(&self) -> ProgramId {
        ProgramId(self.program_id)
    }

    /// Whether it counts as an Active Referral and since when that is so; only where a program asks for it.
    pub fn standing(&self) -> Option<(Standing, Instant)> {
        let standing = self.standing.as_deref().and_then(Standing::named);
        standing.zip(self.standing_since)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// The newest registrations first.
    #[default]
    Registered,
    /// Who paid last comes first.
    Payment,
}

impl Sort {
    /// As in the query of the page.
    pub fn word(self) -> &'static str {
        match self {
            Sort::Registered => "",
            Sort::Payment => "payment",
        }
    }
}

/// What to show of a program's invited people; empty texts show all.
#[derive(Debug, Clone, Copy)]
pub struct Search<'a> {
    pub program: ProgramId,
    /// Part of the masked name, the link's label, the sub-id or the code.
    pub text: &'a str,
    /// A [`Invited::state`].
    pub state: &'a str,
    /// An [`Invited::source`], whole.
    pub source: &'a str,
    pub sort: Sort,
    /// States are those of this instant.
    pub now: Instant,
}

impl Search<'_> {
    pub fn all(program: ProgramId, now: Instant) -> Search<'static> {
        Search { program, text: "", state: "", source: "", sort: Sort::Registered, now }
    }

    fn is_narrow(&self) -> bool {
        !(self.text.is_empty() && self.state.is_empty() && self.source.is_empty())
    }
}

/// Everybody whom `person` (twice) invited, as `i`; at the instant in `asked`.
macro_rules! referred {
    () => {
        "WITH asked AS (SELECT ?::timestamptz AS now), i AS (
             SELECT referral_id AS id, invitee_id, program_id, code, sub, click_id, registered_at, first_payment_at,
                    last_payment_at, CASE WHEN voided_at <= (SELECT now FROM asked) THEN 'voided' END AS refused, person_id
             FROM referrals WHERE person_id = ?
             UNION ALL
             SELECT event_id, person_id, program_id, code, NULL, NULL, refused_at, NULL, NULL, reason, referrer_id
             FROM referral_refusals x WHERE referrer_id = ? AND program_id IS NOT NULL
               -- and was not bound to the same person later
               AND NOT EXISTS (SELECT FROM attributions a WHERE a.program_id = x.program_id AND a.invitee_id = x.person_id
                               AND a.referrer_id = x.referrer_id)
         ) "
    };
}

/// The dated standing of `i`, one column of it.
macro_rules! standing {
    ($column:literal) => {
        concat!(
            "(SELECT ",
            $column,
            " FROM referral_activity a WHERE a.person_id = i.person_id AND a.referral_id = i.id AND a.replaced_at IS NULL
              AND a.from_at <= (SELECT now FROM asked) AND (a.until_at IS NULL OR a.until_at > (SELECT now FROM asked)) LIMIT 1)"
        )
    };
}

/// On trial where that is all there is, or all that is used before the first payment; canceled where everything ended; asked only
/// where it matters.
macro_rules! state {
    () => {
        concat!(
            "CASE WHEN i.refused IS NOT NULL THEN 'refused'
                  WHEN ",
            standing!("a.standing"),
            " = 'active' THEN 'active'
                  ELSE coalesce((
                      SELECT CASE WHEN bool_or(status = 'trialing')
                                   AND (i.first_payment_at IS NULL OR NOT bool_or(status IN ('active', 'past_due'))) THEN 'trial'
                                  WHEN NOT bool_or(status IN ('trialing', 'active', 'past_due')) THEN 'canceled' END
                      FROM (SELECT CASE WHEN k.closed_at <= (SELECT now FROM asked) THEN 'canceled' ELSE coalesce((
                                SELECT c.status FROM subscription_changes c
                                WHERE c.person_id = s.person_id AND c.subscription_id = s.subscription_id
                                  AND c.changed_at <= (SELECT now FROM asked) ORDER BY c.changed_at DESC, c.external_id DESC LIMIT 1),
                                CASE WHEN s.trial_ends_at > (SELECT now FROM asked) THEN 'trialing' ELSE 'active' END) END AS status
                            FROM subscriptions s JOIN companies k ON k.person_id = s.person_id AND k.company_id = s.company_id
                            WHERE s.person_id = i.invitee_id AND s.started_at <= (SELECT now FROM asked)) each),
                      CASE WHEN i.first_payment_at IS NULL THEN 'registered' ELSE 'paying' END) END"
        )
    };
}

macro_rules! source {
    () => {
        "concat_ws(' · ', (SELECT nullif(l.label, '') FROM codes k
                           JOIN links l ON l.person_id = k.person_id AND l.link_id = k.link_id WHERE k.code = i.code), nullif(i.sub, ''))"
    };
}

/// Text, source and state, each twice: names and states of all are looked at only where they are asked for.
macro_rules! narrowed {
    () => {
        concat!(
            "(? = '' OR position(lower(?) IN lower(concat_ws(' ',
                 (SELECT n.name FROM invitee_names n WHERE n.person_id = i.invitee_id), ",
            source!(),
            ", i.code))) > 0)
             AND (? = '' OR ",
            source!(),
            " = ?) AND (? = '' OR ",
            state!(),
            " = ?)"
        )
    };
}

/// What is shown of each of `page`, as `i`: names are made of these alone.
macro_rules! shown {
    () => {
        concat!(
            "SELECT i.id, i.invitee_id, i.program_id, n.name, ",
            source!(),
            " AS source, c.clicked_at, i.registered_at, i.first_payment_at, i.last_payment_at, i.refused, ",
            state!(),
            " AS state, ",
            standing!("coalesce(a.why, a.standing)"),
            " AS standing, ",
            standing!("a.from_at"),
            " AS standing_since FROM page i JOIN invitee_names n ON n.person_id = i.invitee_id
              LEFT JOIN clicks c ON c.person_id = i.person_id AND c.click_id = i.click_id "
        )
    };
}

macro_rules! ordered {
    () => {
        "CASE ? WHEN 'payment' THEN i.last_payment_at END DESC NULLS LAST, i.registered_at DESC, i.id DESC"
    };
}

pub async fn invited(
    conn: &Conn,
    person: PersonId,
    search: Search<'_>,
    skip: i64,
    limit: i64,
) -> Result<Vec<Invited>, Fault> {
    sql(concat!(
        referred!(),
        ", page AS (SELECT * FROM i WHERE i.program_id = ? AND ",
        narrowed!(),
        " ORDER BY ",
        ordered!(),
        " OFFSET ? LIMIT ?) ",
        shown!(),
        "ORDER BY ",
        ordered!()
    ))
    .bind::<Timestamptz, _>(search.now)
    .bind::<SqlUuid, _>(person.0)
    .bind::<SqlUuid, _>(person.0)
    .bind::<SqlUuid, _>(search.program.0)
    .bind::<Text, _>(search.text.to_owned())
    .bind::<Text, _>(search.text.to_owned())
    .bind::<Text, _>(search.source.to_owned())
    .bind::<Text, _>(search.source.to_owned())
    .bind::<Text, _>(search.state.to_owned())
    .bind::<Text, _>(search.state.to_owned())
    .bind::<Text, _>(search.sort.word())
    .bind::<BigInt, _>(skip)
    .bind::<BigInt, _>(limit)
    .bind::<Text, _>(search.sort.word())
    .load(conn)
    .await
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    count: i64,
}

/// How many count, how many besides do not, and how many of all the search finds.
#[derive(Debug, Clone, Copy, QueryableByName)]
pub struct InvitedCount {
    #[diesel(sql_type = BigInt)]
    pub registered: i64,
    #[diesel(sql_type = BigInt)]
    pub refused: i64,
    #[diesel(sql_type = BigInt)]
    pub found: i64,
}

impl InvitedCount {
    pub fn all(self) -> i64 {
        self.registered + self.refused
    }
}

pub async fn count_invited(conn: &Conn, person: PersonId, search: Search<'_>) -> Result<InvitedCount, Fault> {
    let all: InvitedCount = sql("SELECT coalesce((SELECT registered FROM referral_counts WHERE person_id = ? AND program_id = ?), 0) AS registered,
                0::bigint AS found,
                (SELECT count(*) FROM referral_refusals x WHERE referrer_id = ? AND program_id = ?
                   AND NOT EXISTS (SELECT FROM attributions a WHERE a.program_id = x.program_id AND a.invitee_id = x.person_id
                                   AND a.referrer_id = x.referrer_id)) AS refused")
    .bind::<SqlUuid, _>(person.0)
    .bind::<SqlUuid, _>(search.program.0)
    .bind::<SqlUuid, _>(person.0)
    .bind::<SqlUuid, _>(search.program.0)
    .one(conn)
    .await?;
    if !search.is_narrow() {
        return Ok(InvitedCount { found: all.all(), ..all });
    }
    let found: Count =
        sql(concat!(referred!(), "SELECT count(*) AS count FROM i WHERE i.program_id = ? AND ", narrowed!()))
            .bind::<Timestamptz, _>(search.now)
            .bind::<SqlUuid, _>(person.0)
            .bind::<SqlUuid, _>(person.0)
            .bind::<SqlUuid, _>(search.program.0)
            .bind::<Text, _>(search.text.to_owned())
            .bind::<Text, _>(search.text.to_owned())
            .bind::<Text, _>(search.source.to_owned())
            .bind::<Text, _>(search.source.to_owned())
            .bind::<Text, _>(search.state.to_owned())
            .bind::<Text, _>(search.state.to_owned())
            .one(conn)
            .await?;
    Ok(InvitedCount { found: found.count, ..all })
}

/// One of those whom a person invited; another's is not found.
pub async fn invited_by(conn: &Conn, person: PersonId, id: Uuid, now: Instant) -> Result<Option<Invited>, Fault> {
    sql(concat!(referred!(), ", page AS (SELECT * FROM i WHERE i.id = ?) ", shown!()))
        .bind::<Timestamptz, _>(now)
        .bind::<SqlUuid, _>(person.0)
        .bind::<SqlUuid, _>(person.0)
        .bind::<SqlUuid, _>(id)
        .optional(conn)
        .await
}

/// A turn in how an invitee uses the product.
#[derive(Debug, Clone, QueryableByName)]
pub struct Turn {
    #[diesel(sql_type = Timestamptz)]
    pub at: Instant,
    /// `trial`, `active`, `canceled`, `expired`, `counts`: as an Active Referral.
    #[diesel(sql_type = Text)]
    pub what: String,
}

/// Trials, beginnings and ends of an invitee's subscriptions since the registration, the newest first.
pub async fn turns_of(conn: &Conn, one: &Invited, now: Instant, limit: i64) -> Result<Vec<Turn>, Fault> {
    sql("SELECT at, what FROM (
             SELECT started_at AS at, CASE WHEN trial_ends_at > started_at THEN 'trial' ELSE 'active' END AS what
             FROM subscriptions WHERE person_id = ?
             UNION ALL
             SELECT changed_at, status FROM subscription_changes
             WHERE person_id = ? AND status IN ('active', 'canceled', 'expired')
             UNION ALL
             -- where a program counts who is active
             SELECT from_at, 'counts' FROM referral_activity
             WHERE person_id = (SELECT referrer_id FROM attributions WHERE program_id = ? AND invitee_id = ?) AND referral_id = ?
               AND standing = 'active' AND replaced_at IS NULL
         ) turns WHERE at >= ? AND at <= ? ORDER BY at DESC LIMIT ?")
    .bind::<SqlUuid, _>(one.invitee_id)
    .bind::<SqlUuid, _>(one.invitee_id)
    .bind::<SqlUuid, _>(one.program_id)
    .bind::<SqlUuid, _>(one.invitee_id)
    .bind::<SqlUuid, _>(one.id)
    .bind::<Timestamptz, _>(one.registered_at)
    .bind::<Timestamptz, _>(now)
    .bind::<BigInt, _>(limit)
    .load(conn)
    .await
}

#[derive(QueryableByName)]
struct OwnCode {
    #[diesel(sql_type = Text)]
    code: String,
}

/// The code under which an invitee registered.
pub async fn my_code(conn: &Conn, invitee: PersonId, program: ProgramId) -> Result<Option<String>, Fault> {
    let row: Option<OwnCode> = sql("SELECT r.code FROM attributions a
         JOIN referrals r ON r.person_id = a.referrer_id AND r.referral_id = a.referral_id
         WHERE a.invitee_id = ? AND a.program_id = ? AND r.code IS NOT NULL")
    .bind::<SqlUuid, _>(invitee.0)
    .bind::<SqlUuid, _>(program.0)
    .optional(conn)
    .await?;
    Ok(row.map(|row| row.code))
}
