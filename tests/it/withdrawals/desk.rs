//! Earners of cash, the staff who pay it, and what the database says of both.

use crate::people::payout::had_details;
use crate::support::TestApp;
use crate::support::sender::publish;
use crate::support::story::{Billing, Shown, Visitor};
use beckon::db::{Conn, Fault, sql};
use beckon::ids::PersonId;
use beckon::ledger::{self, Balances};
use beckon::people::tokens::Token;
use beckon::people::{self, By, Deed, Role};
use diesel::QueryableByName;
use diesel::sql_types::{Numeric, Text};
use rust_decimal::Decimal;
use serde_json::json;
use std::cell::Cell;
use std::ops::Deref;

pub const TERMS: &str = include_str!("partners.toml");

pub struct Desk<'a> {
    app: &'a TestApp,
    billing: Billing<'a>,
    payments: Cell<u32>,
}

/// Somebody with a browser and a name.
pub struct Somebody<'a> {
    visitor: Visitor<'a>,
    pub name: String,
    pub id: PersonId,
    /// What billing calls the company whose payments this person earns from.
    invited: String,
}

impl<'a> Deref for Somebody<'a> {
    type Target = Visitor<'a>;
    fn deref(&self) -> &Visitor<'a> {
        &self.visitor
    }
}

impl<'a> Desk<'a> {
    pub async fn open(app: &'a TestApp) -> Desk<'a> {
        Desk::under(app, TERMS).await
    }

    pub async fn under(app: &'a TestApp, terms: &str) -> Desk<'a> {
        publish(app, terms).await;
        Desk { app, billing: Billing::new(app).await, payments: Cell::new(0) }
    }

    async fn somebody(&self, name: &str) -> Somebody<'a> {
        let visitor = Visitor::registered(self.app, name, &format!("{name} LLP")).await;
        let key = format!("{}@example.kz", name.to_lowercase().replace(' ', "."));
        let known: Result<_, Fault> =
            self.app.app.db.read(async |conn| people::known_emails(conn, std::slice::from_ref(&key)).await).await;
        Somebody { visitor, name: name.into(), id: known.unwrap()[&key], invited: String::new() }
    }

    /// A member of staff who decides and pays.
    pub async fn finance(&self, name: &str) -> Somebody<'a> {
        let staff = self.somebody(name).await;
        self.promotes(&staff).await;
        staff
    }

    /// A member of staff who looks, and decides nothing.
    pub async fn support(&self, name: &str) -> Somebody<'a> {
        let staff = self.somebody(name).await;
        self.makes(&staff, Role::Support).await;
        staff
    }

    pub async fn promotes(&self, person: &Somebody<'_>) {
        self.makes(person, Role::Finance).await;
    }

    async fn makes(&self, person: &Somebody<'_>, role: Role) {
        let email = format!("{}@example.kz", person.name.to_lowercase().replace(' ', ".")).parse().unwrap();
        let token = Token::new().unwrap();
        let added: Result<_, Fault> =
            self.app.app.db.write(async |tx| people::add_staff(tx, &By::OPERATOR, &email, role, &token).await).await;
        assert!(!added.unwrap().created);
        person.signs_in(&person.name).await;
    }

    /// Somebody whose invited company paid: a tenth is theirs at once.
    pub async fn earner(&self, name: &str, paid: &str) -> Somebody<'a> {
        let mut earner = self.somebody(name).await;
        let invited = Visitor::new(self.app);
        invited.opens(&earner.link().await).await;
        invited.registers(&format!("Invited By {name}"), "Invited LLP").await;
        earner.invited = invited.company().await;
        had_details(self.app, earner.id).await;
        self.pays(&earner, paid).await;
        earner
    }

    /// The invited company pays again; answers what the payment is called.
    pub async fn pays(&self, earner: &Somebody<'_>, amount: &str) -> String {
        self.payments.set(self.payments.get() + 1);
        let payment = format!("pay_{}", self.payments.get());
        let data = json!({"payment": payment, "company": earner.invited, "amount": amount, "currency": "UAH"});
        self.reports("payment.succeeded", data).await;
        self.app.passes(chrono::TimeDelta::minutes(1)).await;
        payment
    }

    pub async fn refunds(&self, payment: &str) {
        let data = json!({"refund": format!("back_{payment}"), "payment": payment});
        self.reports("refund.completed", data).await;
    }

    pub fn company_of(&self, earner: &Somebody<'_>) -> String {
        earner.invited.clone()
    }

    pub async fn reports(&self, kind: &str, data: serde_json::Value) {
        assert_eq!(self.billing.reports(kind, data).await["status"], "applied");
    }

    /// What somebody has in cash.
    pub async fn has(&self, person: &Somebody<'_>) -> Balances {
        let found = self.app.app.db.read(async |conn| ledger::balances(conn, person.id).await).await.unwrap();
        found.into_iter().find(|balances| balances.unit == "cash").unwrap()
    }

    pub async fn deeds(&self) -> Vec<Deed> {
        self.app.app.db.read(async |conn| people::deeds(conn, 100).await).await.unwrap()
    }

    /// The facts about withdrawals, in the order in which they were applied.
    pub async fn log(&self) -> Vec<String> {
        let look = async |conn: &Conn| -> Result<Vec<Line>, Fault> {
            sql("SELECT type AS words, 0::numeric AS amount FROM events
                 WHERE type LIKE 'withdrawal.%' AND state = 'applied' ORDER BY applied_order")
            .load(conn)
            .await
        };
        self.app.app.db.read(look).await.unwrap().into_iter().map(|line| line.words).collect()
    }
}

impl Somebody<'_> {
    /// Fills in the form as it stands.
    pub async fn tries(&self, amount: &str, method: &str) -> Shown {
        let page = self.opens("/withdrawals?program=partners").await;
        self.fills(&page, amount, method).await
    }

    pub async fn fills(&self, page: &Shown, amount: &str, method: &str) -> Shown {
        let (id, program) = (page.field("withdrawal"), page.field("program"));
        let form = [("withdrawal", id), ("program", program), ("amount", amount), ("method", method)];
        self.sends("/withdrawals", &form).await
    }

    /// A request that is granted; answers its id.
    pub async fn asks(&self, amount: &str) -> String {
        self.asks_to(amount, "card").await
    }

    pub async fn asks_to(&self, amount: &str, method: &str) -> String {
        let page = self.opens("/withdrawals").await;
        let done = self.fills(&page, amount, method).await;
        assert_eq!((done.status, done.to.as_str()), (303, "/withdrawals?program=partners"), "{}", done.text);
        page.field("withdrawal").to_owned()
    }

    /// A step on the way: a noun of the address.
    pub async fn takes(&self, id: &str, step: &str) -> Shown {
        let room = if step == "cancellation" { "withdrawals" } else { "admin/withdrawals" };
        let form = [("reason", "as a test wants it"), ("reference", "INV-9")];
        self.sends(&format!("/{room}/{id}/{step}"), &form).await
    }
}

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    words: String,
    #[diesel(sql_type = Numeric)]
    amount: Decimal,
}

/// What was posted for one withdrawal: kind, debit, credit, amount.
pub async fn transfers(app: &TestApp, withdrawal: &str) -> Vec<String> {
    let look = async |conn: &Conn| -> Result<Vec<Line>, Fault> {
        sql("SELECT concat_ws(' ', kind, debit, credit) AS words, amount FROM transfers
             WHERE cause = ? AND unit = 'cash' ORDER BY transfer_id")
        .bind::<Text, _>(withdrawal.to_owned())
        .load(conn)
        .await
    };
    let lines = app.app.db.read(look).await.unwrap();
    lines.into_iter().map(|line| format!("{} {:.2}", line.words, line.amount)).collect()
}
