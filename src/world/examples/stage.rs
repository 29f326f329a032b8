//! What happens in an example. Everybody registers at the first given instant, through who refers them; or as the given
//! `person.registered` says, through the click that the terms choose among those given before.

use serde_json::{Map, Value, json};

use super::cast::{Cast, INVITEE, OWN, REFERRER, Whose, again, code_of, is_own, named, nth};
use super::{BECKON, Script};
use crate::calendar::{Instant, hold_end, months_later};
use crate::events::{parse, parse_internal};
use crate::ids::{Code, ExternalId, IdError};
use crate::rules::Terms;
use crate::rules::attribution::chosen_visit;
use crate::rules::rule::Span;
use crate::rules::terms::{Example, Given};
use crate::rules::watch::Watched;
use crate::world::{Noun, Outcome, World};

/// What happens inside, and may be given too.
/// How an example writes codes.
const CODE: &str = "CODE";

/// The work that one event is, as [`crate::rules::watch::Watch`] counts it.
const EVENT: usize = 1000;

const INTERNAL: [&str; 12] = [
    "credit.spent",
    "credit.returned",
    "cash.converted",
    "withdrawal.requested",
    "withdrawal.approved",
    "withdrawal.rejected",
    "withdrawal.canceled",
    "withdrawal.paid",
    "withdrawal.failed",
    "adjustment.made",
    "referral.replaced",
    "referral.voided",
];

pub(super) struct Stage {
    pub(super) world: World,
    pub(super) terms: Terms,
    /// With whose they are.
    pub(super) invoices: Vec<(ExternalId, String)>,
    pub(super) cast: Cast,
    /// The first payment of each, which a refund is of unless it says.
    payments: Vec<(String, String)>,
    /// The newest of each kind: what a later event is of unless it says.
    pub(super) newest: Map<String, Value>,
    pub(super) clicks: Vec<(Instant, String, String)>,
    pub(super) registered: Vec<String>,
    /// Whose referral is to be refused.
    pub(super) meant: Vec<String>,
    pub(super) told: Script,
}

/// One of the times that something given happens.
pub(super) struct Happening<'e> {
    pub(super) at: Instant,
    pub(super) n: usize,
    pub(super) time: u32,
    pub(super) given: &'e Given,
}

fn words(error: impl std::fmt::Display) -> String {
    error.to_string()
}

impl Stage {
    pub(super) fn new(terms: &Terms, example: &Example, watch: Watched) -> Result<Stage, String> {
        let starts = example.given.iter().map(|given| given.at).min().ok_or("nothing is given")?;
        let terms = Terms { effective_from: None, ..terms.clone() };
        let mut world = World::new([terms.clone()]).with_runs();
        world.programs[0].assumed.clone_from(&example.assume);
        world.watch = watch;
        let mut stage = Stage {
            world,
            terms,
            invoices: Vec::new(),
            cast: Cast::of(example),
            payments: Vec::new(),
            newest: Map::new(),
            clicks: Vec::new(),
            registered: Vec::new(),
            meant: Vec::new(),
            told: Script::default(),
        };
        for n in 1..=example.referrers.max(1) {
            stage.referrer(n, starts)?;
        }
        for code in example.given.iter().filter_map(|given| given.data.get("code")?.as_str()) {
            if let Some((of, _)) = code.split_once('-').filter(|_| code.starts_with(CODE)) {
                stage.add_code(&nth(REFERRER, number(of, CODE)), &code_named(code))?;
            }
        }
        for n in 1..=example.companies {
            stage.own_company(n, starts)?;
        }
        if stage.cast.invitees && !stage.cast.registers.iter().any(|name| name == INVITEE) {
            for n in 1..=example.repeat {
                let invitee = named(stage.invitee(n, starts)?, n);
                stage.event(&nth(INVITEE, n), "person.registered", starts, invitee)?;
                stage.registered.push(nth(INVITEE, n));
            }
        }
        stage.grow(starts)?;
        Ok(stage)
    }

    /// The given events, each as often as it happens, in the order of time.
    pub(super) fn script<'e>(&self, given: &'e [Given]) -> Vec<Happening<'e>> {
        let mut script: Vec<Happening<'e>> = Vec::new();
        for (n, given) in given.iter().enumerate() {
            for time in 1..=given.times {
                let at = self.later(given.at, given.every, time - 1);
                script.push(Happening { at, n: n + 1, time, given });
            }
        }
        script.sort_by_key(|happening| happening.at);
        script
    }

    fn later(&self, at: Instant, every: Option<Span>, times: u32) -> Instant {
        let zone = self.terms.time_zone;
        let later = match every {
            Some(Span::Days(days)) => hold_end(at, days.saturating_mul(times), zone),
            Some(Span::Months(months)) => months_later(at, months.saturating_mul(times), zone),
            None => Ok(at),
        };
        later.unwrap_or(at)
    }

    fn referrer(&mut self, n: u32, at: Instant) -> Result<(), String> {
        let name = nth(REFERRER, n);
        let person = if self.cast.with_company.contains(&name) {
            self.cast.person(&name, &self.terms.program, None)
        } else {
            json!({"person": name, "email": format!("{name}@example.com")})
        };
        self.event(&name, "person.registered", at, person)?;
        self.add_code(&name, &code_of(n))?;
        self.registered.push(name);
        Ok(())
    }

    fn add_code(&mut self, name: &str, code: &str) -> Result<(), String> {
        let unnamed = |error: IdError| error.to_string();
        let (person, code) = (name.parse().map_err(unnamed)?, code.parse::<Code>().map_err(unnamed)?);
        self.world.add_code(BECKON, &person, &self.terms.program, code.clone());
        self.told.codes.push((person, code));
        Ok(())
    }

    /// Whoever of the tree has a referrer by now, and does not register as given.
    fn grow(&mut self, at: Instant) -> Result<(), String> {
        loop {
            let waits = |(referrer, invitee): &&(Option<String>, String)| {
                referrer.as_ref().is_none_or(|referrer| self.registered.contains(referrer))
                    && !self.registered.contains(invitee)
                    && !self.cast.registers.contains(invitee)
            };
            let Some((referrer, name)) = self.cast.tree.iter().find(waits).cloned() else { return Ok(()) };
            let person = self.cast.person(&name, &self.terms.program, referrer.as_deref());
            self.event(&name, "person.registered", at, person)?;
            self.registered.push(name);
        }
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

    fn invitee(&self, n: u32, at: Instant) -> Result<Value, String> {
        let company = json!({"company": nth("company", n), "name": "Invited company"});
        let email = format!("{}@example.com", nth(INVITEE, n));
        let mut invitee = json!({"person": INVITEE, "email": email, "company": company});
        let visits: Vec<(Instant, &str)> = self.clicks.iter().map(|(at, code, _)| (*at, code.as_str())).collect();
        let chosen = chosen_visit(&self.terms.attribution, self.terms.time_zone, &visits, at).map_err(words)?;
        match chosen.map(|n| &self.clicks[n]).or(self.clicks.last()) {
            Some((.., click)) => invitee["click"] = json!(click),
            None => (invitee["program"], invitee["referrer"]) = (json!(self.terms.program), json!(REFERRER)),
        }
        Ok(invitee)
    }

    pub(super) fn happens(&mut self, happening: &Happening<'_>) -> Result<(), String> {
        (1..=self.cast.times(happening.given)).try_for_each(|invitee| self.happens_to(happening, invitee))
    }

    fn happens_to(&mut self, happening: &Happening<'_>, invitee: u32) -> Result<(), String> {
        let given = happening.given;
        let whose = self.cast.whose(given);
        let mut data = self.left_out(happening, &whose, invitee)?;
        if let Value::Object(fields) = &mut data {
            self.put_in(fields, happening);
        }
        self.remember(given, &whose, &data, happening.at);
        let data = if self.cast.times(given) > 1 { named(data, invitee) } else { data };
        if given.type_name == "invoice.issued" {
            let person = if is_own(given) { REFERRER } else { &whose.person };
            let owner = if self.cast.times(given) > 1 { nth(person, invitee) } else { person.to_owned() };
            self.invoices.extend(data["invoice"].as_str().and_then(|id| id.parse().ok()).map(|id| (id, owner)));
        }
        let id = again(&nth(&format!("given-{}", happening.n), invitee), happening.time);
        let person = data["person"].as_str().map(str::to_owned);
        let happened = self.event(&id, &given.type_name, happening.at, data);
        if given.type_name == "person.registered" {
            self.registered.extend(person.clone());
            self.grow(happening.at)?;
        }
        if !given.refused {
            return happened;
        }
        self.meant.extend(person.clone());
        let refused = person.and_then(|person| person.parse().ok());
        let refused = refused.and_then(|person: ExternalId| self.world.referral_refused(BECKON, &person));
        match happened {
            Ok(()) if refused.is_none() => Err(format!("{id} is not refused")),
            _ => Ok(()),
        }
    }

    /// What the example says, over what it leaves out.
    fn put_in(&self, fields: &mut Map<String, Value>, happening: &Happening<'_>) {
        let mut said = happening.given.data.clone();
        if happening.time > 1
            && let Some(Value::String(name)) =
                id_field(&happening.given.type_name).and_then(|field| said.get_mut(field))
        {
            *name = again(name, happening.time);
        }
        let is_named = |word: &str| said.contains_key(word);
        if happening.given.type_name == "person.registered" {
            if is_named("code") || is_named("click") {
                fields.remove("referrer");
            }
            if is_named("code") || is_named("referrer") {
                fields.remove("click");
            }
            if is_named("referrer") {
                fields.insert("program".into(), json!(self.terms.program));
            }
        }
        if happening.given.type_name == "link.clicked"
            && let Some(Value::String(referrer)) = said.remove("referrer")
        {
            fields.insert("code".into(), json!(code_of(number(&referrer, REFERRER))));
        }
        if let Some(Value::String(code)) = said.get_mut("code")
            && code.starts_with(CODE)
        {
            *code = code_named(code);
        }
        fields.extend(said);
        if INTERNAL.contains(&happening.given.type_name.as_str()) {
            for word in ["person", "invoice", "invitee", "referrer", "click"] {
                if let Some(Value::String(id)) = fields.get(word).cloned() {
                    fields.insert(word.into(), json!({"source": BECKON, "id": id}));
                }
            }
        }
    }

    fn remember(&mut self, given: &Given, whose: &Whose, data: &Value, at: Instant) {
        let data_named = |word: &str| data[word].as_str().map(str::to_owned);
        match given.type_name.as_str() {
            "payment.succeeded" if !is_own(given) && !self.payments.iter().any(|(by, _)| *by == whose.person) => {
                self.payments.extend(data_named("payment").map(|payment| (whose.person.clone(), payment)));
            }
            "link.clicked" => {
                let click = data_named("code").zip(data_named("click"));
                self.clicks.extend(click.map(|(code, click)| (at, code, click)));
            }
            _ => {}
        }
        for field in ["action", "withdrawal", "spend", "invoice"] {
            if let Some(name) = data.get(field).filter(|_| id_field(&given.type_name) == Some(field)) {
                self.newest.insert(field.into(), name.clone());
            }
        }
    }

    pub(super) fn payment_of(&self, whose: &Whose) -> Option<&str> {
        self.payments.iter().find(|(by, _)| *by == whose.person).map(|(_, payment)| payment.as_str())
    }

    /// What a given event need not say.
    fn left_out(&self, happening: &Happening<'_>, whose: &Whose, invitee: u32) -> Result<Value, String> {
        let given = happening.given;
        let id = |name: &str| again(&format!("{name}-{}", happening.n), happening.time);
        let Whose { person, company, subscription } = whose;
        let currency = self.terms.currency;
        Ok(match given.type_name.as_str() {
            "payment.succeeded" => json!({"payment": id("payment"), "company": company, "currency": currency}),
            "person.registered" if person == INVITEE && self.cast.invitees => self.invitee(invitee, happening.at)?,
            "person.registered" => {
                let referrer = self.cast.tree.iter().find(|(_, name)| name == person).and_then(|(by, _)| by.as_deref());
                self.cast.person(person, &self.terms.program, referrer)
            }
            "person.class_changed" => json!({"person": person}),
            "person.changed" if given.by.is_none() => json!({"person": REFERRER}),
            "person.changed" | "choice.made" => json!({"person": person}),
            "link.clicked" => json!({"click": id("click"), "code": code_of(1)}),
            "action.completed" => json!({"action": id("action"), "person": person}),
            "action.reversed" => json!({"action": self.newest.get("action")}),
            "invoice.issued" => json!({"invoice": id("invoice"), "company": company, "currency": currency,
                "due_at": happening.at}),
            "refund.requested" | "refund.completed" | "refund.declined" => {
                let name = if person == INVITEE { "refund".to_owned() } else { format!("refund-{person}") };
                json!({"refund": name, "payment": self.payment_of(whose)})
            }
            "payment.disputed" | "dispute.won" | "dispute.lost" => json!({"payment": self.payment_of(whose)}),
            "invoice.voided" => json!({"invoice": "invoice-1"}),
            "subscription.started" => json!({"subscription": subscription, "company": company, "product": "plan"}),
            "subscription.changed" => json!({"subscription": subscription}),
            "company.closed" => json!({"company": company}),
            _ => self.left_out_inside(&given.type_name, &id, whose, given),
        })
    }

    fn event(&mut self, id: &str, type_name: &str, at: Instant, data: Value) -> Result<(), String> {
        let own = id_field(type_name).and_then(|field| Some((field, data.get(field)?.as_str()?.to_owned())));
        let json = json!({"id": id, "type": type_name, "timestamp": at, "data": data}).to_string();
        let read = if INTERNAL.contains(&type_name) { parse_internal(json.as_bytes()) } else { parse(json.as_bytes()) };
        let read = read.map_err(words)?;
        if !self.world.watch.as_ref().is_none_or(|watch| watch.allows(EVENT)) {
            return Err("it is too much work to be tried".into());
        }
        self.told.events.push(read.clone());
        match self.world.apply(BECKON, read, at) {
            Outcome::Applied { .. } => Ok(()),
            Outcome::Duplicate | Outcome::Conflict => Err(match own {
                Some(("person", name)) => format!(
                    "{id}: {name:?} is registered already, before what is given; who is to register then has another name, as in \
                     tree = [\"boss > a\"] and by = \"boss\""
                ),
                Some((field, name)) => format!(
                    "{id} happens twice: its {field} is {name:?}, as of one before; give it its own, as in {field} = \"{name}-2\""
                ),
                None => format!("{id} happens twice"),
            }),
            Outcome::Waiting { on } if on.noun == Noun::Company && type_name == "action.completed" => {
                Err(format!("{id} waits for {on}, which is not given: name the `person` or `by`"))
            }
            Outcome::Waiting { on } => Err(format!("{id} waits for {on}, which is not given")),
            Outcome::Refused { refusal } => Err(format!("{id} is refused: {refusal}")),
        }
    }
}

/// `CODE2` is of the second referrer, `CODE2-shop` of another link of theirs.
fn code_named(name: &str) -> String {
    let (of, link) = name.split_once('-').unwrap_or((name, ""));
    format!("{}{}", code_of(number(of, CODE)), link.to_ascii_uppercase())
}

/// `referrer-2` is the second, `referrer` the first.
fn number(name: &str, begins: &str) -> u32 {
    name.trim_start_matches(begins).trim_start_matches('-').parse().unwrap_or(1)
}

/// Under which name an event says what it makes known.
fn id_field(type_name: &str) -> Option<&'static str> {
    Some(match type_name {
        "payment.succeeded" => "payment",
        "invoice.issued" => "invoice",
        "action.completed" => "action",
        "link.clicked" => "click",
        "subscription.started" => "subscription",
        "refund.requested" | "refund.completed" | "refund.declined" => "refund",
        "credit.spent" => "spend",
        "cash.converted" => "conversion",
        "withdrawal.requested" => "withdrawal",
        "adjustment.made" => "adjustment",
        "person.registered" => "person",
        "company.registered" => "company",
        _ => return None,
    })
}
