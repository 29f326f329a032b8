//! What the monthly runs read: hosts with several companies, who invite many, and everybody's subscriptions, invoices and payments.

use super::Played;
use super::compare::Said;
use super::history::{Bill, History, major};
use beckon::calendar::Instant;
use beckon::db::{Conn, Fault, sql};
use beckon::jobs::Job;
use beckon::rules::scale::CompanyResult;
use beckon::verification::jobs::ApplyDue;
use beckon::world::World;
use chrono::TimeDelta;
use diesel::QueryableByName;
use diesel::sql_types::Text;
use rand::Rng;
use rand::seq::{IndexedRandom, SliceRandom};
use rust_decimal::Decimal;
use serde_json::{Value, json};

/// The first persons of a history are those who invite.
pub const HOSTS: usize = 6;

/// In which the hosts invite.
const PROGRAMS: [&str; 3] = ["company-discounts", "each-month", "each-month"];

#[derive(Default)]
pub struct Months {
    /// (company, whose: none for an invitee's)
    companies: Vec<(usize, Option<usize>)>,
    subscribed: usize,
    /// (company, product)
    subscriptions: Vec<(usize, &'static str)>,
    invoices: Vec<usize>,
    /// Of hosts, oldest first.
    unpaid: Vec<usize>,
}

impl Months {
    pub fn is_of_host(&self, company: usize) -> bool {
        self.host_of(company).is_some()
    }

    fn host_of(&self, company: usize) -> Option<usize> {
        self.companies.iter().find(|(known, _)| *known == company).and_then(|(_, host)| *host)
    }

    fn currency_of(&self, company: usize) -> &'static str {
        if self.host_of(company).is_some_and(is_tenge) { "KZT" } else { "USD" }
    }
}

/// Hosts whom somebody brought to a program in that currency.
fn is_tenge(host: usize) -> bool {
    host == 3 || host == 4
}

impl History {
    /// The next thing that somebody reports of those who pay by the month.
    pub fn by_the_month(&mut self, now: Instant) -> (&'static str, Value) {
        match self.rng.random_range(0..100) {
            0..14 => self.invitee_registers(),
            14..15 => self.host_opens(),
            15..32 => self.subscribes(now),
            32..39 => self.status(),
            39..55 => self.pays_by_the_month(),
            55..70 => self.bills(now),
            70..89 => self.pays_a_bill(),
            89..95 => ("invoice.voided", json!({"invoice": self.recent_bill()})),
            95..99 => self.orders(),
            _ => {
                let company = self.some_company(false);
                ("company.closed", json!({"company": format!("c{company}")}))
            }
        }
    }

    pub fn has_hosts(&self) -> bool {
        self.people >= HOSTS
    }

    /// Some were invited themselves, so that they have offers too.
    pub fn host_registers(&mut self) -> (&'static str, Value) {
        let (n, company) = (self.people, self.companies);
        self.people += 1;
        self.companies += 1;
        self.months.companies.push((company, Some(n)));
        let mut data = json!({"person": format!("p{n}"), "email": format!("p{n}@example.com"),
            "company": {"company": format!("c{company}"), "name": "Host"}});
        let program = if is_tenge(n) { "half-share" } else { "each-month" };
        if n == 1 || is_tenge(n) {
            data["referrer"] = "p0".into();
            data["program"] = program.into();
        }
        ("person.registered", data)
    }

    fn host_opens(&mut self) -> (&'static str, Value) {
        let host = self.rng.random_range(0..HOSTS);
        let n = self.companies;
        self.companies += 1;
        self.months.companies.push((n, Some(host)));
        ("company.registered", json!({"company": format!("c{n}"), "person": format!("p{host}"), "name": "Host"}))
    }

    fn invitee_registers(&mut self) -> (&'static str, Value) {
        let (n, company) = (self.people, self.companies);
        self.people += 1;
        self.companies += 1;
        self.months.companies.push((company, None));
        // The first invites most: company discounts begin at five Active Referrals.
        let host = if self.chance(40) { 0 } else { self.rng.random_range(0..HOSTS) };
        let program = if host == 0 { PROGRAMS[0] } else { PROGRAMS[self.rng.random_range(0..PROGRAMS.len())] };
        let data = json!({"person": format!("p{n}"), "email": format!("p{n}@example.com"), "program": program,
            "referrer": format!("p{host}"), "company": {"company": format!("c{company}"), "name": "Invited"}});
        ("person.registered", data)
    }

    /// A host's more often than there are.
    fn some_company(&mut self, of_host: bool) -> usize {
        let known: Vec<usize> =
            self.months.companies.iter().filter(|(_, host)| !of_host || host.is_some()).map(|(n, _)| *n).collect();
        *known.choose(&mut self.rng).unwrap()
    }

    fn subscribes(&mut self, now: Instant) -> (&'static str, Value) {
        let next = self.months.companies.get(self.months.subscribed).map(|(company, _)| *company);
        let company = match next.filter(|_| self.chance(85)) {
            Some(next) => {
                self.months.subscribed += 1;
                next
            }
            None => self.some_company(false),
        };
        let product = ["standard", "standard", "plus"][self.rng.random_range(0..3)];
        let n = self.months.subscriptions.len();
        self.months.subscriptions.push((company, product));
        let mut data = json!({"subscription": format!("b{n}"), "company": format!("c{company}"), "product": product});
        if self.chance(20) {
            data["trial_ends_at"] = json!(now + TimeDelta::minutes(self.rng.random_range(-20_000..20_000)));
        }
        ("subscription.started", data)
    }

    fn status(&mut self) -> (&'static str, Value) {
        let n = self.rng.random_range(0..self.months.subscriptions.len() + 2);
        let status = ["active", "active", "active", "active", "trialing", "past_due", "canceled", "expired"]
            [self.rng.random_range(0..8)];
        ("subscription.changed", json!({"subscription": format!("b{n}"), "status": status}))
    }

    pub fn new_payment(&mut self) -> String {
        self.payments += 1;
        format!("m{}", self.payments - 1)
    }

    /// Without an invoice: for the company's only subscription, or for a product.
    fn pays_by_the_month(&mut self) -> (&'static str, Value) {
        let payment = self.new_payment();
        let Some(&(company, product)) = self.months.subscriptions.choose(&mut self.rng) else {
            return self.host_opens();
        };
        let currency = self.months.currency_of(company);
        let amount = self.rng.random_range(0..20_000).max(2000) - 2000;
        let mut data = json!({"payment": payment, "company": format!("c{company}"), "amount": major(amount),
            "currency": currency});
        if self.chance(40) {
            data["lines"] = json!([{"product": product, "kind": "plan", "amount": major(amount)}]);
        }
        ("payment.succeeded", data)
    }

    pub fn bills(&mut self, now: Instant) -> (&'static str, Value) {
        let of_host = self.chance(75);
        let company = self.some_company(of_host);
        let own = self.months.subscriptions.iter().enumerate().filter(|(_, (of, _))| *of == company);
        let own: Vec<(usize, &'static str)> = own.map(|(n, (_, product))| (n, *product)).collect();
        let known = own.choose(&mut self.rng).copied();
        let (amount, off) = (self.rng.random_range(1..30_000), self.rng.random_range(0..10_000));
        let off = if self.chance(30) { off.min(amount) } else { 0 };
        let product = known.map_or("standard", |(_, product)| product);
        let mut lines =
            vec![json!({"product": product, "kind": "plan", "amount": major(amount), "discount": major(off)})];
        if self.chance(40) {
            lines.push(json!({"product": "setup", "kind": "service", "amount": "7.77"}));
        }
        let total = amount - off + if lines.len() > 1 { 777 } else { 0 };
        let currency = self.months.currency_of(company);
        let n = self.invoices.len();
        let due_at = now + TimeDelta::minutes(self.rng.random_range(-3000..30_000));
        let mut data = json!({"invoice": format!("i{n}"), "company": format!("c{company}"), "currency": currency,
            "lines": lines, "due_at": due_at});
        if let Some((subscription, _)) = known.filter(|_| self.chance(60)) {
            data["subscription"] = format!("b{subscription}").into();
        }
        if self.chance(5) {
            // Perhaps of another company, perhaps of none yet.
            data["subscription"] = format!("b{}", self.rng.random_range(0..self.months.subscriptions.len() + 5)).into();
        }
        self.invoices.push(Bill { company, total });
        self.months.invoices.push(n);
        if self.months.is_of_host(company) {
            self.months.unpaid.push(n);
        }
        ("invoice.issued", data)
    }

    fn recent_bill(&mut self) -> String {
        let recent = self.months.invoices.len().saturating_sub(12);
        let n = self.months.invoices[recent..].choose(&mut self.rng).copied().unwrap_or(0);
        format!("i{n}")
    }

    /// Mostly as a whole, and the oldest first, so that hosts are not always blocked.
    fn pays_a_bill(&mut self) -> (&'static str, Value) {
        if self.months.unpaid.is_empty() {
            return self.status();
        }
        let payment = self.new_payment();
        let place = if self.chance(80) { 0 } else { self.rng.random_range(0..self.months.unpaid.len()) };
        let n = self.months.unpaid[place];
        let Bill { company, total } = self.invoices[n];
        let whole = self.chance(90);
        let amount = if whole { total } else { self.rng.random_range(0..=total) };
        if whole {
            self.months.unpaid.remove(place);
        }
        let data = json!({"payment": payment, "company": format!("c{company}"), "invoice": format!("i{n}"),
            "amount": major(amount), "currency": self.months.currency_of(company)});
        ("payment.succeeded", data)
    }

    fn orders(&mut self) -> (&'static str, Value) {
        let host = self.rng.random_range(0..HOSTS);
        let own = self.months.companies.iter().filter(|(_, whose)| *whose == Some(host));
        let mut own: Vec<usize> = own.map(|(company, _)| *company).collect();
        own.shuffle(&mut self.rng);
        own.truncate(self.rng.random_range(1..4));
        if self.chance(5) {
            own.push(self.some_company(false));
        }
        let order: Vec<String> = own.into_iter().map(|company| format!("c{company}")).collect();
        ("choice.made", json!({"person": format!("p{host}"), "order": order}))
    }
}

impl Played {
    /// Applies the runs that are due.
    pub async fn verifies(&mut self) {
        self.tell().await;
        ApplyDue {}.run(&self.app.app).await.unwrap_or_else(|error| panic!("seed {}: {error}", self.seed));
        // Nothing is recorded at the very instant of a cut.
        self.app.app.clock.advance(TimeDelta::microseconds(1)).unwrap();
        self.reference.follows(&self.app.app.db, &self.history.codes).await;
    }
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = Text)]
    key: String,
    #[diesel(sql_type = Text)]
    words: String,
}

/// What the runs gave, by program, month, person and company.
pub async fn assignments(conn: &Conn) -> Result<Said, Fault> {
    let rows: Vec<Row> =
        sql("SELECT concat_ws(' ', g.slug, to_char(r.month, 'YYYY-MM'), p.external_id, c.external_id) AS key,
                concat_ws(' ', a.places, trim_scale(a.percent), a.reason) AS words
         FROM assignments a JOIN runs r USING (run_id) JOIN programs g USING (program_id)
         JOIN external_ids p ON p.id = a.person_id AND p.noun = 'person'
         JOIN external_ids c ON c.id = a.company_id AND c.noun = 'company'")
        .load(conn)
        .await?;
    Ok(rows.into_iter().map(|row| (row.key, row.words)).collect())
}

pub fn assigned(world: &World) -> Said {
    let given = ["company-discounts", "each-month", super::random::PROGRAM].into_iter().flat_map(|slug| {
        // The database keeps none for a company to which no referral went.
        world.assignments(slug).filter(|given| given.result.places > 0).map(move |given| {
            let CompanyResult { places, percent, reason } = given.result;
            let words = format!("{places} {} {}", percent.value().normalize(), reason.name());
            (format!("{slug} {} {} {}", given.month, given.person, given.company), words)
        })
    });
    given.collect()
}

/// What was taken off each line of an invoice, by what, and what lost.
pub async fn discounts(conn: &Conn) -> Result<Said, Fault> {
    let rows: Vec<Row> = sql("SELECT external_id AS key, discounts::text AS words FROM invoices").load(conn).await?;
    let said = rows.into_iter().flat_map(|Row { key, words }| {
        let discounts: Vec<Value> = serde_json::from_str(&words).unwrap();
        discounts.into_iter().map(move |discount| {
            let amount = discount["amount"].as_str().unwrap().parse::<Decimal>().unwrap().normalize();
            let lost = if discount["lost"].is_null() { json!([]) } else { discount["lost"].clone() };
            let words = format!("{} {} {amount} after {lost}", discount["source"], discount["percent"]);
            (format!("{key} {}", discount["line"]), words)
        })
    });
    Ok(said.collect())
}

pub fn taken_off(world: &World) -> Said {
    let said = world.discounts().flat_map(|(invoice, discounts)| {
        discounts.iter().map(move |d| {
            let lost: Vec<_> = d.lost.iter().map(|lost| lost.source).collect();
            let amount = d.amount.amount().normalize();
            let words = format!("{} {} {amount} after {}", json!(d.source), json!(d.percent), json!(lost));
            (format!("{invoice} {}", d.line), words)
        })
    });
    said.collect()
}
