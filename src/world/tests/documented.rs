//! The page of the terms language, docs/TERMS.md, held to what it says.
//!
//! - A block marked `toml` is a whole file: it checks, and its examples come out.
//! - A block marked `toml snippet` is completed: [`HEAD`] says what it leaves out at the top, and [`REWARD`] stands in where it has no `[[reward]]`. Then the
//!   same holds for it.
//! - A block marked `toml wrong` is completed likewise, and refused with the words of each line of the quotation (`> …`) after it.
//! - In a table whose last column is `example`, each line of code in that column is put into the table of the terms that the heading names, or the second
//!   column, and checks.
//! - Every word that the reader knows, every fact with its meaning, every event, function and reason is on the page.
//! - In a table of facts or functions, what the column `example` says is true of the block marked `toml scene`, and the contrary is not.
//! - Every word, fact, event, function and expectation stands in one of those blocks or cells, so that it was tried: see `shown`.

mod scene;
mod shown;
mod simulated;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::rules::facts::{Argument, Group, Kind, WORDS, Word};
use crate::rules::{Exclusion, Problem, ReceiptReason, check};
use crate::world::examples;

const HEAD: [(&str, &str); 4] =
    [("program", "snippet"), ("name", "Snippet"), ("currency", "USD"), ("time_zone", "UTC")];

const REWARD: &str = "[[reward]]\nid = \"standard\"\non = \"payment\"\ngive = \"10 %\"\nas = \"cash\"\n";

/// Parts of other words.
const NO_WORDS: [&str; 1] = ["utm_"];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

fn page() -> String {
    fs::read_to_string(folder().join("docs/TERMS.md")).unwrap()
}

/// A fenced block of the page.
struct Block {
    mark: String,
    /// Of the page.
    line: usize,
    text: String,
    /// The quotation after it.
    quoted: Vec<String>,
}

fn blocks(page: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut open = false;
    let mut quoting = false;
    for (n, line) in page.lines().enumerate() {
        match (open, line.strip_prefix("```")) {
            (false, Some(mark)) => {
                let (mark, text) = (mark.to_owned(), String::new());
                blocks.push(Block { mark, line: n + 2, text, quoted: Vec::new() });
                open = true;
            }
            (true, Some(_)) => (open, quoting) = (false, true),
            (true, None) => {
                let block = blocks.last_mut().unwrap();
                block.text.push_str(line);
                block.text.push('\n');
            }
            (false, None) if line.is_empty() => {}
            (false, None) => {
                quoting = quoting && line.starts_with("> ");
                let block = blocks.last_mut().filter(|_| quoting);
                block.into_iter().for_each(|block| block.quoted.push(line[2..].trim_start_matches("- ").to_owned()));
            }
        }
    }
    assert!(!open, "a block of the page is not closed");
    blocks
}

/// The whole file, and how many lines were put before the snippet.
fn completed(snippet: &str) -> (String, usize) {
    let said: Option<toml::Table> = toml::from_str(snippet).ok();
    let says = |word: &str| said.as_ref().is_some_and(|said| said.contains_key(word));
    let head: String =
        HEAD.iter().filter(|(word, _)| !says(word)).map(|(word, value)| format!("{word} = \"{value}\"\n")).collect();
    let reward = if says("reward") { "" } else { REWARD };
    let lines = head.lines().count();
    (format!("{head}{snippet}\n{reward}"), lines)
}

fn problems(file: &str) -> Vec<Problem> {
    match check(file) {
        Ok(terms) => examples::check(&terms),
        Err(problems) => problems,
    }
}

#[test]
fn every_block_is_what_it_says() {
    let mut wrong = Vec::new();
    let mut tried = [0, 0, 0];
    for block in blocks(&page()) {
        let (file, before) = match block.mark.as_str() {
            "toml" => (block.text.clone(), 0),
            "toml snippet" | "toml scene" | "toml wrong" => completed(&block.text),
            _ => continue,
        };
        let found = problems(&file);
        if block.mark == "toml wrong" {
            tried[2] += 1;
            assert!(!block.quoted.is_empty(), "line {}: what is it refused with?", block.line);
            for quoted in &block.quoted {
                if !found.iter().any(|problem| problem.words.contains(quoted.as_str())) {
                    wrong.push(format!("line {}: not refused with {quoted:?}, but with {found:#?}", block.line));
                }
            }
            continue;
        }
        tried[usize::from(before > 0)] += 1;
        for Problem { line, column, words } in found {
            wrong.push(format!("line {}, column {column}: {words}", (block.line + line).saturating_sub(before + 1)));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    assert!(tried.iter().all(|tried| *tried > 3), "{tried:?} blocks");
}

/// The cells of a row of a table.
fn cells(line: &str) -> Vec<String> {
    let inner = line.trim().trim_start_matches('|').trim_end_matches('|').replace("\\|", "\u{0}");
    inner.split('|').map(|cell| cell.trim().replace('\u{0}', "|")).collect()
}

fn code(text: &str) -> Vec<&str> {
    text.split('`').skip(1).step_by(2).collect()
}

/// The lines in the table that the heading names, with what that table needs besides.
fn in_table(table: &str, lines: &[&str]) -> String {
    let says = |word: &str| lines.iter().any(|line| line.split(['=', ' ']).next() == Some(word));
    let unless = |word: &str, line: &str| if says(word) { String::new() } else { format!("{line}\n") };
    let said = lines.join("\n");
    let reward = |of: &str, give: &str| {
        format!("[[reward]]\nid = \"{of}\"\non = \"registered\"\ngive = {give}\nas = \"{of}\"\n")
    };
    match table {
        "[[reward]]" => {
            let needed = [("on", "on = \"payment\""), ("give", "give = \"10 %\""), ("as", "as = \"cash\"")];
            let needed: String = needed.iter().map(|(word, line)| unless(word, line)).collect();
            let other = "[[reward]]\nid = \"demo\"\non = { action = \"demo\" }\ngive = \"40.00\"\nas = \"cash\"\n";
            format!(
                "[scheme]\noptions = [\"percent\", \"flat\"]\n[count.buyers]\nof = \"referrals\"\n{other}[[reward]]\n{}{needed}{said}\n",
                unless("id", "id = \"tried\"")
            )
        }
        "[[offer]]" => {
            let off = ["percent", "amount", "price"].iter().any(|word| says(word));
            let off = if off { "" } else { "percent = \"10 %\"\n" };
            format!("[scheme]\noptions = [\"percent\", \"flat\"]\n[[offer]]\n{off}{said}\n")
        }
        "[count.NAME]" if says("value") => format!("[count.best]\n{said}\n"),
        "[count.NAME]" => format!("[count.name]\n{}{said}\n", unless("of", "of = \"referrals\"")),
        "[scheme]" => format!("[scheme]\n{}{said}\n", unless("options", "options = [\"percent\", \"flat\"]")),
        "[use.UNIT]" => format!("[use.points]\n{said}\n{}", reward("points", "5")),
        "[use.credit]" | "[use.cash]" => format!("{table}\n{said}\n{}", reward("cash", "\"5.00\"")),
        "[attribution]" => format!("{table}\n{said}\n"),
        "program" => format!("{said}\n"),
        other => panic!("examples of {other}?"),
    }
}

#[test]
fn every_example_of_a_word_checks() {
    let (mut heading, mut within, mut by_table, mut tried) = (String::new(), false, false, 0);
    let mut wrong = Vec::new();
    for (n, line) in page().lines().enumerate() {
        if line.starts_with('#') {
            let named = code(line).first().map(|code| (*code).to_owned());
            // A part without a table of its own is of the one that it is in.
            heading = named.unwrap_or(if line.starts_with("####") { heading } else { String::new() });
        }
        let row = line.starts_with('|').then(|| cells(line));
        let Some(row) = row else {
            within = false;
            continue;
        };
        let last = row.last().unwrap();
        if last == "example" && !of_the_scene(&row) {
            (within, by_table) = (true, row[1] == "table");
        } else if within && !last.starts_with("---") && !last.is_empty() {
            let named = code(&row[1]).first().filter(|_| by_table).copied();
            let (file, _) = completed(&in_table(named.unwrap_or(&heading), &code(last)));
            tried += 1;
            wrong.extend(problems(&file).iter().map(|problem| format!("line {}: {last}: {}", n + 1, problem.words)));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    assert!(tried > 60, "{tried} examples");
}

/// The texts in quotes of a source file, comments aside.
fn literals(source: &str) -> Vec<String> {
    let mut found = Vec::new();
    for line in source.lines().filter(|line| !line.trim_start().starts_with("//")) {
        let mut chars = line.replace("'\"'", "").chars().collect::<Vec<char>>().into_iter();
        while chars.by_ref().any(|c| c == '"') {
            let mut text = String::new();
            while let Some(c) = chars.next().filter(|c| *c != '"') {
                text.push(c);
                text.extend((c == '\\').then(|| chars.next()).flatten());
            }
            found.push(text);
        }
    }
    found
}

fn is_word(text: &str) -> bool {
    let plain = text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_' || b == b'.');
    plain && text.starts_with(|c: char| c.is_ascii_lowercase()) && text.len() > 1
}

/// Whether the page has it as a word of its own.
fn names(page: &str, word: &str) -> bool {
    let inside = |c: char| c.is_ascii_alphanumeric() || c == '_';
    page.match_indices(word).any(|(at, _)| {
        let before = page[..at].chars().next_back();
        let after = page[at + word.len()..].chars().next();
        !before.is_some_and(inside) && !after.is_some_and(inside)
    })
}

/// Whether the examples of a table with this head are statements.
fn of_the_scene(head: &[String]) -> bool {
    head.last().is_some_and(|last| last == "example") && ["fact", "function"].contains(&head[0].as_str())
}

/// The words of the language, as its readers ask for them.
pub(super) fn read_words() -> BTreeSet<String> {
    let rules = folder().join("src/rules");
    let readers = fs::read_dir(rules.join("check")).unwrap().map(|entry| entry.unwrap().path());
    let others = ["check.rs", "monthly.rs", "examples.rs", "expression/calls.rs"].map(|file| rules.join(file));
    let sources = readers.filter(|path| path.extension().is_some_and(|end| end == "rs")).chain(others);
    let words: BTreeSet<String> =
        sources.flat_map(|path| literals(&fs::read_to_string(&path).unwrap())).filter(|text| is_word(text)).collect();
    assert!(words.len() > 150, "{words:?}");
    words.into_iter().filter(|word| !NO_WORDS.contains(&word.as_str()) && !word.ends_with('.')).collect()
}

#[test]
fn every_word_that_the_reader_knows_is_named() {
    let page = page();
    let missing: Vec<String> = read_words().into_iter().filter(|word| !names(&page, word)).collect();
    assert!(missing.is_empty(), "the page does not name {missing:?}");
}

/// Whether the facts of invitees have the same one.
fn shared(entry: &crate::rules::facts::Entry) -> bool {
    let same = WORDS.iter().any(|other| other.group == Group::Invitee && other.fact == entry.fact);
    matches!(entry.group, Group::Referrer | Group::Parent) && same
}

#[test]
fn every_fact_is_explained_in_the_words_of_the_table() {
    let page = page();
    let mut missing = Vec::new();
    for (entry, word) in WORDS.iter().zip(Word::all()).filter(|(entry, _)| !shared(entry)) {
        let argument = match entry.argument {
            Argument::Nothing => String::new(),
            Argument::Days => "(days)".into(),
            Argument::MaybeDays => format!("`, `{}(days)", entry.path),
            Argument::Name => "(\"name\")".into(),
        };
        let kind = match entry.kind {
            Kind::Number => "n",
            Kind::Text => "t",
            Kind::Flag => "f",
            Kind::Rate => "rate",
        };
        let texts: Vec<String> = word.texts().iter().map(|text| format!("{text:?}")).collect();
        let texts = if texts.is_empty() { String::new() } else { format!(" ({})", texts.join(", ")) };
        let row = format!("| `{}{argument}` | {kind} | {}{texts} |", entry.path, entry.meaning);
        missing.extend(Some(row).filter(|row| !page.contains(row.as_str())));
    }
    assert!(missing.is_empty(), "the page has no such rows:\n{}", missing.join("\n"));
}

#[test]
fn every_field_of_an_event_is_named() {
    let page = page();
    let mut missing = BTreeSet::new();
    for file in ["action", "invoice", "line", "payment", "person", "rate", "subscription", "withdrawal"] {
        let source = fs::read_to_string(folder().join(format!("src/events/{file}.rs"))).unwrap();
        let fields = source.lines().filter_map(|line| line.strip_prefix("    pub ")?.split_once(':'));
        let fields = fields.map(|(field, _)| field.to_owned()).filter(|field| is_word(field));
        missing.extend(fields.filter(|field| !names(&page, field)));
    }
    assert!(missing.is_empty(), "the page does not name {missing:?}");
}

#[test]
fn every_event_and_every_reason_is_named() {
    let page = page();
    let events = fs::read_to_string(folder().join("src/events.rs")).unwrap();
    let events: Vec<String> =
        literals(&events).into_iter().filter(|text| is_word(text) && text.contains('.')).collect();
    assert!(events.len() > 30, "{events:?}");
    let reasons = ReceiptReason::ALL.map(ReceiptReason::name);
    let excluded = [
        Exclusion::Kind,
        Exclusion::ProductNotListed,
        Exclusion::ProductNever,
        Exclusion::PromoCode,
        Exclusion::Promotional,
        Exclusion::Discounted,
        Exclusion::TermDiscounted,
        Exclusion::Label,
        Exclusion::Order,
    ];
    let excluded = excluded.map(Exclusion::name);
    let words = events.iter().map(String::as_str).chain(reasons).chain(excluded);
    let missing: Vec<&str> = words.filter(|word| !page.contains(&format!("`{word}`"))).collect();
    assert!(missing.is_empty(), "the page does not name {missing:?}");
}
