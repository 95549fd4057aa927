//! From the bytes of one JSON record to a [`RawRecord`], and the findings about whole files.

use super::json::parse_json;
use super::json_error::JsonErrorKind;
use crate::base::{Limits, Message};
use crate::batch::{Body, Finding, FindingCode, RawRecord};
use crate::model::answer::Raw;

/// A record that doesn't parse.
pub(super) fn broken(row: u64, line: u64, finding: Finding) -> RawRecord {
    RawRecord { row, line, body: None, findings: vec![finding] }
}

/// The record of some bytes. `cut_at` is the offset of the end of the input where the input ends within or right
/// after them without a line break.
pub(super) fn from_json(
    bytes: &[u8],
    (row, line): (u64, u64),
    cut_at: Option<u64>,
    limits: &Limits,
) -> RawRecord {
    let first_line = u32::try_from(line).unwrap_or(u32::MAX);
    match (parse_json(bytes, first_line, limits), cut_at) {
        (Ok(Raw::Object(fields)), _) => {
            RawRecord { row, line, body: Some(Body::Tree(fields)), findings: vec![] }
        }
        (Ok(other), _) => broken(row, line, not_a_record((row, line), &other)),
        (Err(error), Some(offset)) if error.kind == JsonErrorKind::End => {
            broken(row, line, truncated((row, line), offset))
        }
        (Err(_), _) if bytes.starts_with(b"-----BEGIN") => broken(row, line, encrypted((row, line))),
        (Err(error), _) => {
            let code = if error.is_limit() { FindingCode::TooLarge } else { FindingCode::BadJson };
            let line = line + u64::from(error.lines);
            RawRecord {
                row,
                line,
                body: None,
                findings: vec![Finding::new(code, (row, line), error.message())],
            }
        }
    }
}

fn encrypted(at: (u64, u64)) -> Finding {
    let message = Message::new(
        "berkas ini tampaknya terenkripsi; bukalah dulu sandinya",
        "this file seems to be encrypted; decrypt it first",
    );
    Finding::new(FindingCode::BadEncoding, at, message)
}

/// A record over the limit of bytes.
pub(super) fn too_large(at: (u64, u64), limit: usize) -> RawRecord {
    let message = Message::new(
        format!("rekaman lebih dari {limit} byte (`--limit-record-bytes`)"),
        format!("the record is larger than {limit} bytes (`--limit-record-bytes`)"),
    );
    broken(at.0, at.1, Finding::new(FindingCode::TooLarge, at, message))
}

fn not_a_record(at: (u64, u64), found: &Raw) -> Finding {
    let kind = found.kind();
    let message = Message::new(
        format!("sebuah rekaman adalah objek JSON, bukan {}", kind.id),
        format!("a record is a JSON object, not {}", kind.en),
    );
    Finding::new(FindingCode::NotARecord, at, message)
}

/// A record that the end of the input cuts off.
pub(super) fn truncated(at: (u64, u64), offset: u64) -> Finding {
    let message = Message::new(
        format!("berkas berakhir di tengah rekaman ini (byte ke-{offset}); rekaman sebelumnya utuh"),
        format!("the file ends within this record (byte {offset}); the records before it are whole"),
    );
    Finding::new(FindingCode::Truncated, at, message)
}

/// A file in UTF-16.
pub(super) fn utf16() -> RawRecord {
    broken(0, 1, utf16_finding())
}

/// That a file isn't UTF-8 text.
pub(super) fn utf16_finding() -> Finding {
    let message = Message::new(
        "berkas ini UTF-16; simpanlah sebagai UTF-8 (di Excel: `CSV UTF-8`)",
        "this file is UTF-16; save it as UTF-8 (in Excel: `CSV UTF-8`)",
    );
    Finding::new(FindingCode::BadEncoding, (0, 1), message)
}
