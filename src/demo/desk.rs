//! What lies on the desk of the demo's staff, and what they did with it: withdrawals, claims, adjustments, new terms.

use super::cast::{FINANCE, STAFF};
use super::world::{HOSTING, NotMade, PROGRAM, World, fixed, of_company, refused};
use crate::book::WithdrawalStage;
use crate::calendar::Instant;
use crate::claims::{self, Ask, Named, Which};
use crate::events::Direction;
use crate::flags::{self, Stage, Step};
use crate::ids::{BatchId, WithdrawalId};
use crate::intake;
use crate::jobs::{self, Job, WantedLetters};
use crate::money::{Amount, Money, Unit};
use crate::people::letters::EntryLetter;
use crate::people::{self, Finance, Staff};
use crate::programs::{self, Tried};
use crate::rules::terms::WithdrawalMethod;
use crate::withdrawals::adjustments::Reason;
use crate::withdrawals::batches::{self, NotBatched};
use crate::withdrawals::{self, AskAdjustment, NotAdjusted, Shift};
use chrono::NaiveDate;

/// Governs in the demo's future.
const NEW_TERMS: &str = include_str!("../../programs/hosting-remuneration.2.toml");

/// "I invited them."
#[derive(Debug, Clone)]
pub(super) struct Said {
    pub email: String,
    pub invited_on: NaiveDate,
    pub evidence: &'static str,
    /// Tells claims apart.
    pub number: u32,
}

#[derive(Debug, Clone)]
pub(super) enum Deed {
    /// The partner with this company asks for cash; `number` tells withdrawals apart.
    Asks {
        company: &'static str,
        method: WithdrawalMethod,
        amount: &'static str,
        number: u32,
    },
    Approves {
        number: u32,
    },
    /// What is approved and to be paid this way, into one batch; `number` tells batches apart.
    Gathers {
        method: WithdrawalMethod,
        number: u32,
    },
    Finishes {
        number: u32,
        reference: &'static str,
    },
    /// The referrer claims somebody.
    Claims(Said),
    Rejects {
        email: String,
        reason: &'static str,
    },
    Publishes {
        from: Instant,
    },
    /// The referrer's bonuses; `by` is the address of a member of staff, `number` tells adjustments apart.
    Adjusts {
        by: &'static str,
        amount: &'static str,
        reason: Reason,
        note: &'static str,
        number: u32,
    },
    /// Begins the next version of the bonus program.
    Drafts,
    /// Referrals are looked at, as each minute.
    Looks,
    /// On what the invitee with this address was flagged for.
    Decides {
        email: String,
        kind: flags::Kind,
        step: Step,
        note: &'static str,
    },
    /// Whoever has this address tries to, and is told by letter.
    RegistersAgain {
        email: &'static str,
    },
}

impl World<'_> {
    /// What was done before an interrupted start is not done again.
    pub(super) async fn does(&self, deed: Deed) -> Result<(), NotMade> {
        match deed {
            Deed::Asks { company, method, amount, number } => self.asks(company, method, (amount, number)).await,
            Deed::Approves { number } => self.approves(number).await,
            Deed::Gathers { method, number } => self.gathers(method, number).await,
            Deed::Finishes { number, reference } => self.finishes(number, reference).await,
            Deed::Claims(said) => self.claims(said).await,
            Deed::Rejects { email, reason } => self.rejects(&email, reason).await,
            Deed::Publishes { from } => self.publishes(from).await,
            Deed::Adjusts { by, amount, reason, note, number } => {
                self.adjusts(by, (amount, number), reason, note).await
            }
            Deed::Drafts => self.drafts().await,
            Deed::Looks => Ok(flags::look(&self.app.db, self.app.config.flags).await.map(drop)?),
            Deed::Decides { email, kind, step, note } => self.decides(&email, kind, (step, note)).await,
            Deed::RegistersAgain { email } => self.registers_again(email).await,
        }
    }

    async fn asks(
        &self,
        company: &str,
        method: WithdrawalMethod,
        (amount, number): (&str, u32),
    ) -> Result<(), NotMade> {
        let person = self.person(&of_company(company)?.email()).await?;
        let (program, terms) = self.terms(HOSTING)?;
        let amount = Money::parse(amount, terms.currency).map_err(refused)?;
        let ask = withdrawals::Ask { id: withdrawal(number), amount, method };
        let asked = self.app.db.write(async |tx| withdrawals::request(tx, person, program, ask).await).await;
        asked.map_err(|refusal: withdrawals::NotRequested| refused(refusal))
    }

    async fn stage(&self, number: u32) -> Result<WithdrawalStage, NotMade> {
        let found = self.app.db.read(async |conn| withdrawals::find(conn, withdrawal(number)).await).await?;
        found.map(|found| found.state.stage).ok_or_else(|| refused("a withdrawal that nobody asked for"))
    }

    async fn approves(&self, number: u32) -> Result<(), NotMade> {
        if self.stage(number).await? != WithdrawalStage::Requested {
            return Ok(());
        }
        let (staff, id) = (self.staff().await?, withdrawal(number));
        let approved = self.app.db.write(async |tx| withdrawals::approve(tx, &staff, id).await).await;
        approved.map_err(|refusal: withdrawals::NotDecided| refused(refusal))
    }

    async fn gathers(&self, method: WithdrawalMethod, number: u32) -> Result<(), NotMade> {
        let (staff, currency) = (self.staff().await?, self.terms(HOSTING)?.1.currency);
        let new = batches::New { id: batch(number), currency, method, cutoff_at: self.app.clock.now() };
        let made = self.app.db.write(async |tx| batches::make(tx, &staff, new).await).await;
        made.map_err(|refusal: NotBatched| refused(refusal))
    }

    async fn finishes(&self, number: u32, reference: &str) -> Result<(), NotMade> {
        let (staff, id) = (self.staff().await?, batch(number));
        let reference = reference.parse().map_err(refused)?;
        let found = self.app.db.read(async |conn| batches::find(conn, id).await).await?;
        if found.is_some_and(|batch| batch.state == batches::State::Open) {
            let ended = self.app.db.write(async |tx| batches::finish(tx, &staff, id, &reference, false).await).await;
            ended.map_err(|refusal: NotBatched| refused(refusal))?;
        }
        // Now: the job that finishing asked for comes only when the demo has begun.
        Ok(batches::pay(&self.app.db, id, None).await?)
    }

    async fn claims(&self, said: Said) -> Result<(), NotMade> {
        let person = self.referrer().await?;
        let ask = Ask {
            key: fixed(0xc1a1, said.number),
            program: self.terms(PROGRAM)?.0.id,
            invitee: Named::read(&said.email).ok_or_else(|| refused("a claim names nobody"))?,
            invited_on: said.invited_on,
            evidence: said.evidence.to_owned(),
        };
        let claimed = self.app.db.write(async |tx| claims::claim(tx, person, ask.clone()).await).await;
        claimed.map_err(|refusal: claims::NotClaimed| refused(refusal))
    }

    async fn rejects(&self, email: &str, reason: &str) -> Result<(), NotMade> {
        let (staff, reason) = (self.staff().await?, reason.parse().map_err(refused)?);
        let open = self.app.db.read(async |conn| claims::listed(conn, Which::Open, 0, 10).await).await?;
        let Some(claim) = open.into_iter().find(|claim| claim.invitee.as_str() == email) else { return Ok(()) };
        let rejected = self.app.db.write(async |tx| claims::reject(tx, &staff, claim.id, &reason).await).await;
        rejected.map_err(|refusal: claims::NotDecided| refused(refusal))
    }

    async fn publishes(&self, from: Instant) -> Result<(), NotMade> {
        let catalogue = self.app.db.read(async |conn| programs::catalogue(conn).await).await?;
        if catalogue.by_slug(HOSTING).is_some_and(|program| program.versions.len() > 1) {
            return Ok(());
        }
        let by = Some(self.staff().await?.who.person);
        let tried = Tried::of(NEW_TERMS).await?;
        self.app.db.write(async |tx| intake::publish_tried(tx, &tried, Some(from), by).await).await?;
        Ok(())
    }

    async fn adjusts(
        &self,
        by: &str,
        (amount, number): (&str, u32),
        reason: Reason,
        note: &str,
    ) -> Result<(), NotMade> {
        let (staff, person) = (self.staff_of(by).await?, self.referrer().await?);
        let (program, terms) = self.terms(PROGRAM)?;
        let amount = Amount::new(Money::parse(amount, terms.currency).map_err(refused)?).map_err(refused)?;
        let shift = Shift { unit: Unit::Credit, direction: Direction::Add, amount };
        let note = note.parse().map_err(refused)?;
        let ask = AskAdjustment { key: fixed(0xad10, number), person, program, shift, reason, note };
        let adjusted = self.app.db.write(async |tx| withdrawals::adjust(tx, &staff, &ask).await).await;
        adjusted.map(drop).map_err(|refusal: NotAdjusted| refused(refusal))
    }

    async fn decides(&self, email: &str, kind: flags::Kind, (step, note): (Step, &str)) -> Result<(), NotMade> {
        let (staff, invitee) = (self.staff_of(FINANCE.1).await?, self.person(email).await?);
        let wanted = flags::Wanted { kind: Some(kind), who: Some(invitee), ..Default::default() };
        let found = self.app.db.read(async |conn| flags::listed(conn, &wanted, 1).await).await?;
        let flag = found.into_iter().next().ok_or_else(|| refused(format!("{email} was not flagged")))?;
        if flag.stage != Stage::Open {
            return Ok(());
        }
        let note = note.parse().map_err(refused)?;
        let decided =
            self.app.db.write(async |tx| flags::decide(tx, &staff, (flag.id, flag.decisions), step, &note).await).await;
        decided.map_err(|refusal: flags::NotDecided| refused(refusal))
    }

    async fn registers_again(&self, email: &str) -> Result<(), NotMade> {
        let (person, now) = (self.person(email).await?, self.app.clock.now());
        let asked = WantedLetters { kind: Some(EntryLetter::KIND.into()), ..Default::default() };
        let asked = self.app.db.read(async |conn| jobs::letters(conn, &asked, now, 10).await).await?;
        if asked.iter().any(|letter| letter.person_id == Some(person.0)) {
            return Ok(());
        }
        let letter = EntryLetter::Taken { person };
        Ok(self.app.db.write(async |tx| jobs::enqueue(tx, &letter).await).await?)
    }

    async fn staff(&self) -> Result<Staff<Finance>, NotMade> {
        self.staff_of(STAFF.1).await
    }

    async fn staff_of(&self, email: &str) -> Result<Staff<Finance>, NotMade> {
        let id = self.person(email).await?;
        let found = self.app.db.read(async |conn| people::find(conn, id).await).await?;
        let staff = found.and_then(|person| Staff::of_story(&self.app.clock, &person));
        staff.ok_or_else(|| refused("nobody of the staff may do that"))
    }
}

fn withdrawal(number: u32) -> WithdrawalId {
    WithdrawalId(fixed(0x3a5c, number))
}

fn batch(number: u32) -> BatchId {
    BatchId(fixed(0xba7c, number))
}
