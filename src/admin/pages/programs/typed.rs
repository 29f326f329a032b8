//! What a form with figures and a text says: a figure that was changed is put into the text.

use crate::rules::figures::{self, Figure, Of, put};
use crate::web::Words;
use std::collections::BTreeMap;

#[derive(Debug, Clone)]
pub struct FigureRow {
    pub path: String,
    /// What it is called: words of ours, or what the terms call it.
    pub words: Vec<Result<&'static str, String>>,
    /// In the text.
    pub was: String,
    pub value: String,
}

#[derive(Debug, Clone)]
pub struct Group {
    pub title: Words,
    pub figures: Vec<FigureRow>,
}

/// The figures of a text, part by part.
pub fn groups(text: &str) -> Vec<Group> {
    let mut groups: Vec<(Of, Group)> = Vec::new();
    for figure in figures::figures(text) {
        let row = row(&figure);
        match groups.iter_mut().find(|(of, _)| *of == figure.of) {
            Some((_, group)) => group.figures.push(row),
            None => groups.push((figure.of.clone(), Group { title: title(&figure.of), figures: vec![row] })),
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

fn title(of: &Of) -> Words {
    match of {
        Of::Program => "figures-program".into(),
        Of::Reward(_, Some(id)) => Words::new("terms-clause-reward").with("id", id.replace('_', " ")),
        Of::Reward(number, None) => Words::new("figures-reward").with("number", number.to_string()),
        Of::Offer(number) => Words::new("terms-clause-offer").with("number", number.to_string()),
        Of::Table(name) => match name.as_str() {
            "attribution" => "figures-attribution".into(),
            "use.credit" => "figures-credit".into(),
            "use.cash" => "figures-cash".into(),
            _ => Words::new("figures-of").with("name", name.as_str()),
        },
    }
}

/// The words of terms that have a name for people in `locales/`, with `-` for `_`.
const KNOWN: [(&str, &str); 31] = [
    ("name", "figure-name"),
    ("currency", "figure-currency"),
    ("time_zone", "figure-time-zone"),
    ("window_days", "figure-window-days"),
    ("late_days", "figure-late-days"),
    ("existing_days", "figure-existing-days"),
    ("percent", "figure-percent"),
    ("amount", "figure-amount"),
    ("price", "figure-price"),
    ("first_invoices", "figure-first-invoices"),
    ("first_payments", "figure-first-payments"),
    ("first_months", "figure-first-months"),
    ("from", "figure-from"),
    ("until", "figure-until"),
    ("effective_from", "figure-effective-from"),
    ("give", "figure-give"),
    ("default", "figure-default"),
    ("steps", "figure-steps"),
    ("hold_days", "figure-hold-days"),
    ("day", "figure-day"),
    ("hour", "figure-hour"),
    ("cap", "figure-cap"),
    ("limit", "figure-limit"),
    ("count", "figure-count"),
    ("withdraw", "figure-withdraw"),
    ("payout", "figure-payout"),
    ("minimum", "figure-minimum"),
    ("fee", "figure-fee"),
    ("within_days", "figure-within-days"),
    ("second_approval_over", "figure-second-approval"),
    ("expires", "figure-expires"),
];

fn row(figure: &Figure) -> FigureRow {
    let named = |word: &String| {
        let known = KNOWN.iter().find(|(known, _)| known == word).map(|(_, key)| *key);
        known.ok_or_else(|| word.clone())
    };
    FigureRow {
        path: figure.path.clone(),
        words: figure.words.iter().map(named).collect(),
        was: figure.value.clone(),
        value: figure.value.clone(),
    }
}

/// A form as it was sent: `source`, and `figure.PATH` with `was.PATH` for each figure.
#[derive(Debug, Default)]
pub struct Typed {
    pub fields: BTreeMap<String, String>,
}

impl Typed {
    pub fn read(form: Vec<(String, String)>) -> Typed {
        Typed { fields: form.into_iter().collect() }
    }

    pub fn field(&self, name: &str) -> &str {
        self.fields.get(name).map(String::as_str).unwrap_or_default()
    }

    /// The text as browsers send it ends its lines in two characters.
    pub fn source(&self) -> String {
        self.field("source").replace("\r\n", "\n")
    }

    /// A text with every figure that was changed in the form; and those that it says otherwise by now, as they were typed.
    pub fn put_into(&self, text: String) -> (String, Vec<String>) {
        let (mut text, mut lost) = (text, Vec::new());
        for (name, now) in &self.fields {
            let Some(path) = name.strip_prefix("figure.") else { continue };
            let was = self.field(&format!("was.{path}"));
            if now.trim() == was {
                continue;
            }
            match put(&text, path, was, now) {
                Some(changed) => text = changed,
                None => lost.push(format!("{path}: {now}")),
            }
        }
        (text, lost)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BONUS: &str = include_str!("../../../../programs/business-bonus.toml");

    #[test]
    fn a_figure_that_was_changed_is_put_into_the_text_and_no_other() {
        let field = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let typed = Typed::read(vec![
            field("source", &BONUS.replace('\n', "\r\n")),
            field("figure.reward.0.give", "12 %"),
            field("was.reward.0.give", "10 %"),
            field("figure.reward.0.hold_days", "14"),
            field("was.reward.0.hold_days", "14"),
            field("figure.offer.0.percent", "9 %"),
            field("was.offer.0.percent", "11 %"),
        ]);
        let (text, lost) = typed.put_into(typed.source());
        assert_eq!(text, BONUS.replace("give = \"10 %\"", "give = \"12 %\""));
        assert_eq!(lost, ["offer.0.percent: 9 %"]);
    }

    #[test]
    fn figures_stand_with_what_they_are_part_of() {
        let groups = groups(BONUS);
        let told: Vec<(String, usize)> =
            groups.iter().map(|group| (group.title.key.to_string(), group.figures.len())).collect();
        let of = |key: &str, count| (key.to_owned(), count);
        let expected = [
            of("figures-program", 3),
            of("figures-attribution", 1),
            of("terms-clause-offer", 2),
            of("terms-clause-reward", 2),
            of("figures-credit", 1),
        ];
        assert_eq!(told, expected);
        assert_eq!(groups[3].figures[0].words, [Ok("figure-give")]);
    }
}
