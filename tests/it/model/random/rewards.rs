//! `[[reward]]` with every word that its trigger allows.

use super::gives::Giving;
use super::rules::facts::{Group, Scope};
use super::{ACTIONS, LABELS, Maker, OPTIONS, PRODUCTS, Span};
use rand::Rng;
use rand::seq::IndexedRandom;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum On {
    Payment,
    Registered,
    Joined,
    OwnPayment,
    OwnInvoice,
    Action,
    OwnAction,
    Tenure,
    Becomes,
    Milestone,
    Scheduled(Each),
    Share,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Each {
    Recipient,
    Referral,
    Subscription,
}

const TRIGGERS: [On; 16] = [
    On::Payment,
    On::Payment,
    On::Payment,
    On::Registered,
    On::Joined,
    On::OwnPayment,
    On::OwnInvoice,
    On::Action,
    On::OwnAction,
    On::Tenure,
    On::Becomes,
    On::Milestone,
    On::Scheduled(Each::Recipient),
    On::Scheduled(Each::Referral),
    On::Scheduled(Each::Subscription),
    On::Share,
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum To {
    Referrer,
    Invitee,
    Level,
}

/// A reward that stands, as a later one may refer to it.
pub(super) struct Made {
    id: String,
    pub(super) unit: &'static str,
    shared: bool,
    /// Given to the referrer for one referral.
    asked: bool,
}

/// One that is being written.
pub(super) struct Reward {
    pub(super) on: On,
    pub(super) unit: &'static str,
    pub(super) scope: Scope,
    lines: Vec<String>,
}

impl Reward {
    pub(super) fn says(&mut self, word: &str, value: impl std::fmt::Display) {
        self.lines.push(format!("{word} = {value}"));
    }

    /// A percent of a charge that is not known when it is given: it has no amount that could be limited or rounded.
    pub(super) fn is_of_later_charge(&self) -> bool {
        let says = |word: &str| self.lines.iter().any(|line| line.starts_with(word));
        let rate = self
            .lines
            .iter()
            .any(|line| line.starts_with("give = ") && (line.contains('%') || line.contains("percent(")));
        self.is_discount() && self.on != On::OwnInvoice && rate && !says("of = \"base\"")
    }

    pub(super) fn is_discount(&self) -> bool {
        self.unit == "discount"
    }

    pub(super) fn has_lines(&self) -> bool {
        matches!(self.on, On::Payment | On::OwnPayment | On::OwnInvoice | On::Scheduled(_) | On::Share)
    }

    /// By what an invitee does, or the recipient of what is their own deed.
    pub(super) fn may_be_taken(&self) -> bool {
        let of_nobody = matches!(self.on, On::Joined | On::Milestone | On::Scheduled(Each::Recipient));
        self.has_invitee() || !of_nobody
    }

    /// What is scheduled is only where it is a percent of what was paid.
    pub(super) fn is_refunded(&self) -> bool {
        let says = |words: &str| self.lines.iter().any(|line| line.contains(words));
        let plain = says("give = \"") && says(" %\"") && !says("base = { amount") && !says("base = { reward");
        plain || !matches!(self.on, On::Scheduled(_))
    }

    pub(super) fn has_campaign(&self) -> bool {
        self.lines.iter().any(|line| line.starts_with("from =") || line.starts_with("until ="))
    }

    pub(super) fn has_invitee(&self) -> bool {
        self.scope.groups.contains(&Group::Invitee)
    }
}

/// What the recipient does, or what is of no referral.
fn is_own(on: On) -> bool {
    use On::{Joined, Milestone, OwnAction, OwnInvoice, OwnPayment, Scheduled};
    matches!(on, Joined | OwnPayment | OwnInvoice | OwnAction | Milestone | Scheduled(Each::Recipient))
}

impl Maker {
    pub(super) fn reward(&mut self, made: &mut Vec<Made>) -> String {
        let id = format!("r{}", made.len() + 1);
        let shareable: Vec<String> = made.iter().filter(|made| made.shared).map(|made| made.id.clone()).collect();
        let is_first = self.asked && made.is_empty();
        let on = loop {
            let on = self.one(&TRIGGERS);
            let possible = match on {
                On::OwnInvoice => self.span == Span::Whole,
                On::Share => !shareable.is_empty(),
                _ => true,
            };
            if possible && !(is_first && is_own(on)) {
                break on;
            }
        };
        let to = if is_first { To::Referrer } else { self.to(on) };
        let is_own = is_own(on) && to != To::Invitee;
        self.of_none = is_own && !made.iter().any(|made| made.asked);
        let unit = self.unit(on);
        let mut reward = Reward { on, unit, scope: self.scope(groups(on, to)), lines: Vec::new() };
        reward.says("id", format!("\"{id}\""));
        self.trigger(&mut reward);
        match to {
            To::Referrer => {}
            To::Invitee => reward.says("to", "\"invitee\""),
            To::Level => reward.says("to", format!("\"level {}\"", self.rng.random_range(2..4))),
        }
        reward.says("as", format!("\"{unit}\""));
        let shared = shareable.choose(&mut self.rng).cloned();
        self.gives(&mut reward, shared.filter(|_| on == On::Share));
        self.conditions(&mut reward);
        self.limits(&mut reward);
        self.life(&mut reward);
        // A share of a share is one too, of the one before.
        let asked = to == To::Referrer && !is_own;
        made.push(Made { id, unit, shared: to != To::Invitee && unit != "discount", asked });
        self.of_none = false;
        format!("[[reward]]\n{}\n", reward.lines.join("\n"))
    }

    /// A condition that is asked before anything is given.
    pub(super) fn early(&mut self, scope: &Scope) -> String {
        let of_none = std::mem::replace(&mut self.of_none, true);
        let condition = self.condition(scope);
        self.of_none = of_none;
        condition
    }

    fn to(&mut self, on: On) -> To {
        let own = matches!(on, On::Joined | On::OwnPayment | On::OwnInvoice | On::OwnAction | On::Milestone);
        match self.rng.random_range(0..10) {
            0..2 if !matches!(on, On::Milestone | On::Share | On::Scheduled(Each::Referral)) => To::Invitee,
            2..4 if !own => To::Level,
            _ => To::Referrer,
        }
    }

    fn unit(&mut self, on: On) -> &'static str {
        match (on, self.span) {
            (On::OwnInvoice, _) => "discount",
            (_, Span::Whole) if self.chance(12) => "discount",
            _ => {
                let other = if self.currency == "USD" { "EUR" } else { "USD" };
                self.one(&["credit", "credit", "credit", "cash", "cash", "cash", "points", "months", other])
            }
        }
    }

    fn trigger(&mut self, reward: &mut Reward) {
        let own = |names: String, own: bool| format!("{{ {} = {names} }}", if own { "own_action" } else { "action" });
        let on = match reward.on {
            On::Share => return,
            On::Payment => "\"payment\"".into(),
            On::Registered => "\"registered\"".into(),
            On::Joined => "\"joined\"".into(),
            On::OwnPayment => "\"own_payment\"".into(),
            On::OwnInvoice => "\"own_invoice\"".into(),
            On::Action | On::OwnAction => {
                let names = if self.chance(50) { self.quoted(&ACTIONS) } else { self.list(&ACTIONS) };
                own(names, reward.on == On::OwnAction)
            }
            On::Tenure => {
                let (unit, most) = self.one(&[("days", 200), ("months", 8)]);
                let since = match self.one(&["", "first_payment", "registered", ACTIONS[0], ACTIONS[1]]) {
                    "" => String::new(),
                    since => format!(", since = \"{since}\""),
                };
                format!("{{ tenure_{unit} = {}{since} }}", self.rng.random_range(1..most))
            }
            On::Becomes => {
                let scope = self.scope([Group::Invitee, Group::Referrer, Group::Referral]);
                format!("{{ becomes = {} }}", self.early(&scope))
            }
            On::Milestone => {
                let scope = self.scope([Group::Referrer]);
                let number = self.measure(&scope);
                let at = if self.chance(60) { "at = [1, \"2.5\", 4, 50]" } else { "every = 2" };
                format!("{{ milestone = {number}, {at} }}")
            }
            On::Scheduled(each) => return self.schedule(reward, each),
        };
        reward.says("on", on);
    }

    fn schedule(&mut self, reward: &mut Reward, each: Each) {
        match each {
            Each::Recipient => {}
            Each::Referral => reward.says("each", "\"referral\""),
            Each::Subscription => reward.says("each", "\"subscription\""),
        }
        let every = self.one(&["month", "month", "quarter", "half_year", "year", "week", "days", "day"]);
        match every {
            "days" => reward.says("on", format!("{{ every_days = {} }}", self.rng.random_range(5..90))),
            // Very many occasions: rarely.
            "day" if self.chance(70) => reward.says("on", "{ every_days = 9 }"),
            word => {
                reward.says("on", format!("\"{word}\""));
                if word == "week" && self.chance(50) {
                    reward.says("weekday", self.quoted(&["tuesday", "sunday"]));
                }
                if !matches!(word, "week" | "day") && self.chance(50) {
                    reward.says("day", self.one(&[1, 15, 31]));
                }
                if matches!(word, "quarter" | "half_year" | "year") && self.chance(50) {
                    reward.says("month", self.rng.random_range(1..13));
                }
            }
        }
        if self.chance(40) {
            reward.says("hour", self.rng.random_range(0..24));
        }
    }

    fn gives(&mut self, reward: &mut Reward, shared: Option<String>) {
        let mut amount = false;
        if let Some(shared) = &shared {
            reward.says("base", format!("{{ reward = \"{shared}\" }}"));
        } else if self.chance(15) {
            reward.says("base", format!("{{ amount = {} }}", self.formula(&reward.scope.clone(), "1000")));
            amount = true;
        } else if reward.has_lines() && self.chance(40) {
            reward.says("base", self.base());
        }
        let none =
            matches!(reward.on, On::Registered | On::Joined | On::Tenure | On::Becomes | On::Milestone) && !amount;
        let mut scope = reward.scope.clone();
        if reward.has_lines() && shared.is_none() {
            scope.groups.push(Group::Line);
        }
        let digits = match reward.unit {
            "credit" | "cash" | "discount" => Some(self.digits),
            "EUR" | "USD" => Some(2),
            _ => None,
        };
        // A percent of the program's currency is none of another.
        let foreign = matches!(reward.unit, "EUR" | "USD") && !amount && shared.is_none();
        let giving = Giving { scope: &scope, rates: !foreign && !none || reward.is_discount(), digits };
        let value = self.value(&giving, 2);
        reward.says("give", value);
        let is_of_invoice = !matches!(reward.on, On::Registered | On::Joined | On::Tenure | On::Milestone);
        if reward.is_discount() && is_of_invoice && self.chance(50) {
            reward.says("of", self.quoted(&["base", "charge"]));
        }
        if reward.has_lines() && self.chance(25) {
            let listed = self.list(&["promo_code", "promotional_line", "discounted_line", "term_discount"]);
            reward.says("exclude", listed);
        }
        if self.chance(15) {
            reward.says("rounding", self.quoted(&["half_away", "down", "up"]));
        }
        let later = reward.is_of_later_charge();
        if self.stepped && self.chance(50) && !later {
            reward.says("round_to", if digits.is_some_and(|digits| digits > 0) { "\"0.50\"" } else { "\"5\"" });
        }
        if self.chance(15) && !later {
            reward.says("carry", self.one(&[true, true, false]));
        }
    }

    fn base(&mut self) -> String {
        let mut words = Vec::new();
        if self.chance(40) {
            words.push(format!("kinds = {}", self.list(&["plan", "service"])));
        }
        if self.chance(30) {
            words.push(format!("products = {}", self.list(&PRODUCTS.map(|(name, _)| name)[..3])));
        }
        if self.chance(30) {
            words.push("never = [\"setup-fee\"]".into());
        }
        if self.chance(20) {
            words.push(format!("labels = {}", self.list(&LABELS[..2])));
        }
        if self.chance(20) {
            words.push("never_labels = [\"manual\"]".into());
        }
        if self.chance(20) {
            words.push(format!("orders = {}", self.list(&["new", "renewal", "upgrade"])));
        }
        if self.chance(30) {
            words.push(format!("tax = {}", self.quoted(&["included", "excluded"])));
        }
        format!("{{ {} }}", words.join(", "))
    }

    fn conditions(&mut self, reward: &mut Reward) {
        let scope = reward.scope.clone();
        for (word, percent) in [("when", 30), ("unless", 12)] {
            if self.chance(percent) {
                let several = self.chance(25);
                let one = self.condition(&scope);
                let value = if several { format!("[{one}, {}]", self.condition(&scope)) } else { one };
                reward.says(word, value);
            }
        }
        if self.schemes && self.chance(30) {
            reward.says("scheme", self.quoted(&OPTIONS));
        }
        if self.chance(15) {
            let mut lines = self.campaign();
            let of_recipient = matches!(reward.on, On::Scheduled(_) | On::Milestone) && !reward.has_invitee();
            lines.retain(|line| !of_recipient || line != "by = \"registered\"");
            reward.lines.extend(lines);
        }
        if matches!(reward.on, On::Payment | On::OwnPayment) && self.chance(20) {
            reward.says("first_payments", self.rng.random_range(1..5));
        }
        if self.chance(15) {
            let count = self.rng.random_range(1..12);
            let paid = self.chance(30);
            let value =
                if paid { format!("{{ count = {count}, since = \"first_payment\" }}") } else { count.to_string() };
            reward.says("first_months", value);
        }
    }
}

/// What may be read.
fn groups(on: On, to: To) -> Vec<Group> {
    let mut groups = vec![Group::Referrer, Group::Event];
    let (item, invitee) = match on {
        On::Payment => (Some(Group::Payment), true),
        On::OwnPayment => (Some(Group::Payment), false),
        On::Action => (Some(Group::Action), true),
        On::OwnAction => (Some(Group::Action), false),
        On::OwnInvoice => (Some(Group::Charge), false),
        On::Registered | On::Tenure | On::Becomes | On::Share => (None, true),
        On::Joined => (None, false),
        On::Milestone => (Some(Group::Milestone), false),
        On::Scheduled(Each::Subscription) => (Some(Group::Subscription), true),
        On::Scheduled(each) => (None, each == Each::Referral),
    };
    groups.extend(item);
    if invitee || to == To::Invitee {
        groups.extend([Group::Invitee, Group::Referral]);
    }
    if to == To::Level {
        groups.push(Group::Parent);
    }
    if matches!(on, On::Scheduled(_)) {
        groups.push(Group::Period);
    }
    groups
}
