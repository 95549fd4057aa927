//! The first row of a CSV file: names of columns, each once.

use std::collections::BTreeSet;

use super::rows::Row;
use crate::base::Message;
use crate::batch::{Finding, FindingCode, Header};

/// Delimiters that a header of one column makes suspicious.
const DELIMITERS: [char; 4] = [';', '\t', '|', ','];

/// Reads a header. A column that can't be used has an empty name; `None` for a header that was cut by another
/// delimiter than the one in use.
pub(super) fn header(row: &Row, file: u32, findings: &mut Vec<Finding>) -> Option<Header> {
    let at = (0, row.line);
    let mut names: Vec<Box<str>> = Vec::new();
    let mut seen = BTreeSet::new();
    for (column, cell) in row.cells.iter().enumerate() {
        let name = std::str::from_utf8(cell).map(str::trim).unwrap_or_default();
        if name.is_empty() {
            findings.push(Finding { file, ..Finding::new(FindingCode::BadHeader, at, nameless(column)) });
        } else if !seen.insert(name) {
            let repeated = Finding::new(FindingCode::DuplicateField, at, twice()).field(name);
            findings.push(Finding { file, ..repeated });
            names.push("".into());
            continue;
        }
        names.push(name.into());
    }
    if let [only] = names.as_slice()
        && let Some(other) = only.chars().find(|c| DELIMITERS.contains(c))
    {
        findings.push(Finding { file, ..Finding::new(FindingCode::BadHeader, at, other_delimiter(other)) });
        return None;
    }
    Some(Header { names, line: row.line, file })
}

fn nameless(column: usize) -> Message {
    Message::new(
        format!("kolom ke-{} tidak bernama; isinya diabaikan", column + 1),
        format!("column {} has no name; what stands in it is ignored", column + 1),
    )
}

fn twice() -> Message {
    Message::new(
        "nama kolom ini muncul dua kali; kolom pertama yang dipakai",
        "this column's name stands twice; the first column is used",
    )
}

fn other_delimiter(other: char) -> Message {
    let shown = if other == '\t' { "tab".to_owned() } else { format!("`{other}`") };
    Message::new(
        format!("baris judul hanya satu kolom; tampaknya pemisahnya {shown} (pakailah `--delimiter`)"),
        format!("the header has a single column; its delimiter seems to be {shown} (use `--delimiter`)"),
    )
}
