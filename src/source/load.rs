//! Bytes → text: size, encoding, and what can't be read at all.

use crate::base::{Diagnostic, FileId, Limits, Message, ReadError, Sink, Sources, Span, codes};

use super::slips;

/// Takes a file in: checks its size and that it is UTF-8, and adds it to the sources. Bytes that aren't UTF-8 are
/// reported and become `?`, so that every other place in the file stays what it is. `None` when nothing of the file
/// can be used (too large, or another encoding).
///
/// ```
/// use monev::base::{Limits, Sink, Sources};
/// let (mut sources, mut sink) = (Sources::new(), Sink::new());
/// let file = monev::source::load(&mut sources, "a.yaml", b"monev: 1".to_vec(), &Limits::default(), &mut sink);
/// assert!(file.is_some() && sink.is_empty());
/// ```
pub fn load(
    sources: &mut Sources,
    path: &str,
    bytes: Vec<u8>,
    limits: &Limits,
    sink: &mut Sink,
) -> Option<FileId> {
    if bytes.len() > limits.file_bytes {
        let file = sources.add(path, "");
        sink.push(slips::large_file(Span::new(file, 0, 0), limits.file_bytes));
        return None;
    }
    if is_utf16(&bytes) {
        let file = sources.add(path, "");
        sink.push(utf16(Span::new(file, 0, 0)));
        return None;
    }
    match String::from_utf8(bytes) {
        Ok(text) => Some(sources.add(path, text)),
        Err(error) => Some(lossy(sources, path, error.as_bytes(), sink)),
    }
}

/// Why a file that was named can't be had.
pub fn unreadable(path: &str, error: &ReadError, named_at: Span) -> Diagnostic {
    let (id, en) = match error {
        ReadError::NotFound => (format!("berkas `{path}` tidak ada"), format!("there is no file `{path}`")),
        ReadError::Outside => (
            format!("berkas `{path}` berada di luar folder instrumen"),
            format!("the file `{path}` is outside the folder of the instrument"),
        ),
        ReadError::TooLarge(limit) => (
            format!("berkas `{path}` lebih besar daripada {limit} byte (`file_bytes`)"),
            format!("the file `{path}` is larger than {limit} bytes (`file_bytes`)"),
        ),
        ReadError::Other(reason) => (
            format!("berkas `{path}` tidak dapat dibaca ({reason})"),
            format!("the file `{path}` can't be read ({reason})"),
        ),
    };
    let code = if matches!(error, ReadError::TooLarge(_)) { codes::LIMIT } else { codes::FILE_UNREADABLE };
    Diagnostic::new(code, named_at, Message::new(id, en))
}

/// UTF-16 by its byte order mark, or by every other byte being zero.
fn is_utf16(bytes: &[u8]) -> bool {
    let start = bytes.get(..64.min(bytes.len())).unwrap_or_default();
    let zeros = |odd: usize| start.iter().skip(odd).step_by(2).filter(|b| **b == 0).count() * 4;
    let half = start.len() / 2;
    matches!(bytes, [0xff, 0xfe, ..] | [0xfe, 0xff, ..])
        || (start.len() >= 8 && (zeros(0) > half * 3) != (zeros(1) > half * 3))
}

fn utf16(span: Span) -> Diagnostic {
    Diagnostic::new(
        codes::BAD_CHARACTER,
        span,
        Message::new("berkas ini berkode UTF-16, bukan UTF-8", "this file is UTF-16, not UTF-8"),
    )
    .hint(Message::new(
        "simpan ulang sebagai UTF-8 (di Excel: \"CSV UTF-8\")",
        "save it again as UTF-8 (in Excel: \"CSV UTF-8\")",
    ))
}

/// The bytes that are UTF-8, and `?` for each one that isn't.
fn lossy(sources: &mut Sources, path: &str, bytes: &[u8], sink: &mut Sink) -> FileId {
    let mut text = String::with_capacity(bytes.len());
    let mut wrong: Vec<(usize, u8)> = Vec::new();
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        for byte in chunk.invalid() {
            wrong.push((text.len(), *byte));
            text.push('?');
        }
    }
    let file = sources.add(path, text);
    let more = wrong.len().saturating_sub(1);
    if let Some((at, byte)) = wrong.first() {
        sink.push(not_utf8(file, *at, *byte, more));
    }
    file
}

fn not_utf8(file: FileId, at: usize, byte: u8, more: usize) -> Diagnostic {
    let start = u32::try_from(at).unwrap_or(u32::MAX);
    let (rest_id, rest_en) = match more {
        0 => (String::new(), String::new()),
        1 => (", begitu pula 1 byte lain".to_owned(), ", like 1 more byte".to_owned()),
        n => (format!(", begitu pula {n} byte lain"), format!(", like {n} more bytes")),
    };
    Diagnostic::new(
        codes::BAD_CHARACTER,
        Span::new(file, start, start + 1),
        Message::new(
            format!("byte 0x{byte:02X} di posisi {at} bukan UTF-8{rest_id}"),
            format!("byte 0x{byte:02X} at offset {at} is not UTF-8{rest_en}"),
        ),
    )
    .hint(Message::new(
        "simpan ulang berkas dengan pengodean UTF-8 (di Excel: \"CSV UTF-8\"); yang sekarang mungkin Windows-1252",
        "save the file again with the encoding UTF-8 (in Excel: \"CSV UTF-8\"); now it may be Windows-1252",
    ))
}
