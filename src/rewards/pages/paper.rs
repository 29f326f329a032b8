//! A statement on paper: A4 pages of one table. The font is embedded, each document with the letters that it uses.

use crate::web::Lang;
use krilla::Document;
use krilla::color::rgb;
use krilla::geom::{PathBuilder, Point};
use krilla::metadata::Metadata;
use krilla::page::PageSettings;
use krilla::paint::{Fill, Paint, Stroke};
use krilla::surface::Surface;
use krilla::text::{Font, TextDirection};
use ttf_parser::Face;

/// Noto Sans with Latin, Cyrillic and currency signs (`assets/noto/README.md`).
const REGULAR: &[u8] = include_bytes!("../../../assets/noto/NotoSans-Regular.ttf");
const BOLD: &[u8] = include_bytes!("../../../assets/noto/NotoSans-Bold.ttf");

// Points: a 72nd of an inch.
const WIDTH: f32 = 595.0;
const HEIGHT: f32 = 842.0;
const MARGIN: f32 = 48.0;
const LINE: f32 = 17.0;
const SIZE: f32 = 9.0;
const SMALL: f32 = 7.5;
/// Where each column begins, or ends for amounts.
const COLUMNS: [f32; 4] = [MARGIN, 150.0, 440.0, WIDTH - MARGIN];
const INK: [u8; 3] = [22, 32, 28];
const SOFT: [u8; 3] = [83, 96, 90];
const BAD: [u8; 3] = [163, 42, 29];
const EDGE: [u8; 3] = [200, 207, 202];

#[derive(Debug, thiserror::Error)]
pub enum Undrawn {
    #[error("the built-in font cannot be read")]
    Font,
    #[error("the page has no size")]
    Page,
    #[error("{0}")]
    Document(String),
}

pub struct Row {
    /// Day, what, amount, balance.
    pub cells: [String; 4],
    /// Below what it is.
    pub note: Option<String>,
}

/// Everything that stands on it, in the reader's language.
pub struct Sheet {
    pub lang: Lang,
    pub title: String,
    pub facts: Vec<(String, String)>,
    pub columns: [String; 4],
    pub rows: Vec<Row>,
    /// What is said of the chain's head, and the head.
    pub seal: Option<(String, String)>,
}

struct Letters {
    font: Font,
    face: Face<'static>,
}

impl Letters {
    fn new(bytes: &'static [u8]) -> Result<Letters, Undrawn> {
        let font = Font::new(bytes.into(), 0).ok_or(Undrawn::Font)?;
        Ok(Letters { font, face: Face::parse(bytes, 0).map_err(|_| Undrawn::Font)? })
    }

    fn width(&self, text: &str, size: f32) -> f32 {
        let advance = |letter: char| {
            let glyph = self.face.glyph_index(letter).unwrap_or_default();
            f32::from(self.face.glyph_hor_advance(glyph).unwrap_or_default())
        };
        text.chars().map(advance).sum::<f32>() * size / f32::from(self.face.units_per_em())
    }

    /// As much of the text as there is room for.
    fn fit(&self, text: &str, size: f32, room: f32) -> String {
        if self.width(text, size) <= room {
            return text.to_owned();
        }
        let mut kept = String::new();
        for letter in text.chars() {
            kept.push(letter);
            if self.width(&kept, size) + self.width("…", size) > room {
                kept.pop();
                break;
            }
        }
        kept + "…"
    }
}

struct Pen<'a, 'p> {
    surface: &'a mut Surface<'p>,
    regular: &'a Letters,
    bold: &'a Letters,
}

impl Pen<'_, '_> {
    fn write(&mut self, (x, y): (f32, f32), letters: &Letters, size: f32, colour: [u8; 3], text: &str) {
        self.surface.set_stroke(None);
        self.surface.set_fill(Some(Fill { paint: paint(colour), ..Fill::default() }));
        // The font knows no sign for less than zero.
        let (font, text) = (letters.font.clone(), text.replace('−', "–"));
        self.surface.draw_text(Point::from_xy(x, y), font, size, &text, false, TextDirection::LeftToRight);
    }

    /// Ends at `x`.
    fn write_before(&mut self, (x, y): (f32, f32), letters: &Letters, size: f32, colour: [u8; 3], text: &str) {
        self.write((x - letters.width(text, size), y), letters, size, colour, text);
    }

    fn rule(&mut self, y: f32) {
        let mut path = PathBuilder::new();
        path.move_to(MARGIN, y);
        path.line_to(WIDTH - MARGIN, y);
        if let Some(path) = path.finish() {
            self.surface.set_fill(None);
            self.surface.set_stroke(Some(Stroke { paint: paint(EDGE), width: 0.6, ..Stroke::default() }));
            self.surface.draw_path(&path);
        }
    }
}

impl Sheet {
    pub fn draw(&self) -> Result<Vec<u8>, Undrawn> {
        let (regular, bold) = (Letters::new(REGULAR)?, Letters::new(BOLD)?);
        let mut document = Document::new();
        document.set_metadata(Metadata::new().title(self.title.clone()).language(self.lang.code().to_owned()));
        let parts = self.parts();
        for (at, rows) in parts.iter().enumerate() {
            let settings = PageSettings::from_wh(WIDTH, HEIGHT).ok_or(Undrawn::Page)?;
            let mut page = document.start_page_with(settings);
            let mut surface = page.surface();
            let mut pen = Pen { surface: &mut surface, regular: &regular, bold: &bold };
            let mut y = if at == 0 { self.head(&mut pen) } else { MARGIN + LINE };
            y = self.columns(&mut pen, y);
            for row in *rows {
                y = line(&mut pen, row, y);
            }
            if at + 1 == parts.len() {
                self.seal(&mut pen, y + LINE);
            }
            let number = format!("{} / {}", at + 1, parts.len());
            pen.write_before((WIDTH - MARGIN, HEIGHT - MARGIN + LINE), &regular, SMALL, SOFT, &number);
            surface.finish();
            page.finish();
        }
        document.finish().map_err(|error| Undrawn::Document(format!("{error:?}")))
    }

    /// The rows of each page; the first has the head above them, and the last room for the seal.
    fn parts(&self) -> Vec<&[Row]> {
        let mut room = HEIGHT - 2.0 * MARGIN - LINE * (self.facts.len() as f32 + 5.0);
        let (mut parts, mut first) = (Vec::new(), 0);
        for (at, row) in self.rows.iter().enumerate() {
            room -= height(row);
            if room < 3.0 * LINE {
                parts.extend(self.rows.get(first..at));
                (first, room) = (at, HEIGHT - 2.0 * MARGIN - 3.0 * LINE - height(row));
            }
        }
        parts.extend(self.rows.get(first..));
        parts
    }

    fn head(&self, pen: &mut Pen<'_, '_>) -> f32 {
        let (regular, bold) = (pen.regular, pen.bold);
        let mut y = MARGIN + 14.0;
        pen.write((MARGIN, y), bold, 18.0, INK, &self.title);
        y += LINE * 1.6;
        for (name, fact) in &self.facts {
            let room = COLUMNS[2] - COLUMNS[0];
            pen.write((MARGIN, y), regular, SIZE, SOFT, name);
            pen.write((220.0, y), bold, SIZE, INK, &bold.fit(fact, SIZE, room));
            y += LINE;
        }
        y + LINE
    }

    fn columns(&self, pen: &mut Pen<'_, '_>, y: f32) -> f32 {
        let regular = pen.regular;
        for (at, (name, x)) in self.columns.iter().zip(COLUMNS).enumerate() {
            match at {
                0 | 1 => pen.write((x, y), regular, SIZE, SOFT, name),
                _ => pen.write_before((x, y), regular, SIZE, SOFT, name),
            }
        }
        pen.rule(y + 6.0);
        y + LINE + 2.0
    }

    fn seal(&self, pen: &mut Pen<'_, '_>, y: f32) {
        let Some((words, head)) = &self.seal else { return };
        let regular = pen.regular;
        pen.write((MARGIN, y), regular, SMALL, SOFT, words);
        pen.write((MARGIN, y + 11.0), regular, SMALL, INK, head);
    }
}

fn paint([red, green, blue]: [u8; 3]) -> Paint {
    rgb::Color::new(red, green, blue).into()
}

fn height(row: &Row) -> f32 {
    if row.note.is_some() { LINE + 10.0 } else { LINE }
}

fn line(pen: &mut Pen<'_, '_>, row: &Row, y: f32) -> f32 {
    let (regular, bold) = (pen.regular, pen.bold);
    let [day, what, amount, balance] = &row.cells;
    let [first, second, third, fourth] = COLUMNS;
    let taken = amount.starts_with('−');
    pen.write((first, y), regular, SIZE, INK, &regular.fit(day, SIZE, second - first - 6.0));
    let room = third - second - bold.width(amount, SIZE) - 8.0;
    pen.write((second, y), regular, SIZE, INK, &regular.fit(what, SIZE, room));
    pen.write_before((third, y), bold, SIZE, if taken { BAD } else { INK }, amount);
    pen.write_before((fourth, y), regular, SIZE, SOFT, balance);
    if let Some(note) = &row.note {
        pen.write((second, y + 10.0), regular, SMALL, SOFT, note);
    }
    let next = y + height(row);
    pen.rule(next - LINE + 5.0);
    next
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(rows: usize) -> Sheet {
        let row = |n: usize| Row {
            cells: [
                format!("{n} сәуір"),
                "Бонус қолжетімді болды".into(),
                "−40 500,00 ₸".into(),
                format!("{n}00,00 ₸"),
            ],
            note: n.is_multiple_of(7).then(|| "30 сәуірде жазылды".into()),
        };
        Sheet {
            lang: Lang::Kk,
            title: "Шот үзіндісі".into(),
            facts: vec![
                ("Бағдарлама".into(), "Ұлы дала ӨҒҮІҺ әңғүұқөһі".into()),
                ("Кезең".into(), "2026 жылғы сәуір".into()),
            ],
            columns: ["Қашан", "Не", "Сомасы", "Қалдық"].map(str::to_owned),
            rows: (1..=rows).map(row).collect(),
            seal: Some(("Ештеңе өзгертілмегенінің дәлелі".into(), "9f2c41d07ab3".into())),
        }
    }

    /// What stands there, read by somebody else's reader, without the spaces that it makes up.
    fn read(pdf: &[u8]) -> String {
        pdf_extract::extract_text_from_mem(pdf).unwrap().split_whitespace().collect()
    }

    #[test]
    fn letters_of_every_language_can_be_read_back() {
        let pdf = sheet(3).draw().unwrap();
        let text = read(&pdf);
        for said in
            ["Шотүзіндісі", "ҰлыдалаӨҒҮІҺәңғүұқөһі", "Бонусқолжетімдіболды", "–40500,00₸", "300,00₸", "9f2c41d07ab3"]
        {
            assert!(text.contains(said), "{said} is not in {text}");
        }
        let polish = Sheet { title: "Naïve façade — ¿Años? Їжак, ґанок; zł".into(), ..sheet(0) };
        assert!(read(&polish.draw().unwrap()).contains("Naïvefaçade—¿Años?Їжак,ґанок;zł"));
        assert!(pdf.len() < 60_000, "only the letters in use are embedded: {} bytes", pdf.len());
    }

    #[test]
    fn every_row_is_on_one_page_and_none_runs_over_its_end() {
        for rows in [0, 1, 30, 31, 32, 200, 1_000] {
            let sheet = sheet(rows);
            let parts = sheet.parts();
            assert_eq!(parts.iter().map(|part| part.len()).sum::<usize>(), rows);
            let tallest = parts.iter().map(|part| part.iter().map(height).sum::<f32>()).fold(0.0, f32::max);
            assert!(tallest < HEIGHT - 2.0 * MARGIN - 3.0 * LINE, "{rows}: {tallest}");
        }
        let text = read(&sheet(200).draw().unwrap());
        assert!(text.contains("20000,00₸") && text.contains("1/") && text.matches("9f2c41d07ab3").count() == 1);
    }

    #[test]
    fn what_is_too_long_is_cut_with_a_sign() {
        let letters = Letters::new(REGULAR).unwrap();
        let cut = letters.fit(&"Ы".repeat(200), SIZE, 100.0);
        assert!(cut.ends_with('…') && letters.width(&cut, SIZE) <= 100.0, "{cut}");
        assert_eq!(letters.fit("Ы", SIZE, 100.0), "Ы");
    }
}
