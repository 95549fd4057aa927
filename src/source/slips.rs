//! What YAML allows and the language doesn't: one small function for each message.

use crate::base::{Diagnostic, Message, Span, codes};

/// `&name`.
pub(super) fn anchor(span: Span) -> Diagnostic {
    Diagnostic::new(
        codes::YAML_ANCHOR,
        span,
        Message::new("jangkar YAML (`&`) tidak diperbolehkan", "anchors (`&`) are not allowed"),
    )
    .hint(Message::new(
        "tulis isinya sekali lagi, atau pakai `define`, `lists`, atau modul; teks yang memang diawali `&` ditulis dalam tanda kutip",
        "write the content again, or use `define`, `lists` or a module; text that begins with `&` goes in quotes",
    ))
}

/// `*name`.
pub(super) fn alias(span: Span) -> Diagnostic {
    Diagnostic::new(
        codes::YAML_ANCHOR,
        span,
        Message::new("alias YAML (`*`) tidak diperbolehkan", "aliases (`*`) are not allowed"),
    )
    .hint(Message::new(
        "tulis isinya sekali lagi; teks yang memang diawali `*` ditulis dalam tanda kutip",
        "write the content again; text that begins with `*` goes in quotes",
    ))
}

/// `<<: …`.
pub(super) fn merge_key(span: Span) -> Diagnostic {
    Diagnostic::new(
        codes::YAML_ANCHOR,
        span,
        Message::new("penggabungan dengan `<<` tidak diperbolehkan", "merging with `<<` is not allowed"),
    )
    .hint(Message::new("tulis kunci-kuncinya di sini", "write the keys here"))
}

/// `!tag`.
pub(super) fn tag(span: Span) -> Diagnostic {
    Diagnostic::new(
        codes::YAML_TAG,
        span,
        Message::new("tag YAML (`!`) tidak diperbolehkan", "tags (`!`) are not allowed"),
    )
    .hint(Message::new(
        "hapus tag itu; teks yang memang diawali `!` ditulis dalam tanda kutip, dan ingkaran dalam ekspresi ditulis `not`",
        "leave the tag out; text that begins with `!` goes in quotes, and negation in an expression is written `not`",
    ))
}

/// A mapping or list in place of a key. In braces it is usually `{{ nama }}`, or text that begins with a brace.
pub(super) fn group_as_key(span: Span, braces: bool) -> Diagnostic {
    let found = Diagnostic::new(
        codes::YAML_KEY,
        span,
        Message::new(
            "kunci harus berupa kata, bukan daftar atau pemetaan",
            "a key must be a word, not a list or a mapping",
        ),
    );
    match braces {
        true => found.hint(Message::new(
            "teks yang diawali `{` ditulis dalam tanda kutip: `\"{nama}\"`",
            "text that begins with `{` goes in quotes: `\"{name}\"`",
        )),
        false => found,
    }
}

/// The same key twice.
pub(super) fn duplicate(key: &str, first: Span, second: Span) -> Diagnostic {
    Diagnostic::new(
        codes::DUPLICATE_KEY,
        second,
        Message::new(format!("kunci `{key}` ditulis dua kali"), format!("the key `{key}` is written twice")),
    )
    .note(first, Message::new("pertama kali di sini", "first written here"))
    .hint(Message::new("hapus salah satunya", "remove one of them"))
}

/// A scalar beyond the limit.
pub(super) fn long_scalar(span: Span, limit: usize) -> Diagnostic {
    Diagnostic::new(
        codes::LIMIT,
        Span::new(span.file, span.start, span.start),
        Message::new(
            format!("teks ini lebih panjang daripada {limit} byte (`scalar_bytes`)"),
            format!("this text is longer than {limit} bytes (`scalar_bytes`)"),
        ),
    )
}

/// More nodes than the limit.
pub(super) fn many_nodes(span: Span, limit: usize) -> Diagnostic {
    Diagnostic::new(
        codes::LIMIT,
        span,
        Message::new(
            format!("berkas ini memuat lebih dari {limit} nilai (`yaml_nodes`)"),
            format!("this file holds more than {limit} values (`yaml_nodes`)"),
        ),
    )
    .hint(Message::new(
        "daftar pilihan yang panjang dapat disimpan dalam berkas CSV (`file:`)",
        "a long choice list can stand in a CSV file (`file:`)",
    ))
}

/// Nested deeper than the limit.
pub(super) fn deep(span: Span, limit: usize) -> Diagnostic {
    Diagnostic::new(
        codes::LIMIT,
        span,
        Message::new(
            format!("susunannya lebih dalam daripada {limit} tingkat (`yaml_depth`)"),
            format!("this is nested deeper than {limit} levels (`yaml_depth`)"),
        ),
    )
}

/// A file beyond the limit.
pub(super) fn large_file(span: Span, limit: usize) -> Diagnostic {
    Diagnostic::new(
        codes::LIMIT,
        span,
        Message::new(
            format!("berkas ini lebih besar daripada {limit} byte (`file_bytes`)"),
            format!("this file is larger than {limit} bytes (`file_bytes`)"),
        ),
    )
    .hint(Message::new(
        "bagi menjadi modul, atau simpan daftar pilihan dalam berkas CSV",
        "split it into modules, or put choice lists into CSV files",
    ))
}
