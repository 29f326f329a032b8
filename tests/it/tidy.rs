//! The house's own rules, read from its source. `Cargo.toml` and `clippy.toml` hold those that clippy can judge.

use beckon::config::SETTINGS;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Files of a room that rank after all rooms.
const SURFACES: [&str; 4] = ["pages", "api", "jobs", "letters"];
/// The last room: what a surface may import at most.
const LAST_ROOM: &str = "overview";

struct Source {
    /// From the repository's root: `src/people/store.rs`.
    path: String,
    text: String,
}

impl Source {
    /// The module of `lib.rs` to which a file of `src` belongs.
    fn module(&self) -> &str {
        let inside = self.path.strip_prefix("src/").unwrap();
        inside.split('/').next().unwrap().trim_end_matches(".rs")
    }

    fn is_surface(&self) -> bool {
        let inside = self.path.split('/').nth(2).unwrap_or_default().trim_end_matches(".rs");
        SURFACES.contains(&inside) && self.module() != "jobs"
    }

    /// The code, without what tests of the same file say.
    fn code(&self) -> String {
        let lines = self.text.lines().map(|line| line.split("//").next().unwrap_or_default());
        let lines = lines.take_while(|line| line.trim() != "#[cfg(test)]");
        lines.collect::<Vec<_>>().join("\n")
    }

    fn is_test(&self) -> bool {
        self.path.ends_with("tests.rs") || self.path.contains("/tests/")
    }
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn sources(directory: &str) -> Vec<Source> {
    let mut found = Vec::new();
    collect(&root().join(directory), &mut found);
    assert!(!found.is_empty(), "no source in {directory}");
    found
}

fn collect(directory: &Path, found: &mut Vec<Source>) {
    for entry in fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path).unwrap();
            found.push(Source { path: path.strip_prefix(root()).unwrap().to_str().unwrap().into(), text });
        }
    }
}

fn none(broken: Vec<String>) {
    assert!(broken.is_empty(), "\n{}", broken.join("\n"));
}

/// The modules in the order of `lib.rs`.
fn order() -> Vec<String> {
    let lib = fs::read_to_string(root().join("src/lib.rs")).unwrap();
    lib.lines().filter_map(|line| Some(line.strip_prefix("pub mod ")?.strip_suffix(';')?.to_string())).collect()
}

/// The modules that follow `crate::`, singly or in braces.
fn imported(code: &str) -> BTreeSet<String> {
    let word = |text: &str| text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let mut modules = BTreeSet::new();
    for (at, name) in code.match_indices("crate::") {
        let rest = &code[at + name.len()..];
        if !rest.starts_with('{') {
            modules.insert(word(rest));
            continue;
        }
        let mut depth = 0;
        let mut starts = false;
        for (place, c) in rest.char_indices() {
            match c {
                '{' => depth += 1,
                '}' => depth -= 1,
                _ if starts && depth == 1 && c.is_alphabetic() => {
                    modules.insert(word(&rest[place..]));
                }
                _ => {}
            }
            if depth == 0 {
                break;
            }
            starts = matches!(c, '{' | ',') || (starts && c.is_whitespace());
        }
    }
    modules
}

#[test]
fn a_module_imports_only_from_modules_above_it() {
    let order = order();
    let rank = |module: &str| order.iter().position(|known| known == module);
    let last_room = rank(LAST_ROOM).unwrap();
    let mut broken = Vec::new();
    for source in sources("src").iter().filter(|source| !["lib", "main", "commands"].contains(&source.module())) {
        let own = rank(source.module()).unwrap_or_else(|| panic!("{} is not in lib.rs", source.path));
        let may = if source.is_surface() { own.max(last_room) } else { own };
        for module in imported(&source.code()) {
            if rank(&module).is_some_and(|imported| imported > may) {
                broken.push(format!("{} imports {module}, which stands below it in lib.rs", source.path));
            }
        }
    }
    none(broken);
}

#[test]
fn imports_are_read_singly_and_in_braces() {
    let code =
        "use crate::db::{Fault, Tx};\nuse crate::{\n    mail::Letter,\n    seal::{self, Seal},\n};\ncrate::app::App";
    assert_eq!(imported(code).into_iter().collect::<Vec<_>>(), ["app", "db", "mail", "seal"]);
}

#[test]
fn no_room_imports_the_surface_of_another() {
    let mut broken = Vec::new();
    for source in sources("src").iter().filter(|source| !source.is_surface()) {
        for surface in SURFACES {
            let code = source.code();
            for (at, _) in code.match_indices(&format!("::{surface}::")) {
                let before: String =
                    code[..at].chars().rev().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                let module: String = before.chars().rev().collect();
                let above = ["routes", "schedule", "server", "demo", "main", "commands"].contains(&source.module());
                if order().contains(&module) && module != source.module() && !above {
                    broken.push(format!("{} imports {module}::{surface}", source.path));
                }
            }
        }
    }
    none(broken);
}

#[test]
fn no_file_is_over_400_lines() {
    let files = sources("src").into_iter().chain(sources("tests"));
    let long = files.map(|source| (source.text.lines().count(), source.path)).filter(|(lines, _)| *lines > 400);
    none(long.map(|(lines, path)| format!("{path} has {lines} lines")).collect());
}

#[test]
fn names_say_what_a_thing_is() {
    let banned = ["util", "utils", "helper", "helpers", "service", "services", "manager", "managers", "dto", "dtos"];
    let declares = ["mod ", "struct ", "enum ", "trait ", "fn ", "type "];
    let mut broken = Vec::new();
    for source in sources("src").into_iter().chain(sources("tests")) {
        let code = source.code();
        let declared = code.lines().filter_map(|line| {
            let line = line
                .trim_start()
                .trim_start_matches("pub ")
                .trim_start_matches("pub(super) ")
                .trim_start_matches("async ");
            let name = declares.iter().find_map(|word| line.strip_prefix(word))?;
            Some(name.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>())
        });
        let file = source.path.rsplit('/').next().unwrap().trim_end_matches(".rs").to_string();
        for name in declared.chain([file]) {
            if words(&name).iter().any(|word| banned.contains(&word.as_str())) {
                broken.push(format!("{}: {name}", source.path));
            }
        }
    }
    none(broken);
}

/// The words of a name in snake or camel case, in lower case.
fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    for c in name.chars() {
        if c == '_' || c.is_uppercase() {
            words.push(String::new());
        }
        if c != '_' {
            words.last_mut().unwrap().extend(c.to_lowercase());
        }
    }
    words
}

#[test]
fn reasoning_knows_no_database_no_web_and_no_runtime() {
    let mut broken = Vec::new();
    for source in sources("src").iter().filter(|source| ["rules", "book", "world"].contains(&source.module())) {
        for foreign in ["diesel", "actix", "tokio"] {
            if source.code().contains(foreign) {
                broken.push(format!("{} names {foreign}", source.path));
            }
        }
    }
    none(broken);
}

#[test]
fn no_statement_reads_the_databases_clock() {
    let clocks =
        ["current_timestamp", "current_date", "localtimestamp", "clock_timestamp", "statement_timestamp", "dsl::now"];
    let mut broken = Vec::new();
    for source in sources("src") {
        let code = source.code().to_lowercase();
        let own_clock = code.match_indices("now()").any(|(at, _)| {
            let before = code[..at].chars().next_back().unwrap_or(' ');
            !(".:_".contains(before) || before.is_alphanumeric())
        });
        if own_clock || clocks.iter().any(|clock| code.contains(clock)) {
            broken.push(source.path);
        }
    }
    none(broken);
}

/// What clippy is told to overlook, and where that is the point of the file.
#[test]
fn lints_are_silenced_where_the_house_says_so() {
    let allowed = [("src/clock.rs", "disallowed_methods"), ("src/config.rs", "disallowed_methods")];
    let mut broken = Vec::new();
    for source in sources("src") {
        for line in source.text.lines().filter(|line| line.contains("allow(") && line.trim_start().starts_with("#")) {
            if !allowed.iter().any(|(path, lint)| source.path == *path && line.contains(lint)) {
                broken.push(format!("{}: {}", source.path, line.trim()));
            }
        }
    }
    none(broken);
}

#[test]
fn no_test_is_skipped() {
    let skipping = ["#[", "ignore"].concat();
    let skipped = sources("src").into_iter().chain(sources("tests")).filter(|source| source.text.contains(&skipping));
    none(skipped.map(|source| source.path).collect());
}

fn tables() -> BTreeSet<String> {
    let mut tables = BTreeSet::new();
    for migration in fs::read_dir(root().join("migrations")).unwrap() {
        let up = fs::read_to_string(migration.unwrap().path().join("up.sql")).unwrap();
        let made = up.lines().filter_map(|line| line.strip_prefix("CREATE TABLE "));
        tables.extend(made.map(|rest| rest.split([' ', '(']).next().unwrap().to_string()));
    }
    tables
}

/// The tables that a text writes to, by SQL or by diesel.
fn written(code: &str) -> BTreeSet<String> {
    let mut written = BTreeSet::new();
    for verb in ["INSERT INTO ", "UPDATE ", "DELETE FROM ", "COPY ", "insert_into(", "update(", "delete("] {
        for (at, _) in code.match_indices(verb) {
            let name = code[at + verb.len()..].trim_start();
            written.insert(name.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect());
        }
    }
    written
}

#[test]
fn a_table_is_written_by_one_room() {
    let tables = tables();
    assert!(tables.contains("transfers"));
    let mut writers: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for source in sources("src").iter().filter(|source| !source.is_test()) {
        for table in written(&source.code()).into_iter().filter(|name| tables.contains(name)) {
            writers.entry(table).or_default().insert(source.module().to_string());
        }
    }
    let shared = writers.into_iter().filter(|(_, rooms)| rooms.len() > 1);
    none(shared.map(|(table, rooms)| format!("{table} is written by {rooms:?}")).collect());
}

#[test]
fn every_setting_is_explained() {
    let operations = fs::read_to_string(root().join("docs/OPERATIONS.md")).unwrap();
    let unexplained = SETTINGS.iter().filter(|setting| !operations.contains(&format!("`{}`", setting.name)));
    none(unexplained.map(|setting| setting.name.to_string()).collect());
}
