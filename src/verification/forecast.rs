//! What a run gives one person: read and decided as for all.
use super::inputs::{Reader, Referrer};
use super::question::{Question, Refused};
use crate::calendar::{Instant, Month};
use crate::db::{Conn, Fault};
use crate::ids::PersonId;
use crate::programs::Program;
use crate::referrals;

/// Beyond it nobody plans; a program whose terms begin later has no next run yet.
const MOST_MONTHS: usize = 24;

impl Question {
    /// The next run of a program after an instant, as it would be if nothing more happened.
    pub fn next(program: &Program, now: Instant) -> Result<Option<Question>, Refused> {
        let mut month = Month::of(now, program.told(now)?.terms.time_zone);
        for _ in 0..MOST_MONTHS {
            if program.run_at(month)?.is_some_and(|at| at > now) {
                return Question::of(program.clone(), month, now).map(Some);
            }
            month = month.next()?;
        }
        Ok(None)
    }
}

/// What the run gives one person, also one without any Active Referral; none where no terms give them anything by the month.
pub async fn forecast(conn: &Conn, question: &Question, person: PersonId) -> Result<Option<Referrer>, Fault> {
    let reader = Reader::of_one(conn, question, person).await?;
    let active = referrals::count_active_of(conn, question.asked(), person).await?;
    Ok(reader.read(conn, &[active]).await?.pop())
}
