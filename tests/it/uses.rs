//! What becomes of what was earned: units that pay invoices, cash that becomes credit, what goes out by itself. Each story is told to
//! the database and audited: the audit plays the log again in memory and holds the balances against it.

mod at_once;
mod caught_up;
mod conversions;
mod extensions;
mod invoices;
mod losses;
mod payouts;
mod reductions;

use crate::support::TestApp;
use crate::support::story::{Billing, Visitor};
use beckon::db::{Conn, Fault, sql};
use beckon::{audit, intake, programs, rewards};
use diesel::QueryableByName;
use diesel::sql_types::{Numeric, Text};
use rust_decimal::Decimal;

/// 10 % of each payment, at once; then what becomes of it.
fn terms(given: &str, uses: &str) -> String {
    format!(
        "program = \"gain\"\nname = \"Gain\"\ncurrency = \"KZT\"\ntime_zone = \"UTC\"\n\
         [[reward]]\non = \"payment\"\nto = \"referrer\"\ngive = \"10 %\"\nas = \"{given}\"\n{uses}\n"
    )
}

async fn publish(app: &TestApp, terms: &str) {
    let published: Result<_, programs::NotPublished> =
        app.app.db.write(async |tx| intake::publish(tx, terms, None).await).await;
    published.unwrap();
}

/// A referrer with a tenth of 4,050.00 available, and billing.
async fn earned<'a>(app: &'a TestApp, terms: &str) -> (Visitor<'a>, Billing<'a>) {
    publish(app, terms).await;
    let ann = Visitor::registered(app, "Ann Bell", "Acme").await;
    let bob = Visitor::new(app);
    bob.opens(&ann.link().await).await;
    bob.registers("Bob Cole", "Bobs").await;
    let billing = Billing::new(app).await;
    billing.is_paid("pay_1", &bob.company().await, "4050.00").await;
    rewards::release_due(&app.app.db).await.unwrap();
    ann.signs_in("Ann Bell").await;
    (ann, billing)
}

#[derive(QueryableByName)]
struct Held {
    #[diesel(sql_type = Text)]
    unit: String,
    #[diesel(sql_type = Text)]
    account: String,
    #[diesel(sql_type = Numeric)]
    balance: Decimal,
}

/// `cash available 405.00`, of everybody, without what is empty.
async fn held(app: &TestApp) -> Vec<String> {
    let held = async |conn: &Conn| -> Result<Vec<Held>, Fault> {
        sql("SELECT unit, account, balance FROM accounts WHERE balance <> 0 ORDER BY unit, account").load(conn).await
    };
    let held = app.app.db.read(held).await.unwrap();
    held.into_iter().map(|held| format!("{} {} {:.2}", held.unit, held.account, held.balance)).collect()
}

/// `withdrawal_paid 405.00 2026-05-15 00:00:00 UTC`, in the order in which they were posted.
async fn posted(app: &TestApp, kinds: &[&str]) -> Vec<String> {
    #[derive(QueryableByName)]
    struct Posted {
        #[diesel(sql_type = Text)]
        kind: String,
        #[diesel(sql_type = Numeric)]
        amount: Decimal,
        #[diesel(sql_type = diesel::sql_types::Timestamptz)]
        effective_at: beckon::calendar::Instant,
    }
    let posted = async |conn: &Conn| -> Result<Vec<Posted>, Fault> {
        sql("SELECT kind, amount, effective_at FROM transfers ORDER BY transfer_id").load(conn).await
    };
    let posted = app.app.db.read(posted).await.unwrap();
    let wanted = posted.into_iter().filter(|posted| kinds.contains(&posted.kind.as_str()));
    wanted.map(|posted| format!("{} {:.2} {}", posted.kind, posted.amount, posted.effective_at)).collect()
}

async fn is_whole(app: &TestApp) {
    let report = audit::audit(&app.app.db, None).await.unwrap();
    assert!(report.ok, "{:#?}", report.differences);
}

/// What billing calls Bob's company.
async fn company_of(app: &TestApp) -> String {
    #[derive(QueryableByName)]
    struct Named {
        #[diesel(sql_type = Text)]
        external_id: String,
    }
    let named: Result<Named, Fault> = app
        .app
        .db
        .read(async |conn| {
            sql("SELECT k.external_id FROM external_ids k JOIN companies c ON c.company_id = k.id WHERE c.name = 'Bobs'")
                .one(conn)
                .await
        })
        .await;
    named.unwrap().external_id
}
