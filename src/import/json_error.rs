//! Why a record isn't JSON.

use crate::base::Message;

/// Why text isn't JSON, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JsonError {
    /// Bytes from the start of the text.
    pub offset: usize,
    /// Line breaks before it.
    pub lines: u32,
    /// Why.
    pub kind: JsonErrorKind,
}

/// Why text isn't JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JsonErrorKind {
    /// It ends too early.
    End,
    /// Something else was expected there: these characters.
    Expected(&'static str),
    /// A value was expected there.
    Value,
    /// A number that JSON doesn't have.
    Number,
    /// A `\` sequence that JSON doesn't have.
    Escape,
    /// A control character that isn't escaped.
    Control,
    /// More after the value.
    Trailing,
    /// Nested too deep; the limit.
    Depth(usize),
    /// Too many values; the limit.
    Values(usize),
}

impl JsonError {
    /// What is wrong, for people; never what stands there.
    pub fn message(&self) -> Message {
        match self.kind {
            JsonErrorKind::End => {
                Message::new("JSON berakhir sebelum selesai", "the JSON ends before it is complete")
            }
            JsonErrorKind::Expected(what) => Message::new(
                format!("bukan JSON pada byte ke-{}: seharusnya {what}", self.offset + 1),
                format!("not JSON at byte {}: expected {what}", self.offset + 1),
            ),
            JsonErrorKind::Value => Message::new(
                format!("bukan nilai JSON pada byte ke-{}", self.offset + 1),
                format!("not a JSON value at byte {}", self.offset + 1),
            ),
            JsonErrorKind::Number => Message::new(
                format!("bukan bilangan JSON pada byte ke-{}", self.offset + 1),
                format!("not a JSON number at byte {}", self.offset + 1),
            ),
            JsonErrorKind::Escape => Message::new(
                format!("urutan `\\` yang tidak dikenal JSON pada byte ke-{}", self.offset + 1),
                format!("a `\\` sequence JSON does not have, at byte {}", self.offset + 1),
            ),
            JsonErrorKind::Control => Message::new(
                format!("karakter kendali tanpa `\\` di dalam teks pada byte ke-{}", self.offset + 1),
                format!("a control character without `\\` inside text, at byte {}", self.offset + 1),
            ),
            JsonErrorKind::Trailing => Message::new(
                format!("masih ada isi setelah rekaman pada byte ke-{}", self.offset + 1),
                format!("there is more after the record, at byte {}", self.offset + 1),
            ),
            JsonErrorKind::Depth(limit) => Message::new(
                format!("bersarang lebih dalam dari {limit} tingkat (`--limit-record-depth`)"),
                format!("nested deeper than {limit} levels (`--limit-record-depth`)"),
            ),
            JsonErrorKind::Values(limit) => Message::new(
                format!("lebih dari {limit} nilai (`--limit-record-fields`)"),
                format!("more than {limit} values (`--limit-record-fields`)"),
            ),
        }
    }

    /// Whether a limit was met, not a mistake.
    pub fn is_limit(&self) -> bool {
        matches!(self.kind, JsonErrorKind::Depth(_) | JsonErrorKind::Values(_))
    }
}
