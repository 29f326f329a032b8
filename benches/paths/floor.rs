//! What PostgreSQL itself does on the same machine: the rows that the product writes, in copies of its tables with all
//! their indexes, in as few statements as there can be.

use crate::facts::{PROGRAM, days_ago, next, some_payment};
use crate::house::House;
use crate::measure::Client;
use beckon::db::sql;
use beckon::ids::{EventId, PaymentId, ReceiptId, RewardId, TransferId};
use diesel::prelude::QueryableByName;
use diesel::sql_types::{Array, Binary, Text, Timestamptz, Uuid as SqlUuid};
use diesel_async::{AsyncConnection, AsyncPgConnection};
use std::sync::Arc;
use uuid::Uuid;

/// Copies of the tables, and the accounts that are moved there.
pub fn make(house: &House) {
    let tables =
        ["clicks", "events", "external_ids", "payments", "receipts", "rewards", "transfers", "accounts", "referrals"];
    let copy = |table: &str| format!("CREATE TABLE floor.{table} (LIKE public.{table} INCLUDING ALL);");
    let copies: String = tables.into_iter().map(copy).collect();
    house.execute(&format!(
        "CREATE SCHEMA floor; {copies}
         INSERT INTO floor.referrals SELECT * FROM public.referrals;
         INSERT INTO floor.accounts
             SELECT DISTINCT person_id, program_id, 'credit', 'on_hold', 0, sha256(''), 0, sha256(''), 0 FROM referrals;
         ANALYZE floor.referrals; ANALYZE floor.accounts;"
    ));
}

pub async fn connect(url: &str) -> AsyncPgConnection {
    AsyncPgConnection::establish(url).await.unwrap()
}

/// Who pays, and whom it rewards.
#[derive(Clone, QueryableByName)]
pub struct Payer {
    #[diesel(sql_type = SqlUuid)]
    person_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    company_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    program_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    referrer_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    referral_id: Uuid,
}

pub fn payers(house: &House) -> Arc<Vec<Payer>> {
    let payers = house.runtime.block_on(async {
        let conn = connect(&house.owner_url()).await;
        sql("SELECT c.person_id, c.company_id, p.program_id, a.referrer_id, a.referral_id
             FROM companies c JOIN attributions a ON a.invitee_id = c.person_id JOIN programs p USING (program_id)
             WHERE p.slug = ?")
        .bind::<Text, _>(PROGRAM)
        .load(&conn)
        .await
    });
    Arc::new(payers.unwrap())
}

/// A payment with its event, names, receipt, reward and posting. The same text for one and for a thousand.
const PAYMENTS: &str = "
WITH paid AS MATERIALIZED (
    SELECT * FROM unnest(?::text[], ?::text[], ?::uuid[], ?::uuid[], ?::uuid[], ?::uuid[], ?::uuid[], ?::uuid[], ?::uuid[],
                         ?::uuid[], ?::uuid[], ?::uuid[])
        AS paid (name, body, event, payment, receipt, reward, transfer, person, company, program, referrer, referral)
), parameter AS (SELECT ?::timestamptz AS now, ?::bytea AS hash, ?::text AS detail, ?::uuid AS source
), event AS (
    INSERT INTO floor.events (source_id, external_id, event_id, type, happened_at, recorded_at, body, body_hash, person_id,
                              state, applied_at)
    SELECT source, name, event, 'payment.succeeded', now, now, body::jsonb, hash, person, 'applied', now FROM paid, parameter
), name AS (
    INSERT INTO floor.external_ids SELECT source, 'payment', name, payment, person, hash FROM paid, parameter
), payment AS (
    INSERT INTO floor.payments (person_id, payment_id, company_id, event_id, external_id, currency, amount, paid_at, recorded_at)
    SELECT person, payment, company, event, name, 'USD', 29.33, now, now FROM paid, parameter
), receipt AS (
    INSERT INTO floor.receipts (person_id, receipt_id, program_id, event_id, clause, revision, invitee_id, payment_id, unit,
                                amount, reason, terms_version, happened_at, hold_until, detail, recorded_at)
    SELECT referrer, receipt, program, event, 'bonus', 1, person, payment, 'credit', 2.93, 'granted', 1, now,
           now + interval '14 days', detail::jsonb, now FROM paid, parameter
), reward AS (
    INSERT INTO floor.rewards (person_id, reward_id, program_id, unit, event_id, clause, invitee_id, payment_id, currency,
                               granted, on_hold, hold_until, steps)
    SELECT referrer, reward, program, 'credit', event, 'bonus', person, payment, 'USD', 2.93, 2.93, now + interval '14 days', 1
    FROM paid, parameter
), moved AS (
    UPDATE floor.accounts a
    SET balance = balance + amount, head = sha256(head || hash), links = links + 1, last_digest = hash, last_moved = amount
    FROM (SELECT referrer, program, sum(2.93) AS amount FROM paid GROUP BY referrer, program) m, parameter
    WHERE a.person_id = m.referrer AND a.program_id = m.program AND a.unit = 'credit' AND a.account = 'on_hold'
    RETURNING a.person_id, links
), transfer AS (
    INSERT INTO floor.transfers (person_id, transfer_id, program_id, unit, kind, cause, debit, credit, amount, effective_at,
                                 recorded_at, credit_link)
    SELECT referrer, transfer, program, 'credit', 'reward_granted', event || '/bonus', 'granted', 'on_hold', 2.93, now, now,
           links FROM paid JOIN moved ON moved.person_id = paid.referrer, parameter
)
UPDATE floor.referrals r
SET first_payment_at = least(first_payment_at, now), last_payment_at = greatest(last_payment_at, now)
FROM (SELECT DISTINCT referrer, referral FROM paid) p, parameter
WHERE r.person_id = p.referrer AND r.referral_id = p.referral";

const DETAIL: &str = r#"{"base":{"amount":"29.33","currency":"USD"},"rate":"10 %","unit":"credit","amount":{"amount":"2.93","currency":"USD"},"clause":"bonus","reason":"granted","counted":[{"kind":"service","paid":{"amount":"29.33","currency":"USD"},"product":"cd"}],"excluded":[],"rounding":"half_away","hold_until":"2026-04-24T09:30:00Z","terms_version":1}"#;

impl Payer {
    /// Whether this payer's referrer is the `client`th client's.
    pub fn is_for(&self, client: usize, clients: usize) -> bool {
        self.referrer_id.as_u128() % clients as u128 == client as u128
    }
}

/// Writes `batch` payments in one statement.
pub struct Payments {
    pub conn: AsyncPgConnection,
    /// Two batches at once have no referrer in common: they would lock accounts in different orders.
    pub payers: Vec<Payer>,
    pub source: Uuid,
    pub batch: usize,
}

impl Client for Payments {
    async fn once(&mut self) -> u64 {
        let now = days_ago(0);
        let paid = (0..self.batch).map(|_| next());
        let paid: Vec<(u64, &Payer)> = paid.map(|n| (n, &self.payers[n as usize % self.payers.len()])).collect();
        let of = |pick: fn(&Payer) -> Uuid| paid.iter().map(|(_, payer)| pick(payer)).collect::<Vec<_>>();
        let new = |make: &dyn Fn() -> Uuid| paid.iter().map(|_| make()).collect::<Vec<_>>();
        sql(PAYMENTS)
            .bind::<Array<Text>, _>(paid.iter().map(|(n, _)| format!("pay-{n}")).collect::<Vec<_>>())
            .bind::<Array<Text>, _>(paid.iter().map(|_| some_payment(now)).collect::<Vec<_>>())
            .bind::<Array<SqlUuid>, _>(new(&|| EventId::new(now).0))
            .bind::<Array<SqlUuid>, _>(new(&|| PaymentId::new(now).0))
            .bind::<Array<SqlUuid>, _>(new(&|| ReceiptId::new(now).0))
            .bind::<Array<SqlUuid>, _>(new(&|| RewardId::new(now).0))
            .bind::<Array<SqlUuid>, _>(new(&|| TransferId::new(now).0))
            .bind::<Array<SqlUuid>, _>(of(|payer| payer.person_id))
            .bind::<Array<SqlUuid>, _>(of(|payer| payer.company_id))
            .bind::<Array<SqlUuid>, _>(of(|payer| payer.program_id))
            .bind::<Array<SqlUuid>, _>(of(|payer| payer.referrer_id))
            .bind::<Array<SqlUuid>, _>(of(|payer| payer.referral_id))
            .bind::<Timestamptz, _>(now)
            .bind::<Binary, _>(vec![7_u8; 32])
            .bind::<Text, _>(DETAIL)
            .bind::<SqlUuid, _>(self.source)
            .execute(&self.conn)
            .await
            .unwrap();
        self.batch as u64
    }
}
