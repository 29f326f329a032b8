//! What becomes of a reward: limits, holds, what takes it back, its parts, what it is put to.

use super::rewards::{On, Reward};
use super::{Maker, Span};
use rand::Rng;

const TAKEN: [&str; 6] = ["refund", "canceled", "past_due", "closed", "action_reversed", "not_active"];

impl Maker {
    pub(super) fn limits(&mut self, reward: &mut Reward) {
        if !self.chance(35) {
            return;
        }
        let several = self.chance(30);
        let limit = self.limit(reward);
        let limit = if several { format!("[{limit}, {}]", self.limit(reward)) } else { limit };
        reward.says("limit", limit);
    }

    fn limit(&mut self, reward: &Reward) -> String {
        let whole = self.rng.random_range(1..80);
        let most = match reward.unit {
            _ if reward.is_of_later_charge() || self.chance(50) => {
                let kept = !reward.is_discount() && self.chance(40);
                let counts = if kept { ", counts = \"kept\"" } else { "" };
                format!("count = {}{counts}", self.rng.random_range(1..5))
            }
            "credit" | "cash" | "discount" => format!("amount = {}", self.money(80)),
            _ => format!("amount = \"{whole}\""),
        };
        let mut words = vec![most];
        let mut per = vec!["recipient", "referrer"];
        if reward.has_invitee() {
            per.push("invitee");
        }
        if matches!(reward.on, On::Payment | On::OwnPayment | On::Share) {
            per.push("payment");
        }
        if self.chance(60) {
            words.push(format!("per = {}", self.quoted(&per)));
        }
        let mut over = vec!["calendar_month", "calendar_quarter", "calendar_year", "12 months", "30 days"];
        if self.campaign || reward.has_campaign() {
            over.push("campaign");
        }
        if self.chance(50) {
            words.push(format!("over = {}", self.quoted(&over)));
        }
        format!("{{ {} }}", words.join(", "))
    }

    pub(super) fn life(&mut self, reward: &mut Reward) {
        if reward.is_discount() {
            return;
        }
        self.hold(reward);
        let scope = reward.scope.clone();
        if reward.may_be_taken() && self.chance(20) {
            let mut within = if self.chance(60) { format!(", within = {}", self.length()) } else { String::new() };
            if !within.is_empty() && self.chance(40) {
                within.push_str(&format!(", since = {}", self.quoted(&["registration", "first_payment"])));
            }
            let on = if self.chance(50) { self.quoted(&TAKEN) } else { self.list(&TAKEN) };
            reward.says("take_back", format!("{{ on = {on}{within} }}"));
        }
        if reward.has_lines() && self.chance(40) {
            let value = if matches!(reward.on, On::Payment | On::OwnPayment) && self.chance(30) {
                let (share, within) = (self.quoted(&["proportional", "forfeit"]), self.length());
                format!("{{ share = {share}, within = {within} }}")
            } else {
                self.quoted(&["proportional", "forfeit", "keep"])
            };
            if reward.is_refunded() {
                reward.says("refund", value);
            }
        }
        if self.chance(12) {
            reward.says("release_when", self.condition(&scope));
        }
        if self.chance(12) {
            let (count, every) = (self.rng.random_range(2..7), self.one(&["month", "10 days", "1 week", "2 months"]));
            let until = if self.chance(50) { format!(", while = {}", self.condition(&scope)) } else { String::new() };
            reward.says("instalments", format!("{{ count = {count}, every = \"{every}\"{until} }}"));
        }
        if self.span == Span::Dated {
            return;
        }
        if self.span == Span::Whole && self.chance(10) {
            reward.says("expires", self.length());
        }
        if matches!(reward.unit, "months" | "points") && self.chance(40) {
            let each = if self.chance(50) { ", each = 1" } else { "" };
            let orders: &[&str] = &["soonest_end", "oldest", "chosen", "from_link", ""];
            let known = if self.span == Span::Whole { orders.len() } else { orders.len() - 1 };
            let apply = match self.one(&orders[..known]) {
                "" => format!("{{ to = \"invoice\"{each} }}"),
                order => format!("{{ to = \"subscription\", order = \"{order}\"{each} }}"),
            };
            reward.says("apply", apply);
        }
    }

    fn hold(&mut self, reward: &mut Reward) {
        let scope = reward.scope.clone();
        match self.rng.random_range(0..10) {
            0..2 => reward.says("hold_days", self.rng.random_range(0..90)),
            2 => reward.says("hold_days", self.formula(&scope, "60")),
            3..5 => {
                let mut until = vec!["month_end", "next_month_end"];
                if reward.has_lines() {
                    until.push("service_end");
                }
                let mut words = vec![format!("days = {}", self.rng.random_range(0..40))];
                if self.chance(30) {
                    words.push(format!("months = {}", self.rng.random_range(0..5)));
                }
                if self.chance(60) {
                    words.push(format!("until = {}", self.quoted(&until)));
                }
                reward.says("hold", format!("{{ {} }}", words.join(", ")));
            }
            _ => {}
        }
    }
}
