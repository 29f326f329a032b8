use super::names::Source;
use super::{Applied, Noun, Refusal, World};
use crate::book::{WithdrawalStage, WithdrawalState, WithdrawalStep};
use crate::calendar::Instant;
use crate::events::WithdrawalRequested;
use crate::ids::ExternalId;
use crate::money::{Money, Unit};

#[derive(Debug)]
pub(super) struct Withdrawal {
    account: usize,
    state: WithdrawalState,
}

impl World {
    pub(super) fn request_withdrawal(&mut self, source: Source, at: Instant, fact: WithdrawalRequested) -> Applied {
        let people = self.names.source_of(&fact.person);
        let person = self.find(Noun::Person, people, &fact.person.id)?;
        let program = self.wanted_program(fact.program.as_str())?;
        self.reckon_for(program, person)?;
        let terms = self.programs[program].told(at);
        let (currency, allowed) = (terms.currency, terms.withdrawal.as_ref().ok_or(Refusal::NoWithdrawals)?);
        let owner = (person, program, Unit::Cash);
        let available = self.accounts.find(owner).map_or(Money::zero(currency), |balances| balances.available);
        let method = fact.method.as_str().parse().map_err(Refusal::NotAllowed)?;
        let owned = self.accounts.place(owner);
        // Only where the first one has a minimum of its own.
        let told = terms.uses.iter().any(|found| found.first_minimum.is_some());
        let counts = |known: &Withdrawal| known.state.stage.is_open() || known.state.stage == WithdrawalStage::Paid;
        let first = told && !self.withdrawals.iter().any(|known| Some(known.account) == owned && counts(known));
        let asked = terms.ask_withdrawal(allowed, (fact.amount, method), available, first);
        let asked = asked.map_err(Refusal::NotAllowed)?;
        if fact.fee.unwrap_or(Money::zero(currency)) != asked.fee {
            return Err(Refusal::OtherFee(asked.fee));
        }
        let account = self.accounts.open(owner, currency);
        let (state, moved) = WithdrawalState::request(asked.amount, asked.fee, asked.approvals);
        for (posting, amount) in moved {
            self.accounts.post(account, posting, amount, at)?;
        }
        let place = self.withdrawals.len();
        self.withdrawals.push(Withdrawal { account, state });
        self.names.add(Noun::Withdrawal, source, fact.withdrawal, place);
        Ok(())
    }

    pub(super) fn withdrawal(
        &mut self,
        source: Source,
        at: Instant,
        withdrawal: &ExternalId,
        step: WithdrawalStep,
    ) -> Applied {
        let place = self.find(Noun::Withdrawal, source, withdrawal)?;
        let (person, program, _) = self.accounts.owners[self.withdrawals[place].account];
        self.reckon_for(program, person)?;
        let Withdrawal { account, state } = &mut self.withdrawals[place];
        let available = self.accounts.balances[*account].available;
        for (posting, amount) in state.take(step, available).map_err(Refusal::NotNow)? {
            self.accounts.post(*account, posting, amount, at)?;
        }
        Ok(())
    }
}
