//! What a draft says and what is wrong with it: the same reading, the same examples and the same words as when it is published.

use crate::app::App;
use crate::programs::pages::changes::clause;
use crate::programs::pages::terms::sections;
use crate::programs::pages::{ClauseRow, Section};
use crate::programs::{self, Program};
use crate::rules::{self, Problem, Terms, explain};
use crate::web::Error;
use crate::world;

/// A worked example, and why it does not come out.
#[derive(Debug, Clone)]
pub struct ExampleRow {
    pub says: String,
    pub line: usize,
    pub wrong: Vec<Problem>,
}

/// Everything about a text that the editor shows beside it.
#[derive(Debug, Clone, Default)]
pub struct Judged {
    /// None where the text cannot be read.
    pub terms: Option<Terms>,
    /// Why it cannot.
    pub problems: Vec<Problem>,
    pub sections: Vec<Section>,
    pub examples: Vec<ExampleRow>,
    /// The program's newest version, and what the draft changes against it.
    pub against: Option<u32>,
    pub clauses: Vec<ClauseRow>,
}

impl Judged {
    pub fn is_good(&self) -> bool {
        self.problems.is_empty() && self.failing() == 0
    }

    /// Examples that do not come out.
    pub fn failing(&self) -> i64 {
        self.examples.iter().filter(|example| !example.wrong.is_empty()).count() as i64
    }

    pub fn count(&self) -> i64 {
        self.problems.len() as i64 + self.failing()
    }

    /// Which examples come out, in their order.
    pub fn come_out(&self) -> Vec<bool> {
        self.examples.iter().map(|example| example.wrong.is_empty()).collect()
    }
}

/// On a thread of its own: examples may be long stories.
pub async fn judge(app: &App, text: String) -> Result<Judged, Error> {
    let catalogue = app.db.read(async |conn| programs::catalogue(conn).await).await?;
    let judged = tokio::task::spawn_blocking(move || {
        let terms = match rules::check(&text) {
            Ok(terms) => terms,
            Err(problems) => return Judged { problems, ..Judged::default() },
        };
        read(terms, |slug| catalogue.by_slug(slug))
    });
    judged.await.map_err(|error| Error::Broken(error.to_string()))
}

fn read<'c>(terms: Terms, program: impl Fn(&str) -> Option<&'c Program>) -> Judged {
    let wrong = world::each_example(&terms);
    let row = |(example, wrong): (&rules::terms::Example, Vec<Problem>)| ExampleRow {
        says: example.says.clone(),
        line: example.line,
        wrong,
    };
    let last = program(&terms.program).and_then(|program| program.versions.last());
    let differences = last.map(|last| explain::difference(&last.terms, &terms)).unwrap_or_default();
    Judged {
        problems: Vec::new(),
        sections: sections(&terms),
        examples: terms.examples.iter().zip(wrong).map(row).collect(),
        against: last.map(|last| last.number),
        clauses: differences.into_iter().map(clause).collect(),
        terms: Some(terms),
    }
}
