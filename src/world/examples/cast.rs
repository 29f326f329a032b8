//! Who is in an example, and under which names: referrers, invitees, and whom the `tree` names.

use serde_json::{Value, json};

use crate::rules::terms::{Example, Given};

pub(super) const REFERRER: &str = "referrer";
pub(super) const INVITEE: &str = "invitee";

/// How the names of the referrer's companies and subscriptions begin.
pub(super) const OWN: &str = "own-";

/// What each invitee has under a name of their own.
const NAMES: [&str; 8] = ["person", "company", "subscription", "invoice", "payment", "refund", "click", "action"];

/// The first has the plain name.
pub(super) fn nth(name: &str, n: u32) -> String {
    if n == 1 { name.to_owned() } else { format!("{name}-{n}") }
}

/// What happens again has names that say which time it is.
pub(super) fn again(name: &str, time: u32) -> String {
    if time == 1 { name.to_owned() } else { format!("{name}.{time}") }
}

/// A referrer's code: it has no 0 and no 1.
pub(super) fn code_of(n: u32) -> String {
    let mut code = "REFERRER".to_owned();
    let mut rest = n.saturating_sub(1);
    while rest > 0 {
        code.extend(char::from_digit(2 + rest % 8, 10));
        rest /= 8;
    }
    code
}

/// Gives the `n`th invitee's things their own names.
pub(super) fn named(mut data: Value, n: u32) -> Value {
    let Value::Object(fields) = &mut data else { return data };
    for name in NAMES {
        if let Some(Value::String(name)) = fields.get_mut(name).filter(|name| *name != REFERRER) {
            *name = nth(name, n);
        }
    }
    data
}

/// Whose things an event is about.
#[derive(Debug, Clone)]
pub(super) struct Whose {
    pub(super) person: String,
    pub(super) company: String,
    pub(super) subscription: String,
}

impl Whose {
    pub(super) fn invitee() -> Whose {
        Whose { person: INVITEE.into(), company: "company".into(), subscription: "subscription".into() }
    }
}

/// The roles of an example.
#[derive(Debug, Clone)]
pub(super) struct Cast {
    pub(super) repeat: u32,
    pub(super) companies: u32,
    pub(super) tree: Vec<(Option<String>, String)>,
    /// Whether there are invitees besides those of the tree.
    pub(super) invitees: bool,
    /// Referrers of whom something is given that only a company has.
    pub(super) with_company: Vec<String>,
    /// Who registers when it is given, and not at the beginning.
    pub(super) registers: Vec<String>,
}

impl Cast {
    pub(super) fn of(example: &Example) -> Cast {
        let given = &example.given;
        let referrers: Vec<String> = (1..=example.referrers).map(|n| nth(REFERRER, n)).collect();
        let by = |name: &&String| given.iter().any(|given| given.by.as_ref() == Some(*name) && needs_company(given));
        let own_company = |name: &String| example.companies > 0 && name == REFERRER;
        let with_company = referrers.iter().filter(by).filter(|name| !own_company(name)).cloned().collect();
        let registers = given.iter().filter(|given| given.type_name == "person.registered");
        let registers = registers.map(|given| given.by.clone().unwrap_or_else(|| INVITEE.into())).collect();
        let is_of_invitees = |given: &Given| match &given.by {
            None => !is_own(given) && !is_of_referrer(given),
            Some(by) => by == INVITEE,
        };
        let named = example.expect.iter().any(|expected| expected.of.as_deref() == Some(INVITEE));
        let in_tree = example.tree.iter().any(|(_, invitee)| invitee == INVITEE);
        Cast {
            repeat: example.repeat,
            companies: example.companies,
            tree: example.tree.clone(),
            invitees: !in_tree && (example.tree.is_empty() || named || given.iter().any(is_of_invitees)),
            with_company,
            registers,
        }
    }

    pub(super) fn whose(&self, given: &Given) -> Whose {
        let Some(by) = &given.by else {
            return if is_of_referrer(given) { self.own(REFERRER) } else { Whose::invitee() };
        };
        if by == INVITEE && !self.tree.iter().any(|(_, invitee)| invitee == INVITEE) {
            Whose::invitee()
        } else {
            self.own(by)
        }
    }

    fn own(&self, name: &str) -> Whose {
        let company = if name == REFERRER && self.companies > 0 { format!("{OWN}1") } else { name.to_owned() };
        Whose { person: name.to_owned(), subscription: company.clone(), company }
    }

    /// How often an event happens: once if it is one person's, else to so many invitees.
    pub(super) fn times(&self, given: &Given) -> u32 {
        let one = given.by.as_ref().is_some_and(|by| by != INVITEE) || is_own(given) || is_of_referrer(given);
        if one { 1 } else { given.first.map_or(self.repeat, |first| first.min(self.repeat)) }
    }

    /// A person with a company of the same name.
    pub(super) fn person(&self, name: &str, program: &str, referrer: Option<&str>) -> Value {
        let company = json!({"company": name, "name": "Company"});
        let email = format!("{name}@example.com");
        let mut person = json!({"person": name, "email": email, "company": company});
        if let Some(referrer) = referrer {
            (person["program"], person["referrer"]) = (json!(program), json!(referrer));
        }
        person
    }
}

fn needs_company(given: &Given) -> bool {
    let of_company = ["payment.", "invoice.", "subscription.", "company.closed"];
    of_company.iter().any(|begins| given.type_name.starts_with(begins)) && !given.data.contains_key("company")
}

/// Whether an event is about a company of the referrer, and so happens once.
pub(super) fn is_own(given: &Given) -> bool {
    let own = |name: &str| given.data.get(name).and_then(Value::as_str).is_some_and(|name| name.starts_with(OWN));
    given.type_name == "choice.made" || NAMES.into_iter().any(own)
}

/// Whether an event is the referrer's where nobody else is named.
fn is_of_referrer(given: &Given) -> bool {
    let types = ["choice.made", "credit.", "cash.", "withdrawal.", "adjustment."];
    types.iter().any(|begins| given.type_name.starts_with(begins))
}
