//! The table of `docs/PERFORMANCE.md`, written by whoever measures. What stands outside the two marks is written by hand.

use crate::machine;
use crate::measure::Run;
use std::path::Path;
use std::time::Duration;

const BEGIN: &str = "<!-- figures: written by `make bench` -->";
const END: &str = "<!-- end of figures -->";

pub struct Row {
    path: String,
    floor: String,
    product: String,
    ratio: Option<f64>,
    goal: String,
    met: Option<bool>,
}

impl Row {
    /// Higher is better: the product must reach `goal` of its floor.
    pub fn rate(path: &str, units: &str, floor: Run, product: Run, goal: f64) -> Row {
        let ratio = product.per_second / floor.per_second;
        Row {
            path: path.into(),
            floor: format!("{} {units}/s", thousands(floor.per_second)),
            product: format!("{} {units}/s", thousands(product.per_second)),
            ratio: Some(ratio),
            goal: format!("≥ {goal}"),
            met: Some(ratio >= goal),
        }
    }

    /// Lower is better: the product may take `goal` times as long as its floor.
    pub fn time(path: &str, floor: Duration, product: Duration, goal: f64) -> Row {
        let ratio = product.as_secs_f64() / floor.as_secs_f64();
        Row {
            path: path.into(),
            floor: seconds(floor),
            product: seconds(product),
            ratio: Some(ratio),
            goal: format!("time ≤ {goal} ×"),
            met: Some(ratio <= goal),
        }
    }

    /// Something with no floor.
    pub fn alone(path: &str, product: String, goal: &str, met: bool) -> Row {
        let (floor, product) = ("–".to_string(), product);
        Row { path: path.into(), floor, product, ratio: None, goal: goal.into(), met: Some(met) }
    }

    pub fn with_p99(mut self, run: Run) -> Row {
        self.product += &format!(", p99 {:.1} ms", run.p99.as_secs_f64() * 1_000.0);
        self
    }

    fn line(&self) -> String {
        let ratio = self.ratio.map_or("–".into(), |ratio| format!("{ratio:.2}"));
        let met = self.met.map_or("", |met| if met { "yes" } else { "**no**" });
        format!("| {} | {} | {} | {ratio} | {} | {met} |", self.path, self.floor, self.product, self.goal)
    }
}

#[derive(Default)]
pub struct Report {
    rows: Vec<Row>,
}

impl Report {
    pub fn add(&mut self, row: Row) {
        eprintln!("{}", row.line());
        self.rows.push(row);
    }

    /// Puts the table between the marks of the document.
    pub fn write(&self) {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/PERFORMANCE.md");
        let document = std::fs::read_to_string(&path).unwrap();
        let (before, rest) = document.split_once(BEGIN).unwrap();
        let (_, after) = rest.split_once(END).unwrap();
        let rows: Vec<String> = self.rows.iter().map(Row::line).collect();
        let head = "| path | floor | product | ratio | goal | met |\n|---|---|---|---|---|---|";
        let text = format!("{before}{BEGIN}\n{}\n\n{head}\n{}\n{END}{after}", machine::words(), rows.join("\n"));
        std::fs::write(&path, text).unwrap();
        eprintln!("wrote {}", path.display());
    }
}

/// 12345.6 as `12,300`: three digits say all there is to say.
pub fn thousands(number: f64) -> String {
    let digits = number.abs().max(1.0).log10().floor() as i32 - 2;
    let unit = 10_f64.powi(digits.max(0));
    let mut text = format!("{:.0}", (number / unit).round() * unit);
    let mut place = text.len();
    while place > 3 {
        place -= 3;
        text.insert(place, ',');
    }
    text
}

pub fn seconds(time: Duration) -> String {
    match time.as_secs_f64() {
        short if short < 1.0 => format!("{:.1} ms", short * 1_000.0),
        long => format!("{long:.2} s"),
    }
}
