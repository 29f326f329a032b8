//! What Beckon bills itself: plans with trials, invoices that time brings, money that staff record.

mod staff;
mod time;
mod unpaid_offer;
mod year;

use crate::support::TestApp;
use crate::support::story::{Shown, Visitor};
use beckon::db::{Fault, sql};
use beckon::people::tokens::Token;
use beckon::people::{self, By, Role};
use diesel::QueryableByName;
use diesel::sql_types::Text;
use uuid::Uuid;

/// A form that is but a button.
pub const NOTHING: &[(&str, &str)] = &[];

/// One of the staff, registered as everybody, then promoted.
pub async fn staff<'a>(app: &'a TestApp, name: &str, role: Role) -> Visitor<'a> {
    let visitor = Visitor::registered(app, name, "The house").await;
    let email = format!("{}@example.kz", name.to_lowercase().replace(' ', ".")).parse().unwrap();
    let token = Token::new().unwrap();
    let added: Result<_, Fault> =
        app.app.db.write(async |tx| people::add_staff(tx, &By::OPERATOR, &email, role, &token).await).await;
    assert!(!added.unwrap().created);
    visitor.signs_in(name).await;
    visitor
}

/// Adds a product; answers its id.
pub async fn sells(admin: &Visitor<'_>, kind: &str, name: &str, price: &str, days: (&str, &str)) -> String {
    let id = Uuid::new_v4().to_string();
    let form = [
        ("product", id.as_str()),
        ("kind", kind),
        ("name", name),
        ("currency", "KZT"),
        ("price", price),
        ("period", "month"),
        ("trial_days", days.0),
        ("due_days", days.1),
    ];
    let sent = admin.sends("/admin/products", &form).await;
    assert_eq!((sent.status, sent.to.as_str()), (303, "/admin/products"), "{}", sent.text);
    id
}

/// A person and the plans of the first company.
pub struct Customer<'a> {
    pub app: &'a TestApp,
    pub visitor: Visitor<'a>,
    pub company: String,
}

impl<'a> Customer<'a> {
    pub async fn new(app: &'a TestApp, name: &str) -> Customer<'a> {
        Customer::of(app, Visitor::registered(app, name, &format!("{name} LLP")).await).await
    }

    /// Who came by a link of another.
    pub async fn by(app: &'a TestApp, link: &str, name: &str) -> Customer<'a> {
        let visitor = Visitor::new(app);
        visitor.opens(link).await;
        visitor.registers(name, &format!("{name} LLP")).await;
        Customer::of(app, visitor).await
    }

    async fn of(app: &'a TestApp, visitor: Visitor<'a>) -> Customer<'a> {
        let page = visitor.opens("/plans").await;
        let (_, after) = page.text.split_once(r#"aria-labelledby="c-"#).unwrap();
        let company = after.split('"').next().unwrap().to_owned();
        Customer { app, visitor, company }
    }

    pub async fn tries(&self, product: &str) -> Shown {
        let subscription = Uuid::new_v4().to_string();
        let form = [("subscription", subscription.as_str()), ("company", &self.company), ("product", product)];
        self.visitor.sends("/plans/subscriptions", &form).await
    }

    /// Begins a plan; answers the path below which it is changed.
    pub async fn chooses(&self, product: &str) -> String {
        let sent = self.tries(product).await;
        assert_eq!((sent.status, sent.to.as_str()), (303, "/plans"), "{}", sent.text);
        let page = self.visitor.opens("/plans").await;
        let ids = page.text.split(r#"<article class="plan stack" aria-labelledby="s-"#).skip(1);
        format!("/plans/subscriptions/{}", ids.last().unwrap().split('"').next().unwrap())
    }

    pub async fn does(&self, path: &str, form: &[(&str, &str)]) {
        let sent = self.visitor.sends(path, form).await;
        assert_eq!((sent.status, sent.to.as_str()), (303, "/plans"), "{path}: {}", sent.text);
    }

    pub async fn adds(&self, path: &str, product: &str) -> String {
        let addition = Uuid::new_v4().to_string();
        self.does(&format!("{path}/additions"), &[("addition", &addition), ("product", product)]).await;
        addition
    }

    /// The days of the invoices that Beckon issued and what they came to, oldest first: `2026-05-31 90000`.
    pub async fn invoices(&self) -> Vec<String> {
        let text = "SELECT to_char(i.issued_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') || ' ' || trim_scale(i.total) AS said
             FROM invoices i JOIN companies c USING (person_id, company_id) WHERE c.company_id::text = ?
             ORDER BY i.issued_at, i.invoice_id";
        self.said(text).await
    }

    /// The dated statuses of all its subscriptions, with the next charge: `2026-05-31 active 2026-06-30`.
    pub async fn statuses(&self) -> Vec<String> {
        let text = "SELECT to_char(s.changed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') || ' ' || s.status
               || coalesce(to_char(s.next_charge_at AT TIME ZONE 'UTC', ' YYYY-MM-DD'), '') AS said
             FROM subscription_changes s JOIN subscriptions t USING (person_id, subscription_id)
             WHERE t.company_id::text = ? ORDER BY s.changed_at, s.external_id COLLATE \"C\"";
        self.said(text).await
    }

    pub async fn said(&self, text: &'static str) -> Vec<String> {
        #[derive(QueryableByName)]
        struct Said {
            #[diesel(sql_type = Text)]
            said: String,
        }
        let company = self.company.clone();
        let found: Result<Vec<Said>, Fault> =
            self.app.app.db.read(async |conn| sql(text).bind::<Text, _>(company).load(conn).await).await;
        found.unwrap().into_iter().map(|row| row.said).collect()
    }

    /// The path of the newest invoice's number below `/invoices/` and `/admin/invoices/`.
    pub async fn newest(&self) -> String {
        let list = self.visitor.opens("/invoices").await;
        list.ids("/invoices/").first().unwrap().to_string()
    }

    pub async fn says_it_saves(&self, what: &str) -> bool {
        let page = self.visitor.opens("/companies").await;
        page.text.replace(['\u{2068}', '\u{2069}'], "").contains(&format!("saves ₸{what}"))
    }

    /// Leaves no session to expire while days pass.
    pub async fn comes(&self, name: &str) {
        self.visitor.signs_in(name).await;
    }
}

/// Records money for an invoice, as it came today.
pub async fn records(desk: &Visitor<'_>, app: &TestApp, invoice: &str, amount: &str) -> Shown {
    let page = desk.opens(&format!("/admin/invoices/{invoice}")).await;
    let today = app.now().format("%Y-%m-%d").to_string();
    let payment = Uuid::new_v4().to_string();
    let payment = if page.field("payment").is_empty() { &payment } else { page.field("payment") };
    let form = [("payment", payment), ("amount", amount), ("date", &today), ("reference", "Bank 7")];
    desk.sends(&format!("/admin/invoices/{invoice}/payments"), &form).await
}
