//! Tables for people: aligned, bordered, as wide as the terminal.

use comfy_table::presets::UTF8_FULL_CONDENSED;
use comfy_table::{Attribute, Cell, CellAlignment, Color, ContentArrangement, Table};

use crate::cli::escape;

/// How a cell looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Look {
    /// As it is.
    Plain,
    /// A number, to the right.
    Number,
    /// Good news.
    Good,
    /// A warning.
    Warn,
    /// An error.
    Bad,
    /// What matters less.
    Dim,
}

/// One cell: what an author or a respondent wrote is escaped here.
pub(crate) fn cell(text: &str, look: Look) -> Cell {
    let cell = Cell::new(escape::line(text));
    match look {
        Look::Plain => cell,
        Look::Number => cell.set_alignment(CellAlignment::Right),
        Look::Good => cell.fg(Color::Green),
        Look::Warn => cell.fg(Color::Yellow),
        Look::Bad => cell.fg(Color::Red),
        Look::Dim => cell.add_attribute(Attribute::Dim),
    }
}

/// A table; styles are put in always, and taken out where the terminal wants none.
pub(crate) fn render(head: &[String], rows: Vec<Vec<Cell>>, width: usize) -> String {
    let mut table = Table::new();
    table
        .load_style(UTF8_FULL_CONDENSED.with_rounded_corners())
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(u16::try_from(width).unwrap_or(u16::MAX))
        .enforce_styling()
        .set_header(head.iter().map(|text| Cell::new(escape::line(text)).add_attribute(Attribute::Bold)));
    table.add_rows(rows);
    format!("{table}\n")
}
