//! The senders' ids: what they name here, and whose it is.
use crate::db::{Conn, Fault, Tx, sql};
use crate::ids::{PersonId, SourceId};
use crate::people::sources::beckon;
use diesel::prelude::QueryableByName;
use diesel::sql_types::{Array, Binary, Nullable, Text, Uuid as SqlUuid};
use std::collections::HashMap;
use uuid::Uuid;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Noun {
    Person,
    Company,
    Invoice,
    Payment,
    Refund,
    Dispute,
    Subscription,
    Action,
    Click,
}

impl Noun {
    pub fn word(self) -> &'static str {
        match self {
            Noun::Person => "person",
            Noun::Company => "company",
            Noun::Invoice => "invoice",
            Noun::Payment => "payment",
            Noun::Refund => "refund",
            Noun::Dispute => "dispute",
            Noun::Subscription => "subscription",
            Noun::Action => "action",
            Noun::Click => "click",
        }
    }
}

/// What a sender's id stands for.
#[derive(Debug, Clone)]
pub struct Known {
    pub id: Uuid,
    /// Its owner.
    pub person: PersonId,
    /// Of the event that made it: the same id with other content is a conflict.
    pub content_hash: Option<Vec<u8>>,
}

type Name = (SourceId, Noun, String);

/// The ids that a batch mentions, looked up at once, and those that it makes.
#[derive(Default)]
pub struct KnownIds {
    found: HashMap<Name, Known>,
    made: Vec<(Name, Known)>,
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = SqlUuid)]
    source_id: Uuid,
    #[diesel(sql_type = Text)]
    noun: String,
    #[diesel(sql_type = Text)]
    external_id: String,
    #[diesel(sql_type = SqlUuid)]
    id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    person_id: Uuid,
    #[diesel(sql_type = Nullable<Binary>)]
    content_hash: Option<Vec<u8>>,
}

impl KnownIds {
    pub async fn load(conn: &Conn, mentioned: &[(SourceId, Noun, &str)]) -> Result<KnownIds, Fault> {
        let mut names: Vec<(SourceId, Noun, &str)> = mentioned.to_vec();
        // What Beckon's own pages made is known to every sender by the id that they show.
        names.extend(
            mentioned.iter().filter(|(_, _, id)| Uuid::parse_str(id).is_ok()).map(|(_, n, id)| (beckon(), *n, *id)),
        );
        names.sort_unstable();
        names.dedup();
        let rows: Vec<Row> = sql("SELECT k.source_id, k.noun, k.external_id, k.id, k.person_id, k.content_hash
             FROM unnest(?::uuid[], ?::text[], ?::text[]) AS asked (source_id, noun, external_id)
             JOIN external_ids k USING (source_id, noun, external_id)")
        .bind::<Array<SqlUuid>, _>(names.iter().map(|n| n.0.0).collect::<Vec<_>>())
        .bind::<Array<Text>, _>(names.iter().map(|n| n.1.word()).collect::<Vec<_>>())
        .bind::<Array<Text>, _>(names.iter().map(|n| n.2).collect::<Vec<_>>())
        .load(conn)
        .await?;
        let by_word: HashMap<&str, Noun> = names.iter().map(|n| (n.1.word(), n.1)).collect();
        let mut found = HashMap::new();
        for row in rows {
            let noun =
                *by_word.get(row.noun.as_str()).ok_or_else(|| Fault::contradiction("a noun nobody asked for"))?;
            let known = Known { id: row.id, person: PersonId(row.person_id), content_hash: row.content_hash };
            found.insert((SourceId(row.source_id), noun, row.external_id), known);
        }
        Ok(KnownIds { found, made: Vec::new() })
    }

    /// Among the sender's own, then among those that Beckon gave.
    pub fn get(&self, source: SourceId, noun: Noun, id: &str) -> Option<&Known> {
        self.own(source, noun, id).or_else(|| self.own(beckon(), noun, id))
    }

    pub fn own(&self, source: SourceId, noun: Noun, id: &str) -> Option<&Known> {
        self.found.get(&(source, noun, id.to_owned()))
    }

    pub fn make(&mut self, source: SourceId, noun: Noun, id: &str, known: Known) {
        let name = (source, noun, id.to_owned());
        self.found.insert(name.clone(), known.clone());
        self.made.push((name, known));
    }

    /// `noun:id` of everything made: what parked events may have waited for.
    pub fn made_keys(&self) -> Vec<String> {
        self.made.iter().map(|((_, noun, id), _)| format!("{}:{id}", noun.word())).collect()
    }

    /// Claims what was made; another transaction that claimed one of them first is a race.
    pub async fn save(&self, tx: &Tx) -> Result<(), Fault> {
        if self.made.is_empty() {
            return Ok(());
        }
        let mut made: Vec<&(Name, Known)> = self.made.iter().collect();
        made.sort_unstable_by(|a, b| a.0.cmp(&b.0));
        sql("INSERT INTO external_ids (source_id, noun, external_id, id, person_id, content_hash)
             SELECT * FROM unnest(?::uuid[], ?::text[], ?::text[], ?::uuid[], ?::uuid[], ?::bytea[])")
        .bind::<Array<SqlUuid>, _>(made.iter().map(|(name, _)| name.0.0).collect::<Vec<_>>())
        .bind::<Array<Text>, _>(made.iter().map(|(name, _)| name.1.word()).collect::<Vec<_>>())
        .bind::<Array<Text>, _>(made.iter().map(|(name, _)| name.2.as_str()).collect::<Vec<_>>())
        .bind::<Array<SqlUuid>, _>(made.iter().map(|(_, known)| known.id).collect::<Vec<_>>())
        .bind::<Array<SqlUuid>, _>(made.iter().map(|(_, known)| known.person.0).collect::<Vec<_>>())
        .bind::<Array<Nullable<Binary>>, _>(
            made.iter().map(|(_, known)| known.content_hash.clone()).collect::<Vec<_>>(),
        )
        .execute(tx)
        .await?;
        Ok(())
    }
}
