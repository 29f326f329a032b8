//! The worked examples of terms: each is played in a world of its own, with one referrer and one invitee. The invitee registers
//! at the first given instant, through the referrer; or as the given `person.registered` says, through the given click if any.

use serde_json::{Value, json};

use super::{BECKON, Outcome, World};
use crate::calendar::Instant;
use crate::events::parse;
use crate::ids::{Code, ExternalId, IdError};
use crate::money::{Money, Unit};
use crate::rules::terms::{Example, Expected, Given};
use crate::rules::{Problem, Terms};

/// Everything that does not come out of the rules as the examples say.
pub fn check(terms: &Terms) -> Vec<Problem> {
    terms.examples.iter().flat_map(|example| play(terms, example)).collect()
}

fn play(terms: &Terms, example: &Example) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut wrong = |line, column, words: String| {
        problems.push(Problem { line, column, words: format!("the example {:?}: {words}", example.says) });
    };
    let mut stage = match Stage::new(terms, example) {
        Ok(stage) => stage,
        Err(words) => {
            wrong(example.line, example.column, words);
            return problems;
        }
    };
    let mut given: Vec<(usize, &Given)> = example.given.iter().enumerate().collect();
    given.sort_by_key(|(_, given)| given.at);
    let mut given = given.into_iter().peekable();
    let mut expect: Vec<&Expected> = example.expect.iter().collect();
    expect.sort_by_key(|expected| expected.at);
    for expected in expect {
        while let Some((n, given)) = given.next_if(|(_, given)| given.at <= expected.at) {
            if let Err(words) = stage.happens(n + 1, given) {
                wrong(example.line, example.column, words);
            }
        }
        if let Err(words) = stage.compare(expected) {
            wrong(expected.line, expected.column, words);
        }
    }
    problems
}

/// The referrer's, in examples.
const CODE: &str = "REFERRER";

struct Stage {
    world: World,
    terms: Terms,
    invoices: Vec<ExternalId>,
    /// The one that a refund is of, unless it says.
    payment: Option<String>,
    click: Option<String>,
}

impl Stage {
    fn new(terms: &Terms, example: &Example) -> Result<Stage, String> {
        let starts = example.given.iter().map(|given| given.at).min().ok_or("nothing is given")?;
        let terms = Terms { effective_from: None, ..terms.clone() };
        let world = World::new([terms.clone()]);
        let mut stage = Stage { world, terms, invoices: Vec::new(), payment: None, click: None };
        let referrer = json!({"person": "referrer", "email": "referrer@example.com"});
        stage.event("referrer", "person.registered", starts, referrer)?;
        let unnamed = |error: IdError| error.to_string();
        let (person, code) = ("referrer".parse().map_err(unnamed)?, CODE.parse::<Code>().map_err(unnamed)?);
        stage.world.add_code(BECKON, &person, &stage.terms.program, code);
        if example.given.iter().all(|given| given.type_name != "person.registered") {
            stage.event("invitee", "person.registered", starts, stage.invitee())?;
        }
        Ok(stage)
    }

    fn invitee(&self) -> Value {
        let company = json!({"company": "company", "name": "Invited company"});
        let mut invitee = json!({"person": "invitee", "email": "invitee@example.com", "company": company});
        match &self.click {
            Some(click) => invitee["click"] = json!(click),
            None => (invitee["program"], invitee["referrer"]) = (json!(self.terms.program), json!("referrer")),
        }
        invitee
    }

    /// The `n`th given event, with what it leaves out filled in.
    fn happens(&mut self, n: usize, given: &Given) -> Result<(), String> {
        let mut data = match given.type_name.as_str() {
            "payment.succeeded" => json!({"payment": format!("payment-{n}"), "company": "company",
                "currency": self.terms.currency}),
            "person.registered" => self.invitee(),
            "person.class_changed" => json!({"person": "invitee"}),
            "person.changed" => json!({"person": "referrer"}),
            "link.clicked" => json!({"click": format!("click-{n}"), "code": CODE}),
            "invoice.issued" => json!({"invoice": format!("invoice-{n}"), "company": "company",
                "currency": self.terms.currency, "due_at": given.at}),
            "refund.requested" | "refund.completed" | "refund.declined" => {
                json!({"refund": "refund", "payment": self.payment})
            }
            "payment.disputed" | "dispute.won" | "dispute.lost" => json!({"payment": self.payment}),
            "invoice.voided" => json!({"invoice": "invoice-1"}),
            _ => json!({}),
        };
        if let Value::Object(fields) = &mut data {
            fields.extend(given.data.clone());
        }
        let named = |word: &str| data[word].as_str().map(str::to_owned);
        match given.type_name.as_str() {
            "invoice.issued" => self.invoices.extend(named("invoice").and_then(|id| id.parse().ok())),
            "payment.succeeded" => self.payment = self.payment.take().or(named("payment")),
            "link.clicked" => self.click = named("click"),
            _ => {}
        }
        self.event(&format!("given-{n}"), &given.type_name, given.at, data)
    }

    fn event(&mut self, id: &str, type_name: &str, at: Instant, data: Value) -> Result<(), String> {
        let json = json!({"id": id, "type": type_name, "timestamp": at, "data": data}).to_string();
        let event = parse(json.as_bytes()).map_err(|malformed| malformed.to_string())?;
        match self.world.apply(BECKON, event, at) {
            Outcome::Applied { .. } => Ok(()),
            Outcome::Duplicate | Outcome::Conflict => Err(format!("{id} happens twice")),
            Outcome::Waiting { on } => Err(format!("{id} waits for {on}, which is not given")),
            Outcome::Refused { refusal } => Err(format!("{id} is refused: {refusal}")),
        }
    }

    fn compare(&mut self, expected: &Expected) -> Result<(), String> {
        self.world.advance_to(expected.at).map_err(|error| error.to_string())?;
        let referrer = "referrer".parse().map_err(|error: IdError| error.to_string())?;
        let zero = Money::zero(self.terms.currency);
        let (mut on_hold, mut available, mut to_pay) = (zero, zero, zero);
        let sum = |one: Money, other: Money| one.plus(other).map_err(|error| error.to_string());
        for unit in [Unit::Credit, Unit::Cash] {
            if let Some(found) = self.world.balance(BECKON, &referrer, &self.terms.program, unit) {
                (on_hold, available) = (sum(on_hold, found.on_hold)?, sum(available, found.available)?);
            }
        }
        for invoice in &self.invoices {
            to_pay = sum(to_pay, self.world.to_pay(BECKON, invoice).unwrap_or(zero))?;
        }
        let pairs = [
            ("on_hold", expected.on_hold, on_hold),
            ("available", expected.available, available),
            ("to_pay", expected.to_pay, to_pay),
        ];
        let different = pairs.into_iter().filter_map(|(name, said, came)| said.map(|said| (name, said, came)));
        let different = different.filter(|(_, said, came)| said != came);
        let different: Vec<String> =
            different.map(|(name, said, came)| format!("{name} is {came}, not {said}")).collect();
        if different.is_empty() {
            return Ok(());
        }
        let at = expected.at.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true);
        Err(format!("at {at} {}", different.join(", ")))
    }
}
