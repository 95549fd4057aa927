//! Panels on a page: in columns, read from the top of each, in about the proportions of a sheet.

use super::panel::{Drawn, draw};
use crate::form::diagram::Diagram;

/// Around the page.
pub(super) const MARGIN: f64 = 24.0;
/// The title and what stands below it.
pub(super) const HEADER: f64 = 62.0;
/// The explanation of boxes and lines.
pub(super) const FOOTER: f64 = 40.0;
/// Between panels.
const GAP: f64 = 16.0;
/// A page is at least so wide: title and explanation need it.
const LEAST_WIDTH: f64 = 760.0;
/// More columns than this are not tried.
const MOST_COLUMNS: usize = 12;
/// Width to height of the sheets.
const SHEET: f64 = std::f64::consts::SQRT_2;

/// A page: where each panel stands, and its size.
pub(super) struct Page {
    pub(super) size: (f64, f64),
    pub(super) panels: Vec<((f64, f64), Drawn)>,
}

/// Lays out a picture.
pub(super) fn page(diagram: &Diagram) -> Page {
    let drawn: Vec<Drawn> = diagram.panels.iter().map(|panel| draw(panel, diagram.rightward)).collect();
    let sizes: Vec<(f64, f64)> = drawn.iter().map(|panel| panel.size).collect();
    let tried = (1..=MOST_COLUMNS.min(sizes.len().max(1))).map(|count| columns(&sizes, count));
    // How large it can be printed on a sheet of width √2 and height 1, either way round.
    let scale = |(_, (width, height)): &(Vec<(f64, f64)>, (f64, f64))| {
        (SHEET / width).min(1.0 / height).max((1.0 / width).min(SHEET / height))
    };
    // The first of equals: fewer columns.
    let best = tried.reduce(|best, next| if scale(&next) > scale(&best) * 1.01 { next } else { best });
    let (places, size) = best.unwrap_or_default();
    Page { size, panels: places.into_iter().zip(drawn).collect() }
}

/// Panels in so many columns of about the same height.
fn columns(sizes: &[(f64, f64)], count: usize) -> (Vec<(f64, f64)>, (f64, f64)) {
    let total: f64 = sizes.iter().map(|size| size.1 + GAP).sum();
    let highest = sizes.iter().map(|size| size.1 + GAP).fold(0.0, f64::max);
    // The least height with which the panels need no more columns.
    let mut room = (total / count as f64).max(highest);
    while stacked(sizes, room).iter().map(|(column, _)| column + 1).max().unwrap_or(1) > count {
        room *= 1.03;
    }
    let stack = stacked(sizes, room);
    let mut widths = vec![0.0_f64; count];
    for ((column, _), size) in stack.iter().zip(sizes) {
        if let Some(width) = widths.get_mut(*column) {
            *width = width.max(size.0);
        }
    }
    let left = |column: usize| MARGIN + widths.iter().take(column).map(|width| width + GAP).sum::<f64>();
    let places: Vec<(f64, f64)> =
        stack.iter().map(|(column, top)| (left(*column), MARGIN + HEADER + top)).collect();
    let bottom = places.iter().zip(sizes).map(|(place, size)| place.1 + size.1).fold(0.0, f64::max);
    let right = places.iter().zip(sizes).map(|(place, size)| place.0 + size.0).fold(0.0, f64::max);
    (places, ((right + MARGIN).max(LEAST_WIDTH), bottom + FOOTER + MARGIN))
}

/// The column of each panel, and how far below the column's top it begins.
fn stacked(sizes: &[(f64, f64)], room: f64) -> Vec<(usize, f64)> {
    let (mut column, mut top) = (0, 0.0);
    let mut out = Vec::with_capacity(sizes.len());
    for (_, height) in sizes {
        if top > 0.0 && top + height > room {
            column += 1;
            top = 0.0;
        }
        out.push((column, top));
        top += height + GAP;
    }
    out
}
