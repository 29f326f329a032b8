//! What people write who come from another language: refused by a look at the characters, with how it is written here.

use super::Wrong;

/// rust_decimal keeps so many, and a longer number would be rounded unsaid.
const MAX_DIGITS: usize = 28;

const CHARACTERS: [(char, &str); 20] = [
    ('\'', "texts are written in double quotes, such as \"UA\"; the whole expression then stands in single ones"),
    ('`', "texts are written in double quotes, such as \"UA\""),
    ('“', "texts are written in straight double quotes, such as \"UA\""),
    ('”', "texts are written in straight double quotes, such as \"UA\""),
    ('«', "texts are written in straight double quotes, such as \"UA\""),
    ('»', "texts are written in straight double quotes, such as \"UA\""),
    ('≤', "write `<=`"),
    ('≥', "write `>=`"),
    ('≠', "write `!=`"),
    ('×', "write `*`"),
    ('÷', "write `/`"),
    ('−', "write `-`, the hyphen"),
    ('–', "write `-`, the hyphen"),
    ('$', AMOUNTS),
    ('€', AMOUNTS),
    ('£', AMOUNTS),
    ('₴', AMOUNTS),
    ('₸', AMOUNTS),
    ('^', "there are no powers: multiply"),
    ('#', "remarks and tables cannot be written in an expression"),
];

const WORDS: [(&str, &str); 21] = [
    ("and", "write `&&`"),
    ("or", "write `||`"),
    ("not", "write `!` before it"),
    ("then", "both values stand in braces: `if … { … } else { … }`"),
    ("elif", "write `else if`"),
    ("elsif", "write `else if`"),
    ("elseif", "write `else if`"),
    ("null", "a text that is not known is \"\""),
    ("nil", "a text that is not known is \"\""),
    ("in", "compare with each: a == \"x\" || a == \"y\""),
    ("switch", "write `if … { … } else if … { … } else { … }`, or a table by a fact"),
    ("case", "write `if … { … } else if … { … } else { … }`, or a table by a fact"),
    ("match", "write `if … { … } else if … { … } else { … }`, or a table by a fact"),
    ("let", ONE_VALUE),
    ("const", ONE_VALUE),
    ("var", ONE_VALUE),
    ("fn", ONE_VALUE),
    ("return", ONE_VALUE),
    ("for", ONE_VALUE),
    ("while", ONE_VALUE),
    ("loop", ONE_VALUE),
];

const AMOUNTS: &str = "amounts are plain numbers, in the currency of the program";
const ONE_VALUE: &str = "an expression is one value; a part of it can be named as [count.NAME]";

struct Glance<'s> {
    rest: std::iter::Peekable<std::str::Chars<'s>>,
    line: usize,
    column: usize,
    /// The character before.
    last: char,
}

pub(super) fn glance(source: &str) -> Result<(), Wrong> {
    let mut glance = Glance { rest: source.chars().peekable(), line: 1, column: 1, last: ' ' };
    while let Some(character) = glance.rest.peek().copied() {
        let (line, column, last) = (glance.line, glance.column, glance.last);
        let wrong = |words: String| Err(Wrong { line, column, words });
        if character == '"' {
            glance.text();
        } else if character.is_ascii_digit() {
            let number = glance.run(|c| c.is_ascii_alphanumeric() || c == '_' || c == '.');
            if number.bytes().any(|byte| byte.is_ascii_alphabetic()) {
                return wrong(format!("`{number}` is not a number: write it in decimal digits, such as 1250.50"));
            }
            if number.bytes().filter(u8::is_ascii_digit).count() > MAX_DIGITS {
                return wrong(format!("a number has at most {MAX_DIGITS} digits"));
            }
        } else if character.is_alphabetic() || character == '_' {
            let word = glance.run(|c| c.is_alphanumeric() || c == '_');
            let known = WORDS.iter().find(|(other, _)| *other == word.to_ascii_lowercase());
            if let Some((_, instead)) = known.filter(|_| last != '.') {
                return wrong(format!("`{word}` is not a word of this language: {instead}"));
            }
        } else if let Some((_, instead)) = CHARACTERS.iter().find(|(other, _)| *other == character) {
            return wrong(format!("`{character}` cannot be written here: {instead}"));
        } else {
            glance.next();
            if character == '/' && matches!(glance.rest.peek(), Some('/' | '*')) {
                return wrong("remarks stand outside of the expression, after a `#`".into());
            }
        }
    }
    Ok(())
}

impl Glance<'_> {
    fn next(&mut self) -> Option<char> {
        let character = self.rest.next()?;
        (self.line, self.column) = if character == '\n' { (self.line + 1, 1) } else { (self.line, self.column + 1) };
        self.last = character;
        Some(character)
    }

    fn run(&mut self, belongs: impl Fn(char) -> bool) -> String {
        let mut run = String::new();
        while let Some(character) = self.rest.peek().copied().filter(|character| belongs(*character)) {
            run.push(character);
            self.next();
        }
        run
    }

    /// From its first quote to after its last; one that is not closed is found by the parser.
    fn text(&mut self) {
        self.next();
        while let Some(character) = self.next() {
            match character {
                '"' => return,
                '\\' => {
                    self.next();
                }
                _ => {}
            }
        }
    }
}
