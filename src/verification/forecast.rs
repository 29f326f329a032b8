//! What a run gives one person: read and decided as for all.
use super::inputs::{Reader, Referrer};
use super::question::{Question, Refused};
use crate::calendar::{Instant, Month};
use crate::db::{Conn, Fault};
use crate::ids::PersonId;
use crate::programs::Program;
use crate::referrals::{self, Active};
use futures_util::future::try_join_all;
use uuid::Uuid;

/// Of more people what blocks them is read for everybody at once.
const FEW: usize = 500;
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
    Ok(forecast_of(conn, question, &[person]).await?.pop())
}

/// The same of a few people, in their order.
pub async fn forecast_of(conn: &Conn, question: &Question, people: &[PersonId]) -> Result<Vec<Referrer>, Fault> {
    let reader = Reader::of(conn, question, people).await?;
    let active = people.iter().map(|&person| referrals::count_active_of(conn, question.asked(), person));
    let active = try_join_all(active).await?;
    reader.read(conn, &active).await
}

/// How many a preview has, counted no further than so many.
pub async fn count_up_to(conn: &Conn, question: &Question, most: i64) -> Result<i64, Fault> {
    Ok(referrals::count_active(conn, question.asked(), PersonId(Uuid::nil()), most).await?.len() as i64)
}

/// A part of a preview: the next referrers after a person, so many at most, and the last of them where more may follow. What was
/// known by the question's instant and replaced since is not counted: ask as of now.
pub async fn preview_after(
    conn: &Conn,
    question: &Question,
    after: PersonId,
    limit: i64,
) -> Result<(Vec<Referrer>, Option<PersonId>), Fault> {
    let counted = referrals::count_active(conn, question.asked(), after, limit).await?;
    let people: Vec<PersonId> = counted.iter().map(Active::person).collect();
    let last = people.last().copied().filter(|_| people.len() as i64 >= limit);
    let reader = if people.len() > FEW {
        Reader::of_everybody(conn, question).await?
    } else {
        Reader::of(conn, question, &people).await?
    };
    Ok((reader.read(conn, &counted).await?, last))
}
