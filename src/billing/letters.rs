//! Letters about invoices: issued, overdue, and paid; and about trials that end.
use super::trials::{EndingTrial, ending_trials};
use super::{Invoice, told};
use crate::app::App;
use crate::calendar::Instant;
use crate::db::{Conn, Fault};
use crate::ids::PersonId;
use crate::money::Money;
use crate::notices::{Button, Line, List, Note};
use crate::web::{Value, Words};

/// Lines of one letter; the sum is of all.
const LINES: usize = 12;

/// New invoices that are still to be paid.
pub async fn issued(conn: &Conn, app: &App, person: PersonId, recorded: &[Instant]) -> Result<Option<Note>, Fault> {
    let invoices = told::issued(conn, person, recorded).await?;
    let said =
        Said { subject: "letter-invoice-subject", text: "letter-invoice-text", after: Some("letter-invoice-bonuses") };
    said.note(app, &left_to_pay(&invoices, "letter-invoice-due")?)
}

/// Invoices that fell due and are still to be paid.
pub async fn overdue(conn: &Conn, app: &App, person: PersonId, recorded: &[Instant]) -> Result<Option<Note>, Fault> {
    let invoices = told::overdue(conn, person, recorded).await?;
    let said =
        Said { subject: "letter-overdue-subject", text: "letter-overdue-text", after: Some("letter-overdue-paid") };
    said.note(app, &left_to_pay(&invoices, "letter-overdue-due")?)
}

/// Money received for invoices.
pub async fn paid(conn: &Conn, app: &App, person: PersonId, recorded: &[Instant]) -> Result<Option<Note>, Fault> {
    let payments = told::paid(conn, person, recorded).await?;
    let said = Said { subject: "letter-paid-subject", text: "letter-paid-text", after: None };
    let entries = payments.iter().map(|(invoice, amount)| {
        let left = invoice.remainder()?;
        let note = match left.is_positive() {
            true => Words::new("letter-paid-left").with("sum", left).with("day", Value::Day(invoice.due_at)),
            false => "letter-paid-whole".into(),
        };
        Ok(Entry { invoice, note, sum: *amount })
    });
    said.note(app, &entries.collect::<Result<Vec<_>, Fault>>()?)
}

/// Trials that end soon.
pub async fn trials(conn: &Conn, app: &App, person: PersonId, recorded: &[Instant]) -> Result<Option<Note>, Fault> {
    let trials = ending_trials(conn, person, recorded).await?;
    if trials.is_empty() {
        return Ok(None);
    }
    let line = |trial: &EndingTrial| {
        let what = Words::new("letter-trial-line").with("product", trial.product.name.as_str());
        let price = Value::Words(Box::new(trial.product.priced(trial.price)));
        Line {
            what: what.with("company", trial.company_name.as_str()),
            note: Some(Words::new("letter-trial-then").with("day", Value::Day(trial.ends_at)).with("price", price)),
            figure: None,
        }
    };
    let text = Words::new("letter-trial-text").with("count", trials.len() as i64);
    let mut note = Note::new("letter-trial-subject", vec![text]);
    note.lists.push(List {
        title: None,
        lines: trials.iter().take(LINES).map(line).collect(),
        more: more(trials.len()),
    });
    note.after = vec!["letter-trial-choice".into()];
    note.button = Some(Button::new("letter-trial-button", &app.url, "/plans"));
    Ok(Some(note))
}

/// An invoice with what is left to pay of it, and a word about when.
fn left_to_pay<'i>(invoices: &'i [Invoice], due: &'static str) -> Result<Vec<Entry<'i>>, Fault> {
    let entry = |invoice: &'i Invoice| {
        let note = Words::new(due).with("day", Value::Day(invoice.due_at));
        Ok(Entry { invoice, note, sum: invoice.remainder()? })
    };
    invoices.iter().map(entry).collect()
}

struct Entry<'i> {
    invoice: &'i Invoice,
    note: Words,
    sum: Money,
}

struct Said {
    subject: &'static str,
    text: &'static str,
    after: Option<&'static str>,
}

impl Said {
    fn note(&self, app: &App, entries: &[Entry<'_>]) -> Result<Option<Note>, Fault> {
        let Some(sum) = sum(entries)? else { return Ok(None) };
        let count = i64::try_from(entries.len()).map_err(|error| Fault::contradiction(error.to_string()))?;
        let say = |key: &'static str| Words::new(key).with("count", count).with("sum", sum.clone());
        let mut note = Note::new(say(self.subject), vec![say(self.text)]);
        let lines = entries.iter().take(LINES).map(line).collect();
        note.lists.push(List { title: None, lines, more: more(entries.len()) });
        note.after = self.after.into_iter().map(Words::from).collect();
        note.button = Some(match entries {
            [one] => Button::new("letter-invoice-button", &app.url, &format!("/invoices/{}", one.invoice.id)),
            _ => Button::new("letter-invoices-button", &app.url, "/invoices"),
        });
        Ok(Some(note))
    }
}

fn more(count: usize) -> Option<Words> {
    let left = count.checked_sub(LINES).filter(|left| *left > 0)?;
    Some(Words::new("letter-more").with("count", left as i64))
}

fn line(entry: &Entry<'_>) -> Line {
    let what = Words::new("letter-invoice-line").with("number", entry.invoice.number());
    Line {
        what: what.with("company", entry.invoice.company_name.as_str()),
        note: Some(entry.note.clone()),
        figure: Some(Words::new("letter-figure").with("sum", entry.sum)),
    }
}

/// Of all: `40,500 ₸`, or of several currencies `40,500 ₸ and €20`. None where there is nothing.
fn sum(entries: &[Entry<'_>]) -> Result<Option<Value>, Fault> {
    let mut sums: Vec<Money> = Vec::new();
    for entry in entries {
        match sums.iter_mut().find(|sum| sum.currency() == entry.sum.currency()) {
            Some(sum) => *sum = sum.plus(entry.sum).map_err(|error| Fault::contradiction(error.to_string()))?,
            None => sums.push(entry.sum),
        }
    }
    let both = |one, other| Words::new("letter-both").with("one", one).with("other", other);
    let values = sums.into_iter().map(Value::Money);
    Ok(values.reduce(|one, other| Value::Words(Box::new(both(one, other)))))
}
