//! Who referred whom, changed after the registration: by the invitee, by a claim that staff approve, and ended by staff. Each story ends
//! with an audit, which plays the log again in memory.

mod changed;
mod decided;

use crate::support::TestApp;
use beckon::audit;
use beckon::db::{Conn, Fault, sql};
use diesel::QueryableByName;
use diesel::sql_types::{Numeric, Text};
use rust_decimal::Decimal;

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    who: String,
    #[diesel(sql_type = Text)]
    what: String,
    #[diesel(sql_type = Numeric)]
    amount: Decimal,
}

/// `Aigerim Sadykova on_hold 40500`, of everybody, without what is empty.
pub async fn held(app: &TestApp) -> Vec<String> {
    let held = async |conn: &Conn| -> Result<Vec<Line>, Fault> {
        sql("SELECT p.name AS who, a.account AS what, sum(a.balance) AS amount FROM accounts a JOIN persons p USING (person_id)
             WHERE a.balance <> 0 GROUP BY 1, 2 ORDER BY 1, 2")
        .load(conn)
        .await
    };
    let held = app.app.db.read(held).await.unwrap();
    held.into_iter().map(|line| format!("{} {} {}", line.who, line.what, line.amount.normalize())).collect()
}

/// The facts about referrals in the log, in the order in which they were applied.
async fn log(app: &TestApp) -> Vec<String> {
    let log = async |conn: &Conn| -> Result<Vec<Line>, Fault> {
        sql("SELECT '' AS who, type AS what, 0::numeric AS amount FROM events
             WHERE type LIKE 'referral.%' AND state = 'applied' ORDER BY applied_order")
        .load(conn)
        .await
    };
    app.app.db.read(log).await.unwrap().into_iter().map(|line| line.what).collect()
}

pub async fn is_whole(app: &TestApp) {
    let report = audit::audit(&app.app.db, None).await.unwrap();
    assert!(report.ok, "{:#?}", report.differences);
}
