//! The first row of a CSV file: names of columns, each once.

use std::collections::BTreeSet;

use super::rows::Row;
use crate::base::{DELIMITERS, Message};
use crate::batch::{Finding, FindingCode, Header};

/// Reads a header. A column that can't be used has an empty name; `None` for a header that was cut by another
/// delimiter than the one in use.
pub(super) fn header(row: &Row, file: u32, findings: &mut Vec<Finding>) -> Option<Header> {
    let at = (0, row.line);
    let mut names: Vec<Box<str>> = Vec::new();
    let mut seen = BTreeSet::new();
    for (column, cell) in row.cells.iter().enumerate() {
        let text = std::str::from_utf8(cell);
        let name = text.map(str::trim).unwrap_or_default();
        if text.is_err() {
            let finding = Finding::new(FindingCode::BadEncoding, at, not_utf8(column));
            findings.push(Finding { file, ..finding });
        } else if name.contains('\r') {
            findings.push(Finding { file, ..Finding::new(FindingCode::BadHeader, at, old_line_breaks()) });
            return None;
        } else if name.is_empty() {
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
        && let Some(other) = only.bytes().find(|byte| DELIMITERS.contains(byte))
    {
        findings.push(Finding { file, ..Finding::new(FindingCode::BadHeader, at, other_delimiter(other)) });
        return None;
    }
    Some(Header { names, line: row.line, file })
}

fn not_utf8(column: usize) -> Message {
    Message::new(
        format!(
            "nama kolom ke-{} bukan UTF-8 dan isinya diabaikan; simpanlah berkasnya sebagai UTF-8",
            column + 1
        ),
        format!(
            "the name of column {} is not UTF-8 and what stands in it is ignored; save the file as UTF-8",
            column + 1
        ),
    )
}

fn old_line_breaks() -> Message {
    Message::new(
        "baris berkas ini diakhiri CR saja (format Macintosh lama); simpanlah lagi sebagai `CSV UTF-8`",
        "the lines of this file end in CR alone (the old Macintosh format); save it again as `CSV UTF-8`",
    )
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

fn other_delimiter(other: u8) -> Message {
    let flag = delimiter_flag(other);
    Message::new(
        format!("baris judul hanya satu kolom; tampaknya pemisahnya lain: pakailah {flag}"),
        format!("the header has a single column; its delimiter seems to be another: use {flag}"),
    )
}

/// How the command line is told a delimiter.
pub(super) fn delimiter_flag(delimiter: u8) -> String {
    match delimiter {
        b'\t' => "`--delimiter '\\t'`".to_owned(),
        other => format!("`--delimiter '{}'`", char::from(other)),
    }
}
