//! Plain bars: a number for each of several things.

use super::pen::{Letters, Side, picture};
use super::stacked::pixels;
use super::{BAR, HIDDEN, INK, QUIET, RULE, Width, lines, most_lines};

/// One bar.
#[derive(Debug, Clone)]
pub(in crate::export::report) struct Bar {
    /// What it is of.
    pub(in crate::export::report) label: String,
    /// Its length as a share of the longest, 0 to 1; `None` where it may not be shown.
    pub(in crate::export::report) length: Option<f64>,
    /// The number as it is read.
    pub(in crate::export::report) text: String,
}

/// Characters beside a bar.
const LABEL: usize = 33;
/// Characters above a bar on a telephone.
const PHONE_LABEL: usize = 48;

/// Bars below each other, the number behind each.
pub(in crate::export::report) fn bars(bars: &[Bar], width: Width) -> String {
    let labels = || bars.iter().map(|bar| &*bar.label);
    let (row, top, left) = match width {
        Width::Page => {
            (22 + 30 * most_lines(labels(), LABEL).max(1) - (most_lines(labels(), LABEL) - 1) * 6, 0, 424)
        }
        Width::Phone => {
            let top = 10 + 30 * most_lines(labels(), PHONE_LABEL);
            (top + 44, top, 0)
        }
    };
    let (count, whole) = (i32::try_from(bars.len()).unwrap_or(0), width.units());
    let room = whole - left - 230;
    picture((whole, row * count), |pen| {
        pen.line(&[(left, 0), (left, row * count)], RULE, 2);
        for (at, bar) in (0..).zip(bars) {
            let y = row * at;
            let letters = Letters { size: 24, colour: INK, side: Side::Left };
            match width {
                Width::Page => pen.lines((left - 20, y + row / 2), &lines(&bar.label, LABEL), letters),
                Width::Phone => {
                    let label = lines(&bar.label, PHONE_LABEL);
                    pen.lines((0, y + top / 2 + 4), &label, Letters { side: Side::Right, ..letters });
                }
            }
            let thickness = 34;
            let from = y + top + (row - top - thickness) / 2;
            let to = from + thickness;
            let (length, colour, ink) = match bar.length {
                Some(length) => (pixels(length.clamp(0.0, 1.0) * f64::from(room)).max(2), BAR, INK),
                None => (28, HIDDEN, QUIET),
            };
            pen.block((left, from), (left + length, to), colour);
            let number = Letters { size: 22, colour: ink, side: Side::Right };
            pen.text((left + length + 12, (from + to) / 2), &bar.text, number);
        }
    })
}
