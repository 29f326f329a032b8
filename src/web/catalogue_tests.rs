//! No sentence is missing in any language, and no template or handler asks for one that is not there.

use super::{Lang, assets, catalogue};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

fn files(folder: &str, kind: &str) -> Vec<PathBuf> {
    fn walk(folder: &Path, kind: &str, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, kind, found);
            } else if path.extension().is_some_and(|extension| extension == kind) {
                found.push(path);
            }
        }
    }
    let mut found = Vec::new();
    walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), kind, &mut found);
    found.sort();
    found
}

/// Each key of a language with the arguments that its sentence takes.
fn keys(lang: Lang) -> BTreeMap<String, BTreeSet<String>> {
    let mut keys: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (file, source) in catalogue::sources(lang) {
        let mut key = String::new();
        for line in source.lines() {
            let starts = line.starts_with(|c: char| c.is_ascii_alphabetic());
            if let Some((name, _)) = line.split_once(" =").filter(|_| starts) {
                key = name.to_owned();
                let twice = keys.insert(key.clone(), BTreeSet::new());
                assert!(twice.is_none(), "{}/{file}.ftl has {key} twice", lang.code());
            }
            let Some(args) = keys.get_mut(&key) else { continue };
            for after in line.split('$').skip(1) {
                let name: String = after.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
                args.insert(name);
            }
        }
    }
    keys
}

#[test]
fn every_language_has_the_same_sentences_with_the_same_arguments() {
    let english = keys(Lang::En);
    for lang in Lang::ALL {
        let theirs = keys(lang);
        let missing: Vec<_> = english.keys().filter(|key| !theirs.contains_key(*key)).collect();
        let unknown: Vec<_> = theirs.keys().filter(|key| !english.contains_key(*key)).collect();
        assert!(missing.is_empty() && unknown.is_empty(), "{}: lacks {missing:?}, adds {unknown:?}", lang.code());
        let differing: Vec<_> =
            english.iter().filter(|(key, args)| theirs[*key] != **args).map(|(key, _)| key).collect();
        assert!(differing.is_empty(), "{}: other arguments in {differing:?}", lang.code());
    }
}

/// A language that was only copied is found by how much of it reads like English.
#[test]
fn every_language_is_translated() {
    let texts = |lang| {
        let lines = catalogue::sources(lang).iter().filter(|(file, _)| *file != "countries");
        let lines = lines.flat_map(|(_, source)| source.lines()).filter_map(|line| line.split_once(" = "));
        lines.collect::<BTreeMap<_, _>>()
    };
    let english = texts(Lang::En);
    for lang in Lang::ALL.into_iter().filter(|lang| *lang != Lang::En) {
        let theirs = texts(lang);
        let worded = |text: &str| text.split('{').next().is_some_and(|text| text.chars().any(char::is_alphabetic));
        let same = |key: &&str| theirs.get(*key) == english.get(*key) && worded(english[*key]);
        let copied: Vec<_> = english.keys().copied().filter(|key| same(key)).collect();
        // A word may be the same in two languages (Total); sentences are not.
        let words = |text: &str| text.split(' ').filter(|word| word.starts_with(char::is_alphabetic)).count();
        let sentences: Vec<_> = copied.iter().filter(|key| words(english[**key]) > 2).collect();
        assert!(sentences.is_empty(), "{}: still English: {sentences:?}", lang.code());
        assert!(copied.len() < 15, "{}: still English: {copied:?}", lang.code());
    }
}

/// The text between `before` and the next quote, for each place where `before` stands.
fn quoted<'a>(source: &'a str, before: &'a str) -> impl Iterator<Item = &'a str> {
    source.split(before).skip(1).filter_map(|rest| rest.split('"').next())
}

#[test]
fn templates_and_handlers_ask_for_known_sentences_and_files() {
    let known = keys(Lang::En);
    let mut asked = BTreeSet::new();
    for path in files("templates", "html") {
        let source = fs::read_to_string(&path).unwrap();
        for filter in ["\"|t ", "\"|t1(", "\"|t2("] {
            for before in source.split(filter).collect::<Vec<_>>().split_last().map(|(_, all)| all).unwrap() {
                let key = before.rsplit('"').next().unwrap();
                if !key.contains("{}") && !key.contains('{') {
                    asked.insert((key.to_owned(), path.clone()));
                }
            }
        }
        for name in source.split("\"|asset").collect::<Vec<_>>().split_last().map(|(_, all)| all).unwrap() {
            let name = name.rsplit('"').next().unwrap();
            assert!(assets::files().iter().any(|(file, _)| *file == name), "{}: no static/{name}", path.display());
        }
    }
    for path in files("src", "rs") {
        let source = fs::read_to_string(&path).unwrap();
        for before in ["Words::new(\"", "Words::from(\"", ".flash(\"", "lang.t(\"", "Refusals::one(\"\", \"", "key: \""]
        {
            asked.extend(quoted(&source, before).map(|key| (key.to_owned(), path.clone())));
        }
    }
    assert!(asked.len() > 250, "the search found only {} keys", asked.len());
    let unknown: Vec<_> = asked.iter().filter(|(key, _)| !known.contains_key(key)).collect();
    assert!(unknown.is_empty(), "{unknown:?}");
}

#[test]
fn counts_take_their_plural_form() {
    let say = |lang: Lang, count: i64| lang.t1("in-days", ("count", count));
    assert_eq!(["tomorrow", "in 9 days"], [say(Lang::En, 1), say(Lang::En, 9)].each_ref().map(String::as_str));
    let russian = [say(Lang::Ru, 2), say(Lang::Ru, 5), say(Lang::Ru, 21)];
    assert_eq!(["через 2 дня", "через 5 дней", "через 21 день"], russian.each_ref().map(String::as_str));
    let ukrainian = [say(Lang::Uk, 3), say(Lang::Uk, 14), say(Lang::Uk, 31)];
    assert_eq!(["через 3 дні", "через 14 днів", "через 31 день"], ukrainian.each_ref().map(String::as_str));
}

#[test]
fn what_ends_in_a_point_ends_the_sentence() {
    let said = |lang: Lang, key: &'static str, (name, value): (&'static str, &'static str)| lang.t1(key, (name, value));
    assert_eq!(
        said(Lang::Uk, "letter-confirm-until", ("until", "14 січня 2027 р.")),
        "Посилання діє до 14 січня 2027 р."
    );
    assert_eq!(said(Lang::Ru, "letter-confirm-until", ("until", "14 января")), "Ссылка действует до 14 января.");
    assert_eq!(said(Lang::En, "register-invited-by", ("name", "Aigerim S.")), "Aigerim S. invites you.");
}
