//! What happens to the people of such a program, over months or years.

mod subscriptions;

use super::{ACTIONS, CLASSES, CODES, COUNTRIES, Maker, OPTIONS, PRODUCTS, PROGRAM, SUBS};
use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use rand::Rng;
use serde_json::{Value, json};

/// In the order of their instants.
pub struct Facts {
    pub events: Vec<Value>,
    /// Nothing happens after it.
    pub ends: DateTime<Utc>,
}

/// Whoever may own a company.
struct Cast {
    /// When each registered.
    people: Vec<DateTime<Utc>>,
    /// Of each company its owner.
    companies: Vec<usize>,
    /// Of each subscription its company and product.
    subscriptions: Vec<(usize, &'static str)>,
}

pub struct Story<'m> {
    maker: &'m mut Maker,
    cast: Cast,
    events: Vec<Value>,
    begins: DateTime<Utc>,
    minutes: i64,
}

fn instant(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::AutoSi, true)
}

/// When an event says that it happened.
pub fn happened(event: &Value) -> DateTime<Utc> {
    event["timestamp"].as_str().unwrap().parse().unwrap()
}

impl Maker {
    /// So many people, and so many things besides their registrations.
    pub fn facts(&mut self, people: usize, things: usize) -> Facts {
        let days = self.one(&[40, 120, 120, 400, 400, 1100]);
        let begins: DateTime<Utc> = "2026-04-10T10:00:00Z".parse().unwrap();
        let cast = Cast { people: Vec::new(), companies: Vec::new(), subscriptions: Vec::new() };
        let mut story = Story { maker: self, cast, events: Vec::new(), begins, minutes: days * 24 * 60 };
        for n in 0..people {
            story.registers(n);
        }
        for _ in 0..things {
            story.happens();
        }
        let ends = story.begins + TimeDelta::minutes(story.minutes + 100 * 24 * 60);
        let mut events = story.events;
        events.sort_by_key(happened);
        Facts { events, ends }
    }
}

impl Story<'_> {
    fn says(&mut self, type_name: &str, at: DateTime<Utc>, data: Value) {
        let id = format!("e{}", self.events.len());
        self.events.push(json!({"id": id, "type": type_name, "timestamp": instant(at), "data": data}));
    }

    fn pick(&mut self, most: usize) -> usize {
        self.maker.rng.random_range(0..most)
    }

    fn chance(&mut self, percent: u32) -> bool {
        self.maker.chance(percent)
    }

    fn after(&mut self, since: DateTime<Utc>, most_days: i64) -> DateTime<Utc> {
        let last = self.begins + TimeDelta::minutes(self.minutes);
        let room = (last - since).num_minutes().clamp(2, most_days * 24 * 60);
        // Often at the full day, so that instants fall together with midnights and with one another.
        let at = since + TimeDelta::minutes(self.maker.rng.random_range(1..room));
        if self.chance(30) { at.date_naive().and_time(since.time()).and_utc().max(since) } else { at }
    }

    fn amount(&mut self, most: u32) -> u32 {
        let scale = 10u32.pow(self.maker.digits as u32);
        if self.chance(50) {
            self.maker.rng.random_range(0..most) * scale
        } else {
            self.maker.rng.random_range(0..most * scale)
        }
    }

    fn major(&self, minor: u32) -> String {
        let digits = self.maker.digits;
        let scale = 10u32.pow(digits as u32);
        if digits == 0 { minor.to_string() } else { format!("{}.{:0digits$}", minor / scale, minor % scale) }
    }

    /// The first two have the codes; whoever comes later is invited by somebody who is there.
    fn registers(&mut self, n: usize) {
        let since = self.begins + TimeDelta::minutes(self.minutes * n as i64 / 20);
        let at = since + TimeDelta::minutes(self.maker.rng.random_range(0..1000));
        let mut data = json!({"person": format!("p{n}"), "email": format!("p{n}@example.com"),
            "company": {"company": format!("c{n}"), "name": "Company"}});
        if self.chance(40) {
            data["country"] = json!(self.maker.one(&COUNTRIES));
        }
        if self.chance(40) {
            data["kind"] = json!(self.maker.one(&["individual", "business"]));
        }
        let referrer = if self.chance(60) { 0 } else { self.pick(n.max(1)) };
        match self.pick(10) {
            _ if n == 0 => {}
            0 => {}
            1..3 if n > 1 => data["code"] = json!(CODES[referrer.min(1)]),
            3..5 if n > 1 => {
                let mut click = json!({"click": format!("k{n}"), "code": CODES[referrer.min(1)], "path": "/"});
                if self.chance(60) {
                    click["sub"] = json!(self.maker.one(&SUBS));
                }
                let earlier = at - TimeDelta::minutes(self.maker.rng.random_range(1..30_000));
                // Nobody's link is followed before they are there.
                self.says("link.clicked", earlier.max(self.cast.people[1]), click);
                data["click"] = json!(format!("k{n}"));
            }
            _ => {
                data["program"] = json!(PROGRAM);
                data["referrer"] = json!(format!("p{referrer}"));
            }
        }
        self.says("person.registered", at, data);
        self.cast.people.push(at);
        self.cast.companies.push(n);
        if self.chance(70) {
            self.subscribes(n);
        }
    }

    /// A company, and an instant at which it was there.
    fn somebody(&mut self) -> (usize, DateTime<Utc>) {
        let company = self.pick(self.cast.companies.len());
        let since = self.cast.people[self.cast.companies[company]];
        (company, self.after(since, 1100))
    }

    fn happens(&mut self) {
        match self.pick(100) {
            0..38 => self.pays(),
            38..52 => self.acts(),
            52..62 => self.is_billed(),
            62..70 => self.changes_subscription(),
            70..75 => {
                let company = self.pick(self.cast.companies.len());
                self.subscribes(company);
            }
            75..88 => self.is_told_of(),
            88..90 => {
                let n = self.cast.companies.len();
                let (company, at) = self.somebody();
                let owner = self.cast.companies[company];
                self.says(
                    "company.registered",
                    at,
                    json!({"company": format!("c{n}"), "person": format!("p{owner}"), "name": "Another"}),
                );
                self.cast.companies.push(owner);
            }
            90 => {
                let (company, at) = self.somebody();
                self.says("company.closed", at, json!({"company": format!("c{company}")}));
            }
            91..94 => {
                let (_, at) = self.somebody();
                let rate = self.maker.one(&["0.025", "1.5", "40"]);
                let from = self.maker.currency;
                let to = if from == "USD" { "EUR" } else { "USD" };
                self.says("rate.changed", at, json!({"from": from, "to": to, "rate": rate}));
            }
            _ => self.pays(),
        }
    }

    /// Lines with everything that one may say, and what is to be paid for them.
    fn lines(&mut self, at: DateTime<Utc>) -> (Vec<Value>, u32) {
        let (mut lines, mut total) = (Vec::new(), 0);
        for _ in 0..self.maker.one(&[1, 1, 2, 3]) {
            let (product, kind) = self.maker.one(&PRODUCTS);
            let amount = self.amount(120);
            let mut line = json!({"product": product, "kind": kind, "amount": self.major(amount)});
            let mut net = amount;
            if self.chance(20) {
                line["months"] = json!(self.maker.one(&[1, 3, 12]));
            }
            if self.chance(20) {
                line["quantity"] = json!(self.maker.one(&[1, 2, 5]));
            }
            if self.chance(25) {
                line["order"] = json!(self.maker.one(&["new", "renewal", "upgrade"]));
            }
            if self.chance(15) {
                line["service_until"] = json!(instant(at + TimeDelta::days(self.maker.rng.random_range(1..400))));
            }
            if self.chance(15) {
                let cost = self.amount(100);
                line["cost"] = json!(self.major(cost));
            }
            if self.chance(25) {
                line["labels"] = json!(self.maker.labels());
            }
            if self.chance(8) {
                line["promotional"] = json!(true);
            }
            for word in ["discount", "term_discount"] {
                if self.chance(12) {
                    line[word] = json!(self.major(net / 4));
                    net -= net / 4;
                }
            }
            total += net;
            lines.push(line);
        }
        (lines, total)
    }

    fn pays(&mut self) {
        let (company, at) = self.somebody();
        let n = self.events.len();
        let payment = format!("x{n}");
        let currency = if self.chance(4) { "GBP" } else { self.maker.currency };
        if currency == "GBP" {
            let data =
                json!({"payment": payment, "company": format!("c{company}"), "amount": "20", "currency": currency});
            return self.says("payment.succeeded", at, data);
        }
        let (lines, total) = self.lines(at);
        let credit = if self.chance(10) { total / 5 } else { 0 };
        let amount = total - credit;
        let mut data = json!({"payment": payment, "company": format!("c{company}"), "amount": self.major(amount), "currency": currency});
        if self.chance(70) {
            data["lines"] = json!(lines);
            if credit > 0 {
                data["credit"] = json!(self.major(credit));
            }
        }
        if self.chance(30) {
            data["tax"] = json!(self.major(amount / 6));
        }
        if self.chance(10) {
            data["promo_code"] = json!("SPRING");
        }
        self.says("payment.succeeded", at, data);
        self.is_refunded(&payment, at, amount);
    }

    /// Perhaps, in one or two parts that come to no more than was paid, or by a dispute.
    fn is_refunded(&mut self, payment: &str, at: DateTime<Utc>, amount: u32) {
        if amount == 0 || !self.chance(30) {
            return;
        }
        if self.chance(20) {
            let asked = self.after(at, 60);
            self.says("payment.disputed", asked, json!({"payment": payment}));
            if self.chance(70) {
                let settled = self.after(asked, 60);
                let outcome = self.maker.one(&["dispute.won", "dispute.lost"]);
                self.says(outcome, settled, json!({"payment": payment}));
            }
            return;
        }
        let parts = self.maker.one(&[1, 1, 2]);
        for part in 0..parts {
            let mut data = json!({"refund": format!("{payment}-{part}"), "payment": payment});
            if parts == 2 || self.chance(40) {
                let part = self.maker.one(&[amount / 2, amount / 3, 0]);
                data["amount"] = json!(self.major(part));
            }
            let asked = self.after(at, 120);
            let stages = self.pick(10);
            if stages < 5 {
                self.says("refund.requested", asked, data.clone());
            }
            if stages > 1 {
                let settled = if self.chance(80) { "refund.completed" } else { "refund.declined" };
                let settled_at = self.after(asked, 40);
                self.says(settled, settled_at, data);
            }
        }
    }

    fn acts(&mut self) {
        let (company, at) = self.somebody();
        let owner = self.cast.companies[company];
        let action = format!("a{}", self.events.len());
        let mut data = json!({"action": action, "name": self.maker.one(&ACTIONS)});
        if self.chance(60) {
            data["person"] = json!(format!("p{owner}"));
        } else {
            data["company"] = json!(format!("c{company}"));
        }
        if self.chance(60) {
            let amount = self.amount(300);
            data["amount"] = json!(self.major(amount));
        }
        if self.chance(40) {
            data["product"] = json!(self.maker.one(&PRODUCTS).0);
        }
        if self.chance(30) {
            data["labels"] = json!(self.maker.labels());
        }
        self.says("action.completed", at, data);
        if self.chance(25) {
            let reversed = self.after(at, 200);
            self.says("action.reversed", reversed, json!({"action": action}));
        }
    }

    fn is_billed(&mut self) {
        let (company, at) = self.somebody();
        let n = self.events.len();
        let (lines, total) = self.lines(at);
        let due_at = instant(at + TimeDelta::days(self.maker.one(&[0, 10, 30])));
        let mut data = json!({"invoice": format!("i{n}"), "company": format!("c{company}"), "currency": self.maker.currency,
            "lines": lines, "due_at": due_at});
        let own: Vec<usize> =
            (0..self.cast.subscriptions.len()).filter(|n| self.cast.subscriptions[*n].0 == company).collect();
        if !own.is_empty() && self.chance(50) {
            data["subscription"] = json!(format!("s{}", self.maker.one(&own)));
        }
        if self.chance(30) {
            data["tax"] = json!(self.major(total / 6));
        }
        self.says("invoice.issued", at, data);
        if self.chance(70) {
            let paid_at = self.after(at, 60);
            let amount = if self.chance(80) { total } else { total / 2 };
            let payment = json!({"payment": format!("y{n}"), "company": format!("c{company}"), "invoice": format!("i{n}"),
                "amount": self.major(amount), "currency": self.maker.currency});
            self.says("payment.succeeded", paid_at, payment);
            self.is_refunded(&format!("y{n}"), paid_at, amount);
        } else if self.chance(40) {
            let voided = self.after(at, 60);
            self.says("invoice.voided", voided, json!({"invoice": format!("i{n}")}));
        }
    }

    fn is_told_of(&mut self) {
        let (company, at) = self.somebody();
        let owner = self.cast.companies[company];
        let person = format!("p{owner}");
        match self.pick(4) {
            0 => {
                let class = self.maker.one(&CLASSES);
                self.says("person.class_changed", at, json!({"person": person, "class": class}));
            }
            1 => {
                let scheme = self.maker.one(&OPTIONS);
                let mut data = json!({"person": person, "scheme": scheme});
                if owner < CODES.len() && self.chance(40) {
                    data["code"] = json!(CODES[owner]);
                }
                self.says("choice.made", at, data);
            }
            2 => {
                let labels = self.maker.labels();
                self.says("person.changed", at, json!({"person": person, "set": {"labels": labels}}));
            }
            _ => {
                let (country, kind) = (self.maker.one(&COUNTRIES), self.maker.one(&["individual", "business"]));
                self.says("person.changed", at, json!({"person": person, "set": {"country": country, "kind": kind}}));
            }
        }
    }
}
