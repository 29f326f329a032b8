//! All referrals as staff read them, by when they were made: page after page, each the beginnings of a few ranges of an index.
use crate::calendar::Instant;
use crate::db::{Conn, Fault, Way, sql};
use crate::ids::{PersonId, ProgramId, ReferralId};
use diesel::prelude::QueryableByName;
use diesel::sql_types::{Array, BigInt, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use uuid::Uuid;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Nobody has paid yet.
    Unpaid,
    Paying,
    Ended,
    /// Staff look into it.
    Held,
}

impl State {
    pub const ALL: [State; 4] = [State::Unpaid, State::Paying, State::Ended, State::Held];

    pub fn name(self) -> &'static str {
        match self {
            State::Unpaid => "unpaid",
            State::Paying => "paying",
            State::Ended => "ended",
            State::Held => "held",
        }
    }

    pub fn named(name: &str) -> Option<State> {
        State::ALL.into_iter().find(|state| state.name() == name)
    }
}

/// What is none narrows nothing.
#[derive(Debug, Clone, Copy, Default)]
pub struct Wanted {
    pub program: Option<ProgramId>,
    pub referrer: Option<PersonId>,
    pub state: Option<State>,
    pub way: Way,
    /// The last one of the page before.
    pub after: Option<ReferralId>,
}

#[derive(Debug, Clone, QueryableByName)]
pub struct Listed {
    #[diesel(sql_type = SqlUuid)]
    referral_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    person_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    program_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    invitee_id: Uuid,
    #[diesel(sql_type = Nullable<Text>)]
    pub code: Option<String>,
    #[diesel(sql_type = Timestamptz)]
    pub registered_at: Instant,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub first_payment_at: Option<Instant>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub voided_at: Option<Instant>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub held_at: Option<Instant>,
}

impl Listed {
    pub fn id(&self) -> ReferralId {
        ReferralId(self.referral_id)
    }

    pub fn referrer(&self) -> PersonId {
        PersonId(self.person_id)
    }

    pub fn invitee(&self) -> PersonId {
        PersonId(self.invitee_id)
    }

    pub fn program(&self) -> ProgramId {
        ProgramId(self.program_id)
    }

    /// But for whether staff look into it.
    pub fn state(&self) -> State {
        match (self.voided_at, self.first_payment_at) {
            (Some(_), _) => State::Ended,
            (None, Some(_)) => State::Paying,
            (None, None) => State::Unpaid,
        }
    }
}

/// Of each program the beginning of one range; or those of one person.
macro_rules! select {
    ($state:literal) => {
        [
            concat!(
                "SELECT r.* FROM unnest(?::uuid[]) AS p (program_id) CROSS JOIN LATERAL (
                     SELECT r.referral_id, r.person_id, r.program_id, r.invitee_id, r.code, r.registered_at, r.first_payment_at,
                            r.voided_at, r.held_at
                     FROM referrals r WHERE r.program_id = p.program_id AND r.referral_id {>} ? AND ",
                $state,
                " ORDER BY r.referral_id {ASC} LIMIT ?) r ORDER BY r.referral_id {ASC} LIMIT ?"
            ),
            concat!(
                "SELECT r.referral_id, r.person_id, r.program_id, r.invitee_id, r.code, r.registered_at, r.first_payment_at,
                        r.voided_at, r.held_at
                 FROM referrals r WHERE r.program_id = ANY(?) AND r.referral_id {>} ? AND r.person_id = ? AND ",
                $state,
                " ORDER BY r.referral_id {ASC} LIMIT ?"
            ),
        ]
    };
}

/// `programs`: all that there are.
pub async fn listed(conn: &Conn, wanted: &Wanted, programs: &[ProgramId], limit: i64) -> Result<Vec<Listed>, Fault> {
    let [of_all, of_one] = match wanted.state {
        None => select!("true"),
        Some(State::Unpaid) => select!("r.voided_at IS NULL AND r.first_payment_at IS NULL"),
        Some(State::Paying) => select!("r.voided_at IS NULL AND r.first_payment_at IS NOT NULL"),
        Some(State::Ended) => select!("r.voided_at IS NOT NULL"),
        Some(State::Held) => select!("r.held_at IS NOT NULL"),
    };
    let programs = programs.iter().filter(|program| wanted.program.is_none_or(|own| own == **program));
    let programs: Vec<Uuid> = programs.map(|program| program.0).collect();
    let after = wanted.after.map_or(wanted.way.end(), |referral| referral.0);
    let statement = sql(if wanted.referrer.is_some() { of_one } else { of_all })
        .along(wanted.way)
        .bind::<Array<SqlUuid>, _>(programs)
        .bind::<SqlUuid, _>(after);
    let statement = match wanted.referrer {
        Some(referrer) => statement.bind::<SqlUuid, _>(referrer.0),
        None => statement.bind::<BigInt, _>(limit),
    };
    statement.bind::<BigInt, _>(limit).load(conn).await
}
