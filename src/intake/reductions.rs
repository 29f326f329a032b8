//! What rules take off a person's own invoices as they are issued, and free months.
use super::batch::Batch;
use crate::book::{Posting, Transfer};
use crate::calendar::Instant;
use crate::db::{Fault, Tx};
use crate::discounts::{self, Freed, Reduced};
use crate::events::{Event, InvoiceIssued};
use crate::ids::{InvoiceId, PersonId};
use crate::ledger;
use crate::money::{Money, MoneyError, Percent, Unit};
use crate::programs::{Catalogue, Program};
use crate::reckoning::{self, Door};
use crate::referrals::{Referral, Whose};
use crate::rewards;
use crate::rules::earning::Reduction;
use crate::rules::offer::Claim;
use crate::rules::reduction::{Charged, TakenOff};
use std::collections::{BTreeMap, HashSet};

/// An invoice that is being issued.
pub(super) struct Issuing<'a> {
    pub id: InvoiceId,
    pub person: PersonId,
    pub event: &'a Event,
    pub fact: &'a InvoiceIssued,
}

/// What invoices used before, and what those of this batch use.
#[derive(Default)]
pub(super) struct Reductions {
    used: HashSet<Reduced>,
    uses: Vec<(Reduced, InvoiceId, Instant)>,
    freed: Vec<Freed>,
}

/// The circles in which something may be taken off the invoices of these persons, each with how far down it is read.
pub(super) fn circles(catalogue: &Catalogue, owners: &[PersonId], bound: &[Referral]) -> BTreeMap<Whose, u32> {
    let mut circles = BTreeMap::new();
    for program in catalogue.programs.iter().filter(|program| program.versions.iter().any(|v| v.terms.reduces())) {
        let Some(reach) = program.reach() else { continue };
        let above = bound.iter().filter(|referral| referral.program == program.id).map(|referral| referral.referrer);
        let people = owners.iter().copied().chain(above);
        circles.extend(people.map(|person| ((program.id, person), reach.depth)));
    }
    circles
}

impl Reductions {
    pub(super) async fn load(batch: &Batch<'_>, owners: &[PersonId]) -> Result<Reductions, Fault> {
        let versions = || batch.catalogue.programs.iter().flat_map(|program| &program.versions);
        if versions().any(|version| version.terms.frees().is_some()) {
            // What only time brought is there by now.
            reckoning::reckon(batch.tx, &batch.catalogue, owners).await?;
        }
        if !versions().any(|version| version.terms.reduces()) {
            return Ok(Reductions::default());
        }
        let used = discounts::reduced(batch.tx, owners).await?.into_iter().collect();
        Ok(Reductions { used, ..Reductions::default() })
    }

    /// A claim for each line that something is taken off. The door was told of the invoice.
    pub(super) async fn take_off(
        &mut self,
        batch: &Batch<'_>,
        door: Option<&Door>,
        bound: &[Referral],
        issuing: &Issuing<'_>,
    ) -> Result<Vec<Claim<'static>>, Fault> {
        let Issuing { id, person, event, fact } = *issuing;
        let at = event.timestamp;
        let charged =
            Charged { event: &event.id, invoice: &fact.invoice, at, currency: fact.currency, lines: &fact.lines };
        let mut claims = Vec::new();
        for program in &batch.catalogue.programs {
            let terms = &program.told(at)?.terms;
            let mut taken = TakenOff::default();
            if terms.reduces()
                && let Some(door) = door
            {
                let referrer = bound.iter().find(|r| r.program == program.id && r.invitee == person);
                let given = door.reductions(program, (person, referrer.map(|r| r.referrer)), batch.tx.now());
                let given = given.map_err(|e| Fault::contradiction(format!("an invoice cannot be reduced: {e}")))?;
                taken.off = self.use_up(program, &charged, id, given)?.into_iter().map(|used| used.off).collect();
            }
            if let Some((unit, each)) = terms.frees() {
                let owner = (person, program, unit);
                taken.plans = self.free(batch.tx, owner, &charged, (id, each)).await?;
            }
            claims.extend(terms.reduced(&charged, &taken).map_err(wrong)?);
        }
        Ok(claims)
    }

    fn use_up(
        &mut self,
        program: &Program,
        charged: &Charged<'_>,
        invoice: InvoiceId,
        given: Vec<Reduction<PersonId>>,
    ) -> Result<Vec<Reduction<PersonId>>, Fault> {
        let name = |given: &Reduction<PersonId>| {
            let cause = serde_json::to_string(&given.cause).map_err(|e| Fault::contradiction(e.to_string()))?;
            Ok::<_, Fault>(Reduced::new(given.recipient, program.id, given.invitee, (&given.rule, cause)))
        };
        let mut unused = Vec::with_capacity(given.len());
        for given in given {
            if !self.used.contains(&name(&given)?) {
                unused.push(given);
            }
        }
        let used = charged.uses(unused);
        for given in &used {
            let name = name(given)?;
            self.used.insert(name.clone());
            self.uses.push((name, invoice, charged.at));
        }
        Ok(used)
    }

    async fn free(
        &mut self,
        tx: &Tx,
        (person, program, unit): (PersonId, &Program, Unit),
        charged: &Charged<'_>,
        (invoice, each): (InvoiceId, Option<u32>),
    ) -> Result<Option<Percent>, Fault> {
        rewards::release_due_of(tx, person, program.id).await?;
        let Unit::Own(currency) = unit else { return Ok(None) };
        let available = ledger::lock_available(tx, (person, program.id, unit), currency).await?;
        let Some((amount, percent)) = charged.freed(each, available).map_err(wrong)? else { return Ok(None) };
        let freed = Freed { person, invoice, program: program.id, unit, amount, at: charged.at };
        post(tx, Posting::CreditSpent, &[freed]).await?;
        self.freed.push(freed);
        Ok(Some(percent))
    }

    /// Once the invoices are there.
    pub(super) async fn keep(self, tx: &Tx) -> Result<(), Fault> {
        futures_util::try_join!(discounts::reduce(tx, &self.uses), discounts::keep_freed(tx, &self.freed))?;
        Ok(())
    }
}

/// A voided invoice used nothing.
pub(super) async fn give_back(tx: &Tx, invoice: (PersonId, InvoiceId), at: Instant) -> Result<(), Fault> {
    let freed = discounts::give_back_reduced(tx, invoice, at).await?;
    post(tx, Posting::CreditReturned, &freed).await
}

async fn post(tx: &Tx, kind: Posting, freed: &[Freed]) -> Result<(), Fault> {
    let transfer = |freed: &Freed| Transfer {
        person: freed.person,
        program: freed.program,
        unit: freed.unit,
        kind,
        cause: freed.invoice.to_string(),
        amount: freed.amount,
        effective_at: freed.at,
    };
    let transfers: Vec<Transfer> = freed.iter().map(transfer).collect();
    ledger::post(tx, &transfers).await.map_err(|refused| match refused {
        ledger::Refused::Fault(fault) => fault,
        ledger::Refused::NotEnough => Fault::contradiction("more was freed than the locked account had"),
    })
}

fn wrong(error: MoneyError) -> Fault {
    Fault::contradiction(format!("an invoice cannot be reduced: {error}"))
}

/// The total of its lines, less what is taken off them.
pub(super) fn total(fact: &InvoiceIssued, off: impl IntoIterator<Item = Money>) -> Result<Money, MoneyError> {
    let total = Money::sum(fact.currency, fact.lines.iter().map(crate::events::Line::net))?;
    total.minus(Money::sum(fact.currency, off)?)
}
