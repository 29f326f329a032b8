//! What a worked example expects, asked of the database alone.

use crate::model::compare::balances;
use crate::support::TestApp;
use beckon::calendar::Instant;
use beckon::db::{Conn, Fault, sql};
use beckon::money::{Money, Unit};
use beckon::rules::terms::{Example, Expected};
use beckon::rules::{Receipt, ReceiptReason, Terms};
use diesel::QueryableByName;
use diesel::sql_types::{Numeric, Text, Timestamptz};
use rust_decimal::Decimal;

/// How many numbers of an example [`compare`] asks for. Counts, ends of subscriptions and runs of companies are tested in their rooms.
pub fn asked(example: &Example) -> usize {
    let balances =
        |e: &Expected| [e.on_hold, e.available, e.spent, e.withdrawing, e.paid_out].into_iter().flatten().count();
    let others = |e: &Expected| {
        [e.earned.is_some(), e.to_pay.is_some(), e.rate.is_some(), e.reason.is_some()]
            .into_iter()
            .filter(|is| *is)
            .count()
    };
    example.expect.iter().map(|expected| balances(expected) + others(expected)).sum()
}

#[derive(QueryableByName)]
struct Stored {
    #[diesel(sql_type = Text)]
    person: String,
    #[diesel(sql_type = Timestamptz)]
    at: Instant,
    #[diesel(sql_type = Text)]
    receipt: String,
}

#[derive(QueryableByName)]
struct Left {
    #[diesel(sql_type = Text)]
    person: String,
    #[diesel(sql_type = Numeric)]
    left: Decimal,
}

/// The newest revision of each receipt.
async fn receipts(conn: &Conn) -> Result<Vec<Stored>, Fault> {
    sql("SELECT a.external_id AS person, r.happened_at AS at, r.detail::text AS receipt
         FROM (SELECT DISTINCT ON (person_id, program_id, event_id, clause) * FROM receipts
               ORDER BY person_id, program_id, event_id, clause, revision DESC) r
         JOIN external_ids a ON a.id = r.person_id AND a.noun = 'person'
         ORDER BY r.happened_at, r.receipt_id")
    .load(conn)
    .await
}

async fn invoices(conn: &Conn) -> Result<Vec<Left>, Fault> {
    sql("SELECT a.external_id AS person, greatest(i.total - i.paid - i.credit, 0) AS left
         FROM invoices i JOIN external_ids a ON a.id = i.person_id AND a.noun = 'person' WHERE i.voided_at IS NULL")
    .load(conn)
    .await
}

pub async fn compare(app: &TestApp, terms: &Terms, expected: &Expected) -> Result<(), String> {
    let look = async |conn: &Conn| {
        Ok::<_, Fault>((balances(conn, app.now()).await?, receipts(conn).await?, invoices(conn).await?))
    };
    let (held, receipts, invoices) = app.app.db.read(look).await.unwrap();
    let of = expected.of.as_deref().unwrap_or("referrer");
    let units = expected.unit.map_or(vec![Unit::Credit, Unit::Cash], |unit| vec![unit]);
    let mut different = Vec::new();
    let mut differ = |name: &str, said: Option<Money>, came: Decimal| {
        let said = said.map(|said| said.amount()).filter(|said| *said != came);
        different.extend(said.map(|said| format!("{name} is {came} in the database, not {said}")));
    };
    let mut all = [Decimal::ZERO; 6];
    for unit in &units {
        let has = held.get(&format!("{of} {} {unit}", terms.program));
        for (sum, part) in all.iter_mut().zip(has.iter().flat_map(|has| has.split(' '))) {
            *sum += part.parse::<Decimal>().unwrap();
        }
    }
    let said = [expected.on_hold, expected.available, expected.withdrawing, expected.spent, expected.paid_out];
    for ((name, said), came) in
        ["on_hold", "available", "withdrawing", "spent", "paid_out"].into_iter().zip(said).zip(all)
    {
        differ(name, said, came);
    }
    let own = receipts.iter().filter(|stored| stored.person == of);
    let own: Vec<(Instant, Receipt)> =
        own.map(|stored| (stored.at, serde_json::from_str(&stored.receipt).unwrap())).collect();
    let of_reward = |receipt: &Receipt| expected.reward.as_ref().is_none_or(|reward| *reward == receipt.clause);
    let own: Vec<(Instant, Receipt)> = own.into_iter().filter(|(_, receipt)| of_reward(receipt)).collect();
    let earned = own.iter().filter(|(_, receipt)| units.contains(&receipt.unit));
    differ("earned", expected.earned, earned.map(|(_, receipt)| receipt.amount.amount()).sum());
    let named = invoices.iter().filter(|invoice| expected.of.as_ref().is_none_or(|of| *of == invoice.person));
    differ("to_pay", expected.to_pay, named.map(|invoice| invoice.left).sum());
    // What another scheme would give says nothing of this one.
    let newest = own.iter().max_by_key(|(at, receipt)| (*at, receipt.reason != ReceiptReason::OtherScheme));
    let newest = newest.map(|(_, receipt)| receipt);
    if expected.rate.is_some() && expected.rate != newest.map(|newest| newest.rate) {
        different.push(format!("the rate is not {:?}, but of {newest:?}", expected.rate));
    }
    if expected.reason.is_some() && expected.reason != newest.map(|newest| newest.reason) {
        different.push(format!("the reason is not {:?}, but of {newest:?}", expected.reason));
    }
    if different.is_empty() { Ok(()) } else { Err(format!("at {}: {}", expected.at, different.join(", "))) }
}
