//! The table `views`: staff who look at a person's account, as that person sees it.
//!
//! A view belongs to one session of a member of staff. It lasts half an hour at most, shows pages and changes nothing
//! ([`super::guard`]), and ends with the session or the role. That it began, with the reason, and that it ended are deeds.

use chrono::TimeDelta;
use diesel::QueryableByName;
use diesel::sql_types::{Bool, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use serde::{Deserialize, Serialize};
use serde_json::json;
use uuid::Uuid;

use super::{By, Staff, Support, deed, store};
use crate::app::App;
use crate::calendar::Instant;
use crate::db::{Fault, Tx, sql};
use crate::ids::{PersonId, SessionId};
use crate::jobs::{self, Job, JobError};

/// How long one view lasts at most.
pub const LASTS: TimeDelta = TimeDelta::minutes(30);

/// Why nobody looks.
#[derive(Debug, thiserror::Error)]
pub enum NotViewed {
    #[error("there is no such person, or they deleted the account")]
    Nobody,
    /// Staff's own accounts are not looked at: one of a lesser role would see through the eyes of a higher one.
    #[error("a member of staff is not looked at")]
    Staff,
    #[error(transparent)]
    Fault(#[from] Fault),
}

/// Begins to look at a person's account in the session that asks; what it looked at before ends.
pub async fn begin(
    tx: &Tx,
    staff: &Staff<Support>,
    person: PersonId,
    was_invited: bool,
    reason: &str,
) -> Result<(), NotViewed> {
    let found = store::find(tx, person).await?.filter(|person| person.deleted_at.is_none());
    let found = found.ok_or(NotViewed::Nobody)?;
    if found.role.is_some() {
        return Err(NotViewed::Staff);
    }
    end(tx, &staff.by(), staff.who.session).await?;
    let (view, until) = (Uuid::new_v4(), tx.now() + LASTS);
    sql("INSERT INTO views (view_id, staff_id, session_id, person_id, was_invited, begun_at, until)
         VALUES (?, ?, ?, ?, ?, ?, ?)")
    .bind::<SqlUuid, _>(view)
    .bind::<SqlUuid, _>(staff.who.person.0)
    .bind::<SqlUuid, _>(staff.who.session.0)
    .bind::<SqlUuid, _>(person.0)
    .bind::<Bool, _>(was_invited)
    .bind::<Timestamptz, _>(tx.now())
    .bind::<Timestamptz, _>(until)
    .execute(tx)
    .await?;
    jobs::enqueue_at(tx, &EndView { view }, until).await?;
    let after = json!({"reason": reason, "until": until});
    Ok(deed(tx, &staff.by(), "view-begun", &format!("person {person}"), None, Some(after)).await?)
}

#[derive(QueryableByName)]
struct Ended {
    #[diesel(sql_type = SqlUuid)]
    staff_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    person_id: Uuid,
    #[diesel(sql_type = Timestamptz)]
    begun_at: Instant,
}

/// Ends what a session looks at; whom it looked at.
pub async fn end(tx: &Tx, by: &By, session: SessionId) -> Result<Option<PersonId>, Fault> {
    let ended: Option<Ended> = sql("UPDATE views SET ended_at = ? WHERE session_id = ? AND ended_at IS NULL
         RETURNING staff_id, person_id, begun_at")
    .bind::<Timestamptz, _>(tx.now())
    .bind::<SqlUuid, _>(session.0)
    .optional(tx)
    .await?;
    let Some(ended) = ended else { return Ok(None) };
    tell(tx, by, &ended).await?;
    Ok(Some(PersonId(ended.person_id)))
}

async fn tell(tx: &Tx, by: &By, ended: &Ended) -> Result<(), Fault> {
    let was = json!({"begun_at": ended.begun_at});
    deed(tx, by, "view-ended", &format!("person {}", ended.person_id), Some(was), None).await
}

/// Tells the end of a view whose time is over, or whose session ended before.
#[derive(Serialize, Deserialize)]
pub struct EndView {
    view: Uuid,
}

impl Job for EndView {
    const KIND: &'static str = "people.end_view";

    async fn run(self, app: &App) -> Result<(), JobError> {
        let ended: Result<(), Fault> = app
            .db
            .write(async |tx| {
                let ended: Option<Ended> =
                    sql("UPDATE views SET ended_at = until WHERE view_id = ? AND ended_at IS NULL
                     RETURNING staff_id, person_id, begun_at")
                    .bind::<SqlUuid, _>(self.view)
                    .optional(tx)
                    .await?;
                match ended {
                    Some(ended) => tell(tx, &By { person: PersonId(ended.staff_id), peer: None }, &ended).await,
                    None => Ok(()),
                }
            })
            .await;
        Ok(ended?)
    }
}

/// Whom a session looks at, as the session's statement tells it (`sessions::load`).
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct View {
    pub person: PersonId,
    pub name: String,
    pub zone: Option<String>,
    pub invited: bool,
    pub until: Instant,
}

#[derive(QueryableByName)]
pub(super) struct ViewRow {
    #[diesel(sql_type = Nullable<SqlUuid>)]
    viewed_id: Option<Uuid>,
    #[diesel(sql_type = Nullable<Text>)]
    viewed_name: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    viewed_zone: Option<String>,
    #[diesel(sql_type = Nullable<Bool>)]
    was_invited: Option<bool>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    until: Option<Instant>,
}

impl ViewRow {
    pub fn view(self) -> Option<View> {
        Some(View {
            person: PersonId(self.viewed_id?),
            name: self.viewed_name.unwrap_or_default(),
            zone: self.viewed_zone,
            invited: self.was_invited.unwrap_or(false),
            until: self.until?,
        })
    }
}
