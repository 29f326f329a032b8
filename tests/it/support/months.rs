//! A referrer with companies, those whom they invited, and the months that pass: the stories of the company discounts.

use super::TestApp;
use super::sender::{Sender, publish};
use beckon::calendar::Month;
use beckon::db::{Fault, sql};
use beckon::verification::{Applied, Question, Recomputed, Refused, apply, preview, recompute};
use diesel::QueryableByName;
use diesel::sql_types::{Integer, Nullable, Numeric, Text, Timestamptz};
use rust_decimal::Decimal;
use serde_json::{Value, json};

pub const TERMS: &str = include_str!("../../../programs/company-discounts.toml");

pub struct Months<'a> {
    pub app: &'a TestApp,
    pub billing: Sender<'a>,
}

/// What a run gave: company, places, percent, reason.
#[derive(Debug, PartialEq, QueryableByName)]
pub struct Assigned {
    #[diesel(sql_type = Text)]
    pub company: String,
    #[diesel(sql_type = Integer)]
    pub places: i32,
    #[diesel(sql_type = Numeric)]
    pub percent: Decimal,
    #[diesel(sql_type = Text)]
    pub reason: String,
}

impl<'a> Months<'a> {
    /// With the program published, and a referrer `anna` who has this many companies, `a1` and so on, each with a paid subscription.
    pub async fn of(app: &'a TestApp, companies: usize) -> Months<'a> {
        Months::under(app, TERMS, companies).await
    }

    pub async fn under(app: &'a TestApp, terms: &str, companies: usize) -> Months<'a> {
        publish(app, terms).await;
        let months = Months { app, billing: Sender::named(app, "billing").await };
        let anna = json!({"person": "anna", "email": "anna@customer.example"});
        months.tell("person.registered", anna).await;
        for n in 1..=companies {
            let company = format!("a{n}");
            months.tell("company.registered", json!({"company": company, "person": "anna", "name": company})).await;
            months.subscribes(&company).await;
        }
        months
    }

    pub async fn tell(&self, kind: &str, data: Value) {
        let said = self.billing.says(kind, data).await;
        assert_eq!(said.body["status"], "applied", "{kind}: {said:?}");
    }

    /// The company starts a subscription without a trial and pays for it.
    pub async fn subscribes(&self, company: &str) {
        self.tell("subscription.started", started(company)).await;
        self.tell("payment.succeeded", paid(company, "first")).await;
    }

    /// Persons whom `anna` invited, each with a company of the same name and a paid subscription.
    pub async fn invites(&self, names: std::ops::Range<usize>) {
        let events = names.flat_map(|n| invitee(&format!("i{n}")));
        let lines: Vec<String> = events.map(|(kind, data)| self.billing.event(kind, data).to_string()).collect();
        for answers in lines.chunks(400) {
            for answer in self.billing.posts_lines(answers).await {
                assert_eq!(answer["status"], "applied", "{answer}");
            }
        }
    }

    /// A plan's invoice of 100 dollars, due in ten days; answers what is to be paid.
    pub async fn issues(&self, invoice: &str, company: &str) -> String {
        self.issues_with(invoice, company, json!([{"product": "standard", "kind": "plan", "amount": "100"}])).await
    }

    pub async fn issues_with(&self, invoice: &str, company: &str, lines: Value) -> String {
        let due = self.app.now() + chrono::TimeDelta::days(10);
        let data = json!({"invoice": invoice, "company": company, "currency": "USD", "lines": lines, "due_at": due});
        self.tell("invoice.issued", data).await;
        self.total(invoice).await
    }

    pub async fn total(&self, invoice: &str) -> String {
        #[derive(QueryableByName)]
        struct Total {
            #[diesel(sql_type = Numeric)]
            total: Decimal,
        }
        let invoice = invoice.to_owned();
        let found: Result<Total, Fault> = self
            .app
            .app
            .db
            .read(async |conn| {
                sql("SELECT total FROM invoices WHERE external_id = ?").bind::<Text, _>(invoice).one(conn).await
            })
            .await;
        found.unwrap().total.normalize().to_string()
    }

    /// Moves the clock and lets everything happen that happens by itself.
    pub async fn comes(&self, at: &str) {
        self.app.app.clock.set(at.parse().unwrap()).unwrap();
        self.app.works_jobs().await;
    }

    /// What the newest finished run gave each company.
    pub async fn given(&self) -> Vec<(String, String)> {
        self.assigned().await.into_iter().map(|a| (a.company, a.percent.normalize().to_string())).collect()
    }

    pub async fn assigned(&self) -> Vec<Assigned> {
        let found: Result<Vec<Assigned>, Fault> = self
            .app
            .app
            .db
            .read(async |conn| {
                sql("SELECT k.external_id AS company, a.places, a.percent, a.reason FROM assignments a JOIN current_runs USING (run_id)
                     JOIN external_ids k ON k.id = a.company_id AND k.noun = 'company' ORDER BY k.external_id")
                .load(conn)
                .await
            })
            .await;
        found.unwrap()
    }

    async fn question(&self, month: &str) -> Result<Question, Refused> {
        let (month, now): (Month, _) = (month.parse().unwrap(), self.app.now());
        self.app.app.db.read(async |conn| Question::find(conn, "", month, now).await).await
    }

    pub async fn applies(&self, month: &str) -> Result<Applied, Refused> {
        apply(&self.app.app.db, self.question(month).await?).await
    }

    pub async fn recomputes(&self, month: &str) -> Result<Recomputed, Refused> {
        recompute(&self.app.app.db, self.question(month).await?).await
    }

    /// (the hash of what was read, company by company percents)
    pub async fn previews(&self, month: &str) -> Result<(String, Vec<String>), Refused> {
        let question = self.question(month).await?;
        question.may_be_previewed(self.app.now())?;
        let mut percents = Vec::new();
        let found = preview(&self.app.app.db, &question, |referrer| {
            percents.extend(referrer.companies.iter().map(|given| given.result.percent.to_string()));
        });
        Ok((found.await?.done.inputs(), percents))
    }

    /// The standing of an invitee's referral now: `active`, or why not.
    pub async fn standing(&self, invitee: &str) -> String {
        #[derive(QueryableByName)]
        struct Standing {
            #[diesel(sql_type = Text)]
            standing: String,
            #[diesel(sql_type = Nullable<Text>)]
            why: Option<String>,
        }
        let (invitee, now) = (invitee.to_owned(), self.app.now());
        let found: Result<Standing, Fault> = self
            .app
            .app
            .db
            .read(async |conn| {
                sql("SELECT a.standing, a.why FROM referral_activity a JOIN referrals r USING (person_id, referral_id)
                     JOIN external_ids k ON k.id = r.invitee_id AND k.noun = 'person'
                     WHERE k.external_id = ? AND a.replaced_at IS NULL AND a.from_at <= ? AND (a.until_at IS NULL OR a.until_at > ?)")
                .bind::<Text, _>(invitee)
                .bind::<Timestamptz, _>(now)
                .bind::<Timestamptz, _>(now)
                .one(conn)
                .await
            })
            .await;
        let found = found.unwrap();
        found.why.unwrap_or(found.standing)
    }
}

pub fn started(company: &str) -> Value {
    json!({"subscription": format!("{company}-s"), "company": company, "product": "standard", "price": "100"})
}

pub fn paid(company: &str, which: &str) -> Value {
    json!({"payment": format!("{company}-{which}"), "company": company, "amount": "100", "currency": "USD"})
}

/// Everything that makes an Active Referral of `anna`.
pub fn invitee(name: &str) -> Vec<(&'static str, Value)> {
    let registered = json!({"person": name, "email": format!("{name}@customer.example"), "program": "company-discounts",
        "referrer": "anna", "company": {"company": name, "name": name}});
    vec![
        ("person.registered", registered),
        ("subscription.started", started(name)),
        ("payment.succeeded", paid(name, "first")),
    ]
}
