use super::World;
use super::names::{Noun, Source, Waits};
use crate::events::{Fact, Key};
use crate::ids::ExternalId;

type Need<'a> = Option<(Noun, Source, &'a ExternalId)>;

impl World {
    /// The first thing that a fact is about and that is not known yet: the fact waits for it.
    pub(super) fn missing(&mut self, source: Source, fact: &Fact) -> Option<Waits> {
        let needs = self.needs(source, fact);
        let missing =
            needs.into_iter().flatten().find(|(noun, source, id)| self.names.find(*noun, *source, id).is_none());
        missing.map(|(noun, _, id)| Waits { noun, id: id.clone() })
    }

    fn needs<'a>(&mut self, source: Source, fact: &'a Fact) -> [Need<'a>; 2] {
        let own = |noun: Noun, id: &'a ExternalId| Some((noun, source, id));
        let one = |noun: Noun, id: &'a ExternalId| [own(noun, id), None];
        match fact {
            Fact::PersonRegistered(fact) => {
                // Nobody waits for oneself.
                let referrer = fact.referrer.as_ref().filter(|referrer| **referrer != fact.person);
                [referrer.and_then(|referrer| own(Noun::Person, referrer)), None]
            }
            Fact::CompanyRegistered(fact) => one(Noun::Person, &fact.person),
            Fact::CompanyClosed(fact) => one(Noun::Company, &fact.company),
            Fact::PersonChanged(fact) => one(Noun::Person, &fact.person),
            Fact::PersonClassChanged(fact) => one(Noun::Person, &fact.person),
            Fact::ChoiceMade(fact) => {
                let unknown = |id: &&ExternalId| self.names.find(Noun::Company, source, id).is_none();
                let company = fact.order.iter().flatten().find(unknown);
                let named = fact.invitee.as_ref().and_then(|invitee| own(Noun::Person, invitee));
                [own(Noun::Person, &fact.person), named.or(company.and_then(|company| own(Noun::Company, company)))]
            }
            Fact::SubscriptionStarted(fact) => one(Noun::Company, &fact.company),
            Fact::SubscriptionChanged(fact) => one(Noun::Subscription, &fact.subscription),
            Fact::InvoiceIssued(fact) => one(Noun::Company, &fact.company),
            Fact::InvoiceVoided(fact) => one(Noun::Invoice, &fact.invoice),
            Fact::PaymentSucceeded(fact) => {
                let invoice = fact.invoice.as_ref().and_then(|invoice| own(Noun::Invoice, invoice));
                [own(Noun::Company, &fact.company), invoice]
            }
            Fact::RefundRequested(fact) | Fact::RefundCompleted(fact) | Fact::RefundDeclined(fact) => {
                one(Noun::Payment, &fact.payment)
            }
            Fact::PaymentDisputed(fact) | Fact::DisputeWon(fact) | Fact::DisputeLost(fact) => {
                one(Noun::Payment, &fact.payment)
            }
            Fact::ActionCompleted(fact) => {
                let company = fact.company.as_ref().and_then(|company| own(Noun::Company, company));
                [fact.person.as_ref().and_then(|person| own(Noun::Person, person)), company]
            }
            Fact::ActionReversed(fact) => one(Noun::Action, &fact.action),
            Fact::CreditSpent(fact) => [self.of(Noun::Person, &fact.person), self.of(Noun::Invoice, &fact.invoice)],
            Fact::CreditReturned(fact) => one(Noun::Spend, &fact.spend),
            Fact::InvoiceRepriced(fact) => [self.of(Noun::Invoice, &fact.invoice), None],
            Fact::TermsAccepted(fact) => [self.of(Noun::Person, &fact.person), None],
            Fact::CashConverted(fact) => [self.of(Noun::Person, &fact.person), None],
            Fact::PayoutMade(fact) => [self.of(Noun::Person, &fact.person), None],
            Fact::SubscriptionExtended(fact) => {
                [self.of(Noun::Person, &fact.person), self.of(Noun::Subscription, &fact.subscription)]
            }
            Fact::AdjustmentMade(fact) => [self.of(Noun::Person, &fact.person), None],
            Fact::ReferralReplaced(fact) => {
                let referrer = fact.referrer.as_ref().and_then(|referrer| self.of(Noun::Person, referrer));
                let click = fact.click.as_ref().and_then(|click| self.of(Noun::Click, click));
                [self.of(Noun::Person, &fact.invitee), referrer.or(click)]
            }
            Fact::ReferralVoided(fact) => [self.of(Noun::Person, &fact.invitee), None],
            Fact::ReferralHeld(fact) | Fact::ReferralCleared(fact) => [self.of(Noun::Person, &fact.invitee), None],
            Fact::ReferrerBanned(fact) | Fact::ReferrerReadmitted(fact) => [self.of(Noun::Person, &fact.person), None],
            Fact::CompaniesOrdered(fact) => {
                let needs = fact.companies.iter().filter_map(|key| self.of(Noun::Company, key));
                let needs: Vec<(Noun, Source, &ExternalId)> = needs.collect();
                let unknown =
                    needs.into_iter().find(|(noun, source, id)| self.names.find(*noun, *source, id).is_none());
                [self.of(Noun::Person, &fact.person), unknown]
            }
            Fact::WithdrawalRequested(fact) => [self.of(Noun::Person, &fact.person), None],
            Fact::WithdrawalApproved(fact) => one(Noun::Withdrawal, &fact.withdrawal),
            Fact::WithdrawalRejected(fact) => one(Noun::Withdrawal, &fact.withdrawal),
            Fact::WithdrawalCanceled(fact) => one(Noun::Withdrawal, &fact.withdrawal),
            Fact::WithdrawalPaid(fact) => one(Noun::Withdrawal, &fact.withdrawal),
            Fact::WithdrawalFailed(fact) => one(Noun::Withdrawal, &fact.withdrawal),
            Fact::LinkClicked(_) | Fact::TermsPublished(_) | Fact::RateChanged(_) | Fact::RunApplied(_) => [None, None],
        }
    }

    fn of<'a>(&mut self, noun: Noun, key: &'a Key) -> Need<'a> {
        Some((noun, self.names.source_of(key), &key.id))
    }
}
