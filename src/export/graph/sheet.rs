//! The sheet of paper that a picture fits on with its text still readable.

/// So many millimetres a pixel must be for the smallest text (11 pixels) to be read: 5 points.
const LEAST_SCALE: f64 = 0.1603;
/// The margin a printer needs.
const MARGIN: f64 = 8.0;
/// Long sides of the sheets, in millimetres.
const SHEETS: [(&str, f64, f64); 5] = [
    ("A4", 297.0, 210.0),
    ("A3", 420.0, 297.0),
    ("A2", 594.0, 420.0),
    ("A1", 841.0, 594.0),
    ("A0", 1189.0, 841.0),
];

/// A sheet and how it lies.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Sheet {
    pub(super) name: &'static str,
    pub(super) landscape: bool,
    /// Width and height in millimetres.
    pub(super) size: (f64, f64),
}

/// The smallest sheet for a picture of this many pixels; A0 for what is larger still.
pub(super) fn sheet((width, height): (f64, f64)) -> Sheet {
    let landscape = width >= height;
    let turned = |long: f64, short: f64| if landscape { (long, short) } else { (short, long) };
    let fits = |size: (f64, f64)| {
        ((size.0 - 2.0 * MARGIN) / width).min((size.1 - 2.0 * MARGIN) / height) >= LEAST_SCALE
    };
    let made =
        |(name, long, short): (&'static str, f64, f64)| Sheet { name, landscape, size: turned(long, short) };
    let [.., largest] = SHEETS;
    SHEETS.into_iter().map(made).find(|sheet| fits(sheet.size)).unwrap_or_else(|| made(largest))
}
