//! The ladder: what the next run gives each company of a person, in the person's order, and what another order would.

use crate::billing::{self, Charge};
use crate::calendar::Instant;
use crate::companies;
use crate::db::{Conn, Fault};
use crate::ids::{CompanyId, PersonId};
use crate::money::{Currency, Money, MoneyError, Percent, Rounding, rounded};
use crate::programs::Program;
use crate::referrals::{self, Asked};
use crate::rules::explain;
use crate::rules::scale::{CompanyResult, PersonFacts, PlacesReason, best_order, lift, verify};
use crate::rules::terms::{BlockedBy, MonthlyDiscount, Terms};
use crate::verification::{Given, Question, Referrer, Refused, forecast};
use crate::web::{Value, Words};
use std::collections::HashMap;

/// Cells that show how far a company is full; a higher cap is drawn in proportion.
const CELLS: u32 = 20;

#[derive(Debug, Clone)]
pub struct Ladder {
    /// The program's slug.
    pub program: String,
    /// Of the next run.
    pub at: Instant,
    /// Active Referrals now.
    pub today: i64,
    /// Those who count at the run, if nothing more happens.
    pub active: u32,
    /// Left over by all companies.
    pub unused: u32,
    pub pending: Option<Pending>,
    pub rungs: Vec<Rung>,
    /// None where the companies pay in several currencies.
    pub saves: Option<Money>,
    pub best: Option<Best>,
}

/// What keeps the discount from all companies.
#[derive(Debug, Clone)]
pub struct Pending {
    pub why: Words,
    /// Path and number.
    pub invoices: Vec<(String, String)>,
}

#[derive(Debug, Clone)]
pub struct Rung {
    pub id: String,
    /// From 1.
    pub place: usize,
    pub name: String,
    pub percent: Percent,
    /// What the last run gave, for the next charge.
    pub won: Vec<Words>,
    /// Whether each cell is filled.
    pub cells: Vec<bool>,
    /// Places, saving, what lifts it, why nothing: as far as each applies.
    pub notes: Vec<Words>,
}

#[derive(Debug, Clone)]
pub struct Best {
    /// The ids, parted by spaces.
    pub order: String,
    pub saves: Money,
    pub more: Money,
}

impl Ladder {
    /// The order as it stands, as [`Best::order`] is written.
    pub fn order(&self) -> String {
        self.rungs.iter().map(|rung| rung.id.as_str()).collect::<Vec<_>>().join(" ")
    }

    pub fn title(&self) -> Words {
        Words::new("ladder-title").with("day", Value::Day(self.at))
    }

    pub fn has_order(&self) -> bool {
        self.rungs.len() > 1
    }

    /// What counts at the run differs from what counts now.
    pub fn changes_by_then(&self) -> bool {
        self.today != i64::from(self.active)
    }
}

/// None where the program gives this person nothing by the month, or has no next run.
pub async fn ladder(conn: &Conn, person: PersonId, program: &Program, now: Instant) -> Result<Option<Ladder>, Fault> {
    let question = match Question::next(program, now) {
        Ok(Some(question)) => question,
        Ok(None) => return Ok(None),
        Err(Refused::Fault(fault)) => return Err(fault),
        Err(other) => return Err(Fault::contradiction(other.to_string())),
    };
    let asked = Asked { program: program.id, at: now, known_at: now };
    let (referrer, today, charges, companies, won) = futures_util::try_join!(
        forecast(conn, &question, person),
        referrals::count_active_of(conn, asked, person),
        billing::charges_of(conn, person, question.scheduled_at),
        companies::of(conn, person),
        won::won(conn, person, program.id, (now, question.scheduled_at))
    )?;
    let Some(referrer) = referrer else { return Ok(None) };
    let version = program.version(referrer.version);
    let Some(version) = version else { return Err(Fault::contradiction("a forecast of no version")) };
    let Some(rule) = version.terms.monthly.first() else { return Ok(None) };
    let today = match rule.registered_within() {
        None => today.active,
        Some(campaign) => {
            let within = referrals::count_registered_within(conn, asked, campaign, &[person]).await?;
            within.get(&person).copied().unwrap_or(0)
        }
    };
    let names: HashMap<CompanyId, String> = companies.into_iter().map(|company| (company.id, company.name)).collect();
    let run_at = question.scheduled_at;
    let reckoned = Reckoned { terms: &version.terms, rule, referrer: &referrer, names, won, run_at };
    let charged = reckoned.charged(&charges).map_err(reckless)?;
    Ok(Some(Ladder {
        program: program.slug.clone(),
        at: run_at,
        today,
        active: referrer.active,
        unused: referrer.unused,
        pending: pending(conn, &question, &referrer, rule, now).await?,
        rungs: reckoned.rungs(&charged).map_err(reckless)?,
        saves: reckoned.saves(&charged, &referrer.companies).map_err(reckless)?,
        best: reckoned.best(&charged).map_err(reckless)?,
    }))
}

fn reckless(error: MoneyError) -> Fault {
    Fault::contradiction(format!("what an order saves: {error}"))
}

async fn pending(
    conn: &Conn,
    question: &Question,
    referrer: &Referrer,
    rule: &MonthlyDiscount,
    now: Instant,
) -> Result<Option<Pending>, Fault> {
    if !referrer.blocked {
        return Ok(None);
    }
    let (person, by) = (referrer.person, rule.blocked_by);
    let (then, at_once) = futures_util::try_join!(
        billing::blocking(conn, person, by, question.scheduled_at, now),
        billing::blocking(conn, person, by, now, now)
    )?;
    let ids: Vec<_> = then.into_iter().map(|invoice| (person, invoice)).collect();
    let mut invoices = billing::find_invoices(conn, &ids).await?;
    invoices.sort_by_key(|invoice| (invoice.due_at, invoice.id));
    let why = match by {
        BlockedBy::AnyOpen => "ladder-open",
        BlockedBy::Nothing | BlockedBy::Overdue if at_once.is_empty() => "ladder-pending-soon",
        BlockedBy::Nothing | BlockedBy::Overdue => "ladder-pending",
    };
    let why = Words::new(why).with("count", invoices.len()).with("day", Value::Day(question.scheduled_at));
    let named = |invoice: billing::Invoice| (format!("/invoices/{}", invoice.id), invoice.external_id);
    Ok(Some(Pending { why, invoices: invoices.into_iter().map(named).collect() }))
}

/// What one company is charged first after the run.
struct Charged {
    prices: Vec<Money>,
    /// One of its subscriptions has no price.
    unknown: bool,
    currency: Currency,
    /// The first of them.
    at: Option<Instant>,
}

impl Charged {
    fn saves(&self, percent: Percent, rounding: Rounding) -> Result<Money, MoneyError> {
        let parts = self.prices.iter().map(|price| percent.of(*price, rounding));
        Money::sum(self.currency, parts.collect::<Result<Vec<_>, _>>()?)
    }
}

/// The forecast of one person, and what it is worth.
struct Reckoned<'a> {
    terms: &'a Terms,
    rule: &'a MonthlyDiscount,
    referrer: &'a Referrer,
    names: HashMap<CompanyId, String>,
    won: Vec<(CompanyId, Words)>,
    run_at: Instant,
}

impl Reckoned<'_> {
    /// In the person's order.
    fn charged(&self, charges: &[Charge]) -> Result<Vec<Charged>, MoneyError> {
        let of = |given: &Given| {
            let running: Vec<&Charge> =
                charges.iter().filter(|charge| given.subscriptions.contains(&charge.subscription)).collect();
            let currency = running.iter().find_map(|charge| charge.currency).unwrap_or(self.terms.currency);
            let prices = running.iter().filter_map(|charge| charge.price);
            let prices = prices.map(|price| rounded(price, currency, None, self.terms.rounding));
            Ok(Charged {
                prices: prices.collect::<Result<_, MoneyError>>()?,
                unknown: running.iter().any(|charge| charge.price.is_none()),
                currency,
                at: running.iter().filter_map(|charge| charge.at).min(),
            })
        };
        self.referrer.companies.iter().map(of).collect()
    }

    fn currency(&self, charged: &[Charged]) -> Option<Currency> {
        let first = charged.first().map_or(self.terms.currency, |charged| charged.currency);
        charged.iter().all(|charged| charged.currency == first).then_some(first)
    }

    fn saves(&self, charged: &[Charged], given: &[Given]) -> Result<Option<Money>, MoneyError> {
        let Some(currency) = self.currency(charged) else { return Ok(None) };
        let each = charged.iter().zip(given).map(|(c, given)| c.saves(given.result.percent, self.terms.rounding));
        Money::sum(currency, each.collect::<Result<Vec<_>, _>>()?).map(Some)
    }

    fn running(&self) -> Vec<bool> {
        self.referrer.companies.iter().map(|given| !given.subscriptions.is_empty()).collect()
    }

    fn best(&self, charged: &[Charged]) -> Result<Option<Best>, MoneyError> {
        let (Some(currency), Some(now)) = (self.currency(charged), self.saves(charged, &self.referrer.companies)?)
        else {
            return Ok(None);
        };
        let running = self.running();
        let Referrer { active, blocked, .. } = *self.referrer;
        let facts = PersonFacts { at: self.run_at, active, blocked, companies: &running };
        let saves = |n: usize, percent| charged[n].saves(percent, self.terms.rounding).map(Money::minor);
        let Some(best) = best_order(self.rule, &facts, saves)? else { return Ok(None) };
        let saves = Money::from_minor(best.saves, currency)?;
        let ids = best.order.iter().map(|&n| self.referrer.companies[n].company.to_string());
        Ok(Some(Best { order: ids.collect::<Vec<_>>().join(" "), saves, more: saves.minus(now)? }))
    }

    fn rungs(&self, charged: &[Charged]) -> Result<Vec<Rung>, MoneyError> {
        let (running, active) = (self.running(), self.referrer.active);
        let free = PersonFacts { at: self.run_at, active, blocked: false, companies: &running };
        let mut once_paid: Vec<CompanyResult> = Vec::new();
        verify(self.rule, &free, &mut once_paid);
        let each = self.referrer.companies.iter().zip(charged).zip(once_paid).enumerate();
        each.map(|(n, ((given, charged), once_paid))| {
            let CompanyResult { places, percent, reason } = given.result;
            let cap = self.rule.cap;
            let cells = cap.min(CELLS);
            let filled = u64::from(places) * u64::from(cells) / u64::from(cap);
            let mut notes = Vec::new();
            if matches!(reason, PlacesReason::NoActiveSubscription | PlacesReason::OutsideCampaign) {
                notes.push(explain::company_result(&given.result).into());
            } else {
                notes.push(Words::new("ladder-places").with("places", places).with("cap", cap));
                notes.extend(self.saving(charged, percent)?);
                if self.referrer.blocked && !once_paid.percent.is_zero() {
                    notes.push(Words::new("ladder-once-paid").with("percent", once_paid.percent));
                }
                if let Some(lift) = lift(self.rule, &free, n).filter(|_| !self.referrer.blocked) {
                    let words = Words::new("ladder-lift").with("count", lift.more);
                    notes.push(words.with("from", percent).with("to", lift.percent));
                }
            }
            Ok(Rung {
                id: given.company.to_string(),
                place: n + 1,
                name: self.names.get(&given.company).cloned().unwrap_or_default(),
                percent,
                won: self.won.iter().filter(|won| won.0 == given.company).map(|won| won.1.clone()).collect(),
                cells: (0..u64::from(cells)).map(|cell| cell < filled).collect(),
                notes,
            })
        })
        .collect()
    }

    fn saving(&self, charged: &Charged, percent: Percent) -> Result<Option<Words>, MoneyError> {
        if percent.is_zero() {
            return Ok(None);
        }
        if charged.unknown {
            return Ok(Some("ladder-saves-unknown".into()));
        }
        let amount = charged.saves(percent, self.terms.rounding)?;
        Ok(Some(match charged.at {
            Some(at) => Words::new("ladder-saves-on").with("amount", amount).with("day", Value::Day(at)),
            None => Words::new("ladder-saves").with("amount", amount),
        }))
    }
}

mod won;

#[cfg(test)]
pub mod tests;
