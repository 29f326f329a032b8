use super::{Applied, Noun, Refusal, World};
use crate::book::Posting;
use crate::calendar::Instant;
use crate::events::CashConverted;
use crate::money::{Amount, Money, Unit};

impl World {
    /// Cash becomes credit, worth as much as the terms say.
    pub(super) fn convert_cash(&mut self, at: Instant, fact: &CashConverted) -> Applied {
        let people = self.names.source_of(&fact.person);
        let person = self.find(Noun::Person, people, &fact.person.id)?;
        let program = self.wanted_program(fact.program.as_str())?;
        self.reckon_for(program, person)?;
        let terms = self.programs[program].told(at);
        let (currency, rounding) = (terms.currency, terms.rounding);
        let convert = terms.uses.iter().find(|found| found.unit == Unit::Cash).and_then(|cash| cash.convert);
        let convert = convert.ok_or(Refusal::NoConversion)?;
        let amount = Amount::positive(fact.amount).ok_or(Refusal::Nothing)?;
        if let Some(minimum) = convert.minimum
            && minimum.minus(fact.amount)?.is_positive()
        {
            return Err(Refusal::BelowMinimum { minimum });
        }
        let cash = self.accounts.open((person, program, Unit::Cash), currency);
        let available = self.accounts.balances[cash].available;
        if fact.amount.minus(available)?.is_positive() {
            return Err(Refusal::NotEnough { available });
        }
        let made: Money = convert.worth.of(fact.amount, rounding)?;
        self.accounts.post(cash, Posting::ConvertedOut, amount, at)?;
        let credit = self.accounts.open((person, program, convert.to), currency);
        match Amount::positive(made) {
            Some(made) => Ok(self.accounts.post(credit, Posting::ConvertedIn, made, at)?),
            None => Ok(()),
        }
    }
}
