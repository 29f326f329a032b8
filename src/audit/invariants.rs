use crate::db::{Conn, Fault, sql};
use diesel::prelude::QueryableByName;
use diesel::sql_types::Text;

#[derive(QueryableByName)]
struct Violation {
    #[diesel(sql_type = Text)]
    words: String,
}

/// What must hold in any books, whatever the terms say; each statement selects the rows that break it.
const INVARIANTS: [&str; 11] = [
    "SELECT format('%s of person %s is below zero: %s', account, person_id, balance) AS words
     FROM accounts WHERE balance < 0 AND account <> 'available'",
    concat!(
        "SELECT CASE WHEN r.receipt_id IS NULL THEN format('reward %s of person %s has no receipt', w.reward_id, w.person_id)
                ELSE format('receipt %s of person %s says %s but its reward stands at %s', r.receipt_id, r.person_id, r.amount,
                            coalesce(w.granted, 0)) END AS words
         FROM (SELECT r.* FROM ",
        current!(),
        ") r FULL JOIN rewards w ON w.person_id = r.person_id AND w.program_id = r.program_id AND w.event_id = r.event_id
                                AND w.clause = r.clause AND w.unit = r.unit
         WHERE CASE WHEN r.receipt_id IS NOT NULL THEN r.amount <> coalesce(w.granted, 0)
               ELSE w.granted <> 0 OR w.reckoned IS NULL END"
    ),
    // A reward's transfers are caused by EVENT/CLAUSE/STEP. The hold of a rule's reward may turn out longer than it was thought to
    // be: what was released before is then taken back as of the same instant.
    "SELECT format('reward %s of person %s ', w.reward_id, w.person_id)
            || CASE WHEN t.beginnings IS DISTINCT FROM 1 THEN format('has %s beginnings', coalesce(t.beginnings, 0))
               WHEN t.first_released < w.hold_until AND early.released > 0
                   THEN format('was released before its hold ended: %s', t.first_released)
               ELSE format('is worth %s but its transfers add up to %s', w.granted, coalesce(t.worth, 0)) END AS words
     FROM rewards w LEFT JOIN (
        SELECT person_id, program_id, unit, left(cause, -strpos(reverse(cause), '/')) AS reward,
               count(*) FILTER (WHERE right(cause, 2) = '/1') AS beginnings,
               coalesce(sum(CASE 'granted' WHEN debit THEN amount WHEN credit THEN -amount END), 0) AS worth,
               coalesce(sum(CASE 'on_hold' WHEN credit THEN amount WHEN debit THEN -amount END), 0) AS held,
               min(effective_at) FILTER (WHERE kind = 'reward_released') AS first_released
        FROM transfers WHERE kind LIKE 'reward\\_%' GROUP BY 1, 2, 3, 4) t
     ON t.person_id = w.person_id AND t.program_id = w.program_id AND t.unit = w.unit
        AND t.reward = w.event_id || '/' || w.clause
     LEFT JOIN LATERAL (
        SELECT sum(CASE 'available' WHEN credit THEN amount WHEN debit THEN -amount END) AS released
        FROM transfers e
        WHERE t.first_released < w.hold_until AND e.person_id = w.person_id AND e.program_id = w.program_id
        AND e.unit = w.unit AND e.kind LIKE 'reward\\_%' AND e.effective_at < w.hold_until
        AND starts_with(e.cause, w.event_id || '/' || w.clause || '/')) early ON true
     WHERE w.granted IS DISTINCT FROM t.worth OR w.on_hold IS DISTINCT FROM t.held OR t.beginnings IS DISTINCT FROM 1
        OR (t.first_released < w.hold_until AND early.released > 0)",
    "SELECT format('reward %s of person %s waits to be asked but %s of it is available', reward_id, person_id, granted - on_hold)
            AS words
     FROM rewards WHERE waits AND granted > on_hold",
    "SELECT format('on_hold of person %s is %s but their rewards hold %s', a.person_id, a.balance, coalesce(w.held, 0)) AS words
     FROM accounts a LEFT JOIN (
        SELECT person_id, program_id, unit, sum(on_hold) AS held FROM rewards GROUP BY 1, 2, 3) w
     ON w.person_id = a.person_id AND w.program_id = a.program_id AND w.unit = a.unit
     WHERE a.account = 'on_hold' AND a.balance <> coalesce(w.held, 0)",
    "SELECT format('transfer %s of person %s withdraws credit', transfer_id, person_id) AS words
     FROM transfers WHERE unit = 'credit' AND kind LIKE 'withdrawal\\_%'",
    "SELECT format('invoice %s of person %s carries %s of bonuses but its spends say %s', i.invoice_id, i.person_id, i.credit,
                   coalesce(s.used, 0)) AS words
     FROM invoices i LEFT JOIN (
        SELECT person_id, invoice_id, sum(amount - returned) AS used FROM spends GROUP BY 1, 2) s
     ON s.person_id = i.person_id AND s.invoice_id = i.invoice_id
     WHERE i.credit <> coalesce(s.used, 0)",
    "SELECT format('withdrawal %s of person %s is %s but its transfers say %s', coalesce(w.withdrawal_id::text, t.cause),
                   coalesce(w.person_id, t.person_id), coalesce(w.follows, 'nowhere'), coalesce(t.posted, 'nothing')) AS words
     FROM (SELECT person_id, withdrawal_id, concat_ws(', ', 'withdrawal_requested ' || amount,
                CASE WHEN state IN ('rejected', 'canceled') OR (state = 'failed' AND paid_at IS NULL)
                     THEN 'withdrawal_returned ' || amount END,
                CASE WHEN paid_at IS NOT NULL THEN 'withdrawal_paid ' || (amount - fee) END,
                CASE WHEN paid_at IS NOT NULL AND fee > 0 THEN 'withdrawal_fee ' || fee END,
                CASE WHEN state = 'failed' AND paid_at IS NOT NULL THEN 'withdrawal_failed ' || (amount - fee) END) AS follows
           FROM withdrawals
           UNION ALL
           -- What goes out by itself is requested and paid at once.
           SELECT person_id, payout_id, 'withdrawal_requested ' || amount || ', withdrawal_paid ' || amount FROM payouts) w
     FULL JOIN (
        SELECT person_id, cause, string_agg(kind || ' ' || amount, ', ' ORDER BY array_position(
                ARRAY['withdrawal_requested', 'withdrawal_returned', 'withdrawal_paid', 'withdrawal_fee', 'withdrawal_failed'], kind)) AS posted
        FROM transfers WHERE kind LIKE 'withdrawal\\_%' GROUP BY 1, 2) t
     ON t.person_id = w.person_id AND t.cause = w.withdrawal_id::text
     WHERE w.follows IS DISTINCT FROM t.posted",
    // What is counted once for pages.
    "SELECT format('person %s is said to have %s referrals, %s of them paying, but has %s and %s', person_id,
                   coalesce(c.registered, 0), coalesce(c.paying, 0), coalesce(r.registered, 0), coalesce(r.paying, 0)) AS words
     FROM referral_counts c FULL JOIN (
        SELECT person_id, program_id, count(*) AS registered, count(first_payment_at) AS paying FROM referrals GROUP BY 1, 2) r
     USING (person_id, program_id)
     WHERE (coalesce(c.registered, 0), coalesce(c.paying, 0)) <> (coalesce(r.registered, 0), coalesce(r.paying, 0))",
    "SELECT format('the months of person %s add up to %s of %s but the receipts to %s', person_id, coalesce(m.earned, 0), unit,
                   coalesce(r.earned, 0)) AS words
     FROM (SELECT person_id, program_id, unit, sum(earned) AS earned FROM earned_months GROUP BY 1, 2, 3) m FULL JOIN (
        SELECT r.person_id, r.program_id, r.unit, sum(r.amount) AS earned FROM receipts r
        JOIN (SELECT program_id, (lpad(to_hex((extract(epoch FROM until) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid AS id
              FROM earned_counted) until USING (program_id)
        WHERE r.receipt_id < until.id AND NOT EXISTS (
            SELECT FROM receipts n WHERE n.person_id = r.person_id AND n.program_id = r.program_id AND n.event_id = r.event_id
            AND n.clause = r.clause AND n.revision > 1 AND n.revision > r.revision AND n.receipt_id < until.id)
        GROUP BY 1, 2, 3) r USING (person_id, program_id, unit)
     WHERE coalesce(m.earned, 0) <> coalesce(r.earned, 0)",
    "SELECT format('link %s of person %s is said to have had %s visitors but had %s', link_id, person_id, coalesce(c.visitors, 0),
                   coalesce(v.visitors, 0)) AS words
     FROM click_counts c FULL JOIN (
        SELECT person_id, link_id, sub, count(*) AS visitors FROM (
            SELECT DISTINCT person_id, link_id, coalesce(sub, '') AS sub,
                   ('x' || left(replace(click_id::text, '-', ''), 12))::bit(48)::bigint / 86400000 AS day,
                   coalesce(visitor_hash, uuid_send(click_id)) AS visitor
            FROM clicks WHERE click_id < (
                SELECT (lpad(to_hex((extract(epoch FROM until) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid
                FROM clicks_counted)) each GROUP BY 1, 2, 3) v USING (person_id, link_id, sub)
     WHERE coalesce(c.visitors, 0) <> coalesce(v.visitors, 0)",
];

pub(super) async fn violated(conn: &Conn) -> Result<Vec<String>, Fault> {
    let mut words = Vec::new();
    for invariant in INVARIANTS {
        let violations: Vec<Violation> = sql(invariant).load(conn).await?;
        words.extend(violations.into_iter().map(|violation| violation.words));
    }
    Ok(words)
}
