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

impl Qr {
    /// A file of its own.
    pub fn to_svg(&self) -> String {
        self.0.replacen(r#"class="qr""#, r#"xmlns="http://www.w3.org/2000/svg""#, 1)
    }
}

/// Dots to one module of a code: printed a hand's width wide, a code of a usual address has 300 dots to the inch.
const DOTS: usize = 24;
/// The light margin that readers want. Source: ISO/IEC 18004, 4 modules.
const MARGIN: usize = 4;

/// A QR code for print, two colours. `None` when the text is longer than a QR code holds.
pub fn qr_png(text: &str) -> Result<Option<Vec<u8>>, png::EncodingError> {
    let Ok(code) = qrcode::QrCode::with_error_correction_level(text, qrcode::EcLevel::M) else { return Ok(None) };
    let modules = code.width();
    let side = (modules + 2 * MARGIN) * DOTS;
    let is_dark = |x: usize, y: usize| {
        let inside = |at: usize| (at / DOTS).checked_sub(MARGIN).filter(|module| *module < modules);
        inside(x).zip(inside(y)).is_some_and(|place| code[place] == qrcode::Color::Dark)
    };
    // A bit a dot, the first in the highest; 1 is white. DOTS is a multiple of eight, so a line ends with a whole byte.
    let byte = |y: usize, first: usize| (0..8).fold(0_u8, |bits, n| bits << 1 | u8::from(!is_dark(first + n, y)));
    let dots: Vec<u8> =
        (0..side).flat_map(|y| (0..side).step_by(8).map(move |x| (x, y))).map(|(x, y)| byte(y, x)).collect();
    let edge = u32::try_from(side).map_err(|_| png::EncodingError::LimitsExceeded)?;
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, edge, edge);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_depth(png::BitDepth::One);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&dots)?;
    writer.finish()?;
    Ok(Some(file))
}

impl fmt::Display for Qr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl HtmlSafe for Qr {}

/// One of several bars that stand each beside its name and its number; the picture is for the eye only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bar(String);

impl Bar {
    /// So long beside the longest; below zero counts as zero. Integers, so that no float touches money.
    pub fn of(length: i128, longest: i128) -> Bar {
        const FULL: i128 = 1_000;
        let wide = (length.max(0).saturating_mul(FULL) / longest.max(1)).max(i128::from(length > 0) * 8);
        Bar(format!(
            r#"<svg class="bar" viewBox="0 0 {FULL} 10" preserveAspectRatio="none" aria-hidden="true" focusable="false"><rect width="{wide}" height="10"/></svg>"#
        ))
    }
}

impl fmt::Display for Bar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl HtmlSafe for Bar {}

#[cfg(test)]
mod tests {
    use super::{Bar, Qr, qr_png};

    /// What a camera sees: the dots of the file, module by module, are those of the code.
    #[test]
    fn the_file_for_print_holds_the_same_code_as_the_page() {
        let text = "https://bonus.example.kz/r/K7QM2XWA";
        let file = qr_png(text).unwrap().unwrap();
        let mut reader = png::Decoder::new(std::io::Cursor::new(file)).read_info().unwrap();
        let mut dots = vec![0; reader.output_buffer_size().unwrap()];
        let info = reader.next_frame(&mut dots).unwrap();
        let code = qrcode::QrCode::with_error_correction_level(text, qrcode::EcLevel::M).unwrap();
        let modules = code.width();
        assert_eq!(info.width as usize, (modules + 8) * 24);
        let is_dark = |x: usize, y: usize| dots[y * info.line_size + x / 8] >> (7 - x % 8) & 1 == 0;
        for (y, row) in (0..modules + 8).map(|y| (y, y * 24 + 11)) {
            for (x, column) in (0..modules + 8).map(|x| (x, x * 24 + 13)) {
                let inside = (4..modules + 4).contains(&x) && (4..modules + 4).contains(&y);
                let dark = inside && code[(x - 4, y - 4)] == qrcode::Color::Dark;
                assert_eq!(is_dark(column, row), dark, "{x} {y}");
            }
        }
        assert!(Qr::of(text).unwrap().to_svg().starts_with(r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox"#));
        assert_eq!(qr_png(&"x".repeat(3000)).unwrap(), None);
    }

    #[test]
    fn a_bar_is_as_long_as_its_share_and_never_vanishes() {
        let wide = |length, longest| {
            let bar = Bar::of(length, longest).to_string();
            bar.split_once("rect width=\"").unwrap().1.split_once('"').unwrap().0.to_owned()
        };
        assert_eq!([wide(50, 200), wide(200, 200), wide(1, 1_000_000)], ["250", "1000", "8"]);
        assert_eq!([wide(0, 200), wide(-50, 200), wide(0, 0)], ["0", "0", "0"]);
    }
}
