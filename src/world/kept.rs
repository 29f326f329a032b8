//! Referrals that staff look into, and people who may refer nobody.

use super::{Applied, Noun, Refusal, World};
use crate::calendar::Instant;
use crate::events::{Key, ReferralJudged, ReferrerJudged, Text};

impl World {
    /// Who invited a person in a program.
    pub(super) fn referral_of(&mut self, invitee: &Key, program: &Text) -> Result<usize, Refusal> {
        let source = self.names.source_of(invitee);
        let invitee = self.find(Noun::Person, source, &invitee.id)?;
        let program = self.wanted_program(program.as_str())?;
        let invited = self.people[invitee].invited.iter().copied();
        let referral = invited.into_iter().find(|&referral| self.referrals[referral].program == program);
        referral.ok_or(Refusal::NoReferral)
    }

    pub(super) fn judge_referral(&mut self, at: Instant, fact: &ReferralJudged, held: bool) -> Applied {
        let referral = self.referral_of(&fact.invitee, &fact.program)?;
        self.reckon_before(referral)?;
        self.referrals[referral].held = held;
        for reward in self.rewards_of(referral) {
            if held {
                self.rewards[reward].state.held = true;
            } else {
                let moves = self.rewards[reward].state.clear(at);
                self.post_moves(reward, &moves)?;
            }
        }
        Ok(())
    }

    /// Whoever is banned is looked into with all whom they invited; whoever is let back in has none of these cleared by it.
    pub(super) fn judge_referrer(&mut self, fact: &ReferrerJudged, banned: bool) -> Applied {
        let source = self.names.source_of(&fact.person);
        let person = self.find(Noun::Person, source, &fact.person.id)?;
        self.people[person].banned = banned;
        if !banned {
            return Ok(());
        }
        let of_theirs = |referral: &usize| self.referrals[*referral].referrer == person && self.is_bound(*referral);
        let referrals: Vec<usize> = (0..self.referrals.len()).filter(of_theirs).collect();
        for referral in referrals {
            self.reckon_before(referral)?;
            self.referrals[referral].held = true;
            for reward in self.rewards_of(referral) {
                self.rewards[reward].state.held = true;
            }
        }
        Ok(())
    }

    /// What is due to the referrer already is released.
    fn reckon_before(&mut self, referral: usize) -> Applied {
        let bound = &self.referrals[referral];
        self.reckon_for(bound.program, bound.referrer)
    }

    /// Whether none took its place.
    fn is_bound(&self, referral: usize) -> bool {
        self.people[self.referrals[referral].invitee].invited.contains(&referral)
    }

    /// What the referrer earned by the invitee.
    fn rewards_of(&self, referral: usize) -> Vec<usize> {
        let bound = &self.referrals[referral];
        let payments = self.people[bound.invitee].payments.iter();
        let receipts = payments.flat_map(|&payment| self.payments[payment].receipts.clone());
        let receipts = receipts.map(|receipt| &self.receipts[receipt]).filter(|stored| {
            let of = &self.referrals[stored.referral];
            (of.referrer, of.program) == (bound.referrer, bound.program)
        });
        let earned = self.reckoned.earned.iter().filter(|earned| {
            (earned.recipient, earned.invitee, earned.program) == (bound.referrer, Some(bound.invitee), bound.program)
        });
        receipts.filter_map(|stored| stored.reward).chain(earned.filter_map(|earned| earned.reward)).collect()
    }

    /// Whether staff look into what somebody earns by an invitee.
    pub(super) fn is_held(&self, program: usize, referrer: usize, invitee: Option<usize>) -> bool {
        let invited = invitee.map_or(&[][..], |invitee| &self.people[invitee].invited);
        let mut referrals = invited.iter().map(|&referral| &self.referrals[referral]);
        referrals.any(|bound| bound.held && (bound.program, bound.referrer) == (program, referrer))
    }
}
