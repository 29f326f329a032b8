//! The cast of an example, and what happens to them. Invitees register at the first given instant, through the referrer; or as the
//! given `person.registered` says, through the given click if any.

use serde_json::{Value, json};

use super::super::{BECKON, Outcome, World};
use crate::calendar::Instant;
use crate::events::parse;
use crate::ids::{Code, ExternalId, IdError};
use crate::rules::Terms;
use crate::rules::terms::{Example, Given};

/// The referrer's, in examples.
const CODE: &str = "REFERRER";
const REFERRER: &str = "referrer";

/// How the names of the referrer's companies and subscriptions begin.
const OWN: &str = "own-";

/// What each invitee has under a name of their own.
const NAMES: [&str; 7] = ["person", "company", "subscription", "invoice", "payment", "refund", "click"];

pub(super) struct Stage {
    pub(super) world: World,
    pub(super) terms: Terms,
    pub(super) invoices: Vec<ExternalId>,
    repeat: u32,
    /// The one that a refund is of, unless it says.
    payment: Option<String>,
    click: Option<String>,
}

/// The first has the plain name.
fn nth(name: &str, n: u32) -> String {
    if n == 1 { name.to_owned() } else { format!("{name}-{n}") }
}

/// Gives the `n`th invitee's things their own names.
fn named(mut data: Value, n: u32) -> Value {
    let Value::Object(fields) = &mut data else { return data };
    for name in NAMES {
        if let Some(Value::String(name)) = fields.get_mut(name).filter(|name| *name != REFERRER) {
            *name = nth(name, n);
        }
    }
    data
}

/// Whether an event is about the referrer or a company of theirs, and so happens once.
fn is_own(given: &Given) -> bool {
    let own = |name: &str| given.data.get(name).and_then(Value::as_str).is_some_and(|name| name.starts_with(OWN));
    given.type_name == "choice.made" || NAMES.into_iter().any(own)
}

impl Stage {
    pub(super) fn new(terms: &Terms, example: &Example) -> Result<Stage, String> {
        let starts = example.given.iter().map(|given| given.at).min().ok_or("nothing is given")?;
        let terms = Terms { effective_from: None, ..terms.clone() };
        let world = World::new([terms.clone()]).with_runs();
        let repeat = example.repeat;
        let mut stage = Stage { world, terms, repeat, invoices: Vec::new(), payment: None, click: None };
        let referrer = json!({"person": REFERRER, "email": "referrer@example.com"});
        stage.event(REFERRER, "person.registered", starts, referrer)?;
        let unnamed = |error: IdError| error.to_string();
        let (person, code) = (REFERRER.parse().map_err(unnamed)?, CODE.parse::<Code>().map_err(unnamed)?);
        stage.world.add_code(BECKON, &person, &stage.terms.program, code);
        for n in 1..=example.companies {
            stage.own_company(n, starts)?;
        }
        if example.given.iter().all(|given| given.type_name != "person.registered") {
            for n in 1..=repeat {
                stage.event(&nth("invitee", n), "person.registered", starts, named(stage.invitee(n), n))?;
            }
        }
        Ok(stage)
    }

    /// The referrer's, with a subscription of the same name that is active and paid for.
    fn own_company(&mut self, n: u32, at: Instant) -> Result<(), String> {
        let own = format!("{OWN}{n}");
        let company = json!({"company": own, "person": REFERRER, "name": "Own company"});
        self.event(&format!("{own} registered"), "company.registered", at, company)?;
        let subscription = json!({"subscription": own, "company": own, "product": "plan"});
        self.event(&format!("{own} started"), "subscription.started", at, subscription)?;
        let paid = json!({"payment": own, "company": own, "amount": "1", "currency": self.terms.currency});
        self.event(&format!("{own} paid"), "payment.succeeded", at, paid)
    }

    fn invitee(&self, n: u32) -> Value {
        let company = json!({"company": nth("company", n), "name": "Invited company"});
        let email = format!("{}@example.com", nth("invitee", n));
        let mut invitee = json!({"person": "invitee", "email": email, "company": company});
        match &self.click {
            Some(click) => invitee["click"] = json!(click),
            None => (invitee["program"], invitee["referrer"]) = (json!(self.terms.program), json!(REFERRER)),
        }
        invitee
    }

    /// The `n`th given event: once if it is the referrer's, else to every invitee.
    pub(super) fn happens(&mut self, n: usize, given: &Given) -> Result<(), String> {
        let times = if is_own(given) { 1 } else { self.repeat };
        (1..=times).try_for_each(|invitee| self.happens_to(n, given, invitee))
    }

    fn happens_to(&mut self, n: usize, given: &Given, invitee: u32) -> Result<(), String> {
        let mut data = self.left_out(n, given, invitee);
        if let Value::Object(fields) = &mut data {
            fields.extend(given.data.clone());
        }
        let data_named = |word: &str| data[word].as_str().map(str::to_owned);
        match given.type_name.as_str() {
            "payment.succeeded" if !is_own(given) => self.payment = self.payment.take().or(data_named("payment")),
            "link.clicked" => self.click = data_named("click"),
            _ => {}
        }
        let data = named(data, invitee);
        if given.type_name == "invoice.issued" {
            self.invoices.extend(data["invoice"].as_str().and_then(|id| id.parse().ok()));
        }
        self.event(&nth(&format!("given-{n}"), invitee), &given.type_name, given.at, data)
    }

    /// What the `n`th given event need not say.
    fn left_out(&self, n: usize, given: &Given, invitee: u32) -> Value {
        match given.type_name.as_str() {
            "payment.succeeded" => json!({"payment": format!("payment-{n}"), "company": "company",
                "currency": self.terms.currency}),
            "person.registered" => self.invitee(invitee),
            "person.class_changed" => json!({"person": "invitee"}),
            "person.changed" | "choice.made" => json!({"person": REFERRER}),
            "link.clicked" => json!({"click": format!("click-{n}"), "code": CODE}),
            "invoice.issued" => json!({"invoice": format!("invoice-{n}"), "company": "company",
                "currency": self.terms.currency, "due_at": given.at}),
            "refund.requested" | "refund.completed" | "refund.declined" => {
                json!({"refund": "refund", "payment": self.payment})
            }
            "payment.disputed" | "dispute.won" | "dispute.lost" => json!({"payment": self.payment}),
            "invoice.voided" => json!({"invoice": "invoice-1"}),
            "subscription.started" => json!({"subscription": "subscription", "company": "company", "product": "plan"}),
            "subscription.changed" => json!({"subscription": "subscription"}),
            "company.closed" => json!({"company": "company"}),
            _ => json!({}),
        }
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
}
