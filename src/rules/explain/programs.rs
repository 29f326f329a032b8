//! Every program that is written down, said in every language.

use std::path::{Path, PathBuf};

use super::*;
use crate::rules::check;

fn programs() -> Vec<(PathBuf, Terms)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = ["programs", "tests/data/programs"].map(|folder| std::fs::read_dir(root.join(folder)).unwrap());
    let files = folders.into_iter().flatten().map(|file| file.unwrap().path());
    let files =
        files.filter(|path| path.extension().is_some_and(|kind| kind == "toml") && !path.ends_with("EXAMPLES.toml"));
    let mut read: Vec<(PathBuf, Terms)> = files
        .map(|path| {
            let terms = check(&std::fs::read_to_string(&path).unwrap());
            (path.clone(), terms.unwrap_or_else(|problems| panic!("{}: {problems:?}", path.display())))
        })
        .collect();
    read.sort_by(|(one, _), (other, _)| one.cmp(other));
    read
}

#[test]
fn every_program_is_said_in_every_language() {
    let programs = programs();
    assert!(programs.len() > 80, "only {} programs", programs.len());
    for language in Language::ALL {
        let (catalogue, english) = (Catalogue::new(language), Catalogue::new(Language::English));
        for (path, terms) in &programs {
            let said = super::terms(terms);
            for words in &said {
                let (sentence, in_english) = (catalogue.say(words), english.say(words));
                let where_ = format!("{} in {}: {sentence:?}", path.display(), language.code());
                assert!(
                    !sentence.trim().is_empty() && !sentence.contains("{$") && !sentence.contains("{ "),
                    "{where_}"
                );
                assert!(!names_a_message(words, &sentence), "{where_}");
                // A case of a table is a name and an amount, a program's name its own.
                let is_bare = ["rule-case", "terms-program"].contains(&words.key);
                assert!(language == Language::English || is_bare || sentence != in_english, "{where_}");
            }
        }
    }
}

/// Whether a key stands where its message should.
fn names_a_message(words: &Words, sentence: &str) -> bool {
    let below = words.args.iter().any(|(_, arg)| matches!(arg, Arg::Words(words) if names_a_message(words, sentence)));
    sentence.contains(words.key) || below
}
