//! Tables for people: aligned, bordered, as wide as the terminal.

use comfy_table::presets::UTF8_FULL_CONDENSED;
use comfy_table::{
    Attribute, Cell, CellAlignment, Color, ColumnConstraint, ContentArrangement, Table, Width,
};

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

/// A table; styles are put in always, and taken out where the terminal wants none. On a terminal too narrow for it,
/// cells are broken between words, never inside one; `None` where even that doesn't fit. Elsewhere it is as wide as it is.
pub(crate) fn render(head: &[String], rows: Vec<Vec<Cell>>, terminal: Option<usize>) -> Option<String> {
    let mut table = Table::new();
    table
        .load_style(UTF8_FULL_CONDENSED.with_rounded_corners())
        .set_content_arrangement(ContentArrangement::Disabled)
        .enforce_styling()
        .set_header(head.iter().map(|text| Cell::new(escape::line(text)).add_attribute(Attribute::Bold)));
    table.add_rows(rows);
    if let Some(width) = terminal {
        let words = longest_words(&table);
        if words.iter().map(|word| word + 3).sum::<usize>() >= width {
            return None;
        }
        table
            .set_content_arrangement(ContentArrangement::Dynamic)
            .set_width(u16::try_from(width).unwrap_or(u16::MAX));
        for (column, longest) in table.column_iter_mut().zip(words) {
            let width = u16::try_from(longest + 2).unwrap_or(u16::MAX);
            column.set_constraint(ColumnConstraint::LowerBoundary(Width::Fixed(width)));
        }
    }
    Some(format!("{table}\n"))
}

/// The longest word of each column, in characters.
fn longest_words(table: &Table) -> Vec<usize> {
    let mut longest: Vec<usize> = Vec::new();
    for row in table.header().into_iter().chain(table.row_iter()) {
        for (at, cell) in row.cell_iter().enumerate() {
            let content = cell.content();
            let word = content.split(' ').map(|word| word.chars().count()).max().unwrap_or(0);
            match longest.get_mut(at) {
                Some(known) => *known = word.max(*known),
                None => longest.push(word),
            }
        }
    }
    longest
}
