//! Questions about one circle at one instant, without reckoning it.

use super::circles::Gathered;
use super::{Refusal, World};
use crate::calendar::{Instant, Month};
use crate::money::{Currency, Money, MoneyError, Unit};
use crate::rules::circle::{MemberInvoice, Place};
use crate::rules::expression::Expression;
use crate::rules::facts::timeline::Timeline;
use crate::rules::facts::view::{AtBond, Kept, Memory, Nothing, View};
use crate::rules::facts::{Answer, Facts, Unanswered};
use crate::rules::terms::RefundRule;
use crate::rules::{Receipt, ReceiptReason, Terms};

use rust_decimal::Decimal;

/// Who is asked about.
#[derive(Debug, Clone, Copy)]
pub(super) struct Asked<'a> {
    pub(super) at: Instant,
    pub(super) invitee: Option<Place>,
    /// The invoice at hand.
    pub(super) charge: Option<&'a MemberInvoice>,
}

impl Gathered {
    /// Asks about the referrer, and about an invitee as one of the first level.
    pub(super) fn ask<T>(
        &self,
        terms: &Terms,
        assumed: &[(crate::rules::facts::Word, Answer)],
        asked: Asked<'_>,
        question: impl FnOnce(&View<'_>) -> Result<T, Unanswered>,
    ) -> Result<T, Refusal> {
        let timeline = Timeline::new(&self.circle, terms.currency);
        let bond = asked.invitee.and_then(|invitee| {
            self.circle.referrals.iter().position(|bond| bond.invitee == invitee && bond.referrer == 0)
        });
        let month = Month::of(asked.at, terms.time_zone).instant(1, 0, terms.time_zone)?;
        let kept = Kept::default();
        let view = View {
            terms,
            timeline: &timeline,
            at: asked.at,
            referrer: 0,
            recipient: 0,
            invitee: asked.invitee,
            bond: bond.map(|bond| AtBond { bond, level: 1, parent: None }),
            payment: None,
            counted: &[],
            base: Decimal::ZERO,
            line: None,
            action: None,
            subscription: None,
            invoice: asked.charge,
            period: Some((month, asked.at)),
            milestone: None,
            places: 0,
            lost: &[],
            event: "",
            progress: &Nothing,
            memory: Memory::of(&kept),
            assumed,
            reversed_by: asked.at,
            net: None,
            left: None,
            refund: RefundRule::Proportional,
        };
        question(&view).map_err(|unanswered| Refusal::Unanswered(unanswered.to_string()))
    }

    /// What has no answer, as it divides by zero, does not hold: nobody's registration or invoice waits for it.
    pub(super) fn holds(
        &self,
        terms: &Terms,
        assumed: &[(crate::rules::facts::Word, Answer)],
        asked: Asked<'_>,
        condition: &Expression,
    ) -> Result<bool, Refusal> {
        self.ask(terms, assumed, asked, |view| Ok(condition.holds(view) == Ok(true)))
    }
}

impl World {
    /// A count of the first program's newest terms, for one person as the recipient.
    pub(super) fn count_of(&self, person: usize, count: usize) -> Result<Decimal, Refusal> {
        let program = &self.programs[0];
        let depth = program.reach().map_or(1, |reach| reach.depth);
        let gathered = self.gather(0, person, depth)?;
        let invitee = (gathered.people.len() > 1).then_some(1);
        let asked = Asked { at: self.now, invitee, charge: None };
        gathered.ask(program.newest(), &program.assumed, asked, |view| view.count(count))
    }

    /// All that a person was granted in the units, less what was taken back; by one reward or by all.
    pub(super) fn granted_in(
        &self,
        person: usize,
        currency: Currency,
        units: &[Unit],
        reward: Option<&str>,
    ) -> Result<Money, MoneyError> {
        let own = self.receipts_of(person).map(|(_, receipt)| receipt);
        let wanted =
            own.filter(|receipt| units.contains(&receipt.unit) && reward.is_none_or(|reward| reward == receipt.clause));
        Money::sum(currency, wanted.map(|receipt| receipt.amount))
    }

    pub(super) fn newest_receipt(&self, person: usize, reward: Option<&str>) -> Option<&Receipt> {
        let off = self.reckoned.discounts_of(person).map(|judged| (judged.at, &judged.receipt));
        let own = self
            .receipts_of(person)
            .chain(off)
            .filter(|(_, receipt)| reward.is_none_or(|reward| reward == receipt.clause));
        // What another scheme would give says nothing of this one.
        own.max_by_key(|(at, receipt)| (*at, receipt.reason != ReceiptReason::OtherScheme)).map(|(_, receipt)| receipt)
    }

    /// When which rules had no answer.
    pub(super) fn unanswered(&self) -> impl Iterator<Item = (Instant, &str)> {
        let earned = self.reckoned.earned.iter();
        let unanswered = earned.filter(|earned| earned.receipt.reason == ReceiptReason::Unanswered);
        unanswered.map(|earned| (earned.at, earned.receipt.clause.as_str()))
    }

    /// Of both kinds of terms.
    fn receipts_of(&self, person: usize) -> impl Iterator<Item = (Instant, &Receipt)> {
        let direct = self.receipts.iter().filter(move |stored| self.referrals[stored.referral].referrer == person);
        let direct = direct.map(|stored| (self.payments[stored.payment].at, &stored.receipt));
        let earned = self.reckoned.earned.iter().filter(move |earned| earned.recipient == person);
        direct.chain(earned.map(|earned| (earned.at, &earned.receipt)))
    }

    /// What went out at each payout instant so far.
    pub(super) fn payouts_of(
        &self,
        person: usize,
        currency: Currency,
        unit: Option<Unit>,
    ) -> Result<Vec<Money>, MoneyError> {
        let wanted = |of: Unit| unit.map_or(matches!(of, Unit::Credit | Unit::Cash), |unit| unit == of);
        let mut instants: Vec<Instant> =
            self.reckoned.payout_instants.iter().filter(|(_, unit)| wanted(*unit)).map(|(at, _)| *at).collect();
        instants.dedup();
        let paid = |at: Instant| {
            let paid = self.reckoned.paid_out.iter();
            let own = paid.filter(move |paid| paid.at == at && paid.person == person && wanted(paid.unit));
            Money::sum(currency, own.map(|paid| paid.amount))
        };
        instants.into_iter().map(paid).collect()
    }
}
