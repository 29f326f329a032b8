//! Receipts of rules, held against what the log's circles earn when they are reckoned at once.
use crate::calendar::Instant;
use crate::db::{Conn, Fault, sql};
use crate::ids::ExternalId;
use crate::rules::earning::Cause;
use crate::world::World;
use diesel::prelude::QueryableByName;
use diesel::sql_types::{Integer, Nullable, Numeric, Text, Timestamptz};
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};

/// Tells the world until when circles are reckoned: what only time brought since then is still to come.
pub(super) async fn tell(conn: &Conn, world: &mut World) -> Result<(), Fault> {
    #[derive(QueryableByName)]
    struct Circle {
        #[diesel(sql_type = Text)]
        source: String,
        #[diesel(sql_type = Text)]
        person: String,
        #[diesel(sql_type = Text)]
        program: String,
        #[diesel(sql_type = Timestamptz)]
        until: Instant,
    }
    let circles: Vec<Circle> = sql("SELECT s.name AS source, k.external_id AS person, p.slug AS program,
                greatest(c.reckoned_until, 'epoch') AS until
         FROM circles c JOIN programs p ON p.program_id = c.program_id
         JOIN external_ids k ON k.id = c.person_id AND k.noun = 'person' JOIN sources s ON s.source_id = k.source_id")
    .load(conn)
    .await?;
    for circle in circles {
        let person: ExternalId =
            circle.person.parse().map_err(|e| Fault::contradiction(format!("a stored id: {e}")))?;
        world.reckon_until(&circle.source, &person, &circle.program, circle.until);
    }
    Ok(())
}

/// (recipient, invitee, program, rule, cause), by the senders' ids.
type Key = (String, Option<String>, String, String, Cause);

/// What is worth something of a key, in order: two senders may call two events the same.
type Receipts = BTreeMap<Key, Vec<Said>>;

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Said {
    amount: Decimal,
    reason: String,
    hold_until: Instant,
    version: i64,
}

impl Said {
    fn words(&self) -> String {
        let Said { amount, reason, hold_until, version } = self;
        format!("{} ({reason}) until {} under version {version}", amount.normalize(), hold_until.timestamp_micros())
    }
}

/// What is earned at some instant and later is not leaves a receipt of nothing, or none where nobody reckoned in between: so
/// receipts of nothing need not follow, and need not be there.
pub(super) async fn differences(conn: &Conn, world: &World) -> Result<Vec<String>, Fault> {
    let (expected, stored) = (expected(world), stored(conn).await?);
    let keys: BTreeSet<&Key> = expected.keys().chain(stored.keys()).collect();
    let differences = keys.into_iter().filter_map(|key| {
        let (should, is) = (expected.get(key), stored.get(key));
        if should == is {
            return None;
        }
        let (recipient, invitee, program, rule, cause) = key;
        let of = invitee.as_ref().map_or_else(String::new, |invitee| format!(", of {invitee}"));
        let or_nothing = |said: Option<&Vec<Said>>| {
            let all = said.map(|said| said.iter().map(Said::words).collect::<Vec<_>>().join(" and "));
            all.unwrap_or_else(|| "nothing".to_owned())
        };
        let (is, should) = (or_nothing(is), or_nothing(should));
        Some(format!("receipt of {cause:?}, {program}/{rule}, for {recipient}{of}: {is} is stored, {should} follows"))
    });
    Ok(differences.collect())
}

fn by_key(all: impl IntoIterator<Item = (Key, Said)>) -> Receipts {
    let mut found = Receipts::new();
    for (key, said) in all.into_iter().filter(|(_, said)| !said.amount.is_zero()) {
        found.entry(key).or_default().push(said);
    }
    found.values_mut().for_each(|said| said.sort());
    found
}

fn expected(world: &World) -> Receipts {
    by_key(world.earned().iter().map(|earned| {
        let (recipient, invitee) = world.earned_by(earned);
        let receipt = &earned.receipt;
        let key = (
            recipient.to_string(),
            invitee.map(ToString::to_string),
            world.earned_program(earned).to_owned(),
            receipt.clause.to_string(),
            earned.cause.clone(),
        );
        let said = Said {
            amount: receipt.amount.amount().normalize(),
            reason: receipt.reason.name().to_owned(),
            hold_until: receipt.hold_until,
            version: receipt.terms_version.into(),
        };
        (key, said)
    }))
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = Text)]
    recipient: String,
    #[diesel(sql_type = Nullable<Text>)]
    invitee: Option<String>,
    #[diesel(sql_type = Text)]
    program: String,
    #[diesel(sql_type = Text)]
    clause: String,
    #[diesel(sql_type = Text)]
    cause: String,
    #[diesel(sql_type = Numeric)]
    amount: Decimal,
    #[diesel(sql_type = Text)]
    reason: String,
    #[diesel(sql_type = Timestamptz)]
    hold_until: Instant,
    #[diesel(sql_type = Integer)]
    terms_version: i32,
}

async fn stored(conn: &Conn) -> Result<Receipts, Fault> {
    let rows: Vec<Row> = sql(concat!(
        "SELECT k.external_id AS recipient, i.external_id AS invitee, p.slug AS program, r.clause, r.cause::text AS cause,
                r.amount, r.reason, r.hold_until, r.terms_version
         FROM (SELECT r.* FROM ",
        current!(),
        " AND r.cause IS NOT NULL) r JOIN programs p ON p.program_id = r.program_id
         JOIN external_ids k ON k.id = r.person_id AND k.noun = 'person'
         LEFT JOIN external_ids i ON i.id = r.invitee_id AND i.noun = 'person'"
    ))
    .load(conn)
    .await?;
    let said = |row: Row| {
        let cause: Cause = serde_json::from_str(&row.cause)
            .map_err(|e| Fault::contradiction(format!("a stored cause {}: {e}", row.cause)))?;
        let key = (row.recipient, row.invitee, row.program, row.clause, cause);
        let (amount, version) = (row.amount.normalize(), row.terms_version.into());
        Ok((key, Said { amount, reason: row.reason, hold_until: row.hold_until, version }))
    };
    Ok(by_key(rows.into_iter().map(said).collect::<Result<Vec<_>, Fault>>()?))
}
