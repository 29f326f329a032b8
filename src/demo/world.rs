//! The believable world: its story goes through the one door, day by day on a clock that is set to each day, so that what is
//! due on the way is released on the way.

use super::cast::{CUSTOMERS, Customer, FINANCE, INVITEE, OWNER, PARTNER, REFERRER, STAFF, SUPPORT};
use super::shop;
use super::store::Players;
use super::story::{self, Does, Step, Untold};
use crate::app::App;
use crate::billing::{self, Invoice};
use crate::calendar::Instant;
use crate::charging;
use crate::clock::Unmovable;
use crate::db::{Fault, Tx};
use crate::events::{CreditSpent, Email, Event, Fact, Key, PersonRegistered, Text};
use crate::ids::{Code, ExternalId, PersonId, SourceId, SpendId};
use crate::intake::{self, Incoming, Outcome};
use crate::money::{Amount, Money, Unit};
use crate::notices;
use crate::people::details::Details;
use crate::people::tokens::{self, Purpose, Token};
use crate::people::{self, By, Profile, Role, payout_details, sources};
use crate::programs::{self, Catalogue, NotPublished, Program};
use crate::referrals;
use crate::rewards;
use crate::rules::Terms;
use crate::rules::terms::WithdrawalMethod;
use crate::seal::SealError;
use crate::spending::{self, Ask};
use crate::verification;
use chrono::TimeDelta;
use serde_json::json;
use uuid::Uuid;

/// The first is everybody's who takes part in none.
const TERMS: [&str; 3] = [
    include_str!("../../programs/business-bonus.toml"),
    include_str!("../../programs/company-discounts.toml"),
    include_str!("../../programs/hosting-remuneration.toml"),
];
pub(super) const PROGRAM: &str = "business-bonus";
pub(super) const DISCOUNTS: &str = "company-discounts";
pub(super) const HOSTING: &str = "hosting-remuneration";
/// The source of the facts that a billing system would report.
pub(super) const BILLING: &str = "billing";
/// The program is older than whatever happens in it.
const PUBLISHED: TimeDelta = TimeDelta::days(390);
/// Reports of weeks make a first start quicker; what may still be on hold is reported by the day.
const LONG_AGO: TimeDelta = TimeDelta::days(40);

/// Of each partner: numbers that card networks and the national bank publish as examples.
const PAYOUTS: [(WithdrawalMethod, &str); 2] =
    [(WithdrawalMethod::Card, "4111 1111 1111 1111"), (WithdrawalMethod::Iban, "UA21 3223 1300 0002 6007 2335 6600 1")];

#[derive(Debug, thiserror::Error)]
pub enum NotMade {
    #[error(transparent)]
    Untold(#[from] Untold),
    #[error(transparent)]
    Terms(#[from] NotPublished),
    #[error(transparent)]
    Fault(#[from] Fault),
    #[error(transparent)]
    Seal(#[from] SealError),
    #[error(transparent)]
    Clock(#[from] Unmovable),
    #[error("the demo's story: {0}")]
    Refused(String),
}

pub(super) fn refused(what: impl ToString) -> NotMade {
    NotMade::Refused(what.to_string())
}

/// Makes the world, or what an interrupted start left unmade of it. Leaves the clock where the story ends.
pub(super) async fn make(app: &App, began_at: Instant) -> Result<Players, NotMade> {
    app.clock.set(began_at - PUBLISHED)?;
    for terms in TERMS {
        intake::publish_if_new(&app.db, terms).await?;
    }
    shop::open(app).await?;
    let catalogue = app.db.read(async |conn| programs::catalogue(conn).await).await?;
    let billing = app.db.write(async |tx| sources::find_or_create(tx, BILLING).await).await?;
    let world = World { app, catalogue, billing, began_at };
    let zone = world.terms(PROGRAM)?.1.time_zone;
    let staff = world.hire(STAFF, Role::Admin, 1).await?;
    world.hire(SUPPORT, Role::Support, 2).await?;
    world.hire(FINANCE, Role::Finance, 3).await?;
    world.live(story::tell(began_at, zone)?).await?;
    let players = Players {
        referrer: world.person(&of_company(REFERRER)?.email()).await?,
        invitee: world.person(&of_company(INVITEE)?.email()).await?,
        staff,
        owner: world.person(&of_company(OWNER)?.email()).await?,
        partner: world.person(&of_company(PARTNER)?.email()).await?,
    };
    let (madrid, kyiv) = ("Europe/Madrid", "Europe/Kyiv");
    let (local, Players { referrer, invitee, owner, partner, .. }) = (zone.name(), players);
    for (person, zone) in [(referrer, local), (invitee, local), (staff, local), (owner, madrid), (partner, kyiv)] {
        app.db.write(async |tx| settle_in(tx, person, zone).await).await?;
    }
    app.db.write(async |tx| notices::forget_all(tx).await).await?;
    Ok(players)
}

pub(super) struct World<'a> {
    pub(super) app: &'a App,
    catalogue: Catalogue,
    billing: SourceId,
    began_at: Instant,
}

impl World<'_> {
    /// Facts are reported day by day, long ago week by week; whatever else happens, happens between the reports.
    async fn live(&self, steps: Vec<Step>) -> Result<(), NotMade> {
        let mut facts: Vec<Incoming> = Vec::new();
        for Step { at, does } in steps {
            let span = if at < self.began_at - LONG_AGO { TimeDelta::days(7) } else { TimeDelta::days(1) };
            if facts.first().is_some_and(|first| at - first.event.timestamp > span) {
                self.report(&mut facts).await?;
            }
            match does {
                Does::Bills(event) => facts.push(Incoming::new(self.billing, event)),
                Does::Visits(event) => facts.push(Incoming::new(sources::beckon(), event)),
                other => {
                    self.report(&mut facts).await?;
                    self.app.clock.set(at)?;
                    self.act(other).await?;
                }
            }
        }
        self.report(&mut facts).await
    }

    /// What is no fact that somebody reports.
    async fn act(&self, does: Does) -> Result<(), NotMade> {
        match does {
            Does::Bills(_) | Does::Visits(_) => Ok(()),
            Does::TakesUpLink { email, code, program } => self.take_up_link(&email, code, program).await,
            Does::Spends { invoice, amount, number } => self.spend(&invoice, amount, number).await,
            Does::PaysWhole { invoice, company } => {
                self.pay_whole((OWNER, company), |found| found.external_id == invoice).await
            }
            Does::ChoosesPlan => shop::choose(self.app, self.referrer().await?).await,
            Does::IsCharged => Ok(charging::pass(&self.app.db, self.app.clock.now()).await?),
            Does::PaysPlan => self.pay_whole((REFERRER, REFERRER), shop::is_ours).await,
            Does::AddsService => shop::add(self.app, self.referrer().await?).await,
            Does::Verifies => {
                verification::jobs::apply_due(&self.app.db, self.app.clock.now()).await.map(drop).map_err(refused)
            }
            Does::Desk(deed) => self.does(deed).await,
        }
    }

    pub(super) fn terms(&self, slug: &str) -> Result<(&Program, &Terms), NotMade> {
        let program = self.catalogue.by_slug(slug).ok_or_else(|| refused("a program is not there"))?;
        let terms: &Terms = &program.told(self.app.clock.now())?.terms;
        Ok((program, terms))
    }

    /// Facts arrive when the last of them has happened; what is due by then was released before.
    async fn report(&self, facts: &mut Vec<Incoming>) -> Result<(), NotMade> {
        let Some(last) = facts.last() else { return Ok(()) };
        self.app.clock.set(last.event.timestamp)?;
        rewards::release_due(&self.app.db).await?;
        for answer in intake::apply_now(&self.app.db, facts).await {
            let answer = answer?;
            let fails = matches!(answer.outcome, Outcome::Refused { .. } | Outcome::Conflict { .. });
            if fails && answer.id != story::REFUSED {
                return Err(refused(format!("{} became {:?}", answer.id, answer.outcome)));
            }
        }
        facts.clear();
        Ok(())
    }

    async fn take_up_link(&self, email: &str, code: &str, program: &str) -> Result<(), NotMade> {
        let code = code.parse::<Code>().map_err(refused)?;
        let (person, (program, _)) = (self.person(email).await?, self.terms(program)?);
        self.app.db.write(async |tx| referrals::ensure_link(tx, person, program.id, &[code]).await).await?;
        if program.slug == HOSTING {
            for (method, number) in PAYOUTS {
                self.say_where(person, &Details::read(method, "Demo", number).map_err(refused)?).await?;
            }
        }
        Ok(())
    }

    /// Where a partner's money goes: said long before any is withdrawn.
    async fn say_where(&self, partner: PersonId, details: &Details) -> Result<(), NotMade> {
        let token = Token::new()?;
        self.app
            .db
            .write(async |tx| {
                if payout_details::current(tx, partner, details.method()).await?.is_none() {
                    payout_details::ask(tx, &self.app.seal, partner, details).await?;
                    tokens::issue(tx, partner, Purpose::ConfirmPayout, &token).await?;
                    payout_details::confirm(tx, token.as_str()).await?;
                }
                Ok(())
            })
            .await
    }

    /// Whatever an assignment left of it.
    async fn pay_whole(
        &self,
        (payer, company): (&str, &str),
        is_meant: impl Fn(&Invoice) -> bool,
    ) -> Result<(), NotMade> {
        let payer = self.person(&of_company(payer)?.email()).await?;
        let invoices = self.app.db.read(async |conn| billing::invoices_of(conn, payer, 0, 100).await).await?;
        let found = invoices.into_iter().find(is_meant);
        let found = found.ok_or_else(|| refused("an invoice that was never issued is paid"))?;
        match payment(&found, company, self.app.clock.now())? {
            Some(event) => self.report(&mut vec![Incoming::new(self.billing, event)]).await,
            None => Ok(()),
        }
    }

    /// The referrer pays part of an invoice with bonuses.
    async fn spend(&self, invoice: &str, amount: &str, number: u32) -> Result<(), NotMade> {
        let customer = of_company(REFERRER)?;
        let person = self.person(&customer.email()).await?;
        let id = SpendId(fixed(0x5bed, number));
        let (program, terms) = self.terms(PROGRAM)?;
        let money = Money::parse(amount, terms.currency).map_err(refused)?;
        let amount = Amount::new(money).map_err(refused)?;
        self.app
            .db
            .write(async |tx| {
                verification::admit(tx).await?;
                let event = spent(id, (customer, invoice), money, tx.now())?;
                let invoices = billing::invoices_of(tx, person, 0, 100).await?;
                let invoice = invoices.into_iter().find(|found| found.external_id == invoice);
                let invoice = invoice.ok_or_else(|| refused("an invoice that was never issued is paid"))?;
                if spending::spends_on(tx, &invoice).await?.iter().any(|spend| spend.id == id) {
                    return Ok(());
                }
                let ask = Ask { id, unit: Unit::Credit, units: amount };
                let spent = spending::spend(tx, person, program, terms, invoice.id, ask).await;
                spent.map_err(refused)?;
                intake::record(tx, &event, Some(person)).await?;
                Ok::<_, NotMade>(intake::refresh(tx, &self.catalogue, vec![person]).await?)
            })
            .await
    }

    /// Staff registers on the site before the story begins.
    async fn hire(&self, (name, email): (&str, &str), role: Role, number: u32) -> Result<PersonId, NotMade> {
        let email: Email = email.parse().map_err(refused)?;
        let id = PersonId(fixed(0x57af, number));
        let at = self.app.clock.now();
        let fact = PersonRegistered {
            person: external(&id.to_string())?,
            email: email.clone(),
            name: Some(text(name)?),
            code: None,
            click: None,
            program: None,
            referrer: None,
            country: None,
            kind: None,
            company: None,
        };
        let event = Event {
            id: external(&format!("hired-{number}"))?,
            timestamp: at,
            fact: Fact::PersonRegistered(Box::new(fact)),
        };
        match self.app.db.read(async |conn| people::find(conn, id).await).await? {
            Some(person) if person.role == Some(role) => return Ok(id),
            Some(_) => {}
            None => self.report(&mut vec![Incoming::new(sources::beckon(), event)]).await?,
        }
        let token = Token::new()?;
        self.app.db.write(async |tx| people::add_staff(tx, &By::OPERATOR, &email, role, &token).await).await?;
        Ok(id)
    }

    pub(super) async fn referrer(&self) -> Result<PersonId, NotMade> {
        self.person(&of_company(REFERRER)?.email()).await
    }

    pub(super) async fn person(&self, email: &str) -> Result<PersonId, NotMade> {
        let key = email.parse::<Email>().map_err(refused)?.normalised();
        let found = self.app.db.read(async |conn| people::known_emails(conn, std::slice::from_ref(&key)).await).await?;
        found.get(&key).copied().ok_or_else(|| refused(format!("nobody registered as {email}")))
    }
}

pub(super) fn of_company(company: &str) -> Result<&'static Customer, NotMade> {
    let customer = CUSTOMERS.iter().find(|customer| customer.company == company);
    customer.ok_or_else(|| refused(format!("nobody has the company {company}")))
}

/// Of whatever is left to pay.
pub(super) fn payment(invoice: &Invoice, company: &str, at: Instant) -> Result<Option<Event>, NotMade> {
    let (id, left) = (&invoice.external_id, invoice.remainder()?);
    if left.is_zero() {
        return Ok(None);
    }
    let payment = json!({"payment": format!("payment-{id}"), "company": company, "invoice": id,
        "amount": left.to_string(), "currency": left.currency().to_string()});
    story::event(at, &format!("paid-{id}"), "payment.succeeded", payment).map(Some).map_err(refused)
}

/// The address is confirmed, and times are shown in the program's zone.
async fn settle_in(tx: &Tx, person: PersonId, zone: &str) -> Result<(), NotMade> {
    let token = Token::new()?;
    tokens::issue(tx, person, Purpose::ConfirmEmail, &token).await?;
    people::confirm_email(tx, token.as_str()).await?;
    let about = people::find(tx, person).await?.ok_or_else(|| refused("a person is gone"))?;
    let profile = Profile { name: about.name, language: None, time_zone: Some(zone.into()), hides_name: false };
    Ok(people::change_profile(tx, person, &profile).await?)
}

/// An id that is the same each time the story is told.
pub(super) fn fixed(kind: u16, number: u32) -> Uuid {
    Uuid::from_u128(0x0bec_0000_0000_4000_8000_0000_0000_0000 | u128::from(kind) << 32 | u128::from(number))
}

fn text(text: &str) -> Result<Text, NotMade> {
    text.parse().map_err(refused)
}

fn external(text: &str) -> Result<ExternalId, NotMade> {
    text.parse().map_err(refused)
}

fn spent(id: SpendId, (customer, invoice): (&Customer, &str), amount: Money, at: Instant) -> Result<Event, NotMade> {
    let key = |id: &str| Ok::<_, NotMade>(Key { source: text(BILLING)?, id: external(id)? });
    let fact = CreditSpent {
        unit: None,
        spend: external(&id.to_string())?,
        person: key(&customer.person())?,
        program: text(PROGRAM)?,
        invoice: key(invoice)?,
        amount,
        currency: amount.currency(),
    };
    Ok(Event { id: external(&format!("spent-{id}"))?, timestamp: at, fact: Fact::CreditSpent(fact.into()) })
}
