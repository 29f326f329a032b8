//! Who of an example is not active, where a reward asks for it, and why.

use super::BECKON;
use super::stage::Stage;
use crate::calendar::Instant;
use crate::ids::ExternalId;
use crate::rules::activity::{Standing, SubscriptionFacts, Why, standing_at};
use crate::rules::facts::{Fact, Group};
use crate::rules::rule::{Recipient, Rule};
use crate::world::Noun;

/// Of the people that a message lists.
const MOST: usize = 3;

impl Stage {
    /// Of whoever receives the reward, or of the invitees.
    pub(super) fn why_inactive(&self, reward: &str, recipient: usize, at: Instant) -> Option<String> {
        let rule = self.terms.rules.iter().find(|rule| rule.id == reward)?;
        let (of_invitees, of_recipient) = asked(rule);
        let inactive = self.registered.iter().filter_map(|name| {
            let id = name.parse::<ExternalId>().ok()?;
            let person = self.world.names.find_named(Noun::Person, BECKON, &id)?;
            let is_invited = !self.world.people[person].invited.is_empty();
            let is_asked = of_invitees && is_invited || of_recipient && person == recipient;
            let facts = self.world.subscription_facts(person).ok().filter(|_| is_asked)?;
            let facts: Vec<SubscriptionFacts> = facts.into_iter().map(|(_, facts)| facts).collect();
            match standing_at(&facts, at) {
                Standing::Active => None,
                Standing::Inactive(why) => Some((name, why)),
            }
        });
        let told: Vec<String> = inactive
            .take(MOST)
            .map(|(name, why)| format!("{name:?} is not active: {}{}", Standing::Inactive(why).name(), remedy(why)))
            .collect();
        (!told.is_empty()).then(|| told.join(", "))
    }
}

/// Whether it asks if the invitees are active, and if who receives it is.
fn asked(rule: &Rule) -> (bool, bool) {
    let (mut of_invitees, mut of_recipient) = (false, false);
    for word in rule.words() {
        match (word.group(), word.fact()) {
            (_, Fact::ActiveReferrals) => of_invitees = true,
            (Group::Invitee, Fact::Active | Fact::MonthsActive | Fact::Subscriptions) => of_invitees = true,
            (Group::Referrer, Fact::Active | Fact::MonthsActive | Fact::Subscriptions) => {
                of_recipient |= rule.to != Recipient::Invitee;
            }
            _ => {}
        }
    }
    (of_invitees, of_recipient)
}

/// What an example often leaves out.
fn remedy(why: Why) -> &'static str {
    match why {
        Why::NoSubscription => " (a `subscription.started` is given)",
        Why::NeverPaid => " (a payment names the `subscription` or its `invoice`, or has a line of its product)",
        Why::PastDue => " (what pays an invoice names the `invoice`)",
        Why::Trial | Why::Canceled | Why::Expired | Why::Closed => "",
    }
}
