//! Pictures drawn on the server as SVG, without script or style of their own.

use askama::filters::HtmlSafe;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

/// A QR code. Its size is the stylesheet's; it is always dark on light, as cameras want it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Qr(Arc<str>);

/// Codes drawn before: finding the best pattern costs more than the rest of a page. The same text is always the same picture.
static DRAWN: Mutex<BTreeMap<String, Qr>> = Mutex::new(BTreeMap::new());
const KEPT: usize = 1_000;

impl Qr {
    /// `None` when the text is longer than a QR code holds (2,953 bytes).
    pub fn of(text: &str) -> Option<Qr> {
        if let Some(drawn) = DRAWN.lock().unwrap_or_else(PoisonError::into_inner).get(text) {
            return Some(drawn.clone());
        }
        let qr = Qr::draw(text)?;
        let mut drawn = DRAWN.lock().unwrap_or_else(PoisonError::into_inner);
        if drawn.len() >= KEPT {
            drawn.clear();
        }
        drawn.insert(text.to_owned(), qr.clone());
        Some(qr)
    }

    /// The same, not kept: for a secret.
    pub fn draw(text: &str) -> Option<Qr> {
        let code = qrcode::QrCode::with_error_correction_level(text, qrcode::EcLevel::M).ok()?;
        let width = code.width();
        let mut path = String::new();
        for (y, row) in code.to_colors().chunks(width).enumerate() {
            let mut x = 0;
            for run in row.chunk_by(|a, b| a == b) {
                if run.first() == Some(&qrcode::Color::Dark) {
                    path.push_str(&format!("M{} {}h{}v1h-{}z", x + 4, y + 4, run.len(), run.len()));
                }
                x += run.len();
            }
        }
        let side = width + 8;
        let svg = format!(
            r##"<svg class="qr" viewBox="0 0 {side} {side}" role="img" aria-label="QR" shape-rendering="crispEdges"><rect width="{side}" height="{side}" fill="#fff"/><path d="{path}" fill="#000"/></svg>"##
        );
        Some(Qr(svg.into()))
    }
}

impl fmt::Display for Qr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl HtmlSafe for Qr {}

/// Bars from left to right. The numbers stand in a table beside it; the picture is for the eye only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bars(String);

impl Bars {
    /// Heights in any unit; below zero counts as zero. Integers, so that no float touches money.
    pub fn of(heights: &[i128]) -> Bars {
        const STEP: usize = 30;
        const FULL: i128 = 84;
        let most = heights.iter().copied().max().unwrap_or(0).max(1);
        let width = heights.len() * STEP;
        let mut svg = format!(r#"<svg class="bars" viewBox="0 0 {width} 96" aria-hidden="true" focusable="false">"#);
        for (at, height) in heights.iter().enumerate() {
            let tall = (height.max(&0).saturating_mul(FULL) / most).max(i128::from(*height > 0) * 2);
            let class = if at + 1 == heights.len() { "bar now" } else { "bar" };
            let (x, y) = (at * STEP + 5, 90 - tall);
            svg.push_str(&format!(r#"<rect class="{class}" x="{x}" y="{y}" width="20" height="{tall}" rx="3"/>"#));
        }
        svg.push_str(&format!(r#"<line class="ground" x1="0" y1="90.5" x2="{width}" y2="90.5"/></svg>"#));
        Bars(svg)
    }
}

impl fmt::Display for Bars {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl HtmlSafe for Bars {}
