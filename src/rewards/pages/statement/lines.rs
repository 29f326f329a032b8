//! What a line of a statement says: what happened, to whose payment or on which invoice, and where that is shown.

use crate::billing;
use crate::book::Posting;
use crate::calendar::Zone;
use crate::db::{Conn, Fault};
use crate::ids::{AdjustmentId, EventId, PersonId, SpendId};
use crate::ledger::StatementLine;
use crate::programs::{Program, Version};
use crate::rewards;
use crate::rewards::pages::earnings::shown_name;
use crate::rewards::pages::receipt::said;
use crate::spending;
use crate::web::{Lang, Value, Words};
use crate::withdrawals::pages::adjustment;
use crate::withdrawals::{self, adjustments};
use std::collections::HashMap;

/// What a line comes from.
#[derive(Debug, Clone, Default)]
struct Origin {
    href: Option<String>,
    about: Option<String>,
    why: Option<Words>,
}

/// Where lines come from, by the part of their cause that names it.
pub(super) struct Origins {
    known: HashMap<String, Origin>,
    withdrawals: Option<String>,
    zone: Zone,
}

/// One line in words.
pub(super) struct Told {
    pub words: Words,
    /// Whose payment earned it, or the invoice's number.
    pub about: Option<String>,
    pub why: Option<Words>,
    pub href: Option<String>,
}

impl Origins {
    pub async fn of(
        conn: &Conn,
        person: PersonId,
        (program, version): (&Program, &Version),
        lang: Lang,
        lines: &[StatementLine],
    ) -> Result<Origins, Fault> {
        let events: Vec<EventId> = lines.iter().filter_map(|line| first_part(&line.cause)).collect();
        let spends: Vec<SpendId> = lines.iter().filter_map(|line| first_part(&line.cause)).collect();
        let adjusted =
            lines.iter().filter(|line| line.kind.starts_with("adjusted")).filter_map(|line| line.cause.parse().ok());
        let adjusted: Vec<AdjustmentId> = adjusted.collect();
        let (receipts, used, adjusted) = futures_util::try_join!(
            rewards::receipts_of_causes(conn, person, program.id, &events),
            spending::invoices_of(conn, person, &spends),
            adjustments::made_of(conn, person, &adjusted)
        )?;
        let ids: Vec<_> = used.values().map(|invoice| (person, *invoice)).collect();
        let invoices = billing::find_invoices(conn, &ids).await?;
        let numbers: HashMap<_, _> = invoices.iter().map(|invoice| (invoice.id, invoice.number())).collect();
        let earned = receipts.into_iter().map(|(cause, caused)| {
            let about = caused.invitee.map(|masked| shown_name(&masked, lang));
            (cause, Origin { href: Some(format!("/earnings/{}", caused.receipt)), about, why: None })
        });
        let used = used.into_iter().map(|(spend, invoice)| {
            let (href, about) = (Some(format!("/invoices/{invoice}")), numbers.get(&invoice).cloned());
            (spend.to_string(), Origin { href, about, why: None })
        });
        let adjusted = adjusted.iter().map(|made| {
            let (href, why) = (Some(adjustment::path(made.id)), Some(adjustment::reason_key(made.reason).into()));
            (made.id.to_string(), Origin { href, about: None, why })
        });
        Ok(Origins {
            known: earned.chain(used).chain(adjusted).collect(),
            withdrawals: withdrawals::pages::path(&program.slug, &version.terms),
            zone: version.terms.time_zone,
        })
    }

    pub fn told(&self, line: &StatementLine) -> Result<Told, Fault> {
        let posting: Posting = line.kind.parse().map_err(Fault::contradiction)?;
        // EVENT/CLAUSE/STEP of a reward, EVENT/CLAUSE/EXTENSION, SPEND or SPEND/RETURNED of a spend, WITHDRAWAL, ADJUSTMENT.
        let extends = extends(line, posting);
        let owner = match posting {
            Posting::CreditSpent if extends => line.cause.rsplit_once('/').map(|(owner, _)| owner),
            Posting::CreditSpent | Posting::CreditReturned => line.cause.split('/').next(),
            Posting::AdjustedUp | Posting::AdjustedDown => Some(line.cause.as_str()),
            _ => line.cause.rsplit_once('/').map(|(owner, _)| owner),
        };
        let Origin { href, about, why } = owner.and_then(|owner| self.known.get(owner)).cloned().unwrap_or_default();
        let late = self.is_late(line).then(|| Words::new("statement-booked").with("at", Value::Day(line.recorded_at)));
        Ok(Told {
            words: if extends { "posting-applied".into() } else { said(posting) },
            about,
            why: late.or(why),
            href: match posting {
                Posting::WithdrawalRequested | Posting::WithdrawalReturned | Posting::WithdrawalFailed => {
                    self.withdrawals.as_ref().map(|path| format!("{path}#w-{}", line.cause))
                }
                _ => href,
            },
        })
    }

    /// Whether it was recorded on a later day than that on which it took effect: the day by which it is in the statement.
    fn is_late(&self, line: &StatementLine) -> bool {
        self.zone.local(line.recorded_at).date() > self.zone.local(line.effective_at).date()
    }
}

fn first_part<T: std::str::FromStr>(cause: &str) -> Option<T> {
    cause.split('/').next()?.parse().ok()
}

/// Credit of a reward that was put to an own subscription.
fn extends(line: &StatementLine, posting: Posting) -> bool {
    posting == Posting::CreditSpent && line.cause.split('/').count() == 3
}
