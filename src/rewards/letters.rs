//! Letters about money: earned, available, waiting for the decision about a refund, taken back, expired, paid out.
use super::moved::{Moved, Posted, Sum, frozen_newest, frozen_sums};
use crate::db::{Conn, Fault};
use crate::ledger::{self, Balances};
use crate::money::{Currency, Money, Unit};
use crate::notices::jobs::Telling;
use crate::notices::{Button, Kind, Line, List, Note, postings};
use crate::web::{Value, Words};

/// Lines of one letter; the sum is of all.
const LINES: i64 = 12;

pub async fn moved(conn: &Conn, telling: &Telling<'_>) -> Result<Option<Note>, Fault> {
    let (person, program) = (telling.person.id, telling.program.id);
    let moved = Moved { person, program, postings: postings(telling.kind).collect(), recorded: telling.recorded };
    let (sums, newest, balances) =
        futures_util::try_join!(moved.sums(conn), moved.newest(conn, LINES), ledger::balances(conn, person))?;
    let mut note = listed(telling, &sums, &newest, &balances)?;
    if let Some(note) = note.as_mut().filter(|_| telling.kind == Kind::Earned) {
        let taken = moved.taken_since(conn).await?;
        if !taken.is_empty() {
            let currency = telling.program.told(telling.app.clock.now())?.terms.currency;
            note.paragraphs.push(Words::new("letter-earned-taken").with("sum", all(&taken, currency)?));
        }
    }
    Ok(note)
}

/// What waits while refunds are asked for; none once all of them are decided.
pub async fn frozen(conn: &Conn, telling: &Telling<'_>) -> Result<Option<Note>, Fault> {
    let (person, program) = (telling.person.id, telling.program.id);
    let (sums, newest, balances) = futures_util::try_join!(
        frozen_sums(conn, person, program),
        frozen_newest(conn, person, program, LINES),
        ledger::balances(conn, person)
    )?;
    listed(telling, &sums, &newest, &balances)
}

fn listed(
    telling: &Telling<'_>,
    sums: &[Sum],
    newest: &[Posted],
    balances: &[Balances],
) -> Result<Option<Note>, Fault> {
    if sums.is_empty() {
        return Ok(None);
    }
    let terms = &telling.program.told(telling.app.clock.now())?.terms;
    let currency = terms.currency;
    let count: i64 = sums.iter().map(|sum| sum.count).sum();
    let sum = all(sums, currency)?;
    let words = Said::of(telling.kind);
    let first = Words::new(words.text).with("sum", &sum).with("count", count).with("program", terms.name.as_str());
    let lines = newest.iter().map(|posted| line(telling, posted, currency)).collect::<Result<Vec<_>, Fault>>()?;
    let left = count - i64::try_from(lines.len()).unwrap_or(count);
    let more = (left > 0).then(|| Words::new("letter-more").with("count", left));
    let mut note = Note::new(Words::new(words.subject).with("sum", &sum), vec![first]);
    note.lists.push(List { title: None, lines, more });
    note.after = after(telling, balances, currency)?;
    let path = match newest {
        // Of one alone everything stands on its receipt.
        [Posted { receipt: Some(receipt), .. }] if words.path == "/earnings" => format!("/earnings/{receipt}"),
        _ => format!("{}?program={}", words.path, telling.program.slug),
    };
    note.button = Some(Button::new(words.button, &telling.app.url, &path));
    Ok(Some(note))
}

/// What a letter of each kind says, and where it leads.
struct Said {
    subject: &'static str,
    text: &'static str,
    path: &'static str,
    button: &'static str,
}

impl Said {
    fn of(kind: Kind) -> Said {
        let (subject, text) = match kind {
            Kind::Available => ("letter-available-subject", "letter-available-text"),
            Kind::Frozen => ("letter-frozen-subject", "letter-frozen-text"),
            Kind::TakenBack => ("letter-taken-back-subject", "letter-taken-back-text"),
            Kind::Expired => ("letter-expired-subject", "letter-expired-text"),
            Kind::Payout => ("letter-payout-subject", "letter-payout-text"),
            Kind::Converted => ("letter-converted-subject", "letter-converted-text"),
            _ => ("letter-earned-subject", "letter-earned-text"),
        };
        let (path, button) = match kind {
            Kind::Earned | Kind::Frozen | Kind::TakenBack => ("/earnings", "letter-earnings-button"),
            Kind::Payout => ("/withdrawals", "letter-withdrawal-button"),
            _ => ("/statement", "letter-statement-button"),
        };
        Said { subject, text, path, button }
    }
}

fn money(unit: &str, amount: rust_decimal::Decimal, currency: Currency) -> Result<Money, Fault> {
    let unit: Unit = unit.parse().map_err(|error| Fault::contradiction(format!("a stored unit: {error}")))?;
    ledger::money(amount, unit.currency(currency))
}

/// `40,500 ₸`, or of several units `40,500 ₸ and 2 months`.
fn all(sums: &[Sum], currency: Currency) -> Result<Value, Fault> {
    let mut all: Option<Value> = None;
    for sum in sums {
        let next = Value::Money(money(&sum.unit, sum.amount, currency)?);
        all = Some(match all {
            None => next,
            Some(before) => Value::Words(Box::new(Words::new("letter-both").with("one", before).with("other", next))),
        });
    }
    all.ok_or_else(|| Fault::contradiction("a letter about nothing"))
}

fn line(telling: &Telling<'_>, posted: &Posted, currency: Currency) -> Result<Line, Fault> {
    let day = Value::Day(posted.effective_at);
    let what = match posted.invitee_name.as_deref() {
        None => Words::new("letter-line-day").with("day", day),
        Some("") => Words::new("letter-line-somebody").with("day", day),
        Some(name) => Words::new("letter-line").with("day", day).with("name", name),
    };
    let now = telling.app.clock.now();
    let note = posted.hold_until.filter(|_| telling.kind == Kind::Earned).map(|until| match until > now {
        true => Words::new("letter-on-hold").with("day", Value::Day(until)),
        false => "letter-not-on-hold".into(),
    });
    let figure = Words::new("letter-figure").with("sum", money(&posted.unit, posted.amount, currency)?);
    Ok(Line { what, note, figure: Some(figure) })
}

/// What it means for what can be used now.
fn after(telling: &Telling<'_>, balances: &[Balances], currency: Currency) -> Result<Vec<Words>, Fault> {
    let own = balances.iter().filter(|balance| balance.program() == telling.program.id);
    let mut said = Vec::new();
    if telling.kind == Kind::Converted {
        let support = telling.app.config.support.as_ref().map(|support| support.email.to_string());
        said.push(Words::new("letter-converted-why").with_told("support", support));
    }
    if telling.kind == Kind::Frozen {
        said.push("letter-frozen-next".into());
    }
    for balance in own {
        let available = money(&balance.unit, balance.available, currency)?;
        match telling.kind {
            Kind::Available => said.push(Words::new("letter-available-now").with("sum", available)),
            Kind::TakenBack if available.is_negative() => {
                said.push(Words::new("letter-owed").with("sum", available.negated()));
            }
            _ => {}
        }
    }
    Ok(said)
}
