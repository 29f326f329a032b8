//! The evidence: 83 published programs, each said as a terms file in `tests/data/programs`, and how many of the worked examples on their pages
//! come out of those terms. What is said in part only is in `UNSAID.md` with its reason, is not counted, and is printed.

use std::collections::BTreeMap;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use crate::rules::{Terms, check};
use crate::world::examples;

/// What comes out today: fewer is a step back, and more is to be written here.
const EXPRESSED: usize = 77;
const PASSED: usize = 169;

#[test]
fn published_programs_are_said_and_their_examples_come_out() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/programs");
    let pages = fs::read_to_string(folder.join("EXAMPLES.toml")).unwrap();
    let pages: BTreeMap<String, Vec<String>> = toml::from_str(&pages).unwrap();
    let unsaid = fs::read_to_string(folder.join("UNSAID.md")).unwrap();
    let (in_part, without) = (listed(&unsaid, "Said in part"), listed(&unsaid, "Said, without an example"));
    assert!(in_part.iter().chain(&without).all(|program| pages.contains_key(*program)), "{in_part:?} {without:?}");
    let (mut expressed, mut passed, mut asked) = (0, 0, 0);
    for (program, page) in &pages {
        let said = Said::read(program, &folder);
        let came = page.iter().filter(|example| said.comes_out(example, page)).count();
        assert_eq!(page.is_empty(), without.contains(&program.as_str()), "{program}: has its page an example?");
        let whole = said.whole && came == page.len() && !in_part.contains(&program.as_str());
        (expressed, passed, asked) = (expressed + usize::from(whole), passed + came, asked + page.len());
        if came < page.len() || !said.problems.is_empty() {
            println!("{program}: {came} of {}", page.len());
            said.problems.iter().for_each(|problem| println!("    {problem}"));
        }
    }
    println!("\n{unsaid}");
    println!("expressed {expressed} of {}, examples passed {passed} of {asked}", pages.len());
    assert_eq!((pages.len(), expressed, passed, asked), (83, EXPRESSED, PASSED, PASSED));
}

/// The programs that a list of `UNSAID.md` names, each with its reason.
fn listed<'u>(unsaid: &'u str, heading: &str) -> Vec<&'u str> {
    let list = unsaid.split("\n## ").find_map(|part| part.strip_prefix(heading)).unwrap();
    let named = list.split("\n- `").skip(1).map(|entry| entry.split_once("`: ").unwrap());
    named.inspect(|(program, why)| assert!(why.len() > 40, "{program}: why?")).map(|(program, _)| program).collect()
}

/// Programs that were tried as a new user would: `TRIED.md` names each.
#[test]
fn tried_programs_are_said_and_their_examples_come_out() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/tried");
    let table = fs::read_to_string(folder.join("TRIED.md")).unwrap();
    let files = fs::read_dir(&folder).unwrap().map(|file| file.unwrap().path());
    let files: Vec<PathBuf> = files.filter(|file| file.extension().is_some_and(|kind| kind == "toml")).collect();
    assert!(files.len() > 30, "{files:?}");
    for file in files {
        let program = file.file_stem().unwrap().to_str().unwrap();
        let said = Said::read(program, &folder);
        assert!(said.whole && said.problems.is_empty() && !said.tried.is_empty(), "{program}: {:?}", said.problems);
        assert!(table.contains(&format!("| {program} |")), "TRIED.md does not name {program}");
    }
}

#[derive(Default)]
struct Said {
    /// All of its files are terms.
    whole: bool,
    /// What each example of the files says, and whether it comes out.
    tried: Vec<(String, bool)>,
    problems: Vec<String>,
}

impl Said {
    fn read(program: &str, folder: &Path) -> Said {
        let files = versions(program, folder);
        let problems = if files.is_empty() { vec!["no terms file".into()] } else { Vec::new() };
        let mut said = Said { whole: !files.is_empty(), problems, tried: Vec::new() };
        for file in files {
            match check(&fs::read_to_string(&file).unwrap()) {
                Ok(terms) => said.try_examples(program, &terms),
                Err(problems) => {
                    said.whole = false;
                    said.problems.extend(problems.iter().map(ToString::to_string));
                }
            }
        }
        said
    }

    fn try_examples(&mut self, program: &str, terms: &Terms) {
        if terms.program != program {
            self.whole = false;
            self.problems.push(format!("it calls itself {:?}", terms.program));
        }
        for example in &terms.examples {
            let alone = Terms { examples: vec![example.clone()], ..terms.clone() };
            // One engine defect is not to hide the other programs.
            let problems = match catch_unwind(AssertUnwindSafe(|| examples::check(&alone))) {
                Ok(problems) => problems.iter().map(ToString::to_string).collect(),
                Err(_) => vec![format!("{}: the example {:?} panics", example.line, example.says)],
            };
            self.tried.push((example.says.clone(), problems.is_empty()));
            self.problems.extend(problems);
        }
    }

    /// Whether every example that is of this one of the page comes out, and there is one.
    fn comes_out(&self, example: &str, page: &[String]) -> bool {
        let mut own = self.tried.iter().filter(|(says, _)| of_the_page(says, page) == Some(example)).peekable();
        own.peek().is_some() && own.all(|(_, came)| *came)
    }
}

/// A page's example may be said as several: each begins with its words.
fn of_the_page<'p>(says: &str, page: &'p [String]) -> Option<&'p str> {
    let begins = page.iter().filter(|example| says.starts_with(example.as_str()));
    begins.max_by_key(|example| example.len()).map(String::as_str)
}

/// `ID.toml`, then `ID.2.toml` and so on.
fn versions(program: &str, folder: &Path) -> Vec<PathBuf> {
    let named = |version: usize| match version {
        1 => folder.join(format!("{program}.toml")),
        _ => folder.join(format!("{program}.{version}.toml")),
    };
    (1..).map(named).take_while(|file| file.exists()).collect()
}
