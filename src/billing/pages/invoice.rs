//! One invoice, and what of it can be paid with bonuses.

use super::{InvoiceLine, InvoicePage, InvoiceState, LineDiscount, PaymentRow, SpendRow, UseBonuses};
use crate::app::App;
use crate::billing::{self, Invoice, Received, RefundState};
use crate::calendar::Instant;
use crate::db::Fault;
use crate::events::Line;
use crate::ids::{InvoiceId, PersonId, RefundId, SpendId};
use crate::ledger::{self, Balances};
use crate::money::{Amount, Money, Unit};
use crate::people::SignedIn;
use crate::programs::{self, Catalogue};
use crate::rules::offer::DiscountSource;
use crate::spending::{self, Spend};
use crate::web::{Error, Page, Refusals, Words};
use actix_web::web;

pub async fn show(app: web::Data<App>, who: SignedIn, id: web::Path<String>) -> Result<Page<InvoicePage>, Error> {
    let id: InvoiceId = id.parse().map_err(|_| Error::NotFound)?;
    Ok(Page::new(screen(&app, who.person, id, None, Refusals::none()).await?).dated())
}

/// `typed`: what was refused, to be shown again.
pub(super) async fn screen(
    app: &App,
    person: PersonId,
    id: InvoiceId,
    typed: Option<String>,
    errors: Refusals,
) -> Result<InvoicePage, Error> {
    let (catalogue, balances, found) = app
        .db
        .read(async |conn| {
            futures_util::try_join!(
                programs::catalogue(conn),
                ledger::balances(conn, person),
                billing::find_invoice(conn, person, id)
            )
        })
        .await?;
    let found = found.ok_or(Error::NotFound)?;
    let (spends, received) = app
        .db
        .read(async |conn| {
            futures_util::try_join!(spending::spends_on(conn, &found), billing::received_on(conn, person, id))
        })
        .await?;
    let now = app.clock.now();
    let state = state(&found, now)?;
    let use_bonuses = match state {
        InvoiceState::Open | InvoiceState::Overdue => use_bonuses(&catalogue, &balances, &found, now)?,
        InvoiceState::Paid | InvoiceState::Voided => None,
    };
    Ok(InvoicePage {
        id: found.id.to_string(),
        number: found.number(),
        company: found.company_name.clone(),
        issued_at: found.issued_at,
        due_at: found.due_at,
        state,
        lines: lines(&found, |product| catalogue.product(product))?,
        total: found.total,
        bonuses: found.credit,
        paid: found.paid,
        left: left(&found)?,
        price_until: found.price_until()?,
        repriced_at: found.repriced_at.filter(|_| state != InvoiceState::Voided),
        use_bonuses: use_bonuses.map(|bonuses| UseBonuses { typed: typed.unwrap_or(bonuses.typed), ..bonuses }),
        payments: received.iter().map(payment_row).collect(),
        spends: spends.iter().map(spend_row).collect(),
        errors,
    })
}

pub fn state(invoice: &Invoice, now: Instant) -> Result<InvoiceState, Fault> {
    Ok(match invoice.state()? {
        billing::InvoiceState::Voided => InvoiceState::Voided,
        billing::InvoiceState::Paid => InvoiceState::Paid,
        billing::InvoiceState::Open if invoice.due_at < now => InvoiceState::Overdue,
        billing::InvoiceState::Open => InvoiceState::Open,
    })
}

/// Nothing is left of what was voided.
pub fn left(invoice: &Invoice) -> Result<Money, Fault> {
    if invoice.voided_at.is_some() { Ok(Money::zero(invoice.total.currency())) } else { invoice.remainder() }
}

/// What was not used, as another discount was better.
fn beaten(source: DiscountSource) -> &'static str {
    match source {
        DiscountSource::Line => "discount-lost-line",
        DiscountSource::Offer => "discount-lost-offer",
        DiscountSource::Assignment => "discount-lost-assignment",
    }
}

pub fn payment_row(received: &Received) -> PaymentRow {
    let refund = |(_, amount, state): &(RefundId, Money, RefundState)| {
        let key = match state {
            RefundState::Requested => "payment-refund-requested",
            RefundState::Completed => "payment-refund-completed",
            RefundState::Declined => "payment-refund-declined",
        };
        Words::new(key).with("amount", *amount)
    };
    PaymentRow {
        at: received.paid_at,
        reference: received.reference.clone(),
        amount: received.amount,
        refunds: received.refunds.iter().map(refund).collect(),
    }
}

pub fn lines(invoice: &Invoice, read: impl Fn(&str) -> String) -> Result<Vec<InvoiceLine>, Fault> {
    let discounts = invoice.off();
    let line = |(n, line): (usize, &Line)| {
        let off = invoice.net(n)?.minus(line.amount).map_err(|error| Fault::contradiction(error.to_string()))?;
        let offer = discounts.iter().find(|discount| discount.line == n);
        let own = line.discount.is_some_and(|own| own.is_positive());
        let (why, lost) = match offer {
            Some(discount) => {
                let key = match discount.source {
                    DiscountSource::Assignment => "discount-assignment",
                    DiscountSource::Offer | DiscountSource::Line => "discount-offer",
                };
                let mut lost: Vec<&'static str> = discount.lost.iter().map(|lost| beaten(*lost)).collect();
                if own && !discount.lost.contains(&DiscountSource::Line) {
                    lost.push(beaten(DiscountSource::Line));
                }
                (Words::new(key).with("percent", discount.percent), lost)
            }
            None => ("discount-own".into(), Vec::new()),
        };
        let named = line.product.as_str();
        Ok(InvoiceLine {
            product: if named.is_empty() { "—".to_owned() } else { read(named) },
            amount: line.amount,
            discount: off.is_negative().then_some(LineDiscount { why, amount: off, lost }),
        })
    };
    invoice.lines.iter().enumerate().map(line).collect()
}

fn spend_row(spend: &Spend) -> SpendRow {
    let returned = !spend.state.returned.is_zero();
    SpendRow { at: spend.spent_at, amount: spend.state.amount.money(), returned }
}

/// Of all that may pay this invoice, the one that pays the most.
fn use_bonuses(
    catalogue: &Catalogue,
    balances: &[Balances],
    invoice: &Invoice,
    now: Instant,
) -> Result<Option<UseBonuses>, Fault> {
    let mut best: Option<(Amount, UseBonuses)> = None;
    for balance in balances {
        let program = catalogue.get(balance.program())?;
        let terms = &program.told(now)?.terms;
        let unit: Unit = balance.unit.parse().map_err(Fault::contradiction)?;
        let available = ledger::money(balance.available, unit.currency(terms.currency))?;
        let Some((most, pays)) = spending::most(invoice, terms, unit, available)? else { continue };
        if best.as_ref().is_none_or(|(best, _)| *best < pays) {
            let (spend, program, most) = (SpendId::new(now).to_string(), program.slug.clone(), most.money());
            best = Some((pays, UseBonuses { spend, program, unit, available, most, typed: most.to_string() }));
        }
    }
    Ok(best.map(|(_, bonuses)| bonuses))
}
