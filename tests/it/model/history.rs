//! Seeded histories: whatever senders may report, in any order, twice, late, and sometimes wrong.

use super::months::{HOSTS, Months};
use beckon::calendar::Instant;
use beckon::events::{Event, parse};
use chrono::TimeDelta;
use rand::Rng;
use rand::seq::IndexedRandom;
use rand_chacha::ChaCha8Rng;
use serde_json::{Value, json};
use std::collections::HashSet;

const PRODUCTS: [(&str, &str); 5] =
    [("business", "plan"), ("start-plus", "plan"), ("setup", "plan"), ("scanning", "service"), ("sms", "service")];

/// What the hosting company sells.
const HOSTED: [(&str, &str); 5] =
    [("hosting", "plan"), ("vps", "plan"), ("domain", "service"), ("ssl", "service"), ("license", "service")];

/// The programs by their slugs.
pub const SLUGS: [&str; 5] = ["business-bonus", "half-share", "first-three", "hosting-remuneration", "cash-out"];

/// Whose link leads where.
pub struct Code {
    pub code: String,
    pub program: &'static str,
    pub person: usize,
}

pub struct History {
    pub rng: ChaCha8Rng,
    pub codes: Vec<Code>,
    pub people: usize,
    pub companies: usize,
    /// Companies of persons who were brought to the hosting company: they pay in its currency.
    hosted: HashSet<usize>,
    pub invoices: Vec<Bill>,
    pub payments: usize,
    refunds: usize,
    clicks: usize,
    others: usize,
    events: usize,
    told: Vec<Value>,
    pub months: Months,
}

#[derive(Clone, Copy)]
pub struct Bill {
    pub company: usize,
    pub total: i64,
}

/// `c12` is 12.
fn number(name: &str) -> usize {
    name[1..].parse().unwrap()
}

pub fn major(minor: i64) -> String {
    format!("{}.{:02}", minor / 100, minor % 100)
}

impl History {
    pub fn new(rng: ChaCha8Rng) -> History {
        let (codes, invoices, told) = (Vec::new(), Vec::new(), Vec::new());
        let (people, companies, payments, refunds, clicks, others, events) = (0, 0, 0, 0, 0, 0, 0);
        let (hosted, months) = (HashSet::new(), Months::default());
        History {
            rng,
            codes,
            people,
            companies,
            hosted,
            invoices,
            payments,
            refunds,
            clicks,
            others,
            events,
            told,
            months,
        }
    }

    /// The next thing that somebody reports.
    pub fn next(&mut self, now: Instant) -> Event {
        let (type_name, data) = match self.rng.random_range(0..130) {
            _ if !self.has_hosts() => self.host_registers(),
            100.. => self.by_the_month(now),
            0..14 => self.registration(),
            14..19 => self.company(),
            19..22 => self.click(),
            22..34 => self.invoice(now),
            34..38 => ("invoice.voided", json!({"invoice": self.near("i", self.invoices.len())})),
            38..68 => self.payment(),
            68..82 => self.refund(),
            82..84 => self.dispute(),
            84..90 => self.about_persons(),
            // The first ones come late: until then a turnover is unknown.
            90..92 if self.payments > 600 => self.rate(),
            90..92 => self.payment(),
            _ => return self.again(now),
        };
        let late = if self.rng.random_bool(0.5) { 0 } else { self.rng.random_range(0..40 * 24 * 60) };
        self.events += 1;
        let at = now - TimeDelta::minutes(late);
        let event = json!({"id": format!("e{}", self.events), "type": type_name, "timestamp": at, "data": data});
        self.told.push(event.clone());
        read(&event)
    }

    /// Mostly something that is there; sometimes what comes later, or never.
    fn near(&mut self, prefix: &str, made: usize) -> String {
        format!("{prefix}{}", self.rng.random_range(0..made + 1 + made / 20))
    }

    /// Mostly within its window.
    fn recent_click(&mut self) -> String {
        format!("k{}", self.rng.random_range(self.clicks.saturating_sub(15)..self.clicks + 2))
    }

    pub fn chance(&mut self, percent: u32) -> bool {
        self.rng.random_ratio(percent, 100)
    }

    fn minor(&mut self, hosted: bool) -> i64 {
        match self.rng.random_range(0..20) {
            0 => 0,
            1..5 => self.rng.random_range(1..100),
            _ if hosted => self.rng.random_range(1..300_000),
            5..10 => self.rng.random_range(1..1000) * 10_000,
            _ => self.rng.random_range(1..100_000_000),
        }
    }

    fn registration(&mut self) -> (&'static str, Value) {
        let n = self.people;
        self.people += 1;
        let whose = if self.chance(5) { self.rng.random_range(0..=n) } else { n };
        let mut data = json!({"person": format!("p{n}"), "email": format!("p{whose}@example.com")});
        match self.rng.random_range(0..20) {
            0..9 => {
                data["referrer"] = if self.chance(3) { format!("p{n}") } else { self.near("p", n) }.into();
                data["program"] = self.program().into();
            }
            9..12 => data["code"] = self.code().into(),
            12..15 => data["click"] = self.recent_click().into(),
            15 => {
                data["code"] = self.code().into();
                data["click"] = self.recent_click().into();
                if self.chance(50) {
                    data["program"] = self.program().into();
                }
            }
            _ => {}
        }
        if self.chance(30) {
            data["kind"] = self.kind().into();
        }
        if self.chance(75) {
            let hosted = self.is_hosted(&data);
            let company = if self.chance(4) { self.near("c", self.companies) } else { self.new_company() };
            if hosted {
                self.hosted.insert(number(&company));
            }
            data["company"] = json!({"company": company, "name": "Acme"});
            if self.chance(50) {
                data["company"]["tax_id"] = self.tax_id().into();
            }
        }
        ("person.registered", data)
    }

    /// Whether whoever registers so is brought to the hosting company.
    fn is_hosted(&self, data: &Value) -> bool {
        let code = data.get("code").and_then(|code| self.codes.iter().find(|known| known.code == *code));
        data["program"] == "hosting-remuneration" || code.is_some_and(|code| code.program == "hosting-remuneration")
    }

    fn kind(&mut self) -> &'static str {
        ["individual", "individual", "business"][self.rng.random_range(0..3)]
    }

    fn new_company(&mut self) -> String {
        self.companies += 1;
        format!("c{}", self.companies - 1)
    }

    fn tax_id(&mut self) -> String {
        let whose = if self.chance(8) { self.rng.random_range(0..self.companies.max(1)) } else { self.companies };
        format!("KZ {whose}")
    }

    fn program(&mut self) -> &'static str {
        let n = self.rng.random_range(0..21);
        SLUGS.get(n / 4).copied().unwrap_or("no-such-program")
    }

    fn code(&mut self) -> String {
        let known = self.codes.choose(&mut self.rng).map(|code| code.code.clone());
        if self.chance(15) { "NQBQDYSUCH".into() } else { known.unwrap_or_else(|| "not a code".into()) }
    }

    fn company(&mut self) -> (&'static str, Value) {
        if self.chance(15) {
            return ("company.closed", json!({"company": self.near("c", self.companies)}));
        }
        // Whoever has hosts' companies pays by the month.
        let owner = self.rng.random_range(HOSTS..self.people + 1 + self.people / 20);
        let company = if self.chance(10) { self.near("c", self.companies) } else { self.new_company() };
        let mut data = json!({"company": company, "person": format!("p{owner}"), "name": "Bolt"});
        if self.chance(40) {
            data["tax_id"] = self.tax_id().into();
        }
        ("company.registered", data)
    }

    fn click(&mut self) -> (&'static str, Value) {
        self.clicks += 1;
        let path = ["/", "/hosting?page=7", "/?page=7&gclid=x", "/?utm_medium=cpc"][self.rng.random_range(0..4)];
        ("link.clicked", json!({"click": format!("k{}", self.clicks - 1), "code": self.code(), "path": path}))
    }

    fn currency(&mut self, hosted: bool) -> &'static str {
        match self.rng.random_range(0..25) {
            0 => "USD",
            _ if hosted => "UAH",
            _ => "KZT",
        }
    }

    fn lines(&mut self, hosted: bool) -> (Vec<Value>, i64) {
        let mut total = 0;
        let lines = (0..self.rng.random_range(1..5)).map(|_| {
            let (product, kind) = *(if hosted { HOSTED } else { PRODUCTS }).choose(&mut self.rng).unwrap();
            let amount = self.minor(hosted);
            let mut line = json!({"product": product, "kind": kind, "amount": major(amount)});
            total += amount;
            if self.chance(10) {
                line["promotional"] = true.into();
            }
            for (word, percent) in [("discount", 15), ("term_discount", 10)] {
                if self.chance(percent) {
                    let off = self.rng.random_range(0..=amount / 2);
                    line[word] = major(off).into();
                    total -= off;
                }
            }
            line
        });
        let lines: Vec<Value> = lines.collect();
        (lines, total)
    }

    fn invoice(&mut self, now: Instant) -> (&'static str, Value) {
        let company = self.rng.random_range(0..self.companies + 1);
        if self.months.is_of_host(company) {
            return self.bills(now);
        }
        let hosted = self.hosted.contains(&company);
        let (lines, total) = self.lines(hosted);
        let due_at = now + TimeDelta::days(10);
        let mut data = json!({"invoice": format!("i{}", self.invoices.len()), "company": format!("c{company}"),
            "currency": self.currency(hosted), "lines": lines, "due_at": due_at});
        self.promo(&mut data);
        self.invoices.push(Bill { company, total });
        ("invoice.issued", data)
    }

    fn promo(&mut self, data: &mut Value) {
        if self.chance(8) {
            data["promo_code"] = "SPRING".into();
        }
    }

    fn payment(&mut self) -> (&'static str, Value) {
        let payment = self.new_payment();
        // Mostly of those who pay often just now.
        let recent = self.companies.saturating_sub(30);
        let company = match self.chance(60) {
            true => format!("c{}", self.rng.random_range(recent..self.companies + 1)),
            false => self.near("c", self.companies),
        };
        let mut hosted = self.hosted.contains(&number(&company));
        let mut data = json!({"payment": payment, "company": company});
        let mut amount = self.minor(hosted);
        match self.rng.random_range(0..10) {
            0..5 if !self.invoices.is_empty() => {
                let n = self.rng.random_range(0..self.invoices.len() + 1).min(self.invoices.len() - 1);
                let bill = self.invoices[n];
                data["invoice"] = format!("i{n}").into();
                if !self.chance(5) {
                    data["company"] = format!("c{}", bill.company).into();
                    hosted = self.hosted.contains(&bill.company);
                }
                if self.chance(80) {
                    amount = if self.chance(50) { bill.total } else { self.rng.random_range(0..=bill.total) };
                }
            }
            5..8 => {
                let (lines, total) = self.lines(hosted);
                let credit = if self.chance(20) { self.rng.random_range(0..=total) } else { 0 };
                if credit > 0 {
                    data["credit"] = major(credit).into();
                }
                (data["lines"], amount) = (lines.into(), total - credit);
            }
            _ => {}
        }
        data["amount"] = major(amount).into();
        data["currency"] = self.currency(hosted).into();
        if self.chance(30) && amount > 0 {
            data["tax"] = major(self.rng.random_range(0..=amount / 4)).into();
        }
        self.promo(&mut data);
        ("payment.succeeded", data)
    }

    fn refund(&mut self) -> (&'static str, Value) {
        let known = self.refunds > 0 && self.chance(45);
        if !known {
            self.refunds += 1;
        }
        let refund = if known { self.rng.random_range(0..self.refunds) } else { self.refunds - 1 };
        // Mostly the same refund is told of the same payment and amount.
        let of = if self.chance(95) {
            refund * 7 % self.payments.max(1)
        } else {
            self.rng.random_range(0..self.payments + 3)
        };
        let mut data = json!({"refund": format!("r{refund}"), "payment": format!("m{of}")});
        if refund % 3 > 0 {
            data["amount"] = major((refund as i64 * 7919) % 400_000).into();
        }
        (["refund.requested", "refund.completed", "refund.declined"][self.rng.random_range(0..3)], data)
    }

    fn dispute(&mut self) -> (&'static str, Value) {
        let mut data = json!({"payment": self.near("m", self.payments)});
        if self.chance(30) {
            data["amount"] = major(self.rng.random_range(1..100_000)).into();
        }
        (["payment.disputed", "dispute.won", "dispute.lost"][self.rng.random_range(0..3)], data)
    }

    fn rate(&mut self) -> (&'static str, Value) {
        let from = if self.chance(80) { "UAH" } else { "KZT" };
        let rate = format!("0.0{}", self.rng.random_range(200..300));
        ("rate.changed", json!({"from": from, "to": "USD", "rate": rate}))
    }

    fn about_persons(&mut self) -> (&'static str, Value) {
        self.others += 1;
        let (person, company) = (self.near("p", self.people), self.near("c", self.companies));
        let subscription = self.near("s", self.others);
        match self.rng.random_range(0..20) {
            0 => ("person.changed", json!({"person": person, "set": {"country": "KZ"}})),
            1..3 => ("person.changed", json!({"person": person, "set": {"kind": self.kind()}})),
            3..16 => {
                let class = ["bronze", "silver", "gold", "retail"][self.rng.random_range(0..4)];
                ("person.class_changed", json!({"person": person, "class": class}))
            }
            16 => ("choice.made", json!({"person": person, "scheme": "b"})),
            17 => {
                let subscription = format!("s{}", self.others);
                (
                    "subscription.started",
                    json!({"subscription": subscription, "company": company, "product": "business"}),
                )
            }
            18 => ("subscription.changed", json!({"subscription": subscription, "status": "active"})),
            _ => ("action.completed", json!({"action": format!("a{}", self.others), "name": "demo", "person": person})),
        }
    }

    /// Something that was told before: the same, another under its id, or the same thing under another id.
    fn again(&mut self, now: Instant) -> Event {
        let Some(told) = self.told.choose(&mut self.rng) else { return self.next(now) };
        let mut told = told.clone();
        let other = self.rng.random_range(0..5);
        if other == 1 {
            told["type"] = "company.closed".into();
            told["data"] = json!({"company": "c0"});
        }
        if other == 2 || other == 3 {
            self.events += 1;
            told["id"] = format!("e{}", self.events).into();
        }
        if other == 3 && told["type"] == "payment.succeeded" && told["data"].get("lines").is_none() {
            told["data"]["promo_code"] = "OTHER".into();
        }
        read(&told)
    }
}

fn read(event: &Value) -> Event {
    parse(event.to_string().as_bytes()).unwrap_or_else(|malformed| panic!("{event}: {malformed}"))
}
