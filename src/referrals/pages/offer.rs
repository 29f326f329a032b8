//! What a program offers, in sentences: on the landing page, the overview and the invitation.

use crate::calendar::{Instant, hold_end};
use crate::db::Fault;
use crate::money::Percent;
use crate::people::masked;
use crate::referrals::Door;
use crate::rules::terms::{Clause, Offer, Rate};
use crate::rules::{Terms, explain};
use crate::web::Words;

pub fn terms_path(slug: &str) -> String {
    format!("/programs/{slug}/terms")
}

/// Who invites: a masked name, or nobody's where it is hidden.
pub(super) fn from(door: &Door, terms: &Terms) -> Words {
    let program = terms.name.as_str();
    match door.owner.as_str() {
        "" => Words::new("landing-from-nobody").with("program", program),
        owner => Words::new("landing-from").with("name", masked(owner)).with("program", program),
    }
}

/// A visit at `now` invites whoever registers by then.
pub(super) fn valid_until(terms: &Terms, now: Instant) -> Result<Instant, Fault> {
    let end = hold_end(now, terms.attribution.window_days, terms.time_zone);
    end.map_err(|error| Fault::contradiction(error.to_string()))
}

/// The landing page's title.
pub fn headline(terms: &Terms) -> Words {
    let percent = terms.offers.first().and_then(|offer| Some((offer, offer.off.percent()?)));
    match percent {
        Some((offer, percent)) => match offer.window_days {
            Some(days) => Words::new("offer-headline").with("percent", percent).with("count", days),
            None => Words::new("offer-headline-always").with("percent", percent),
        },
        None => match terms.offers.first() {
            Some(offer) => explain::offered(offer, terms).into(),
            None => Words::new("landing-from-nobody").with("program", terms.name.as_str()),
        },
    }
}

pub fn conditions(terms: &Terms) -> Vec<Words> {
    let mut said = Vec::new();
    for offer in &terms.offers {
        said.extend(products(offer, terms));
        said.extend(explain::offer_kind(offer).map(Words::from));
        said.extend(offer.window_days.map(|days| Words::new("offer-window").with("count", days)));
        said.extend(offer.first_invoices.map(|count| Words::new("offer-invoices").with("count", count)));
    }
    said
}

/// What the invitee gets, in a sentence or two.
pub fn for_invitee(terms: &Terms) -> Option<Words> {
    said_of_first("offer-invitee", terms)
}

/// The same, told to whoever invites.
pub fn for_them(terms: &Terms) -> Option<Words> {
    said_of_first("offer-them", terms)
}

fn said_of_first(key: &'static str, terms: &Terms) -> Option<Words> {
    let offer = terms.offers.first()?;
    let Some((days, percent)) = offer.window_days.zip(offer.off.percent()) else {
        return Some(explain::offered(offer, terms).into());
    };
    let said = Words::new(key).with("percent", percent).with("count", days);
    Some(match products(offer, terms) {
        Some(products) => Words::new("offer-for").with("offer", said).with("products", products),
        None => said,
    })
}

/// On what it takes something off, where that is not everything.
fn products(offer: &Offer, terms: &Terms) -> Option<Words> {
    let what = explain::off_what(offer, terms);
    what.map(|what| Words::new("offer-products").with("products", Words::from(what)))
}

/// What whoever invites earns.
pub fn for_referrer(terms: &Terms) -> Words {
    if let Some(clause) = terms.rewards.first() {
        let key = if is_always(clause) { "offer-referrer" } else { "offer-referrer-up-to" };
        return Words::new(key).with("percent", most(&clause.rate));
    }
    // With several rules the first sentence names the first of them.
    let said = explain::rewards(terms).into_iter().find(|words| words.key != "rule-name");
    said.map_or_else(|| "offer-referrer-nothing".into(), Words::from)
}

fn most(rate: &Rate) -> Percent {
    match rate {
        Rate::Fixed(percent) => *percent,
        Rate::ByClass { default, classes } => {
            classes.iter().map(|(_, percent)| *percent).fold(*default, |most, percent| most.max(percent))
        }
    }
}

/// Whether it gives its rate of all that anybody pays.
fn is_always(clause: &Clause) -> bool {
    let everything = clause.base.products.is_empty() && clause.base.never.is_empty() && clause.exclude.is_empty();
    let forever = clause.first_payments.is_none() && clause.first_months.is_none();
    matches!(clause.rate, Rate::Fixed(_)) && everything && forever
}
