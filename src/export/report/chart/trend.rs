//! A line over waves.

use super::pen::{Letters, Pen, Side, picture};
use super::stacked::pixels;
use super::{BAR, INK, QUIET, RULE, lines};

/// What an indicator came to in one wave.
#[derive(Debug, Clone)]
pub(in crate::export::report) struct Point {
    /// The wave.
    pub(in crate::export::report) label: String,
    /// The number; `None` where there is none or it may not be shown.
    pub(in crate::export::report) value: Option<f64>,
    /// The number as it is read.
    pub(in crate::export::report) text: String,
}

/// An indicator over the waves.
#[derive(Debug, Clone)]
pub(in crate::export::report) struct Trend {
    /// In the order of time.
    pub(in crate::export::report) points: Vec<Point>,
    /// The ends of the scale.
    pub(in crate::export::report) ends: (f64, f64),
}

const WIDTH: i32 = 660;
const TOP: i32 = 50;
const BOTTOM: i32 = 230;
const HEIGHT: i32 = 290;

/// One small chart: a dot and a number for each wave, lines between waves that follow each other.
pub(in crate::export::report) fn trend(trend: &Trend) -> String {
    let count = i32::try_from(trend.points.len()).unwrap_or(1).max(1);
    let step = (WIDTH - 140) / (count - 1).max(1);
    let first = if count == 1 { WIDTH / 2 } else { 70 };
    let (low, high) = trend.ends;
    let height = |value: f64| {
        let share = if high > low { ((value - low) / (high - low)).clamp(0.0, 1.0) } else { 0.5 };
        BOTTOM - pixels(share * f64::from(BOTTOM - TOP))
    };
    // Numbers need room: where there isn't enough, only some are written.
    let widest = trend.points.iter().map(|point| point.text.chars().count()).max().unwrap_or(0);
    let room = (i32::try_from(widest).unwrap_or(0) * 13 + 10).max(90);
    let every = (room + step - 1) / step.max(1);
    picture((WIDTH, HEIGHT), |pen| {
        pen.line(&[(0, BOTTOM), (WIDTH, BOTTOM)], RULE, 2);
        let places: Vec<(i32, Option<i32>, &Point)> = (0..)
            .zip(&trend.points)
            .map(|(at, point)| (first + step * at, point.value.map(height), point))
            .collect();
        connect(pen, &places);
        for (at, (x, y, point)) in (0..).zip(&places) {
            let last = at == count - 1;
            let written = last || (at % every.max(1) == 0 && count - 1 - at >= every);
            if let Some(y) = y {
                pen.dot((*x, *y), BAR);
            }
            if !written {
                continue;
            }
            let colour = if y.is_some() { INK } else { QUIET };
            let letters = Letters { size: 24, colour, side: Side::Around };
            // A long number at an end stays on the sheet.
            let half = i32::try_from(point.text.chars().count()).unwrap_or(0) * 7 + 4;
            let inside = (*x).clamp(half.min(WIDTH / 2), (WIDTH - half).max(WIDTH / 2));
            pen.text((inside, y.unwrap_or(BOTTOM) - 26), &point.text, letters);
            let letters = Letters { size: 20, colour: QUIET, side: Side::Around };
            pen.lines((*x, BOTTOM + 30), &lines(&point.label, 14), letters);
        }
    })
}

fn connect(pen: &Pen<'_>, places: &[(i32, Option<i32>, &Point)]) {
    for pair in places.windows(2) {
        if let [(x, Some(y), _), (next_x, Some(next_y), _)] = pair {
            pen.line(&[(*x, *y), (*next_x, *next_y)], BAR, 5);
        }
    }
}
