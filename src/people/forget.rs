//! Forgetting a person: the row stays, as money and referrals hang on it; what says who it was goes.

use diesel::QueryableByName;
use diesel::sql_types::{Array, Text, Timestamptz, Uuid as SqlUuid};

use super::{sessions, traces, turns, two_step};
use crate::db::{Fault, Tx, sql};
use crate::ids::PersonId;

/// False when the person was forgotten before. Their address stays taken, by its trace.
pub async fn forget(tx: &Tx, person: PersonId, key: &traces::Key) -> Result<bool, Fault> {
    let forgotten =
        sql("UPDATE persons SET name = '', email = NULL, country = NULL, language = NULL, time_zone = NULL, \
           hides_name = true, role = NULL, password_hash = NULL, email_confirmed_at = NULL, deleted_at = ? \
         WHERE person_id = ? AND deleted_at IS NULL")
        .bind::<Timestamptz, _>(tx.now())
        .bind::<SqlUuid, _>(person.0)
        .execute(tx)
        .await?;
    if forgotten == 0 {
        return Ok(false);
    }
    turns::forget(tx, person).await?;
    leave_traces(tx, person, key).await?;
    sessions::end_all(tx, person, None).await?;
    two_step::turn_off(tx, person).await?;
    for statement in [
        "DELETE FROM email_tokens WHERE person_id = ?",
        "DELETE FROM payout_details WHERE person_id = ? AND confirmed_at IS NULL",
        "UPDATE payout_details SET sealed = NULL, ended_at = coalesce(ended_at, confirmed_at) WHERE person_id = ?",
    ] {
        sql(statement).bind::<SqlUuid, _>(person.0).execute(tx).await?;
    }
    Ok(true)
}

async fn leave_traces(tx: &Tx, person: PersonId, key: &traces::Key) -> Result<(), Fault> {
    #[derive(QueryableByName)]
    struct Claim {
        #[diesel(sql_type = Text)]
        email_key: String,
    }
    let claims: Vec<Claim> =
        sql("SELECT email_key FROM emails WHERE person_id = ?").bind::<SqlUuid, _>(person.0).load(tx).await?;
    let traces = claims.iter().map(|claim| traces::of_email(key, &claim.email_key));
    let traces = traces.collect::<Result<Vec<_>, Fault>>()?;
    sql("UPDATE emails e SET email_key = t.trace FROM unnest(?::text[], ?::text[]) AS t (email_key, trace) \
         WHERE e.email_key = t.email_key AND e.person_id = ?")
    .bind::<Array<Text>, _>(claims.into_iter().map(|claim| claim.email_key).collect::<Vec<_>>())
    .bind::<Array<Text>, _>(traces)
    .bind::<SqlUuid, _>(person.0)
    .execute(tx)
    .await?;
    Ok(())
}
