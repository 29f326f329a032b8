//! What happens to the people of such a program, over months or years.

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
pub(super) struct Cast {
    /// When each registered.
    people: Vec<DateTime<Utc>>,
    /// Of each company its owner.
    pub(super) companies: Vec<usize>,
    /// Of each subscription its company and product.
    pub(super) subscriptions: Vec<(usize, &'static str)>,
}

pub(super) struct Story<'m> {
    pub(super) maker: &'m mut Maker,
    pub(super) cast: Cast,
    pub(super) events: Vec<Value>,
    begins: DateTime<Utc>,
    minutes: i64,
}

pub(super) fn instant(at: DateTime<Utc>) -> String {
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
    pub(super) fn says(&mut self, type_name: &str, at: DateTime<Utc>, data: Value) {
        let id = format!("e{}", self.events.len());
        self.events.push(json!({"id": id, "type": type_name, "timestamp": instant(at), "data": data}));
    }

    pub(super) fn pick(&mut self, most: usize) -> usize {
        self.maker.rng.random_range(0..most)
    }

    pub(super) fn chance(&mut self, percent: u32) -> bool {
        self.maker.chance(percent)
    }

    pub(super) fn after(&mut self, since: DateTime<Utc>, most_days: i64) -> DateTime<Utc> {
        let last = self.begins + TimeDelta::minutes(self.minutes);
        let room = (last - since).num_minutes().clamp(2, most_days * 24 * 60);
        // Often at the full day, so that instants fall together with midnights and with one another.
        let at = since + TimeDelta::minutes(self.maker.rng.random_range(1..room));
        if self.chance(30) { at.date_naive().and_time(since.time()).and_utc().max(since) } else { at }
    }

    pub(super) fn amount(&mut self, most: u32) -> u32 {
        let scale = 10u32.pow(self.maker.digits as u32);
        if self.chance(50) {
            self.maker.rng.random_range(0..most) * scale
        } else {
            self.maker.rng.random_range(0..most * scale)
        }
    }

    pub(super) fn major(&self, minor: u32) -> String {
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
    pub(super) fn somebody(&mut self) -> (usize, DateTime<Utc>) {
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

    fn subscribes(&mut self, company: usize) {
        let since = self.cast.people[self.cast.companies[company]];
        let at = if self.chance(60) { since + TimeDelta::minutes(30) } else { self.after(since, 300) };
        let n = self.cast.subscriptions.len();
        let product = self.maker.one(&["basic", "pro"]);
        let mut data = json!({"subscription": format!("s{n}"), "company": format!("c{company}"), "product": product});
        if self.chance(60) {
            let price = self.amount(90);
            data["price"] = json!(self.major(price));
            data["period"] = json!(self.maker.one(&["month", "year"]));
        }
        if self.chance(25) {
            data["trial_ends_at"] = json!(instant(at + TimeDelta::days(14)));
        }
        if self.chance(50) {
            data["next_charge_at"] = json!(instant(at + TimeDelta::days(30)));
        }
        self.says("subscription.started", at, data);
        self.cast.subscriptions.push((company, product));
        if self.chance(70) {
            let amount = self.amount(60) + 1;
            let payment = json!({"payment": format!("first-{n}"), "company": format!("c{company}"), "amount": self.major(amount),
                "currency": self.maker.currency, "lines": [{"product": product, "kind": "plan", "amount": self.major(amount)}]});
            let later = if self.chance(60) { at + TimeDelta::minutes(5) } else { self.after(at, 60) };
            self.says("payment.succeeded", later, payment);
        }
    }

    fn changes_subscription(&mut self) {
        if self.cast.subscriptions.is_empty() {
            return self.pays();
        }
        let n = self.pick(self.cast.subscriptions.len());
        let since = self.cast.people[self.cast.companies[self.cast.subscriptions[n].0]];
        let at = self.after(since, 1100);
        let status = self.maker.one(&["active", "active", "canceled", "past_due", "expired", "trialing"]);
        let mut data = json!({"subscription": format!("s{n}"), "status": status});
        if self.chance(30) {
            data["next_charge_at"] = json!(instant(at + TimeDelta::days(30)));
        }
        self.says("subscription.changed", at, data);
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
