use super::{Applied, Noun, Refusal, World};
use crate::book::Posting;
use crate::calendar::Instant;
use crate::events::CashConverted;
use crate::money::{Money, Unit};

impl World {
    /// Cash becomes credit, worth as much as the terms say.
    pub(super) fn convert_cash(&mut self, at: Instant, fact: &CashConverted) -> Applied {
        let people = self.names.source_of(&fact.person);
        let person = self.find(Noun::Person, people, &fact.person.id)?;
        let program = self.wanted_program(fact.program.as_str())?;
        self.reckon_for(program, person)?;
        let terms = self.programs[program].told(at);
        let currency = terms.currency;
        let available = self.accounts.find((person, program, Unit::Cash)).map(|balances| balances.available);
        let available = available.unwrap_or(Money::zero(currency));
        let converted = terms.convert(fact.amount, available).map_err(Refusal::NotConverted)?;
        let cash = self.accounts.open((person, program, Unit::Cash), currency);
        self.accounts.post(cash, Posting::ConvertedOut, converted.out, at)?;
        let credit = self.accounts.open((person, program, converted.to), currency);
        match converted.made {
            Some(made) => Ok(self.accounts.post(credit, Posting::ConvertedIn, made, at)?),
            None => Ok(()),
        }
    }
}
