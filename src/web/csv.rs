//! Lists as files for spreadsheets (RFC 4180, in UTF-8), sent part by part, so that no file is ever whole in memory.

use super::Error;
use crate::calendar::Instant;
use actix_web::HttpResponse;
use actix_web::http::header;
use actix_web::web::Bytes;
use chrono::SecondsFormat;
use futures_util::{Stream, StreamExt, TryStreamExt, stream};
use rust_decimal::Decimal;
use std::borrow::Cow;

/// Lines that are read at once.
pub const PART: i64 = 500;
/// The same as a count of lines.
pub const LINES: usize = 500;

/// The file: its first line, and then its parts as they come. One that fails midway is cut off, and the browser says so.
pub fn file(name: &str, head: String, parts: impl Stream<Item = Result<String, Error>> + 'static) -> HttpResponse {
    // By this mark spreadsheets know that it is UTF-8.
    let head = stream::once(async move { Ok::<_, Error>(format!("\u{feff}{head}")) });
    HttpResponse::Ok()
        .content_type("text/csv; charset=utf-8")
        .insert_header((header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}.csv\"")))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .streaming(head.chain(parts).map_ok(Bytes::from))
}

/// The parts of a list: `part` answers the lines from a place on, and the place at which the next part begins.
pub fn parts<P, F>(first: P, part: impl Fn(P) -> F) -> impl Stream<Item = Result<String, Error>>
where
    F: Future<Output = Result<(String, Option<P>), Error>>,
{
    stream::try_unfold((Some(first), part), async |(place, part)| {
        let Some(place) = place else { return Ok(None) };
        let (text, next) = part(place).await?;
        Ok(Some((text, (next, part))))
    })
}

/// An instant, to the second.
pub fn at(at: Instant) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, false)
}

/// One line with its end.
pub fn line(cells: &[&str]) -> String {
    let mut line = cells.iter().map(|text| cell(text)).collect::<Vec<_>>().join(",");
    line.push_str("\r\n");
    line
}

/// What a spreadsheet would run as a formula begins with an apostrophe (OWASP, CSV injection); a number is no formula.
fn cell(text: &str) -> Cow<'_, str> {
    let runs = text.starts_with(['=', '+', '-', '@', '\t', '\r']) && text.parse::<Decimal>().is_err();
    let text = if runs { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) };
    if text.contains(['"', ',', '\n', '\r']) { Cow::Owned(format!("\"{}\"", text.replace('"', "\"\""))) } else { text }
}

#[cfg(test)]
mod tests {
    use super::line;

    #[test]
    fn cells_hold_any_text_and_no_formula() {
        for (cell, written) in [
            ("/r/K7QM2XWA", "/r/K7QM2XWA"),
            ("a,b", "\"a,b\""),
            ("say \"hi\"", "\"say \"\"hi\"\"\""),
            ("=1+1", "'=1+1"),
            ("-1500.00", "-1500.00"),
            ("-1+cmd|' /C calc'!A0", "'-1+cmd|' /C calc'!A0"),
            ("@x,y", "\"'@x,y\""),
            ("\tx", "'\tx"),
            ("", ""),
        ] {
            assert_eq!(line(&[cell, "b"]), format!("{written},b\r\n"), "{cell}");
        }
    }
}
