//! What follows from facts about subscriptions: when they run, what is due, and the standing of whoever was invited. Only where
//! some program's terms ask for it.
use crate::billing::{self, Billed, Due, History, Running, Subscription};
use crate::calendar::Instant;
use crate::db::{Fault, Tx};
use crate::events::{Fact, Line};
use crate::ids::{CompanyId, InvoiceId, PersonId, SourceId};
use crate::money::Money;
use crate::people;
use crate::programs::Catalogue;
use crate::referrals;
use crate::rules::activity::{self, PaidAt, Span, SubscriptionFacts, Told, only_subscription, subscription_of};
use crate::spending::{self, Used};
use std::collections::HashMap;

/// Whether a fact that was applied may change the standing of the person whom it is about.
pub(super) fn matters(fact: &Fact) -> bool {
    matches!(
        fact,
        Fact::PersonRegistered(_)
            | Fact::CompanyClosed(_)
            | Fact::SubscriptionStarted(_)
            | Fact::SubscriptionChanged(_)
            | Fact::InvoiceIssued(_)
            | Fact::InvoiceVoided(_)
            | Fact::PaymentSucceeded(_)
            | Fact::RefundCompleted(_)
            | Fact::DisputeLost(_)
            | Fact::ReferralVoided(_)
            | Fact::ReferralReplaced(_)
    )
}

/// Reckons the standing of these persons again, from everything that is known of them.
pub async fn refresh(tx: &Tx, catalogue: &Catalogue, mut people: Vec<PersonId>) -> Result<(), Fault> {
    if people.is_empty() || !catalogue.is_monthly() {
        return Ok(());
    }
    people.sort_unstable();
    people.dedup();
    // Whoever reckons the same person's standing at the same time comes after this and sees what it saw.
    people::lock(tx, &people).await?;
    let (subscriptions, history, used, referrals) = futures_util::try_join!(
        billing::subscriptions_of(tx, &people),
        billing::history_of(tx, &people),
        spending::used_by(tx, &people),
        referrals::of_invitees(tx, &people)
    )?;
    let known = Known { subscriptions: &subscriptions, history: &history, used: &used };
    let (mut dues, mut running) = (Vec::with_capacity(history.billed.len()), Vec::new());
    let mut spans: HashMap<PersonId, Vec<Span>> = HashMap::new();
    let mut facts = known.facts(&mut dues)?.into_iter().zip(&subscriptions).peekable();
    while let Some((first, subscription)) = facts.next() {
        let person = subscription.person;
        let mut own = vec![first];
        running.extend(own[0].running().map(|(from, until)| runs(subscription, from, until)));
        while let Some((next, subscription)) = facts.next_if(|(_, next)| next.person == person) {
            running.extend(next.running().map(|(from, until)| runs(subscription, from, until)));
            own.push(next);
        }
        spans.insert(person, activity::spans(&own));
    }
    let monthly: Vec<_> = referrals.iter().filter(|r| catalogue.get(r.program).is_ok_and(|p| p.is_monthly())).collect();
    futures_util::try_join!(
        billing::set_running(tx, &people, running),
        billing::set_dues(tx, &people, dues),
        referrals::set_activity(tx, &monthly, &spans)
    )?;
    Ok(())
}

fn runs(subscription: &Subscription, from: Instant, until: Option<Instant>) -> Running {
    let Subscription { person, id, company, .. } = *subscription;
    Running { person, subscription: id, company, from, until }
}

struct Known<'a> {
    /// In the order of persons.
    subscriptions: &'a [Subscription],
    history: &'a History,
    used: &'a [Used],
}

impl Known<'_> {
    /// What the rules ask of each subscription; and what each invoice's due came to.
    fn facts(&self, dues: &mut Vec<Due>) -> Result<Vec<SubscriptionFacts>, Fault> {
        let mut facts: Vec<SubscriptionFacts> = self.subscriptions.iter().map(by_itself).collect();
        let mut pays: HashMap<InvoiceId, Option<usize>> = HashMap::new();
        for billed in &self.history.billed {
            let due = Due {
                person: billed.person,
                invoice: billed.invoice,
                issued_at: billed.issued_at,
                due_at: billed.due_at.max(billed.issued_at),
                ended_at: None,
            };
            let settled_at = self.settled_at(billed)?;
            let of = self.of_invoice(billed);
            if let Some(of) = of {
                let (due_at, voided_at) = (due.due_at, billed.voided_at);
                facts[of].dues.push(activity::Due { due_at, settled_at, voided_at });
            }
            pays.insert(billed.invoice, of);
            dues.push(Due { ended_at: [settled_at, billed.voided_at].into_iter().flatten().min(), ..due });
        }
        for paid in self.history.paid.iter().filter(|paid| paid.amount.is_positive()) {
            let of = match (&paid.invoice, &paid.lines) {
                (Some(invoice), _) => pays.get(invoice).copied().flatten(),
                (None, Some(lines)) => self.of_lines(paid.person, paid.company, lines, paid.at),
                (None, None) => self.only(paid.person, paid.company, paid.at),
            };
            let paid_at = PaidAt { at: paid.at, refunded_whole_at: paid.refunded_whole_at };
            if let Some(of) = of {
                facts[of].payments.push(paid_at);
            }
        }
        for used in self.used {
            if let Some(of) = pays.get(&used.invoice()).copied().flatten() {
                facts[of].payments.push(PaidAt { at: used.at, refunded_whole_at: None });
            }
        }
        Ok(facts)
    }

    /// The first instant at which money received and bonuses used covered it.
    fn settled_at(&self, billed: &Billed) -> Result<Option<Instant>, Fault> {
        let currency = billed.total.currency();
        let money = self.history.paid.iter().filter(|paid| paid.invoice == Some(billed.invoice));
        let mut covered: Vec<(Instant, Money)> = money.map(|paid| (paid.at, paid.amount)).collect();
        for used in self.used.iter().filter(|used| used.invoice() == billed.invoice) {
            let amount = Money::new(used.amount, currency);
            covered.push((used.at, amount.map_err(|e| Fault::contradiction(format!("a stored spend: {e}")))?));
        }
        activity::settled_at(billed.total, billed.issued_at, &mut covered)
            .map_err(|e| Fault::contradiction(e.to_string()))
    }

    fn of_invoice(&self, billed: &Billed) -> Option<usize> {
        let named = (billed.source, billed.subscription.as_deref());
        subscription_for(self.subscriptions, (billed.person, billed.company), named, &billed.lines, billed.issued_at)
    }

    fn of_lines(&self, person: PersonId, company: CompanyId, lines: &[Line], at: Instant) -> Option<usize> {
        let (places, told) = of_company(self.subscriptions, person, company);
        subscription_of(&told, lines, at).map(|nth| places[nth])
    }

    fn only(&self, person: PersonId, company: CompanyId, at: Instant) -> Option<usize> {
        let (places, told) = of_company(self.subscriptions, person, company);
        only_subscription(&told, at).map(|nth| places[nth])
    }
}

/// The subscription that an invoice is for, by its place: the one that it names, or else that of the product of a plan.
pub(super) fn subscription_for(
    subscriptions: &[Subscription],
    (person, company): (PersonId, CompanyId),
    (source, named): (SourceId, Option<&str>),
    lines: &[Line],
    at: Instant,
) -> Option<usize> {
    let (places, told) = of_company(subscriptions, person, company);
    let Some(named) = named else { return subscription_of(&told, lines, at).map(|nth| places[nth]) };
    places.into_iter().find(|&n| subscriptions[n].source == source && subscriptions[n].external_id == named)
}

/// The subscriptions of a company, by their places, and as the rules ask for them.
fn of_company(subscriptions: &[Subscription], person: PersonId, company: CompanyId) -> (Vec<usize>, Vec<Told<'_>>) {
    let own = subscriptions.iter().enumerate().filter(|(_, s)| s.person == person && s.company == company);
    own.map(|(n, s)| (n, (s.product.as_str(), s.started_at, s.external_id.as_str()))).unzip()
}

fn by_itself(subscription: &Subscription) -> SubscriptionFacts {
    SubscriptionFacts {
        started_at: subscription.started_at,
        trial_ends_at: subscription.trial_ends_at,
        statuses: subscription.statuses.clone(),
        closed_at: subscription.closed_at,
        payments: Vec::new(),
        dues: Vec::new(),
    }
}
