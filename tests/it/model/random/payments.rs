//! What the people of a story pay, are billed, and are given back.

use super::PRODUCTS;
use super::facts::{Story, instant};
use chrono::{DateTime, TimeDelta, Utc};
use rand::Rng;
use serde_json::{Value, json};

impl Story<'_> {
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

    pub(super) fn pays(&mut self) {
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

    pub(super) fn is_billed(&mut self) {
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
}
