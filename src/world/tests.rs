mod cdnow;
mod documented;
mod edges;
mod examples;
mod hosting;
mod late;
mod memory;
mod months;
mod months_permuted;
mod permuted;
mod printed;
mod random;
mod reckoned;
mod programs;
mod published;
mod repriced;
mod stories;
mod uses;
mod whatif;
mod units;
mod versions;
mod years;

use super::*;
use crate::events::parse_internal;
use crate::money::Unit;

/// A world with one program, and short ways to make things happen in it.
struct Play {
    world: World,
    program: String,
    made: usize,
}

impl Play {
    fn under(terms: &str) -> Play {
        let terms = crate::rules::check(terms).unwrap();
        let program = terms.program.clone();
        Play { world: World::new([terms]), program, made: 0 }
    }

    fn bonus() -> Play {
        Play::under(include_str!("../../programs/business-bonus.toml"))
    }

    fn hosting() -> Play {
        Play::under(include_str!("../../programs/hosting-remuneration.toml"))
    }

    fn happens(&mut self, type_name: &str, at: &str, data: &str) -> Outcome {
        self.made += 1;
        let json = format!(
            r#"{{"id":"e{}","type":"{type_name}","timestamp":"{at}","data":{}}}"#,
            self.made,
            data.replace('\'', "\"")
        );
        let event = parse_internal(json.as_bytes()).unwrap_or_else(|malformed| panic!("{json}: {malformed}"));
        let at = event.timestamp;
        self.world.apply("crm", event, at)
    }

    fn applies(&mut self, type_name: &str, at: &str, data: &str) {
        let outcome = self.happens(type_name, at, data);
        assert!(matches!(outcome, Outcome::Applied { .. }), "{type_name} {data}: {outcome:?}");
    }

    /// `ann` with company `acme`, and `bob` with company `bobs`, whom she invited.
    fn couple(mut self) -> Play {
        self.applies(
            "person.registered",
            "2026-04-01T00:00:00Z",
            "{'person':'ann','email':'ann@example.com','company':{'company':'acme','name':'Acme'}}",
        );
        let program = self.program.clone();
        self.applies(
            "person.registered",
            "2026-04-01T01:00:00Z",
            &format!("{{'person':'bob','email':'bob@example.com','program':'{program}','referrer':'ann','company':{{'company':'bobs','name':'Bobs','tax_id':'123'}}}}"),
        );
        self
    }

    fn passes(&mut self, until: &str) {
        self.world.advance_to(until.parse().unwrap()).unwrap();
    }

    /// Ann's cash, on hold and available together.
    fn cash(&self) -> String {
        let balances = self.world.balance("crm", &"ann".parse().unwrap(), &self.program, Unit::Cash);
        balances.map_or("0.00".into(), |b| b.on_hold.plus(b.available).unwrap().to_string())
    }

    /// (amount, percent, class, reason) of the newest revision for a payment's event id.
    fn receipt(&self, event: &str) -> (String, String, String, &'static str) {
        let about = |stored: &&StoredReceipt| self.world.receipt_is_about(stored).0.as_str() == event;
        let stored = self.world.receipts().iter().find(about).unwrap_or_else(|| panic!("no receipt of {event}"));
        let receipt = &stored.receipt;
        let class = receipt.class.as_deref().unwrap_or("-").to_owned();
        (receipt.amount.to_string(), receipt.rate.to_string(), class, receipt.reason.name())
    }

    /// Ann's (on hold, available, spent).
    fn ann(&self) -> (String, String, String) {
        let balances = self.world.balance("crm", &"ann".parse().unwrap(), &self.program, Unit::Credit);
        balances.map_or((String::new(), String::new(), String::new()), |b| {
            (b.on_hold.to_string(), b.available.to_string(), b.spent.to_string())
        })
    }
}

fn three(on_hold: &str, available: &str, spent: &str) -> (String, String, String) {
    (on_hold.into(), available.into(), spent.into())
}
