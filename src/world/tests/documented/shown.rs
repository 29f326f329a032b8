//! Every word, fact, event, function and expectation stands in a block or a cell of the page that is tried.

use super::{blocks, cells, code, completed, names, page, problems, read_words, shared};
use crate::rules::Problem;
use crate::rules::facts::{WORDS, Word};

/// What of the page is tried, without its comments: blocks that come out, and examples of words.
fn shown() -> String {
    let page = page();
    let blocks =
        blocks(&page).into_iter().filter(|block| ["toml", "toml snippet", "toml scene"].contains(&block.mark.as_str()));
    let mut shown: String = blocks.map(|block| block.text).collect();
    let mut within = false;
    for line in page.lines() {
        let row = line.starts_with('|').then(|| cells(line));
        let last = row.as_ref().and_then(|row| row.last());
        within = last.is_some_and(|last| within || last == "example");
        let tried = last.filter(|_| within).map(|last| code(last).join("\n")).unwrap_or_default();
        shown.push_str(&(tried + "\n"));
    }
    let plain = |line: &str| {
        let comment = line.match_indices('#').find(|(at, _)| line[..*at].matches('"').count().is_multiple_of(2));
        format!("{}\n", &line[..comment.map_or(line.len(), |(at, _)| at)])
    };
    shown.lines().map(plain).collect()
}

#[test]
fn every_word_and_every_fact_is_tried() {
    let shown = shown();
    let all = Word::all();
    let facts = WORDS.iter().zip(all).filter(|(entry, _)| !shared(entry)).map(|(entry, _)| entry);
    let said = |entry: &&crate::rules::facts::Entry| {
        let whose = |path: &str| names(&shown, path);
        // The three are one word, of three people.
        let others = ["invitee.", "referrer.", "parent."].map(|of| entry.path.replacen("invitee.", of, 1));
        others.iter().any(|path| whose(path))
    };
    let untold = facts.filter(|entry| !said(entry)).map(|entry| entry.path.to_owned());
    let missing: Vec<String> = read_words().into_iter().filter(|word| !names(&shown, word)).chain(untold).collect();
    assert!(missing.is_empty(), "no block or example of the page tries {missing:?}");
}

#[test]
fn every_event_is_tried_or_is_none_of_an_example() {
    let shown = shown();
    let tried = |name: &str| shown.contains(&format!("type = \"{name}\""));
    for name in crate::events::Fact::TYPES.iter().filter(|name| !tried(name)) {
        let example = format!(
            "[[example]]\nsays = \"one\"\ngiven = [ {{ type = \"{name}\", at = \"2026-04-10T09:00:00Z\" }} ]\n\
             expect = [ {{ at = \"2026-04-10T09:00:00Z\", earned = \"0.00\" }} ]\n"
        );
        let refused = problems(&completed(&example).0);
        let is_inner = |problem: &Problem| problem.words.contains("by Beckon itself");
        assert!(page().contains(&format!("`{name}`")) && refused.iter().any(is_inner), "{name}: {refused:?}");
    }
}
