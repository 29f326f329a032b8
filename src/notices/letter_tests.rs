//! Samples of letters, drawn into `target/letters/` to be looked at.

use super::*;
use crate::rules::{check, explain};
use crate::web::Value;
use crate::web::gallery::{NOW, at, tenge};
use std::path::PathBuf;

fn base() -> Url {
    "https://bonus.example.kz/".parse().unwrap()
}

fn reader(lang: Lang) -> Reader {
    Reader {
        name: "Aigerim Sadykova".into(),
        email: "aigerim@example.kz".into(),
        lang,
        zone: "Asia/Almaty".parse().unwrap(),
    }
}

fn shell(lang: Lang) -> Shell {
    let Reader { zone, .. } = reader(lang);
    Shell::speaking(lang, zone, at(NOW))
}

fn draw(name: &str, lang: Lang, note: &Note) -> Letter {
    let off = base().join("letters/earned/off/AZ12").unwrap();
    let letter = compose(&base(), at(NOW), &reader(lang), note, Some(off)).unwrap();
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("target/letters").join(lang.code());
    std::fs::create_dir_all(&file).unwrap();
    std::fs::write(file.join(format!("{name}.html")), &letter.html).unwrap();
    std::fs::write(file.join(format!("{name}.txt")), &letter.text).unwrap();
    letter
}

fn earned() -> Note {
    let sum = tenge("42525");
    let first =
        Words::new("letter-earned-text").with("sum", sum).with("count", 2).with("program", "Documentolog Business");
    let mut note = Note::new(Words::new("letter-earned-subject").with("sum", sum), vec![first]);
    let line = |name: &'static str, amount: &str, paid: &str, until: &str| Line {
        what: Words::new("letter-line").with("name", name).with("day", Value::Day(at(paid))),
        note: Some(Words::new("letter-on-hold").with("day", Value::Day(at(until)))),
        figure: Some(Words::new("letter-figure").with("sum", tenge(amount))),
    };
    let lines = vec![
        line("D••• T••• LLP", "40500", "2026-04-10T09:30:00Z", "2026-04-24T09:30:00Z"),
        line("<b>B•••</b>", "2025", "2026-04-09T20:30:00Z", "2026-04-23T20:30:00Z"),
    ];
    note.lists.push(List { title: None, lines, more: Some(Words::new("letter-more").with("count", 3)) });
    note.button = Some(Button::new("letter-earnings-button", &base(), "/earnings?program=business-bonus"));
    note
}

fn changed() -> Note {
    let terms = check(include_str!("../../programs/company-discounts.toml")).unwrap();
    let lines = |skip: usize, count: usize| {
        let said = explain::terms(&terms).into_iter().skip(skip).take(count);
        said.map(|said| Line { what: said.into(), note: None, figure: None }).collect()
    };
    let mut note = Note::new(
        Words::new("letter-terms-subject").with("program", "Company discounts"),
        vec!["letter-terms-all".into()],
    );
    for (title, lines) in [("letter-terms-new", lines(1, 3)), ("letter-terms-old", lines(4, 2))] {
        note.lists.push(List { title: Some(title.into()), lines, more: None });
    }
    note.button = Some(Button::new("letter-terms-button", &base(), "/programs/company-discounts/terms?version=2"));
    note
}

#[test]
fn a_letter_says_the_same_as_text_and_as_html() {
    for lang in Lang::ALL {
        for (name, note) in [("earned", earned()), ("terms", changed())] {
            let letter = draw(name, lang, &note);
            for list in &note.lists {
                for line in &list.lines {
                    let what = shell(lang).say(&line.what);
                    assert!(letter.text.contains(&what), "{what} is not in {}", letter.text);
                    let escaped = what.replace('<', "&#60;").replace('>', "&#62;").replace('"', "&#34;");
                    assert!(letter.html.contains(&escaped), "{escaped} is not in {}", letter.html);
                }
            }
            assert!(!letter.html.contains("<b>B"), "names are no markup");
            for href in ["https://bonus.example.kz/letters/earned/off/AZ12", "https://bonus.example.kz/settings"] {
                assert!(letter.text.contains(href) && letter.html.contains(href));
            }
        }
    }
}

#[test]
fn a_letter_reads_as_it_stands_here() {
    let letter = draw("earned", Lang::En, &earned());
    let expected = "Hello Aigerim Sadykova,

You earned ₸42,525.00 in the program “Documentolog Business”: 2 bonuses.

- D••• T••• LLP, 10 April: ₸40,500.00
  on hold until 24 April
- <b>B•••</b>, 10 April: ₸2,025.00
  on hold until 24 April
… and 3 more

See my earnings:
https://bonus.example.kz/earnings?program=business-bonus

-- 
This letter comes from bonus.example.kz, where you have an account.
No more letters of this kind:
https://bonus.example.kz/letters/earned/off/AZ12
Choose which letters I get:
https://bonus.example.kz/settings/letters";
    assert_eq!(letter.text, expected);
    assert_eq!(letter.to, "Aigerim Sadykova <aigerim@example.kz>");
}
