//! What a person does with their links: opens another, names it, closes it.
use super::links::{self, Link, NewLink};
use crate::db::{Conn, Fault, Tx, sql};
use crate::ids::{Code, LinkId, PersonId};
use diesel::prelude::QueryableByName;
use diesel::sql_types::{BigInt, Bool, Text, Timestamptz, Uuid as SqlUuid};

/// Links of one person in one program, closed ones too.
pub const MOST_LINKS: i64 = 100;

#[derive(Debug, thiserror::Error)]
pub enum NotOpened {
    #[error("one person has at most {MOST_LINKS} links in a program")]
    TooMany,
    #[error(transparent)]
    Fault(#[from] Fault),
}

#[derive(Debug, thiserror::Error)]
pub enum NotClosed {
    #[error("the person has no such open link")]
    NoLink,
    #[error("it is the last open link of its program")]
    Last,
    #[error(transparent)]
    Fault(#[from] Fault),
}

/// Opens one more link with the first of the drawn codes that nobody has. A link that is there already is left as it is: the form
/// was sent twice.
pub async fn open_link(tx: &Tx, new: NewLink, codes: &[Code]) -> Result<(), NotOpened> {
    #[derive(QueryableByName)]
    struct There {
        #[diesel(sql_type = Bool)]
        is_there: bool,
        #[diesel(sql_type = BigInt)]
        count: i64,
    }
    lock(tx, new.person).await?;
    let there: There = sql("SELECT coalesce(bool_or(link_id = ?), false) AS is_there,
                count(*) FILTER (WHERE program_id = ?) AS count FROM links WHERE person_id = ?")
    .bind::<SqlUuid, _>(new.id.0)
    .bind::<SqlUuid, _>(new.program.0)
    .bind::<SqlUuid, _>(new.person.0)
    .one(tx)
    .await?;
    if there.is_there {
        return Ok(());
    }
    if there.count >= MOST_LINKS {
        return Err(NotOpened::TooMany);
    }
    links::open_with(tx, new, codes).await?;
    Ok(())
}

/// An open link of the person's own.
pub async fn own_link(conn: &Conn, person: PersonId, code: &Code) -> Result<Option<Link>, Fault> {
    let mut links = links::by_codes(conn, std::slice::from_ref(code)).await?;
    Ok(links.remove(code).filter(|link| link.person == person))
}

/// False when the person has no such open link.
pub async fn rename_link(tx: &Tx, person: PersonId, code: &Code, label: &str) -> Result<bool, Fault> {
    let renamed = sql("UPDATE links l SET label = ? FROM codes k
         WHERE k.code = ? AND k.retired_at IS NULL AND k.person_id = ? AND l.person_id = k.person_id AND l.link_id = k.link_id")
    .bind::<Text, _>(label)
    .bind::<Text, _>(code.as_str())
    .bind::<SqlUuid, _>(person.0)
    .execute(tx)
    .await?;
    Ok(renamed > 0)
}

/// From now on its code opens nothing; who came by it stays. One link of a program stays open.
pub async fn close_link(tx: &Tx, person: PersonId, code: &Code) -> Result<LinkId, NotClosed> {
    lock(tx, person).await?;
    let open = links::links_of(tx, person).await?;
    let link = open.iter().find(|link| link.code == *code).ok_or(NotClosed::NoLink)?;
    if open.iter().filter(|other| other.program == link.program).count() == 1 {
        return Err(NotClosed::Last);
    }
    sql("UPDATE codes SET retired_at = ? WHERE code = ? AND person_id = ?")
        .bind::<Timestamptz, _>(tx.now())
        .bind::<Text, _>(code.as_str())
        .bind::<SqlUuid, _>(person.0)
        .execute(tx)
        .await?;
    Ok(link.id)
}

/// A person's links change one after the other.
async fn lock(tx: &Tx, person: PersonId) -> Result<(), Fault> {
    sql("SELECT 1 FROM persons WHERE person_id = ? FOR UPDATE").bind::<SqlUuid, _>(person.0).execute(tx).await?;
    Ok(())
}
