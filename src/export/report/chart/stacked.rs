//! Bars of a hundred percent: how a group's people are spread over bands.

use super::pen::{Letters, Pen, Side, picture};
use super::{Colour, HIDDEN, INK, QUIET, Width, lines, most_lines};

/// One group's bar.
#[derive(Debug, Clone)]
pub(in crate::export::report) struct Stack {
    /// Whose it is.
    pub(in crate::export::report) label: String,
    /// Beside the bar: how many people.
    pub(in crate::export::report) note: String,
    /// The share of each band, 0 to 1, from the lowest; `None` where it may not be shown.
    pub(in crate::export::report) parts: Vec<Option<f64>>,
    /// Whether there is nothing to show at all.
    pub(in crate::export::report) hidden: bool,
}

/// Characters beside a bar.
const LABEL: usize = 27;
/// Characters above a bar on a telephone, beside the number of people.
const PHONE_LABEL: usize = 36;

const LETTERS: Letters = Letters { size: 24, colour: INK, side: Side::Left };

/// The bars of groups below each other.
pub(in crate::export::report) fn stacked(stacks: &[Stack], colours: &[Colour], width: Width) -> String {
    let labels = || stacks.iter().map(|stack| &*stack.label);
    let (row, top) = match width {
        Width::Page => ((12 + 30 * most_lines(labels(), LABEL)).max(56), 0),
        Width::Phone => {
            let top = 10 + 30 * most_lines(labels(), PHONE_LABEL);
            (top + 52, top)
        }
    };
    let count = i32::try_from(stacks.len()).unwrap_or(0);
    let whole = width.units();
    picture((whole, row * count), |pen| {
        for (at, stack) in (0..).zip(stacks) {
            let y = row * at;
            let ends = match width {
                Width::Page => {
                    let middle = y + row / 2;
                    pen.lines((324, middle), &lines(&stack.label, LABEL), LETTERS);
                    let note = Letters { size: 22, colour: QUIET, side: Side::Right };
                    pen.text((whole - 128, middle), &stack.note, note);
                    (344, whole - 144)
                }
                Width::Phone => {
                    let middle = y + top / 2 + 4;
                    let label = lines(&stack.label, PHONE_LABEL);
                    pen.lines((0, middle), &label, Letters { side: Side::Right, ..LETTERS });
                    pen.text(
                        (whole, middle),
                        &stack.note,
                        Letters { size: 22, colour: QUIET, side: Side::Left },
                    );
                    (0, whole)
                }
            };
            let thickness = 40;
            let from = y + top + (row - top - thickness) / 2;
            bar(pen, stack, colours, (ends, (from, from + thickness)));
        }
    })
}

fn bar(
    pen: &Pen<'_>,
    stack: &Stack,
    colours: &[Colour],
    ((left, right), (top, bottom)): ((i32, i32), (i32, i32)),
) {
    pen.block((left, top), (right, bottom), HIDDEN);
    if stack.hidden {
        return;
    }
    let at = |share: f64| left + pixels(share * f64::from(right - left));
    // What may not be shown stands together in the middle of the bar, where its bands are.
    let shown: f64 = stack.parts.iter().flatten().sum();
    let secrets = stack.parts.iter().filter(|part| part.is_none()).count();
    let secret = if secrets > 0 { (1.0 - shown).max(0.0) } else { 0.0 };
    let mut before = 0.0;
    let mut left_out = false;
    for (part, colour) in stack.parts.iter().zip(colours) {
        let Some(share) = part else {
            before += if left_out { 0.0 } else { secret };
            left_out = true;
            continue;
        };
        let (from, to) = (at(before), at(before + share));
        pen.block((from, top), (to, bottom), *colour);
        if to - from >= 60 {
            let ink = if colour.is_dark() { Colour(255, 255, 255) } else { INK };
            let letters = Letters { size: 22, colour: ink, side: Side::Around };
            pen.text(((from + to) / 2, (top + bottom) / 2), &format!("{}%", pixels(share * 100.0)), letters);
        }
        before += share;
    }
}

/// The nearest whole number.
#[expect(clippy::cast_possible_truncation, reason = "lengths on a sheet of paper")]
pub(super) fn pixels(length: f64) -> i32 {
    length.round() as i32
}
