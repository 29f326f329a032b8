//! What one version of terms changes against another, clause by clause.

use super::{Arg, Terms, Words, around, conditions, invitee_offer, monthly, named, reward, rule, words};

/// A clause that differs.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    pub clause: Clause,
    pub change: Change,
}

/// A part of terms that has a name of its own.
#[derive(Debug, Clone, PartialEq)]
pub enum Clause {
    /// By its id.
    Reward(String),
    /// What the invitee is offered, from 1 in the order of the terms.
    Offer(u32),
    /// What else holds.
    Rest,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// The whole clause is new, with all that it says.
    Added(Vec<Words>),
    Removed(Vec<Words>),
    Changed(Vec<Sentence>),
}

#[derive(Debug, Clone, PartialEq)]
pub enum Sentence {
    Added(Words),
    Removed(Words),
    Changed { before: Words, after: Words },
}

/// In the order of `before`, then what `after` adds. Worked examples and the date from which terms govern are no clauses.
pub fn difference(before: &Terms, after: &Terms) -> Vec<Difference> {
    let (old, mut new) = (clauses(before), clauses(after));
    let mut differences = Vec::new();
    for (clause, said) in old {
        match new.iter().position(|(other, _)| *other == clause) {
            None => differences.push(Difference { clause, change: Change::Removed(said) }),
            Some(place) => {
                let (_, now_said) = new.remove(place);
                let sentences = sentences(said, now_said);
                if !sentences.is_empty() {
                    differences.push(Difference { clause, change: Change::Changed(sentences) });
                }
            }
        }
    }
    differences.extend(new.into_iter().map(|(clause, said)| Difference { clause, change: Change::Added(said) }));
    differences
}

fn clauses(terms: &Terms) -> Vec<(Clause, Vec<Words>)> {
    let rewards = terms.rewards.iter().map(|clause| (&clause.id, reward(clause, terms)));
    let rules = terms.rules.iter().map(|one| {
        let said = rule(one, terms).into_iter().filter(|words| words.key != "rule-name");
        (&one.id, said.collect())
    });
    let months = terms.monthly.iter().map(|month| (&month.id, monthly(month)));
    let rewards = rewards.chain(rules).chain(months).map(|(id, said)| (Clause::Reward(id.clone()), said));
    let offers = (1..).zip(&terms.offers).map(|(n, offer)| (Clause::Offer(n), invitee_offer(offer, terms)));
    let mut rest = vec![words("terms-program", [("name", Arg::Text(terms.name.clone()))])];
    rest.extend(around::counts(terms));
    rest.extend(conditions(terms).into_iter().filter(|words| words.key != "terms-effective-from"));
    let all = rewards.chain(offers).chain([(Clause::Rest, rest)]);
    all.map(|(clause, said)| (clause, named(said, terms))).collect()
}

/// What both say is left out; of the rest, sentences about one subject are one that changed.
fn sentences(mut before: Vec<Words>, mut after: Vec<Words>) -> Vec<Sentence> {
    before.retain(|said| match after.iter().position(|other| other == said) {
        Some(place) => {
            after.remove(place);
            false
        }
        None => true,
    });
    let mut found = Vec::new();
    for said in before {
        found.push(match after.iter().position(|other| subject(other.key) == subject(said.key)) {
            Some(place) => Sentence::Changed { before: said, after: after.remove(place) },
            None => Sentence::Removed(said),
        });
    }
    found.extend(after.into_iter().map(Sentence::Added));
    found
}

/// Sentences with other keys that answer the same question.
fn subject(key: &str) -> &str {
    match key {
        "terms-offer"
        | "terms-offer-all"
        | "terms-offer-amount"
        | "terms-offer-amount-all"
        | "terms-offer-price"
        | "terms-offer-price-all" => "offer",
        "terms-month-step" | "terms-month-step-one" | "terms-month-step-last" => "step",
        "terms-month-unless-pending" | "terms-month-unless-open" => "unless",
        "terms-referrer-individual" | "terms-referrer-business" => "referrer",
        "rule-hold" | "rule-hold-by" | "rule-hold-latest" | "rule-hold-until" | "rule-hold-none" => "hold",
        "rule-rounding" => "rounding",
        "rule-take-back" | "rule-take-back-within" | "rule-take-back-since" => "taken",
        "terms-first-months" | "terms-first-months-paid" => "first-months",
        "use-at-most" | "use-at-most-amount" => "at-most",
        "rule-apply-subscription" | "rule-apply-invoice" => "apply",
        key if key.starts_with("terms-rounding-") => "rounding",
        key if key.starts_with("terms-refund-") || key.starts_with("rule-refund-") => "refund",
        key if key.starts_with("terms-touch-") => "touch",
        key if key.starts_with("terms-applies-") => "applies",
        key => key,
    }
}

#[cfg(test)]
mod tests {
    use super::super::english;
    use super::*;
    use crate::rules::check;

    fn terms(text: &str) -> Terms {
        check(text).unwrap()
    }

    /// A line for each sentence, as `+`, `-` or `~`.
    fn said(before: &Terms, after: &Terms) -> Vec<String> {
        let mut lines = Vec::new();
        for Difference { clause, change } in difference(before, after) {
            let name = match clause {
                Clause::Reward(id) => id,
                Clause::Offer(n) => format!("offer {n}"),
                Clause::Rest => "rest".into(),
            };
            let sentences = match change {
                Change::Added(said) => said.into_iter().map(Sentence::Added).collect(),
                Change::Removed(said) => said.into_iter().map(Sentence::Removed).collect(),
                Change::Changed(sentences) => sentences,
            };
            lines.extend(sentences.iter().map(|sentence| match sentence {
                Sentence::Added(after) => format!("{name}: + {}", english(after)),
                Sentence::Removed(before) => format!("{name}: - {}", english(before)),
                Sentence::Changed { before, after } => format!("{name}: ~ {} | {}", english(before), english(after)),
            }));
        }
        lines
    }

    #[test]
    fn the_second_public_version_of_the_hosting_program_is_told_as_its_page_tells_it() {
        let first = terms(include_str!("../../../programs/hosting-remuneration.toml"));
        let second = terms(include_str!("../../../programs/hosting-remuneration.2.toml"));
        assert_eq!(
            said(&first, &second),
            [
                "remuneration: - What is cheaper for paying a longer period does not count.",
                "remuneration: ~ It is on hold for 30 days after the payment, then it is available. | It is available at once.",
                "rest: + Only natural persons can refer.",
                "rest: + Visits from paid advertising are not counted.",
            ]
        );
        assert!(difference(&first, &first).is_empty());
    }

    const BONUS: &str = include_str!("../../../programs/business-bonus.toml");

    #[test]
    fn a_sentence_of_the_same_subject_is_changed_and_another_is_new() {
        let rules = BONUS.split("[[example]]").next().unwrap();
        let before = terms(rules);
        let changed =
            rules.replace("give = \"10 %\"", "give = \"12 %\"").replace("window_days = 21", "first_invoices = 2");
        assert_eq!(
            said(&before, &terms(&changed)),
            [
                "bonus: ~ The person who invites earns 10 % of every payment of an invited customer, as bonuses. | The person who \
                 invites earns 12 % of every payment of an invited customer, as bonuses.",
                "offer 1: - This offer holds for 21 days after registration.",
                "offer 1: + This offer is for the first 2 invoices.",
            ]
        );
        let rounded = rules.replace("\"half_away\"", "\"down\"");
        let lines = said(&before, &terms(&rounded));
        assert!(lines.len() == 1 && lines[0].starts_with("bonus: ~ The amount is rounded to"), "{lines:?}");
    }

    #[test]
    fn a_clause_of_another_name_is_a_new_one() {
        let rules = BONUS.split("[[example]]").next().unwrap();
        let renamed = rules.replace("id = \"bonus\"", "id = \"thanks\"");
        let lines = said(&terms(rules), &terms(&renamed));
        let (gone, new): (Vec<_>, Vec<_>) = lines.iter().partition(|line| line.starts_with("bonus: - "));
        assert!(gone.len() == new.len() && new.iter().all(|line| line.starts_with("thanks: + ")), "{lines:?}");
    }
}
