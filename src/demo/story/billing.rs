//! Invoices, payments and refunds.

use super::{Does, REFUSED, Step, Story, Untold};
use crate::calendar::Instant;
use crate::demo::cast::{Customer, INVITEE, REFERRER};
use serde_json::{Value, json};

/// Days between two payments of a customer.
pub(super) const MONTH: u32 = 30;
/// The referrer's own plan and service, each month.
const OWN: (u32, u32) = (90_000, 18_000);

impl Story {
    pub(super) fn pays_monthly(&mut self, customer: &Customer) -> Result<(), Untold> {
        let pays = customer.pays;
        for n in 0..pays.times {
            let days_ago = pays.first - n * MONTH;
            let time = self.chance.time_of_day(8..19);
            let at = self.at(days_ago.into(), time)?;
            let mut lines = vec![line("business", "plan", pays.plan)];
            let mut amount = pays.plan;
            if n % 3 == 2 && pays.scanning > 0 {
                lines.push(line("scanning", "service", pays.scanning));
                amount += pays.scanning;
            }
            let window = n == 0 && customer.registered - days_ago <= 21;
            if window {
                // The invitee's offer: ten percent off the plan.
                lines[0]["discount"] = json!(tenge(pays.plan / 10));
                amount -= pays.plan / 10;
            }
            let data = json!({
                "payment": payment(customer.company, n + 1), "company": customer.company, "amount": tenge(amount),
                "currency": "KZT", "lines": lines,
            });
            self.bills(at, &format!("paid-{}-{}", customer.company, n + 1), "payment.succeeded", data)?;
        }
        Ok(())
    }

    /// One refund of each kind; a month that was free; a payment of a company that nobody has reported yet, and one in
    /// pounds, in which the program does not count.
    pub(super) fn is_refunded(&mut self) -> Result<(), Untold> {
        self.refund("sever-trade", 10, Some("45000.00"), &[(31, "requested"), (29, "completed")])?;
        self.refund("grant-daughters", 9, None, &[(26, "completed")])?;
        self.refund("medservice", 5, None, &[(25, "requested"), (22, "declined")])?;
        self.refund("aq-qu", 1, None, &[(21, "requested"), (20, "completed")])?;
        self.refund("karpaty-soft", 8, None, &[(4, "requested")])?;
        let mut free = line("start-plus", "plan", 54_000);
        free["discount"] = json!(tenge(54_000));
        let data = json!({
            "payment": payment("green-line", 1), "company": "green-line", "amount": "0.00", "currency": "KZT",
            "lines": [free], "promo_code": "FIRSTMONTH",
        });
        let at = self.at(17, (11, 20))?;
        self.bills(at, "paid-green-line-1", "payment.succeeded", data)?;
        let data = json!({
            "payment": payment("aral-fish", 1), "company": "aral-fish", "amount": "64000.00", "currency": "KZT",
        });
        let at = self.at(2, (15, 5))?;
        self.bills(at, "paid-aral-fish-1", "payment.succeeded", data)?;
        let data = json!({
            "payment": payment("thames-tea", 4), "company": "thames-tea", "amount": "65.00", "currency": "GBP",
        });
        let at = self.at(5, (14, 35))?;
        self.bills(at, REFUSED, "payment.succeeded", data)
    }

    fn refund(
        &mut self,
        company: &str,
        number: u32,
        amount: Option<&str>,
        steps: &[(i64, &str)],
    ) -> Result<(), Untold> {
        for (days_ago, state) in steps {
            let mut data = json!({"refund": format!("refund-{company}"), "payment": payment(company, number)});
            if let Some(amount) = amount {
                data["amount"] = json!(amount);
            }
            let at = self.at(*days_ago, (16, 40))?;
            self.bills(at, &format!("refund-{state}-{company}"), &format!("refund.{state}"), data)?;
        }
        Ok(())
    }

    /// What the referrer and the invitee have to pay, and what the referrer paid with bonuses.
    pub(super) fn owes(&mut self) -> Result<(), Untold> {
        for n in 0..11_u32 {
            let invoice = format!("{REFERRER}-{}", n + 1);
            let days_ago = i64::from(355 - n * MONTH);
            let lines = [line("business", "plan", OWN.0), line("e-signature", "service", OWN.1)];
            self.invoice(&invoice, REFERRER, json!(lines), (days_ago, days_ago - 14))?;
            let bonuses = match n {
                5 => Some((30_000, "30000.00")),
                9 => Some((60_000, "60000.00")),
                _ => None,
            };
            if let Some((_, amount)) = bonuses {
                let at = self.at(days_ago - 2, (10, 15))?;
                self.spends(at, &invoice, amount, n);
            }
            let credit = bonuses.map_or(0, |(credit, _)| credit);
            let mut data = json!({
                "payment": payment(REFERRER, n + 1), "company": REFERRER, "amount": tenge(OWN.0 + OWN.1 - credit),
                "currency": "KZT", "invoice": invoice,
            });
            if credit > 0 {
                data["credit"] = json!(tenge(credit));
            }
            let at = self.at(days_ago - 3, (12, 30))?;
            self.bills(at, &format!("paid-{invoice}"), "payment.succeeded", data)?;
        }
        let wrong = format!("{REFERRER}-wrong");
        self.invoice(&wrong, REFERRER, json!([line("archive", "service", 40_000)]), (38, 24))?;
        let at = self.at(37, (9, 50))?;
        self.spends(at, &wrong, "25000.00", 100);
        let at = self.at(36, (17, 10))?;
        self.bills(at, &format!("voided-{wrong}"), "invoice.voided", json!({"invoice": wrong}))?;
        let open = json!([line("business", "plan", 180_000), line("scanning", "service", 60_000)]);
        self.invoice("altyn-arba-12", REFERRER, open, (4, -10))?;
        self.invoice("altyn-arba-13", REFERRER, json!([line("e-signature", "service", 45_000)]), (1, -6))?;
        // The offer takes 30,000 off the plan: 405,000 are to be paid.
        let offered = json!([line("business", "plan", 300_000), line("scanning", "service", 135_000)]);
        self.invoice("silk-road-media-1", INVITEE, offered, (2, -12))
    }

    /// A plan of the referrer's company that Beckon bills: its trial of two weeks ended, one month is paid, the next charge is near.
    pub(super) fn has_a_plan(&mut self) -> Result<(), Untold> {
        for (days_ago, time, does) in [
            (40, (10, 0), Does::ChoosesPlan),
            (26, (10, 5), Does::IsCharged),
            (24, (12, 30), Does::PaysPlan),
            (2, (16, 20), Does::AddsService),
        ] {
            let at = self.at(days_ago, time)?;
            self.steps.push(Step { at, does });
        }
        Ok(())
    }

    fn invoice(
        &mut self,
        invoice: &str,
        company: &str,
        lines: Value,
        (days_ago, due): (i64, i64),
    ) -> Result<(), Untold> {
        let (at, due_at) = (self.at(days_ago, (9, 30))?, self.at(due, (23, 59))?);
        let data = json!({"invoice": invoice, "company": company, "currency": "KZT", "lines": lines, "due_at": due_at});
        self.bills(at, &format!("issued-{invoice}"), "invoice.issued", data)
    }

    fn spends(&mut self, at: Instant, invoice: &str, amount: &'static str, number: u32) {
        self.steps.push(Step { at, does: Does::Spends { invoice: invoice.to_owned(), amount, number } });
    }
}

fn payment(company: &str, number: u32) -> String {
    format!("payment-{company}-{number}")
}

pub(super) fn line(product: &str, kind: &str, amount: u32) -> Value {
    json!({"product": product, "kind": kind, "amount": tenge(amount)})
}

pub(super) fn tenge(whole: u32) -> String {
    format!("{whole}.00")
}
