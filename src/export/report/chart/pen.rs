//! Strokes: rectangles, lines, dots and text on an SVG sheet.

use plotters::prelude::{
    Circle, Color, DrawingArea, IntoDrawingArea, IntoFont, PathElement, RGBColor, Rectangle, SVGBackend,
};
use plotters::style::TextStyle;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use super::Colour;

/// Where text stands from its point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// It begins there.
    Right,
    /// It ends there.
    Left,
    /// It stands around it.
    Around,
}

/// How text looks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Letters {
    pub(super) size: i32,
    pub(super) colour: Colour,
    pub(super) side: Side,
}

/// Draws on one sheet. A stroke that fails is left out: the table beside the chart says the same.
pub(super) struct Pen<'s> {
    area: DrawingArea<SVGBackend<'s>, plotters::coord::Shift>,
}

/// A picture of a size, drawn by a function.
pub(super) fn picture((width, height): (i32, i32), draw: impl FnOnce(&Pen<'_>)) -> String {
    let mut text = String::new();
    let size = |length: i32| u32::try_from(length).unwrap_or(1);
    {
        let area = SVGBackend::with_string(&mut text, (size(width), size(height))).into_drawing_area();
        let pen = Pen { area };
        draw(&pen);
        let _ = pen.area.present();
    }
    text
}

fn rgb(Colour(red, green, blue): Colour) -> RGBColor {
    RGBColor(red, green, blue)
}

impl Pen<'_> {
    /// A filled rectangle between two corners.
    pub(super) fn block(&self, from: (i32, i32), to: (i32, i32), colour: Colour) {
        if to.0 > from.0 && to.1 > from.1 {
            let _ = self.area.draw(&Rectangle::new([from, to], rgb(colour).filled()));
        }
    }

    /// A line through points.
    pub(super) fn line(&self, points: &[(i32, i32)], colour: Colour, thickness: u32) {
        let _ = self.area.draw(&PathElement::new(points.to_vec(), rgb(colour).stroke_width(thickness)));
    }

    /// A dot.
    pub(super) fn dot(&self, at: (i32, i32), colour: Colour) {
        let _ = self.area.draw(&Circle::new(at, 7, rgb(colour).filled()));
    }

    /// Text at the height of its middle.
    pub(super) fn text(&self, at: (i32, i32), text: &str, letters: Letters) {
        let anchor = match letters.side {
            Side::Right => HPos::Left,
            Side::Left => HPos::Right,
            Side::Around => HPos::Center,
        };
        // The library sets its sizes 1.24 times as large as SVG's.
        let font = ("sans-serif", f64::from(letters.size) * 1.24).into_font();
        let colour = rgb(letters.colour);
        let style = TextStyle::from(font).color(&colour).pos(Pos::new(anchor, VPos::Center));
        let _ = self.area.draw_text(text, &style, at);
    }

    /// Lines of text around the height of their middle.
    pub(super) fn lines(&self, (x, y): (i32, i32), lines: &[String], letters: Letters) {
        let step = letters.size * 5 / 4;
        let count = i32::try_from(lines.len()).unwrap_or(1);
        for (at, line) in (0..).zip(lines) {
            self.text((x, y + step * at - step * (count - 1) / 2), line, letters);
        }
    }
}
