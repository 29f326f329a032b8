//! Where a character of a text is in the file, however the text is quoted and escaped there.

use std::ops::Range;

use super::Document;

impl Document<'_> {
    /// The byte offset of a text's `n`th character, the text being written at `span`, quotes included.
    pub(in crate::rules) fn inside(&self, span: Range<usize>, n: usize) -> usize {
        let written = self.text.get(span.clone()).unwrap_or_default();
        let (opening, escapes) = opening(written);
        let mut at = opening;
        for _ in 0..n {
            at = skipped(written, at, escapes);
            at += one(written.get(at..).unwrap_or_default(), escapes);
        }
        span.start + skipped(written, at, escapes).min(written.len())
    }
}

/// How long the opening quotes are, with the line end that multi-line texts begin after; and whether `\` escapes.
fn opening(written: &str) -> (usize, bool) {
    let escapes = written.starts_with('"');
    let Some(rest) = written.strip_prefix("\"\"\"").or_else(|| written.strip_prefix("'''")) else {
        return (usize::from(written.starts_with(['"', '\''])), escapes);
    };
    let line_end = if rest.starts_with("\r\n") { 2 } else { usize::from(rest.starts_with('\n')) };
    (3 + line_end, escapes)
}

/// After every `\` at the end of a line and the white space that it swallows.
fn skipped(written: &str, mut at: usize, escapes: bool) -> usize {
    while let Some(rest) = written.get(at..).and_then(|rest| rest.strip_prefix('\\')).filter(|_| escapes) {
        let white = rest.len() - rest.trim_start().len();
        if !rest.get(..white).is_some_and(|white| white.contains('\n')) {
            break;
        }
        at += 1 + white;
    }
    at
}

/// The length in bytes of what one character is written as.
fn one(rest: &str, escapes: bool) -> usize {
    let mut chars = rest.chars();
    match (chars.next(), chars.next()) {
        (Some('\\'), Some(escape)) if escapes => match escape {
            'x' => 4,
            'u' => 6,
            'U' => 10,
            other => 1 + other.len_utf8(),
        },
        (Some('\r'), Some('\n')) => 2,
        (Some(plain), _) => plain.len_utf8(),
        (None, _) => 0,
    }
}
