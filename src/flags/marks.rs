//! By what people are known again, and the table `flag_marks` of what is kept of it: keyed hashes.
use super::Kind;
use crate::db::{Fault, Tx, sql};
use crate::events::Email;
use crate::ids::PersonId;
use crate::seal;
use diesel::prelude::QueryableByName;
use diesel::sql_types::{Array, Binary, Text, Uuid as SqlUuid};
use uuid::Uuid;

/// Beyond what one provider ignores: no dots and no plus-tag at any, and one host for the names of one provider.
pub(super) fn loose_email(email: &str) -> Option<String> {
    let normalised = email.parse::<Email>().ok()?.normalised();
    let (name, host) = normalised.rsplit_once('@')?;
    let name = name.split('+').next().unwrap_or(name).replace('.', "");
    let host = match host {
        "protonmail.com" | "pm.me" => "proton.me",
        "me.com" | "mac.com" => "icloud.com",
        "ya.ru" | "yandex.com" | "yandex.kz" | "yandex.by" | "yandex.ua" => "yandex.ru",
        other => other,
    };
    (!name.is_empty()).then(|| format!("{name}@{host}"))
}

/// The words of a name in any order; none of a name of one word, which many have.
pub(super) fn loose_name(name: &str) -> Option<Vec<String>> {
    let mut words: Vec<String> = name.split_whitespace().map(str::to_lowercase).collect();
    words.sort_unstable();
    (words.len() > 1).then_some(words)
}

/// Something of an invitee that others may have too.
pub(super) struct Mark {
    pub referrer: PersonId,
    pub invitee: PersonId,
    pub kind: Kind,
    pub hash: Vec<u8>,
}

impl Mark {
    /// The first digits, by which staff tell hashes apart.
    pub fn short(hash: &[u8]) -> String {
        let start = hash.get(..6).unwrap_or(hash);
        data_encoding::HEXLOWER.encode(start)
    }
}

/// Of an address or a tax number: nobody reads from it what it was made of.
pub(super) fn hash(tx: &Tx, kind: Kind, text: &str) -> Result<Vec<u8>, Fault> {
    let key = tx.trace_key().ok_or_else(|| Fault::contradiction("these connections know no key of traces"))?;
    let hashed = seal::keyed(key, format!("flag {} {text}", kind.name()).as_bytes());
    Ok(hashed.map_err(|error| Fault::contradiction(format!("a mark: {error}")))?.to_vec())
}

pub(super) async fn add(tx: &Tx, marks: &[Mark]) -> Result<(), Fault> {
    sql("INSERT INTO flag_marks (person_id, kind, mark, invitee_id)
         SELECT DISTINCT * FROM unnest(?::uuid[], ?::text[], ?::bytea[], ?::uuid[]) ON CONFLICT DO NOTHING")
    .bind::<Array<SqlUuid>, _>(marks.iter().map(|mark| mark.referrer.0).collect::<Vec<_>>())
    .bind::<Array<Text>, _>(marks.iter().map(|mark| mark.kind.name()).collect::<Vec<_>>())
    .bind::<Array<Binary>, _>(marks.iter().map(|mark| mark.hash.as_slice()).collect::<Vec<_>>())
    .bind::<Array<SqlUuid>, _>(marks.iter().map(|mark| mark.invitee.0).collect::<Vec<_>>())
    .execute(tx)
    .await?;
    Ok(())
}

/// Others whom a mark's referrer invited before and who have the same: (which mark, who).
pub(super) async fn shared(tx: &Tx, marks: &[Mark]) -> Result<Vec<(usize, PersonId)>, Fault> {
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = diesel::sql_types::BigInt)]
        place: i64,
        #[diesel(sql_type = SqlUuid)]
        other: Uuid,
    }
    // Whoever came later is flagged; of companies nobody knows which came first.
    let rows: Vec<Row> = sql("SELECT m.place, o.invitee_id AS other
         FROM unnest(?::uuid[], ?::text[], ?::bytea[], ?::uuid[]) WITH ORDINALITY AS m (person_id, kind, mark, invitee_id, place)
         CROSS JOIN LATERAL (
             SELECT f.invitee_id FROM flag_marks f
             WHERE f.person_id = m.person_id AND f.kind = m.kind AND f.mark = m.mark AND f.invitee_id <> m.invitee_id
               AND (f.invitee_id < m.invitee_id OR m.kind = 'same_tax_id')
             ORDER BY f.invitee_id LIMIT 5) o
         ORDER BY m.place, o.invitee_id")
    .bind::<Array<SqlUuid>, _>(marks.iter().map(|mark| mark.referrer.0).collect::<Vec<_>>())
    .bind::<Array<Text>, _>(marks.iter().map(|mark| mark.kind.name()).collect::<Vec<_>>())
    .bind::<Array<Binary>, _>(marks.iter().map(|mark| mark.hash.as_slice()).collect::<Vec<_>>())
    .bind::<Array<SqlUuid>, _>(marks.iter().map(|mark| mark.invitee.0).collect::<Vec<_>>())
    .load(tx)
    .await?;
    let place = |row: &Row| usize::try_from(row.place - 1).ok();
    Ok(rows.iter().filter_map(|row| Some((place(row)?, PersonId(row.other)))).collect())
}

pub(super) async fn forget(tx: &Tx, person: PersonId) -> Result<(), Fault> {
    sql("DELETE FROM flag_marks WHERE invitee_id = ?").bind::<SqlUuid, _>(person.0).execute(tx).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{loose_email, loose_name};

    #[test]
    fn spellings_of_one_mailbox_are_one() {
        let same = |one: &str, other: &str| loose_email(one) == loose_email(other);
        assert!(same("Aigerim.Sadykova+x@gmail.com", "aigerimsadykova@googlemail.com"));
        assert!(same("a.b+2@dala.example", "ab@dala.example") && same("a@pm.me", "a+b@proton.me"));
        assert!(same("a@ya.ru", "a@yandex.kz") && !same("a@yandex.ru", "a@mail.ru") && !same("a@x.kz", "b@x.kz"));
        assert_eq!((loose_email("nobody"), loose_email("+x@dala.example")), (None, None));
    }

    #[test]
    fn names_are_the_same_in_any_order() {
        assert_eq!(loose_name("Aigerim  SADYKOVA"), loose_name("садыкова").or(loose_name("sadykova aigerim")));
        assert_eq!((loose_name("Cher"), loose_name("")), (None, None));
    }
}
