//! Cash that a person turns into credit, where the terms allow it.
use super::record::{key, named, record, text};
use crate::book::{Posting, Transfer};
use crate::db::{Fault, Tx};
use crate::events::{CashConverted, Fact};
use crate::ids::{ConversionId, PersonId};
use crate::intake;
use crate::ledger;
use crate::money::{Amount, Money, Unit};
use crate::notices;
use crate::people::sources;
use crate::programs::{self, Program};
use crate::reckoning;
use crate::rewards;
use crate::rules::conversion::NotConverted;

/// A conversion as it was asked for. Its id is drawn beforehand: asked for twice by one person, it happens once.
#[derive(Debug, Clone, Copy)]
pub struct AskConversion {
    pub id: ConversionId,
    pub amount: Money,
}

/// Why nothing was converted.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    #[error(transparent)]
    NotConverted(#[from] NotConverted),
    #[error(transparent)]
    Fault(#[from] Fault),
}

/// Under the terms in force now. What is due to the person is earned and released first.
pub async fn convert(tx: &Tx, person: PersonId, program: &Program, ask: AskConversion) -> Result<(), Refused> {
    // Two persons' forms may carry the same id.
    let id = named(format!("{person}.{}", ask.id))?;
    let terms = &program.told(tx.now())?.terms;
    if !intake::find(tx, &[(sources::beckon(), id.as_str())]).await?.is_empty() {
        return Ok(());
    }
    reckoning::catch_up(tx, &programs::catalogue(tx).await?, person).await?;
    rewards::release_due_of(tx, person, program.id).await?;
    let cash = (person, program.id, Unit::Cash);
    let available = ledger::lock_available(tx, cash, terms.currency).await?;
    let converted = terms.convert(ask.amount, available)?;
    let fact = CashConverted {
        conversion: id.clone(),
        person: key(tx, person).await?,
        program: text(&program.slug)?,
        amount: ask.amount,
        currency: terms.currency,
    };
    let transfer = |unit: Unit, kind: Posting, amount: Amount| Transfer {
        person,
        program: program.id,
        unit,
        kind,
        cause: ask.id.to_string(),
        amount,
        effective_at: tx.now(),
    };
    let mut moved = vec![transfer(Unit::Cash, Posting::ConvertedOut, converted.out)];
    moved.extend(converted.made.map(|made| transfer(converted.to, Posting::ConvertedIn, made)));
    let posted = async {
        ledger::post(tx, &moved).await.map_err(|refused| match refused {
            ledger::Refused::Fault(fault) => fault,
            ledger::Refused::NotEnough => Fault::contradiction("more was converted than the locked account had"),
        })
    };
    let recorded = record(tx, person, id, Fact::CashConverted(Box::new(fact)));
    futures_util::try_join!(posted, recorded, notices::tell_transfers(tx, &moved))?;
    Ok(())
}
