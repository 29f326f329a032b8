//! Subscriptions, and what becomes of them.

use super::{Story, instant};
use chrono::TimeDelta;
use serde_json::json;

impl Story<'_> {
    pub(super) fn subscribes(&mut self, company: usize) {
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

    pub(super) fn changes_subscription(&mut self) {
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
}
