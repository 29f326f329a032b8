//! What a program offers, in sentences: on the landing page, the overview and the invitation.

use crate::calendar::{Instant, hold_end};
use crate::db::Fault;
use crate::people::masked;
use crate::referrals::Door;
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
        let what = explain::off_what(offer, terms);
        said.extend(what.map(|what| Words::new("offer-products").with("products", Words::from(what))));
        said.extend(explain::offer_kind(offer).map(Words::from));
        said.extend(offer.window_days.map(|days| Words::new("offer-window").with("count", days)));
        said.extend(offer.first_invoices.map(|count| Words::new("offer-invoices").with("count", count)));
    }
    said
}

/// What the invitee gets, in one sentence.
pub fn for_invitee(terms: &Terms) -> Option<Words> {
    let offer = terms.offers.first()?;
    let Some(percent) = offer.off.percent() else {
        return Some(explain::offered(offer, terms).into());
    };
    Some(match offer.window_days {
        Some(days) => Words::new("offer-invitee").with("percent", percent).with("count", days),
        None => Words::new("offer-headline-always").with("percent", percent),
    })
}

/// The same, told to whoever invites.
pub fn for_them(terms: &Terms) -> Option<Words> {
    let offer = terms.offers.first()?;
    Some(match offer.window_days.zip(offer.off.percent()) {
        Some((days, percent)) => Words::new("offer-them").with("percent", percent).with("count", days),
        None => explain::offered(offer, terms).into(),
    })
}

/// What whoever invites earns.
pub fn for_referrer(terms: &Terms) -> Words {
    if let Some(clause) = terms.rewards.first() {
        return Words::new("offer-referrer").with("percent", clause.rate.of_class(None));
    }
    // With several rules the first sentence names the first of them.
    let said = explain::rewards(terms).into_iter().find(|words| words.key != "rule-name");
    said.map_or_else(|| "offer-referrer-nothing".into(), Words::from)
}
