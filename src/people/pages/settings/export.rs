//! Everything that is kept about oneself, as one JSON document.
//!
//! It is written page by page while it is read, so that it takes no more memory for whoever has much, and holds no connection
//! while a slow line takes it. Amounts are decimal strings in major units; invitees are masked as on pages.

use actix_web::http::header;
use actix_web::web::Bytes;
use actix_web::{Either, HttpRequest, HttpResponse, web};
use diesel::QueryableByName;
use diesel::sql_types::{BigInt, Text, Uuid as SqlUuid};
use futures_util::stream;
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::security::browser;
use crate::app::App;
use crate::calendar::Instant;
use crate::db::{Fault, sql};
use crate::ids::PersonId;
use crate::notices::{self, Kind};
use crate::people::pages::{DataPage, Quotas};
use crate::people::{self, SignedIn, payout_details, sessions, two_step};
use crate::web::{Error, Page, Refusals};

/// Rows read at once.
const PAGE: i64 = 500;

/// A list of the document: its name, and the statement that takes the person, the row before and how many.
const LISTS: [(&str, &str); 14] = [
    (
        "companies",
        "SELECT company_id AS id, to_jsonb(x)::text AS line FROM (
             SELECT company_id, name, tax_id, registered_at, closed_at FROM companies
             WHERE person_id = ? AND company_id > ? ORDER BY company_id LIMIT ?) x",
    ),
    (
        "subscriptions",
        "SELECT subscription_id AS id, to_jsonb(x)::text AS line FROM (
             SELECT subscription_id, company_id, product, price::text AS price, period, trial_ends_at, next_charge_at, started_at
             FROM subscriptions WHERE person_id = ? AND subscription_id > ? ORDER BY subscription_id LIMIT ?) x",
    ),
    (
        "invoices",
        "SELECT invoice_id AS id, to_jsonb(x)::text AS line FROM (
             SELECT invoice_id, company_id, external_id, currency, lines, discounts, total::text AS total, paid::text AS paid,
                    credit::text AS credit, promo_code, issued_at, due_at, voided_at, repriced_at
             FROM invoices WHERE person_id = ? AND invoice_id > ? ORDER BY invoice_id LIMIT ?) x",
    ),
    (
        "payments",
        "SELECT payment_id AS id, to_jsonb(x)::text AS line FROM (
             SELECT payment_id, company_id, invoice_id, currency, amount::text AS amount, refunded::text AS refunded, paid_at
             FROM payments WHERE person_id = ? AND payment_id > ? ORDER BY payment_id LIMIT ?) x",
    ),
    (
        "invitations",
        "SELECT referral_id AS id, to_jsonb(x)::text AS line FROM (
             SELECT a.referral_id, p.slug AS program, r.code, r.registered_at, r.voided_at
             FROM attributions a JOIN programs p USING (program_id)
             JOIN referrals r ON r.person_id = a.referrer_id AND r.referral_id = a.referral_id
             WHERE a.invitee_id = ? AND a.referral_id > ? ORDER BY a.referral_id LIMIT ?) x",
    ),
    (
        "links",
        "SELECT link_id AS id, to_jsonb(x)::text AS line FROM (
             SELECT l.link_id, p.slug AS program, l.label, l.created_at,
                    (SELECT json_agg(c.code ORDER BY c.code) FROM codes c
                     WHERE c.person_id = l.person_id AND c.link_id = l.link_id) AS codes
             FROM links l JOIN programs p USING (program_id)
             WHERE l.person_id = ? AND l.link_id > ? ORDER BY l.link_id LIMIT ?) x",
    ),
    (
        "clicks",
        "SELECT click_id AS id, to_jsonb(x)::text AS line FROM (
             SELECT click_id, link_id, clicked_at, path, referring_host, sub, device FROM clicks
             WHERE person_id = ? AND click_id > ? ORDER BY click_id LIMIT ?) x",
    ),
    (
        "referrals",
        "SELECT referral_id AS id, to_jsonb(x)::text AS line FROM (
             SELECT r.referral_id, p.slug AS program, n.name AS invitee, r.code, r.sub, r.registered_at, r.first_payment_at,
                    r.last_payment_at, r.voided_at
             FROM referrals r JOIN programs p USING (program_id) LEFT JOIN invitee_names n ON n.person_id = r.invitee_id
             WHERE r.person_id = ? AND r.referral_id > ? ORDER BY r.referral_id LIMIT ?) x",
    ),
    (
        "claims",
        "SELECT claim_id AS id, to_jsonb(x)::text AS line FROM (
             SELECT c.claim_id, p.slug AS program, c.invitee, c.invited_on, c.evidence, c.claimed_at, c.state, c.decided_at, c.reason
             FROM claims c JOIN programs p USING (program_id)
             WHERE c.person_id = ? AND c.claim_id > ? ORDER BY c.claim_id LIMIT ?) x",
    ),
    (
        "receipts",
        "SELECT receipt_id AS id, to_jsonb(x)::text AS line FROM (
             SELECT r.receipt_id, p.slug AS program, r.clause, r.revision, r.unit, r.amount::text AS amount, r.reason,
                    r.terms_version, r.happened_at, r.recorded_at, r.hold_until, r.detail
             FROM receipts r JOIN programs p USING (program_id)
             WHERE r.person_id = ? AND r.receipt_id > ? ORDER BY r.receipt_id LIMIT ?) x",
    ),
    (
        "transfers",
        "SELECT transfer_id AS id, to_jsonb(x)::text AS line FROM (
             SELECT t.transfer_id, p.slug AS program, t.unit, t.kind, t.cause, t.debit, t.credit, t.amount::text AS amount,
                    t.effective_at, t.recorded_at
             FROM transfers t JOIN programs p USING (program_id)
             WHERE t.person_id = ? AND t.transfer_id > ? ORDER BY t.transfer_id LIMIT ?) x",
    ),
    (
        "withdrawals",
        "SELECT withdrawal_id AS id, to_jsonb(x)::text AS line FROM (
             SELECT w.withdrawal_id, p.slug AS program, w.method, w.currency, w.amount::text AS amount, w.fee::text AS fee,
                    w.state, w.requested_at, w.due_at, w.paid_at, w.reference, w.ended_at, w.reason
             FROM withdrawals w JOIN programs p USING (program_id)
             WHERE w.person_id = ? AND w.withdrawal_id > ? ORDER BY w.withdrawal_id LIMIT ?) x",
    ),
    (
        "adjustments",
        "SELECT adjustment_id AS id, to_jsonb(x)::text AS line FROM (
             SELECT a.adjustment_id, p.slug AS program, a.unit, a.currency, a.direction, a.amount::text AS amount, a.reason, a.note,
                    a.decided_at AS made_at
             FROM adjustments a JOIN programs p USING (program_id)
             WHERE a.person_id = ? AND a.adjustment_id > ? AND a.state = 'made' ORDER BY a.adjustment_id LIMIT ?) x",
    ),
    (
        "payouts",
        "SELECT payout_id AS id, to_jsonb(x)::text AS line FROM (
             SELECT o.payout_id, p.slug AS program, o.unit, o.currency, o.amount::text AS amount, o.scheduled_at, o.due_at, o.made_at
             FROM payouts o JOIN programs p USING (program_id)
             WHERE o.person_id = ? AND o.payout_id > ? ORDER BY o.payout_id LIMIT ?) x",
    ),
];

pub async fn show(_: SignedIn) -> Page<DataPage> {
    Page::new(DataPage { errors: Refusals::none() })
}

#[derive(Deserialize)]
pub struct Form {
    current: String,
}

pub async fn export(
    app: web::Data<App>,
    quotas: web::Data<Quotas>,
    who: SignedIn,
    request: HttpRequest,
    form: web::Form<Form>,
) -> Result<Either<HttpResponse, Page<DataPage>>, Error> {
    quotas.try_own_password(&request, who.person)?;
    if !people::is_password(&app.db, who.person, form.into_inner().current).await? {
        let errors = Refusals::one("current", "wrong-password-current");
        return Ok(Either::Right(Page::refused(DataPage { errors })));
    }
    let now = app.clock.now();
    let about = about(&app, who.person, now).await?;
    let name = format!("attachment; filename=\"beckon-{}.json\"", now.format("%Y-%m-%d"));
    let written = Written { app: app.get_ref().clone(), person: who.person, head: Some(about), list: 0, after: None };
    Ok(Either::Left(
        HttpResponse::Ok()
            .content_type("application/json")
            .insert_header((header::CONTENT_DISPOSITION, name))
            .insert_header((header::CACHE_CONTROL, "no-store"))
            .streaming(stream::try_unfold(written, Written::go_on)),
    ))
}

/// What is kept of the person, without what opens the account.
async fn about(app: &App, person: PersonId, now: Instant) -> Result<Value, Error> {
    let (found, open, two_step, payout, off) = app
        .db
        .read(async |conn| {
            tokio::try_join!(
                people::find(conn, person),
                sessions::open(conn, person, now),
                two_step::of(conn, person),
                payout_details::of(conn, &app.seal, person),
                notices::switched_off(conn, person)
            )
        })
        .await?;
    let found = found.ok_or(Error::Unauthorized)?;
    let sessions: Vec<Value> = open
        .iter()
        .map(|open| json!({"browser": browser(&open.agent), "created_at": open.created_at, "seen_at": open.seen_at}))
        .collect();
    let payout: Vec<Value> = payout
        .iter()
        .map(|kept| json!({"method": kept.details.method().name(), "details": kept.details, "confirmed_at": kept.confirmed_at}))
        .collect();
    let off: Vec<&str> = off.into_iter().map(Kind::word).collect();
    Ok(json!({
        "exported_at": now,
        "person": {
            "id": person, "name": found.name, "email": found.email, "email_confirmed_at": found.email_confirmed_at,
            "country": found.country, "language": found.language, "time_zone": found.time_zone,
            "hides_name": found.hides_name, "registered_at": found.registered_at,
            "two_step_since": two_step.map(|on| on.since),
        },
        "sessions": sessions,
        "payout_details": payout,
        "letters_off": off,
    }))
}

/// How far the document is written.
struct Written {
    app: App,
    person: PersonId,
    /// Not written yet.
    head: Option<Value>,
    list: usize,
    /// The last row of the list.
    after: Option<Uuid>,
}

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = SqlUuid)]
    id: Uuid,
    #[diesel(sql_type = Text)]
    line: String,
}

impl Written {
    async fn go_on(mut self) -> Result<Option<(Bytes, Written)>, Error> {
        if let Some(head) = self.head.take() {
            // Its closing brace comes after the lists.
            let text = head.to_string();
            let open = text.strip_suffix('}').unwrap_or(&text).to_owned();
            return Ok(Some((open.into(), self)));
        }
        let Some((name, statement)) = LISTS.get(self.list) else {
            let over = self.list > LISTS.len();
            self.list += 1;
            return Ok((!over).then(|| ("}\n".into(), self)));
        };
        let lines = self.lines(statement).await?;
        let begin = if self.after.is_none() { format!(",\n\"{name}\":[") } else { String::new() };
        let mut text = begin;
        for (n, line) in lines.iter().enumerate() {
            text.push_str(if n > 0 || self.after.is_some() { ",\n" } else { "\n" });
            text.push_str(&line.line);
        }
        match lines.last() {
            Some(last) if i64::try_from(lines.len()).is_ok_and(|read| read == PAGE) => self.after = Some(last.id),
            _ => {
                text.push(']');
                (self.list, self.after) = (self.list + 1, None);
            }
        }
        Ok(Some((text.into(), self)))
    }

    async fn lines(&self, statement: &'static str) -> Result<Vec<Line>, Fault> {
        let after = self.after.unwrap_or_default();
        self.app
            .db
            .read(async |conn| {
                sql(statement)
                    .bind::<SqlUuid, _>(self.person.0)
                    .bind::<SqlUuid, _>(after)
                    .bind::<BigInt, _>(PAGE)
                    .load(conn)
                    .await
            })
            .await
    }
}
