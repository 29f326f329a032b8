//! Letters about invoices: issued, and overdue.
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
    let said = Said {
        subject: "letter-invoice-subject",
        text: "letter-invoice-text",
        due: "letter-invoice-due",
        after: "letter-invoice-bonuses",
    };
    said.note(app, &invoices)
}

/// Invoices that fell due and are still to be paid.
pub async fn overdue(conn: &Conn, app: &App, person: PersonId, recorded: &[Instant]) -> Result<Option<Note>, Fault> {
    let invoices = told::overdue(conn, person, recorded).await?;
    let said = Said {
        subject: "letter-overdue-subject",
        text: "letter-overdue-text",
        due: "letter-overdue-due",
        after: "letter-overdue-paid",
    };
    said.note(app, &invoices)
}

struct Said {
    subject: &'static str,
    text: &'static str,
    due: &'static str,
    after: &'static str,
}

impl Said {
    fn note(&self, app: &App, invoices: &[Invoice]) -> Result<Option<Note>, Fault> {
        let Some(sum) = sum(invoices)? else { return Ok(None) };
        let count = i64::try_from(invoices.len()).map_err(|error| Fault::contradiction(error.to_string()))?;
        let say = |key: &'static str| Words::new(key).with("count", count).with("sum", sum.clone());
        let mut note = Note::new(say(self.subject), vec![say(self.text)]);
        let lines = invoices.iter().take(LINES).map(|invoice| self.line(invoice)).collect::<Result<_, Fault>>()?;
        let more = invoices.len().checked_sub(LINES).filter(|left| *left > 0);
        let more = more.map(|left| Words::new("letter-more").with("count", left as i64));
        note.lists.push(List { title: None, lines, more });
        note.after = vec![self.after.into()];
        note.button = Some(match invoices {
            [one] => Button::new("letter-invoice-button", &app.url, &format!("/invoices/{}", one.id)),
            _ => Button::new("letter-invoices-button", &app.url, "/invoices"),
        });
        Ok(Some(note))
    }

    fn line(&self, invoice: &Invoice) -> Result<Line, Fault> {
        let what = Words::new("letter-invoice-line").with("number", invoice.number());
        Ok(Line {
            what: what.with("company", invoice.company_name.as_str()),
            note: Some(Words::new(self.due).with("day", Value::Day(invoice.due_at))),
            figure: Some(Words::new("letter-figure").with("sum", invoice.remainder()?)),
        })
    }
}

/// What is left to pay of all: `40,500 ₸`, or of several currencies `40,500 ₸ and €20`. None where there is nothing.
fn sum(invoices: &[Invoice]) -> Result<Option<Value>, Fault> {
    let mut sums: Vec<Money> = Vec::new();
    for invoice in invoices {
        let left = invoice.remainder()?;
        match sums.iter_mut().find(|sum| sum.currency() == left.currency()) {
            Some(sum) => *sum = sum.plus(left).map_err(|error| Fault::contradiction(error.to_string()))?,
            None => sums.push(left),
        }
    }
    let both = |one, other| Words::new("letter-both").with("one", one).with("other", other);
    let values = sums.into_iter().map(Value::Money);
    Ok(values.reduce(|one, other| Value::Words(Box::new(both(one, other)))))
}
