//! Banners and buttons for other people's pages: drawn on the server as SVG, in the colours of the product.
//!
//! The reader's own fonts draw the words, so that nobody knows their width here: it is estimated, and what could be too wide is told
//! to fit.

use std::fmt::Write;

/// A usual size. Source: the fixed sizes of the IAB's display guidelines; the last two are buttons.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    /// As in the address.
    pub name: &'static str,
    pub width: u32,
    pub height: u32,
}

const fn size(name: &'static str, width: u32, height: u32) -> Size {
    Size { name, width, height }
}

pub const SIZES: [Size; 6] = [
    size("300x250", 300, 250),
    size("728x90", 728, 90),
    size("320x100", 320, 100),
    size("160x600", 160, 600),
    size("240x60", 240, 60),
    size("180x48", 180, 48),
];

impl Size {
    pub fn of(name: &str) -> Option<Size> {
        SIZES.into_iter().find(|size| size.name == name)
    }

    fn is_button(self) -> bool {
        self.height <= 60
    }
}

/// What stands on it, in one language.
#[derive(Debug, Clone)]
pub struct Said {
    pub program: String,
    pub offer: String,
    pub button: String,
}

const INK: &str = "#16201c";
const SOFT: &str = "#53605a";
const BRAND: &str = "#0b6b4f";
const WASH: &str = "#e7f3ee";
const FACE: &str = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', sans-serif";

/// One text of a banner: where its first line stands, and how much room there is.
struct Text<'a> {
    text: &'a str,
    x: u32,
    y: u32,
    width: u32,
    size: u32,
    lines: usize,
    fill: &'a str,
    bold: bool,
    middle: bool,
}

/// A whole SVG file.
pub fn draw(size: Size, said: &Said) -> String {
    let Size { width, height, .. } = size;
    let mut svg = format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" role="img" aria-label="{}" font-family="{FACE}">"#,
        escaped(&format!("{}. {}", said.program, said.offer)),
    );
    if size.is_button() {
        button(&mut svg, &said.button, (0, 0), (width, height));
    } else {
        // Without an offer the name has its place too.
        let alone = said.offer.is_empty();
        let (w, h) = (width - 1, height - 1);
        put(
            &mut svg,
            format_args!(r##"<rect x=".5" y=".5" width="{w}" height="{h}" rx="14" fill="#fff" stroke="#cfd8d2"/>"##),
        );
        match size.name {
            "728x90" => {
                mark(&mut svg, 20, 25, 40);
                words(&mut svg, &title(said, 76, if alone { 52 } else { 39 }, 420, 20, 1));
                words(&mut svg, &lead(said, 76, 64, 420, 15, 1));
                button(&mut svg, &said.button, (512, 21), (196, 48));
            }
            "320x100" => {
                mark(&mut svg, 14, 14, 28);
                words(&mut svg, &title(said, 52, if alone { 33 } else { 26 }, 256, 15, 1));
                words(&mut svg, &lead(said, 52, 44, 256, 12, 1));
                button(&mut svg, &said.button, (14, 56), (292, 32));
            }
            "160x600" => {
                put(&mut svg, format_args!(r#"<rect x="1" y="1" width="158" height="210" rx="13" fill="{WASH}"/>"#));
                mark(&mut svg, 52, 77, 56);
                words(&mut svg, &title(said, 16, 250, 128, 19, 4));
                words(&mut svg, &lead(said, 16, 370, 128, 15, 6));
                button(&mut svg, &said.button, (12, 536), (136, 48));
            }
            _ => {
                put(&mut svg, format_args!(r#"<rect x="1" y="1" width="298" height="70" rx="13" fill="{WASH}"/>"#));
                mark(&mut svg, 20, 18, 36);
                if alone {
                    words(&mut svg, &title(said, 20, 120, 260, 22, 2));
                } else {
                    words(&mut svg, &Text { fill: BRAND, ..title(said, 68, 43, 212, 17, 1) });
                    words(&mut svg, &Text { text: &said.offer, ..title(said, 20, 106, 260, 20, 3) });
                }
                button(&mut svg, &said.button, (20, 186), (260, 46));
            }
        }
    }
    svg.push_str("</svg>");
    svg
}

fn title(said: &Said, x: u32, y: u32, width: u32, size: u32, lines: usize) -> Text<'_> {
    Text { text: &said.program, x, y, width, size, lines, fill: INK, bold: true, middle: false }
}

fn lead(said: &Said, x: u32, y: u32, width: u32, size: u32, lines: usize) -> Text<'_> {
    Text { text: &said.offer, x, y, width, size, lines, fill: SOFT, bold: false, middle: false }
}

fn mark(svg: &mut String, x: u32, y: u32, side: u32) {
    put(
        svg,
        format_args!(
            r##"<svg x="{x}" y="{y}" width="{side}" height="{side}" viewBox="0 0 32 32"><rect width="32" height="32" rx="9" fill="{BRAND}"/><path d="M10 8v16M10 15.5a5.2 5.2 0 1 1 0 5.2" fill="none" stroke="#fff" stroke-width="3" stroke-linecap="round"/><circle cx="23.5" cy="9" r="2.5" fill="#7ad9b6"/></svg>"##
        ),
    );
}

fn button(svg: &mut String, text: &str, (x, y): (u32, u32), (width, height): (u32, u32)) {
    put(svg, format_args!(r#"<rect x="{x}" y="{y}" width="{width}" height="{height}" rx="8" fill="{BRAND}"/>"#));
    let size = if height < 40 { 14 } else { 16 };
    let (x, y) = (x + width / 2, y + height / 2 + size * 7 / 20);
    words(svg, &Text { text, x, y, width: width - 20, size, lines: 1, fill: "#fff", bold: true, middle: true });
}

fn words(svg: &mut String, text: &Text<'_>) {
    let anchor = if text.middle { r#" text-anchor="middle""# } else { "" };
    let weight = if text.bold { "650" } else { "400" };
    for (n, line) in (0_u32..).zip(wrapped(text)) {
        let fit = match wide(&line, text.size, text.bold) > text.width {
            true => format!(r#" textLength="{}" lengthAdjust="spacingAndGlyphs""#, text.width),
            false => String::new(),
        };
        let y = text.y + n * (text.size * 13 / 10);
        let (x, size, fill, line) = (text.x, text.size, text.fill, escaped(&line));
        put(
            svg,
            format_args!(
                r#"<text x="{x}" y="{y}" font-size="{size}" font-weight="{weight}" fill="{fill}"{anchor}{fit}>{line}</text>"#
            ),
        );
    }
}

/// In as many lines as there are; what is left over ends the last one in an ellipsis.
fn wrapped(text: &Text<'_>) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let fits = |line: &str| wide(line, text.size, text.bold) <= text.width;
    for word in text.text.split_whitespace() {
        let longer = lines.last().map(|line| format!("{line} {word}")).filter(|line| fits(line));
        match (longer, lines.len() < text.lines) {
            (Some(longer), _) => {
                lines.pop();
                lines.push(longer);
            }
            (None, true) => lines.push(word.to_owned()),
            (None, false) => {
                if let Some(last) = lines.last_mut() {
                    shorten(last, text);
                }
                return lines;
            }
        }
    }
    lines
}

/// Room for the ellipsis.
fn shorten(line: &mut String, text: &Text<'_>) {
    while wide(line, text.size, text.bold) + text.size > text.width && line.pop().is_some() {}
    line.truncate(line.trim_end_matches([' ', ',', '.', ':', ';']).len());
    line.push('…');
}

/// About how wide a text is drawn, on the safe side: measured on Liberation Sans and DejaVu Sans in Latin and Cyrillic, whose
/// letters take 0.45 to 0.62 of the size on average.
fn wide(text: &str, size: u32, bold: bool) -> u32 {
    let each = |letter: char| match letter {
        ' ' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | 'i' | 'l' | 'j' | 'I' => 32,
        'm' | 'w' | 'M' | 'W' | 'ш' | 'щ' | 'ж' | 'ю' | 'ы' | 'Ш' | 'Щ' | 'Ж' | 'Ю' | '%' => 88,
        capital if capital.is_uppercase() => 72,
        _ => 58,
    };
    let hundredths: u32 = text.chars().map(each).sum();
    hundredths * size * if bold { 107 } else { 100 } / 10_000
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// Writing into a String cannot fail.
fn put(svg: &mut String, part: std::fmt::Arguments<'_>) {
    let _ = svg.write_fmt(part);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(offer: &str) -> Said {
        Said { program: "Tom & <Jerry>".into(), offer: offer.into(), button: "Register".into() }
    }

    #[test]
    fn every_size_says_program_and_button_and_escapes_them() {
        for size in SIZES {
            let svg = draw(size, &said("10 % off for 21 days"));
            assert!(svg.contains("Tom &amp; &lt;Jerry&gt;") && !svg.contains("<Jerry>"), "{}", size.name);
            assert!(svg.contains(">Register</text>"), "{}", size.name);
            assert!(svg.starts_with("<svg xmlns=") && svg.ends_with("</svg>") && !svg.contains("style="));
            assert_eq!(size.is_button(), !svg.contains(">10 % off"), "{}", size.name);
        }
    }

    #[test]
    fn without_an_offer_the_name_takes_its_place() {
        let drawn = |offer: &str| SIZES.map(|size| draw(size, &said(offer)).matches("</text>").count());
        assert_eq!(drawn(""), [2, 2, 2, 3, 1, 1], "the name, in two lines where it is narrow, and the button");
        let y = |offer: &str, size: &str| {
            let svg = draw(Size::of(size).unwrap(), &said(offer));
            let name = svg.split("<text ").nth(1).and_then(|text| text.split("y=\"").nth(1)).unwrap();
            name.split('"').next().unwrap().parse::<u32>().unwrap()
        };
        assert!(y("", "728x90") > y("10 % off", "728x90") && y("", "300x250") > 100);
    }

    #[test]
    fn what_does_not_fit_is_cut_and_said_so() {
        let long = "a discount of ten percent for whoever registers now and pays within three weeks ".repeat(4);
        let lines = |size: &str| {
            let svg = draw(Size::of(size).unwrap(), &said(&long));
            svg.matches("</text>").count()
        };
        assert!(draw(Size::of("300x250").unwrap(), &said(&long)).contains("…</text>"));
        assert_eq!((lines("300x250"), lines("728x90")), (5, 3));
        let word = draw(Size::of("160x600").unwrap(), &said("Überweisungsauftragsformular"));
        assert!(word.contains(r#"textLength="128""#), "one word that is too wide is told to fit");
    }
}
