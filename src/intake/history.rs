//! What invitees paid so far, for terms whose receipts look back: on the first payments, on the customer's class.
use super::batch::Batch;
use super::known::Noun;
use crate::billing::{self, PaidFor, Past};
use crate::calendar::Instant;
use crate::db::Fault;
use crate::events::Fact;
use crate::ids::{ExternalId, PersonId};
use crate::money::{Currency, Money};
use crate::people::{self, Dated};
use crate::programs::{Catalogue, Program, Version};
use crate::referrals::Referral;
use crate::rewards::{self, Change};
use crate::rules::Receipt;
use crate::rules::class::{Rates, Reported, Turned, class_at};
use crate::rules::history::{PastPayment, corrected_at};
use crate::rules::reward::{Class, PaidLine, PaymentFacts, Unassessed, assess};
use crate::rules::terms::{Clause, Terms};
use std::collections::HashMap;

/// Whether receipts of a program read anything besides their own payment.
pub(super) fn looks_back(program: &Program) -> bool {
    program.versions.iter().any(|version| version.terms.looks_back())
}

/// Holds the invitees about whom this batch decides until it ends: of two late facts about one of them the second sees what the
/// first wrote, and of two invoices only one is the first.
pub(super) async fn hold(batch: &Batch<'_>) -> Result<(), Fault> {
    let programs = &batch.catalogue.programs;
    let counts_invoices = |program: &Program| {
        let mut offers = program.versions.iter().flat_map(|version| &version.terms.offers);
        offers.any(|offer| offer.first_invoices.is_some() || !offer.invoices.is_empty())
    };
    let (looks_back, invoices) = (programs.iter().any(looks_back), programs.iter().any(counts_invoices));
    if !looks_back && !invoices {
        return Ok(());
    }
    let people = batch.open().filter_map(|(n, item)| {
        let known = |noun, id: &ExternalId| batch.known(n, noun, id.as_str());
        match &item.event.fact {
            Fact::InvoiceIssued(f) if invoices => known(Noun::Company, &f.company),
            _ if !looks_back => None,
            Fact::PaymentSucceeded(f) => known(Noun::Company, &f.company),
            Fact::RefundRequested(f) | Fact::RefundCompleted(f) | Fact::RefundDeclined(f) => {
                known(Noun::Payment, &f.payment)
            }
            Fact::PaymentDisputed(f) | Fact::DisputeWon(f) | Fact::DisputeLost(f) => known(Noun::Payment, &f.payment),
            Fact::PersonClassChanged(f) => known(Noun::Person, &f.person),
            _ => None,
        }
    });
    let mut people: Vec<PersonId> = people.map(|known| known.person).collect();
    people.sort_unstable();
    people.dedup();
    people::lock(batch.tx, &people).await
}

/// One invitee's.
#[derive(Default)]
pub(super) struct History {
    pub referrals: Vec<Referral>,
    pub payments: Vec<Past>,
    pub classes: Vec<Dated<String>>,
}

/// Those of the invitees that are asked for.
#[derive(Default)]
pub(super) struct Histories {
    pub of: HashMap<PersonId, History>,
    pub rates: Rates,
}

impl Histories {
    /// Of those of `people` who are invitees of programs that look back.
    pub async fn load(batch: &Batch<'_>, referrals: &[Referral]) -> Result<Histories, Fault> {
        let mut of: HashMap<PersonId, History> = HashMap::new();
        let mut currencies: Vec<Currency> = Vec::new();
        for referral in referrals {
            let program = batch.catalogue.get(referral.program)?;
            if looks_back(program) {
                let classes = program.versions.iter().filter_map(|version| version.terms.classes.as_ref());
                currencies.extend(classes.map(|classes| classes.currency));
                of.entry(referral.invitee).or_default().referrals.push(referral.clone());
            }
        }
        if of.is_empty() {
            return Ok(Histories::default());
        }
        let people: Vec<PersonId> = of.keys().copied().collect();
        let tx = batch.tx;
        let (payments, classes, rates) = futures_util::try_join!(
            billing::payments_of(tx, &people),
            people::classes_of(tx, &people),
            billing::rates_into(tx, &currencies)
        )?;
        for payment in payments {
            of.entry(payment.person).or_default().payments.push(payment);
        }
        for class in classes {
            of.entry(class.person).or_default().classes.push(class);
        }
        Ok(Histories { of, rates })
    }

    /// The receipt of a payment under one clause.
    pub fn assess(
        &self,
        payment: &Past,
        referral: &Referral,
        (version, clause): (&Version, &Clause),
    ) -> Result<Receipt, Fault> {
        let lines = paid_lines(&payment.lines);
        let mut facts = PaymentFacts {
            at: payment.paid_at,
            amount: payment.amount,
            tax: payment.tax,
            promo_code: payment.promo_code,
            lines: &lines,
            registered_at: referral.registered_at,
            earlier: 0,
            class: Class::None,
        };
        let unassessed = |error| Fault::contradiction(format!("a payment cannot be assessed: {error}"));
        if let Some(history) = self.of.get(&payment.person) {
            facts.earlier = history.earlier(clause, payment);
            facts.class = history.class((&version.terms, clause), payment.paid_at, &self.rates).map_err(unassessed)?;
        }
        assess(&version.terms, version.number, clause, &facts).map_err(unassessed)
    }

    /// What is assessed again because of a fact of `person` at an instant: everything that was paid from then on.
    pub fn again(&self, catalogue: &Catalogue, person: PersonId, at: Instant) -> Result<Vec<Change>, Fault> {
        let Some(history) = self.of.get(&person) else { return Ok(Vec::new()) };
        let later = history.payments.iter().filter(|payment| payment.paid_at >= at);
        let changes = later.map(|payment| {
            let mut receipts = Vec::new();
            for referral in &history.referrals {
                for version in &catalogue.get(referral.program)?.versions {
                    for clause in version.terms.rewards.iter().filter(|clause| clause.looks_back()) {
                        let again = self.assess(payment, referral, (version, clause))?;
                        receipts.push((referral.referrer, referral.program, again));
                    }
                }
            }
            let refunded = payment.refunded.iter().map(|(_, amount)| *amount);
            let refunded = Money::sum(payment.amount.currency(), refunded);
            Ok(Change {
                payment: payment.id,
                paid_at: payment.paid_at,
                paid: payment.amount,
                at: corrected_at(at, payment.paid_at),
                refunded: refunded.map_err(|e| Fault::contradiction(e.to_string()))?,
                asked: payment.asked,
                again: Some(receipts),
            })
        });
        changes.collect()
    }

    /// Settles what late facts changed, for one invitee.
    pub async fn settle(&self, batch: &Batch<'_>, person: PersonId, changes: &[Change]) -> Result<(), Fault> {
        let Some(history) = self.of.get(&person).filter(|_| !changes.is_empty()) else { return Ok(()) };
        let beneficiaries: Vec<PersonId> = history.referrals.iter().map(|referral| referral.referrer).collect();
        rewards::settle(batch.tx, &batch.catalogue, &beneficiaries, person, changes).await
    }
}

impl History {
    fn earlier(&self, clause: &Clause, payment: &Past) -> u32 {
        if clause.first_payments.is_none() {
            return 0;
        }
        let than = (payment.paid_at, &payment.external_id);
        let earlier = self.payments.iter().filter(|past| {
            let lines = paid_lines(&past.lines);
            let (at, payment, promo_code) = (past.paid_at, &past.external_id, past.promo_code);
            let is_paid = past.amount.is_positive();
            PastPayment { at, payment, promo_code, lines: &lines, is_paid }.is_earlier(clause, than)
        });
        u32::try_from(earlier.count()).unwrap_or(u32::MAX)
    }

    fn class<'a>(
        &'a self,
        (terms, clause): (&'a Terms, &Clause),
        at: Instant,
        rates: &Rates,
    ) -> Result<Class<'a>, Unassessed> {
        if !clause.reads_class() {
            return Ok(Class::None);
        }
        let reported = self.classes.iter().map(|change| Reported {
            at: change.since,
            event: &change.external_id,
            class: &change.told,
        });
        let turned = self.payments.iter().map(|payment| Turned {
            at: payment.paid_at,
            amount: payment.amount,
            refunded: &payment.refunded,
        });
        class_at(terms, at, reported, turned, rates)
    }
}

/// The lines as the rules read them.
fn paid_lines(lines: &[PaidFor]) -> Vec<PaidLine<'_>> {
    lines.iter().map(PaidFor::paid_line).collect()
}
