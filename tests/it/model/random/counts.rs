//! `[count.NAME]`: what is counted, and numbers with a memory.

use super::Maker;
use super::rules::facts::Group;
use rand::Rng;

impl Maker {
    /// Each may read those before it.
    pub(super) fn count_tables(&mut self) -> String {
        let mut tables = String::new();
        let kept = self.chance(35);
        self.of_none = kept || !self.asked;
        for n in 0..self.one(&[0, 0, 1, 2, 3]) {
            if kept && self.chance(50) {
                tables += &self.kept(n);
                continue;
            }
            let (whose, what) = (
                self.one(&["", "", "invitee.", "own."]),
                self.one(&["referrals", "payments", "payments", "actions", "subscriptions"]),
            );
            let what = if what == "referrals" && !whose.is_empty() { "payments" } else { what };
            let mut groups = vec![Group::Referrer];
            match what {
                "payments" => groups.push(Group::Payment),
                "actions" => groups.push(Group::Action),
                "subscriptions" => groups.push(Group::Subscription),
                _ => {}
            }
            if whose != "own." {
                groups.extend([Group::Invitee, Group::Referral]);
            }
            let scope = self.scope(groups);
            tables += &format!("[count.c{n}]\nof = \"{whose}{what}\"\n");
            if self.chance(50) {
                tables += &format!("where = {}\n", self.condition(&scope));
            }
            if self.chance(35) {
                tables += &format!("sum = '= {}'\n", self.number(&scope, 1));
            }
            if self.chance(50) {
                let over = ["calendar_month", "calendar_quarter", "calendar_year", "month", "90 days", "3 months"];
                tables += &format!("over = {}\n", self.quoted(&over));
            }
            self.counts.push(format!("c{n}"));
        }
        self.of_none = false;
        tables
    }

    /// One with a memory, which may read what it was.
    fn kept(&mut self, n: usize) -> String {
        self.counts.push(format!("c{n}"));
        let mut table = format!("[count.c{n}]\n");
        let mut groups = vec![Group::Referrer];
        if self.chance(60) {
            groups.push(Group::Period);
            let checked = self.one(&["month", "month", "quarter", "year", "week", "9 days"]);
            table += &format!("checked = \"{checked}\"\n");
            if checked == "month" && self.chance(50) {
                table += "day = 31\nhour = 5\n";
            }
        }
        if self.chance(30) {
            table += &format!("starts = {}\n", self.one(&["5", "\"1.5\""]));
        }
        let scope = self.scope(groups);
        let value = match self.rng.random_range(0..3) {
            0 => format!("max(count.c{n}, {})", self.number(&scope, 1)),
            1 => format!("if {} {{ count.c{n} + 1 }} else {{ 0 }}", self.flag(&scope, 1)),
            _ => self.number(&scope, 2),
        };
        format!("{table}value = '= {value}'\n")
    }
}
