//! A whole program.

use super::rewards::Made;
use super::rules::facts::Group;
use super::{CLASSES, LABELS, Maker, OPTIONS, PROGRAM, Span};
use rand::Rng;

impl Maker {
    pub fn terms(&mut self) -> String {
        let zone = self.one(&["UTC", "Europe/Kyiv", "Asia/Almaty", "America/New_York", "Pacific/Apia"]);
        let mut toml = format!(
            "program = \"{PROGRAM}\"\nname = \"Random\"\ncurrency = \"{}\"\ntime_zone = \"{zone}\"\n",
            self.currency
        );
        self.head(&mut toml);
        self.schemes = self.chance(30);
        self.classes = self.chance(30);
        let counts = self.count_tables();
        self.attribution(&mut toml);
        if self.classes {
            let currency = if self.chance(70) { self.currency } else { "USD" };
            let over = CLASSES.iter().zip(["10", "50", "200"]).map(|(class, over)| format!("{class} = \"{over}\""));
            let over: Vec<String> = over.collect();
            toml += &format!("[classes]\ncurrency = \"{currency}\"\nover = {{ {} }}\n", over.join(", "));
        }
        if self.schemes {
            let options = OPTIONS.map(|option| format!("\"{option}\"")).join(", ");
            toml += &format!("[scheme]\noptions = [{options}]\n");
            if self.chance(50) {
                toml += &format!("default = {}\n", self.quoted(&OPTIONS));
            }
            if self.chance(70) {
                toml += &format!("chosen = {}\n", self.quoted(&["per_link", "per_referrer", "per_referral"]));
            }
        }
        toml += &counts;
        let mut made: Vec<Made> = Vec::new();
        for _ in 0..self.rng.random_range(1..6) {
            toml += &self.reward(&mut made);
        }
        if self.span == Span::Whole {
            self.around(&mut toml, &made);
        }
        toml
    }

    fn head(&mut self, toml: &mut String) {
        let step = if self.digits > 0 { "0.50" } else { "5" };
        let mut say = |line: String| *toml += &(line + "\n");
        if self.chance(25) {
            say(format!("rounding = {}", self.quoted(&["half_away", "down", "up"])));
        }
        if self.stepped && self.chance(40) {
            say(format!("round_to = \"{step}\""));
        }
        if self.chance(15) {
            say("carry = true".into());
        }
        if self.chance(30) {
            say(format!("applies = {}", self.quoted(&["new_referrals", "all_from_date", "opt_in"])));
        }
        self.campaign = self.chance(12);
        if self.campaign {
            self.campaign().into_iter().for_each(say);
        }
    }

    fn attribution(&mut self, toml: &mut String) {
        let mut lines = Vec::new();
        if self.chance(20) {
            lines.push("parameters = [\"ref\", \"partner\"]".to_owned());
        }
        if self.chance(30) {
            lines.push(format!("touch = {}", self.quoted(&["first", "last"])));
        }
        if self.chance(40) {
            lines.push(format!("window_days = {}", self.rng.random_range(1..400)));
        }
        if self.chance(20) {
            lines.push(format!("renew = {}", self.chance(70)));
        }
        if self.chance(10) {
            lines.push("staff = false".into());
        }
        if self.span == Span::Whole {
            for (word, percent) in [("late_days", 20), ("existing_days", 15)] {
                if self.chance(percent) {
                    lines.push(format!("{word} = {}", self.rng.random_range(1..60)));
                }
            }
            if self.chance(10) {
                self.typed = false;
                lines.push("codes = false".into());
            }
            if self.chance(10) {
                lines.push(format!("referrer_kind = {}", self.quoted(&["individual", "business"])));
            }
            if self.chance(10) {
                lines.push("exclude_sources = [\"paid_ads\"]".into());
            }
            if self.chance(15) {
                let scope = self.scope([Group::Referrer]);
                lines.push(format!("referrer_when = {}", self.early(&scope)));
            }
            if self.chance(15) {
                let scope = self.scope([Group::Invitee, Group::Referrer, Group::Referral]);
                lines.push(format!("invitee_when = {}", self.early(&scope)));
            }
        }
        if !lines.is_empty() {
            *toml += &format!("[attribution]\n{}\n", lines.join("\n"));
        }
    }

    /// What becomes of what was earned, and what the invitee gets.
    fn around(&mut self, toml: &mut String, made: &[Made]) {
        for _ in 0..self.one(&[0, 0, 1, 2]) {
            *toml += &self.offer();
        }
        let mut units: Vec<&str> = made.iter().map(|made| made.unit).filter(|unit| *unit != "discount").collect();
        units.sort_unstable();
        units.dedup();
        for unit in units {
            if self.chance(60) {
                *toml += &self.use_of(unit);
            }
        }
        if self.chance(8) {
            let steps = "{ 0 = \"0 %\", 1 = \"5 %\", 2 = \"10 %\", 4 = \"20 %\" }";
            *toml += &format!(
                "[[reward]]\nid = \"companies\"\non = \"month\"\nday = 28\nto = \"referrer.companies\"\n\
                 cascade = {{ cap = 4 }}\ngive = {{ steps_by = \"places\", steps = {steps} }}\n\
                 unless = \"referrer.pending_payments\"\nas = \"discount\"\n"
            );
        }
    }

    fn offer(&mut self) -> String {
        let off = match self.rng.random_range(0..3) {
            0 => format!("percent = {}", self.percent()),
            1 => format!("amount = {}", self.money(9)),
            _ => format!("price = {}", self.money(30)),
        };
        let mut lines = vec!["[[offer]]".to_owned(), off];
        if self.chance(40) {
            lines.push(format!("products = {}", self.list(&["basic", "pro", "domain"])));
        }
        if self.chance(20) {
            lines.push(format!("kinds = {}", self.list(&["plan", "service"])));
        }
        if self.chance(30) {
            lines.push(format!("window_days = {}", self.rng.random_range(1..200)));
        }
        match self.rng.random_range(0..4) {
            0 => lines.push(format!("first_invoices = {}", self.rng.random_range(1..4))),
            1 => lines.push("invoices = [1, 3]".into()),
            _ => {}
        }
        if self.chance(25) {
            let scope = self.scope([Group::Invitee, Group::Referrer, Group::Referral, Group::Charge]);
            lines.push(format!("when = {}", self.early(&scope)));
        }
        if self.schemes && self.chance(30) {
            lines.push(format!("scheme = {}", self.quoted(&OPTIONS)));
        }
        if self.chance(15) {
            lines.extend(self.campaign());
        }
        if self.chance(15) && self.typed {
            lines.push("codes = true".into());
        }
        lines.join("\n") + "\n"
    }

    fn use_of(&mut self, unit: &str) -> String {
        let money = matches!(unit, "credit" | "cash");
        let mut lines = vec![format!("[use.{unit}]")];
        let spends = unit != "cash" || self.chance(60);
        if unit == "cash" && spends {
            lines.push("spend = true".into());
        }
        if spends && self.chance(60) {
            lines.push(format!("pays = {}", self.list(&["plan", "service"])));
        }
        if !money && self.chance(60) {
            let worth = self.money(2);
            let several = if self.chance(30) { " for 7" } else { "" };
            lines.push(format!("worth = \"{}{several}\"", worth.trim_matches('"')));
        }
        if matches!(unit, "points" | "months") && self.stepped && self.chance(40) {
            lines.push("round_to = 1".into());
        }
        if self.chance(20) && spends {
            let minimum = if money { self.money(3) } else { "\"2\"".into() };
            lines.push(format!("minimum = {minimum}"));
        }
        if self.chance(20) {
            lines.push(format!("at_most = {}", self.quoted(&["40 %", "15", "30"])));
        }
        for (line, percent) in [("auto = \"next_invoice\"", 40), ("never_below = \"tax\"", 20), ("alone = true", 15)] {
            if self.chance(percent) {
                lines.push(line.into());
            }
        }
        if self.chance(25) {
            lines.push(format!("expires = {}", self.length()));
        }
        if self.chance(15) {
            lines.push(format!("forfeit_on = {}", self.list(&["canceled", "past_due", "closed"])));
        }
        if unit != "credit" && self.chance(50) {
            let minimum = match (self.chance(50), money) {
                (true, true) => format!(", minimum = {}", self.money(20)),
                (true, false) => ", minimum = \"3\"".into(),
                (false, _) => String::new(),
            };
            let every = match self.one(&["month", "week", "14 days", "day", "quarter"]) {
                "month" => "every = \"month\", day = 15".to_owned(),
                every => format!("every = \"{every}\""),
            };
            lines.push(format!("payout = {{ {every}{minimum}, days = 5 }}"));
        }
        if unit == "cash" {
            if self.chance(50) {
                let fee = self.one(&[
                    "",
                    ", fee = \"10 %\"",
                    ", fee = { card = \"0.8 %\", iban = \"0.5 %\" }",
                    ", first_minimum = \"2\"",
                    ", minimum_by = { iban = \"4\" }",
                ]);
                let methods = "methods = [\"card\", \"iban\", \"custom\"]";
                lines.push(format!("withdraw = {{ {methods}, minimum = \"1\"{fee}, within_days = 5 }}"));
            }
            if self.chance(40) {
                let worth = self.one(&["", ", worth = \"120 %\"", ", minimum = \"1\""]);
                lines.push(format!("convert = {{ to = \"credit\"{worth} }}"));
            }
        }
        if lines.len() == 1 {
            lines.push(if spends { "minimum = \"1\"".into() } else { format!("expires = {}", self.length()) });
        }
        lines.join("\n") + "\n"
    }

    /// So that labels are of the same few words everywhere.
    pub(super) fn labels(&mut self) -> Vec<&'static str> {
        LABELS.into_iter().filter(|_| self.chance(40)).collect()
    }
}
