//! What an example need not say of what happens inside: spends, conversions, withdrawals, adjustments.

use serde_json::{Value, json};

use super::cast::Whose;
use super::stage::Stage;
use crate::money::Money;
use crate::rules::terms::{Given, WithdrawalMethod};

impl Stage {
    pub(super) fn left_out_inside(
        &self,
        type_name: &str,
        id: &dyn Fn(&str) -> String,
        whose: &Whose,
        given: &Given,
    ) -> Value {
        let (person, program, currency) = (&whose.person, &self.terms.program, self.terms.currency);
        let newest = |word: &str| self.newest.get(word);
        match type_name {
            "credit.spent" => {
                let own = self.invoices.iter().rev().find(|(_, owner)| owner == person).map(|(invoice, _)| invoice);
                json!({"spend": id("spend"), "person": person, "program": program, "currency": currency, "invoice": own})
            }
            "credit.returned" => json!({"spend": newest("spend")}),
            "cash.converted" => {
                json!({"conversion": id("conversion"), "person": person, "program": program, "currency": currency})
            }
            "withdrawal.requested" => self.requested(id, whose, given),
            "withdrawal.paid" => json!({"withdrawal": newest("withdrawal"), "reference": "paid"}),
            "withdrawal.approved" | "withdrawal.canceled" => json!({"withdrawal": newest("withdrawal")}),
            "withdrawal.rejected" | "withdrawal.failed" => {
                json!({"withdrawal": newest("withdrawal"), "reason": "example"})
            }
            "adjustment.made" => json!({"adjustment": id("adjustment"), "person": person, "program": program,
                "unit": "credit", "direction": "add", "currency": currency, "reason": "example"}),
            "referral.replaced" => {
                let named = ["code", "referrer", "click"].iter().any(|word| given.data.contains_key(*word));
                let mut data = json!({"invitee": person, "program": program});
                if let Some((.., click)) = self.clicks.last().filter(|_| !named) {
                    data["click"] = json!(click);
                }
                data
            }
            "referral.voided" => json!({"invitee": person, "program": program, "reason": "example"}),
            _ => json!({}),
        }
    }

    /// By the first way that the terms offer, with the fee that they take.
    fn requested(&self, id: &dyn Fn(&str) -> String, whose: &Whose, given: &Given) -> Value {
        let currency = self.terms.currency;
        let withdrawal = self.terms.withdrawal.as_ref();
        let told = given.data.get("method").and_then(Value::as_str).and_then(|method| method.parse().ok());
        let method = told.or_else(|| withdrawal.and_then(|withdrawal| withdrawal.methods.first().copied()));
        let amount = given.data.get("amount").and_then(Value::as_str);
        let amount = amount.and_then(|amount| Money::parse(amount, currency).ok());
        let fee = amount.zip(method).and_then(|(amount, method)| self.terms.withdrawal_fee(amount, method).ok());
        let fee = fee.filter(|fee| fee.is_positive());
        let mut data = json!({"withdrawal": id("withdrawal"), "person": whose.person, "program": self.terms.program,
            "currency": currency, "method": method.map(WithdrawalMethod::name)});
        if let Some(fee) = fee {
            data["fee"] = json!(fee.to_string());
        }
        data
    }
}
